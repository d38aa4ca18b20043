/* RFC 8601 2.2, read as strictly as it is needed: what does not parse says nothing. */
#include "inbox/authenticity.h"
#include <string.h>

/* Results of one field that are looked at; more are not. */
enum { RESULTS_MAX = 64 };

const char *
authenticity_name(Authenticity authenticity)
{
    static const char *const names[] = {[AUTHENTICITY_PASS] = "pass", [AUTHENTICITY_FAIL] = "fail"};
    return names[authenticity];
}

bool
authenticity_parse(const char *name, Authenticity *ret_authenticity)
{
    for (int i = AUTHENTICITY_PASS; i <= AUTHENTICITY_FAIL; i++)
        if (g_str_equal(name, authenticity_name((Authenticity)i))) {
            *ret_authenticity = (Authenticity)i;
            return true;
        }
    return false;
}

/* TEXT, a line a result, without its comments, which may nest and hold anything, quoted pairs among it (RFC 5322 3.2.2); in
 * quoted strings nothing is a comment or an end. */
static char *
results_of(const char *text)
{
    GString *out = g_string_new(NULL);
    int depth = 0;
    bool quoted = false;
    for (const char *p = text; *p; p++) {
        if (*p == '\\' && p[1] && (quoted || depth > 0)) {
            if (depth == 0)
                g_string_append_len(out, p, 2);
            p++;
        } else if (*p == '"' && depth == 0) {
            quoted = !quoted;
            g_string_append_c(out, *p);
        } else if (*p == '(' && !quoted) {
            depth++;
        } else if (*p == ')' && !quoted && depth > 0) {
            depth--;
        } else if (depth == 0) {
            g_string_append_c(out, *p == ';' && !quoted ? '\n' : *p);
        }
    }
    return g_string_free(out, FALSE);
}

/* The domain of "local@domain", "@domain" or "domain"; NULL for none. Borrowed. */
static const char *
domain_of(const char *text)
{
    const char *at = strrchr(text, '@');
    const char *domain = at ? at + 1 : text;
    return *domain ? domain : NULL;
}

static bool
is_below(const char *domain, const char *parent)
{
    gsize n = strlen(domain), m = strlen(parent);
    return n > m && domain[n - m - 1] == '.' && strchr(parent, '.') &&
           g_ascii_strcasecmp(domain + n - m, parent) == 0;
}

static bool
is_aligned(const char *domain, const char *from)
{
    return domain && (g_ascii_strcasecmp(domain, from) == 0 || is_below(from, domain) ||
                      is_below(domain, from));
}

/* The words of a result. A blank in a quoted string ends none: a local part may hold one, and behind it what looks like
 * a property or a domain. */
static char **
words_of(const char *result)
{
    g_autofree char *text = g_strdup(result);
    bool quoted = false;
    for (char *p = text; *p; p++) {
        if (*p == '\\' && p[1] && quoted)
            p++;
        else if (*p == '"')
            quoted = !quoted;
        else if (!quoted && (*p == ' ' || *p == '\t'))
            *p = '\n';
    }
    return g_strsplit(text, "\n", -1);
}

/* The value of PROPERTY ("header.d=") among the words of a result, quotes taken off; new; NULL where there is none,
 * or there are two, of which one may be the sender's. */
static char *
property_of(char *const *words, const char *property)
{
    const char *found = NULL;
    for (; *words; words++) {
        if (g_ascii_strncasecmp(*words, property, strlen(property)) != 0)
            continue;
        if (found)
            return NULL;
        found = *words + strlen(property);
    }
    g_auto(GStrv) pieces = g_strsplit(found ? found : "", "\"", -1);
    return found ? g_strjoinv("", pieces) : NULL;
}

/* One "method=result property=value ..." in the light of the domain of From; NULL = nobody's, or of several. */
static Authenticity
judge(const char *text, const char *from)
{
    static const struct {
        const char *result, *property, *other;
    } passes[] = {
        {"dmarc=pass", "header.from=", NULL},
        {"dkim=pass", "header.d=", "header.i="},
        {"spf=pass", "smtp.mailfrom=", "smtp.mail="},
    };
    g_auto(GStrv) words = words_of(text);
    char **word = words;
    while (*word && !**word)
        word++;
    if (!*word)
        return AUTHENTICITY_UNKNOWN;
    if (g_ascii_strcasecmp(*word, "dmarc=fail") == 0)
        return AUTHENTICITY_FAIL;
    for (size_t i = 0; i < G_N_ELEMENTS(passes); i++) {
        if (g_ascii_strcasecmp(*word, passes[i].result) != 0)
            continue;
        g_autofree char *value = property_of(word, passes[i].property);
        if (!value && passes[i].other)
            value = property_of(word, passes[i].other);
        return value && from && is_aligned(domain_of(value), from) ? AUTHENTICITY_PASS
                                                                   : AUTHENTICITY_UNKNOWN;
    }
    return AUTHENTICITY_UNKNOWN;
}

/* "id", which may be quoted, perhaps with a version behind it: "mx.example 1". */
static bool
is_ours(const char *text, const char *authserv_id)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);
    char **word = words;
    while (*word && !**word)
        word++;
    gsize length = *word ? strlen(*word) : 0;
    bool quoted = length > 2 && word[0][0] == '"' && word[0][length - 1] == '"';
    g_autofree char *id = *word ? g_strndup(*word + quoted, length - 2 * quoted) : NULL;
    return id && g_ascii_strcasecmp(id, authserv_id) == 0;
}

Authenticity
authenticity_of(const Mail *mail, const char *authserv_id)
{
    const char *field = authserv_id ? mail_header(mail, "Authentication-Results") : NULL;
    const MailAddress *sender = mail->from->len == 1 ? g_ptr_array_index(mail->from, 0) : NULL;
    const char *from = sender && strchr(sender->address, '@') ? domain_of(sender->address) : NULL;
    if (!field)
        return AUTHENTICITY_UNKNOWN;
    g_autofree char *plain = results_of(field);
    g_auto(GStrv) results = g_strsplit(plain, "\n", RESULTS_MAX);
    if (!results[0] || !is_ours(results[0], authserv_id))
        return AUTHENTICITY_UNKNOWN;
    Authenticity found = AUTHENTICITY_UNKNOWN;
    for (char **result = results + 1; *result; result++) {
        Authenticity says = judge(*result, from);
        if (says == AUTHENTICITY_FAIL)
            return says; /* the domain's own word about the rest (RFC 7489 6.6.2) */
        if (says == AUTHENTICITY_PASS)
            found = says;
    }
    return found;
}
