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

/* Reports have domains in ASCII, where we may have them in letters. */
static bool
same_domain(const char *a, const char *b)
{
    g_autofree char *ascii_a = g_hostname_to_ascii(address_domain(a));
    g_autofree char *ascii_b = g_hostname_to_ascii(address_domain(b));
    return ascii_a && ascii_b && g_ascii_strcasecmp(ascii_a, ascii_b) == 0;
}

static Names
compare(const char *named, const char *recipient)
{
    g_autofree char *address = address_parse(named);
    if (!address)
        return NAMES_NOBODY;
    if (address_equal(address, recipient))
        return NAMES_RECIPIENT;
    if (!same_domain(address, recipient))
        return NAMES_OTHERS;
    g_autofree char *local = address_local(address), *ours = address_local(recipient);
    return g_ascii_strcasecmp(local, ours) == 0 ? NAMES_RECIPIENT : NAMES_NEIGHBOUR;
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
