/* The order of the questions; each is answered by the file that knows. */
#include "inbox/classify.h"

#include "event/address.h"
#include "event/notice.h"
#include "event/token.h"
#include "inbox/itip.h"

void
verdict_clear(Verdict *verdict)
{
    g_free(verdict->words);
    g_free(verdict->property);
    g_free(verdict->until);
    bounce_free(verdict->bounce);
    *verdict = (Verdict){0};
}

/* Our mail come back: it carries our mark, a Message-ID that only we make, or our own address as its
 * author. */
static bool
is_loop(const Mail *mail, const char *ours, Verdict *verdict)
{
    const char *mark = mail_header(mail, NOTICE_MARK);
    g_autofree char *token = token_of_message_id(mail->message_id);
    if (mark) {
        verdict->property = g_strdup_printf("%s: %s", NOTICE_MARK, mark);
    } else if (token) {
        verdict->property = g_strdup_printf("Message-ID: <%s>", mail->message_id);
    } else if (ours && mail->from->len) {
        const MailAddress *from = mail->from->pdata[0];
        g_autofree char *address = from->address ? address_parse(from->address) : NULL;
        if (!address || !address_equal(address, ours))
            return false;
        verdict->property = g_strdup_printf("From: %s", address);
    } else {
        return false;
    }
    verdict->kind = MEANING_LOOP;
    verdict->rule = "our own mail";
    return true;
}

static void
say_calendar(const Itip *itip, Verdict *verdict)
{
    verdict->kind = MEANING_CALENDAR;
    verdict->rule = itip_is_answer(itip) ? "calendar answer" : "calendar object";
    verdict->property = g_strdup_printf("METHOD:%s", itip->method);
}

Verdict
classify(const Mail *mail, const Itip *itip, const char *ours)
{
    Verdict verdict = {.kind = MEANING_REPLY, .rule = "a person wrote"};
    if (mail->unreadable) {
        verdict.kind = MEANING_UNREADABLE;
        verdict.rule = "no header";
    } else if (!is_loop(mail, ours, &verdict) && itip && itip->method) {
        say_calendar(itip, &verdict);
    }
    return verdict;
}
