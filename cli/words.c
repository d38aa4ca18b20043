/* Words for the terminal; nothing here goes into mail or files. */
#include "cli/words.h"
#include "event/when.h"
#include <string.h>

Partstat
words_partstat(const char *word)
{
    static const struct {
        const char *word;
        Partstat partstat;
    } words[] = {
        {"yes", PARTSTAT_ACCEPTED}, {"y", PARTSTAT_ACCEPTED},      {"no", PARTSTAT_DECLINED},
        {"n", PARTSTAT_DECLINED},   {"maybe", PARTSTAT_TENTATIVE}, {"m", PARTSTAT_TENTATIVE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(word, words[i].word) == 0)
            return words[i].partstat;
    Partstat partstat = partstat_parse(word);
    return partstat == PARTSTAT_NEEDS_ACTION || partstat == PARTSTAT_DELEGATED ? PARTSTAT_NONE
                                                                               : partstat;
}

const char *
words_of_partstat(Partstat partstat)
{
    static const char *const words[] = {
        [PARTSTAT_NONE] = "unclear",    [PARTSTAT_NEEDS_ACTION] = "no answer yet",
        [PARTSTAT_ACCEPTED] = "yes",    [PARTSTAT_DECLINED] = "no",
        [PARTSTAT_TENTATIVE] = "maybe", [PARTSTAT_DELEGATED] = "sends somebody",
    };
    return words[partstat];
}

char *
words_of_details(const Details *details)
{
    const struct {
        const char *label, *text;
    } said[] = {
        {"", details->partial},           {"instead: ", details->delegate},
        {"will say: ", details->promise}, {"condition: ", details->condition},
        {"topic: ", details->topic},      {"title: ", details->title},
        {"diet: ", details->diet},        {"arrives: ", details->arrival},
        {"leaves: ", details->departure},
    };
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(said); i++)
        if (said[i].text)
            g_string_append_printf(text, "%s%s%s", text->len ? "; " : "", said[i].label,
                                   said[i].text);
    if (details->guests > 0)
        g_string_append_printf(text, "%sbrings %d", text->len ? "; " : "", details->guests);
    if (details->remote)
        g_string_append_printf(text, "%sfrom afar", text->len ? "; " : "");
    if (details->question)
        g_string_append_printf(text, "%sasks something", text->len ? "; " : "");
    return g_string_free(text, FALSE);
}

char *
words_of_replies(const GPtrArray *questions, const GPtrArray *answers)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; answers && i < questions->len; i++) {
        const Question *question = g_ptr_array_index(questions, i);
        const char *words = question_answer_find(answers, NULL, question->id, i + 1);
        if (words)
            g_string_append_printf(text, "%s%s: %s", text->len ? "; " : "", question->id, words);
    }
    return g_string_free(text, FALSE);
}

static bool
is_hidden(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_PRIVATE_USE ||
           type == G_UNICODE_SURROGATE || type == G_UNICODE_UNASSIGNED;
}

static int
columns_of(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

char *
words_for_terminal(const char *text, int width)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    GString *line = g_string_new(NULL);
    int columns = 0;
    gsize fits = 0; /* length that still leaves room for the ellipsis */
    bool blank = false;
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c) || c == '\n') {
            blank = line->len > 0;
            continue;
        }
        if (is_hidden(c))
            continue;
        int wide = columns_of(c) + blank;
        if (width > 0 && columns + wide > width) {
            g_string_truncate(line, fits);
            g_string_append(line, "…");
            break;
        }
        if (blank)
            g_string_append_c(line, ' ');
        g_string_append_unichar(line, c);
        columns += wide;
        blank = false;
        if (width > 0 && columns < width)
            fits = line->len;
    }
    return g_string_free(line, FALSE);
}

static int
columns_of_text(const char *text)
{
    int columns = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        columns += columns_of(g_utf8_get_char(p));
    return columns;
}

char *
words_padded(const char *text, int width)
{
    g_autofree char *line = words_for_terminal(text, width);
    return g_strdup_printf("%s%*s", line, MAX(width - columns_of_text(line), 0), "");
}

char *
words_of_instant(gint64 when, GTimeZone *zone)
{
    Day day;
    Minute minute;
    when_local(when, zone, &day, &minute);
    g_autofree char *date = day_format(day);
    g_autofree char *clock = minute_format(minute);
    return g_strdup_printf("%s %s", date, clock);
}

char *
words_wrapped(const char *text, int indent, int width)
{
    g_autofree char *line = words_for_terminal(text, 0);
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    GString *out = g_string_new(NULL);
    int column = indent;
    for (char **word = words; *word; word++) {
        int length = columns_of_text(*word);
        if (column > indent && column + 1 + length > width) {
            g_string_append_printf(out, "\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append(out, *word);
        column += length;
    }
    return g_string_free(out, FALSE);
}
