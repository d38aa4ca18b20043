/* From a token to the letters, and back to the reader. */
#include "inbox/look-again.h"

#include "db/store-guest.h"
#include "db/store-letter.h"
#include "event/address.h"
#include "inbox/token-find.h"

/* Fewer bytes than these hold none of our letters. */
enum { LETTER_MIN = 300 };

bool
look_again_helps(const Meaning *meaning)
{
    return meaning->kind == MEANING_REPLY && !meaning->purpose &&
           (!meaning->sure || meaning->unmarked >= LETTER_MIN);
}

/* What they had from us, newest first, with a NULL behind it; NULL without *ERROR where that is not known. */
static GPtrArray *
letters_of(const Receiver *receiver, const Meaning *meaning, const char *recipient, gint64 before,
           GError **error)
{
    Store *store = receiver->store;
    g_auto(TokenOwner) owner = {0};
    g_autofree char *found = token_of_recipient(recipient, receiver->address);
    const char *token = found ? found : meaning->token;
    if (token && !store_token_owner(store, token, before, &owner, error))
        return NULL;
    return owner.meeting && owner.guest
               ? store_letter_texts(store, owner.meeting, owner.guest, before, error)
               : NULL;
}

gboolean
look_again(const Receiver *receiver, const void *bytes, gsize length, const char *recipient,
           gint64 before, Reading *reading, GError **error)
{
    g_auto(Reading) again = {0};
    GError *wrong = NULL;
    g_autoptr(GPtrArray) letters =
        letters_of(receiver, reading->meaning, recipient, before, &wrong);
    if (wrong) {
        g_propagate_error(error, wrong);
        return FALSE;
    }
    if (!letters || !letters->pdata[0])
        return TRUE;
    const ReadContext context = {.address = receiver->address,
                                 .authserv_id = receiver->authserv_id,
                                 .sent_texts = (const char *const *)letters->pdata};
    if (!reader_again(receiver->reader, bytes, length, &context, &again, error))
        return FALSE;
    if (again.meaning->kind == MEANING_REPLY) {
        Reading first = *reading;
        *reading = again;
        again = first;
    }
    return TRUE;
}
