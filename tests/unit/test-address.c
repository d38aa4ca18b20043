/* Addresses: what is one, when two are the same, and the details that ride in them. */
#include "event/address.h"
#include <string.h>

static void
check_plain(const char *text)
{
    g_autofree char *normal = address_parse(text);
    bool want = normal && g_str_equal(normal, text) && g_str_is_ascii(text);
    if (address_is_plain(text) != want)
        g_error("%s is %s", text, want ? "plain" : "not plain");
}

static void
test_parse(void)
{
    static const struct {
        const char *text;
        const char *want; /* NULL = no address */
    } table[] = {
        {"ada@x.example", "ada@x.example"},
        {"  Ada@X.Example\t\n", "Ada@x.example"},
        {"MAILTO:ada@x.example", "ada@x.example"},
        {"ada+tag=b/c@x.example", "ada+tag=b/c@x.example"},
        {"o'neil!%{}~@x-1.example", "o'neil!%{}~@x-1.example"},
        {"root@localhost", "root@localhost"},
        {"\"Ada+tag\"@x.example", "Ada+tag@x.example"},
        {"\"o'neil\"@x.example", "o'neil@x.example"},
        {"ada@X.example.", "ada@x.example"}, /* the root's dot */
        {"jürgen@bücher.example", "jürgen@bücher.example"},
        {"jürgen@BÜCHER.example", "jürgen@bücher.example"},
        {"アダ@例え.example", "アダ@例え.example"},
        {NULL, NULL},
        {"", NULL},
        {"mailto:", NULL},
        {"ada", NULL},
        {"@x.example", NULL},
        {"ada@", NULL},
        {"ada@b@x.example", NULL},
        {"ada@x..example", NULL},
        {"ada@.x.example", NULL},
        {"ada@x.example..", NULL},
        {"ada@.", NULL},
        {"ada@-x.example", NULL},
        {"ada@x-.example", NULL},
        {"ada@x_y.example", NULL},
        {"ada@192.0.2.1", NULL},
        {"ada@[192.0.2.1]", NULL},
        {"ada b@x.example", NULL},
        {"\"ada b\"@x.example", NULL},
        {"\"ada@y\"@x.example", NULL},
        {"\"ada\\+b\"@x.example", NULL},
        {"\"\"@x.example", NULL},
        {"\"@x.example", NULL},
        {"\"ada@x.example", NULL},
        {"\"-f\"@x.example", NULL},
        {"Ada <ada@x.example>", NULL},
        {"ada@x.example,bob@x.example", NULL},
        {"ada@x.example\r\nBcc: bob@x.example", NULL},
        {"ada\x01@x.example", NULL},
        {"ada\xff@x.example", NULL},
        {"ada\u202e@x.example", NULL}, /* turns the text around that follows it */
        {"ada\u200b@x.example", NULL}, /* zero width */
        {"ada\u00a0b@x.example", NULL},
        {"ada\uff20x.example", NULL}, /* a wide @ is none */
        {"ada@x\u3002example", NULL}, /* a wide full stop is none either */
        {".ada@x.example", NULL},
        {"ada.@x.example", NULL},
        {"ada..b@x.example", NULL},
        {"-oQ/tmp@x.example", NULL}, /* an option of sendmail(8) */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree char *got = address_parse(table[i].text);
        g_assert_cmpstr(got, ==, table[i].want);
        if (table[i].text)
            check_plain(table[i].text);
    }
}

/* The short way and the long one agree about whatever there is. */
static void
test_plain(void)
{
    static const char *const bits[] = {"a", "a",  "a", "Z",       "9",       "9",  "-",
                                       ".", "@",  "@", "+",       "(",       "\"", "\\",
                                       ",", "\n", " ", "mailto:", "\303\274"};
    GRand *random = g_rand_new_with_seed(3);
    g_autofree char *label = g_strnfill(62, 'a');
    for (int i = 0; i < 200000; i++) {
        g_autoptr(GString) text = g_string_new(i % 100 == 0 ? label : NULL);
        int most = i % 7 == 0 ? 3 : G_N_ELEMENTS(bits);
        for (int n = g_rand_int_range(random, 0, 12); n > 0; n--)
            g_string_append(text, bits[g_rand_int_range(random, 0, most)]);
        if (i % 5 == 0)
            g_string_append(text, "@x.example");
        check_plain(text->str);
    }
    g_rand_free(random);
    /* The longest address there is, and one more. */
    for (int more = 0; more < 2; more++) {
        g_autofree char *local = g_strnfill((gsize)(ADDRESS_MAX - 10 + more), 'a');
        g_autofree char *text = g_strconcat(local, "@x.example", NULL);
        g_assert_cmpint(address_is_plain(text), ==, !more);
        check_plain(text);
    }
}

static void
test_length(void)
{
    g_autofree char *local = g_strnfill(ADDRESS_MAX - strlen("@x.example"), 'a');
    g_autofree char *longest = g_strconcat(local, "@x.example", NULL);
    g_autofree char *longer = g_strconcat("a", longest, NULL);
    g_autofree char *taken = address_parse(longest);
    g_autofree char *refused = address_parse(longer);
    g_assert_cmpstr(taken, ==, longest);
    g_assert_null(refused);

    g_autofree char *label = g_strnfill(64, 'a');
    g_autofree char *long_label = g_strconcat("a@", label, ".example", NULL);
    g_autofree char *no_domain = address_parse(long_label);
    g_assert_null(no_domain);
    /* 31 letters of two bytes, three each in lower case */
    g_autofree char *growing = address_parse("a@ȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺ.example");
    g_assert_null(growing);
}

static void
test_equal(void)
{
    static const struct {
        const char *a;
        const char *b;
        bool want;
    } table[] = {
        {"Ada@x.example", "ada@X.example", true},
        {"JÜRGEN@x.example", "jürgen@x.example", true},
        {"ada@x.example", "ada@y.example", false},
        {"ada@x.example", "ada@x.example.com", false},
        {"ada@x.example.com", "ada@x.example", false},
        {"mi\u212Ae@x.example", "mike@x.example", false}, /* KELVIN SIGN */
        /* A-labels and U-labels (RFC 5890 2.3.2.1) */
        {"cem@bücher.example", "Cem@xn--bcher-kva.example", true},
        {"cem@a.bücher.example", "cem@a.xn--bcher-kva.example", true},
        {"cem@bücher.grüße.example", "cem@bücher.xn--gre-6ka8l.example", true},
        {"cem@bücher.example", "cem@bu\u0308cher.example", true}, /* NFC and NFD */
        {"cem@bücher.example", "cem@bucher.example", false},
        {"cem@bücher.example", "dan@xn--bcher-kva.example", false},
        {"cem@bücher.example", "cem@xn--bcher-kva.example.com", false},
        {"cem@straße.example", "cem@xn--strae-oqa.example", true},
        {"cem@straße.example", "cem@strasse.example", false}, /* IDNA2003 made them one */
        {"cem@xn--abc-.example", "cem@abc.example", false},   /* decodes to ASCII */
        {"cem@xn--a.example", "cem@a.example", false},
        {"cem@xn--bcher-kva.example", "cem@xn--bcher-kvb.example", false},
        {"cem@\u212A.example", "cem@k.example", false},
        {"xn--bcher-kva@x.example", "bücher@x.example", false}, /* the domain only */
        {NULL, "ada@x.example", false},
        {NULL, NULL, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_test_message("%s %s", table[i].a, table[i].b);
        g_assert_cmpint(address_equal(table[i].a, table[i].b), ==, table[i].want);
        if (!table[i].a)
            continue;
        g_autofree char *a = address_key(table[i].a);
        g_autofree char *b = address_key(table[i].b);
        g_assert_cmpint(strcmp(a, b) == 0, ==, table[i].want);
    }
}

static void
test_sides(void)
{
    g_autofree char *local = address_local("ada+a@x.example");
    g_assert_cmpstr(local, ==, "ada+a");
    g_assert_cmpstr(address_domain("ada+a@x.example"), ==, "x.example");
    g_autofree char *all = address_local("ada");
    g_assert_cmpstr(all, ==, "ada");
    g_assert_cmpstr(address_domain("ada"), ==, "");
}

static void
test_detail(void)
{
    static const struct {
        const char *address;
        const char *base;
        char separator;
        const char *want;
    } table[] = {
        {"meet+abc@x.example", "meet@x.example", '+', "abc"},
        {"MEET+Abc@X.example", "meet@x.example", '+', "Abc"},
        {"meet-abc@x.example", "meet@x.example", '-', "abc"},
        {"meet+a+b@x.example", "meet@x.example", '+', "a+b"},
        {"my-meet-abc@x.example", "my-meet@x.example", '-', "abc"},
        {"meet-abc@x.example", "meet@x.example", '+', NULL},
        {"meet+@x.example", "meet@x.example", '+', NULL},
        {"meet@x.example", "meet@x.example", '+', NULL},
        {"meeting+abc@x.example", "meet@x.example", '+', NULL},
        {"meet+abc@y.example", "meet@x.example", '+', NULL},
        {"abc@X.example", "meet@x.example", ADDRESS_CATCH_ALL, "abc"},
        {"Meet@x.example", "meet@x.example", ADDRESS_CATCH_ALL, NULL},
        {"abc@y.example", "meet@x.example", ADDRESS_CATCH_ALL, NULL},
        {"meet+abc@x.example", "meet@x.example", ADDRESS_ALONE, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree char *got = address_detail(table[i].address, table[i].base, table[i].separator);
        g_assert_cmpstr(got, ==, table[i].want);
    }
    g_autofree char *made = address_with_detail("meet@x.example", '+', "abc");
    g_assert_cmpstr(made, ==, "meet+abc@x.example");
    g_autofree char *caught = address_with_detail("meet@x.example", ADDRESS_CATCH_ALL, "abc");
    g_assert_cmpstr(caught, ==, "abc@x.example");
    g_autofree char *alone = address_with_detail("meet@x.example", ADDRESS_ALONE, "abc");
    g_assert_cmpstr(alone, ==, "meet@x.example");
}

/* convoke's own is not one of these: answers come to it. */
static void
test_nobody_reads(void)
{
    static const struct {
        const char *address;
        bool unread;
    } table[] = {
        {"noreply@x.example", true},       {"no-reply@x.example", true},
        {"meet.No_Reply@x.example", true}, {"do-not-reply@x.example", true},
        {"postmaster@x.example", true},    {"MAILER-DAEMON@x.example", true},
        {"meet@x.example", false},         {"reply@x.example", false},
        {"meet@noreply.example", false},   {"postmasters@x.example", false},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        g_test_message("%s", table[i].address);
        g_assert_cmpint(address_nobody_reads(table[i].address), ==, table[i].unread);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address/parse", test_parse);
    g_test_add_func("/address/plain", test_plain);
    g_test_add_func("/address/length", test_length);
    g_test_add_func("/address/equal", test_equal);
    g_test_add_func("/address/sides", test_sides);
    g_test_add_func("/address/detail", test_detail);
    g_test_add_func("/address/nobody-reads", test_nobody_reads);
    return g_test_run();
}
