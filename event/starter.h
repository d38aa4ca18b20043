/* Starter: a commented event file for somebody who has none yet. The text is event/starter.yaml. */
#ifndef CONVOKE_EVENT_STARTER_H
#define CONVOKE_EVENT_STARTER_H

#include "event/when.h"

/* A new event file for the meeting ID, called NAME (one line of UTF-8), two days long, some three
 * months after TODAY. It passes meeting_read(). */
char *starter_text(const char *id, const char *name, Day today);

#endif
