/* migrate: brings a database file up to the newest schema step, or refuses it. */
#ifndef CONVOKE_DB_MIGRATE_H
#define CONVOKE_DB_MIGRATE_H

#include <glib.h>
#include <sqlite3.h>

/* "cnvk": says that a SQLite file is ours. */
#define MIGRATE_APPLICATION_ID 0x636e766b

/* Number of steps this program knows; user_version of an up-to-date file. */
int migrate_newest(void);

/* Runs the steps that DB lacks up to step LAST (migrate_newest() for all), each with its
 * user_version in one transaction. A file that is not empty and not ours, or newer than this
 * program, is CONVOKE_ERROR_CONFIG and left untouched. */
gboolean migrate_run(sqlite3 *db, int last, GError **error);

#endif
