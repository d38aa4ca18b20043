/* What can be told of HTML without parsing it. */
#include "inbox/html.h"

#include <string.h>

#define SNIFF 2048

char *
html_charset(const char *bytes, gsize length)
{
    const char *end = bytes + MIN(length, SNIFF);

    for (const char *p = bytes; p && (p = memchr(p, '=', (gsize)(end - p))); p++) {
        const char *value = p + 1;
        gsize n = 0;
        if (p - bytes < 7 || g_ascii_strncasecmp(p - 7, "charset", 7) != 0)
            continue;
        while (value < end && strchr(" \"'", *value) && *value)
            value++;
        while (value + n < end && n < 40 &&
               (g_ascii_isalnum(value[n]) || strchr("-_:.", value[n])) && value[n])
            n++;
        return n ? g_strndup(value, n) : NULL;
    }
    return NULL;
}

bool
html_is_disguised(const char *text)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<body", "<head>", NULL};
    static const char *const blocks[] = {"div", "p", "table", "span", NULL};

    text += strspn(text, " \t\n");
    if (*text != '<')
        return false;
    for (gsize i = 0; starts[i]; i++)
        if (g_ascii_strncasecmp(text, starts[i], strlen(starts[i])) == 0)
            return true;
    for (gsize i = 0; blocks[i]; i++) {
        gsize n = strlen(blocks[i]);
        g_autofree char *close = g_strconcat("</", blocks[i], ">", NULL);
        if (g_ascii_strncasecmp(text + 1, blocks[i], n) == 0 && strchr("> ", text[1 + n]) &&
            text[1 + n] && strstr(text, close))
            return true;
    }
    return false;
}

void
html_text_clear(HtmlText *text)
{
    g_free(text->text);
    g_free(text->written);
    g_free(text->quoted);
    *text = (HtmlText){0};
}
