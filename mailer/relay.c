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

/* What passes between the caller and the connections. */
typedef struct {
    const RelayConfig *config;
    TransportNext next;
    TransportDone done;
    gpointer user_data;
    const RelayWide *wide; /* NULL before the first message that only SMTPUTF8 carries */
    gpointer line;         /* that these go over */
    char *shut;            /* why none of these is tried any more; NULL */
} Counter;

static void
counter_clear(Counter *counter)
{
    if (counter->wide)
        counter->wide->close(counter->line);
    g_free(counter->shut);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Counter, counter_clear)

static void
submit(Counter *counter, const Outgoing *message, Outcome *outcome)
{
    g_autoptr(GError) why = NULL;
    if (!outgoing_check(message, outcome))
        return;
    if (!counter->wide && counter->config->wide)
        counter->wide = counter->config->wide(&why);
    if (!counter->wide) {
        outcome_set(outcome, why ? OUTCOME_LATER : OUTCOME_FAILED, 0,
                    why ? why->message : "the recipient needs SMTPUTF8, which cannot be had here");
        return;
    }
    if (counter->shut)
        outcome_set(outcome, OUTCOME_LATER, 0, counter->shut);
    else
        counter->wide->submit(counter->config, &counter->line, message, outcome);
}

/* Their connection, when it is refused, shuts out no other message, but those that would need one, too. */
static void
submit_wide(Counter *counter, const Outgoing *message)
{
    Outcome outcome = {0};
    submit(counter, message, &outcome);
    if (outcome.kind == OUTCOME_LATER && outcome.session && !counter->shut)
        counter->shut = g_strdup(outcome.text);
    outcome.session = false;
    counter->done(message, &outcome, counter->user_data);
    outcome_clear(&outcome);
}

/* What libESMTP can carry; the rest leaves on the way. */
static const Outgoing *
counter_next(gpointer user_data, bool wait)
{
    Counter *counter = user_data;
    const Outgoing *message;
    while ((message = counter->next(counter->user_data, wait)) && outgoing_is_wide(message))
        submit_wide(counter, message);
    return message;
}

static void
counter_done(const Outgoing *message, const Outcome *outcome, gpointer user_data)
{
    const Counter *counter = user_data;
    counter->done(message, outcome, counter->user_data);
}

static gboolean
relay_send(Transport *transport, TransportNext next, TransportDone done, gpointer user_data,
           GError **error)
{
    Relay *relay = (Relay *)transport;
    g_auto(Counter)
        counter = {.config = &relay->config, .next = next, .done = done, .user_data = user_data};
    RelayFeed feed = {.next = counter_next, .done = counter_done, .user_data = &counter};
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
