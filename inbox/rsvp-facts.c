/* See rsvp-facts.h. */
#include "inbox/rsvp-facts.h"

#include <string.h>
#include "inbox/rsvp-days.h"
#include "inbox/rsvp-language.h"
#include "inbox/rsvp-title.h"

#define ENGLISH "en"
/* A language is not that of the sentence if it knows less than one word in so many. */
#define KNOWN_SHARE 3
/* A phrase this long is not a coincidence in another language. */
#define LONG_PHRASE 3
/* A line that opens a letter's closing has at most so many words, and so has each line behind it. */
#define CLOSING_WORDS 6

static const Fact *
fact_at(const GArray *facts, guint index)
{
    return &g_array_index(facts, Fact, index);
}

/* Remarks stand beside other facts; all else excludes each other. */
static bool
is_remark(guint8 fact)
{
    return fact >= FACT_MONTH || fact == FACT_THEN || fact == FACT_PLAIN || fact == FACT_JOINT ||
           fact == FACT_LEAD || fact == FACT_ASKED || fact == FACT_IF || fact == FACT_ELSEWHEN ||
           fact == FACT_ASIDE || fact == FACT_UNREAL || fact == FACT_ME || fact == FACT_THEY ||
           fact == FACT_ASTRAY;
}

static void
split_sentences(Reading *reading)
{
    guint start = 0;
    for (guint at = 0; at <= reading->count; at++) {
        const Token *token = at < reading->count ? tokens_at(reading->tokens, at) : NULL;
        if (token && token->kind != TOKEN_STOP && token->kind != TOKEN_ASK)
            continue;
        Sentence sentence = {start, at, token && token->kind == TOKEN_ASK};
        if (at > start)
            g_array_append_val(reading->sentences, sentence);
        start = at + 1;
    }
}

static guint
count_words(const Tokens *tokens, guint start, guint end)
{
    guint words = 0;
    for (guint at = start; at < end; at++)
        words += tokens_at(tokens, at)->kind == TOKEN_WORD;
    return words;
}

/* Statements, and idioms that are none of them, before words alone, before all that only modifies. */
static int
rank(guint8 fact)
{
    switch (fact) {
    case FACT_YES:
    case FACT_NO:
    case FACT_MAYBE:
    case FACT_POLITE:
    case FACT_SAID:
        return 0;
    case FACT_BARE_YES:
    case FACT_BARE_NO:
    case FACT_BARE_MAYBE:
        return 1;
    default:
        return 2;
    }
}

/* A fact that may count, and its place among the others. */
typedef struct {
    guint64 order;
    const Fact *fact;
} Candidate;

/* More words first; of as many the closer ones; of those the weightier. */
static guint64
order_of(const Fact *fact)
{
    guint64 words = (guint64)__builtin_popcount(fact->mask), span = fact->end - fact->start;
    return (32 - words) << 48 | span << 32 | (guint64)rank(fact->fact) << 30 |
           (guint64)fact->start << 14 | (guint64)fact->fact << 6 | fact->language;
}

G_STATIC_ASSERT(FACT_LAST <= 1 << 8 && LEXICON_LANGUAGES_MAX <= 1 << 6);

static int
by_order(gconstpointer a, gconstpointer b)
{
    const Candidate *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

static int
by_place(gconstpointer a, gconstpointer b)
{
    const Fact *x = a, *y = b;
    if (x->start != y->start)
        return x->start - y->start;
    return x->end != y->end ? y->end - x->end : x->fact - y->fact;
}

static bool
is_free(const Reading *reading, const Fact *fact)
{
    for (guint i = 0; fact->mask >> i; i++)
        if ((fact->mask >> i & 1) && reading->roles[fact->start + i])
            return false;
    return true;
}

static void
cover(Reading *reading, const Fact *fact)
{
    for (guint i = 0; fact->mask >> i; i++)
        if ((fact->mask >> i & 1) && !reading->roles[fact->start + i])
            reading->roles[fact->start + i] = (guint8)(fact->fact + 1);
}

/* The chosen fact in which FACT, which goes on behind it, begins, where it says the same: "no, I can't" with "can't make
 * it". NULL: none. */
static Fact *
begun_by(const Reading *reading, const Fact *fact)
{
    if (fact->fact > FACT_MAYBE || reading->roles[fact->start] != fact->fact + 1)
        return NULL;
    for (guint i = 0; i < reading->facts->len; i++) {
        Fact *chosen = &g_array_index(reading->facts, Fact, i);
        if (chosen->fact == fact->fact && chosen->start < fact->start &&
            chosen->end > fact->start && chosen->end < fact->end)
            return chosen;
    }
    return NULL;
}

/* No other fact has words behind END. */
static bool
is_free_behind(const Reading *reading, const Fact *fact, guint end)
{
    for (guint i = end - fact->start; i < 32 && fact->mask >> i; i++)
        if ((fact->mask >> i & 1) && reading->roles[fact->start + i])
            return false;
    return true;
}

static void
choose(Reading *reading, GArray *candidates)
{
    g_array_sort(candidates, by_order);
    for (guint i = 0; i < candidates->len; i++) {
        const Fact *fact = g_array_index(candidates, Candidate, i).fact;
        if (fact->fact == FACT_NOT)
            reading->denials[fact->start] = true;
        if (is_remark(fact->fact))
            continue;
        Fact *begun = begun_by(reading, fact);
        if (begun && is_free_behind(reading, fact, begun->end)) {
            cover(reading, fact);
            begun->end = fact->end;
        } else if (is_free(reading, fact)) {
            cover(reading, fact);
            g_array_append_val(reading->facts, *fact);
        }
    }
    for (guint i = 0; i < candidates->len; i++) {
        const Fact *fact = g_array_index(candidates, Candidate, i).fact;
        if (!is_remark(fact->fact))
            continue;
        if (fact->fact != FACT_UNREAL && fact->fact != FACT_ME && fact->fact != FACT_THEY &&
            fact->fact != FACT_SPAN && fact->fact != FACT_AGREE && fact->fact != FACT_TIME &&
            fact->fact != FACT_NAME && fact->fact != FACT_COMING && fact->fact != FACT_PAST)
            cover(reading, fact);
        g_array_append_val(reading->remarks, *fact);
    }
}

/* False where English alone was chosen for a sentence of several words, and has no phrase for it:
 * "non so". */
static bool
says_anything(const Matches *matches, const Sentence *sentence, guint english, guint32 languages)
{
    if (languages != (1u << LANGUAGE_COMMON | 1u << english) || sentence->end - sentence->start < 2)
        return true;
    for (guint i = 0; i < matches->facts->len; i++) {
        const Fact *fact = fact_at(matches->facts, i);
        if (fact->language == english && fact->start >= sentence->start &&
            fact->start < sentence->end && !is_remark(fact->fact))
            return true;
    }
    return false;
}

/* What is said in the languages of its sentence (Candidate). */
static GArray *
understandable(const Reading *reading, const Matches *matches)
{
    guint16 mail[LEXICON_LANGUAGES_MAX], here[LEXICON_LANGUAGES_MAX];
    GArray *candidates = g_array_sized_new(FALSE, FALSE, sizeof(Candidate), matches->facts->len);
    guint next = matches->facts->len, english = 0;
    while (reading->languages[english] && strcmp(reading->languages[english], ENGLISH) != 0)
        english++;
    language_count(matches, 0, reading->count, mail);
    for (guint i = 0; i < reading->sentences->len; i++) {
        const Sentence *sentence = &g_array_index(reading->sentences, Sentence, i);
        language_count(matches, sentence->start, sentence->end, here);
        guint32 languages = languages_spoken(here, mail, english);
        if (!says_anything(matches, sentence, english, languages))
            languages |= languages_tied(here);
        guint16 best = language_most(here);
        guint words = count_words(reading->tokens, sentence->start, sentence->end);
        for (; next > 0 && fact_at(matches->facts, next - 1)->start < sentence->end; next--) {
            const Fact *fact = fact_at(matches->facts, next - 1);
            bool spoken = languages >> fact->language & 1 ||
                          (fact->weight >= LONG_PHRASE && here[fact->language] * 2 >= best);
            if (fact->end > reading->count)
                continue; /* it would take in words of the closing */
            if (fact->language != LANGUAGE_COMMON && here[fact->language] * KNOWN_SHARE < words)
                continue; /* another language, of which there is no file */
            Candidate candidate = {order_of(fact), fact};
            if (fact->start >= sentence->start && spoken)
                g_array_append_val(candidates, candidate);
        }
    }
    return candidates;
}

static guint
line_words(const Tokens *tokens, guint count, guint at)
{
    guint words = 0;
    for (guint i = at; i < count && (i == at || !tokens_at(tokens, i)->line); i++)
        words += !token_is_break(tokens_at(tokens, i));
    return words;
}

/* Where "Kind regards" stands on a line of its own with only a few short lines behind it. */
static guint
find_closing(const Matches *matches, const Tokens *tokens)
{
    guint closing = matches->count;
    for (guint i = 0; i < matches->facts->len; i++) {
        const Fact *fact = fact_at(matches->facts, i);
        if (fact->fact != FACT_SIGNOFF || !tokens_at(tokens, fact->start)->line || fact->start == 0)
            continue;
        bool short_lines = true;
        for (guint at = fact->start; at < closing && short_lines; at++)
            short_lines =
                !tokens_at(tokens, at)->line || line_words(tokens, closing, at) <= CLOSING_WORDS;
        if (short_lines)
            closing = fact->start;
    }
    return closing;
}

/* "¿Dónde es?" and "何時ですか" without a question mark; and questions that are none. */
static void
mark_questions(Reading *reading)
{
    for (guint i = 0; i < reading->sentences->len; i++) {
        Sentence *sentence = &g_array_index(reading->sentences, Sentence, i);
        if (reading_find(reading->facts, FACT_QUESTION, sentence->start, sentence->end))
            sentence->asked = true;
        else if (reading_find(reading->remarks, FACT_ASKED, sentence->start, sentence->end))
            sentence->asked = false;
    }
}

/* The months that our subject names, a bit each. */
static guint32
months_of(const GArray *facts)
{
    guint32 months = 0;
    for (guint i = 0; i < facts->len; i++)
        if (fact_at(facts, i)->fact == FACT_MONTH)
            months |= 1u << fact_at(facts, i)->value;
    return months;
}

/* The days that it names, all of one month; 0 where they are not known to be. */
static guint32
days_of(const GArray *facts, const Tokens *subject, guint32 months)
{
    Days days = {0};
    for (guint at = 0; at < subject->list->len; at++)
        if (tokens_at(subject, at)->kind == TOKEN_NUMBER)
            days_add(&days, subject, facts, at, months ? __builtin_ctz(months) : 0);
    bool one = months && !(months & (months - 1));
    return one ? days.single | days.spans : 0;
}

/* When the meeting is, out of our subject: asked only where the words name a month or have a number. */
static void
date_meeting(Reading *reading, const Lexicon *tables, const Tokens *subject)
{
    bool dated = reading_find(reading->remarks, FACT_MONTH, 0, reading->count);
    for (guint at = 0; !dated && at < reading->count; at++)
        dated = tokens_at(reading->tokens, at)->kind == TOKEN_NUMBER;
    if (!subject || !dated)
        return;
    g_autoptr(Matches) matches = matches_new(tables, subject, NULL);
    reading->months = months_of(matches->facts);
    reading->days = days_of(matches->facts, subject, reading->months);
}

Reading *
reading_new(const Lexicon *tables, const char *text, const char *subject)
{
    Reading *reading = g_new0(Reading, 1);
    reading->tokens = tokens_new(text);
    g_autoptr(Tokens) place = subject ? tokens_new(subject) : NULL;
    g_autoptr(Matches) matches = matches_new(tables, reading->tokens, place);
    reading->languages = tables->languages;
    reading->verb_last = tables->verb_last;
    reading->count = find_closing(matches, reading->tokens);
    reading->whole = matches->whole && reading->count < MATCH_TOKENS_MAX;
    reading->sentences = g_array_new(FALSE, FALSE, sizeof(Sentence));
    reading->facts = g_array_sized_new(FALSE, FALSE, sizeof(Fact), 32);
    reading->remarks = g_array_sized_new(FALSE, FALSE, sizeof(Fact), 64);
    reading->here = g_steal_pointer(&matches->here);
    reading->denials = g_new0(bool, reading->tokens->list->len + 1);
    reading->muted = g_new0(bool, reading->tokens->list->len + 1);
    reading->titled = g_new0(bool, reading->tokens->list->len + 1);
    reading->roles = g_new0(guint8, reading->tokens->list->len + 1);
    split_sentences(reading);
    g_autoptr(GArray) candidates = understandable(reading, matches);
    choose(reading, candidates);
    g_array_sort(reading->facts, by_place);
    g_array_sort(reading->remarks, by_place);
    mark_questions(reading);
    date_meeting(reading, tables, place);
    title_mark(reading);
    return reading;
}

void
reading_free(Reading *reading)
{
    if (!reading)
        return;
    tokens_free(reading->tokens);
    g_array_unref(reading->sentences);
    g_array_unref(reading->facts);
    g_array_unref(reading->remarks);
    g_free(reading->here);
    g_free(reading->denials);
    g_free(reading->muted);
    g_free(reading->titled);
    g_free(reading->roles);
    g_free(reading);
}

/* All its words belong to statements or idioms. */
static bool
is_explained(const Reading *reading, const Fact *fact)
{
    for (guint i = 0; fact->mask >> i; i++)
        if ((fact->mask >> i & 1) && rank((guint8)(reading->roles[fact->start + i] - 1)) > 0)
            return false;
    return true;
}

/* A sentence that is but an "if" has no condition: "Si." is "Sí." without its accent. */
static bool
is_all_of_its_sentence(const Reading *reading, const Fact *fact)
{
    const Sentence *sentence = reading_sentence(reading, fact->start);
    return fact->start == sentence->start && fact->end >= sentence->end;
}

const Fact *
reading_condition(const Reading *reading, guint start, guint end)
{
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = fact_at(reading->remarks, i);
        if (fact->fact == FACT_IF && fact->start >= start && fact->start < end &&
            !is_explained(reading, fact) && !is_all_of_its_sentence(reading, fact))
            return fact;
    }
    return NULL;
}

bool
reading_is_then(const Reading *reading, const Fact *fact)
{
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *then = fact_at(reading->remarks, i);
        if (then->fact == FACT_THEN && then->start <= fact->start && then->end > fact->end)
            return true;
    }
    return false;
}

const Sentence *
reading_sentence(const Reading *reading, guint at)
{
    for (guint i = 0; i < reading->sentences->len; i++) {
        const Sentence *sentence = &g_array_index(reading->sentences, Sentence, i);
        if (at < sentence->end)
            return sentence;
    }
    g_assert_not_reached();
}

void
reading_mute(Reading *reading, gsize start, gsize end)
{
    for (guint i = 0; i < reading->count; i++) {
        const Token *token = tokens_at(reading->tokens, i);
        if (token->start >= start && token->start < end)
            reading->muted[i] = true;
    }
}

static bool
parts_clauses(const Reading *reading, guint at)
{
    return token_is_break(tokens_at(reading->tokens, at)) ||
           reading->roles[at] == FACT_CONTRAST + 1;
}

void
reading_clause(const Reading *reading, guint at, guint *ret_start, guint *ret_end)
{
    const Sentence *sentence = reading_sentence(reading, at);
    guint start = at, end = at;
    while (start > sentence->start && !parts_clauses(reading, start - 1))
        start--;
    while (end < sentence->end && !parts_clauses(reading, end))
        end++;
    *ret_start = start;
    *ret_end = end;
}

const Fact *
reading_find(const GArray *facts, FactKind kind, guint start, guint end)
{
    for (guint i = 0; i < facts->len; i++) {
        const Fact *fact = fact_at(facts, i);
        if (fact->fact == kind && fact->start >= start && fact->start < end)
            return fact;
    }
    return NULL;
}

char *
reading_text(const Reading *reading, guint start, guint end, gsize limit)
{
    while (end > start && token_is_break(tokens_at(reading->tokens, end - 1)))
        end--;
    while (start < end && token_is_break(tokens_at(reading->tokens, start)))
        start++;
    if (start >= end)
        return g_strdup("");
    GString *words = g_string_new(NULL);
    const char *p = reading->tokens->text + tokens_at(reading->tokens, start)->start;
    const char *stop = reading->tokens->text + tokens_at(reading->tokens, end - 1)->end;
    for (; p < stop; p = g_utf8_next_char(p)) {
        bool blank = g_ascii_isspace(*p);
        gsize length = (gsize)(g_utf8_next_char(p) - p);
        if (words->len + length > limit)
            break;
        if (!blank)
            g_string_append_len(words, p, (gssize)length);
        else if (words->len && words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    }
    return g_strchomp(g_string_free(words, FALSE));
}
