/* What IMAP servers say, and where accounts are. */
#include "event/error.h"
#include "inbox/imap-reply.h"
#include "inbox/imap-url.h"
#include <string.h>

/* Each response, with "|" behind it, and its literal in angle brackets. */
static char *
hear_all(const char *bytes, gsize length, gsize piece)
{
    g_auto(ImapReply) reply;
    GString *got = g_string_new(NULL);
    imap_reply_init(&reply, 10);
    for (gsize at = 0; at < length && !reply.broken;) {
        at += imap_hear(&reply, bytes + at, MIN(piece, length - at));
        if (!reply.whole)
            continue;
        g_string_append(got, reply.text->str);
        if (reply.literal)
            g_string_append_printf(got, "<%.*s>", (int)reply.literal->len,
                                   (char *)reply.literal->data);
        g_string_append_c(got, '|');
        imap_next(&reply);
    }
    if (reply.broken)
        g_string_append(got, "broken");
    return g_string_free(got, FALSE);
}

static void
test_hear(void)
{
    static const struct {
        const char *said, *want;
    } rows[] = {
        {"* OK hello\r\nA1 OK\r\n", "* OK hello|A1 OK|"},
        {"* 1 FETCH (UID 5 BODY[] {4}\r\na\r\nb FLAGS ())\r\nA1 OK\r\n",
         "* 1 FETCH (UID 5 BODY[] {4} FLAGS ())<a\r\nb>|A1 OK|"},
        {"* 1 FETCH (BODY[] {0}\r\n)\r\n", "* 1 FETCH (BODY[] {0})<>|"},
        {"* 1 FETCH (BODY[] {14}\r\n0123456789abcd UID 7)\r\n",
         "* 1 FETCH (BODY[] {14} UID 7)<0123456789a>|"},
        {"* LIST () {5}\r\nINBOX\r\n* OK\r\n", "* LIST () {5}<INBOX>|* OK|"},
        {"* OK {braces} and {1\r\n* OK {12345678901}\r\n",
         "* OK {braces} and {1|* OK {12345678901}|"},
        {"* 1 FETCH (UID 5 BODY[] {2}\r\nabc UID 7)\r\n", "broken"}, /* it was longer */
        {"* 1 FETCH (UID 5 BODY[] {2}\r\nab\r\n)\r\n", "broken"},
        {"* OK\n", "broken"},
        {"* OK unfinished", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        for (gsize piece = 1; piece < 30; piece += 7) {
            g_autofree char *got = hear_all(rows[i].said, strlen(rows[i].said), piece);
            g_assert_cmpstr(got, ==, rows[i].want);
        }
    g_autofree char *zero = hear_all("* OK \0\r\n", 8, 8);
    g_assert_cmpstr(zero, ==, "broken");
    g_autoptr(GString) many = g_string_new("* SEARCH");
    for (guint32 uid = 1000000; uid < 2000000; uid++)
        g_string_append_printf(many, " %u", uid);
    g_string_append(many, "\r\n");
    g_autofree char *list = hear_all(many->str, many->len, 65536);
    g_assert_true(g_str_has_suffix(list, " 1999999|"));
    g_autofree char *flood = g_strnfill(IMAP_LINE + 1, 'x');
    g_autofree char *got = hear_all(flood, strlen(flood), 65536);
    g_assert_cmpstr(got, ==, "broken");
}

static void
test_status(void)
{
    static const struct {
        const char *text;
        ImapStatus want;
        const char *words;
    } rows[] = {
        {"A7 OK done", IMAP_OK, "done"},
        {"A7 ok", IMAP_OK, ""},
        {"A7 NO [TRYCREATE] no such mailbox", IMAP_NO, "[TRYCREATE] no such mailbox"},
        {"A7 BAD what?", IMAP_BAD, "what?"},
        {"* BYE too long idle", IMAP_BYE, "too long idle"},
        {"* OK still here", IMAP_OTHER, NULL},
        {"A71 OK done", IMAP_OTHER, NULL},
        {"A7 OKAY", IMAP_OTHER, NULL},
        {"+ go on", IMAP_OTHER, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *words = NULL;
        g_assert_cmpint(imap_status(rows[i].text, "A7", &words), ==, rows[i].want);
        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

static void
test_numbers(void)
{
    g_assert_cmpuint(imap_number("* OK [UIDVALIDITY 1234] valid", "UIDVALIDITY"), ==, 1234);
    g_assert_cmpuint(imap_number("* 3 FETCH (UID 9 BODY[] {2})", "UID"), ==, 9);
    g_assert_cmpuint(imap_number("* 3 FETCH (BODY[] {2} UID 9)", "UID"), ==, 9);
    g_assert_cmpuint(imap_number("* 3 FETCH (XUID 9 UIDX 8 UID x)", "UID"), ==, 0);
    g_assert_cmpuint(imap_number("UID 99999999999", "UID"), ==, 0);

    g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
    imap_search("* SEARCH 2 3 4 9 11 12", uids);
    imap_search("* SEARCH", uids);
    imap_search("* 9 EXISTS", uids);
    g_autofree char *set = imap_set(uids);
    g_assert_cmpstr(set, ==, "2:4,9,11:12");
    imap_search("* SEARCH 0 5", uids);
    imap_search("* SEARCH 99999999999", uids);
    g_assert_cmpuint(uids->len, ==, 6);

    g_assert_true(imap_is_fetch("* 12 FETCH (UID 1)"));
    g_assert_false(imap_is_fetch("* FETCH (UID 1)"));
    g_assert_false(imap_is_fetch("A1 12 FETCH (UID 1)"));
    g_autofree char *quoted = imap_quote("a \"b\" \\c");
    g_assert_cmpstr(quoted, ==, "\"a \\\"b\\\" \\\\c\"");
}

static void
test_url(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"imaps://ann@mail.example", "tls ann mail.example 993 INBOX -"},
        {"imaps://ann%40meet.example@mail.example:9993/",
         "tls ann@meet.example mail.example 9993 INBOX -"},
        {"imap://ann@mail.example/Meetings/Oslo%202004?ca=/etc/ca.pem",
         "starttls ann mail.example 143 Meetings/Oslo 2004 /etc/ca.pem"},
        {"imaps://ann@[::1]/Anf%C3%A4nge", "tls ann ::1 993 Anfänge -"},
        {"imaps://ann:secret@mail.example", NULL},
        {"imaps://mail.example", NULL},
        {"imaps://ann@", NULL},
        {"imaps://ann@mail.example?tls=off", NULL},
        {"imaps://ann@mail.example/a%0D%0Ab", NULL},
        {"pop3://ann@mail.example", NULL},
        {"mail.example", NULL},
        {"", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ImapUrl) url = imap_url_parse(rows[i].text, &error);
        g_autofree char *got =
            url ? g_strdup_printf("%s %s %s %d %s %s", url->starttls ? "starttls" : "tls",
                                  url->user, url->host, url->port, url->folder,
                                  url->ca ? url->ca : "-")
                : NULL;
        g_assert_cmpstr(got, ==, rows[i].want);
        g_assert_true(url || g_error_matches(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/imap/hear", test_hear);
    g_test_add_func("/imap/status", test_status);
    g_test_add_func("/imap/numbers", test_numbers);
    g_test_add_func("/imap/url", test_url);
    return g_test_run();
}
