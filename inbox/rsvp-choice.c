/* See rsvp-choice.h. */
#include "inbox/rsvp-choice.h"

#include <string.h>
#include "event/answer.h"

/* "With reservations": an option has few words, or glyphs. */
#define OPTION_WORDS 2
#define OPTION_GLYPHS 6

static const Fact *
fact_at(const Reading *reading, guint index)
{
    return &g_array_index(reading->facts, Fact, index);
}

/* "I" in FACT's own words. */
static bool
has_me(const Reading *reading, const Fact *fact)
{
    const Fact *me = reading_find(reading->remarks, FACT_ME, fact->start, fact->end);
    return me && me->language == fact->language;
}

/* NONE: no option; a choice is offered in no sentence with "I". */
static Partstat
option_of(const Reading *reading, const Fact *fact)
{
    bool glyph = tokens_at(reading->tokens, fact->start)->glyph;
    if (fact->end - fact->start > (glyph ? OPTION_GLYPHS : OPTION_WORDS) || has_me(reading, fact))
        return PARTSTAT_NONE;
    switch (fact->fact) {
    case FACT_YES:
    case FACT_BARE_YES:
        return PARTSTAT_ACCEPTED;
    case FACT_NO:
    case FACT_BARE_NO:
        return PARTSTAT_DECLINED;
    case FACT_MAYBE:
    case FACT_BARE_MAYBE:
    case FACT_HEDGE:
        return PARTSTAT_TENTATIVE;
    default:
        return PARTSTAT_NONE;
    }
}

/* "・" of "出席・欠席". */
static bool
is_dot(const Reading *reading, guint at)
{
    return g_str_equal(tokens_key(reading->tokens, at), "・");
}

/* Between two options stands no word; RET_LOOSE: but a comma or the end of a sentence does, as between two answers. */
static bool
is_beside(const Reading *reading, guint from, guint to, bool *ret_loose)
{
    for (guint at = from; at < to; at++) {
        const Token *token = tokens_at(reading->tokens, at);
        if (!token_is_break(token) && token->kind != TOKEN_SIGN && !is_dot(reading, at))
            return false;
        gunichar mark = g_utf8_get_char(reading->tokens->text + token->start);
        *ret_loose |= mark < 0x80 ? strchr(",.;:!?", (int)mark) != NULL
                                  : mark == 0x3001 || mark == 0x3002 || mark == 0xff0c;
    }
    return true;
}

static bool
is_edge(const Reading *reading, guint at)
{
    return at >= reading->count || token_is_break(tokens_at(reading->tokens, at)) ||
           tokens_at(reading->tokens, at)->kind == TOKEN_SIGN ||
           tokens_at(reading->tokens, at)->line;
}

static bool
begins_item(const Reading *reading, guint at)
{
    return at == 0 || tokens_at(reading->tokens, at)->line || is_edge(reading, at - 1);
}

/* How many of the facts from FIRST on are a choice; 0 = none. */
static guint
count_options(const Reading *reading, guint first)
{
    guint seen = 0, next = first, end = fact_at(reading, first)->start;
    bool loose = false;
    if (!begins_item(reading, end))
        return 0;
    for (; next < reading->facts->len; next++) {
        const Fact *fact = fact_at(reading, next);
        Partstat option = option_of(reading, fact);
        if (option == PARTSTAT_NONE || seen >> option & 1 ||
            (next > first && !is_beside(reading, end, fact->start, &loose)))
            break;
        seen |= 1u << option;
        end = fact->end;
    }
    guint count = next - first;
    return is_edge(reading, end) && (count > 2 || (count == 2 && !loose)) ? count : 0;
}

/* "出席　欠席": where glyphs are not parted a word for coming is an option only if a blank or a dot stands behind it. */
static bool
follows_label(const Reading *reading, const Fact *fact)
{
    const Tokens *tokens = reading->tokens;
    guint end = fact->start;
    if (end > 0 && is_dot(reading, end - 1))
        end--;
    else if (end == 0 || !tokens_at(tokens, end)->glyph ||
             token_is_break(tokens_at(tokens, end - 1)) ||
             tokens_at(tokens, end - 1)->end == tokens_at(tokens, end)->start)
        return false;
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *label = &g_array_index(reading->remarks, Fact, i);
        if (label->fact == FACT_ASK_COMING && label->end == end &&
            begins_item(reading, label->start))
            return true;
    }
    return false;
}

bool
choice_mute(Reading *reading)
{
    bool muted = false;
    for (guint i = 0; i < reading->facts->len; i++) {
        const Fact *first = fact_at(reading, i);
        guint count = count_options(reading, i);
        if (option_of(reading, first) == PARTSTAT_DECLINED && is_edge(reading, first->end) &&
            follows_label(reading, first))
            count = MAX(count, 1);
        for (guint k = i; k < i + count; k++) {
            Fact *option = &g_array_index(reading->facts, Fact, k);
            option->fact = FACT_PLAIN;
            memset(reading->roles + option->start, FACT_PLAIN + 1,
                   (gsize)(option->end - option->start));
        }
        muted |= count > 0;
    }
    return muted;
}

/* Where the line, or the clause, that token AT stands in ends. */
static guint
item_end(const Reading *reading, guint at, bool clause)
{
    for (at++; at < reading->count && !tokens_at(reading->tokens, at)->line; at++)
        if (clause && token_is_break(tokens_at(reading->tokens, at - 1)))
            break;
    return at;
}

/* What a token is for a list of answers: 0 nothing, 1 "both" and the like, 2 yes or no; -1: it is no list. */
static int
token_item(const Reading *reading, guint at)
{
    switch (reading->roles[at] - 1) {
    case FACT_BARE_YES:
    case FACT_BARE_NO:
        return 2;
    case FACT_PLAIN:
    case FACT_THEN:
    case FACT_PART:
    case FACT_PARTIAL:
        return 1;
    default:
        return token_is_break(tokens_at(reading->tokens, at)) ||
                       tokens_at(reading->tokens, at)->kind == TOKEN_SIGN
                   ? 0
                   : -1;
    }
}

static guint
count_muted(const Reading *reading, guint start, guint end)
{
    guint count = 0;
    for (guint i = 0; i < reading->facts->len; i++) {
        const Fact *fact = fact_at(reading, i);
        count += fact->fact == FACT_PLAIN && fact->start >= start && fact->start < end;
    }
    return count;
}

/* The same of [START, END). Of options that were muted, several are a choice, and one may be an answer. */
static int
item_kind(const Reading *reading, guint start, guint end)
{
    int kind = 0;
    guint options = count_muted(reading, start, end);
    for (guint at = start; at < end; at++) {
        int item = reading->muted[at] ? -1 : token_item(reading, at);
        if (item < 0 || options > 1)
            return 0;
        kind = MAX(kind, options ? 2 : item);
    }
    return kind;
}

typedef struct {
    guint words, items, all; /* of yes or no, these among items, and these among all */
} Items;

static Items
count_items(const Reading *reading, bool clauses)
{
    Items items = {0};
    for (guint at = 0, end; at < reading->count; at = end) {
        end = item_end(reading, at, clauses);
        int kind = item_kind(reading, at, end);
        items.words += kind == 2;
        items.items += kind > 0;
        items.all++;
    }
    return items;
}

bool
choice_is_list(const Reading *reading, Partstat partstat)
{
    Items lines = count_items(reading, false), clauses = count_items(reading, true);
    if (partstat != PARTSTAT_DECLINED)
        return lines.words > 1;
    return lines.words > 1 || (lines.words && lines.items > lines.words) ||
           (clauses.words > 1 && clauses.items > clauses.words && clauses.items == clauses.all);
}
