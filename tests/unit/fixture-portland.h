/* A meeting on 14 and 15 July 2004 in Portland (UTC-7), which starts at 10:00 (17:00 UTC) and has an undecided talk of
 * Ann's, and what is owed of it. */
#ifndef CONVOKE_TESTS_FIXTURE_PORTLAND_H
#define CONVOKE_TESTS_FIXTURE_PORTLAND_H

#include "mailer/schedule.h"
#include <string.h>

static inline gint64
at(const char *utc)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
    g_autoptr(GDateTime) when = g_date_time_new_from_iso8601(utc, zone);
    g_assert_nonnull(when);
    return g_date_time_to_unix(when);
}

static inline void
set_days(GArray *days, int first, int second)
{
    g_array_set_size(days, 0);
    g_array_append_val(days, first);
    if (second >= 0)
        g_array_append_val(days, second);
}

static inline Meeting *
portland(void)
{
    Meeting *meeting = meeting_new();
    meeting->id = g_strdup("portland");
    meeting->zone = g_strdup("America/Los_Angeles");
    meeting->answer_by = day_of(2004, 6, 30);
    set_days(meeting->reminders.days_before, 14, 2);
    for (int i = 0; i < 2; i++)
        g_ptr_array_add(meeting->days, agenda_day_new(day_of(2004, 7, 14 + i)));
    const AgendaDay *first = g_ptr_array_index(meeting->days, 0);
    Session *talk = session_new();
    talk->id = g_strdup("anns");
    talk->kind = SESSION_TALK;
    talk->day = first->day;
    talk->start = 10 * 60;
    talk->end = MINUTE_NONE;
    g_ptr_array_add(talk->speakers, g_strdup("ann"));
    g_ptr_array_add(first->sessions, talk);
    return meeting;
}

/* Ann was invited on 1 June and said what PARTSTAT says on the 2nd. */
static inline Standing *
ann(const char *partstat)
{
    Standing *standing = standing_new();
    standing->guest = g_strdup("ann");
    standing->token = g_strdup("k7q2m5xw3n4dprt6");
    standing->address = g_strdup("ann@able.example");
    standing->issue = 1;
    standing->invitation = DELIVERY_SENT;
    standing->invited_at = standing->last_invited_at = at("2004-06-01T16:00:00Z");
    standing->partstat = partstat_parse(partstat);
    if (standing->partstat != PARTSTAT_NEEDS_ACTION)
        standing->answered_at = standing->changed_at = at("2004-06-02T16:00:00Z");
    return standing;
}

static inline GPtrArray *
derive(const Meeting *meeting, Standing *standing, gint64 now)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_autoptr(GPtrArray) gone = g_ptr_array_new();
    GPtrArray *notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    g_ptr_array_add(standing->removed ? gone : list, standing);
    const ScheduleState state = {
        .meeting = meeting, .standings = list, .gone = gone, .digest_at = NEVER};
    schedule_owed(&state, now, notices);
    return notices;
}

/* "KIND OCCASION" of all that is owed, joined; ", held" behind what waits for the organizer. */
static inline char *
owed(const Meeting *meeting, Standing *standing, const char *now)
{
    g_autoptr(GPtrArray) notices = derive(meeting, standing, at(now));
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < notices->len; i++) {
        const Notice *notice = g_ptr_array_index(notices, i);
        g_assert_true(*notice->reason);
        g_string_append_printf(text, "%s%s %s%s", i > 0 ? "; " : "", notice_kind_name(notice->kind),
                               notice->occasion, notice->held_why ? ", held" : "");
        /* What is owed is not moot. */
        g_assert_cmpstr(schedule_moot(meeting, standing, notice, at(now), at(now)), ==, NULL);
    }
    return g_string_free(text, FALSE);
}

/* How a meeting and a guest may be that are not as usual. */
typedef void Spoil(Meeting *meeting, Standing *standing);

static inline void
is_fine(Meeting *meeting, Standing *standing)
{
    (void)meeting, (void)standing;
}

static inline void
has_title(Meeting *meeting, Standing *standing)
{
    const AgendaDay *first = g_ptr_array_index(meeting->days, 0);
    const Session *talk = g_ptr_array_index(first->sessions, 0);
    g_ptr_array_add(talk->titles, g_strdup("Queues"));
    (void)standing;
}

static inline void
proposed_title(Meeting *meeting, Standing *standing)
{
    standing->titled = true;
    (void)meeting;
}

static inline void
waits_for_review(Meeting *meeting, Standing *standing)
{
    standing->review = true;
    (void)meeting;
}

static inline void
promised_a_day(Meeting *meeting, Standing *standing)
{
    standing->wait_until = at("2004-07-05T07:00:00Z");
    (void)meeting;
}

static inline void
was_reminded_today(Meeting *meeting, Standing *standing)
{
    standing->reminded_at = at("2004-07-01T15:00:00Z");
    (void)meeting;
}

static inline void
wants_silence(Meeting *meeting, Standing *standing)
{
    standing->silent_since = at("2004-06-03T15:00:00Z");
    (void)meeting;
}

static inline void
is_dead(Meeting *meeting, Standing *standing)
{
    standing->dead_why = g_strdup("no such user");
    (void)meeting;
}

static inline void
declined(Meeting *meeting, Standing *standing)
{
    standing->partstat = PARTSTAT_DECLINED;
    (void)meeting;
}

static inline void
silent_so_far(Meeting *meeting, Standing *standing)
{
    standing->partstat = PARTSTAT_NEEDS_ACTION;
    standing->answered_at = standing->changed_at = NEVER;
    g_array_set_size(meeting->reminders.days_before, 0);
}

static inline void
never_invited(Meeting *meeting, Standing *standing)
{
    standing->invitation = DELIVERY_NONE;
    standing->invited_at = standing->last_invited_at = NEVER;
    (void)meeting;
}

static inline void
invited_in_vain(Meeting *meeting, Standing *standing)
{
    silent_so_far(meeting, standing);
    standing->invitation = DELIVERY_FAILED;
    standing->invited_at = standing->last_invited_at = NEVER;
}

static inline void
is_cancelled(Meeting *meeting, Standing *standing)
{
    meeting->cancelled = true;
    (void)standing;
}

static inline void
is_removed(Meeting *meeting, Standing *standing)
{
    standing->removed = true;
    (void)meeting;
}

#endif
