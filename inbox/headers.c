/* Structured fields are split before their words are decoded. */
#include "inbox/headers.h"

#include <string.h>
#include "inbox/addresses.h"
#include "inbox/charset.h"
#include "inbox/encoded-word.h"

#define MAX_REFERENCES 200

char *
header_unfold(const char *raw)
{
    char *line = charset_make_valid(raw, strlen(raw)), *to = line;

    for (char *p = line; *p; p++) {
        guchar c = (guchar)*p;
        if (c != '\r' && c != '\n')
            *to++ = c < 0x20 || c == 0x7f ? ' ' : *p;
    }
    *to = '\0';
    return g_strstrip(line);
}

/* Appends the ids of TEXT: what stands in brackets, or, without any, its words. */
static void
add_ids(const char *text, GPtrArray *ids)
{
    gboolean brackets = strchr(text, '<') != NULL;

    for (const char *p = text; *p && ids->len < MAX_REFERENCES;) {
        gsize skip = brackets ? strcspn(p, "<") : strspn(p, " \t");
        p += skip;
        if (brackets && *p)
            p++;
        gsize length = strcspn(p, brackets ? ">" : " \t,");
        if (length)
            g_ptr_array_add(ids, g_strndup(p, length));
        p += length + (p[length] != '\0');
    }
}

void
headers_add(Mail *mail, const ParseLimits *limits, const char *name, const char *raw,
            const char *hint)
{
    MailHeader *header = g_new0(MailHeader, 1);

    header->name = charset_make_valid(name, strlen(name));
    header->value = encoded_word_decode(raw, hint);
    header->raw = encoded_word_is_plain(raw) ? g_strdup(header->value) : header_unfold(raw);
    g_ptr_array_add(mail->headers, header);

    if (g_ascii_strcasecmp(name, "Subject") == 0 && *mail->subject == '\0') {
        g_free(mail->subject);
        mail->subject = g_strdup(header->value);
    } else if (g_ascii_strcasecmp(name, "From") == 0) {
        if (mail->from->len)
            g_ptr_array_add(mail->defects, g_strdup("more than one From header"));
        addresses_parse(raw, hint, limits->addresses, mail->from);
    } else if (g_ascii_strcasecmp(name, "To") == 0 || g_ascii_strcasecmp(name, "Cc") == 0) {
        addresses_parse(raw, hint, 2 * limits->addresses, mail->to);
    } else if (g_ascii_strcasecmp(name, "Message-ID") == 0 && !mail->message_id) {
        g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
        add_ids(header->raw, ids);
        mail->message_id = ids->len ? g_strdup(g_ptr_array_index(ids, 0)) : NULL;
    } else if (g_ascii_strcasecmp(name, "References") == 0 ||
               g_ascii_strcasecmp(name, "In-Reply-To") == 0) {
        add_ids(header->raw, mail->references);
    }
}
