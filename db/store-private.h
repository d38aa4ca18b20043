/* What store-*.c share: the connection behind a Store. Nothing outside db/ includes this. */
#ifndef CONVOKE_DB_STORE_PRIVATE_H
#define CONVOKE_DB_STORE_PRIVATE_H

#include "db/sql.h"
#include "db/store.h"
#include "event/meeting.h"
#include "event/standing.h"

sqlite3 *store_db(Store *store);

/* SQL: the state of the outbox's row under that name; what was dropped because it was no longer owed counts for
 * nothing (NULL), other than what the organizer dropped. */
#define OUTBOX_STATE(mail)                                                                         \
    " iif(" mail                                                                                   \
    ".state = 'dropped' AND NOT EXISTS (SELECT 1 FROM decision n WHERE n.outbox = " mail           \
    ".id AND n.decision = 'dropped'), NULL, " mail ".state)"

/* Whether a meeting takes place, and since when. */
typedef struct {
    bool cancelled;
    gint64 off_at; /* when it was called off, if it is; else NEVER */
    gint64 on_at;  /* when it last took place after all; NEVER = it was never called off before */
} Course;

gboolean store_course(Store *store, const char *meeting, Course *ret_course, GError **error);

/* Does what a guest said AT count for a meeting that takes place again, when they were told at CALLED_AT that
 * they are called off? What they said before, or while it was off, does not. */
bool course_counts(const Course *course, gint64 called_at, gint64 at);

/* BODY, the stored form of a revision of MEETING, read without guests. It was canonical when written; one
 * that no longer reads is damage (CONVOKE_ERROR_DATA). */
Meeting *store_meeting_read(const char *meeting, const char *body, GError **error);

/* What stands in COLUMN and the two behind it: bytes, whether they are packed, and their size unpacked. NULL
 * in *ret_bytes where none are kept. */
gboolean store_unpack(sqlite3_stmt *stmt, int column, GBytes **ret_bytes, GError **error);

/* Takes away contents of attachments that none refers to. */
gboolean store_content_sweep(sqlite3 *db, GError **error);

#endif
