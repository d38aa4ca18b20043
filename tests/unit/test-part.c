/* Parts: what a memo keeps makes no difference to the bytes. */
#include "mailer/part.h"
#include "mailer/encode.h"
#include "mailer/flowed.h"
#include <string.h>

/* What a part is, said without lines. */
static char *
whole(const char *text, bool flowed)
{
    g_autofree char *clean = body_clean(text);
    g_autofree char *body = flowed ? flowed_encode(clean) : g_strdup(clean);
    BodyEncoding encoding = body_encoding(body);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "Content-Type: text/x\r\nContent-Transfer-Encoding: %s\r\n\r\n",
                           body_encoding_name(encoding));
    body_append(out, body, encoding);
    return g_string_free(out, FALSE);
}

static void
check(const char *text, bool flowed, PartMemo *memo)
{
    g_autofree char *want = whole(text, flowed);
    GString *got = g_string_new(NULL);
    part_append(got, "text/x", text, flowed, memo);
    g_assert_cmpstr(got->str, ==, want);
    g_string_free(got, TRUE);
}

static const char *const pieces[] = {
    "",
    "plain words",
    "Dear Ann,",
    " begins with a blank",
    "> quoted",
    "-- ",
    "ends in a blank ",
    "ends in a tab\t",
    "From here",
    ".",
    "caf\303\251 \342\202\254",
    "a=_b",
    "not \351 UTF-8",
    "\357\277\275",
    "carriage\rreturn",
    "cr at the end\r",
    "\001\033[31m",
    "\302\205",
    "\t",
    "   ",
    "a line that is longer than seventy-eight columns, so that it needs another encoding or a "
    "break",
    "\346\227\245\346\234\254\350\252\236\346\227\245\346\234\254\350\252\236\346\227\245\346\234"
    "\254",
};

static char *
random_text(GRand *random)
{
    GString *text = g_string_new(NULL);
    int lines = g_rand_int_range(random, 0, 12);
    for (int i = 0; i < lines; i++) {
        g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        if (i + 1 < lines || g_rand_boolean(random))
            g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

/* The same text with a line or so of it changed, put in or left out. */
static char *
another(GRand *random, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = g_strv_length(lines);
    guint at = count ? (guint)g_rand_int_range(random, 0, (gint32)count) : 0;
    int deed = g_rand_int_range(random, 0, 3);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < count; i++) {
        if (i == at && deed != 1)
            g_string_append_printf(out, "%s\n",
                                   pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        if (i != at || deed == 0)
            g_string_append_printf(out, "%s%s", lines[i], i + 1 < count ? "\n" : "");
    }
    return g_string_free(out, FALSE);
}

static void
test_random(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int i = 0; i < 300; i++) {
        g_autoptr(PartMemo) memo = part_memo_new();
        bool flowed = g_rand_boolean(random);
        g_autofree char *text = random_text(random);
        for (int j = 0; j < 12; j++) {
            check(text, flowed, memo);
            char *next = another(random, text);
            g_free(text);
            text = next;
        }
        check(text, !flowed, memo);
        check(text, flowed, NULL);
    }
}

static void
test_edges(void)
{
    g_autoptr(PartMemo) memo = part_memo_new();
    static const char *const texts[] = {"", "\n", "a", "a\n", "a\na\na\n", "a\n", "", "a\n\na\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        check(texts[i], true, memo);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/part/random", test_random);
    g_test_add_func("/part/edges", test_edges);
    return g_test_run();
}
