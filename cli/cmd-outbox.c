/* convoke outbox: what has not gone out, or may not have, and why. */
#include "cli/command.h"
#include "cli/export.h"
#include "cli/find.h"
#include "cli/json-text.h"
#include "cli/words.h"
#include "cli/workspace.h"
#include "db/store-control.h"
#include "db/store-meeting.h"
#include "db/store-outbox.h"
#include <jansson.h>
#include <stdio.h>
#include <sysexits.h>

/* In the order in which they want the organizer's eye. */
static const struct {
    Delivery state;
    const char *heading, *color;
} groups[] = {
    {DELIVERY_UNKNOWN, "In doubt, may or may not have arrived (convoke settle)", "31"},
    {DELIVERY_FAILED, "Failed (convoke settle NUMBER again)", "31"},
    {DELIVERY_HELD, "Held (convoke release, convoke drop)", "33"},
    {DELIVERY_CLAIMED, "Being sent", "36"},
    {DELIVERY_QUEUED, "Queued", "32"},
};

/* "next try 2004-06-01 09:15", "not before" that where there was none yet, or since when it is so. */
static char *
when_of(const OutboxItem *item, gint64 now, GTimeZone *zone)
{
    bool ended = item->ended_at != NEVER;
    g_autofree char *at = words_of_instant(ended                            ? item->ended_at
                                           : item->state == DELIVERY_QUEUED ? item->next_at
                                                                            : item->queued_at,
                                           zone);
    if (item->state == DELIVERY_QUEUED && item->next_at <= now)
        return g_strdup("due");
    return g_strdup_printf("%s %s",
                           item->state != DELIVERY_QUEUED ? "since"
                           : item->attempts > 0           ? "next try"
                                                          : "not before",
                           at);
}

static void
print_under(const Shell *shell, const char *before, const char *text, const char *after)
{
    g_autofree char *line = words_for_terminal(text, shell->width - 9);
    if (*line)
        printf("       %s%s%s\n", before, line, after);
}

static void
print_item(const Shell *shell, Store *store, const Meeting *meeting, const OutboxItem *item,
           GTimeZone *zone)
{
    const Guest *guest = meeting_guest(meeting, item->notice->person);
    g_autofree char *person = person_name(store, meeting, item->notice->person);
    g_autofree char *name = words_padded(person, 24);
    g_autofree char *when = when_of(item, shell->now, zone);
    printf("%5" G_GINT64_FORMAT "  %-14s  %s  %s\n", item->id, notice_kind_name(item->notice->kind),
           name, when);
    if (guest && !guest_has_address(guest, item->recipient))
        print_under(shell, "to ", item->recipient, ", which is theirs no more");
    if (item->held_why) {
        g_autofree char *why = words_wrapped(item->held_why, 7, shell->width);
        printf("       %s\n", why);
        if (g_str_equal(item->held_why, item->words))
            return;
    } else
        print_under(shell, "", item->notice->reason, "");
    g_autofree char *words =
        item->code ? g_strdup_printf("%d %s", item->code, item->words) : g_strdup(item->words);
    print_under(shell, "“", words, "”");
}

static guint
print_group(const Shell *shell, Store *store, const Meeting *meeting, const GPtrArray *items,
            size_t group, GTimeZone *zone)
{
    guint count = 0;
    for (guint i = 0; i < items->len; i++) {
        const OutboxItem *item = g_ptr_array_index(items, i);
        if (item->state != groups[group].state)
            continue;
        if (count++ == 0 && shell->color)
            printf("\033[1;%sm%s\033[0m\n", groups[group].color, groups[group].heading);
        else if (count == 1)
            printf("%s\n", groups[group].heading);
        print_item(shell, store, meeting, item, zone);
    }
    return count;
}

static gboolean
print_holds(const Shell *shell, Store *store, const Meeting *meeting, GTimeZone *zone,
            GError **error)
{
    g_autoptr(GPtrArray) holds = store_hold_list(store, meeting->id, error);
    for (guint i = 0; holds && i < holds->len; i++) {
        const Hold *hold = g_ptr_array_index(holds, i);
        g_autofree char *since = words_of_instant(hold->since, zone);
        g_autofree char *line =
            g_strdup_printf("On hold since %s: %s%s%s%s%s", since, hold->person ? hold->person : "",
                            hold->person && hold->kind ? "/" : "", hold->kind ? hold->kind : "",
                            hold->person || hold->kind ? "" : "all", *hold->because ? ": " : "");
        g_autofree char *whole = g_strconcat(line, hold->because, NULL);
        g_autofree char *shown = words_for_terminal(whole, shell->width);
        printf("%s\n", shown);
    }
    return holds != NULL;
}

static json_t *
json_of(Store *store, const Meeting *meeting, const OutboxItem *item)
{
    const Notice *notice = item->notice;
    g_autofree char *name = person_name(store, meeting, notice->person);
    g_autofree char *queued = export_instant(item->queued_at, NULL);
    g_autofree char *next = export_instant(item->next_at, NULL);
    g_autofree char *ended = export_instant(item->ended_at, NULL);
    bool waits = item->state == DELIVERY_QUEUED || item->state == DELIVERY_HELD;
    return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:s, s:s, s:s?, s:s?, s:i,"
                     " s:i, s:s, s:s}",
                     "id", (json_int_t)item->id, "state", delivery_name(item->state), "person",
                     notice->person, "name", name, "kind", notice_kind_name(notice->kind),
                     "occasion", notice->occasion, "reason", notice->reason, "held_why",
                     item->held_why, "recipient", item->recipient, "message_id", item->message_id,
                     "queued_at", queued, "next_at", waits ? next : NULL, "ended_at", ended,
                     "attempts", item->attempts, "code", item->code, "status", item->status,
                     "words", item->words);
}

static void
print_json(Store *store, const Meeting *meeting, const GPtrArray *items)
{
    json_t *list = json_array();
    for (size_t group = 0; group < G_N_ELEMENTS(groups); group++)
        for (guint i = 0; i < items->len; i++) {
            const OutboxItem *item = g_ptr_array_index(items, i);
            if (item->state == groups[group].state)
                json_array_append_new(list, json_of(store, meeting, item));
        }
    g_autofree char *text = json_text(list, 1);
    fputs(text, stdout);
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean json = FALSE;
    guint count = 0;
    const GOptionEntry options[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, "For programs; times are UTC", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error))
        return EX_USAGE;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id = workspace ? workspace_meeting(workspace, args[0], error) : NULL;
    g_autoptr(Meeting) meeting =
        id ? store_meeting_load(workspace->store, id, STORE_GUESTS_ALL, error) : NULL;
    g_autoptr(GPtrArray) items =
        meeting ? store_outbox_list(workspace->store, id, NULL, DELIVERY_NONE, error) : NULL;
    if (!items)
        return EX_SOFTWARE;
    if (json) {
        print_json(workspace->store, meeting, items);
        return EX_OK;
    }
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    for (size_t group = 0; group < G_N_ELEMENTS(groups); group++)
        count += print_group(shell, workspace->store, meeting, items, group, zone);
    if (count == 0)
        printf("Nothing waits, is in doubt, or has failed.\n");
    return print_holds(shell, workspace->store, meeting, zone, error) ? EX_OK : EX_SOFTWARE;
}

const Command command_outbox = {
    .name = "outbox",
    .arguments = "[MEETING]",
    .summary = "mail that waits, is held, in doubt, or has failed",
    .details =
        "Each with its number, kind and person, when it is tried next, why it is owed or held,\n"
        "and the other side's last words. What is queued goes out by itself; see hold, release,\n"
        "drop, and settle for mail that is in doubt or has failed.",
    .run = run,
};
