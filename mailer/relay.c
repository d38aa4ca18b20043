/* The transport itself: its configuration, and one connection after the other. */
#include "mailer/relay.h"
#include "event/error.h"
#include "mailer/relay-session.h"
#include <signal.h>
#include <string.h>

#define PER_CONNECTION 200

typedef struct {
    Transport base;
    RelayConfig config; /* the strings are ours */
    RelayTlsContext *tls;
} Relay;

static gboolean
relay_send(Transport *transport, TransportNext next, TransportDone done, gpointer user_data,
           GError **error)
{
    Relay *relay = (Relay *)transport;
    RelayFeed feed = {.next = next, .done = done, .user_data = user_data};
    guint breaks = 0;
    const Outgoing *first;
    while ((first = relay_feed_next(&feed, true)))
        if (!relay_session_run(&relay->config, relay->tls, &feed, first, &breaks, error))
            return FALSE;
    return TRUE;
}

static void
relay_free(Transport *transport)
{
    Relay *relay = (Relay *)transport;
    RelayConfig *config = &relay->config;
    if (config->secret)
        explicit_bzero((char *)config->secret, strlen(config->secret));
    g_free((char *)config->secret);
    g_free((char *)config->host);
    g_free((char *)config->ca_file);
    g_free((char *)config->user);
    g_free((char *)config->hello);
    relay_tls_free(relay->tls);
    g_free(relay);
}

/* A password needs TLS, unless it was said otherwise; "if offered" is not enough, for then whoever
 * stands in between decides. */
static bool
guard_password(const RelayConfig *config, RelayTls *tls, GError **error)
{
    if (!config->user || (config->auth_in_clear && !config->token))
        return true;
    if (*tls == RELAY_TLS_OPTIONAL)
        *tls = RELAY_TLS_REQUIRED;
    if (*tls != RELAY_TLS_OFF)
        return true;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
                config->token ? "the token for %s would go unprotected; use starttls=required"
                              : "the password for %s would go unprotected; use starttls=required,"
                                " or auth=clear if that is meant",
                config->host);
    return false;
}

Transport *
relay_open(const RelayConfig *config, GError **error)
{
    RelayTls tls = config->tls;
    RelayTlsContext *context = NULL;
    if (!guard_password(config, &tls, error))
        return NULL;
    if (tls != RELAY_TLS_OFF && !(context = relay_tls_new(config->host, config->ca_file, error)))
        return NULL;
    Relay *relay = g_new0(Relay, 1);
    relay->base = (Transport){.send = relay_send, .free = relay_free};
    relay->tls = context;
    relay->config = *config;
    relay->config.tls = tls;
    relay->config.host = g_strdup(config->host);
    relay->config.ca_file = g_strdup(config->ca_file);
    relay->config.user = g_strdup(config->user);
    relay->config.secret = g_strdup(config->secret);
    relay->config.hello = g_strdup(config->hello);
    relay->config.per_connection = config->per_connection ? config->per_connection : PER_CONNECTION;
    signal(SIGPIPE, SIG_IGN); /* libESMTP writes to connections that are gone */
    return &relay->base;
}
