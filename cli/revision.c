/* Revisions: compared, and stored. */
#include "cli/revision.h"
#include "cli/random.h"
#include "db/store-guest.h"
#include "db/store-seat.h"
#include "event/address.h"
#include "event/diff.h"
#include "event/error.h"
#include "event/moved.h"
#include "event/read.h"
#include "event/token.h"
#include "event/write.h"
#include "mailer/calendar.h"
#include <stdio.h>
#include <string.h>

/* Gives sessions their ids and prints how. FALSE with *ERROR unset when the organizer must say more. */
static gboolean
adopt_ids(RevisionDraft *draft, GError **error)
{
    g_autoptr(GPtrArray) remarks = NULL;
    g_autoptr(GPtrArray) used =
        store_meeting_identities(draft->workspace->store, draft->next->id, error);
    if (!used)
        return FALSE;
    bool good = meeting_adopt_ids(draft->next, draft->before, used, &remarks);
    for (guint i = 0; i < remarks->len; i++) {
        const IdRemark *remark = g_ptr_array_index(remarks, i);
        fprintf(good ? stdout : stderr, "%s:%d: %s%s\n", draft->file, remark->line,
                good ? "" : "error: ", remark->message);
        if (remark->remedy)
            fprintf(good ? stdout : stderr, "  help: %s\n", remark->remedy);
    }
    return good;
}

RevisionDraft *
revision_draft(const Workspace *workspace, const char *file, Meeting *next, char *source,
               GError **error)
{
    g_autoptr(RevisionDraft) draft = g_new0(RevisionDraft, 1);
    *draft = (RevisionDraft){.workspace = workspace, .file = file, .source = source, .next = next};
    draft->diff = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    if (!store_meeting_revision(workspace->store, next->id, &draft->revision, error))
        return NULL;
    if (draft->revision.number > 0) {
        draft->before = store_meeting_load(workspace->store, next->id, STORE_GUESTS_ALL, error);
        if (!draft->before)
            return NULL;
    }
    if (!adopt_ids(draft, error))
        return NULL;
    draft->digest = meeting_digest(next);
    if (draft->before) {
        g_ptr_array_unref(draft->diff);
        draft->diff = meeting_diff(draft->before, next);
    }
    return g_steal_pointer(&draft);
}

void
revision_draft_free(RevisionDraft *draft)
{
    if (!draft)
        return;
    g_free(draft->source);
    meeting_free(draft->next);
    meeting_free(draft->before);
    revision_clear(&draft->revision);
    g_free(draft->digest);
    g_ptr_array_unref(draft->diff);
    g_free(draft);
}

bool
revision_same(const RevisionDraft *draft)
{
    return g_strcmp0(draft->digest, draft->revision.digest) == 0;
}

/* What apply says and the revision keeps: a line a change. */
char *
revision_changes(const RevisionDraft *draft)
{
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < draft->diff->len; i++) {
        const Change *change = g_ptr_array_index(draft->diff, i);
        g_string_append_printf(lines, "%s\n", change->line);
    }
    return g_string_free(lines, FALSE);
}

gboolean
revision_store(const RevisionDraft *draft, gint64 now, GError **error)
{
    Store *store = draft->workspace->store;
    const char *address = config_get(draft->workspace->config, "mail", "address");
    g_autofree char *uid = calendar_uid(draft->next->id, address_domain(address));
    guint8 bytes[TOKEN_BYTES];
    random_bytes(bytes, sizeof bytes);
    g_autofree char *organizer_token = token_from_bytes(bytes);
    g_autofree char *changes = revision_changes(draft);
    g_autofree char *body = meeting_write(draft->next, MEETING_WITHOUT_GUESTS);
    if (strlen(body) > MEETING_TEXT_MAX) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "%s: what it says without its guests is more than %d MiB; shorten it",
                    draft->file, (int)(MEETING_TEXT_MAX >> 20));
        return FALSE;
    }
    bool moved = draft->before && (meeting_moved(draft->before, draft->next) ||
                                   meeting_hours_moved(draft->before, draft->next));
    const NewRevision revision = {
        .meeting = draft->next,
        .number = draft->revision.number + 1,
        .uid = uid,
        .organizer_token = organizer_token,
        .sequence = MAX(draft->revision.sequence, draft->revision.lifted) + moved,
        .digest = draft->digest,
        .source = draft->source,
        .body = body,
        .changes = changes,
        .tells = tells_of(draft->diff, draft->quiet),
    };
    /* Who was told that they come while seats were not limited keeps one. */
    bool limits = draft->before && draft->before->seats == 0 && draft->next->seats > 0;
    return (!limits || store_seat_settle(store, draft->before, now, NULL, error)) &&
           store_meeting_apply(store, &revision, now, error) &&
           store_token_revoke_lost(store, draft->next->id, now, error) &&
           store_token_issue(store, draft->next->id, random_bytes, now, error) &&
           store_seat_settle_newest(store, draft->next->id, false, now, NULL, error);
}
