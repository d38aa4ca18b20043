/* Relay login: OAUTHBEARER (RFC 7628) and XOAUTH2, spoken by us inside TLS before libESMTP goes on, since it knows
 * neither of them. It then says EHLO anew, which leaves the login as it is. */
#ifndef CONVOKE_MAILER_RELAY_LOGIN_H
#define CONVOKE_MAILER_RELAY_LOGIN_H

#include "mailer/relay-config.h"
#include "mailer/relay-dialogue.h"
#include <openssl/ssl.h>

/* Logs in over SSL, whose connection is FD and whose greeting has been heard, with the token of CONFIG. FALSE:
 * the session must end, and DIALOGUE knows why. */
bool relay_login(const RelayConfig *config, RelayDialogue *dialogue, SSL *ssl, int fd);

#endif
