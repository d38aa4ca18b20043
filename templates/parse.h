/* Template: a Mustache text, parsed. Variables {{name}}, {{{name}}} and {{&name}}, sections
 * {{#name}}...{{/name}}, inverted sections {{^name}}, comments {{! }}, partials {{> name}} and
 * changes of delimiters {{=<% %>=}}, with dotted names and the implicit iterator {{.}}, as the
 * required parts of the Mustache specification (1.1 to 1.4) have them. No lambdas, inheritance or
 * dynamic names. Immutable once parsed; may be rendered any number of times. */
#ifndef CONVOKE_TEMPLATES_PARSE_H
#define CONVOKE_TEMPLATES_PARSE_H

#include <glib.h>

typedef struct Template Template;

/* Sections deeper than this are refused. */
#define TEMPLATE_DEPTH_MAX 64

/* Parses TEXT. FILE and LINE (the number of its first line) are for messages only. Linear in the
 * length of TEXT. NULL and CONVOKE_ERROR_CONFIG "FILE:LINE:COLUMN: what is wrong; the remedy" for a
 * tag or section that is not closed, a name that is none, or text that is no UTF-8. */
Template *template_parse(const char *file, int line, const char *text, GError **error);
void template_free(Template *parsed); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

const char *template_file(const Template *parsed);

#endif
