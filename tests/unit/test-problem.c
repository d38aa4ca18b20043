/* Problem: place and line -> what a terminal shows. */
#include <glib.h>
#include <string.h>
#include "event/problem.h"

static void
check(const char *line, gsize at, gsize span, const char *want)
{
    g_autoptr(Problem) problem = problem_new(PROBLEM_ERROR, "f", 1, 1);
    problem->message = g_strdup("m");
    problem_set_source(problem, line, strlen(line), at, span);
    g_autofree char *got = problem_format(problem);
    g_autofree char *whole = g_strconcat("f:1:1: error: m\n", want, NULL);
    g_assert_cmpstr(got, ==, whole);
}

static void
test_carets(void)
{
    check("zone: x", 6, 1, "    1 | zone: x\n      |       ^\n");
    check("zone: xy", 6, 2, "    1 | zone: xy\n      |       ^~\n");
    check("zone:", 5, 0, "    1 | zone:\n      |      ^\n");
    check("", 0, 0, "    1 | \n      | ^\n");
    check("\ta\tb", 3, 1, "    1 | \ta\tb\n      | \t \t^\n");
    /* two columns each, and none for the accent */
    check("日本: x", 8, 1, "    1 | 日本: x\n      |       ^\n");
    check("日本", 3, 3, "    1 | 日本\n      |   ^~\n");
    check("e\xcc\x81: x", 5, 1, "    1 | e\xcc\x81: x\n      |    ^\n");
    /* a place that ends within a character has all of it */
    check("日本", 3, 1, "    1 | 日本\n      |   ^~\n");
    /* beyond the end of the line there is nothing */
    check("ab", 1, 99, "    1 | ab\n      |  ^\n");
    check("ab", 99, 1, "    1 | ab\n      |   ^\n");
    /* what would turn the line, or clear the screen */
    check("a\xe2\x80\xae"
          "b",
          4, 1,
          "    1 | a\xef\xbf\xbd"
          "b\n      |   ^\n");
    check("a\x1b[2Jb", 5, 1, "    1 | a\xef\xbf\xbd[2Jb\n      |      ^\n");
}

/* Of a long line only the piece around the place is shown, cut between characters. */
static void
test_long_line(void)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (int i = 0; i < 1000; i++)
        g_string_append(line, "é");
    line->str[1000] = 'x';
    line->str[1001] = 'y';
    g_autoptr(Problem) problem = problem_new(PROBLEM_WARNING, "f", 1, 501);
    problem->message = g_strdup("m");
    problem_set_source(problem, line->str, line->len, 1000, 2);
    g_assert_true(g_utf8_validate(problem->source, -1, NULL));
    g_assert_cmpint(strncmp(problem->source + problem->at, "xy", 2), ==, 0);
    g_assert_cmpuint(problem->span, ==, 2);
    g_assert_true(g_str_has_prefix(problem->source, "…é"));
    g_assert_true(g_str_has_suffix(problem->source, "é…"));
    g_assert_cmpuint(strlen(problem->source), <, 400);
}

static void
test_whole_file(void)
{
    g_autoptr(Problem) problem = problem_new(PROBLEM_WARNING, "a\nb\xff", 0, 0);
    problem->message = g_strdup("m");
    problem->remedy = g_strdup("r");
    g_autofree char *got = problem_format(problem);
    g_assert_cmpstr(got, ==,
                    "a\xef\xbf\xbd"
                    "b\xef\xbf\xbd: warning: m\nhelp: r\n");
}

static void
test_quote(void)
{
    static const struct {
        const char *text;
        const char *want;
    } rows[] = {
        {"davem", "\"davem\""},
        {"a\nb\tc", "\"a\xef\xbf\xbd"
                    "b\xef\xbf\xbd"
                    "c\""},
        {"\xc2\x9b"
         "31m",
         "\"\xef\xbf\xbd"
         "31m\""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = problem_quote(rows[i].text);
        g_assert_cmpstr(got, ==, rows[i].want);
    }
    g_autofree char *many = g_strnfill(1000, 'x');
    g_autofree char *cut = problem_quote(many);
    g_assert_cmpuint(strlen(cut), ==, 80 + strlen("\"…\""));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/problem/carets", test_carets);
    g_test_add_func("/problem/long-line", test_long_line);
    g_test_add_func("/problem/whole-file", test_whole_file);
    g_test_add_func("/problem/quote", test_quote);
    return g_test_run();
}
