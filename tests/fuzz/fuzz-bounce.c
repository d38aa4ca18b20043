/* A delivery report: failed addresses are bounded in number and stand in the letter; each has the one that
 * we had written to. */
#include "tests/fuzz/fuzz.h"
#include "inbox/bounce-address.h"
#include "inbox/bounce.h"
#include "inbox/parse.h"

static void
check_letter(const char *letter)
{
    static const char *const own[] = {"meet@here.example", NULL};
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    const char *first = bounce_address_find(letter, own, false, found);
    g_assert_true(!first || (first >= letter && first <= letter + strlen(letter)));
    g_assert_cmpint(first != NULL, ==, found->len > 0);
    g_assert_cmpuint(found->len, <=, BOUNCE_ADDRESSES_MAX);
    for (guint i = 0; i < found->len; i++)
        g_assert_nonnull(strstr(letter, found->pdata[i]));
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(Mail) mail = mail_parse((const char *)data, size, NULL);
    g_autoptr(Meaning) meaning = meaning_new();
    Verdict verdict = {0};
    check_letter(mail->text);
    if (bounce_find(mail, &verdict)) {
        g_assert_cmpint(verdict.kind, ==, MEANING_BOUNCE);
        g_assert_true(verdict.words || verdict.property);
        meaning->kind = MEANING_BOUNCE;
        meaning->bounce = g_steal_pointer(&verdict.bounce);
        g_assert_cmpuint(meaning->bounce->addressed->len, ==, meaning->bounce->recipients->len);
    }
    verdict_clear(&verdict);
    g_free(check_meaning(meaning));
    return 0;
}
