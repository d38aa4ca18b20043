/* Addresses in one normal form. Checked here once, so that nothing further on has to ask whether an
 * address could carry a line break, a second recipient or an option of sendmail(8). */
#include "event/address.h"
#include <string.h>

#define LABEL_MAX 63 /* RFC 1035 2.3.4 */

/* Lower case without regard to the locale (a Turkish one would turn I into ı). What is not ASCII
 * never becomes ASCII: U+212A KELVIN SIGN would make another person's address out of "miKe@". */
static gunichar
fold(gunichar c)
{
    if (c < 0x80)
        return (gunichar)g_ascii_tolower((char)c);
    gunichar lower = g_unichar_tolower(c);
    return lower < 0x80 ? c : lower;
}

/* Most addresses are ASCII, and there are half a dozen in each mail: those take the short ways. */
static gunichar
char_at(const char *p)
{
    return (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char(p);
}

static char *
fold_text(const char *text)
{
    if (g_str_is_ascii(text))
        return g_ascii_strdown(text, -1);
    GString *folded = g_string_sized_new(strlen(text));
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        g_string_append_unichar(folded, fold(g_utf8_get_char(p)));
    return g_string_free(folded, FALSE);
}

/* What follows PREFIX in TEXT, both folded; NULL where TEXT does not start with it. */
static const char *
after_prefix(const char *text, const char *prefix)
{
    while (*prefix) {
        if (!*text || fold(g_utf8_get_char(text)) != fold(g_utf8_get_char(prefix)))
            return NULL;
        text = g_utf8_next_char(text);
        prefix = g_utf8_next_char(prefix);
    }
    return text;
}

/* Visible, and no white space: shuts out controls, bidirectional overrides and zero widths. */
static bool
is_plain(gunichar c)
{
    return c < 0x80 ? g_ascii_isgraph((char)c) : g_unichar_isgraph(c) && !g_unichar_isspace(c);
}

/* May stand before the "@". */
static bool
is_local(char c)
{
    switch (c) {
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case ':':
    case ';':
    case '@':
    case '\\':
    case ',':
    case '"':
        return false;
    default:
        return g_ascii_isgraph(c);
    }
}

/* RFC 5322 dot-atom (3.2.3), with UTF-8 (RFC 6532 3.2). A leading "-" is refused as Postfix does:
 * programs would take it for an option. */
static bool
local_ok(const char *local)
{
    if (!*local || *local == '-' || *local == '.' || g_str_has_suffix(local, ".") ||
        strstr(local, ".."))
        return false;
    for (const char *p = local; *p; p = g_utf8_next_char(p)) {
        gunichar c = char_at(p);
        if (c < 0x80 ? !is_local((char)c) : !is_plain(c))
            return false;
    }
    return true;
}

static bool
label_ok(const char *label, size_t length)
{
    if (length == 0 || length > LABEL_MAX || label[0] == '-' || label[length - 1] == '-')
        return false;
    for (const char *p = label; p < label + length; p = g_utf8_next_char(p)) {
        gunichar c = char_at(p);
        bool letter =
            c < 0x80 ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c) || g_unichar_ismark(c);
        if (!letter && c != '-')
            return false;
    }
    return true;
}

/* Host names of letters, digits and hyphens; the last label is no number, so that a bare IPv4
 * address is no domain (RFC 3696 2). One label is enough: "root@localhost". */
static bool
domain_ok(const char *domain)
{
    for (;;) {
        size_t length = strcspn(domain, ".");
        if (!label_ok(domain, length))
            return false;
        if (!domain[length])
            return strspn(domain, "0123456789") < length;
        domain += length + 1;
    }
}

/* Some systems put quotes around each local part with a sign in it. */
static const char *
unquote(char *local)
{
    size_t length = strlen(local);
    if (length < 3 || local[0] != '"' || local[length - 1] != '"')
        return local;
    local[length - 1] = '\0';
    return local + 1;
}

char *
address_parse(const char *text)
{
    if (!text || !g_utf8_validate(text, -1, NULL))
        return NULL;
    while (g_ascii_isspace(*text))
        text++;
    if (g_ascii_strncasecmp(text, "mailto:", strlen("mailto:")) == 0)
        text += strlen("mailto:");
    size_t length = strlen(text);
    while (length > 0 && g_ascii_isspace(text[length - 1]))
        length--;
    if (length == 0 || length > ADDRESS_MAX)
        return NULL;
    g_autofree char *mailbox = g_strndup(text, length);
    char *at = strrchr(mailbox, '@');
    if (!at)
        return NULL;
    *at = '\0';
    const char *local = unquote(mailbox);
    /* Judged as it will be written: some letters are longer in lower case. */
    g_autofree char *domain = fold_text(at + 1);
    if (g_str_has_suffix(domain, "."))
        domain[strlen(domain) - 1] = '\0';
    if (!local_ok(local) || !domain_ok(domain) || strlen(local) + 1 + strlen(domain) > ADDRESS_MAX)
        return NULL;
    return g_strconcat(local, "@", domain, NULL);
}

/* The end of a local part of TEXT that is local_ok() and ASCII; NULL where there is none. */
static const char *
plain_local_end(const char *text)
{
    const char *p = text;
    char before = '.';
    if (*p == '-')
        return NULL;
    for (; is_local(*p); before = *p++)
        if (*p == '.' && before == '.')
            return NULL;
    return before == '.' ? NULL : p;
}

/* Whether DOMAIN is domain_ok(), ASCII and in lower case, and at most MOST bytes long. */
static bool
is_plain_domain(const char *domain, gsize most)
{
    gsize label = 0;
    bool number = true;
    for (const char *p = domain;; p++) {
        if (*p == '.' || *p == '\0') {
            if (label == 0 || label > LABEL_MAX || p[-1] == '-')
                return false;
            if (*p == '\0')
                return !number && (gsize)(p - domain) <= most;
            label = 0;
            number = true;
        } else if (g_ascii_islower(*p) || g_ascii_isdigit(*p) || (*p == '-' && label > 0)) {
            number = number && g_ascii_isdigit(*p);
            label++;
        } else {
            return false;
        }
    }
}

bool
address_is_plain(const char *text)
{
    const char *at = plain_local_end(text);
    return at && *at == '@' && at - text < ADDRESS_MAX &&
           is_plain_domain(at + 1, ADDRESS_MAX - 1 - (gsize)(at - text));
}

char *
address_of_mailbox(const char *text)
{
    const char *open = text ? strrchr(text, '<') : NULL;
    const char *close = open ? strchr(open, '>') : NULL;
    if (!close)
        return text ? address_parse(text) : NULL;
    g_autofree char *bare = g_strndup(open + 1, (gsize)(close - open - 1));
    return address_parse(bare);
}

/* --- international domains (RFC 5890) --- */

#define ACE_PREFIX "xn--"

/* No label of an ordinary domain needs more than its case folded. */
static bool
is_idn(const char *domain)
{
    return strstr(domain, ACE_PREFIX) || !g_str_is_ascii(domain);
}

/* TEXT composed (NFC), as a U-label is; NULL where that is not in lower case, since then it is none. */
static char *
composed(const char *text)
{
    g_autofree char *whole = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    g_autofree char *folded = whole ? fold_text(whole) : NULL;
    return whole && strcmp(whole, folded) == 0 ? g_steal_pointer(&whole) : NULL;
}

/* The U-label of an A-label; NULL where LABEL only looks like one. The library decodes, but is never handed a
 * U-label, of which it would make one of IDNA2003: there "straße" is "strasse", which is another's domain. */
static char *
label_in_letters(const char *label)
{
    if (!g_str_has_prefix(label, ACE_PREFIX))
        return NULL;
    g_autofree char *letters = g_hostname_to_unicode(label);
    if (!letters || g_str_is_ascii(letters) || !g_utf8_validate(letters, -1, NULL) ||
        !label_ok(letters, strlen(letters)))
        return NULL;
    g_autofree char *normal = composed(letters);
    return normal && strcmp(normal, letters) == 0 ? g_steal_pointer(&normal) : NULL;
}

static char *
label_key(const char *label)
{
    char *key = label_in_letters(label);
    if (!key && !g_str_is_ascii(label))
        key = composed(label);
    return key ? key : g_strdup(label);
}

/* DOMAIN with its letters, in lower case: its A-labels and its U-labels are the same domain. */
static char *
domain_key(const char *domain)
{
    char *folded = fold_text(domain);
    if (!is_idn(folded))
        return folded;
    g_auto(GStrv) labels = g_strsplit(folded, ".", -1);
    for (char **label = labels; *label; label++) {
        char *key = label_key(*label);
        g_free(*label);
        *label = key;
    }
    g_free(folded);
    return g_strjoinv(".", labels);
}

static bool
is_same(const char *a, const char *b)
{
    const char *rest = after_prefix(a, b);
    return rest && !*rest;
}

static bool
is_same_domain(const char *a, const char *b)
{
    if (is_same(a, b))
        return true;
    if (!is_idn(a) || !is_idn(b))
        return false;
    g_autofree char *one = domain_key(a), *other = domain_key(b);
    return strcmp(one, other) == 0;
}

bool
address_same_domain(const char *a, const char *b)
{
    return is_same_domain(address_domain(a), address_domain(b));
}

bool
address_equal(const char *a, const char *b)
{
    if (!a || !b)
        return false;
    if (is_same(a, b))
        return true;
    const char *domain_a = address_domain(a), *domain_b = address_domain(b);
    if (!is_idn(domain_a) || !is_same_domain(domain_a, domain_b))
        return false;
    g_autofree char *local_a = address_local(a), *local_b = address_local(b);
    return is_same(local_a, local_b);
}

const char *
address_among(const GPtrArray *addresses, const char *address)
{
    for (guint i = 0; addresses && i < addresses->len; i++)
        if (address_equal(g_ptr_array_index(addresses, i), address))
            return g_ptr_array_index(addresses, i);
    return NULL;
}

char *
address_key(const char *address)
{
    const char *domain = address_domain(address);
    if (!is_idn(domain))
        return fold_text(address);
    g_autofree char *before = g_strndup(address, (gsize)(domain - address));
    g_autofree char *local = fold_text(before), *key = domain_key(domain);
    return g_strconcat(local, key, NULL);
}

char *
address_local(const char *address)
{
    const char *at = strrchr(address, '@');
    return at ? g_strndup(address, (gsize)(at - address)) : g_strdup(address);
}

const char *
address_domain(const char *address)
{
    const char *at = strrchr(address, '@');
    return at ? at + 1 : address + strlen(address);
}

char *
address_with_detail(const char *base, char separator, const char *detail)
{
    if (separator == ADDRESS_ALONE)
        return g_strdup(base);
    if (separator == ADDRESS_CATCH_ALL)
        return g_strconcat(detail, "@", address_domain(base), NULL);
    const char between[] = {separator, '\0'};
    g_autofree char *local = address_local(base);
    return g_strconcat(local, between, detail, "@", address_domain(base), NULL);
}

char *
address_detail(const char *address, const char *base, char separator)
{
    if (separator == ADDRESS_ALONE || !address_same_domain(address, base))
        return NULL;
    g_autofree char *local = address_local(address);
    if (separator == ADDRESS_CATCH_ALL)
        return address_equal(address, base) ? NULL : g_steal_pointer(&local);
    g_autofree char *base_local = address_local(base);
    const char *rest = after_prefix(local, base_local);
    return rest && rest[0] == separator && rest[1] ? g_strdup(rest + 1) : NULL;
}

bool
address_nobody_reads(const char *address)
{
    static const char *const unread[] = {"noreply", "donotreply", "nobody", "devnull"};
    static const char *const systems[] = {"postmaster", "mailerdaemon", NULL};
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *p = address; *p && *p != '@'; p++)
        if (g_ascii_isalnum(*p))
            g_string_append_c(plain, g_ascii_tolower(*p));
    for (gsize i = 0; i < G_N_ELEMENTS(unread); i++)
        if (strstr(plain->str, unread[i]))
            return true;
    return g_strv_contains(systems, plain->str);
}

bool
addresses_break(int failing, int guests)
{
    return failing >= 3 && failing * 5 >= guests;
}
