/* Dates against the clock, languages against the templates. */
#include "cli/forewarn.h"
#include "cli/workspace.h"
#include "event/when.h"
#include "mailer/schedule.h"
#include <string.h>

static void
warn_of_dates(const char *path, const Meeting *meeting, const Meeting *before, gint64 now,
              FILE *out)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    Day today;
    Minute minute;
    if (!zone || meeting->days->len == 0)
        return;
    when_local(now, zone, &today, &minute);
    if (schedule_over(meeting, now)) {
        g_autofree char *last = day_format(meeting_last_day(meeting));
        if (!before || !schedule_over(before, now))
            fprintf(out, "%s: warning: this meeting is over since %s: nobody is invited to it\n",
                    path, last);
    } else if (meeting->answer_by != DAY_NONE && meeting->answer_by < today) {
        g_autofree char *day = day_format(meeting->answer_by);
        if (!before || before->answer_by != meeting->answer_by)
            fprintf(out, "%s: warning: answer-by, %s, has passed: invitations name no day\n", path,
                    day);
    }
}

/* "de-AT" has the words of "de". */
static bool
is_spoken(const GPtrArray *languages, const char *language)
{
    gsize base = strcspn(language, "-");
    for (guint i = 0; i < languages->len; i++) {
        const char *spoken = g_ptr_array_index(languages, i);
        if (g_ascii_strcasecmp(spoken, language) == 0 ||
            (strlen(spoken) == base && g_ascii_strncasecmp(spoken, language, base) == 0))
            return true;
    }
    return false;
}

static void
warn_of_language(const char *path, const char *language, const char *guest, const char *list,
                 FILE *out)
{
    g_autofree char *of = guest ? g_strdup_printf(" (%s)", guest) : g_strdup("");
    fprintf(out,
            "%s: warning: there are no words in the language %s%s: mail is in English\n"
            "help: there are %s; convoke-templates(5) tells how to add some\n",
            path, language, of, list);
}

/* Each language once. */
static void
warn_of_languages(const Shell *shell, const char *path, const Meeting *meeting, FILE *out)
{
    g_autoptr(GPtrArray) languages = workspace_languages(shell);
    g_autoptr(GHashTable) warned = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < languages->len; i++)
        g_string_append_printf(list, "%s%s", i ? ", " : "",
                               (char *)g_ptr_array_index(languages, i));
    if (meeting->language && !is_spoken(languages, meeting->language)) {
        g_hash_table_add(warned, meeting->language);
        warn_of_language(path, meeting->language, NULL, list->str, out);
    }
    for (guint i = 0; i < meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(meeting->guests, i);
        if (!guest->language || is_spoken(languages, guest->language) ||
            !g_hash_table_add(warned, guest->language))
            continue;
        warn_of_language(path, guest->language, guest->id, list->str, out);
    }
}

void
forewarn(const Shell *shell, const char *path, const Meeting *meeting, const Meeting *before,
         FILE *out)
{
    warn_of_dates(path, meeting, before, shell->now, out);
    warn_of_languages(shell, path, meeting, out);
}
