/* A whole message: the same bytes mean the same for ever, in bounded size, and nothing is sure but an
 * answer (law 3). */
#include "tests/fuzz/fuzz.h"
#include "event/file-name.h"
#include "event/token.h"
#include "inbox/itip-read.h"
#include "inbox/read.h"

/* A decoded byte can stand in text, reply and words, six bytes long; compressed text is not longer. */
enum { HEADROOM = 64 * 1024, GROWTH = 128 };

static void
check_attachments(const GPtrArray *attachments)
{
    for (guint i = 0; attachments && i < attachments->len; i++) {
        const Attachment *attachment = attachments->pdata[i];
        g_autofree char *name = file_name_safe(attachment->name);
        g_assert_cmpstr(name, ==, attachment->name);
        g_assert_true(attachment->content || attachment->cut);
    }
    g_assert_true(!attachments || (attachments->len > 0 && attachments->len <= ATTACHMENTS_MAX));
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    const ReadContext context = {
        .itip_read = itip_read, .address = "meet@here.example", .authserv_id = "mx.here.example"};
    g_autoptr(Meaning) meaning = message_read((const char *)data, size, &context);
    g_autoptr(Meaning) second = message_read((const char *)data, size, &context);
    g_autofree char *json = check_meaning(meaning);
    g_autofree char *again = meaning_to_json(second, NULL);
    g_assert_cmpstr(again, ==, json);
    g_assert_cmpuint(strlen(json), <=, HEADROOM + GROWTH * size);
    g_assert_true(!meaning->token || token_valid(meaning->token));
    g_assert_true(!meaning->sure || (meaning->partstat != PARTSTAT_NONE && meaning->why));
    g_assert_true(!meaning->sure || meaning->kind == MEANING_REPLY ||
                  meaning->kind == MEANING_CALENDAR);
    g_assert_cmpint(meaning->bounce != NULL, ==, meaning->kind == MEANING_BOUNCE);
    check_attachments(meaning->attachments);
    return 0;
}
