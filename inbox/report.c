/* By the types of the parts; read receipts of old systems by their subject and form. */
#include "inbox/report.h"

#include <string.h>
#include "inbox/bounce-text.h"
#include "inbox/dsn.h"

static bool
is_type(const MailPart *part, const char *type)
{
    return part->depth == 0 && g_str_equal(part->type, type);
}

static bool
is_report_type(const MailPart *part, const char *type)
{
    return part->depth == 0 && part->report_type &&
           g_ascii_strcasecmp(part->report_type, type) == 0;
}

/* A status part in which every recipient was reached. */
static bool
all_went_well(const MailPart *part)
{
    if (!part->text || (!is_type(part, "message/delivery-status") &&
                        !is_type(part, "message/global-delivery-status")))
        return false;
    g_autoptr(Dsn) dsn = dsn_parse(part->text);
    for (guint i = 0; i < dsn->recipients->len; i++)
        if (!dsn_is_success(dsn->recipients->pdata[i]))
            return false;
    return dsn->recipients->len > 0;
}

/* Hotmail's complaints: the mail complained about, with a header of its own (JMRP). */
static bool
is_jmrp(const MailPart *part)
{
    g_autofree char *value = is_type(part, "message/rfc822") && part->text
                                 ? bounce_text_header(part->text, "X-HmXmrOriginalRecipient")
                                 : NULL;
    return value != NULL;
}

/* Some tell of praise, too (RFC 5965 7.3). */
static bool
is_praise(const Mail *mail)
{
    for (guint i = 0; i < mail->parts->len; i++) {
        const MailPart *part = mail->parts->pdata[i];
        g_autofree char *type = is_type(part, "message/feedback-report") && part->text
                                    ? bounce_text_header(part->text, "Feedback-Type")
                                    : NULL;
        if (type && g_ascii_strcasecmp(type, "not-spam") == 0)
            return true;
    }
    return false;
}

bool
report_find(const Mail *mail, Verdict *verdict)
{
    for (guint i = 0; i < mail->parts->len; i++) {
        const MailPart *part = mail->parts->pdata[i];
        if (is_type(part, "message/feedback-report") || is_report_type(part, "feedback-report"))
            return verdict_set(verdict, MEANING_REPORT, is_praise(mail) ? "feedback" : "complaint",
                               NULL, g_strdup("message/feedback-report"));
        if (is_jmrp(part))
            return verdict_set(verdict, MEANING_REPORT, "complaint", NULL,
                               g_strdup("X-HmXmrOriginalRecipient"));
        if (is_type(part, "message/disposition-notification") ||
            is_report_type(part, "disposition-notification"))
            return verdict_set(verdict, MEANING_REPORT, "read receipt", NULL,
                               g_strdup("message/disposition-notification"));
        if (all_went_well(part))
            return verdict_set(verdict, MEANING_REPORT, "delivered", NULL,
                               g_strdup("message/delivery-status"));
    }
    return false;
}
