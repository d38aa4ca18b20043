/* read: bytes -> Meaning, the one door into this room's pure half. Any bytes have a meaning, if only
 * `unreadable`; the same bytes and context have the same one for ever. */
#ifndef CONVOKE_INBOX_READ_H
#define CONVOKE_INBOX_READ_H

#include <glib.h>
#include "event/forget.h"
#include "inbox/limits.h"
#include "inbox/meaning.h"

/* Reads one calendar stream; NULL where there is none in it. Given by the caller because the library
 * behind it is heavy and loaded only when a message has a calendar part that itip-plain.h does not take (itip-read.h). */
typedef Itip *(*ItipReader)(const char *text, gsize length);

typedef struct {
    ItipReader itip_read; /* NULL: calendar parts are not understood */
    const char *address;  /* the address that we read; NULL in `explain` without a workspace */
    /* of the mail server whose Authentication-Results count; NULL = none */
    const char *authserv_id;
    /* text/plain of what we sent to this person; NULL-terminated or NULL */
    const char *const *sent_texts;
    guint32 months, days;      /* of the meeting, as in RsvpText; 0 = not known */
    const Forget *forget;      /* whom to look for: `named` says; NULL = nobody */
    const ParseLimits *limits; /* NULL = the default ones */
} ReadContext;

Meaning *message_read(const char *bytes, gsize length, const ReadContext *context);

#endif
