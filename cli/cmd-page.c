/* convoke page: the meeting as one HTML file for everybody to read. */
#include "cli/command.h"
#include "cli/page-view.h"
#include "cli/workspace.h"
#include "db/store-meeting.h"
#include "db/store-standing.h"
#include "event/error.h"
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char *const attendees_names[] = {
    [PAGE_ATTENDEES_ALL] = "all",
    [PAGE_ATTENDEES_ACCEPTED] = "accepted",
    [PAGE_ATTENDEES_NONE] = "none",
    NULL,
};

/* The page in the meeting's language, or in English where there is no template in it. */
static char *
render(TemplateLibrary *library, const PageContext *context, GError **error)
{
    const Template *page =
        template_library_get(library, context->meeting->language, "page.html", error);
    if (!page)
        return NULL;
    const char *file = template_file(page);
    g_autofree char *language = g_strndup(file, strcspn(file, "/"));
    const Words *words = template_library_words(library, language, error);
    if (!words)
        return NULL;
    g_autoptr(TemplateValue) view = page_view(context, words, language);
    return template_library_render(library, language, page, view, TEMPLATE_ESCAPE_HTML, NULL,
                                   error);
}

static char *
make_page(const Workspace *workspace, const char *id, PageContext *context, GError **error)
{
    g_auto(Revision) revision = {0};
    if (!store_meeting_revision(workspace->store, id, &revision, error))
        return NULL;
    g_autoptr(Meeting) meeting = store_meeting_load(workspace->store, id, STORE_GUESTS_ALL, error);
    g_autoptr(GPtrArray) standings =
        meeting ? store_standing_list(workspace->store, id, NULL, error) : NULL;
    g_autoptr(TemplateLibrary) library = standings ? workspace_templates(workspace, error) : NULL;
    if (!library)
        return NULL;
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    if (!zone) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "time zone %s: not in the system's database", meeting->zone);
        return NULL;
    }
    context->meeting = meeting;
    context->zone = zone;
    context->standings = standings;
    context->applied_at = revision.applied_at;
    return render(library, context, error);
}

/* Whoever reads FILE meanwhile gets the old page or the new one, never half of one. */
static gboolean
write_file(const char *file, const char *html, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    if (g_file_set_contents_full(file, html, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &wrong))
        return TRUE;
    bool full = g_error_matches(wrong, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ||
                g_error_matches(wrong, G_FILE_ERROR, G_FILE_ERROR_IO);
    g_set_error(error, CONVOKE_ERROR, full ? CONVOKE_ERROR_TEMPORARY : CONVOKE_ERROR_CONFLICT,
                "the page cannot be written: %s", wrong->message);
    return FALSE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_autofree char *output = NULL, *attendees = NULL;
    gboolean addresses = FALSE;
    const GOptionEntry options[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
         "Write the page there instead of printing it", "FILE"},
        {"addresses", 0, 0, G_OPTION_ARG_NONE, &addresses,
         "Show addresses, as in \"ann at meet dot example\"", NULL},
        {"attendees", 0, 0, G_OPTION_ARG_STRING, &attendees,
         "List all (unless they said no), accepted or none", "WHO"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error))
        return EX_USAGE;
    int whom = attendees ? command_choice("--attendees", attendees, attendees_names, error) : 0;
    if (whom < 0)
        return EX_USAGE;
    PageContext context = {.attendees = (PageAttendees)whom, .addresses = addresses};
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id = workspace ? workspace_meeting(workspace, args[0], error) : NULL;
    g_autofree char *html = id ? make_page(workspace, id, &context, error) : NULL;
    if (!html || (output && !write_file(output, html, error)))
        return EX_SOFTWARE;
    if (!output)
        fputs(html, stdout);
    return EX_OK;
}

const Command command_page = {
    .name = "page",
    .arguments = "[MEETING]",
    .summary = "write the web page of a meeting",
    .details =
        "One HTML file with everything that the event file tells the public: what, where and\n"
        "when, the agenda, sponsors, attendees, topics, slides and photos, references. It needs\n"
        "no scripts, loads nothing, and holds no addresses unless asked to.",
    .run = run,
};
