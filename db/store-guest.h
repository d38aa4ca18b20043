/* Guests, their addresses, and the tokens of their invitations. */
#ifndef CONVOKE_DB_STORE_GUEST_H
#define CONVOKE_DB_STORE_GUEST_H

#include "db/store.h"
#include "event/meeting.h"

/* Makes the rows what MEETING says: guests and addresses added, changed and taken out. An address
 * that stays keeps what is known about it. */
gboolean store_guest_apply(Store *store, const Meeting *meeting, gint64 now, GError **error);

/* Appends the guests of MEETING who are still invited, in the order of the file. */
gboolean store_guest_load_all(Store *store, Meeting *meeting, GError **error);

/* One guest, removed or not; *ret_guest is NULL where there is none. */
gboolean store_guest_load(Store *store, const char *meeting, const char *id, Guest **ret_guest,
                          GError **error);

/* Whose a token is. Strings are new. */
typedef struct {
    char *meeting;
    char *guest;  /* NULL: it is the organizer's */
    bool revoked; /* by then */
    bool removed; /* the guest is no longer in the file */
} TokenOwner;

void token_owner_clear(TokenOwner *owner);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TokenOwner, token_owner_clear)

/* As of NOW, which may be past; meeting is NULL where the token is nobody's. */
gboolean store_token_owner(Store *store, const char *token, gint64 now, TokenOwner *ret_owner,
                           GError **error);

/* Fills BYTES with randomness that nobody can guess. */
typedef void (*RandomBytes)(guint8 *bytes, gsize length);

/* Takes back the token of GUEST that is in force. */
gboolean store_token_revoke(Store *store, const char *meeting, const char *guest, gint64 now,
                            GError **error);

/* Takes back the tokens of invitations that have failed for good at an address that is none of their guest's any
 * more, unless they have answered: with another token they are invited anew. */
gboolean store_token_revoke_lost(Store *store, const char *meeting, gint64 now, GError **error);

/* Gives every guest without one an invitation of its own. */
gboolean store_token_issue(Store *store, const char *meeting, RandomBytes random, gint64 now,
                           GError **error);

/* Marks an address dead with the reason, or good again when WHY is NULL. What waits for its guest goes to where mail to
 * them goes then: see ADDRESS_OF in store-private.h. */
gboolean store_address_mark(Store *store, const char *meeting, const char *address, const char *why,
                            gint64 now, GError **error);

#endif
