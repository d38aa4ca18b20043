/* By reading messages that need them all. */
#include "inbox/reader-warm.h"

#include <string.h>

static const char sample[] = "From: Ann <ann@guests.example>\r\n"
                             "Date: Tue, 1 Jun 2004 12:00:00 +0000\r\n"
                             "Content-Type: multipart/mixed; boundary=a\r\n"
                             "\r\n"
                             "--a\r\n"
                             "Content-Type: text/html; charset=iso-8859-15\r\n"
                             "Content-Transfer-Encoding: quoted-printable\r\n"
                             "\r\n"
                             "<p>=A4</p>\r\n"
                             "--a\r\n"
                             "Content-Type: text/calendar; method=REPLY\r\n"
                             "\r\n"
                             "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
                             "UID:a\r\nDTSTAMP:20040601T120000Z\r\nDTSTART:20040714T080000Z\r\n"
                             "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@guests.example\r\n"
                             "COMMENT:what is escaped\\, the library reads\r\n"
                             "END:VEVENT\r\nEND:VCALENDAR\r\n"
                             "--a--\r\n";

/* Its structure is beyond what entity.h reads, so that the library does. */
static const char nested[] = "Content-Type: multipart/mixed; boundary=a\r\n"
                             "\r\n"
                             "--a\r\n"
                             "Content-Type: message/rfc822\r\n"
                             "\r\n"
                             "Subject: inner\r\n"
                             "\r\n"
                             "text\r\n"
                             "--a--\r\n";

/* The first DAILY are met every day. */
enum { DAILY = 6 };

static const char *const charsets[] = {
    "ISO-8859-1",  "ISO-8859-15", "CP1252",      "ISO-8859-2",  "CP1250",      "CP1251",
    "ISO-8859-3",  "ISO-8859-4",  "ISO-8859-5",  "ISO-8859-6",  "ISO-8859-7",  "ISO-8859-8",
    "ISO-8859-9",  "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-16", "CP1253",
    "CP1254",      "CP1255",      "CP1256",      "CP1257",      "CP1258",      "CP874",
    "KOI8-R",      "KOI8-U",      "GB18030",     "GBK",         "CP936",       "BIG5",
    "BIG5-HKSCS",  "CP950",       "EUC-CN",      "EUC-JP",      "SHIFT_JIS",   "CP932",
    "ISO-2022-JP", "ISO-2022-CN", "ISO-2022-KR", "EUC-KR",      "CP949",       "EUC-TW",
    "TIS-620",     "UTF-7",       "UTF-16",      "UTF-16LE",    "UTF-16BE",    "UTF-32",
    "MACINTOSH",   "CP437",       "CP850",       "CP852",       "CP866",       "IBM037",
    "HZ",          "VISCII",
};

static void
warm_by(const char *message, const ReadContext *context)
{
    meaning_free(message_read(message, strlen(message), context));
}

void
reader_warm(ItipReader itip_read, bool all)
{
    const ReadContext context = {.itip_read = itip_read};
    warm_by(sample, &context);
    /* The library takes longest to load, and few messages need it. */
    if (all)
        warm_by(nested, &context);
    /* Never closed: the C library drops a converter that nobody holds. */
    for (size_t i = 0; i < (all ? G_N_ELEMENTS(charsets) : DAILY); i++)
        g_iconv_open("UTF-8", charsets[i]);
}
