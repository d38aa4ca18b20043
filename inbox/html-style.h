/* html-style: what CSS declarations do to the few properties by which words can be hidden. Pure. */
#ifndef CONVOKE_INBOX_HTML_STYLE_H
#define CONVOKE_INBOX_HTML_STYLE_H

#include "inbox/html-color.h"

typedef enum {
    DISPLAY = 1,
    VISIBILITY = 2,
    OPACITY = 4,
    DECORATION = 8,
    COLOR = 16,
    BACKGROUND = 32,
    SIZE = 64,
    PAINT = COLOR | BACKGROUND | SIZE,
} HtmlProperty;

typedef struct {
    guint sets, hides, important; /* HtmlProperty; what is painted hides only by what else is */
    HtmlPaint paint;
} HtmlEffect;

/* TEXT as it stands between braces, or in a style attribute: "color: red; display: none". */
HtmlEffect html_effect(const char *text, gsize length);

#endif
