/* Pace: how fast mail may go to one relay, or to one domain. A token bucket that is cut to half when the other
 * side says that we are too fast, and recovers slowly. Pure: time is an argument, in milliseconds of any
 * clock that does not go back. */
#ifndef CONVOKE_MAILER_PACE_H
#define CONVOKE_MAILER_PACE_H

#include <glib.h>
#include <stdbool.h>

/* All zero at first: no limit is known. */
typedef struct {
    double rate;       /* messages a second that we were brought down to; 0 = never told */
    double seen;       /* messages a second, lately */
    double tokens;     /* messages that may go at once, at AT */
    gint64 at;         /* when it was last asked; 0 = never */
    gint64 until;      /* nothing goes before */
    gint64 changed_at; /* when the rate was last cut or raised */
} Pace;

#define PACE_PAUSE ((gint64)30 * 1000)     /* after a cut */
#define PACE_RAISE ((gint64)5 * 60 * 1000) /* without trouble, for the next raise */
#define PACE_LEAST (1.0 / 60)              /* never slower: one a minute */
#define PACE_FREE 20.0                     /* so fast again, and the limit is forgotten */

/* May a message go at NOW? 0: yes, and it is counted. Else the milliseconds until it is worth asking again.
 * MOST is what the organizer allows, messages a second; 0 = anything. */
gint64 pace_ask(Pace *pace, double most, gint64 now);

/* The other side has said that we are too fast. What it says about several messages that were under way
 * together counts once. */
void pace_cut(Pace *pace, double most, gint64 now);

/* It has taken a message. */
void pace_raise(Pace *pace, gint64 now);

/* Whether these words for a message that is put off (4xx) mean that we are too fast: 421, 45x or 4.7.x with
 * words about rates and limits; not greylisting, and not a server that shuts down. */
bool pace_too_fast(int code, const char *status, const char *words);

#endif
