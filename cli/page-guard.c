/* Veils addresses and refuses links, byte by byte: both look for a few ASCII characters, which are no
 * part of any other character in UTF-8. */
#include "cli/page-guard.h"
#include <string.h>

static bool
is_wide_or_alnum(char c)
{
    return (guchar)c >= 0x80 || g_ascii_isalnum(c);
}

/* Of a local part that is no quoted string (RFC 5322 3.2.3), dots included. */
static bool
is_local(char c)
{
    return is_wide_or_alnum(c) || (c && strchr("!#$%&'*+-./=?^_`{|}~", c));
}

static bool
is_domain(char c)
{
    return is_wide_or_alnum(c) || c == '-' || c == '.';
}

/* The length of the domain at TEXT, without dots at its end; 0 where there is none with a dot inside,
 * since other ones ("root@localhost") lead nowhere. */
static gsize
domain_length(const char *text)
{
    gsize n = 0;
    while (is_domain(text[n]))
        n++;
    while (n > 0 && !is_wide_or_alnum(text[n - 1]))
        n--;
    const char *dot = memchr(text, '.', n);
    return dot && dot != text ? n : 0;
}

static void
append_veiled(GString *out, const char *domain, gsize length, bool spell)
{
    if (!spell) {
        g_string_append(out, "@…");
        return;
    }
    g_string_append(out, " at ");
    for (gsize i = 0; i < length; i++) {
        if (domain[i] == '.')
            g_string_append(out, " dot ");
        else
            g_string_append_c(out, domain[i]);
    }
}

char *
guard_addresses(const char *text, bool spell)
{
    GString *out = g_string_new(NULL);
    const char *from = text;
    for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
        gsize length = at > from && is_local(at[-1]) ? domain_length(at + 1) : 0;
        if (length == 0)
            continue;
        g_string_append_len(out, from, at - from);
        append_veiled(out, at + 1, length, spell);
        from = at + 1 + length;
        at = from - 1;
    }
    g_string_append(out, from);
    return g_string_free(out, FALSE);
}

/* Behind the scheme: "//", a host, and nobody's name before it. */
static bool
names_a_host(const char *rest)
{
    if (!g_str_has_prefix(rest, "//"))
        return false;
    gsize length = strcspn(rest + 2, "/?#");
    return length > 0 && is_wide_or_alnum(rest[2]) && !memchr(rest + 2, '@', length);
}

static bool
is_safe(const char *url)
{
    gsize before = strcspn(url, ":/?#");
    for (const char *c = url; *c; c++) {
        if ((guchar)*c <= ' ' || *c == 0x7f || *c == '\\')
            return false;
    }
    if (url[before] != ':')
        return !g_str_has_prefix(url, "//");
    bool known = (before == 4 && g_ascii_strncasecmp(url, "http", 4) == 0) ||
                 (before == 5 && g_ascii_strncasecmp(url, "https", 5) == 0);
    return known && names_a_host(url + before + 1);
}

char *
guard_url(const char *url)
{
    if (!url || !*url || strlen(url) > GUARD_URL_MAX || !g_utf8_validate(url, -1, NULL))
        return NULL;
    if (!is_safe(url))
        return NULL;
    g_auto(GStrv) pieces = g_strsplit(url, "@", -1);
    return g_strjoinv("%40", pieces);
}
