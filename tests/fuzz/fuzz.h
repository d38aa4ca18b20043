/* Fuzz: what targets share. A target is one function that is given any bytes and asserts what must hold
 * of every input; README.md says how one is added. */
#ifndef CONVOKE_TESTS_FUZZ_H
#define CONVOKE_TESTS_FUZZ_H

#include <glib.h>
#include <string.h>
#include "inbox/meaning-json.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

/* A warning of GLib is a mistake of ours, too. */
__attribute__((constructor)) static void
warnings_are_fatal(void)
{
    g_log_set_always_fatal(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
}

/* NULL is a text that was not said. */
G_GNUC_UNUSED static void
check_text(const char *text)
{
    g_assert_true(!text || g_utf8_validate(text, -1, NULL));
}

/* What crosses from the reader to the holder of the database arrives as it left. Its JSON. */
G_GNUC_UNUSED static char *
check_meaning(const Meaning *meaning)
{
    g_autoptr(GError) error = NULL;
    char *json = meaning_to_json(meaning, NULL);
    check_text(json);
    g_assert_null(strchr(json, '\n'));
    g_autoptr(Meaning) back = meaning_from_json(json, strlen(json), &error);
    g_assert_no_error(error);
    g_autofree char *again = meaning_to_json(back, NULL);
    g_assert_cmpstr(again, ==, json);
    return json;
}

#endif
