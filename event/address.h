/* Address: a mail address in one normal form (RFC 5321 mailbox, domain in lower case), and the
 * forms in which a token rides in it. No display names: those are parsed by the mail library. */
#ifndef CONVOKE_EVENT_ADDRESS_H
#define CONVOKE_EVENT_ADDRESS_H

#include <glib.h>
#include <stdbool.h>

/* Longest mailbox we take (RFC 5321 4.5.3.1.3: path of 256 with its brackets). */
#define ADDRESS_MAX 254

/* The normal form of a bare mailbox "local@domain": white space around it and "mailto:" dropped,
 * domain in lower case, local part untouched. NULL when it is no address: no "@", an empty side, a
 * control character, white space, a bracket, a comma, a domain that is none, or too long. Quotes around a local
 * part that needs none are dropped (RFC 5321 4.1.2), and so is the dot of the root behind a domain; a part
 * that needs them ("a b"@x) is refused: nobody's invitation does, and they inject.
 * UTF-8 (RFC 6531) is let through on both sides, and a domain literal in brackets is not. */
char *address_parse(const char *text);

/* True only for a normal form, and for every one that is ASCII alone, as nearly all are: told without making it. */
bool address_is_plain(const char *text);

/* The normal form of the mailbox in "Name <mailbox>", or in a text that is one itself; NULL where there is none.
 * A name may hold anything, so the last "<" counts. TEXT may be NULL. */
char *address_of_mailbox(const char *text);

/* Same mailbox for us: compared without regard to case on both sides, as every provider of
 * mailboxes does, and to whether the domain has A-labels or U-labels (RFC 5890 2.3.2.1). Both arguments must be
 * normal forms or NULL (which equals nothing). */
bool address_equal(const char *a, const char *b);

/* Whether what follows the last "@" is the same domain in both, compared so. */
bool address_same_domain(const char *a, const char *b);

/* Which of ADDRESSES (char *; NULL = none) that is, as it stands there; NULL where it is none of them. Borrowed. */
const char *address_among(const GPtrArray *addresses, const char *address);

/* Key for hash tables and unique columns, the same for all that are equal: the whole in lower case (Unicode), the
 * domain in U-labels, composed (NFC). */
char *address_key(const char *address);

/* "local", the part before the last "@"; and the borrowed domain behind it. */
char *address_local(const char *address);
const char *address_domain(const char *address);

/* What stands between a local part and a detail: '+' or '-', or one of these, where a mail server knows no such thing. */
enum {
    ADDRESS_CATCH_ALL =
        '@', /* nothing: all addresses of the domain are one, and the detail is the whole local part */
    ADDRESS_ALONE = '\0', /* there is but this address, and no detail */
};

/* BASE with a detail before the "@": "meet@x.example" and "abc" give "meet+abc@x.example" (RFC 5233),
 * "abc@x.example" or BASE itself. */
char *address_with_detail(const char *base, char separator, const char *detail);

/* The detail of ADDRESS where it is BASE with one, else NULL; compared without regard to case. */
char *address_detail(const char *address, const char *base, char separator);

/* True for a mailbox that nobody reads, going by its name ("no-reply@x.example"), or whose mail is taken for a mail
 * system's own ("postmaster@x.example"). */
bool address_nobody_reads(const char *address);

/* The circuit breaker: so many of a meeting's GUESTS have had an address FAIL within a day that the trouble
 * is more likely ours, and no more are marked as dead. */
bool addresses_break(int failing, int guests);

#endif
