/* The door: parse, find the calendar object, classify, then ask what that kind of message says. */
#include "inbox/read.h"

#include <string.h>
#include "event/token.h"
#include "inbox/charset.h"
#include "inbox/classify.h"
#include "inbox/itip-plain.h"
#include "inbox/itip.h"
#include "inbox/mail.h"
#include "inbox/parse.h"
#include "inbox/purpose.h"
#include "inbox/quote.h"
#include "inbox/rsvp.h"
#include "inbox/token-find.h"

/* Calendar parts that are looked into; Google sends two with the same object. */
#define CALENDARS_MAX 8

static bool
is_calendar_part(const MailPart *part)
{
    return part->depth == 0 && (g_str_equal(part->type, "text/calendar") ||
                                g_str_equal(part->type, "application/ics") ||
                                g_str_equal(part->type, "text/x-vcalendar") ||
                                (part->name && g_str_has_suffix(part->name, ".ics")));
}

static Itip *
part_read(const MailPart *part, const ReadContext *context)
{
    g_autofree char *decoded = NULL;
    const char *text = part->text;
    if (!text && part->content) {
        gsize size;
        const char *bytes = g_bytes_get_data(part->content, &size);
        text = decoded = charset_decode(bytes, size, NULL, NULL, NULL);
    }
    const ParseLimits *limits = context->limits ? context->limits : &parse_limits_default;
    gsize length = text ? strnlen(text, limits->calendar) : 0;
    Itip *itip = text ? itip_plain(text, length) : NULL;
    if (text && !itip)
        itip = context->itip_read(text, length);
    if (itip)
        itip_settle_method(itip, part->method);
    return itip;
}

/* Of several objects the first that is an answer, else the first with a method, else the first. */
static int
itip_rank(const Itip *itip)
{
    return !itip ? 0 : !itip->method ? 1 : itip_is_answer(itip) ? 3 : 2;
}

static Itip *
calendar_find(const Mail *mail, const ReadContext *context, GPtrArray *defects)
{
    Itip *best = NULL;
    int looked = 0;
    bool seen = false;
    for (guint i = 0; context->itip_read && i < mail->parts->len && looked < CALENDARS_MAX; i++) {
        const MailPart *part = mail->parts->pdata[i];
        if (!is_calendar_part(part))
            continue;
        looked++;
        seen = true;
        Itip *itip = part_read(part, context);
        if (itip_rank(itip) > itip_rank(best)) {
            itip_free(best);
            best = g_steal_pointer(&itip);
        }
        itip_free(itip);
    }
    if (seen && !best)
        g_ptr_array_add(defects, g_strdup("there is a calendar part, but no calendar in it"));
    return best;
}

/* Several authors, which is how a forger hides behind a guest, are shown as a list that is nobody's address. */
static char *
from_list(const Mail *mail)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < mail->from->len; i++) {
        const MailAddress *from = mail->from->pdata[i];
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", from->address ? from->address : "");
    }
    return g_string_free(list, FALSE);
}

static char *
from_text(const Mail *mail)
{
    const MailAddress *from = mail->from->len ? mail->from->pdata[0] : NULL;
    if (!from)
        return NULL;
    if (mail->from->len > 1)
        return from_list(mail);
    if (from->name && *from->name)
        return g_strdup_printf("%s <%s>", from->name, from->address ? from->address : "");
    return g_strdup(from->address);
}

static void
explain(Meaning *meaning, const char *words, const char *property, const char *rule)
{
    meaning->rule = g_strdup(rule);
    meaning->words = g_strdup(words);
    meaning->why = words      ? g_strdup_printf("“%s” (%s)", words, rule)
                   : property ? g_strdup_printf("%s (%s)", property, rule)
                              : g_strdup_printf("(%s)", rule);
}

/* What the comment of a calendar answer says beside yes and no (P33). Where it says the opposite of the
 * button, returns those words: people must judge. */
static char *
comment_read(Meaning *meaning)
{
    const RsvpText text = {.reply = meaning->itip->comment};
    g_autoptr(Meaning) said = meaning_new();
    if (!text.reply || !*text.reply)
        return NULL;
    rsvp_read(&text, said);
    meaning->details = said->details;
    said->details = (Details){0};
    bool against = said->sure && said->partstat != meaning->partstat &&
                   (said->partstat == PARTSTAT_DECLINED || meaning->partstat == PARTSTAT_DECLINED);
    return against ? g_steal_pointer(&said->words) : NULL;
}

/* A calendar answer says what the line of its sender says. */
static void
speaker_read(Meaning *meaning, const ItipAttendee *speaker)
{
    meaning->partstat = speaker->partstat;
    g_autofree char *against = comment_read(meaning);
    g_autofree char *property = g_strdup_printf("METHOD:REPLY, %s PARTSTAT=%s",
                                                speaker->address ? speaker->address : "ATTENDEE",
                                                partstat_name(speaker->partstat));
    meaning->sure = !against;
    explain(meaning, against, property, against ? "comment against button" : "calendar answer");
    if (meaning->itip->guests)
        meaning->details.guests = meaning->itip->guests;
    if (speaker->partstat == PARTSTAT_DELEGATED && speaker->delegated_to) {
        g_free(meaning->details.delegate);
        meaning->details.delegate = g_strdup(speaker->delegated_to);
    }
}

static void
calendar_decide(Meaning *meaning, const Mail *mail, const Verdict *verdict)
{
    const MailAddress *from = mail->from->len ? mail->from->pdata[0] : NULL;
    const ItipAttendee *speaker = itip_is_answer(meaning->itip)
                                      ? itip_speaker(meaning->itip, from ? from->address : NULL)
                                      : NULL;
    if (speaker)
        speaker_read(meaning, speaker);
    else
        explain(meaning, NULL, verdict->property, verdict->rule);
}

/* The button that was pressed in an Outlook that sends its answers as winmail.dat (MS-OXOCAL 2.2.6.3);
 * PARTSTAT_NONE for any other mail. */
static Partstat
outlook_answer(const char *message_class)
{
    static const struct {
        const char *message_class;
        Partstat partstat;
    } answers[] = {
        {"IPM.Schedule.Meeting.Resp.Pos", PARTSTAT_ACCEPTED},
        {"IPM.Schedule.Meeting.Resp.Neg", PARTSTAT_DECLINED},
        {"IPM.Schedule.Meeting.Resp.Tent", PARTSTAT_TENTATIVE},
    };
    for (gsize i = 0; message_class && i < G_N_ELEMENTS(answers); i++)
        if (g_ascii_strcasecmp(message_class, answers[i].message_class) == 0)
            return answers[i].partstat;
    return PARTSTAT_NONE;
}

/* What a person wrote. Where the words decide nothing, why says what kind of mail it is. A guess needs a
 * sign that the words answer us at all: strangers' mail is full of words that could mean anything. */
static void
words_decide(Meaning *meaning, const Mail *mail, const Verdict *verdict)
{
    const RsvpText text = {
        .reply = meaning->reply,
        .subject = mail->subject,
        .body = mail->text,
    };
    Partstat pressed = outlook_answer(mail->message_class);
    if (pressed != PARTSTAT_NONE) {
        meaning->partstat = pressed;
        meaning->sure = true;
        explain(meaning, NULL, mail->message_class, "winmail.dat");
        return;
    }
    rsvp_read(&text, meaning);
    if (!meaning->sure && !meaning->token && !mail->references->len)
        meaning->partstat = PARTSTAT_NONE;
    if (!meaning->why)
        explain(meaning, verdict->words, verdict->property, verdict->rule);
}

/* P32: the time of such a proposal is dropped, the comment stays. */
static void
proposal_judge(Meaning *meaning)
{
    if (!meaning->itip || !itip_proposal_is_noise(meaning->itip))
        return;
    g_clear_pointer(&meaning->itip->proposal, g_free);
    g_ptr_array_add(meaning->defects,
                    g_strdup("the proposed time had passed when it was proposed"));
}

/* The nearest: In-Reply-To stands last. */
static char *
reference_find(const Mail *mail)
{
    for (guint i = mail->references->len; i-- > 0;) {
        g_autofree char *token = token_of_message_id(mail->references->pdata[i]);
        if (token)
            return g_strdup(mail->references->pdata[i]);
    }
    return NULL;
}

static void
token_fill(Meaning *meaning, const Mail *mail, const Verdict *verdict, const char *ours)
{
    TokenFound at = token_find(mail, meaning->itip, meaning->bounce, ours);
    meaning->token = at.token;
    meaning->token_from = g_strdup(at.from);
    meaning->reference = reference_find(mail);
    /* No header said that it is a robot, only words that mail programs write, too. */
    if (meaning->kind == MEANING_AUTOMATIC && verdict->words &&
        purpose_pressed(at.purpose, meaning->subject))
        meaning->kind = MEANING_REPLY;
    if (meaning->kind == MEANING_REPLY && at.token)
        meaning->purpose = g_strdup(purpose_read(at.purpose, meaning->subject, meaning->reply));
    meaning->several = at.several;
    if (at.several)
        g_ptr_array_add(meaning->defects, g_strdup("it carries the tokens of several invitations"));
}

static gpointer
copy_text(gconstpointer text, gpointer unused)
{
    (void)unused;
    return g_strdup(text);
}

static void
common_fill(Meaning *meaning, const Mail *mail, const ReadContext *context)
{
    meaning->subject = g_strdup(mail->subject);
    meaning->from = from_text(mail);
    meaning->text = g_strdup(mail->text);
    meaning->reply = quote_strip(mail, context->sent_texts);
    meaning->message_id = g_strdup(mail->message_id);
    meaning->date = mail->date;
    meaning->authenticity = authenticity_of(mail, context->authserv_id);
    g_ptr_array_extend(meaning->defects, mail->defects, copy_text, NULL);
    meaning->attachments = attachments_of(mail, meaning->defects);
}

Meaning *
message_read(const char *bytes, gsize length, const ReadContext *context)
{
    g_autoptr(Mail) mail = mail_parse(bytes, length, context->limits);
    Meaning *meaning = meaning_new();
    common_fill(meaning, mail, context);
    meaning->itip = calendar_find(mail, context, meaning->defects);
    proposal_judge(meaning);
    Verdict verdict = classify(mail, meaning->reply, meaning->itip, context->address);
    meaning->kind = verdict.kind;
    meaning->bounce = g_steal_pointer(&verdict.bounce);
    meaning->until = g_steal_pointer(&verdict.until);
    token_fill(meaning, mail, &verdict, context->address);
    if (meaning->kind == MEANING_CALENDAR)
        calendar_decide(meaning, mail, &verdict);
    else if (meaning->kind == MEANING_REPLY)
        words_decide(meaning, mail, &verdict);
    else
        explain(meaning, verdict.words, verdict.property, verdict.rule);
    verdict_clear(&verdict);
    return meaning;
}
