/* Relay config: how to reach one SMTP server, as a plain value (relay-url.h makes it from a line). */
#ifndef CONVOKE_MAILER_RELAY_CONFIG_H
#define CONVOKE_MAILER_RELAY_CONFIG_H

#include "mailer/transport.h"

typedef enum {
    RELAY_TLS_OFF,
    RELAY_TLS_OPTIONAL, /* STARTTLS where offered; the certificate is checked then */
    RELAY_TLS_REQUIRED, /* no STARTTLS, no mail */
    RELAY_TLS_IMPLICIT, /* smtps: TLS before the first word (RFC 8314 3.3) */
} RelayTls;

typedef struct RelayConfig RelayConfig;

/* A way to addresses that only SMTPUTF8 reaches. */
typedef struct {
    /* Submits one message, and says how far it got. An outcome of the whole session (outcome->session) says nothing about
     * the message. *LINE is NULL before the first one, and what is kept of the connection then; for one thread. */
    void (*submit)(const RelayConfig *config, gpointer *line, const Outgoing *message,
                   Outcome *ret_outcome);
    void (*close)(gpointer line); /* NULL-safe */
} RelayWide;

/* 0 or NULL = the default, where one is named. */
struct RelayConfig {
    const char *host; /* name or address as configured; the certificate is checked against it */
    guint16 port;
    RelayTls tls;
    const char *ca_file; /* PEM with the certificates to trust; NULL = the system's */
    const char *user;    /* NULL = no AUTH */
    const char *secret;  /* password; not NULL where user is not */
    bool token;          /* it is an OAuth 2.0 access token instead, which never goes without TLS */
    bool auth_in_clear;  /* the password may go without TLS */
    const char *hello;   /* our name in EHLO; NULL = the machine's */
    guint per_connection; /* messages; 0 = 200 */
    bool lockstep;        /* one command at a time, whatever the server offers */
    guint seconds; /* to connect, and for each answer; 0 = 30 to connect, then RFC 5321 4.5.3.2:
                             5 minutes, 10 after the final dot */
    /* Gets that, when there is the first such message, since it brings another library. NULL = there is none,
     * and they fail. */
    const RelayWide *(*wide)(GError **error);
};

#endif
