/* What is new in a life's agenda for somebody. */
#ifndef CONVOKE_TESTS_LIFE_NEWS_H
#define CONVOKE_TESTS_LIFE_NEWS_H

#include "tests/unit/life-owed.h"

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

static gint64
start_of(const Model *model, const ModelState *state, int slot)
{
    const ModelSlot *s = &state->slots[slot];
    return hour_of(model, model->first_day + s->day, s->hour) + slot * SLOT_MINUTES * 60;
}

static bool
is_ahead(const Model *model, const ModelState *state, int slot, gint64 now)
{
    return state->slots[slot].held && start_of(model, state, slot) > now;
}

/* When the slot begins, in the one or the other. */
static gint64
first_of(const Model *model, const ModelState *a, const ModelState *b, int slot)
{
    gint64 first = a->slots[slot].held ? start_of(model, a, slot) : G_MAXINT64;
    return b->slots[slot].held ? MIN(first, start_of(model, b, slot)) : first;
}

/* When the first session begins that is ahead, as it was or as it is. */
static gint64
next_session(const Model *model, const ModelState *then, const ModelState *is, gint64 now)
{
    gint64 next = G_MAXINT64;
    for (int day = model->first_day; day <= model->first_day + 1; day++)
        for (int hour = 8; hour <= 19; hour += 11) /* what never moves */
            if (hour_of(model, day, hour) > now)
                next = MIN(next, hour_of(model, day, hour));
    for (int slot = 0; slot < SLOTS; slot++) {
        if (is_ahead(model, then, slot, now))
            next = MIN(next, start_of(model, then, slot));
        if (is_ahead(model, is, slot, now))
            next = MIN(next, start_of(model, is, slot));
    }
    return next;
}

/* An hour, or half of what is left before FIRST, but nothing in its last hour. */
static bool
has_rested(gint64 at, gint64 first, gint64 now)
{
    gint64 left = first - at;
    return left <= HOUR || now - at >= MIN(HOUR, left / 2);
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
 * not for them, or not yet. NOW decides what is over; SETTLED whether the hour has to have passed. *RET_BEGINS is when
 * the first of it does. */
static char *
what_is_new(const Model *model, int who, gint64 now, bool settled, gint64 *ret_begins)
{
    const ModelPerson *person = &model->people[who];
    int told = person->told, last = 0;
    bool own = false, place = false;
    if (told == 0 || unreachable(model, who) || newest(model)->cancelled || is_past(model, now) ||
        said_of(model, who) == SAID_NO || person->leaving > 0 ||
        (person->seat.promoting && !person->seat.withheld) || person->announced > 0)
        return NULL;
    for (int r = told; r < model->count; r++)
        if (!model->states[r].quiet && any_difference(&model->states[r - 1], &model->states[r]))
            last = r + 1;
    if (last == 0)
        return NULL;
    gint64 first = G_MAXINT64, begins = G_MAXINT64;
    bool invited = inviting(model, who) == MAIL_LEFT || inviting(model, who) == MAIL_FAILED;
    if (!invited && is_to_be_invited(model, who))
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
                begins = first = MIN(first, first_of(model, then, is, slot));
                say_difference(words, then, is, slot, field, speaker);
            }
    if (then->place != is->place && !place_kept_quiet(model, told)) {
        place = true;
        first = MIN(first, hour_of(model, model->first_day, 8));
        begins = MIN(begins, next_session(model, then, is, now));
        g_string_append_printf(words, "%s %s; ", places[then->place], places[is->place]);
    }
    place &= !has_no_seat_left(model, who);
    if (words->len == 0 || (said_of(model, who) == SAID_NOTHING && !own && !place))
        return NULL;
    if (settled && !has_rested(model->states[last - 1].at, first, now))
        return NULL;
    g_string_append_printf(words, "%d-%d", told, last);
    *ret_begins = begins;
    return g_string_free(g_steal_pointer(&words), FALSE);
}

#endif
