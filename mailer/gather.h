/* gather: what one mail is about, from the database: an edge, for prepare.c alone. */
#ifndef CONVOKE_MAILER_GATHER_H
#define CONVOKE_MAILER_GATHER_H

#include "db/store-announcement.h"
#include "db/store-meeting.h"
#include "event/reason.h"
#include "mailer/compose.h"
#include "mailer/digest.h"
#include "mailer/letter.h"
#include "mailer/prepare.h"
#include "mailer/told.h"

/* One guest, as one batch of mails needs them. */
typedef struct {
    Standing *standing;
    Guest *guest;
    GTimeZone *zone; /* NULL = not known */
    bool older;      /* another mail to them was made since it was read */
} Person;

/* What calendars say of a meeting in one language. */
typedef struct {
    char *text; /* NULL = nothing */
    CalendarFrame frame;
} Description;

/* One meeting, as every mail about it needs it. */
typedef struct Loaded {
    Meeting *meeting;
    GTimeZone *zone;
    LetterMemo *letters;
    ComposeMemo *fields;
    GHashTable *descriptions; /* language -> Description * */
    Revision revision;
    GHashTable *people; /* guest id, borrowed -> Person * */
    /* How seats will be given, for word of the waiting list: store_seat_foreseen(); NULL = not looked for yet */
    GHashTable *seats;
    /* number -> Loaded *: as former revisions had it (told_meeting()), the first five alone */
    GHashTable *former;
} Loaded;

struct Preparer {
    const Mailroom *room;
    GHashTable *loaded; /* meeting id -> Loaded * */
};

/* Everything gathered for one mail. */
typedef struct {
    Loaded *loaded;
    const Loaded *named; /* that, or for who is called off, as they know it ... */
    const Loaded *entry; /* ... and as their calendar has it */
    const OutboxItem *item;
    gint64 now;
    const Person *person;     /* NULL = the organizer */
    const Standing *standing; /* ... and so are these two */
    const Guest *guest;
    char *reply_to, *help, *unsubscribe;
    char *tag;       /* the token, where these addresses have none; NULL */
    char *words;     /* question: what was not understood */
    char *stranger;  /* question: address that it came from, not known as theirs; NULL = none */
    bool foreign;    /* question and echo: the message is not from an address known as theirs */
    Reason reason;   /* question: why it waits */
    char *answering; /* Message-ID of the message that this one answers; NULL */
    Announcement announcement;
    Told told;
    const char *moot; /* what this mail was to tell is no longer news; NULL = it is */
    Digest *digest;
    GPtrArray *
        rulings; /* Ruling *: of the mail that this one confirms, or of those that the digest does */
    bool heard;  /* reminder: they wrote, and it was no clear answer */
    GPtrArray *answers; /* echo: QuestionAnswer * */
} Gathered;

void gathered_clear(Gathered *gathered);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Gathered, gathered_clear)

/* MEETING as the database has it, kept for the mails that follow. */
Loaded *gather_meeting(Preparer *preparer, const char *meeting, GError **error);

/* What calendars say of LOADED in the words of LANGUAGE, kept for the mails that follow. */
Description *gather_description(const Mailroom *room, const Loaded *loaded, const char *language,
                                GError **error);

/* Fills GATHERED, of which the meeting, the mail and the time are set. */
gboolean gather(const Mailroom *room, Gathered *gathered, GError **error);

#endif
