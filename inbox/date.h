/* date: the Date field in the form that nearly all programs write (RFC 5322 3.3). Pure. */
#ifndef CONVOKE_INBOX_DATE_H
#define CONVOKE_INBOX_DATE_H

#include <glib.h>
#include <stdbool.h>

/* "Tue, 1 Jun 2004 12:00:00 +0200 (CEST)": UTC seconds, and the offset in minutes. False, and nothing is set, for every
 * other form, obsolete zones included: the MIME library reads those (mime-read.h). */
bool date_parse(const char *text, gint64 *ret_when, int *ret_offset);

#endif
