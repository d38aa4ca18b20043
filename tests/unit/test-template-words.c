/* Words of a language: dates, times and lists in each, and what is said about a broken file. */
#include <string.h>
#include "event/reason.h"
#include "event/embedded.h"
#include "event/error.h"
#include "templates/words.h"

static const char *
embedded(const char *path)
{
    for (const EmbeddedFile *file = template_files; file->path; file++) {
        if (strcmp(file->path, path) == 0)
            return file->text;
    }
    g_assert_not_reached();
}

static Words *
words_of(const char *language)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_strdup_printf("templates/%s/words", language);
    Words *words = words_parse(path, embedded(path), &error);
    g_assert_no_error(error);
    return words;
}

static void
is_text(char *got, const char *want)
{
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static const WordsDay first = {2031, 9, 30, 2}, second = {2031, 10, 1, 3}, third = {2031, 10, 4, 6},
                      next_year = {2032, 1, 2, 5};

static const WordsRun gaps[] = {{{2031, 10, 1, 3}, {2031, 10, 1, 3}},
                                {{2031, 10, 8, 3}, {2031, 10, 9, 4}},
                                {{2031, 11, 5, 3}, {2031, 11, 5, 3}},
                                {{2032, 1, 2, 5}, {2032, 1, 2, 5}}};

static GPtrArray *
names(int count)
{
    static const char *const all[] = {"Ann", "Bo", "Cy"};
    GPtrArray *array = g_ptr_array_new();
    for (int i = 0; i < count; i++)
        g_ptr_array_add(array, (gpointer)all[i]);
    return array;
}

static void
test_english(void)
{
    g_autoptr(Words) words = words_of("en");
    g_autoptr(GPtrArray) none = names(0), one = names(1), two = names(2), three = names(3);
    is_text(words_date(words, first), "Tuesday, 30 September 2031");
    is_text(words_dates(words, (WordsRun[]){{first, first}}, 1), "30 September 2031");
    is_text(words_dates(words, (WordsRun[]){{second, third}}, 1), "1–4 October 2031");
    is_text(words_dates(words, (WordsRun[]){{first, third}}, 1), "30 September – 4 October 2031");
    is_text(words_dates(words, (WordsRun[]){{first, next_year}}, 1),
            "30 September 2031 – 2 January 2032");
    is_text(words_dates(words, gaps, 4), "1, 8–9 October, 5 November 2031 and 2 January 2032");
    is_text(words_time(words, 0), "00:00");
    is_text(words_clock(words, 15 * 60 + 5), "15:05");
    is_text(words_time(words, 26 * 60 + 30), "02:30"); /* past midnight */
    is_text(words_time_range(words, 600, 660), "10:00–11:00");
    is_text(words_time_open(words, 900), "15:00+");
    is_text(words_elsewhere(words, 1020, 0, NULL), "17:00 UTC");
    is_text(words_elsewhere(words, 60, 4, "Tokyo"), "01:00 on Thursday in Tokyo");
    is_text(words_ordinal(words, 2), "second");
    is_text(words_ordinal(words, 11), "11th");
    is_text(words_ordinal(words, 13), "13th");
    is_text(words_ordinal(words, 20), "20th");
    is_text(words_ordinal(words, 21), "21st");
    is_text(words_ordinal(words, 32), "32nd");
    is_text(words_ordinal(words, 43), "43rd");
    is_text(words_ordinal(words, 112), "112th");
    is_text(words_and(words, none), "");
    is_text(words_and(words, one), "Ann");
    is_text(words_and(words, two), "Ann and Bo");
    is_text(words_and(words, three), "Ann, Bo and Cy");
    is_text(words_or(words, three), "Ann, Bo or Cy");
    g_assert_cmpstr(words_get(words, "tentative"), ==, "maybe");
}

static void
test_german(void)
{
    g_autoptr(Words) words = words_of("de");
    g_autoptr(GPtrArray) three = names(3);
    is_text(words_date(words, first), "Dienstag, 30. September 2031");
    is_text(words_dates(words, (WordsRun[]){{second, third}}, 1), "1.–4. Oktober 2031");
    is_text(words_dates(words, (WordsRun[]){{first, third}}, 1), "30. September – 4. Oktober 2031");
    is_text(words_dates(words, gaps, 4), "1., 8.–9. Oktober, 5. November 2031 und 2. Januar 2032");
    is_text(words_clock(words, 600), "10:00 Uhr");
    is_text(words_time_open(words, 900), "ab 15:00");
    is_text(words_elsewhere(words, 60, 4, "Tokyo"), "01:00 Uhr am Donnerstag in Tokyo");
    is_text(words_ordinal(words, 3), "dritte");
    is_text(words_ordinal(words, 21), "21.");
    is_text(words_or(words, three), "Ann, Bo oder Cy");
    g_assert_cmpstr(words_get(words, "accepted"), ==, "Zusage");
}

/* Why a message waits, in every language; English says what stands in the database. */
static void
test_reasons(void)
{
    g_autoptr(Words) english = words_of("en");
    g_autoptr(Words) german = words_of("de");
    for (int i = REASON_NONE + 1; i < REASONS; i++) {
        const char *name = reason_name((Reason)i), *text = reason_text((Reason)i);
        g_assert_cmpint(reason_of_text(text), ==, i);
        g_assert_cmpstr(words_get(english, name), ==, text);
        g_assert_cmpstr(words_get(german, name), !=, text);
    }
    g_assert_cmpint(reason_of_text("something else"), ==, REASON_NONE);
    g_assert_cmpint(reason_of_text(NULL), ==, REASON_NONE);
}

/* A language may count hours by twelve: midnight and noon are 12. */
static void
test_twelve_hours(void)
{
    g_auto(GStrv) parts = g_strsplit(embedded("templates/en/words"), "\ntime = {{hour}}:", 2);
    g_autofree char *text = g_strjoinv("\ntime = {{hour12}}:", parts);
    g_auto(GStrv) halves = g_strsplit(text, "\nclock", 2);
    g_autofree char *whole = g_strconcat(halves[0], "{{half}}\nclock", halves[1], NULL);
    g_autoptr(Words) words = words_parse("words", whole, NULL);
    g_assert_nonnull(words);
    is_text(words_time(words, 0), "12:00am");
    is_text(words_time(words, 12 * 60), "12:00pm");
    is_text(words_time(words, 13 * 60 + 5), "1:05pm");
}

/* One line of the English file changed, and what is said then. */
static const struct {
    const char *line; /* replaced where it starts with the same key */
    const char *want;
} broken[] = {
    {"weekdays = Mon;Tue", "words:7: weekdays has 2 items; give 7 with \";\" between them"},
    {"direction = up", "words:4: direction is \"up\"; it is ltr or rtl"},
    {"date = {{weekday}", "words:15:1: this tag is never closed; \"}}\" ends it"},
    {"date = {{day_of_week}}",
     "words:15: \"day_of_week\" is no name here; convoke-templates(5) lists those that are"},
    {"date = {{mnoth}}", "words:15: \"mnoth\" is no name here; did you mean \"month\"?"},
    {"# comma", "words: [patterns] comma is missing: between the items of a list"},
    {"acepted = yes", "words:31: [answers] has no key \"acepted\"; did you mean \"accepted\"?"},
    {"[anwers]", "words: [anwers] is no group of this file"},
    {"no sense",
     "words: Key file contains line “no sense” which is not a key-value pair, group, or "
     "comment"},
};

/* TEXT with the first line that begins like LINE (up to "=") replaced by it, or else added in front
 * of the answers. */
static char *
with_line(const char *text, const char *line)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gsize key = strcspn(line, "=");
    const char *start = line[0] == '#' ? line + 2 : line;
    gsize length = line[0] == '#' ? strlen(start) : key;
    for (char **at = lines; *at; at++) {
        bool same = strncmp(*at, start, length) == 0;
        bool answers = strcmp(*at, "[answers]") == 0;
        if (!same && !answers)
            continue;
        g_autofree char *old = *at;
        *at = same ? g_strdup(line)
                   : g_strconcat(g_str_has_prefix(line, "[") ? "" : "[answers]\n", line, NULL);
        break;
    }
    return g_strjoinv("\n", lines);
}

static void
test_broken(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = with_line(embedded("templates/en/words"), broken[i].line);
        g_assert_null(words_parse("words", text, &error));
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
        g_assert_cmpstr(error->message, ==, broken[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/english", test_english);
    g_test_add_func("/words/german", test_german);
    g_test_add_func("/words/reasons", test_reasons);
    g_test_add_func("/words/twelve-hours", test_twelve_hours);
    g_test_add_func("/words/broken", test_broken);
    return g_test_run();
}
