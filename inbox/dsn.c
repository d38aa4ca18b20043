/* Field by field; what is no field ends a group only when it is a blank line. */
#include "inbox/dsn.h"

#include <string.h>

static void
recipient_free(DsnRecipient *recipient)
{
    g_free(recipient->final);
    g_free(recipient->original);
    g_free(recipient->action);
    g_free(recipient->status);
    g_free(recipient->diagnostic);
    g_free(recipient);
}

void
dsn_free(Dsn *dsn)
{
    if (!dsn)
        return;
    g_free(dsn->envelope_id);
    g_ptr_array_unref(dsn->recipients);
    g_free(dsn);
}

/* "rfc822; user@x.example" -> "user@x.example"; types may be missing or stand twice. */
static const char *
skip_type(const char *value)
{
    for (;;) {
        gsize n = 0;
        while (g_ascii_isalnum(value[n]) || value[n] == '-')
            n++;
        const char *semicolon = value + n + strspn(value + n, " \t");
        if (!n || *semicolon != ';')
            return value;
        value = semicolon + 1;
        value += strspn(value, " \t");
    }
}

static int
hex_value(const char *text, gsize length)
{
    int value = 0;
    for (gsize i = 0; i < length; i++) {
        int digit = g_ascii_xdigit_value(text[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* "\x{E4}" (RFC 6533 3, utf-8-addr-xtext) -> "ä". */
static char *
decode_utf8_xtext(const char *text)
{
    GString *out = g_string_new(NULL);
    while (*text) {
        const char *close = g_str_has_prefix(text, "\\x{") ? strchr(text, '}') : NULL;
        gsize n = close ? (gsize)(close - text - 3) : 0;
        int value = n >= 1 && n <= 6 ? hex_value(text + 3, n) : -1;
        if (value > 0x1f && g_unichar_validate((gunichar)value)) {
            g_string_append_unichar(out, (gunichar)value);
            text = close + 1;
        } else {
            g_string_append_c(out, *text++);
        }
    }
    return g_string_free(out, FALSE);
}

/* "user+2Btag@x.example" (RFC 3461 4) -> "user+tag@x.example", where the "@" itself is encoded or a
 * hexadecimal pair stands for a character that must be. */
static char *
decode_xtext(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text; text++) {
        int value = *text == '+' && text[1] && text[2] ? hex_value(text + 1, 2) : -1;
        if (value == '+' || value == '=' || value == '@' || value == ' ') {
            g_string_append_c(out, (char)value);
            text += 2;
        } else {
            g_string_append_c(out, *text);
        }
    }
    return g_string_free(out, FALSE);
}

/* The mailbox in the value of a recipient field; NULL where there is none. */
static char *
address_of(const char *value)
{
    const char *text = skip_type(value);
    gsize length;
    if (*text == '<') {
        text++;
        length = strcspn(text, ">");
    } else {
        length = strcspn(text, " \t");
    }
    g_autofree char *bare = g_strndup(text, length);
    g_autofree char *wide = decode_utf8_xtext(bare);
    g_autofree char *plain = decode_xtext(wide);
    const char *at = strrchr(plain, '@');
    return at && at != plain && at[1] && *plain != '/' ? g_strdup(plain) : NULL;
}

typedef struct {
    Dsn *dsn;
    DsnRecipient *current; /* NULL = between groups */
} Parse;

static DsnRecipient *
group_open(Parse *parse)
{
    if (!parse->current && parse->dsn->recipients->len < DSN_RECIPIENTS_MAX) {
        parse->current = g_new0(DsnRecipient, 1);
        g_ptr_array_add(parse->dsn->recipients, parse->current);
    }
    return parse->current;
}

/* A field that stands in the group already begins the next one. */
static void
group_set(Parse *parse, size_t offset, char *value)
{
    DsnRecipient *recipient = group_open(parse);
    if (recipient && *(char **)((char *)recipient + offset)) {
        parse->current = NULL;
        recipient = group_open(parse);
    }
    if (recipient)
        *(char **)((char *)recipient + offset) = value;
    else
        g_free(value);
}

static char *
first_word_lower(const char *value)
{
    g_autofree char *word = g_strndup(value, strcspn(value, " \t(;"));
    return g_ascii_strdown(word, -1);
}

static void
field_read(Parse *parse, const char *name, const char *value)
{
    if (g_ascii_strcasecmp(name, "Final-Recipient") == 0)
        group_set(parse, offsetof(DsnRecipient, final), address_of(value));
    else if (g_ascii_strcasecmp(name, "Original-Recipient") == 0)
        group_set(parse, offsetof(DsnRecipient, original), address_of(value));
    else if (g_ascii_strcasecmp(name, "Action") == 0)
        group_set(parse, offsetof(DsnRecipient, action), first_word_lower(value));
    else if (g_ascii_strcasecmp(name, "Status") == 0)
        group_set(parse, offsetof(DsnRecipient, status), g_strdup(value));
    else if (g_ascii_strcasecmp(name, "Diagnostic-Code") == 0)
        group_set(parse, offsetof(DsnRecipient, diagnostic), g_strdup(skip_type(value)));
    else if (g_ascii_strcasecmp(name, "Original-Envelope-Id") == 0 && !parse->dsn->envelope_id)
        parse->dsn->envelope_id = g_strdup(value);
}

/* One unfolded line; false where it is no field. */
static bool
line_read(Parse *parse, const char *line)
{
    gsize n = 0;
    while (g_ascii_isalnum(line[n]) || line[n] == '-')
        n++;
    const char *colon = line + n + strspn(line + n, " \t");
    if (!n || *colon != ':')
        return false;
    g_autofree char *name = g_strndup(line, n);
    g_autofree char *value = g_strdup(colon + 1);
    field_read(parse, name, g_strstrip(value));
    return true;
}

/* Joins folded lines; ends a group at a blank one. */
static void
lines_read(Parse *parse, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    while (*text) {
        gsize length = strcspn(text, "\n");
        bool folded = (*text == ' ' || *text == '\t') && length > strspn(text, " \t");
        if (!folded) {
            line_read(parse, line->str);
            g_string_truncate(line, 0);
        }
        if (length == strspn(text, " \t"))
            parse->current = NULL;
        if (folded && line->len)
            g_string_append_c(line, ' ');
        g_string_append_len(line, text + (folded ? strspn(text, " \t") : 0),
                            (gssize)(length - (folded ? strspn(text, " \t") : 0)));
        text += length + (text[length] == '\n');
    }
    line_read(parse, line->str);
}

/* A group that names nobody and says nothing is none. */
static bool
is_empty(const DsnRecipient *recipient)
{
    return !recipient->final && !recipient->original && !recipient->action &&
           !recipient->diagnostic;
}

Dsn *
dsn_parse(const char *text)
{
    Dsn *dsn = g_new0(Dsn, 1);
    dsn->recipients = g_ptr_array_new_with_free_func((GDestroyNotify)recipient_free);
    Parse parse = {.dsn = dsn};
    lines_read(&parse, text);
    for (guint i = dsn->recipients->len; i-- > 0;)
        if (is_empty(dsn->recipients->pdata[i]))
            g_ptr_array_remove_index(dsn->recipients, i);
    return dsn;
}

bool
dsn_is_success(const DsnRecipient *recipient)
{
    static const char *const actions[] = {"delivered", "relayed", "expanded"};
    for (size_t i = 0; recipient->action && i < G_N_ELEMENTS(actions); i++)
        if (g_str_equal(recipient->action, actions[i]))
            return true;
    return false;
}
