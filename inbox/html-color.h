/* html-color: what is painted over what, as far as that can make words invisible: the color of letters, what is behind
 * them, and letters without a size. Pure. */
#ifndef CONVOKE_INBOX_HTML_COLOR_H
#define CONVOKE_INBOX_HTML_COLOR_H

#include <glib.h>
#include <stdbool.h>

/* 0xRRGGBB, or one of these. */
enum {
    COLOR_UNKNOWN = -1, /* an image, a word that is not known: whatever is painted there is seen */
    COLOR_CLEAR = -2,   /* transparent */
    COLOR_OUTER = -3,   /* as around the element */
};

typedef enum {
    SIZE_OUTER, /* as around the element, or in proportion to that */
    SIZE_NONE,
    SIZE_SEEN,
} HtmlSize;

typedef struct {
    gint32 color, background;
    HtmlSize size;
} HtmlPaint;

/* What a mail begins with: black on white. */
extern const HtmlPaint html_paint_default;

/* VALUE is that of a property, in lower case: "#fff", "rgb(255, 255, 255)", "white". */
gint32 html_color(const char *value);

/* That of "background", which may hold more than a color. */
gint32 html_background(const char *value);

/* That of "font-size". */
HtmlSize html_size(const char *value);

/* INNER as it is painted within OUTER. */
HtmlPaint html_paint_within(const HtmlPaint *outer, const HtmlPaint *inner);

/* Whether letters painted so are seen. */
bool html_paint_shows(const HtmlPaint *paint);

#endif
