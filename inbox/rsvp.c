/* See rsvp.h. */
#include "inbox/rsvp.h"

#include <string.h>
#include "inbox/rsvp-decide.h"
#include "inbox/rsvp-details.h"
#include "inbox/rsvp-form.h"
#include "inbox/rsvp-vote.h"

#define WORDS_MAX 200

/* What the form's line about coming says: its own words decide, and "both days" is a yes there. */
static Decision
read_answer(const FormLine *line, char **ret_words)
{
    g_autoptr(Reading) reading = reading_new(&lexicon, line->answer, NULL);
    Decision decision = reading_decide(reading);
    *ret_words = reading_text(reading, 0, reading->count, WORDS_MAX);
    if (decision.partstat == PARTSTAT_NONE && reading->count &&
        reading_is_closed(reading, 0, reading->count))
        decision = (Decision){.partstat = PARTSTAT_ACCEPTED, .sure = true};
    decision.rule = "answer in a form";
    return decision;
}

/* Where the form and the running words both answer, they must agree. */
static Decision
combine(Decision words, Decision form)
{
    if (words.partstat == PARTSTAT_NONE || words.partstat == form.partstat)
        return form;
    if (!words.sure)
        return form;
    form.sure = false;
    form.rule = "contradiction";
    return form;
}

static Decision
read_form(GPtrArray *form, Reading *reading, Decision decision, char **ret_words)
{
    for (guint i = 0; i < form->len; i++) {
        const FormLine *line = form->pdata[i];
        if (line->kind != FORM_COMING || !*line->answer)
            continue;
        g_free(*ret_words);
        decision = combine(decision, read_answer(line, ret_words));
    }
    (void)reading;
    return decision;
}

/* "Re: Invitation" is our own subject; anything else was written by the sender. */
static bool
is_own_subject(const char *subject)
{
    const char *colon = subject ? strpbrk(subject, ":：") : NULL;
    return subject && *subject && !(colon && colon - subject <= 6);
}

void
rsvp_read(const RsvpText *text, Meaning *meaning)
{
    g_autofree char *reply = tokens_compose(text->reply);
    g_autofree char *body = text->body ? tokens_compose(text->body) : NULL;
    const RsvpText composed = {reply, text->subject, body, text->questions};
    g_autoptr(Reading) reading = reading_new(&lexicon, reply, text->subject);
    g_autoptr(GPtrArray) form = form_read(&composed);
    for (guint i = 0; i < form->len; i++) {
        const FormLine *line = form->pdata[i];
        reading_mute(reading, line->start, line->end);
    }
    Decision decision = reading_decide(reading);
    char *words = reading_text(reading, decision.start, decision.end, WORDS_MAX);
    decision = read_form(form, reading, decision, &words);
    details_read(reading, &decision, &meaning->details);
    meaning->partstat = decision.partstat;
    meaning->sure = decision.sure;
    meaning->why =
        g_strdup_printf("\"%s\" (%s%s%s)", words, decision.rule, decision.language ? ", " : "",
                        decision.language ? decision.language : "");
    meaning->words = words;
    meaning->rule = g_strdup(decision.rule);
    (void)is_own_subject;
}
