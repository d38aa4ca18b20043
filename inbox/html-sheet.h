/* html-sheet: what the style sheets in a mail hide or strike through, as far as rules say so that name a tag, a class
 * or an id ("p", ".x", "#x", "p.x"), for a screen. What other selectors hide is taken as seen, and so is what they may
 * show again. Heights do not count: what is in an element of none may stick out. */
#ifndef CONVOKE_INBOX_HTML_SHEET_H
#define CONVOKE_INBOX_HTML_SHEET_H

#include <gumbo.h>
#include <glib.h>
#include <stdbool.h>
#include "inbox/html-color.h"

#define HTML_SHEET_MAX 65536 /* bytes of style sheets; further ones are not read */

typedef struct HtmlSheet HtmlSheet;

/* STYLES is of style elements, as html_trim() takes them out. NULL where they hide and paint nothing. */
HtmlSheet *html_sheet_read(const char *styles, gsize length);
void html_sheet_free(HtmlSheet *sheet); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlSheet, html_sheet_free)

/* Whether ELEMENT is hidden or struck through by SHEET (NULL hides nothing), and its style attribute does not say
 * otherwise. */
bool html_sheet_hides(const HtmlSheet *sheet, const GumboElement *element);

/* What SHEET (NULL = none), its style attribute and the like paint in ELEMENT. Letters that Outlook has turned pale for a dark
 * screen ("data-ogsc") have an unknown color: whoever wrote them saw them. */
HtmlPaint html_sheet_paint(const HtmlSheet *sheet, const GumboElement *element);

#endif
