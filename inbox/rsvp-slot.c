/* See rsvp-slot.h. */
#include "inbox/rsvp-slot.h"

#include "inbox/rsvp-about.h"
#include "inbox/rsvp-days.h"

/* What dates beside it belong to, rather than to the refusal. */
static const guint64 matters = FACT_BIT(FACT_YES) | FACT_BIT(FACT_MAYBE) | FACT_BIT(FACT_WISH) |
                               FACT_BIT(FACT_CONFLICT) | FACT_BIT(FACT_OBSTACLE) |
                               FACT_BIT(FACT_AWAY) | FACT_BIT(FACT_PENDING);

/* The first such word as "because" in [START, END), but the "and" of "14 and 15"; NULL. */
static const Fact *
find_joint(const Reading *reading, guint start, guint end)
{
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        if (fact->fact == FACT_JOINT && fact->start >= start && fact->start < end &&
            fact->end < reading->count &&
            tokens_at(reading->tokens, fact->end)->kind != TOKEN_NUMBER)
            return fact;
    }
    return NULL;
}

/* Another matter, behind such a word in [START, END). */
static bool
has_reason(const Reading *reading, guint start, guint end, guint to)
{
    const Fact *joint = find_joint(reading, start, end);
    return joint && (about_holds(reading, joint->end, to, matters) ||
                     around_knows_not(reading, joint->end, to));
}

/* The number at AT says when something else is: "on the 15th I have an exam so I can't come". */
static bool
is_elses(const Around *around, guint at)
{
    const Reading *reading = around->reading;
    const Fact *fact = around->fact;
    if (at >= fact->end)
        return about_holds(reading, fact->end, at, matters) ||
               has_reason(reading, fact->end, at, around->end);
    if (at >= fact->start)
        return false;
    return about_holds(reading, around->start, fact->start, matters) ||
           (find_joint(reading, at + 1, fact->start) &&
            around_knows_not(reading, around->start, fact->start));
}

/* Nothing in [START, END) but a time or a part: "On the second day", "le 15 juillet". */
static bool
is_time(const Reading *reading, guint start, guint end)
{
    bool time = false;
    for (guint at = start; at < end; at++) {
        switch (reading->roles[at] - 1) {
        case FACT_PART:
        case FACT_PARTIAL:
            time = true;
            break;
        case FACT_THEN:
        case FACT_PLAIN:
        case FACT_JOINT:
        case FACT_MONTH:
        case FACT_SETTLED:
            break;
        case FACT_GREETING: /* the "Tag" of "am zweiten Tag" */
            if (at > start)
                break;
            return false;
        default:
            return false;
        }
        time |= tokens_at(reading->tokens, at)->kind == TOKEN_NUMBER;
    }
    return time;
}

static void
add_numbers(const Around *around, guint start, guint end, Days *days)
{
    const Reading *reading = around->reading;
    int month = reading->months ? __builtin_ctz(reading->months) : 0;
    for (guint at = start; at < end; at++) {
        bool here = at >= around->start && at < around->end;
        if (tokens_at(reading->tokens, at)->kind == TOKEN_NUMBER && !(here && is_elses(around, at)))
            days_add(days, reading->tokens, reading->remarks, at, month);
    }
}

/* A month that is none of the meeting's is named in [START, END). */
static bool
is_other_month(const Reading *reading, guint start, guint end)
{
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        if (fact->fact == FACT_MONTH && fact->start >= start && fact->start < end &&
            !(reading->months >> fact->value & 1))
            return true;
    }
    return false;
}

bool
slot_is_named(const Around *around)
{
    const Reading *reading = around->reading;
    const Sentence *sentence = around->sentence;
    guint start = around->start, end = around->end, other;
    Days days = {0};
    if (start > sentence->start) {
        reading_clause(reading, start - 1, &start, &other);
        start = is_time(reading, start, around->start - 1) ? start : around->start;
    }
    if (end + 1 < sentence->end) {
        reading_clause(reading, end + 1, &other, &end);
        end = is_time(reading, around->end + 1, end) ? end : around->end;
    }
    add_numbers(around, start, end, &days);
    if (days.hour || reading_find(reading->remarks, FACT_PART, start, around->start) ||
        reading_find(reading->remarks, FACT_PART, around->end, end))
        return true;
    guint32 named = days.single | days.spans, meeting = reading->days;
    bool whole = meeting && (named & meeting) == meeting && !(days.single & ~meeting) &&
                 !is_other_month(reading, start, end);
    return named && !whole;
}
