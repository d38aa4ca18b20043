/* What an IMAP server says: it is heard the same in whatever pieces the bytes come, and what is kept of it is bounded. */
#include "tests/fuzz/fuzz.h"
#include "inbox/imap-reply.h"

enum { LIMIT = 20 };

static void
note(const ImapReply *reply, GString *heard)
{
    const char *words = "";
    g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
    ImapStatus status = imap_status(reply->text->str, "C1", &words);
    imap_search(reply->text->str, uids);
    for (guint i = 0; i < uids->len; i++)
        g_assert_cmpuint(g_array_index(uids, guint32, i), >, 0);
    g_assert_cmpuint(strlen(reply->text->str), ==, reply->text->len);
    g_assert_true(!reply->literal || reply->literal->len <= LIMIT + 1);
    g_assert_true(!reply->digest || reply->literal->len == LIMIT + 1);
    g_string_append_printf(heard, "%s %d %s %u %u %s %u\n", reply->text->str, status, words,
                           imap_number(reply->text->str, "UID"), uids->len,
                           reply->digest ? reply->digest : "",
                           reply->literal ? reply->literal->len : 0);
    if (reply->literal)
        g_string_append_len(heard, (char *)reply->literal->data, reply->literal->len);
}

static GString *
hear(const char *bytes, gsize length, gsize piece)
{
    g_auto(ImapReply) reply;
    GString *heard = g_string_new(NULL);
    imap_reply_init(&reply, LIMIT);
    for (gsize at = 0; at < length && !reply.broken;) {
        gsize given = MIN(piece, length - at), used = imap_hear(&reply, bytes + at, given);
        g_assert_true(used == given || reply.whole || reply.broken);
        at += used;
        if (reply.whole) {
            note(&reply, heard);
            imap_next(&reply);
        }
    }
    g_string_append(heard, reply.broken ? "broken" : "");
    return heard;
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static const gsize pieces[] = {1, 3, 64};
    g_autoptr(GString) whole = hear((const char *)data, size, size);
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) pieced = hear((const char *)data, size, pieces[i]);
        g_assert_true(g_string_equal(whole, pieced));
    }
    return 0;
}
