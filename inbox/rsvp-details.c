/* See rsvp-details.h. */
#include "inbox/rsvp-details.h"

#include "inbox/rsvp-title.h"

/* Longest text of one detail. */
#define DETAIL_MAX 200

typedef struct {
    const Reading *reading;
    const Conclusion *decision;
    Details *details;
} Finder;

/* What the detail may stand in, and which answers it goes with. */
typedef struct {
    FactKind fact;
    bool with_yes, with_no, with_maybe, with_none;
    bool asked; /* also in a question */
    bool plain; /* not behind an "if" */
} DetailRule;

static const DetailRule rules[] = {
    {FACT_PARTIAL, true, false, true, false, false, true},
    {FACT_REMOTE, true, false, true, false, false, true},
    {FACT_GUESTS, true, false, true, false, true, false},
    {FACT_DELEGATE, false, true, false, false, false, false},
    {FACT_PROMISE, false, false, true, true, false, false},
    {FACT_TOPIC, true, true, true, true, true, false},
    {FACT_TITLE, true, true, true, true, false, false},
    {FACT_TITLED, true, true, true, true, false, false},
    {FACT_DIET, true, false, true, true, true, false},
    {FACT_ARRIVAL, true, false, true, false, false, true},
    {FACT_DEPARTURE, true, false, true, false, false, true},
};

static bool
goes_with(const DetailRule *rule, Partstat partstat)
{
    switch (partstat) {
    case PARTSTAT_ACCEPTED:
        return rule->with_yes;
    case PARTSTAT_DECLINED:
        return rule->with_no;
    case PARTSTAT_TENTATIVE:
        return rule->with_maybe;
    default:
        return rule->with_none;
    }
}

/* "Diet: vegan": what stands behind the colon, to the end of the sentence, where FACT is all of its clause, which begins at
 * START. New; NULL = it is no label. */
static char *
labelled_text(const Reading *reading, const Fact *fact, guint start)
{
    const Sentence *sentence = reading_sentence(reading, fact->start);
    guint at = fact->end;
    if (token_is_break(tokens_at(reading->tokens, at - 1)))
        at--; /* the phrase has the colon in it */
    if (fact->start != start || at + 1 >= sentence->end ||
        reading->tokens->text[tokens_at(reading->tokens, at)->start] != ':')
        return NULL;
    return reading_text(reading, at + 1, sentence->end, DETAIL_MAX);
}

/* The clause of a fact, in the sender's words; or what it is the label of. */
static char *
clause_text(const Reading *reading, const Fact *fact)
{
    guint start, end, last_start, last_end;
    reading_clause(reading, fact->start, &start, &end);
    reading_clause(reading, fact->end - 1u, &last_start, &last_end);
    end = MAX(end, last_end);
    bool label = fact->fact == FACT_DIET || fact->fact == FACT_ARRIVAL ||
                 fact->fact == FACT_DEPARTURE || fact->fact == FACT_TOPIC;
    char *value = label ? labelled_text(reading, fact, start) : NULL;
    return value ? value : reading_text(reading, start, end, DETAIL_MAX);
}

static char **
text_of(Details *details, FactKind fact)
{
    switch (fact) {
    case FACT_PARTIAL:
        return &details->partial;
    case FACT_DELEGATE:
        return &details->delegate;
    case FACT_PROMISE:
        return &details->promise;
    case FACT_TOPIC:
        return &details->topic;
    case FACT_TITLE:
    case FACT_TITLED:
        return &details->title;
    case FACT_DIET:
        return &details->diet;
    case FACT_ARRIVAL:
        return &details->arrival;
    case FACT_DEPARTURE:
        return &details->departure;
    default:
        return NULL;
    }
}

/* "If my visa arrives" says nothing about the guest's arrival. */
static bool
is_uncertain(const Reading *reading, const Fact *fact)
{
    guint start, end;
    reading_clause(reading, fact->start, &start, &end);
    return reading_condition(reading, start, end) ||
           reading_find(reading->facts, FACT_PENDING, start, end) ||
           reading_find(reading->remarks, FACT_ELSEWHEN, start, end);
}

/* Words about the same that mean something else: who comes late does so to all of it, a journey before
 * the meeting is none from it, and "check with my wife" brings nobody. */
static bool
is_other(const Reading *reading, const Fact *fact)
{
    guint start, end;
    reading_clause(reading, fact->start, &start, &end);
    switch (fact->fact) {
    case FACT_PARTIAL:
        return reading_find(reading->remarks, FACT_ARRIVAL, start, end) ||
               reading_find(reading->remarks, FACT_DEPARTURE, start, end);
    case FACT_ARRIVAL:
    case FACT_DEPARTURE:
        return reading_find(reading->facts, FACT_AWAY, start, end) ||
               reading_find(reading->facts, FACT_CONFLICT, start, end);
    case FACT_GUESTS:
        return reading->roles[fact->start] == FACT_PENDING + 1;
    default:
        return false;
    }
}

static void
take(const Finder *finder, const DetailRule *rule, const Fact *fact)
{
    const Sentence *sentence = reading_sentence(finder->reading, fact->start);
    if ((sentence->asked && !rule->asked) ||
        tokens_at(finder->reading->tokens, fact->start)->quoted)
        return;
    if (is_other(finder->reading, fact))
        return;
    if (rule->plain && is_uncertain(finder->reading, fact))
        return;
    if (fact->fact == FACT_REMOTE)
        finder->details->remote = true;
    else if (fact->fact == FACT_GUESTS)
        finder->details->guests = MAX(finder->details->guests, fact->value);
    else {
        char **text = text_of(finder->details, fact->fact);
        if (!*text)
            *text = text == &finder->details->title
                        ? title_announced(finder->reading, fact, DETAIL_MAX)
                        : clause_text(finder->reading, fact);
    }
}

/* The clause behind an "if", or what the answer depends on. */
static void
take_condition(const Finder *finder)
{
    const Reading *reading = finder->reading;
    const Fact *fact = NULL;
    if (finder->decision->partstat == PARTSTAT_TENTATIVE) {
        fact = reading_find(reading->remarks, FACT_CONDITION, 0, reading->count);
        if (!fact && finder->decision->conditional)
            fact = reading_condition(reading, 0, reading->count);
    } else if (finder->decision->partstat == PARTSTAT_NONE)
        fact = reading_lone_condition(reading, 0);
    if (fact)
        finder->details->condition = clause_text(reading, fact);
}

void
details_read(const Reading *reading, const Conclusion *decision, Details *details)
{
    Finder finder = {reading, decision, details};
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        for (gsize j = 0; j < G_N_ELEMENTS(rules); j++)
            if (rules[j].fact == fact->fact && goes_with(&rules[j], decision->partstat))
                take(&finder, &rules[j], fact);
    }
    take_condition(&finder);
    for (guint i = 0; i < reading->sentences->len; i++) {
        const Sentence *sentence = &g_array_index(reading->sentences, Sentence, i);
        details->question |= sentence->asked && !reading->muted[sentence->start];
    }
}
