/* What happens in the lives of test-life.c, to the program's database and to the model alike: answers, revisions
 * and whatever else people do. */
#ifndef CONVOKE_TESTS_LIFE_ACTS_H
#define CONVOKE_TESTS_LIFE_ACTS_H

#include "db/store-answer.h"
#include "db/store-control.h"
#include "db/store-follow.h"
#include "db/store-received.h"
#include "tests/unit/life-meeting.h"

static gint64
message(Life *life, int who)
{
    static int count;
    gint64 id = 0;
    g_autofree char *identity = g_strdup_printf("<%d@life.example>", ++count);
    g_autoptr(GBytes) raw = g_bytes_new_static("x", 1);
    const NewReceived row = {.identity = identity,
                             .raw = raw,
                             .meeting = life->id,
                             .guest = person_ids[who],
                             .kind = "reply",
                             .outcome = "noted",
                             .meaning = "{}",
                             .rules = "r"};
    DO(life, store_received_add(life->store, &row, life->now, &id, &error));
    return id;
}

static void
answer(Life *life, int who)
{
    static const Partstat partstats[] = {[SAID_YES] = PARTSTAT_ACCEPTED,
                                         [SAID_NO] = PARTSTAT_DECLINED,
                                         [SAID_MAYBE] = PARTSTAT_TENTATIVE};
    ModelPerson *person = &life->model.people[who];
    Said said = chance(life, 30) ? SAID_YES : (Said)(SAID_YES + pick(life, 3));
    DO(life, store_begin(life->store, &error));
    const NewAnswer row = {.meeting = life->id,
                           .guest = person_ids[who],
                           .partstat = partstats[said],
                           .channel = "reply",
                           .received = message(life, who),
                           .words = "w",
                           .rule = "r",
                           .trust = "token",
                           .counts = true,
                           .sequence = G_MININT64};
    DO(life, store_answer_add(life->store, &row, life->now, &error) &&
                 store_silence_end(life->store, life->id, person_ids[who], life->now, &error) &&
                 store_commit(life->store, &error));
    if (said != said_of(&life->model, who))
        person->says_since = life->now;
    person->said = said;
    person->answered_at = life->now;
    person->answered_off = newest(&life->model)->cancelled;
    person->lapsed = false;
    person->silent = false;
    person->answer_turn = ++life->model.turns;
    person->seat.said_no |= said == SAID_NO;
    person->patience = 0; /* what was said before the answer no longer holds */
    person->promised = false;
    tell(life, "%s says %s", person_ids[who],
         said == SAID_YES  ? "yes"
         : said == SAID_NO ? "no"
                           : "maybe");
    settle(life);
}

static void
unsubscribe(Life *life, int who)
{
    DO(life, store_begin(life->store, &error) &&
                 store_silence_add(life->store, life->id, person_ids[who], message(life, who),
                                   life->now, &error) &&
                 store_commit(life->store, &error));
    if (!life->model.people[who].silent)
        life->model.people[who].silent_at = life->now;
    life->model.people[who].silent = true;
    tell(life, "%s wants no more mail", person_ids[who]);
}

static void
bounce(Life *life, int who)
{
    ModelPerson *person = &life->model.people[who];
    const bool spare = has_spare[who] && chance(life, 40);
    const bool dead = spare ? !person->spare_dead : !person->first_dead;
    g_autofree char *address =
        spare ? spare_of(life, who) : address_of(life, newest(&life->model), who);
    g_autofree char *was = mailbox_of(life, who);
    if (has_spare[who] && hangs(life, who))
        return;
    DO(life, store_begin(life->store, &error) &&
                 store_address_mark(life->store, life->id, address, dead ? "no such user" : NULL,
                                    life->now, &error) &&
                 store_commit(life->store, &error));
    *(spare ? &person->spare_dead : &person->first_dead) = dead;
    person->dead = person->first_dead && (!has_spare[who] || person->spare_dead);
    tell(life, "%s is %s", address, dead ? "dead" : "good again");
    void_failed(life);
    g_autofree char *now = mailbox_of(life, who);
    if (!g_str_equal(was, now))
        move_steps(person, life->now);
}

static void
promise(Life *life, int who)
{
    ModelPerson *person = &life->model.people[who];
    int day = julian(&life->model, life->now) + 1 + pick(life, 5);
    gint64 until = hour_of(&life->model, day, 0);
    bool promised = chance(life, 50);
    if (person->patience >= until)
        return;
    DO(life, store_begin(life->store, &error));
    const NewPatience row = {.received = message(life, who),
                             .meeting = life->id,
                             .guest = person_ids[who],
                             .why = promised ? "promise" : "absence",
                             .day = "2004-11-01",
                             .until = until,
                             .words = "w"};
    DO(life, store_patience_add(life->store, &row, &error) && store_commit(life->store, &error));
    person->patience = until;
    person->promised = promised;
    tell(life, "%s %s in %d days", person_ids[who], promised ? "will know" : "is back",
         day - julian(&life->model, life->now));
}

static void
somebody(Life *life)
{
    int who = pick(life, PEOPLE), what = pick(life, 100);
    const ModelPerson *person = &life->model.people[who];
    bool knows = person->invitation != NO_MAIL || person->seat.number > 0 || chance(life, 5);
    if (!newest(&life->model)->guest[who] || !knows)
        return;
    tick(life);
    if (what < 45)
        answer(life, who);
    else if (what < 65)
        promise(life, who);
    else if (what < 80)
        unsubscribe(life, who);
    else
        bounce(life, who);
}

static void
hold_step(ModelStep *step, bool hold)
{
    for (int n = 0; n < TIMES; n++) {
        step->released[n] |= step->held[n] && !hold;
        step->held[n] = hold && (step->held[n] || step->is[n] == MAIL_WAITS);
    }
}

static void
hold_steps(ModelPerson *person, bool hold)
{
    g_autoptr(GPtrArray) all = steps_of(person);
    for (guint i = 0; i < all->len; i++)
        hold_step(g_ptr_array_index(all, i), hold);
}

/* What waits for somebody waits for the organizer's word, or has it: that is when mails outlive what they were
 * owed for. */
static void
hold_or_release(Life *life)
{
    const int who = pick(life, PEOPLE);
    ModelPerson *person = &life->model.people[who];
    const Choice choice = {.meeting = life->id, .person = person_ids[who]};
    const bool hold = chance(life, 60);
    int count;
    DO(life, store_begin(life->store, &error) &&
                 store_control(life->store, &choice, hold ? CONTROL_HOLD : CONTROL_RELEASE, "",
                               life->now, &count, &error) &&
                 store_commit(life->store, &error));
    if (person->invitation == (hold ? MAIL_WAITS : MAIL_HELD))
        person->invitation = hold ? MAIL_HELD : MAIL_WAITS;
    if (person->offering == (hold ? MAIL_WAITS : MAIL_HELD))
        person->offering = hold ? MAIL_HELD : MAIL_WAITS;
    if (person->withdrawing == (hold ? MAIL_WAITS : MAIL_HELD))
        person->withdrawing = hold ? MAIL_HELD : MAIL_WAITS;
    if (person->seat.promoting && person->seat.queued && !person->seat.leaving)
        person->seat.withheld = hold;
    const int announced = person->announced + person->withheld;
    person->announced = hold ? 0 : announced;
    person->withheld = hold ? announced : 0;
    hold_steps(person, hold);
    tell(life, "%d mails to %s are %s", count, choice.person, hold ? "held" : "released");
}

static void
change_slot(Life *life, ModelState *state)
{
    ModelSlot *slot = &state->slots[pick(life, SLOTS)];
    switch (pick(life, 6)) {
    case 0:
        slot->held = !slot->held;
        break;
    case 1:
        slot->title =
            slot == &state->slots[UNTITLED] ? slot->title : pick(life, G_N_ELEMENTS(titles));
        break;
    case 2:
        slot->room = pick(life, G_N_ELEMENTS(rooms));
        break;
    case 3:
        slot->speaker = pick(life, PEOPLE);
        break;
    case 4:
        slot->day = 1 - slot->day;
        break;
    default:
        slot->hour = 9 + pick(life, 9);
        break;
    }
}

/* There are quotas. */
static bool
is_limited(const ModelState *state)
{
    static const ModelQuota none[QUOTAS];
    return state->seats > 0 && memcmp(state->quotas, none, sizeof none) != 0;
}

static void
tell_state(Life *life, const ModelState *state)
{
    g_autoptr(GString) slots = g_string_new(NULL);
    for (int i = 0; i < SLOTS; i++) {
        const ModelSlot *slot = &state->slots[i];
        g_string_append_printf(slots, " %s%s:%d/%d,%s,%s,%s", slot->held ? "" : "-", slot_ids[i],
                               slot->day, slot->hour, titles[slot->title], rooms[slot->room],
                               person_ids[slot->speaker]);
    }
    g_autoptr(GString) out = g_string_new(NULL);
    for (int i = 0; i < PEOPLE; i++) {
        if (!state->guest[i])
            g_string_append_printf(out, ", without %s", person_ids[i]);
        if (is_limited(state))
            g_string_append_printf(out, " %s:%u/%u", person_ids[i], state->member[i][0],
                                   state->member[i][1]);
    }
    for (int i = 0; i < QUOTAS && is_limited(state); i++)
        g_string_append_printf(out, " quota %d or %d+%d", state->quotas[i].each,
                               state->quotas[i].most[0], state->quotas[i].most[1]);
    tell(life, "revision %d%s%s%s: %s, late %d%d%d%d, %d seats+%d%s", life->model.count + 1,
         out->str, state->quiet ? ", quietly" : "", state->cancelled ? ", cancelled" : "",
         places[state->place], state->late[0], state->late[1], state->late[2], state->late[3],
         state->seats, state->seats ? state->offer_days : 0, slots->str);
}

static void
choose_quotas(Life *life, ModelState *state)
{
    memset(state->quotas, 0, sizeof state->quotas);
    for (int quota = 0; quota < QUOTAS; quota++) {
        const int kind = pick(life, 4);
        if (kind == 0)
            state->quotas[quota].each = 1 + pick(life, 2);
        for (int this = 0; this < COLLECTIVES && kind == 1; this ++)
            state->quotas[quota].most[this] = pick(life, 3);
    }
}

/* Whom somebody works for, and whom they are with. Who was taken out stays what they were. */
static void
choose_membership(Life *life, ModelState *state, int who)
{
    const int affiliation = pick(life, COLLECTIVES + 1);
    if (!state->guest[who])
        return;
    state->member[who][QUOTA_OF_AFFILIATION] = affiliation == COLLECTIVES ? 0 : 1u << affiliation;
    state->member[who][QUOTA_OF_GROUP] = (unsigned)pick(life, 1 << COLLECTIVES);
}

/* More, or fewer; sometimes no limit at all, or one where there was none, or offered otherwise. */
static void
change_seats(Life *life, ModelState *state)
{
    state->seats = chance(life, 25) ? 0 : 1 + pick(life, PEOPLE - 1);
    if (chance(life, 25))
        state->offer_days = chance(life, 50) ? 0 : 2 + pick(life, 6);
    if (chance(life, 40))
        choose_quotas(life, state);
}

/* Mostly all go, as they do by themselves. */
static void
choose_late(Life *life, ModelState *state)
{
    const bool usual = chance(life, 40);
    for (int i = 0; i < POLICIES; i++)
        state->late[i] = usual ? LATE_GOES : (ModelLate)pick(life, LATE_IS_ASKED + 1);
}

static void
come_or_go(Life *life, ModelState *state)
{
    int who = pick(life, PEOPLE);
    if (!has_spare[who] || !hangs(life, who))
        state->guest[who] ^= true;
}

static void
correct(Life *life, ModelState *state)
{
    int who = pick(life, PEOPLE);
    state->address[who]++;
    tell(life, "the address of %s is corrected", person_ids[who]);
}

enum { SEATS = 86, GUESTS = 88, ADDRESSES = 91, OFF = 93 }; /* of a hundred, from where on */

/* Who is fickle calls the meeting off again and again, and it takes place after all. */
static int
choose_what(Life *life)
{
    if (life->restless && chance(life, 35))
        return chance(life, 80) ? GUESTS : SEATS;
    return life->fickle && chance(life, 30) ? OFF : pick(life, 100);
}

/* Often back to what it was: that is where mails are owed that nobody may get. */
static void
organize(Life *life)
{
    if (life->model.count == STATES)
        return;
    tick(life);
    ModelState state = *newest(&life->model);
    const int what = choose_what(life);
    state.quiet = chance(life, 20);
    if (what < 45)
        for (int i = pick(life, 3); i >= 0; i--)
            change_slot(life, &state);
    else if (what < 70)
        memcpy(state.slots, life->model.states[pick(life, life->model.count)].slots,
               sizeof state.slots);
    else if (what < 78)
        state.place = pick(life, G_N_ELEMENTS(places));
    else if (what < SEATS)
        state.answer_by = life->model.first_day - pick(life, 14);
    else if (what < GUESTS)
        change_seats(life, &state);
    else if (what < ADDRESSES)
        come_or_go(life, &state);
    else if (what < OFF)
        correct(life, &state);
    else if (what < 96)
        state.cancelled ^= true;
    else if (what < 97)
        choose_late(life, &state);
    else if (what < 99)
        choose_membership(life, &state, pick(life, PEOPLE));
    else
        state.remark++;
    tell_state(life, &state);
    apply(life, &state);
}

#endif
