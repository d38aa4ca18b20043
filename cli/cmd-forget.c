/* convoke forget: a person out of the database. */
#include "cli/command.h"
#include "cli/reading.h"
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
    for (guint i = 0; i < person->forget->called->len; i++)
        printf("  called %s\n", (const char *)g_ptr_array_index(person->forget->called, i));
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

typedef struct {
    const Shell *shell;
    Workspace *workspace;
    Reader *reader; /* NULL where nothing will be erased */
} Forgetting;

static gboolean
open_all(Forgetting *forgetting, gboolean read, GError **error)
{
    forgetting->workspace = workspace_open_closed(forgetting->shell, error);
    if (!forgetting->workspace)
        return FALSE;
    if (read)
        forgetting->reader = reading_open(forgetting->workspace->config, false, error);
    return (!read || forgetting->reader) && workspace_open_store(forgetting->workspace, error);
}

static void
close_all(Forgetting *forgetting)
{
    reader_close(forgetting->reader);
    workspace_free(forgetting->workspace);
}

/* A ForgetLook. What cannot be read may name anybody. */
static gboolean
look(const Forget *forget, GBytes *raw, gpointer data, bool *ret_names, GError **error)
{
    Reader *reader = ((Forgetting *)data)->reader;
    const ReadContext context = {.forget = forget};
    g_auto(Reading) reading = {0};
    reader_submit(reader, g_bytes_get_data(raw, NULL), g_bytes_get_size(raw), &context);
    if (!reader_collect(reader, &reading, error)) {
        reader_forget(reader);
        return FALSE;
    }
    *ret_names = reading.meaning->named || reading.meaning->kind == MEANING_UNREADABLE;
    return TRUE;
}

static gboolean
forget_all(Forgetting *forgetting, const GPtrArray *people, GError **error)
{
    Store *store = forgetting->workspace->store;
    gboolean good = store_begin(store, error);
    for (guint i = 0; good && i < people->len; i++)
        good = store_forget(store, g_ptr_array_index(people, i), forgetting->shell->now, look,
                            forgetting, error);
    if (good && store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}

/* The organizer's own files are theirs to change. */
static void
print_files(const GPtrArray *people)
{
    for (guint i = 0; i < people->len; i++) {
        const Forgettable *person = g_ptr_array_index(people, i);
        if (person->in_force)
            printf("The event file of %s still names them: take that out before you apply it "
                   "again.\n",
                   person->meeting);
    }
}

static int
erase(Forgetting *forgetting, const GPtrArray *people, GError **error)
{
    if (!forget_all(forgetting, people, error))
        return EX_SOFTWARE;
    print_files(people);
    if (!store_forget_sweep(forgetting->workspace->store, error))
        return EX_SOFTWARE;
    printf("Erased. Event files, backups, and mail that left are not in my hands.\n");
    return EX_OK;
}

static int
sweep(Store *store, GError **error)
{
    if (!store_forget_sweep(store, error))
        return EX_SOFTWARE;
    printf("Swept: nothing is left of who was erased before.\n");
    return EX_OK;
}

/* Who was erased cannot be found again; but a run that was not finished is, when it is repeated. */
static int
find_nobody(Store *store, const char *who, gboolean yes, GError **error)
{
    bool due;
    if (!store_forget_due(store, &due, error))
        return EX_SOFTWARE;
    if (due && yes) {
        printf("Nobody here is called `%s` any more.\n", who);
        return sweep(store, error);
    }
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                "forget: nobody here is called `%s`%s", who,
                due ? "; traces of who was erased before are left, and `convoke forget --sweep` "
                      "takes them out"
                    : "");
    return EX_NOINPUT;
}

static int
run_with(Forgetting *forgetting, const char *meeting, const char *who, gboolean yes, GError **error)
{
    const Workspace *workspace = forgetting->workspace;
    const char *ours = config_get(workspace->config, "mail", "address");
    g_autoptr(GPtrArray) people = store_forget_find(workspace->store, ours, meeting, who, error);
    if (!people)
        return EX_SOFTWARE;
    if (people->len == 0)
        return find_nobody(workspace->store, who, yes, error);
    for (guint i = 0; i < people->len; i++)
        print_person(g_ptr_array_index(people, i));
    if (!check_invited(people, error))
        return EX_CANTCREAT;
    if (yes)
        return erase(forgetting, people, error);
    printf("Nothing was erased. --yes erases it for good.\n");
    return EX_OK;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean yes = FALSE, only_sweep = FALSE;
    const GOptionEntry options[] = {
        {"yes", 'y', 0, G_OPTION_ARG_NONE, &yes, "Erase; without it, only say what would be", NULL},
        {"sweep", 's', 0, G_OPTION_ARG_NONE, &only_sweep,
         "Take out traces that earlier runs had to leave", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 2, &args, error))
        return EX_USAGE;
    if (only_sweep ? args[0] || yes : !args[0]) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "forget: name one PERSON, or give --sweep alone");
        return EX_USAGE;
    }
    Forgetting forgetting = {.shell = shell};
    int status = EX_SOFTWARE;
    if (open_all(&forgetting, yes, error))
        status = only_sweep ? sweep(forgetting.workspace->store, error)
                            : run_with(&forgetting, args[1] ? args[0] : NULL, args[args[1] != NULL],
                                       yes, error);
    close_all(&forgetting);
    return status;
}

const Command command_forget = {
    .name = "forget",
    .arguments = "[[MEETING] PERSON]",
    .summary = "erase a person, and leave anonymous counts",
    .details =
        "PERSON is an id, an address or a full name of somebody who is no longer in the event\n"
        "file, or was in that of a meeting that is closed. Whoever has an address of theirs in\n"
        "another meeting is the same person. Names and addresses, messages, what was sent to\n"
        "them and who they were in earlier revisions go; that somebody said yes or no stays.\n"
        "--sweep alone takes out traces that had to stay while another process was reading.",
    .run = run,
};
