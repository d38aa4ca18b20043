/* Modules: the parts of convoke that bring a heavy library (mime.so: GMime; calendar.so: libical with ICU; relay.so:
 * libESMTP with OpenSSL; sha256.so: OpenSSL; imap.so and smtputf8.so: libcurl), loaded when first needed: most runs need
 * none, and start-up counts when an MTA starts one process a message. */
#ifndef CONVOKE_CLI_MODULE_H
#define CONVOKE_CLI_MODULE_H

#include <glib.h>

/* The address of SYMBOL in module NAME ("mime", "calendar", "relay" ...), which is loaded if it is not yet and
 * stays until the program ends. It is looked for beside the program, then in ../lib/convoke from there.
 * CONVOKE_ERROR_TEMPORARY (the installation is broken; nothing is lost by waiting) when it cannot be had. */
gpointer module_symbol(const char *name, const char *symbol, GError **error);

/* The file of module NAME; once asked for, it is known without the system. */
const char *module_path(const char *name);

#endif
