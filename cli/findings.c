/* A line for the rule and what breaks it, another for what comes of that. */
#include "cli/findings.h"
#include "cli/rehearsal.h"
#include "cli/words.h"
#include "mailer/lint.h"
#include <stdio.h>

void
findings_print(const GPtrArray *findings, int indent, int width)
{
    for (guint i = 0; i < findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(findings, i);
        g_autofree char *line = g_strdup_printf("%s: %s", finding->rule, finding->what);
        g_autofree char *words = words_for_terminal(line, MAX(width - indent, 30));
        printf("%*s%s\n%*s%s\n", indent, "", words, indent + 4, "", lint_harm(finding->rule));
    }
}

/* Mails that break the same rules in the same way: "reminder\nletter: a text of 3 words\n". */
static char *
faults_of(const Rehearsed *mail)
{
    GString *faults = g_string_new(mail->what);
    for (guint i = 0; i < mail->findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(mail->findings, i);
        g_string_append_printf(faults, "\n%s: %s", finding->rule, finding->what);
    }
    return g_string_free(faults, FALSE);
}

static void
print_broken(const Rehearsed *mail, guint more, int width)
{
    g_autofree char *name = words_for_terminal(mail->name, 40);
    printf("\n%s to %s", mail->what, name);
    if (more > 0)
        printf(" and %u more mail%s", more, more == 1 ? "" : "s");
    printf(" should not go out like this:\n");
    findings_print(mail->findings, 4, width);
}

void
findings_print_rehearsed(const GPtrArray *list, int width)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) firsts = g_ptr_array_new();
    for (guint i = 0; i < list->len; i++) {
        Rehearsed *mail = g_ptr_array_index(list, i);
        char *faults = mail->findings ? faults_of(mail) : NULL;
        if (!faults)
            continue;
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, faults));
        if (count == 0)
            g_ptr_array_add(firsts, mail);
        g_hash_table_insert(counts, faults, GUINT_TO_POINTER(count + 1));
    }
    for (guint i = 0; i < firsts->len; i++) {
        const Rehearsed *mail = g_ptr_array_index(firsts, i);
        g_autofree char *faults = faults_of(mail);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, faults));
        print_broken(mail, count - 1, width);
    }
}

json_t *
findings_json(const GPtrArray *findings)
{
    json_t *array = json_array();
    for (guint i = 0; i < findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(findings, i);
        json_array_append_new(
            array, json_pack("{s:s, s:s}", "rule", finding->rule, "what", finding->what));
    }
    return array;
}

bool
findings_any(const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++)
        if (((const Rehearsed *)g_ptr_array_index(list, i))->findings)
            return true;
    return false;
}
