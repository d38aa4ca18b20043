/* See rsvp-lexicon.h. The tables themselves are made by words/compile.c. */
#include "inbox/rsvp-lexicon.h"

#include <string.h>

const char *const fact_names[FACT_LAST] = {
    [FACT_YES] = "yes",
    [FACT_NO] = "no",
    [FACT_MAYBE] = "maybe",
    [FACT_BARE_YES] = "bare-yes",
    [FACT_BARE_NO] = "bare-no",
    [FACT_BARE_MAYBE] = "bare-maybe",
    [FACT_WISH] = "wish",
    [FACT_WISHED] = "wished",
    [FACT_CONFLICT] = "conflict",
    [FACT_OBSTACLE] = "obstacle",
    [FACT_GOING] = "going",
    [FACT_PENDING] = "pending",
    [FACT_REGRET] = "regret",
    [FACT_CONTRAST] = "contrast",
    [FACT_THEN] = "then",
    [FACT_HEDGE] = "hedge",
    [FACT_IF] = "if",
    [FACT_POLITE] = "polite",
    [FACT_NOT] = "not",
    [FACT_SAID] = "said",
    [FACT_TOLD] = "told",
    [FACT_SCRATCH] = "scratch",
    [FACT_SETTLED] = "settled",
    [FACT_ELSEWHEN] = "elsewhen",
    [FACT_ASIDE] = "aside",
    [FACT_AWAY] = "away",
    [FACT_ASKED] = "asked",
    [FACT_QUESTION] = "question",
    [FACT_PLAIN] = "plain",
    [FACT_JOINT] = "joint",
    [FACT_LEAD] = "lead",
    [FACT_THANKS] = "thanks",
    [FACT_GREETING] = "greeting",
    [FACT_SIGNOFF] = "signoff",
    [FACT_BEHALF] = "behalf",
    [FACT_THEY_YES] = "they-yes",
    [FACT_THEY_NO] = "they-no",
    [FACT_UNREAL] = "unreal",
    [FACT_ME] = "me",
    [FACT_THEY] = "they",
    [FACT_ASTRAY] = "astray",
    [FACT_MONTH] = "month",
    [FACT_SPAN] = "span",
    [FACT_PART] = "part",
    [FACT_PARTIAL] = "partial",
    [FACT_REMOTE] = "remote",
    [FACT_GUESTS] = "guests",
    [FACT_DELEGATE] = "delegate",
    [FACT_PROMISE] = "promise",
    [FACT_CONDITION] = "condition",
    [FACT_TOPIC] = "topic",
    [FACT_TITLE] = "title",
    [FACT_TITLED] = "titled",
    [FACT_DIET] = "diet",
    [FACT_ARRIVAL] = "arrival",
    [FACT_DEPARTURE] = "departure",
    [FACT_ASK_COMING] = "ask-coming",
    [FACT_ASK_DINNER] = "ask-dinner",
    [FACT_ASK_OTHER] = "ask-other",
    [FACT_AGREE] = "agree",
    [FACT_TIME] = "time",
    [FACT_NAME] = "name",
    [FACT_COMING] = "coming",
    [FACT_PAST] = "past",
};

guint32
lexicon_hash(guint32 hash, guchar byte)
{
    return (hash ^ byte) * 16777619u;
}

const LexiconWord *
lexicon_find(const Lexicon *tables, const char *text, gsize length, guint32 hash)
{
    for (guint32 slot = hash & tables->slot_mask;; slot = (slot + 1) & tables->slot_mask) {
        guint32 found = tables->slots[slot];
        if (!found)
            return NULL;
        if ((found ^ hash) >> LEXICON_SLOT_BITS)
            continue;
        const LexiconWord *word = &tables->words[found & ((1u << LEXICON_SLOT_BITS) - 1)];
        const char *known = tables->pool + word->text;
        if (strncmp(known, text, length) == 0 && !known[length])
            return word;
    }
}
