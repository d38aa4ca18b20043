/* Agenda changes: who is told what is new since they last heard of it. */
#include "mailer/schedule-family.h"
#include <string.h>

#define OCCASION_LENGTH 16 /* hexadecimal digits */

static bool
is_to_leave(Delivery mail)
{
    return mail == DELIVERY_NONE || mail == DELIVERY_QUEUED || mail == DELIVERY_CLAIMED;
}

/* Their invitation, or a new one after they were called off, has not left yet: it says all that is new. */
static bool
is_to_be_invited(const Meeting *meeting, const Standing *standing)
{
    return schedule_invites(meeting, standing) &&
           (is_to_leave(standing->invitation) || standing->invitation == DELIVERY_HELD);
}

/* Word of the seat that came free for them has not left yet, and says so, too: unless the organizer holds it, so that
 * they go on waiting. */
static bool
is_to_be_promoted(const Standing *standing)
{
    return standing->seat.state == SEAT_TAKEN && standing->seat.why == SEAT_CAME &&
           is_to_leave(standing->seat_mail);
}

bool
schedule_hears(const Meeting *meeting, const Standing *standing)
{
    return standing->told > 0 && !is_to_be_invited(meeting, standing) &&
           !is_to_be_promoted(standing) && !standing->telling && standing->token &&
           schedule_reaches(standing) && standing->partstat != PARTSTAT_DECLINED &&
           standing->partstat != PARTSTAT_DELEGATED;
}

static bool
is_for(const Meeting *meeting, const Standing *standing, const NewsShare *share)
{
    switch (standing->partstat) {
    case PARTSTAT_ACCEPTED:
    case PARTSTAT_TENTATIVE:
        return share->count > 0;
    case PARTSTAT_NEEDS_ACTION:
        return share->own || (share->where_and_when && !schedule_seat_gone(meeting, standing));
    case PARTSTAT_NONE:
    case PARTSTAT_DECLINED:
    case PARTSTAT_DELEGATED:
        break;
    }
    return false;
}

static gint
compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Their order does not count: what is moved quietly stands elsewhere, and is no other news. The revisions
 * are in it, so that what is taken back and done again is new again. */
char *
schedule_change(const Meeting *meeting, const Standing *standing, const News *news,
                NewsShare *ret_share)
{
    *ret_share = news_share(news, standing->guest);
    if (!schedule_hears(meeting, standing) || !is_for(meeting, standing, ret_share))
        return NULL;
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    for (guint i = 0; i < news->changes->len; i++) {
        const Change *change = g_ptr_array_index(news->changes, i);
        if (change_tells(change))
            g_ptr_array_add(lines, change->line);
    }
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    g_autofree char *said = g_strjoinv("\n", (char **)lines->pdata);
    g_autofree char *all = g_strdup_printf("%d %d\n%s", news->told, news->latest, said);
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
    return g_strndup(digest, OCCASION_LENGTH);
}

static char *
change_reason(const NewsShare *share)
{
    const Change *first = share->own              ? share->own
                          : share->where_and_when ? share->where_and_when
                                                  : share->rest;
    g_assert(first);
    g_autoptr(GString) reason = g_string_new(share->own ? "their own part changed: " : "");
    g_string_append(reason, first->line);
    if (share->count > 1)
        g_string_append_printf(reason, ", and %u more change%s", share->count - 1,
                               share->count == 2 ? "" : "s");
    return g_string_free(g_steal_pointer(&reason), FALSE);
}

/* As they are NOW, or will be once they have rested, where that counts. */
static const News *
news_of(GHashTable *by_told, const ScheduleState *state, int told, gint64 now)
{
    News *news = g_hash_table_lookup(by_told, GINT_TO_POINTER(told));
    if (news)
        return news;
    news = news_since(state->pasts, told, now);
    if (state->unrested && news->latest > 0 && news->settles_at > now) {
        gint64 then = news->settles_at;
        news_free(news);
        news = news_since(state->pasts, told, then);
    }
    g_hash_table_insert(by_told, GINT_TO_POINTER(told), news);
    return news;
}

/* Not where it could not leave before the meeting is over. */
static void
add(const ScheduleState *state, const Standing *standing, const News *news, const char *occasion,
    const NewsShare *share, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    gint64 then = MAX(now, news->settles_at);
    gint64 at = schedule_change_not_before(meeting, standing, news->begins_at, then, then);
    if (schedule_over(meeting, at))
        return;
    g_autofree char *reason = change_reason(share);
    Notice *notice = schedule_add(state, standing, NOTICE_CHANGE, occasion, reason, now, notices);
    notice->not_before = at;
    notice->resting = then > now;
}

void
schedule_changes(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    g_autoptr(GHashTable) by_told =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)news_free);
    if (!state->pasts || state->pasts->len == 0 || schedule_over(meeting, now))
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        NewsShare share;
        if (!schedule_hears(meeting, standing))
            continue;
        const News *news = news_of(by_told, state, standing->told, now);
        if (news->latest == 0 || (now < news->settles_at && !state->unrested))
            continue;
        g_autofree char *occasion = schedule_change(meeting, standing, news, &share);
        if (occasion &&
            !g_ptr_array_find_with_equal_func(standing->changes, occasion, g_str_equal, NULL))
            add(state, standing, news, occasion, &share, now, notices);
    }
}
