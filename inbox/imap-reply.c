/* Lines and literals, and the few responses that matter to us. */
#include "inbox/imap-reply.h"
#include <string.h>

void
imap_reply_init(ImapReply *reply, gsize limit)
{
    *reply = (ImapReply){.text = g_string_new(NULL), .limit = limit};
}

static void
forget_digest(ImapReply *reply)
{
    g_clear_pointer(&reply->cut, fingerprint_free);
    g_clear_pointer(&reply->digest, g_free);
}

void
imap_reply_clear(ImapReply *reply)
{
    if (reply->text)
        g_string_free(reply->text, TRUE);
    g_clear_pointer(&reply->literal, g_byte_array_unref);
    forget_digest(reply);
    *reply = (ImapReply){0};
}

void
imap_next(ImapReply *reply)
{
    g_string_truncate(reply->text, 0);
    reply->since = 0;
    g_clear_pointer(&reply->literal, g_byte_array_unref);
    forget_digest(reply);
    reply->whole = false;
}

/* The N of "{N}" at the end of a line that begins at SINCE. */
static bool
literal_follows(const GString *text, gsize since, guint64 *ret_length)
{
    const char *open = strrchr(text->str + since, '{');
    gsize digits = open ? strspn(open + 1, "0123456789") : 0;
    if (digits == 0 || digits > 10 || !g_str_equal(open + 1 + digits, "}"))
        return false;
    *ret_length = g_ascii_strtoull(open + 1, NULL, 10);
    return true;
}

static gsize
hear_literal(ImapReply *reply, const char *bytes, gsize length)
{
    gsize used = (gsize)MIN((guint64)length, reply->awaited);
    fingerprint_keep(reply->literal, reply->limit, &reply->cut, bytes, used);
    reply->awaited -= used;
    if (reply->cut && reply->awaited == 0)
        reply->digest = fingerprint_end(g_steal_pointer(&reply->cut));
    return used;
}

static const char *
after(const char *text, const char *prefix)
{
    gsize length = strlen(prefix);
    return g_ascii_strncasecmp(text, prefix, length) == 0 ? text + length : NULL;
}

bool
imap_is_fetch(const char *text)
{
    const char *number = after(text, "* ");
    gsize digits = number ? strspn(number, "0123456789") : 0;
    return digits > 0 && after(number + digits, " FETCH (");
}

/* Behind a literal a list goes on, or ends (RFC 3501 9). Otherwise the server has said a wrong size, and the message that it
 * gave may be half of one. */
static bool
goes_on(const ImapReply *reply)
{
    const char *behind = reply->text->str + reply->since;
    return !reply->literal || (!*behind && !imap_is_fetch(reply->text->str)) || *behind == ' ' ||
           *behind == ')';
}

static void
end_line(ImapReply *reply)
{
    GString *text = reply->text;
    gsize length = text->len - reply->since; /* of this line: there may be a million of them */
    if (length < 2 || text->str[text->len - 2] != '\r' ||
        memchr(text->str + reply->since, '\0', length)) {
        reply->broken = true;
        return;
    }
    g_string_truncate(text, text->len - 2);
    if (!goes_on(reply)) {
        reply->broken = true;
        return;
    }
    if (!literal_follows(text, reply->since, &reply->awaited)) {
        reply->whole = true;
        return;
    }
    g_clear_pointer(&reply->literal, g_byte_array_unref);
    forget_digest(reply);
    reply->literal = g_byte_array_new();
    reply->since = text->len;
}

gsize
imap_hear(ImapReply *reply, const char *bytes, gsize length)
{
    gsize used = 0;
    while (used < length && !reply->whole && !reply->broken) {
        if (reply->awaited > 0) {
            used += hear_literal(reply, bytes + used, length - used);
            continue;
        }
        const char *newline = memchr(bytes + used, '\n', length - used);
        gsize piece = newline ? (gsize)(newline + 1 - bytes) - used : length - used;
        g_string_append_len(reply->text, bytes + used, (gssize)piece);
        used += piece;
        reply->broken = reply->text->len > IMAP_LINE;
        if (newline && !reply->broken)
            end_line(reply);
    }
    return used;
}

ImapStatus
imap_status(const char *text, const char *tag, const char **ret_words)
{
    static const struct {
        const char *word;
        ImapStatus status;
    } ends[] = {{"OK", IMAP_OK}, {"NO", IMAP_NO}, {"BAD", IMAP_BAD}};
    gsize length = strlen(tag);
    bool tagged = strncmp(text, tag, length) == 0 && text[length] == ' ';
    const char *bye = after(text, "* BYE");
    if (bye) {
        *ret_words = bye + (*bye == ' ');
        return IMAP_BYE;
    }
    if (!tagged)
        return IMAP_OTHER;
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        const char *words = after(text + length + 1, ends[i].word);
        if (words && (!*words || *words == ' ')) {
            *ret_words = words + (*words == ' ');
            return ends[i].status;
        }
    }
    return IMAP_OTHER;
}

guint32
imap_number(const char *text, const char *word)
{
    gsize length = strlen(word);
    for (const char *p = text; *p; p++) {
        guint64 number = 0;
        if ((p == text || strchr(" ([", p[-1])) && after(p, word) && p[length] == ' ' &&
            g_ascii_isdigit(p[length + 1]))
            number = g_ascii_strtoull(p + length + 1, NULL, 10);
        if (number > 0 && number <= G_MAXUINT32)
            return (guint32)number;
    }
    return 0;
}

void
imap_search(const char *text, GArray *uids)
{
    const char *numbers = after(text, "* SEARCH");
    while (numbers && *numbers == ' ') {
        char *end;
        guint64 number = g_ascii_strtoull(numbers + 1, &end, 10);
        if (end == numbers + 1 || number == 0 || number > G_MAXUINT32)
            return;
        guint32 uid = (guint32)number;
        g_array_append_val(uids, uid);
        numbers = end;
    }
}

char *
imap_quote(const char *text)
{
    GString *quoted = g_string_new("\"");
    for (const char *p = text; *p; p++) {
        if (*p == '"' || *p == '\\')
            g_string_append_c(quoted, '\\');
        g_string_append_c(quoted, *p);
    }
    g_string_append_c(quoted, '"');
    return g_string_free(quoted, FALSE);
}

char *
imap_set(const GArray *uids)
{
    GString *set = g_string_new(NULL);
    for (guint i = 0; i < uids->len;) {
        guint first = i;
        guint32 uid = g_array_index(uids, guint32, i++);
        while (i < uids->len && g_array_index(uids, guint32, i) == uid + (i - first))
            i++;
        g_string_append_printf(set, "%s%u", set->len > 0 ? "," : "", uid);
        if (i - first > 1)
            g_string_append_printf(set, ":%u", uid + (i - first) - 1);
    }
    return g_string_free(set, FALSE);
}
