/* As much of CSS Color as mail uses: numbers, and the names of the palest and darkest. */
#include "inbox/html-color.h"

#include <string.h>

/* Colors that differ by no more in any of red, green and blue are one to the eye. */
#define NEAR 8

const HtmlPaint html_paint_default = {.color = 0, .background = 0xffffff, .size = SIZE_SEEN};

static gint32
color_of_name(const char *value)
{
    static const struct {
        const char *name;
        gint32 color;
    } names[] = {
        {"white", 0xffffff},      {"black", 0},
        {"windowtext", 0},        {"snow", 0xfffafa},
        {"ivory", 0xfffff0},      {"ghostwhite", 0xf8f8ff},
        {"whitesmoke", 0xf5f5f5}, {"transparent", COLOR_CLEAR},
        {"inherit", COLOR_OUTER},
    };
    gsize length = strspn(value, "abcdefghijklmnopqrstuvwxyz");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i].name) == length && strncmp(names[i].name, value, length) == 0)
            return names[i].color;
    return COLOR_UNKNOWN;
}

/* "#fff", "#ffffff", "#ffff", "#ffffffff". */
static gint32
color_of_digits(const char *digits)
{
    gsize length = strspn(digits, "0123456789abcdef");
    bool brief = length == 3 || length == 4;
    if (!brief && length != 6 && length != 8)
        return COLOR_UNKNOWN;
    guint parts[4] = {0, 0, 0, 0xff};
    for (gsize i = 0; i < (brief ? length : length / 2); i++)
        parts[i] = brief ? (guint)g_ascii_xdigit_value(digits[i]) * 0x11
                         : (guint)g_ascii_xdigit_value(digits[2 * i]) * 16 +
                               (guint)g_ascii_xdigit_value(digits[2 * i + 1]);
    return parts[3] ? (gint32)(parts[0] << 16 | parts[1] << 8 | parts[2]) : COLOR_CLEAR;
}

/* "rgb(255, 100%, 0)", "rgba(0 0 0 / 0)": behind the bracket. */
static gint32
color_of_parts(const char *p)
{
    double parts[4] = {0, 0, 0, 1};
    guint count = 0;
    while (count < G_N_ELEMENTS(parts)) {
        char *end;
        p += strspn(p, " ,/");
        double number = g_ascii_strtod(p, &end);
        if (end == p)
            break;
        bool percent = *end == '%';
        parts[count] = percent ? number * (count < 3 ? 2.55 : 0.01) : number;
        count++;
        p = end + percent;
    }
    if (count < 3)
        return COLOR_UNKNOWN;
    if (parts[3] <= 0)
        return COLOR_CLEAR;
    gint32 color = 0;
    for (gsize i = 0; i < 3; i++)
        color = color << 8 | (gint32)CLAMP(parts[i], 0, 255);
    return color;
}

gint32
html_color(const char *value)
{
    value += strspn(value, " \t\n");
    if (*value == '#')
        return color_of_digits(value + 1);
    if (g_str_has_prefix(value, "rgb(") || g_str_has_prefix(value, "rgba("))
        return color_of_parts(strchr(value, '(') + 1);
    return color_of_name(value);
}

gint32
html_background(const char *value)
{
    value += strspn(value, " \t\n");
    if (strstr(value, "url") || strstr(value, "gradient"))
        return COLOR_UNKNOWN;
    return g_str_has_prefix(value, "none") ? COLOR_CLEAR : html_color(value);
}

HtmlSize
html_size(const char *value)
{
    char *end;
    double size = g_ascii_strtod(value, &end);
    if (end == value)
        return g_str_has_prefix(value, "inherit") || g_str_has_prefix(value, "smaller") ||
                       g_str_has_prefix(value, "larger")
                   ? SIZE_OUTER
                   : SIZE_SEEN;
    if (size <= 0)
        return SIZE_NONE;
    bool relative = *end == '%' || g_str_has_prefix(end, "em") || g_str_has_prefix(end, "ex");
    return relative ? SIZE_OUTER : SIZE_SEEN;
}

HtmlPaint
html_paint_within(const HtmlPaint *outer, const HtmlPaint *inner)
{
    HtmlPaint paint = *inner;
    if (paint.color == COLOR_OUTER)
        paint.color = outer->color;
    if (paint.background == COLOR_OUTER || paint.background == COLOR_CLEAR)
        paint.background = outer->background;
    if (paint.size == SIZE_OUTER)
        paint.size = outer->size;
    return paint;
}

static bool
is_near(gint32 one, gint32 other)
{
    for (int shift = 0; shift <= 16; shift += 8)
        if (ABS((one >> shift & 0xff) - (other >> shift & 0xff)) > NEAR)
            return false;
    return true;
}

bool
html_paint_shows(const HtmlPaint *paint)
{
    if (paint->size == SIZE_NONE || paint->color == COLOR_CLEAR)
        return false;
    return paint->color < 0 || paint->background < 0 || !is_near(paint->color, paint->background);
}
