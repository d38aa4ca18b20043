/* What those who come hear by themselves: where to go, whether they have a title, thanks. All follow the
 * policies of the event file. */
#include "mailer/schedule-family.h"

#define THANKS_DAYS 14 /* after that, late thanks are none */

/* One policy at one moment. */
typedef struct {
    const ScheduleState *state;
    NoticeKind kind;
    const NoticePolicy *policy;
    ScheduleStep step;
    gint64 now;
    const char *why; /* "%s day%s" of the step go in */
} Round;

static bool
comes(const Standing *standing)
{
    return standing_comes(standing) && !standing_waits(standing) && standing->token &&
           schedule_reaches(standing);
}

static void
add(const Round *round, const Standing *standing, GPtrArray *notices)
{
    const Meeting *meeting = round->state->meeting;
    const char *held;
    if (!schedule_in_time(meeting, standing, round->kind, round->step.due, round->now, &held))
        return;
    g_autofree char *occasion = schedule_occasion(meeting, standing, round->kind, &round->step);
    if (!occasion)
        return;
    g_autofree char *reason = g_strdup_printf("%s %d day%s or less to the meeting", round->why,
                                              round->step.days, round->step.days == 1 ? "" : "s");
    Notice *notice =
        schedule_add(round->state, standing, round->kind, occasion, reason, round->now, notices);
    notice->held_why = g_strdup(held);
}

bool
schedule_begun(const Meeting *meeting, gint64 now)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    gint64 starts, ends;
    meeting_span(meeting, zone, &starts, &ends);
    return now >= starts;
}

/* Finds the step of a policy that counts days before the meeting. */
static bool
round_before(Round *round)
{
    const Meeting *meeting = round->state->meeting;
    Day first = meeting_first_day(meeting), today = schedule_day(meeting, round->now);
    round->step.prefix = "";
    round->step.days = schedule_step_before(round->policy->days, first, today, &round->step.due);
    return round->step.days >= 0 && !schedule_begun(meeting, round->now);
}

void
schedule_logistics(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    Round round = {.state = state,
                   .kind = NOTICE_LOGISTICS,
                   .policy = &state->meeting->notices.logistics,
                   .now = now,
                   .why = "comes, and it is"};
    if (!round_before(&round))
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        if (comes(standing))
            add(&round, standing, notices);
    }
}

bool
schedule_untitled(const Meeting *meeting, const char *guest)
{
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        if (session->kind == SESSION_TALK && session->titles->len == 0 &&
            session_has_speaker(session, guest))
            return true;
    }
    return false;
}

/* Who wrote a title, or anything else that waits for the organizer, has done their part. */
static bool
lets_be_nudged(const Standing *standing, const Meeting *meeting, gint64 now)
{
    if (!comes(standing) || standing->titled || standing_in_review(standing))
        return false;
    if (now < schedule_waits_until(meeting, standing))
        return false;
    return !schedule_rang_today(meeting, standing, now);
}

void
schedule_nudges(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    Round round = {.state = state,
                   .kind = NOTICE_NUDGE,
                   .policy = &state->meeting->notices.nudge,
                   .now = now,
                   .why = "speaks without a title yet, and it is"};
    if (!round_before(&round))
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        if (lets_be_nudged(standing, state->meeting, now) &&
            schedule_untitled(state->meeting, standing->guest))
            add(&round, standing, notices);
    }
}

/* Thanks are said once, however the dates moved. */
static bool
was_thanked(const Standing *standing)
{
    for (guint i = 0; standing->had && i < standing->had->len; i++) {
        const HadNotice *had = g_ptr_array_index(standing->had, i);
        if (had->kind == NOTICE_THANKS)
            return true;
    }
    return false;
}

/* DAY_NONE: they are not said. */
static Day
thanks_due(const Meeting *meeting)
{
    const GArray *days = meeting->notices.thanks.days;
    return days->len == 0 ? DAY_NONE
                          : meeting_last_day(meeting) + MAX(1, g_array_index(days, int, 0));
}

const char *
schedule_thanks_moot(const Meeting *meeting, gint64 now)
{
    Day due = thanks_due(meeting), today = schedule_day(meeting, now);
    if (!schedule_over(meeting, now))
        return "the meeting is not over yet";
    if (due == DAY_NONE)
        return SCHEDULE_NOT_ASKED_FOR;
    if (today > due + THANKS_DAYS)
        return "two weeks are over";
    return today < due ? "it is not due yet" : NULL;
}

/* A yes that came only when it was over brought nobody there; the organizer, who writes one down, was there. */
bool
schedule_came(const Meeting *meeting, const Standing *standing)
{
    return standing_comes(standing) && (g_strcmp0(standing->channel, "organizer") == 0 ||
                                        !schedule_over(meeting, standing->changed_at));
}

/* By the dates that they were told it is over, too: those of now may be a slip, or news to them. */
static bool
knows_of_end(const ScheduleState *state, const Standing *standing, gint64 now)
{
    const Past *past =
        state->pasts && standing->told > 0 ? past_find(state->pasts, standing->told) : NULL;
    return !past || !past->meeting || schedule_over(past->meeting, now);
}

void
schedule_thanks(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    const char *held;
    if (schedule_thanks_moot(meeting, now))
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        if (!comes(standing) || !schedule_came(meeting, standing) || was_thanked(standing) ||
            !knows_of_end(state, standing, now) ||
            !schedule_in_time(meeting, standing, NOTICE_THANKS, thanks_due(meeting), now, &held))
            continue;
        Notice *notice = schedule_add(state, standing, NOTICE_THANKS, "1",
                                      "came, and the meeting is over", now, notices);
        notice->held_why = g_strdup(held);
    }
}
