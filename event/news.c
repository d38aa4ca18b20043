/* The net difference between what somebody was told and what holds now. */
#include "event/news.h"
#include "event/standing.h"
#include <string.h>

static const char *const tells_names[] = {
    [TELLS_NOTHING] = "nothing",
    [TELLS_CHANGES] = "changes",
    [TELLS_QUIETLY] = "quietly",
};

const char *
tells_name(Tells tells)
{
    g_assert((size_t)tells < G_N_ELEMENTS(tells_names));
    return tells_names[tells];
}

Tells
tells_parse(const char *name)
{
    for (size_t i = 0; name && i < G_N_ELEMENTS(tells_names); i++)
        if (strcmp(name, tells_names[i]) == 0)
            return (Tells)i;
    return TELLS_NOTHING;
}

Tells
tells_of(const GPtrArray *changes, bool quiet)
{
    for (guint i = 0; i < changes->len; i++)
        if (change_tells(g_ptr_array_index(changes, i)))
            return quiet ? TELLS_QUIETLY : TELLS_CHANGES;
    return TELLS_NOTHING;
}

Past *
past_new(int number, gint64 applied_at, Tells tells, Meeting *meeting)
{
    Past *past = g_new(Past, 1);
    *past = (Past){number, applied_at, tells, meeting};
    return past;
}

void
past_free(Past *past)
{
    if (!past)
        return;
    meeting_free(past->meeting);
    g_free(past);
}

const Past *
past_find(const GPtrArray *pasts, int number)
{
    for (guint i = 0; i < pasts->len; i++) {
        const Past *past = g_ptr_array_index(pasts, i);
        if (past->number == number)
            return past;
    }
    return NULL;
}

void
news_free(News *news)
{
    if (!news)
        return;
    g_ptr_array_unref(news->changes);
    g_free(news);
}

/* Two of these are about one thing: moving to another day and to another time are both a move. */
static ChangeKind
facet_of(ChangeKind kind)
{
    if (kind == CHANGE_SESSION_TIME || kind == CHANGE_SESSION_END)
        return CHANGE_SESSION_DAY;
    return kind == CHANGE_SPEAKER_REMOVED ? CHANGE_SPEAKER_ADDED : kind;
}

static bool
is_among(const Change *change, const GPtrArray *changes)
{
    for (guint i = 0; i < changes->len; i++) {
        const Change *other = g_ptr_array_index(changes, i);
        if (facet_of(other->kind) == facet_of(change->kind) &&
            g_strcmp0(other->session, change->session) == 0 &&
            g_strcmp0(other->guest, change->guest) == 0 &&
            g_strcmp0(other->question, change->question) == 0)
            return true;
    }
    return false;
}

/* What quiet revisions after FROM made, and nothing changed again up to the one of TO. Change *, new. */
static GPtrArray *
quiet_since(const GPtrArray *pasts, int from, const Past *to)
{
    GPtrArray *quiet = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    for (guint i = 1; i < pasts->len; i++) {
        const Past *before = g_ptr_array_index(pasts, i - 1);
        const Past *past = g_ptr_array_index(pasts, i);
        if (past->number <= from || past->number > to->number || past->tells != TELLS_QUIETLY)
            continue;
        g_autoptr(GPtrArray) made = meeting_diff(before->meeting, past->meeting);
        g_autoptr(GPtrArray) since = meeting_diff(past->meeting, to->meeting);
        for (guint c = made->len; c > 0; c--)
            if (!is_among(g_ptr_array_index(made, c - 1), since))
                g_ptr_array_add(quiet, g_ptr_array_steal_index(made, c - 1));
    }
    return quiet;
}

/* Takes out what is not AMONG the others, or what is. */
static void
sift(GPtrArray *changes, const GPtrArray *others, bool among)
{
    for (guint i = changes->len; i > 0; i--)
        if (is_among(g_ptr_array_index(changes, i - 1), others) != among)
            g_ptr_array_remove_index(changes, i - 1);
}

static bool
is_ahead(Day day, Minute start, GTimeZone *zone, gint64 now)
{
    return day != DAY_NONE && when_utc(day, start, zone) > now;
}

/* Its old and new time have passed, or the day by which answers are asked for. */
static bool
is_over(const Change *change, GTimeZone *old_zone, GTimeZone *new_zone, gint64 now)
{
    if (!old_zone || !new_zone)
        return false;
    if (change->kind == CHANGE_ANSWER_BY)
        return change->new_day != DAY_NONE && !is_ahead(change->new_day + 1, 0, new_zone, now);
    return change->session && !is_ahead(change->old_day, change->old_start, old_zone, now) &&
           !is_ahead(change->new_day, change->new_start, new_zone, now);
}

/* Worth reading, and not over. */
static void
keep_news(GPtrArray *changes, const Past *told, const Past *newest, gint64 now)
{
    g_autoptr(GTimeZone) old_zone = zone_open(told->meeting->zone);
    g_autoptr(GTimeZone) new_zone = zone_open(newest->meeting->zone);
    for (guint i = changes->len; i > 0; i--) {
        const Change *change = g_ptr_array_index(changes, i - 1);
        if (!change_is_material(change) || is_over(change, old_zone, new_zone, now))
            g_ptr_array_remove_index(changes, i - 1);
    }
}

/* When the first session begins that begins after SINCE; NEVER = none does. */
static gint64
next_session(const Meeting *meeting, GTimeZone *zone, gint64 since)
{
    gint64 next = NEVER;
    for (guint d = 0; d < meeting->days->len; d++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, d);
        for (guint s = 0; s < day->sessions->len; s++) {
            const Session *session = g_ptr_array_index(day->sessions, s);
            gint64 starts = when_utc(day->day, session->start, zone);
            if (starts > since && (next == NEVER || starts < next))
                next = starts;
        }
    }
    return next;
}

/* When the whole meeting begins, or where that was by SINCE, its next session; NEVER = none does. */
static gint64
meeting_begins(const Meeting *meeting, GTimeZone *zone, gint64 since)
{
    gint64 starts, ends;
    meeting_span(meeting, zone, &starts, &ends);
    return starts > since ? starts : next_session(meeting, zone, since);
}

/* Where MEETING has the change begin, of what concerns the whole of it after SINCE; NEVER where it has no such thing. */
static gint64
start_in(const Meeting *meeting, const Change *change, Day day, Minute start, gint64 since)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    if (zone && !change->session)
        return meeting_begins(meeting, zone, since);
    return zone && day != DAY_NONE ? when_utc(day, start, zone) : NEVER;
}

/* When the first begins of what is worth a mail at AT, before the change or after it: what is not about a
 * session is about the meeting, and begins with what comes after SINCE. G_MAXINT64 = nothing does. */
static gint64
first_start(const GPtrArray *changes, const Meeting *before, const Meeting *after, gint64 at,
            gint64 since)
{
    gint64 first = G_MAXINT64;
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = g_ptr_array_index(changes, i);
        gint64 was = start_in(before, change, change->old_day, change->old_start, since);
        gint64 is = start_in(after, change, change->new_day, change->new_start, since);
        if (!change_tells(change) || (change->session && MAX(was, is) <= at))
            continue;
        if (was != NEVER)
            first = MIN(first, was);
        if (is != NEVER)
            first = MIN(first, is);
    }
    return first;
}

/* When CHANGES that were made at APPLIED_AT have rested. */
static gint64
settle_at(const GPtrArray *changes, const Meeting *before, const Meeting *after, gint64 applied_at)
{
    gint64 first = first_start(changes, before, after, applied_at, NEVER);
    gint64 rest = (gint64)after->notices.settle * 60;
    if (first <= applied_at + NEWS_URGENT)
        return applied_at;
    return applied_at + MIN(rest, (first - applied_at) / 2);
}

News *
news_since(const GPtrArray *pasts, int told, gint64 now)
{
    News *news = g_new0(News, 1);
    news->told = told;
    news->begins_at = G_MAXINT64;
    news->changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    const Past *before = past_find(pasts, told);
    const Past *newest = pasts->len ? g_ptr_array_index(pasts, pasts->len - 1) : NULL;
    const Past *latest = NULL;
    for (guint i = 0; i < pasts->len; i++) {
        const Past *past = g_ptr_array_index(pasts, i);
        if (past->number > told && past->tells == TELLS_CHANGES)
            latest = past;
    }
    if (!before || !before->meeting || !latest || newest->meeting->notices.settle < 0)
        return news;
    news->latest = latest->number;
    g_ptr_array_unref(news->changes);
    news->changes = meeting_diff(before->meeting, newest->meeting);
    keep_news(news->changes, before, newest, now);
    g_autoptr(GPtrArray) quiet = quiet_since(pasts, told, newest);
    sift(news->changes, quiet, false);
    news->settles_at =
        settle_at(news->changes, before->meeting, newest->meeting, latest->applied_at);
    news->begins_at = first_start(news->changes, before->meeting, newest->meeting, now, now);
    return news;
}

/* Every mail says where and when, whatever it passes over. */
static bool
is_always_shown(const Change *change)
{
    return change->kind == CHANGE_LOCATION || change->kind == CHANGE_ZONE ||
           change->kind == CHANGE_DATES || change->kind == CHANGE_HOURS;
}

/* What was passed over is new against what was told before it, all else against what was told last; so is what that
 * mail showed all the same and is otherwise now. */
GPtrArray *
news_whole(const GPtrArray *pasts, int whole, int told)
{
    const Past *first = past_find(pasts, whole), *last = past_find(pasts, told);
    const Past *newest = g_ptr_array_index(pasts, pasts->len - 1);
    g_autoptr(GPtrArray) quiet = quiet_since(pasts, whole, last);
    GPtrArray *passed = meeting_diff(first->meeting, newest->meeting);
    GPtrArray *changes = meeting_diff(last->meeting, newest->meeting);
    sift(passed, quiet, true);
    for (guint i = changes->len; i > 0; i--) {
        const Change *change = g_ptr_array_index(changes, i - 1);
        if (is_among(change, quiet) && !is_always_shown(change))
            g_ptr_array_remove_index(changes, i - 1);
    }
    sift(passed, changes, false);
    g_ptr_array_extend_and_steal(changes, passed);
    return changes;
}

NewsShare
news_share(const News *news, const char *guest_id)
{
    NewsShare share = {0};
    for (guint i = 0; i < news->changes->len; i++) {
        const Change *change = g_ptr_array_index(news->changes, i);
        if (!change_tells(change))
            continue;
        const Change **first = change_concerns(change, guest_id) ? &share.own
                               : is_always_shown(change)         ? &share.where_and_when
                                                                 : &share.rest;
        if (!*first)
            *first = change;
        share.count++;
    }
    return share;
}
