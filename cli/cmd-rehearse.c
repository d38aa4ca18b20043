/* convoke rehearse: every mail of a meeting's life, before it happens. */
#include "cli/export.h"
#include "cli/find.h"
#include "cli/findings.h"
#include "cli/json-text.h"
#include "cli/rehearsal.h"
#include "cli/words.h"
#include "event/error.h"
#include "event/standing.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#define AFTER_DAYS 14 /* behind the last day of the meeting, for what follows it */
#define INDENT 23     /* columns before who gets a mail */

/* --- the scenario --- */

/* "yes", "silent" -> *ret_partstat; FALSE and CONVOKE_ERROR_USAGE for anything else. */
static gboolean
parse_answer(const char *text, Partstat *ret_partstat, GError **error)
{
    *ret_partstat = g_str_equal(text, "silent") ? PARTSTAT_NEEDS_ACTION : words_partstat(text);
    if (*ret_partstat != PARTSTAT_NONE && *ret_partstat != PARTSTAT_DELEGATED)
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                "rehearse: `%s` is none of yes, no, maybe, silent", text);
    return FALSE;
}

/* Noon of that day, which is not past. */
static gboolean
parse_day(const char *text, const char *option, GTimeZone *zone, gint64 now, gint64 *ret_when,
          GError **error)
{
    Day day = day_parse(text);
    if (day == DAY_NONE) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "rehearse: %s: `%s` is no date; write it like 2004-07-14", option, text);
        return FALSE;
    }
    if (when_utc(day + 1, 0, zone) <= now) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "rehearse: %s: %s is past; name a day from today on", option, text);
        return FALSE;
    }
    *ret_when = when_utc(day, 12 * 60, zone);
    return TRUE;
}

/* "[PERSON=]ANSWER[@DATE]" */
static Assumption *
parse_assumption(const Meeting *meeting, GTimeZone *zone, gint64 now, const char *text,
                 GError **error)
{
    const char *equals = strrchr(text, '=');
    g_autofree char *said = g_strdup(equals ? equals + 1 : text);
    char *at = strchr(said, '@');
    g_autofree Assumption *assumption = g_new0(Assumption, 1);
    assumption->at = NEVER;
    if (at)
        *at = '\0';
    if (!parse_answer(said, &assumption->partstat, error) ||
        (at && !parse_day(at + 1, "--assume", zone, now, &assumption->at, error)))
        return NULL;
    if (!equals && at) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "rehearse: a date goes with a person: --assume PERSON=%s@%s", said, at + 1);
        return NULL;
    }
    if (equals) {
        g_autofree char *who = g_strndup(text, (gsize)(equals - text));
        const Guest *guest = guest_find(meeting, who, error);
        if (!guest)
            return NULL;
        assumption->guest = g_strdup(guest->id);
    }
    return g_steal_pointer(&assumption);
}

static GPtrArray *
parse_assumptions(const Meeting *meeting, GTimeZone *zone, gint64 now, char **texts, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)assumption_free);
    for (char **text = texts; text && *text; text++) {
        Assumption *assumption = parse_assumption(meeting, zone, now, *text, error);
        if (!assumption)
            return NULL;
        g_ptr_array_add(list, assumption);
    }
    return g_steal_pointer(&list);
}

/* Whether another one has the word about the same guest: the last about somebody, the first about all. */
static bool
is_overruled(const GPtrArray *assumptions, guint at)
{
    const Assumption *assumption = g_ptr_array_index(assumptions, at);
    for (guint i = 0; i < assumptions->len; i++) {
        const Assumption *other = g_ptr_array_index(assumptions, i);
        bool overrules = assumption->guest ? i > at : i < at;
        if (overrules && g_strcmp0(other->guest, assumption->guest) == 0)
            return true;
    }
    return false;
}

static void
append_assumption(GString *line, const char *who, const Assumption *assumption, GTimeZone *zone)
{
    bool silent = assumption->partstat == PARTSTAT_NEEDS_ACTION;
    g_string_append_printf(line, "%s%s %s", *line->str ? "; " : "Assumed: ", who,
                           silent ? "stays silent" : "says ");
    if (!silent)
        g_string_append(line, words_of_partstat(assumption->partstat));
    if (!silent && assumption->at != NEVER) {
        g_autofree char *when = words_of_instant(assumption->at, zone);
        g_string_append_printf(line, " on %.10s", when);
    }
}

/* Who is named first, then all others. */
static void
print_assumptions(const GPtrArray *assumptions, const Meeting *meeting, GTimeZone *zone, int width)
{
    static const Assumption silence = {.partstat = PARTSTAT_NEEDS_ACTION, .at = NEVER};
    const Assumption *all = &silence;
    bool undated = false;
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < assumptions->len; i++) {
        const Assumption *assumption = g_ptr_array_index(assumptions, i);
        if (is_overruled(assumptions, i))
            continue;
        undated |= assumption->partstat != PARTSTAT_NEEDS_ACTION && assumption->at == NEVER;
        if (assumption->guest)
            append_assumption(line, meeting_guest(meeting, assumption->guest)->name, assumption,
                              zone);
        else
            all = assumption;
    }
    append_assumption(
        line, *line->str ? "whoever else has not answered" : "whoever has not answered", all, zone);
    if (undated)
        g_string_append(line, "; a day after they were invited, where no day is named");
    g_string_append_c(line, '.');
    g_autofree char *lines = words_wrapped(line->str, 0, width);
    puts(lines);
}

/* --- the calendar --- */

/* Behind a blank, or in the next line where it does not fit any more. */
static void
print_piece(const char *piece, int *column, int width)
{
    int length = (int)g_utf8_strlen(piece, -1);
    if (*column > INDENT && *column + 1 + length > width) {
        printf("\n%*s", INDENT, "");
        *column = INDENT;
    } else if (*column > INDENT) {
        printf(" ");
        *column += 1;
    }
    fputs(piece, stdout);
    *column += length;
}

static void
print_reason(const char *reason, int width)
{
    g_autofree char *lines = words_wrapped(reason, INDENT, width);
    printf("\n%*s%s\n", INDENT, "", lines);
}

static bool
is_same(const Rehearsed *a, const Rehearsed *b)
{
    return a->at == b->at && g_str_equal(a->what, b->what) && g_str_equal(a->reason, b->reason);
}

/* All mails of one moment, kind and reason; gives back the index of the next. */
static guint
print_group(const GPtrArray *list, guint at, GTimeZone *zone, int width)
{
    const Rehearsed *first = g_ptr_array_index(list, at);
    g_autofree char *when = words_of_instant(first->at, zone);
    int column = INDENT;
    printf("  %s  %-12s  ", strchr(when, ' ') + 1, first->what);
    for (bool more = true; more; at++) {
        const Rehearsed *mail = g_ptr_array_index(list, at);
        more = at + 1 < list->len && is_same(first, g_ptr_array_index(list, at + 1));
        g_autofree char *name = words_for_terminal(mail->name, width - INDENT - 2);
        g_autofree char *piece = g_strconcat(name, more ? "," : "", NULL);
        print_piece(piece, &column, width);
    }
    print_reason(first->reason, width);
    return at;
}

static void
print_day(gint64 when, GTimeZone *zone, Day *last)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    Day day;
    Minute minute;
    when_local(when, zone, &day, &minute);
    if (day == *last)
        return;
    g_autofree char *date = day_format(day);
    printf("\n%s %s\n", names[day_weekday(day) - 1], date);
    *last = day;
}

static void
print_calendar(const GPtrArray *list, const GPtrArray *assumptions, const Meeting *meeting,
               GTimeZone *zone, bool frees, int width)
{
    Day last = DAY_NONE;
    guint mails = 0;
    for (guint i = 0; i < list->len; i++)
        mails += !((const Rehearsed *)g_ptr_array_index(list, i))->answer;
    printf("%s: rehearsed by the clock of %s; nothing is sent or changed.\n", meeting->id,
           meeting->zone);
    print_assumptions(assumptions, meeting, zone, width);
    if (frees)
        printf("As if you released all mail at once that waits for your word (convoke-hold(1), and "
               "approve in\n"
               "convoke.conf(5)).\n");
    for (guint i = 0; i < list->len;) {
        const Rehearsed *first = g_ptr_array_index(list, i);
        print_day(first->at, zone, &last);
        i = print_group(list, i, zone, width);
    }
    printf("\n%u mail%s.\n", mails, mails == 1 ? "" : "s");
    findings_print_rehearsed(list, width);
}

static void
print_json(const GPtrArray *list)
{
    json_t *array = json_array();
    for (guint i = 0; i < list->len; i++) {
        const Rehearsed *item = g_ptr_array_index(list, i);
        g_autofree char *at = export_instant(item->at, NULL);
        json_t *mail = json_pack("{s:s, s:s, s:s, s:s, s:s?, s:s}", "at", at, "person",
                                 item->person, "name", item->name, "kind", item->what, "occasion",
                                 item->occasion, "reason", item->reason);
        if (item->findings)
            json_object_set_new(mail, "findings", findings_json(item->findings));
        json_array_append_new(array, mail);
    }
    g_autofree char *text = json_text(array, 2);
    fputs(text, stdout);
}

typedef struct {
    char *until;
    char **assumed;
    gboolean json;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->until);
    g_strfreev(options->assumed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static int
rehearse(const Shell *shell, const char *named, const Options *options, GError **error)
{
    g_autoptr(Mailing) mailing = mailing_open(shell, error);
    g_autoptr(Meeting) meeting =
        mailing ? mailing_meeting(mailing, named, STORE_GUESTS_ALL, error) : NULL;
    g_autoptr(GTimeZone) zone = meeting ? zone_open(meeting->zone) : NULL;
    if (!meeting)
        return EX_SOFTWARE;
    gint64 until = when_utc(meeting_last_day(meeting) + AFTER_DAYS, 24 * 60, zone);
    if (options->until && !parse_day(options->until, "--until", zone, shell->now, &until, error))
        return EX_SOFTWARE;
    bool frees;
    if (!rehearsal_frees(mailing, meeting->id, &frees, error))
        return EX_SOFTWARE;
    g_autoptr(GPtrArray) assumptions =
        parse_assumptions(meeting, zone, shell->now, options->assumed, error);
    g_autoptr(GPtrArray) list =
        assumptions ? rehearsal_run(mailing, meeting, assumptions, shell->now, until, error) : NULL;
    if (!list)
        return EX_SOFTWARE;
    if (options->json)
        print_json(list);
    else
        print_calendar(list, assumptions, meeting, zone, frees, shell->width);
    return findings_any(list) ? EX_DATAERR : EX_OK;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(Options) o = {0};
    const GOptionEntry options[] = {
        {"until", 'u', 0, G_OPTION_ARG_STRING, &o.until, "Up to noon (default: 2 weeks after it)",
         "DATE"},
        {"assume", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &o.assumed,
         "What the silent say, a day later", "[PERSON=]ANSWER[@DATE]"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &o.json, "A list for programs", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error))
        return EX_USAGE;
    return rehearse(shell, args[0], &o, error);
}

const Command command_rehearse = {
    .name = "rehearse",
    .arguments = "[MEETING]",
    .summary = "every mail of the meeting's life, before it happens",
    .details =
        "Walks a clock from now to the end, an hour a step, on a copy of the database: as if\n"
        "`convoke send` ran now and `convoke daily` every hour, and all mail arrived. Who has not\n"
        "answered stays silent, unless --assume says otherwise; give it as often as you like, for\n"
        "all who are silent or for one PERSON (id, address or name), who may answer on a DATE:\n"
        "--assume yes --assume ben=no --assume ann=maybe@2004-06-20. Nothing is sent or changed.\n"
        "Each mail is judged by the rules of convoke-show(1); 65 when one breaks them.",
    .run = run,
};
