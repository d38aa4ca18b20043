/* named: whether a message names a person, in whatever encoding. Pure. */
#ifndef CONVOKE_INBOX_NAMED_H
#define CONVOKE_INBOX_NAMED_H

#include <stdbool.h>
#include "event/forget.h"
#include "inbox/limits.h"
#include "inbox/mail.h"

/* True where FORGET's person is named in a header, in a text as it is written or, in HTML, as it is read, in a file or
 * its name, as far as the limits let them be read. */
bool mail_names(const Mail *mail, const Forget *forget, const ParseLimits *limits);

#endif
