/* Two questions: is it a delivery report, and what does it report? */
#include "inbox/bounce.h"

#include <string.h>
#include "inbox/bounce-cause.h"
#include "inbox/bounce-facts.h"
#include "inbox/robot-words.h"

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
letter_fails(const BounceFacts *facts)
{
    return facts->letter.failed || facts->letter.delayed ||
           status_code_class(&facts->letter.status) ||
           (facts->subject_cause && facts->letter.recipients->len);
}

/* A mail system that brings our message back and names somebody needs no words: it may speak any
 * language. */
static bool
brings_back(const BounceFacts *facts)
{
    return (facts->signs & SENDER_MAILER) && facts->returned && facts->letter.recipients->len;
}

/* By the letter, where neither fields nor headers tell. The less the sender is a mail system, the more
 * the rest must say. */
static bool
letter_is_bounce(const BounceFacts *facts)
{
    bool named = facts->letter.recipients->len > 0;
    if (facts->auto_subject && !facts->subject_words)
        return false;
    if (facts->signs & (SENDER_MAILER | SENDER_NULL_PATH))
        return facts->subject_words || facts->report || letter_fails(facts) || brings_back(facts);
    if (facts->signs & SENDER_UNATTENDED)
        return facts->subject_words
                   ? named || facts->returned
                   : named && letter_fails(facts) &&
                         (facts->returned || status_code_class(&facts->letter.status));
    return facts->subject_words && named && letter_fails(facts) && facts->returned &&
           !facts->mail->references->len;
}

static bool
is_bounce(const BounceFacts *facts)
{
    if (facts->dsn)
        return !all_reached(facts->dsn);
    return facts->failed || letter_is_bounce(facts);
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

static bool
is_given_up(const DsnRecipient *recipient)
{
    return g_strcmp0(recipient->action, "failed") == 0;
}

/* What the fields say of the recipients of one class, of those alone that were given up where GIVEN_UP; a class that is
 * not said counts as DEFAULT. */
static bool
take_groups(Bounce *bounce, const Dsn *dsn, char class, bool given_up, char default_class)
{
    bool any = false;
    for (guint i = 0; i < dsn->recipients->len; i++) {
        const DsnRecipient *recipient = dsn->recipients->pdata[i];
        StatusCode status;
        char said = group_class(recipient, &status);
        if (dsn_is_success(recipient) || (said ? said : default_class) != class ||
            (given_up && !is_given_up(recipient)))
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
letter_class(const BounceFacts *facts)
{
    char class = status_code_class(&facts->letter.status);
    if (class)
        return class;
    g_autofree char *subject = robot_fold(facts->mail->subject, 500);
    RobotWords words;
    return facts->letter.delayed || robot_words_find(subject, 0, 1u << ROBOT_DELAYED, &words) ? '4'
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

static char *
returned_id(const Mail *mail)
{
    g_autofree char *value = bounce_returned_header(mail, "Message-ID");
    const char *start = value ? strchr(value, '<') : NULL;
    if (!start)
        return g_steal_pointer(&value);
    return g_strndup(start + 1, strcspn(start + 1, ">"));
}

/* Where the fields name nobody: the header of Exim and Google, the letter, the returned message. */
static void
recipients_elsewhere(Bounce *bounce, const BounceFacts *facts)
{
    if (facts->failed)
        take_list(bounce, facts->failed);
    for (guint i = 0; !facts->failed && i < facts->letter.recipients->len; i++)
        take_recipient(bounce, facts->letter.recipients->pdata[i],
                       facts->letter.recipients->pdata[i]);
    const MailAddress *from = facts->mail->from->len ? facts->mail->from->pdata[0] : NULL;
    const char *domain = from && from->address ? strchr(from->address, '@') : NULL;
    if (!bounce->recipients->len && facts->letter.local && domain) {
        g_autofree char *address = g_strconcat(facts->letter.local, domain, NULL);
        take_recipient(bounce, address, address);
    }
    g_autofree char *to =
        bounce->recipients->len ? NULL : bounce_returned_header(facts->mail, "To");
    if (to && !strchr(to, ','))
        take_list(bounce, to);
}

static Bounce *
bounce_make(const BounceFacts *facts)
{
    Bounce *bounce = bounce_new();
    char class = letter_class(facts);
    bounce->permanent = class == '5';
    bounce->gave_up = !bounce->permanent && facts->letter.gave_up;
    if (facts->dsn) {
        bounce->permanent = take_groups(bounce, facts->dsn, '5', false, class);
        bounce->gave_up = !bounce->permanent && take_groups(bounce, facts->dsn, '4', true, class);
        if (!bounce->permanent && !bounce->gave_up)
            take_groups(bounce, facts->dsn, '4', false, class);
        bounce->envelope_id = g_strdup(facts->dsn->envelope_id);
    }
    if (!bounce->recipients->len)
        recipients_elsewhere(bounce, facts);
    if (!bounce->status && *facts->letter.status.status)
        bounce->status = g_strdup(facts->letter.status.status);
    if (!bounce->reason)
        bounce->reason = g_strdup(facts->letter.reason);
    bounce->cause = bounce_cause_find(bounce->status, bounce->reason);
    bounce->message_id = returned_id(facts->mail);
    return bounce;
}

static void
say(const BounceFacts *facts, Verdict *verdict)
{
    if (facts->dsn) {
        verdict_set(verdict, MEANING_BOUNCE, "delivery status fields", NULL,
                    g_strdup(facts->report ? "message/delivery-status" : "Final-Recipient"));
    } else if (facts->failed) {
        verdict_set(verdict, MEANING_BOUNCE, "failed recipients", NULL,
                    g_strdup_printf("X-Failed-Recipients: %s", facts->failed));
    } else {
        const char *words = facts->subject_words   ? facts->subject_words
                            : facts->letter.failed ? facts->letter.failed
                                                   : facts->letter.reason;
        verdict_set(verdict, MEANING_BOUNCE, "letter of a mail system", g_strdup(words),
                    words ? NULL : sender_property(facts->mail, facts->signs));
    }
    verdict->bounce = bounce_make(facts);
}

bool
bounce_find(const Mail *mail, Verdict *verdict)
{
    g_auto(BounceFacts) facts = {0};
    if (!bounce_facts_read(mail, &facts) || !is_bounce(&facts))
        return false;
    say(&facts, verdict);
    return true;
}
