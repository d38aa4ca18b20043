/* order: which of two answers was given later. Mail overtakes mail, and comes again under another Message-ID. Pure. */
#ifndef CONVOKE_INBOX_ORDER_H
#define CONVOKE_INBOX_ORDER_H

#include <glib.h>
#include <stdbool.h>

/* The answer that stands. */
typedef struct {
    gint64 said_at; /* by its Date, but never after it came; NEVER = none stands */
    gint64 came_at; /* to us */
    bool by_calendar;
} Stands;

/* Clocks that differ by less are the same. */
enum { ORDER_MARGIN = 60 * 60 };

/* True for a message that by its DATE (NEVER = none) is older than the answer that stands. Date is a claim by a clock that
 * may be wrong, so a message that answers a mail of ours which left at ANSWERED_AT (NEVER = none), after that answer had
 * come, is newer whatever its Date says. */
bool order_is_older(const Stands *stands, gint64 date, gint64 answered_at, gint64 now);

/* The DTSTAMP of a calendar object (RFC 5545 3.8.7.2) that came at NOW: one of a clock that is ahead counts as then, lest
 * all that is stamped rightly be older. To be freed; NULL for NULL. */
char *order_stamp(const char *dtstamp, gint64 now);

#endif
