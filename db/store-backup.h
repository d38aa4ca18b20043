/* Backup: the whole database in one file, as it was at one moment, while others go on writing. */
#ifndef CONVOKE_DB_STORE_BACKUP_H
#define CONVOKE_DB_STORE_BACKUP_H

#include "db/store.h"

/* Writes the state of one moment into PATH, which must not exist (CONVOKE_ERROR_CONFLICT); it appears
 * whole, checked, and on the disk, or not at all. Neither readers nor writers are held up. The file is
 * compact: what was deleted is not in it. */
gboolean store_backup(Store *store, const char *path, GError **error);

#endif
