/* What an HTML part would load: its markup, not its words, which may be a guest's. */
#include <string.h>
#include "mailer/lint-rules.h"

#define BLANKS " \t\r\n\f"

typedef struct {
    char *name;
    char *value; /* "" where there is none */
} Attribute;

/* The next attribute of a tag at *P; false at its end. The caller frees both. */
static bool
attribute_next(const char **p, Attribute *ret)
{
    const char *name = *p + strspn(*p, BLANKS "/");
    *p = name;
    if (!*name || *name == '>')
        return false;
    gsize length = 1 + strcspn(name + 1, BLANKS "/>=");
    const char *value = name + length + strspn(name + length, BLANKS);
    gsize value_length = 0;
    *p = name + length;
    if (*value == '=') {
        value += 1 + strspn(value + 1, BLANKS);
        char quote[] = {*value, '\0'};
        bool quoted = *value == '"' || *value == '\'';
        value += quoted;
        value_length = strcspn(value, quoted ? quote : BLANKS ">");
        *p = value + value_length + (quoted && value[value_length]);
    }
    ret->name = g_strndup(name, length);
    ret->value = g_strndup(value, value_length);
    return true;
}

static char *
remote_in_style(const char *style)
{
    static const char *const loads[] = {"url(", "@import"};
    for (gsize i = 0; i < G_N_ELEMENTS(loads); i++)
        if (strstr(style, loads[i]))
            return g_strdup(loads[i]);
    return NULL;
}

/* *P is behind the tag's name; it is moved behind the attributes, or the first that loads. */
static char *
remote_in_attributes(const char **p)
{
    static const char *const loads[] = {"src", "srcset", "background", "poster", NULL};
    char *found = NULL;
    Attribute attribute;
    while (!found && attribute_next(p, &attribute)) {
        if (g_strv_contains(loads, attribute.name))
            found = g_strconcat(attribute.name, "=", NULL);
        else if (strcmp(attribute.name, "style") == 0)
            found = remote_in_style(attribute.value);
        g_free(attribute.name);
        g_free(attribute.value);
    }
    return found;
}

/* Comments are read like the rest: Outlook shows what stands in some. */
char *
lint_html_remote(const char *html)
{
    static const char *const loads[] = {"img",    "script", "iframe", "form",  "link",
                                        "object", "embed",  "video",  "audio", NULL};
    g_autofree char *lower = g_ascii_strdown(html, -1);
    char *found = NULL;
    for (const char *p = strchr(lower, '<'); p && !found; p = strchr(p, '<')) {
        gsize length = strspn(++p, "abcdefghijklmnopqrstuvwxyz");
        g_autofree char *tag = g_strndup(p, length);
        p += length;
        if (length == 0)
            continue;
        found =
            g_strv_contains(loads, tag) ? g_strconcat("<", tag, NULL) : remote_in_attributes(&p);
        if (!found && strcmp(tag, "style") == 0) {
            const char *end = strstr(p, "</style");
            g_autofree char *style = end ? g_strndup(p, (gsize)(end - p)) : g_strdup(p);
            found = remote_in_style(style);
        }
    }
    return found;
}
