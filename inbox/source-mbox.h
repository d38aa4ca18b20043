/* source-mbox: an mbox file as a source. Edge. */
#ifndef CONVOKE_INBOX_SOURCE_MBOX_H
#define CONVOKE_INBOX_SOURCE_MBOX_H

#include "db/store-source.h"
#include "inbox/source.h"

/* Gives the messages of the mbox FILE (mbox.h) to TAKE, in their order, at most SOURCE_BATCH at a time, from where
 * the last run came to; what that is stands in STORE. The file is locked against other readers and writers of the
 * kind that lock with fcntl(2) or FILE.lock, and left as it is. It ends at the first message that is not taken.
 * *ret_taken counts. CONVOKE_ERROR_NOT_FOUND, CONVOKE_ERROR_DATA where FILE is no mbox, CONVOKE_ERROR_TEMPORARY
 * where it is locked. */
gboolean source_mbox(const char *file, gsize limit, Store *store, SourceTake take,
                     gpointer user_data, int *ret_taken, GError **error);

#endif
