/* Parts: the passages that they are made of make no difference to the bytes. */
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
check_part(const Part *part, const char *text, bool flowed)
{
    g_autofree char *want = whole(text, flowed);
    g_autofree char *given = part_text(part);
    g_autoptr(GString) got = g_string_new(NULL);
    part_append(got, "text/x", part);
    g_assert_cmpstr(got->str, ==, want);
    g_assert_cmpstr(given, ==, text);
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

/* TEXT in passages of a few lines each, as chance has it. */
static Part *
in_passages(GRand *random, const char *text, bool flowed)
{
    Part *part = part_new();
    const char *start = text;
    for (const char *p = text; *p; p++) {
        if (*p != '\n' || g_rand_boolean(random))
            continue;
        g_ptr_array_add(part, passage_new(start, (gsize)(p + 1 - start), flowed));
        start = p + 1;
    }
    g_ptr_array_add(part, passage_new(start, strlen(start), flowed));
    return part;
}

/* Into which passages ever a text falls, and whatever others of its passages are in, it goes out the same. */
static void
test_random(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int i = 0; i < 2000; i++) {
        bool flowed = g_rand_boolean(random);
        g_autofree char *first = random_text(random);
        g_autofree char *lines =
            g_str_has_suffix(first, "\n") ? NULL : g_strconcat(first, "\n", NULL);
        g_autofree char *second = random_text(random);
        g_autofree char *both = g_strconcat(lines ? lines : first, second, NULL);
        g_autoptr(Part) one = in_passages(random, lines ? lines : first, flowed);
        g_autoptr(Part) two = in_passages(random, second, flowed);
        check_part(two, second, flowed);
        for (guint j = 0; j < two->len; j++)
            g_ptr_array_add(one, passage_ref(g_ptr_array_index(two, j)));
        check_part(one, both, flowed);
        check_part(two, second, flowed);
    }
}

static void
test_edges(void)
{
    static const char *const texts[] = {"", "\n", "a", "a\n", "a\na\na\n", "a\n\na\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Part) part = part_of(texts[i], true);
        g_autoptr(Part) none = part_new();
        check_part(part, texts[i], true);
        check_part(none, "", true);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/part/random", test_random);
    g_test_add_func("/part/edges", test_edges);
    return g_test_run();
}
