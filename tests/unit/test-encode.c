/* Bodies and addresses as 7-bit mail carries them. */
#include "mailer/encode.h"
#include <string.h>
#include "event/error.h"

static void
test_clean(void)
{
    static const struct {
        const char *text;
        const char *want;
    } table[] = {
        {"", ""},
        {"no line feed", "no line feed\n"},
        {"a\r\nb\rc\n", "a\nb\nc\n"},
        {"tab\tstays, \x1b[31m and \x07 go\n", "tab\tstays, [31m and  go\n"},
        {"C1 \xc2\x9b goes\n", "C1  goes\n"},
        {"bad \xff byte\n", "bad \xef\xbf\xbd byte\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree char *got = body_clean(table[i].text);
        g_assert_cmpstr(got, ==, table[i].want);
    }
}

#define SEVENTY_EIGHT                                                                              \
    "1234567890123456789012345678901234567890123456789012345678901234567890"                       \
    "12345678"

static void
test_bodies(void)
{
    static const struct {
        const char *text;
        BodyEncoding encoding;
        const char *want;
    } table[] = {
        {"", BODY_7BIT, ""},
        {"Dear Ada,\n\ncome!\n", BODY_7BIT, "Dear Ada,\r\n\r\ncome!\r\n"},
        {SEVENTY_EIGHT "\n", BODY_7BIT, SEVENTY_EIGHT "\r\n"},
        {SEVENTY_EIGHT "9\n", BODY_QUOTED_PRINTABLE,
         "123456789012345678901234567890123456789012345678901234567890123456789012345=\r\n"
         "6789\r\n"},
        {"Viele Grüße \n", BODY_QUOTED_PRINTABLE, "Viele Gr=C3=BC=C3=9Fe=20\r\n"},
        /* No boundary of ours can stand in it. */
        {"--=_x\n", BODY_QUOTED_PRINTABLE, "--=3D_x\r\n"},
        {"招待状\nです\n", BODY_BASE64, "5oub5b6F54q2DQrjgafjgZkNCg==\r\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        g_assert_cmpint(body_encoding(table[i].text), ==, table[i].encoding);
        body_append(out, table[i].text, table[i].encoding);
        g_assert_cmpstr(out->str, ==, table[i].want);
    }
}

static void
test_addresses(void)
{
    static const struct {
        const char *address;
        const char *want; /* NULL = refused */
    } table[] = {
        {"ada@x.example", "ada@x.example"},
        {"Ada+tag@X.Example", "Ada+tag@x.example"},
        {"ada@münchen.example", "ada@xn--mnchen-3ya.example"},
        /* Not "strasse", which is somebody else's. */
        {"ada@straße.example", "ada@xn--strae-oqa.example"},
        {"jürgen@x.example", NULL},
        {"ada", NULL},
        {"ada@x.example, eve@x.example", NULL},
        {"ada@x.example>\r\nRCPT TO:<eve@x.example", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *got = encode_address(table[i].address, &error);
        g_assert_cmpstr(got, ==, table[i].want);
        if (!table[i].want) {
            g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA);
            g_assert_null(strpbrk(error->message, "\r\n"));
        }
    }
    static const struct {
        const char *address;
        const char *want;
    } wide[] = {
        {"ada@x.example", "ada@x.example"},
        {"ada@münchen.example", "ada@xn--mnchen-3ya.example"},
        {"jürgen@x.example", "jürgen@x.example"},
        {"用户@münchen.example", "用户@xn--mnchen-3ya.example"},
        {"jür gen@x.example", NULL},
        {"jürgen@x.example>\r\nRCPT TO:<eve@x.example", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wide); i++) {
        g_autofree char *got = encode_recipient(wide[i].address, NULL);
        g_assert_cmpstr(got, ==, wide[i].want);
    }
    g_assert_true(encode_needs_smtputf8("jürgen@x.example"));
    g_assert_false(encode_needs_smtputf8("ada@münchen.example"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/encode/clean", test_clean);
    g_test_add_func("/encode/bodies", test_bodies);
    g_test_add_func("/encode/addresses", test_addresses);
    return g_test_run();
}
