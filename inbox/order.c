/* Date, against what we know ourselves. */
#include "inbox/order.h"
#include "event/standing.h"

bool
order_is_older(const Stands *stands, gint64 date, gint64 answered_at, gint64 now)
{
    if (stands->said_at == NEVER || date == NEVER ||
        (answered_at != NEVER && answered_at >= stands->came_at))
        return false;
    return MIN(date, now) < stands->said_at - ORDER_MARGIN;
}
