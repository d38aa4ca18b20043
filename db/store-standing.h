/* How guests stand (event/standing.h), gathered from what is stored. */
#ifndef CONVOKE_DB_STORE_STANDING_H
#define CONVOKE_DB_STORE_STANDING_H

#include "db/store.h"
#include "event/standing.h"

/* How every guest of MEETING stands (those still invited), in the order of the file; with ONLY just
 * that guest, removed or not. Standing *. */
GPtrArray *store_standing_list(Store *store, const char *meeting, const char *only, GError **error);

/* The next at most MOST of them behind the guest AFTER (NULL = the first); fewer are the last. */
GPtrArray *store_standing_page(Store *store, const char *meeting, const char *after, int most,
                               GError **error);

/* The same for the guests IDS (char *), removed or not, in any order. GUESTS gets them in the same order (Guest *), but
 * for their addresses. */
GPtrArray *store_standing_some(Store *store, const char *meeting, const GPtrArray *ids,
                               GPtrArray *guests, GError **error);

/* How the guests stand who were taken out of the event file. Standing *. */
GPtrArray *store_standing_gone(Store *store, const char *meeting, GError **error);

#endif
