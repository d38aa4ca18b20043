/* Loading sha256.so. */
#include "cli/sha256.h"
#include "cli/module.h"
#include <string.h>

Sha256
sha256_load(void)
{
    Sha256 sha256;
    gpointer symbol = module_symbol("sha256", "sha256_openssl", NULL);
    memcpy(&sha256, &symbol, sizeof sha256);
    return sha256;
}
