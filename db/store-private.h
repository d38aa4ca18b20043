/* What store-*.c share: the connection behind a Store. Nothing outside db/ includes this. */
#ifndef CONVOKE_DB_STORE_PRIVATE_H
#define CONVOKE_DB_STORE_PRIVATE_H

#include "db/sql.h"
#include "db/store.h"
#include "event/meeting.h"

sqlite3 *store_db(Store *store);

/* BODY, the stored form of a revision of MEETING, read without guests. It was canonical when written; one
 * that no longer reads is damage (CONVOKE_ERROR_DATA). */
Meeting *store_meeting_read(const char *meeting, const char *body, GError **error);

#endif
