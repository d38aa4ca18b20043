/* The rules of what is recorded, in the order in which they are tried. */
#include "inbox/decide.h"
#include "event/address.h"
#include "inbox/day-find.h"
#include <string.h>

const char *
decision_kind_name(DecisionKind kind)
{
    static const char *const names[] = {
        [DECISION_RECORD] = "recorded",
        [DECISION_REVIEW] = "review",
        [DECISION_NOTE] = "noted",
        [DECISION_IGNORE] = "ignored",
    };
    return names[kind];
}

/* The mailbox in "Name <mailbox>", or in a text that is one itself; NULL where there is none. A name may
 * hold anything, so the last "<" counts. */
static char *
mailbox_in(const char *text)
{
    const char *open = text ? strrchr(text, '<') : NULL;
    const char *close = open ? strchr(open, '>') : NULL;
    if (!close)
        return text ? address_parse(text) : NULL;
    g_autofree char *bare = g_strndup(open + 1, (gsize)(close - open - 1));
    return address_parse(bare);
}

/* Which address of the guest that is, as they have it; NULL for none. */
static const char *
address_of_guest(const Guest *guest, const char *text)
{
    g_autofree char *address = mailbox_in(text);
    for (guint i = 0; address && i < guest->addresses->len; i++)
        if (address_equal(address, g_ptr_array_index(guest->addresses, i)))
            return g_ptr_array_index(guest->addresses, i);
    return NULL;
}

static bool
is_of_guest(const Guest *guest, const char *text)
{
    return address_of_guest(guest, text) != NULL;
}

static Decision
review(const Meaning *meaning, const char *why)
{
    return (Decision){.kind = DECISION_REVIEW,
                      .partstat = meaning->partstat,
                      .sequence = G_MININT64,
                      .patience = DAY_NONE,
                      .why = why};
}

static Decision
plain(DecisionKind kind, const char *why)
{
    return (Decision){.kind = kind, .sequence = G_MININT64, .patience = DAY_NONE, .why = why};
}

/* The organizer decides once about a guest whose mail is refused, not once a mail. */
static Decision
decide_bounce(const Meaning *meaning, const Sender *sender)
{
    static const char *const whys[] = {
        [FAILURE_NONE] = "mail to them is delayed",
        [FAILURE_ADDRESS] = "mail to them failed: the address does not work",
        [FAILURE_COUNTED] = "mail to them failed",
        [FAILURE_CONTENT] = "mail to them is refused for what it says or where it comes from",
    };
    Failure failure = failure_of(meaning->bounce);
    bool opens = failure == FAILURE_CONTENT && sender->guest && !sender->refused;
    Decision decision =
        opens ? review(meaning, whys[failure]) : plain(DECISION_NOTE, whys[failure]);
    decision.failure = sender->guest ? failure : FAILURE_NONE;
    return decision;
}

/* The ATTENDEE that is this guest; the only one there is, whoever it names, is a claim. */
static const ItipAttendee *
find_attendee(const Itip *itip, const Guest *guest)
{
    for (guint i = 0; i < itip->attendees->len; i++) {
        const ItipAttendee *attendee = g_ptr_array_index(itip->attendees, i);
        if (!attendee->recurrence_id && is_of_guest(guest, attendee->address))
            return attendee;
    }
    return NULL;
}

/* RFC 5546 2.1.5: by SEQUENCE, then by DTSTAMP. Attendees' SEQUENCEs above ours are their client's
 * mistake and count as ours. Equal stamps: what arrives later is newer. */
static bool
is_older(const Sender *sender, gint64 sequence, const char *dtstamp)
{
    if (sender->newest_sequence == G_MININT64)
        return false;
    if (sequence != sender->newest_sequence)
        return sequence < sender->newest_sequence;
    return dtstamp && sender->newest_dtstamp && strcmp(dtstamp, sender->newest_dtstamp) < 0;
}

static Decision
decide_calendar(const Meaning *meaning, const Sender *sender)
{
    const Itip *itip = meaning->itip;
    if (g_strcmp0(itip->method, "COUNTER") == 0)
        return review(meaning, "proposes another time by calendar");
    if (meaning->partstat == PARTSTAT_NONE || g_strcmp0(itip->method, "REPLY") != 0)
        return plain(DECISION_IGNORE, "is a calendar object, but no answer");
    if (g_strcmp0(itip->uid, sender->uid) != 0)
        return review(meaning, "is a calendar answer about another event");
    const ItipAttendee *attendee = find_attendee(itip, sender->guest);
    bool from = is_of_guest(sender->guest, meaning->from);
    if (!attendee && itip->attendees->len == 1 && from)
        attendee = g_ptr_array_index(itip->attendees, 0);
    if (!attendee)
        return review(meaning, "is a calendar answer for an address that is not this guest's");
    if (attendee->partstat == PARTSTAT_NONE || attendee->partstat == PARTSTAT_NEEDS_ACTION)
        return plain(DECISION_IGNORE, "is a calendar object without an answer");
    gint64 sequence = MIN(itip->sequence, sender->sequence);
    bool older = is_older(sender, sequence, itip->dtstamp);
    return (Decision){
        .kind = DECISION_RECORD,
        .partstat = attendee->partstat,
        .trust = from ? "token+from" : "token",
        .counts = !older,
        .sequence = sequence,
        .attendee = attendee,
        .patience = DAY_NONE,
        .why = older ? "is older than the calendar answer that is here" : "answered by calendar",
    };
}

Day
decide_patience(const Meaning *meaning, Day today)
{
    Day day = meaning->kind == MEANING_AUTOMATIC ? day_parse(meaning->until ? meaning->until : "")
              : meaning->details.promise         ? day_find(meaning->details.promise, today)
                                                 : DAY_NONE;
    return day > today && day <= today + 366 ? day : DAY_NONE;
}

/* A promise to say more by a day we understand needs neither a question nor a decision. */
static bool
is_promise(const Meaning *meaning, Day patience)
{
    bool open = meaning->partstat == PARTSTAT_NONE ||
                (meaning->partstat == PARTSTAT_TENTATIVE && !meaning->sure);
    return patience != DAY_NONE && open && !meaning->details.question;
}

static Decision
decide_reply(const Meaning *meaning, const Sender *sender)
{
    Day patience = decide_patience(meaning, sender->today);
    Decision decision;
    if (!is_of_guest(sender->guest, meaning->from))
        return review(meaning,
                      "answers this guest's invitation from an address that is not theirs");
    if (is_promise(meaning, patience))
        decision = plain(DECISION_NOTE, "says when they will know");
    else if (meaning->partstat == PARTSTAT_NONE)
        decision = review(meaning, "does not say clearly whether they come");
    else if (!meaning->sure)
        decision = review(meaning, "may be an answer, but is not sure");
    else
        decision = (Decision){.kind = DECISION_RECORD,
                              .partstat = meaning->partstat,
                              .trust = "token+from",
                              .counts = true,
                              .sequence = G_MININT64,
                              .why = "answered in words"};
    decision.patience = patience;
    return decision;
}

/* Whoever holds the token may ask: what follows goes to the guest's own address, who can undo it with a
 * word. A sure answer to such an address is an answer first. */
static Decision
decide_wish(const Meaning *meaning, Decision answer)
{
    bool silence = g_str_equal(meaning->purpose, "unsubscribe");
    if (answer.kind != DECISION_RECORD)
        answer = plain(DECISION_NOTE, silence ? "wants no more mail" : "asks how to answer");
    answer.silence = silence;
    return answer;
}

static Decision
decide_absence(const Meaning *meaning, const Sender *sender)
{
    Decision decision = plain(DECISION_NOTE, "was written by a robot");
    if (sender->guest)
        decision.patience = decide_patience(meaning, sender->today);
    return decision;
}

/* Orders need both: the organizer's token, and the organizer's address. */
static Decision
decide_orders(const Meaning *meaning, const Sender *sender)
{
    g_autofree char *from = mailbox_in(meaning->from);
    if (!address_equal(from, sender->organizer))
        return review(meaning, "answers the organizer's mail from another address");
    if (sender->orders == 0)
        return review(meaning, "is from the organizer, and decides nothing");
    Decision decision = plain(DECISION_NOTE, "decides about what waits");
    decision.orders = true;
    return decision;
}

/* What a person wrote, or their calendar. */
static Decision
decide_person(const Meaning *meaning, const Sender *sender)
{
    if (sender->organizer)
        return decide_orders(meaning, sender);
    if (!sender->guest)
        return review(meaning, "carries no invitation's token");
    if (sender->revoked)
        return review(meaning, "carries a token that was taken back");
    if (sender->removed)
        return review(meaning, "is from somebody who is no longer a guest");
    if (meaning->kind == MEANING_CALENDAR && meaning->itip)
        return decide_calendar(meaning, sender);
    Decision answer = decide_reply(meaning, sender);
    return meaning->purpose ? decide_wish(meaning, answer) : answer;
}

Decision
decide(const Meaning *meaning, const Sender *sender)
{
    switch (meaning->kind) {
    case MEANING_BOUNCE:
        return decide_bounce(meaning, sender);
    case MEANING_AUTOMATIC:
        return decide_absence(meaning, sender);
    case MEANING_REPORT:
        return plain(DECISION_NOTE, "is a report");
    case MEANING_LOOP:
        return plain(DECISION_IGNORE, "is our own mail");
    case MEANING_UNREADABLE:
        return review(meaning, "cannot be read");
    case MEANING_REPLY:
    case MEANING_CALENDAR:
        break;
    }
    Decision decision = decide_person(meaning, sender);
    if (sender->guest)
        decision.alive = address_of_guest(sender->guest, meaning->from);
    return decision;
}
