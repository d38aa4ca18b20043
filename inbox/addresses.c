/* One pass over the value: quoted strings, comments, encoded-words and angle brackets are stepped over
 * as wholes, everything between two separators is one entry. */
#include "inbox/addresses.h"

#include <string.h>
#include "inbox/encoded-word.h"
#include "inbox/mail.h"

typedef struct {
    GString *phrase;  /* text outside brackets and comments, quoting kept away */
    GString *comment; /* the last comment */
    GString *route;   /* what stands in angle brackets */
    bool bracketed;
} Entry;

static void
entry_reset(Entry *entry)
{
    g_string_truncate(entry->phrase, 0);
    g_string_truncate(entry->comment, 0);
    g_string_truncate(entry->route, 0);
    entry->bracketed = false;
}

/* "a @ x.example" and "<@relay:a@x.example>" (an obsolete route) give the plain address. */
static char *
clean_address(const char *text, const char *hint)
{
    g_autofree char *line = encoded_word_decode(text, hint);
    const char *start = line;
    GString *address = g_string_new(NULL);

    if (*start == '@' && strchr(start, ':'))
        start = strrchr(start, ':') + 1;
    if (g_ascii_strncasecmp(start, "mailto:", 7) == 0)
        start += 7;
    for (; *start; start++) {
        bool beside_at = *start == ' ' && (start[1] == '@' ||
                                           (address->len && address->str[address->len - 1] == '@'));
        if (!beside_at && !strchr("<>", *start))
            g_string_append_c(address, *start);
    }
    return g_strstrip(g_string_free(address, FALSE));
}

/* Without brackets, words with an "@" among others: "Ines Calloway i@x.example". Each is an address. */
static void
add_bare(const char *line, guint limit, GPtrArray *into)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);

    for (guint i = 0; words[i] && into->len < limit; i++) {
        if (strchr(words[i], '@')) {
            MailAddress *parsed = g_new0(MailAddress, 1);
            parsed->address = g_strdup(words[i]);
            g_ptr_array_add(into, parsed);
        }
    }
}

static void
entry_finish(Entry *entry, const char *hint, guint limit, GPtrArray *into)
{
    const char *source = entry->bracketed ? entry->route->str : entry->phrase->str;
    const char *name =
        entry->bracketed && entry->phrase->len ? entry->phrase->str : entry->comment->str;
    g_autofree char *address = clean_address(source, hint);

    if (!entry->bracketed && strchr(address, ' ')) {
        add_bare(address, limit, into);
        entry_reset(entry);
        return;
    }
    if (*address && into->len < limit && (entry->bracketed || strchr(address, '@'))) {
        MailAddress *parsed = g_new0(MailAddress, 1);
        g_autofree char *decoded = encoded_word_decode(name, hint);
        parsed->address = g_steal_pointer(&address);
        parsed->name = *decoded ? g_steal_pointer(&decoded) : NULL;
        g_ptr_array_add(into, parsed);
    }
    entry_reset(entry);
}

/* Each of these starts at an opening character, appends what is inside and returns what follows. */
static const char *
take_quoted(const char *p, GString *into)
{
    for (p++; *p && *p != '"'; p++) {
        if (*p == '\\' && p[1])
            p++;
        g_string_append_c(into, *p);
    }
    return *p ? p + 1 : p;
}

static const char *
take_comment(const char *p, GString *into)
{
    int depth = 1;

    g_string_truncate(into, 0);
    for (p++; *p && depth; p++) {
        if (*p == '\\' && p[1])
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')' && --depth == 0)
            continue;
        g_string_append_c(into, *p);
    }
    return p;
}

static const char *
take_route(const char *p, GString *into, GString *comment)
{
    for (p++; *p && *p != '>';) {
        if (*p == '(')
            p = take_comment(p, comment);
        else
            g_string_append_c(into, *p++);
    }
    return *p ? p + 1 : p;
}

static const char *
take_encoded_word(const char *p, GString *into)
{
    const char *end = strstr(p + 2, "?=");
    gsize length = end ? (gsize)(end + 2 - p) : 1;

    g_string_append_len(into, p, (gssize)length);
    return p + length;
}

bool
addresses_parse(const char *raw, const char *hint, guint limit, GPtrArray *into)
{
    const guint enough = limit + 1; /* which tells that there are more */
    g_autoptr(GString) phrase = g_string_new(NULL), comment = g_string_new(NULL);
    g_autoptr(GString) route = g_string_new(NULL);
    Entry entry = {phrase, comment, route, false};
    const char *last_word = g_strrstr(raw, "?=");

    for (const char *p = raw; *p && into->len < enough;) {
        if (*p == '"') {
            p = take_quoted(p, phrase);
        } else if (*p == '(') {
            p = take_comment(p, comment);
        } else if (*p == '<') {
            if (entry.bracketed)
                entry_finish(&entry, hint, enough, into);
            p = take_route(p, route, comment);
            entry.bracketed = true;
        } else if (p[0] == '=' && p[1] == '?' && last_word && p + 2 <= last_word) {
            p = take_encoded_word(p, phrase);
        } else if (*p == ',' || *p == ';') {
            entry_finish(&entry, hint, enough, into);
            p++;
        } else if (*p == ':' && !strchr(phrase->str, '@') &&
                   g_ascii_strcasecmp(g_strchug(phrase->str), "mailto") != 0) {
            entry_reset(&entry); /* a group's name */
            p++;
        } else {
            g_string_append_c(phrase, *p++);
        }
    }
    entry_finish(&entry, hint, enough, into);
    if (into->len <= limit)
        return true;
    g_ptr_array_set_size(into, (int)limit);
    return false;
}
