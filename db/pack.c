/* One context a thread, since making one costs more than packing a mail. */
#include "db/pack.h"
#include "event/error.h"
#include <zstd.h>

/* The quickest that is worth it: mail is half headers. */
#define LEVEL 1

static void
free_context(gpointer context)
{
    ZSTD_freeCCtx(context);
}

static GPrivate contexts = G_PRIVATE_INIT(free_context);

static ZSTD_CCtx *
context_of_thread(void)
{
    ZSTD_CCtx *context = g_private_get(&contexts);
    if (!context) {
        context = ZSTD_createCCtx();
        g_private_set(&contexts, context);
    }
    return context;
}

GBytes *
pack(GBytes *bytes)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    ZSTD_CCtx *context = context_of_thread();
    if (!context || length == 0)
        return NULL;
    gsize room = ZSTD_compressBound(length);
    g_autofree void *frame = g_malloc(room);
    gsize packed = ZSTD_compressCCtx(context, frame, room, data, length, LEVEL);
    if (ZSTD_isError(packed) || packed >= length)
        return NULL;
    return g_bytes_new(frame, packed);
}

GBytes *
unpack(GBytes *frame, gsize size, GError **error)
{
    gsize length;
    const void *data = g_bytes_get_data(frame, &length);
    /* The frame says how much it holds; that is believed only when it is what the row says. */
    if (ZSTD_getFrameContentSize(data, length) == size) {
        g_autofree void *bytes = g_malloc(size);
        gsize unpacked = ZSTD_decompress(bytes, size, data, length);
        if (unpacked == size)
            return g_bytes_new_take(g_steal_pointer(&bytes), size);
    }
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                "the archive is damaged: what it keeps does not unpack");
    return NULL;
}
