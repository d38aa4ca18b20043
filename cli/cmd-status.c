/* convoke status: who comes, who owes an answer, whose mail did not get through. */
#include "cli/command.h"
#include "cli/export.h"
#include "cli/json-text.h"
#include "cli/kept.h"
#include "cli/seat-words.h"
#include "cli/status-list.h"
#include "cli/words.h"
#include "cli/workspace.h"
#include "db/store-meeting.h"
#include "db/store-outbox.h"
#include "db/store-received.h"
#include "db/store-standing.h"
#include "inbox/sandbox.h"
#include "mailer/schedule.h"
#include <jansson.h>
#include <stdio.h>
#include <sysexits.h>

/* Of that a line of its own tells. */
static void
remove_kept(GPtrArray *items)
{
    for (guint i = items->len; i > 0; i--) {
        const OutboxItem *item = g_ptr_array_index(items, i - 1);
        if (item->state == DELIVERY_HELD && g_str_equal(item->words, NOTICE_KEPT))
            g_ptr_array_remove_index(items, i - 1);
    }
}

static gboolean
print_outbox(Store *store, const char *meeting, GError **error)
{
    static const struct {
        Delivery state;
        const char *what;
    } states[] = {{DELIVERY_QUEUED, "waiting to be sent"},
                  {DELIVERY_HELD, "held until you release them"},
                  {DELIVERY_UNKNOWN, "in doubt: may or may not have arrived"},
                  {DELIVERY_FAILED, "failed"}};
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
        g_autoptr(GPtrArray) items =
            store_outbox_list(store, meeting, NULL, states[i].state, error);
        if (!items)
            return FALSE;
        remove_kept(items);
        if (items->len == 0)
            continue;
        const OutboxItem *last = g_ptr_array_index(items, items->len - 1);
        g_autofree char *words = words_for_terminal(last->words, 60);
        printf("%sMail: %u %s%s%s.\n", any ? "" : "\n", items->len, states[i].what,
               *words ? "; last: " : "", words);
        any = true;
    }
    if (any)
        printf("See convoke outbox.\n");
    return TRUE;
}

static void
print_heading(const Shell *shell, const Meeting *meeting, GTimeZone *zone)
{
    g_autofree char *first = day_format(meeting_first_day(meeting));
    g_autofree char *last = day_format(meeting_last_day(meeting));
    bool one = meeting_first_day(meeting) == meeting_last_day(meeting);
    printf("%s%s%s, %s%s%s%s%s\n", shell->color ? "\033[1m" : "", meeting->name,
           shell->color ? "\033[0m" : "", first, one ? "" : " to ", one ? "" : last,
           meeting->location ? ", " : "", meeting->location ? meeting->location : "");
    bool over = schedule_over(meeting, shell->now);
    if (meeting->cancelled)
        printf("It is cancelled.\n");
    else if (over)
        printf("It is over.\n");
    if (meeting->cancelled || over || meeting->answer_by == DAY_NONE)
        return;
    Day today;
    Minute minute;
    when_local(shell->now, zone, &today, &minute);
    int left = meeting->answer_by - today;
    g_autofree char *by = day_format(meeting->answer_by);
    if (left > 0)
        printf("Answers are due by %s, in %d day%s.\n", by, left, left == 1 ? "" : "s");
    else
        printf("Answers were due by %s.\n", by);
}

static char *
words_of_tally(const GPtrArray *standings)
{
    Tally tally = tally_of(standings);
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%d yes, %d maybe, %d no, %d without an answer",
                    tally.accepted + tally.waiting, tally.tentative,
                    tally.declined + tally.delegated, tally.owing);
    if (tally.unreached > 0)
        g_string_append_printf(text, ", %d not reached", tally.unreached);
    return g_string_free(text, FALSE);
}

static gboolean
print_meeting(Store *store, const char *id, bool closed, GError **error)
{
    g_autoptr(Meeting) meeting = store_meeting_load(store, id, STORE_GUESTS_NONE, error);
    g_autoptr(GPtrArray) standings = meeting ? store_standing_list(store, id, NULL, error) : NULL;
    if (!standings)
        return FALSE;
    g_autofree char *first = day_format(meeting_first_day(meeting));
    g_autofree char *last = day_format(meeting_last_day(meeting));
    g_autofree char *tally = words_of_tally(standings);
    bool one = g_str_equal(first, last);
    printf("%s  %s, %s%s%s: %s%s\n", id, meeting->name, first, one ? "" : " to ", one ? "" : last,
           tally,
           closed               ? " (closed)"
           : meeting->cancelled ? " (cancelled)"
                                : "");
    return TRUE;
}

/* Where several meetings are open and none is named: each in a line. *ret_several tells whether it was so. */
static gboolean
print_several(Store *store, bool *ret_several, GError **error)
{
    g_autoptr(GPtrArray) open = store_meeting_list(store, FALSE, error);
    g_autoptr(GPtrArray) all = open ? store_meeting_list(store, TRUE, error) : NULL;
    *ret_several = open && open->len > 1;
    for (guint i = 0; all && *ret_several && i < all->len; i++) {
        const char *id = g_ptr_array_index(all, i);
        bool closed = !g_ptr_array_find_with_equal_func(open, id, g_str_equal, NULL);
        if (!print_meeting(store, id, closed, error))
            return FALSE;
    }
    if (*ret_several)
        printf("convoke status MEETING shows one.\n");
    return all != NULL;
}

/* How foreign mail is kept from doing harm on this machine. */
static void
print_reading(const Shell *shell)
{
    const SandboxOffer offer = sandbox_offer();
    g_autofree char *files =
        offer.landlock
            ? g_strdup_printf("files by landlock %d", offer.landlock)
            : g_strdup("files not by landlock, which this kernel lacks, but by the filter");
    g_autofree char *text = g_strdup_printf(
        "Mail is read in processes without network and secrets; system calls are held %s; %s;"
        " memory is %s.",
        offer.seccomp ? "by seccomp" : "by nothing, for want of seccomp: update the kernel",
        offer.seccomp || offer.landlock ? files : "files by nothing",
        offer.rlimits ? "limited" : "not limited in this build");
    g_autofree char *shown = words_for_terminal(text, shell->width * 4);
    printf("\n%s\n", shown);
}

/* What they answered to the meeting's questions, by the questions' ids. */
static json_t *
json_replies(const Listing *listing, const Standing *standing)
{
    const GPtrArray *questions = listing->meeting->questions;
    const GPtrArray *theirs = g_hash_table_lookup(listing->replies, standing->guest);
    json_t *map = json_object();
    for (guint i = 0; i < questions->len; i++) {
        const Question *question = g_ptr_array_index(questions, i);
        const char *words = question_answer_find(theirs, NULL, question->id, i + 1);
        if (words)
            json_object_set_new(map, question->id, json_string(words));
    }
    return map;
}

static json_t *
json_of(const Listing *listing, const Standing *standing)
{
    g_autofree char *details = words_of_details(&standing->details);
    g_autofree char *at = export_instant(standing->answered_at, NULL);
    bool seat = standing->seat.state != SEAT_NONE;
    return json_pack(
        "{s:s, s:s, s:s?, s:s, s:s?, s:s?, s:s?, s:s, s:b, s:i, s:s?, s:s?, s:s?, s:o}", "id",
        standing->guest, "name", standing->name, "address", standing->address, "partstat",
        partstat_name(standing->partstat), "words", standing->words, "details",
        *details ? details : NULL, "answered_at", at, "invitation",
        delivery_name(standing->invitation), "review", standing->review, "reminders",
        (int)standing->reminders->len, "unreached", standing->dead_why, "passed_over",
        standing->passed_over, "seat", seat ? seat_state_name(standing->seat.state) : NULL,
        "answers", json_replies(listing, standing));
}

static void
print_json(const Listing *listing, const SeatUse *use)
{
    const Meeting *meeting = listing->meeting;
    const GPtrArray *standings = listing->standings;
    Tally tally = tally_of(standings);
    json_t *list = json_array();
    for (guint i = 0; i < standings->len; i++)
        json_array_append_new(list, json_of(listing, g_ptr_array_index(standings, i)));
    json_t *all = json_pack(
        "{s:s, s:s, s:b, s:{s:i, s:i, s:i, s:i, s:i}, s:i, s:o?, s:o}", "meeting", meeting->id,
        "name", meeting->name, "cancelled", meeting->cancelled, "count", "ACCEPTED",
        tally.accepted + tally.waiting, "DECLINED", tally.declined, "TENTATIVE", tally.tentative,
        "DELEGATED", tally.delegated, "NEEDS-ACTION", tally.owing, "unreached", tally.unreached,
        "seats", meeting->seats > 0 ? seat_use_json(use) : NULL, "guests", list);
    g_autofree char *text = json_text(all, 1);
    fputs(text, stdout);
}

/* Guests are only read where seats are limited: there may be very many elsewhere. */
static gboolean
load_seats(Store *store, const Meeting *meeting, SeatUse *use, GError **error)
{
    if (meeting->seats == 0)
        return TRUE;
    g_autoptr(Meeting) whole = store_meeting_load(store, meeting->id, STORE_GUESTS_ALL, error);
    return whole && seat_use_load(store, whole, use, error);
}

/* Whom the next convoke send offers a seat, where they are offered in waves and still can be: ids. */
static gboolean
load_next(Store *store, const Meeting *meeting, GTimeZone *zone, gint64 now, GHashTable **ret_next,
          GError **error)
{
    g_autoptr(GPtrArray) claims = NULL;
    g_autoptr(GArray) steps = NULL;
    gint64 starts = when_utc(meeting_first_day(meeting), 0, zone);
    if (meeting->seats == 0 || meeting->offer_days == 0 || meeting->cancelled || now >= starts)
        return TRUE;
    if (!store_seat_due(store, meeting->id, true, now, &claims, &steps, error))
        return FALSE;
    *ret_next = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < steps->len; i++) {
        const SeatStep *step = &g_array_index(steps, SeatStep, i);
        const SeatClaim *claim = g_ptr_array_index(claims, step->claim);
        if (step->seat.state == SEAT_OFFERED)
            g_hash_table_add(*ret_next, g_strdup(claim->id));
    }
    return TRUE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean json = FALSE, verbose = FALSE;
    const GOptionEntry options[] = {
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "Say how mail is read, too", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, "For programs, with RFC 5545's names", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error))
        return EX_USAGE;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    bool several = false;
    if (!workspace || !kept_look(workspace, NULL, shell->now, error) ||
        (!args[0] && !json && !print_several(workspace->store, &several, error)))
        return EX_SOFTWARE;
    if (several && verbose)
        print_reading(shell);
    if (several)
        return EX_OK;
    g_autofree char *id = workspace_meeting(workspace, args[0], error);
    g_autoptr(Meeting) meeting =
        id ? store_meeting_load(workspace->store, id, STORE_GUESTS_NONE, error) : NULL;
    g_autoptr(GPtrArray) standings =
        meeting ? store_standing_list(workspace->store, id, NULL, error) : NULL;
    g_autoptr(GPtrArray) answers =
        standings ? store_question_answers(workspace->store, id, NULL, error) : NULL;
    g_auto(SeatUse) use = {0};
    if (!answers || !load_seats(workspace->store, meeting, &use, error))
        return EX_SOFTWARE;
    g_autoptr(GHashTable) next = NULL, replies = question_answers_by_guest(answers);
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    if (!load_next(workspace->store, meeting, zone, shell->now, &next, error))
        return EX_SOFTWARE;
    const Listing listing = {shell, meeting, standings, next, replies, zone};
    if (json) {
        print_json(&listing, &use);
        return EX_OK;
    }
    print_heading(shell, meeting, zone);
    g_autofree char *tally = words_of_tally(standings);
    printf("%s.\n", tally);
    if (meeting->seats > 0 && !meeting->cancelled)
        seat_use_print(&use, shell->width);
    status_list_print(&listing);
    if (!status_list_print_others(shell, workspace->store, id, error) ||
        !print_outbox(workspace->store, id, error) || !kept_print(workspace->store, id, error))
        return EX_SOFTWARE;
    if (verbose)
        print_reading(shell);
    return EX_OK;
}

const Command command_status = {
    .name = "status",
    .arguments = "[MEETING]",
    .summary = "who comes, who owes an answer, whose mail failed",
    .run = run,
};
