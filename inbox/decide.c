/* The rules of what is recorded, in the order in which they are tried. */
#include "inbox/decide.h"
#include "event/address.h"
#include "event/reason.h"
#include "event/standing.h"
#include "inbox/day-find.h"
#include "inbox/itip.h"
#include "inbox/rsvp.h"
#include <string.h>

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

/* An address that they turned out to write from is theirs, too; we do not write there. */
static bool
is_of_guest(const Sender *sender, const char *text)
{
    g_autofree char *address = address_of_mailbox(text);
    return guest_address(sender->guest, address) || address_among(sender->learned, address);
}

static Decision
review(const Meaning *meaning, Reason reason)
{
    return (Decision){.kind = DECISION_REVIEW,
                      .partstat = meaning->partstat,
                      .sequence = G_MININT64,
                      .patience = DAY_NONE,
                      .why = reason_text(reason)};
}

static Decision
plain(DecisionKind kind, const char *why)
{
    return (Decision){.kind = kind, .sequence = G_MININT64, .patience = DAY_NONE, .why = why};
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
    Decision decision = opens ? review(meaning, reason) : plain(DECISION_NOTE, why);
    decision.failure = sender->guest && believed ? failure : FAILURE_NONE;
    decision.believed = believed;
    return decision;
}

/* How sure it is that the guest wrote, given that the message is theirs by its token. */
static Trust
trust_of(const Meaning *meaning, bool from)
{
    if (!from)
        return TRUST_TOKEN;
    return meaning->authenticity == AUTHENTICITY_PASS ? TRUST_AUTHENTICATED : TRUST_FROM;
}

/* Why PARTSTAT is not recorded without the organizer, though it is clear; NONE when it is recorded. A calendar
 * writes for its owner from wherever it runs, so an ATTENDEE stands for From. */
static Reason
distrust(const Meaning *meaning, const Sender *sender, Partstat partstat, bool attendee)
{
    bool from = is_of_guest(sender, meaning->from);
    bool stands = sender->answered != PARTSTAT_NONE && sender->answered != PARTSTAT_NEEDS_ACTION;
    Trust needed =
        stands && sender->answered != partstat ? sender->trust.change : sender->trust.answer;
    Trust trust = trust_of(meaning, from);
    if (meaning->several)
        return REASON_SEVERAL;
    if (meaning->authenticity == AUTHENTICITY_FAIL)
        return REASON_FORGED;
    if (sender->named && !(from && attendee))
        return REASON_NAMED;
    if (trust >= needed || (attendee && needed == TRUST_FROM))
        return REASON_NONE;
    return needed == TRUST_AUTHENTICATED && from ? REASON_UNPROVEN : REASON_NOT_THEIRS;
}

/* What is older than the answer that stands does not change it. */
static bool
is_late(const Meaning *meaning, const Sender *sender)
{
    return order_is_older(&sender->stands, meaning->date, sender->replies_to, sender->now);
}

/* The ATTENDEE that is this guest; NULL = none. *RET_SURE is false where other lines of theirs say something else, or
 * there are only lines about a part of the meeting. */
static const ItipAttendee *
find_attendee(const Itip *itip, const Sender *sender, bool *ret_sure)
{
    const ItipAttendee *found = NULL;
    *ret_sure = true;
    for (guint i = 0; i < itip->attendees->len; i++) {
        const ItipAttendee *attendee = g_ptr_array_index(itip->attendees, i);
        if (!is_of_guest(sender, attendee->address))
            continue;
        bool says = itip_says_something(attendee), said = found && itip_says_something(found);
        *ret_sure &= !says || !said || found->partstat == attendee->partstat;
        if (!found || (says && !said) || (found->recurrence_id && !attendee->recurrence_id))
            found = attendee;
    }
    *ret_sure &= !found || !found->recurrence_id;
    return found;
}

/* The only ATTENDEE there is, whom a client may have given another name, is a claim of who writes: unless it is
 * somebody else for all we know, or answers in the place of another one (RFC 5546 3.2.2.3). */
static const ItipAttendee *
claim_attendee(const Itip *itip, const Sender *sender, bool *ret_sure)
{
    const ItipAttendee *only =
        itip->attendees->len == 1 ? g_ptr_array_index(itip->attendees, 0) : NULL;
    *ret_sure = only && !only->recurrence_id;
    return only && !sender->other && !only->delegated_from ? only : NULL;
}

/* RFC 5546 2.1.5: by SEQUENCE, then by DTSTAMP. Attendees' SEQUENCEs above ours are their client's
 * mistake and count as ours, and so is a DTSTAMP that is yet to come. Equal stamps: what arrives later is newer. */
static bool
is_older(const Sender *sender, gint64 sequence, const char *dtstamp)
{
    if (sender->newest_sequence == G_MININT64)
        return false;
    if (sequence != sender->newest_sequence)
        return sequence < sender->newest_sequence;
    g_autofree char *stamp = order_stamp(dtstamp, sender->now);
    return stamp && sender->newest_dtstamp && strcmp(stamp, sender->newest_dtstamp) < 0;
}

static Decision
decide_calendar(const Meaning *meaning, const Sender *sender)
{
    const Itip *itip = meaning->itip;
    if (g_strcmp0(itip->method, "COUNTER") == 0)
        return review(meaning, REASON_COUNTER);
    if (g_strcmp0(itip->method, "REPLY") != 0 || !itip_has_answer(itip))
        return itip_is_cut_answer(itip)
                   ? review(meaning, REASON_UNSURE)
                   : plain(DECISION_IGNORE, "is a calendar object, but no answer");
    if (g_strcmp0(itip->uid, sender->uid) != 0)
        return review(meaning, REASON_OTHER_EVENT);
    bool sure, from = is_of_guest(sender, meaning->from);
    const ItipAttendee *attendee = find_attendee(itip, sender, &sure);
    bool named = attendee != NULL;
    if (!attendee && from)
        attendee = claim_attendee(itip, sender, &sure);
    if (!attendee)
        return review(meaning, REASON_OTHER_ATTENDEE);
    if (!itip_says_something(attendee))
        return plain(DECISION_IGNORE, "is a calendar object without an answer");
    Reason doubt = distrust(meaning, sender, attendee->partstat, named);
    if (doubt != REASON_NONE)
        return review(meaning, doubt);
    if (!sure || !meaning->sure)
        return review(meaning, REASON_UNSURE);
    if (sender->redated && attendee->partstat != sender->answered)
        return review(meaning, REASON_REDATED);
    /* Among themselves, calendar answers have an order of their own. */
    if (!sender->stands.by_calendar && attendee->partstat != sender->answered &&
        is_late(meaning, sender))
        return review(meaning, REASON_LATE);
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

/* A promise for when the meeting has begun is none. */
static Day
promised_day(const Meaning *meaning, const Sender *sender)
{
    Day day = decide_patience(meaning, sender->today);
    return sender->begins > sender->today && day > sender->begins ? DAY_NONE : day;
}

/* A promise to say more by a day we understand needs neither a question nor a decision. */
static bool
is_promise(const Meaning *meaning, Day patience)
{
    bool open = meaning->partstat == PARTSTAT_NONE ||
                (meaning->partstat == PARTSTAT_TENTATIVE && !meaning->sure);
    return patience != DAY_NONE && open && !meaning->details.question;
}

/* Who waits for a seat was told that a "no" will do; who said maybe to the offer of one, that a "yes" will: the word, no
 * sentence about what was noted. */
static bool
is_asked_by_echo(const Meaning *meaning, const Sender *sender)
{
    if (!meaning->words || strpbrk(meaning->words, " \t\n") || g_str_equal(meaning->rule, "agrees"))
        return false;
    bool no = meaning->partstat == PARTSTAT_DECLINED, yes = meaning->partstat == PARTSTAT_ACCEPTED;
    return (sender->echoed == SEAT_WAITING && sender->answered == PARTSTAT_ACCEPTED && no) ||
           (sender->echoed == SEAT_OFFERED && sender->answered == PARTSTAT_TENTATIVE &&
            (yes || no));
}

/* "Yes" and "correct" agree, "no" and "wrong" do not: with what we wrote down, or so they may mean it. Where we asked for
 * something else, or for nothing, all that names no coming may be about that: "pass", "I can't". */
static bool
is_about_mail(const Meaning *meaning, const Sender *sender)
{
    bool about = (sender->to_echo && rsvp_rule_is_bare(meaning->rule)) ||
                 (sender->to_other && meaning->open);
    return about && !is_asked_by_echo(meaning, sender) &&
           (meaning->partstat != sender->answered || details_empty(&meaning->details));
}

/* Agreeing changes nothing, not even the details of what stands, nor does liking what we wrote. All else may mean the
 * opposite: "no" to what was written down of a no is one more, or says that it was none. */
static Decision
decide_about_mail(const Meaning *meaning, const Sender *sender)
{
    bool likes = meaning->partstat == PARTSTAT_TENTATIVE && g_strcmp0(meaning->rule, "agrees") == 0;
    bool doubts = sender->to_echo && meaning->partstat == PARTSTAT_DECLINED;
    return !doubts && (likes || meaning->partstat == sender->answered)
               ? plain(DECISION_NOTE, "agrees with what stands")
               : review(meaning, sender->to_echo ? REASON_UNSURE : REASON_ASIDE);
}

static bool
says_they_come(const Sender *sender)
{
    return sender->answered == PARTSTAT_ACCEPTED || sender->answered == PARTSTAT_TENTATIVE;
}

/* What does not suit who speaks need not be the meeting, but their own time in it, of which we wrote; and who said
 * before whether they come was asked for nothing that a word alone would answer. */
static bool
is_about_slot(const Meaning *meaning, const Sender *sender)
{
    return sender->to_agenda && sender->speaks && meaning->partstat == PARTSTAT_DECLINED &&
           (rsvp_rule_is_timed(meaning->rule) ||
            (says_they_come(sender) && rsvp_rule_is_bare(meaning->rule)));
}

/* One that came late and says the same, and nothing beside it, changes nothing. */
static Decision
decide_words(const Meaning *meaning, const Sender *sender)
{
    bool late = is_late(meaning, sender);
    if (late && (meaning->partstat != sender->answered || !details_empty(&meaning->details)))
        return review(meaning, REASON_LATE);
    if (sender->redated && meaning->partstat != sender->answered)
        return review(meaning, REASON_REDATED);
    return (Decision){.kind = DECISION_RECORD,
                      .partstat = meaning->partstat,
                      .trust = is_of_guest(sender, meaning->from) ? "token+from" : "token",
                      .counts = !late,
                      .sequence = G_MININT64,
                      .why = late ? "is older than the answer that is here" : "answered in words"};
}

/* A title, as the nudge asks for, from somebody who may come: it goes to a list of its own, and changes no answer. */
static bool
is_title(const Meaning *meaning, const Sender *sender)
{
    return says_they_come(sender) && meaning->details.title && !meaning->details.question &&
           meaning->partstat == PARTSTAT_NONE && rsvp_rule_is_silent(meaning->rule) &&
           is_of_guest(sender, meaning->from);
}

bool
decide_wants_session(const Meaning *meaning)
{
    return meaning->kind == MEANING_REPLY && meaning->attachments &&
           meaning->attachments->len > 0 && !meaning->details.question &&
           meaning->partstat == PARTSTAT_NONE && rsvp_rule_is_silent(meaning->rule);
}

/* Slides or an abstract for the talk that stands in the agenda: the digest tells of the files, and no answer is looked
 * for in what comes with them. */
static bool
is_material(const Meaning *meaning, const Sender *sender)
{
    return decide_wants_session(meaning) && says_they_come(sender) && sender->titled &&
           is_of_guest(sender, meaning->from);
}

static Decision
decide_reply(const Meaning *meaning, const Sender *sender)
{
    Day patience = promised_day(meaning, sender);
    Reason doubt = distrust(meaning, sender, meaning->partstat, false);
    Decision decision;
    if (doubt != REASON_NONE)
        return review(meaning, doubt);
    if (is_promise(meaning, patience))
        decision = plain(DECISION_NOTE, "says when they will know");
    else if (is_title(meaning, sender))
        decision = plain(DECISION_NOTE, "sends a title");
    else if (is_material(meaning, sender))
        decision = plain(DECISION_NOTE, "sends files for their session");
    else if (meaning->partstat == PARTSTAT_NONE || meaning->partstat == PARTSTAT_NEEDS_ACTION)
        decision = review(meaning, REASON_UNCLEAR);
    else if (is_about_slot(meaning, sender))
        decision = review(meaning, REASON_SLOT);
    else if (!meaning->sure)
        decision = review(meaning, REASON_UNSURE);
    else if (is_about_mail(meaning, sender))
        decision = decide_about_mail(meaning, sender);
    else
        decision = decide_words(meaning, sender);
    decision.patience = patience;
    return decision;
}

/* Whether the guest has written, as far as a message shows. */
static bool
is_theirs(const Meaning *meaning, const Sender *sender)
{
    return sender->guest && (!sender->revoked || sender->by_notice) && !meaning->several &&
           meaning->authenticity != AUTHENTICITY_FAIL &&
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
        answer = plain(DECISION_NOTE, silence ? "wants no more mail" : "asks how to answer");
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
    if (!sender->by_notice || is_of_guest(sender, meaning->from))
        return true;
    if (from && mail->recipient && address_same_domain(from, mail->recipient))
        return true;
    return !sender->revoked && mail->left_at != NEVER &&
           sender->now - mail->left_at <= (gint64)BOUNCE_PROOF_DAYS * 24 * 60 * 60;
}

/* A robot's mail ends ours where it is written for that; it is not answered. */
static Decision
decide_automatic(const Meaning *meaning, const Sender *sender)
{
    bool theirs = is_theirs(meaning, sender), silence = theirs && meaning->purpose;
    Decision decision =
        plain(DECISION_NOTE, silence ? "wants no more mail" : "was written by a robot");
    decision.silence = silence;
    if (theirs && !silence && is_timely(meaning, sender))
        decision.patience = decide_patience(meaning, sender->today);
    return decision;
}

/* Orders need both: the organizer's token, and the organizer's address; some meetings ask for more. */
static Decision
decide_orders(const Meaning *meaning, const Sender *sender)
{
    g_autofree char *from = address_of_mailbox(meaning->from);
    if (!address_equal(from, sender->organizer))
        return review(meaning, REASON_OTHER_ORGANIZER);
    if (meaning->authenticity == AUTHENTICITY_FAIL)
        return review(meaning, REASON_FORGED_ORGANIZER);
    if (trust_of(meaning, true) < sender->trust.command)
        return review(meaning, REASON_UNPROVEN_ORGANIZER);
    if (sender->orders == 0)
        return review(meaning, REASON_NO_ORDERS);
    Decision decision = plain(DECISION_NOTE, "decides about what waits");
    decision.orders = true;
    return decision;
}

static Decision
decide_guest(const Meaning *meaning, const Sender *sender)
{
    Decision decision = meaning->kind == MEANING_CALENDAR && meaning->itip
                            ? decide_calendar(meaning, sender)
                            : decide_reply(meaning, sender);
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
    return plain(DECISION_IGNORE,
                 sender->named     ? "only says whose it is, and many of these wait already"
                 : sender->meeting ? "has their token, and many of these wait already"
                                   : "is from a stranger, and many of these wait already");
}

/* What a person wrote, or their calendar. */
static Decision
decide_person(const Meaning *meaning, const Sender *sender)
{
    if (sender->organizer)
        return decide_orders(meaning, sender);
    if (!sender->guest)
        return review(meaning, REASON_NO_TOKEN);
    if (sender->revoked)
        return review(meaning, REASON_REVOKED);
    if (sender->removed)
        return review(meaning, REASON_REMOVED);
    return decide_guest(meaning, sender);
}

Decision
decide(const Meaning *meaning, const Sender *sender)
{
    if (sender->forgotten)
        return plain(DECISION_IGNORE, "is about mail to somebody who is forgotten");
    switch (meaning->kind) {
    case MEANING_BOUNCE:
        return decide_bounce(meaning, sender);
    case MEANING_AUTOMATIC:
        return decide_automatic(meaning, sender);
    case MEANING_REPORT:
        return plain(DECISION_NOTE, "is a report");
    case MEANING_LOOP:
        return plain(DECISION_IGNORE, "is our own mail");
    case MEANING_UNREADABLE:
        return unless_crowded(review(meaning, REASON_UNREADABLE), sender);
    case MEANING_REPLY:
    case MEANING_CALENDAR:
        break;
    }
    Decision decision = unless_crowded(decide_person(meaning, sender), sender);
    if (is_theirs(meaning, sender)) {
        decision.alive = address_of_guest(sender->guest, meaning->from);
        decision.theirs = is_of_guest(sender, meaning->from) || decision.kind == DECISION_RECORD;
    }
    return decision;
}
