/* From a token or a bounce address to guest, meeting and all that decide() asks for. */
#include "inbox/known.h"
#include "db/store-answer.h"
#include "db/store-dated.h"
#include "db/store-guest.h"
#include "db/store-identity.h"
#include "db/store-standing.h"
#include "event/address.h"
#include "event/error.h"
#include "event/notice.h"
#include "event/token.h"
#include "event/when.h"
#include "inbox/orders.h"
#include "inbox/rsvp.h"
#include "inbox/token-find.h"
#include <string.h>

/* Bounces come back to LOCAL+b.ENVELOPE-ID@DOMAIN. */

void
known_clear(Known *known)
{
    g_free(known->meeting);
    guest_free(known->guest);
    revision_clear(&known->revision);
    g_free(known->dtstamp);
    g_clear_pointer(&known->learned, g_ptr_array_unref);
    g_clear_pointer(&known->orders, g_array_unref);
    notice_owner_clear(&known->notice);
    g_free(known->message_id);
    g_free(known->envelope_id);
}

/* What an echo, or a change mail, that left at LEFT_AT said of their seat, as far as it is so still. */
static gboolean
know_echoed(Store *store, Known *known, const char *guest, gint64 left_at, GError **error)
{
    g_autoptr(GPtrArray) standings = store_standing_list(store, known->meeting, guest, error);
    if (!standings)
        return FALSE;
    const Standing *standing = standings->len > 0 ? standings->pdata[0] : NULL;
    const Seat *seat = standing ? &standing->seat : NULL;
    bool told = seat && left_at != NEVER && seat->at <= left_at;
    if (told && (seat->state == SEAT_WAITING || seat->state == SEAT_OFFERED))
        known->sender.echoed = seat->state;
    return TRUE;
}

/* What the mail of ours that they answer was for. */
static void
know_notice_kind(const NoticeOwner *notice, Sender *sender)
{
    NoticeKind kind;
    if (!notice->kind || !notice_kind_parse(notice->kind, &kind))
        return;
    sender->to_doubt = kind == NOTICE_QUESTION && notice->reason == REASON_NOT_THEIRS;
    sender->to_echo = kind == NOTICE_ECHO;
    sender->to_agenda = kind == NOTICE_CHANGE || kind == NOTICE_ANNOUNCEMENT;
    bool stands = sender->answered != PARTSTAT_NONE && sender->answered != PARTSTAT_NEEDS_ACTION;
    sender->to_other =
        kind == NOTICE_UNSUBSCRIBED || (stands && !sender->to_echo && !notice_kind_asks(kind));
}

/* How they stand, and what tells whether the message is newer than that. */
static gboolean
know_answer(Store *store, const Meaning *meaning, Known *known, const char *guest, GError **error)
{
    Answered answered;
    g_auto(NoticeOwner) notice = {.left_at = NEVER};
    Sender *sender = &known->sender;
    if (!store_identity_answered(store, known->meeting, guest, &answered, error))
        return FALSE;
    bool asked_when = answered.partstat != PARTSTAT_NONE && meaning->date < answered.said_at;
    if (meaning->reference && (asked_when || meaning->open || rsvp_rule_is_bare(meaning->rule) ||
                               rsvp_rule_is_timed(meaning->rule))) {
        g_autofree char *id = g_strdup_printf("<%s>", meaning->reference);
        if (!store_notice_owner(store, NULL, id, &notice, error))
            return FALSE;
    }
    sender->answered = answered.partstat;
    sender->stands = (Stands){answered.said_at, answered.came_at, answered.by_calendar};
    sender->replies_to = notice.left_at;
    know_notice_kind(&notice, sender);
    bool seats = sender->to_echo || sender->to_agenda;
    return !seats || know_echoed(store, known, guest, notice.left_at, error);
}

/* Whether it answers dates that are no longer those they know of; SEQUENCE is up where a time, or the place, changed. */
static gboolean
know_dates(Store *store, const Meaning *meaning, Known *known, const char *guest, GError **error)
{
    const DatedAnswer answer = {
        .meeting = known->meeting,
        .guest = guest,
        .reference = meaning->reference,
        .sequence = meaning->itip ? meaning->itip->sequence : G_MININT64,
    };
    if (known->revision.sequence == 0 || meaning->partstat == PARTSTAT_NONE)
        return TRUE;
    return store_dated_differs(store, &answer, &known->sender.redated, error);
}

/* Whether a calendar answers for somebody else of this meeting. */
static gboolean
know_attendee(Store *store, const Itip *itip, Sender *sender, const char *guest, GError **error)
{
    const ItipAttendee *only =
        itip && itip->attendees->len == 1 ? g_ptr_array_index(itip->attendees, 0) : NULL;
    g_autofree char *address = only ? address_of_mailbox(only->address) : NULL;
    g_autofree char *meeting = NULL, *owner = NULL;
    if (address && !store_identity_find(store, address, sender->uid, &meeting, &owner, error))
        return FALSE;
    sender->other = owner && !g_str_equal(owner, guest);
    return TRUE;
}

/* The rest of what decide() needs to know about the guest of a meeting; both may be unknown. */
static gboolean
know_guest(Store *store, const Meaning *meaning, Known *known, const char *guest, GError **error)
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
        (meaning->itip &&
         !store_answer_newest_itip(store, known->meeting, guest, &sender->newest_sequence,
                                   &known->dtstamp, error)) ||
        !know_attendee(store, meaning->itip, sender, guest, error) ||
        !store_bounce_waits(store, known->meeting, guest, &sender->refused, error) ||
        !know_answer(store, meaning, known, guest, error) ||
        !know_dates(store, meaning, known, guest, error))
        return FALSE;
    known->learned = store_identity_learned(store, known->meeting, guest, error);
    if (!known->learned)
        return FALSE;
    sender->learned = known->learned;
    sender->guest = known->guest;
    sender->newest_dtstamp = known->dtstamp;
    return TRUE;
}

/* Address books complete an address to that of another meeting's token; the thread tells. */
static gboolean
know_thread(Store *store, const Meaning *meaning, const char *token, gint64 now, Known *known,
            GError **error)
{
    g_auto(TokenOwner) owner = {0};
    g_autofree char *other = meaning->reference ? token_of_message_id(meaning->reference) : NULL;
    if (!other || g_ascii_strcasecmp(other, token) == 0)
        return TRUE;
    if (!store_token_owner(store, other, now, &owner, error))
        return FALSE;
    known->sender.astray = owner.meeting && g_strcmp0(owner.meeting, known->meeting) != 0;
    return TRUE;
}

static gboolean
know_by_token(Store *store, const Meaning *meaning, const char *token, gint64 now, Known *known,
              GError **error)
{
    g_auto(TokenOwner) owner = {0};
    if (!store_token_owner(store, token, now, &owner, error))
        return FALSE;
    known->organizer = owner.meeting && !owner.guest && !owner.revoked;
    known->sender.revoked = owner.revoked;
    known->sender.removed = owner.removed;
    known->meeting = g_steal_pointer(&owner.meeting);
    return know_thread(store, meaning, token, now, known, error) &&
           know_guest(store, meaning, known, owner.guest, error);
}

/* Without a token, an address is a name: by it the organizer is told who it may be. Only a calendar object that
 * names the meeting, too, can count by itself (decide.h). */
static gboolean
know_by_name(Store *store, const Meaning *meaning, Known *known, GError **error)
{
    g_autofree char *from = address_of_mailbox(meaning->from), *guest = NULL;
    if ((meaning->kind == MEANING_REPLY || meaning->kind == MEANING_CALENDAR) && from &&
        !store_identity_find(store, from, meaning->itip ? meaning->itip->uid : NULL,
                             &known->meeting, &guest, error))
        return FALSE;
    known->sender.named = guest != NULL;
    return know_guest(store, meaning, known, guest, error);
}

/* Whether the guest whose token it has wrote from an address that is known to be theirs. */
static bool
is_from_guest(const Meaning *meaning, const Known *known)
{
    g_autofree char *from = address_of_mailbox(meaning->from);
    if (!known->guest || known->sender.named || !from)
        return false;
    return guest_address(known->guest, from) || address_among(known->learned, from);
}

/* How many wait of the same kind; a token that was made up is none. */
static gboolean
know_crowd(Store *store, const Meaning *meaning, Known *known, GError **error)
{
    enum { STRANGERS_MAX = 50, GUEST_MAX = 50, NAMED_MAX = 10 };
    int waiting, most = known->meeting ? NAMED_MAX : STRANGERS_MAX;
    if (known->organizer || is_from_guest(meaning, known))
        most = GUEST_MAX;
    if (!store_identity_waiting(store, known->meeting, known->guest ? known->guest->id : NULL,
                                &waiting, error))
        return FALSE;
    known->sender.crowded = waiting >= most;
    return TRUE;
}

/* What mail systems and robots report belongs to the notice whose bounce address it came to. That address stands in the
 * Return-Path of a mail for everybody who is handed it, and is not taken back with its token: people do not write there. */
static bool
is_for_notice(const Meaning *meaning)
{
    return meaning->kind != MEANING_REPLY && meaning->kind != MEANING_CALENDAR;
}

static gboolean
know_by_notice(Store *store, const Meaning *meaning, const char *envelope_id, gint64 now,
               Known *known, GError **error)
{
    known->envelope_id = g_strdup(envelope_id);
    if (!store_notice_owner(store, known->envelope_id, NULL, &known->notice, error))
        return FALSE;
    known->sender.forgotten = known->notice.forgotten;
    if (known->notice.forgotten)
        return TRUE;
    g_auto(TokenOwner) owner = {0};
    g_autofree char *token =
        known->notice.message_id ? token_of_message_id(known->notice.message_id) : NULL;
    if (token && !store_token_owner(store, token, now, &owner, error))
        return FALSE;
    known->sender.revoked = meaning->kind == MEANING_AUTOMATIC && owner.revoked;
    known->sender.by_notice = true;
    known->sender.bounced = (BouncedMail){.recipient = known->notice.recipient,
                                          .left_at = known->notice.left_at,
                                          .heard_at = known->notice.heard_at};
    const char *person = known->notice.person;
    known->meeting = g_strdup(known->notice.meeting);
    return know_guest(store, meaning, known, person && g_ascii_isalnum(*person) ? person : NULL,
                      error);
}

/* What the report is about where nothing but the address tells: the newest mail to an address of the guest that it
 * names. */
static gboolean
know_newest(Store *store, const Bounce *bounce, Known *known, GError **error)
{
    const GPtrArray *lists[] = {bounce->addressed, bounce->recipients};
    for (gsize i = 0; known->guest && i < G_N_ELEMENTS(lists); i++)
        for (guint j = 0; j < lists[i]->len; j++) {
            g_autofree char *address = address_parse(lists[i]->pdata[j]);
            const char *theirs = address ? guest_address(known->guest, address) : NULL;
            if (theirs)
                return store_notice_newest(store, known->meeting, known->guest->id, theirs,
                                           &known->notice, error);
        }
    return TRUE;
}

/* Found by its token instead, it still names the mail that failed, or to whom. */
static gboolean
know_notice(Store *store, const Meaning *meaning, Known *known, GError **error)
{
    const Bounce *bounce = meaning->bounce;
    NoticeOwner *notice = &known->notice;
    if (!bounce)
        return TRUE;
    if (!known->envelope_id && bounce->message_id) {
        known->message_id = g_strdup_printf("<%s>", bounce->message_id);
        if (!store_notice_owner(store, NULL, known->message_id, notice, error))
            return FALSE;
        known->sender.forgotten = notice->forgotten;
    }
    if (!known->envelope_id && !notice->recipient && !know_newest(store, bounce, known, error))
        return FALSE;
    known->sender.bounced = (BouncedMail){.recipient = notice->recipient,
                                          .message_id = notice->message_id,
                                          .envelope_id = notice->envelope_id,
                                          .left_at = notice->left_at,
                                          .heard_at = notice->heard_at};
    return TRUE;
}

static gboolean
know_sender(const Receiver *receiver, const Meaning *meaning, const char *recipient, gint64 now,
            Known *known, GError **error)
{
    g_autofree char *token = token_of_recipient(recipient, receiver->address);
    g_autofree char *given = recipient ? token_find_envelope(recipient, receiver->address) : NULL;
    const char *envelope_id = given ? given : token ? NULL : meaning->envelope_id;
    known->sender.newest_sequence = G_MININT64;
    known->sender.now = now;
    known->sender.stands.said_at = known->sender.replies_to = NEVER;
    if (envelope_id && is_for_notice(meaning))
        return know_by_notice(receiver->store, meaning, envelope_id, now, known, error);
    if (token || meaning->token)
        return know_by_token(receiver->store, meaning, token ? token : meaning->token, now, known,
                             error);
    return know_by_name(receiver->store, meaning, known, error);
}

static void
know_orders(const Meaning *meaning, Known *known)
{
    known->sender.organizer = known->event->organizer.address;
    if (meaning->kind != MEANING_REPLY)
        return;
    known->orders = orders_read(meaning->reply, known->event->language);
    known->sender.orders = known->orders->len;
}

void
last_event_clear(LastEvent *last)
{
    g_free(last->meeting);
    meeting_free(last->event);
    g_clear_pointer(&last->zone, g_time_zone_unref);
    *last = (LastEvent){0};
}

gboolean
known_event(const Receiver *receiver, const char *meeting, int revision, GError **error)
{
    LastEvent *last = receiver->last;
    if (g_strcmp0(last->meeting, meeting) == 0 && last->revision == revision)
        return TRUE;
    last_event_clear(last);
    g_autoptr(Meeting) event =
        store_meeting_load_revision(receiver->store, meeting, revision, STORE_GUESTS_NONE, error);
    if (!event)
        return FALSE;
    last->zone = zone_open(event->zone);
    if (!last->zone) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                    "the system has no zone %s; install tzdata", event->zone);
        return FALSE;
    }
    last->meeting = g_strdup(meeting);
    last->revision = revision;
    last->event = g_steal_pointer(&event);
    return TRUE;
}

/* An ordinary answer is judged without the event file, which takes longer to read than the answer. */
static bool
judged_by_revision(const Known *known, const Meaning *meaning)
{
    return known->revision.has_trust && !known->organizer &&
           (!known->guest || is_from_guest(meaning, known)) && !known->sender.to_agenda &&
           !decide_wants_today(meaning) && !decide_wants_session(meaning);
}

static bool
has_title(const Meeting *meeting, const char *guest)
{
    const Session *session = meeting_only_session(meeting, guest);
    return session && session->titles->len > 0;
}

/* Days are those of the meeting's zone; what trust it asks for stands in the event file, too. */
static gboolean
know_event(const Receiver *receiver, const Meaning *meaning, Known *known, gint64 now,
           GError **error)
{
    Minute minute;
    known->sender.trust = TRUST_POLICY_DEFAULT;
    if (!known->meeting)
        return TRUE;
    if (judged_by_revision(known, meaning)) {
        known->sender.trust.answer = known->revision.answer_trust;
        known->sender.trust.change = known->revision.change_trust;
        return TRUE;
    }
    if (!known_event(receiver, known->meeting, known->revision.number, error))
        return FALSE;
    known->event = receiver->last->event;
    known->sender.trust = known->event->trust;
    known->zone = receiver->last->zone;
    when_local(now, known->zone, &known->sender.today, &minute);
    known->sender.begins = meeting_first_day(known->event);
    known->sender.ends = meeting_last_day(known->event);
    known->sender.speaks =
        known->sender.to_agenda && known->guest && meeting_speaks(known->event, known->guest->id);
    known->sender.titled =
        known->guest && decide_wants_session(meaning) && has_title(known->event, known->guest->id);
    if (known->organizer)
        know_orders(meaning, known);
    return TRUE;
}

/* In a guest's thread: she passes on what the guest wrote to her, or writes to the wrong address. */
static bool
is_by_organizer(const Meaning *meaning, const Known *known)
{
    g_autofree char *from = address_of_mailbox(meaning->from);
    return from && known->guest && known->event && !known->sender.named &&
           !is_from_guest(meaning, known) && address_equal(from, known->event->organizer.address);
}

/* One mailbox may be ours and the organizer's, or a guest's. */
static bool
is_own(const Receiver *receiver, const Meaning *meaning, const Known *known)
{
    g_autofree char *from = address_of_mailbox(meaning->from);
    return from && address_equal(from, receiver->address) && !is_from_guest(meaning, known) &&
           !(known->sender.organizer && address_equal(from, known->sender.organizer));
}

gboolean
known_gather(const Receiver *receiver, const Meaning *meaning, const char *recipient, gint64 now,
             Known *known, GError **error)
{
    if (!know_sender(receiver, meaning, recipient, now, known, error) ||
        !know_crowd(receiver->store, meaning, known, error) ||
        !know_notice(receiver->store, meaning, known, error) ||
        !know_event(receiver, meaning, known, now, error))
        return FALSE;
    known->sender.by_organizer = is_by_organizer(meaning, known);
    known->sender.own = is_own(receiver, meaning, known);
    return TRUE;
}
