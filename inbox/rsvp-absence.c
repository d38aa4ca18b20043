/* See rsvp-absence.h. */
#include "inbox/rsvp-absence.h"

#include <string.h>
#include "inbox/rsvp-days.h"

/* "the 28th of June": a day and its month stand no further apart. */
#define MONTH_TOKENS 3
#define MONTHS 12
/* Days from so many before the meeting to as many behind it are those of the journey. */
#define JOURNEY_DAYS 3

/* What is named in some words of a sentence. */
typedef struct {
    guint32 months; /* bit 1 is January */
    guint first_month, last_month;
    Days days;
    guint count, first_day;
    guint at;   /* the token where the first one stands */
    bool until; /* the first date stands behind a word for "until" */
} Dates;

static const Fact *
fact_at(const GArray *facts, guint index)
{
    return &g_array_index(facts, Fact, index);
}

/* A remark of that kind begins in [START, END), or reaches into it. */
static bool
touches(const Reading *reading, FactKind kind, guint start, guint end)
{
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = fact_at(reading->remarks, i);
        if (fact->fact == kind && fact->start < end && fact->end > start)
            return true;
    }
    return false;
}

static void
add_month(Dates *dates, guint month)
{
    if (month < 1 || month > MONTHS)
        return;
    if (!dates->months)
        dates->first_month = month;
    dates->last_month = month;
    dates->months |= 1u << month;
}

/* "28.6.": a month in figures; 0 = none. */
static guint
month_of(const char *key)
{
    const char *dot = strchr(key, '.');
    return dot && g_ascii_isdigit(dot[1]) ? (guint)g_ascii_strtoull(dot + 1, NULL, 10) : 0;
}

/* "1日目", "第1日": the first day of the meeting. */
static bool
is_ordinal(const Reading *reading, const Sentence *sentence, guint at)
{
    return (at + 2 < sentence->end && g_str_equal(tokens_key(reading->tokens, at + 2), "目")) ||
           (at > sentence->start && g_str_equal(tokens_key(reading->tokens, at - 1), "第"));
}

/* A number of the calendar, and no count of children or years. */
static bool
is_date(const Reading *reading, const Sentence *sentence, guint at)
{
    guint before = at > sentence->start + MONTH_TOKENS ? at - MONTH_TOKENS : sentence->start;
    guint after = MIN(at + MONTH_TOKENS + 1, sentence->end);
    bool day = touches(reading, FACT_PART, at, at + 1) && at + 1 < sentence->end &&
               tokens_at(reading->tokens, at + 1)->glyph; /* "20日" */
    return day || touches(reading, FACT_MONTH, before, after) ||
           touches(reading, FACT_THEN, at, at + 1) ||
           touches(reading, FACT_SPAN, MAX(at, 1) - 1, at + 2) ||
           month_of(tokens_key(reading->tokens, at)) != 0;
}

static void
add_day(const Around *around, Dates *dates, guint at)
{
    const Reading *reading = around->reading;
    int month = reading->months ? __builtin_ctz(reading->months) : 0;
    if (!is_date(reading, around->sentence, at) || is_ordinal(reading, around->sentence, at))
        return;
    days_add(&dates->days, reading->tokens, reading->remarks, at, month);
    if (dates->count++ == 0)
        dates->first_day = dates->days.last;
    add_month(dates, month_of(tokens_key(reading->tokens, at)));
}

/* "until" right before what begins at START, or with a "the" between. */
static bool
follows_until(const Around *around, guint start)
{
    guint from = MAX(start, around->sentence->start + 2) - 2;
    return touches(around->reading, FACT_SPAN, from, start);
}

static Dates
dates_of(const Around *around, guint start, guint end)
{
    const Reading *reading = around->reading;
    Dates dates = {0};
    bool first = true;
    for (guint at = start; at < end; at++) {
        guint32 months = dates.months;
        guint count = dates.count;
        for (guint i = 0; i < reading->remarks->len; i++) {
            const Fact *fact = fact_at(reading->remarks, i);
            if (fact->fact == FACT_MONTH && fact->start == at)
                add_month(&dates, (guint)fact->value);
        }
        if (tokens_at(reading->tokens, at)->kind == TOKEN_NUMBER)
            add_day(around, &dates, at);
        if (first && (months != dates.months || count != dates.count)) {
            dates.until = follows_until(around, at) || touches(reading, FACT_SPAN, at, at + 1);
            dates.at = at;
            first = false;
        }
    }
    return dates;
}

/* "That week", without a date in it; behind a date it may be that: "until 30 June and will reply then". */
static bool
has_then(const Around *around, guint before)
{
    const Reading *reading = around->reading;
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = fact_at(reading->remarks, i);
        bool dated = touches(reading, FACT_MONTH, fact->start, fact->end);
        for (guint at = fact->start; at < fact->end; at++)
            dated |= tokens_at(reading->tokens, at)->kind == TOKEN_NUMBER;
        if (fact->fact == FACT_THEN && !dated && !follows_until(around, fact->start) &&
            fact->start >= around->sentence->start && fact->start < before)
            return true;
    }
    return false;
}

/* "Until then", which may be when the meeting begins. */
static bool
ends_then(const Around *around)
{
    const Reading *reading = around->reading;
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = fact_at(reading->remarks, i);
        if (fact->fact == FACT_THEN && fact->start >= around->sentence->start &&
            fact->start < around->sentence->end && follows_until(around, fact->start))
            return true;
    }
    return false;
}

/* How far MONTH is from the meeting's: below 0 before it. */
static int
months_off(int meeting, guint month)
{
    return ((int)month - meeting + 5 + MONTHS) % MONTHS - 5;
}

/* In months alone; the meeting's is none of them. */
static bool
straddles(const Dates *dates, int meeting, bool spans)
{
    int first = months_off(meeting, dates->first_month),
        last = months_off(meeting, dates->last_month);
    if (dates->first_month == dates->last_month)
        return dates->until && last > 0;
    return spans && first < 0 && last > 0;
}

/* Days of the meeting's month, or a span that begins or ends in another one. */
static bool
meets_days(const Reading *reading, const Dates *dates, int meeting)
{
    guint32 days = reading->days, named = dates->days.single | dates->days.spans;
    guint first = days ? (guint)__builtin_ctz(days) : 0,
          last = days ? 31 - (guint)__builtin_clz(days) : 0;
    if (!days || !named)
        return !named;
    if (dates->months && dates->first_month != dates->last_month) {
        if (dates->count != 2)
            return false;
        return dates->last_month == (guint)meeting ? dates->days.last >= first
                                                   : dates->first_day <= last;
    }
    if (dates->count == 1 && dates->until && !dates->days.spans)
        return dates->days.last >= last;
    return named & days;
}

Absence
absence_when(const Around *around)
{
    const Reading *reading = around->reading;
    Dates dates = dates_of(around, around->sentence->start, around->sentence->end);
    int meeting = reading->months ? __builtin_ctz(reading->months) : 0;
    bool spans = touches(reading, FACT_SPAN, around->sentence->start, around->sentence->end);
    bool dated = dates.months || dates.count;
    if ((!dated && !ends_then(around)) || has_then(around, dates.at))
        return ABSENCE_UNDATED;
    if (!dated || !meeting)
        return ABSENCE_ELSEWHEN;
    bool there = !dates.months || dates.months & reading->months;
    bool meets = there ? meets_days(reading, &dates, meeting) : straddles(&dates, meeting, spans);
    return meets ? ABSENCE_THEN : ABSENCE_ELSEWHEN;
}

/* All that DATES names is before the meeting, or all of it behind, and too far for a journey. */
static bool
is_apart(const Reading *reading, const Dates *dates, int meeting)
{
    guint32 named = dates->days.single | dates->days.spans;
    bool here = !dates->months || dates->months & reading->months;
    if (!here)
        return !straddles(dates, meeting, true);
    if (!named || !reading->days || (dates->months & (dates->months - 1)))
        return false;
    guint begins = (guint)__builtin_ctz(reading->days),
          ends = 31 - (guint)__builtin_clz(reading->days);
    guint first = (guint)__builtin_ctz(named), last = 31 - (guint)__builtin_clz(named);
    return last + JOURNEY_DAYS < begins || (first > ends + JOURNEY_DAYS && !dates->until);
}

bool
absence_is_apart(const Around *around)
{
    const Reading *reading = around->reading;
    Dates dates = dates_of(around, around->start, around->end);
    int meeting = reading->months ? __builtin_ctz(reading->months) : 0;
    return meeting && (dates.months || dates.count) && is_apart(reading, &dates, meeting);
}
