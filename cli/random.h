/* The one source of randomness: tokens and envelope ids are made of it. */
#ifndef CONVOKE_CLI_RANDOM_H
#define CONVOKE_CLI_RANDOM_H

#include <glib.h>

/* Fills BYTES from getrandom(2); the process ends where the system gives none. As RandomBytes. */
void random_bytes(guint8 *bytes, gsize length);

#endif
