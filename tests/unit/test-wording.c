/* Texts that say the same, and texts that only look alike. */
#include "event/wording.h"

static void
test_compare(void)
{
    static const struct {
        const char *a;
        const char *b;
        bool same;
        bool mended;
    } table[] = {
        {"Flavors of TCP", "flavors  of tcp.", true, true},
        {"TCP-fying", "TCPfying", true, true},
        {"“Lunch!”", "Lunch", true, true},
        {"Müller", "Mu\u0308ller", true, true},
        {"a\tb\nc", "A b c", true, true},
        {NULL, "", true, true},
        {"The Netflter project", "The Netfilter project", false, true},
        {"The Netfilter porject", "The Netfilter project", false, true},
        {"Netfilterr projectt", "Netfilter project", false, true},
        {"Disscusion of buffers", "Discussion of buffers", false, true},
        {"Acommodation", "Accomodation", false, true},
        {"Performence messurement", "Performance measurement", false, true},
        {"TCP slwo start", "TCP slow start", false, true},
        {"The the kernel", "The kernel", false, true},
        {"Uber Grenzen", "\u00dcber Grenzen", false, true},
        {"Cafe culture", "Caf\u00e9 culture", false, true},
        {"NSF for everybody", "NFS for everybody", false, false}, /* letters that stand for words */
        {"On to C", "On too C", false, false},
        {"Memory allocation", "Memory relocation", false, false},
        {"Room 22", "Room 2", false, false},
        {"Room 2 2", "Room 2", false, false},
        {"Netfilter future", "Netfilter history", false, false},
        {"Early traffic control", "Early control", false, false},
        {"Nteflitre", "Netfilter", false, false}, /* two slips in one word */
        {"IPv4 routing", "IPv6 routing", false, false},
        {"Plans for 2.6.x", "Plans for 2.7.x", false, false},
        {"Room 1.5", "Room 15", false, false},
        {"Kernel in C", "Kernel in C++", false, false},
        {"dogs", "dots", false, false},
        {"次の会議の話", "前の会議の話", false, false}, /* one letter can be a word there */
        {"", "Lunch", false, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_assert_cmpint(wording_same(table[i].a, table[i].b), ==, table[i].same);
        g_assert_cmpint(wording_mended(table[i].a, table[i].b), ==, table[i].mended);
        g_assert_cmpint(wording_mended(table[i].b, table[i].a), ==, table[i].mended);
    }
}

static void
test_line(void)
{
    static const struct {
        const char *text;
        glong limit;
        const char *want;
    } table[] = {
        {"  two\r\n\twords ", 80, "two words"},
        {"\x1b[31mred", 80, "[31mred"},
        {"a\u202eb", 80, "ab"},
        {"a\u200db", 80, "a\u200db"},
        {"abc", 3, "abc"},
        {"abcd", 3, "abc…"},
        {"ab cd", 3, "ab…"},
        {"äöüß", 3, "äöü…"},
        {"", 3, ""},
        {NULL, 3, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree char *got = wording_line(table[i].text, table[i].limit);
        g_assert_cmpstr(got, ==, table[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wording/compare", test_compare);
    g_test_add_func("/wording/line", test_line);
    return g_test_run();
}
