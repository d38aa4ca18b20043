/* edit: an event file after a topic or title was taken up, byte for byte. */
#include "event/edit.h"

#include <glib.h>

static void
test_topic(void)
{
    static const struct {
        const char *what, *text, *title, *from, *want;
    } rows[] = {
        {"no topics yet", "name: M\n", "Zero copy", "ann",
         "name: M\n\ntopics:\n  new: {title: Zero copy, from: ann}\n"},
        {"no newline at the end", "name: M", "Zero copy", NULL,
         "name: M\n\ntopics:\n  new: Zero copy\n"},
        {"behind those that are there", "topics:\n    old: One thing # mine\n\nguests:\n  a: b\n",
         "Zero copy", "ann",
         "topics:\n    old: One thing # mine\n    new: {title: Zero copy, from: ann}\n\nguests:\n"
         "  a: b\n"},
        {"behind paragraphs",
         "topics: # what to talk about\n  old:\n    body: |\n      a\n\n      b\n"
         "# end\nseats: 3\n",
         "Zero copy", NULL,
         "topics: # what to talk about\n  old:\n    body: |\n      a\n\n      b\n  new: Zero copy\n"
         "# end\nseats: 3\n"},
        {"the last key, without a newline", "topics:\n  old: x", "Zero copy", NULL,
         "topics:\n  old: x\n  new: Zero copy\n"},
        {"none under the key", "topics:\nname: M\n", "Zero copy", NULL,
         "topics:\n  new: Zero copy\nname: M\n"},
        {"CR LF", "topics:\r\n  old: x\r\n", "Zero copy", NULL,
         "topics:\r\n  old: x\r\n  new: Zero copy\r\n"},
        {"in braces: by hand", "topics: {old: x}\n", "Zero copy", NULL, NULL},
        {"a title that means something to YAML", "topics:\n  old: x\n", "TCP: \"fast\"", NULL,
         "topics:\n  old: x\n  new: \"TCP: \\\"fast\\\"\"\n"},
        {"one word", "topics:\n  old: x\n", "yes", NULL, "topics:\n  old: x\n  new: \"yes\"\n"},
        {"a long one", "topics:\n  old: x\n",
         "What the next decade of high speed networks asks of the sockets that we have", "ann",
         "topics:\n  old: x\n  new:\n    title: What the next decade of high speed networks asks of"
         " the sockets that we have\n    from: ann\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = edit_add_topic(rows[i].text, "new", rows[i].title, rows[i].from);
        g_test_message("%s", rows[i].what);
        g_assert_cmpstr(got, ==, rows[i].want);
    }
}

static void
test_title(void)
{
    static const struct {
        const char *text;
        int line;
        const char *want;
    } rows[] = {
        {"  - {at: 10:00am, who: ann, titles: undecided} # hm\n", 1,
         "  - {at: 10:00am, who: ann, title: Zero copy} # hm\n"},
        {"  - {at: 10:00am, who: ann, title: }\n", 1,
         "  - {at: 10:00am, who: ann, title: Zero copy}\n"},
        {"  - {at: \"10:00am\", titles: undecided, who: ann}\n", 1,
         "  - {at: \"10:00am\", title: Zero copy, who: ann}\n"},
        {"a\n  - {at: 10:00am, who: ann}\n", 2,
         "a\n  - {at: 10:00am, who: ann, title: Zero copy}\n"},
        {"  - at: 3:00pm\n    who: ann\n    titles: undecided # yet\n  - at: 4:00pm\n", 1,
         "  - at: 3:00pm\n    who: ann\n    title: Zero copy # yet\n  - at: 4:00pm\n"},
        {"  - at: 3:00pm\n    who: ann\n  - at: 4:00pm\n    title: Other\n", 1,
         "  - at: 3:00pm\n    title: Zero copy\n    who: ann\n  - at: 4:00pm\n    title: Other\n"},
        {"  - at: 3:00pm", 1, "  - at: 3:00pm\n    title: Zero copy\n"},
        {"  - {at: 10:00am, title: Other}\n", 1, NULL}, /* it has one */
        {"  - at: 3:00pm\n    titles:\n      - Other\n", 1, NULL},
        {"  - {at: 10:00am,\n     who: ann}\n", 1, NULL}, /* broken over lines: by hand */
        {"guests:\n", 1, NULL},
        {"guests:\n", 9, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = edit_set_title(rows[i].text, rows[i].line, "Zero copy");
        g_assert_cmpstr(got, ==, rows[i].want);
    }
}

static void
test_patch(void)
{
    g_autofree char *added = edit_patch("a\nb\nc\n", "a\nb\nx\nc\n", "f");
    g_assert_cmpstr(added, ==, "--- f\n+++ f\n@@ -2,0 +3,1 @@\n+x\n");
    g_autofree char *changed = edit_patch("a\nb\nc\n", "a\ny\nc\n", "f");
    g_assert_cmpstr(changed, ==, "--- f\n+++ f\n@@ -2,1 +2,1 @@\n-b\n+y\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/edit/topic", test_topic);
    g_test_add_func("/edit/title", test_title);
    g_test_add_func("/edit/patch", test_patch);
    return g_test_run();
}
