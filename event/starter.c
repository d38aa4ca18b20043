/* The starter with its example values replaced. They are ordinary values, so that the text as it
 * stands in the source tree is an event file, too. */
#include "event/starter.h"
#include "event/embedded.h"

#define AHEAD 84 /* days until the meeting, at least */
#define TUESDAY 2

static void
replace_day(GString *text, const char *old, Day day)
{
    g_autofree char *date = day_format(day);
    g_string_replace(text, old, date, 0);
}

/* The name stands in double quotes. */
static char *
escape_name(const char *name)
{
    GString *escaped = g_string_new(name);
    g_string_replace(escaped, "\\", "\\\\", 0);
    g_string_replace(escaped, "\"", "\\\"", 0);
    return g_string_free(escaped, FALSE);
}

char *
starter_text(const char *id, const char *name, Day today)
{
    GString *text = g_string_new(event_files[0].text);
    g_autofree char *escaped = escape_name(name);
    Day first = today + AHEAD;
    while (day_weekday(first) != TUESDAY)
        first++;
    replace_day(text, "2030-05-14", first);
    replace_day(text, "2030-05-15", first + 1);
    replace_day(text, "2030-04-23", first - 21);
    g_string_replace(text, "my-meeting", id, 1);
    g_string_replace(text, "My Meeting", escaped, 1);
    return g_string_free(text, FALSE);
}
