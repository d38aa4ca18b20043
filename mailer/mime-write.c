/* GMime's encoders. Its message objects are not used: they draw random boundaries, write Message-IDs and
 * parameters as they come, cut no encoded-word at 75 octets, and cost eight times what laying the
 * message out in compose.c does. */
#include "mailer/mime-write.h"
#include <gmime/gmime.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddress, g_object_unref)

char *
mime_quoted_printable(const char *text, gsize length, gsize *ret_length)
{
    int state = -1;
    guint32 save = 0;
    guchar *encoded = g_malloc(GMIME_QP_ENCODE_LEN(length));
    gsize n =
        g_mime_encoding_quoted_encode_step((const guchar *)text, length, encoded, &state, &save);
    n += g_mime_encoding_quoted_encode_close(NULL, 0, encoded + n, &state, &save);
    *ret_length = n;
    return (char *)encoded;
}

char *
mime_base64(const char *text, gsize length, gsize *ret_length)
{
    int state = 0;
    guint32 save = 0;
    guchar *encoded = g_malloc(GMIME_BASE64_ENCODE_LEN(length));
    gsize n =
        g_mime_encoding_base64_encode_step((const guchar *)text, length, encoded, &state, &save);
    n += g_mime_encoding_base64_encode_close(NULL, 0, encoded + n, &state, &save);
    *ret_length = n;
    return (char *)encoded;
}

char *
mime_idn_address(const char *address)
{
    g_autoptr(InternetAddress) mailbox = internet_address_mailbox_new(NULL, address);
    return g_strdup(internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(mailbox)));
}
