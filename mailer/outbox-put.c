/* From one notice to one row. */
#include "mailer/outbox-put.h"
#include "db/store-epoch.h"
#include "db/store-meeting.h"
#include "db/store-outbox.h"
#include "db/store-reach.h"
#include "db/store-turn.h"
#include "event/address.h"
#include "event/token.h"

/* What somebody waits for, and what the organizer themselves get, needs no approval. */
static const char *
held_why(const Mailroom *room, const Notice *notice)
{
    bool free = notice_kind_answers(notice->kind) || g_str_equal(notice->person, "organizer");
    if (notice->held_why)
        return notice->held_why;
    return room->approve && !free ? "it waits for your approval" : NULL;
}

gboolean
outbox_held_why(const Mailroom *room, const Notice *notice, char **ret_why, GError **error)
{
    *ret_why = g_strdup(held_why(room, notice));
    return *ret_why || store_outbox_hold_why(room->store, notice, ret_why, error);
}

static bool
has_turns(const Mailroom *room, const Notice *notice)
{
    return room->answers > 0 && notice_kind_is_caused(notice->kind);
}

gboolean
outbox_put_off(const Mailroom *room, Notice *notice, const char *recipient, gint64 now,
               GError **error)
{
    gint64 turn;
    if (!has_turns(room, notice))
        return TRUE;
    if (!store_turn(room->store, notice, recipient, room->answers, now, &turn, error))
        return FALSE;
    if (turn == now)
        return TRUE;
    char *reason = g_strdup_printf("%s; one address gets no more than %d such mail%s in 24 hours",
                                   notice->reason, room->answers, room->answers == 1 ? "" : "s");
    g_free(notice->reason);
    notice->reason = reason;
    notice->not_before = MAX(notice->not_before, turn);
    return TRUE;
}

char *
outbox_message_id(const Mailroom *room, const char *key, const char *token, GError **error)
{
    gint64 epoch;
    return store_epoch_taken(room->store, &epoch, error)
               ? notice_message_id(key, epoch, token, address_domain(room->address))
               : NULL;
}

gboolean
outbox_put(const Mailroom *room, Notice *notice, const char *recipient, const char *token,
           gint64 received, gint64 now, bool *ret_new, GError **error)
{
    guint8 bytes[TOKEN_BYTES];
    if (!outbox_put_off(room, notice, recipient, now, error) ||
        (has_turns(room, notice) && !store_turn_give_way(room->store, notice, now, error)))
        return FALSE;
    room->random(bytes, sizeof bytes);
    g_autofree char *envelope_id = token_from_bytes(bytes);
    g_autofree char *key = notice_key(notice);
    g_autofree char *message_id = outbox_message_id(room, key, token, error);
    if (!message_id)
        return FALSE;
    const NewOutbox item = {
        .notice = notice,
        .recipient = recipient,
        .message_id = message_id,
        .envelope_id = envelope_id,
        .received = received,
        .held_why = held_why(room, notice),
    };
    return store_outbox_add(room->store, &item, now, ret_new, error);
}

gboolean
outbox_put_for(const Mailroom *room, Notice *notice, const Standing *standing, gint64 now,
               int *count, GError **error)
{
    bool new = false;
    if (!outbox_put(room, notice, standing->address, standing->token, G_MININT64, now, &new, error))
        return FALSE;
    *count += new;
    return TRUE;
}

static gboolean
put_for_organizer(const Mailroom *room, const Meeting *meeting, Notice *notice, gint64 now,
                  int *count, GError **error)
{
    g_auto(Revision) revision = {0};
    bool new = false;
    if (!store_meeting_revision(room->store, meeting->id, &revision, error) ||
        !outbox_put(room, notice, meeting->organizer.address, revision.organizer_token, G_MININT64,
                    now, &new, error) ||
        (new && !store_reach_note(room->store, notice, error)))
        return FALSE;
    *count += new;
    return TRUE;
}

/* Notices come in the order of their standings, so finding each one's goes on where the last was. */
gboolean
outbox_put_all(const Mailroom *room, const Meeting *meeting, const GPtrArray *notices,
               const GPtrArray *standings, const char *person, gint64 now, int *count,
               GError **error)
{
    guint at = 0;
    for (guint i = 0; i < notices->len; i++) {
        Notice *notice = g_ptr_array_index(notices, i);
        const Standing *standing = NULL;
        if (g_str_equal(notice->person, "organizer")) {
            if (!person && !put_for_organizer(room, meeting, notice, now, count, error))
                return FALSE;
            continue;
        }
        for (guint tried = 0; !standing && tried < standings->len; tried++, at++) {
            const Standing *next = g_ptr_array_index(standings, at % standings->len);
            if (g_str_equal(next->guest, notice->person))
                standing = next;
        }
        g_assert(standing);
        if ((!person || g_str_equal(person, notice->person)) &&
            !outbox_put_for(room, notice, standing, now, count, error))
            return FALSE;
    }
    return TRUE;
}
