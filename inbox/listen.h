/* listen: the sockets on which mail is handed to us. Edge. */
#ifndef CONVOKE_INBOX_LISTEN_H
#define CONVOKE_INBOX_LISTEN_H

#include <glib.h>

/* Appends to SOCKETS (int) those that PLACES names, separated by blanks: "unix:PATH", a path below DIRECTORY
 * unless absolute, open to its owner and group; or "HOST:PORT" where HOST is an address of this machine's
 * loopback, for LMTP knows no password. What a dead process left at PATH is replaced.
 * CONVOKE_ERROR_CONFIG for any other place, CONVOKE_ERROR_TEMPORARY where it is taken. */
gboolean listen_open(const char *places, const char *directory, GArray *sockets, GError **error);

/* Those that whoever started us has opened (sd_listen_fds(3)): LISTEN_FDS of them when LISTEN_PID is us. Both are
 * taken out of the environment, so that no program of ours thinks it is meant. */
void listen_inherited(GArray *sockets);

#endif
