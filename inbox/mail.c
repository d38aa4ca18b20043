/* The life of Mail and the small questions that everybody asks it. */
#include "inbox/mail.h"

#include <string.h>

void
mail_header_free(MailHeader *header)
{
    if (!header)
        return;
    g_free(header->name);
    if (header->raw != header->value)
        g_free(header->raw);
    g_free(header->value);
    g_free(header);
}

void
mail_address_free(MailAddress *address)
{
    if (!address)
        return;
    g_free(address->name);
    g_free(address->address);
    g_free(address);
}

MailPart *
mail_part_new(void)
{
    return g_new0(MailPart, 1);
}

void
mail_part_free(MailPart *part)
{
    if (!part)
        return;
    g_free(part->type);
    g_free(part->charset);
    g_free(part->name);
    g_free(part->method);
    g_free(part->report_type);
    g_free(part->text);
    if (part->content)
        g_bytes_unref(part->content);
    g_free(part);
}

Mail *
mail_new(void)
{
    Mail *mail = g_new0(Mail, 1);

    mail->headers = g_ptr_array_new_with_free_func((GDestroyNotify)mail_header_free);
    mail->subject = g_strdup("");
    mail->from = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
    mail->to = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
    mail->references = g_ptr_array_new_with_free_func(g_free);
    mail->date = G_MININT64;
    mail->parts = g_ptr_array_new_with_free_func((GDestroyNotify)mail_part_free);
    mail->text = g_strdup("");
    mail->defects = g_ptr_array_new_with_free_func(g_free);
    return mail;
}

void
mail_free(Mail *mail)
{
    if (!mail)
        return;
    g_ptr_array_unref(mail->headers);
    g_free(mail->subject);
    g_ptr_array_unref(mail->from);
    g_ptr_array_unref(mail->to);
    g_free(mail->message_id);
    g_ptr_array_unref(mail->references);
    g_ptr_array_unref(mail->parts);
    g_free(mail->text);
    g_free(mail->html);
    g_free(mail->written);
    g_free(mail->quoted);
    g_free(mail->message_class);
    g_ptr_array_unref(mail->defects);
    g_free(mail);
}

const char *
mail_header(const Mail *mail, const char *name)
{
    for (guint i = 0; i < mail->headers->len; i++) {
        const MailHeader *header = g_ptr_array_index(mail->headers, i);
        if (mail_name_is(header->name, name))
            return header->value;
    }
    return NULL;
}

int
mail_find_part(const Mail *mail, const char *type, guint start)
{
    for (guint i = start; i < mail->parts->len; i++) {
        const MailPart *part = g_ptr_array_index(mail->parts, i);
        if (part->depth == 0 && strcmp(part->type, type) == 0)
            return (int)i;
    }
    return -1;
}
