/* html-marks: what the markup of one element says: shown or hidden, quoted, a signature. The
 * knowledge of mail programs' classes and ids is here and nowhere else. */
#ifndef CONVOKE_INBOX_HTML_MARKS_H
#define CONVOKE_INBOX_HTML_MARKS_H

#include "inbox/html-sheet.h"

typedef enum {
    HTML_PLAIN,
    HTML_HIDDEN, /* no reader sees it, or its writer struck it through */
    HTML_QUOTE,  /* what is in it was written before */
    HTML_REST,   /* from its start on, all was written before */
    HTML_SIGNATURE,
} HtmlMark;

/* SHEET is that of the mail; NULL = none that matters. */
HtmlMark html_mark(const GumboNode *node, const HtmlSheet *sheet);

/* A container of quoted text in which answers may stand between blockquotes (Gmail's gmail_quote). */
int html_is_answerable(const GumboNode *node);

#endif
