/* Parts, subject and letter, each looked at once. */
#include "inbox/bounce-facts.h"

#include <string.h>
#include "inbox/robot-words.h"

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

/* The fields of a status part. */
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

/* Fields that stand in the letter as plain text. */
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
subject_read(BounceFacts *facts)
{
    RobotWords words;
    g_autofree char *flat = robot_fold(facts->mail->subject, 500);
    if (robot_words_find(flat, 0, 1u << ROBOT_FAILED | 1u << ROBOT_DELAYED, &words))
        facts->subject_words = g_strndup(flat + words.start, words.end - words.start);
    facts->subject_cause =
        robot_words_find(flat, 0, 1u << ROBOT_ADDRESS | 1u << ROBOT_FULL, &words);
    facts->auto_subject = robot_words_find(flat, 0, 1u << ROBOT_SUBJECT, &words);
}

static void
parts_read(BounceFacts *facts)
{
    for (guint i = 0; i < facts->mail->parts->len; i++) {
        const MailPart *part = facts->mail->parts->pdata[i];
        if (part->depth > 0)
            continue;
        facts->returned = facts->returned || is_returned_part(part);
        facts->report =
            facts->report || is_status_part(part) ||
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

/* A postmaster who passes on a report that he got: the letter inside, behind its header. NULL where what
 * the letter returns is no report. */
static const char *
inner_letter(const char *text)
{
    const char *header = text + bounce_text_end(text);
    const char *inner = strstr(header, "\n\n");
    g_autofree char *folded = inner ? robot_fold(header, inner - header) : NULL;
    return folded && (strstr(folded, "report-type=delivery-status") ||
                      strstr(folded, "mailer-daemon"))
               ? inner
               : NULL;
}

static void
letter_read(BounceFacts *facts)
{
    g_auto(GStrv) own = own_addresses(facts->mail);
    bounce_text_read(facts->mail->text, (const char *const *)own, &facts->letter);
    bool empty = !facts->letter.recipients->len && !status_code_class(&facts->letter.status);
    const char *inner = empty && !facts->dsn ? inner_letter(facts->mail->text) : NULL;
    if (inner) {
        bounce_text_clear(&facts->letter);
        bounce_text_read(inner, (const char *const *)own, &facts->letter);
    }
    if (!facts->dsn && facts->signs) /* people paste such fields, too */
        facts->dsn = fields_in_letter(facts->mail->text);
}

char *
bounce_returned_header(const Mail *mail, const char *name)
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

bool
bounce_facts_read(const Mail *mail, BounceFacts *ret_facts)
{
    BounceFacts facts = {.mail = mail, .signs = sender_signs(mail)};
    facts.dsn = fields_find(mail);
    facts.failed = mail_header(mail, "X-Failed-Recipients");
    subject_read(&facts);
    parts_read(&facts);
    bool worth = facts.dsn || facts.failed || facts.signs || facts.subject_words;
    if (worth)
        letter_read(&facts);
    *ret_facts = facts;
    return worth;
}

void
bounce_facts_clear(BounceFacts *facts)
{
    dsn_free(facts->dsn);
    bounce_text_clear(&facts->letter);
    g_free(facts->subject_words);
}
