/* See html-style.h. */
#include "inbox/html-style.h"

#include <string.h>

static HtmlProperty
property_of(const char *name)
{
    static const struct {
        const char *name;
        HtmlProperty property;
    } known[] = {
        {"display", DISPLAY},
        {"visibility", VISIBILITY},
        {"opacity", OPACITY},
        {"text-decoration", DECORATION},
        {"text-decoration-line", DECORATION},
        {"color", COLOR},
        {"background", BACKGROUND},
        {"background-color", BACKGROUND},
        {"background-image", BACKGROUND},
        {"font-size", SIZE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (g_str_equal(name, known[i].name))
            return known[i].property;
    return 0;
}

/* VALUE is in lower case. */
static bool
value_hides(HtmlProperty property, const char *value)
{
    switch (property) {
    case DISPLAY:
        return g_str_has_prefix(value, "none");
    case VISIBILITY:
        return g_str_has_prefix(value, "hidden") || g_str_has_prefix(value, "collapse");
    case OPACITY:
        return g_ascii_isdigit(*value) && g_ascii_strtod(value, NULL) == 0;
    case DECORATION:
        return strstr(value, "line-through") != NULL;
    default:
        return false; /* it depends on what else is painted */
    }
}

static void
set_paint(HtmlPaint *paint, HtmlProperty property, const char *value)
{
    if (property == COLOR)
        paint->color = html_color(value);
    else if (property == SIZE)
        paint->size = html_size(value);
    else if (property == BACKGROUND && paint->background != COLOR_UNKNOWN) /* an image stays */
        paint->background = html_background(value);
}

static void
add_declaration(HtmlEffect *effect, const char *name, const char *value)
{
    HtmlProperty property = property_of(name);
    bool important = property && strstr(value, "!important");
    bool no_image =
        g_str_equal(name, "background-image") && html_background(value) != COLOR_UNKNOWN;

    if (!property || no_image || (effect->important & property && !important))
        return;
    effect->sets |= property;
    effect->hides &= ~(guint)property;
    if (value_hides(property, value))
        effect->hides |= property;
    set_paint(&effect->paint, property, value);
    if (important)
        effect->important |= property;
}

HtmlEffect
html_effect(const char *text, gsize length)
{
    g_autofree char *lower = g_ascii_strdown(text, (gssize)length);
    HtmlEffect effect = {.paint = {COLOR_OUTER, COLOR_OUTER, SIZE_OUTER}};

    for (char *p = lower, *next; p; p = next) {
        char *value = p + strcspn(p, ":;");
        next = strchr(p, ';');
        if (next)
            *next++ = '\0';
        if (*value != ':')
            continue;
        *value = '\0';
        add_declaration(&effect, g_strstrip(p), g_strchug(value + 1));
    }
    return effect;
}
