/* The Meaning's JSON, from a reader that hostile bytes have taken over: refused with an error, or a Meaning
 * that is written and read back equal. */
#include "tests/fuzz/fuzz.h"
#include "event/error.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Meaning) meaning = meaning_from_json((const char *)data, size, &error);
    g_assert_cmpint(meaning == NULL, ==, g_error_matches(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA));
    if (meaning)
        g_free(check_meaning(meaning));
    return 0;
}
