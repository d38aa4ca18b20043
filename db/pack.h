/* Pack: raw messages and attachments as zstd frames (RFC 8878), so that the archive takes a third of the disk. */
#ifndef CONVOKE_DB_PACK_H
#define CONVOKE_DB_PACK_H

#include <glib.h>

/* A frame of BYTES, or NULL where it would not be smaller. */
GBytes *pack(GBytes *bytes);

/* What a frame holds, which is SIZE bytes; CONVOKE_ERROR_DATA when it holds anything else. */
GBytes *unpack(GBytes *frame, gsize size, GError **error);

#endif
