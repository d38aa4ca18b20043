/* status-code: which numbers in a letter are codes of a mail server. */
#include <glib.h>
#include "inbox/status-code.h"

static void
test_find(void)
{
    static const struct {
        const char *text;
        const char *status;
        int code;
    } rows[] = {
        {"550 5.1.1 no such user", "5.1.1", 550},
        {"host mx.x.example[192.0.2.1] said: 452 4.2.2 full (in reply)", "4.2.2", 452},
        {"Sorry, no mailbox here by that name. (#5.1.1)", "5.1.1", 0},
        {"smtp;550-5.7.26 first line\n550 5.7.26 second", "5.7.26", 550},
        {"<<< 554 refused", "", 554},
        {"421", "", 421},
        {"Error: 550: gone", "", 550},
        {"5.0.0 (undefined) but 4.2.2 in truth", "4.2.2", 0}, /* x.0.0 says nothing */
        {"4.4.1 then 5.1.1", "5.1.1", 0},                     /* for good counts first */
        {"5.1.1 then 5.2.2", "5.1.1", 0},
        {"450 later, 550 never", "", 550},
        {"5.7.606 access denied", "5.7.606", 0},
        /* not codes */
        {"192.0.2.1, 5.1.1.1, 5.1", "", 0},
        {"Postfix 2.5.1, v5.1.2, mail-5.1.2b", "", 0},
        {"size 5384741 bytes, room 5500, 550kg, 550.5", "", 0},
        {"we tried 500 times on port 587", "", 0},
        {"250 2.0.0 queued", "", 0},
        {"580 is no reply code", "", 0},
        {"2004-05-11 at 4.30", "", 0},
        {"", "", 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        StatusCode found = status_code_find(rows[i].text, -1);
        g_assert_cmpstr(found.status, ==, rows[i].status);
        g_assert_cmpint(found.code, ==, rows[i].code);
    }
}

static void
test_class(void)
{
    static const struct {
        StatusCode status;
        char want;
    } rows[] = {
        {{"5.1.1", 0}, '5'}, {{"4.2.2", 550}, '4'}, {{"", 550}, '5'},
        {{"", 421}, '4'},    {{"", 0}, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(status_code_class(&rows[i].status), ==, rows[i].want);
}

static void
test_length(void)
{
    StatusCode found = status_code_find("nothing here; 550 5.1.1", 12);
    g_assert_cmpint(found.code, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/status-code/find", test_find);
    g_test_add_func("/status-code/class", test_class);
    g_test_add_func("/status-code/length", test_length);
    return g_test_run();
}
