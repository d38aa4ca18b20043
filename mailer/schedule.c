/* Invitations and reminders. Everything that happens because somebody wrote or the organizer asked
 * (echoes, announcements) is derived where that is known. */
#include "mailer/schedule.h"

static Day
local_day(const Meeting *meeting, gint64 when)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    Day day;
    Minute minute;
    when_local(when, zone, &day, &minute);
    return day;
}

/* Mail gets through to them, and is welcome. */
static bool
is_reached(const Standing *standing)
{
    return !standing->dead_why && standing->silent_since == NEVER;
}

static bool
is_over(const Meeting *meeting, gint64 now)
{
    return local_day(meeting, now) > meeting_last_day(meeting);
}

void
schedule_invitations(const Meeting *meeting, const GPtrArray *standings, gint64 now,
                     GPtrArray *notices)
{
    if (is_over(meeting, now))
        return;
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        if (standing->invitation != DELIVERY_NONE || !is_reached(standing) || !standing->token ||
            standing->partstat != PARTSTAT_NEEDS_ACTION)
            continue;
        g_autofree char *occasion = g_strdup_printf("%d", standing->issue);
        g_ptr_array_add(notices, notice_new(meeting->id, standing->guest, NOTICE_INVITATION,
                                            occasion, "is a guest and was not invited yet"));
    }
}

int
schedule_step(const Meeting *meeting, gint64 now, Day *ret_due)
{
    Day today = local_day(meeting, now);
    Day stop =
        meeting->reminders.stop != DAY_NONE ? meeting->reminders.stop : meeting_first_day(meeting);
    int step = -1;
    if (meeting->answer_by == DAY_NONE || today > stop)
        return -1;
    const GArray *steps = meeting->reminders.days_before;
    for (guint i = 0; i < steps->len; i++) {
        int days = g_array_index(steps, int, i);
        if (today >= meeting->answer_by - days && (step < 0 || days < step))
            step = days;
    }
    if (step >= 0)
        *ret_due = meeting->answer_by - step;
    return step;
}

static bool
is_last_step(const Meeting *meeting, int step)
{
    const GArray *steps = meeting->reminders.days_before;
    for (guint i = 0; i < steps->len; i++)
        if (g_array_index(steps, int, i) < step)
            return false;
    return true;
}

static bool
owes_answer(const Meeting *meeting, const Standing *standing, int step)
{
    if (standing->review || !is_reached(standing))
        return false;
    if (standing->partstat == PARTSTAT_TENTATIVE)
        return standing->promised || (meeting->reminders.maybes && is_last_step(meeting, step));
    return standing->partstat == PARTSTAT_NEEDS_ACTION;
}

static bool
has_step(const Standing *standing, const char *occasion)
{
    return g_ptr_array_find_with_equal_func(standing->reminders, occasion, g_str_equal, NULL);
}

static char *
reminder_reason(const Standing *standing, int step)
{
    const char *why = standing->partstat != PARTSTAT_TENTATIVE ? "has not answered"
                      : standing->promised ? "answered maybe and would know by now"
                                           : "answered maybe";
    return g_strdup_printf("%s, and it is %d day%s or less to the answer-by date", why, step,
                           step == 1 ? "" : "s");
}

void
schedule_reminders(const Meeting *meeting, const GPtrArray *standings, gint64 now,
                   GPtrArray *notices)
{
    Day due;
    int step = schedule_step(meeting, now, &due);
    if (step < 0)
        return;
    Day today = local_day(meeting, now);
    g_autofree char *occasion = g_strdup_printf("%dd", step);
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        if (standing->invited_at == NEVER || !owes_answer(meeting, standing, step) ||
            has_step(standing, occasion) || local_day(meeting, standing->invited_at) >= due)
            continue;
        if (standing->wait_until != NEVER && now < standing->wait_until)
            continue;
        if (standing->reminded_at != NEVER && local_day(meeting, standing->reminded_at) >= today)
            continue;
        g_autofree char *reason = reminder_reason(standing, step);
        g_ptr_array_add(
            notices, notice_new(meeting->id, standing->guest, NOTICE_REMINDER, occasion, reason));
    }
}

const char *
schedule_moot(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    bool invites = notice->kind == NOTICE_INVITATION;
    if (standing->removed)
        return "is no longer a guest";
    if (standing->dead_why)
        return "mail to the address fails for good";
    if (standing->silent_since != NEVER && !notice_kind_answers(notice->kind))
        return "asked for no more mail";
    if (!invites && notice->kind != NOTICE_REMINDER)
        return NULL;
    if (is_over(meeting, now))
        return "the meeting is over";
    if (!invites && standing->wait_until != NEVER && now < standing->wait_until)
        return "asked for patience meanwhile";
    if (standing->partstat == PARTSTAT_TENTATIVE && !invites &&
        (meeting->reminders.maybes || standing->promised))
        return NULL;
    return standing->partstat == PARTSTAT_NEEDS_ACTION ? NULL : "has answered meanwhile";
}

typedef bool (*Belongs)(const Meeting *meeting, const Standing *standing, const char *group);

static bool
belongs_all(const Meeting *meeting, const Standing *standing, const char *group)
{
    (void)meeting, (void)standing, (void)group;
    return true;
}

static bool
belongs_accepted(const Meeting *meeting, const Standing *standing, const char *group)
{
    (void)meeting, (void)group;
    return standing->partstat == PARTSTAT_ACCEPTED;
}

static bool
belongs_pending(const Meeting *meeting, const Standing *standing, const char *group)
{
    (void)meeting, (void)group;
    return standing->partstat == PARTSTAT_NEEDS_ACTION || standing->partstat == PARTSTAT_TENTATIVE;
}

static bool
belongs_speakers(const Meeting *meeting, const Standing *standing, const char *group)
{
    (void)group;
    return meeting_speaks(meeting, standing->guest) && standing->partstat != PARTSTAT_DECLINED;
}

static bool
belongs_group(const Meeting *meeting, const Standing *standing, const char *group)
{
    const Guest *guest = meeting_guest(meeting, standing->guest);
    return guest && guest_in_group(guest, group);
}

static bool
is_group(const Meeting *meeting, const char *name)
{
    for (guint i = 0; i < meeting->guests->len; i++)
        if (guest_in_group(g_ptr_array_index(meeting->guests, i), name))
            return true;
    return false;
}

GArray *
schedule_audience(const Meeting *meeting, const GPtrArray *standings, const char *audience)
{
    static const struct {
        const char *name;
        Belongs belongs;
    } audiences[] = {
        {"all", belongs_all},
        {"accepted", belongs_accepted},
        {"pending", belongs_pending},
        {"speakers", belongs_speakers},
    };
    Belongs belongs = is_group(meeting, audience) ? belongs_group : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(audiences); i++)
        if (g_str_equal(audiences[i].name, audience))
            belongs = audiences[i].belongs;
    if (!belongs)
        return NULL;
    GArray *members = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        if (is_reached(standing) && belongs(meeting, standing, audience))
            g_array_append_val(members, i);
    }
    return members;
}
