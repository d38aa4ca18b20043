/* Tables of changes to a meeting that has everything, and what a diff says of them. */
#ifndef CONVOKE_TESTS_DIFFS_H
#define CONVOKE_TESTS_DIFFS_H

#include "event/diff.h"
#include "event/write.h"
#include "tests/unit/meetings.h"

typedef struct {
    void (*change)(Meeting *m);
    const char *lines;
    const char *first; /* of the first change: M = material, a = concerns ada, b = concerns bob */
} Row;

/* Each row is a function, so that it can change anything. */
#define CHANGE(name) static void name(Meeting *m)

G_GNUC_UNUSED static Session *
session(Meeting *meeting, const char *id)
{
    return (Session *)meeting_session(meeting, id);
}

G_GNUC_UNUSED static Guest *
guest(Meeting *meeting, const char *id)
{
    return (Guest *)meeting_guest(meeting, id);
}

G_GNUC_UNUSED static void
set(char **place, const char *text)
{
    g_free(*place);
    *place = g_strdup(text);
}

G_GNUC_UNUSED static void
set_first(GPtrArray *texts, const char *text)
{
    g_ptr_array_remove_index(texts, 0);
    g_ptr_array_insert(texts, 0, g_strdup(text));
}

G_GNUC_UNUSED static void
swap_first_two(GPtrArray *items)
{
    gpointer first = items->pdata[0];
    items->pdata[0] = items->pdata[1];
    items->pdata[1] = first;
}

G_GNUC_UNUSED static AgendaDay *
day(Meeting *meeting, guint index)
{
    return g_ptr_array_index(meeting->days, index);
}

/* Takes a session out of its day and puts it at the end of another. */
G_GNUC_UNUSED static void
move_to_day(Meeting *meeting, const char *id, guint from, guint to)
{
    Session *moved = session(meeting, id);
    guint index = 0;
    g_assert_true(g_ptr_array_find(day(meeting, from)->sessions, moved, &index));
    g_ptr_array_add(day(meeting, to)->sessions,
                    g_ptr_array_steal_index(day(meeting, from)->sessions, index));
    moved->day = day(meeting, to)->day;
}

G_GNUC_UNUSED static void
cancel(Meeting *meeting, const char *id)
{
    for (guint d = 0; d < meeting->days->len; d++)
        g_ptr_array_remove(day(meeting, d)->sessions, session(meeting, id));
}

G_GNUC_UNUSED static char *
lines_of(const GPtrArray *changes)
{
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = g_ptr_array_index(changes, i);
        g_string_append_printf(lines, "%s\n", change->line);
    }
    return g_string_free(lines, FALSE);
}

G_GNUC_UNUSED static char *
flags_of(const Change *change)
{
    return g_strdup_printf("%c%c%c", change_is_material(change) ? 'M' : '-',
                           change_concerns(change, "ada") ? 'a' : '-',
                           change_concerns(change, "bob") ? 'b' : '-');
}

/* Nothing changes unnoticed: the digest differs where there is a change to tell, and only there. */
G_GNUC_UNUSED static void
check_rows(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(Meeting) before = full_meeting();
        g_autoptr(Meeting) after = full_meeting();
        rows[i].change(after);
        g_autoptr(GPtrArray) changes = meeting_diff(before, after);
        g_autofree char *lines = lines_of(changes);
        g_assert_cmpstr(lines, ==, rows[i].lines);
        if (changes->len > 0) {
            g_autofree char *flags = flags_of(g_ptr_array_index(changes, 0));
            g_assert_cmpstr(flags, ==, rows[i].first);
        }
        g_autofree char *digest_before = meeting_digest(before);
        g_autofree char *digest_after = meeting_digest(after);
        g_assert_cmpint(strcmp(digest_before, digest_after) != 0, ==, changes->len > 0);
    }
}

#endif
