/* The order of the questions; each is answered by the file that knows. */
#include "inbox/classify.h"

#include "event/address.h"
#include "event/notice.h"
#include "event/token.h"
#include "inbox/bounce.h"
#include "inbox/itip.h"
#include "inbox/report.h"

/* Our mail come back: it carries our mark, a Message-ID that only we make, or our own address as its
 * author. */
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
    return address && address_equal(address, ours) &&
           verdict_set(verdict, MEANING_LOOP, rule, NULL, g_strdup_printf("From: %s", address));
}

static bool
calendar_find(const Itip *itip, bool answers_only, Verdict *verdict)
{
    bool answer = itip_is_answer(itip);
    if (!itip || !itip->method || (answers_only && !answer))
        return false;
    return verdict_set(verdict, MEANING_CALENDAR, answer ? "calendar answer" : "calendar object",
                       NULL, g_strdup_printf("METHOD:%s", itip->method));
}

Verdict
classify(const Mail *mail, const Itip *itip, const char *ours)
{
    Verdict verdict = {.kind = MEANING_REPLY, .rule = "a person wrote"};
    if (mail->unreadable)
        verdict_set(&verdict, MEANING_UNREADABLE, "no header", NULL, NULL);
    else if (!loop_find(mail, ours, &verdict) && !calendar_find(itip, true, &verdict) &&
             !report_find(mail, &verdict) && !bounce_find(mail, &verdict))
        calendar_find(itip, false, &verdict);
    return verdict;
}
