/* Mailing: what the commands that compose or send share: the mailroom of a workspace, its transport,
 * and the account of a run. */
#ifndef CONVOKE_CLI_MAILING_H
#define CONVOKE_CLI_MAILING_H

#include "cli/workspace.h"
#include "db/store-meeting.h"
#include "mailer/deliver.h"
#include "mailer/mailroom.h"

typedef struct {
    const Shell *shell;
    Workspace *workspace;
    Mailroom room;
} Mailing;

/* Opens the workspace that SHELL names with its templates, all of them checked: a broken one is
 * CONVOKE_ERROR_CONFIG here, before anything is owed or sent. */
Mailing *mailing_open(const Shell *shell, GError **error);
void mailing_free(Mailing *mailing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mailing, mailing_free)

typedef enum {
    MAILING_SILENT,  /* for cron: prints nothing */
    MAILING_SUMMARY, /* one line at the end when there was anything to do */
    MAILING_EACH,    /* a line for each mail, too */
} MailingTalk;

/* On a terminal both latter show a bar instead, and a line only for mail that did not go out. */

/* Delivers what is due and matches FILTER, and meanwhile queues what is left of QUEUEING (NULL = nothing). FALSE also
 * when the relay took nothing; what was delivered before is recorded all the same. *ret_delivered may be NULL. */
gboolean mailing_deliver(const Mailing *mailing, OutboxQueueing *queueing,
                         const OutboxFilter *filter, MailingTalk talk, Delivered *ret_delivered,
                         GError **error);

/* The meeting NAMED, or the only open one. */
Meeting *mailing_meeting(const Mailing *mailing, const char *named, StoreGuests guests,
                         GError **error);

/* The name of a guest of MEETING, or of one who was taken out (among STANDINGS, Standing *; may be NULL);
 * else PERSON. Borrowed. */
const char *mailing_name(const Meeting *meeting, const GPtrArray *standings, const char *person);

/* outbox_owed(), with what each is put off to where its address has had its share (mailer/outbox-put.h). */
gboolean mailing_owed(const Mailing *mailing, const Meeting *meeting, unsigned what, gint64 now,
                      GPtrArray *notices, GPtrArray **ret_standings, GError **error);

/* "not before 2004-06-02 07:00"; "" where it may leave at once, at NOW. */
char *mailing_start(const Meeting *meeting, gint64 at, gint64 now);

/* For a dry run: prints a line for each notice of the kinds WHAT (mailer/outbox.h) that would be queued,
 * for the guest PERSON only unless it is NULL. FORMER (Notice *; NULL = nothing) is what other meetings would have
 * queued before, and what this one would is added to it. */
gboolean mailing_print_owed(const Mailing *mailing, const Meeting *meeting, unsigned what,
                            const char *person, GPtrArray *former, gint64 now, GError **error);

/* For a dry run: prints how much of the meeting with that id waits in the outbox and would leave now, and how much is put
 * off; what is held is neither. PERSON may be NULL. */
gboolean mailing_print_waiting(const Mailing *mailing, const char *meeting, const char *person,
                               gint64 now, GError **error);

/* Puts off those of NOTICES, which MEETING owes to guests of STANDINGS at NOW, whose day a reminder or nudge of another
 * open meeting takes that is queued before when all are (mailing_daily), and says so in their reasons. */
gboolean mailing_foresee(const Mailing *mailing, const Meeting *meeting, const GPtrArray *standings,
                         GPtrArray *notices, gint64 now, GError **error);

/* Holds what has not left (cli/kept.h), and writes what is due about seats in the meeting, as the next run will before
 * all else, within a transaction where there is any: what is read then is as that run will find it. Nothing of it stays
 * once that is rolled back. */
gboolean mailing_foresee_state(const Mailing *mailing, const char *meeting, gint64 now,
                               GError **error);

/* Queues what is owed of the kinds WHAT (mailer/outbox.h) by the meeting NAMED, or by every open one, to the guest PERSON
 * only unless it is NULL; adds to *queued how many. A dry run prints them instead. */
gboolean mailing_queue(const Mailing *mailing, const char *named, const char *person, unsigned what,
                       gboolean dry_run, gint64 now, int *queued, GError **error);
/* *LIMIT is what --limit gave; NULL = nothing, and then 0. CONVOKE_ERROR_USAGE where it is no number above 0. */
gboolean mailing_limit(const char *text, int *ret_limit, GError **error);

/* Queues all that `convoke daily` does at NOW, for the meeting NAMED or every open one: what is owed by the
 * state, answers to messages, and the organizer's digest. */
gboolean mailing_daily(const Mailing *mailing, const char *named, gint64 now, GError **error);

#endif
