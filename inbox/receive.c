/* From bytes to rows: read, find out whom it concerns, decide, write. */
#include "inbox/receive.h"

#include <string.h>
#include "db/store-received.h"
#include "db/store-seat.h"
#include "event/address.h"
#include "event/error.h"
#include "event/token.h"
#include "inbox/look-again.h"
#include "inbox/meaning-json.h"
#include "inbox/record-attachments.h"
#include "inbox/record.h"
#include "inbox/rules.h"
#include "inbox/seen.h"
#include "inbox/token-find.h"

void
receipt_clear(Receipt *receipt)
{
    meaning_free(receipt->meaning);
    g_free(receipt->json);
    g_free(receipt->meeting);
    g_free(receipt->guest);
    g_free(receipt->name);
    parcel_clear(&receipt->parcel);
    *receipt = (Receipt){0};
}

/* The envelope knows the address that a mail was written to even where its headers do not show it. */
static void
note_purpose(Receipt *receipt, const char *recipient)
{
    Meaning *meaning = receipt->meaning;
    g_autofree char *address = recipient ? address_parse(recipient) : NULL;
    const char *purpose = token_purpose(address);
    if (!purpose || meaning->kind != MEANING_REPLY)
        return;
    g_free(meaning->purpose);
    meaning->purpose = g_strdup(purpose);
    g_clear_pointer(&receipt->json, g_free);
}

/* Whom the message concerns, and what is to be done about it. */
static gboolean
judge(const Receiver *receiver, const char *recipient, gint64 now, Receipt *receipt, Known *known,
      GError **error)
{
    if (!known_gather(receiver, receipt->meaning, recipient, now, known, error))
        return FALSE;
    note_purpose(receipt, recipient);
    receipt->decision = decide(receipt->meaning, &known->sender);
    receipt->meeting = g_strdup(known->meeting);
    receipt->guest = g_strdup(known->guest ? known->guest->id : NULL);
    receipt->name = g_strdup(known->guest ? known->guest->name : NULL);
    return TRUE;
}

gboolean
receive_again(const Receiver *receiver, gint64 id, Meaning *meaning, const char *recipient,
              gint64 now, Receipt *ret_receipt, GError **error)
{
    g_auto(Known) known = {0};
    *ret_receipt = (Receipt){.id = id, .meaning = meaning};
    return judge(receiver, recipient, now, ret_receipt, &known, error) &&
           record_decision(receiver->store, ret_receipt, &known, now, error) &&
           record_attachments(receiver, ret_receipt, &known, error);
}

/* How much of it is kept. */
static gsize
kept_of(const Receiver *receiver, const Raw *message)
{
    return MIN(message->length, receiver->max_size + message->front);
}

/* Of what names somebody who is forgotten that alone stays by which it is known when it comes again. */
static gboolean
record_nothing(Store *store, Receipt *receipt, const char *identity, gint64 now, GError **error)
{
    g_autofree char *digest = store_forgotten_identity(identity);
    const NewReceived received = {.identity = digest,
                                  .kind = meaning_kind_name(receipt->meaning->kind),
                                  .outcome = decision_kind_name(receipt->decision.kind),
                                  .meaning = "{}"};
    return store_received_add(store, &received, now, &receipt->id, error);
}

static gboolean
decide_and_record(const Receiver *receiver, const Raw *message, gboolean dry_run, gint64 now,
                  Receipt *receipt, GError **error)
{
    g_auto(Known) known = {0};
    g_autoptr(GBytes) raw = g_bytes_new_static(message->bytes, kept_of(receiver, message));
    g_autofree char *identity = NULL;
    const Parcel *parcel = &receipt->parcel;
    g_autofree char *token = token_of_recipient(message->recipient, receiver->address);
    if (!seen_before(receiver->store, receipt->meaning, raw, parcel->digest, token,
                     &receipt->duplicate, &identity, error))
        return FALSE;
    if (receipt->duplicate)
        return TRUE;
    if (!judge(receiver, message->recipient, now, receipt, &known, error))
        return FALSE;
    if (dry_run)
        return TRUE;
    if (!receipt->json)
        receipt->json = meaning_to_json(receipt->meaning, NULL);
    if (known.sender.forgotten)
        return record_nothing(receiver->store, receipt, identity, now, error);
    const NewReceived received = {
        .identity = identity,
        .digest = parcel->digest,
        .recipient = message->recipient,
        .meeting = receipt->meeting,
        .guest = receipt->guest,
        .kind = meaning_kind_name(receipt->meaning->kind),
        .outcome = decision_kind_name(receipt->decision.kind),
        .meaning = receipt->json,
        .rules = rules_version,
        .raw = raw,
        .packed = parcel->packed,
    };
    return store_received_add(receiver->store, &received, now, &receipt->id, error) &&
           record_arrival(receiver->store, receipt, &known, now, error) &&
           record_decision(receiver->store, receipt, &known, now, error) &&
           record_attachments(receiver, receipt, &known, error) &&
           (!receipt->meeting || store_seat_settle_newest(receiver->store, receipt->meeting, false,
                                                          now, &receipt->seats, error));
}

/* What a transaction has put into RECEIPT, for another try. */
static void
receipt_undo(Receipt *receipt)
{
    Receipt read = {.meaning = g_steal_pointer(&receipt->meaning),
                    .json = g_steal_pointer(&receipt->json),
                    .parcel = receipt->parcel};
    receipt->parcel = (Parcel){0};
    receipt_clear(receipt);
    *receipt = read;
}

void
receive_ahead(const Receiver *receiver, const Raw *messages, guint count)
{
    const ReadContext context = {.address = receiver->address,
                                 .authserv_id = receiver->authserv_id};
    for (guint i = 0; i < count; i++) {
        gsize kept = kept_of(receiver, &messages[i]);
        if (i > 0 && messages[i].bytes == messages[i - 1].bytes) { /* another recipient */
            reader_submit_again(receiver->reader);
            packer_submit_again(receiver->packer);
            continue;
        }
        reader_submit(receiver->reader, messages[i].bytes, kept, &context);
        packer_submit(receiver->packer, messages[i].bytes, kept, messages[i].digest);
    }
    reader_start(receiver->reader);
}

static void
forget_ahead(const Receiver *receiver)
{
    reader_forget(receiver->reader);
    packer_forget(receiver->packer);
}

/* How many of MESSAGES, from the first on, are being read already. Where an attempt before this one has failed, what
 * was begun since is of other messages: that is dropped, lest it be taken for these. */
static guint
count_begun(const Receiver *receiver, const Raw *messages, guint count)
{
    guint begun = MIN(reader_pending(receiver->reader), count);
    for (guint i = 0; i < begun; i++)
        if (!reader_has(receiver->reader, i, messages[i].bytes)) {
            forget_ahead(receiver);
            return 0;
        }
    return begun;
}

static const char cut[] = "longer than max-size: its end was not kept";

void
receive_note_cut(Meaning *meaning)
{
    meaning->kind = MEANING_UNREADABLE;
    g_ptr_array_add(meaning->defects, g_strdup(cut));
}

bool
receive_was_cut(const Meaning *meaning)
{
    for (guint i = 0; i < meaning->defects->len; i++)
        if (g_str_equal(meaning->defects->pdata[i], cut))
            return true;
    return false;
}

/* The oldest message that is being read. */
static gboolean
understand(const Receiver *receiver, const Raw *message, Receipt *receipt, GError **error)
{
    Reading reading;
    if (reader_pending(receiver->reader) == 0) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "it was not read");
        return FALSE;
    }
    if (!reader_collect(receiver->reader, &reading, error))
        return FALSE;
    *receipt = (Receipt){.meaning = reading.meaning, .json = reading.json};
    packer_collect(receiver->packer, &receipt->parcel);
    if (message->length > kept_of(receiver, message)) {
        receive_note_cut(receipt->meaning);
        g_clear_pointer(&receipt->json, g_free);
    }
    return TRUE;
}

static gboolean
look_closer(const Receiver *receiver, const Raw *message, gint64 now, Receipt *receipt,
            GError **error)
{
    if (!look_again_helps(receipt->meaning))
        return TRUE;
    Reading reading = {receipt->meaning, receipt->json};
    gboolean good = look_again(receiver, message->bytes, message->length, message->recipient, now,
                               &reading, error);
    receipt->meaning = reading.meaning;
    receipt->json = reading.json;
    return good;
}

/* By itself; the message is understood. */
static gboolean
take_one(const Receiver *receiver, const Raw *message, gboolean dry_run, gint64 now,
         Receipt *receipt, GError **error)
{
    receipt_undo(receipt);
    if (!store_begin(receiver->store, error))
        return FALSE;
    if (!decide_and_record(receiver, message, dry_run, now, receipt, error) ||
        !store_commit(receiver->store, error)) {
        store_rollback(receiver->store);
        return FALSE;
    }
    receipt->taken = true;
    return TRUE;
}

gboolean
receive_message(const Receiver *receiver, const Raw *message, gboolean dry_run, gint64 now,
                Receipt *ret_receipt, GError **error)
{
    g_auto(Receipt) receipt = {0};
    if (count_begun(receiver, message, 1) == 0)
        receive_ahead(receiver, message, 1);
    if (!understand(receiver, message, &receipt, error) ||
        !look_closer(receiver, message, now, &receipt, error)) {
        forget_ahead(receiver);
        return FALSE;
    }
    reader_rest(receiver->reader);
    if (!take_one(receiver, message, dry_run, now, &receipt, error))
        return FALSE;
    *ret_receipt = receipt;
    receipt = (Receipt){0};
    return TRUE;
}

/* Messages that are recorded together. */
typedef struct {
    const Receiver *receiver;
    const Raw *messages;
    Receipt *receipts;
    guint count;
    guint read; /* of them, how many are understood */
    bool ahead; /* one more is, which wants a closer look first */
    guint away; /* how often in a row the database was not to be had */
    gint64 now;
} Group;

/* Nothing that goes on meanwhile touches the database. */
static gboolean
commit(const Receiver *receiver, GError **error)
{
    const Meanwhile *meanwhile = &receiver->meanwhile;
    int done = committer_begin(receiver->committer, receiver->store);
    if (meanwhile->until)
        meanwhile->until(done, meanwhile->user_data);
    else
        reader_tend(receiver->reader, done);
    return committer_end(receiver->committer, error);
}

/* Those that are read in time, of which the first is understood, in one transaction. */
static gboolean
take_together(Group *group, GError **error)
{
    enum { PATIENCE = 100 }; /* milliseconds for which others may be kept from writing */
    enum { STEP = 4 };       /* messages between which something else may go on */
    const Receiver *receiver = group->receiver;
    gboolean good = store_begin(receiver->store, error);
    for (guint i = 0; good; i++) {
        good = decide_and_record(receiver, &group->messages[i], FALSE, group->now,
                                 &group->receipts[i], error);
        if (i % STEP == 0 && receiver->meanwhile.step)
            receiver->meanwhile.step(receiver->meanwhile.user_data);
        if (!good || i + 1 == group->count || !reader_ready(receiver->reader, PATIENCE))
            break;
        good = understand(receiver, &group->messages[i + 1], &group->receipts[i + 1], error);
        /* That may take long. */
        group->ahead = good && look_again_helps(group->receipts[i + 1].meaning);
        if (group->ahead)
            break;
        group->read += good ? 1 : 0;
    }
    if (good && commit(receiver, error)) {
        for (guint i = 0; i < group->read; i++)
            group->receipts[i].taken = true;
        return TRUE;
    }
    store_rollback(receiver->store);
    return FALSE;
}

/* The first error is kept. */
static void
note(GError **first, GError *wrong)
{
    if (*first)
        g_clear_error(&wrong);
    else
        *first = wrong;
}

/* Each by itself. When the database is away for two in a row, the others need not wait for it, too. */
static gboolean
take_each(Group *group, GError **first)
{
    for (guint i = 0; i < group->read; i++) {
        GError *wrong = NULL;
        take_one(group->receiver, &group->messages[i], FALSE, group->now, &group->receipts[i],
                 &wrong);
        bool away = g_error_matches(wrong, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY);
        group->away = away ? group->away + 1 : 0;
        if (wrong)
            note(first, wrong);
        if (group->away == 2)
            return FALSE;
    }
    return TRUE;
}

/* At least the first message of GROUP. FALSE: there is no use in going on. */
static gboolean
take_some(Group *group, GError **first)
{
    GError *wrong = NULL;
    bool understood = group->ahead;
    group->read = 0;
    group->ahead = false;
    if ((!understood && !understand(group->receiver, group->messages, group->receipts, &wrong)) ||
        !look_closer(group->receiver, group->messages, group->now, group->receipts, &wrong)) {
        note(first, wrong);
        return FALSE;
    }
    group->read = 1;
    return take_together(group, NULL) || take_each(group, first);
}

gboolean
receive_messages(const Receiver *receiver, const Raw *messages, guint count, gint64 now,
                 Receipt *ret_receipts, GError **error)
{
    guint begun = count_begun(receiver, messages, count);
    GError *first = NULL;
    memset(ret_receipts, 0, sizeof *ret_receipts * count);
    receive_ahead(receiver, messages + begun, count - begun);
    Group group = {receiver, messages, ret_receipts, count, 0, false, 0, now};
    while (group.count > 0 && take_some(&group, &first)) {
        group.messages += group.read;
        group.receipts += group.read;
        group.count -= group.read;
    }
    if (group.count > 0)
        forget_ahead(receiver);
    if (first)
        g_propagate_error(error, first);
    return !first;
}
