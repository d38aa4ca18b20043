/* Letter: the words of one mail, before it becomes MIME. Pure: what is said follows from the context
 * and the templates alone. The names that templates may use are made by view.h and documented in
 * convoke-templates(5). */
#ifndef CONVOKE_MAILER_LETTER_H
#define CONVOKE_MAILER_LETTER_H

#include <glib.h>
#include <stdbool.h>
#include "event/answer.h"
#include "event/diff.h"
#include "event/meeting.h"
#include "event/notice.h"
#include "event/standing.h"
#include "mailer/part.h"
#include "templates/library.h"

typedef struct {
    char *subject; /* one line, no control characters, at most LETTER_SUBJECT_MAX characters */
    /* Lines end in LF. A line that starts with a blank or with ">" is to be kept as it is, and has at
     * most LETTER_COLUMNS columns (but for a single longer word); "-- " begins the signature; every
     * other line is a whole paragraph, which is flowed. No trailing blanks otherwise, no two
     * empty lines in a row, no control characters. */
    Part *text;
    Part *html;     /* a whole document without remote content; NULL = no HTML part */
    char *language; /* BCP 47, that of the templates found: Content-Language */
    bool own;       /* these are the organizer's */
} Letter;

#define LETTER_SUBJECT_MAX 200
#define LETTER_COLUMNS 72

void letter_free(Letter *letter); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

/* A message that waits for the organizer. */
typedef struct {
    gint64 number; /* by which the organizer decides */
    const char *name;
    const char *words;
    const char *proposal; /* as a calendar has it, a PERIOD (event/period.h); NULL */
    const char *why;
    Partstat guess;   /* PARTSTAT_NONE = no guess */
    const char *from; /* an address that is not known as theirs; NULL = it is, or NAME says it */
    bool answer;      /* it can be decided as one; else it can only be dismissed */
} LetterReview;

/* Something that a guest asked. */
typedef struct {
    gint64 number; /* by which the organizer is done with it */
    const char *name;
    const char *words;
} LetterAsked;

/* What a guest wants discussed, or calls their talk. */
typedef struct {
    gint64 number;     /* by which the organizer takes it up */
    const char *guest; /* id */
    const char *name;
    const char *words;
    bool title; /* of a talk; else it is a topic */
} LetterProposal;

/* Files that a guest sent along and said nothing about coming with. */
typedef struct {
    const char *guest; /* id */
    const char *name;
    const char *files; /* names, joined */
    const char *words; /* NULL = none */
} LetterMaterial;

/* A mail that failed for good, to somebody who else is reached. */
typedef struct {
    const char *name;
    const char *address;
    const char *reason; /* the other side's words */
} LetterFailed;

/* What the organizer decided by mail about one of these. */
typedef struct {
    gint64 number;
    const char *name;    /* of the guest; NULL = unknown */
    Partstat partstat;   /* PARTSTAT_NONE = dismissed */
    const char *refused; /* NULL = done; "missing": nothing waits under that number; "nobody": whose
                            answer it is is unknown, or it is none; "twice": the mail says two things about it */
} LetterRuling;

/* What the organizer must know. NULL arrays are empty. */
typedef struct {
    Tally tally;
    const GPtrArray *answers; /* const Standing *: came since the last digest */
    GHashTable *changed; /* their guests (id) whose answer was another one then; NULL = nobody */
    GHashTable *
        replies; /* guest -> GPtrArray of QuestionAnswer *: to the meeting's questions; NULL = none */
    const GPtrArray *absent;      /* const Standing *: do not come */
    const GPtrArray *owing;       /* const Standing *: have not answered, nor wrote what waits */
    const GPtrArray *waiting;     /* const Standing *: wait for a seat, by their places */
    const GPtrArray *seats;       /* const Standing *: something became of theirs since the last */
    const GPtrArray *unreached;   /* const Standing *: mail to them does not get through */
    const GPtrArray *passed_over; /* const Standing *: written to elsewhere than at their first */
    const GPtrArray *failed;      /* const LetterFailed *: since the last digest */
    const GPtrArray *reviews;     /* const LetterReview *: all that wait */
    const GPtrArray *asked;       /* const LetterAsked * */
    const GPtrArray *proposed;    /* const LetterProposal *: all that wait */
    const GPtrArray *materials;   /* const LetterMaterial *: came since the last digest */
    const GPtrArray *silent; /* const Standing *: asked for no more mail since the last digest */
    int doubts;              /* mails whose sending ended in doubt */
    int held;                /* mails that wait for the organizer's word */
} LetterDigest;

/* What letters about one meeting share as long as its Meeting and the templates stay the same: a memo makes no
 * difference to their words. Those to readers who are told the same but for their names and addresses are rendered
 * once (stencil.h). */
typedef struct LetterMemo LetterMemo;

LetterMemo *letter_memo_new(void);
void letter_memo_free(LetterMemo *memo); /* NULL-safe; before the templates go */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LetterMemo, letter_memo_free)

/* Everything that a letter is made of; all borrowed. What a kind does not need stays zero. Texts may
 * hold anything: they are made valid UTF-8 of one line (or of lines, where they have some). */
typedef struct {
    NoticeKind kind;
    const Meeting *meeting;
    GTimeZone *zone;       /* the meeting's */
    const Guest *guest;    /* to whom; NULL = the organizer */
    GTimeZone *guest_zone; /* NULL = not known */
    gint64 now;
    const char *reply_address; /* the one with the token */
    const char *unsubscribe_address;
    const char *help_address;

    Partstat partstat;      /* what the guest's answer is; of an echo: as understood now */
    const Details *details; /* NULL = none */
    const char *words;      /* that decided; of a question: what was not understood */
    /* question: address that it came from, not known as the guest's; NULL = none */
    const char *stranger;
    bool late;                /* question: they have answered since, by the dates of the two */
    bool redated;             /* question: they answered dates that have moved since */
    Partstat previous;        /* echo: the answer before this one; PARTSTAT_NONE = there was none */
    const GPtrArray *answers; /* echo: QuestionAnswer *, theirs, the newest first; NULL = none */

    SeatState seat;           /* what became of a seat for them ... */
    SeatWhy seat_why;         /* ... and why */
    bool seat_gone;           /* they had one, or the offer of one, and none is kept for them */
    const Day *offered_until; /* the last day of the offer of one; NULL = none stands */
    int place;                /* on the waiting list, from 1; 0 = not on it, or not to be told */

    /* invitation, or offer of a seat: the meeting was called off, or the invitation taken back, before */
    bool after_all, again;
    bool replaces; /* invitation: an earlier one, whose token was taken back, has left */

    int step;            /* reminder: 1 is their first ... */
    int steps;           /* ... of so many */
    const Day *promised; /* the day by which they said they would know; NULL = they did not ... */
    bool patient;        /* ... and it has not come */
    bool heard;          /* they wrote, and gave no clear answer */
    bool unread;         /* what they wrote waits for the organizer */

    int number;       /* announcement: 1 is the first */
    const char *note; /* of an announcement or cancellation: the organizer's words, paragraphs
                         separated by empty lines; NULL */
    const GPtrArray *changes; /* Change *: what is new since they were last told; NULL = none */
    bool calendar_updated;    /* the calendar object rides in it because time or place changed */

    const LetterDigest *digest; /* of a digest, and decided; NULL for other kinds */
    const GPtrArray *rulings;   /* const LetterRuling *: decided, and digest; NULL = none */

    LetterMemo *memo; /* NULL = none */
} LetterContext;

/* Writes the letter in the language of the guest, else of the meeting, else in English. NULL and
 * CONVOKE_ERROR_CONFIG when a template is broken. */
Letter *letter_write(const LetterContext *context, TemplateLibrary *library, GError **error);

#endif
