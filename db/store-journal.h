/* Journal: what the organizer decided by command. What they decided by mail follows from the mail. */
#ifndef CONVOKE_DB_STORE_JOURNAL_H
#define CONVOKE_DB_STORE_JOURNAL_H

#include "db/store.h"
#include "event/answer.h"

/* GUEST's answer, written down BECAUSE. */
gboolean store_journal_answer(Store *store, const char *meeting, const char *guest,
                              Partstat partstat, const char *because, gint64 now, GError **error);

/* That MEETING is STATE ("open" or "closed") from now on; nothing where it is already. */
gboolean store_journal_meeting(Store *store, const char *meeting, const char *state, gint64 now,
                               GError **error);

/* About the review or the proposal that came from the message RECEIVED: KIND is the proposal's, NULL for a
 * review; DECISION as its table has it. */
gboolean store_journal_message(Store *store, gint64 received, const char *kind,
                               const char *decision, gint64 now, GError **error);

#endif
