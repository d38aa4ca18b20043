/* The only file that asks what time it is. */
#include "cli/clock.h"
#include "event/error.h"

gboolean
clock_read(gint64 *ret_now, GError **error)
{
    const char *fixed = g_getenv("CONVOKE_NOW");
    if (!fixed || !*fixed) {
        *ret_now = g_get_real_time() / G_USEC_PER_SEC;
        return TRUE;
    }
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) when = g_date_time_new_from_iso8601(fixed, utc);
    if (!when) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "CONVOKE_NOW is `%s`; it must be a time like 2004-06-01T09:00:00Z", fixed);
        return FALSE;
    }
    *ret_now = g_date_time_to_unix(when);
    return TRUE;
}
