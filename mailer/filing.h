/* filing: what is kept of the words of a run's letters (db/store-letter.h): what many of them share once, and of
 * each its reader's own. An edge. */
#ifndef CONVOKE_MAILER_FILING_H
#define CONVOKE_MAILER_FILING_H

#include "db/store-letter.h"
#include "mailer/part.h"

typedef struct Filing Filing;

/* STORE is borrowed. */
Filing *filing_new(Store *store);
void filing_free(Filing *filing); /* NULL-safe */

/* TEXT, a mail's text/plain part, as it is kept: *ret_text, and the wording that it shares; *ret_wording is 0 where it
 * shares none. Within the transaction that keeps the letter; when that fails, the filing is of no use any more. */
gboolean filing_divide(Filing *filing, const Part *text, gint64 *ret_wording, char **ret_text,
                       GError **error);

#endif
