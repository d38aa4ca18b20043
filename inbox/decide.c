/* The rules of what is recorded, in the order in which they are tried. */
#include "inbox/decide.h"
#include "event/address.h"
#include "inbox/day-find.h"
#include "inbox/decide-parts.h"

const char *
decision_kind_name(DecisionKind kind)
{
    static const char *const names[] = {[DECISION_RECORD] = "recorded",
                                        [DECISION_REVIEW] = "review",
                                        [DECISION_NOTE] = "noted",
                                        [DECISION_IGNORE] = "ignored"};
    return names[kind];
}

static const char *
address_of_guest(const Guest *guest, const char *text)
{
    g_autofree char *address = address_of_mailbox(text);
    return guest_address(guest, address);
}

/* Whether the report can be about the mail. */
static bool
fits(const Meaning *meaning, const Sender *sender)
{
    return meaning->authenticity != AUTHENTICITY_FAIL &&
           bounce_proves(meaning->bounce, &sender->bounced, sender->now);
}

/* The organizer decides once about a guest whose mail is refused, or is said to fail, not once a mail. */
static Decision
decide_bounce(const Meaning *meaning, const Sender *sender)
{
    static const char *const whys[] = {
        [FAILURE_NONE] = "mail to them is delayed",
        [FAILURE_ADDRESS] = "mail to them failed: the address does not work",
        [FAILURE_COUNTED] = "mail to them failed",
    };
    Failure failure = failure_of(meaning->bounce);
    bool believed = !sender->guest || !bounce_is_final(meaning->bounce) || fits(meaning, sender);
    Reason reason = !believed                    ? REASON_UNFITTING
                    : failure == FAILURE_CONTENT ? REASON_REFUSED
                                                 : REASON_NONE;
    bool opens = reason != REASON_NONE && sender->guest && !sender->refused;
    const char *why = reason != REASON_NONE ? reason_text(reason) : whys[failure];
    Decision decision =
        opens ? decision_review(meaning, reason) : decision_plain(DECISION_NOTE, why);
    decision.failure = sender->guest && believed ? failure : FAILURE_NONE;
    decision.believed = believed;
    return decision;
}

bool
decide_wants_today(const Meaning *meaning)
{
    return meaning->kind == MEANING_AUTOMATIC ? meaning->until != NULL
                                              : meaning->details.promise != NULL;
}

Day
decide_patience(const Meaning *meaning, Day today)
{
    Day day = meaning->kind == MEANING_AUTOMATIC ? day_parse(meaning->until ? meaning->until : "")
              : meaning->details.promise         ? day_find(meaning->details.promise, today)
                                                 : DAY_NONE;
    return day > today && day <= today + 366 ? day : DAY_NONE;
}

/* Whether the guest has written, as far as a message shows. */
static bool
is_theirs(const Meaning *meaning, const Sender *sender)
{
    return sender->guest && (!sender->revoked || sender->by_notice) && !meaning->several &&
           !sender->astray && meaning->authenticity != AUTHENTICITY_FAIL &&
           (!sender->named || meaning->authenticity == AUTHENTICITY_PASS);
}

/* Whoever holds the token may ask: what follows goes to the guest's own address, who can undo it with a
 * word. A sure answer to such an address is an answer first. What is forged, or tells not whose it is, waits as
 * an answer does. */
static Decision
decide_wish(const Meaning *meaning, const Sender *sender, Decision answer)
{
    if (!is_theirs(meaning, sender))
        return answer;
    bool silence = g_str_equal(meaning->purpose, "unsubscribe");
    if (answer.kind != DECISION_RECORD)
        answer =
            decision_plain(DECISION_NOTE, silence ? "wants no more mail" : "asks how to answer");
    answer.silence = silence;
    return answer;
}

/* Whoever was handed a mail of ours knows its bounce address. What comes there is believed from the guest's domain, or
 * while a report of failure would be. */
static bool
is_timely(const Meaning *meaning, const Sender *sender)
{
    const BouncedMail *mail = &sender->bounced;
    g_autofree char *from = address_of_mailbox(meaning->from);
    if (!sender->by_notice || sender_is_guest(sender, meaning->from))
        return true;
    if (from && mail->recipient && address_same_domain(from, mail->recipient))
        return true;
    return !sender->revoked && mail->left_at != NEVER &&
           sender->now - mail->left_at <= (gint64)BOUNCE_PROOF_DAYS * 24 * 60 * 60;
}

/* A day of the meeting's own may have come from our mail: such a note puts nothing off. */
static Day
absence_patience(const Meaning *meaning, const Sender *sender)
{
    Day day = decide_patience(meaning, sender->today);
    return day >= sender->begins && day <= sender->ends ? DAY_NONE : day;
}

/* A robot's mail ends ours where it is written for that; it is not answered. */
static Decision
decide_automatic(const Meaning *meaning, const Sender *sender)
{
    bool theirs = is_theirs(meaning, sender), silence = theirs && meaning->purpose;
    Decision decision =
        decision_plain(DECISION_NOTE, silence ? "wants no more mail" : "was written by a robot");
    decision.silence = silence;
    if (theirs && !silence && is_timely(meaning, sender))
        decision.patience = absence_patience(meaning, sender);
    return decision;
}

/* Who pressed "spam" wants no more of it. Whose mail it was, its own bounce address tells. */
static Decision
decide_report(const Meaning *meaning, const Sender *sender)
{
    bool complains = g_strcmp0(meaning->rule, "complaint") == 0 && sender->by_notice &&
                     is_theirs(meaning, sender) && is_timely(meaning, sender);
    Decision decision = decision_plain(DECISION_NOTE, complains ? "says that they want no more mail"
                                                                : "is a report");
    decision.silence = complains;
    return decision;
}

/* Orders need both: the organizer's token, and the organizer's address; some meetings ask for more. */
static Decision
decide_orders(const Meaning *meaning, const Sender *sender)
{
    g_autofree char *from = address_of_mailbox(meaning->from);
    if (!address_equal(from, sender->organizer))
        return decision_review(meaning, REASON_OTHER_ORGANIZER);
    if (sender->astray)
        return decision_review(meaning, REASON_SEVERAL);
    if (meaning->authenticity == AUTHENTICITY_FAIL)
        return decision_review(meaning, REASON_FORGED_ORGANIZER);
    if (decide_trust(meaning, true) < sender->trust.command)
        return decision_review(meaning, REASON_UNPROVEN_ORGANIZER);
    if (sender->orders == 0)
        return decision_review(meaning, REASON_NO_ORDERS);
    Decision decision = decision_plain(DECISION_NOTE, "decides about what waits");
    decision.orders = true;
    return decision;
}

static Decision
decide_guest(const Meaning *meaning, const Sender *sender)
{
    Decision decision = meaning->kind == MEANING_CALENDAR && meaning->itip
                            ? decide_calendar(meaning, sender)
                            : decide_words(meaning, sender);
    return meaning->purpose && meaning->kind == MEANING_REPLY
               ? decide_wish(meaning, sender, decision)
               : decision;
}

/* Anybody can write, under a guest's name, too, or with a token that somebody passed on: only so much of that waits for the
 * organizer at a time. */
static Decision
unless_crowded(Decision decision, const Sender *sender)
{
    if (decision.kind != DECISION_REVIEW || !sender->crowded)
        return decision;
    return decision_plain(DECISION_IGNORE,
                          sender->named ? "only says whose it is, and many of these wait already"
                          : sender->meeting ? "has their token, and many of these wait already"
                                            : "is from a stranger, and many of these wait already");
}

/* What a person wrote, or their calendar. */
static Decision
decide_person(const Meaning *meaning, const Sender *sender)
{
    if (sender->organizer)
        return decide_orders(meaning, sender);
    if (sender->revoked)
        return decision_review(meaning, REASON_REVOKED);
    if (!sender->guest)
        return decision_review(meaning, REASON_NO_TOKEN);
    if (sender->removed)
        return decision_review(meaning, REASON_REMOVED);
    if (sender->by_organizer && meaning->kind == MEANING_REPLY)
        return decision_review(meaning, REASON_NO_ORDERS);
    return decide_guest(meaning, sender);
}

Decision
decide(const Meaning *meaning, const Sender *sender)
{
    if (sender->forgotten)
        return decision_plain(DECISION_IGNORE, "is about mail to somebody who is forgotten");
    if (sender->own && meaning->kind != MEANING_BOUNCE)
        return decision_plain(DECISION_IGNORE, "is our own mail");
    switch (meaning->kind) {
    case MEANING_BOUNCE:
        return decide_bounce(meaning, sender);
    case MEANING_AUTOMATIC:
        return decide_automatic(meaning, sender);
    case MEANING_REPORT:
        return decide_report(meaning, sender);
    case MEANING_LOOP:
        return decision_plain(DECISION_IGNORE, "is our own mail");
    case MEANING_UNREADABLE:
        return unless_crowded(decision_review(meaning, REASON_UNREADABLE), sender);
    case MEANING_REPLY:
    case MEANING_CALENDAR:
        break;
    }
    Decision decision = unless_crowded(decide_person(meaning, sender), sender);
    if (is_theirs(meaning, sender)) {
        decision.alive = address_of_guest(sender->guest, meaning->from);
        decision.theirs =
            sender_is_guest(sender, meaning->from) || decision.kind == DECISION_RECORD;
    }
    return decision;
}
