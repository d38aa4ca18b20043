/* convoke forget: a person out of the database. */
#include "cli/command.h"
#include "cli/workspace.h"
#include "db/store-forget.h"
#include "event/error.h"
#include <stdio.h>
#include <sysexits.h>

static void
print_person(const Forgettable *person)
{
    printf("%s of %s: %d message%s, %d mail%s of ours, %d answer%s\n", person->guest,
           person->meeting, person->messages, person->messages == 1 ? "" : "s", person->mails,
           person->mails == 1 ? "" : "s", person->answers, person->answers == 1 ? "" : "s");
    for (guint i = 0; i < person->forget.called->len; i++)
        printf("  called %s\n", (const char *)g_ptr_array_index(person->forget.called, i));
}

/* Nobody is forgotten whom the next run would write to. */
static gboolean
check_invited(const GPtrArray *people, GError **error)
{
    for (guint i = 0; i < people->len; i++) {
        const Forgettable *person = g_ptr_array_index(people, i);
        if (!person->invited)
            continue;
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "%s is still a guest of %s: take them out of the event file, apply it, and let "
                    "`convoke send` tell them",
                    person->guest, person->meeting);
        return FALSE;
    }
    return TRUE;
}

static gboolean
forget_all(Store *store, const GPtrArray *people, gint64 now, GError **error)
{
    gboolean good = store_begin(store, error);
    for (guint i = 0; good && i < people->len; i++)
        good = store_forget(store, g_ptr_array_index(people, i), now, error);
    if (good && store_commit(store, error))
        return store_forget_sweep(store, error);
    store_rollback(store);
    return FALSE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean yes = FALSE;
    const GOptionEntry options[] = {
        {"yes", 'y', 0, G_OPTION_ARG_NONE, &yes, "Erase; without it, only say what would be", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 1, 2, &args, error))
        return EX_USAGE;
    const char *meeting = args[1] ? args[0] : NULL, *who = args[args[1] != NULL];
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autoptr(GPtrArray) people =
        workspace ? store_forget_find(workspace->store, meeting, who, error) : NULL;
    if (!people)
        return EX_SOFTWARE;
    if (people->len == 0) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    "forget: nobody here is called `%s`", who);
        return EX_NOINPUT;
    }
    for (guint i = 0; i < people->len; i++)
        print_person(g_ptr_array_index(people, i));
    if (!check_invited(people, error))
        return EX_CANTCREAT;
    if (!yes) {
        printf("Nothing was erased. --yes erases it for good.\n");
        return EX_OK;
    }
    if (!forget_all(workspace->store, people, shell->now, error))
        return EX_SOFTWARE;
    printf("Erased. Event files, backups, and mail that left are not in my hands.\n");
    return EX_OK;
}

const Command command_forget = {
    .name = "forget",
    .arguments = "[MEETING] PERSON",
    .summary = "erase a person, and leave anonymous counts",
    .details =
        "PERSON is an id, an address or a full name of somebody who is no longer in the event\n"
        "file, or was in that of a meeting that is closed. Whoever has an address of theirs in\n"
        "another meeting is the same person. Names and addresses, messages, what was sent to\n"
        "them and who they were in earlier revisions go; that somebody said yes or no stays.",
    .run = run,
};
