/* Stands in the program for inbox/html.c: loads html.so with the first HTML body. */
#include "cli/module.h"
#include "inbox/html.h"

void
html_read(const char *source, gsize length, HtmlText *ret_text)
{
    static void (*real)(const char *, gsize, HtmlText *);
    module_need("html", "html_read", &real);
    real(source, length, ret_text);
}
