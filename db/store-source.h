/* How far sources were read that do not tell it themselves. */
#ifndef CONVOKE_DB_STORE_SOURCE_H
#define CONVOKE_DB_STORE_SOURCE_H

#include "db/store.h"

typedef struct {
    char *validity;  /* NULL = never read */
    gint64 position; /* everything before it was taken … */
    char *missed;    /* … but for these UIDs, joined by commas */
} SourcePlace;

void source_place_clear(SourcePlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SourcePlace, source_place_clear)

/* Where reading NAME goes on; all zero when it never began. */
gboolean store_source_load(Store *store, const char *name, SourcePlace *ret_place, GError **error);

/* Remembers it. A transaction of its own. */
gboolean store_source_save(Store *store, const char *name, const SourcePlace *place,
                           GError **error);

#endif
