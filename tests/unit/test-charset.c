/* Charsets: what is declared is believed unless it cannot be; the text is always valid UTF-8. */
#include "inbox/charset.h"

#include <string.h>
#include "inbox/encoded-word.h"

typedef struct {
    const char *name, *bytes, *declared, *hint, *want;
    bool wrong;
} Case;

static const Case cases[] = {
    {"declared latin1", "caf\xe9", "iso-8859-1", NULL, "café", false},
    {"latin1 means windows-1252", "\x93hi\x94", "ISO-8859-1", NULL, "“hi”", false},
    {"declared koi8-r", "\xf0\xd2\xc9\xc4\xd5", "koi8-r", NULL, "Приду", false},
    {"declared shift_jis", "\x8f\x6f\x90\xc8", "Shift_JIS", NULL, "出席", false},
    {"no detection over a valid declaration", "\xc3\xa9", "windows-1252", NULL, "Ã©", false},
    {"gb2312 that is really its superset", "\x96\x7c\xd6\xd0", "gb2312", NULL, "東中", false},
    {"utf-8 sent as big5", "我會去", "big5", NULL, "我會去", true},
    {"latin1 sent as utf-8", "gr\xfc\xdf", "utf-8", NULL, "grüß", true},
    {"utf-8 cut in a character", "süß, schön, früh\xc3", "utf-8", NULL,
     "süß, schön, früh\xef\xbf\xbd", true},
    {"unknown charset, utf-8 bytes", "é", "x-unknown", NULL, "é", true},
    {"korean name of 1987", "\xc0\xc0", "ks_c_5601-1987", NULL, "응", false},
    {"none declared: utf-8", "kommt früh", NULL, NULL, "kommt früh", false},
    {"none declared: the hint", "\xf0\xd2\xc9\xc4\xd5", NULL, "koi8-r", "Приду", false},
    {"none declared: windows-1252", "fr\xfch", NULL, NULL, "früh", false},
    {"ascii with eight bits", "fr\xfch", "us-ascii", NULL, "früh", false},
    {"utf-7", "Gr+APwA3w-e", "utf-7", NULL, "Grüße", false},
    {"iso-2022-jp undeclared", "\x1b$B=P@J\x1b(B!", NULL, NULL, "出席!", false},
    {"a byte order mark is no text", "\xef\xbb\xbfyes", "utf-8", NULL, "yes", false},
    {"no flags for the converter", "yes\xff", "utf-8//IGNORE", NULL, "yesÿ", true},
};

static void
test_decode(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];
        bool wrong;
        g_autofree char *text =
            charset_decode(c->bytes, strlen(c->bytes), c->declared, c->hint, &wrong);
        g_test_message("%s", c->name);
        g_assert_cmpstr(text, ==, c->want);
        g_assert_cmpint(wrong, ==, c->wrong);
    }
}

static void
test_utf16(void)
{
    g_autofree char *marked = charset_decode("\xff\xfey\0e\0s\0", 8, "utf-16", NULL, NULL);
    g_autofree char *bare = charset_decode("\0y\0e\0s\0 \0o\0k", 12, NULL, NULL, NULL);

    g_assert_cmpstr(marked, ==, "yes");
    g_assert_cmpstr(bare, ==, "yes ok");
}

static void
test_nul(void)
{
    g_autofree char *text = charset_decode("y\0e\0\0s!", 7, "utf-8", NULL, NULL);

    g_assert_cmpstr(text, ==, "yes!");
}

static void
test_encoded_words(void)
{
    static const struct {
        const char *raw, *hint, *want;
    } words[] = {
        {"plain words", NULL, "plain words"},
        {"=?utf-8?Q?Zusage_f=C3=BCr_Juli?=", NULL, "Zusage für Juli"},
        {"=?UTF-8?B?w7w=?= =?UTF-8?B?w58=?=", NULL, "üß"},
        {"in a character: =?utf-8?Q?=C3?= =?utf-8?Q?=BC?=!", NULL, "in a character: ü!"},
        {"in a quantum: =?utf-8?B?w7z?==?utf-8?B?Dnw==?=", NULL, "in a quantum: üß"},
        {"folded\r\n =?utf-8?q?here?=\r\n =?utf-8?q?_and_there?=", NULL, "folded here and there"},
        {"[SPAM]=?utf-8?Q?=C3=BC?=tight", NULL, "[SPAM]ütight"},
        {"=?utf-8?Q?\?= empty", NULL, "empty"},
        {"no end =?utf-8?B?w7w=", NULL, "no end ü"},
        {"no end =?utf-8?Q?=C3=BC =?utf-8?Q?=C3=9F?=", NULL, "no end ü ß"},
        {"=?utf-8?Q?blanks inside?=", NULL, "blanks inside"},
        {"=?utf-8*de?Q?J=C3=A4?=", NULL, "Jä"},
        {"=?no-such-charset?Q?=C3=BC?=", NULL, "ü"},
        {"raw \xcf\xce", "koi8-r", "raw он"},
        {"=?utf-8?Q?Bcc:_x=0D=0AX-Evil:_1?=", NULL, "Bcc: xX-Evil: 1"},
        {"=? and =?x and =?x?y?z?=", NULL, "=? and =?x and =?x?y?z?="},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *text = encoded_word_decode(words[i].raw, words[i].hint);
        g_assert_cmpstr(text, ==, words[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/charset/decode", test_decode);
    g_test_add_func("/charset/utf16", test_utf16);
    g_test_add_func("/charset/nul", test_nul);
    g_test_add_func("/charset/encoded-words", test_encoded_words);
    return g_test_run();
}
