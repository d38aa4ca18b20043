/* A person sees the HTML; programs between may have made, or changed, but one of the two. */
#include "inbox/read-html.h"

#include <string.h>
#include "inbox/html.h"
#include "inbox/quote.h"

/* The words of both without regard to how they are laid out. */
static bool
is_same(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (g_ascii_isspace(*a))
            a++;
        while (g_ascii_isspace(*b))
            b++;
        if (*a != *b || !*a)
            return *a == *b;
    }
}

/* So many places where the reply may stand are looked at. */
#define PLACES_MAX 16

/* HTML as far as it is told without reading it: without its tags and white space; what a reference like "&nbsp;" stands
 * for matches nothing. */
typedef struct {
    char *words;
    bool *edges; /* by byte of the words, and at their end: a tag stands before it */
} Bare;

static Bare
bare_html(const char *source)
{
    gsize length = strlen(source), n = 0;
    Bare bare = {g_malloc(length + 1), g_new(bool, length + 1)};
    bool edge = true;
    for (const char *p = source; *p; p++) {
        if (*p == '<') {
            p = strchr(p, '>');
            edge = true;
            if (!p)
                break;
        } else if (!g_ascii_isspace(*p)) {
            bare.words[n] = *p == '&' ? '\n' : *p;
            bare.edges[n++] = edge;
            edge = false;
        }
    }
    bare.words[n] = '\0';
    bare.edges[n] = true;
    return bare;
}

/* Whether all of REPLY stands between two tags of the HTML source, whatever tags and white space are in it. Nearly
 * always it does, and then the HTML, which takes as long to read as all the rest, need not be. */
static bool
shows(const char *source, const char *reply)
{
    g_autofree char *words = g_malloc(strlen(reply) + 1);
    gsize length = 0;
    for (const char *p = reply; *p; p++)
        if (!g_ascii_isspace(*p))
            words[length++] = *p;
    words[length] = '\0';
    Bare bare = bare_html(source);
    bool found = false;
    const char *at = length > 0 ? bare.words : NULL;
    for (guint i = 0; i < PLACES_MAX && !found && at && (at = strstr(at, words)); i++, at++)
        found = bare.edges[at - bare.words] && bare.edges[(gsize)(at - bare.words) + length];
    g_free(bare.words);
    g_free(bare.edges);
    return found;
}

/* It stands beside the text that was read. */
static bool
is_beside(const Mail *mail)
{
    for (guint i = 0; mail->html && i < mail->parts->len; i++) {
        const MailPart *part = mail->parts->pdata[i];
        if (part->depth == 0 && part->alternative && g_str_equal(part->type, "text/html"))
            return true;
    }
    return false;
}

Partstat
html_says_otherwise(const Mail *mail, const char *const *sent_texts, const RsvpText *plain,
                    Partstat partstat)
{
    if (!is_beside(mail) || shows(mail->html, plain->reply))
        return PARTSTAT_NONE;
    HtmlText html;
    html_read(mail->html, strlen(mail->html), &html);
    Mail shown = *mail;
    shown.text = html.text;
    shown.written = html.written;
    shown.quoted = html.quoted;
    shown.html = NULL;
    g_autofree char *thread = NULL;
    g_autofree char *reply = quote_thread(&shown, sent_texts, &thread);
    bool differs = !is_same(reply, plain->reply);
    g_autoptr(Meaning) said = meaning_new();
    RsvpText text = *plain;
    text.reply = reply;
    text.body = thread ? thread : html.text;
    if (differs)
        rsvp_read(&text, said);
    html_text_clear(&html);
    return differs && said->sure && said->partstat != partstat ? said->partstat : PARTSTAT_NONE;
}
