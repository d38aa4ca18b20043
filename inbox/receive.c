/* From bytes to rows: read, find out whom it concerns, decide, write. */
#include "inbox/receive.h"
#include "db/store-received.h"
#include "event/address.h"
#include "event/token.h"
#include "inbox/meaning-json.h"
#include "inbox/record.h"

void
receipt_clear(Receipt *receipt)
{
    meaning_free(receipt->meaning);
    g_free(receipt->meeting);
    g_free(receipt->guest);
    g_free(receipt->name);
    *receipt = (Receipt){0};
}

/* The envelope knows the address that a mail was written to even where its headers do not show it. */
static void
note_purpose(Meaning *meaning, const char *recipient)
{
    g_autofree char *address = recipient ? address_parse(recipient) : NULL;
    const char *purpose = token_purpose(address);
    if (!purpose || meaning->kind != MEANING_REPLY)
        return;
    g_free(meaning->purpose);
    meaning->purpose = g_strdup(purpose);
}

/* "<message-id>", or the digest where there is none. */
static char *
identity_of(const Meaning *meaning, GBytes *raw)
{
    if (meaning->message_id)
        return g_strdup_printf("<%s>", meaning->message_id);
    g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, raw);
    return g_strconcat("sha256:", digest, NULL);
}

static gboolean
decide_and_record(const Receiver *receiver, const Raw *message, gboolean dry_run, gint64 now,
                  Receipt *receipt, GError **error)
{
    g_auto(Known) known = {0};
    g_autoptr(GBytes) raw =
        g_bytes_new_static(message->bytes, MIN(message->length, receiver->max_size));
    g_autofree char *identity = identity_of(receipt->meaning, raw);
    if (!store_received_known(receiver->store, identity, &receipt->duplicate, error))
        return FALSE;
    if (receipt->duplicate)
        return TRUE;
    if (!known_gather(receiver, receipt->meaning, message->recipient, now, &known, error))
        return FALSE;
    note_purpose(receipt->meaning, message->recipient);
    receipt->decision = decide(receipt->meaning, &known.sender);
    receipt->meeting = g_strdup(known.meeting);
    receipt->guest = g_strdup(known.guest ? known.guest->id : NULL);
    receipt->name = g_strdup(known.guest ? known.guest->name : NULL);
    if (dry_run)
        return TRUE;
    g_autofree char *json = meaning_to_json(receipt->meaning, NULL);
    const NewReceived received = {
        .identity = identity,
        .recipient = message->recipient,
        .meeting = receipt->meeting,
        .guest = receipt->guest,
        .kind = meaning_kind_name(receipt->meaning->kind),
        .outcome = decision_kind_name(receipt->decision.kind),
        .meaning = json,
        .raw = raw,
    };
    return store_received_add(receiver->store, &received, now, &receipt->id, error) &&
           record_decision(receiver->store, receipt, &known, now, error);
}

/* The pure half, before any lock is held. */
static void
understand(const Receiver *receiver, const Raw *message, Receipt *receipt)
{
    const ReadContext context = {.itip_read = receiver->itip_read, .address = receiver->address};
    receipt->meaning =
        message_read(message->bytes, MIN(message->length, receiver->max_size), &context);
    if (message->length > receiver->max_size)
        receipt->meaning->kind = MEANING_UNREADABLE;
}

gboolean
receive_message(const Receiver *receiver, const Raw *message, gboolean dry_run, gint64 now,
                Receipt *ret_receipt, GError **error)
{
    g_auto(Receipt) receipt = {0};
    understand(receiver, message, &receipt);
    if (!store_begin(receiver->store, error))
        return FALSE;
    if (!decide_and_record(receiver, message, dry_run, now, &receipt, error) ||
        !store_commit(receiver->store, error)) {
        store_rollback(receiver->store);
        return FALSE;
    }
    *ret_receipt = receipt;
    receipt = (Receipt){0};
    return TRUE;
}

gboolean
receive_messages(const Receiver *receiver, const Raw *messages, guint count, gint64 now,
                 Receipt *ret_receipts, GError **error)
{
    for (guint i = 0; i < count; i++) {
        ret_receipts[i] = (Receipt){0};
        understand(receiver, &messages[i], &ret_receipts[i]);
    }
    gboolean good = store_begin(receiver->store, error);
    for (guint i = 0; good && i < count; i++)
        good = decide_and_record(receiver, &messages[i], FALSE, now, &ret_receipts[i], error);
    if (good && store_commit(receiver->store, error))
        return TRUE;
    store_rollback(receiver->store);
    for (guint i = 0; i < count; i++)
        receipt_clear(&ret_receipts[i]);
    return FALSE;
}
