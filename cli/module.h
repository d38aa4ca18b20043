/* Modules: the parts of convoke that bring a heavy library (mime.so: GMime; html.so: Gumbo; calendar.so: libical with
 * ICU; yaml.so: libfyaml; relay.so: libESMTP with OpenSSL; sha256.so: OpenSSL; imap.so and smtputf8.so: libcurl;
 * math.so: libm), loaded
 * when first needed: most runs need none, and start-up counts when an MTA starts one process a message. */
#ifndef CONVOKE_CLI_MODULE_H
#define CONVOKE_CLI_MODULE_H

#include <glib.h>

/* The address of SYMBOL in module NAME ("mime", "calendar", "relay" ...), which is loaded if it is not yet and
 * stays until the program ends. It is looked for beside the program, then in ../lib/convoke from there.
 * CONVOKE_ERROR_TEMPORARY (the installation is broken; nothing is lost by waiting) when it cannot be had. */
gpointer module_symbol(const char *name, const char *symbol, GError **error);

/* For what has no way to fail, since any bytes have a meaning: fills *REAL, a pointer to the function SYMBOL of module
 * NAME, where it is NULL. An installation without its module is no property of what is read, so the process ends with
 * EX_TEMPFAIL then, before anything is acknowledged. From one thread at a time for each *REAL. */
void module_need(const char *name, const char *symbol, void *real);

/* The file of module NAME; once asked for, it is known without the system. */
const char *module_path(const char *name);

#endif
