/* check: does a template keep to the contract? The contract is a table of the names that the program
 * sets; a name that is not in it would print nothing, which nobody notices before the mail is out. */
#ifndef CONVOKE_TEMPLATES_CHECK_H
#define CONVOKE_TEMPLATES_CHECK_H

#include <glib.h>
#include <stdbool.h>
#include "templates/render.h"

/* One name of the contract. A table of them ends with a NULL name. */
typedef struct TemplateName TemplateName;
struct TemplateName {
    const char *name;
    TemplateType type;
    const char *meaning;       /* half a sentence, as convoke-templates(5) prints it */
    const TemplateName *names; /* of a map, or of each item of a list; NULL: a list of texts */
    bool markup; /* a text that is HTML already: {{{name}}} is right, {{name}} wrong */
};

/* Adds a line "FILE:LINE:COLUMN: what; the remedy" (char *) to FAULTS, once each, for every
 *  - name that is not known where it stands, with the nearest one that is;
 *  - list, map or flag that is printed, and dotted name through a list;
 *  - partial that PARTIAL does not know, or that contains itself;
 *  - {{{name}}} in HTML of what is no markup, and {{name}} of what is.
 * SCOPES are tables of names, NULL-terminated, the outermost first. Partials are checked where they
 * are used, with the names known there. */
void template_check(const Template *parsed, const TemplateName *const *scopes,
                    TemplateEscape escape, TemplatePartial partial, gpointer user_data,
                    GPtrArray *faults);

/* Adds LINE (owned from now on) to FAULTS unless it stands there already. */
void template_fault_add(GPtrArray *faults, char *line);

#endif
