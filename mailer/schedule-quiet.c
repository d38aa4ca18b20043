/* Quiet hours: what can wait does not ring at night, once. */
#include "event/seats.h"
#include "mailer/schedule-family.h"

#define LONGEST_DAY                                                                                \
    ((gint64)25 * 60 * 60) /* when a job that runs daily runs again, at the latest */

/* What somebody asked for, or what is urgent, does not wait. */
static bool
can_wait(NoticeKind kind)
{
    return kind == NOTICE_REMINDER || kind == NOTICE_LOGISTICS || kind == NOTICE_NUDGE ||
           kind == NOTICE_THANKS || kind == NOTICE_DIGEST || kind == NOTICE_CHANGE ||
           notice_is_about_seat(kind);
}

/* The quiet hours that some moment lies in. */
typedef struct {
    gint64 begin, end;
    gint64 before; /* the end of those before */
} Night;

/* By the clock of the reader; false where NOW lies in no quiet hours. */
static bool
find_night(const Meeting *meeting, const Standing *standing, gint64 now, Night *ret_night)
{
    const Minute from = meeting->notices.quiet_from, to = meeting->notices.quiet_to;
    g_autoptr(GTimeZone) zone =
        zone_open(standing && standing->zone ? standing->zone : meeting->zone);
    Day day;
    Minute minute;
    if (!zone)
        zone = zone_open(meeting->zone);
    when_local(now, zone, &day, &minute);
    bool evening = from > to && minute >= from;
    if (from < to ? minute < from || minute >= to : !evening && (from == to || minute >= to))
        return false;
    const Day ends = evening ? day + 1 : day;
    *ret_night = (Night){.begin = when_utc(from < to ? ends : ends - 1, from, zone),
                         .end = when_utc(ends, to, zone),
                         .before = when_utc(ends - 1, to, zone)};
    return ret_night->end > now;
}

static bool
offer_ends(const Meeting *meeting, const Standing *standing, GTimeZone *venue, gint64 by)
{
    return standing && standing->seat.state == SEAT_OFFERED &&
           standing->offer == standing->seat.number && standing->offered_at != NEVER &&
           by >= seat_offer_ends(meeting, venue, standing->zone, standing->seat.days,
                                 standing->offered_at);
}

/* What cannot leave any more, or should not, if it did not at NIGHT. What was owed before NIGHT and is still here shows
 * that no job runs every hour: it would not leave at the end, but a day from NOW. What comes due at a midnight in NIGHT
 * shows nothing. A change, which tells at any time how things are, may be late for what BEGINS. */
static bool
comes_too_late(const Meeting *meeting, const Standing *standing, NoticeKind kind, gint64 begins,
               const Night *night, gint64 now)
{
    g_autoptr(GTimeZone) venue = zone_open(meeting->zone);
    const bool since_day = schedule_day(meeting, night->begin) == schedule_day(meeting, now);
    const gint64 by = since_day ? MAX(night->end, now + LONGEST_DAY) : night->end;
    gint64 starts, ends;
    meeting_span(meeting, venue, &starts, &ends);
    switch (kind) {
    case NOTICE_REMINDER:
        return schedule_reminders_end(meeting, by) || offer_ends(meeting, standing, venue, by);
    case NOTICE_LOGISTICS:
    case NOTICE_NUDGE:
        return by >= starts;
    case NOTICE_CHANGE:
        return night->end >= begins - NEWS_URGENT;
    case NOTICE_SEAT:
        return schedule_day(meeting, by) + meeting->offer_days >= meeting_first_day(meeting);
    case NOTICE_WAITING:
    case NOTICE_PROMOTED:
        return schedule_day(meeting, by) >= meeting_first_day(meeting);
    case NOTICE_THANKS:
        return schedule_thanks_moot(meeting, by) != NULL;
    default:
        return false;
    }
}

static gint64
not_before(const Meeting *meeting, const Standing *standing, NoticeKind kind, gint64 begins,
           gint64 queued_at, gint64 now)
{
    Night night;
    bool waits = can_wait(kind) && find_night(meeting, standing, now, &night) &&
                 queued_at >= night.before &&
                 !comes_too_late(meeting, standing, kind, begins, &night, now);
    return waits ? night.end : now;
}

gint64
schedule_not_before(const Meeting *meeting, const Standing *standing, NoticeKind kind,
                    gint64 queued_at, gint64 now)
{
    return not_before(meeting, standing, kind, G_MAXINT64, queued_at, now);
}

gint64
schedule_change_not_before(const Meeting *meeting, const Standing *standing, gint64 begins,
                           gint64 queued_at, gint64 now)
{
    return not_before(meeting, standing, NOTICE_CHANGE, begins, queued_at, now);
}

bool
schedule_has_waited(const Meeting *meeting, const Standing *standing, gint64 queued_at, gint64 now)
{
    Night night;
    return find_night(meeting, standing, now, &night) && queued_at < night.before;
}
