/* Only turns are kept, so a meeting that was never called off costs nothing. */
#include "event/course.h"

void
course_note(Course *course, gint64 at, bool cancelled)
{
    if (cancelled == course->cancelled)
        return;
    course->cancelled = cancelled;
    course->since = at;
    if (!course->turns)
        course->turns = g_array_new(FALSE, FALSE, sizeof at);
    g_array_append_val(course->turns, at);
}

void
course_clear(Course *course)
{
    g_clear_pointer(&course->turns, g_array_unref);
}

Course
course_before(const Course *course, gint64 when)
{
    Course before = {0};
    for (guint i = 0; course->turns && i < course->turns->len; i++)
        if (g_array_index(course->turns, gint64, i) < when)
            course_note(&before, g_array_index(course->turns, gint64, i), !before.cancelled);
    return before;
}

bool
course_counts(const Course *course, gint64 called_at, gint64 at)
{
    bool off = false;
    for (guint i = 0; course->turns && i < course->turns->len; i++)
        if (g_array_index(course->turns, gint64, i) <= at)
            off = !off;
    return at > called_at && !off;
}
