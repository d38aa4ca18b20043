/* GMime knows how domains are written in ASCII. Its message objects are not used: they draw random boundaries, write
 * Message-IDs and parameters as they come, cut no encoded-word at 75 octets, and cost eight times what laying the
 * message out in compose.c does. */
#include "mailer/mime-write.h"
#include <gmime/gmime.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddress, g_object_unref)

char *
mime_idn_address(const char *address, GError **error)
{
    (void)error; /* of the module, which could not be loaded */
    g_autoptr(InternetAddress) mailbox = internet_address_mailbox_new(NULL, address);
    return g_strdup(internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(mailbox)));
}
