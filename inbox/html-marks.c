/* Tables of classes and ids first, then what holds for programs that nobody has listed: a container
 * that calls itself a quote is one, and so is a blockquote that is not mere indentation. */
#include "inbox/html-marks.h"
#include "inbox/html-attribute.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Both arguments in lower case but for TEXT. */
static bool
contains(const char *text, const char *needle)
{
    gsize length = strlen(needle);

    for (; *text; text++)
        if (g_ascii_tolower(*text) == *needle && g_ascii_strncasecmp(text, needle, length) == 0)
            return true;
    return false;
}

static bool
contains_any(const char *text, const char *const *needles)
{
    if (*text)
        for (; *needles; needles++)
            if (contains(text, *needles))
                return true;
    return false;
}

/* The value of a property in CSS of any spacing; NULL. */
static const char *
style_value(const char *style, const char *property)
{
    gsize length = strlen(property);

    for (const char *p = style; *p; p++) {
        if (g_ascii_strncasecmp(p, property, length) != 0 ||
            (p > style && !strchr("; \t\n", p[-1])))
            continue;
        const char *q = p + length + strspn(p + length, " \t");
        if (*q == ':')
            return q + 1 + strspn(q + 1, " \t");
    }
    return NULL;
}

static bool
style_has(const char *style, const char *property, const char *value)
{
    const char *found = style_value(style, property);

    return found && g_ascii_strncasecmp(found, value, strlen(value)) == 0;
}

/* "0", "0px", "0.0em". */
static bool
style_is_zero(const char *style, const char *property)
{
    const char *found = style_value(style, property);

    return found && g_ascii_isdigit(*found) && g_ascii_strtod(found, NULL) == 0;
}

/* Struck through: seen, but taken back. */
static bool
is_struck(const GumboElement *element)
{
    static const char *const properties[] = {"text-decoration", "text-decoration-line"};
    const char *style = html_attribute(element, "style");

    if (element->tag == GUMBO_TAG_S || element->tag == GUMBO_TAG_STRIKE ||
        element->tag == GUMBO_TAG_DEL)
        return true;
    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        const char *value = style_value(style, properties[i]);
        g_autofree char *lines = value ? g_strndup(value, strcspn(value, ";")) : NULL;
        if (lines && contains(lines, "line-through"))
            return true;
    }
    return false;
}

static bool
is_hidden(const GumboElement *element)
{
    const char *style = html_attribute(element, "style");

    switch (element->tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
        return true;
    default:
        break;
    }
    if (gumbo_get_attribute(&element->attributes, "hidden") || is_struck(element))
        return true;
    return *style &&
           (style_has(style, "display", "none") || style_has(style, "visibility", "hidden") ||
            style_has(style, "mso-hide", "all") || style_is_zero(style, "opacity") ||
            style_is_zero(style, "max-height"));
}

/* Outlook's line between the answer and what it answers: a div or paragraph with nothing but a top
 * border in one of the greys that it has used. */
static bool
is_outlook_rule(const char *style)
{
    static const char *const colours[] = {"#e1e1e1", "#b5c4df", "#b5cfdf",
                                          "#c0c0c0", "#dddddd", NULL};
    const char *top;

    if (!style_has(style, "border", "none") && !style_has(style, "border-style", "solid none none"))
        return false;
    for (top = style; *top && g_ascii_strncasecmp(top, "border-top", 10) != 0; top++)
        ;
    return *top && contains(top, "solid") &&
           (contains_any(top, colours) || contains(top, "1.0pt") || contains(top, "1pt"));
}

/* Everything from these on was there before. */
static const char *const rest_ids[] = {
    "appendonsend",
    "divrplyfwdmsg",
    "stopspelling",
    "mail-editor-reference-message-container",
    "olk_src_body_section",
    "replysplit",
    "zwchr",
    "reply-intro",
    "isforwardcontent",
    NULL,
};
static const char *const rest_classes[] = {
    "outlookmessageheader",
    "messageheader",
    "gwheader",
    NULL,
};
static const char *const quote_names[] = {
    "gmail_attr",
    "gmail_quote",
    "moz-cite-prefix",
    "moz-forward-container",
    "moz-email-headers-table",
    "yahoo_quoted",
    "yahoo-quoted",
    "protonmail_quote",
    "tutanota_quote",
    "airmail_on",
    "bloop_original_html",
    "messagereplysection",
    "zmail_extra",
    "zmail_extra_hr",
    "isreplycontent",
    "includetail",
    "replied_email",
    "history_container",
    "cite_prefix",
    "quoted",
    "quote-",
    "-quote",
    "_quote",
    "quote_",
    "quoteheader",
    NULL,
};
static const char *const signature_names[] = {
    "signature", "moz-txt-sig", "bloop_sign", "sig-block", "mobile-footer", NULL,
};

/* Indentation by Gmail's and Apple's editors is a blockquote, too. */
static bool
is_cite(const GumboElement *element)
{
    const char *style = html_attribute(element, "style"), *class = html_attribute(element, "class");

    if (contains(class, "indent"))
        return false;
    if (contains(html_attribute(element, "type"), "cite") || *html_attribute(element, "cite") ||
        *class)
        return true;
    return !(style_has(style, "border", "none") || style_has(style, "border", "0")) ||
           style_has(style, "border-left", "");
}

HtmlMark
html_mark(const GumboNode *node, const HtmlSheet *sheet)
{
    const GumboElement *element = &node->v.element;
    const char *class, *id, *style;

    if (is_hidden(element) || html_sheet_hides(sheet, element))
        return HTML_HIDDEN;
    class = html_attribute(element, "class");
    id = html_attribute(element, "id");
    if (contains_any(id, rest_ids) || contains_any(class, rest_classes))
        return HTML_REST;
    if (element->tag == GUMBO_TAG_BODY || element->tag == GUMBO_TAG_HTML)
        return HTML_PLAIN;
    if (contains_any(class, signature_names) || contains_any(id, signature_names))
        return HTML_SIGNATURE;
    if (element->tag == GUMBO_TAG_BLOCKQUOTE)
        return is_cite(element) ? HTML_QUOTE : HTML_PLAIN;
    if (contains_any(class, quote_names) || contains_any(id, quote_names) ||
        contains_any(html_attribute(element, "name"), quote_names) ||
        contains_any(html_attribute(element, "data-marker"), quote_names))
        return HTML_QUOTE;
    style = html_attribute(element, "style");
    if (*style && (element->tag == GUMBO_TAG_DIV || element->tag == GUMBO_TAG_P) &&
        is_outlook_rule(style))
        return HTML_REST;
    return HTML_PLAIN;
}

int
html_is_answerable(const GumboNode *node)
{
    return contains(html_attribute(&node->v.element, "class"), "gmail_quote");
}
