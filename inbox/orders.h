/* orders: what the organizer decides by mail, "1 yes, 2 no", out of the newly written words. Pure. */
#ifndef CONVOKE_INBOX_ORDERS_H
#define CONVOKE_INBOX_ORDERS_H

#include <glib.h>
#include "event/answer.h"

#define ORDERS_MAX 500 /* further ones are not read */

typedef struct {
    gint64 number;     /* of the review */
    Partstat partstat; /* PARTSTAT_NONE = dismiss */
} Order;

/* The orders in REPLY, in its order. Only a line that holds numbers with a word each and nothing
 * else counts: yes, no, maybe, dismiss and their first letters, or
 * these words in LANGUAGE (BCP 47; NULL = English alone). Order by value. */
GArray *orders_read(const char *reply, const char *language);

#endif
