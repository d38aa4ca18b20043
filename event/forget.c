/* Values and texts without a person. */
#include "event/forget.h"
#include <string.h>

void
forget_called(Forget *forget, const char *name)
{
    if (!name || !*name ||
        g_ptr_array_find_with_equal_func(forget->called, name, g_str_equal, NULL))
        return;
    guint i = 0;
    while (i < forget->called->len && strlen(g_ptr_array_index(forget->called, i)) >= strlen(name))
        i++;
    g_ptr_array_insert(forget->called, (int)i, g_strdup(name));
}

/* Whether the character that starts at P, before END, is of a word. What is no UTF-8 is of none. */
static bool
is_word(const char *p, const char *end)
{
    gunichar c = p < end ? g_utf8_get_char_validated(p, end - p) : 0;
    return c < 0x110000 && g_unichar_isalnum(c);
}

static bool
follows_word(const char *text, const char *p)
{
    const char *before = g_utf8_find_prev_char(text, p);
    return before && is_word(before, p);
}

/* A name's end that is a mark, as of "J. Doe Jr.", may touch anything. */
static bool
stands_alone(const char *text, const char *end, const char *p, gsize length)
{
    return !(is_word(p, end) && follows_word(text, p)) &&
           !(follows_word(p, p + length) && is_word(p + length, end));
}

/* The length of what they are called at P; 0 = nothing. */
static gsize
called_at(const Forget *forget, const char *text, const char *end, const char *p)
{
    for (guint i = 0; i < forget->called->len; i++) {
        const char *name = g_ptr_array_index(forget->called, i);
        gsize n = strlen(name);
        if (n <= (gsize)(end - p) && g_ascii_strncasecmp(p, name, n) == 0 &&
            stands_alone(text, end, p, n))
            return n;
    }
    return 0;
}

bool
forget_names(const Forget *forget, const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p++)
        if (called_at(forget, text, text + length, p))
            return true;
    return false;
}

char *
forget_text(const Forget *forget, const char *text)
{
    const char *end = text + strlen(text);
    GString *out = g_string_sized_new((gsize)(end - text));
    for (const char *p = text; p < end;) {
        gsize n = called_at(forget, text, end, p);
        if (n)
            g_string_append(out, forget->as);
        else
            g_string_append_c(out, *p);
        p += n ? n : 1;
    }
    return g_string_free(out, FALSE);
}

static bool
rename_id(const Forget *forget, char **id)
{
    if (g_strcmp0(*id, forget->guest) != 0)
        return false;
    g_free(*id);
    *id = g_strdup(forget->as);
    return true;
}

static bool
rename_materials(const Forget *forget, const GPtrArray *materials)
{
    bool found = false;
    for (guint i = 0; i < materials->len; i++)
        found |= rename_id(forget, &((Material *)g_ptr_array_index(materials, i))->from);
    return found;
}

static bool
rename_agenda(const Forget *forget, const Meeting *meeting)
{
    bool found = false;
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    for (guint i = 0; i < sessions->len; i++) {
        Session *session = g_ptr_array_index(sessions, i);
        for (guint s = 0; s < session->speakers->len; s++)
            found |= rename_id(forget, (char **)&g_ptr_array_index(session->speakers, s));
    }
    for (guint i = 0; i < meeting->topics->len; i++)
        found |= rename_id(forget, &((Topic *)g_ptr_array_index(meeting->topics, i))->proposed);
    return found;
}

/* A new guest in their place: whatever else a Guest may hold is not carried over. */
static bool
replace_guest(const Forget *forget, const Meeting *meeting)
{
    for (guint i = 0; i < meeting->guests->len; i++) {
        Guest *guest = g_ptr_array_index(meeting->guests, i);
        if (!g_str_equal(guest->id, forget->guest))
            continue;
        Guest *blank = guest_new();
        blank->id = g_strdup(forget->as);
        blank->name = g_strdup(forget->as);
        blank->line = guest->line;
        g_ptr_array_add(blank->addresses, g_strdup_printf("%s@forgotten.invalid", forget->as));
        guest_free(guest);
        g_ptr_array_index(meeting->guests, i) = blank;
        return true;
    }
    return false;
}

bool
forget_meeting(const Forget *forget, Meeting *meeting)
{
    bool found = replace_guest(forget, meeting);
    found |= rename_agenda(forget, meeting);
    found |= rename_materials(forget, meeting->slides);
    found |= rename_materials(forget, meeting->photos);
    found |= rename_materials(forget, meeting->references);
    return found;
}
