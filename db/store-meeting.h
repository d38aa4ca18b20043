/* Meetings, their revisions, and the ids they ever used. Guests are in store-guest.h. */
#ifndef CONVOKE_DB_STORE_MEETING_H
#define CONVOKE_DB_STORE_MEETING_H

#include "db/store.h"
#include "event/ids.h"
#include "event/meeting.h"
#include "event/news.h"

typedef struct {
    int number; /* 0 = never applied */
    gint64 applied_at;
    char *digest;
    char *uid;
    char *organizer_token;
    int sequence; /* as it was applied */
    int lifted; /* what is sent since the last takeover has none below this one; 0 = there was none */
    bool open;
    bool has_trust; /* false: only the body says what trust it asks for */
    Trust answer_trust;
    Trust change_trust;
} Revision;

void revision_clear(Revision *revision);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Revision, revision_clear)

/* Ids of the open meetings (or of all), by age. char *, free with g_ptr_array_unref. */
GPtrArray *store_meeting_list(Store *store, gboolean all, GError **error);

/* The newest revision of MEETING; number 0 where it was never applied. */
gboolean store_meeting_revision(Store *store, const char *meeting, Revision *ret_revision,
                                GError **error);

typedef enum {
    STORE_GUESTS_NONE,
    STORE_GUESTS_NAMED, /* those whom the agenda and the lists name, and who are not forgotten() */
    STORE_GUESTS_ALL,
} StoreGuests;

/* The Meeting as the newest revision has it. CONVOKE_ERROR_NOT_FOUND where there is none. */
Meeting *store_meeting_load(Store *store, const char *meeting, StoreGuests guests, GError **error);

/* Writes revision NUMBER of MEETING with its guests and addresses, and takes out the guests who are no
 * longer in it. SOURCE is the file as written, BODY its canonical form without guests. The first
 * revision makes the meeting. */
typedef struct {
    const Meeting *meeting;
    int number;
    const char *uid; /* both of the meeting; looked at by its first revision only */
    const char *organizer_token;
    int sequence;
    const char *digest;
    const char *source;
    const char *body;
    const char *changes;
    Tells tells;
} NewRevision;

gboolean store_meeting_apply(Store *store, const NewRevision *revision, gint64 now, GError **error);

/* Every id that MEETING ever used, with what it was last called. Identity *. */
GPtrArray *store_meeting_identities(Store *store, const char *meeting, GError **error);

/* Says that there is no such meeting: CONVOKE_ERROR_NOT_FOUND. */
void store_meeting_missing(const char *meeting, GError **error);

/* The body of revision NUMBER, read; guests as for store_meeting_load. */
Meeting *store_meeting_load_revision(Store *store, const char *meeting, int number,
                                     StoreGuests guests, GError **error);

/* What news (event/news.h) of revisions up to NEWEST need to be told to STANDINGS: Past *, ascending, from
 * the oldest revision that one of them was told. Empty where none after it tells changes. */
GPtrArray *store_past_list(Store *store, const char *meeting, const GPtrArray *standings,
                           int newest, GError **error);

/* Takes back the token of the organizer of MEETING that is in force, and gives them TOKEN. In a transaction. */
gboolean store_meeting_revoke_organizer(Store *store, const char *meeting, const char *token,
                                        gint64 now, GError **error);

/* A meeting that is not open is left out of every default, and gets no mail of its own accord. */
gboolean store_meeting_set_open(Store *store, const char *meeting, gboolean open, gint64 now,
                                GError **error);

#endif
