/* Two questions: is it a delivery report, and what does it report? */
#include "inbox/bounce.h"

#include <string.h>
#include "inbox/bounce-cause.h"
#include "inbox/bounce-text.h"
#include "inbox/dsn.h"
#include "inbox/robot-words.h"
#include "inbox/sender.h"

/* Everything that one report shows. */
typedef struct {
    const Mail *mail;
    guint signs; /* of the sender */
    Dsn *dsn;    /* NULL = no fields */
    BounceText letter;
    const char *failed;  /* header X-Failed-Recipients; NULL */
    bool report;         /* multipart/report; report-type=delivery-status */
    char *subject_words; /* "undeliverable" in the subject; NULL */
    bool subject_cause;  /* "User unknown" */
    bool auto_subject;   /* "Automatic reply:" */
    bool returned;       /* it brings the message, or its header */
} Report;

static void
report_clear(Report *report)
{
    dsn_free(report->dsn);
    bounce_text_clear(&report->letter);
    g_free(report->subject_words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Report, report_clear)

static bool
is_returned_part(const MailPart *part)
{
    return g_str_equal(part->type, "message/rfc822") ||
           g_str_equal(part->type, "text/rfc822-headers") ||
           g_str_equal(part->type, "message/global") ||
           g_str_equal(part->type, "message/global-headers");
}

static bool
is_status_part(const MailPart *part)
{
    return g_str_equal(part->type, "message/delivery-status") ||
           g_str_equal(part->type, "message/global-delivery-status");
}

/* The fields of a status part, or those that the letter has in plain text. */
static Dsn *
fields_find(const Mail *mail)
{
    for (guint i = 0; i < mail->parts->len; i++) {
        const MailPart *part = mail->parts->pdata[i];
        if (part->depth > 0 || !part->text || !is_status_part(part))
            continue;
        Dsn *dsn = dsn_parse(part->text);
        if (dsn->recipients->len)
            return dsn;
        dsn_free(dsn);
    }
    return NULL;
}

static Dsn *
fields_in_letter(const char *text)
{
    g_autofree char *letter = g_strndup(text, MIN(bounce_text_end(text), BOUNCE_TEXT_MAX));
    g_autoptr(Dsn) dsn = dsn_parse(letter);
    for (guint i = 0; i < dsn->recipients->len; i++) {
        const DsnRecipient *recipient = dsn->recipients->pdata[i];
        if ((recipient->final || recipient->original) && (recipient->action || recipient->status))
            return g_steal_pointer(&dsn);
    }
    return NULL;
}

static void
subject_read(Report *report)
{
    RobotWords words;
    g_autofree char *flat = robot_fold(report->mail->subject, 500);
    if (robot_words_find(flat, 0, 1u << ROBOT_FAILED | 1u << ROBOT_DELAYED, &words))
        report->subject_words = g_strndup(flat + words.start, words.end - words.start);
    report->subject_cause =
        robot_words_find(flat, 0, 1u << ROBOT_ADDRESS | 1u << ROBOT_FULL, &words);
    report->auto_subject = robot_words_find(flat, 0, 1u << ROBOT_SUBJECT, &words);
}

static void
parts_read(Report *report)
{
    for (guint i = 0; i < report->mail->parts->len; i++) {
        const MailPart *part = report->mail->parts->pdata[i];
        if (part->depth > 0)
            continue;
        report->returned = report->returned || is_returned_part(part);
        report->report =
            report->report || is_status_part(part) ||
            (part->report_type && g_ascii_strcasecmp(part->report_type, "delivery-status") == 0);
    }
}

/* Our own addresses: those it was sent to, and the reporter's. */
static char **
own_addresses(const Mail *mail)
{
    g_autoptr(GStrvBuilder) own = g_strv_builder_new();
    const GPtrArray *const lists[] = {mail->to, mail->from};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint j = 0; j < lists[i]->len; j++) {
            const MailAddress *address = lists[i]->pdata[j];
            if (address->address)
                g_strv_builder_add(own, address->address);
        }
    return g_strv_builder_end(own);
}

static void
letter_read(Report *report)
{
    g_auto(GStrv) own = own_addresses(report->mail);
    bounce_text_read(report->mail->text, (const char *const *)own, &report->letter);
    if (!report->dsn)
        report->dsn = fields_in_letter(report->mail->text);
}

static bool
all_reached(const Dsn *dsn)
{
    for (guint i = 0; i < dsn->recipients->len; i++)
        if (!dsn_is_success(dsn->recipients->pdata[i]))
            return false;
    return true;
}

/* Words of a refusal: in a sentence, in a server's code, or as the subject with an address. */
static bool
letter_fails(const Report *report)
{
    return report->letter.failed || report->letter.delayed ||
           status_code_class(&report->letter.status) ||
           (report->subject_cause && report->letter.recipients->len);
}

/* A mail system that brings our message back and names somebody needs no words: it may speak any
 * language. */
static bool
brings_back(const Report *report)
{
    return (report->signs & SENDER_MAILER) && report->returned && report->letter.recipients->len;
}

/* By the letter, where neither fields nor headers tell. The less the sender is a mail system, the more
 * the rest must say. */
static bool
letter_is_bounce(const Report *report)
{
    bool named = report->letter.recipients->len > 0;
    if (report->auto_subject && !report->subject_words)
        return false;
    if (report->signs & (SENDER_MAILER | SENDER_NULL_PATH))
        return report->subject_words || report->report || letter_fails(report) ||
               brings_back(report);
    if (report->signs & SENDER_UNATTENDED)
        return report->subject_words
                   ? named || report->returned
                   : named && letter_fails(report) &&
                         (report->returned || status_code_class(&report->letter.status));
    return report->subject_words && named && letter_fails(report) && report->returned &&
           !report->mail->references->len;
}

static bool
is_bounce(const Report *report)
{
    if (report->dsn)
        return !all_reached(report->dsn);
    return report->failed || letter_is_bounce(report);
}

/* '5', '4', or 0 where the fields do not say. */
static char
group_class(const DsnRecipient *recipient, StatusCode *ret_status)
{
    StatusCode said = status_code_find(recipient->diagnostic ? recipient->diagnostic : "", -1);
    StatusCode field = status_code_find(recipient->status ? recipient->status : "", -1);
    bool precise = *said.status && !g_str_has_suffix(said.status, ".0.0");
    *ret_status = precise || !*field.status ? said : field;
    if (!*ret_status->status && *field.status)
        *ret_status = field;
    if (recipient->action && g_str_equal(recipient->action, "delayed"))
        return '4';
    return status_code_class(ret_status);
}

static void
take_recipient(Bounce *bounce, const char *address, const char *addressed)
{
    for (guint i = 0; i < bounce->recipients->len; i++)
        if (g_ascii_strcasecmp(bounce->recipients->pdata[i], address) == 0)
            return;
    g_ptr_array_add(bounce->recipients, g_strdup(address));
    g_ptr_array_add(bounce->addressed, g_strdup(addressed));
}

/* What the fields say of the recipients of one class; a class that is not said counts as DEFAULT. */
static bool
take_groups(Bounce *bounce, const Dsn *dsn, char class, char default_class)
{
    bool any = false;
    for (guint i = 0; i < dsn->recipients->len; i++) {
        const DsnRecipient *recipient = dsn->recipients->pdata[i];
        StatusCode status;
        char said = group_class(recipient, &status);
        if (dsn_is_success(recipient) || (said ? said : default_class) != class)
            continue;
        const char *final = recipient->final ? recipient->final : recipient->original;
        if (final)
            take_recipient(bounce, final, recipient->original ? recipient->original : final);
        if (!bounce->status && *status.status)
            bounce->status = g_strdup(status.status);
        if (!bounce->reason && recipient->diagnostic && *recipient->diagnostic)
            bounce->reason = g_strdup(recipient->diagnostic);
        any = true;
    }
    return any;
}

/* The class by the letter alone. */
static char
letter_class(const Report *report)
{
    char class = status_code_class(&report->letter.status);
    if (class)
        return class;
    g_autofree char *subject = robot_fold(report->mail->subject, 500);
    RobotWords words;
    return report->letter.delayed || robot_words_find(subject, 0, 1u << ROBOT_DELAYED, &words)
               ? '4'
               : '5';
}

/* "a@x, b@x" */
static void
take_list(Bounce *bounce, const char *list)
{
    g_auto(GStrv) addresses = g_strsplit_set(list, ", \t<>;", BOUNCE_TEXT_MAX);
    for (char **address = addresses; *address; address++)
        if (strchr(*address, '@'))
            take_recipient(bounce, *address, *address);
}

/* The header of the returned message: a part of its own, or lines of the letter. */
static char *
returned_header(const Mail *mail, const char *name)
{
    for (guint i = 0; i < mail->parts->len; i++) {
        const MailPart *part = mail->parts->pdata[i];
        char *value = part->depth == 0 && is_returned_part(part) && part->text
                          ? bounce_text_header(part->text, name)
                          : NULL;
        if (value)
            return value;
    }
    return bounce_text_header(mail->text, name);
}

static char *
returned_id(const Mail *mail)
{
    g_autofree char *value = returned_header(mail, "Message-ID");
    const char *start = value ? strchr(value, '<') : NULL;
    if (!start)
        return g_steal_pointer(&value);
    return g_strndup(start + 1, strcspn(start + 1, ">"));
}

/* Where the fields name nobody: the header of Exim and Google, the letter, the returned message. */
static void
recipients_elsewhere(Bounce *bounce, const Report *report)
{
    if (report->failed)
        take_list(bounce, report->failed);
    for (guint i = 0; !report->failed && i < report->letter.recipients->len; i++)
        take_recipient(bounce, report->letter.recipients->pdata[i],
                       report->letter.recipients->pdata[i]);
    const MailAddress *from = report->mail->from->len ? report->mail->from->pdata[0] : NULL;
    const char *domain = from && from->address ? strchr(from->address, '@') : NULL;
    if (!bounce->recipients->len && report->letter.local && domain) {
        g_autofree char *address = g_strconcat(report->letter.local, domain, NULL);
        take_recipient(bounce, address, address);
    }
    g_autofree char *to = bounce->recipients->len ? NULL : returned_header(report->mail, "To");
    if (to && !strchr(to, ','))
        take_list(bounce, to);
}

static Bounce *
bounce_make(const Report *report)
{
    Bounce *bounce = bounce_new();
    char class = letter_class(report);
    if (report->dsn) {
        char fallback = class;
        class = take_groups(bounce, report->dsn, '5', fallback) ? '5' : '4';
        if (class == '4')
            take_groups(bounce, report->dsn, '4', fallback);
        bounce->envelope_id = g_strdup(report->dsn->envelope_id);
    }
    bounce->permanent = class == '5';
    if (!bounce->recipients->len)
        recipients_elsewhere(bounce, report);
    if (!bounce->status && *report->letter.status.status)
        bounce->status = g_strdup(report->letter.status.status);
    if (!bounce->reason)
        bounce->reason = g_strdup(report->letter.reason);
    bounce->cause = bounce_cause_find(bounce->status, bounce->reason);
    bounce->message_id = returned_id(report->mail);
    return bounce;
}

static void
say(const Report *report, Verdict *verdict)
{
    if (report->dsn) {
        verdict_set(verdict, MEANING_BOUNCE, "delivery status fields", NULL,
                    g_strdup(report->report ? "message/delivery-status" : "Final-Recipient"));
    } else if (report->failed) {
        verdict_set(verdict, MEANING_BOUNCE, "failed recipients", NULL,
                    g_strdup_printf("X-Failed-Recipients: %s", report->failed));
    } else {
        const char *words = report->subject_words   ? report->subject_words
                            : report->letter.failed ? report->letter.failed
                                                    : report->letter.reason;
        verdict_set(verdict, MEANING_BOUNCE, "letter of a mail system", g_strdup(words),
                    words ? NULL : sender_property(report->mail, report->signs));
    }
    verdict->bounce = bounce_make(report);
}

bool
bounce_find(const Mail *mail, Verdict *verdict)
{
    g_auto(Report) report = {.mail = mail, .signs = sender_signs(mail)};
    report.dsn = fields_find(mail);
    report.failed = mail_header(mail, "X-Failed-Recipients");
    subject_read(&report);
    parts_read(&report);
    if (!report.dsn && !report.failed && !report.signs && !report.subject_words)
        return false;
    if (report.dsn && all_reached(report.dsn))
        return false;
    letter_read(&report);
    if (!is_bounce(&report))
        return false;
    say(&report, verdict);
    return true;
}
