/* Workspace: the folder that holds convoke.conf, the database, event files and template overrides. */
#ifndef CONVOKE_CLI_WORKSPACE_H
#define CONVOKE_CLI_WORKSPACE_H

#include "cli/command.h"
#include "cli/config.h"
#include "db/store.h"
#include "templates/library.h"

struct Workspace {
    char *directory;
    char *templates; /* the folder of overrides, which may be missing */
    Config *config;
    Store *store;
};

/* Opens the workspace that SHELL names. CONVOKE_ERROR_NOT_FOUND where the folder is none. */
Workspace *workspace_open(const Shell *shell, GError **error);

/* The same in two steps: between them a process can be forked that knows nothing of the database. */
Workspace *workspace_open_closed(const Shell *shell, GError **error);
gboolean workspace_open_store(Workspace *workspace, GError **error);
void workspace_free(Workspace *workspace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workspace, workspace_free)

/* PATH as it is when absolute, else below the workspace. */
char *workspace_path(const Workspace *workspace, const char *path);

/* The meeting to work on: NAMED where given, else the only open one. CONVOKE_ERROR_NOT_FOUND where there is none of that
 * name, or none is open, CONVOKE_ERROR_USAGE where several are. New. */
char *workspace_meeting(const Workspace *workspace, const char *named, GError **error);

/* The templates with this workspace's overrides. All of the overrides are parsed and checked first:
 * CONVOKE_ERROR_CONFIG with every fault, its file and line. The library borrows from WORKSPACE. */
TemplateLibrary *workspace_templates(const Workspace *workspace, GError **error);

/* The languages that there are words for in the workspace that SHELL names, which may be none. char *, sorted. */
GPtrArray *workspace_languages(const Shell *shell);

#endif
