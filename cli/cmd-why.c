/* convoke why: the history of one guest, from the rows alone, with what proves each step. */
#include "cli/command.h"
#include "cli/find.h"
#include "cli/seat-words.h"
#include "cli/words.h"
#include "cli/workspace.h"
#include "db/store-history.h"
#include "db/store-meeting.h"
#include "db/store-received.h"
#include "db/store-standing.h"
#include "mailer/schedule.h"
#include <stdio.h>
#include <sysexits.h>

enum {
    INDENT = 28,   /* column of what happened */
    LINES_MAX = 4, /* of one message's words */
};

/* An answer in the words in which it is said everywhere else, though the row has RFC 5545's name for it. */
static char *
text_of(const History *history)
{
    static const Partstat said[] = {PARTSTAT_ACCEPTED, PARTSTAT_DECLINED, PARTSTAT_TENTATIVE,
                                    PARTSTAT_DELEGATED};
    GString *text = g_string_new(history->text);
    bool answer = history->kind == HISTORY_ANSWER || history->kind == HISTORY_REVIEW;
    for (gsize i = 0; answer && i < G_N_ELEMENTS(said); i++)
        g_string_replace(text, partstat_name(said[i]), words_of_partstat(said[i]), 0);
    return g_string_free(text, FALSE);
}

static void
print_line(const Shell *shell, const History *history, GTimeZone *zone)
{
    g_autofree char *when = words_of_instant(history->at, zone);
    g_autofree char *said = text_of(history);
    g_autofree char *text = words_for_terminal(said, shell->width - INDENT);
    printf("%s  %-8s  %s\n", when, history_kind_name(history->kind), text);
    const int room = MAX(shell->width, INDENT + 30);
    if (history->words) {
        g_autofree char *words = words_for_terminal(history->words, LINES_MAX * (room - INDENT));
        g_autofree char *quoted = g_strdup_printf("“%s”", words);
        g_autofree char *lines = words_wrapped(quoted, INDENT, room);
        printf("%*s%s\n", INDENT, "", lines);
    }
    if (history->why) {
        g_autofree char *lines = words_wrapped(history->why, INDENT, room);
        printf("%*s%s\n", INDENT, "", lines);
    }
}

/* Whatever they said, nobody waits for ever (schedule.h). */
static void
print_patience(const Meeting *meeting, const Standing *standing, GTimeZone *zone, gint64 now)
{
    const gint64 until = schedule_waits_until(meeting, standing);
    g_autofree char *day = until > now ? words_of_instant(until, zone) : NULL;
    if (day &&
        (standing->partstat == PARTSTAT_NEEDS_ACTION || standing->partstat == PARTSTAT_TENTATIVE))
        printf("No reminder before %.10s.\n", day);
}

static void
print_standing(const Meeting *meeting, const Standing *standing, const GPtrArray *answers,
               gint64 now)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    g_autofree char *seat = words_of_seat(meeting, standing, zone);
    g_autofree char *details = words_of_details(&standing->details);
    g_autofree char *replies = words_of_replies(meeting->questions, answers);
    g_autofree char *name = words_for_terminal(standing->name, 0);
    const bool more = *details || *replies;
    printf("%s <%s>: %s%s%s%s%s%s\n", name, standing->address ? standing->address : "no address",
           words_of_partstat(standing->partstat), more ? " (" : "", details,
           *details && *replies ? "; " : "", replies, more ? ")" : "");
    if (standing->seat.state == SEAT_TAKEN)
        printf("Has a seat: %s.\n", seat_reason(&standing->seat));
    else if (seat)
        printf("Seat: %s.\n", seat);
    print_patience(meeting, standing, zone, now);
    if (standing->removed)
        printf("No longer in the event file.\n");
    if (standing->dead_why) {
        g_autofree char *why = words_for_terminal(standing->dead_why, 0);
        printf("Mail to the address fails: %s\n", why);
    }
    if (standing->passed_over) {
        g_autofree char *why = words_for_terminal(standing->passed_why, 0);
        printf("That is not their first: mail to %s fails: %s\n", standing->passed_over, why);
    }
    if (standing->silent_since != NEVER)
        printf("Wants no more mail; any answer ends that.\n");
    printf("\n");
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, NULL, argv, 1, 2, &args, error))
        return EX_USAGE;
    const int first = args[1] != NULL;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id =
        workspace ? workspace_meeting(workspace, first ? args[0] : NULL, error) : NULL;
    g_autoptr(Meeting) meeting =
        id ? store_meeting_load(workspace->store, id, STORE_GUESTS_ALL, error) : NULL;
    g_autofree char *guest =
        meeting ? person_find_ever(workspace->store, meeting, args[first], error) : NULL;
    g_autoptr(GPtrArray) standings =
        guest ? store_standing_list(workspace->store, id, guest, error) : NULL;
    g_autoptr(GPtrArray) history =
        standings ? store_history_of(workspace->store, id, guest, error) : NULL;
    g_autoptr(GPtrArray) answers =
        history ? store_question_answers(workspace->store, id, guest, error) : NULL;
    g_autoptr(GTimeZone) zone = meeting ? zone_open(meeting->zone) : NULL;
    if (!answers)
        return EX_SOFTWARE;
    if (standings->len > 0)
        print_standing(meeting, g_ptr_array_index(standings, 0), answers, shell->now);
    for (guint i = 0; i < history->len; i++)
        print_line(shell, g_ptr_array_index(history, i), zone);
    return EX_OK;
}

const Command command_why = {
    .name = "why",
    .arguments = "[MEETING] PERSON",
    .summary = "the history of one guest, with the evidence",
    .details =
        "PERSON is an id, an address or a name; of who is no longer a guest, the id; or\n"
        "`organizer`. Each line is a row of the database: mail that was owed and why, how far it\n"
        "got, what came in, which words decided, by which rule. Times are those of the meeting's\n"
        "zone.",
    .run = run,
};
