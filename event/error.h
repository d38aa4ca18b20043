/* The one error domain. Each code names the remedy, not the place; cli/main.c maps codes to the
 * exit statuses of sysexits(3) in one switch. Expected outcomes (an unclear reply, a duplicate)
 * are values, never errors. Messages are one line, without the program's name and full stop. */
#ifndef CONVOKE_EVENT_ERROR_H
#define CONVOKE_EVENT_ERROR_H

#include <glib.h>

#define CONVOKE_ERROR (convoke_error_quark())

typedef enum {
    CONVOKE_ERROR_USAGE,     /* type the command differently           EX_USAGE 64 */
    CONVOKE_ERROR_CONFIG,    /* mend convoke.conf or a template        EX_CONFIG 78 */
    CONVOKE_ERROR_DATA,      /* mend the file or message handed in     EX_DATAERR 65 */
    CONVOKE_ERROR_NOT_FOUND, /* name something that exists             EX_NOINPUT 66 */
    CONVOKE_ERROR_CONFLICT,  /* decide between two states first        EX_CANTCREAT 73 */
    CONVOKE_ERROR_TEMPORARY, /* the same again later may work          EX_TEMPFAIL 75 */
    CONVOKE_ERROR_PERMANENT, /* refused for good, by a server or by us EX_UNAVAILABLE 69 */
} ConvokeError;

GQuark convoke_error_quark(void);

#endif
