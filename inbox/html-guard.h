/* html-guard: is this HTML of a shape that the parser handles in linear time? Its work grows with
 * the depth of open elements, the number of open formatting elements (each is opened anew in every
 * paragraph) and the square of a tag's attributes. */
#ifndef CONVOKE_INBOX_HTML_GUARD_H
#define CONVOKE_INBOX_HTML_GUARD_H

#include <glib.h>
#include <stdbool.h>

bool html_is_tame(const char *source, gsize length);

/* SOURCE without comments, style sheets and scripts, which are most of what some programs write and
 * nothing of what people read. The style elements are put behind what stands in STYLES. */
GString *html_trim(const char *source, gsize length, GString *styles);

/* The text between tags, line breaks for the tags that make them, common entities decoded: all that
 * is done for HTML that is not tame. */
char *html_strip_tags(const char *source, gsize length);

#endif
