/* A calendar stream: whatever libical makes of it comes out as bounded texts, and itip-plain says the same of what it
 * takes. */
#include "tests/fuzz/fuzz.h"
#include "inbox/itip-plain.h"
#include "inbox/itip-read.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(Meaning) meaning = meaning_new();
    g_autoptr(Meaning) second = meaning_new();
    meaning->itip = itip_read((const char *)data, size);
    second->itip = itip_read((const char *)data, size);
    g_autofree char *json = check_meaning(meaning);
    g_autofree char *again = meaning_to_json(second, NULL);
    g_assert_cmpstr(again, ==, json);
    g_autoptr(Meaning) plain = meaning_new();
    plain->itip = itip_plain((const char *)data, size);
    g_autofree char *same = meaning_to_json(plain, NULL);
    if (plain->itip)
        g_assert_cmpstr(same, ==, json);
    if (!meaning->itip)
        return 0;
    g_assert_nonnull(meaning->itip->component);
    g_assert_cmpuint(meaning->itip->attendees->len, <=, ITIP_ATTENDEES_MAX);
    g_assert_cmpint(meaning->itip->guests, >=, 0);
    g_assert_cmpint(meaning->itip->guests, <, 100);
    return 0;
}
