/* The names are made safe once more here: they come from the process that reads foreign bytes. */
#include "inbox/record-attachments.h"
#include "db/store-attachment.h"
#include "event/file-name.h"

static bool
is_known(const Meaning *meaning, const Known *known)
{
    bool person = meaning->kind == MEANING_REPLY || meaning->kind == MEANING_CALENDAR;
    bool vouched = !known->sender.named || meaning->authenticity == AUTHENTICITY_PASS;
    return person && known->guest && vouched && !known->sender.revoked;
}

static gboolean
record_one(const Receiver *receiver, const Receipt *receipt, guint position, gint64 *room,
           GError **error)
{
    const Attachment *attachment = receipt->meaning->attachments->pdata[position];
    g_autofree char *name = file_name_safe(attachment->name);
    const NewAttachment row = {
        .received = receipt->id,
        .position = (int)position,
        .name = name,
        .type = attachment->type,
        .size = attachment->size,
        .content = attachment->content,
    };
    return store_attachment_add(receiver->store, &row, room, error);
}

/* A Meaning that comes from the database is without contents; what was kept of them stands there already. */
static bool
is_at_hand(const GPtrArray *attachments)
{
    for (guint i = 0; attachments && i < attachments->len; i++) {
        const Attachment *attachment = attachments->pdata[i];
        if (!attachment->content && !attachment->cut)
            return false;
    }
    return attachments != NULL;
}

gboolean
record_attachments(const Receiver *receiver, const Receipt *receipt, const Known *known,
                   GError **error)
{
    const GPtrArray *attachments = receipt->meaning->attachments;
    gint64 used;
    if (!is_at_hand(attachments) || !is_known(receipt->meaning, known))
        return TRUE;
    if (!store_attachment_room(receiver->store, receipt->meeting, receipt->guest, &used, error))
        return FALSE;
    gint64 room = MAX(receiver->room - used, 0);
    for (guint i = 0; i < attachments->len; i++)
        if (!record_one(receiver, receipt, i, &room, error))
            return FALSE;
    return TRUE;
}
