/* Account: the IMAP folder that convoke.conf names, as a way in. */
#ifndef CONVOKE_CLI_ACCOUNT_H
#define CONVOKE_CLI_ACCOUNT_H

#include "cli/intake.h"

/* Takes what is new in it, once. *ret_taken counts. CONVOKE_ERROR_CONFIG where none is named, or it is not let in. */
gboolean account_take(Intake *intake, int *ret_taken, GError **error);

#endif
