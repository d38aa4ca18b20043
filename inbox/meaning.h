/* Meaning: what one message means, the one value that crosses from the reader of foreign bytes to the
 * holder of the database. Its serialisation is the JSON of `convoke explain --json` (meaning-json.h);
 * the members have the meaning that is documented there and in convoke-explain(1). */
#ifndef CONVOKE_INBOX_MEANING_H
#define CONVOKE_INBOX_MEANING_H

#include <glib.h>
#include <stdbool.h>
#include "event/answer.h"
#include "inbox/attachment.h"
#include "inbox/authenticity.h"

typedef enum {
    MEANING_REPLY,     /* a person wrote */
    MEANING_CALENDAR,  /* an iTIP object */
    MEANING_BOUNCE,    /* delivery report of failure or delay */
    MEANING_AUTOMATIC, /* vacation notes and other robots */
    MEANING_REPORT,    /* feedback, success or read receipts */
    MEANING_LOOP,      /* our own mail come back */
    MEANING_UNREADABLE,
} MeaningKind;

/* What a bounce says about the address, so that a spam filter's verdict on our mail never marks a
 * guest as unreachable. */
typedef enum {
    BOUNCE_OTHER,   /* networks, time-outs, loops, or not said */
    BOUNCE_ADDRESS, /* no such mailbox or domain, disabled, moved */
    BOUNCE_FULL,    /* over quota: there, but not reading */
    BOUNCE_CONTENT, /* our mail or our system was refused: spam, virus, size, policy, block list */
} BounceCause;

typedef struct {
    bool permanent; /* the class of its status */
    bool gave_up;   /* no more is tried, whatever the class (RFC 3464 2.3.3) */
    BounceCause cause;
    GPtrArray *recipients; /* char *, addresses that failed, as reported */
    GPtrArray *addressed;  /* char *, one for each: what we had written to, where that differs */
    char *status;          /* "5.1.1"; NULL */
    char *reason;          /* one line of the server's words; NULL */
    char *message_id;      /* of the mail that did not arrive, without brackets; NULL = not said */
    char *envelope_id;     /* ENVID that it was sent with (RFC 3464 2.2.1); NULL */
} Bounce;

typedef struct {
    char *address; /* without mailto:, as written; NULL */
    Partstat partstat;
    char *recurrence_id;
    char *delegated_to;   /* address; NULL */
    char *delegated_from; /* likewise: who answers in the place of another one */
} ItipAttendee;

/* The first calendar object of a message (RFC 5546). */
typedef struct {
    char *method;    /* upper case; NULL = none anywhere */
    char *component; /* "VEVENT" */
    char *uid;
    int sequence;
    char *dtstamp;        /* as written, UTC form; NULL */
    char *organizer;      /* address */
    char *comment;        /* COMMENT, X-RESPONSE-COMMENT, the words beside: a line each */
    int guests;           /* X-NUM-GUESTS */
    char *proposal;       /* COUNTER: "20040714T170000Z/20040714T180000Z"; NULL */
    GPtrArray *attendees; /* ItipAttendee *, of every component of that kind */
    bool cut;             /* longer than the limit: its end was not read */
} Itip;

typedef struct {
    MeaningKind kind;
    Partstat partstat; /* NONE: nothing about coming, or unclear */
    bool sure;         /* a careful secretary would write it down without asking back */
    char *why;         /* the words or property that decided, and the rule's name */
    char *words;       /* of those, the sender's words alone; NULL where a property decided */
    char *rule;        /* the rule's name alone */
    /* sure, and yet no sentence that says so names coming: it answers what was asked last */
    bool open;
    char *subject, *from, *text;
    char *reply;      /* the newly written words */
    char *message_id; /* NULL = none */
    char *until;      /* automatic: "back on", an ISO date; NULL = not said */
    gint64 date;
    Details details;
    GPtrArray *answer_keys;   /* char *: ids or numbers of our questions … */
    GPtrArray *answer_values; /* char *: … and the words that answer them */
    Bounce *bounce;           /* NULL unless kind is BOUNCE */
    Itip *itip;               /* NULL unless a calendar object was found */
    char *token;
    char *token_from; /* "address" "reference" "calendar" "subject" */
    char *
        envelope_id; /* of the mail of ours whose bounce address it came to, by its headers; NULL = none */
    char *reference; /* Message-ID of ours that it answers, without brackets; NULL = none */
    bool several;    /* another invitation's token stands at a place of the same rank */
    Authenticity authenticity; /* of From, by our own mail server's word */
    char *purpose;             /* what else it asks of us: "help" "unsubscribe"; NULL = nothing */
    GPtrArray *attachments;    /* Attachment *; NULL = none */
    GPtrArray *defects;        /* char * */
    bool hushed; /* it asks that no program answer it, or has no author, or may be a robot's */
    bool named;  /* it names whom the reader was told to look for */
    /* bytes of the text in lines that nobody marked as quoted; not in the JSON, so 0 where that was read */
    gsize unmarked;
    /* the reply below what it stands below (quote.h), where we knew our own mail; NULL; not in the JSON either */
    char *thread;
} Meaning;

Meaning *meaning_new(void);
void meaning_free(Meaning *meaning);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Meaning, meaning_free)

/* Says what decided: WORDS of the sender, else a PROPERTY of the message (each may be NULL), and by which RULE. */
void meaning_explain(Meaning *meaning, const char *words, const char *property, const char *rule);

Bounce *bounce_new(void);
void bounce_free(Bounce *bounce);
Itip *itip_new(void);
void itip_free(Itip *itip);
ItipAttendee *itip_attendee_new(void);
void itip_attendee_free(ItipAttendee *attendee);

const char *meaning_kind_name(MeaningKind kind);
bool meaning_kind_parse(const char *name, MeaningKind *ret_kind);

const char *bounce_cause_name(BounceCause cause); /* "other" "address" "full" "content" */
bool bounce_cause_parse(const char *name, BounceCause *ret_cause);

#endif
