/* Former revisions, compared with the one in force. */
#include "mailer/told.h"
#include "db/store-guest.h"
#include "event/forget.h"
#include "event/moved.h"
#include "mailer/schedule.h"

void
told_clear(Told *told)
{
    g_clear_pointer(&told->changes, g_ptr_array_unref);
    g_free(told->occasion);
    *told = (Told){0};
}

static gboolean
load_news(const Mailroom *room, const Meeting *meeting, const Revision *newest,
          const Standing *standing, gint64 now, Told *told, GError **error)
{
    NewsShare share;
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    g_ptr_array_add(alone, (gpointer)standing);
    g_autoptr(GPtrArray) pasts =
        store_past_list(room->store, meeting->id, alone, newest->number, error);
    if (!pasts)
        return FALSE;
    g_autoptr(News) news = news_since(pasts, standing->told, now);
    told->occasion = schedule_change(meeting, standing, news, &share);
    told->changes = g_ptr_array_ref(news->changes);
    told->begins_at = news->begins_at;
    return TRUE;
}

/* Change mails came behind one that left nothing out: what they passed over is still to be told. */
static GPtrArray *
changes_whole(const Mailroom *room, const Meeting *meeting, const Revision *newest,
              const Standing *standing, GError **error)
{
    Standing before = {.told = standing->whole};
    g_autoptr(GPtrArray) both = g_ptr_array_new();
    g_ptr_array_add(both, &before);
    g_ptr_array_add(both, (gpointer)standing);
    g_autoptr(GPtrArray) pasts =
        store_past_list(room->store, meeting->id, both, newest->number, error);
    return pasts ? news_whole(pasts, standing->whole, standing->told) : NULL;
}

static GPtrArray *
changes_since(const Mailroom *room, const Meeting *meeting, int told, GError **error)
{
    g_autoptr(Meeting) before =
        store_meeting_load_revision(room->store, meeting->id, told, STORE_GUESTS_NONE, error);
    return before ? meeting_diff(before, meeting) : NULL;
}

static gboolean
load_all(const Mailroom *room, const Meeting *meeting, const Revision *newest,
         const Standing *standing, Told *told, GError **error)
{
    bool passed = standing->whole > 0 && standing->whole < standing->told;
    told->changes = passed ? changes_whole(room, meeting, newest, standing, error)
                           : changes_since(room, meeting, standing->told, error);
    if (!told->changes)
        return FALSE;
    for (guint i = told->changes->len; i > 0; i--)
        if (!change_is_material(g_ptr_array_index(told->changes, i - 1)))
            g_ptr_array_remove_index(told->changes, i - 1);
    return TRUE;
}

static gboolean
load_name(const Mailroom *room, const char *meeting, const char *id, char **ret_name,
          GError **error)
{
    Guest *guest = NULL;
    if (!store_guest_load(room->store, meeting, id, &guest, error))
        return FALSE;
    *ret_name = g_strdup(guest ? guest->name : id);
    guest_free(guest);
    return TRUE;
}

/* Of somebody who is forgotten not even that they spoke is left: then it is a talk. */
static gboolean
load_title(const Mailroom *room, const char *meeting, Change *change, GError **error)
{
    g_autoptr(GString) title = g_string_new(NULL);
    for (guint i = 0; i < change->speakers->len; i++) {
        const char *speaker = g_ptr_array_index(change->speakers, i);
        g_autofree char *name = NULL;
        if (forgotten(speaker))
            continue;
        if (!load_name(room, meeting, speaker, &name, error))
            return FALSE;
        g_string_append_printf(title, "%s%s", title->len > 0 ? ", " : "", name);
    }
    change->title = title->len > 0 ? g_string_free(g_steal_pointer(&title), FALSE)
                                   : g_strdup(session_kind_name(change->session_kind));
    return TRUE;
}

/* Who no longer speaks need not be named by the agenda any more. */
static gboolean
name_speakers(const Mailroom *room, const char *meeting, const GPtrArray *changes, GError **error)
{
    for (guint i = 0; i < changes->len; i++) {
        Change *change = g_ptr_array_index(changes, i);
        char **name = change->kind == CHANGE_SPEAKER_ADDED     ? &change->new_text
                      : change->kind == CHANGE_SPEAKER_REMOVED ? &change->old_text
                                                               : NULL;
        bool untitled = change->kind == CHANGE_SESSION_CANCELLED && !change->title;
        if (untitled && !load_title(room, meeting, change, error))
            return FALSE;
        if (name && !*name && !load_name(room, meeting, change->guest, name, error))
            return FALSE;
    }
    return TRUE;
}

/* A session that they have a part in has another time. CHANGES may be NULL. */
static bool
own_time_moved(const GPtrArray *changes, const char *guest)
{
    for (guint i = 0; changes && i < changes->len; i++) {
        const Change *change = g_ptr_array_index(changes, i);
        if (change->kind >= CHANGE_SESSION_ADDED && change->kind <= CHANGE_SESSION_END &&
            change_concerns(change, guest))
            return true;
    }
    return false;
}

gboolean
told_load(const Mailroom *room, const Meeting *meeting, const Revision *newest,
          const Standing *standing, gboolean followed, gint64 now, Told *ret_told, GError **error)
{
    g_auto(Told) told = {0};
    g_autoptr(Meeting) shown = NULL;
    if (followed && !load_news(room, meeting, newest, standing, now, &told, error))
        return FALSE;
    if (!followed && standing->told > 0 && !load_all(room, meeting, newest, standing, &told, error))
        return FALSE;
    if (told.changes && !name_speakers(room, meeting->id, told.changes, error))
        return FALSE;
    if (standing->calendar > 0) {
        shown = store_meeting_load_revision(room->store, meeting->id, standing->calendar,
                                            STORE_GUESTS_NONE, error);
        if (!shown)
            return FALSE;
        told.moved =
            meeting_moved(shown, meeting) ||
            (own_time_moved(told.changes, standing->guest) && meeting_hours_moved(shown, meeting));
    }
    *ret_told = told;
    told = (Told){0};
    return TRUE;
}

static void
swap_texts(char **one, char **other)
{
    char *kept = *one;
    *one = *other;
    *other = kept;
}

static void
swap_lists(GPtrArray **one, GPtrArray **other)
{
    GPtrArray *kept = *one;
    *one = *other;
    *other = kept;
}

Meeting *
told_meeting(const Mailroom *room, const char *meeting, int number, GError **error)
{
    g_autoptr(Meeting) now = store_meeting_load(room->store, meeting, STORE_GUESTS_NAMED, error);
    g_autoptr(Meeting) then =
        now ? store_meeting_load_revision(room->store, meeting, number, STORE_GUESTS_NAMED, error)
            : NULL;
    if (!then)
        return NULL;
    swap_texts(&now->name, &then->name);
    swap_texts(&now->series, &then->series);
    swap_texts(&now->edition, &then->edition);
    swap_texts(&now->about, &then->about);
    swap_texts(&now->location, &then->location);
    swap_texts(&now->zone, &then->zone);
    swap_lists(&now->days, &then->days);
    swap_lists(&now->topics, &then->topics);
    swap_lists(&now->guests, &then->guests); /* whom those two name */
    return g_steal_pointer(&now);
}
