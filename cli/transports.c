/* `relay` of convoke.conf, with what logs in there. */
#include "cli/transports.h"
#include "cli/module.h"
#include "cli/secret.h"
#include "event/error.h"
#include "mailer/directory.h"
#include "mailer/pipe.h"
#include "mailer/relay-url.h"
#include <string.h>

/* What logs in as the relay's user. */
static gboolean
read_secret(const Config *config, char **ret_secret, bool *ret_token, GError **error)
{
    const char *password = config_get(config, "send", "password-command");
    const char *token = config_get(config, "send", "token-command");
    *ret_token = token != NULL;
    if (token && password) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
                    "password-command and token-command are both set in [send] of convoke.conf;"
                    " leave one out");
        return FALSE;
    }
    if (!token && !password) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
                    "relay has a user but no password; set password-command or token-command in"
                    " [send] of convoke.conf");
        return FALSE;
    }
    *ret_secret =
        secret_read(token ? "token-command" : "password-command", token ? token : password, error);
    return *ret_secret != NULL;
}

/* Asked when there is the first mail that needs it, by any of the connections. */
static const RelayWide *
load_wide(GError **error)
{
    return module_symbol("smtputf8", "relay_utf8", error);
}

static gboolean
open_relay(const Config *config, const RelayUrl *url, GPtrArray *transports, GError **error)
{
    g_autofree char *secret = NULL;
    Transport *(*relay)(const RelayConfig *, GError **) = NULL;
    bool token = false;
    if (url->user && !read_secret(config, &secret, &token, error))
        return FALSE;
    gpointer symbol = module_symbol("relay", "relay_open", error);
    if (!symbol)
        return FALSE;
    memcpy(&relay, &symbol, sizeof relay);
    RelayConfig relay_config = relay_url_config(url, secret);
    relay_config.token = token;
    relay_config.wide = load_wide;
    for (guint i = 0; i < url->connections; i++) {
        Transport *transport = relay(&relay_config, error);
        if (!transport)
            return FALSE;
        g_ptr_array_add(transports, transport);
    }
    return TRUE;
}

/* Adds the one transport, where there is one. */
static gboolean
add_transport(GPtrArray *transports, Transport *transport)
{
    if (transport)
        g_ptr_array_add(transports, transport);
    return transport != NULL;
}

static gboolean
open_all(const Workspace *workspace, GPtrArray *transports, GError **error)
{
    const char *text = config_get(workspace->config, "send", "relay");
    g_autoptr(RelayUrl) url = relay_url_parse(text, error);
    if (!url)
        return FALSE;
    if (url->kind == RELAY_URL_DIRECTORY) {
        g_autofree char *path = workspace_path(workspace, url->path);
        return add_transport(transports, directory_open(path, error));
    }
    if (g_str_has_suffix(config_get(workspace->config, "mail", "address"), "@localhost")) {
        g_set_error(
            error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
            "mail would leave this machine with an address nobody can answer to; set address in"
            " [mail] of convoke.conf");
        return FALSE;
    }
    if (url->kind == RELAY_URL_COMMAND)
        return add_transport(transports,
                             pipe_open((const char *const *)url->command, PIPE_SECONDS, error));
    return open_relay(workspace->config, url, transports, error);
}

GPtrArray *
transports_open(const Workspace *workspace, GError **error)
{
    g_autoptr(GPtrArray) transports =
        g_ptr_array_new_with_free_func((GDestroyNotify)transport_free);
    return open_all(workspace, transports, error) ? g_steal_pointer(&transports) : NULL;
}

bool
transports_keep(const Workspace *workspace)
{
    g_autoptr(RelayUrl) url = relay_url_parse(config_get(workspace->config, "send", "relay"), NULL);
    return !url || url->kind == RELAY_URL_DIRECTORY;
}
