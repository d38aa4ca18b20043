/* html: an HTML body as readable text, and what its markup says about quoting. Mail programs mark
 * the text they quote (gmail_quote, blockquote type=cite, divRplyFwdMsg, ...); those marks are surer
 * than any reading of the words. Style, script, head, and what is hidden or struck through are dropped. */
#ifndef CONVOKE_INBOX_HTML_H
#define CONVOKE_INBOX_HTML_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *text; /* everything that a reader sees; quoted blocks have "> " before their lines */
    /* text without what is marked as a signature or as quoted, of which a line ">" is left; NULL
     * = no marks */
    char *written;
    char *quoted; /* the text that is marked as quoted or as a signature; NULL = no marks */
} HtmlText;

/* SOURCE is valid UTF-8. Takes time linear in it; markup that was made to be slow (see
 * html-guard.h) is read as if it had no structure. html.c stands in the module html.so; what is linked into the program
 * is cli/html-load.c, which loads that. */
void html_read(const char *source, gsize length, HtmlText *ret_text);
void html_text_clear(HtmlText *text);

/* The charset that the source itself declares near its start (<meta charset=...>); NULL. BYTES may be in any. */
char *html_charset(const char *bytes, gsize length);

/* TEXT that came as plain is really HTML. */
bool html_is_disguised(const char *text);

#endif
