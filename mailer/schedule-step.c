/* Steps: so many days before or after a day; which one is due, whether it was had, and what being late
 * means. */
#include "mailer/schedule-family.h"
#include <stdlib.h>
#include <string.h>

#define DAY_SECONDS (24 * 60 * 60)

gint64
schedule_midnight(const Meeting *meeting, Day day)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    return when_utc(day, 0, zone);
}

int
schedule_step_before(const GArray *steps, Day day, Day today, Day *ret_due)
{
    int step = -1;
    for (guint i = 0; i < steps->len; i++) {
        int days = g_array_index(steps, int, i);
        if (today >= day - days && (step < 0 || days < step))
            step = days;
    }
    if (step >= 0)
        *ret_due = day - step;
    return step;
}

/* Days of the step of KIND that HAD was; -1 where it is another kind, or counts from another day. */
static int
days_had(const HadNotice *had, NoticeKind kind, const char *prefix)
{
    const size_t length = strlen(prefix);
    bool is_one = had->kind == kind && strncmp(had->occasion, prefix, length) == 0 &&
                  g_ascii_isdigit(had->occasion[length]);
    return is_one ? schedule_occasion_days(had->occasion) : -1;
}

/* The occasion of a step is its name, "14d", and "14d.2" where it came before for another day: such an
 * earlier one is as good as this where it came no more than STEP days before it is due again, but for logistics, which
 * say "tomorrow" of the day that it was then. So is one of fewer days: the file may have got this one only after it. */
char *
schedule_occasion(const Meeting *meeting, const Standing *standing, NoticeKind kind,
                  const ScheduleStep *step)
{
    g_autofree char *name = g_strdup_printf("%s%dd", step->prefix, step->days);
    const Day day = step->due + step->days;
    int times = 0;
    for (guint i = 0; standing->had && i < standing->had->len; i++) {
        const HadNotice *had = g_ptr_array_index(standing->had, i);
        const int days = days_had(had, kind, step->prefix);
        if (days < 0 || days > step->days)
            continue;
        if (schedule_day(meeting, had->at) >= day - (kind == NOTICE_LOGISTICS ? days : 2 * days))
            return NULL;
        const char *dot = strchr(had->occasion, '.');
        if (days == step->days)
            times = MAX(times, dot ? (int)g_ascii_strtoll(dot + 1, NULL, 10) : 1);
    }
    return times == 0 ? g_steal_pointer(&name) : g_strdup_printf("%s.%d", name, times + 1);
}

int
schedule_occasion_days(const char *occasion)
{
    return (int)g_ascii_strtoll(occasion + strcspn(occasion, "0123456789"), NULL, 10);
}

static Late
late_of(const Meeting *meeting, NoticeKind kind)
{
    return kind == NOTICE_REMINDER    ? meeting->reminders.late
           : kind == NOTICE_LOGISTICS ? meeting->notices.logistics.late
           : kind == NOTICE_NUDGE     ? meeting->notices.nudge.late
           : kind == NOTICE_THANKS    ? meeting->notices.thanks.late
                                      : LATE_SEND;
}

/* Since when it is theirs by what they said, by their patience and, where they come, by a seat that came free; NEVER =
 * from the beginning. */
static gint64
theirs_since(const Meeting *meeting, const Standing *standing, NoticeKind kind)
{
    const bool came = standing->seat.state == SEAT_TAKEN && standing->seat.why == SEAT_CAME;
    gint64 since = standing->changed_at;
    if (kind == NOTICE_REMINDER || kind == NOTICE_NUDGE)
        since = MAX(since, schedule_waits_until(meeting, standing));
    return came && kind != NOTICE_REMINDER ? MAX(since, standing->seat.at) : since;
}

bool
schedule_in_time(const Meeting *meeting, const Standing *standing, NoticeKind kind, Day due,
                 gint64 now, const char **ret_held)
{
    const Late late = late_of(meeting, kind);
    const bool is_late = now >= schedule_midnight(meeting, due + 1) &&
                         now >= theirs_since(meeting, standing, kind) + DAY_SECONDS;
    *ret_held = is_late && late == LATE_ASK ? SCHEDULE_LATE_HELD : NULL;
    return !is_late || late != LATE_SKIP;
}

Late
schedule_late(const Meeting *meeting, NoticeKind kind, gint64 ready_at, gint64 now)
{
    return now >= ready_at + DAY_SECONDS ? late_of(meeting, kind) : LATE_SEND;
}

/* Who was invited late, or said maybe, did not have those of earlier steps. */
int
schedule_step_number(const ReminderPolicy *policy, const Standing *standing, const char *occasion,
                     int *ret_steps)
{
    const GArray *steps = *occasion == *SCHEDULE_AHEAD ? policy->maybe_days : policy->days_before;
    int days = schedule_occasion_days(occasion), number = 1;
    for (guint i = 0; i < standing->reminders->len; i++, number++)
        if (g_str_equal(g_ptr_array_index(standing->reminders, i), occasion))
            break;
    *ret_steps = number;
    for (guint i = 0; i < steps->len; i++)
        *ret_steps += g_array_index(steps, int, i) < days;
    return number;
}
