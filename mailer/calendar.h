/* calendar: the calendar object that rides in an invitation, as a value, and the type of the
 * function that writes it. The writer (itip-write.h) stands in a module that is loaded on first use,
 * because libical is heavy; so composing is handed a pointer to it. */
#ifndef CONVOKE_MAILER_CALENDAR_H
#define CONVOKE_MAILER_CALENDAR_H

#include <glib.h>
#include "event/answer.h"
#include "event/meeting.h"
#include "mailer/part.h"

typedef enum {
    CALENDAR_REQUEST, /* an invitation or its update */
    CALENDAR_CANCEL,  /* the meeting is no more: STATUS:CANCELLED */
    CALENDAR_REMOVE, /* METHOD:CANCEL, too, but of this guest's place in it: no STATUS (RFC 5546 3.2.5) */
} CalendarMethod;

/* What the objects of one meeting share: the lines before the organizer's and behind the guest's. The writer
 * fills it, and makes it anew when what it was made of has changed. */
typedef struct {
    CalendarMethod method;
    int sequence;
    gint64 dtstamp;
    Passage *head; /* NULL = nothing yet */
    Passage *tail;
} CalendarFrame;

void calendar_frame_clear(CalendarFrame *frame);

/* One meeting for one guest. Addresses are normal forms of address.h; names may be NULL. */
typedef struct {
    CalendarMethod method;
    const Meeting *meeting;
    const char *uid;       /* public and the same for ever; calendar_uid() */
    int sequence;          /* raised by whoever knows that time, place or status changed */
    gint64 dtstamp;        /* UTC seconds: when this object was made */
    const char *organizer; /* the address that we read, with the guest's token: answers go there */
    const char *organizer_name;
    const char *guest; /* the recipient */
    const char *guest_name;
    Partstat partstat;       /* what the guest answered so far; NONE = nothing, a question */
    const char *description; /* what the meeting is (entry.h); NULL = nothing */
    CalendarFrame *frame; /* of this meeting and description, for the next guest; NULL = not kept */
} CalendarObject;

/* Writes OBJECT as RFC 5545 text, the part of a mail: CRLF line ends, folded, no empty line. NULL and
 * CONVOKE_ERROR_DATA for an address that cannot stand in it or a zone that the system lacks. */
typedef Part *(*CalendarWriter)(const CalendarObject *object, GError **error);

/* The agenda for everybody: no guest, no answers. */
typedef struct {
    const Meeting *meeting;
    const char *uid;       /* the meeting's; an event's begins with its session's id */
    int sequence;          /* goes up with each revision */
    gint64 dtstamp;        /* UTC seconds: when the revision was applied */
    const char *organizer; /* the address that we read, without a token */
    const char *organizer_name;
} CalendarAgenda;

/* "MEETING@DOMAIN": says nothing about the guest. */
char *calendar_uid(const char *meeting_id, const char *domain);

const char *calendar_method_name(CalendarMethod method); /* "REQUEST" "CANCEL" */

#endif
