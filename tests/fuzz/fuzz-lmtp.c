/* An LMTP dialogue: what is heard and delivered is the same in whatever pieces the bytes come, each reply is
 * a line with a code, and each recipient of a message has one answer. */
#include "tests/fuzz/fuzz.h"
#include "inbox/lmtp.h"

static const LmtpRules rules = {"here.example", "meet@here.example", '+', 200};

static void
deliver(LmtpSession *session, GString *messages)
{
    guint n = session->recipients->len;
    g_assert_cmpuint(n, >=, 1);
    g_assert_cmpuint(n, <=, LMTP_RECIPIENTS);
    g_assert_cmpuint(session->data.bytes->len, <=, session->data.limit);
    g_string_append_len(messages, (char *)session->data.bytes->data, session->data.bytes->len);
    for (guint i = 0; i < n; i++) {
        g_assert_cmpint(session->state, ==, LMTP_DELIVER);
        g_string_append_printf(messages, "-> %s\n", (char *)session->recipients->pdata[0]);
        lmtp_answer(session, i % 2 ? LMTP_LATER : LMTP_TAKEN);
    }
    g_assert_cmpint(session->state, ==, LMTP_READ);
}

/* All that is said and delivered when the bytes come PIECE at a time. */
static GString *
converse(const char *bytes, gsize length, gsize piece)
{
    LmtpSession session;
    LmtpRoom room = {.most = 230}; /* a line of the sender may leave too little of it */
    g_autoptr(GString) messages = g_string_new(NULL);
    GString *all = g_string_new(NULL);
    lmtp_init(&session, &rules, &room);
    for (gsize at = 0; at < length && session.state != LMTP_CLOSE;) {
        gsize given = MIN(piece, length - at), used = lmtp_hear(&session, bytes + at, given);
        g_assert_cmpuint(used, <=, given);
        g_assert_true(used == given || session.state != LMTP_READ || session.out->len >= LMTP_OUT);
        at += used;
        g_assert_cmpuint(room.taken, <=, room.most);
        if (session.state == LMTP_DELIVER)
            deliver(&session, messages);
        g_string_append_len(all, session.out->str, (gssize)session.out->len);
        g_string_truncate(session.out, 0);
    }
    g_string_append_len(all, session.out->str, (gssize)session.out->len); /* of the greeting */
    g_auto(GStrv) replies = g_strsplit(all->str, "\r\n", -1);
    for (char **reply = replies; *reply && reply[1]; reply++)
        g_assert_true(strspn(*reply, "0123456789") == 3 && strchr(" -", (*reply)[3]));
    g_assert_true(g_str_has_suffix(all->str, "\r\n"));
    g_string_append_len(all, messages->str, (gssize)messages->len);
    lmtp_clear(&session);
    g_assert_cmpuint(room.taken, ==, 0);
    return all;
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static const gsize pieces[] = {1, 3, 64};
    g_autoptr(GString) whole = converse((const char *)data, size, size);
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) pieced = converse((const char *)data, size, pieces[i]);
        g_assert_true(g_string_equal(whole, pieced));
    }
    return 0;
}
