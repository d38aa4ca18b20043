/* The newly written words: one row a way in which mail programs and people quote. */
#include "inbox/quote.h"

#include <string.h>
#include "inbox/quote-words.h"
#include "effort.h"

typedef struct {
    const char *name, *body, *want;
} Case;

/* BODY from Ada Quist, who answers an invitation from Ines Calloway. */
static char *
strip(const char *body, const char *const *sent)
{
    g_autoptr(Mail) mail = mail_new();
    MailAddress *from = g_new0(MailAddress, 1);

    from->name = g_strdup("Ada Quist");
    from->address = g_strdup("ada@guest.example");
    g_ptr_array_add(mail->from, from);
    g_free(mail->text);
    mail->text = g_strdup(body);
    return quote_strip(mail, sent);
}

static void
run(const Case *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree char *reply = strip(cases[i].body, NULL);
        g_test_message("%s", cases[i].name);
        g_assert_cmpstr(reply, ==, cases[i].want);
    }
}

static void
test_attributions(void)
{
    /* The line above "> Can you come?"; the answer "I will." stands above it. */
    static const char *const attributions[] = {
        "On Tue, Apr 6, 2027 at 10:12 AM Ines Calloway <ines@meet.example> wrote:",
        "On 6 Apr 2027, at 10:12, Ines Calloway <ines@meet.example> wrote:",
        "On 2027-04-06 10:12, Ines Calloway wrote:",
        "On Tue, Apr 6, 2027 at 10:12 AM Ines Calloway\n<ines@meet.example> wrote:",
        "On Tue, Apr 6, 2027 at 10:12 AM Ines Calloway <\nines@meet.example\n> wrote:",
        "Ines Calloway <ines@meet.example> writes:",
        "Ines Calloway wrote:",
        "* Ines Calloway <ines@meet.example> [270406 10:12]:",
        "2027-04-06 10:12 GMT+02:00 Ines Calloway <ines@meet.example>:",
        "10:12 AM, April 6, 2027, \"Ines Calloway\" <ines@meet.example>:",
        "---- On Tue, 06 Apr 2027 10:12:00 +0200 Ines Calloway <ines@meet.example> wrote ----",
        "Am 06.04.27 um 10:12 schrieb Ines Calloway:",
        "Am Di., 6. Apr. 2027 um 10:12 Uhr schrieb Ines Calloway <ines@meet.example>:",
        "Ines Calloway <ines@meet.example> schrieb am Di., 6. Apr. 2027, 10:12:",
        "Le mar. 6 avr. 2027 à 10:12, Ines Calloway <ines@meet.example> a écrit :",
        "El mar, 6 abr 2027 a las 10:12, Ines Calloway (<ines@meet.example>)\nescribió:",
        "Em ter., 6 de abr. de 2027 às 10:12, Ines Calloway <ines@meet.example>\nescreveu:",
        "Il giorno mar 6 apr 2027 alle ore 10:12 Ines Calloway <ines@meet.example> ha\nscritto:",
        "Op di 6 apr 2027 om 10:12 schreef Ines Calloway <ines@meet.example>:",
        "W dniu 6.04.2027 o 10:12, Ines Calloway pisze:",
        "wt., 6 kwi 2027 o 10:12 Ines Calloway <ines@meet.example> napisał(a):",
        "út 6. 4. 2027 v 10:12 odesílatel Ines Calloway <ines@meet.example> napsal:",
        "ut 6. 4. 2027 o 10:12 Ines Calloway <ines@meet.example> napísal(a):",
        "Den tis 6 apr. 2027 kl 10:12 skrev Ines Calloway <ines@meet.example>:",
        "Den tirs. 6. apr. 2027 kl. 10.12 skrev Ines Calloway <ines@meet.example>:",
        "ti 6. huhtik. 2027 klo 10.12 Ines Calloway (ines@meet.example) kirjoitti:",
        "вт, 6 апр. 2027 г. в 10:12, Ines Calloway <ines@meet.example>:",
        "6 апр. 2027 г., в 10:12, Ines Calloway <ines@meet.example> написал(а):",
        "вт, 6 квіт. 2027 р. о 10:12 Ines Calloway <ines@meet.example> пише:",
        "На вт, 6.04.2027 г. в 10:12 Ines Calloway <ines@meet.example> написа:",
        "2027年4月6日(火) 10:12 Ines Calloway <ines@meet.example>:",
        "Ines Calloway <ines@meet.example> 于2027年4月6日周二 10:12写道：",
        "2027년 4월 6일 (화) 오전 10:12, Ines Calloway <ines@meet.example>님이 작성:",
        "Ines Calloway <ines@meet.example>, 6 Nis 2027 Sal, 10:12 tarihinde şunu\nyazdı:",
        "Ines Calloway <ines@meet.example> ezt írta (időpont: 2027. ápr. 6., K, 10:12):",
        "mar., 6 apr. 2027 la 10:12, Ines Calloway <ines@meet.example> a scris:",
        "Στις Τρί 6 Απρ 2027 στις 10:12 π.μ., ο χρήστης Ines Calloway <ines@meet.example>\nέγραψε:",
        "Vào Th 3, 6 thg 4, 2027 lúc 10:12 Ines Calloway <ines@meet.example> đã viết:",
        "El dt., 6 d’abr. 2027 a les 10:12, Ines Calloway <ines@meet.example> va\nescriure:",
        "uto, 6. tra 2027. u 10:12 Ines Calloway <ines@meet.example> je napisao/la:",
        "בתאריך יום ג׳, 6 באפר׳ 2027 ב-10:12 מאת Ines Calloway <ines@meet.example>:\u202c",
        "في الثلاثاء، 6 أبريل 2027 في 10:12 ص تمت كتابة ما يلي بواسطة Ines <ines@meet.example>:",
        "ในวันที่ อ. 6 เม.ย. 2027 เวลา 10:12 Ines Calloway <ines@meet.example> เขียนว่า:",
        "मंगल, 6 अप्रैल 2027 को 10:12 पर को Ines Calloway <ines@meet.example> ने लिखा:",
        "On Tue, 6 Apr 2027, Ines Calloway wrote:",
        "Ines Calloway schreef op 2027-04-06 10:12:",
        "Zitat von Ines Calloway <ines@meet.example>:",
    };
    static const char *const shapes[] = {
        "I will.\n\n%s\n\n> Can you come?\n",      /* top-posted */
        "I will.\n\n%s\n> Can you come?\n",        /* without a blank line */
        "I will.\n\n%s\n\n\n> Can you come?\n",    /* with two */
        "%s\n> Can you come?\n\nI will.\n",        /* bottom-posted */
        "%s\n > Can you come?\nI will.\n > Bye\n", /* blanks before the mark, inline */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(attributions); i++) {
        for (gsize k = 0; k < G_N_ELEMENTS(shapes); k++) {
            g_auto(GStrv) halves = g_strsplit(shapes[k], "%s", 2);
            g_autofree char *body = g_strconcat(halves[0], attributions[i], halves[1], NULL);
            g_autofree char *reply = strip(body, NULL);
            g_test_message("%s", body);
            g_assert_cmpstr(reply, ==, "I will.");
        }
    }
}

/* An address and a full date below, and nothing marked: all that follows was there before. */
static void
test_unmarked(void)
{
    static const Case cases[] = {
        {"below an attribution",
         "Yes!\n\nOn Tue, Apr 6, 2027 at 10:12 AM Ines Calloway <ines@meet.example> wrote:\n\n"
         "Can you come?\nNo answer yet.\n",
         "Yes!"},
        {"without a colon",
         "Yes!\n\nOn Tue, 6 Apr 2027 10:12:43 -0200 Ines Calloway <ines@meet.example> wrote\n\nCan "
         "you?\n",
         "Yes!"},
        {"Original Message", "No, sorry.\n\n-----Original Message-----\nCan you come?\n",
         "No, sorry."},
        {"forwarded", "FYI\n\n---------- Forwarded message ---------\nFrom: Ines\nI come.\n",
         "FYI"},
        {"Begin forwarded message", "FYI\n\nBegin forwarded message:\n\nI come.\n", "FYI"},
        {"a ruler in German", "Nein.\n\n-----Ursprüngliche Nachricht-----\nKommen Sie?\n", "Nein."},
        {"a ruler in Russian", "Нет.\n\n-------- Исходное сообщение --------\nПриедете?\n", "Нет."},
        {"a ruler with marked lines",
         "-------- Original Message --------\n  > Can you come?\n  > Bye\nYes.\n", "Yes."},
        {"words on the line of the attribution",
         "Yes! On Tue, Apr 6, 2027 at 10:12 AM, ines@meet.example wrote:\n> Can you?\n", "Yes!"},
        {"verb alone in a marked line",
         "Yes.\n\nOn Tue, Apr 6, 2027 at 10:12 AM Ines\n\n<\nmailto:Ines <ines@meet.example>\n> "
         "wrote:\nCan you?\n",
         "Yes."},
        {"bars",
         "Yes.\n\n2027/4/6 Ines Calloway <ines@meet.example>\n\n| Can you come?\n| "
         "Bye\n\nGladly.\n",
         "Yes.\n\nGladly."},
    };

    run(cases, G_N_ELEMENTS(cases));
}

/* Outlook's block in the language of the sender, or of nobody that we know. */
static void
test_header_blocks(void)
{
    static const char *const blocks[] = {
        "From: Ines Calloway <ines@meet.example>\nSent: Tuesday, April 6, 2027 10:12 AM\n"
        "To: Ada Quist\nSubject: Invitation",
        "*From:* Ines Calloway [mailto:ines@meet.example]\n*Sent:* Tuesday, April 6, 2027\n*To:* "
        "Ada",
        "________________________________\nFrom: Ines Calloway <ines@meet.example>\nSent: Tuesday",
        " ------------------------------\n\n*From:* Ines Calloway\n*Sent:* 2027-04-06\n*To:* "
        "ada@guest.example\n"
        "*Subject:* Invitation",
        "From: Ines Calloway\n <a-very-long-address@meet.example>\nSent: Tuesday\nTo: "
        "Ada\nSubject: x",
        "From: Ines Calloway <ines@meet.example>\n\nSent: Tuesday, April 6, 2027\n\nTo: "
        "Ada\n\nSubject: x",
        "From: Ines Calloway <ines@meet.example> Sent: Tuesday, April 6, 2027 To: Ada Subject: x",
        "Date: Tue, 6 Apr 2027 10:12:00 +0200\nTo: ada@guest.example",
        "Von: Ines Calloway <ines@meet.example>\nGesendet: Dienstag, 6. April 2027 10:12\nAn: Ada "
        "Quist\n"
        "Betreff: Einladung",
        "De : Ines Calloway <ines@meet.example>\nEnvoyé : mardi 6 avril 2027 10:12\nÀ : Ada\nObjet "
        ": x",
        "Message du : 06/04/2027 10:12\nDe : \"Ines Calloway\" <ines@meet.example>\nA : "
        "ada@guest.example",
        "De: Ines Calloway <ines@meet.example>\nEnviado el: martes, 6 de abril de 2027\nPara: Ada",
        "De: Ines Calloway <ines@meet.example>\nEnviada em: terça-feira, 6 de abril\nAssunto: x",
        "Da: Ines Calloway <ines@meet.example>\nInviato: martedì 6 aprile 2027 10:12\nA: "
        "Ada\nOggetto: x",
        "Van: Ines Calloway <ines@meet.example>\nVerzonden: dinsdag 6 april 2027 10:12\nAan: Ada",
        "Od: Ines Calloway <ines@meet.example>\nWysłano: wtorek, 6 kwietnia 2027\nDo: Ada\nTemat: "
        "x",
        "Od: Ines Calloway <ines@meet.example>\nOdesláno: úterý 6. dubna 2027\nKomu: Ada\nPředmět: "
        "x",
        "Från: Ines Calloway <ines@meet.example>\nSkickat: den 6 april 2027 10:12\nTill: "
        "Ada\nÄmne: x",
        "Fra: Ines Calloway <ines@meet.example>\nSendt: 6. april 2027 10:12\nTil: Ada\nEmne: x",
        "Lähettäjä: Ines Calloway <ines@meet.example>\nLähetetty: tiistai 6. huhtikuuta "
        "2027\nAihe: x",
        "От: Ines Calloway <ines@meet.example>\nОтправлено: 6 апреля 2027 г. 10:12\nКому: "
        "Ada\nТема: x",
        "Від: Ines Calloway <ines@meet.example>\nНадіслано: 6 квітня 2027 р. 10:12\nКому: Ada",
        "差出人: Ines Calloway <ines@meet.example>\n送信日時: 2027年4月6日 10:12\n宛先: Ada\n件名: "
        "x",
        "发件人: Ines Calloway <ines@meet.example>\n发送时间: 2027年4月6日 10:12\n收件人: "
        "Ada\n主题: x",
        "寄件者： Ines Calloway <ines@meet.example>\n寄件日期： 2027年4月6日\n收件者： Ada",
        "보낸 사람: Ines Calloway <ines@meet.example>\n보낸 날짜: 2027년 4월 6일\n받는 사람: "
        "Ada\n제목: x",
        "Kimden: Ines Calloway <ines@meet.example>\nGönderme Tarihi: 6 Nisan 2027 Salı\nKime: Ada",
        "Feladó: Ines Calloway <ines@meet.example>\nElküldve: 2027. április 6.\nCímzett: Ada",
        "Xyzo: Ines Calloway <ines@meet.example>\nQuand: 6 foo 2027 10:12\nVarg: Ada\nLoik: x",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(blocks); i++) {
        g_autofree char *body =
            g_strconcat("I will.\n\n", blocks[i], "\n\nCan you come?\nSay no.\n", NULL);
        g_autofree char *reply = strip(body, NULL);
        g_test_message("%s", body);
        g_assert_cmpstr(reply, ==, "I will.");
    }
}

/* What must not be taken for quoted text. */
static void
test_kept(void)
{
    static const char *const kept[] = {
        "On your remote host you can run:\n\n    telnet 192.0.2.1\n\nI will be there.",
        "On Monday I can come, on Tuesday\nI cannot.",
        "Bob wrote: I cannot come. I can.",
        "Here is what I wrote on 3 May 2027:\nI come.",
        "Two dates:\n\n2027-07-14 10:30\n14.07.2027 10:30\n\nBoth are fine.",
        "Date: Wednesday\nTime: 9:30\nPlace: the same",
        "From: Tuesday morning\nTo: Wednesday noon\nDiet: none",
        "Name: Ada\nTopic: queues\nLength: 20 minutes",
        "You can reach me until 10:30 at ada@guest.example:\nask for me.",
        ">>> see >>> https://guest.example <<<\nand come.",
        "This was sent from my office, which is open until five.",
        "Sent from my desk, which is better than any phone.",
        "I will come with regards to the budget.",
        "Regards to your wife, and yes, I come.",
        "T-shirt: please no",
        "Yes -- and this is no signature.",
        "Services:\n\n------------------------------\nJuly 2027  a.example\nJuly 2028  "
        "b.example\n\nAll of them.",
        "The agenda is confidential, I take it? I come.",
        "Best of all, I can stay for both days.",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(kept); i++) {
        g_autofree char *reply = strip(kept[i], NULL);
        g_assert_cmpstr(reply, ==, kept[i]);
    }
}

static void
test_tails(void)
{
    static const Case cases[] = {
        {"delimiter", "Yes.\n\n-- \nAda Quist\nNo Problem Ltd.\n", "Yes."},
        {"delimiter that lost its blank", "Yes.\n--\nAda\n", "Yes."},
        {"signature above the quotation",
         "Yes.\n\n-- \nAda\n\nOn 2027-04-06 10:12, Ines Calloway wrote:\n> Can you?\n", "Yes."},
        {"closing and name", "Yes.\n\nBest regards,\n\nAda Quist\nNo Problem Ltd.\n", "Yes."},
        {"closing in German", "Ja.\n\nViele Grüße\nAda", "Ja."},
        {"closing in Polish, unaccented", "Tak.\n\nZ powazaniem,\nAda", "Tak."},
        {"closing and name on one line", "Ja.\n\nLG Ada", "Ja."},
        {"a postscript below the name is kept",
         "Yes.\n\nCheers,\nAda\n\nPS: I can only come on Tuesday, alas.\n",
         "Yes.\n\nCheers,\nAda\n\nPS: I can only come on Tuesday, alas."},
        {"the sender's name", "Yes.\n\nAda", "Yes."},
        {"the sender's name with a motto",
         "Yes.\n\nAda Quist\nI never say no to a good question.\n", "Yes."},
        {"an initial", "Yes.\n/Ada", "Yes."},
        {"a name is all that there is", "Ada Quist", "Ada Quist"},
        {"phone", "Yes.\n\nSent from my iPhone\n", "Yes."},
        {"words below a phone's line", "Yes.\n\nSent from my iPhone\n\nNo, sorry, wrong mail.\n",
         "Yes.\n\nNo, sorry, wrong mail."},
        {"a name below it", "Yes.\n\nSent from my iPhone\n\nKind regards\nAda Quist\n", "Yes."},
        {"phone in German", "Ja.\n\nVon meinem iPhone gesendet\n", "Ja."},
        {"phone in Spanish", "Sí.\n\nEnviado desde mi iPhone\n", "Sí."},
        {"phone in Japanese", "はい。\n\niPhoneから送信\n", "はい。"},
        {"phone in Chinese", "好。\n\n發自我的 iPhone\n", "好。"},
        {"phone in Korean", "네.\n\n나의 iPhone에서 보냄\n", "네."},
        {"phone in Turkish", "Evet.\n\niPhone’umdan gönderildi\n", "Evet."},
        {"an excuse", "Yes.\n\nSent from my phone, please excuse typos.\n", "Yes."},
        {"another program's name",
         "Yes.\n\nSent with [Some Mail](https://link.example/) secure email.\n", "Yes."},
        {"closings in two languages",
         "Ja.\n\nMit freundlichen Grüßen / Best regards\n\nAda Quist\n", "Ja."},
        {"a name with what follows behind a bar",
         "Yes.\n\nAda Quist | No Problem Ltd.\n+49 555 0100\n", "Yes."},
        {"an advertisement", "Yes.\n\nGet Outlook for iOS<https://link.example/x>\n", "Yes."},
        {"a notice",
         "Yes.\n\nThis message is confidential. If you are not the intended recipient, delete "
         "it.\n",
         "Yes."},
        {"a notice in German",
         "Ja.\n\n----\nDiese Mail ist vertraulich. Wenn Sie nicht der Adressat sind, vernichten "
         "Sie sie.\n",
         "Ja."},
        {"a mailing list",
         "Yes.\n\n_______________________________________________\npackets mailing "
         "list\npackets@lists.example\n",
         "Yes."},
        {"a scanner", "No.\n\nThis email has been checked for viruses. https://scan.example\n",
         "No."},
        {"below an inline answer", "> Can you?\nYes.\n> Bye\n\n-- \nAda\n", "Yes."},
    };

    run(cases, G_N_ELEMENTS(cases));
}

static void
test_inline(void)
{
    static const Case cases[] = {
        {"answers between marked lines", "> Can you come?\nYes.\n> To the dinner?\nNo.\n",
         "Yes.\n\nNo."},
        {"a marked paragraph that was wrapped again",
         "Yes.\n\n> There will be short talks in the morning and discussions in the "
         "late\nafternoon of both\n> days.\n",
         "Yes."},
        {"a question is not wrapped",
         "> Can you come, and will you stay for the second day of the meeting?\nyes\n> Bye\n",
         "yes"},
        {"a link torn out of a marked line", "Yes.\n\n>\n (https://meet.example/x) >\n> Bye\n",
         "Yes."},
        {"nothing new", "> Can you come?\n", ""},
        {"nothing at all", "", ""},
        {"blank lines at the ends", "\n\n  Yes.  \n\n", "  Yes."},
    };

    run(cases, G_N_ELEMENTS(cases));
}

/* What we sent is the surest cue. */
static void
test_sent(void)
{
    static const char *const sent[] = {
        "Dear colleague,\n\nyou are invited to a small meeting in Portland.\n\nCan you come to "
        "it?\n"
        "Will you join us for the dinner?\n\nBest regards, Ines Calloway\n",
        NULL,
    };
    static const Case cases[] = {
        {"unmarked and unannounced",
         "I will.\n\nDear colleague, you are invited to a small\nmeeting in Portland. Can you come "
         "to it?\n",
         "I will."},
        {"answers in an unmarked quotation",
         "See below.\n\nFrom: Ines Calloway <ines@meet.example>\nSent: Tuesday\nTo: Ada\nSubject: "
         "x\n\n"
         "Dear colleague,\n\nyou are invited to a small meeting in Portland.\n\nCan you come to "
         "it?\nGladly!\n"
         "Will you join us for the dinner?\nNot this time.\n\nBest regards, Ines Calloway\n",
         "See below.\n\nGladly!\n\nNot this time."},
        {"an answer on the line of the question",
         "> Can you come to it? Yes\n> Will you join us for the dinner? No, thanks\n",
         "Yes\nNo, thanks"},
        {"an answer typed with a mark",
         "> you are invited to a small meeting in Portland.\n> Can you come to it?\n> gladly\n"
         "> Will you join us for the dinner?\n",
         "gladly"},
        {"a question of ours, repeated with its answer", "Will you join us for the dinner? Yes.\n",
         "Will you join us for the dinner? Yes."},
        {"our words in another's sentence", "I can come to it.\n", "I can come to it."},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *reply = strip(cases[i].body, sent);
        g_test_message("%s", cases[i].name);
        g_assert_cmpstr(reply, ==, cases[i].want);
    }
}

/* New words below the paragraph of ours that they stand below. */
static void
test_thread(void)
{
    static const char *const sent[] = {
        "Dear colleague,\n\nyou are invited to a small meeting in Portland.\n\n"
        "Can you come to it?\n\n1. Will you join us for the dinner?\n"
        "2. Is there anything that you do not eat?\n\nBest regards, Ines Calloway\n",
        NULL,
    };
    static const struct {
        const char *body, *want;
    } cases[] = {
        {"I will.\n\nDear colleague,\n\nyou are invited to a small meeting in Portland.\n",
         "I will.\n>\n"},
        {"you are invited to a small meeting in Portland.\n\nCan you come to it?\nGladly!\n"
         "1. Will you join us for the dinner?\nno\n2. Is there anything that you do not eat?\nno\n",
         "> Can you come to it?\nGladly!\n> 1. Will you join us for the dinner?\nno\n"
         "> 2. Is there anything that you do not eat?\nno\n"},
        {"> 1. Will you join us for the dinner? No.\n> 2. Is there anything that you do not eat?\n",
         "> 1. Will you join us for the dinner?\nNo.\n>\n"},
        {"1. Will you join us for the dinner? No.\n",
         "> 1. Will you join us for the dinner?\n1. Will you join us for the dinner? No.\n"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mail) mail = mail_new();
        g_autofree char *thread = NULL;
        g_free(mail->text);
        mail->text = g_strdup(cases[i].body);
        g_autofree char *reply = quote_thread(mail, sent, &thread);
        g_test_message("%s", cases[i].body);
        g_assert_cmpstr(thread, ==, cases[i].want);
    }
}

/* Time is linear: a body of half a megabyte of the worst lines takes well under a second. */
static void
test_hostile(void)
{
    static const char *const pieces[] = {
        "On 2027-04-06 10:12 <a@b.example>:x\n",
        "a:\n",
        ">",
        "> \n",
        "wrote wrote wrote ",
        "From: a@b\n",
        "Sent from my ",
        "confidential ",
        "-- \n",
        "\n",
        "____\n",
        "\xd0\xbe\xd1\x82:",
        "T: 1:1\n\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) body = g_string_new(NULL);
        gint64 start = effort_now();
        while (body->len < 512 << 10)
            g_string_append(body, pieces[i]);
        g_autofree char *reply = strip(body->str, NULL);
        g_assert_true(g_utf8_validate(reply, -1, NULL));
        g_test_message("%.10s: %d ms", pieces[i], (int)((effort_now() - start) / 1000));
        g_assert_cmpint(effort_now() - start, <, 5 * G_TIME_SPAN_SECOND);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/quote/attributions", test_attributions);
    g_test_add_func("/quote/unmarked", test_unmarked);
    g_test_add_func("/quote/header-blocks", test_header_blocks);
    g_test_add_func("/quote/kept", test_kept);
    g_test_add_func("/quote/tails", test_tails);
    g_test_add_func("/quote/inline", test_inline);
    g_test_add_func("/quote/sent", test_sent);
    g_test_add_func("/quote/thread", test_thread);
    g_test_add_func("/quote/hostile", test_hostile);
    return g_test_run();
}
