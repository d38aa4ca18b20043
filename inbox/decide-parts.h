/* decide-parts: what the rules of decide() share. Pure. */
#ifndef CONVOKE_INBOX_DECIDE_PARTS_H
#define CONVOKE_INBOX_DECIDE_PARTS_H

#include "event/reason.h"
#include "inbox/decide.h"

/* A decision that waits for the organizer, with what the message says as the guess. */
Decision decision_review(const Meaning *meaning, Reason reason);

/* One of KIND, which records nothing. WHY is static. */
Decision decision_plain(DecisionKind kind, const char *why);

/* Whether the mailbox TEXT has an address of the guest. One that they turned out to write from is theirs, too; we do not
 * write there. */
bool sender_is_guest(const Sender *sender, const char *text);

/* How sure it is that the guest wrote, given that the message is theirs by its token, and FROM by its address. */
Trust decide_trust(const Meaning *meaning, bool from);

/* Why PARTSTAT is not recorded without the organizer, though it is clear; REASON_NONE when it is recorded. A calendar
 * writes for its owner from wherever it runs, so an ATTENDEE stands for From. Without a token there is but what anybody
 * can know: UID, ATTENDEE and From; what was answered is not changed by these. */
Reason decide_distrust(const Meaning *meaning, const Sender *sender, Partstat partstat,
                       bool attendee);

/* Whether it is older than the answer that stands, and does not change it. */
bool decide_is_late(const Meaning *meaning, const Sender *sender);

/* Of a calendar object, and of words. */
Decision decide_calendar(const Meaning *meaning, const Sender *sender);
Decision decide_words(const Meaning *meaning, const Sender *sender);

#endif
