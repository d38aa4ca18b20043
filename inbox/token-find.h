/* token-find: which invitation a message belongs to, by the token that it carries (event/token.h).
 * Looked for where it is hardest to lose first: the addresses that the message was delivered to and
 * written to, the messages that it refers to, the organizer of a calendar object, a tag in the
 * subject. Whose token it is, and whether it still counts, is known to the database alone. */
#ifndef CONVOKE_INBOX_TOKEN_FIND_H
#define CONVOKE_INBOX_TOKEN_FIND_H

#include "inbox/mail.h"
#include "inbox/meaning.h"

typedef struct {
    char *token;         /* lower case; NULL = none */
    const char *from;    /* "address" "reference" "calendar" "subject"; static; NULL = none */
    const char *purpose; /* of that address: "help" or "unsubscribe" (event/token.h); NULL */
    char *envelope_id;   /* of the mail of ours whose bounce address it came to; NULL = none */
    bool several; /* another token stands at a place of the same rank: somebody should look */
} TokenFound;

/* ITIP and BOUNCE may be NULL. OURS is the address that we read: where it is known, tokens in other
 * addresses do not count. A delivery report has its token from the mail that it returns. */
TokenFound token_find(const Mail *mail, const Itip *itip, const Bounce *bounce, const char *ours);

/* The ENVID in one address where it is the one that a mail of OURS came from, lower case; else NULL. */
char *token_find_envelope(const char *address, const char *ours);

/* The token in one address, lower case; NULL where there is none, or where the address is not OURS. */
char *token_find_in(const char *address, const char *ours);

/* The token in an envelope's RECIPIENT, which is an address that mail servers bring to us, maybe an older one than OURS;
 * NULL where there is none. Both may be NULL. */
char *token_of_recipient(const char *recipient, const char *ours);

#endif
