/* Robots' mail is full of days: those of our own subject, of fairs and of sales, and when mail is deleted. A sentence
 * is what ties a day to the absence; where its end is not sure, it ends. */
#include "inbox/return-day.h"

#include <string.h>
#include "inbox/day-find.h"
#include "inbox/robot-words.h"

#define TEXT_MAX 4096
#define LINE_WRAPPED 50 /* bytes; a shorter line in front of a capital letter ends by itself */

/* What stands behind blanks, whether or not these hold the end of a line; *RET_LINES counts those. */
static gunichar
look_ahead(const char *p, guint *ret_lines)
{
    *ret_lines = 0;
    for (; g_ascii_isspace(*p); p++)
        *ret_lines += *p == '\n';
    return g_utf8_get_char(p);
}

/* The dot at DOT is that of "14. Juli" or "31.7. bis", not the one behind "14 July 2004", or behind a whole date. */
static bool
is_ordinal(const char *start, const char *dot, gunichar next)
{
    const char *digits = dot;
    while (digits > start && g_ascii_isdigit(digits[-1]))
        digits--;
    if (digits == dot || dot - digits > 2)
        return false;
    bool whole = digits - start >= 2 && strchr("./-", digits[-1]) && g_ascii_isdigit(digits[-2]);
    return !whole || !g_unichar_isupper(next);
}

static bool
ends_at_dot(const char *start, const char *dot)
{
    guint lines;
    gunichar next = look_ahead(dot + 1, &lines);
    if (!g_ascii_isspace(dot[1]))
        return next == 0;
    return !g_unichar_islower(next) && !g_unichar_isdigit(next) && !is_ordinal(start, dot, next);
}

static bool
ends_at_line(const char *line, const char *end)
{
    guint lines;
    gunichar next = look_ahead(end, &lines);
    bool goes_on = g_unichar_islower(next) || g_unichar_isdigit(next);
    return lines > 1 || (!goes_on && end - line < LINE_WRAPPED);
}

/* Behind the sentence that begins at START. */
static const char *
sentence_end(const char *start, const char *stops)
{
    static const char *const marks[] = {"。", "！", "？", "；"};
    const char *line = start;
    for (const char *p = start; *p; p = g_utf8_next_char(p)) {
        if (strchr(stops, *p) || (*p == '.' && ends_at_dot(start, p)) ||
            (*p == '\n' && ends_at_line(line, p)))
            return p + 1;
        for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
            if (g_str_has_prefix(p, marks[i]))
                return p + strlen(marks[i]);
        if (*p == '\n')
            line = p + 1;
    }
    return start + strlen(start);
}

static Day
day_in_sentences(const char *text, const char *stops, Day today)
{
    const guint keys = 1u << ROBOT_AWAY | 1u << ROBOT_BACK;
    g_autofree char *head = g_utf8_make_valid(text, (gssize)strnlen(text, TEXT_MAX));
    Day latest = DAY_NONE;
    for (const char *p = head; *p;) {
        RobotWords words;
        const char *end = sentence_end(p, stops);
        g_autofree char *sentence = g_strndup(p, (gsize)(end - p));
        g_autofree char *flat = robot_fold(sentence, -1);
        Day day = robot_words_find(flat, 0, keys, &words) ? day_find(sentence, today) : DAY_NONE;
        if (day != DAY_NONE && (latest == DAY_NONE || day > latest))
            latest = day;
        p = end;
    }
    return latest;
}

Day
return_day(const char *subject, const char *text, Day today)
{
    Day day = day_in_sentences(text, "!?;", today);
    return day != DAY_NONE ? day : day_in_sentences(subject, "!?;:", today);
}
