/* Pages of standings, and beside the last of them what is owed to nobody who is a guest. */
#include "mailer/owed.h"
#include "db/store-reach.h"
#include "db/store-meeting.h"
#include "db/store-seat.h"
#include "db/store-standing.h"
#include "mailer/apart.h"
#include "mailer/outbox.h"
#include "mailer/schedule.h"

enum { PAGE = 250 };

struct Owed {
    const Mailroom *room;
    const Meeting *meeting;
    unsigned what;
    gint64 now;
    GHashTable *seats; /* store_seat_foreseen(); NULL = not looked for yet */
    char *last;        /* guest of the page before; NULL = none was */
    bool ended;
    GPtrArray *notices;
    GPtrArray *standings;
};

Owed *
owed_new(const Mailroom *room, const Meeting *meeting, unsigned what, gint64 now)
{
    Owed *owed = g_new0(Owed, 1);
    owed->room = room;
    owed->meeting = meeting;
    owed->what = what;
    owed->now = now;
    owed->notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    owed->standings = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    return owed;
}

void
owed_free(Owed *owed)
{
    if (!owed)
        return;
    g_clear_pointer(&owed->seats, g_hash_table_unref);
    g_ptr_array_unref(owed->notices);
    g_ptr_array_unref(owed->standings);
    g_free(owed->last);
    g_free(owed);
}

GPtrArray *
owed_notices(const Owed *owed)
{
    return owed->notices;
}

GPtrArray *
owed_standings(const Owed *owed)
{
    return owed->standings;
}

bool
owed_opens_seats(unsigned what)
{
    return what & 1u << NOTICE_INVITATION && !(what & OUTBOX_UNOPENED);
}

static void
keep_kinds(GPtrArray *notices, unsigned what)
{
    guint kept = 0;
    for (guint i = 0; i < notices->len; i++) {
        Notice *notice = g_ptr_array_index(notices, i);
        if (!(what & 1u << notice->kind))
            continue;
        notices->pdata[i] = notices->pdata[kept];
        notices->pdata[kept++] = notice;
    }
    g_ptr_array_set_size(notices, (int)kept);
}

/* How the page's guests would stand if the entries that are due were written. */
static gboolean
foresee_seats(Owed *owed, GError **error)
{
    if (!owed->seats &&
        !(owed->seats = store_seat_foreseen(owed->room->store, owed->meeting->id,
                                            owed_opens_seats(owed->what), owed->now, error)))
        return FALSE;
    for (guint i = 0; i < owed->standings->len; i++) {
        Standing *standing = g_ptr_array_index(owed->standings, i);
        const SeatClaim *claim = g_hash_table_lookup(owed->seats, standing->guest);
        if (!claim)
            continue;
        if (claim->seat.number != standing->seat.number) {
            standing->seat = claim->seat;
            standing->seat_mail = DELIVERY_NONE;
        }
        standing->seat_near = claim->near;
    }
    return TRUE;
}

/* Reading a revision takes its time, so only where somebody may be told. */
static GPtrArray *
load_pasts(const Mailroom *room, const Meeting *meeting, const GPtrArray *standings, GError **error)
{
    g_autoptr(GPtrArray) hearers = g_ptr_array_new();
    for (guint i = 0; i < standings->len; i++)
        if (schedule_hears(meeting, g_ptr_array_index(standings, i)))
            g_ptr_array_add(hearers, g_ptr_array_index(standings, i));
    return store_past_list(room->store, meeting->id, hearers, G_MAXINT, error);
}

/* On most days no reminder can be due to anybody, and no guest need be looked at. */
static bool
is_idle(const Meeting *meeting, unsigned what, gint64 now)
{
    Day ignored;
    return what == OUTBOX_REMINDERS && meeting->reminders.maybe_days->len == 0 &&
           meeting->seats == 0 && schedule_step(meeting, NULL, now, &ignored) < 0;
}

/* What the organizer has not been told yet, nor will be by a digest that waits, which tells of all until it leaves. */
static gboolean
look_for_news(const Mailroom *room, const Meeting *meeting, gint64 now, ScheduleState *state,
              GError **error)
{
    Reach reach;
    bool news, waits;
    if (!store_digest_day(room->store, meeting->id, &state->digest_at, &waits, error) ||
        !store_reach_queued(room->store, meeting->id, &reach, error) ||
        !store_reach_news(room->store, meeting->id, &reach, !schedule_over(meeting, now), &news,
                          error))
        return FALSE;
    state->news = news && !waits;
    return TRUE;
}

static gboolean
read_page(Owed *owed, GError **error)
{
    const Meeting *meeting = owed->meeting;
    GPtrArray *page =
        is_idle(meeting, owed->what, owed->now)
            ? g_ptr_array_new_with_free_func((GDestroyNotify)standing_free)
            : store_standing_page(owed->room->store, meeting->id, owed->last, PAGE, error);
    if (!page)
        return FALSE;
    g_ptr_array_unref(owed->standings);
    owed->standings = page;
    owed->ended = page->len < PAGE;
    if (page->len > 0) {
        g_free(owed->last);
        owed->last = g_strdup(((Standing *)g_ptr_array_index(page, page->len - 1))->guest);
    }
    return foresee_seats(owed, error);
}

/* What does not go by guests is looked for once, with the last of them. */
static gboolean
derive(Owed *owed, GError **error)
{
    const Mailroom *room = owed->room;
    const Meeting *meeting = owed->meeting;
    g_autoptr(GPtrArray) gone = NULL;
    g_autoptr(GPtrArray) pasts = owed->what & OUTBOX_CHANGES
                                     ? load_pasts(room, meeting, owed->standings, error)
                                     : g_ptr_array_new();
    if (!pasts)
        return FALSE;
    ScheduleState state = {.meeting = meeting,
                           .standings = owed->standings,
                           .pasts = pasts,
                           .unrested = owed->what & OUTBOX_UNRESTED,
                           .digest_at = NEVER};
    if (owed->ended && owed->what & OUTBOX_WITHDRAWALS &&
        !(gone = store_standing_gone(room->store, meeting->id, error)))
        return FALSE;
    if (owed->ended && owed->what & OUTBOX_DIGESTS &&
        !look_for_news(room, meeting, owed->now, &state, error))
        return FALSE;
    state.gone = gone;
    schedule_owed(&state, owed->now, owed->notices);
    keep_kinds(owed->notices, owed->what);
    if (!apart_plan(room->store, meeting, owed->standings, NULL, owed->notices, owed->now, error))
        return FALSE;
    if (gone)
        g_ptr_array_extend_and_steal(owed->standings, g_steal_pointer(&gone));
    return TRUE;
}

gboolean
owed_next(Owed *owed, bool *ret_more, GError **error)
{
    g_ptr_array_set_size(owed->notices, 0);
    *ret_more = !owed->ended;
    return owed->ended || (read_page(owed, error) && derive(owed, error));
}
