/* Plain text is preferred, since it is what the sender's program made of its own HTML; the HTML is kept
 * for whoever wants to know more (quote.c). */
#include "inbox/body.h"

#include <string.h>
#include "inbox/html.h"

static bool
is_html(const MailPart *part)
{
    return strcmp(part->type, "text/html") == 0;
}

/* Types whose text a person reads in the message, not beside it. */
static bool
is_readable(const MailPart *part)
{
    static const char *const no_body[] = {
        "text/calendar",
        "text/x-vcard",
        "text/vcard",
        "text/directory",
        "text/csv",
        "text/css",
        "text/xml",
        "text/rfc822-headers",
        "text/x-amp-html",
        "text/watch-html",
        "text/x-diff",
        "text/x-patch",
        NULL,
    };

    return part->text && !part->attachment && g_str_has_prefix(part->type, "text/") &&
           !g_strv_contains(no_body, part->type);
}

static bool
has_words(const char *text)
{
    return text[strspn(text, " \t\n\r\f\v")] != '\0';
}

bool
body_exists(const Mail *mail, int depth)
{
    for (guint i = 0; i < mail->parts->len; i++) {
        const MailPart *part = g_ptr_array_index(mail->parts, i);
        if (part->depth == depth && is_readable(part) && has_words(part->text))
            return true;
    }
    return false;
}

bool
body_is_beside(const Mail *mail, const MailPart *part)
{
    return part->name && g_str_has_prefix(part->type, "text/") &&
           !g_str_equal(part->type, "text/calendar") && body_exists(mail, part->depth);
}

/* 2 = good plain text, 1 = HTML, 0 = nothing to read. */
static int
rank(const Mail *mail, guint start, guint end, bool plain)
{
    for (guint i = start; i < end; i++) {
        const MailPart *part = g_ptr_array_index(mail->parts, i);
        if (part->depth == 0 && is_readable(part) && is_html(part) != plain &&
            has_words(part->text))
            return plain ? 2 : 1;
    }
    return 0;
}

/* "Your program cannot show HTML": a short plain part that a person never wrote, beside HTML that says
 * a good deal more. */
static bool
is_stub(const Mail *mail, guint start, guint end, gsize html_length)
{
    static const char *const says[] = {"html", "HTML", "Html"};

    for (guint i = start; i < end; i++) {
        const MailPart *part = g_ptr_array_index(mail->parts, i);
        if (!part->text || is_html(part) || !is_readable(part))
            continue;
        for (gsize k = 0; k < G_N_ELEMENTS(says); k++)
            if (strlen(part->text) <= 400 && strlen(part->text) * 3 < html_length &&
                strstr(part->text, says[k]))
                return true;
        return false;
    }
    return false;
}

/* Bytes of the longest HTML part. */
static gsize
html_length(const Mail *mail, guint start, guint end)
{
    gsize length = 0;

    for (guint i = start; i < end; i++) {
        const MailPart *part = g_ptr_array_index(mail->parts, i);
        if (is_readable(part) && is_html(part))
            length = MAX(length, strlen(part->text));
    }
    return length;
}

void
body_choose(Mail *mail, const guint *children, guint n_children, guint end)
{
    int best = 0;
    guint chosen = 0;
    gsize html = n_children ? html_length(mail, children[0], end) : 0;

    for (guint i = 0; i < n_children; i++) {
        guint stop = i + 1 < n_children ? children[i + 1] : end;
        int value = rank(mail, children[i], stop, true);
        if (value && is_stub(mail, children[i], stop, html))
            value = 0;
        value = MAX(value, rank(mail, children[i], stop, false));
        if (value > best)
            best = value, chosen = i;
    }
    for (guint i = 0; best && i < n_children; i++) {
        guint stop = i + 1 < n_children ? children[i + 1] : end;
        for (guint k = children[i]; i != chosen && k < stop; k++) {
            MailPart *part = g_ptr_array_index(mail->parts, k);
            part->alternative = true;
        }
    }
}

static void
append_paragraph(GString *into, const char *text)
{
    if (!text || !*text)
        return;
    if (into->len && into->str[into->len - 1] != '\n')
        g_string_append_c(into, '\n');
    if (into->len)
        g_string_append_c(into, '\n');
    g_string_append(into, text);
}

/* At most LIMIT bytes, and no part of a character. */
static gsize
cut_length(const char *text, gsize limit)
{
    gsize length = strnlen(text, limit + 1);

    if (length > limit)
        for (length = limit; length && ((guchar)text[length] & 0xc0) == 0x80; length--)
            ;
    return length;
}

/* Mail programs mark a quotation so (the types of html-marks.c that a closing tag ends). */
static bool
is_cited(const char *tag, gsize length)
{
    g_autofree char *lower = g_ascii_strdown(tag, (gssize)length);
    return strstr(lower, "cite") || strstr(lower, "gmail_quote");
}

/* Where a tag ends that begins at P: behind it; a comment ends where it says. NULL where it does not end. */
static const char *
tag_end(const char *p)
{
    bool comment = g_str_has_prefix(p, "<!--");
    const char *end = comment ? strstr(p + 4, "-->") : strchr(p, '>');
    return end ? end + (comment ? 3 : 1) : NULL;
}

/* Whether all that HTML shows behind its first CUT bytes stands in quotations that begin before them, or follow one
 * another without a word between. Doubt is no. */
static bool
rest_is_quoted(const char *html, gsize cut)
{
    int depth = 0,
        plain = 0; /* blockquotes that are open: from the first cited one inwards; outside of it */
    for (const char *p = html, *end; *p; p = end) {
        bool tag = *p == '<', closing = tag && p[1] == '/';
        if (!tag && depth == 0 && (gsize)(p - html) >= cut && !g_ascii_isspace(*p))
            return false;
        end = tag ? tag_end(p) : p + 1;
        if (!end)
            return false;
        if (!tag || g_ascii_strncasecmp(p + 1 + closing, "blockquote", 10) != 0)
            continue;
        if (closing && (depth ? depth : plain) > 0)
            *(depth ? &depth : &plain) -= 1;
        else if (!closing && (depth > 0 || is_cited(p, (gsize)(end - p))))
            depth++;
        else if (!closing)
            plain++;
    }
    return true;
}

/* The bytes of PART's HTML that are read. */
static gsize
html_take(Mail *mail, const MailPart *part, gsize limit)
{
    gsize length = cut_length(part->text, limit);
    if (part->text[length] && !part->alternative) {
        g_ptr_array_add(mail->defects,
                        g_strdup("the HTML was too long: its end was not read (html-bytes)"));
        mail->cut |= !rest_is_quoted(part->text, length);
    }
    return length;
}

void
body_compose(Mail *mail, const ParseLimits *limits)
{
    GString *all = g_string_new(NULL), *written = g_string_new(NULL), *quoted = g_string_new(NULL);
    bool marked = false;

    for (guint i = 0; i < mail->parts->len; i++) {
        const MailPart *part = g_ptr_array_index(mail->parts, i);
        HtmlText html = {0};
        if (part->depth > 0 || !is_readable(part))
            continue;
        if (is_html(part) && !mail->html)
            mail->html = g_strndup(part->text, cut_length(part->text, limits->html));
        if (part->alternative)
            continue;
        if (!is_html(part)) {
            append_paragraph(all, part->text);
            append_paragraph(written, part->text);
            continue;
        }
        html_read(part->text, html_take(mail, part, limits->html), &html);
        append_paragraph(all, html.text);
        append_paragraph(written, html.written ? html.written : html.text);
        append_paragraph(quoted, html.quoted);
        marked = marked || html.written;
        html_text_clear(&html);
    }
    g_free(mail->text);
    mail->text = g_string_free(all, FALSE);
    mail->written = g_string_free(written, !marked);
    mail->quoted = g_string_free(quoted, !marked);
}
