/* What changed in the sessions, id by id. */
#include <string.h>
#include "event/diff-list.h"
#include "event/forget.h"
#include "event/ids.h"
#include "event/wording.h"

/* One session before and after; both are there. */
typedef struct {
    DiffList *list;
    const Session *old;
    const Session *new;
    char *label; /* session ID “NAME”, session ID (untitled) */
} SessionDiff;

static char *
label_of(const Session *session)
{
    if (session_is_untitled(session))
        return g_strdup_printf("session %s (untitled)", session->id);
    g_autofree char *name = session_name(session);
    g_autofree char *quoted = diff_quote(name);
    return g_strdup_printf("session %s %s", session->id, quoted);
}

static void
add_speakers(Change *change, const Session *session)
{
    for (guint i = 0; session && i < session->speakers->len; i++) {
        const char *guest = g_ptr_array_index(session->speakers, i);
        if (!change_concerns(change, guest))
            g_ptr_array_add(change->speakers, g_strdup(guest));
    }
}

/* The meeting begins or ends otherwise, and in MEETING it does so with SESSION (NULL = none). */
static bool
is_bound(const DiffList *list, const Meeting *meeting, const Session *session)
{
    if (!session)
        return false;
    const AgendaDay *last = g_ptr_array_index(meeting->days, meeting->days->len - 1);
    return (list->begins && session->day == meeting_first_day(meeting) &&
            session->start == meeting_start(meeting)) ||
           (list->ends && session->day == last->day &&
            session_end(last, session) == meeting_end(meeting));
}

/* A change of a session; OLD or NEW is NULL where there is none. Takes LINE. */
static Change *
add_change(DiffList *list, ChangeKind kind, const Session *old, const Session *new, char *line)
{
    const Session *session = new ? new : old;
    g_assert(session);
    Change *change = diff_add(list, kind, line);
    change->session = g_strdup(session->id);
    change->title = session_name(session);
    change->untitled = session_is_untitled(session);
    change->session_kind = session->kind;
    add_speakers(change, old);
    add_speakers(change, new);
    change->bounds = is_bound(list, list->before, old) || is_bound(list, list->after, new);
    if (old) {
        change->old_day = old->day;
        change->old_start = old->start;
        change->old_end = old->end;
        change->old_open = old->open_end;
    }
    if (new) {
        change->new_day = new->day;
        change->new_start = new->start;
        change->new_end = new->end;
        change->new_open = new->open_end;
    }
    return change;
}

/* "10:00", "10:00-11:00", "15:00+" */
static char *
time_text(const Session *session)
{
    g_autofree char *start = minute_format(session->start);
    if (session->end == MINUTE_NONE)
        return g_strconcat(start, session->open_end ? "+" : "", NULL);
    g_autofree char *end = minute_format(session->end);
    return g_strconcat(start, "-", end, NULL);
}

static Minute
end_of(const Meeting *meeting, const Session *session)
{
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        if (day->day == session->day)
            return session_end_given(day, session);
    }
    return session->end;
}

/* An end that is written out, or left out, where the next start says the same. */
static bool
ends_alike(const SessionDiff *diff)
{
    const Session *old = diff->old, *new = diff->new;
    return old->open_end == new->open_end &&
           (old->end == MINUTE_NONE) != (new->end == MINUTE_NONE) &&
           end_of(diff->list->before, old) == end_of(diff->list->after, new);
}

static void
diff_time(const SessionDiff *diff)
{
    const Session *old = diff->old, *new = diff->new;
    ChangeKind kind = CHANGE_SESSION_END;
    if (old->day != new->day)
        kind = CHANGE_SESSION_DAY;
    else if (old->start != new->start)
        kind = CHANGE_SESSION_TIME;
    else if (old->end == new->end && old->open_end == new->open_end)
        return;
    if (kind == CHANGE_SESSION_END && ends_alike(diff)) {
        add_change(diff->list, CHANGE_WORDING, old, new,
                   g_strdup_printf("%s: its end put differently", diff->label));
        return;
    }
    g_autofree char *old_day = day_format(old->day);
    g_autofree char *new_day = day_format(new->day);
    g_autofree char *old_time = time_text(old);
    g_autofree char *new_time = time_text(new);
    char *line = kind == CHANGE_SESSION_DAY
                     ? g_strdup_printf("%s: moved from %s %s to %s %s", diff->label, old_day,
                                       old_time, new_day, new_time)
                     : g_strdup_printf("%s: %s from %s to %s on %s", diff->label,
                                       kind == CHANGE_SESSION_END ? "changed" : "moved", old_time,
                                       new_time, new_day);
    add_change(diff->list, kind, old, new, line);
}

static void
diff_room(const SessionDiff *diff)
{
    const char *old = diff->old->room, *new = diff->new->room;
    if (g_strcmp0(old, new) == 0)
        return;
    g_autofree char *was = diff_quote(old);
    g_autofree char *is = diff_quote(new);
    Change *change = add_change(
        diff->list, wording_same(old, new) ? CHANGE_WORDING : CHANGE_SESSION_ROOM, diff->old,
        diff->new, g_strdup_printf("%s: room %s -> %s", diff->label, was, is));
    change->old_text = g_strdup(old);
    change->new_text = g_strdup(new);
}

/* What it is called in the agenda; NULL = undecided. */
static char *
title_of(const Session *session)
{
    return session_is_untitled(session) ? NULL : session_name(session);
}

static char *
title_line(const Session *session, const char *old, const char *new, bool mended)
{
    g_autofree char *was = diff_quote(old);
    g_autofree char *is = diff_quote(new);
    if (!old)
        return g_strdup_printf("session %s: title decided, %s", session->id, is);
    if (!new)
        return g_strdup_printf("session %s: title undecided again, was %s", session->id, was);
    return g_strdup_printf("session %s: %s %s -> %s", session->id,
                           mended ? "title mended," : "renamed", was, is);
}

static void
diff_title(const SessionDiff *diff)
{
    g_autofree char *old = title_of(diff->old);
    g_autofree char *new = title_of(diff->new);
    if (g_strcmp0(old, new) == 0) {
        if (g_strcmp0(diff->old->what, diff->new->what) != 0 ||
            !diff_same_strings(diff->old->titles, diff->new->titles))
            add_change(diff->list, CHANGE_WORDING, diff->old, diff->new,
                       g_strdup_printf("%s: titles put differently", diff->label));
        return;
    }
    bool mended = old && new &&wording_mended(old, new);
    Change *change = add_change(diff->list, mended ? CHANGE_WORDING : CHANGE_SESSION_TITLE,
                                diff->old, diff->new, title_line(diff->new, old, new, mended));
    change->old_text = g_steal_pointer(&old);
    change->new_text = g_steal_pointer(&new);
}

/* What GUEST is called now, or was; NULL = not known. */
static char *
name_of(const DiffList *list, const char *guest)
{
    const Guest *found = meeting_guest(list->after, guest);
    if (!found)
        found = meeting_guest(list->before, guest);
    return found ? g_strdup(found->name) : NULL;
}

/* The speakers of ONE who are not among those of OTHER, a change each. */
static guint
diff_speakers_one_way(const SessionDiff *diff, ChangeKind kind, const Session *one,
                      const Session *other, const char *what)
{
    guint count = 0;
    for (guint i = 0; i < one->speakers->len; i++) {
        const char *guest = g_ptr_array_index(one->speakers, i);
        if (session_has_speaker(other, guest))
            continue;
        const bool nobody = forgotten(guest);
        Change *change =
            add_change(diff->list, nobody ? CHANGE_WORDING : kind, diff->old, diff->new,
                       g_strdup_printf("%s: %s %s", diff->label, guest, what));
        count++;
        if (nobody)
            continue;
        change->guest = g_strdup(guest);
        *(kind == CHANGE_SPEAKER_ADDED ? &change->new_text : &change->old_text) =
            name_of(diff->list, guest);
    }
    return count;
}

static void
diff_speakers(const SessionDiff *diff)
{
    guint changes = diff_speakers_one_way(diff, CHANGE_SPEAKER_REMOVED, diff->old, diff->new,
                                          "no longer speaks");
    changes +=
        diff_speakers_one_way(diff, CHANGE_SPEAKER_ADDED, diff->new, diff->old, "now speaks");
    if (changes == 0 && !diff_same_strings(diff->old->speakers, diff->new->speakers))
        add_change(diff->list, CHANGE_WORDING, diff->old, diff->new,
                   g_strdup_printf("%s: speakers in another order", diff->label));
}

static void
diff_session(DiffList *list, const Session *old, const Session *new)
{
    g_autofree char *label = label_of(new);
    SessionDiff diff = {list, old, new, label};
    diff_time(&diff);
    diff_room(&diff);
    diff_title(&diff);
    diff_speakers(&diff);
    if (old->kind != new->kind) {
        Change *change =
            add_change(list, CHANGE_SESSION_KIND, old, new,
                       g_strdup_printf("%s: a %s, was a %s", label, session_kind_name(new->kind),
                                       session_kind_name(old->kind)));
        change->old_text = g_strdup(session_kind_name(old->kind));
        change->new_text = g_strdup(session_kind_name(new->kind));
    }
    if (g_strcmp0(old->note, new->note) != 0)
        add_change(list, CHANGE_WORDING, old, new, g_strdup_printf("%s: note reworded", label));
}

/* A session without a title or name goes by its speakers; NULL where one of them is not known. */
static char *
speakers_text(const DiffList *list, const Session *session)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < session->speakers->len; i++) {
        g_autofree char *name = name_of(list, g_ptr_array_index(session->speakers, i));
        if (!name)
            return NULL;
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", name);
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static void
add_or_cancel(DiffList *list, const Session *old, const Session *new)
{
    const Session *session = new ? new : old;
    g_assert(session);
    g_autofree char *label = label_of(session);
    g_autofree char *day = day_format(session->day);
    g_autofree char *time = time_text(session);
    Change *change =
        add_change(list, new ? CHANGE_SESSION_ADDED : CHANGE_SESSION_CANCELLED, old, new,
                   g_strdup_printf("%s: %s, %s %s", label, new ? "added" : "cancelled", day, time));
    if (!new && session->titles->len == 0 && !session->what && session->speakers->len > 0) {
        g_free(change->title);
        change->title = speakers_text(list, session);
    }
}

static bool
starts_later(const Session *a, const Session *b)
{
    return a->day != b->day ? a->day > b->day : a->start > b->start;
}

/* Cancels what stood up to the start of UNTIL (NULL = the end) and is in no new agenda, from *AT on. */
static void
cancel_until(DiffList *list, const GPtrArray *sessions, GHashTable *after, guint *at,
             const Session *until)
{
    for (; *at < sessions->len; (*at)++) {
        const Session *old = g_ptr_array_index(sessions, *at);
        if (until && starts_later(old, until))
            return;
        if (!g_hash_table_contains(after, old->id))
            add_or_cancel(list, old, NULL);
    }
}

static void
note_bounds(DiffList *list, const Meeting *before, const Meeting *after)
{
    if (!meeting_has_hours(before) || !meeting_has_hours(after))
        return;
    list->begins = meeting_first_day(before) == meeting_first_day(after) &&
                   meeting_start(before) != meeting_start(after);
    list->ends = meeting_last_day(before) == meeting_last_day(after) &&
                 meeting_end(before) != meeting_end(after);
}

void
diff_agenda(DiffList *list, const Meeting *before, const Meeting *after)
{
    note_bounds(list, before, after);
    g_autoptr(GPtrArray) olds = meeting_sessions(before);
    g_autoptr(GPtrArray) news = meeting_sessions(after);
    g_autoptr(GHashTable) old_by_id = meeting_index(olds);
    g_autoptr(GHashTable) new_by_id = meeting_index(news);
    guint changes = list->changes->len + list->wording->len;
    bool same_order = olds->len == news->len;
    guint cancelled = 0;
    for (guint i = 0; i < news->len; i++) {
        const Session *new = g_ptr_array_index(news, i);
        const Session *old = g_hash_table_lookup(old_by_id, new->id);
        cancel_until(list, olds, new_by_id, &cancelled, new);
        if (old)
            diff_session(list, old, new);
        else
            add_or_cancel(list, NULL, new);
        same_order = same_order && old == g_ptr_array_index(olds, i);
    }
    cancel_until(list, olds, new_by_id, &cancelled, NULL);
    if (!same_order && changes == list->changes->len + list->wording->len)
        diff_add(list, CHANGE_WORDING, g_strdup("agenda: sessions of one time in another order"));
}
