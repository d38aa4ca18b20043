/* orders: what the organizer decides by mail, "1 yes, 2 no", out of the newly written words. Pure. */
#ifndef CONVOKE_INBOX_ORDERS_H
#define CONVOKE_INBOX_ORDERS_H

#include <glib.h>
#include <stdbool.h>
#include "event/answer.h"

#define ORDERS_MAX 500 /* further ones are not read */

typedef struct {
    gint64 number;     /* of the review */
    Partstat partstat; /* PARTSTAT_NONE = dismiss */
    bool twice;        /* two things are said about it, and none counts */
} Order;

/* The orders in REPLY, in its order, each number once. Only a line that holds numbers with a word for them and nothing
 * else counts, but for "and" and "please": "1 and 3 yes, 4-6 dismiss". A word is yes, no, maybe, dismiss or its first
 * letter, or one of these in LANGUAGE (BCP 47; NULL = English alone). Order by value. */
GArray *orders_read(const char *reply, const char *language);

#endif
