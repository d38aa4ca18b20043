/* Supervisor: keeps the parts of a service running, each in a process of its own, until it is told to stop. */
#ifndef CONVOKE_CLI_SUPERVISOR_H
#define CONVOKE_CLI_SUPERVISOR_H

#include <glib.h>

typedef struct {
    const char *name;
    /* The part; runs in a process of its own until stop_fd (cli/stop.h) is readable, and returns an exit status. */
    int (*run)(gpointer user_data, int stop_fd);
} Part;

typedef struct {
    GArray *parts; /* Part */
    gpointer user_data;
    /* SIGHUP: puts the parts that are to run from now on into *parts. FALSE leaves everything as it is. */
    gboolean (*reload)(gpointer user_data, GArray *parts, GError **error);
} Service;

/* Seconds that a part may take to end; then it is killed. */
#define SUPERVISOR_PATIENCE 30

/* Runs SERVICE until SIGTERM or SIGINT. A part that ends by itself is started again: at once, then after
 * 2, 4, up to 60 seconds, and as if for the first time when it had run for a minute. When this process
 * dies, so do the parts. Notes go to standard error. */
gboolean supervise(Service *service, GError **error);

#endif
