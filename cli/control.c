/* From words to a Choice, and from a decision to a sentence. */
#include "cli/control.h"
#include "cli/find.h"
#include "cli/kept.h"
#include "cli/workspace.h"
#include "db/store-meeting.h"
#include "event/error.h"
#include "event/notice.h"
#include <stdio.h>
#include <string.h>

static const struct {
    const char *none, *done;
} words[] = {
    [CONTROL_HOLD] = {"nothing of that is queued", "held"},
    [CONTROL_RELEASE] = {"nothing of that is held", "released"},
    [CONTROL_DROP] = {"nothing of that is queued or held", "dropped; never sent"},
    [CONTROL_SENT] = {"nothing of that is in doubt, or waits since it was only written to a file",
                      "taken as sent"},
    [CONTROL_FAILED] = {"nothing of that is in doubt", "taken as failed"},
    [CONTROL_AGAIN] = {"nothing of that has failed, is in doubt, or was only written to a file",
                       "to be sent again, by the next convoke send"},
};

/* SLASH parts somebody from what is no kind of mail. */
static bool
is_person_before(const Meeting *meeting, const char *which, const char *slash)
{
    g_autofree char *who = g_strndup(which, (gsize)(slash - which));
    return g_str_equal(who, "organizer") || guest_find(meeting, who, NULL);
}

/* *ret_person is what CHOICE borrows. */
static gboolean
choose(Store *store, const Meeting *meeting, const char *which, Choice *choice, char **ret_person,
       GError **error)
{

    NoticeKind kind;
    gint64 id;
    const char *slash = strrchr(which, '/');
    *choice = (Choice){.meeting = meeting->id};
    if (g_str_equal(which, "all"))
        return TRUE;
    if (g_ascii_string_to_signed(which, 10, 1, G_MAXINT64, &id, NULL)) {
        choice->id = id;
        return TRUE;
    }
    if (notice_kind_parse(slash ? slash + 1 : which, &kind)) {
        choice->kind = notice_kind_name(kind);
        if (!slash)
            return TRUE;
    }
    if (slash && !choice->kind && is_person_before(meeting, which, slash))
        return kind_find(slash + 1, &kind, error);
    g_autofree char *who =
        choice->kind ? g_strndup(which, (gsize)(slash - which)) : g_strdup(which);
    *ret_person = person_find_ever(store, meeting, who, error);
    choice->person = *ret_person;
    return *ret_person != NULL;
}

/* What is queued later is held and released with what is there, unless one mail is meant. */
static gboolean
decide(Store *store, const Choice *choice, Control control, const char *because, gint64 now,
       int *count, int *rules, GError **error)
{
    if (!store_control(store, choice, control, because, now, count, error))
        return FALSE;
    if (choice->id || (control != CONTROL_HOLD && control != CONTROL_RELEASE))
        return TRUE;
    if (control == CONTROL_RELEASE)
        return store_hold_end(store, choice, now, rules, error);
    *rules = 1;
    return store_hold_add(store, choice, because, now, error);
}

static void
report(Control control, const char *which, int count, int rules)
{
    if (count > 0 || !rules)
        printf("%d %s.\n", count, words[control].done);
    if (rules && control == CONTROL_HOLD)
        printf("What is queued from now on waits, too, until `convoke release %s`.\n", which);
    else if (rules)
        printf("What is queued from now on is sent.\n");
}

gboolean
control_run(const Shell *shell, const char *named, const char *which, Control control,
            const char *because, GError **error)
{
    int count = 0, rules = 0;
    Choice choice;
    g_autofree char *person = NULL;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id = workspace ? workspace_meeting(workspace, named, error) : NULL;
    g_autoptr(Meeting) meeting =
        id ? store_meeting_load(workspace->store, id, STORE_GUESTS_ALL, error) : NULL;
    if (!meeting || !kept_hold(workspace, shell->now, error) ||
        !choose(workspace->store, meeting, which, &choice, &person, error) ||
        !store_begin(workspace->store, error))
        return FALSE;
    if (!decide(workspace->store, &choice, control, because, shell->now, &count, &rules, error) ||
        !store_commit(workspace->store, error)) {
        store_rollback(workspace->store);
        return FALSE;
    }
    if (count > 0 || rules > 0) {
        report(control, which, count, rules);
        return TRUE;
    }
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND, "%s; see `convoke outbox`",
                words[control].none);
    return FALSE;
}
