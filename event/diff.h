/* Diff: what changed between two revisions of a meeting, by meaning and not by text. One Change is one
 * thing that a person would say in one sentence. Sessions are compared by id, so both revisions have
 * theirs (ids.h). */
#ifndef CONVOKE_EVENT_DIFF_H
#define CONVOKE_EVENT_DIFF_H

#include <glib.h>
#include <stdbool.h>
#include "event/meeting.h"

typedef enum {
    /* the meeting: old_text and new_text, NULL = not given */
    CHANGE_STATUS, /* "confirmed", "cancelled": told by notices of their own */
    CHANGE_NAME,
    CHANGE_LOCATION,
    CHANGE_ZONE,  /* where meeting_clock_moved() */
    CHANGE_DATES, /* old_text, new_text: ISO dates with blanks between */
    CHANGE_HOURS, /* old_day, old_start, new_day, new_start: when it begins; one is MINUTE_NONE */
    CHANGE_ANSWER_BY, /* old_day, new_day; DAY_NONE = not asked for */
    CHANGE_SEATS,     /* how many, how they are offered, quotas */
    CHANGE_REMINDERS,
    CHANGE_NOTICES, /* all other policies */
    CHANGE_TRUST,
    CHANGE_ORGANIZER, /* name or address */
    CHANGE_LANGUAGE,
    /* questions to guests: question, title */
    CHANGE_QUESTION_ADDED,
    CHANGE_QUESTION_REMOVED,
    CHANGE_QUESTION, /* other words or choices */
    /* guests: guest, title is the name */
    CHANGE_GUEST_ADDED,
    CHANGE_GUEST_REMOVED,
    CHANGE_GUEST_NAME,
    CHANGE_GUEST_ADDRESS, /* any of their addresses; old_text, new_text: all, with blanks between */
    CHANGE_GUEST_DETAILS, /* role, affiliation, language, zone, groups, wave */
    /* sessions: session, title, and the times before and after */
    CHANGE_SESSION_ADDED,     /* new_day, new_start, new_end */
    CHANGE_SESSION_CANCELLED, /* old_day, old_start, old_end */
    CHANGE_SESSION_DAY,       /* another day, perhaps another time, too */
    CHANGE_SESSION_TIME,      /* another start on the same day; the end may have changed as well */
    CHANGE_SESSION_END,       /* only the end, or whether it is open */
    CHANGE_SESSION_ROOM,      /* old_text, new_text; NULL = none named */
    CHANGE_SESSION_TITLE,     /* old_text, new_text; NULL = undecided */
    CHANGE_SESSION_KIND,      /* old_text, new_text: session_kind_name() */
    CHANGE_SPEAKER_ADDED,     /* guest; new_text is their name, NULL = not known */
    CHANGE_SPEAKER_REMOVED, /* guest, unless they are forgotten(); old_text is their name, NULL = not known */
    /* topics: topic, title */
    CHANGE_TOPIC_ADDED,
    CHANGE_TOPIC_REMOVED,
    CHANGE_TOPIC_TITLE, /* old_text, new_text */
    /* what the page shows beside: descriptions, notes, sponsors, slides, photos, references, and titles
     * that were only mended, ends that are written out or left out, speakers who are forgotten() (session or
     * topic, where it belongs to one) */
    CHANGE_WORDING,
} ChangeKind;

#define CHANGE_KINDS (CHANGE_WORDING + 1)

/* What a kind does not name above is NULL, DAY_NONE or MINUTE_NONE. */
typedef struct {
    ChangeKind kind;
    char *session;  /* id */
    char *guest;    /* id */
    char *topic;    /* id */
    char *question; /* id */
    /* What session, guest, topic or question is called now, or was at last; a session that is cancelled without a
     * title goes by its speakers, NULL = not known. */
    char *title;
    bool untitled; /* session has no title */
    SessionKind session_kind;
    GPtrArray *speakers; /* char *, guest ids: who speaks in session, before or now; never NULL */
    Day old_day, new_day;
    Minute old_start, new_start;
    Minute old_end, new_end; /* as given: MINUTE_NONE = until the next session */
    bool old_open, new_open; /* it goes on as long as it takes */
    /* on the same dates the meeting begins or ends at another time, and did or does so with session */
    bool bounds;
    char *old_text, *new_text;
    char *line; /* one line of English for the organizer, no full stop */
} Change;

void change_free(Change *change);

/* Change *, in the order: meeting, agenda (by time; cancelled sessions where they stood), questions,
 * guests, topics, wording. Empty exactly where meeting_digest() (write.h) of both is equal. Linear in
 * guests and sessions. */
GPtrArray *meeting_diff(const Meeting *before, const Meeting *after);

/* Worth a mail to the people it concerns. False for mended and reworded texts, breaks that come and go within the
 * meeting's bounds, titles of breaks and meals, the status, seats, policies, who else is invited, topics, and
 * everything of how mail reaches a guest. */
bool change_is_material(const Change *change);

/* Worth a mail by itself. Other material changes are told when a mail goes out anyway: titles that were
 * undecided (each speaker would be a mail to everybody), and the answer-by date, which reminders tell. */
bool change_tells(const Change *change);

/* True where GUEST_ID has a part in it: their own session (before or now), or they themselves. What
 * concerns nobody in particular (location, dates, lunch) gives false for everybody. */
bool change_concerns(const Change *change, const char *guest_id);

#endif
