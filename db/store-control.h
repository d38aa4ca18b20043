/* control: what the organizer decides about notices that wait, or whose sending ended in doubt. Each
 * decision about a notice is a row of its own, which `why` shows. */
#ifndef CONVOKE_DB_STORE_CONTROL_H
#define CONVOKE_DB_STORE_CONTROL_H

#include "db/store.h"

/* Notices of MEETING: the one called ID, or where that is 0 those of PERSON and of KIND (NULL = any). */
typedef struct {
    const char *meeting;
    gint64 id;
    const char *person;
    const char *kind;
} Choice;

typedef enum {
    CONTROL_HOLD,    /* what is queued waits */
    CONTROL_RELEASE, /* what is held is queued again, for when it was to be tried */
    CONTROL_DROP,    /* what is queued or held is never sent */
    CONTROL_SENT,   /* what is unknown, or waits since it was only written to a file, has arrived */
    CONTROL_FAILED, /* what is unknown has not arrived, and is not sent again */
    CONTROL_AGAIN, /* what is unknown is sent once more, although it may have arrived, and so is what failed, of
                        the digests the newest, or was only written to a file; an address that was given up is
                        tried again with it */
} Control;

/* Decides about what is CHOSEN and in the state that the decision leaves; *ret_count is how many those
 * were. BECAUSE is the organizer's words or the evidence; "" = none. */
gboolean store_control(Store *store, const Choice *choice, Control control, const char *because,
                       gint64 now, int *ret_count, GError **error);

/* True where the organizer let that mail go since it was last queued. */
gboolean store_released(Store *store, gint64 id, gboolean *ret_released, GError **error);

/* Where a relay is named, what was only written to files before (NOTICE_KEPT) has not left: what of it is to guests of
 * open meetings waits for the organizer's word, with NOTICE_KEPT_WHY, but for invitations that were answered since. For
 * CONTROL_AGAIN and CONTROL_RELEASE it is to be sent, for CONTROL_SENT it has arrived by another way. */
gboolean store_kept_hold(Store *store, gint64 now, GError **error);

/* Whether there is any that does not wait yet. It costs a look at all mail. */
gboolean store_kept_any(Store *store, gboolean *ret_any, GError **error);

/* How much of MEETING waits so. */
gboolean store_kept_count(Store *store, const char *meeting, int *ret_count, GError **error);

/* A hold on what is yet to be queued: what is like CHOICE, which has no id, is queued held. With neither
 * person nor kind it does not touch mail to the organizer. Once in force it is not doubled. */
gboolean store_hold_add(Store *store, const Choice *choice, const char *because, gint64 now,
                        GError **error);

/* Ends the holds that lie within CHOICE; *ret_count is how many. */
gboolean store_hold_end(Store *store, const Choice *choice, gint64 now, int *ret_count,
                        GError **error);

typedef struct {
    char *person; /* NULL = everybody */
    char *kind;   /* NULL = every */
    gint64 since;
    char *because; /* "" = not said */
} Hold;

void hold_free(Hold *hold);

/* Those of MEETING that are in force. Hold *. */
GPtrArray *store_hold_list(Store *store, const char *meeting, GError **error);

/* That the notice with ENVELOPE_ID, or where that is NULL with MESSAGE_ID (with brackets), has left, as EVIDENCE
 * says: where its sending had ended in doubt, or nothing of its end is written down yet, it is sent. */
gboolean store_doubt_end(Store *store, const char *envelope_id, const char *message_id,
                         const char *evidence, gint64 now, GError **error);

#endif
