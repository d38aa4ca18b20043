/* See decide-parts.h. */
#include "inbox/decide-parts.h"
#include "event/address.h"

bool
sender_is_guest(const Sender *sender, const char *text)
{
    g_autofree char *address = address_of_mailbox(text);
    return guest_address(sender->guest, address) || address_among(sender->learned, address);
}

Decision
decision_review(const Meaning *meaning, Reason reason)
{
    return (Decision){.kind = DECISION_REVIEW,
                      .partstat = meaning->partstat,
                      .sequence = G_MININT64,
                      .patience = DAY_NONE,
                      .why = reason_text(reason)};
}

Decision
decision_plain(DecisionKind kind, const char *why)
{
    return (Decision){.kind = kind, .sequence = G_MININT64, .patience = DAY_NONE, .why = why};
}

Trust
decide_trust(const Meaning *meaning, bool from)
{
    if (!from)
        return TRUST_TOKEN;
    return meaning->authenticity == AUTHENTICITY_PASS ? TRUST_AUTHENTICATED : TRUST_FROM;
}

Reason
decide_distrust(const Meaning *meaning, const Sender *sender, Partstat partstat, bool attendee)
{
    bool from = sender_is_guest(sender, meaning->from);
    bool stands = sender->answered != PARTSTAT_NONE && sender->answered != PARTSTAT_NEEDS_ACTION;
    bool changes = stands && sender->answered != partstat;
    Trust needed = changes ? sender->trust.change : sender->trust.answer;
    Trust trust = decide_trust(meaning, from);
    if (meaning->several || sender->astray)
        return REASON_SEVERAL;
    if (meaning->authenticity == AUTHENTICITY_FAIL)
        return REASON_FORGED;
    if (sender->named &&
        (!from || !attendee || (changes && meaning->authenticity != AUTHENTICITY_PASS)))
        return REASON_NAMED;
    if (trust >= needed || (attendee && needed == TRUST_FROM))
        return REASON_NONE;
    return needed == TRUST_AUTHENTICATED && from ? REASON_UNPROVEN : REASON_NOT_THEIRS;
}

bool
decide_is_late(const Meaning *meaning, const Sender *sender)
{
    return order_is_older(&sender->stands, meaning->date, sender->replies_to, sender->now);
}
