/* A scan for digits, and a judgement on each find. */
#include "inbox/status-code.h"

#include <string.h>

/* Digits at P, at most MAX of them. */
static gsize
digits(const char *p, const char *end, gsize max)
{
    gsize n = 0;
    while (p + n < end && n < max && g_ascii_isdigit(p[n]))
        n++;
    return n;
}

static bool
ends_number(const char *p, const char *end)
{
    if (p >= end)
        return true;
    if (g_ascii_isalnum(*p) || *p == '_')
        return false;
    return *p != '.' || p + 1 >= end || !g_ascii_isdigit(p[1]);
}

/* Bytes of an enhanced status code at P; 0 where there is none. */
static gsize
enhanced_length(const char *p, const char *end)
{
    if (end - p < 5 || (*p != '4' && *p != '5') || p[1] != '.')
        return 0;
    gsize subject = digits(p + 2, end, 3);
    if (!subject || p + 2 + subject >= end || p[2 + subject] != '.')
        return 0;
    gsize detail = digits(p + 3 + subject, end, 3);
    gsize length = 3 + subject + detail;
    return detail && ends_number(p + length, end) ? length : 0;
}

static bool
is_vague(const char *status)
{
    return g_str_has_suffix(status, ".0.0");
}

/* RFC 3463: a status in which nothing is said gives way to one in which something is; a failure for
 * now to one for good. */
static bool
is_better(const char *status, const char *than)
{
    if (!*than || is_vague(than) != is_vague(status))
        return !*than || is_vague(than);
    return *than == '4' && *status == '5';
}

/* What may stand before a reply code: the start of a line, or what introduces a server's words. */
static bool
opens_reply(const char *text, const char *p)
{
    while (p > text && (p[-1] == ' ' || p[-1] == '\t'))
        p--;
    if (p == text)
        return true;
    static const char *const words[] = {"said",     "error", "code",  "response", "reply", "status",
                                        "returned", "with",  "smtp;", "reason",   "be",    "was"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        gsize n = strlen(words[i]);
        if ((gsize)(p - text) >= n && g_ascii_strncasecmp(p - n, words[i], n) == 0)
            return true;
    }
    return strchr("\n:;<>\"'([{#*-.,|/\\", p[-1]) != NULL || g_ascii_isdigit(p[-1]);
}

/* A reply code at P: three digits and something to say, or the end. */
static int
reply_code(const char *text, const char *p, const char *end)
{
    if (digits(p, end, 4) != 3 || (*p != '4' && *p != '5') || p[1] > '7' || !opens_reply(text, p))
        return 0;
    const char *after = p + 3;
    if (after < end && !strchr(" -\t\n:;,)]>\"'", *after))
        return 0;
    return (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');
}

StatusCode
status_code_find(const char *text, gssize length)
{
    StatusCode found = {0};
    const char *end = text + (length < 0 ? strlen(text) : strnlen(text, (size_t)length));
    for (const char *p = text; p < end; p++) {
        if (!g_ascii_isdigit(*p))
            continue;
        bool inside = p > text && (g_ascii_isalnum(p[-1]) || p[-1] == '.' || p[-1] == '_');
        gsize n = inside ? 0 : enhanced_length(p, end);
        g_autofree char *status = n ? g_strndup(p, n) : NULL;
        if (status && is_better(status, found.status))
            g_strlcpy(found.status, status, sizeof found.status);
        int code = inside || n ? 0 : reply_code(text, p, end);
        if (code && (!found.code || (found.code < 500 && code >= 500)))
            found.code = code;
        p += (n ? n : digits(p, end, G_MAXSIZE)) - 1;
    }
    return found;
}

char
status_code_class(const StatusCode *status)
{
    char first = status->status[0];
    if (first)
        return first;
    return status->code >= 500 ? '5' : status->code >= 400 ? '4' : 0;
}
