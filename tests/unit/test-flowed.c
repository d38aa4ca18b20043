/* format=flowed: what is written, and that reading it by RFC 3676 4.1 gives the same text back. */
#include "mailer/flowed.h"
#include "effort.h"
#include <stdbool.h>
#include <string.h>

/* The first line has 72 columns with its last blank, which is as many as there may be. */
#define SEVENTY "one two three four five six seven eight nine ten eleven twelve thirteen"

static const struct {
    const char *what;
    const char *text;
    const char *want;
} table[] = {
    {"short lines stand", "Dear Ada,\n\nwill you come?\n", "Dear Ada,\n\nwill you come?\n"},
    {"no line feed at the end", "Dear Ada", "Dear Ada\n"},
    {"nothing", "", ""},
    {"exactly full", SEVENTY "\n", SEVENTY "\n"},
    {"a soft break keeps its blank", SEVENTY " fourteen fifteen\n",
     SEVENTY " \nfourteen fifteen\n"},
    {"two blanks stay together", SEVENTY "  x\n",
     "one two three four five six seven eight nine "
     "ten eleven twelve \nthirteen  x\n"},
    {"a long link is not cut",
     "See https://meet.example/a-very-long-path/that-goes-on/and-on/and-on/beyond/the/end/of/lines "
     "for more\n",
     "See "
     "\nhttps://meet.example/a-very-long-path/that-goes-on/and-on/and-on/beyond/the/end/of/lines "
     "\nfor more\n"},
    {"a script without blanks stays in one line",
     "ポートランドで開かれる会議にご招待いたしますので、ご都合をお知らせくださいますようお願いいた"
     "します。\n",
     "ポートランドで開かれる会議にご招待いたしますので、ご都合をお知らせくださいますようお願いいた"
     "します。"
     "\n"},
    {"wide letters count twice",
     "ポートランドで開かれる会議に ご招待いたしますので、 ご都合をお知らせ くださいますよう\n",
     "ポートランドで開かれる会議に ご招待いたしますので、 ご都合をお知らせ \nくださいますよう\n"},
    {"a leading blank is stuffed", "  indented\n", "   indented\n"},
    {"From is stuffed", "From Portland\n", " From Portland\n"},
    {"a word that a break puts first is stuffed", SEVENTY " >14 From here\n",
     SEVENTY " \n >14 From here\n"},
    {"blanks at the end go", "words  \n", "words\n"},
    {"blanks alone go", "   \n", "\n"},
    {"the signature's line keeps its blank", "-- \nThe organizers\n", "-- \nThe organizers\n"},
    {"a break never makes a signature",
     "-- https://meet.example/a-very-long-path/that-goes-on/and-on/and-on/beyond/the/end/of/it\n",
     "-- https://meet.example/a-very-long-path/that-goes-on/and-on/and-on/beyond/the/end/of/it\n"},
    {"quotes stay quoted", "> " SEVENTY " fourteen\n",
     "> one two three four five six seven eight nine ten eleven twelve \n> thirteen fourteen\n"},
    {"quotes of quotes", "> > Will you come?\n>>Yes\n>\n", ">> Will you come?\n>> Yes\n>\n"},
};

static void
test_encode(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree char *got = flowed_encode(table[i].text);
        if (strcmp(got, table[i].want) != 0)
            g_test_message("%s", table[i].what);
        g_assert_cmpstr(got, ==, table[i].want);
    }
}

/* RFC 3676 4.1 to the letter: count and take off the quote marks, unstuff, join what ends in a blank
 * with what follows at the same depth, but for the signature's line. */
static char *
flowed_decode(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);
    int open = -1; /* depth of the paragraph that goes on; -1 = none does */
    for (char **line = lines; *line && (line[1] || **line); line++) {
        int depth = (int)strspn(*line, ">");
        const char *words = *line + depth;
        words += *words == ' ';
        bool signature = strcmp(words, "-- ") == 0;
        g_assert_true(open == -1 || open == depth);
        if (open == -1) {
            for (int i = 0; i < depth; i++)
                g_string_append_c(out, '>');
            g_string_append(out, depth ? " " : "");
        }
        g_string_append(out, words);
        open = g_str_has_suffix(words, " ") && !signature ? depth : -1;
        if (open == -1)
            g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* Random paragraphs of pieces that are awkward at the ends of lines. */
static void
test_round_trip(void)
{
    static const char *const pieces[] = {
        "a",  "word", " ",    "  ", ">", "From ",  "-- ",
        "--", "ö",    "招待", " ",  " ", "comes ", "1234567890123456"};
    for (int round = 0; round < 3000; round++) {
        g_autoptr(GString) text = g_string_new(g_test_rand_bit() ? "> x" : "x");
        int count = g_test_rand_int_range(0, 60);
        for (int i = 0; i < count; i++)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        g_strchomp(text->str);
        text->len = strlen(text->str);
        g_string_append_c(text, '\n');
        g_autofree char *flowed = flowed_encode(text->str);
        g_autofree char *back = flowed_decode(flowed);
        g_assert_cmpstr(back, ==, text->str);
        g_auto(GStrv) lines = g_strsplit(flowed, "\n", -1);
        for (char **line = lines; *line; line++) {
            const char *words = *line + strspn(*line, "> ");
            bool one_word = !strchr(g_strchomp(*line), ' ') || !strchr(words, ' ');
            g_assert_true(one_word || g_utf8_strlen(*line, -1) <= FLOWED_COLUMNS + 1 ||
                          g_str_has_prefix(words, "-- "));
        }
    }
}

/* Time grows with the text, not with its square. */
static void
test_hostile(void)
{
    g_autofree char *quotes = g_strnfill(300000, '>');
    g_autofree char *blanks = g_strnfill(300000, ' ');
    g_autofree char *word = g_strnfill(300000, 'x');
    g_autofree char *text = g_strjoin("\n", quotes, blanks, word, NULL);
    g_autofree char *deep = g_strconcat(quotes, blanks, word, "\n", text, NULL);
    gint64 start = effort_now();
    g_autofree char *got = flowed_encode(deep);
    g_assert_cmpint(effort_now() - start, <, 2 * G_USEC_PER_SEC);
    g_assert_cmpuint(strlen(got), <, 4 * strlen(deep));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/flowed/encode", test_encode);
    g_test_add_func("/flowed/round-trip", test_round_trip);
    g_test_add_func("/flowed/hostile", test_hostile);
    return g_test_run();
}
