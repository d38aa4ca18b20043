/* News: what changed for somebody since they were last told the agenda, as the net difference between two
 * revisions, whatever came and went in between. Pure: which revision a person was told follows from the
 * mail that left (Standing.told). */
#ifndef CONVOKE_EVENT_NEWS_H
#define CONVOKE_EVENT_NEWS_H

#include "event/diff.h"

/* Whether people hear of what a revision changed. */
typedef enum {
    TELLS_NOTHING, /* nothing in it is worth a mail by itself */
    TELLS_CHANGES,
    TELLS_QUIETLY, /* something is, and the organizer asked for silence about it */
} Tells;

const char *tells_name(Tells tells); /* "nothing" "changes" "quietly", as in the database */
Tells tells_parse(const char *name); /* TELLS_NOTHING for anything else */

/* What a revision with these changes (Change *) tells; QUIET: the organizer asked for silence. */
Tells tells_of(const GPtrArray *changes, bool quiet);

/* One revision of a meeting. */
typedef struct {
    int number;
    gint64 applied_at;
    Tells tells;
    Meeting *meeting; /* NULL where nothing is to be compared with it */
} Past;

Past *past_new(int number, gint64 applied_at, Tells tells, Meeting *meeting); /* takes MEETING */
void past_free(Past *past);

/* Borrowed; NULL where there is none with that number. */
const Past *past_find(const GPtrArray *pasts, int number);

/* Changes to what begins within so many seconds do not rest. */
#define NEWS_URGENT (60 * 60)

typedef struct {
    int told;   /* the revision that is compared with the newest */
    int latest; /* the newest one after it that tells changes; 0 = none, and no changes */
    /* When that has rested: for the settling time of the newest, but no longer than half of what was left before the
     * first of the changes that is worth a mail begins, as it was or as it is. */
    gint64 settles_at;
    /* When the first begins of what is worth a mail, as it was or as it is: of a session its own time, of the whole
     * meeting the next session's after NOW. G_MAXINT64 = nothing does. */
    gint64 begins_at;
    /* Change *: all that is worth reading, by time; those before NOW left out */
    GPtrArray *changes;
} News;

void news_free(News *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(News, news_free)

/* The news for who was last told revision TOLD. PASTS (Past *, ascending) has every revision after TOLD,
 * and meetings for TOLD, for the newest, for each that tells quietly and for the one before it. What a
 * quiet revision changed and no later one changed again is no news, and neither are sessions that had
 * begun by NOW both as they were and as they are. */
News *news_since(const GPtrArray *pasts, int told, gint64 now);

/* All that is worth reading in the newest revision of PASTS for whom change mails told up to revision TOLD, and
 * another mail, which left nothing out, WHOLE before: what came after TOLD, and what those change mails passed over
 * since it was quiet, but against the place and dates that they showed. Change *, new; PASTS as above, with a meeting
 * for WHOLE, too. */
GPtrArray *news_whole(const GPtrArray *pasts, int whole, int told);

/* Those that GUEST_ID has a part in are OWN (change_concerns()). WHERE_AND_WHEN: the meeting's own place
 * or dates changed, or it got its hours or lost them. Both only for changes that are worth a mail by
 * themselves; so is REST, for whether there is any other. */
typedef struct {
    const Change *own; /* the first of them; NULL = none */
    const Change *where_and_when;
    const Change *rest;
    guint count; /* of all that are worth a mail by themselves */
} NewsShare;

NewsShare news_share(const News *news, const char *guest_id);

#endif
