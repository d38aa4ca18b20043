/* One pass over the tokens of RTF: braces, control words, escaped bytes, text. Only what makes text is
 * understood. */
#include "inbox/rtf.h"

#include <stdlib.h>
#include <string.h>
#include "inbox/charset.h"

#define MAX_GROUPS 100

typedef struct {
    bool skip;     /* a destination whose text nobody reads */
    bool tag;      /* of HTML, inside \*\htmltag */
    bool suppress; /* \htmlrtf: stands there for RTF readers only */
    int unicode_skip;
} Group;

typedef struct {
    const char *p, *end;
    Group groups[MAX_GROUPS];
    guint depth;
    bool html; /* \fromhtml1 */
    char charset[32];
    GString *bytes; /* collected, still in that charset */
    GString *text;
    int to_skip;  /* characters that stand for a \u before them */
    bool starred; /* the last token was \* */
} Rtf;

static Group *
group(Rtf *rtf)
{
    return &rtf->groups[rtf->depth];
}

static void
flush(Rtf *rtf)
{
    if (rtf->bytes->len) {
        g_autofree char *part =
            charset_decode(rtf->bytes->str, rtf->bytes->len, rtf->charset, NULL, NULL);
        g_string_append(rtf->text, part);
        g_string_truncate(rtf->bytes, 0);
    }
}

static bool
is_wanted(Rtf *rtf)
{
    const Group *g = group(rtf);

    return !g->skip && !g->suppress;
}

static void
put_byte(Rtf *rtf, char byte)
{
    if (rtf->to_skip > 0)
        rtf->to_skip--;
    else if (is_wanted(rtf) && byte)
        g_string_append_c(rtf->bytes, byte);
}

static void
put_text(Rtf *rtf, const char *text)
{
    /* In RTF made from HTML the tags say where lines end. */
    if (is_wanted(rtf) && (!rtf->html || group(rtf)->tag)) {
        flush(rtf);
        g_string_append(rtf->text, text);
    }
}

static void
put_unicode(Rtf *rtf, int value)
{
    gunichar c = (gunichar)(value < 0 ? value + 65536 : value);

    rtf->to_skip = group(rtf)->unicode_skip;
    if (!is_wanted(rtf))
        return;
    flush(rtf);
    if (c && g_unichar_validate(c))
        g_string_append_unichar(rtf->text, c);
}

static void
open_group(Rtf *rtf)
{
    if (rtf->depth + 1 < MAX_GROUPS) {
        rtf->groups[rtf->depth + 1] = rtf->groups[rtf->depth];
        rtf->depth++;
    }
}

static bool
is_one_of(const char *word, const char *const *words)
{
    return g_strv_contains(words, word);
}

static void
destination(Rtf *rtf, const char *word)
{
    static const char *const skipped[] = {"fonttbl",   "colortbl",  "stylesheet", "info",
                                          "pict",      "object",    "header",     "footer",
                                          "themedata", "listtable", "xmlnstbl",   NULL};

    if (strncmp(word, "htmltag", 7) == 0 || strcmp(word, "mhtmltag") == 0) {
        group(rtf)->skip = word[0] == 'm';
        group(rtf)->tag = true;
    } else if (rtf->starred || is_one_of(word, skipped)) {
        group(rtf)->skip = true;
    }
    rtf->starred = false;
}

static void
control_word(Rtf *rtf, const char *word, bool has_number, int number)
{
    destination(rtf, word);
    if (strcmp(word, "u") == 0 && has_number)
        put_unicode(rtf, number);
    else if (strcmp(word, "uc") == 0)
        group(rtf)->unicode_skip = CLAMP(number, 0, 8);
    else if (strcmp(word, "ansicpg") == 0 && has_number)
        g_snprintf(rtf->charset, sizeof rtf->charset, number == 65001 ? "UTF-8" : "CP%d", number);
    else if (strcmp(word, "fromhtml") == 0)
        rtf->html = true;
    else if (strcmp(word, "htmlrtf") == 0)
        group(rtf)->suppress = !has_number || number != 0;
    else if (strcmp(word, "par") == 0 || strcmp(word, "line") == 0 || strcmp(word, "row") == 0)
        put_text(rtf, "\n");
    else if (strcmp(word, "tab") == 0 || strcmp(word, "cell") == 0)
        put_text(rtf, "\t");
    else if (strcmp(word, "lquote") == 0 || strcmp(word, "rquote") == 0)
        put_text(rtf, "'");
    else if (strcmp(word, "ldblquote") == 0 || strcmp(word, "rdblquote") == 0)
        put_text(rtf, "\"");
    else if (strcmp(word, "endash") == 0 || strcmp(word, "emdash") == 0)
        put_text(rtf, "-");
}

/* P stands behind a backslash and at a letter. */
static void
read_control(Rtf *rtf)
{
    char word[32];
    gsize n = 0;
    char *after;
    long number = 0;
    bool has_number;

    for (; rtf->p < rtf->end && g_ascii_isalpha(*rtf->p); rtf->p++)
        if (n + 1 < sizeof word)
            word[n++] = *rtf->p;
    word[n] = '\0';
    has_number = rtf->p < rtf->end && (g_ascii_isdigit(*rtf->p) || *rtf->p == '-');
    if (has_number) {
        number = strtol(rtf->p, &after, 10);
        rtf->p = MIN(after == rtf->p ? rtf->p + 1 : after, rtf->end);
    }
    if (rtf->p < rtf->end && *rtf->p == ' ')
        rtf->p++;
    control_word(rtf, word, has_number, (int)CLAMP(number, -65536, 1 << 20));
}

static void
read_escape(Rtf *rtf)
{
    char c;

    if (rtf->p >= rtf->end)
        return;
    c = *rtf->p;
    if (g_ascii_isalpha(c)) {
        read_control(rtf);
        return;
    }
    rtf->p++;
    if (c == '\'' && rtf->end - rtf->p >= 2 && g_ascii_isxdigit(rtf->p[0]) &&
        g_ascii_isxdigit(rtf->p[1])) {
        put_byte(rtf,
                 (char)(g_ascii_xdigit_value(rtf->p[0]) << 4 | g_ascii_xdigit_value(rtf->p[1])));
        rtf->p += 2;
    } else if (c == '*') {
        rtf->starred = true;
    } else if (c == '~') {
        put_byte(rtf, ' ');
    } else if (strchr("\\{}", c)) {
        put_byte(rtf, c);
    } else if (c == '\n' || c == '\r') {
        put_text(rtf, "\n");
    }
}

static void
read_tokens(Rtf *rtf)
{
    while (rtf->p < rtf->end) {
        char c = *rtf->p++;
        if (c == '{') {
            open_group(rtf);
        } else if (c == '}') {
            if (rtf->depth > 0)
                rtf->depth--;
            rtf->to_skip = 0;
        } else if (c == '\\') {
            read_escape(rtf);
        } else if (c != '\r' && c != '\n') {
            put_byte(rtf, c);
        }
    }
}

char *
rtf_text(const char *source, gsize length, bool *ret_html)
{
    /* strtol must find an end. */
    g_autofree char *copy = g_strndup(source, length);
    g_autofree Rtf *rtf = g_new0(Rtf, 1);

    rtf->p = copy;
    rtf->end = copy + strlen(copy);
    rtf->groups[0].unicode_skip = 1;
    g_strlcpy(rtf->charset, "windows-1252", sizeof rtf->charset);
    rtf->bytes = g_string_new(NULL);
    rtf->text = g_string_sized_new(length / 4);
    read_tokens(rtf);
    flush(rtf);
    g_string_free(rtf->bytes, TRUE);
    *ret_html = rtf->html;
    return g_string_free(rtf->text, FALSE);
}
