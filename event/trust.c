/* The names of Trust. */
#include "event/trust.h"
#include <glib.h>

static const char *const names[] = {
    [TRUST_TOKEN] = "token",
    [TRUST_FROM] = "from",
    [TRUST_AUTHENTICATED] = "authenticated",
};

const char *
trust_name(Trust trust)
{
    return names[trust];
}

bool
trust_parse(const char *name, Trust *ret_trust)
{
    for (int i = 0; i < (int)G_N_ELEMENTS(names); i++)
        if (g_str_equal(name, names[i])) {
            *ret_trust = (Trust)i;
            return true;
        }
    return false;
}
