/* prepare: one row of the outbox -> the bytes of its mail, from the state as it is now. An edge: it reads
 * the database; words, calendar and MIME are made by pure code. */
#ifndef CONVOKE_MAILER_PREPARE_H
#define CONVOKE_MAILER_PREPARE_H

#include "db/store-outbox.h"
#include "mailer/mailroom.h"
#include "mailer/part.h"

typedef struct Preparer Preparer;

/* Keeps what many mails of one run share (meetings, zones). ROOM is borrowed. */
Preparer *preparer_new(const Mailroom *room);
void preparer_free(Preparer *preparer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Preparer, preparer_free)

/* ITEMS (OutboxItem *) are composed next: reads at once what they need of their meetings and guests as these
 * are now, which lasts until the next call. */
gboolean preparer_expect(Preparer *preparer, const GPtrArray *items, GError **error);

typedef struct {
    GBytes *bytes;
    /* LOCAL+b.ENVELOPE-ID@DOMAIN, or "" for what answers mail (RFC 3834 3.3) */
    char *envelope_from;
    char *recipient; /* as the envelope has it: the domain in ASCII (RFC 5891) */
    char *subject;
    Part *text;     /* its text/plain part */
    char *language; /* that of its words */
    bool own;       /* they are the organizer's: see letter.h */
    int revision;
    int lead; /* by how much the SEQUENCE of its calendar object leads the revision's; 0 also without one */
    /* it is to leave then: quiet hours, or another reminder has the day; not after NOW in most cases */
    gint64 not_before;
    char *reason;     /* and this is why, beside why it is owed; NULL = nothing new */
    const char *held; /* not NULL: it waits for the organizer's word, who reads this */
    const char *moot; /* not NULL: it is no longer owed, and this is why; nothing else is set */
} Prepared;

void prepared_clear(Prepared *prepared);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Prepared, prepared_clear)

/* What becomes of ITEM, which was expected, when its turn comes at NOW: moot, held, not_before and reason; nothing is
 * composed. Errors as below. */
gboolean prepare_look(Preparer *preparer, const OutboxItem *item, gint64 now,
                      Prepared *ret_prepared, GError **error);

/* Composes ITEM, which was expected, as it would go out at NOW. CONVOKE_ERROR_DATA or _CONFIG: this mail cannot be made. */
gboolean prepare_message(Preparer *preparer, const OutboxItem *item, gint64 now,
                         Prepared *ret_prepared, GError **error);

#endif
