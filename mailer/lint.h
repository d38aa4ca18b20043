/* lint: what a mail client would make of a message of ours, judged from its bytes alone. Each rule
 * stands for something that went wrong in somebody's inbox: Outlook an hour late, buttons that
 * answer nobody, a guest list shown to the guests. Every mail that convoke composes obeys all of
 * them; the rules know nothing of how it is composed. */
#ifndef CONVOKE_MAILER_LINT_H
#define CONVOKE_MAILER_LINT_H

#include <glib.h>

typedef struct {
    const char *rule; /* "zone-defined"; static */
    char *what;       /* what is wrong, one line */
} LintFinding;

void lint_finding_free(LintFinding *finding);

/* LintFinding *, at most one a rule, in the order of lint_rule(); empty = all is well. Any bytes
 * will do. Rules about the calendar apply where there is a calendar part. */
GPtrArray *lint_message(const char *bytes, gsize length);

/* The same for LATER as the sequel of EARLIER, two mails about one meeting to one guest: what
 * changed, is it told as a change, and is what did not change left alone? */
GPtrArray *lint_sequel(const char *earlier, gsize earlier_length, const char *later,
                       gsize later_length);

/* Every rule with the harm it prevents, for the manual and the tests. */
typedef struct {
    const char *rule;
    const char *harm;
} LintRule;

guint lint_rule_count(void);
LintRule lint_rule(guint index);

/* The harm of RULE, which is one of them. */
const char *lint_harm(const char *rule);

#endif
