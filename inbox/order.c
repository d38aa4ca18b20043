/* Date, against what we know ourselves. */
#include "inbox/order.h"
#include "event/standing.h"
#include "event/when.h"
#include <string.h>

bool
order_is_older(const Stands *stands, gint64 date, gint64 answered_at, gint64 now)
{
    if (stands->said_at == NEVER || date == NEVER ||
        (answered_at != NEVER && answered_at >= stands->came_at))
        return false;
    return MIN(date, now) < stands->said_at - ORDER_MARGIN;
}

static char *
format_stamp(gint64 when)
{
    enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
    int year, month, day, second = (int)(when % DAY);
    day_split((Day)(when / DAY), &year, &month, &day);
    return g_strdup_printf("%04d%02d%02dT%02d%02d%02dZ", year, month, day, second / HOUR,
                           second % HOUR / MINUTE, second % MINUTE);
}

char *
order_stamp(const char *dtstamp, gint64 now)
{
    g_autofree char *latest = format_stamp(now);
    return dtstamp && strcmp(dtstamp, latest) > 0 ? g_steal_pointer(&latest) : g_strdup(dtstamp);
}
