/* Header fields: how they are written, and that nothing passed in can start another one. */
#include "mailer/headers.h"
#include <string.h>
#include "event/when.h"

static void
test_text(void)
{
    static const struct {
        const char *text;
        const char *want;
    } table[] = {
        {"Invitation to Netconf 2004", "Subject: Invitation to Netconf 2004\r\n"},
        {"", "Subject:\r\n"},
        {"  blanks \t are   one ", "Subject: blanks are one\r\n"},
        {"x\r\nBcc: eve@x.example", "Subject: x Bcc: eve@x.example\r\n"},
        {"escape \x1b[31m and \x07 bell", "Subject: escape [31m and bell\r\n"},
        /* U+0085, U+2028 and U+2029 are line ends to some. */
        {"a\xc2\x85"
         "b\xe2\x80\xa8"
         "c\xe2\x80\xa9"
         "d",
         "Subject: a b c d\r\n"},
        {"Einladung: Grüße", "Subject: =?UTF-8?Q?Einladung=3A_Gr=C3=BC=C3=9Fe?=\r\n"},
        {"招待状", "Subject: =?UTF-8?B?5oub5b6F54q2?=\r\n"},
        {"bad \xff byte", "Subject: =?UTF-8?Q?bad_=EF=BF=BD_byte?=\r\n"},
        /* Looks encoded, and is shown as it was meant. */
        {"=?utf-8?q?x?=", "Subject: =?UTF-8?Q?=3D=3Futf-8=3Fq=3Fx=3F=3D?=\r\n"},
        {"A subject of more than seventy-eight columns is folded at one of its blanks, as here",
         "Subject: A subject of more than seventy-eight columns is folded at one of its\r\n"
         " blanks, as here\r\n"},
        {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
         "Subject: "
         "=?UTF-8?Q?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx?=\r\n"
         " =?UTF-8?Q?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx?=\r\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        header_text(out, "Subject", table[i].text);
        g_assert_cmpstr(out->str, ==, table[i].want);
    }
}

static void
test_mailbox(void)
{
    static const struct {
        const char *display;
        const char *address;
        const char *want;
    } table[] = {
        {NULL, "ada@x.example", "To: <ada@x.example>\r\n"},
        {"", "ada@x.example", "To: <ada@x.example>\r\n"},
        {"Ada Lovelace", "ada@x.example", "To: Ada Lovelace <ada@x.example>\r\n"},
        {"Lovelace, Ada", "ada@x.example", "To: \"Lovelace, Ada\" <ada@x.example>\r\n"},
        {"Ada \"the\\first\"", "ada@x.example",
         "To: \"Ada \\\"the\\\\first\\\"\" <ada@x.example>\r\n"},
        {"eve@x.example", "ada@x.example", "To: \"eve@x.example\" <ada@x.example>\r\n"},
        {"Ådå", "ada@x.example", "To: =?UTF-8?B?w4Vkw6U=?= <ada@x.example>\r\n"},
        {"a>\r\nBcc: <eve@x.example", "ada@x.example",
         "To: \"a> Bcc: <eve@x.example\" <ada@x.example>\r\n"},
        {"A name that is as long as some names of rooms and institutes are", "ada@x.example",
         "To: A name that is as long as some names of rooms and institutes are\r\n"
         " <ada@x.example>\r\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        header_mailbox(out, "To", table[i].display, table[i].address);
        g_assert_cmpstr(out->str, ==, table[i].want);
    }
}

static void
test_mailto(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    header_mailto(out, "List-Help", "meet+abc@x.example", "help");
    header_mailto(out, "List-Owner", "a&b=c/d%e#f?g@x.example", NULL);
    g_assert_cmpstr(out->str, ==,
                    "List-Help: <mailto:meet+abc@x.example?subject=help>\r\n"
                    "List-Owner: <mailto:a%26b%3Dc%2Fd%25e%23f%3Fg@x.example>\r\n");
}

static void
test_date(void)
{
    static const struct {
        gint64 when;
        const char *zone;
        const char *want;
    } table[] = {
        {0, "UTC", "Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n"},
        {-1, "UTC", "Date: Wed, 31 Dec 1969 23:59:59 +0000\r\n"},
        {1089824523, "America/Los_Angeles", "Date: Wed, 14 Jul 2004 10:02:03 -0700\r\n"},
        {1104537600, "America/Los_Angeles", "Date: Fri, 31 Dec 2004 16:00:00 -0800\r\n"},
        {1078012800, "Asia/Kolkata", "Date: Sun, 29 Feb 2004 05:30:00 +0530\r\n"},
        /* The second before and the second at which Brussels leaves summer time. */
        {1099184399, "Europe/Brussels", "Date: Sun, 31 Oct 2004 02:59:59 +0200\r\n"},
        {1099184400, "Europe/Brussels", "Date: Sun, 31 Oct 2004 02:00:00 +0100\r\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GTimeZone) zone = zone_open(table[i].zone);
        g_autoptr(GString) out = g_string_new(NULL);
        header_date(out, "Date", table[i].when, zone);
        g_assert_cmpstr(out->str, ==, table[i].want);
    }
}

static void
test_message_id_valid(void)
{
    static const char *const good[] = {
        "<abcdefgh234567xy.jbne3iy2rzvkct6f@x.example>",
        "<CAF=x+y/z_1!$%&'*?^`{|}~@mail.gmail.example>",
        "<1@[127.0.0.1]>",
    };
    static const char *const bad[] = {
        "",        "<>",         "<a@b",           "a@b",     "<a>",     "<@b>",  "<a@>",
        "<a b@c>", "<a@b>\r\nX", "<a@b\r\nX: 1@>", "<a<b@c>", "<a@b@c>", "<ö@b>",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        g_assert_true(message_id_valid(good[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(message_id_valid(bad[i]));
    g_autofree char *filler = g_strnfill(300, 'x');
    g_autofree char *longest = g_strconcat("<", filler, "@b>", NULL);
    g_assert_false(message_id_valid(longest));
}

static void
test_ids(void)
{
    const char *const thread[] = {"<1@x.example>", "no id", "<2@x.example>", "<1@x.example>", NULL};
    const char *const none[] = {"no id", NULL};
    g_autoptr(GString) out = g_string_new(NULL);
    header_ids(out, "References", thread);
    header_ids(out, "References", none);
    g_assert_cmpstr(out->str, ==, "References: <1@x.example> <2@x.example>\r\n");

    /* A long thread keeps its first mail and the newest ones. */
    g_autoptr(GPtrArray) many = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < 1000; i++)
        g_ptr_array_add(many, g_strdup_printf("<%d@x.example>", i));
    g_ptr_array_add(many, NULL);
    g_string_truncate(out, 0);
    header_ids(out, "References", (const char *const *)many->pdata);
    g_assert_true(g_str_has_prefix(out->str, "References: <0@x.example> <989@x.example> "));
    g_assert_true(g_str_has_suffix(out->str, " <999@x.example>\r\n"));
}

/* Whatever the text, a field stays one: lines of at most 78, each but the first begins with a blank,
 * encoded-words of at most 75 that hold whole characters. */
static void
test_random_texts(void)
{
    static const char *const pieces[] = {
        "word", " ",  "\r\n", "\n",  "X: y", "ü", "招待", "😀",      "=?", "?=", "\t",
        "\"",   "\\", "\xff", "a.b", "<",    ">", "@",    "longer", ",",  ";",  "\xc2\x85"};
    for (int round = 0; round < 3000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        int count = g_test_rand_int_range(0, 80);
        for (int i = 0; i < count; i++)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        g_autoptr(GString) out = g_string_new(NULL);
        header_text(out, "Subject", text->str);
        header_mailbox(out, "From", text->str, "meet@x.example");
        g_assert_true(g_str_is_ascii(out->str));
        g_assert_true(g_str_has_suffix(out->str, "<meet@x.example>\r\n"));
        g_auto(GStrv) lines = g_strsplit(out->str, "\r\n", -1);
        int fields = 0;
        for (char **line = lines; *line && line[1]; line++) {
            fields += **line != ' ';
            g_assert_cmpuint(strlen(*line), <=, 78);
            g_assert_cmpuint(strspn(*line, " "), <, strlen(*line));
            g_assert_false(strchr(*line, '\n') || strchr(*line, '\r'));
            g_auto(GStrv) words = g_strsplit(*line, " ", -1);
            for (char **word = words; *word; word++)
                if (g_str_has_prefix(*word, "=?UTF-8?B?")) {
                    gsize length;
                    g_assert_cmpuint(strlen(*word), <=, 75);
                    g_autofree char *payload = g_strndup(*word + 10, strlen(*word) - 12);
                    g_autofree guchar *bytes = g_base64_decode(payload, &length);
                    g_assert_true(g_utf8_validate((char *)bytes, (gssize)length, NULL));
                }
        }
        g_assert_cmpint(fields, ==, 2);
    }
}

static void
test_bounded(void)
{
    g_autofree char *text = g_strnfill(1000000, 'x');
    g_autoptr(GString) out = g_string_new(NULL);
    header_text(out, "Subject", text);
    g_assert_cmpuint(out->len, <, 2 * HEADER_TEXT_MAX);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/headers/text", test_text);
    g_test_add_func("/headers/mailbox", test_mailbox);
    g_test_add_func("/headers/mailto", test_mailto);
    g_test_add_func("/headers/date", test_date);
    g_test_add_func("/headers/message-id", test_message_id_valid);
    g_test_add_func("/headers/ids", test_ids);
    g_test_add_func("/headers/random-texts", test_random_texts);
    g_test_add_func("/headers/bounded", test_bounded);
    return g_test_run();
}
