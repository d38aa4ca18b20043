/* What the report says, held against the outbox. */
#include "inbox/bounce-proof.h"
#include "event/address.h"
#include "event/standing.h"
#include <string.h>

/* Whom the report names. */
typedef enum {
    NAMES_NOBODY,
    NAMES_OTHERS,
    NAMES_NEIGHBOUR, /* in the recipient's domain */
    NAMES_RECIPIENT,
} Names;

static Names
compare(const char *named, const char *recipient)
{
    g_autofree char *address = address_parse(named);
    if (!address)
        return NAMES_NOBODY;
    if (address_equal(address, recipient))
        return NAMES_RECIPIENT;
    return address_same_domain(address, recipient) ? NAMES_NEIGHBOUR : NAMES_OTHERS;
}

/* The best of what it names. */
static Names
names_of(const Bounce *bounce, const char *recipient)
{
    const GPtrArray *lists[] = {bounce->addressed, bounce->recipients};
    Names best = NAMES_NOBODY;
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint j = 0; j < lists[i]->len; j++) {
            Names names = compare(lists[i]->pdata[j], recipient);
            best = MAX(best, names);
        }
    return best;
}

/* The Message-ID stands in the one with brackets, in the other without. */
static bool
brings_id(const Bounce *bounce, const BouncedMail *mail)
{
    g_autofree char *id = bounce->message_id ? g_strdup_printf("<%s>", bounce->message_id) : NULL;
    return (id && g_strcmp0(id, mail->message_id) == 0) ||
           (bounce->envelope_id && g_strcmp0(bounce->envelope_id, mail->envelope_id) == 0);
}

bool
bounce_proves(const Bounce *bounce, const BouncedMail *mail, gint64 now)
{
    if (!mail->recipient || mail->left_at == NEVER || mail->heard_at > mail->left_at ||
        now - mail->left_at > (gint64)BOUNCE_PROOF_DAYS * 24 * 60 * 60)
        return false;
    Names names = names_of(bounce, mail->recipient);
    return names == NAMES_RECIPIENT || (names != NAMES_OTHERS && brings_id(bounce, mail));
}
