/* PARTSTAT names, and the life of Details. */
#include "event/answer.h"

#include <string.h>

static const char *const names[] = {
    [PARTSTAT_NONE] = NULL,
    [PARTSTAT_NEEDS_ACTION] = "NEEDS-ACTION",
    [PARTSTAT_ACCEPTED] = "ACCEPTED",
    [PARTSTAT_DECLINED] = "DECLINED",
    [PARTSTAT_TENTATIVE] = "TENTATIVE",
    [PARTSTAT_DELEGATED] = "DELEGATED",
};

const char *
partstat_name(Partstat partstat)
{
    g_assert((size_t)partstat < G_N_ELEMENTS(names));
    return names[partstat];
}

Partstat
partstat_parse(const char *name)
{
    for (size_t i = 1; name && i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(name, names[i]) == 0)
            return (Partstat)i;
    return PARTSTAT_NONE;
}

void
details_clear(Details *details)
{
    g_free(details->partial);
    g_free(details->delegate);
    g_free(details->promise);
    g_free(details->condition);
    g_free(details->topic);
    g_free(details->title);
    g_free(details->diet);
    g_free(details->arrival);
    g_free(details->departure);
    *details = (Details){0};
}

bool
details_empty(const Details *details)
{
    return !details->partial && !details->delegate && !details->promise && !details->condition &&
           !details->topic && !details->title && !details->diet && !details->arrival &&
           !details->departure && details->guests == 0 && !details->remote && !details->question;
}

void
question_answer_free(QuestionAnswer *answer)
{
    if (!answer)
        return;
    g_free(answer->guest);
    g_free(answer->key);
    g_free(answer->words);
    g_free(answer);
}

const char *
question_answer_find(const GPtrArray *answers, const char *guest, const char *id, guint number)
{
    g_autofree char *digits = g_strdup_printf("%u", number);
    for (guint i = 0; answers && i < answers->len; i++) {
        const QuestionAnswer *answer = g_ptr_array_index(answers, i);
        if ((!guest || strcmp(answer->guest, guest) == 0) &&
            (strcmp(answer->key, id) == 0 || strcmp(answer->key, digits) == 0))
            return answer->words;
    }
    return NULL;
}

GHashTable *
question_answers_by_guest(const GPtrArray *answers)
{
    GHashTable *by_guest =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; answers && i < answers->len; i++) {
        QuestionAnswer *answer = g_ptr_array_index(answers, i);
        GPtrArray *theirs = g_hash_table_lookup(by_guest, answer->guest);
        if (!theirs)
            g_hash_table_insert(by_guest, answer->guest, theirs = g_ptr_array_new());
        g_ptr_array_add(theirs, answer);
    }
    return by_guest;
}
