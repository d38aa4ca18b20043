/* convoke export: a meeting for other programs. */
#include "cli/calendar.h"
#include "cli/command.h"
#include "cli/export.h"
#include "cli/workspace.h"
#include "db/store-meeting.h"
#include "db/store-received.h"
#include "db/store-standing.h"
#include "event/error.h"
#include <stdio.h>
#include <sysexits.h>

typedef enum { FORMAT_CSV, FORMAT_JSON, FORMAT_ICS } Format;
static const char *const format_names[] = {"csv", "json", "ics", NULL};

/* The organizer's name is shown where it is known; answers, if any come, go to the address we read. */
static char *
export_ics(const Workspace *workspace, const Meeting *meeting, const Revision *revision,
           GError **error)
{
    const CalendarAgenda agenda = {
        .meeting = meeting,
        .uid = revision->uid,
        .sequence = revision->lifted + revision->number,
        .dtstamp = revision->applied_at,
        .organizer = config_get(workspace->config, "mail", "address"),
        .organizer_name = meeting->organizer.name,
    };
    return calendar_publish(&agenda, error);
}

static char *
export_guest_list(const Workspace *workspace, const Meeting *meeting, const Revision *revision,
                  Format format, GError **error)
{
    g_autoptr(GPtrArray) standings =
        store_standing_list(workspace->store, meeting->id, NULL, error);
    if (!standings)
        return NULL;
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    if (!zone) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "time zone %s: not in the system's database", meeting->zone);
        return NULL;
    }
    g_autoptr(GPtrArray) answers =
        store_question_answers(workspace->store, meeting->id, NULL, error);
    if (!answers)
        return NULL;
    const Export source = {meeting, zone, standings, revision->number, revision->applied_at,
                           answers};
    return format == FORMAT_CSV ? export_csv(&source) : export_json(&source);
}

static char *
export_meeting(const Workspace *workspace, const char *id, Format format, GError **error)
{
    g_auto(Revision) revision = {0};
    if (!store_meeting_revision(workspace->store, id, &revision, error))
        return NULL;
    g_autoptr(Meeting) meeting = store_meeting_load(workspace->store, id, STORE_GUESTS_ALL, error);
    if (!meeting)
        return NULL;
    if (format == FORMAT_ICS)
        return export_ics(workspace, meeting, &revision, error);
    return export_guest_list(workspace, meeting, &revision, format, error);
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, NULL, argv, 1, 2, &args, error))
        return EX_USAGE;
    const char *named = args[1] ? args[0] : NULL;
    int format = command_choice("export", args[named ? 1 : 0], format_names, error);
    if (format < 0)
        return EX_USAGE;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id = workspace ? workspace_meeting(workspace, named, error) : NULL;
    g_autofree char *text = id ? export_meeting(workspace, id, (Format)format, error) : NULL;
    if (!text)
        return EX_SOFTWARE;
    fputs(text, stdout);
    return EX_OK;
}

const Command command_export = {
    .name = "export",
    .arguments = "[MEETING] csv|json|ics",
    .summary = "print a meeting for other programs",
    .details = "  csv   the guests and their answers, a row each, for spreadsheets\n"
               "  json  the meeting, its agenda, and the guests with their answers\n"
               "  ics   the agenda for calendars; nobody's address or answer is in it",
    .run = run,
};
