/* apart: keeps reminders and nudges to one person a day apart, whichever meetings of the workspace they are about. An
 * edge; which day is free is decided by schedule.h. */
#ifndef CONVOKE_MAILER_APART_H
#define CONVOKE_MAILER_APART_H

#include "db/store-outbox.h"
#include "event/meeting.h"

/* Puts off those of NOTICES, which MEETING owes to guests of STANDINGS, whose day another one has, and says so in their
 * reasons. FORMER (Notice *; NULL = none) are those of other meetings that are queued before, in the same run. */
gboolean apart_plan(Store *store, const Meeting *meeting, const GPtrArray *standings,
                    const GPtrArray *former, GPtrArray *notices, gint64 now, GError **error);

/* Likewise ITEM, which is about to leave: *ret_at is NOW, or later because another one has left today, and then
 * *ret_reason is what to say (else NULL). */
gboolean apart_leave(Store *store, const Meeting *meeting, const Standing *standing,
                     const OutboxItem *item, gint64 now, gint64 *ret_at, char **ret_reason,
                     GError **error);

#endif
