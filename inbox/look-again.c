/* From a token to the letters, and back to the reader. */
#include "inbox/look-again.h"

#include "db/store-guest.h"
#include "db/store-letter.h"
#include "event/when.h"
#include "inbox/known.h"
#include "inbox/token-find.h"

/* Fewer bytes than these hold none of our letters. */
enum { LETTER_MIN = 300 };

bool
look_again_helps(const Meaning *meaning)
{
    return meaning->kind == MEANING_REPLY && !meaning->purpose &&
           (!meaning->sure || meaning->unmarked >= LETTER_MIN);
}

/* The meeting's months and days, a bit each. */
static gboolean
know_days(const Receiver *receiver, const char *meeting, ReadContext *context, GError **error)
{
    g_auto(Revision) revision = {0};
    if (!store_meeting_revision(receiver->store, meeting, &revision, error) ||
        !known_event(receiver, meeting, revision.number, error))
        return FALSE;
    const GPtrArray *days = receiver->last->event->days;
    for (guint i = 0; i < days->len; i++) {
        int year, month, day;
        day_split(((const AgendaDay *)days->pdata[i])->day, &year, &month, &day);
        context->months |= 1u << month;
        context->days |= 1u << day;
    }
    if (context->months & (context->months - 1))
        context->days = 0; /* of several months they are not told apart */
    return TRUE;
}

/* Whose token it is: a guest, or the organizer, of a meeting; NULL where it is nobody's. */
static gboolean
find_reader(Store *store, const char *token, gint64 before, char **ret_meeting, char **ret_person,
            GError **error)
{
    g_auto(TokenOwner) owner = {0};
    if (!token)
        return TRUE;
    if (!store_token_owner(store, token, before, &owner, error))
        return FALSE;
    *ret_person = owner.guest ? g_steal_pointer(&owner.guest) : g_strdup("organizer");
    *ret_meeting = g_steal_pointer(&owner.meeting);
    return TRUE;
}

/* What the reader whose token it is had from us goes to CONTEXT, newest first with a NULL behind it in *RET_LETTERS, which
 * is NULL where it is nobody's. */
static gboolean
know_reader(const Receiver *receiver, const Meaning *meaning, const char *recipient, gint64 before,
            ReadContext *context, GPtrArray **ret_letters, GError **error)
{
    Store *store = receiver->store;
    g_autofree char *found = token_of_recipient(recipient, receiver->address);
    g_autofree char *theirs = NULL, *person = NULL;
    if (!find_reader(store, found ? found : meaning->token, before, &theirs, &person, error))
        return FALSE;
    if (!theirs)
        return TRUE;
    *ret_letters = store_letter_texts(store, theirs, person, before, error);
    if (!*ret_letters)
        return FALSE;
    context->sent_texts = (const char *const *)(*ret_letters)->pdata;
    return know_days(receiver, theirs, context, error);
}

gboolean
look_again(const Receiver *receiver, const void *bytes, gsize length, const char *recipient,
           gint64 before, Reading *reading, GError **error)
{
    g_auto(Reading) again = {0};
    g_autoptr(GPtrArray) letters = NULL;
    ReadContext context = {.address = receiver->address, .authserv_id = receiver->authserv_id};
    if (!know_reader(receiver, reading->meaning, recipient, before, &context, &letters, error))
        return FALSE;
    if (!letters)
        return TRUE;
    if (!reader_again(receiver->reader, bytes, length, &context, &again, error))
        return FALSE;
    if (again.meaning->kind == MEANING_REPLY) {
        Reading first = *reading;
        *reading = again;
        again = first;
    }
    return TRUE;
}
