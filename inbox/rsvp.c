/* See rsvp.h. */
#include "inbox/rsvp.h"

#include <string.h>
#include "event/id.h"
#include "inbox/rsvp-choice.h"
#include "inbox/rsvp-decide.h"
#include "inbox/rsvp-details.h"
#include "inbox/rsvp-form.h"
#include "inbox/rsvp-vote.h"

#define WORDS_MAX 200
/* "Diet", "Arrival time" are names of questions, "Will you join us for dinner?" is none. */
#define QUESTION_NAME_MAX 24
/* "Re:", "Fwd:", "Antw:": longer words before a colon were written by a person. */
#define REPLY_MARK_MAX 6

/* The answer is of words that are all understood, beside the question, none is a name, and it is no mere day: "both", "me",
 * but not "Monday" or "later". */
static bool
is_choice(const FormLine *line)
{
    bool label = !g_str_has_suffix(line->question, "?"), words = false;
    g_autofree char *all = g_strconcat(line->question, label ? ": " : " ", line->answer, NULL);
    gsize answer = strlen(all) - strlen(line->answer);
    g_autoptr(Reading) reading = reading_new(&lexicon, all, NULL);
    guint start = 0;
    while (start < reading->count && tokens_at(reading->tokens, start)->start < answer)
        start++;
    static const FactKind others[] = {FACT_PART, FACT_PARTIAL, FACT_MONTH};
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (reading_find(reading->remarks, others[i], start, reading->count))
            return false;
    for (guint at = start; at < reading->count; at++) {
        if (token_is_break(tokens_at(reading->tokens, at)))
            continue;
        if (!reading->roles[at] || reading->roles[at] == FACT_POLITE + 1 ||
            (tokens_at(reading->tokens, at)->capital &&
             reading_find(reading->remarks, FACT_NAME, at, at + 1)))
            return false;
        words |= tokens_at(reading->tokens, at)->kind == TOKEN_WORD;
    }
    return words && reading_is_closed(reading, start, reading->count);
}

/* What stands behind "Not coming:" is a guess, unless it says no in a whole sentence. */
static Conclusion
doubt_denied(const Conclusion *answer)
{
    if (answer->partstat == PARTSTAT_DECLINED && !rsvp_rule_is_bare(answer->rule))
        return *answer;
    return (Conclusion){.partstat = answer->partstat == PARTSTAT_ACCEPTED ? PARTSTAT_DECLINED
                                                                          : PARTSTAT_NONE};
}

/* What the form's line about coming says: its own words decide, and "both days" is a yes there, or a mark. */
static Conclusion
read_answer(const FormLine *line, char **ret_words)
{
    g_autoptr(Reading) reading = reading_new(&lexicon, line->answer, NULL);
    bool chosen = !choice_mute(reading);
    Conclusion decision = reading_decide(reading);
    *ret_words = reading_text(reading, 0, reading->count, WORDS_MAX);
    bool filled = line->marked && *line->question;
    if (filled || (chosen && decision.partstat == PARTSTAT_NONE && is_choice(line)))
        decision = (Conclusion){.partstat = PARTSTAT_ACCEPTED, .sure = true};
    if (line->denied)
        decision = doubt_denied(&decision);
    decision.sure &= !strstr(line->answer, ": "); /* "Ben. Not coming: Ann" */
    decision.rule = "answer in a form";
    decision.open = false; /* the line names it */
    return decision;
}

/* Where the form and the running words both answer, they must agree. */
static Conclusion
combine(Conclusion words, Conclusion form)
{
    if (words.partstat == PARTSTAT_NONE || words.partstat == form.partstat)
        return form;
    if (!words.sure)
        return form;
    form.sure = false;
    form.rule = "contradiction";
    return form;
}

static Conclusion
read_form(GPtrArray *form, Conclusion decision, char **ret_words)
{
    for (guint i = 0; i < form->len; i++) {
        const FormLine *line = form->pdata[i];
        if (line->kind != FORM_COMING || !*line->answer)
            continue;
        g_free(*ret_words);
        decision = combine(decision, read_answer(line, ret_words));
    }
    return decision;
}

/* What is said below quoted words that ask for no answer may be about these alone: "I can't make it then", below a
 * line of the agenda. It decides nothing that the other words do not say. */
static Conclusion
doubt_beside(Reading *reading, const GPtrArray *form, Conclusion decision)
{
    bool any = false;
    for (guint i = 0; i < form->len; i++) {
        const FormLine *line = form->pdata[i];
        if (line->kind != FORM_BESIDE)
            continue;
        reading_mute(reading, line->start, line->end);
        any = true;
    }
    if (!any || !decision.sure)
        return decision;
    Conclusion others = reading_decide(reading);
    if (others.sure && others.partstat == decision.partstat)
        return decision;
    decision.sure = decision.open = false;
    decision.rule = "below other words of ours";
    return decision;
}

/* A "no", and nothing more, at the end of a mail that asks for allergies, too, may answer that. */
static bool
is_below_questions(const Reading *reading, const GPtrArray *form, const Conclusion *decision)
{
    gsize at = tokens_at(reading->tokens, decision->start)->start;
    for (guint i = 0; i < form->len; i++) {
        const FormLine *line = form->pdata[i];
        if (line->kind == FORM_BELOW && at >= line->start && at < line->end)
            return decision->partstat == PARTSTAT_DECLINED &&
                   reading_is_closed(reading, 0, reading->count);
    }
    return false;
}

/* A word alone is no answer to the invitation where it is one of several, or answers one of several questions. */
static Conclusion
doubt_list(const Reading *reading, const GPtrArray *form, Conclusion decision)
{
    if (!decision.sure || !rsvp_rule_is_bare(decision.rule))
        return decision;
    bool list = choice_is_list(reading, decision.partstat);
    if (list || is_below_questions(reading, form, &decision)) {
        decision.sure = decision.open = false;
        decision.rule = list ? "one of several answers" : "below several questions";
    }
    return decision;
}

/* The question that LINE answers: its number, else its name if it is short enough to be one; NULL. */
static char *
answer_key(const FormLine *line)
{
    if (line->number)
        return g_strdup_printf("%d", line->number);
    return strlen(line->question) <= QUESTION_NAME_MAX ? id_suggest(line->question) : NULL;
}

static void
answers_read(const GPtrArray *form, Meaning *meaning)
{
    for (guint i = 0; i < form->len; i++) {
        const FormLine *line = form->pdata[i];
        g_autofree char *key = *line->answer ? answer_key(line) : NULL;
        bool coming = line->kind == FORM_COMING && !line->number;
        if (!key || coming || line->kind >= FORM_BESIDE)
            continue;
        g_ptr_array_add(meaning->answer_keys, g_steal_pointer(&key));
        g_ptr_array_add(meaning->answer_values, g_strdup(line->answer));
    }
}

/* "Re: Invitation" is our own subject; anything else was written by the sender. */
static bool
is_senders(const char *subject)
{
    const char *colon = subject ? strpbrk(subject, ":：") : NULL;
    return subject && *subject && !(colon && colon - subject <= REPLY_MARK_MAX);
}

static bool
is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

/* Our subject names the days of the mail that is answered; the sender's own none of ours. */
static void
date_reading(Reading *reading, const RsvpText *text)
{
    if (is_senders(text->subject))
        reading->days = 0;
    if (!reading->days && text->months) {
        reading->months = text->months;
        reading->days = text->days;
    }
}

void
rsvp_read(const RsvpText *text, Meaning *meaning)
{
    bool subject_alone = is_blank(text->reply) && is_senders(text->subject);
    const char *said = subject_alone ? text->subject : text->reply;
    g_autofree char *reply = tokens_compose(said);
    g_autofree char *body = text->body ? tokens_compose(text->body) : NULL;
    const RsvpText composed = {.reply = reply, .subject = text->subject, .body = body};
    g_autoptr(Reading) reading = reading_new(&lexicon, reply, text->subject);
    choice_mute(reading);
    g_autoptr(GPtrArray) form = form_read(&composed);
    date_reading(reading, text);
    for (guint i = 0; i < form->len; i++) {
        const FormLine *line = form->pdata[i];
        if (line->kind < FORM_BESIDE)
            reading_mute(reading, line->start, line->end);
    }
    Conclusion decision = doubt_beside(reading, form, reading_decide(reading));
    decision = doubt_list(reading, form, decision);
    char *words = reading_text(reading, decision.start, decision.end, WORDS_MAX);
    decision = read_form(form, decision, &words);
    details_read(reading, &decision, &meaning->details);
    meaning->partstat = decision.partstat;
    bool whole = reading->whole && !(said && strlen(said) > TOKENS_TEXT_MAX);
    meaning->sure = decision.sure;
    meaning->open = decision.open;
    meaning->why =
        g_strdup_printf("\"%s\" (%s%s%s)", words, decision.rule, decision.language ? ", " : "",
                        decision.language ? decision.language : "");
    meaning->words = words;
    meaning->rule = g_strdup(decision.rule);
    answers_read(form, meaning);
    if (!whole)
        rsvp_doubt(meaning);
}

void
rsvp_doubt(Meaning *meaning)
{
    meaning->sure = meaning->open = false;
    g_clear_pointer(&meaning->details.promise, g_free);
    if (meaning->partstat == PARTSTAT_NONE)
        meaning_explain(meaning, NULL, NULL, "cut off");
}

bool
rsvp_rule_is_silent(const char *rule)
{
    return g_strcmp0(rule, "nothing about coming") == 0;
}

bool
rsvp_rule_is_timed(const char *rule)
{
    return g_strcmp0(rule, "no to a time") == 0 || g_strcmp0(rule, "a day or an hour") == 0;
}

bool
rsvp_rule_is_bare(const char *rule)
{
    static const char *const rules[] = {"yes alone", "no alone", "maybe alone", "agrees", NULL};
    return rule && g_strv_contains(rules, rule);
}
