/* From bytes to rows: find out whom a message concerns, decide, write. */
#include "inbox/receive.h"
#include "db/store-answer.h"
#include "db/store-bounce.h"
#include "db/store-follow.h"
#include "db/store-guest.h"
#include "db/store-meeting.h"
#include "db/store-received.h"
#include "event/address.h"
#include "event/error.h"
#include "event/when.h"
#include "event/token.h"
#include "inbox/asked.h"
#include "inbox/meaning-json.h"
#include <string.h>

/* Bounces come back to LOCAL+b.ENVELOPE-ID@DOMAIN. */
#define BOUNCE_PREFIX "b."

/* What we know of the sender, with the memory behind the borrowed pointers of a Sender. */
typedef struct {
    Sender sender;
    char *meeting;
    Guest *guest;
    Revision revision;
    char *dtstamp;
    Meeting *event;     /* the meeting without its guests, where what is said needs it; NULL */
    GTimeZone *zone;    /* likewise */
    NoticeOwner notice; /* that a bounce is about */
    char *message_id;   /* likewise, with brackets */
    char *envelope_id;  /* of the notice that a bounce is about */
} Known;

static void
known_clear(Known *known)
{
    g_free(known->meeting);
    guest_free(known->guest);
    revision_clear(&known->revision);
    g_free(known->dtstamp);
    meeting_free(known->event);
    g_clear_pointer(&known->zone, g_time_zone_unref);
    notice_owner_clear(&known->notice);
    g_free(known->message_id);
    g_free(known->envelope_id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

void
receipt_clear(Receipt *receipt)
{
    meaning_free(receipt->meaning);
    g_free(receipt->meeting);
    g_free(receipt->guest);
    g_free(receipt->name);
    *receipt = (Receipt){0};
}

/* The rest of what decide() needs to know about the guest of a meeting; both may be unknown. */
static gboolean
know_guest(Store *store, Known *known, const char *guest, GError **error)
{
    Sender *sender = &known->sender;
    if (!known->meeting)
        return TRUE;
    if (!store_meeting_revision(store, known->meeting, &known->revision, error))
        return FALSE;
    sender->meeting = known->meeting;
    sender->uid = known->revision.uid;
    sender->sequence = known->revision.sequence;
    if (!guest)
        return TRUE;
    if (!store_guest_load(store, known->meeting, guest, &known->guest, error) ||
        !store_answer_newest_itip(store, known->meeting, guest, &sender->newest_sequence,
                                  &known->dtstamp, error) ||
        !store_bounce_waits(store, known->meeting, guest, &sender->refused, error))
        return FALSE;
    sender->guest = known->guest;
    sender->newest_dtstamp = known->dtstamp;
    return TRUE;
}

static gboolean
know_by_token(Store *store, const char *token, Known *known, GError **error)
{
    g_auto(TokenOwner) owner = {0};
    if (!store_token_owner(store, token, &owner, error))
        return FALSE;
    known->sender.revoked = owner.revoked;
    known->sender.removed = owner.removed;
    known->meeting = g_steal_pointer(&owner.meeting);
    if (!known->meeting) {
        known->sender.organizer = true;
        if (!store_meeting_of_organizer(store, token, &known->meeting, error))
            return FALSE;
        known->sender.organizer = known->meeting != NULL;
    }
    return know_guest(store, known, owner.guest, error);
}

/* A bounce belongs to the notice whose bounce address it came to. */
static gboolean
know_by_notice(Store *store, const char *detail, Known *known, GError **error)
{
    known->envelope_id = g_strdup(detail + strlen(BOUNCE_PREFIX));
    if (!store_notice_owner(store, known->envelope_id, NULL, &known->notice, error))
        return FALSE;
    const char *person = known->notice.person;
    known->meeting = g_strdup(known->notice.meeting);
    return know_guest(store, known, person && g_ascii_isalnum(*person) ? person : NULL, error);
}

/* Found by its token instead, it still names the mail that failed. */
static gboolean
know_notice(Store *store, const Meaning *meaning, Known *known, GError **error)
{
    const char *id = meaning->bounce ? meaning->bounce->message_id : NULL;
    if (known->envelope_id || !id)
        return TRUE;
    known->message_id = g_strdup_printf("<%s>", id);
    return store_notice_owner(store, NULL, known->message_id, &known->notice, error);
}

/* The envelope's recipient is the best witness; what the message says of itself comes after it. */
static gboolean
know_sender(const Receiver *receiver, const Meaning *meaning, const char *recipient, Known *known,
            GError **error)
{
    g_autofree char *address = recipient ? address_parse(recipient) : NULL;
    g_autofree char *detail =
        address ? address_detail(address, receiver->address, receiver->separator) : NULL;
    known->sender.newest_sequence = G_MININT64;
    if (detail && g_str_has_prefix(detail, BOUNCE_PREFIX))
        return know_by_notice(receiver->store, detail, known, error);
    g_autofree char *token = address ? token_of_address(address) : NULL;
    if (token || meaning->token)
        return know_by_token(receiver->store, token ? token : meaning->token, known, error);
    return TRUE;
}

/* Days are those of the meeting's zone. The event file is read only for who names one. */
static gboolean
know_today(Store *store, const Meaning *meaning, Known *known, gint64 now, GError **error)
{
    Minute minute;
    if (!known->meeting || !(meaning->until || meaning->details.promise))
        return TRUE;
    known->event = store_meeting_load(store, known->meeting, STORE_GUESTS_NONE, error);
    if (!known->event)
        return FALSE;
    known->zone = zone_open(known->event->zone);
    if (!known->zone) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                    "the system has no zone %s; install tzdata", known->event->zone);
        return FALSE;
    }
    when_local(now, known->zone, &known->sender.today, &minute);
    return TRUE;
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
        .dtstamp = calendar ? meaning->itip->dtstamp : NULL,
    };
    return store_answer_add(store, &answer, now, error) &&
           (!answer.counts ||
            (store_review_settle(store, receipt->meeting, receipt->guest, now, error) &&
             store_silence_end(store, receipt->meeting, receipt->guest, now, error)));
}

static bool
has_address(const Guest *guest, const char *address)
{
    for (guint i = 0; address && i < guest->addresses->len; i++)
        if (address_equal(address, g_ptr_array_index(guest->addresses, i)))
            return true;
    return false;
}

/* The address that failed: the one that we wrote to, while it is still the guest's; else one that the
 * report names. NULL = none of the guest's: who is written to at another address by now is left alone. */
static char *
failed_address(const Known *known, const Bounce *bounce)
{
    const GPtrArray *lists[] = {bounce->addressed, bounce->recipients};
    if (!known->guest)
        return g_strdup(bounce->recipients->len ? bounce->recipients->pdata[0] : NULL);
    if (known->notice.recipient)
        return has_address(known->guest, known->notice.recipient)
                   ? g_strdup(known->notice.recipient)
                   : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint j = 0; j < lists[i]->len; j++) {
            g_autofree char *address = address_parse(lists[i]->pdata[j]);
            if (has_address(known->guest, address))
                return g_steal_pointer(&address);
        }
    return NULL;
}

/* Gives an address up when its time has come, unless so many fail that the trouble must be ours: then the
 * organizer is told, once. */
static gboolean
judge_address(Store *store, const Receipt *receipt, const char *address, gint64 now, GError **error)
{
    static const char why[] = "many addresses fail at once, which looks like trouble with our own "
                              "mail: no more are marked as dead for now";
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
    if (!failure_breaks(failing, guests))
        return store_address_mark(store, receipt->meeting, address,
                                  bounce->reason   ? bounce->reason
                                  : bounce->status ? bounce->status
                                                   : "mail to it fails",
                                  now, error);
    return store_bounce_waits(store, receipt->meeting, NULL, &waits, error) &&
           (waits || store_review_open(store, receipt->id, receipt->meeting, NULL, PARTSTAT_NONE,
                                       why, now, error));
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
        .permanent = bounce->permanent,
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
    g_autofree char *asked = details->question ? asked_words(meaning->reply) : NULL;
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

/* What follows beside an answer or a review. */
static gboolean
record_follow(Store *store, const Receipt *receipt, const Known *known, gint64 now, GError **error)
{
    const Decision *decision = &receipt->decision;
    return (!decision->alive ||
            (store_address_mark(store, receipt->meeting, decision->alive, NULL, now, error) &&
             record_proposals(store, receipt, now, error))) &&
           (decision->patience == DAY_NONE || record_patience(store, receipt, known, error)) &&
           (!decision->silence ||
            store_silence_add(store, receipt->meeting, receipt->guest, receipt->id, now, error));
}

static gboolean
record_outcome(Store *store, Receipt *receipt, const Known *known, gint64 now, GError **error)
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

static gboolean
record(Store *store, Receipt *receipt, const Known *known, const NewReceived *received, gint64 now,
       GError **error)
{
    return store_received_add(store, received, now, &receipt->id, error) &&
           record_outcome(store, receipt, known, now, error) &&
           record_follow(store, receipt, known, now, error);
}

/* Inside the transaction: another process may have taken the same message in meanwhile. */
static gboolean
decide_and_record(const Receiver *receiver, GBytes *raw, const char *recipient, gboolean dry_run,
                  gint64 now, Receipt *receipt, GError **error)
{
    g_auto(Known) known = {0};
    g_autofree char *identity = identity_of(receipt->meaning, raw);
    if (!store_received_known(receiver->store, identity, &receipt->duplicate, error))
        return FALSE;
    if (receipt->duplicate)
        return TRUE;
    if (!know_sender(receiver, receipt->meaning, recipient, &known, error) ||
        !know_notice(receiver->store, receipt->meaning, &known, error) ||
        !know_today(receiver->store, receipt->meaning, &known, now, error))
        return FALSE;
    note_purpose(receipt->meaning, recipient);
    receipt->decision = decide(receipt->meaning, &known.sender);
    receipt->meeting = g_strdup(known.meeting);
    receipt->guest = g_strdup(known.guest ? known.guest->id : NULL);
    receipt->name = g_strdup(known.guest ? known.guest->name : NULL);
    if (dry_run)
        return TRUE;
    g_autofree char *json = meaning_to_json(receipt->meaning, NULL);
    const NewReceived received = {
        .identity = identity,
        .recipient = recipient,
        .meeting = receipt->meeting,
        .guest = receipt->guest,
        .kind = meaning_kind_name(receipt->meaning->kind),
        .outcome = decision_kind_name(receipt->decision.kind),
        .meaning = json,
        .raw = raw,
    };
    return record(receiver->store, receipt, &known, &received, now, error);
}

gboolean
receive_message(const Receiver *receiver, const char *bytes, gsize length, const char *recipient,
                gboolean dry_run, gint64 now, Receipt *ret_receipt, GError **error)
{
    const ReadContext context = {.itip_read = receiver->itip_read, .address = receiver->address};
    g_auto(Receipt) receipt = {0};
    g_autoptr(GBytes) raw = g_bytes_new(bytes, MIN(length, receiver->max_size));
    receipt.meaning = message_read(g_bytes_get_data(raw, NULL), g_bytes_get_size(raw), &context);
    if (length > receiver->max_size)
        receipt.meaning->kind = MEANING_UNREADABLE;
    if (!store_begin(receiver->store, error))
        return FALSE;
    if (!decide_and_record(receiver, raw, recipient, dry_run, now, &receipt, error) ||
        !store_commit(receiver->store, error)) {
        store_rollback(receiver->store);
        return FALSE;
    }
    *ret_receipt = receipt;
    receipt = (Receipt){0};
    return TRUE;
}
