/* Fence file: a record on the disk, and its lock. */
#ifndef CONVOKE_MAILER_FENCE_FILE_H
#define CONVOKE_MAILER_FENCE_FILE_H

#include "mailer/fence-record.h"

typedef struct {
    char *path;
    int fd;
    gsize length;     /* of what was written last */
    gint64 synced_at; /* monotonic; 0 = never */
} FenceFile;

/* Opens DIRECTORY/NAME, both made when missing. CONVOKE_ERROR_TEMPORARY. */
gboolean fence_file_open(const char *directory, const char *name, FenceFile *ret_file,
                         GError **error);
void fence_file_close(FenceFile *file); /* harmless on one that is zero */

/* An exclusive lock, waited for ten seconds. */
gboolean fence_file_lock(FenceFile *file, GError **error);
void fence_file_unlock(FenceFile *file);

/* FENCE_MISSING where nothing is written yet, FENCE_BROKEN where it is no record, else FENCE_OURS. */
gboolean fence_file_read(FenceFile *file, FenceRecord *ret_record, FenceVerdict *ret_state,
                         GError **error);

/* Overwrites. At once safe against the death of the process, and against a power failure when SYNC, or when
 * a second has passed since it was last. */
gboolean fence_file_write(FenceFile *file, const FenceRecord *record, gboolean sync,
                          GError **error);

#endif
