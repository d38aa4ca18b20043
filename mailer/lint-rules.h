/* lint-rules: the rules by what they look at. A rule gives NULL where all is well, else one line that
 * says what is wrong (new; owned by the caller). */
#ifndef CONVOKE_MAILER_LINT_RULES_H
#define CONVOKE_MAILER_LINT_RULES_H

#include <glib.h>
#include "mailer/lint-mail.h"

typedef struct {
    const char *rule;
    const char *harm; /* what happens to whom where it is broken */
    char *(*check)(const LintMail *mail);
} LintCheck;

/* Fields, bodies and bytes of any mail of ours (lint-message.c). */
#define LINT_MESSAGE_CHECKS 11
extern const LintCheck lint_message_checks[LINT_MESSAGE_CHECKS];

/* The calendar part; asked only where there is one (lint-calendar.c). */
#define LINT_CALENDAR_CHECKS 16
extern const LintCheck lint_calendar_checks[LINT_CALENDAR_CHECKS];

/* The first thing in an HTML part that a reader's program would fetch, "<img" or "url("; NULL = none. Its text,
 * and addresses to press, are not looked at: they may quote anything. New (lint-html.c). */
char *lint_html_remote(const char *html);

#endif
