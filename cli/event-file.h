/* Event files as commands get them: read from the disk within bounds, problems printed. */
#ifndef CONVOKE_CLI_EVENT_FILE_H
#define CONVOKE_CLI_EVENT_FILE_H

#include <glib.h>
#include <stdio.h>
#include "event/meeting.h"

/* The meeting that PATH ("-": standard input) describes. All problems, warnings too, are printed to
 * OUT. *ret_text, unless NULL is given, gets the file as it was written. NULL with
 * CONVOKE_ERROR_NOT_FOUND where the file cannot be read, CONVOKE_ERROR_DATA ("FILE: 3 errors") where
 * it has errors. */
Meeting *event_file_open(const char *path, FILE *out, char **ret_text, GError **error);

#endif
