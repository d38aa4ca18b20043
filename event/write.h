/* Write: a meeting as an event file, in one canonical form: equal meetings give equal bytes, and
 * meeting_read() (read.h) makes an equal meeting of them. What an organizer wrote is kept beside it;
 * comments and layout are not in a Meeting. */
#ifndef CONVOKE_EVENT_WRITE_H
#define CONVOKE_EVENT_WRITE_H

#include <glib.h>
#include "event/meeting.h"

typedef enum {
    MEETING_WITH_GUESTS,
    MEETING_WITHOUT_GUESTS, /* the form of a stored revision, for meeting_read_stored() */
} WriteGuests;

/* The file's text, UTF-8. Every string stands in double quotes with what YAML or a terminal could
 * stumble over escaped; lines have some 1,000 bytes at most; session ids are always written. It can
 * be several times as long as what the organizer wrote, and longer than MEETING_TEXT_MAX. */
char *meeting_write(const Meeting *meeting, WriteGuests guests);

/* SHA-256 in hex of the form with guests: equal digests are equal meetings, lines and whether a
 * session's id was given aside. */
char *meeting_digest(const Meeting *meeting);

#endif
