/* Text: charset, line ends, flow; and the types that need more than that. */
#include "inbox/part.h"

#include <string.h>
#include "inbox/charset.h"
#include "inbox/flow.h"
#include "inbox/html.h"

bool
part_is_text(const MailPart *part)
{
    return g_str_has_prefix(part->type, "text/") || g_str_has_prefix(part->type, "message/");
}

bool
part_is_tnef(const MailPart *part)
{
    static const char *const types[] = {"application/ms-tnef", "application/vnd.ms-tnef", NULL};

    return g_strv_contains(types, part->type) ||
           (part->name && g_ascii_strcasecmp(part->name, "winmail.dat") == 0);
}

bool
part_is_cms(const MailPart *part)
{
    static const char *const types[] = {"application/pkcs7-mime", "application/x-pkcs7-mime", NULL};

    return g_strv_contains(types, part->type);
}

/* CRLF and CR -> LF, in place. */
static char *
normalise_lines(char *text)
{
    char *to = strchr(text, '\r');

    if (!to)
        return text;
    for (const char *p = to; *p; p++) {
        if (*p != '\r')
            *to++ = *p;
        else if (p[1] != '\n')
            *to++ = '\n';
    }
    *to = '\0';
    return text;
}

static void
refine_plain(MailPart *part, const PartClaims *claims)
{
    part->flowed = claims->format && g_ascii_strcasecmp(claims->format, "flowed") == 0;
    if (part->flowed) {
        char *joined =
            flow_join(part->text, claims->delsp && g_ascii_strcasecmp(claims->delsp, "yes") == 0);
        g_free(part->text);
        part->text = joined;
    }
    if (html_is_disguised(part->text)) {
        g_free(part->type);
        part->type = g_strdup("text/html");
    }
}

bool
part_read_text(MailPart *part, const char *bytes, gsize length, const PartClaims *claims)
{
    bool wrong = false;

    bytes = length ? bytes : "";
    if (claims->charset)
        part->charset = charset_make_valid(claims->charset, strlen(claims->charset));
    else if (strcmp(part->type, "text/html") == 0)
        part->charset = html_charset(bytes, length);
    part->text = normalise_lines(charset_decode(bytes, length, part->charset, NULL, &wrong));
    if (strcmp(part->type, "text/plain") == 0)
        refine_plain(part, claims);
    return !wrong;
}

void
mail_add_text(Mail *mail, const char *type, const char *text, int depth)
{
    MailPart *part = mail_part_new();

    part->type = g_strdup(type);
    part->text = normalise_lines(g_strdup(text));
    part->depth = depth;
    g_ptr_array_add(mail->parts, part);
}
