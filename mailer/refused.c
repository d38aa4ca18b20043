/* A status, and the same circuit breaker that bounces have. */
#include "mailer/refused.h"
#include "db/store-bounce.h"
#include "db/store-guest.h"
#include "event/address.h"
#include <string.h>

/* Not for what may be about the sender's address (RFC 3463 5.1.0, 5.1.7, 5.1.8), and not without a status. */
static bool
is_about_address(const Outcome *outcome)
{
    static const char *const others[] = {"5.1.0", "5.1.7", "5.1.8", NULL};
    return outcome->kind == OUTCOME_FAILED && g_str_has_prefix(outcome->status, "5.1.") &&
           !g_strv_contains(others, outcome->status);
}

gboolean
refused_mark(Store *store, const OutboxItem *item, const Outcome *outcome, gint64 now,
             GError **error)
{
    int failing, guests;
    const char *meeting = item->notice->meeting;
    if (!is_about_address(outcome))
        return TRUE;
    if (!store_bounce_share(store, meeting, now, &failing, &guests, error))
        return FALSE;
    g_autofree char *why =
        g_strdup_printf("%d %s %s", outcome->code, outcome->status, outcome->text);
    return addresses_break(failing, guests) ||
           store_address_mark(store, meeting, item->recipient, why, now, error);
}
