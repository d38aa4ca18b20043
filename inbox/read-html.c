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
    if (!is_beside(mail))
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
