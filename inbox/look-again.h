/* look-again: a message that nobody can be sure of, or that may hold a letter of ours, is read once more with what we
 * sent to its writer, a guest or the organizer, and the meeting's days at hand: our own text is the surest cue of what is quoted, and whether an absence
 * keeps somebody away depends on those. Edge, for receive.c and rebuild. */
#ifndef CONVOKE_INBOX_LOOK_AGAIN_H
#define CONVOKE_INBOX_LOOK_AGAIN_H

#include "inbox/receive.h"

/* Whether another look may help: a person wrote, and what they mean is not sure, or so much stands there unmarked that
 * a letter of ours may be in it, whatever was taken off. */
bool look_again_helps(const Meaning *meaning);

/* Reads LENGTH BYTES again with what was sent, before BEFORE, to whom the token belongs that RECIPIENT (NULL = not told) or
 * the message bears, and replaces READING. Waits for as long as reading it may take, so an intake calls it outside
 * of its transactions. FALSE: CONVOKE_ERROR_TEMPORARY, and all that was submitted to the reader is forgotten. */
gboolean look_again(const Receiver *receiver, const void *bytes, gsize length,
                    const char *recipient, gint64 before, Reading *reading, GError **error);

#endif
