/* convoke rebuild: all that follows from messages, made anew. */
#include "cli/command.h"
#include "cli/intake.h"
#include "cli/words.h"
#include "cli/workspace.h"
#include "db/store-attachment.h"
#include "db/store-rebuild.h"
#include "inbox/look-again.h"
#include "inbox/meaning-json.h"
#include "inbox/receive.h"
#include "inbox/record.h"
#include "inbox/rules.h"
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

typedef struct {
    Intake intake;
    gboolean reread;
    int messages, carried;
} Rebuild;

/* What the message meant when it came, or means by today's rules; NULL without *ERROR where that can no
 * longer be told. */
static Meaning *
meaning_of(const Rebuild *rebuild, const RebuildMessage *message, char **ret_json, GError **error)
{
    if (message->forgotten)
        return NULL;
    g_autoptr(Meaning) was = meaning_from_json(message->meaning, strlen(message->meaning), NULL);
    if (!rebuild->reread || !message->raw || !was)
        return g_steal_pointer(&was);
    const Receiver *receiver = &rebuild->intake.receiver;
    /* Only read: what the archive keeps of it stands there. */
    const ReadContext context = {.address = receiver->address,
                                 .authserv_id = receiver->authserv_id};
    Reading reading;
    reader_submit(receiver->reader, g_bytes_get_data(message->raw, NULL),
                  g_bytes_get_size(message->raw), &context);
    if (!reader_collect(receiver->reader, &reading, error)) {
        reader_forget(receiver->reader);
        return NULL;
    }
    if (receive_was_cut(was)) {
        receive_note_cut(reading.meaning);
        g_clear_pointer(&reading.json, g_free);
        reading.json = meaning_to_json(reading.meaning, NULL);
    }
    if (look_again_helps(reading.meaning) &&
        !look_again(receiver, g_bytes_get_data(message->raw, NULL), g_bytes_get_size(message->raw),
                    message->recipient, message->received_at, &reading, error)) {
        reading_clear(&reading);
        return NULL;
    }
    *ret_json = reading.json;
    return reading.meaning;
}

static gboolean
write_reading(Store *store, const Receipt *receipt, const char *json, GError **error)
{
    const RebuildReading reading = {
        .received = receipt->id,
        .meeting = receipt->meeting,
        .guest = receipt->guest,
        .kind = meaning_kind_name(receipt->meaning->kind),
        .outcome = decision_kind_name(receipt->decision.kind),
        .meaning = json,
        .rules = rules_version,
    };
    return store_rebuild_read(store, &reading, error) &&
           store_rebuild_number(store, receipt->id, error);
}

static gboolean
replay_message(Rebuild *rebuild, const RebuildStep *step, GError **error)
{
    Store *store = rebuild->intake.workspace->store;
    GError *wrong = NULL;
    g_auto(RebuildMessage) message = {0};
    g_auto(Receipt) receipt = {0};
    g_autofree char *json = NULL;
    if (!store_rebuild_message(store, step, &message, error))
        return FALSE;
    rebuild->messages++;
    Meaning *meaning = meaning_of(rebuild, &message, &json, &wrong);
    if (wrong) {
        g_propagate_error(error, wrong);
        return FALSE;
    }
    if (!meaning) {
        rebuild->carried++;
        return store_rebuild_carry(store, step->id, error);
    }
    if (json && !store_attachment_clear(store, step->id, error)) {
        meaning_free(meaning);
        return FALSE;
    }
    return receive_again(&rebuild->intake.receiver, step->id, meaning, message.recipient,
                         message.received_at, &receipt, error) &&
           write_reading(store, &receipt, json, error);
}

static gboolean
replay_decision(Store *store, const RebuildStep *step, GError **error)
{
    gint64 received, at;
    return store_rebuild_decision(store, step, &received, &at, error) &&
           (!received || (record_vouched(store, received, at, error) &&
                          store_rebuild_number(store, received, error)));
}

static gboolean
replay(Rebuild *rebuild, const GPtrArray *steps, GError **error)
{
    Store *store = rebuild->intake.workspace->store;
    for (guint i = 0; i < steps->len; i++) {
        const RebuildStep *step = g_ptr_array_index(steps, i);
        gboolean good = step->kind == REBUILD_REVISION ? store_rebuild_revision(store, step, error)
                        : step->kind == REBUILD_DECISION ? replay_decision(store, step, error)
                                                         : replay_message(rebuild, step, error);
        if (!good)
            return FALSE;
    }
    return TRUE;
}

/* Names in messages may steer a terminal as well as any other foreign text. */
static void
print_outcome(const Rebuild *rebuild, const GPtrArray *differences, gboolean write)
{
    for (guint i = 0; i < differences->len; i++) {
        g_autofree char *line = words_for_terminal(g_ptr_array_index(differences, i), 0);
        printf("%s\n", line);
    }
    printf("%d message%s %s; ", rebuild->messages, rebuild->messages == 1 ? "" : "s",
           rebuild->reread ? "read anew" : "gone through");
    if (rebuild->carried > 0)
        printf("%d kept as they were, with nothing left to read; ", rebuild->carried);
    if (differences->len == 0)
        printf("all is as it was.\n");
    else
        printf("%u difference%s. %s\n", differences->len, differences->len == 1 ? "" : "s",
               write ? "Written." : "Nothing was changed; --write makes it so.");
}

/* All in one transaction: other writers wait, whoever reads sees the former state until the end. */
static gboolean
run_rebuild(Rebuild *rebuild, gboolean write, GError **error)
{
    Store *store = rebuild->intake.workspace->store;
    g_autoptr(GPtrArray) steps =
        store_begin(store, error) ? store_rebuild_begin(store, error) : NULL;
    g_autoptr(GPtrArray) differences =
        steps && replay(rebuild, steps, error) ? store_rebuild_differences(store, error) : NULL;
    gboolean good = differences && (!write || store_commit(store, error));
    store_rollback(store);
    if (good)
        print_outcome(rebuild, differences, write);
    return good;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    Rebuild rebuild = {0};
    gboolean write = FALSE;
    const GOptionEntry options[] = {
        {"reread", 'r', 0, G_OPTION_ARG_NONE, &rebuild.reread,
         "Read the messages anew, by the rules of this version", NULL},
        {"write", 'w', 0, G_OPTION_ARG_NONE, &write,
         "Make it so; without it, only the differences are shown", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 0, &args, error))
        return EX_USAGE;
    gboolean good =
        intake_open(&rebuild.intake, shell, FALSE, error) && run_rebuild(&rebuild, write, error);
    intake_clear(&rebuild.intake);
    return good ? EX_OK : EX_SOFTWARE;
}

const Command command_rebuild = {
    .name = "rebuild",
    .arguments = "",
    .summary = "make all that follows from messages anew, and compare",
    .details =
        "Goes once more through the revisions of the event files, the messages in the order in\n"
        "which they came, and your decisions, and writes the ledger, reviews, bounces and all\n"
        "else that follows. Each message counts as it was understood then; with --reread, as\n"
        "this version understands it. Lines with - are no more, lines with + are new.",
    .run = run,
};
