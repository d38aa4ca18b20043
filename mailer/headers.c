/* Header fields. The bodies are encode.h's; which fields a mail has is compose.h's. */
#include "mailer/headers.h"
#include <string.h>
#include "event/when.h"
#include "mailer/letter-text.h"

#define COLUMNS 78         /* RFC 5322 2.1.1 */
#define ENCODED_WORD 75    /* RFC 2047 2 */
#define WORD_MAX 60        /* a longer word goes as encoded-words, which can be folded */
#define MESSAGE_ID_MAX 250 /* with "References: " well below 998 */
#define IDS_MAX 12
#define FRAME_LENGTH 12 /* "=?UTF-8?Q?" and "?=" */

/* A field under construction. */
typedef struct {
    GString *out;
    gsize column;
} Field;

static Field
field_begin(GString *out, const char *name)
{
    g_string_append(out, name);
    g_string_append_c(out, ':');
    return (Field){.out = out, .column = strlen(name) + 1};
}

/* Puts a word behind a blank, or on the next line where it does not fit into this one. */
static void
field_word(Field *field, const char *word, gsize length)
{
    bool fits = field->column + 1 + length <= COLUMNS;
    g_string_append(field->out, fits ? " " : "\r\n ");
    g_string_append_len(field->out, word, (gssize)length);
    field->column = (fits ? field->column : 0) + 1 + length;
}

static void
field_words(Field *field, const char *text)
{
    while (*text) {
        gsize length = strcspn(text, " ");
        field_word(field, text, length);
        text += length;
        text += *text == ' ';
    }
}

static void
field_end(Field *field)
{
    g_string_append(field->out, "\r\n");
}

/* TEXT without control characters, its white space reduced to single blanks, bounded. */
static char *
clean_text(const char *text)
{
    if (text_is_plain(text, HEADER_TEXT_MAX))
        return g_strdup(text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_new(NULL);
    for (const char *p = valid; *p && clean->len < HEADER_TEXT_MAX; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_iscntrl(c) || c == ' ' || c == 0x2028 || c == 0x2029) {
            if (clean->len > 0 && clean->str[clean->len - 1] != ' ')
                g_string_append_c(clean, ' ');
        } else {
            g_string_append_unichar(clean, c);
        }
    }
    if (clean->len > 0 && clean->str[clean->len - 1] == ' ')
        g_string_truncate(clean, clean->len - 1);
    return g_string_free(clean, FALSE);
}

static bool
needs_encoding(const char *text)
{
    if (!g_str_is_ascii(text) || strstr(text, "=?"))
        return true;
    for (const char *p = text; *p;) {
        gsize length = strcspn(p, " ");
        if (length > WORD_MAX)
            return true;
        p += length;
        p += *p == ' ';
    }
    return false;
}

/* What "Q" may leave as it is, even within a phrase (RFC 2047 5 (3)). */
static bool
q_safe(char c)
{
    return g_ascii_isalnum(c) || (c != '\0' && strchr("!*+-/", c));
}

static gsize
q_length(const char *text, gsize length)
{
    gsize n = 0;
    for (gsize i = 0; i < length; i++)
        n += q_safe(text[i]) || text[i] == ' ' ? 1 : 3;
    return n;
}

static gsize
b_length(gsize length)
{
    return (length + 2) / 3 * 4;
}

static void
append_encoded_word(GString *out, const char *text, gsize length, bool base64)
{
    static const char hex[] = "0123456789ABCDEF";
    g_string_append(out, base64 ? "=?UTF-8?B?" : "=?UTF-8?Q?");
    if (base64) {
        g_autofree char *encoded = g_base64_encode((const guchar *)text, length);
        g_string_append(out, encoded);
    } else {
        for (gsize i = 0; i < length; i++) {
            const guchar byte = (guchar)text[i];
            const char quoted[] = {'=', hex[byte >> 4], hex[byte & 15]};
            if (q_safe(text[i]))
                g_string_append_c(out, text[i]);
            else if (text[i] == ' ')
                g_string_append_c(out, '_');
            else
                g_string_append_len(out, quoted, sizeof quoted);
        }
    }
    g_string_append(out, "?=");
}

/* TEXT as encoded-words, each holding whole characters (RFC 2047 5). */
static void
field_encoded(Field *field, const char *text)
{
    /* "Q" stays readable in the source; "B" where that would cost half as much again. */
    bool base64 = 3 * b_length(strlen(text)) < 2 * q_length(text, strlen(text));
    while (*text) {
        gsize left = COLUMNS - MIN(field->column + 1, COLUMNS);
        /* Where little is left the next line is better than a word of two letters. */
        gsize room = (left < 30 ? ENCODED_WORD : MIN(left, ENCODED_WORD)) - FRAME_LENGTH;
        const char *end = text;
        gsize used = 0;
        while (*end) {
            const char *next = g_utf8_next_char(end);
            gsize more =
                base64 ? b_length((gsize)(next - text)) : used + q_length(end, (gsize)(next - end));
            if (more > room)
                break;
            used = more;
            end = next;
        }
        g_autoptr(GString) word = g_string_new(NULL);
        append_encoded_word(word, text, (gsize)(end - text), base64);
        field_word(field, word->str, word->len);
        text = end;
    }
}

/* A display name: atoms, a quoted string, or encoded-words (RFC 5322 3.2.5). */
static void
field_phrase(Field *field, const char *text)
{
    g_autofree char *clean = clean_text(text);
    if (needs_encoding(clean)) {
        field_encoded(field, clean);
    } else if (strspn(clean, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                             "!#$%&'*+-/=?^_`{|}~ ") == strlen(clean)) {
        field_words(field, clean);
    } else {
        g_autoptr(GString) quoted = g_string_new("\"");
        for (const char *p = clean; *p; p++) {
            if (*p == '"' || *p == '\\')
                g_string_append_c(quoted, '\\');
            g_string_append_c(quoted, *p);
        }
        g_string_append_c(quoted, '"');
        field_words(field, quoted->str);
    }
}

void
header_text(GString *out, const char *name, const char *text)
{
    g_autofree char *clean = clean_text(text);
    Field field = field_begin(out, name);
    if (needs_encoding(clean))
        field_encoded(&field, clean);
    else
        field_words(&field, clean);
    field_end(&field);
}

/* A phrase, where there is one, and what it names in angle brackets. */
static void
append_named(GString *out, const char *name, const char *display, const char *inner)
{
    g_autofree char *angle = g_strconcat("<", inner, ">", NULL);
    Field field = field_begin(out, name);
    if (display)
        field_phrase(&field, display);
    field_word(&field, angle, strlen(angle));
    field_end(&field);
}

void
header_mailbox(GString *out, const char *name, const char *display, const char *address)
{
    append_named(out, name, display, address);
}

void
header_list_id(GString *out, const char *display, const char *id)
{
    append_named(out, "List-Id", display, id);
}

void
header_mailto(GString *out, const char *name, const char *address, const char *subject)
{
    g_autofree char *uri_address = g_uri_escape_string(address, "@!$'*+", FALSE);
    g_autofree char *uri = subject ? g_strconcat("mailto:", uri_address, "?subject=", subject, NULL)
                                   : g_strconcat("mailto:", uri_address, NULL);
    append_named(out, name, NULL, uri);
}

void
header_date(GString *out, const char *name, gint64 when, GTimeZone *zone)
{
    static const char weekdays[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, when);
    int offset = g_time_zone_get_offset(zone, interval) / 60;
    /* Local time by the offset that is printed: local mean times have seconds, the field has not. */
    gint64 local = when + (gint64)offset * 60;
    gint64 seconds = ((local % 86400) + 86400) % 86400;
    Day day = (Day)((local - seconds) / 86400);
    int year, month, day_of_month;
    day_split(day, &year, &month, &day_of_month);
    g_string_append_printf(out, "%s: %s, %d %s %04d %02d:%02d:%02d %c%02d%02d\r\n", name,
                           weekdays[day_weekday(day) - 1], day_of_month, months[month - 1], year,
                           (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60),
                           offset < 0 ? '-' : '+', ABS(offset) / 60, ABS(offset) % 60);
}

bool
message_id_valid(const char *id)
{
    gsize length = strlen(id);
    if (length < 5 || length > MESSAGE_ID_MAX || id[0] != '<' || id[length - 1] != '>')
        return false;
    gsize ats = 0;
    for (gsize i = 1; i < length - 1; i++) {
        if (!g_ascii_isgraph(id[i]) || strchr("<>()\"\\,;", id[i]))
            return false;
        ats += id[i] == '@';
    }
    return ats == 1 && id[1] != '@' && id[length - 2] != '@';
}

static bool
has_id(const GPtrArray *ids, const char *id)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)ids, id, g_str_equal, NULL);
}

/* Foreign threads may be long; those of ours are not, and a table of ids takes longer than to look through two. */
void
header_ids(GString *out, const char *name, const char *const *ids)
{
    g_autoptr(GPtrArray) valid = g_ptr_array_new();
    for (gsize i = 0; ids[i]; i++) {
        if (message_id_valid(ids[i]) && !has_id(valid, ids[i]))
            g_ptr_array_add(valid, (gpointer)ids[i]);
    }
    if (valid->len == 0)
        return;
    if (valid->len > IDS_MAX)
        g_ptr_array_remove_range(valid, 1, valid->len - IDS_MAX);
    Field field = field_begin(out, name);
    for (guint i = 0; i < valid->len; i++) {
        const char *id = g_ptr_array_index(valid, i);
        field_word(&field, id, strlen(id));
    }
    field_end(&field);
}
