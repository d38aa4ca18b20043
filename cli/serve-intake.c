/* The parts that take mail in. */
#include "cli/account.h"
#include "cli/stop.h"
#include "cli/serve.h"
#include "inbox/lmtp-server.h"
#include <stdbool.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

static int
told(const GError *error)
{
    if (!error)
        return EX_OK;
    fprintf(stderr, "convoke: %s\n", error->message);
    return EX_TEMPFAIL;
}

static gboolean
print_trouble(const GError *error, gpointer user_data)
{
    const Intake *intake = user_data;
    fprintf(stderr, "convoke: lmtp: told to try later: %s\n", error->message);
    return !reader_is_lost(intake->reader);
}

/* Bytes of messages at a time; what a single one may take is there in any case, the line of its sender included. */
static gsize
room_of(const Config *config, gsize max_size)
{
    gsize room = (gsize)config_get_int(config, "receive", "lmtp-megabytes") << 20;
    return MAX(room, max_size + LMTP_LINE + 1);
}

static gboolean
run_lmtp(const Serve *serve, int stop_fd, GError **error)
{
    g_auto(Intake) intake = {.quiet = TRUE, .silent = TRUE};
    if (!intake_open(&intake, serve->shell, false, error))
        return FALSE;
    const LmtpRules rules = {
        .host = g_get_host_name(),
        .address = intake.receiver.address,
        .separator = intake.receiver.separator,
        .max_size = intake.receiver.max_size,
    };
    const Config *config = intake.workspace->config;
    const LmtpServer server = {
        .rules = &rules,
        .sockets = serve->sockets,
        .connections = (guint)config_get_int(config, "receive", "lmtp-connections"),
        .room = room_of(config, rules.max_size),
        .stop_fd = stop_fd,
        .ahead = intake_ahead,
        .take = intake_take,
        .offer = intake_offer,
        .user_data = &intake,
        .trouble = print_trouble,
    };
    return lmtp_serve(&server, error);
}

int
serve_lmtp(gpointer user_data, int stop_fd)
{
    g_autoptr(GError) error = NULL;
    run_lmtp(user_data, stop_fd, &error);
    return told(error);
}

static gboolean
run_maildir(const Serve *serve, int stop_fd, GError **error)
{
    g_auto(Intake) intake = {.quiet = TRUE, .silent = TRUE};
    if (!intake_open(&intake, serve->shell, false, error))
        return FALSE;
    g_autofree char *maildir = workspace_path(
        intake.workspace, config_get(intake.workspace->config, "receive", "maildir"));
    return intake_watch(&intake, maildir, stop_fd, error);
}

int
serve_maildir(gpointer user_data, int stop_fd)
{
    g_autoptr(GError) error = NULL;
    run_maildir(user_data, stop_fd, &error);
    return told(error);
}

static gboolean
run_imap(const Serve *serve, int stop_fd, GError **error)
{
    g_auto(Intake) intake = {.quiet = TRUE, .silent = TRUE};
    if (!intake_open(&intake, serve->shell, false, error))
        return FALSE;
    int milliseconds =
        MIN(config_get_int(intake.workspace->config, "receive", "imap-seconds"), 86400) * 1000;
    do {
        g_autoptr(GError) wrong = NULL;
        int taken;
        if (!account_take(&intake, &taken, &wrong) && !intake_goes_on(&intake, &wrong, error))
            return FALSE;
    } while (stop_wait(stop_fd, -1, milliseconds));
    return TRUE;
}

int
serve_imap(gpointer user_data, int stop_fd)
{
    g_autoptr(GError) error = NULL;
    run_imap(user_data, stop_fd, &error);
    return told(error);
}
