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

static GPtrArray *
copy_called(const Forget *forget)
{
    GPtrArray *names = g_ptr_array_copy(forget->called, (GCopyFunc)(void *)g_strdup, NULL);
    g_ptr_array_set_free_func(names, g_free);
    return names;
}

/* "Ann Able" as "Able, Ann", and the other way round. Which of many words are the last name, nobody can say. */
static void
turn_round(Forget *forget, const char *name)
{
    const char *comma = strstr(name, ", ");
    if (comma) {
        g_autofree char *last = g_strndup(name, (gsize)(comma - name));
        g_autofree char *turned = g_strdup_printf("%s %s", comma + 2, last);
        forget_called(forget, turned);
        return;
    }
    for (const char *blank = strchr(name, ' '); blank; blank = strchr(blank + 1, ' ')) {
        g_autofree char *first = g_strndup(name, (gsize)(blank - name));
        g_autofree char *turned = g_strdup_printf("%s, %s", blank + 1, first);
        forget_called(forget, turned);
    }
}

void
forget_forms(Forget *forget)
{
    g_autoptr(GPtrArray) straight = copy_called(forget);
    for (guint i = 0; i < straight->len; i++)
        turn_round(forget, g_ptr_array_index(straight, i));
    g_autoptr(GPtrArray) names = copy_called(forget);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *whole = g_utf8_normalize(name, -1, G_NORMALIZE_NFC);
        g_autofree char *apart = g_utf8_normalize(name, -1, G_NORMALIZE_NFD);
        forget_called(forget, whole);
        forget_called(forget, apart);
    }
}

/* Whether the character that starts at P, before END, is of a word. What is no UTF-8 is of none. */
static bool
is_word(const char *p, const char *end)
{
    gunichar c = p < end ? g_utf8_get_char_validated(p, end - p) : 0;
    return c < 0x110000 && g_unichar_isalnum(c);
}

/* Whether what stands before P is an escape of JSON: a line's end, or a mark that cannot be seen. */
static bool
follows_escape(const char *text, const char *p)
{
    return (p - text >= 2 && p[-2] == '\\' && strchr("nrt", p[-1])) ||
           (p - text >= 6 && p[-6] == '\\' && p[-5] == 'u');
}

static bool
follows_word(const char *text, const char *p)
{
    if (follows_escape(text, p))
        return false;
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

/* Bytes of what parts two words at P: white space as it is, as JSON has it, or a line that quoted-printable breaks. */
static gsize
gap_at(const char *p, const char *end)
{
    const char *at = p;
    for (;;) {
        if (at < end && g_ascii_isspace(*at))
            at++;
        else if (end - at >= 2 &&
                 ((*at == '\\' && strchr("nrt", at[1])) || (*at == '=' && strchr("\r\n", at[1]))))
            at += 2;
        else
            return (gsize)(at - p);
    }
}

/* Bytes of NAME at P, in letters of any case, with anything blank where it has a blank; 0 = it is not there. */
static gsize
name_at(const char *p, const char *end, const char *name)
{
    const char *at = p;
    if ((guchar)*name < 0x80 && g_ascii_tolower(*name) != g_ascii_tolower(*p))
        return 0;
    while (*name) {
        gsize gap = *name == ' ' ? gap_at(at, end) : 0;
        if (gap > 0) {
            at += gap;
            name += strspn(name, " ");
            continue;
        }
        gunichar c = at < end ? g_utf8_get_char_validated(at, end - at) : 0;
        if (c == 0 || c >= 0x110000 ||
            g_unichar_tolower(c) != g_unichar_tolower(g_utf8_get_char(name)))
            return 0;
        at = g_utf8_next_char(at);
        name = g_utf8_next_char(name);
    }
    return (gsize)(at - p);
}

/* The length of what they are called at P; 0 = nothing. */
static gsize
called_at(const Forget *forget, const char *text, const char *end, const char *p)
{
    for (guint i = 0; i < forget->called->len; i++) {
        const char *name = g_ptr_array_index(forget->called, i);
        gsize n = name_at(p, end, name);
        if (n > 0 && stands_alone(text, end, p, n))
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
