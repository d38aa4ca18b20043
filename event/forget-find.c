/* Texts without a person. */
#include "event/forget.h"
#include <string.h>

/* What is sought, made ready. */
typedef struct {
    const Forget *forget;
    bool begins[256]; /* something sought or kept may begin with that byte */
    bool *single;     /* of each that they are called: a word that could be any word */
} Finder;

/* "Will", "Berlin". Not 李明, which nobody writes for anything else, and no address. */
static bool
is_single(const char *name)
{
    bool cased = false;
    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '@' || g_unichar_isspace(c))
            return false;
        cased |= g_unichar_isupper(c) || g_unichar_islower(c);
    }
    return cased;
}

Forget *
forget_sure(const Forget *forget)
{
    Forget *sure = forget_new();
    sure->guest = forget->guest;
    sure->as = forget->as;
    for (guint i = 0; i < forget->called->len; i++)
        if (!is_single(g_ptr_array_index(forget->called, i)))
            forget_called(sure, g_ptr_array_index(forget->called, i));
    for (guint i = 0; i < forget->kept->len; i++)
        forget_kept(sure, g_ptr_array_index(forget->kept, i));
    return sure;
}

static void
expect(Finder *finder, const GPtrArray *phrases)
{
    for (guint i = 0; i < phrases->len; i++) {
        guchar first = (guchar) * (const char *)g_ptr_array_index(phrases, i);
        finder->begins[g_ascii_tolower((char)first) & 0xff] = true;
        finder->begins[g_ascii_toupper((char)first) & 0xff] = true;
        finder->begins['\\'] |= first == '"' || first == '\\';
        if (first >= 0x80)
            memset(finder->begins + 0x80, true, 0x80);
    }
}

static void
finder_init(Finder *finder, const Forget *forget)
{
    *finder = (Finder){.forget = forget, .single = g_new(bool, forget->called->len)};
    expect(finder, forget->called);
    expect(finder, forget->kept);
    for (guint i = 0; i < forget->called->len; i++)
        finder->single[i] = is_single(g_ptr_array_index(forget->called, i));
}

static void
finder_clear(Finder *finder)
{
    g_free(finder->single);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finder, finder_clear)

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

/* What a program makes of several words: an address, a path, a file's or a host's name. */
static bool
is_joint(char c)
{
    return c != '\0' && strchr("@/+-._", c);
}

/* A word that is part of such: a full stop or a dash behind it ends it only where no other word follows. */
static bool
is_joined(const char *text, const char *end, const char *p, gsize length)
{
    const char *after = p + length;
    return (p - text >= 2 && is_joint(p[-1]) && is_word(g_utf8_find_prev_char(text, p - 1), p)) ||
           (after < end && is_joint(*after) && is_word(after + 1, end));
}

/* The character that JSON escapes at P as four digits; 0 = none. */
static gunichar
escaped_at(const char *p, const char *end)
{
    gunichar c = 0;
    if (end - p < 6 || p[0] != '\\' || p[1] != 'u')
        return 0;
    for (int i = 2; i < 6; i++) {
        if (!g_ascii_isxdigit(p[i]))
            return 0;
        c = c * 16 + (gunichar)g_ascii_xdigit_value(p[i]);
    }
    return c;
}

/* Blank, or nothing that is seen: no-break spaces, and marks of width zero. */
static bool
is_blank(gunichar c)
{
    return c < 0x110000 && c != 0 && (g_unichar_isspace(c) || g_unichar_iszerowidth(c));
}

/* Bytes of one step of what parts two words: a blank as it is or as JSON has it, a line that quoted-printable
 * breaks, the mark of a quoted line behind a line's end. *LINE: there was one. */
static gsize
step_at(const char *p, const char *end, bool *line)
{
    gsize left = (gsize)(end - p);
    if (left == 0)
        return 0;
    if (g_ascii_isspace(*p)) {
        *line |= *p == '\n' || *p == '\r';
        return 1;
    }
    if (left >= 2 && *p == '\\' && strchr("nrt", p[1]) && p[1]) {
        *line |= p[1] != 't';
        return 2;
    }
    if (left >= 2 && *p == '=' && (p[1] == '\r' || p[1] == '\n'))
        return 2;
    if (*p == '>' && *line)
        return 1;
    if (is_blank(escaped_at(p, end)))
        return 6;
    gunichar c = (guchar)*p < 0x80 ? 0 : g_utf8_get_char_validated(p, end - p);
    return is_blank(c) ? (gsize)(g_utf8_next_char(p) - p) : 0;
}

static gsize
gap_at(const char *p, const char *end)
{
    const char *at = p;
    bool line = false;
    for (gsize step; (step = step_at(at, end, &line)) > 0;)
        at += step;
    return (gsize)(at - p);
}

/* JSON and YAML put a backslash before some marks. */
static bool
is_escaped(const char *p, const char *end, char mark)
{
    return (mark == '"' || mark == '\\') && end - p >= 2 && *p == '\\' && p[1] == mark;
}

/* Bytes of NAME at P, in letters of any case unless EXACT, with anything blank where it has a blank; 0 = it is not
 * there. */
static gsize
name_at(const char *p, const char *end, const char *name, bool exact)
{
    const char *at = p;
    if ((guchar)*name < 0x80 && g_ascii_tolower(*name) != g_ascii_tolower(*p) &&
        !is_escaped(p, end, *name))
        return 0;
    while (*name) {
        gsize gap = *name == ' ' ? gap_at(at, end) : 0;
        if (gap > 0) {
            at += gap;
            name += strspn(name, " ");
            continue;
        }
        at += is_escaped(at, end, *name);
        gunichar c = at < end ? g_utf8_get_char_validated(at, end - at) : 0;
        gunichar wanted = g_utf8_get_char(name);
        if (c == 0 || c >= 0x110000 ||
            (exact ? c != wanted : g_unichar_tolower(c) != g_unichar_tolower(wanted)))
            return 0;
        at = g_utf8_next_char(at);
        name = g_utf8_next_char(name);
    }
    return (gsize)(at - p);
}

/* Bytes of what is kept at P, the longest there. */
static gsize
kept_at(const Finder *finder, const char *text, const char *end, const char *p)
{
    const GPtrArray *kept = finder->forget->kept;
    for (guint i = 0; i < kept->len; i++) {
        gsize n = name_at(p, end, g_ptr_array_index(kept, i), false);
        if (n > 0 && stands_alone(text, end, p, n))
            return n;
    }
    return 0;
}

/* The length of what they are called at P; 0 = nothing. */
static gsize
called_at(const Finder *finder, const char *text, const char *end, const char *p)
{
    const GPtrArray *called = finder->forget->called;
    for (guint i = 0; i < called->len; i++) {
        bool single = finder->single[i];
        gsize n = name_at(p, end, g_ptr_array_index(called, i), single);
        if (n > 0 && stands_alone(text, end, p, n) && !(single && is_joined(text, end, p, n)))
            return n;
    }
    return 0;
}

/* The next of what they are called from P on, and its length; NULL = there is none. */
static const char *
find_next(const Finder *finder, const char *text, const char *end, const char *p, gsize *ret_length)
{
    while (p < end) {
        if (!finder->begins[(guchar)*p]) {
            p++;
            continue;
        }
        gsize called = called_at(finder, text, end, p), kept = kept_at(finder, text, end, p);
        if (called > kept) {
            *ret_length = called;
            return p;
        }
        p += MAX(kept, 1);
    }
    return NULL;
}

bool
forget_names(const Forget *forget, const char *text, gsize length)
{
    g_auto(Finder) finder;
    gsize found;
    finder_init(&finder, forget);
    return text && find_next(&finder, text, text + length, text, &found);
}

bool
forget_names_bytes(const Forget *forget, const void *bytes, gsize length)
{
    const guint8 *start = bytes;
    if (forget_names(forget, bytes, length))
        return true;
    bool wide = length >= 2 &&
                ((start[0] == 0xff && start[1] == 0xfe) || (start[0] == 0xfe && start[1] == 0xff));
    if (!wide && g_utf8_validate_len(bytes, length, NULL))
        return false;
    gsize size;
    g_autofree char *text = g_convert_with_fallback(
        bytes, (gssize)length, "UTF-8", wide ? "UTF-16" : "WINDOWS-1252", "?", NULL, &size, NULL);
    return text && forget_names(forget, text, size);
}

static char *
replace(const Forget *forget, const char *text, gsize length)
{
    g_auto(Finder) finder;
    gsize found;
    finder_init(&finder, forget);
    const char *end = text + length, *p = text;
    GString *out = g_string_sized_new(length);
    for (const char *at; (at = find_next(&finder, text, end, p, &found)); p = at + found) {
        g_string_append_len(out, p, at - p);
        g_string_append(out, forget->as);
    }
    g_string_append_len(out, p, end - p);
    return g_string_free(out, FALSE);
}

char *
forget_text(const Forget *forget, const char *text)
{
    return replace(forget, text, strlen(text));
}

/* --- JSON --- */

/* Members whose values are names of ours, whoever is called so. */
static bool
is_fixed(const char *member, gsize length)
{
    static const char *const fixed[] = {"kind",       "partstat", "rule",        "token",
                                        "token_from", "purpose",  "method",      "component",
                                        "class",      "cause",    "authenticity"};
    for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
        if (strlen(fixed[i]) == length && memcmp(fixed[i], member, length) == 0)
            return true;
    return false;
}

/* Behind the string's last quotation mark. */
static const char *
string_end(const char *p)
{
    for (p++; *p && *p != '"'; p++)
        if (*p == '\\' && p[1])
            p++;
    return *p ? p + 1 : p;
}

char *
forget_json(const Forget *forget, const char *json)
{
    GString *out = g_string_sized_new(strlen(json));
    bool fixed = false;
    for (const char *p = json; *p;) {
        const char *end = *p == '"' ? string_end(p) : p + 1;
        bool member = *p == '"' && end[strspn(end, " \t\r\n")] == ':';
        if (member)
            fixed = end - p >= 2 && is_fixed(p + 1, (gsize)(end - p) - 2);
        g_autofree char *value =
            *p == '"' && !member && !fixed ? replace(forget, p, (gsize)(end - p)) : NULL;
        if (value)
            g_string_append(out, value);
        else
            g_string_append_len(out, p, end - p);
        p = end;
    }
    return g_string_free(out, FALSE);
}
