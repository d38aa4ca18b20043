/* render: Template + TemplateValue -> text. Knows nothing of mail, languages or files. */
#ifndef CONVOKE_TEMPLATES_RENDER_H
#define CONVOKE_TEMPLATES_RENDER_H

#include <glib.h>
#include "templates/parse.h"
#include "templates/value.h"

/* What {{name}} does to a value; {{{name}}} and {{&name}} print it as it is. */
typedef enum {
    TEMPLATE_ESCAPE_NONE, /* text parts: nothing */
    TEMPLATE_ESCAPE_HTML, /* HTML parts: & < > " ' become character references, TEMPLATE_LINE <br> */
} TemplateEscape;

/* Bounds of one rendering: partials within partials, bytes written, and tags and pieces of text
 * visited (lists within lists multiply). */
#define TEMPLATE_PARTIALS_MAX 32
#define TEMPLATE_OUTPUT_MAX (1024 * 1024)
#define TEMPLATE_STEPS_MAX 1000000

/* Where a marked text (value.h) that is not empty stands in what was rendered. */
typedef struct {
    gsize at, length;
    guint mark;
    TemplateEscape escape; /* how it was printed */
} TemplateMark;

/* Gives the partial that {{> name}} names, borrowed until the rendering ends; NULL where there is
 * none, which prints nothing (template_check reports it beforehand). */
typedef const Template *(*TemplatePartial)(const char *name, gpointer user_data);

/* Appends TEXT as {{name}} prints it. */
void template_escape(GString *out, const char *text, TemplateEscape escape);

/* Renders with DATA as the outermost context; PARTIAL may be NULL. MARKS (TemplateMark, NULL = not asked for) gets
 * the marked texts in their order. The result is valid UTF-8. NULL
 * and CONVOKE_ERROR_CONFIG when a bound is passed. */
char *template_render(const Template *parsed, const TemplateValue *data, TemplateEscape escape,
                      TemplatePartial partial, gpointer user_data, GArray *marks, GError **error);

#endif
