/* dsn: the fields of RFC 3464 and 6533, also as broken as they come. */
#include <glib.h>
#include "inbox/dsn.h"

static const DsnRecipient *
at(const Dsn *dsn, guint i)
{
    g_assert_cmpuint(i, <, dsn->recipients->len);
    return dsn->recipients->pdata[i];
}

static void
test_two_groups(void)
{
    g_autoptr(Dsn) dsn = dsn_parse("Reporting-MTA: dns; mx.x.example\n"
                                   "Original-Envelope-Id: abcdefgh234567xy\n"
                                   "\n"
                                   "Original-Recipient: rfc822;Ann@x.example\n"
                                   "Final-Recipient: rfc822; ann@y.example\n"
                                   "Action: Failed (for good)\n"
                                   "Status: 5.1.1 (no such mailbox)\n"
                                   "Diagnostic-Code: smtp; 550 5.1.1\n"
                                   "    no such\n"
                                   "\tmailbox\n"
                                   "\n"
                                   "Final-Recipient: RFC822;<bob@x.example>\n"
                                   "Action: delayed\n");
    g_assert_cmpstr(dsn->envelope_id, ==, "abcdefgh234567xy");
    g_assert_cmpuint(dsn->recipients->len, ==, 2);
    g_assert_cmpstr(at(dsn, 0)->original, ==, "Ann@x.example");
    g_assert_cmpstr(at(dsn, 0)->final, ==, "ann@y.example");
    g_assert_cmpstr(at(dsn, 0)->action, ==, "failed");
    g_assert_cmpstr(at(dsn, 0)->status, ==, "5.1.1 (no such mailbox)");
    g_assert_cmpstr(at(dsn, 0)->diagnostic, ==, "550 5.1.1 no such mailbox");
    g_assert_cmpstr(at(dsn, 1)->final, ==, "bob@x.example");
    g_assert_cmpstr(at(dsn, 1)->action, ==, "delayed");
    g_assert_null(at(dsn, 1)->status);
}

static void
test_addresses(void)
{
    static const struct {
        const char *value;
        const char *want;
    } rows[] = {
        {"rfc822; a@x.example", "a@x.example"},
        {"a@x.example", "a@x.example"},
        {"<a@x.example>", "a@x.example"},
        {"rfc822; rfc822;a@x.example", "a@x.example"},
        {"RFC822 ; <a@x.example> (Ann)", "a@x.example"},
        {"rfc822;\"a b\"@x.example", NULL}, /* ends at the space; nobody's invitation needs one */
        {"utf-8; \\x{E4}nn@x.example", "änn@x.example"},
        {"utf-8; änn@x.example", "änn@x.example"},
        {"utf-8; \\x{110000}@x.example", "\\x{110000}@x.example"},
        {"rfc822;meet+2Babc+40x.example", "meet+abc@x.example"},
        {"rfc822;meet+abc@x.example", "meet+abc@x.example"},
        {"x400; /S=ann/OU=x/C=GB/", NULL},
        {"rfc822;/var/mail/x@y", NULL},
        {"LOCAL; ann", NULL},
        {"rfc822; @x.example", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text =
            g_strconcat("Final-Recipient: ", rows[i].value, "\nAction: failed\n", NULL);
        g_autoptr(Dsn) dsn = dsn_parse(text);
        g_assert_cmpstr(at(dsn, 0)->final, ==, rows[i].want);
    }
}

/* Groups that are not parted, and a status that comes first. */
static void
test_run_together(void)
{
    g_autoptr(Dsn) dsn =
        dsn_parse("Action: failed\nFinal-Recipient: rfc822; a@x.example\nStatus: 5.0.0\n"
                  "Action: delivered\nFinal-Recipient: rfc822; b@x.example\n");
    g_assert_cmpuint(dsn->recipients->len, ==, 2);
    g_assert_cmpstr(at(dsn, 0)->final, ==, "a@x.example");
    g_assert_false(dsn_is_success(at(dsn, 0)));
    g_assert_cmpstr(at(dsn, 1)->final, ==, "b@x.example");
    g_assert_true(dsn_is_success(at(dsn, 1)));
}

static void
test_success(void)
{
    static const struct {
        const char *action;
        bool want;
    } rows[] = {
        {"delivered", true}, {"relayed", true}, {"Expanded", true},
        {"delayed", false},  {"failed", false}, {"expired", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text =
            g_strconcat("Final-Recipient: a@x\nAction: ", rows[i].action, "\n", NULL);
        g_autoptr(Dsn) dsn = dsn_parse(text);
        g_assert_cmpint(dsn_is_success(at(dsn, 0)), ==, rows[i].want);
    }
}

static void
test_nothing(void)
{
    static const char *const texts[] = {"", "\n\n", "Reporting-MTA: dns; x\n",
                                        "Dear Ann,\nhello: you\n", " folded: from nothing\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Dsn) dsn = dsn_parse(texts[i]);
        g_assert_cmpuint(dsn->recipients->len, ==, 0);
    }
}

static void
test_many(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 5 * DSN_RECIPIENTS_MAX; i++)
        g_string_append_printf(text, "Final-Recipient: rfc822; a%d@x.example\n", i);
    g_autoptr(Dsn) dsn = dsn_parse(text->str);
    g_assert_cmpuint(dsn->recipients->len, ==, DSN_RECIPIENTS_MAX);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dsn/two-groups", test_two_groups);
    g_test_add_func("/dsn/addresses", test_addresses);
    g_test_add_func("/dsn/run-together", test_run_together);
    g_test_add_func("/dsn/success", test_success);
    g_test_add_func("/dsn/nothing", test_nothing);
    g_test_add_func("/dsn/many", test_many);
    return g_test_run();
}
