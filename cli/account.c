/* Loading imap.so, and the secrets that it needs. */
#include "cli/account.h"
#include "cli/module.h"
#include "cli/secret.h"
#include "event/error.h"
#include "inbox/imap.h"
#include <string.h>

typedef gboolean (*ImapTake)(const ImapAccount *, Store *, SourceTake, gpointer, int *, GError **);

static ImapTake
load(GError **error)
{
    ImapTake take = NULL;
    gpointer symbol = module_symbol("imap", "imap_take", error);
    if (symbol)
        memcpy(&take, &symbol, sizeof take);
    return take;
}

static gboolean
missing(const char *what, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "set %s in [receive] of convoke.conf",
                what);
    return FALSE;
}

/* The password or the token, whichever has a command. */
static gboolean
read_secret(const Config *config, char **ret_password, char **ret_token, GError **error)
{
    const char *password = config_get(config, "receive", "imap-password-command");
    const char *token = config_get(config, "receive", "imap-token-command");
    if (!password == !token)
        return missing("either imap-password-command or imap-token-command", error);
    if (password)
        *ret_password = secret_read("imap-password-command", password, error);
    else
        *ret_token = secret_read("imap-token-command", token, error);
    return *ret_password || *ret_token;
}

gboolean
account_take(Intake *intake, int *ret_taken, GError **error)
{
    const Config *config = intake->workspace->config;
    const char *place = config_get(config, "receive", "imap");
    g_autofree char *password = NULL, *token = NULL;
    if (!place)
        return missing("imap", error);
    g_autoptr(ImapUrl) url = imap_url_parse(place, error);
    if (!url || !read_secret(config, &password, &token, error))
        return FALSE;
    const ImapAccount account = {
        .url = url,
        .password = password,
        .token = token,
        .move = config_get(config, "receive", "imap-move"),
        .limit = intake->receiver.max_size,
        .patience = (guint)config_get_int(config, "receive", "imap-patience"),
    };
    ImapTake take = load(error);
    return take && take(&account, intake->workspace->store, intake_take, intake, ret_taken, error);
}
