/* Course: when a meeting took place and when it did not, as it was called off and put on again. */
#ifndef CONVOKE_EVENT_COURSE_H
#define CONVOKE_EVENT_COURSE_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    bool cancelled;
    gint64 since;  /* when it became so, or not so, for the last time; 0 = it never was */
    GArray *turns; /* gint64: called off, on after all, off again ...; NULL = never off */
} Course;

/* From AT on it is cancelled, or not. By time. */
void course_note(Course *course, gint64 at, bool cancelled);
void course_clear(Course *course);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Course, course_clear)

/* The course as it was just before WHEN. The caller clears it. */
Course course_before(const Course *course, gint64 when);

/* Does what a guest said AT count for a meeting that takes place, when they were told at CALLED_AT that they are
 * called off? What they said before, or while it was off, does not. */
bool course_counts(const Course *course, gint64 called_at, gint64 at);

#endif
