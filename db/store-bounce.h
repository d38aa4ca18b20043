/* Delivery reports, and what they say about addresses. */
#ifndef CONVOKE_DB_STORE_BOUNCE_H
#define CONVOKE_DB_STORE_BOUNCE_H

#include <stdbool.h>
#include "db/store.h"
#include "event/reason.h"

/* Who a notice was sent to, where and when. All NULL where there is none. */
typedef struct {
    char *meeting;
    char *person;
    char *kind; /* "invitation" */
    char *recipient;
    char *message_id; /* with brackets */
    char *envelope_id;
    gint64 left_at;  /* or was handed over without a word of what became of it; NEVER: neither */
    gint64 heard_at; /* newest message of that person, also one that waits in review; NEVER */
    Reason reason;   /* of a question: why what they are asked about waits */
    bool forgotten;  /* they are: what is still heard of it names them */
} NoticeOwner;

void notice_owner_clear(NoticeOwner *owner);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NoticeOwner, notice_owner_clear)

/* The notice that an envelope id or (where that is NULL) a Message-ID with brackets belongs to. */
gboolean store_notice_owner(Store *store, const char *envelope_id, const char *message_id,
                            NoticeOwner *ret_owner, GError **error);

/* The newest notice that went to ADDRESS of GUEST. */
gboolean store_notice_newest(Store *store, const char *meeting, const char *guest,
                             const char *address, NoticeOwner *ret_owner, GError **error);

/* A delivery report. Marks the notice that it is about (ENVELOPE_ID, else MESSAGE_ID; both may be NULL) as
 * failed when it is permanent and believed, also one that is being sent still, or whose end is in doubt. */
typedef struct {
    gint64 received;
    const char *envelope_id;
    const char *message_id;
    const char *meeting;
    const char *guest;
    const char *address; /* that failed */
    bool permanent;
    bool believed;       /* it fits the mail that it is about */
    const char *failure; /* "" "address" "counted" "content" */
    const char *status;
    const char *reason;
} NewBounce;

gboolean store_bounce_add(Store *store, const NewBounce *bounce, gint64 now, GError **error);

/* On how many days (UTC) counted failures of ADDRESS were reported since its guest last gave a sign of life:
 * an answer, or an absence note. */
gboolean store_bounce_days(Store *store, const char *meeting, const char *guest,
                           const char *address, int *ret_days, GError **error);

/* How many guests of MEETING had an address fail for good in the day before NOW, as a report or the relay said,
 * and how many there are. */
gboolean store_bounce_share(Store *store, const char *meeting, gint64 now, int *ret_failing,
                            int *ret_guests, GError **error);

/* True in *ret_waits where a review of a report waits for GUEST (NULL: for nobody in particular). */
gboolean store_bounce_waits(Store *store, const char *meeting, const char *guest, bool *ret_waits,
                            GError **error);

#endif
