/* Who is a guest of several meetings is reminded of one of them a day. */
#include "mailer/schedule-family.h"
#include <string.h>

/* Of RINGS the one on DAY; NULL where that is free. */
static const Ring *
ring_on(const Meeting *meeting, const GArray *rings, Day day)
{
    for (guint i = 0; i < rings->len; i++) {
        const Ring *ring = &g_array_index(rings, Ring, i);
        if (schedule_day(meeting, ring->at) == day)
            return ring;
    }
    return NULL;
}

gint64
schedule_apart(const Meeting *meeting, const char *zone_name, NoticeKind kind, const GArray *rings,
               gint64 now, const Ring **ret_ring)
{
    gint64 at = schedule_not_before(meeting, zone_name, kind, now, now);
    const Ring *ring;
    *ret_ring = NULL;
    while ((ring = ring_on(meeting, rings, schedule_day(meeting, at)))) {
        gint64 next = schedule_midnight(meeting, schedule_day(meeting, at) + 1);
        at = schedule_not_before(meeting, zone_name, kind, next, next);
        *ret_ring = ring;
    }
    return at;
}

char *
schedule_apart_reason(const Meeting *meeting, const char *reason, const Ring *ring)
{
    g_autofree char *day = day_format(schedule_day(meeting, ring->at));
    return g_strdup_printf("%.*s; %s reminds them on %s", (int)strcspn(reason, ";"), reason,
                           ring->meeting, day);
}
