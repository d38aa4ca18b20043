/* bounce-address: which of the addresses in the letter of a delivery report have failed, by where they
 * stand: one that heads its line or follows a label; else one behind RCPT TO; else one in a sentence
 * that speaks of failing; else one in an SMTP reply. */
#ifndef CONVOKE_INBOX_BOUNCE_ADDRESS_H
#define CONVOKE_INBOX_BOUNCE_ADDRESS_H

#include <glib.h>
#include <stdbool.h>

#define BOUNCE_ADDRESSES_MAX 200

/* Appends the failed addresses of LETTER, as written, each once, to ADDRESSES (char *). OWN are those
 * that stand in every report without having failed (the sender's, the reporter's); they and
 * postmasters count only with EVEN_OWN. NULL-terminated. Returns where in LETTER the first one stands;
 * NULL where there is none. */
const char *bounce_address_find(const char *letter, const char *const *own, bool even_own,
                                GPtrArray *addresses);

/* A name that stands alone on a line below one that speaks of failing: the local part of a mailbox on the
 * reporter's own system, as AOL wrote it. NULL where there is none. */
char *bounce_address_local(const char *letter);

#endif
