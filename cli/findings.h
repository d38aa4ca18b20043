/* Findings: what the linter (mailer/lint.h) has to say against mails, for people and for programs. */
#ifndef CONVOKE_CLI_FINDINGS_H
#define CONVOKE_CLI_FINDINGS_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

/* Prints each of FINDINGS (LintFinding *) and the harm that comes of it, WIDTH columns wide, every line
 * behind INDENT blanks. */
void findings_print(const GPtrArray *findings, int indent, int width);

/* Prints those of LIST (Rehearsed *), once for all mails against which there is the same to say. */
void findings_print_rehearsed(const GPtrArray *list, int width);

/* True where there are any. */
bool findings_any(const GPtrArray *list);

/* FINDINGS as a list of objects with "rule" and "what"; the caller's. */
json_t *findings_json(const GPtrArray *findings);

#endif
