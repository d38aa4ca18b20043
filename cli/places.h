/* places: where a workspace keeps what does not stand in its database: the locks of runs, and the record
 * of how far it has come in sending (mailer/fence.h). */
#ifndef CONVOKE_CLI_PLACES_H
#define CONVOKE_CLI_PLACES_H

#include "cli/workspace.h"
#include "mailer/fence.h"

typedef struct {
    char *database; /* the SQLite file */
    char *run;      /* in the workspace */
    char *state;    /* outside of it; NULL where mail stays in the workspace */
    FencePlaces fence;
} Places;

/* `state` of convoke.conf, else /var/lib/convoke where that can be written to, else the account's own
 * (XDG_STATE_HOME). */
gboolean places_find(const Workspace *workspace, Places *ret_places, GError **error);

void places_clear(Places *places);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Places, places_clear)

#endif
