/* Paragraphs as the mails have them, then the days. Calendars show both as plain text, with lines kept. */
#include "mailer/entry.h"
#include "mailer/prose.h"
#include "mailer/view.h"

/* Its hours on the day that it opens; behind midnight the end has a date of its own. No end where it would be a
 * guess. */
static char *
hours_of(const AgendaDay *day, Day opens_on, Minute opens, GTimeZone *zone, gint64 end,
         const Words *words)
{
    Day closes_on;
    Minute closes;
    when_local(end, zone, &closes_on, &closes);
    if (!day_end_given(day))
        return words_clock(words, opens);
    if (closes_on == opens_on)
        return words_time_range(words, opens, closes);
    g_autofree char *from = words_clock(words, opens);
    g_autofree char *date = view_date(closes_on, words);
    g_autofree char *to = words_clock(words, closes);
    return g_strdup_printf("%s \u2013 %s, %s", from, date, to);
}

/* "Wednesday, 14 July 2004, 09:00-18:00 (America/Los_Angeles)"; the date alone of a day without sessions. */
static char *
line_of(const Meeting *meeting, const AgendaDay *day, GTimeZone *zone, const Words *words)
{
    gint64 start, end;
    Day opens_on; /* all of its sessions may be after midnight */
    Minute opens;
    if (!day_span(day, zone, &start, &end))
        return view_date(day->day, words);
    when_local(start, zone, &opens_on, &opens);
    g_autofree char *date = view_date(opens_on, words);
    g_autofree char *hours = hours_of(day, opens_on, opens, zone, end, words);
    return g_strdup_printf("%s, %s (%s)", date, hours, meeting->zone);
}

/* The bar tells when the first day begins and the last one ends. */
static bool
lists_days(const Meeting *meeting)
{
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    return meeting->days->len > 1 && (sessions->len > 0 || meeting_has_gaps(meeting));
}

char *
entry_description(const Meeting *meeting, GTimeZone *zone, const Words *words)
{
    g_autofree char *about = prose_flow(meeting->about);
    g_autoptr(GString) text = g_string_new(about);
    const guint days = lists_days(meeting) ? meeting->days->len : 0;
    for (guint i = 0; i < days; i++) {
        g_autofree char *line = line_of(meeting, g_ptr_array_index(meeting->days, i), zone, words);
        g_string_append(text, i > 0 ? "\n" : text->len > 0 ? "\n\n" : "");
        g_string_append(text, line);
    }
    return text->len > 0 ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}
