/* The one look at the clock. Everything else is handed `now`; a long-running loop asks anew each step. */
#ifndef CONVOKE_CLI_CLOCK_H
#define CONVOKE_CLI_CLOCK_H

#include <glib.h>

/* UTC seconds, or what CONVOKE_NOW says (RFC 3339, "2004-06-01T09:00:00Z") for tests and rehearsals.
 * CONVOKE_ERROR_USAGE where that is no time. */
gboolean clock_read(gint64 *ret_now, GError **error);

#endif
