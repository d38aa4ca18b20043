/* The sentences. They stand in databases: a new wording is a new sentence to old rows. */
#include "event/reason.h"
#include <glib.h>
#include <string.h>

static const struct {
    const char *name;
    const char *text;
} reasons[REASONS] = {
    [REASON_UNCLEAR] = {"unclear", "does not say clearly whether they come"},
    [REASON_UNSURE] = {"unsure", "may be an answer, but is not sure"},
    [REASON_NOT_THEIRS] = {"not-theirs",
                           "answers this guest's invitation from an address that is not theirs"},
    [REASON_SEVERAL] = {"several", "carries the tokens of several invitations"},
    [REASON_FORGED] = {"forged", "is not from whom it says, our mail server found"},
    [REASON_NAMED] = {"named",
                      "carries no invitation's token, but comes from an address of theirs"},
    [REASON_UNPROVEN] = {"unproven", "is from an address of theirs, but our mail server could not "
                                     "make sure of it"},
    [REASON_COUNTER] = {"counter", "proposes another time by calendar"},
    [REASON_OTHER_EVENT] = {"other-event", "is a calendar answer about another event"},
    [REASON_OTHER_ATTENDEE] = {"other-attendee",
                               "is a calendar answer for an address that is not this guest's"},
    [REASON_OTHER_ORGANIZER] = {"other-organizer",
                                "answers the organizer's mail from another address"},
    [REASON_FORGED_ORGANIZER] = {"forged-organizer",
                                 "is not from the organizer, our mail server found"},
    [REASON_UNPROVEN_ORGANIZER] = {"unproven-organizer",
                                   "is from the organizer, but our mail server could not make sure "
                                   "of it"},
    [REASON_NO_ORDERS] = {"no-orders", "is from the organizer, and decides nothing"},
    [REASON_NO_TOKEN] = {"no-token", "carries no invitation's token"},
    [REASON_REVOKED] = {"revoked", "carries a token that was taken back"},
    [REASON_REMOVED] = {"removed", "is from somebody who is no longer a guest"},
    [REASON_UNREADABLE] = {"unreadable", "cannot be read"},
    [REASON_REFUSED] = {"refused",
                        "mail to them is refused for what it says or where it comes from"},
    [REASON_OWN_TROUBLE] = {"own-trouble",
                            "many addresses fail at once, which looks like trouble with our own "
                            "mail: no more are marked as dead for now"},
    [REASON_UNFITTING] = {"unfitting",
                          "reports that mail to them failed, but does not fit what was sent to "
                          "them"},
    [REASON_LATE] = {"late", "says something else than the answer that stands, and is older"},
    [REASON_SLOT] = {"slot", "may be a no to their own time in the agenda alone"},
    [REASON_ASIDE] = {"aside", "answers mail that did not ask whether they come, and may be about "
                               "that mail alone"},
    [REASON_REDATED] = {"redated",
                        "answers mail with dates that have moved since, as they were told"},
};

const char *
reason_text(Reason reason)
{
    g_assert(reason > REASON_NONE && reason < REASONS);
    return reasons[reason].text;
}

const char *
reason_name(Reason reason)
{
    g_assert(reason > REASON_NONE && reason < REASONS);
    return reasons[reason].name;
}

Reason
reason_of_text(const char *text)
{
    for (int i = REASON_NONE + 1; text && i < REASONS; i++)
        if (strcmp(text, reasons[i].text) == 0)
            return (Reason)i;
    return REASON_NONE;
}
