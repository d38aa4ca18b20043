/* A meeting's life as a few numbers, and what is owed in it by the words of the man pages: the oracle of
 * test-life.c. Written without a look at how the program decides: it walks through all that happened,
 * hour by hour and field by field, and keeps no state but what happened. */
#ifndef CONVOKE_TESTS_LIFE_MODEL_H
#define CONVOKE_TESTS_LIFE_MODEL_H

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define PEOPLE 5
#define SLOTS 4
#define STATES 64 /* revisions of one life */
#define HOUR ((gint64)3600)
#define SLOT_MINUTES 10

static const char *const person_ids[PEOPLE] = {"ada", "bob", "cid", "dea", "eva"};
static const char *const slot_ids[SLOTS] = {"one", "two", "three", "four"};
static const char *const titles[] = {"Queues", "Paging", "Timers", "Bridges", "Sockets"};
static const char *const rooms[] = {"Attic", "Cellar", "Garden"};
static const char *const places[] = {"Oslo", "Bergen", "Narvik"};
static const int steps[] = {14, 7, 2};        /* days before answer-by */
static const int logistics[] = {15, 8, 3, 1}; /* ... before the meeting */
static const int nudges[] = {16, 9, 5, 2};
#define THANKS 1   /* days after it */
#define UNTITLED 3 /* the slot that never gets a title */

#define TIMES 8 /* that one step can come, as answer-by moves */

/* One session; the same id is always the same talk. */
typedef struct {
    bool held;
    int day, hour; /* day of the meeting: 0 or 1 */
    int title, room, speaker;
} ModelSlot;

/* One revision. */
typedef struct {
    ModelSlot slots[SLOTS];
    int place;
    int answer_by; /* Julian day */
    bool guest[PEOPLE];
    bool cancelled; /* the meeting */
    int remark;     /* what nobody is told */
    bool quiet;
    gint64 at;
} ModelState;

typedef enum { SAID_NOTHING, SAID_YES, SAID_NO, SAID_MAYBE } Said;

/* When a step of a policy was queued, and was last to leave, each time that it came; 0 = not, or dropped. */
typedef struct {
    gint64 queued[TIMES], rung[TIMES];
} ModelStep;

typedef struct {
    Said said;
    bool silent, dead;
    gint64 patience; /* not reminded before; 0 */
    bool promised;   /* ... because they would know by then */
    bool invited;    /* an invitation was queued, and not dropped since */
    bool thanked;    /* likewise */
    gint64 answered_at;
    bool answered_off;          /* ... while the meeting was called off */
    int announced;              /* announcements that wait, or are being sent */
    int calls;                  /* cancellations and withdrawals that left */
    gint64 called_at;           /* when the newest did */
    bool called_off;            /* ... and no invitation has left since */
    bool cancelling, withdrawn; /* the next one was queued, and not dropped since */
    gint64 invitation_left;
    bool invitation_failed;
    int told; /* revision, from 1; 0 = nothing */
    ModelStep reminded[G_N_ELEMENTS(steps)], told_where[G_N_ELEMENTS(logistics)],
        nudged[G_N_ELEMENTS(nudges)];
    int leaving;         /* invitations and changes that are being sent */
    GHashTable *changes; /* what() of change mails ever queued */
} ModelPerson;

typedef struct {
    GTimeZone *zone;
    int first_day; /* Julian */
    ModelState states[STATES];
    int count;
    ModelPerson people[PEOPLE];
} Model;

static int
julian(const Model *model, gint64 when)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(when);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, model->zone);
    int year, month, day;
    g_date_time_get_ymd(local, &year, &month, &day);
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return (int)g_date_get_julian(&date);
}

static gint64
hour_of(const Model *model, int day, int hour)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)day);
    g_autoptr(GDateTime) local =
        g_date_time_new(model->zone, g_date_get_year(&date), (int)g_date_get_month(&date),
                        g_date_get_day(&date), hour, 0, 0);
    return g_date_time_to_unix(local);
}

static const ModelState *
newest(const Model *model)
{
    return &model->states[model->count - 1];
}

/* Not in the meeting, or mail does not get there, or is not welcome. */
static bool
unreachable(const Model *model, int who)
{
    const ModelPerson *person = &model->people[who];
    return !newest(model)->guest[who] || person->dead || person->silent;
}

static bool
is_past(const Model *model, gint64 now)
{
    return julian(model, now) > model->first_day + 1;
}

/* They spoke of a meeting that took place, after they were called off, if ever. */
static bool
spoke_anew(const Model *model, int who)
{
    const ModelPerson *person = &model->people[who];
    return person->answered_at > person->called_at && !person->answered_off;
}

/* What somebody said before they were called off, or while it was off, does not count once they are a guest
 * again. */
static Said
said_of(const Model *model, int who)
{
    const ModelPerson *person = &model->people[who];
    bool again = person->calls > 0 && newest(model)->guest[who] && !newest(model)->cancelled;
    return again && !spoke_anew(model, who) ? SAID_NOTHING : person->said;
}

/* --- calling off --- */

static bool
counts_on_it(const Model *model, int who)
{
    const ModelPerson *person = &model->people[who];
    bool said = person->said == SAID_YES || person->said == SAID_MAYBE;
    return (person->invitation_left || said) &&
           (!person->called_off || (said && spoke_anew(model, who))) && !person->dead &&
           person->said != SAID_NO;
}

static bool
owes_cancellation(const Model *model, int who, gint64 now)
{
    return newest(model)->cancelled && newest(model)->guest[who] && !is_past(model, now) &&
           counts_on_it(model, who) && !model->people[who].cancelling;
}

static bool
owes_withdrawal(const Model *model, int who, gint64 now)
{
    return !newest(model)->guest[who] && !is_past(model, now) && counts_on_it(model, who) &&
           !model->people[who].withdrawn;
}

/* --- invitations and reminders --- */

static bool
owes_invitation(const Model *model, int who, gint64 now)
{
    const ModelPerson *person = &model->people[who];
    return !unreachable(model, who) && !person->invited && said_of(model, who) == SAID_NOTHING &&
           !newest(model)->cancelled && !is_past(model, now);
}

static bool
may_remind(const Model *model, int who, gint64 now)
{
    const ModelPerson *person = &model->people[who];
    Said said = said_of(model, who);
    return !unreachable(model, who) && !newest(model)->cancelled && !is_past(model, now) &&
           now >= person->patience && (said == SAID_NOTHING || said == SAID_MAYBE);
}

static int
index_of(const int *days, int count, int step)
{
    for (int i = 0; i < count; i++)
        if (days[i] == step)
            return i;
    return -1;
}

static int
step_index(int step)
{
    return index_of(steps, G_N_ELEMENTS(steps), step);
}

/* Which time of its step that is, from 0: "14d" and "14d.2". */
static int
time_of(const char *occasion)
{
    const char *dot = strchr(occasion, '.');
    return dot ? (int)g_ascii_strtoll(dot + 1, NULL, 10) - 1 : 0;
}

/* The newest of DAYS before DAY that has come, by its place; -1 = none. */
static int
newest_step(const int *days, int count, int day, int today)
{
    int step = -1;
    for (int i = 0; i < count; i++)
        if (day - days[i] <= today)
            step = i;
    return step;
}

static int
step_in_force(const Model *model, int today)
{
    return newest_step(steps, G_N_ELEMENTS(steps), newest(model)->answer_by, today);
}

/* A reminder or nudge rang that day or later, or is to. */
static bool
rings(const Model *model, const ModelStep *step, int today)
{
    for (int n = 0; n < TIMES; n++)
        if (step->rung[n] && julian(model, step->rung[n]) >= today)
            return true;
    return false;
}

static bool
rang(const Model *model, const ModelPerson *person, int today)
{
    for (int i = 0; i < (int)G_N_ELEMENTS(steps); i++)
        if (rings(model, &person->reminded[i], today))
            return true;
    for (int i = 0; i < (int)G_N_ELEMENTS(nudges); i++)
        if (rings(model, &person->nudged[i], today))
            return true;
    return false;
}

/* Something rang today, or is to; or this step came already, not too long before it is due. */
static bool
had_it(const Model *model, const ModelPerson *person, int step, int today)
{
    int due = newest(model)->answer_by - steps[step];
    for (int n = 0; n < TIMES; n++)
        if (person->reminded[step].queued[n] &&
            julian(model, person->reminded[step].queued[n]) >= due - steps[step])
            return true;
    return rang(model, person, today);
}

/* Their invitation left before that day. */
static bool
was_invited_before(const Model *model, int who, int day)
{
    const ModelPerson *person = &model->people[who];
    return person->invitation_left && julian(model, person->invitation_left) < day;
}

/* The step that is owed to them, or -1: the newest one whose day has come. */
static int
owes_reminder(const Model *model, int who, gint64 now)
{
    const ModelPerson *person = &model->people[who];
    const int last = (int)G_N_ELEMENTS(steps) - 1;
    int today = julian(model, now), step = step_in_force(model, today);
    if (today > model->first_day || !may_remind(model, who, now) || step < 0 ||
        had_it(model, person, step, today) ||
        !was_invited_before(model, who, newest(model)->answer_by - steps[step]))
        return -1;
    return said_of(model, who) == SAID_MAYBE && step != last && !person->promised ? -1
                                                                                  : steps[step];
}

/* --- what follows from a yes --- */

static bool
comes(const Model *model, int who)
{
    return !unreachable(model, who) && !newest(model)->cancelled && said_of(model, who) == SAID_YES;
}

static bool
speaks(const Model *model, int who)
{
    for (int slot = 0; slot < SLOTS; slot++)
        if (newest(model)->slots[slot].held && newest(model)->slots[slot].speaker == who)
            return true;
    return false;
}

static const char *const audiences[] = {"all", "accepted", "pending", "speakers"};

static bool
is_in(const Model *model, int who, int audience)
{
    Said said = said_of(model, who);
    if (unreachable(model, who))
        return false;
    switch (audience) {
    case 0:
        return true;
    case 1:
        return said == SAID_YES;
    case 2:
        return said == SAID_NOTHING || said == SAID_MAYBE;
    default:
        return speaks(model, who) && said != SAID_NO;
    }
}

/* The first session, which never moves. */
static bool
has_begun(const Model *model, gint64 now)
{
    return now >= hour_of(model, model->first_day, 8);
}

/* Days of the step that is owed to them, or -1. */
static int
owes_logistics(const Model *model, int who, gint64 now)
{
    int step =
        newest_step(logistics, G_N_ELEMENTS(logistics), model->first_day, julian(model, now));
    if (step < 0 || has_begun(model, now) || !comes(model, who) ||
        model->people[who].told_where[step].queued[0])
        return -1;
    return logistics[step];
}

static bool
speaks_untitled(const Model *model, int who)
{
    const ModelSlot *slot = &newest(model)->slots[UNTITLED];
    return slot->held && slot->speaker == who;
}

static int
owes_nudge(const Model *model, int who, gint64 now)
{
    const ModelPerson *person = &model->people[who];
    int today = julian(model, now);
    int step = newest_step(nudges, G_N_ELEMENTS(nudges), model->first_day, today);
    if (step < 0 || has_begun(model, now) || !comes(model, who) || !speaks_untitled(model, who) ||
        now < person->patience || person->nudged[step].queued[0] || rang(model, person, today))
        return -1;
    return nudges[step];
}

static bool
owes_thanks(const Model *model, int who, gint64 now)
{
    int after = julian(model, now) - (model->first_day + 1);
    return after >= THANKS && after <= THANKS + 14 && comes(model, who) &&
           !model->people[who].thanked;
}

/* --- changes --- */

/* Every single thing that can differ, by number; NONE where there is no such thing. */
enum { HELD, TIME, TITLE, ROOM, SPEAKER, FIELDS };

static int
field_of(const ModelState *state, int slot, int field, int who)
{
    const ModelSlot *s = &state->slots[slot];
    switch (field) {
    case HELD:
        return s->held;
    case TIME:
        return s->day * 100 + s->hour;
    case TITLE:
        return s->title;
    case ROOM:
        return s->room;
    default:
        return s->speaker == who;
    }
}

static bool
field_differs(const ModelState *a, const ModelState *b, int slot, int field, int who)
{
    if (field != HELD && !(a->slots[slot].held && b->slots[slot].held))
        return false;
    return field_of(a, slot, field, who) != field_of(b, slot, field, who);
}

/* A quiet revision made it so, and so it is still. */
static bool
kept_quiet(const Model *model, int told, int slot, int field, int who)
{
    for (int r = told; r < model->count; r++)
        if (model->states[r].quiet &&
            field_differs(&model->states[r - 1], &model->states[r], slot, field, who) &&
            !field_differs(&model->states[r], newest(model), slot, field, who))
            return true;
    return false;
}

static bool
place_kept_quiet(const Model *model, int told)
{
    for (int r = told; r < model->count; r++)
        if (model->states[r].quiet && model->states[r - 1].place != model->states[r].place &&
            model->states[r].place == newest(model)->place)
            return true;
    return false;
}

static bool
is_ahead(const Model *model, const ModelState *state, int slot, gint64 now)
{
    const ModelSlot *s = &state->slots[slot];
    gint64 start = hour_of(model, model->first_day + s->day, s->hour) + slot * SLOT_MINUTES * 60;
    return s->held && start > now;
}

static bool
any_difference(const ModelState *a, const ModelState *b)
{
    for (int slot = 0; slot < SLOTS; slot++)
        for (int field = 0; field < FIELDS; field++)
            for (int who = 0; who < PEOPLE; who++)
                if (field_differs(a, b, slot, field, who))
                    return true;
    return a->place != b->place;
}

static void
say_difference(GString *words, const ModelState *then, const ModelState *is, int slot, int field,
               int speaker)
{
    const ModelSlot *s = is->slots[slot].held ? &is->slots[slot] : &then->slots[slot];
    g_string_append_printf(words, "%s %s %d", slot_ids[slot], titles[s->title], field);
    if (field == SPEAKER)
        g_string_append_printf(words, " %s", person_ids[speaker]);
    else if (field == HELD)
        g_string_append_printf(words, " %d",
                               field_of(s == &is->slots[slot] ? is : then, slot, TIME, 0));
    else
        g_string_append_printf(words, " %d %d", field_of(then, slot, field, 0),
                               field_of(is, slot, field, 0));
    g_string_append(words, "; ");
}

/* What is new for WHO in words that are the same only where the news are; NULL where nothing is, or it is
 * not for them, or not yet. NOW decides what is over; SETTLED whether the hour has to have passed. */
static char *
what_is_new(const Model *model, int who, gint64 now, bool settled)
{
    const ModelPerson *person = &model->people[who];
    int told = person->told, last = 0;
    bool own = false, place = false;
    if (told == 0 || unreachable(model, who) || newest(model)->cancelled || is_past(model, now) ||
        said_of(model, who) == SAID_NO || person->leaving > 0 || person->announced > 0)
        return NULL;
    for (int r = told; r < model->count; r++)
        if (!model->states[r].quiet && any_difference(&model->states[r - 1], &model->states[r]))
            last = r + 1;
    if (last == 0 || (settled && now < model->states[last - 1].at + HOUR))
        return NULL;
    if (!person->invitation_left && !person->invitation_failed &&
        said_of(model, who) == SAID_NOTHING)
        return NULL; /* the invitation will say it */
    const ModelState *then = &model->states[told - 1], *is = newest(model);
    g_autoptr(GString) words = g_string_new(NULL);
    for (int slot = 0; slot < SLOTS; slot++)
        for (int field = 0; field < FIELDS; field++)
            for (int speaker = 0; speaker < (field == SPEAKER ? PEOPLE : 1); speaker++) {
                if (!field_differs(then, is, slot, field, speaker) ||
                    kept_quiet(model, told, slot, field, speaker) ||
                    !(is_ahead(model, then, slot, now) || is_ahead(model, is, slot, now)))
                    continue;
                own |= (then->slots[slot].held && then->slots[slot].speaker == who) ||
                       (is->slots[slot].held && is->slots[slot].speaker == who);
                say_difference(words, then, is, slot, field, speaker);
            }
    if (then->place != is->place && !place_kept_quiet(model, told)) {
        place = true;
        g_string_append_printf(words, "%s %s; ", places[then->place], places[is->place]);
    }
    if (words->len == 0 || (said_of(model, who) == SAID_NOTHING && !own && !place))
        return NULL;
    g_string_append_printf(words, "%d-%d", told, last);
    return g_string_free(g_steal_pointer(&words), FALSE);
}

#endif
