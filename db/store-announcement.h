/* Announcements: what was announced to whom, so that the same is not announced twice by mistake. */
#ifndef CONVOKE_DB_STORE_ANNOUNCEMENT_H
#define CONVOKE_DB_STORE_ANNOUNCEMENT_H

#include <stdbool.h>
#include "db/store.h"

typedef struct {
    int number; /* 0 = there is none */
    int revision;
    char *audience;
    char *note;
} Announcement;

void announcement_clear(Announcement *announcement);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Announcement, announcement_clear)

/* The newest one of REVISION to AUDIENCE of which anything left, or is to leave. */
gboolean store_announcement_find(Store *store, const char *meeting, int revision,
                                 const char *audience, Announcement *ret_announcement,
                                 GError **error);

gboolean store_announcement_load(Store *store, const char *meeting, int number,
                                 Announcement *ret_announcement, GError **error);

/* The new one's number, from 1 within its meeting, in *ret_number. */
gboolean store_announcement_add(Store *store, const char *meeting, int revision,
                                const char *audience, const char *note, gint64 now, int *ret_number,
                                GError **error);

#endif
