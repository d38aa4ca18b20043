/* What programs wrap around a person's words: winmail.dat, RTF, inline PGP. */
#include "inbox/armor.h"
#include "inbox/itip-read.h"
#include "inbox/parse.h"
#include "inbox/read.h"
#include "inbox/rtf.h"
#include "inbox/tnef.h"

#include <string.h>

/* "{\rtf1\ansi\ansicpg1252\pard hello world}", the example of MS-OXRTFCP 3.1. */
static const guint8 compressed[] = {
    0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c, 0x5a, 0x46, 0x75, 0xf1,
    0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32,
    0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62,
    0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
};

static void
test_decompress(void)
{
    g_autoptr(GByteArray) rtf = rtf_decompress(compressed, sizeof compressed, 1000);
    g_autoptr(GByteArray) limited = rtf_decompress(compressed, sizeof compressed, 5);
    static const char want[] = "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";

    g_assert_cmpmem(rtf->data, rtf->len, want, strlen(want));
    g_assert_cmpuint(limited->len, ==, 5);
    g_assert_null(rtf_decompress((const guint8 *)"no RTF at all...", 16, 1000));
}

static void
test_rtf(void)
{
    static const struct {
        const char *source, *text;
        bool html;
    } cases[] = {
        {"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", "hello world", false},
        {"{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}Yes\\par both\\tab days\\line}",
         "Yes\nboth\tdays\n", false},
        {"{\\rtf1\\ansicpg1251 \\'c4\\'e0 \\u1044?\\u1072?!}", "Да Да!", false},
        {"{\\rtf1\\uc0 \\u-10179\\u-8448 \\{x\\}}", "{x}", false},
        {"{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf \\par \\htmlrtf0 "
         "Yes{\\*\\htmltag72 </p>}"
         "{\\*\\mhtmltag64 <no>}}",
         "<p>Yes</p>", true},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool html;
        g_autofree char *text = rtf_text(cases[i].source, strlen(cases[i].source), &html);
        g_assert_cmpstr(text, ==, cases[i].text);
        g_assert_cmpint(html, ==, cases[i].html);
    }
}

static void
put(GByteArray *into, guint64 value, guint bytes)
{
    for (guint i = 0; i < bytes; i++) {
        guint8 byte = (guint8)(value >> (8 * i));
        g_byte_array_append(into, &byte, 1);
    }
}

static void
put_attribute(GByteArray *into, guint32 id, const void *data, gsize length)
{
    put(into, 1, 1);
    put(into, id, 4);
    put(into, length, 4);
    g_byte_array_append(into, data, (guint)length);
    put(into, 0xbad, 2); /* a wrong checksum does no harm */
}

/* The same with a body of plain text, in a message that holds nothing else. */
static char *
winmail_of(const char *words)
{
    static const char class[] = "IPM.Microsoft Schedule.MtgRespP";
    g_autoptr(GByteArray) data = g_byte_array_new();

    put(data, 0x223e9f78, 4);
    put(data, 1, 2);
    put_attribute(data, 0x00078008, class, sizeof class);
    put_attribute(data, 0x0002800c, words, strlen(words));
    g_autofree char *encoded = g_base64_encode(data->data, data->len);
    return g_strconcat("From: ada@guest.example\nContent-Type: application/ms-tnef\n"
                       "Content-Transfer-Encoding: base64\n\n",
                       encoded, "\n", NULL);
}

/* Words beside the button. */
static void
test_tnef_words(void)
{
    static const struct {
        const char *words;
        gsize limit; /* 0 = the usual */
        bool sure;
    } rows[] = {
        {"See you there!", 0, true},
        {"Yes, I will come.", 0, true},
        {"Sorry, I cannot come after all.", 0, false},
        {"I will bring the slides. But wait: I cannot come.", 24, false},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        ParseLimits limits = parse_limits_default;
        if (rows[i].limit)
            limits.html = rows[i].limit;
        const ReadContext context = {.limits = &limits};
        g_autofree char *message = winmail_of(rows[i].words);
        g_autoptr(Meaning) meaning = message_read(message, strlen(message), &context);
        g_assert_cmpint(meaning->partstat, ==, PARTSTAT_ACCEPTED);
        g_assert_cmpint(meaning->sure, ==, rows[i].sure);
    }
}

/* Beside a calendar: two buttons, and words that stand in winmail.dat alone. */
static void
test_tnef_calendar(void)
{
    static const struct {
        const char *method, *partstat, *words;
        Partstat want;
        bool sure;
    } rows[] = {
        {"REPLY", "ACCEPTED", "See you there!", PARTSTAT_ACCEPTED, true},
        {"REPLY", "ACCEPTED", "", PARTSTAT_ACCEPTED, true},
        {"REPLY", "ACCEPTED", "Sorry, I cannot come after all.", PARTSTAT_ACCEPTED, false},
        {"REPLY", "DECLINED", "", PARTSTAT_DECLINED, false},
        {"REPLY", "TENTATIVE", "", PARTSTAT_TENTATIVE, false},
        {"REQUEST", "NEEDS-ACTION", "", PARTSTAT_ACCEPTED, true},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const ReadContext context = {.itip_read = itip_read};
        g_autofree char *winmail = winmail_of(rows[i].words);
        g_autofree char *message = g_strdup_printf(
            "To: meet+abcdefgh234567xy@meet.example\nFrom: ada@guest.example\n"
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/calendar\n\n"
            "BEGIN:VCALENDAR\nMETHOD:%s\nBEGIN:VEVENT\nUID:a\n"
            "ATTENDEE;PARTSTAT=%s:mailto:ada@guest.example\nEND:VEVENT\nEND:VCALENDAR\n--b\n%s"
            "--b--\n",
            rows[i].method, rows[i].partstat, strchr(winmail, '\n') + 1);
        g_autoptr(Meaning) meaning = message_read(message, strlen(message), &context);
        g_test_message("%s, %s: %s", rows[i].partstat, rows[i].words, meaning->why);
        g_assert_cmpint(meaning->partstat, ==, rows[i].want);
        g_assert_cmpint(meaning->sure, ==, rows[i].sure);
    }
}

/* A message class of old and a body in compressed RTF. */
static GByteArray *
winmail(void)
{
    static const char class[] = "IPM.Microsoft Schedule.MtgRespP";
    g_autoptr(GByteArray) properties = g_byte_array_new();
    GByteArray *data = g_byte_array_new();

    put(properties, 3, 4);
    put(properties, 0x0003, 2), put(properties, 0x3fde, 2), put(properties, 1252, 4);
    put(properties, 0x001e, 2), put(properties, 0x8001, 2), put(properties, 0, 8),
        put(properties, 0, 8);
    put(properties, 0, 4), put(properties, 0x8580, 4); /* a named one */
    put(properties, 1, 4), put(properties, 3, 4), put(properties, 0x202020, 4);
    put(properties, 0x0102, 2), put(properties, 0x1009, 2), put(properties, 1, 4);
    put(properties, sizeof compressed, 4);
    g_byte_array_append(properties, compressed, sizeof compressed);
    put(properties, 0, 3);
    put(data, 0x223e9f78, 4);
    put(data, 1, 2);
    put_attribute(data, 0x00078008, class, sizeof class);
    put_attribute(data, 0x00069003, properties->data, properties->len);
    return data;
}

static void
test_tnef(void)
{
    g_autoptr(GByteArray) data = winmail();
    g_autofree char *encoded = g_base64_encode(data->data, data->len);
    g_autofree char *message =
        g_strconcat("From: ada@guest.example\nContent-Type: application/ms-tnef; name=winmail.dat\n"
                    "Content-Transfer-Encoding: base64\n\n",
                    encoded, "\n", NULL);
    g_autoptr(Mail) mail = mail_parse(message, strlen(message), NULL);
    Tnef tnef = {0};

    g_assert_true(tnef_read(data->data, data->len, 1000, &tnef));
    g_assert_cmpstr(tnef.message_class, ==, "IPM.Schedule.Meeting.Resp.Pos");
    g_assert_cmpstr(tnef.text, ==, "hello world");
    tnef_clear(&tnef);
    g_assert_cmpstr(mail->message_class, ==, "IPM.Schedule.Meeting.Resp.Pos");
    g_assert_cmpstr(mail->text, ==, "hello world");
    /* The button that was pressed is an answer, though no calendar object is there. */
    const ReadContext nothing = {0};
    g_autoptr(Meaning) meaning = message_read(message, strlen(message), &nothing);
    g_assert_cmpint(meaning->kind, ==, MEANING_REPLY);
    g_assert_cmpint(meaning->partstat, ==, PARTSTAT_ACCEPTED);
    g_assert_true(meaning->sure);
    g_assert_cmpstr(meaning->rule, ==, "winmail.dat");
    g_assert_false(tnef_read((const guint8 *)"nothing", 7, 1000, &tnef));
    /* Cut off anywhere, and with any one byte wrong, it is read without harm. */
    for (guint i = 0; i < data->len; i++) {
        if (tnef_read(data->data, i, 1000, &tnef))
            tnef_clear(&tnef);
        data->data[i] ^= 0xff;
        if (tnef_read(data->data, data->len, 1000, &tnef))
            tnef_clear(&tnef);
        data->data[i] ^= 0xff;
    }
}

static void
test_armor(void)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"Yes.\n", NULL},
        {"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nYes.\n- -- \nAda\n"
         "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\nfooter\n",
         "Yes.\n-- \nAda\nfooter\n"},
        {"Yes.\n-----BEGIN PGP PUBLIC KEY BLOCK-----\nx\n-----END PGP PUBLIC KEY BLOCK-----\nAda\n",
         "Yes.\nAda\n"},
        {"Yes.\n\nbegin 644 talk.pdf\n#0V%T\n`\nend\nAda\n", "Yes.\n\nAda\n"},
        {"I will\nbegin 100 years later.\n", "I will\nbegin 100 years later.\n"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = armor_strip(cases[i].text);
        g_assert_cmpstr(text, ==, cases[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wrappers/decompress", test_decompress);
    g_test_add_func("/wrappers/rtf", test_rtf);
    g_test_add_func("/wrappers/tnef", test_tnef);
    g_test_add_func("/wrappers/tnef-words", test_tnef_words);
    g_test_add_func("/wrappers/tnef-calendar", test_tnef_calendar);
    g_test_add_func("/wrappers/armor", test_armor);
    return g_test_run();
}
