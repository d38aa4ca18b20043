/* Relay curl: a connection to an SMTP server by way of libcurl, which connects, secures and logs in; what comes then
 * is said and heard as it is. The one file of this room that knows libcurl. */
#ifndef CONVOKE_MAILER_RELAY_CURL_H
#define CONVOKE_MAILER_RELAY_CURL_H

#include "mailer/relay-config.h"
#include "mailer/relay-dialogue.h"

typedef struct RelayCurl RelayCurl;

/* Connected, in TLS where CONFIG says so, and logged in. NULL and CONVOKE_ERROR_TEMPORARY or _CONFIG, as relay.h has
 * it. */
RelayCurl *relay_curl_open(const RelayConfig *config, GError **error);
void relay_curl_close(RelayCurl *line); /* NULL-safe; without QUIT */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RelayCurl, relay_curl_close)

/* What was said so far; borrowed. */
RelayDialogue *relay_curl_dialogue(RelayCurl *line);

/* Says all of BYTES, waiting at most SECONDS for each piece to be taken. FALSE: the connection is gone. */
bool relay_curl_say(RelayCurl *line, const char *bytes, gsize length, guint seconds);

/* Hears one whole reply, which the dialogue has then. FALSE: none came within SECONDS, or it must not be believed. */
bool relay_curl_hear(RelayCurl *line, guint seconds);

/* Nothing has come that was not asked for, and the server is not gone; asked without waiting. What it says
 * out of turn is the dialogue's problem then. */
bool relay_curl_quiet(RelayCurl *line);

#endif
