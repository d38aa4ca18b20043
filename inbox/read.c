/* The door: parse, find the calendar object, classify, then ask what that kind of message says. */
#include "inbox/read.h"

#include <string.h>
#include "event/token.h"
#include "inbox/auto.h"
#include "inbox/classify.h"
#include "inbox/mail.h"
#include "inbox/named.h"
#include "inbox/parse.h"
#include "inbox/purpose.h"
#include "inbox/quote.h"
#include "inbox/read-calendar.h"
#include "inbox/read-html.h"
#include "inbox/rsvp.h"
#include "inbox/sender.h"
#include "inbox/token-find.h"

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

/* The button that was pressed counts, unless the words beside it say the opposite, or may where they are cut off. */
static void
button_decides(Meaning *meaning, const Mail *mail, Partstat pressed)
{
    g_autofree char *against = calendar_words_against(meaning->reply, mail->text, pressed, meaning);
    meaning->partstat = pressed;
    meaning->sure = !against && !mail->cut;
    meaning_explain(meaning, against, mail->message_class,
                    against ? "words against button" : "winmail.dat");
}

/* The person saw the HTML, and a program the text: where they surely differ, what the HTML says is the guess. */
static void
html_compare(Meaning *meaning, const Mail *mail, const RsvpText *text, const ReadContext *context)
{
    Partstat shown = html_says_otherwise(mail, context->sent_texts, text, meaning->partstat);
    if (shown == PARTSTAT_NONE)
        return;
    meaning->partstat = shown;
    meaning->sure = meaning->open = false;
    meaning_explain(meaning, NULL, NULL, "HTML says otherwise");
}

/* What a person wrote. Where the words decide nothing, why says what kind of mail it is. A guess needs a
 * sign that the words answer us at all: strangers' mail is full of words that could mean anything. */
static void
words_decide(Meaning *meaning, const Mail *mail, const Verdict *verdict, const ReadContext *context)
{
    const RsvpText text = {
        .reply = meaning->reply,
        .subject = mail->subject,
        .body = meaning->thread ? meaning->thread : mail->text,
        .months = context->months,
        .days = context->days,
    };
    Partstat pressed = outlook_answer(mail->message_class);
    if (pressed != PARTSTAT_NONE) {
        button_decides(meaning, mail, pressed);
        return;
    }
    rsvp_read(&text, meaning);
    if (mail->cut)
        rsvp_doubt(meaning);
    if (meaning->sure)
        html_compare(meaning, mail, &text, context);
    if (!meaning->sure && !meaning->token && !mail->references->len)
        meaning->partstat = PARTSTAT_NONE;
    if (!meaning->why)
        meaning_explain(meaning, verdict->words, verdict->property, verdict->rule);
}

/* What the words said, as if they had not been read. */
static void
words_forget(Meaning *meaning)
{
    meaning->partstat = PARTSTAT_NONE;
    meaning->sure = false;
    details_clear(&meaning->details);
    g_ptr_array_set_size(meaning->answer_keys, 0);
    g_ptr_array_set_size(meaning->answer_values, 0);
}

/* Words, or winmail.dat, beside a calendar object that says nothing about coming count as if it were not there. False
 * where they, too, say nothing, or carry no token of ours: calendars write words of their own into the invitations of
 * strangers. */
static bool
words_instead(Meaning *meaning, const Mail *mail, const ReadContext *context)
{
    Verdict verdict = classify(mail, meaning->reply, NULL, context->address);
    bool pressed = outlook_answer(mail->message_class) != PARTSTAT_NONE;
    bool person = verdict.kind == MEANING_REPLY &&
                  (pressed || meaning->reply[strspn(meaning->reply, " \t\n")]);
    bool said = false;
    if (person && meaning->token) {
        words_decide(meaning, mail, &verdict, context);
        said = meaning->partstat != PARTSTAT_NONE || !details_empty(&meaning->details);
    }
    if (said)
        meaning->kind = MEANING_REPLY;
    else
        words_forget(meaning);
    verdict_clear(&verdict);
    return said;
}

/* Of two buttons that say different things, the calendar's and that of winmail.dat, neither is sure. */
static void
buttons_compare(Meaning *meaning, const Mail *mail)
{
    Partstat pressed = outlook_answer(mail->message_class);
    if (pressed == PARTSTAT_NONE || meaning->partstat == PARTSTAT_NONE ||
        pressed == meaning->partstat)
        return;
    meaning->sure = false;
    meaning_explain(meaning, NULL, mail->message_class, "winmail.dat against calendar");
}

/* What only words of its text make a robot's mail is a person's where there is an answer or a question in it, or where
 * people say such things. Unless that is clear it waits, and nobody is asked: a robot may have written it. */
static void
person_instead(Meaning *meaning, const Mail *mail, const Verdict *verdict,
               const ReadContext *context)
{
    bool likely = verdict->doubt == PERSON_LIKELY;
    words_decide(meaning, mail, verdict, context);
    if (!likely && meaning->partstat == PARTSTAT_NONE && !meaning->details.question) {
        words_forget(meaning);
    } else {
        meaning->kind = MEANING_REPLY;
        g_clear_pointer(&meaning->until, g_free);
        if (likely && meaning->sure)
            return;
        meaning->hushed = true;
        rsvp_doubt(meaning);
    }
    meaning_explain(meaning, verdict->words, NULL, verdict->rule);
}

static void
kind_read(Meaning *meaning, const Mail *mail, const Verdict *verdict, const CalendarDoubt *doubt,
          const ReadContext *context)
{
    if (meaning->kind == MEANING_REPLY)
        words_decide(meaning, mail, verdict, context);
    else if (verdict->doubt != PERSON_NO && meaning->token)
        person_instead(meaning, mail, verdict, context);
    else if (meaning->kind != MEANING_CALENDAR)
        meaning_explain(meaning, verdict->words, verdict->property, verdict->rule);
    else if (calendar_counts(meaning->itip, doubt) || !words_instead(meaning, mail, context)) {
        calendar_says(meaning, mail, verdict, doubt);
        buttons_compare(meaning, mail);
    } else
        meaning->sure &= !doubt->cut; /* what was not read may say otherwise */
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

/* A program that answers nothing, but was sent to ask for silence: by a mail program's button, or a list of addresses to
 * leave out. Those that answer, and mail systems, write to whatever address they see. */
static bool
is_errand(const Mail *mail, const Verdict *verdict)
{
    static const char *const rules[] = {"auto-submitted", "bulk mail", "no-reply address", NULL};
    const char *submitted = mail_header(mail, "Auto-Submitted");
    return verdict->kind == MEANING_AUTOMATIC && g_strv_contains(rules, verdict->rule) &&
           !(sender_signs(mail) & (SENDER_NULL_PATH | SENDER_MAILER)) &&
           !(submitted && g_ascii_strncasecmp(submitted, "auto-replied", 12) == 0);
}

/* Returns what the address that it was sent to asks for (token-find.h). */
static const char *
token_fill(Meaning *meaning, const Mail *mail, const Verdict *verdict, const char *ours)
{
    TokenFound at = token_find(mail, meaning->itip, meaning->bounce, ours);
    meaning->token = at.token;
    meaning->token_from = g_strdup(at.from);
    meaning->envelope_id = at.envelope_id;
    meaning->reference = reference_find(mail);
    /* No header said that it is a robot, only words that mail programs write, too. */
    if (meaning->kind == MEANING_AUTOMATIC && verdict->words &&
        purpose_pressed(at.purpose, meaning->subject))
        meaning->kind = MEANING_REPLY;
    meaning->several = at.several;
    if (at.several)
        g_ptr_array_add(meaning->defects, g_strdup("it carries the tokens of several invitations"));
    return at.purpose;
}

static gsize
unmarked_length(const char *body)
{
    gsize length = 0;
    for (const char *line = body; *line;) {
        gsize n = strcspn(line, "\n");
        length += *line == '>' ? 0 : n;
        line += n + (line[n] != '\0');
    }
    return length;
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
    meaning->unmarked = unmarked_length(mail->written ? mail->written : mail->text);
    meaning->reply = quote_thread(mail, context->sent_texts, &meaning->thread);
    meaning->message_id = g_strdup(mail->message_id);
    meaning->date = mail->date;
    const MailAddress *author = mail->from->len ? mail->from->pdata[0] : NULL;
    meaning->hushed = auto_suppressed(mail) || mail->header_cut || !author || !author->address;
    meaning->authenticity = authenticity_of(mail, context->authserv_id);
    g_ptr_array_extend(meaning->defects, mail->defects, copy_text, NULL);
    meaning->attachments = attachments_of(mail, meaning->defects);
    meaning->named =
        context->forget && mail_names(mail, context->forget,
                                      context->limits ? context->limits : &parse_limits_default);
}

/* Who comes is not looked at: they want to hear. */
static Silence
silence_of(const Meaning *meaning)
{
    const bool comes = meaning->sure && (meaning->partstat == PARTSTAT_ACCEPTED ||
                                         meaning->partstat == PARTSTAT_TENTATIVE);
    return comes ? SILENCE_NONE : silence_read(meaning->reply);
}

Meaning *
message_read(const char *bytes, gsize length, const ReadContext *context)
{
    g_autoptr(Mail) mail = mail_parse(bytes, length, context->limits);
    Meaning *meaning = meaning_new();
    CalendarDoubt doubt;
    common_fill(meaning, mail, context);
    meaning->itip = calendar_find(mail, context, meaning->defects, &doubt);
    Verdict verdict = classify(mail, meaning->reply, meaning->itip, context->address);
    meaning->kind = verdict.kind;
    meaning->bounce = g_steal_pointer(&verdict.bounce);
    meaning->until = g_steal_pointer(&verdict.until);
    const char *purpose = token_fill(meaning, mail, &verdict, context->address);
    kind_read(meaning, mail, &verdict, &doubt, context);
    if (meaning->kind == MEANING_REPLY && meaning->token) {
        const Silence silence = silence_of(meaning);
        meaning->purpose =
            g_strdup(purpose_read(purpose, meaning->subject, meaning->reply, silence));
        meaning->hushed |= silence == SILENCE_MAYBE;
    } else if (g_strcmp0(purpose, "unsubscribe") == 0 && is_errand(mail, &verdict))
        meaning->purpose = g_strdup(purpose);
    verdict_clear(&verdict);
    return meaning;
}
