/* failure: what a delivery report says about an address, and when an address is given up. Pure. */
#ifndef CONVOKE_INBOX_FAILURE_H
#define CONVOKE_INBOX_FAILURE_H

#include <stdbool.h>
#include "inbox/meaning.h"

typedef enum {
    FAILURE_NONE,    /* nothing: a delay */
    FAILURE_ADDRESS, /* it is wrong (5.1.x of RFC 3463) or given up (5.2.1): dead at once */
    FAILURE_COUNTED, /* full mailbox, or not told: dead once that was reported on FAILURE_DAYS days */
    FAILURE_CONTENT, /* our mail or system was refused (5.6.x, 5.7.x): says nothing about the address */
} Failure;

/* Whether the mail will not arrive any more: the cause will not pass, or its mail system tries no longer. */
bool bounce_is_final(const Bounce *bounce);

Failure failure_of(const Bounce *bounce);

const char *
failure_name(Failure failure); /* "" "address" "counted" "content", as in the database */

enum { FAILURE_DAYS = 3 };

#endif
