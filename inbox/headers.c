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

static MailHeader *
header_new(RawField *field, const char *hint)
{
    MailHeader *header = g_new0(MailHeader, 1);

    header->name = g_steal_pointer(&field->name);
    if (encoded_word_is_plain(field->value)) {
        header->value = header->raw = line_unfold(g_steal_pointer(&field->value));
    } else {
        header->value = encoded_word_decode(field->value, hint);
        header->raw = header_unfold(field->value);
    }
    return header;
}

static void
add_addresses(Mail *mail, const char *raw, const char *hint, guint limit, GPtrArray *into)
{
    const char *defect =
        into == mail->from
            ? "too many addresses in From: the last ones are left out (addresses)"
            : "too many addresses in To and Cc: the last ones are left out (addresses)";

    if (addresses_parse(raw, hint, limit, into))
        return;
    mail->cut = true;
    if (!g_ptr_array_find_with_equal_func(mail->defects, defect, g_str_equal, NULL))
        g_ptr_array_add(mail->defects, g_strdup(defect));
}

void
headers_add(Mail *mail, const ParseLimits *limits, RawField *field, const char *hint)
{
    MailHeader *header = header_new(field, hint);
    const char *name = header->name, *raw = field->value ? field->value : header->value;

    g_ptr_array_add(mail->headers, header);
    if (mail_name_is(name, "Subject") && *mail->subject == '\0') {
        g_free(mail->subject);
        mail->subject = g_strdup(header->value);
    } else if (mail_name_is(name, "From")) {
        if (mail->from->len)
            g_ptr_array_add(mail->defects, g_strdup("more than one From header"));
        add_addresses(mail, raw, hint, limits->addresses, mail->from);
    } else if (mail_name_is(name, "To") || mail_name_is(name, "Cc")) {
        add_addresses(mail, raw, hint, 2 * limits->addresses, mail->to);
    } else if (mail_name_is(name, "Message-ID") && !mail->message_id) {
        g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
        add_ids(header->raw, ids);
        mail->message_id = ids->len ? g_strdup(g_ptr_array_index(ids, 0)) : NULL;
    } else if (mail_name_is(name, "References") || mail_name_is(name, "In-Reply-To")) {
        add_ids(header->raw, mail->references);
    }
}
