/* The life of a Verdict. */
#include "inbox/verdict.h"

void
verdict_clear(Verdict *verdict)
{
    g_free(verdict->words);
    g_free(verdict->property);
    g_free(verdict->until);
    bounce_free(verdict->bounce);
    *verdict = (Verdict){0};
}

bool
verdict_set(Verdict *verdict, MeaningKind kind, const char *rule, char *words, char *property)
{
    verdict->kind = kind;
    verdict->rule = rule;
    verdict->words = words;
    verdict->property = property;
    return true;
}
