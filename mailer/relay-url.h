/* Relay URL: the one line of convoke.conf that says how mail leaves. Pure.
 *
 *   smtp://[USER@]HOST[:PORT][?KEY=VALUE[&KEY=VALUE...]]     port 587
 *   smtps://...                                              port 465, TLS from the first byte
 *       starttls=required|optional|off  (smtp only) default required; without USER on this machine off
 *       auth=clear                      the password may go without TLS
 *       ca=FILE                         PEM with the certificates to trust instead of the system's
 *       hello=NAME                      our name in EHLO
 *       messages=N                      messages a connection
 *       connections=N                   at a time, 1 to 64; default 2
 *       pipelining=off                  one command at a time, whatever the server offers
 *       timeout=SECONDS                 for each answer, 1 to 3600
 *   sendmail:PROGRAM ARGUMENT...        words and quotes as in a shell, %t recipient, %f sender
 *   dir:PATH
 *
 * USER, HOST and values may have %XX; HOST may be an IPv6 address in brackets. A password does not
 * stand in the URL: files with URLs are shown and mailed around. */
#ifndef CONVOKE_MAILER_RELAY_URL_H
#define CONVOKE_MAILER_RELAY_URL_H

#include "mailer/relay-config.h"

typedef enum { RELAY_URL_SMTP, RELAY_URL_COMMAND, RELAY_URL_DIRECTORY } RelayUrlKind;

typedef struct {
    RelayUrlKind kind;
    char *host; /* smtp and smtps, from here ... */
    guint16 port;
    RelayTls tls;
    char *user; /* NULL = no AUTH */
    bool auth_in_clear;
    char *ca_file;
    char *hello;
    guint per_connection;
    bool lockstep;
    guint seconds; /* ... to here; as in RelayConfig */
    guint connections;
    char **command; /* RELAY_URL_COMMAND: as pipe_open takes it */
    char *path;     /* RELAY_URL_DIRECTORY */
} RelayUrl;

/* CONVOKE_ERROR_CONFIG with what is wrong and what would be right. */
RelayUrl *relay_url_parse(const char *text, GError **error);
void relay_url_free(RelayUrl *url);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RelayUrl, relay_url_free)

/* For relay_open (relay.h): borrows from URL (of kind RELAY_URL_SMTP) and SECRET (NULL = none). */
RelayConfig relay_url_config(const RelayUrl *url, const char *secret);

#endif
