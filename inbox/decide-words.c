/* What somebody wrote: whether they come, when they will know, what they will speak about, or about the mail itself. */
#include <string.h>
#include "event/standing.h"
#include "inbox/decide-parts.h"
#include "inbox/rsvp.h"

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

/* "No, that was not me", "yes, that is me": we told them of an address, and asked whether they come. */
static bool
is_about_doubt(const Meaning *meaning, const Sender *sender)
{
    return sender->to_doubt && meaning->open && meaning->partstat != PARTSTAT_TENTATIVE;
}

/* Agreeing changes nothing, not even the details of what stands, nor does liking what we wrote. All else may mean the
 * opposite: "no" to what was written down of a no is one more, or says that it was none. */
static Decision
decide_about_mail(const Meaning *meaning, const Sender *sender)
{
    bool likes = meaning->partstat == PARTSTAT_TENTATIVE && g_strcmp0(meaning->rule, "agrees") == 0;
    bool doubts = sender->to_echo && meaning->partstat == PARTSTAT_DECLINED;
    return !doubts && (likes || meaning->partstat == sender->answered)
               ? decision_plain(DECISION_NOTE, "agrees with what stands")
               : decision_review(meaning, sender->to_echo ? REASON_UNSURE : REASON_ASIDE);
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
record_words(const Meaning *meaning, const Sender *sender)
{
    bool late = decide_is_late(meaning, sender);
    if (late && (meaning->partstat != sender->answered || !details_empty(&meaning->details)))
        return decision_review(meaning, REASON_LATE);
    if (sender->redated && meaning->partstat != sender->answered)
        return decision_review(meaning, REASON_REDATED);
    return (Decision){.kind = DECISION_RECORD,
                      .partstat = meaning->partstat,
                      .trust = sender_is_guest(sender, meaning->from) ? "token+from" : "token",
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
           sender_is_guest(sender, meaning->from);
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
           sender_is_guest(sender, meaning->from);
}

Decision
decide_words(const Meaning *meaning, const Sender *sender)
{
    Day patience = promised_day(meaning, sender);
    Reason doubt = decide_distrust(meaning, sender, meaning->partstat, false);
    Decision decision;
    if (doubt != REASON_NONE)
        return decision_review(meaning, doubt);
    if (is_promise(meaning, patience))
        decision = decision_plain(DECISION_NOTE, "says when they will know");
    else if (is_title(meaning, sender))
        decision = decision_plain(DECISION_NOTE, "sends a title");
    else if (is_material(meaning, sender))
        decision = decision_plain(DECISION_NOTE, "sends files for their session");
    else if (meaning->partstat == PARTSTAT_NONE || meaning->partstat == PARTSTAT_NEEDS_ACTION)
        decision = decision_review(meaning, REASON_UNCLEAR);
    else if (is_about_slot(meaning, sender))
        decision = decision_review(meaning, REASON_SLOT);
    else if (!meaning->sure || is_about_doubt(meaning, sender))
        decision = decision_review(meaning, REASON_UNSURE);
    else if (is_about_mail(meaning, sender))
        decision = decide_about_mail(meaning, sender);
    else
        decision = record_words(meaning, sender);
    decision.patience = patience;
    return decision;
}
