/* When what waits is no longer owed: asked again for each mail just before it leaves. */
#include "mailer/schedule-family.h"

/* NULL = still owed. */
typedef const char *Moot(const Meeting *meeting, const Standing *standing, const Notice *notice,
                         gint64 now);

#define NOT_INVITED "no invitation of theirs has left"
#define NEXT_DUE "the next one is due"

/* Whether it still says what is new follows from the news. */
static const char *
moot_change(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    (void)standing, (void)notice;
    return schedule_over(meeting, now) ? "the meeting is over" : NULL;
}

static const char *
moot_invitation(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    g_autofree char *occasion = schedule_invitation_occasion(standing);
    if (schedule_over(meeting, now))
        return "the meeting is over";
    if (!schedule_invites(meeting, standing))
        return "has answered meanwhile";
    return g_str_equal(occasion, notice->occasion) ? NULL : "a newer invitation is theirs";
}

/* Some message of theirs has to be asked about. */
static const char *
moot_question(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    (void)notice;
    if (meeting->cancelled)
        return "the meeting is cancelled";
    if (schedule_over(meeting, now))
        return "the meeting is over";
    if (!standing->review)
        return "what they wrote is settled";
    return standing_in_review(standing) ? NULL : "the new invitation asks them anew";
}

static bool
is_step(const GArray *steps, int days)
{
    for (guint i = 0; i < steps->len; i++)
        if (g_array_index(steps, int, i) == days)
            return true;
    return false;
}

/* It waited until its step was no longer the newest, or none, or its day moved away. */
static const char *
moot_step(const GArray *steps, Day day, const Meeting *meeting, const Notice *notice, gint64 now)
{
    int days = schedule_occasion_days(notice->occasion);
    Day due;
    if (day == DAY_NONE || schedule_day(meeting, now) < day - days)
        return "it is not due yet";
    if (!is_step(steps, days))
        return SCHEDULE_NOT_ASKED_FOR;
    int step = schedule_step_before(steps, day, schedule_day(meeting, now), &due);
    return step >= 0 && step < days ? NEXT_DUE : NULL;
}

static const char *
moot_reminder(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    const ReminderPolicy *policy = &meeting->reminders;
    bool ahead = *notice->occasion == *SCHEDULE_AHEAD;
    int days = schedule_occasion_days(notice->occasion);
    if (schedule_over(meeting, now))
        return "the meeting is over";
    if (schedule_reminders_end(meeting, now))
        return "nobody is reminded any more";
    if (standing_in_review(standing))
        return "wrote something that waits for your word";
    if (now < schedule_waits_until(meeting, standing))
        return "asked for patience meanwhile";
    if (schedule_seat_gone(meeting, standing))
        return "has no offer of a seat any more";
    if (ahead ? standing->partstat != PARTSTAT_TENTATIVE
              : !schedule_owes_answer(meeting, standing, days))
        return "has answered meanwhile";
    Day day = ahead ? meeting_first_day(meeting) : schedule_answer_by(meeting, standing);
    gint64 asked_at = schedule_asked_at(standing);
    if (asked_at == NEVER)
        return NOT_INVITED;
    if (day != DAY_NONE && schedule_day(meeting, asked_at) >= day - days)
        return "was invited anew meanwhile";
    return moot_step(ahead ? policy->maybe_days : policy->days_before, day, meeting, notice, now);
}

static const char *
moot_ahead(const GArray *steps, const Meeting *meeting, const Standing *standing,
           const Notice *notice, gint64 now)
{
    if (standing_waits(standing))
        return "waits for a seat";
    if (!standing_comes(standing))
        return "does not come any more";
    if (schedule_begun(meeting, now))
        return "the meeting has begun";
    return moot_step(steps, meeting_first_day(meeting), meeting, notice, now);
}

static const char *
moot_logistics(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    return moot_ahead(meeting->notices.logistics.days, meeting, standing, notice, now);
}

static const char *
moot_nudge(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    if (standing->titled || !schedule_untitled(meeting, standing->guest))
        return "has a title by now";
    if (standing_in_review(standing))
        return "wrote something that waits for your word";
    if (now < schedule_waits_until(meeting, standing))
        return "asked for patience meanwhile";
    return moot_ahead(meeting->notices.nudge.days, meeting, standing, notice, now);
}

static const char *
moot_thanks(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    (void)notice;
    if (!schedule_came(meeting, standing))
        return "did not come";
    return schedule_thanks_moot(meeting, now);
}

/* Nothing can be taken back of what never left, or is over; or they said no to it. */
static const char *
moot_call(const Meeting *meeting, const Standing *standing, gint64 now)
{
    if (schedule_ended(meeting, now))
        return "the meeting is over";
    if (standing->partstat == PARTSTAT_DECLINED)
        return "has said no meanwhile";
    bool said = standing->partstat == PARTSTAT_ACCEPTED || standing->partstat == PARTSTAT_TENTATIVE;
    return said || standing->last_invited_at != NEVER ? NULL : NOT_INVITED;
}

static const char *
moot_cancellation(const Meeting *meeting, const Standing *standing, const Notice *notice,
                  gint64 now)
{
    (void)notice;
    if (!meeting->cancelled)
        return "the meeting takes place after all";
    return moot_call(meeting, standing, now);
}

static const char *
moot_withdrawal(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    (void)notice;
    if (!standing->removed)
        return "is a guest again";
    return moot_call(meeting, standing, now);
}

/* Where it had to wait, a seat may have come free for who said yes, and the mail that says so tells it all. */
static const char *
moot_echo(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    (void)meeting, (void)notice, (void)now;
    bool told = standing->seat.state == SEAT_TAKEN && standing->seat.why == SEAT_CAME &&
                standing->seat_mail == DELIVERY_QUEUED;
    return told && standing->seat.at >= standing->answered_at ? "word of their seat says it" : NULL;
}

static const char *
moot_unsubscribed(const Meeting *meeting, const Standing *standing, const Notice *notice,
                  gint64 now)
{
    (void)meeting, (void)notice, (void)now;
    return standing->silent_since == NEVER ? "wants mail again" : NULL;
}

static Moot *const moots[NOTICE_KINDS] = {
    [NOTICE_INVITATION] = moot_invitation,
    [NOTICE_REMINDER] = moot_reminder,
    [NOTICE_LOGISTICS] = moot_logistics,
    [NOTICE_NUDGE] = moot_nudge,
    [NOTICE_THANKS] = moot_thanks,
    [NOTICE_CANCELLATION] = moot_cancellation,
    [NOTICE_WITHDRAWAL] = moot_withdrawal,
    [NOTICE_CHANGE] = moot_change,
    [NOTICE_QUESTION] = moot_question,
    [NOTICE_ECHO] = moot_echo,
    [NOTICE_UNSUBSCRIBED] = moot_unsubscribed,
};

/* Quiet hours held it back, and would do so with the next one; of reminders and nudges no day gets both. */
static bool
is_kept(const Meeting *meeting, const Standing *standing, NoticeKind kind, gint64 queued_at,
        gint64 now)
{
    return schedule_has_waited(meeting, standing, queued_at, now) &&
           (kind != NOTICE_LOGISTICS ||
            schedule_not_before(meeting, standing, kind, now, now) > now);
}

const char *
schedule_moot(const Meeting *meeting, const Standing *standing, const Notice *notice,
              gint64 queued_at, gint64 now)
{
    const NoticeKind kind = notice->kind;
    const bool calls_off = kind == NOTICE_CANCELLATION || kind == NOTICE_WITHDRAWAL;
    if (standing->removed && kind != NOTICE_WITHDRAWAL)
        return "is no longer a guest";
    if (standing->dead_why)
        return "mail to the address fails for good";
    const bool recalls = kind == NOTICE_INVITATION && schedule_recalls(standing);
    if (standing->silent_since != NEVER && !notice_kind_answers(kind) && !calls_off && !recalls)
        return "asked for no more mail";
    if (meeting->cancelled &&
        ((moots[kind] && !notice_kind_answers(kind)) || notice_is_about_seat(kind)) && !calls_off)
        return "the meeting is cancelled";
    if (notice_is_about_seat(kind))
        return schedule_seat_moot(meeting, standing, notice, now);
    const char *why = moots[kind] ? moots[kind](meeting, standing, notice, now) : NULL;
    bool kept =
        why && g_str_equal(why, NEXT_DUE) && is_kept(meeting, standing, kind, queued_at, now);
    return kept ? NULL : why;
}
