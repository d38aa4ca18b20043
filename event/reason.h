/* Reasons: why a message waits for the organizer. Decided in inbox/, kept with the review as its sentence, and
 * told in the organizer's language, which has its own by the reason's name. */
#ifndef CONVOKE_EVENT_REASON_H
#define CONVOKE_EVENT_REASON_H

typedef enum {
    REASON_NONE = 0, /* it does not wait */
    REASON_UNCLEAR,
    REASON_UNSURE,
    REASON_NOT_THEIRS, /* somebody else may have got hold of an invitation */
    REASON_SEVERAL,
    REASON_FORGED,
    REASON_NAMED,
    REASON_UNPROVEN,
    REASON_COUNTER,
    REASON_OTHER_EVENT,
    REASON_OTHER_ATTENDEE,
    REASON_OTHER_ORGANIZER,
    REASON_FORGED_ORGANIZER,
    REASON_UNPROVEN_ORGANIZER,
    REASON_NO_ORDERS,
    REASON_NO_TOKEN,
    REASON_REVOKED,
    REASON_REMOVED,
    REASON_UNREADABLE,
    REASON_REFUSED,
    REASON_OWN_TROUBLE,
    REASON_UNFITTING,
    REASON_LATE,
    REASON_SLOT,    /* a no in reply to our mail about the agenda */
    REASON_ASIDE,   /* words that name no coming, in reply to mail that did not ask about it */
    REASON_REDATED, /* an answer to dates that have moved since */
} Reason;

#define REASONS (REASON_REDATED + 1)

/* "does not say clearly whether they come": about the message. Static. */
const char *reason_text(Reason reason);

/* "unclear": the key of its sentence in a language's words. */
const char *reason_name(Reason reason);

/* Back from a sentence; REASON_NONE where it is none of these. */
Reason reason_of_text(const char *text);

#endif
