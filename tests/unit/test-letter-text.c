/* Plain text of letters: foreign words -> one line; rendered text -> laid out. */
#include "mailer/letter-text.h"

static const struct {
    const char *text;
    gsize max;
    const char *want;
} lines[] = {
    {NULL, 99, ""},
    {"", 99, ""},
    {"  plain  words ", 99, "plain words"},
    {"two\r\nlines\n\nand\ta tab", 99, "two lines and a tab"},
    {"Bcc: all@x.example\r\n\r\nbody", 99, "Bcc: all@x.example body"},
    {"a\x01\x1b[31mb\x7f", 99, "a [31mb"},                  /* terminal escapes lose their escape */
    {"a\xc2\x85\x62\xe2\x80\xa8\x63", 99, "a b c"},         /* NEL, line separator */
    {"\xe2\x80\xaegpj.exe\xe2\x80\xac", 99, "gpj.exe"},     /* direction overridden */
    {"\xe2\x81\xa6x\xe2\x81\xa9", 99, "x"},                 /* isolates */
    {"\xd7\x90\xe2\x80\x8f!", 99, "\xd7\x90\xe2\x80\x8f!"}, /* plain marks stay */
    {"caf\xe9", 99, "caf\xef\xbf\xbd"},
    {"abcdef", 6, "abcdef"},
    {"abcdefg", 6, "abcdef\xe2\x80\xa6"},
    {"ab cd", 3, "ab\xe2\x80\xa6"},
    {"\xc3\xa4\xc3\xb6\xc3\xbc!", 3, "\xc3\xa4\xc3\xb6\xc3\xbc\xe2\x80\xa6"},
};

static void
test_line(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *got = text_line(lines[i].text, lines[i].max);
        g_assert_cmpstr(got, ==, lines[i].want);
    }
}

static const struct {
    const char *rendered;
    const char *want; /* at 24 columns */
} layouts[] = {
    {"", ""},
    {"\n\n  \n", ""},
    {"one line\n", "one line\n"},
    /* lines of a paragraph become one, however long: the composer flows it */
    {"a paragraph of several\nlines that belong   \ntogether\n\nand another\n",
     "a paragraph of several lines that belong together\n\nand another\n"},
    {"\n\n\na\n\n\n\nb\n\n", "a\n\nb\n"},
    /* kept lines */
    {"a\n  b\n  c\nd\n", "a\n  b\n  c\nd\n"},
    {"  kept   \n\n  kept\n", "  kept\n\n  kept\n"},
    {"> quoted\n> twice\n", "> quoted\n> twice\n"},
    {"  10:00  a title that is long\n", "  10:00  a title that is\n         long\n"},
    {"         a title that is long\n", "         a title that is\n         long\n"},
    {"  1.  one two three four five\n", "  1.  one two three four\n      five\n"},
    {"  one two three four five six\n", "  one two three four\n  five six\n"},
    {"  averyveryverylongwordthatfitsnowhere x\n", "  averyveryverylongwordthatfitsnowhere\n  x\n"},
    {"  -  averyveryverylongwordthatfits no\n", "  -  averyveryverylongwordthatfits\n     no\n"},
    /* Chinese and Japanese, two columns each, between characters, but for some that begin no line, or end none */
    {"  中文中文中文 中文中文中\n", "  中文中文中文 中文中文\n  中\n"},
    {"  1.  中文中文中文中文中文中文\n", "  1.  中文中文中文中文中\n      文中文\n"},
    {"  あいうえおかきくけこさ、しす\n", "  あいうえおかきくけこ\n  さ、しす\n"},
    {"  あいうえおかきくけこ（さ）し\n", "  あいうえおかきくけこ\n  （さ）し\n"},
    {"  あいうえおかきくけこさー」し\n", "  あいうえおかきくけこ\n  さー」し\n"},
    {"  あいうえおかきくけGLib 2を\n", "  あいうえおかきくけGLib\n  2を\n"},
    {"  あいうえおかきくけこGLib\n", "  あいうえおかきくけこ\n  GLib\n"},
    {"  “中文中文中文中文中文中文”\n", "  “中文中文中文中文中文\n  中文”\n"},
    {"  한국어한국어 한국어한국어\n", "  한국어한국어\n  한국어한국어\n"},
    /* lines that stand in a text (value.h) */
    {"a\xe2\x80\xa8\x62 c\nd\n", "a\nb c d\n"},
    {"* one\xe2\x80\xa8* two\n\nthree", "* one\n* two\n\nthree\n"},
    {"      one\xe2\x80\xa8two\n      three\n", "      one\n      two\n      three\n"},
    {"  -  one\xe2\x80\xa8two\n", "  -  one\n     two\n"},
    /* the signature's line keeps its blank, and nothing joins it */
    {"bye\n\n-- \nus\nhere\n", "bye\n\n-- \nus here\n"},
    {"bye\n-- \nus\n", "bye\n-- \nus\n"},
    {"--\nbye\n", "-- bye\n"},
};

static void
test_lay_out(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(layouts); i++) {
        g_autofree char *got = text_lay_out(layouts[i].rendered, 24);
        g_assert_cmpstr(got, ==, layouts[i].want);
    }
}

static void
test_columns(void)
{
    g_assert_cmpint(text_columns("Z\xc3\xbcrich"), ==, 6);
    g_assert_cmpint(text_columns("\xe6\x9d\xb1\xe4\xba\xac"), ==, 4); /* wide */
    g_assert_cmpint(text_columns("e\xcc\x81"), ==, 1);                /* combining */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/letter-text/line", test_line);
    g_test_add_func("/letter-text/lay-out", test_lay_out);
    g_test_add_func("/letter-text/columns", test_columns);
    return g_test_run();
}
