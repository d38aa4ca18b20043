/* pace: what was learnt about rates, from run to run. */
#ifndef CONVOKE_DB_STORE_PACE_H
#define CONVOKE_DB_STORE_PACE_H

#include <stdbool.h>
#include "db/store.h"

typedef struct {
    gint64 per_hour; /* messages; 0 = nothing is known */
    gint64 until;
    gint64 changed_at;
} StoredPace;

/* All zero where nothing is known about SCOPE ("relay", "@domain"). */
gboolean store_pace_load(Store *store, const char *scope, StoredPace *ret_pace, GError **error);

/* With per_hour 0 the row goes. */
gboolean store_pace_save(Store *store, const char *scope, const StoredPace *pace, GError **error);

#endif
