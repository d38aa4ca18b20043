/* A calendar's text is known by its first line, and ends it unless it announces a note. */
#include "inbox/beside.h"

#include <glib.h>
#include <string.h>
#include "inbox/robot-words.h"

/* Lines that are looked at; what is behind them is the last of them. */
#define LINES_MAX 400

/* Bytes of the line that tells which button, and of a label before its colon. */
#define STATEMENT_MAX 300
#define LABEL_MAX 30

static bool
is_blank(const char *line)
{
    return !line[strspn(line, " \t\r")];
}

/* "Ann Able has accepted this invitation." */
static bool
is_statement(const char *line)
{
    RobotWords words;
    if (strlen(line) > STATEMENT_MAX || strpbrk(line, ",;"))
        return false; /* a person may go on behind it */
    g_autofree char *flat = robot_fold(line, -1);
    return robot_words_find(flat, 0, 1u << ROBOT_PRESSED, &words);
}

/* "When: Wednesday", "Titre : Oslo" */
static bool
is_label(const char *line)
{
    gsize colon = strcspn(line, ":");
    return line[colon] && colon > 0 && colon <= LABEL_MAX && !memchr(line, ',', colon);
}

static bool
ends_sentence(const char *line)
{
    gsize n = strlen(line);
    while (n && (g_ascii_isspace(line[n - 1]) || line[n - 1] == '"'))
        n--;
    return n && strchr(".!?", line[n - 1]);
}

/* A page to look at, rows with labels, or a list of words that are no sentences: nobody writes so beside a button. */
static bool
is_calendars(char **lines)
{
    guint labels = 0, written = 0, sentences = 0;
    for (; *lines; lines++) {
        if (strstr(*lines, "http://") || strstr(*lines, "https://"))
            return true;
        labels += is_label(*lines);
        written += !is_blank(*lines);
        sentences += ends_sentence(*lines);
    }
    return labels > 1 || (written > 2 && !sentences);
}

/* The paragraph at LINES, without the quotation marks around it. */
static char *
note_text(char **lines)
{
    g_autoptr(GString) note = g_string_new(NULL);
    while (*lines && is_blank(*lines))
        lines++;
    for (; *lines && !is_blank(*lines); lines++)
        g_string_append_printf(note, "%s%s", note->len ? "\n" : "", *lines);
    g_strstrip(note->str);
    g_autofree char *folded = robot_fold(note->str, -1);
    gsize n = strlen(note->str);
    bool quoted = n > 1 && folded[0] == '"' && g_str_has_suffix(folded, "\"");
    if (!quoted)
        return g_strdup(note->str);
    const char *last = g_utf8_find_prev_char(note->str, note->str + n);
    const char *first = g_utf8_next_char(note->str);
    return last && last > first ? g_strndup(first, last - first) : g_strdup("");
}

/* Old Exchange writes the meeting above a row of these. */
static char **
behind_divider(char **lines)
{
    char **from = lines;
    for (; *lines; lines++)
        if (g_str_has_prefix(*lines, "*~*~*~*"))
            from = lines + 1;
    return from;
}

char *
beside_words(const char *reply)
{
    g_auto(GStrv) all = g_strsplit(reply, "\n", LINES_MAX);
    char **lines = behind_divider(all);
    while (*lines && is_blank(*lines))
        lines++;
    if (*lines && is_statement(*lines)) {
        g_strchomp(*lines);
        bool announces = g_str_has_suffix(*lines, ":");
        lines++;
        if (is_calendars(lines))
            return announces ? note_text(lines) : g_strdup("");
    }
    return g_strstrip(g_strjoinv("\n", lines));
}
