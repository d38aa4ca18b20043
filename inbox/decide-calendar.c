/* What a calendar answered, and for whom (RFC 5546 3.2.3). */
#include <string.h>
#include "inbox/decide-parts.h"
#include "inbox/itip.h"

/* The ATTENDEE that is this guest; NULL = none. *RET_SURE is false where other lines of theirs say something else, or
 * there are only lines about a part of the meeting. */
static const ItipAttendee *
find_attendee(const Itip *itip, const Sender *sender, bool *ret_sure)
{
    const ItipAttendee *found = NULL;
    *ret_sure = true;
    for (guint i = 0; i < itip->attendees->len; i++) {
        const ItipAttendee *attendee = g_ptr_array_index(itip->attendees, i);
        if (!sender_is_guest(sender, attendee->address))
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

/* Another time is no answer; what was pressed beside it is shown to whoever decides. */
static Decision
decide_counter(const Meaning *meaning, const Sender *sender)
{
    bool sure;
    const ItipAttendee *attendee = find_attendee(meaning->itip, sender, &sure);
    Decision decision = decision_review(meaning, REASON_COUNTER);
    if (attendee && sure && itip_says_something(attendee) &&
        g_strcmp0(meaning->itip->uid, sender->uid) == 0)
        decision.partstat = attendee->partstat;
    return decision;
}

Decision
decide_calendar(const Meaning *meaning, const Sender *sender)
{
    const Itip *itip = meaning->itip;
    if (itip_is_proposal(itip))
        return decide_counter(meaning, sender);
    if (g_strcmp0(itip->method, "REPLY") != 0 || !itip_has_answer(itip))
        return itip_is_cut_answer(itip)
                   ? decision_review(meaning, REASON_UNSURE)
                   : decision_plain(DECISION_IGNORE, "is a calendar object, but no answer");
    if (g_strcmp0(itip->uid, sender->uid) != 0)
        return decision_review(meaning, REASON_OTHER_EVENT);
    bool sure, from = sender_is_guest(sender, meaning->from);
    const ItipAttendee *attendee = find_attendee(itip, sender, &sure);
    bool named = attendee != NULL;
    if (!attendee && from)
        attendee = claim_attendee(itip, sender, &sure);
    if (!attendee)
        return decision_review(meaning, REASON_OTHER_ATTENDEE);
    if (!itip_says_something(attendee))
        return decision_plain(DECISION_IGNORE, "is a calendar object without an answer");
    Reason doubt = decide_distrust(meaning, sender, attendee->partstat, named);
    if (doubt != REASON_NONE)
        return decision_review(meaning, doubt);
    if (!sure || !meaning->sure)
        return decision_review(meaning, REASON_UNSURE);
    if (sender->redated && attendee->partstat != sender->answered)
        return decision_review(meaning, REASON_REDATED);
    /* Among themselves, calendar answers have an order of their own. */
    if (!sender->stands.by_calendar && attendee->partstat != sender->answered &&
        decide_is_late(meaning, sender))
        return decision_review(meaning, REASON_LATE);
    gint64 sequence = MIN(itip->sequence, sender->sequence);
    bool older = is_older(sender, sequence, itip->dtstamp);
    return (Decision){
        .kind = DECISION_RECORD,
        .partstat = attendee->partstat,
        .trust = sender->named ? "uid+from"
                 : from        ? "token+from"
                               : "token",
        .counts = !older,
        .sequence = sequence,
        .attendee = attendee,
        .patience = DAY_NONE,
        .why = older ? "is older than the calendar answer that is here" : "answered by calendar",
    };
}
