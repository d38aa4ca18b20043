/* The order of the questions; each is answered by the file that knows. */
#include "inbox/classify.h"

#include "event/address.h"
#include "event/notice.h"
#include "event/token.h"
#include "inbox/auto.h"
#include "inbox/bounce.h"
#include "inbox/itip.h"
#include "inbox/report.h"
#include "inbox/token-find.h"

/* Whether a message under our own address may be of somebody whose mailbox it is, too: an organizer, or a guest. They
 * write to a token's address, or to the plain one in a thread of ours, since mail programs answer one's own mail to whom
 * it went. What we write goes to people. */
static bool
is_of_owner(const Mail *mail, const char *ours)
{
    bool home = false;
    for (guint i = 0; i < mail->to->len; i++) {
        const MailAddress *to = mail->to->pdata[i];
        g_autofree char *address = to->address ? address_parse(to->address) : NULL;
        g_autofree char *token = address ? token_find_in(address, ours) : NULL;
        if (token)
            return true;
        home |= address && address_equal(address, ours);
    }
    for (guint i = 0; home && i < mail->references->len; i++) {
        g_autofree char *token = token_of_message_id(mail->references->pdata[i]);
        if (token)
            return true;
    }
    return false;
}

/* Our mail come back: it carries our mark, a Message-ID that only we make, or our own address as its
 * author and nothing that speaks for another one. */
static bool
loop_find(const Mail *mail, const char *ours, Verdict *verdict)
{
    static const char rule[] = "our own mail";
    const char *mark = mail_header(mail, NOTICE_MARK);
    g_autofree char *token = token_of_message_id(mail->message_id);
    if (mark)
        return verdict_set(verdict, MEANING_LOOP, rule, NULL,
                           g_strdup_printf("%s: %s", NOTICE_MARK, mark));
    if (token)
        return verdict_set(verdict, MEANING_LOOP, rule, NULL,
                           g_strdup_printf("Message-ID: <%s>", mail->message_id));
    const MailAddress *from = ours && mail->from->len ? mail->from->pdata[0] : NULL;
    g_autofree char *address = from && from->address ? address_parse(from->address) : NULL;
    return address && address_equal(address, ours) && !is_of_owner(mail, ours) &&
           verdict_set(verdict, MEANING_LOOP, rule, NULL, g_strdup_printf("From: %s", address));
}

static void
say_calendar(const Itip *itip, const char *rule, Verdict *verdict)
{
    verdict_set(verdict, MEANING_CALENDAR, rule, NULL, g_strdup_printf("METHOD:%s", itip->method));
}

/* An object without METHOD is a file like others, and our own one that comes back with somebody's words
 * is as good as a quotation. */
static bool
is_object(const Itip *itip, const char *ours)
{
    return itip && itip->method && !itip_is_ours(itip, ours);
}

Verdict
classify(const Mail *mail, const char *reply, const Itip *itip, const char *ours)
{
    Verdict verdict = {.kind = MEANING_REPLY, .rule = "a person wrote"};
    if (mail->unreadable)
        verdict_set(&verdict, MEANING_UNREADABLE, "no header", NULL, NULL);
    else if (loop_find(mail, ours, &verdict))
        return verdict;
    else if (itip_is_answer(itip))
        say_calendar(itip, "calendar answer", &verdict);
    else if (itip_is_proposal(
                 itip)) /* a button, too, whatever a calendar server says of its mail */
        say_calendar(itip, "calendar object", &verdict);
    else if (!report_find(mail, &verdict) && !bounce_find(mail, &verdict) &&
             !auto_find(mail, reply, &verdict) && is_object(itip, ours))
        say_calendar(itip, "calendar object", &verdict);
    return verdict;
}
