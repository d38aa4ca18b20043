/* Revision: an event file that is about to become the newest revision of its meeting. Shared by the
 * commands that change a meeting. */
#ifndef CONVOKE_CLI_REVISION_H
#define CONVOKE_CLI_REVISION_H

#include "cli/workspace.h"
#include "db/store-meeting.h"

typedef struct {
    const Workspace *workspace;
    const char *file;  /* its name, for messages */
    char *source;      /* the file as written */
    Meeting *next;     /* what it says */
    Meeting *before;   /* the revision in force; NULL = this is the first */
    Revision revision; /* likewise; number 0 */
    char *digest;      /* of next */
    bool quiet;        /* nobody is told what this changes; set by the caller */
    GPtrArray *diff;   /* Change *, from before to next; empty for the first */
} RevisionDraft;

/* Compares what FILE says (NEXT, SOURCE; both are taken) with the revision in force and gives sessions
 * their ids; how is printed. Call between store_begin() and store_commit(), so that nothing changes in
 * between. NULL with *ERROR unset where the organizer must say more; that was printed. */
RevisionDraft *revision_draft(const Workspace *workspace, const char *file, Meeting *next,
                              char *source, GError **error);
void revision_draft_free(RevisionDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RevisionDraft, revision_draft_free)

/* Nothing is different from the revision in force. */
bool revision_same(const RevisionDraft *draft);

/* What changes, a line each; "" for the first revision. */
char *revision_changes(const RevisionDraft *draft);

/* Stores it, with invitations for new guests. */
gboolean revision_store(const RevisionDraft *draft, gint64 now, GError **error);

#endif
