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

/* What stands in COLUMN and the two behind it: bytes, whether they are packed, and their size unpacked. NULL
 * in *ret_bytes where none are kept. */
gboolean store_unpack(sqlite3_stmt *stmt, int column, GBytes **ret_bytes, GError **error);

/* Takes away contents of attachments that none refers to. */
gboolean store_content_sweep(sqlite3 *db, GError **error);

#endif
