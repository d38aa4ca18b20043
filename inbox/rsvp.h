/* RSVP: from the newly written words of a reply to its meaning: who comes, whether that is sure, why,
 * what else was said, and which of our questions were answered. Plain words never give DELEGATED:
 * somebody else coming instead is DECLINED with details.delegate. What is not understood to the end is
 * not sure; then partstat is the best guess, or NONE. Pure and deterministic; time is linear in the
 * text, of which the first 32 KiB, or 6000 words, count; of a longer one nothing is sure.
 *
 * How it works: rsvp-tokens cuts the words, rsvp-match finds the phrases of words/ in them,
 * rsvp-facts chooses those that count, rsvp-vote weighs each with what stands around it,
 * rsvp-decide lets them agree; rsvp-form reads lines like "Dinner: yes", rsvp-details the rest. */
#ifndef CONVOKE_INBOX_RSVP_H
#define CONVOKE_INBOX_RSVP_H

#include "inbox/meaning.h"

typedef struct {
    const char *reply; /* the newly written words */
    /* NULL or "": none. "Re: …" is ours and says nothing; another one speaks where nothing is
     * written below it ("Subject: Yes, I'll come") */
    const char *subject;
    /* the whole body with quoted lines marked "> "; tells which of our questions a line answers;
     * NULL: unknown */
    const char *body;
    /* when the meeting is: its months, bit 1 is January, and where that is one its days, bit 1 is the first; where "Re: …"
     * names days, these count. 0: unknown */
    guint32 months, days;
} RsvpText;

/* Fills partstat, sure, why, words, rule, details, answer_keys and answer_values of MEANING, in which
 * these are still empty. Whose questions they answer is not known here: every number and short label of a
 * form is a key. */
void rsvp_read(const RsvpText *text, Meaning *meaning);

/* Of MEANING, which rsvp_read has filled, nothing is believed, since the words go on where they were not read: what is
 * missing may take back what was said, and be an answer where nothing was. Also what promises one, and what needs none, is
 * in doubt then. */
void rsvp_doubt(Meaning *meaning);

/* True for a rule by which a word alone decided ("yes", "correct", "wrong"): it answers what was asked last, whatever that
 * was. RULE is that of a Meaning; NULL is none. */
bool rsvp_rule_is_bare(const char *rule);

/* True for a rule by which a no may be to a time in the agenda alone, where we wrote of one: sure or not. */
bool rsvp_rule_is_timed(const char *rule);

/* True for the rule by which nothing was said about coming, not even by half. */
bool rsvp_rule_is_silent(const char *rule);

#endif
