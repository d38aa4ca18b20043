/* By identity, by fingerprint, and by what was said. */
#include "inbox/seen.h"

#include <string.h>
#include "db/store-guest.h"
#include "db/store-received.h"
#include "event/address.h"
#include "inbox/meaning-json.h"

/* So many that had the same Message-ID are compared; after more, one counts as new. */
enum { NAMESAKES_MAX = 8 };

/* White space is what changes on the way first. */
static bool
same_words(const char *a, const char *b)
{
    static const char space[] = " \t\n";
    a = a ? a : "";
    b = b ? b : "";
    for (;;) {
        bool gap_a = *a && strchr(space, *a), gap_b = *b && strchr(space, *b);
        a += strspn(a, space);
        b += strspn(b, space);
        if (*a != *b || (gap_a != gap_b && *a))
            return false;
        if (!*a)
            return true;
        a++;
        b++;
    }
}

static bool
same_sender(const Meaning *a, const Meaning *b)
{
    g_autofree char *one = address_of_mailbox(a->from), *other = address_of_mailbox(b->from);
    return one && other && address_equal(one, other);
}

static bool
says_the_same(const Meaning *a, const Meaning *b)
{
    return a->kind == b->kind && a->kind != MEANING_UNREADABLE && a->partstat == b->partstat &&
           g_strcmp0(a->token, b->token) == 0 && same_words(a->reply, b->reply) &&
           same_sender(a, b);
}

/* Of one from before there were digests the sender has to do: what it says may be read otherwise by now. Nothing else is
 * left of one whose sender is forgotten. */
static bool
is_the_same(const Namesake *namesake, const Meaning *meaning, const char *digest)
{
    if (namesake->digest && g_str_equal(namesake->digest, digest))
        return true;
    g_autoptr(Meaning) other =
        meaning_from_json(namesake->meaning, strlen(namesake->meaning), NULL);
    if (!namesake->digest)
        return !other || same_sender(meaning, other);
    return other && says_the_same(meaning, other);
}

/* Another message had the Message-ID of this one. */
static gboolean
compare(Store *store, const Meaning *meaning, const char *identity, const char *digest,
        bool *ret_seen, char **ret_identity, GError **error)
{
    g_autofree char *longer = g_strconcat(identity, RECEIVED_DIGEST, digest, NULL);
    bool seen;
    if (!store_received_known(store, longer, &seen, error))
        return FALSE;
    g_autoptr(GPtrArray) all = store_received_namesakes(store, identity, NAMESAKES_MAX, error);
    if (!all)
        return FALSE;
    for (guint i = 0; i < all->len && !seen; i++)
        seen = is_the_same(all->pdata[i], meaning, digest);
    *ret_seen = seen;
    *ret_identity = g_steal_pointer(&longer);
    return TRUE;
}

/* Before there were fingerprints, the digest of the bytes stood for one. */
static gboolean
known_by_bytes(Store *store, GBytes *raw, bool *ret_seen, GError **error)
{
    g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, raw);
    g_autofree char *identity = g_strconcat("sha256:", sum, NULL);
    return store_received_known(store, identity, ret_seen, error);
}

/* The message was here before. Is this the copy of another guest? */
static gboolean
look_for_copy(Store *store, const Meaning *meaning, const char *identity, const char *token,
              bool *ret_seen, char **inout_identity, GError **error)
{
    g_auto(TokenOwner) owner = {0};
    bool had, known;
    if (meaning->kind != MEANING_REPLY && meaning->kind != MEANING_CALENDAR)
        return TRUE;
    if (token && !store_token_owner(store, token, 0, &owner, error))
        return FALSE;
    if (!owner.guest)
        return TRUE;
    g_autofree char *copy =
        g_strconcat(*inout_identity, RECEIVED_FOR, owner.meeting, "/", owner.guest, NULL);
    if (!store_received_by(store, identity, owner.meeting, owner.guest, &had, error) ||
        !store_received_known(store, copy, &known, error))
        return FALSE;
    *ret_seen = had || known;
    g_free(*inout_identity);
    *inout_identity = g_steal_pointer(&copy);
    return TRUE;
}

gboolean
seen_before(Store *store, const Meaning *meaning, GBytes *raw, const char *digest,
            const char *token, bool *ret_seen, char **ret_identity, GError **error)
{
    g_autofree char *identity = meaning->message_id ? g_strdup_printf("<%s>", meaning->message_id)
                                                    : g_strconcat("sha256:", digest, NULL);
    g_autofree char *full = NULL;
    bool seen;
    if (!store_received_known(store, identity, &seen, error) ||
        (!seen && !meaning->message_id && !known_by_bytes(store, raw, &seen, error)))
        return FALSE;
    if (!seen || !meaning->message_id)
        full = g_strdup(identity);
    else if (!compare(store, meaning, identity, digest, &seen, &full, error))
        return FALSE;
    if (seen && !look_for_copy(store, meaning, identity, token, &seen, &full, error))
        return FALSE;
    *ret_seen = seen;
    *ret_identity = g_steal_pointer(&full);
    return TRUE;
}
