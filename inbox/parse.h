/* parse: the bytes of a message -> Mail. */
#ifndef CONVOKE_INBOX_PARSE_H
#define CONVOKE_INBOX_PARSE_H

#include <glib.h>
#include "inbox/limits.h"
#include "inbox/mail.h"

/* Never NULL: any bytes give a Mail, if only one that is unreadable. LIMITS may be NULL for the default
 * ones. The same bytes give the same Mail. */
Mail *mail_parse(const char *bytes, gsize length, const ParseLimits *limits);

#endif
