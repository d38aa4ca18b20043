/* Meeting: everything an event file says, as plain values. Read by event/read.h from the file that
 * the organizer wrote, and from the canonical form that a revision is stored in. Ids (meeting,
 * guest, session, topic, question) match [a-z0-9][a-z0-9-]*, at most 64 bytes, and are never reused;
 * everything else refers to ids. A NULL string was not given; a NULL array never occurs. All
 * pointers belong to the Meeting. Lines are those of the event file, 0 where there was none. */
#ifndef CONVOKE_EVENT_MEETING_H
#define CONVOKE_EVENT_MEETING_H

#include <glib.h>
#include <stdbool.h>
#include "event/policy.h"
#include "event/trust.h"
#include "event/when.h"

typedef struct {
    char *id;
    char *name;
    GPtrArray *addresses; /* char *, normal forms; the first is where we write to; never empty */
    char *role;           /* "chair", "maintainer", in the organizer's words */
    char *affiliation;
    char *language;    /* BCP 47 ("en", "de"); NULL = the meeting's */
    char *zone;        /* IANA; NULL = unknown */
    GPtrArray *groups; /* char * */
    int wave;          /* who is offered a seat first: 1, unless a later one was given */
    int line;
} Guest;

typedef enum {
    SESSION_TALK,       /* somebody speaks; may have no title yet */
    SESSION_DISCUSSION, /* nobody in particular */
    SESSION_BREAK,      /* coffee, registration, anything that needs no attention */
    SESSION_MEAL,
} SessionKind;

typedef struct {
    char *id; /* given, or derived and then kept by apply */
    bool id_given;
    SessionKind kind;
    Day day;
    Minute start;
    Minute end;          /* MINUTE_NONE = until the next session starts */
    bool open_end;       /* "3:00pm+": goes on as long as it takes */
    GPtrArray *speakers; /* char *, guest ids */
    GPtrArray *titles;   /* char *; empty = undecided for a talk, none for the others */
    char *what;          /* what a break, meal or discussion is called */
    char *note;
    char *room;
    int line;
} Session;

typedef struct {
    Day day;
    GPtrArray *sessions; /* Session *, in order of start */
} AgendaDay;

typedef struct {
    char *id;
    int number; /* as shown; in the order of the file, from 1 */
    char *title;
    char *body;     /* paragraphs; NULL = none */
    char *proposed; /* guest id of who proposed it */
    int line;
} Topic;

/* Slides, photos, and references: something to look at and who gave it. */
typedef struct {
    char *title;
    char *from; /* guest id; NULL = nobody in particular */
    char *url;  /* http, https, or a path relative to the page; NULL = not there yet */
    int line;
} Material;

typedef struct {
    char *id;           /* "dinner" */
    char *ask;          /* "Will you join the dinner on Wednesday?" */
    GPtrArray *choices; /* char *; empty = in your own words */
    int line;
} Question;

typedef struct {
    char *name;
    char *address; /* normal form; gets digests and questions */
} Organizer;

/* At most so many seats for those who have something in common. */
typedef enum { QUOTA_AFFILIATION, QUOTA_GROUP } QuotaKind;

typedef struct {
    QuotaKind kind;
    char *name; /* of the affiliation or group, without regard to case; NULL = each one by itself */
    int most;
} Quota;

typedef struct {
    char *id;
    char *name;          /* "Netconf 2004" */
    bool cancelled;      /* it does not take place ... */
    char *status_note;   /* ... and this is why, in paragraphs */
    char *series;        /* "Linux Kernel Developers' Netconf" */
    char *edition;       /* "second" */
    char *about;         /* paragraphs separated by blank lines */
    char *by_invitation; /* the note on who is invited */
    int seats;           /* at most this many come; 0 = not said */
    int seats_min;       /* "10-15 people": 10; 0 = not said */
    int offer_days;      /* seats are offered in waves, each for so many days; 0 = to all at once */
    GPtrArray *quotas;   /* Quota * */
    char *location;
    char *zone;     /* IANA, always given */
    char *language; /* of the page and of guests without one; "en" unless given */
    Organizer organizer;
    /* AgendaDay *, ascending, one a date of the meeting, some without sessions; never empty */
    GPtrArray *days;
    Day answer_by; /* DAY_NONE = not asked for */
    ReminderPolicy reminders;
    NoticePolicies notices;
    TrustPolicy trust;
    GPtrArray *questions;  /* Question * */
    GPtrArray *sponsors;   /* char * */
    GPtrArray *guests;     /* Guest * */
    GPtrArray *topics;     /* Topic * */
    GPtrArray *slides;     /* Material * */
    GPtrArray *photos;     /* Material * */
    GPtrArray *references; /* Material * */
} Meeting;

Meeting *meeting_new(void); /* with empty arrays */
void meeting_free(Meeting *meeting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Meeting, meeting_free)

Guest *guest_new(void);
void guest_free(Guest *guest);
Session *session_new(void);
void session_free(Session *session);
AgendaDay *agenda_day_new(Day day);
void agenda_day_free(AgendaDay *day);
Topic *topic_new(void);
void topic_free(Topic *topic);
Material *material_new(void);
void material_free(Material *material);
Question *question_new(void);
void question_free(Question *question);
Quota *quota_new(QuotaKind kind, const char *name, int most);
void quota_free(Quota *quota);

const char *quota_kind_name(QuotaKind kind);     /* "affiliation" "group" */
const char *session_kind_name(SessionKind kind); /* "talk" "discussion" "break" "meal" */

/* Borrowed; NULL where there is none. */
const Guest *meeting_guest(const Meeting *meeting, const char *id);
const Question *meeting_question(const Meeting *meeting, const char *id);
/* Guests, sessions, topics or questions (of which the id is the first member) by id, for whoever looks
 * up many: char * -> the thing, both borrowed. */
GHashTable *meeting_index(const GPtrArray *things);
/* Who has that id, else that address, else that full name, else that piece of it, without regard to case:
 * none, one, or several. Guest *, borrowed; free with g_ptr_array_unref(). */
GPtrArray *meeting_find_guests(const Meeting *meeting, const char *who);
/* All sessions, day by day. Session *, borrowed; free with g_ptr_array_unref(). */
GPtrArray *meeting_sessions(const Meeting *meeting);
/* By id, among sessions that have one. Borrowed; NULL where there is none. */
const Session *meeting_session(const Meeting *meeting, const char *id);
bool session_has_speaker(const Session *session, const char *guest_id);
/* Which of the guest's addresses that is, as they have it (address.h); NULL for none, and for NULL. Borrowed. */
const char *guest_address(const Guest *guest, const char *address);
bool guest_in_group(const Guest *guest, const char *group);
bool guest_has_address(const Guest *guest, const char *address); /* one of theirs, in any case */
/* True for a guest whose seat the quota counts. */
bool quota_counts(const Quota *quota, const Guest *guest);
/* True for a guest whom any session names as speaker. */
bool meeting_speaks(const Meeting *meeting, const char *guest_id);
/* The only session in which they speak; NULL = there is none, or several. */
const Session *meeting_only_session(const Meeting *meeting, const char *guest_id);

Day meeting_first_day(const Meeting *meeting);
Day meeting_last_day(const Meeting *meeting);
bool meeting_has_gaps(const Meeting *meeting); /* its days do not all follow each other */
/* When it ends, on the clock of its day: its own end, else the next later start; MINUTE_NONE where the agenda says
 * neither. */
Minute session_end_given(const AgendaDay *day, const Session *session);
/* ... and then in an hour. */
Minute session_end(const AgendaDay *day, const Session *session);
/* True where its first and its last day have sessions: only then do readers hear when it begins and ends; else
 * it is announced as whole days, whatever the days between have. */
bool meeting_has_hours(const Meeting *meeting);
/* When it begins, on the clock of its first day; MINUTE_NONE for whole days. */
Minute meeting_start(const Meeting *meeting);
/* When it ends, on that of its last day (session_end()); MINUTE_NONE for whole days. */
Minute meeting_end(const Meeting *meeting);
/* The agenda says when DAY ends: whatever begins last on it has an end. Else that is a guess of ours. */
bool day_end_given(const AgendaDay *day);
/* From its first session to the last end of its sessions, in UTC seconds; false where it has none. */
bool day_span(const AgendaDay *day, GTimeZone *zone, gint64 *ret_start, gint64 *ret_end);
/* From the first session of the first day to the last end of the last, in UTC seconds; days without
 * sessions count from 9:00 to 18:00. A bound for what is due when; told to readers only with meeting_has_hours(). */
void meeting_span(const Meeting *meeting, GTimeZone *zone, gint64 *ret_start, gint64 *ret_end);
/* Its last day has passed at NOW, and so have the sessions of that day that go on after midnight. */
bool meeting_over(const Meeting *meeting, GTimeZone *zone, gint64 now);

#endif
