/* html-attribute: the attributes of an element, as its tag has them. */
#ifndef CONVOKE_INBOX_HTML_ATTRIBUTE_H
#define CONVOKE_INBOX_HTML_ATTRIBUTE_H

#include <gumbo.h>

/* The value of NAME; "" where ELEMENT has none. The document's. */
static inline const char *
html_attribute(const GumboElement *element, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&element->attributes, name);
    return found ? found->value : "";
}

#endif
