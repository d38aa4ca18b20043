/* One call. */
#include "mailer/relay-digest.h"
#include <openssl/evp.h>

char *
relay_digest(const void *bytes, gsize length)
{
    static const char digits[] = "0123456789abcdef";
    guchar sum[EVP_MAX_MD_SIZE];
    unsigned int n = 0;
    EVP_Digest(bytes, length, sum, &n, EVP_sha256(), NULL);
    char *text = g_malloc(2 * (gsize)n + 1);
    for (guint i = 0; i < n; i++) {
        text[2 * i] = digits[sum[i] >> 4];
        text[2 * i + 1] = digits[sum[i] & 15];
    }
    text[2 * n] = '\0';
    return text;
}
