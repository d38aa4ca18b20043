/* packer: what the archive keeps of a message, made ready by a thread while the message is read and others are
 * recorded: its fingerprint, and its bytes packed. Edge, for receive.h alone. */
#ifndef CONVOKE_INBOX_PACKER_H
#define CONVOKE_INBOX_PACKER_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/fingerprint.h"

typedef struct Packer Packer;

/* ONE: a single message will come, and is packed when it is submitted, without a thread. SHA256 takes fingerprints; NULL.
 * Processes are to be forked before the first message is submitted. */
Packer *packer_new(bool one, Sha256 sha256);
void packer_free(Packer *packer); /* NULL-safe */

/* Queues a message of which LENGTH BYTES are kept; does not wait, but for ONE. DIGEST is its fingerprint where it is known
 * already, else NULL. Both must stay until it was collected. */
void packer_submit(Packer *packer, const void *bytes, gsize length, const char *digest);

/* Queues the message that was submitted last once more: it is packed once. It was not collected yet. */
void packer_submit_again(Packer *packer);

typedef struct {
    char *digest;
    GBytes *packed; /* by store_received_pack() */
} Parcel;

void parcel_clear(Parcel *parcel);

/* Waits for the oldest message that was submitted and not collected. */
void packer_collect(Packer *packer, Parcel *ret_parcel);

/* Forgets what was submitted and not collected; its bytes are not touched any more. */
void packer_forget(Packer *packer);

#endif
