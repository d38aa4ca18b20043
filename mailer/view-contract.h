/* The contract between letters and templates: every name that a template may use, with its type and
 * meaning. view.c sets exactly these; template_library_check holds templates to them, and
 * convoke-templates(5) prints them. A new kind of letter is a row of view_kinds, its names, and its
 * files in each language. */
#ifndef CONVOKE_MAILER_VIEW_CONTRACT_H
#define CONVOKE_MAILER_VIEW_CONTRACT_H

#include "templates/library.h"

/* Names that every letter has. */
extern const TemplateName view_names[];

/* The kinds of letters, and the layout around their HTML parts; ends with a NULL name. */
extern const TemplateKind view_kinds[];

/* What "meeting" holds; for other documents about one (the page). */
extern const TemplateName view_meeting_names[];

#endif
