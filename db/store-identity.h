/* Who may have written a message, beside the token: by address, and by calendar UID. */
#ifndef CONVOKE_DB_STORE_IDENTITY_H
#define CONVOKE_DB_STORE_IDENTITY_H

#include <stdbool.h>
#include "db/store.h"
#include "event/answer.h"

/* The guest who has ADDRESS, or was learned to write from it, among the open meetings: the one whose calendar
 * UID is UID, or any where UID is NULL. Both are NULL where nobody has it, or several do. */
gboolean store_identity_find(Store *store, const char *address, const char *uid, char **ret_meeting,
                             char **ret_guest, GError **error);

/* Addresses that a guest was learned to write from. char *. */
GPtrArray *store_identity_learned(Store *store, const char *meeting, const char *guest,
                                  GError **error);

/* The address that the message RECEIVED is from (NULL: it names none, or several), and whether it is known as one of
 * GUEST. */
gboolean store_identity_sender(Store *store, const char *meeting, const char *guest,
                               gint64 received, bool *ret_theirs, char **ret_address,
                               GError **error);

/* Notes that GUEST writes from the address that the message RECEIVED is from, too; *ret_address is it.
 * CONVOKE_ERROR_CONFLICT where it is none, or somebody else's of the same meeting. */
gboolean store_identity_learn(Store *store, const char *meeting, const char *guest, gint64 received,
                              gint64 now, char **ret_address, GError **error);

/* Whose the message RECEIVED is by the organizer's word: they took it for that guest's answer, and its From is the
 * guest's, or they had that address learned from it. *ret_meaning is its JSON; NULL where nobody vouches for it, or what
 * it asks and proposes is listed already. */
gboolean store_identity_vouched(Store *store, gint64 received, char **ret_meeting, char **ret_guest,
                                char **ret_meaning, GError **error);

/* The answer that stands for a guest. */
typedef struct {
    Partstat partstat; /* PARTSTAT_NONE before one */
    gint64 came_at;    /* the message, or the organizer's word where there is none; NEVER */
    gint64 said_at;    /* by the message's Date, but never after it came; NEVER */
    bool by_calendar;
} Answered;

gboolean store_identity_answered(Store *store, const char *meeting, const char *guest,
                                 Answered *ret_answered, GError **error);

/* How many messages wait in review that belong to GUEST of MEETING (NULL: to it and no guest), or to no meeting where
 * that is NULL. */
gboolean store_identity_waiting(Store *store, const char *meeting, const char *guest,
                                int *ret_count, GError **error);

#endif
