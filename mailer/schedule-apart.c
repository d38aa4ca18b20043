/* Who is a guest of several meetings is reminded of one of them a day. */
#include "mailer/schedule-family.h"
#include <string.h>

/* Of RINGS one on the day that CLOCK shows at AT; NULL where that is free. */
static const Ring *
ring_on(GTimeZone *clock, const GArray *rings, gint64 at)
{
    for (guint i = 0; i < rings->len; i++) {
        const Ring *ring = &g_array_index(rings, Ring, i);
        if (when_same_day(ring->at, at, clock))
            return ring;
    }
    return NULL;
}

static gint64
next_midnight(GTimeZone *clock, gint64 at)
{
    Day day;
    Minute ignored;
    when_local(at, clock, &day, &ignored);
    return when_utc(day + 1, 0, clock);
}

gint64
schedule_apart(const Meeting *meeting, const Standing *standing, NoticeKind kind,
               const GArray *rings, gint64 queued_at, gint64 now, const Ring **ret_ring)
{
    g_autoptr(GTimeZone) ours = zone_open(meeting->zone);
    g_autoptr(GTimeZone) theirs = standing && standing->zone ? zone_open(standing->zone) : NULL;
    gint64 at = schedule_not_before(meeting, standing, kind, queued_at, now);
    *ret_ring = NULL;
    for (;;) {
        GTimeZone *clock = ours;
        const Ring *ring = ring_on(ours, rings, at);
        if (!ring && theirs)
            ring = ring_on(clock = theirs, rings, at);
        if (!ring)
            return at;
        gint64 next = next_midnight(clock, at);
        at = schedule_not_before(meeting, standing, kind, next, next);
        *ret_ring = ring;
    }
}

char *
schedule_apart_reason(const Meeting *meeting, const char *reason, const Ring *ring)
{
    g_autofree char *day = day_format(schedule_day(meeting, ring->at));
    return g_strdup_printf("%.*s; %s reminds them on %s", (int)strcspn(reason, ";"), reason,
                           ring->meeting, day);
}
