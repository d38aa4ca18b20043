/* secret: a password or token from a command of the organizer's, which is run without a shell. */
#ifndef CONVOKE_CLI_SECRET_H
#define CONVOKE_CLI_SECRET_H

#include <glib.h>

/* The first line of what COMMAND (words and quotes as in a shell) prints, within 30 seconds and 16 KB;
 * NAME is the setting, for errors: CONVOKE_ERROR_CONFIG where it is no command, or prints nothing or too
 * much, _TEMPORARY where it fails or takes too long. What it printed is never shown. New; to be wiped. */
char *secret_read(const char *name, const char *command, GError **error);

#endif
