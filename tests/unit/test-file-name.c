/* File names: whatever a stranger calls a file, it is one visible name below one folder. */
#include <glib.h>
#include <string.h>
#include "event/file-name.h"

static void
test_names(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"slides.pdf", "slides.pdf"},
        {"Folien für Oslo (v2).odp", "Folien für Oslo (v2).odp"},
        {"発表資料.pptx", "発表資料.pptx"},
        /* no path */
        {"../../etc/passwd", "passwd"},
        {"/etc/shadow", "shadow"},
        {"C:\\Users\\ann\\talk.ppt", "talk.ppt"},
        {"a/b\\c/", "unnamed"},
        {"..", "unnamed"},
        {".", "unnamed"},
        {"", "unnamed"},
        {NULL, "unnamed"},
        /* not hidden, no option, no home */
        {".bashrc", "bashrc"},
        {"...", "unnamed"},
        {"-rf", "rf"},
        {"~root", "root"},
        {" . -x.txt", "x.txt"},
        /* what cannot be seen, or turns the line */
        {"a\nb\r\tc\x1b[2J.txt", "a b c[2J.txt"},
        {"invoice\xe2\x80\xae"
         "fdp.exe",
         "invoicefdp.exe"},
        {"a\xc2\x9b"
         "b\xe2\x80\x8b\xef\xbb\xbf"
         "c\xe2\x81\xa6.pdf",
         "abc.pdf"},
        {"a\xc2\xa0 \xe3\x80\x80"
         "b",
         "a b"},
        {"\xff.pdf", "\xef\xbf\xbd.pdf"},
        /* Windows: characters, ends, devices */
        {"a<b>:c\"d|e?f*.txt", "a_b__c_d_e_f_.txt"},
        {"talk.pdf. . ", "talk.pdf"},
        {"CON", "_CON"},
        {"nul.txt", "_nul.txt"},
        {"Aux .tar.gz", "_Aux .tar.gz"},
        {"com1.pdf", "_com1.pdf"},
        {"LPT³", "_LPT³"},
        {"conin$", "_conin$"},
        {"console.log", "console.log"},
        {"com10.txt", "com10.txt"},
        {".con", "_con"},
        /* one form of a letter */
        {"e\xcc\x81.pdf", "\xc3\xa9.pdf"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = file_name_safe(rows[i].text);
        g_autofree char *again = file_name_safe(got);
        g_assert_cmpstr(got, ==, rows[i].want);
        g_assert_cmpstr(again, ==, got);
    }
}

/* Bounded by bytes, between characters, and the extension stays. */
static void
test_length(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 200; i++)
        g_string_append(text, "日");
    g_string_append(text, ".pdf");
    g_autofree char *name = file_name_safe(text->str);
    g_assert_cmpuint(strlen(name), <=, FILE_NAME_MAX);
    g_assert_cmpuint(strlen(name), >, FILE_NAME_MAX - 4);
    g_assert_true(g_str_has_suffix(name, "日.pdf"));
    g_string_truncate(text, text->len - 4);
    g_string_append(text, ".an-extension-that-is-none");
    g_autofree char *other = file_name_safe(text->str);
    g_assert_true(g_str_has_suffix(other, "日"));
    g_autofree char *dots = g_strnfill(300, '.');
    g_autofree char *many = g_strconcat("a", dots, "pdf", NULL), *few = file_name_safe(many);
    g_assert_cmpstr(few, ==, "a.pdf");
}

/* Any bytes at all: a fixed sequence of them. */
static void
test_any(void)
{
    static const char *const pieces[] = {
        ".",   " ",    "/",  "con", "\xcc\x81", "a",    "\xe2\x80\xae", "-",
        "nul", "\xff", "日", "\n",  "~",        "com1", "\xea\xb0\x80", ":"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(14);
    for (int round = 0; round < 20000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int n = g_rand_int_range(rand, 0, 60); n > 0; n--)
            g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        g_autofree char *name = file_name_safe(text->str), *again = file_name_safe(name);
        g_assert_cmpstr(again, ==, name);
        g_assert_cmpuint(strlen(name), >, 0);
        g_assert_cmpuint(strlen(name), <=, FILE_NAME_MAX);
        g_assert_null(strpbrk(name, "/\\:\n"));
        g_assert_null(strchr(".-~ ", *name));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file-name/names", test_names);
    g_test_add_func("/file-name/length", test_length);
    g_test_add_func("/file-name/any", test_any);
    return g_test_run();
}
