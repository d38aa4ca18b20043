/* What was found good, by meeting, kind and language. */
#include "mailer/judge.h"
#include "mailer/lint.h"

struct Judge {
    GHashTable *good; /* "oslo reminder en" */
};

Judge *
judge_new(void)
{
    Judge *judge = g_new(Judge, 1);
    judge->good = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return judge;
}

void
judge_free(Judge *judge)
{
    if (!judge)
        return;
    g_hash_table_unref(judge->good);
    g_free(judge);
}

/* A template of ours is good: what it fills in is to blame then. */
static char *
verdict(const Notice *notice, const char *language, bool own, const LintFinding *finding)
{
    const char *kind = notice_kind_name(notice->kind);
    return g_strdup_printf(
        "it breaks the rule %s: %s; mend %stemplates/%s/%s.txt and .html%s, look at it by"
        " `convoke show %s %s %s --check`, then release it",
        finding->rule, finding->what,
        own ? "" : "what it says of convoke.conf or the event file, or make ", language, kind,
        own ? "" : " of your own", notice->meeting, notice->person, kind);
}

char *
judge_mail(Judge *judge, const Notice *notice, const char *language, bool own, const char *known,
           const char *bytes, gsize length)
{
    g_autofree char *key =
        g_strdup_printf("%s %s %s", notice->meeting, notice_kind_name(notice->kind), language);
    if (g_str_equal(notice->person, "organizer") || g_hash_table_contains(judge->good, key))
        return NULL;
    g_autoptr(GPtrArray) findings = lint_message(bytes, length);
    if (findings->len == 0) {
        g_hash_table_add(judge->good, g_steal_pointer(&key));
        return NULL;
    }
    g_autofree char *why = verdict(notice, language, own, g_ptr_array_index(findings, 0));
    return g_strcmp0(why, known) == 0 ? NULL : g_steal_pointer(&why);
}
