/* Stands in the program for inbox/mime-read.c and mailer/mime-write.c: loads mime.so when one of their functions
 * is first called, and goes on to it. */
#include "cli/module.h"
#include "inbox/mime-read.h"
#include "mailer/mime-write.h"
#include <string.h>

bool
mime_read(Walk *walk, GByteArray *source)
{
    static bool (*real)(Walk *, GByteArray *);
    module_need("mime", "mime_read", &real);
    return real(walk, source);
}

bool
mime_read_date(const char *text, gint64 *ret_when, int *ret_offset)
{
    static bool (*real)(const char *, gint64 *, int *);
    module_need("mime", "mime_read_date", &real);
    return real(text, ret_when, ret_offset);
}

char *
mime_idn_address(const char *address, GError **error)
{
    char *(*real)(const char *, GError **);
    gpointer symbol = module_symbol("mime", "mime_idn_address", error);
    memcpy(&real, &symbol, sizeof real);
    return symbol ? real(address, error) : NULL;
}
