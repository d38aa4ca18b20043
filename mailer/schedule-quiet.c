/* Quiet hours: what can wait does not ring at night. */
#include "mailer/schedule-family.h"

#define DAY_MINUTES (24 * 60)
#define PATIENCE                                                                                   \
    (2 * 24 * 60 * 60) /* then anything goes, lest a job that runs at night only sends nothing */

/* What somebody asked for, or what is urgent, does not wait. */
static bool
can_wait(NoticeKind kind)
{
    return kind == NOTICE_REMINDER || kind == NOTICE_LOGISTICS || kind == NOTICE_NUDGE ||
           kind == NOTICE_THANKS || kind == NOTICE_DIGEST || kind == NOTICE_CHANGE ||
           notice_is_about_seat(kind);
}

/* When the quiet hours end that NOW lies in, by the clock of ZONE; NOW where it lies in none. */
static gint64
quiet_end(const NoticePolicies *policies, GTimeZone *zone, gint64 now)
{
    const Minute from = policies->quiet_from, to = policies->quiet_to;
    Day day;
    Minute minute;
    when_local(now, zone, &day, &minute);
    bool evening = from > to && minute >= from;
    bool quiet = from < to ? minute >= from && minute < to : evening || (from > to && minute < to);
    return quiet ? MAX(now, when_utc(evening ? day + 1 : day, to, zone)) : now;
}

/* What would come too late at END rings: what tells of the way there when the meeting begins, a change in the last
 * hour before what changed BEGINS, word of a seat on the meeting's first day, and an offer when there are fewer days left
 * before that than there are to answer. */
static bool
comes_too_late(const Meeting *meeting, NoticeKind kind, gint64 begins, gint64 end)
{
    g_autoptr(GTimeZone) venue = zone_open(meeting->zone);
    gint64 starts, ends;
    meeting_span(meeting, venue, &starts, &ends);
    switch (kind) {
    case NOTICE_LOGISTICS:
        return end >= starts;
    case NOTICE_CHANGE:
        return end >= begins - NEWS_URGENT;
    case NOTICE_SEAT:
        return schedule_day(meeting, end) + meeting->offer_days >= meeting_first_day(meeting);
    case NOTICE_WAITING:
    case NOTICE_PROMOTED:
        return schedule_day(meeting, end) >= meeting_first_day(meeting);
    default:
        return false;
    }
}

static gint64
not_before(const Meeting *meeting, const char *zone_name, NoticeKind kind, gint64 begins,
           gint64 queued_at, gint64 now)
{
    if (!can_wait(kind) || now >= queued_at + PATIENCE)
        return now;
    g_autoptr(GTimeZone) zone = zone_open(zone_name ? zone_name : meeting->zone);
    if (!zone)
        zone = zone_open(meeting->zone);
    gint64 end = quiet_end(&meeting->notices, zone, now);
    return end == now || comes_too_late(meeting, kind, begins, end) ? now : end;
}

gint64
schedule_not_before(const Meeting *meeting, const char *zone_name, NoticeKind kind,
                    gint64 queued_at, gint64 now)
{
    return not_before(meeting, zone_name, kind, G_MAXINT64, queued_at, now);
}

gint64
schedule_change_not_before(const Meeting *meeting, const char *zone_name, gint64 begins,
                           gint64 queued_at, gint64 now)
{
    return not_before(meeting, zone_name, NOTICE_CHANGE, begins, queued_at, now);
}
