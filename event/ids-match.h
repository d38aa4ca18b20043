/* Finding the sessions of one revision again in the next. */
#ifndef CONVOKE_EVENT_IDS_MATCH_H
#define CONVOKE_EVENT_IDS_MATCH_H

#include <glib.h>
#include <stdbool.h>
#include "event/meeting.h"

typedef struct {
    const Session *before;
    const char *because; /* NULL = plain to see */
} SessionMatch;

/* NEXT and BEFORE: Session *. Which of NEXT is which of BEFORE: Session * -> SessionMatch *, by the
 * rules of meeting_adopt_ids() (ids.h); linear in both. A session of BEFORE is taken at most once. */
GHashTable *sessions_match(const GPtrArray *next, const GPtrArray *before);

/* Equal for sessions that say the same: speakers, kind, titles and what, letter case, punctuation and
 * the order of speakers aside. */
char *session_content(const Session *session);

/* Sessions that share one of these may be one session that changed: a speaker, a title, for
 * discussions without speakers the time. char *; none for breaks and meals. */
GPtrArray *session_traits(const Session *session);

#endif
