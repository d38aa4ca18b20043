/* Relay envelope: the commands with which a letter's transaction begins, as bytes. Pure. */
#ifndef CONVOKE_MAILER_RELAY_ENVELOPE_H
#define CONVOKE_MAILER_RELAY_ENVELOPE_H

#include "mailer/relay-dialogue.h"
#include "mailer/transport.h"

/* Appends MAIL, RCPT and DATA for LETTER, which passes outgoing_check(), with the parameters that the server has offered
 * to take: SIZE (RFC 1870), and delivery reports (RFC 3461) where there is somebody to get them. */
void relay_envelope_append(GString *out, const RelayDialogue *dialogue, const Outgoing *letter);

#endif
