/* One line into one value. Strict: what is not understood is an error, never ignored. */
#include "mailer/relay-url.h"
#include "event/error.h"
#include <string.h>

/* At a time. Few servers mind two, and one waits for the other's answers. */
#define CONNECTIONS 2

static bool
fail(GError **error, const char *format, const char *what)
{
    g_autofree char *shown = g_utf8_make_valid(what, -1);
    g_autofree char *text = g_strdup_printf(format, shown);
    g_set_error_literal(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, text);
    return false;
}

/* %XX undone; NULL for a wrong one, and for anything that could not stand in a name or a path. */
static char *
unescape(const char *text)
{
    g_autofree char *plain = g_uri_unescape_string(text, NULL);
    if (!plain || !g_utf8_validate(plain, -1, NULL))
        return NULL;
    for (const char *p = plain; *p; p++)
        if (g_ascii_iscntrl(*p))
            return NULL;
    return g_steal_pointer(&plain);
}

static bool
number_read(const char *text, guint least, guint most, guint *ret_number)
{
    guint64 number;
    if (!g_ascii_string_to_unsigned(text, 10, least, most, &number, NULL))
        return false;
    *ret_number = (guint)number;
    return true;
}

/* Letters, digits, "-", "." and "_": what a host name of DNS or of /etc/hosts is made of. */
static bool
name_ok(const char *name)
{
    static const char letters[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-._";
    return *name && *name != '-' && strlen(name) <= 253 && strspn(name, letters) == strlen(name);
}

static bool
literal_ok(const char *address)
{
    return *address && strspn(address, "0123456789abcdefABCDEF:.") == strlen(address);
}

static bool
is_this_machine(const char *host)
{
    return g_ascii_strcasecmp(host, "localhost") == 0 || g_str_equal(host, "::1") ||
           (g_str_has_prefix(host, "127.") && strspn(host, "0123456789.") == strlen(host));
}

static bool
starttls_read(RelayUrl *url, const char *value)
{
    static const struct {
        const char *word;
        RelayTls tls;
    } words[] = {
        {"required", RELAY_TLS_REQUIRED}, {"optional", RELAY_TLS_OPTIONAL}, {"off", RELAY_TLS_OFF}};
    for (gsize i = 0; i < G_N_ELEMENTS(words) && url->tls != RELAY_TLS_IMPLICIT; i++) {
        if (g_str_equal(value, words[i].word)) {
            url->tls = words[i].tls;
            return true;
        }
    }
    return false;
}

static bool
auth_read(RelayUrl *url, const char *value)
{
    url->auth_in_clear = g_str_equal(value, "clear");
    return url->auth_in_clear;
}

static bool
pipelining_read(RelayUrl *url, const char *value)
{
    url->lockstep = g_str_equal(value, "off");
    return url->lockstep;
}

static bool
ca_read(RelayUrl *url, const char *value)
{
    g_free(url->ca_file);
    url->ca_file = g_strdup(value);
    return *value != '\0';
}

static bool
hello_read(RelayUrl *url, const char *value)
{
    g_free(url->hello);
    url->hello = g_strdup(value);
    return name_ok(value);
}

static bool
messages_read(RelayUrl *url, const char *value)
{
    return number_read(value, 1, 10000, &url->per_connection);
}

static bool
connections_read(RelayUrl *url, const char *value)
{
    return number_read(value, 1, 64, &url->connections);
}

static bool
timeout_read(RelayUrl *url, const char *value)
{
    return number_read(value, 1, 3600, &url->seconds);
}

static const struct {
    const char *key;
    bool (*read)(RelayUrl *url, const char *value);
    const char *right;
} options[] = {
    {"starttls", starttls_read, "required, optional or off, and goes with smtp:// alone"},
    {"auth", auth_read, "clear, or left out"},
    {"ca", ca_read, "a file"},
    {"hello", hello_read, "a host's name"},
    {"messages", messages_read, "a whole number from 1 to 10000"},
    {"connections", connections_read, "a whole number from 1 to 64"},
    {"timeout", timeout_read, "a whole number of seconds from 1 to 3600"},
    {"pipelining", pipelining_read, "off, or left out"},
};

static bool
option_read(RelayUrl *url, const char *pair, GError **error)
{
    const char *equals = strchr(pair, '=');
    g_autofree char *value = equals ? unescape(equals + 1) : NULL;
    for (gsize i = 0; value && i < G_N_ELEMENTS(options); i++) {
        if (strlen(options[i].key) == (gsize)(equals - pair) &&
            strncmp(options[i].key, pair, (gsize)(equals - pair)) == 0) {
            if (options[i].read(url, value))
                return true;
            g_autofree char *wrong =
                g_strdup_printf("\"%s\" is no setting of a relay that we can use: it is %s", pair,
                                options[i].right);
            return fail(error, "%s", wrong);
        }
    }
    return fail(error,
                "\"%s\" is no setting of a relay: there are starttls, auth, ca, hello, messages, "
                "connections, pipelining and timeout",
                pair);
}

/* "HOST", "HOST:PORT", "[ADDRESS]", "[ADDRESS]:PORT". */
static bool
host_read(RelayUrl *url, const char *text, GError **error)
{
    guint port = url->port;
    const char *end = *text == '[' ? strchr(text, ']') : strchr(text, ':');
    const char *after = *text == '[' && end ? end + 1 : end;
    gsize length = end ? (gsize)(end - text) : strlen(text);
    url->host = *text == '[' ? g_strndup(text + 1, length - 1) : g_strndup(text, length);
    if (*text == '[' ? !end || !literal_ok(url->host) : !name_ok(url->host))
        return fail(error, "\"%s\" is no host that a relay could have", text);
    if (after && *after && (*after != ':' || !number_read(after + 1, 1, 65535, &port)))
        return fail(error, "\"%s\" has a port that is none", text);
    url->port = (guint16)port;
    return true;
}

static bool
user_read(RelayUrl *url, const char *text, GError **error)
{
    if (strchr(text, ':'))
        return fail(error, "a password does not stand in the relay's URL%s", "");
    url->user = unescape(text);
    if (!url->user || !*url->user)
        return fail(error, "\"%s\" is no name to log in with", text);
    return true;
}

static bool
smtp_read(RelayUrl *url, const char *rest, GError **error)
{
    g_auto(GStrv) halves = g_strsplit(rest, "?", 2);
    const char *authority = halves[0] ? halves[0] : "";
    const char *at = strrchr(authority, '@');
    g_autofree char *user = at ? g_strndup(authority, (gsize)(at - authority)) : NULL;
    g_autofree char *place = g_strdup(at ? at + 1 : authority);
    if (g_str_has_suffix(place, "/"))
        place[strlen(place) - 1] = '\0';
    if ((user && !user_read(url, user, error)) || !host_read(url, place, error))
        return false;
    if (url->tls != RELAY_TLS_IMPLICIT)
        url->tls = is_this_machine(url->host) && !url->user ? RELAY_TLS_OFF : RELAY_TLS_REQUIRED;
    if (!halves[0] || !halves[1])
        return true;
    g_auto(GStrv) pairs = g_strsplit(halves[1], "&", 0);
    for (char **pair = pairs; *pair; pair++)
        if (!option_read(url, *pair, error))
            return false;
    return true;
}

/* The recipient must be somewhere: a command without it would send nothing to nobody, and succeed. */
static bool
command_read(RelayUrl *url, const char *rest, GError **error)
{
    bool recipient = false;
    if (!g_shell_parse_argv(rest, NULL, &url->command, NULL))
        return fail(error, "\"sendmail:%s\" has no command, or an open quote", rest);
    for (char **argument = url->command + 1; *argument && url->command[0]; argument++)
        recipient = recipient || strstr(*argument, "%t");
    if (!recipient)
        return fail(error, "\"sendmail:%s\" does not say where the recipient (%%t) goes", rest);
    return true;
}

static bool
path_read(RelayUrl *url, const char *rest, GError **error)
{
    url->path = g_strdup(rest);
    return *rest ? true : fail(error, "\"dir:%s\" names no directory", rest);
}

RelayUrl *
relay_url_parse(const char *text, GError **error)
{
    static const struct {
        const char *prefix;
        RelayUrlKind kind;
        guint16 port;
        RelayTls tls;
        bool (*read)(RelayUrl *url, const char *rest, GError **error);
    } schemes[] = {
        {"smtp://", RELAY_URL_SMTP, 587, RELAY_TLS_REQUIRED, smtp_read},
        {"smtps://", RELAY_URL_SMTP, 465, RELAY_TLS_IMPLICIT, smtp_read},
        {"sendmail:", RELAY_URL_COMMAND, 0, RELAY_TLS_OFF, command_read},
        {"dir:", RELAY_URL_DIRECTORY, 0, RELAY_TLS_OFF, path_read},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
        if (!g_str_has_prefix(text, schemes[i].prefix))
            continue;
        RelayUrl *url = g_new0(RelayUrl, 1);
        url->kind = schemes[i].kind;
        url->connections = schemes[i].kind == RELAY_URL_SMTP ? CONNECTIONS : 1;
        url->port = schemes[i].port;
        url->tls = schemes[i].tls;
        if (schemes[i].read(url, text + strlen(schemes[i].prefix), error))
            return url;
        relay_url_free(url);
        return NULL;
    }
    /* Only the scheme is shown: what follows may hold a password in spite of us. */
    g_autofree char *scheme = g_strndup(text, strcspn(text, ":") + (strchr(text, ':') != NULL));
    fail(error,
         "\"%s\" is no way to send mail: there are smtp://, smtps://, sendmail: and dir:", scheme);
    return NULL;
}

void
relay_url_free(RelayUrl *url)
{
    if (!url)
        return;
    g_free(url->host);
    g_free(url->user);
    g_free(url->ca_file);
    g_free(url->hello);
    g_strfreev(url->command);
    g_free(url->path);
    g_free(url);
}

RelayConfig
relay_url_config(const RelayUrl *url, const char *secret)
{
    return (RelayConfig){
        .host = url->host,
        .port = url->port,
        .tls = url->tls,
        .ca_file = url->ca_file,
        .user = url->user,
        .secret = secret,
        .auth_in_clear = url->auth_in_clear,
        .hello = url->hello,
        .per_connection = url->per_connection,
        .lockstep = url->lockstep,
        .seconds = url->seconds,
    };
}
