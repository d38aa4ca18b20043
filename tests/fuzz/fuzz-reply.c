/* The words of a reply: what is taken as newly written stands in the message, line by line; words alone
 * never delegate, and what is sure can be shown. */
#include "tests/fuzz/fuzz.h"
#include "inbox/parse.h"
#include "inbox/quote.h"
#include "inbox/rsvp.h"

#define HEAD                                                                                       \
    "From: ann@able.example\nSubject: Re: Invitation\nContent-Type: text/plain; charset=utf-8\n\n"

static const char *const sent[] = {"I would like to invite you.\nWill you join the dinner?\n",
                                   NULL};

static void
check_reply(const char *reply, const char *text)
{
    check_text(reply);
    g_auto(GStrv) lines = g_strsplit(reply, "\n", -1);
    for (char **line = lines; *line; line++)
        g_assert_nonnull(strstr(text, g_strstrip(*line)));
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(GString) bytes = g_string_new(HEAD);
    g_string_append_len(bytes, (const char *)data, (gssize)size);
    g_autoptr(Mail) mail = mail_parse(bytes->str, bytes->len, NULL);
    g_autofree char *reply = quote_strip(mail, sent);
    check_reply(reply, mail->text);
    g_autoptr(Meaning) meaning = meaning_new();
    const RsvpText text = {.reply = reply, .subject = mail->subject, .body = mail->text};
    rsvp_read(&text, meaning);
    g_assert_cmpint(meaning->partstat, !=, PARTSTAT_DELEGATED);
    g_assert_true(!meaning->sure || (meaning->why && meaning->rule));
    g_assert_true(!meaning->sure || meaning->partstat != PARTSTAT_NONE);
    g_assert_cmpuint(meaning->answer_keys->len, ==, meaning->answer_values->len);
    g_free(check_meaning(meaning));
    return 0;
}
