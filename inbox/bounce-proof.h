/* bounce-proof: whether a delivery report fits the mail that it is about. Whoever is handed a mail of ours can write one:
 * the address that reports come to stands in its Return-Path. Pure. */
#ifndef CONVOKE_INBOX_BOUNCE_PROOF_H
#define CONVOKE_INBOX_BOUNCE_PROOF_H

#include <stdbool.h>
#include "inbox/meaning.h"

/* What we know of the mail: the one that the report came to us by, else the newest to an address that it names. */
typedef struct {
    const char *recipient;   /* NULL = there is none */
    const char *message_id;  /* with brackets */
    const char *envelope_id; /* ENVID (RFC 3461) */
    gint64 left_at;          /* NEVER: it has not left */
    gint64 heard_at;         /* when its guest wrote last; NEVER */
} BouncedMail;

/* So long mail systems may keep a mail before they give it up: four to five days (RFC 5321 4.5.4.1) at the relay, and
 * as long again behind it. */
enum { BOUNCE_PROOF_DAYS = 10 };

/* True when MAIL had left, not longer ago than that; when its guest has not written since; and when the report names the
 * recipient, or else brings our Message-ID or ENVID and names nobody, or another mailbox of the same domain (RFC 3464
 * 2.3.2: an alias may stand for it). */
bool bounce_proves(const Bounce *bounce, const BouncedMail *mail, gint64 now);

#endif
