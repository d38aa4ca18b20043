/* What store-forget*.c share. Nothing else includes this. */
#ifndef CONVOKE_DB_STORE_FORGET_PARTS_H
#define CONVOKE_DB_STORE_FORGET_PARTS_H

#include "db/sql.h"
#include "db/store-forget.h"

/* SQL functions about PERSON, until forget_functions_clear: forget_names(TEXT), forget_text(TEXT), forget_json(TEXT),
 * forget_raw(BYTES, PACKED, SIZE), forget_digest(ID). */
void forget_functions(sqlite3 *db, const Forgettable *person);
void forget_functions_clear(sqlite3 *db);

/* The columns of the schema for which WHICH, a condition on s.name (table), c.name and c.type, holds: char **, table and
 * column. */
GPtrArray *forget_columns(sqlite3 *db, const char *which, GError **error);

/* Takes PERSON out of all revisions, of which each reads as one afterwards. */
gboolean forget_revisions(sqlite3 *db, Forgettable *person, GError **error);

/* What others wrote about PERSON, and we: raw messages and attachments go, in texts the names are replaced. */
gboolean forget_mentions(sqlite3 *db, const Forgettable *person, ForgetLook look, gpointer data,
                         GError **error);

#endif
