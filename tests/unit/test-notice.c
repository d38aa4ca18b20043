/* Notices: one key, one Message-ID, for ever. */
#include "event/notice.h"
#include "event/token.h"

static void
test_key(void)
{
    static const struct {
        const char *person;
        NoticeKind kind;
        const char *occasion;
        const char *want;
    } table[] = {
        {"ada", NOTICE_INVITATION, "1", "meet/ada/invitation/1"},
        {"ada", NOTICE_REMINDER, "14d", "meet/ada/reminder/14d"},
        {"ada", NOTICE_ANNOUNCEMENT, "2", "meet/ada/announcement/2"},
        {"@a/b@x.example", NOTICE_ECHO, "q7", "meet/@a/b@x.example/echo/q7"},
        {"@bob@x.example", NOTICE_QUESTION, "q7", "meet/@bob@x.example/question/q7"},
        {"organizer", NOTICE_DIGEST, "2004-06-01", "meet/organizer/digest/2004-06-01"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(Notice) notice =
            notice_new("meet", table[i].person, table[i].kind, table[i].occasion, "because");
        g_autofree char *key = notice_key(notice);
        g_assert_cmpstr(key, ==, table[i].want);
    }
}

static void
test_kinds(void)
{
    NoticeKind kind = NOTICE_INVITATION;
    for (int i = 0; i < NOTICE_KINDS; i++) {
        g_assert_true(notice_kind_parse(notice_kind_name((NoticeKind)i), &kind));
        g_assert_cmpint(kind, ==, i);
    }
    g_assert_true(notice_kind_answers(NOTICE_ECHO) && notice_kind_answers(NOTICE_HELP));
    g_assert_false(notice_kind_answers(NOTICE_REMINDER) || notice_kind_answers(NOTICE_DIGEST));
    g_assert_false(notice_kind_parse("Invitation", &kind));
    g_assert_false(notice_kind_parse(NULL, &kind));
    g_assert_cmpint(kind, ==, NOTICE_KINDS - 1); /* untouched */
}

/* printf meet/ada/invitation/1 | openssl dgst -sha256 -binary | head -c 10 | base32 */
static void
test_message_id(void)
{
    g_autofree char *id =
        notice_message_id("meet/ada/invitation/1", 0, "abcdefgh234567xy", "x.example");
    g_assert_cmpstr(id, ==, "<abcdefgh234567xy.jbne3iy2rzvkct6f@x.example>");
    g_autofree char *token = token_of_message_id(id);
    g_assert_cmpstr(token, ==, "abcdefgh234567xy");
    g_autofree char *other =
        notice_message_id("meet/ada/invitation/2", 0, "abcdefgh234567xy", "x.example");
    g_assert_cmpstr(other, !=, id);
    g_autofree char *later =
        notice_message_id("meet/ada/invitation/1", 1086253200, "abcdefgh234567xy", "x.example");
    g_assert_cmpstr(later, !=, id);
    g_autofree char *same = token_of_message_id(later);
    g_assert_cmpstr(same, ==, token);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/notice/key", test_key);
    g_test_add_func("/notice/kinds", test_kinds);
    g_test_add_func("/notice/message-id", test_message_id);
    return g_test_run();
}
