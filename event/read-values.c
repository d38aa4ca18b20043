/* Values with a form of their own: days, ids, zones, languages, URLs, references to guests. Times
 * are in read-agenda.c, addresses in read-guests.c. */
#include "event/read-fields.h"
#include <string.h>
#include "event/id.h"
#include "event/nearest.h"
#include "event/zone-names.h"

#define ZONES_MAX 1000   /* different names that are looked up; there are some 600 */
#define SPEAKERS_MAX 100 /* of one session */

/* Reports that TEXT is not what it should be. */
static void
report_form(Reader *reader, const Node *node, const char *text, const char *what, char *remedy)
{
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("%s is no %s", quoted, what), remedy);
}

void
read_day(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    Day day = text ? day_parse(text) : DAY_NONE;
    if (day != DAY_NONE)
        *(Day *)place = day;
    else if (text)
        report_form(reader, node, text, "date", g_strdup("a date is written 2004-07-14"));
}

void
read_yes_no(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    bool yes = g_ascii_strcasecmp(text, "yes") == 0 || g_ascii_strcasecmp(text, "true") == 0;
    bool no = g_ascii_strcasecmp(text, "no") == 0 || g_ascii_strcasecmp(text, "false") == 0;
    if (yes || no)
        *(bool *)place = yes;
    else {
        g_autofree char *quoted = problem_quote(text);
        reader_error(reader, node, g_strdup_printf("%s is neither yes nor no", quoted),
                     g_strdup("write yes or no"));
    }
}

void
report_id(Reader *reader, const Node *node, const char *text)
{
    g_autofree char *suggestion = id_suggest(text);
    report_form(reader, node, text, "id",
                g_strdup_printf("ids are small letters, digits and hyphens%s%s",
                                suggestion ? ": " : "", suggestion ? suggestion : ""));
}

void
read_id(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    if (id_valid(text)) {
        *(char **)place = g_steal_pointer(&text);
        return;
    }
    report_id(reader, node, text);
}

static bool
zone_exists(Reader *reader, const char *name)
{
    int known = GPOINTER_TO_INT(g_hash_table_lookup(reader->zones, name));
    if (known == 0 && g_hash_table_size(reader->zones) < ZONES_MAX) {
        GTimeZone *zone = zone_open(name);
        known = zone ? 1 : 2;
        g_hash_table_insert(reader->zones, g_strdup(name), GINT_TO_POINTER(known));
        g_clear_pointer(&zone, g_time_zone_unref);
    }
    return known == 1;
}

void
read_zone(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    if (zone_exists(reader, text)) {
        *(char **)place = g_steal_pointer(&text);
        return;
    }
    const char *meant = zone_name_nearest(text);
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("there is no time zone %s", quoted),
                 remedy_nearest(meant && zone_exists(reader, meant) ? meant : NULL,
                                g_strdup("zones are named by a big city: Europe/Berlin, "
                                         "America/New_York, or UTC")));
}

/* RFC 5646 in short: a language, then subtags, each of letters and digits. */
static bool
is_language(const char *text)
{
    g_auto(GStrv) tags = g_strsplit(text, "-", -1);
    if (!tags[0])
        return false;
    for (guint i = 0; tags[i]; i++) {
        gsize length = strlen(tags[i]);
        if (length > 8 || length < (i == 0 ? 2 : 1))
            return false;
        for (const char *p = tags[i]; *p; p++)
            if (!(i == 0 ? g_ascii_isalpha(*p) : g_ascii_isalnum(*p)))
                return false;
    }
    return strlen(tags[0]) <= 3;
}

void
read_language(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (text && is_language(text))
        *(char **)place = g_steal_pointer(&text);
    else if (text)
        report_form(reader, node, text, "language", g_strdup("write a code: en, de, pt-BR"));
}

/* http and https with a host, or a path; nothing that a browser would run, or read as another
 * host. */
static bool
is_url(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_unichar_isspace(g_utf8_get_char(p)) || strchr("<>\"\\^`{|}", *p))
            return false;
    const char *rest = g_ascii_strncasecmp(text, "http://", 7) == 0    ? text + 7
                       : g_ascii_strncasecmp(text, "https://", 8) == 0 ? text + 8
                                                                       : NULL;
    if (rest)
        return *rest && !strchr("/?#:@", *rest);
    return !strchr("/?#", text[0]) && !memchr(text, ':', strcspn(text, "/?#"));
}

void
read_url(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (text && is_url(text))
        *(char **)place = g_steal_pointer(&text);
    else if (text)
        report_form(
            reader, node, text, "link",
            g_strdup("write https://..., http://..., or a path beside the page: slides/a.pdf"));
}

/* The id of the guest whom TEXT comes nearest to, by id or by name; NULL where nobody is near. */
static const char *
nearest_guest(Reader *reader, const char *text)
{
    Nearest by_id = nearest_to(text), by_name = by_id;
    const char *named = NULL;
    reader->comparisons -= reader->meeting->guests->len;
    for (guint i = 0; reader->comparisons > 0 && i < reader->meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(reader->meeting->guests, i);
        const char *before = by_name.best;
        nearest_offer(&by_id, guest->id);
        if (guest->name)
            nearest_offer(&by_name, guest->name);
        if (by_name.best != before)
            named = guest->id;
    }
    return named && (!by_id.best || by_name.distance < by_id.distance) ? named : by_id.best;
}

static char *
take_guest(Reader *reader, const Field *field, const Node *node)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text || !reader->guests || g_hash_table_contains(reader->guests, text))
        return g_steal_pointer(&text);
    report_form(
        reader, node, text, "guest",
        remedy_nearest(nearest_guest(reader, text),
                       g_strdup("name somebody by the key under \"guests\", or add them there")));
    return NULL;
}

void
read_guest(Reader *reader, const Field *field, const Node *node, void *place)
{
    char *id = take_guest(reader, field, node);
    if (id)
        *(char **)place = id;
}

static void
add_guest(Reader *reader, const Field *field, const Node *node, void *place)
{
    GPtrArray *ids = *(GPtrArray **)place;
    g_autofree char *id = take_guest(reader, field, node);
    if (!id)
        return;
    if (ids->len == SPEAKERS_MAX)
        reader_error(reader, node, g_strdup("more than 100 speakers"), g_strdup("name fewer"));
    else if (g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL)) {
        g_autofree char *quoted = problem_quote(id);
        reader_error(reader, node, g_strdup_printf("%s is here twice", quoted),
                     g_strdup("delete one"));
    } else
        g_ptr_array_add(ids, g_steal_pointer(&id));
}

void
read_guests(Reader *reader, const Field *field, const Node *node, void *place)
{
    node_each(reader, field, node, add_guest, place);
}
