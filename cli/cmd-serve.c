/* convoke serve: the whole round in one service. */
#include "cli/serve.h"
#include "cli/supervisor.h"
#include "cli/workspace.h"
#include "event/error.h"
#include "inbox/listen.h"
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

/* KEY of [receive] switches a part on; the one without runs unless others are named. */
static const struct {
    const char *key;
    Part part;
} all_parts[] = {
    {"lmtp", {"lmtp", serve_lmtp}},
    {"maildir", {"maildir", serve_maildir}},
    {"imap", {"imap", serve_imap}},
    {NULL, {"mail", serve_mail}},
};

typedef struct {
    Serve serve;
    char **only;        /* names of parts; empty = all */
    gboolean inherited; /* the sockets are those of whoever started us */
    char *places;       /* of the sockets, as configured; NULL = none */
} Setting;

static gboolean
is_wanted(const Setting *setting, const Config *config, gsize i)
{
    const char *key = all_parts[i].key;
    bool named = g_strv_contains((const char *const *)setting->only, all_parts[i].part.name);
    bool set = !key || config_get(config, "receive", key) ||
               (setting->inherited && g_str_equal(key, "lmtp"));
    return set && (named || !*setting->only);
}

static void
close_sockets(GArray *sockets)
{
    for (guint i = 0; i < sockets->len; i++)
        close(g_array_index(sockets, int, i));
    g_array_set_size(sockets, 0);
}

/* Sockets stay open where their places stay, so that nobody is turned away meanwhile. */
static gboolean
open_sockets(Setting *setting, const char *places, GError **error)
{
    Serve *serve = &setting->serve;
    if (setting->inherited || g_strcmp0(places, setting->places) == 0)
        return TRUE;
    close_sockets(serve->sockets);
    g_free(setting->places);
    setting->places = g_strdup(places);
    return !places || listen_open(places, serve->shell->directory, serve->sockets, error);
}

/* The parts as the configuration has them now; a wrong one changes nothing. */
static gboolean
load_parts(gpointer user_data, GArray *parts, GError **error)
{
    Setting *setting = user_data;
    g_autoptr(Workspace) workspace = workspace_open(setting->serve.shell, error);
    if (!workspace)
        return FALSE;
    const char *places = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(all_parts); i++) {
        if (!is_wanted(setting, workspace->config, i))
            continue;
        g_array_append_val(parts, all_parts[i].part);
        if (g_str_equal(all_parts[i].part.name, "lmtp"))
            places = config_get(workspace->config, "receive", "lmtp");
    }
    for (char **name = setting->only; *name; name++) {
        bool found = false;
        for (guint i = 0; i < parts->len; i++)
            found |= g_str_equal(g_array_index(parts, Part, i).name, *name);
        if (!found) {
            g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
                        "there is no part `%s` to serve; [receive] of convoke.conf says where mail"
                        " comes from",
                        *name);
            return FALSE;
        }
    }
    return open_sockets(setting, places, error);
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, NULL, argv, 0, -1, &args, error))
        return EX_USAGE;
    g_autoptr(GArray) sockets = g_array_new(FALSE, FALSE, sizeof(int));
    listen_inherited(sockets);
    Setting setting = {
        .serve = {.shell = shell, .sockets = sockets},
        .only = args,
        .inherited = sockets->len > 0,
    };
    Service service = {
        .parts = g_array_new(FALSE, FALSE, sizeof(Part)),
        .user_data = &setting,
        .reload = load_parts,
    };
    gboolean good = load_parts(&setting, service.parts, error) && supervise(&service, error);
    close_sockets(sockets);
    g_array_unref(service.parts);
    g_free(setting.places);
    return good ? EX_OK : EX_SOFTWARE;
}

const Command command_serve = {
    .name = "serve",
    .arguments = "[PART…]",
    .summary = "take mail in and send what is owed, as a service",
    .details =
        "Runs until it is stopped: takes mail in by every way that [receive] of convoke.conf\n"
        "names (lmtp, maildir, imap), and does what `convoke daily` does as soon as it is due\n"
        "(mail). Each PART is a process of its own, and is started again should it end. Where\n"
        "parts are named, only they run. SIGHUP reads convoke.conf again; SIGTERM ends it.",
    .run = run,
};
