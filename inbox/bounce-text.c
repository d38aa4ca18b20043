/* Where the letter ends, and which words in it say what happened. */
#include "inbox/bounce-text.h"

#include <string.h>
#include "inbox/bounce-address.h"
#include "inbox/robot-words.h"

#define REASON_MAX 300
#define CONTEXT 30 /* bytes of evidence on either side of the words */

/* Phrases with which servers give a reason. */
#define CAUSES (1u << ROBOT_ADDRESS | 1u << ROBOT_FULL | 1u << ROBOT_CONTENT | 1u << ROBOT_NETWORK)

/* The name of a header that begins in column 0, or behind the quote mark there; NULL. */
static char *
header_name(const char *line)
{
    gsize n = 0;
    if (*line == '>')
        line += 1 + (line[1] == ' ');
    while (g_ascii_isalnum(line[n]) || line[n] == '-' || line[n] == '_')
        n++;
    return n && line[n] == ':' ? g_ascii_strdown(line, (gssize)n) : NULL;
}

static bool
is_one_of(const char *name, const char *const *names)
{
    for (; name && *names; names++)
        if (g_str_equal(name, *names))
            return true;
    return false;
}

/* Headers that only a message has. */
static bool
is_trace(const char *name)
{
    static const char *const names[] = {"received",       "return-path",      "x-received",
                                        "dkim-signature", "message-id",       "domainkey-signature",
                                        "received-spf",   "x-originating-ip", "arc-seal",
                                        "mime-version",   "delivered-to",     NULL};
    return is_one_of(name, names);
}

/* Headers that a letter may quote, too. */
static bool
is_usual(const char *name)
{
    static const char *const names[] = {"from", "to",       "cc",     "subject",
                                        "date", "reply-to", "sender", NULL};
    return is_one_of(name, names);
}

/* "--- Original message follows.", "Below is a copy of the message:" */
static bool
is_separator(const char *line, gsize length)
{
    g_autofree char *folded = robot_fold(line, (gssize)MIN(length, 120));
    RobotWords words;
    if (length > 100 || !robot_words_find(folded, 0, 1u << ROBOT_RETURNED, &words))
        return false;
    gsize n = strlen(folded);
    return g_str_has_prefix(folded, "--") || g_str_has_prefix(folded, "**") ||
           folded[n - 1] == ':' || g_str_has_suffix(folded, "follow.") ||
           g_str_has_suffix(folded, "follows.") || g_str_has_suffix(folded, "follows");
}

/* True once a line names somebody, or says that something failed: what stands above may quote the
 * header of the mail that it is about. */
static bool
is_news(const char *line, gsize length)
{
    RobotWords words;
    g_autofree char *flat = robot_fold(line, (gssize)MIN(length, 500));
    return memchr(line, '@', length) ||
           robot_words_find(flat, 0, 1u << ROBOT_FAILED | 1u << ROBOT_DELAYED, &words);
}

gsize
bounce_text_end(const char *text)
{
    const char *usual = NULL; /* the line before, where it was a usual header */
    const char *line = text;
    bool said = false; /* something else than blank lines stands before */
    bool news = false;
    while (*line) {
        gsize length = strcspn(line, "\n");
        g_autofree char *name = header_name(line);
        if (said && (is_trace(name) || is_separator(line, length)))
            break;
        if (news && is_usual(name) && usual) {
            line = usual;
            break;
        }
        usual = is_usual(name) ? line : NULL;
        said = said || length;
        news = news || (!usual && is_news(line, length));
        line += length + (line[length] == '\n');
    }
    return (gsize)(line - text);
}

char *
bounce_text_header(const char *text, const char *name)
{
    gsize n = strlen(name);
    for (const char *line = text; *line;) {
        gsize length = strcspn(line, "\n");
        if (length > n && line[n] == ':' && g_ascii_strncasecmp(line, name, n) == 0) {
            g_autofree char *value = g_strndup(line + n + 1, length - n - 1);
            return g_strdup(g_strstrip(value));
        }
        line += length + (line[length] == '\n');
    }
    return NULL;
}

/* WORDS with what stands around them, cut at spaces, as evidence. */
static char *
context_of(const char *flat, const RobotWords *words)
{
    gsize start = words->start;
    gsize end = words->end;
    while (start > 0 && (words->start - start < CONTEXT || flat[start - 1] != ' ') &&
           words->start - start < 2 * CONTEXT)
        start--;
    while (flat[end] && (end - words->end < CONTEXT || flat[end] != ' ') &&
           end - words->end < 2 * CONTEXT)
        end++;
    g_autofree char *cut = g_strndup(flat + start, end - start);
    g_autofree char *whole = g_utf8_make_valid(cut, -1);
    return g_strdup(g_strstrip(whole));
}

static char *
find_words(const char *flat, guint keys)
{
    RobotWords words;
    return robot_words_find(flat, 0, keys, &words) ? context_of(flat, &words) : NULL;
}

/* One line, visible, of at most REASON_MAX bytes. */
static char *
one_line(const char *text, gsize length)
{
    GString *out = g_string_new(NULL);
    bool space = false;
    for (const char *p = text; p < text + length && out->len < REASON_MAX;
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
            space = out->len > 0;
            continue;
        }
        if (space)
            g_string_append_c(out, ' ');
        space = false;
        g_string_append_unichar(out, c);
    }
    return g_string_free(out, out->len == 0);
}

/* What stands behind the first failed address: the rest of its line and the lines up to a blank one. */
static char *
reason_behind(const char *address)
{
    const char *start = address + strcspn(address, " >\"'):]\t\n");
    start += strspn(start, ">\"'):] \t");
    if (*start == '\n')
        start += strspn(start, "\n \t");
    const char *stop = strstr(start, "\n\n");
    return one_line(start, stop ? (gsize)(stop - start) : strlen(start));
}

/* True for words in which a server gives a reason. */
static bool
is_reason(const char *text)
{
    RobotWords words;
    g_autofree char *flat = robot_fold(text, -1);
    StatusCode status = status_code_find(text, -1);
    return status_code_class(&status) || robot_words_find(flat, 0, CAUSES, &words);
}

static char *
reason_find(const char *first, const char *flat)
{
    g_autofree char *behind = first ? reason_behind(first) : NULL;
    if (behind && is_reason(behind))
        return g_steal_pointer(&behind);
    char *cause = find_words(flat, CAUSES);
    return cause ? cause : g_steal_pointer(&behind);
}

void
bounce_text_read(const char *text, const char *const *own, BounceText *ret_letter)
{
    gsize end = bounce_text_end(text);
    g_autofree char *cut = g_strndup(text, MIN(end, BOUNCE_TEXT_MAX));
    g_autofree char *letter = g_utf8_make_valid(cut, -1);
    g_autofree char *flat = robot_fold(letter, -1);
    *ret_letter = (BounceText){.recipients = g_ptr_array_new_with_free_func(g_free)};
    const char *first = bounce_address_find(letter, own, false, ret_letter->recipients);
    ret_letter->local = first ? NULL : bounce_address_local(letter);
    if (!first && !ret_letter->local)
        first = bounce_address_find(letter, own, true, ret_letter->recipients);
    ret_letter->status = status_code_find(letter, -1);
    ret_letter->failed = find_words(flat, 1u << ROBOT_FAILED);
    ret_letter->delayed = find_words(flat, 1u << ROBOT_DELAYED);
    g_autofree char *gave_up = find_words(flat, 1u << ROBOT_GIVEN_UP);
    ret_letter->gave_up = gave_up && !ret_letter->delayed;
    ret_letter->reason = reason_find(first, flat);
}

void
bounce_text_clear(BounceText *letter)
{
    if (letter->recipients)
        g_ptr_array_unref(letter->recipients);
    g_free(letter->local);
    g_free(letter->failed);
    g_free(letter->delayed);
    g_free(letter->reason);
    *letter = (BounceText){0};
}
