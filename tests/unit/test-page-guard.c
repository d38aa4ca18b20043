/* What may stand on a public page. */
#include "cli/page-guard.h"

static void
test_addresses(void)
{
    static const struct {
        const char *text, *veiled, *spelled;
    } cases[] = {
        {"", "", ""},
        {"nobody", "nobody", "nobody"},
        {"ann@meet.example", "ann@…", "ann at meet dot example"},
        {"Write to ann@meet.example.", "Write to ann@….", "Write to ann at meet dot example."},
        {"(a.b-c+d@x.y.example)", "(a.b-c+d@…)", "(a.b-c+d at x dot y dot example)"},
        {"<a@x.example>,<b@y.example>", "<a@…>,<b@…>", "<a at x dot example>,<b at y dot example>"},
        {"mailto:a@x.example", "mailto:a@…", "mailto:a at x dot example"},
        {"jörg@bücher.example", "jörg@…", "jörg at bücher dot example"},
        {"a@b@c.example", "a@b@…", "a@b at c dot example"},
        {"a@x.example@y.example", "a@…@y.example", "a at x dot example@y.example"},
        /* No addresses. */
        {"root@localhost", "root@localhost", "root@localhost"},
        {"see you @ noon. Really", "see you @ noon. Really", "see you @ noon. Really"},
        {"@name", "@name", "@name"},
        {"a@", "a@", "a@"},
        {"a@.", "a@.", "a@."},
        {"a@.b", "a@.b", "a@.b"},
        {"@", "@", "@"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *veiled = guard_addresses(cases[i].text, false);
        g_autofree char *spelled = guard_addresses(cases[i].text, true);
        g_assert_cmpstr(veiled, ==, cases[i].veiled);
        g_assert_cmpstr(spelled, ==, cases[i].spelled);
    }
}

/* A text of nothing but beginnings of addresses takes no more than its length. */
static void
test_addresses_linear(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 500000; i++)
        g_string_append(text, "a@b");
    g_autofree char *veiled = guard_addresses(text->str, true);
    g_assert_cmpstr(veiled, ==, text->str);
}

static void
test_urls(void)
{
    static const struct {
        const char *url, *want;
    } cases[] = {
        {NULL, NULL},
        {"", NULL},
        {"slides/a.pdf", "slides/a.pdf"},
        {"./a:b", "./a:b"},
        {"/photos/?p=1#x", "/photos/?p=1#x"},
        {"#topics", "#topics"},
        {"http://meet.example", "http://meet.example"},
        {"HTTPS://meet.example:8443/a?b=c&d", "HTTPS://meet.example:8443/a?b=c&d"},
        {"https://bücher.example/ü", "https://bücher.example/ü"},
        {"https://social.example/@ann", "https://social.example/%40ann"},
        {"list?to=ann@meet.example", "list?to=ann%40meet.example"},
        /* Other schemes, and what browsers would take for one. */
        {"javascript:alert(1)", NULL},
        {"JavaScript:alert(1)", NULL},
        {"java\nscript:alert(1)", NULL},
        {"\001javascript:alert(1)", NULL},
        {" javascript:alert(1)", NULL},
        {"data:text/html,x", NULL},
        {"mailto:ann@meet.example", NULL},
        {"file:///etc/passwd", NULL},
        {"ftp://x.example/", NULL},
        {":", NULL},
        /* Hosts that are none, or somebody else's. */
        {"//evil.example/", NULL},
        {"/\\evil.example", NULL},
        {"\\\\evil.example", NULL},
        {"https:", NULL},
        {"https:/a", NULL},
        {"https:///a", NULL},
        {"https://?", NULL},
        {"https://-x", NULL},
        {"https://bank.example@evil.example/", NULL},
        {"a b", NULL},
        {"a\tb", NULL},
        {"\xff", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = guard_url(cases[i].url);
        g_assert_cmpstr(got, ==, cases[i].want);
    }
    g_autofree char *longest = g_strnfill(GUARD_URL_MAX, 'a');
    g_autofree char *longer = g_strnfill(GUARD_URL_MAX + 1, 'a');
    g_autofree char *taken = guard_url(longest);
    g_assert_cmpstr(taken, ==, longest);
    g_assert_null(guard_url(longer));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page-guard/addresses", test_addresses);
    g_test_add_func("/page-guard/addresses-linear", test_addresses_linear);
    g_test_add_func("/page-guard/urls", test_urls);
    return g_test_run();
}
