/* Notice: a mail that we owe somebody, and the key that makes it unique. The key is
 * "MEETING/PERSON/KIND/OCCASION"; two notices with one key are one notice, whoever derives it and
 * how often. Person is a guest id, "organizer", or "@ADDRESS" for somebody who is neither. */
#ifndef CONVOKE_EVENT_NOTICE_H
#define CONVOKE_EVENT_NOTICE_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    NOTICE_INVITATION,   /* occasion: issue number of the invitation; "1.2" the second time anew */
    NOTICE_REMINDER,     /* occasion: step of the policy, "14d"; "14d.2" where it came again */
    NOTICE_ANNOUNCEMENT, /* occasion: its number */
    NOTICE_ECHO,         /* what we understood; occasion: digest of the message answered */
    NOTICE_QUESTION,     /* we did not understand; occasion: as echo */
    NOTICE_DIGEST,       /* to the organizer; occasion: local date */
    NOTICE_UNSUBSCRIBED, /* they asked for no more mail; occasion: as echo */
    NOTICE_HELP,         /* how to answer; occasion: date (UTC), so at most one a day */
    NOTICE_CHANGE,       /* of the agenda; occasion: digest of what changed for that person */
    NOTICE_LOGISTICS,    /* where to go, to those who come; occasion: step of its policy, "1d" */
    NOTICE_NUDGE,        /* a talk has no title yet; occasion: likewise */
    NOTICE_THANKS,       /* to those who came; occasion: "1" */
    NOTICE_CANCELLATION, /* of the meeting; occasion: its number, from 1, one for each time */
    NOTICE_WITHDRAWAL,   /* of one guest's invitation; occasion: likewise */
    NOTICE_DECIDED,      /* to the organizer: what came of decisions by mail; occasion: as echo */
    NOTICE_SEAT,         /* a seat is offered, which invites; occasion: number of the entry in the
                            guest's ledger of seats, as for the next two */
    NOTICE_WAITING,      /* they said yes, and there is no seat yet */
    NOTICE_PROMOTED,     /* they waited, and a seat is theirs */
} NoticeKind;

#define NOTICE_KINDS (NOTICE_PROMOTED + 1)

/* The last words about a mail that was only written to a file, and so went to nobody. */
#define NOTICE_KEPT "kept in a file"
#define NOTICE_KEPT_WHY "it was only written to a file, before a relay was named"

/* The header that all mail of ours carries, with "MEETING KIND" as its value: by it the composer
 * marks our mail and the reader knows it again when it comes back (RFC 3834 2: loops). */
#define NOTICE_MARK "X-Convoke"

const char *notice_kind_name(NoticeKind kind); /* "invitation", also the template's file name */
bool notice_kind_parse(const char *name, NoticeKind *ret_kind);

/* True for what answers somebody's mail (RFC 3834): it leaves with the null path and is marked so. All
 * others start by themselves. */
bool notice_kind_answers(NoticeKind kind);

/* True for what comes of mail that arrives, from whomever: such mail is answered, and lets seats come free and be taken.
 * How much of it goes to an address is limited (db/store-turn.h). */
bool notice_kind_is_caused(NoticeKind kind);

/* True for what asks its reader whether they come, or takes a word alone for an answer to that. */
bool notice_kind_asks(NoticeKind kind);

/* True for the kinds that tell of an entry in the ledger of seats. */
bool notice_is_about_seat(NoticeKind kind);

typedef struct {
    char *meeting;
    char *person;
    NoticeKind kind;
    char *occasion;
    char *reason;      /* one sentence that plan and why print */
    gint64 not_before; /* it does not leave before; G_MININT64 = it may at once */
    char *held_why;    /* it waits for the organizer's word, who reads this; NULL = it does not */
    bool resting;      /* it will be owed only when the agenda has rested */
} Notice;

Notice *notice_new(const char *meeting, const char *person, NoticeKind kind, const char *occasion,
                   const char *reason);
void notice_free(Notice *notice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Notice, notice_free)

char *notice_key(const Notice *notice);

/* "<TOKEN.DIGEST@domain>" with DIGEST = 16 letters of base32 of the SHA-256 of the key, and of the EPOCH
 * (db/store-epoch.h; 0 = the first): of that, the same notice has the same Message-ID for ever. DOMAIN is the one of the
 * address that we read. */
char *notice_message_id(const char *key, gint64 epoch, const char *token, const char *domain);

#endif
