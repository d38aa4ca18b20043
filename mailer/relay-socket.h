/* Relay socket: connecting, and giving libESMTP a connection that is ours. libESMTP connects by itself:
 * without a time limit, without TCP_NODELAY (a message over 2 KB then waits for delayed ACKs, 40 ms
 * each), and without a way to reach its socket. So it is sent to a door, a listening socket of ours on
 * the loopback, and in the moment when it thinks it is connected (SMTP_EV_CONNECT) its socket is
 * replaced by the true connection with dup3(2). Nothing ever passes through the door. */
#ifndef CONVOKE_MAILER_RELAY_SOCKET_H
#define CONVOKE_MAILER_RELAY_SOCKET_H

#include <glib.h>
#include <stdbool.h>

/* A connected, non-blocking TCP socket without Nagle's delay; each address of HOST is tried in turn,
 * SECONDS long. -1 and CONVOKE_ERROR_TEMPORARY otherwise. */
int relay_socket_connect(const char *host, guint16 port, guint seconds, GError **error);

/* The other side has closed the connection, or it is broken; asked without waiting. */
bool relay_socket_closed(int fd);

typedef struct {
    int listener;
    char place[32]; /* "127.0.0.1:PORT" */
} RelayDoor;

bool relay_door_open(RelayDoor *door, GError **error);

/* The socket of this process that is connected to DOOR; -1 where there is none. */
int relay_door_find(const RelayDoor *door);
void relay_door_close(RelayDoor *door);

#endif
