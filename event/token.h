/* Token: 80 random bits in 16 letters of base32 (RFC 4648, lower case), one an invitation. It rides
 * in LOCAL+TOKEN@ (Reply-To, ORGANIZER), in the Message-ID <TOKEN.DIGEST@domain> and so in the
 * In-Reply-To and References of every answer. Whoever holds it may answer for its guest. */
#ifndef CONVOKE_EVENT_TOKEN_H
#define CONVOKE_EVENT_TOKEN_H

#include <glib.h>
#include <stdbool.h>

#define TOKEN_BYTES 10
#define TOKEN_LENGTH 16

/* TOKEN_BYTES random bytes -> a new string of TOKEN_LENGTH. Randomness is the caller's. */
char *token_from_bytes(const guint8 bytes[TOKEN_BYTES]);

/* True for exactly TOKEN_LENGTH letters of base32 in any case. */
bool token_valid(const char *text);

/* The token in "local+token@domain" or "local-token@domain" (the last piece of the local part that
 * is a valid token), in lower case; NULL where there is none: a whole local part may be somebody's name. */
char *token_of_address(const char *address);

/* What "local+token-help@domain", "token-unsubscribe@domain" and their like are for: "help" or "unsubscribe",
 * static; NULL for an address without a token or without such an ending. */
const char *token_purpose(const char *address);

/* What comes before the ENVID (RFC 3461 4.4) of a mail in the detail of the address that it came from: a token, too, but
 * an envelope's and nobody's invitation. */
#define TOKEN_BOUNCE "b."

/* The token in "<TOKEN.DIGEST@domain>", brackets optional; NULL where the id is not of that form. */
char *token_of_message_id(const char *message_id);

/* The token in a subject tag "[name TOKEN]" or "[TOKEN]"; NULL where there is none. */
char *token_of_subject(const char *subject);

/* Likewise from *AT on, which is moved behind the tag: for a subject that may have several. */
char *token_next_of_subject(const char **at);

#endif
