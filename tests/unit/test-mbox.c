/* mbox files and the messages in them. */
#include "inbox/mbox.h"
#include <string.h>

#define F "From ann@able.example Tue Jun  1 12:00:00 2004\n"

/* Messages, each with "|" and the offset behind it, PIECE bytes at a time. */
static char *
read_all(const char *file, gsize piece, gsize limit)
{
    g_auto(Mbox) mbox;
    g_autoptr(GString) got = g_string_new(NULL);
    gsize length = strlen(file);
    mbox_init(&mbox, 0, limit);
    for (gsize at = 0; at <= length;) {
        if (at < length)
            at += mbox_feed(&mbox, file + at, MIN(piece, length - at));
        else if (!mbox.whole)
            mbox_end(&mbox);
        if (mbox.foreign)
            return g_strdup("no mbox");
        if (!mbox.whole && at == length)
            continue;
        if (!mbox.whole)
            continue;
        g_string_append_len(got, (char *)mbox.message->data, mbox.message->len);
        g_string_append_printf(got, "|%d ", (int)mbox.next);
        bool last = at == length && mbox.next == (gint64)length;
        mbox_next(&mbox);
        if (last)
            break;
    }
    return g_string_free(g_steal_pointer(&got), FALSE);
}

static void
test_files(void)
{
    static const struct {
        const char *file, *want;
    } rows[] = {
        {F "A: b\n\nc\n", "A: b\n\nc\n|55 "},
        {F "A: b\n\nc\n\n" F "D: e\n\nf\n\n", "A: b\n\nc\n|56 D: e\n\nf\n|112 "},
        /* no empty line in front: text, as is a sentence */
        {F "A: b\n\nx\n" F "y\n\nFrom here it is 10:30 by train.\nFrom 2004\n",
         "A: b\n\nx\n" F "y\n\nFrom here it is 10:30 by train.\nFrom 2004\n|147 "},
        /* quoted ones */
        {F "A: b\n\n>From me\n>>From you\n> From them\n>Fromage\n",
         "A: b\n\nFrom me\n>From you\n> From them\n>Fromage\n|94 "},
        /* empty lines inside, and at the end */
        {F "A: b\n\n\n\nc\n\n\n", "A: b\n\n\n\nc\n\n|59 "},
        {F "A: b\r\n\r\nc\r\n\r\n", "A: b\r\n\r\nc\r\n|60 "},
        /* no end of line at the end */
        {F "A: b\n\nc", "A: b\n\nc|54 "},
        {F, "|47 "},
        {F "\n" F "A: b\n", "|48 A: b\n|100 "},
        /* what is none */
        {"A: b\n\nc\n", "no mbox"},
        {"\n" F "A: b\n", "no mbox"},
        {"From \n", "no mbox"},
    };
    static const gsize pieces[] = {1, 2, 5, 1000};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(pieces); k++) {
            g_autofree char *got = read_all(rows[i].file, pieces[k], 1000);
            g_assert_cmpstr(got, ==, rows[i].want);
        }
}

static void
test_from(void)
{
    static const struct {
        const char *line;
        bool want;
    } rows[] = {
        {F, true},
        {"From MAILER-DAEMON Fri Jul  8 12:08:34 2011\n", true},
        {"From \"a b\"@c.example Fri Jul  8 2:08 2011 +0200\r\n", true},
        {"From - Tue Jun 01 12:00:00 2004\n", true},
        {"From ann\n", false},
        {"From nine to 12:30 we had 20045 visitors\n", false},
        {"from ann@able.example Tue Jun  1 12:00:00 2004\n", false},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(mbox_is_from(rows[i].line, strlen(rows[i].line)), ==, rows[i].want);
}

static void
test_limits(void)
{
    g_autoptr(GString) file = g_string_new(F);
    for (int i = 0; i < 5000; i++)
        g_string_append_c(file, 'x');
    g_string_append(file, "\n\n" F "A: b\n");
    g_autofree char *cut = read_all(file->str, 700, 10);
    g_assert_cmpstr(cut, ==, "xxxxxxxxxxx|5049 A: b\n|5101 ");
    g_autofree char *all = read_all(file->str, 700, 10000);
    g_assert_cmpuint(strlen(all), ==, 5000 + 1 + strlen("|5049 A: b\n|5101 "));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mbox/files", test_files);
    g_test_add_func("/mbox/from", test_from);
    g_test_add_func("/mbox/limits", test_limits);
    return g_test_run();
}
