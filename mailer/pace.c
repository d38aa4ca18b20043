/* One bucket: its size is what goes in a second, at least one. */
#include "mailer/pace.h"
#include <string.h>

#define SEEN_MEMORY 5000.0 /* milliseconds over which SEEN forgets */

static double
limit_of(const Pace *pace, double most)
{
    if (pace->rate > 0 && most > 0)
        return MIN(pace->rate, most);
    return pace->rate > 0 ? pace->rate : most;
}

/* The rate lately, by the time since the message before. */
static void
see(Pace *pace, gint64 gap)
{
    double now = 1000.0 / (double)MAX(gap, 1);
    double weight = MIN((double)MAX(gap, 1) / SEEN_MEMORY, 1);
    pace->seen += (now - pace->seen) * weight;
}

static gint64
round_up(double milliseconds)
{
    gint64 whole = (gint64)milliseconds;
    return (double)whole < milliseconds ? whole + 1 : whole;
}

gint64
pace_ask(Pace *pace, double most, gint64 now)
{
    double limit = limit_of(pace, most);
    gint64 gap = pace->at == 0 ? 0 : MAX(now - pace->at, 0);
    if (now < pace->until)
        return pace->until - now;
    if (limit > 0) {
        double size = MAX(limit, 1);
        pace->tokens = pace->at == 0 ? size : MIN(pace->tokens + (double)gap / 1000 * limit, size);
        pace->at = now;
        if (pace->tokens < 1)
            return round_up((1 - pace->tokens) / limit * 1000);
        pace->tokens--;
    }
    if (pace->at != 0)
        see(pace, gap);
    pace->at = now;
    return 0;
}

void
pace_cut(Pace *pace, double most, gint64 now)
{
    double from = limit_of(pace, most);
    if (pace->rate > 0 && now - pace->changed_at < PACE_PAUSE)
        return;
    if (pace->rate <= 0)
        from = from > 0 ? MIN(from, MAX(pace->seen, 1)) : MAX(pace->seen, 1);
    pace->rate = MAX(from / 2, PACE_LEAST);
    pace->tokens = 1;
    pace->at = pace->changed_at = now;
    pace->until = now + PACE_PAUSE;
}

void
pace_raise(Pace *pace, gint64 now)
{
    if (pace->rate <= 0 || now - pace->changed_at < PACE_RAISE)
        return;
    pace->rate *= 1.25;
    pace->changed_at = now;
    if (pace->rate >= PACE_FREE)
        pace->rate = 0;
}

static bool
has_any(const char *text, const char *const *pieces)
{
    for (; *pieces; pieces++)
        if (strstr(text, *pieces))
            return true;
    return false;
}

bool
pace_too_fast(int code, const char *status, const char *words)
{
    static const char *const fast[] = {"rate",  "too many",  "too fast", "slow down", "throttl",
                                       "limit", "frequency", "exceeded", "volume",    NULL};
    static const char *const others[] = {"greylist", "graylist", "postgrey", "mailbox",
                                         "quota",    "storage",  "shutting", NULL};
    g_autofree char *lower = g_ascii_strdown(words, -1);
    bool puts_off = code == 421 || (code >= 450 && code <= 459) || g_str_has_prefix(status, "4.7.");
    return code / 100 == 4 && puts_off && has_any(lower, fast) && !has_any(lower, others);
}
