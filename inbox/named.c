/* Everything that a Mail has, decoded. */
#include "inbox/named.h"

#include <string.h>
#include "inbox/encoded-word.h"
#include "inbox/html.h"

static bool
is_named(const Forget *forget, const char *text)
{
    return text && forget_names(forget, text, strlen(text));
}

static bool
header_names(const Mail *mail, const Forget *forget)
{
    for (guint i = 0; i < mail->headers->len; i++) {
        const MailHeader *header = mail->headers->pdata[i];
        if (is_named(forget, header->value) || is_named(forget, header->raw))
            return true;
    }
    return false;
}

static bool
html_names(const char *source, const Forget *forget, const ParseLimits *limits)
{
    HtmlText html = {0};
    html_read(source, strnlen(source, limits->html), &html);
    bool named = is_named(forget, html.text);
    html_text_clear(&html);
    return named;
}

/* The header of a message that stands in another one is text, as it was written. */
static bool
inner_header_names(const char *text, const Forget *forget)
{
    g_autofree char *decoded = encoded_word_decode(text, NULL);
    return is_named(forget, decoded);
}

static bool
part_names(const MailPart *part, const Forget *forget, const ParseLimits *limits)
{
    gsize length;
    const char *content = part->content ? g_bytes_get_data(part->content, &length) : NULL;
    if (is_named(forget, part->name) || is_named(forget, part->text) ||
        (content && forget_names_bytes(forget, content, length)))
        return true;
    if (part->text && g_str_has_prefix(part->type, "message/"))
        return inner_header_names(part->text, forget);
    return part->text && g_str_equal(part->type, "text/html") &&
           html_names(part->text, forget, limits);
}

bool
mail_names(const Mail *mail, const Forget *forget, const ParseLimits *limits)
{
    if (header_names(mail, forget) || is_named(forget, mail->text))
        return true;
    for (guint i = 0; i < mail->parts->len; i++)
        if (part_names(mail->parts->pdata[i], forget, limits))
            return true;
    return false;
}
