/* Transport: foreign words made fit to print, and the check of a message before it leaves. */
#include "mailer/transport.h"
#include <string.h>

static void
test_outcome(void)
{
    static const struct {
        int code;
        const char *words, *status, *text;
    } table[] = {
        {250, "2.0.0 queued as 1", "2.0.0", "queued as 1"},
        {550, "5.1.1 nobody\r\n5.1.1 here\r\n", "5.1.1", "nobody 5.1.1 here"},
        {550, "  5.7.1", "5.7.1", ""},
        {550, "4.7.1 of another class", "", "4.7.1 of another class"},
        {550, "5.1 no status", "", "5.1 no status"},
        {550, "5.1.1000 no status", "", "5.1.1000 no status"},
        {550, "5.1.1, no status", "", "5.1.1, no status"},
        {0, "5.1.1 nobody said", "", "5.1.1 nobody said"},
        {550, "a\tb\r\n\033[31mred\033[0m\001", "", "a b [31mred [0m"},
        {550, "\342\200\256txet \302\205 x", "", "txet x"},
        {550, "caf\303\251 caf\351", "", "caf\303\251 caf\357\277\275"},
        {550, NULL, "", ""},
    };
    Outcome outcome = {0};
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        outcome_set(&outcome, OUTCOME_LATER, table[i].code, table[i].words);
        g_assert_cmpint(outcome.code, ==, table[i].code);
        g_assert_cmpstr(outcome.status, ==, table[i].status);
        g_assert_cmpstr(outcome.text, ==, table[i].text);
        g_assert_false(outcome.session);
    }
    outcome_clear(&outcome);
    g_assert_null(outcome.text);
}

static void
test_long_words(void)
{
    GString *words = g_string_new(NULL);
    for (int i = 0; i < 1000; i++)
        g_string_append(words, "\303\244");
    g_autofree char *line = outcome_words(words->str);
    g_assert_cmpuint(strlen(line), ==, OUTCOME_TEXT_MAX);
    g_assert_true(g_utf8_validate(line, -1, NULL));
    g_string_free(words, TRUE);
}

#define FINE "A: b\r\n\r\nbody\r\n"

static void
test_check(void)
{
    g_autofree char *dots = g_strnfill(998, '.');
    g_autofree char *longest = g_strconcat("A: b\r\n\r\n", dots, "\r\n", NULL);
    g_autofree char *too_long = g_strconcat("A: b\r\n\r\n.", dots, "\r\n", NULL);
    const struct {
        const char *from, *to, *id, *bytes, *status; /* NULL = may leave */
    } table[] = {
        {"a@here.example", "b@there.example", "abc-1_2.3", FINE, NULL},
        {"", "b+c@there.example", NULL, longest, NULL},
        {"", "b@there.example", NULL, too_long, "5.6.0"},
        {"", "b@there.example", NULL, "", "5.6.0"},
        {"", "b@there.example", NULL, "A: b\r\n\r\nno end", "5.6.0"},
        {"", "b@there.example", NULL, "A: b\n\nbody\n", "5.6.0"},
        {"", "b@there.example", NULL, "A: b\r\n\r\nx\n.\nMAIL FROM:<>\r\n", "5.6.0"},
        {"", "b@there.example", NULL, "A: b\r\n\r\nx\r.\r\n", "5.6.0"},
        {"", "b@there.example", NULL, "A: b\r\n\r\n\374\r\n", "5.6.0"},
        {"", "b@there.example", "with blank", FINE, "5.6.0"},
        {"", "b@there.example", "a=b", FINE, "5.6.0"},
        {"", "b@there.example", "", FINE, "5.6.0"},
        {"", "b@there.example", "0123456789012345678901234567890123456789012345678901234567890",
         FINE, "5.6.0"},
        {"", "", NULL, FINE, "5.1.3"},
        {"", "nobody", NULL, FINE, "5.1.3"},
        {"", "b@there.example>\r\nRCPT TO:<c@there.example", NULL, FINE, "5.1.3"},
        {"", "b c@there.example", NULL, FINE, "5.1.3"},
        {"", "<b@there.example>", NULL, FINE, "5.1.3"},
        {"", "-Xb@there.example", NULL, FINE, "5.1.3"},
        {"", "b\303\266b@there.example", NULL, FINE, NULL}, /* by SMTPUTF8 */
        {"", "b\303\266b@there.example", NULL, "To: b\303\266b\r\n\r\nx\r\n", NULL},
        {"", "b\303\266b@there.example", NULL, "To: b\366b\r\n\r\nx\r\n", "5.6.0"},
        {"", "bob@there.example", NULL, "To: b\303\266b\r\n\r\nx\r\n", "5.6.0"},
        {"", "b\366b@there.example", NULL, FINE, "5.1.3"},
        {"", "bob@th\303\266re.example", NULL, FINE, "5.1.3"},
        {"b\303\266b@here.example", "bob@there.example", NULL, FINE, "5.1.7"},
        {"a\n@here.example", "b@there.example", NULL, FINE, "5.1.7"},
        {"<>", "b@there.example", NULL, FINE, "5.1.7"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        Outgoing message = {table[i].from,          table[i].to, table[i].id, table[i].bytes,
                            strlen(table[i].bytes), NULL};
        Outcome outcome = {0};
        g_assert_cmpint(outgoing_check(&message, &outcome), ==, !table[i].status);
        if (table[i].status) {
            g_assert_cmpint(outcome.kind, ==, OUTCOME_FAILED);
            g_assert_cmpstr(outcome.status, ==, table[i].status);
            g_assert_cmpint(*outcome.text, !=, '\0');
        }
        outcome_clear(&outcome);
    }
}

/* What the check says of BYTES, by the letter: the lines one after the other. */
static bool
is_fine(const char *bytes, gsize length)
{
    gsize line = 0;
    for (gsize i = 0; i < length; i++) {
        bool end = bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n';
        if (bytes[i] & 0x80 || !bytes[i] || (!end && (bytes[i] == '\r' || bytes[i] == '\n')))
            return false;
        line = end ? 0 : line + 1;
        i += end;
        if (line > 998)
            return false;
    }
    return length > 0 && line == 0;
}

/* Wherever it stands in whichever lines, one wrong byte is found. */
static void
test_anywhere(void)
{
    static const char wrong[] = {'\r', '\n', '\0', '\200', 'x'};
    GRand *random = g_rand_new_with_seed(7);
    for (int i = 0; i < 3000; i++) {
        GString *bytes = g_string_new(NULL);
        for (int lines = g_rand_int_range(random, 1, 5); lines > 0; lines--) {
            int length = g_rand_boolean(random) ? 998 : g_rand_int_range(random, 0, 300);
            for (int n = 0; n < length; n++)
                g_string_append_c(bytes, 'a');
            g_string_append(bytes, "\r\n");
        }
        for (int n = g_rand_int_range(random, 0, 3); n > 0; n--) {
            gsize at = (gsize)g_rand_int_range(random, 0, (gint32)bytes->len);
            bytes->str[at] = wrong[g_rand_int_range(random, 0, G_N_ELEMENTS(wrong))];
        }
        Outgoing message = {"", "b@there.example", NULL, bytes->str, bytes->len, NULL};
        Outcome outcome = {0};
        g_assert_cmpint(outgoing_check(&message, &outcome), ==, is_fine(bytes->str, bytes->len));
        outcome_clear(&outcome);
        g_string_free(bytes, TRUE);
    }
    g_rand_free(random);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/transport/outcome", test_outcome);
    g_test_add_func("/transport/long-words", test_long_words);
    g_test_add_func("/transport/check", test_check);
    g_test_add_func("/transport/anywhere", test_anywhere);
    return g_test_run();
}
