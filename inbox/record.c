/* Answers, reviews, failures, and what follows from them, as rows. */
#include "inbox/record.h"
#include "db/store-answer.h"
#include "db/store-control.h"
#include "db/store-follow.h"
#include "db/store-guest.h"
#include "db/store-identity.h"
#include "db/store-received.h"
#include "db/store-ruling.h"
#include "event/address.h"
#include "event/reason.h"
#include "event/when.h"
#include "inbox/asked.h"
#include "inbox/meaning-json.h"
#include "inbox/order.h"
#include "inbox/orders.h"
#include <string.h>

/* What decided: the comment of a calendar answer, else its button, else the sender's words. */
static const char *
words_of(const Receipt *receipt)
{
    const Meaning *meaning = receipt->meaning;
    if (receipt->decision.attendee)
        return meaning->itip->comment ? meaning->itip->comment
                                      : partstat_name(receipt->decision.partstat);
    return meaning->words ? meaning->words : meaning->why;
}

/* The details of a calendar answer: its comment and head count stand beside the words. */
static gboolean
record_answer(Store *store, const Receipt *receipt, gint64 now, GError **error)
{
    const Decision *decision = &receipt->decision;
    const Meaning *meaning = receipt->meaning;
    Details details = meaning->details;
    bool calendar = decision->attendee != NULL;
    g_autofree char *stamp = calendar ? order_stamp(meaning->itip->dtstamp, now) : NULL;
    if (calendar && decision->attendee->delegated_to)
        details.delegate = decision->attendee->delegated_to;
    if (calendar && details.guests == 0)
        details.guests = meaning->itip->guests;
    const NewAnswer answer = {
        .meeting = receipt->meeting,
        .guest = receipt->guest,
        .partstat = decision->partstat,
        .details = &details,
        .channel = calendar ? "calendar" : "reply",
        .received = receipt->id,
        .words = words_of(receipt),
        .rule = meaning->rule ? meaning->rule : "calendar",
        .trust = decision->trust,
        .counts = decision->counts,
        .sequence = decision->sequence,
        .dtstamp = stamp,
    };
    return store_answer_add(store, &answer, now, error) &&
           (!answer.counts ||
            (store_review_settle(store, receipt->meeting, receipt->guest, now, error) &&
             store_silence_end(store, receipt->meeting, receipt->guest, now, error)));
}

/* The address that failed: the one that we wrote to, while it is still the guest's; of nobody in particular, the one
 * that the report names. NULL = none: who is written to at another address by now is left alone. */
static char *
failed_address(const Known *known, const Bounce *bounce)
{
    if (!known->guest)
        return g_strdup(bounce->recipients->len ? bounce->recipients->pdata[0] : NULL);
    return g_strdup(guest_address(known->guest, known->notice.recipient));
}

/* Gives an address up when its time has come, unless so many fail that the trouble must be ours: then the
 * organizer is told, once. */
static gboolean
judge_address(Store *store, const Receipt *receipt, const char *address, gint64 now, GError **error)
{
    const Bounce *bounce = receipt->meaning->bounce;
    int days = 0, failing, guests;
    bool waits;
    if (receipt->decision.failure == FAILURE_COUNTED &&
        !store_bounce_days(store, receipt->meeting, receipt->guest, address, &days, error))
        return FALSE;
    if (receipt->decision.failure == FAILURE_COUNTED && days < FAILURE_DAYS)
        return TRUE;
    if (!store_bounce_share(store, receipt->meeting, now, &failing, &guests, error))
        return FALSE;
    if (!addresses_break(failing, guests))
        return store_address_mark(store, receipt->meeting, address,
                                  bounce->reason   ? bounce->reason
                                  : bounce->status ? bounce->status
                                                   : "mail to it fails",
                                  now, error);
    return store_bounce_waits(store, receipt->meeting, NULL, &waits, error) &&
           (waits || store_review_open(store, receipt->id, receipt->meeting, NULL, PARTSTAT_NONE,
                                       reason_text(REASON_OWN_TROUBLE), now, error));
}

static gboolean
record_bounce(Store *store, const Receipt *receipt, const Known *known, gint64 now, GError **error)
{
    const Bounce *bounce = receipt->meaning->bounce;
    Failure failure = receipt->decision.failure;
    g_autofree char *address = failed_address(known, bounce);
    const NewBounce row = {
        .received = receipt->id,
        .envelope_id = known->envelope_id,
        .message_id = known->message_id,
        .meeting = receipt->meeting,
        .guest = receipt->guest,
        .address = address,
        .permanent = bounce_is_final(bounce),
        .believed = receipt->decision.believed,
        .failure = failure_name(failure),
        .status = bounce->status,
        .reason = bounce->reason,
    };
    bool judged = address && (failure == FAILURE_ADDRESS || failure == FAILURE_COUNTED);
    return store_bounce_add(store, &row, now, error) &&
           (!judged || judge_address(store, receipt, address, now, error));
}

static gboolean
record_patience(Store *store, const Receipt *receipt, const Known *known, GError **error)
{
    const Meaning *meaning = receipt->meaning;
    bool promise = meaning->kind != MEANING_AUTOMATIC;
    g_autofree char *day = day_format(receipt->decision.patience);
    const NewPatience patience = {
        .received = receipt->id,
        .meeting = receipt->meeting,
        .guest = receipt->guest,
        .why = promise ? "promise" : "absence",
        .day = day,
        .until = when_utc(receipt->decision.patience, 0, known->zone),
        .words = promise          ? meaning->details.promise
                 : meaning->words ? meaning->words
                                  : day,
    };
    return store_patience_add(store, &patience, error);
}

/* What the guest asks or proposes goes to lists of their own, whatever becomes of the answer. */
static gboolean
record_proposals(Store *store, const Receipt *receipt, gint64 now, GError **error)
{
    const Meaning *meaning = receipt->meaning;
    const Details *details = &meaning->details;
    const char *written = meaning->kind == MEANING_CALENDAR && meaning->itip
                              ? meaning->itip->comment
                              : meaning->reply;
    g_autofree char *asked = details->question && written ? asked_words(written) : NULL;
    const struct {
        const char *kind, *words;
    } said[] = {{"question", asked}, {"topic", details->topic}, {"title", details->title}};
    for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
        const NewProposal proposal = {.received = receipt->id,
                                      .meeting = receipt->meeting,
                                      .guest = receipt->guest,
                                      .kind = said[i].kind,
                                      .words = said[i].words};
        if (said[i].words && !store_proposal_add(store, &proposal, now, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
record_vouched(Store *store, gint64 received, gint64 now, GError **error)
{
    g_auto(Receipt) receipt = {.id = received};
    if (!store_identity_vouched(store, received, &receipt.meeting, &receipt.guest, &receipt.json,
                                error))
        return FALSE;
    /* Of what is forgotten nothing is left to read. */
    if (receipt.json)
        receipt.meaning = meaning_from_json(receipt.json, strlen(receipt.json), NULL);
    return !receipt.meaning || record_proposals(store, &receipt, now, error);
}

static const Review *
find_review(const GPtrArray *reviews, gint64 number)
{
    for (guint i = 0; i < reviews->len; i++) {
        const Review *review = g_ptr_array_index(reviews, i);
        if (review->id == number)
            return review;
    }
    return NULL;
}

/* Why an order cannot be carried out; NULL when it can. */
static const char *
refusal(const Order *order, const Review *review)
{
    if (!review)
        return "missing";
    if (order->twice)
        return "twice";
    bool answers = order->partstat != PARTSTAT_NONE;
    return answers && !review_is_answer(review) ? "nobody" : NULL;
}

/* Carries out what the organizer decides; what it comes to is kept for the mail that confirms it. */
static gboolean
record_orders(Store *store, const Receipt *receipt, const GArray *orders, gint64 now,
              GError **error)
{
    for (guint i = 0; i < orders->len; i++) {
        const Order *order = &g_array_index(orders, Order, i);
        g_autoptr(GPtrArray) reviews = store_review_list(store, receipt->meeting, error);
        if (!reviews)
            return FALSE;
        const Review *review = find_review(reviews, order->number);
        const char *refused = refusal(order, review);
        const Ruling ruling = {
            .number = order->number, .partstat = order->partstat, .refused = (char *)refused};
        if ((!refused && (!store_ruling_take(store, review, order->partstat, now, error) ||
                          !record_vouched(store, review->received, now, error))) ||
            !store_ruling_add(store, receipt->id, (int)i, &ruling, error))
            return FALSE;
    }
    return TRUE;
}

/* What follows beside an answer or a review. */
static gboolean
record_follow(Store *store, const Receipt *receipt, const Known *known, gint64 now, GError **error)
{
    const Decision *decision = &receipt->decision;
    return (!decision->orders || record_orders(store, receipt, known->orders, now, error)) &&
           (!decision->alive ||
            store_address_mark(store, receipt->meeting, decision->alive, NULL, now, error)) &&
           (!decision->theirs || record_proposals(store, receipt, now, error)) &&
           (decision->patience == DAY_NONE || record_patience(store, receipt, known, error)) &&
           (!decision->silence ||
            store_silence_add(store, receipt->meeting, receipt->guest, receipt->id, now, error));
}

/* What proves that a mail of ours has left: NULL for what proves nothing, or the contrary. */
static const char *
evidence_of(const Meaning *meaning)
{
    switch (meaning->kind) {
    case MEANING_REPLY:
    case MEANING_CALENDAR:
    case MEANING_AUTOMATIC:
        return "it was answered";
    case MEANING_REPORT:
        return g_strcmp0(meaning->rule, "delivered") == 0 ? "its delivery was reported" : NULL;
    case MEANING_BOUNCE:
        return bounce_is_final(meaning->bounce) ? NULL
                                                : "its delivery is delayed, a mail system says";
    case MEANING_LOOP:
    case MEANING_UNREADABLE:
        break;
    }
    return NULL;
}

gboolean
record_arrival(Store *store, const Receipt *receipt, const Known *known, gint64 now, GError **error)
{
    const char *reference = receipt->meaning->reference;
    const char *evidence = evidence_of(receipt->meaning);
    g_autofree char *answered = reference ? g_strdup_printf("<%s>", reference) : NULL;
    const char *message_id = known->message_id ? known->message_id : answered;
    return !evidence || (!known->envelope_id && !message_id) ||
           store_doubt_end(store, known->envelope_id, message_id, evidence, now, error);
}

static gboolean
record_outcome(Store *store, const Receipt *receipt, const Known *known, gint64 now, GError **error)
{
    const Decision *decision = &receipt->decision;
    if (decision->kind == DECISION_RECORD && !record_answer(store, receipt, now, error))
        return FALSE;
    if (decision->kind == DECISION_REVIEW &&
        !store_review_open(store, receipt->id, receipt->meeting, receipt->guest, decision->partstat,
                           decision->why, now, error))
        return FALSE;
    return !receipt->meaning->bounce || record_bounce(store, receipt, known, now, error);
}

gboolean
record_decision(Store *store, const Receipt *receipt, const Known *known, gint64 now,
                GError **error)
{
    return record_outcome(store, receipt, known, now, error) &&
           record_follow(store, receipt, known, now, error);
}
