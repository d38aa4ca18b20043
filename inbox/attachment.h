/* Attachment: a file that somebody sent along: slides, a paper, a picture of a white board. Pure. */
#ifndef CONVOKE_INBOX_ATTACHMENT_H
#define CONVOKE_INBOX_ATTACHMENT_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/mail.h"

/* Of one message; what comes behind them stays in the message alone. */
enum { ATTACHMENTS_MAX = 50 };

typedef struct {
    char *name;      /* safe (event/file-name.h) */
    char *type;      /* lower case, "application/pdf": what the sender calls it */
    int size;        /* decoded, bytes */
    bool cut;        /* beyond the limits: there is no content */
    GBytes *content; /* decoded; NULL where only the JSON of a Meaning is at hand */
} Attachment;

Attachment *attachment_new(void);
void attachment_free(Attachment *attachment);

/* Those of MAIL itself, in its order; NULL where it has none. Not: what is part of the text (pictures in a
 * signature, other renderings), calendar objects, signatures, winmail.dat, what is in forwarded mail. Too
 * many stand in DEFECTS. */
GPtrArray *attachments_of(const Mail *mail, GPtrArray *defects);

/* Gives each its piece of BYTES, which hold the contents one after the other. False, with nothing given,
 * unless the sizes are exactly these. LIST may be NULL. */
bool attachments_fill(GPtrArray *list, const void *bytes, gsize length);

/* Bytes of all contents, without what is cut; LIST may be NULL. */
gsize attachments_size(const GPtrArray *list);

#endif
