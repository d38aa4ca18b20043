/* known: what the database knows about whom a message concerns: an edge, for receive.c and look-again.c. */
#ifndef CONVOKE_INBOX_KNOWN_H
#define CONVOKE_INBOX_KNOWN_H

#include "db/store-bounce.h"
#include "db/store-meeting.h"
#include "inbox/receive.h"

/* What we know of the sender, with the memory behind the borrowed pointers of a Sender. */
typedef struct {
    Sender sender;
    char *meeting;
    Guest *guest;
    Revision revision;
    char *dtstamp;
    GPtrArray *learned;
    bool organizer;       /* the token is the organizer's, and in force */
    GArray *orders;       /* Order: what the organizer decides; NULL */
    const Meeting *event; /* the receiver's last, where what is said needs it; NULL */
    GTimeZone *zone;      /* likewise */
    NoticeOwner notice;   /* that a bounce is about */
    char *message_id;     /* likewise, with brackets */
    char *envelope_id;    /* of the notice that a bounce is about */
} Known;

void known_clear(Known *known);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

/* Fills KNOWN, which is zero, for MEANING. The envelope's RECIPIENT (NULL = not told) is the best witness;
 * what the message says of itself comes after it. */
gboolean known_gather(const Receiver *receiver, const Meaning *meaning, const char *recipient,
                      gint64 now, Known *known, GError **error);

/* Makes that revision of MEETING the receiver's last event. */
gboolean known_event(const Receiver *receiver, const char *meeting, int revision, GError **error);

#endif
