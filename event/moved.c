/* See moved.h. */
#include "event/moved.h"

#define DAY_MINUTES (24 * 60)

/* A stretch of time in UTC seconds. */
typedef struct {
    gint64 start, end;
} Span;

/* When both take place; false where a zone is none. */
static bool
spans(const Meeting *before, const Meeting *after, Span *ret_old, Span *ret_new)
{
    g_autoptr(GTimeZone) old_zone = zone_open(before->zone);
    g_autoptr(GTimeZone) new_zone = zone_open(after->zone);
    if (!old_zone || !new_zone)
        return false;
    meeting_span(before, old_zone, &ret_old->start, &ret_old->end);
    meeting_span(after, new_zone, &ret_new->start, &ret_new->end);
    return true;
}

static bool
times_differ(const Meeting *before, const Meeting *after)
{
    Span old, new;
    return !spans(before, after, &old, &new) || old.start != new.start || old.end != new.end;
}

static bool
times_apart(const Meeting *before, const Meeting *after)
{
    Span old, new;
    return !spans(before, after, &old, &new) ||
           (old.start != new.start && (old.end <= new.start || new.end <= old.start));
}

static bool
days_differ(const Meeting *before, const Meeting *after)
{
    bool differ = before->days->len != after->days->len;
    for (guint i = 0; !differ && i < before->days->len; i++) {
        const AgendaDay *old = g_ptr_array_index(before->days, i);
        const AgendaDay *new = g_ptr_array_index(after->days, i);
        differ = old->day != new->day;
    }
    return differ;
}

/* A day that had hours has others, or none. */
static bool
hours_differ(const AgendaDay *before, GTimeZone *old_zone, const AgendaDay *after,
             GTimeZone *new_zone)
{
    Span old = {0}, new = {0};
    if (!day_span(before, old_zone, &old.start, &old.end))
        return false;
    return !day_span(after, new_zone, &new.start, &new.end) || old.start != new.start ||
           old.end != new.end;
}

bool
meeting_moved(const Meeting *before, const Meeting *after)
{
    bool hours = meeting_has_hours(after);
    return hours != meeting_has_hours(before) || days_differ(before, after) ||
           (hours && times_differ(before, after)) ||
           g_strcmp0(before->location, after->location) != 0;
}

bool
meeting_redated(const Meeting *before, const Meeting *after)
{
    return days_differ(before, after) || times_apart(before, after);
}

bool
meeting_hours_moved(const Meeting *before, const Meeting *after)
{
    g_autoptr(GTimeZone) old_zone = zone_open(before->zone);
    g_autoptr(GTimeZone) new_zone = zone_open(after->zone);
    bool moved = !old_zone || !new_zone || before->days->len != after->days->len;
    for (guint i = 0; !moved && i < before->days->len; i++)
        moved = hours_differ(g_ptr_array_index(before->days, i), old_zone,
                             g_ptr_array_index(after->days, i), new_zone);
    return moved;
}

/* At some hour of its days, or of the nights behind them. */
static bool
clocks_differ(const Meeting *meeting, GTimeZone *old_zone, GTimeZone *new_zone)
{
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        for (Minute hour = 0; hour <= 2 * DAY_MINUTES; hour += 60)
            if (when_utc(day->day, hour, old_zone) != when_utc(day->day, hour, new_zone))
                return true;
    }
    return false;
}

bool
meeting_clock_moved(const Meeting *before, const Meeting *after)
{
    if (g_strcmp0(before->zone, after->zone) == 0)
        return false;
    g_autoptr(GTimeZone) old_zone = zone_open(before->zone);
    g_autoptr(GTimeZone) new_zone = zone_open(after->zone);
    return !old_zone || !new_zone || clocks_differ(before, old_zone, new_zone) ||
           clocks_differ(after, old_zone, new_zone);
}
