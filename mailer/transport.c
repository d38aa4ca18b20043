/* What all transports share: outcomes with foreign words made fit to print, and the last check of a
 * message before it leaves. No transport is opened here. */
#include "mailer/transport.h"
#include "event/address.h"
#include <string.h>

#define LINE_MAX_BYTES 998 /* RFC 5322 2.1.1, without CRLF */

/* Length of an enhanced status of CODE's class at the head of WORDS (RFC 2034 4), 0 for none. */
static gsize
status_length(const char *words, int code)
{
    gsize n = 0;
    if (code < 200 || words[0] != '0' + code / 100)
        return 0;
    for (int part = 0; part < 3; part++) {
        gsize digits = strspn(words + n, "0123456789");
        if (digits == 0 || digits > 3 || (part < 2 && words[n + digits] != '.'))
            return 0;
        n += digits + (part < 2);
    }
    return words[n] == '\0' || g_ascii_isspace(words[n]) ? n : 0;
}

const char *
outcome_find_reply(const char *words, int *ret_code)
{
    for (const char *p = words; *p; p += strcspn(p, " ") + (p[strcspn(p, " ")] == ' ')) {
        int code = strspn(p, "0123456789") == 3 ? (int)g_ascii_strtoll(p, NULL, 10) : 0;
        if (code < 400 || code > 599 || (p[3] != ' ' && p[3] != '-') ||
            status_length(p + 4, code) == 0)
            continue;
        *ret_code = code;
        return p + 4;
    }
    return NULL;
}

/* Runs of what is not visible (blanks, controls, bidirectional overrides) become one blank. */
char *
outcome_words(const char *words)
{
    g_autofree char *valid = g_utf8_make_valid(words ? words : "", -1);
    GString *line = g_string_new(NULL);
    bool blank = false;
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isgraph(c)) {
            blank = line->len > 0;
            continue;
        }
        if (line->len + blank + (gsize)g_unichar_to_utf8(c, NULL) > OUTCOME_TEXT_MAX)
            break;
        if (blank)
            g_string_append_c(line, ' ');
        g_string_append_unichar(line, c);
        blank = false;
    }
    return g_string_free(line, FALSE);
}

void
outcome_set(Outcome *outcome, OutcomeKind kind, int code, const char *words)
{
    const char *rest = words ? words + strspn(words, " \t") : "";
    gsize n = status_length(rest, code);
    Outcome fresh = {.kind = kind, .code = code, .text = outcome_words(rest + n)};
    memcpy(fresh.status, rest, n); /* at most "5.999.999" */
    outcome_clear(outcome);
    *outcome = fresh;
}

void
outcome_clear(Outcome *outcome)
{
    g_free(outcome->text);
    memset(outcome, 0, sizeof *outcome);
}

/* As Postfix, Sendmail, Exim, Exchange, qmail and Courier say it. 5.7.1 alone says less: a list that only its
 * members may write to is refused so, too. */
bool
outcome_denies_relay(const char *words)
{
    static const char *const denials[] = {"relay access denied",       "relaying denied",
                                          "relay not permitted",       "relaying not permitted",
                                          "relaying not allowed",      "relaying is not allowed",
                                          "relaying is prohibited",    "relay denied",
                                          "unable to relay",           "not permitted to relay",
                                          "list of allowed rcpthosts", NULL};
    g_autofree char *low = g_ascii_strdown(words ? words : "", -1);
    for (const char *const *denial = denials; *denial; denial++)
        if (strstr(low, *denial))
            return true;
    return false;
}

static bool
address_fits(const char *address)
{
    if (address_is_plain(address))
        return true;
    g_autofree char *normal = address_parse(address);
    return normal && g_str_is_ascii(address_domain(normal)) && g_str_equal(normal, address);
}

static bool
id_fits(const char *id)
{
    gsize n = strlen(id);
    for (gsize i = 0; i < n; i++)
        if (!g_ascii_isgraph(id[i]) || id[i] == '+' || id[i] == '=')
            return false;
    return n > 0 && n <= OUTGOING_ID_MAX;
}

/* What is found anywhere in a message. */
typedef struct {
    guchar high; /* at least 0x80: a byte beyond ASCII, or a NUL */
    guchar odd;  /* not 0: a CR or LF that is not half of a CRLF */
} Scan;

/* BYTES have one before them. */
static void
scan_byte(Scan *scan, const guchar *bytes)
{
    scan->high |= bytes[0] | (guchar)(bytes[0] - 1);
    scan->odd |= (bytes[0] == '\n') != (bytes[-1] == '\r');
}

/* In blocks whose length the compiler knows, so that it looks at many bytes at a time: all of every message is
 * looked at. */
static Scan
scan(const guchar *bytes, gsize length)
{
    enum { BLOCK = 256 };
    Scan found = {.high = bytes[0] | (guchar)(bytes[0] - 1), .odd = bytes[0] == '\n'};
    gsize at = 1;
    for (; at + BLOCK <= length; at += BLOCK) {
        Scan block = {0};
        for (int i = 0; i < BLOCK; i++)
            scan_byte(&block, bytes + at + i);
        found.high |= block.high;
        found.odd |= block.odd;
    }
    for (; at < length; at++)
        scan_byte(&found, bytes + at);
    return found;
}

/* Of a message all of whose lines end in CRLF. */
static bool
has_long_line(const char *bytes, const char *end)
{
    const gsize most = LINE_MAX_BYTES + strlen("\r\n");
    while (end - bytes > (gssize)most) {
        const char *newline = memrchr(bytes, '\n', most);
        if (!newline)
            return true;
        bytes = newline + 1;
    }
    return false;
}

/* What is wrong with the bytes, NULL for nothing. WIDE: they may be UTF-8. */
static const char *
bytes_problem(const char *bytes, gsize length, bool wide)
{
    if (length == 0 || length > OUTGOING_MAX)
        return "the message is empty or too large";
    const Scan found = scan((const guchar *)bytes, length);
    if (found.high >= 0x80 && !(wide && g_utf8_validate(bytes, (gssize)length, NULL)))
        return wide ? "the message is not UTF-8" : "the message is not 7-bit";
    if (found.odd)
        return "the message has a line end that is not CRLF";
    if (bytes[length - 1] != '\n')
        return "the message does not end with a line end";
    return has_long_line(bytes, bytes + length) ? "the message has a line longer than 998 bytes"
                                                : NULL;
}

bool
outgoing_is_wide(const Outgoing *message)
{
    return !g_str_is_ascii(message->recipient);
}

bool
outgoing_check(const Outgoing *message, Outcome *ret_outcome)
{
    const bool wide = outgoing_is_wide(message);
    const char *problem = bytes_problem(message->bytes, message->length, wide);
    const char *status = "5.6.0";
    if (!problem && message->envelope_id && !id_fits(message->envelope_id))
        problem = "the envelope id does not fit";
    if (!problem && !address_fits(message->recipient)) {
        problem = "the recipient is no address that SMTP can carry";
        status = "5.1.3";
    }
    if (!problem && *message->envelope_from &&
        !(address_fits(message->envelope_from) && g_str_is_ascii(message->envelope_from))) {
        problem = "the envelope sender is no address that plain SMTP can carry";
        status = "5.1.7";
    }
    if (!problem)
        return true;
    outcome_set(ret_outcome, OUTCOME_FAILED, 0, problem);
    g_strlcpy(ret_outcome->status, status, sizeof ret_outcome->status);
    return false;
}

void
outgoing_leaving(const Outgoing *message, bool may_leave)
{
    if (message->leaving)
        message->leaving(message, may_leave);
}

void
transport_free(Transport *transport)
{
    if (transport)
        transport->free(transport);
}
