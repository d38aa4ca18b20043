/* The event file's reader: text to Meeting, or to everything that is wrong with it. Pure, and
 * made for files that nobody has looked at yet. The language is in convoke-event(5). */
#ifndef CONVOKE_EVENT_READ_H
#define CONVOKE_EVENT_READ_H

#include <glib.h>
#include "event/meeting.h"
#include "event/problem.h"

#define MEETING_TEXT_MAX                                                                           \
    ((gsize)16 * 1024 * 1024) /* some 100,000 guests with everything known of them */

/* Reads the LENGTH bytes at TEXT, which need not end with NUL. All problems of the file are added
 * to PROBLEMS (Problem *, sorted by place), with FILE_NAME as their file; syntax errors do not
 * hide those behind them. Returns NULL when there is an error among them; warnings do not count.
 *
 * Limits: MEETING_TEXT_MAX bytes, lines of 64 KiB, 16 levels, two million values, 1000 problems;
 * linear effort within them. Sessions that the file gives no id have none yet (ids.h). */
Meeting *meeting_read(const char *text, gsize length, const char *file_name, GPtrArray *problems);

/* Reads the form that a revision is stored in: the same language with the guests left out, so that
 * speakers and other references to guests are taken as they are. */
Meeting *meeting_read_stored(const char *text, gsize length, const char *file_name,
                             GPtrArray *problems);

#endif
