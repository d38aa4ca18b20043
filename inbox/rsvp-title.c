/* See rsvp-title.h. A colon, a dash or quotation marks announce a title behind any label; behind "is" and "called" so do
 * several words that begin with a capital. */
#include "inbox/rsvp-title.h"

#include <string.h>

static bool
is_label(const Fact *fact)
{
    return fact->fact == FACT_TITLE || fact->fact == FACT_TITLED;
}

/* The last label of the sentence, where several phrases are one: "The title of my talk is:". */
static const Fact *
last_label(const Reading *reading, const Fact *fact)
{
    const Sentence *sentence = reading_sentence(reading, fact->start);
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *other = &g_array_index(reading->remarks, Fact, i);
        if (is_label(other) && other->end > fact->end && other->end < sentence->end)
            fact = other;
    }
    return fact;
}

static bool
is_break(const Reading *reading, guint at)
{
    return token_is_break(tokens_at(reading->tokens, at));
}

/* The pause at AT has a colon or a dash in it. */
static bool
announces(const Reading *reading, guint at)
{
    const Token *token = tokens_at(reading->tokens, at);
    const char *text = reading->tokens->text;
    for (gsize i = token->start; i < token->end; i++)
        if (strchr(":-", text[i]) || g_str_has_prefix(text + i, "–") ||
            g_str_has_prefix(text + i, "—"))
            return true;
    return false;
}

/* Nothing in [START, END) that is not understood, but names: what stands before a label may say that it is wrong. */
static bool
is_harmless(const Reading *reading, guint start, guint end)
{
    for (guint at = start; at < end; at++) {
        FactKind role = reading->roles[at] - 1;
        if (reading->denials[at] || !reading->roles[at] || role == FACT_BARE_NO ||
            reading_find(reading->remarks, FACT_AGREE, at, at + 1))
            return false;
    }
    return true;
}

/* Words of [START, END); *RET_KNOWN: all of them are, so that they speak of coming, or of nothing. */
static guint
count_words(const Reading *reading, guint start, guint end, bool *ret_known)
{
    guint words = 0;
    *ret_known = true;
    for (guint at = start; at < end; at++) {
        if (is_break(reading, at))
            continue;
        words++;
        *ret_known &= reading->roles[at] || reading->denials[at];
    }
    return words;
}

/* The quotation at START; NULL where words behind it, up to END, may say that it is wrong: "the title “Queues” is a
 * mistake". */
static char *
quoted_text(const Reading *reading, guint start, guint end, gsize limit)
{
    guint last = start;
    while (last < end && (tokens_at(reading->tokens, last)->quoted || is_break(reading, last)))
        last++;
    return is_harmless(reading, last, end) ? reading_text(reading, start, last, limit) : NULL;
}

char *
title_announced(const Reading *reading, const Fact *fact, gsize limit)
{
    const Fact *label = last_label(reading, fact);
    if (label != fact)
        return NULL; /* it will be asked about itself */
    const Sentence *sentence = reading_sentence(reading, label->start);
    guint start, end, at = label->end;
    bool marked = false, known;
    reading_clause(reading, label->start, &start, &end);
    if (!is_harmless(reading, start, label->start))
        return NULL;
    for (; at < sentence->end && is_break(reading, at); at++)
        marked |= announces(reading, at);
    if (at >= sentence->end)
        return NULL;
    const Token *first = tokens_at(reading->tokens, at);
    if (first->quoted && (marked || at <= label->end + 1u))
        return quoted_text(reading, at, sentence->end, limit);
    guint words = count_words(reading, at, sentence->end, &known);
    bool named = label->fact == FACT_TITLED && at == label->end && words > 1 &&
                 (first->capital || first->kind == TOKEN_NUMBER);
    bool begun = first->capital || first->glyph || words > 1;
    return !known && ((marked && begun) || named) ? reading_text(reading, at, sentence->end, limit)
                                                  : NULL;
}

/* Up to the next pause or "but", and where nothing announced a title, to an "and": "I like the title and I will come". */
static void
mark(Reading *reading, const Fact *label, const bool *joints)
{
    guint at = label->end, end = reading_sentence(reading, label->start)->end;
    while (at < end && is_break(reading, at))
        at++;
    bool marked = at > label->end;
    for (; at < end && !is_break(reading, at) && !reading->titled[at]; at++) {
        if (reading->roles[at] == FACT_CONTRAST + 1 || (!marked && joints[at]))
            return;
        reading->titled[at] = true;
    }
}

void
title_mark(Reading *reading)
{
    g_autofree bool *joints = g_new0(bool, reading->tokens->list->len + 1);
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        joints[fact->start] |= fact->fact == FACT_JOINT;
    }
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        if (is_label(fact))
            mark(reading, fact, joints);
    }
}
