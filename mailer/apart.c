/* Only where a reminder is owed is it asked who has had one. */
#include "mailer/apart.h"
#include "db/store-reminded.h"
#include "mailer/schedule.h"

#define DAY_SECONDS ((gint64)25 * 60 * 60) /* no day in any zone is longer */

static bool
is_kept_apart(NoticeKind kind)
{
    return kind == NOTICE_REMINDER || kind == NOTICE_NUDGE;
}

/* By guest, borrowed: GArray of Ring, which borrow from LIST. */
static GHashTable *
rings_by_guest(const GPtrArray *list)
{
    GHashTable *by_guest =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    for (guint i = 0; i < list->len; i++) {
        const Reminded *reminded = g_ptr_array_index(list, i);
        const Ring ring = {reminded->at, reminded->meeting};
        GArray *rings = g_hash_table_lookup(by_guest, reminded->guest);
        if (!rings) {
            rings = g_array_new(FALSE, FALSE, sizeof(Ring));
            g_hash_table_insert(by_guest, reminded->guest, rings);
        }
        g_array_append_val(rings, ring);
    }
    return by_guest;
}

static void
put_off(const Meeting *meeting, const Standing *standing, const GArray *rings, gint64 now,
        Notice *notice)
{
    const Ring *ring;
    notice->not_before = schedule_apart(meeting, standing, notice->kind, rings, now, now, &ring);
    if (!ring)
        return;
    char *reason = schedule_apart_reason(meeting, notice->reason, ring);
    g_free(notice->reason);
    notice->reason = reason;
}

/* MEETING/PERSON -> reminder or nudge, of NOTICES. */
static GHashTable *
by_reader(const GPtrArray *notices)
{
    GHashTable *readers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < notices->len; i++) {
        Notice *notice = g_ptr_array_index(notices, i);
        if (is_kept_apart(notice->kind))
            g_hash_table_insert(readers, g_strconcat(notice->meeting, "/", notice->person, NULL),
                                notice);
    }
    return readers;
}

/* Adds to LIST (Reminded *) what of FORMER goes to GUESTS, as if it were queued. */
static gboolean
add_former(Store *store, const Meeting *meeting, const GPtrArray *guests, const GPtrArray *former,
           gint64 now, GPtrArray *list, GError **error)
{
    g_autoptr(GPtrArray) counterparts = store_counterpart_list(store, meeting->id, guests, error);
    g_autoptr(GHashTable) readers = by_reader(former);
    for (guint i = 0; counterparts && i < counterparts->len; i++) {
        const Counterpart *counterpart = g_ptr_array_index(counterparts, i);
        g_autofree char *reader = g_strconcat(counterpart->meeting, "/", counterpart->other, NULL);
        const Notice *notice = g_hash_table_lookup(readers, reader);
        if (!notice)
            continue;
        Reminded *reminded = g_new0(Reminded, 1);
        reminded->guest = g_strdup(counterpart->guest);
        reminded->meeting = g_strdup(notice->meeting);
        reminded->at = MAX(notice->not_before, now);
        g_ptr_array_add(list, reminded);
    }
    return counterparts != NULL;
}

gboolean
apart_plan(Store *store, const Meeting *meeting, const GPtrArray *standings,
           const GPtrArray *former, GPtrArray *notices, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) guests = g_ptr_array_new();
    for (guint i = 0; i < notices->len; i++) {
        const Notice *notice = g_ptr_array_index(notices, i);
        if (is_kept_apart(notice->kind))
            g_ptr_array_add(guests, notice->person);
    }
    if (guests->len == 0)
        return TRUE;
    g_autoptr(GPtrArray) list =
        store_reminded_list(store, meeting->id, guests, now - DAY_SECONDS, now, error);
    if (!list || (former && !add_former(store, meeting, guests, former, now, list, error)))
        return FALSE;
    g_autoptr(GHashTable) by_guest = rings_by_guest(list);
    g_autoptr(GHashTable) by_id = standings_by_guest(standings);
    for (guint i = 0; i < notices->len; i++) {
        Notice *notice = g_ptr_array_index(notices, i);
        const GArray *rings = g_hash_table_lookup(by_guest, notice->person);
        if (is_kept_apart(notice->kind) && rings)
            put_off(meeting, g_hash_table_lookup(by_id, notice->person), rings, now, notice);
    }
    return TRUE;
}

/* What is to leave today, too, does not keep ITEM from leaving, nor does what is still to leave where quiet hours held
 * ITEM back before (WAITED): else each would wait for the other. */
static void
keep_in_the_way(const OutboxItem *item, bool waited, gint64 now, GPtrArray *list)
{
    for (guint i = list->len; i > 0; i--) {
        const Reminded *reminded = g_ptr_array_index(list, i - 1);
        if (reminded->outbox == item->id || (!reminded->rung && (waited || reminded->at <= now)))
            g_ptr_array_remove_index(list, i - 1);
    }
}

gboolean
apart_leave(Store *store, const Meeting *meeting, const Standing *standing, const OutboxItem *item,
            gint64 now, gint64 *ret_at, char **ret_reason, GError **error)
{
    const NoticeKind kind = item->notice->kind;
    const Ring *ring;
    *ret_at = now;
    *ret_reason = NULL;
    if (!is_kept_apart(kind))
        return TRUE;
    g_autoptr(GPtrArray) guests = g_ptr_array_new();
    g_ptr_array_add(guests, standing->guest);
    g_autoptr(GPtrArray) list =
        store_reminded_list(store, meeting->id, guests, now - DAY_SECONDS, now, error);
    if (!list)
        return FALSE;
    keep_in_the_way(item, schedule_has_waited(meeting, standing, item->queued_at, now), now, list);
    g_autoptr(GHashTable) by_guest = rings_by_guest(list);
    const GArray *rings = g_hash_table_lookup(by_guest, standing->guest);
    if (!rings)
        return TRUE;
    gint64 at = schedule_apart(meeting, standing, kind, rings, item->queued_at, now, &ring);
    if (!ring)
        return TRUE;
    *ret_at = at;
    *ret_reason = schedule_apart_reason(meeting, item->notice->reason, ring);
    return TRUE;
}
