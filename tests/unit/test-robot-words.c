/* robot-words: phrases are found as whole words. */
#include <glib.h>
#include <string.h>
#include "inbox/robot-words.h"

static void
test_fold(void)
{
    static const struct {
        const char *text;
        const char *want;
    } rows[] = {
        {"Not\t Delivered \r\n ÄRGER", "not delivered ärger"},
        {"wasn’t “sent” — ok", "wasn't \"sent\" - ok"},
        {"un\u00adzustell\u200bbar", "unzustellbar"},
        {"  two\n\nlines  ", "two lines"},
        {"送信　できません", "送信 できません"},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = robot_fold(rows[i].text, -1);
        g_assert_cmpstr(got, ==, rows[i].want);
    }
    g_autofree char *cut = robot_fold("äöü", 3); /* never half a character */
    g_assert_cmpstr(cut, ==, "ä");
}

static void
test_find(void)
{
    static const struct {
        const char *text;
        RobotKey key;
        const char *want; /* NULL = not found */
    } rows[] = {
        {"your mail could not be delivered to", ROBOT_FAILED, "could not be delivered"},
        {"i am on leave", ROBOT_AWAY, "on leave"},
        {"i am on leaves", ROBOT_AWAY, NULL},
        {"melon leave", ROBOT_AWAY, NULL},
        {"(on leave)", ROBOT_AWAY, "on leave"},
        {"on holidays", ROBOT_AWAY, "on holidays"},              /* the longest */
        {"undeliverable: re: x", ROBOT_FAILED, "undeliverable"}, /* "undeliver*" goes on */
        {"このメールは送信できませんでしたので", ROBOT_FAILED, "送信できませんでした"},
        {"could not be delivered", ROBOT_DELAYED, NULL}, /* another key */
        {"und", ROBOT_FAILED, NULL},
        {"", ROBOT_FAILED, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        RobotWords words;
        bool found = robot_words_find(rows[i].text, 0, 1u << rows[i].key, &words);
        g_autofree char *got =
            found ? g_strndup(rows[i].text + words.start, words.end - words.start) : NULL;
        g_assert_cmpstr(got, ==, rows[i].want);
        if (found)
            g_assert_cmpint(words.key, ==, rows[i].key);
    }
}

static void
test_find_again(void)
{
    RobotWords words;
    const char *text = "on leave now, on leave then";
    g_assert_true(robot_words_find(text, 1, 1u << ROBOT_AWAY, &words));
    g_assert_cmpuint(words.start, ==, 14);
    g_assert_false(robot_words_find(text, 15, 1u << ROBOT_AWAY, &words));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/robot-words/fold", test_fold);
    g_test_add_func("/robot-words/find", test_find);
    g_test_add_func("/robot-words/find-again", test_find_again);
    return g_test_run();
}
