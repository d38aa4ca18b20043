/* The algorithm is fetched once: to look for it takes longer than a mail. */
#include "inbox/sha256.h"

#include <openssl/evp.h>

static char *
in_hexadecimal(const guchar *bytes, guint length)
{
    static const char digits[] = "0123456789abcdef";
    char *text = g_malloc(2 * length + 1);
    for (guint i = 0; i < length; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    text[2 * length] = '\0';
    return text;
}

char *
sha256_openssl(const void *bytes, gsize length)
{
    static EVP_MD *algorithm;
    guchar digest[EVP_MAX_MD_SIZE];
    guint n;
    if (!algorithm)
        algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    /* A configuration of OpenSSL may forbid what it likes. */
    if (!algorithm || !EVP_Digest(bytes, length, digest, &n, algorithm, NULL))
        return g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
    return in_hexadecimal(digest, n);
}
