/* The meeting of a life as the program reads it: revisions, and the seats that follow from each. */
#ifndef CONVOKE_TESTS_LIFE_MEETING_H
#define CONVOKE_TESTS_LIFE_MEETING_H

#include "db/store-guest.h"
#include "db/store-meeting.h"
#include "db/store-seat.h"
#include "event/write.h"
#include "tests/unit/life.h"

static const char *const collectives[QUOTAS][COLLECTIVES] = {
    [QUOTA_OF_AFFILIATION] = {"Æther Works", "Bay Ltd"},
    [QUOTA_OF_GROUP] = {"students", "locals"},
};

static int
who_is(const char *id)
{
    for (int i = 0; i < PEOPLE; i++)
        if (g_str_equal(person_ids[i], id))
            return i;
    return -1;
}

static Day
day_at(const Life *life, int julian_day)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)julian_day);
    (void)life;
    return day_of(g_date_get_year(&date), (int)g_date_get_month(&date), g_date_get_day(&date));
}

static Session *
session_of(const ModelSlot *slot, int index, Day day, int remark)
{
    Session *session = session_new();
    session->id = g_strdup(slot_ids[index]);
    session->id_given = true;
    session->kind = SESSION_TALK;
    session->day = day;
    session->start = slot->hour * 60 + index * SLOT_MINUTES; /* no two overlap */
    session->end = session->start + SLOT_MINUTES;
    session->room = g_strdup(rooms[slot->room]);
    session->note = remark ? g_strdup_printf("Remark %d", remark) : NULL;
    g_ptr_array_add(session->speakers, g_strdup(person_ids[slot->speaker]));
    if (index != UNTITLED)
        g_ptr_array_add(session->titles, g_strdup(titles[slot->title]));
    return session;
}

static gint
by_start(gconstpointer a, gconstpointer b)
{
    const Session *const *one = a, *const *two = b;
    return (*one)->start - (*two)->start;
}

/* One talk a day has no other before or after it, so that when the meeting starts and ends never changes. */
static void
add_frame(AgendaDay *day, const char *id, int hour)
{
    Session *session = session_new();
    session->id = g_strdup_printf("%s-%d", id, day->day);
    session->id_given = true;
    session->kind = SESSION_BREAK;
    session->what = g_strdup("Coffee");
    session->day = day->day;
    session->start = hour * 60;
    session->end = hour * 60 + 30;
    g_ptr_array_add(day->sessions, session);
}

static void
set_days(GArray *days, const int *values, guint count)
{
    g_array_set_size(days, 0);
    g_array_append_vals(days, values, count);
}

static char *
address_of(const Life *life, const ModelState *state, int who)
{
    return g_strdup_printf("%s-%d@%s.example", person_ids[who], state->address[who], life->id);
}

/* Names of quotas are of any case. */
static void
add_quotas(Meeting *meeting, const ModelState *state)
{
    static const QuotaKind kinds[] = {
        [QUOTA_OF_AFFILIATION] = QUOTA_AFFILIATION, [QUOTA_OF_GROUP] = QUOTA_GROUP};
    for (int quota = 0; quota < QUOTAS; quota++) {
        const ModelQuota *limit = &state->quotas[quota];
        if (limit->each != NO_LIMIT)
            g_ptr_array_add(meeting->quotas, quota_new(kinds[quota], NULL, limit->each));
        for (int this = 0; this < COLLECTIVES; this ++) {
            g_autofree char *name = g_utf8_strup(collectives[quota][this], -1);
            if (limit->each == NO_LIMIT && limit->most[this] != NO_LIMIT)
                g_ptr_array_add(meeting->quotas, quota_new(kinds[quota], name, limit->most[this]));
        }
    }
}

static void
join(Guest *guest, const ModelState *state, int who)
{
    for (int this = 0; this < COLLECTIVES; this ++) {
        if ((state->member[who][QUOTA_OF_AFFILIATION] >> this) & 1)
            guest->affiliation = g_strdup(collectives[QUOTA_OF_AFFILIATION][this]);
        if ((state->member[who][QUOTA_OF_GROUP] >> this) & 1)
            g_ptr_array_add(guest->groups, g_strdup(collectives[QUOTA_OF_GROUP][this]));
    }
}

static char *
spare_of(const Life *life, int who)
{
    return g_strdup_printf("%s@spare-%s.example", person_ids[who], life->id);
}

/* Where mail to them goes. */
static char *
mailbox_of(const Life *life, int who)
{
    const ModelPerson *person = &life->model.people[who];
    return has_spare[who] && person->first_dead && !person->spare_dead
               ? spare_of(life, who)
               : address_of(life, newest(&life->model), who);
}

/* Something that they did not get since mail went elsewhere was not queued again yet: it would count again where mail
 * goes back there. */
static bool
hangs(const Life *life, int who)
{
    for (guint i = 0; i < life->elsewhere->len; i++) {
        const OutboxItem *item = g_ptr_array_index(life->elsewhere, i);
        if (g_str_equal(item->notice->person, person_ids[who]) &&
            !g_hash_table_contains(life->rows, &item->id))
            return true;
    }
    return false;
}

static Meeting *
meeting_of_state(const Life *life, const ModelState *state)
{
    static const Late lates[] = {
        [LATE_GOES] = LATE_SEND, [LATE_IS_SKIPPED] = LATE_SKIP, [LATE_IS_ASKED] = LATE_ASK};
    Meeting *meeting = meeting_new();
    meeting->id = g_strdup(life->id);
    meeting->name = g_strdup("Life");
    meeting->zone = g_strdup(zones[life->zone]);
    meeting->language = g_strdup("en");
    meeting->location = g_strdup(places[state->place]);
    meeting->organizer.address = g_strdup("owner@host.example");
    meeting->answer_by = day_at(life, state->answer_by);
    meeting->cancelled = state->cancelled;
    meeting->seats = state->seats;
    meeting->offer_days = state->seats > 0 ? state->offer_days : 0;
    if (state->seats > 0)
        add_quotas(meeting, state);
    g_array_append_vals(meeting->reminders.days_before, steps, G_N_ELEMENTS(steps));
    meeting->reminders.maybes = true;
    meeting->notices.quiet_from = 60 * life->model.quiet_from;
    meeting->notices.quiet_to = 60 * life->model.quiet_to;
    set_days(meeting->notices.logistics.days, logistics, G_N_ELEMENTS(logistics));
    set_days(meeting->notices.nudge.days, nudges, G_N_ELEMENTS(nudges));
    set_days(meeting->notices.thanks.days, (const int[]){THANKS}, 1);
    meeting->reminders.late = lates[state->late[POLICY_REMINDERS]];
    meeting->notices.logistics.late = lates[state->late[POLICY_LOGISTICS]];
    meeting->notices.nudge.late = lates[state->late[POLICY_NUDGE]];
    meeting->notices.thanks.late = lates[state->late[POLICY_THANKS]];
    for (int d = 0; d < 2; d++) {
        AgendaDay *day = agenda_day_new(day_at(life, life->model.first_day + d));
        add_frame(day, "open", 8);
        for (int i = 0; i < SLOTS; i++)
            if (state->slots[i].held && state->slots[i].day == d)
                g_ptr_array_add(day->sessions,
                                session_of(&state->slots[i], i, day->day, state->remark));
        add_frame(day, "close", 19);
        g_ptr_array_sort(day->sessions, by_start);
        g_ptr_array_add(meeting->days, day);
    }
    for (int i = 0; i < PEOPLE; i++) {
        if (!state->guest[i])
            continue;
        Guest *guest = guest_new();
        guest->id = g_strdup(person_ids[i]);
        guest->name = g_strdup(person_ids[i]);
        guest->wave = waves[i];
        join(guest, state, i);
        guest->zone = life->their_zone[i] < 0 ? NULL : g_strdup(zones[life->their_zone[i]]);
        g_ptr_array_add(guest->addresses, address_of(life, state, i));
        if (has_spare[i])
            g_ptr_array_add(guest->addresses, spare_of(life, i));
        g_ptr_array_add(meeting->guests, guest);
    }
    return meeting;
}

/* Is there a seat for each that is given, as the program counts, and has everybody the one that the model says? */
static void
check_seats(Life *life)
{
    static const SeatState states[] = {SEAT_NONE,    SEAT_OFFERED, SEAT_TAKEN,
                                       SEAT_WAITING, SEAT_EXPIRED, SEAT_RELEASED};
    g_autoptr(GError) wrong = NULL;
    g_autoptr(GPtrArray) claims = store_seat_claims(life->store, life->meeting, &wrong);
    int held = 0, known = 0;
    for (guint i = 0; i < claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(claims, i);
        const ModelSeat *seat = &life->model.people[who_is(claim->id)].seat;
        held += claim->seat.state == SEAT_TAKEN || claim->seat.state == SEAT_OFFERED;
        known += claim->seat.number > 0;
        if (claim->seat.state != states[seat->is] || claim->seat.number != seat->number)
            tell(life, "%s: %s %d (%s) of the program, %s %d of the model", claim->id,
                 seat_state_name(claim->seat.state), claim->seat.number,
                 seat_why_name(claim->seat.why), seat_state_name(states[seat->is]), seat->number);
        check(life, claim->seat.state == states[seat->is] && claim->seat.number == seat->number,
              "somebody has another seat");
    }
    for (int who = 0; who < PEOPLE; who++)
        known -= life->model.people[who].seat.number > 0;
    check(life, known == 0, "nobody's seat is forgotten");
    if (newest(&life->model)->seats > 0)
        check(life, held <= MAX(life->held, newest(&life->model)->seats), "overbooked");
    life->held = held;
}

/* As each answer and each revision does, but not always at once. */
static void
settle(Life *life)
{
    if (chance(life, 60))
        return;
    DO(life, store_begin(life->store, &error) &&
                 store_seat_settle_newest(life->store, life->id, false, life->now, NULL, &error) &&
                 store_commit(life->store, &error));
    settle_seats(&life->model, false, life->now);
    check_seats(life);
}

/* Word of a time that is over, and that never got there, is owed anew the next time. */
static void
note_turns(Model *model, gint64 now)
{
    const ModelState *next = newest(model), *last = model->count > 1 ? next - 1 : NULL;
    if (next->cancelled && !(last && last->cancelled))
        model->off_since = now;
    for (int i = 0; i < PEOPLE; i++) {
        ModelPerson *person = &model->people[i];
        if (!next->guest[i] && last && last->guest[i])
            person->out_at = now;
        if (person->cancelling && person->cancelled_in_vain && !next->cancelled)
            person->cancelling = person->cancelled_in_vain = false;
        if (person->withdrawn && person->withdrawn_in_vain && next->guest[i])
            person->withdrawn = person->withdrawn_in_vain = false;
    }
}

/* The address of the newest revision is another one. */
static bool
has_moved(const Model *model, int who)
{
    const ModelState *next = newest(model);
    return model->count > 1 && next->address[who] != next[-1].address[who];
}

/* They are in the meeting, and mail to them goes to another address than that one. */
static bool
has_moved_from(const Life *life, int who, const char *recipient)
{
    g_autofree char *address = mailbox_of(life, who);
    return newest(&life->model)->guest[who] && !g_str_equal(address, recipient);
}

/* What waits goes to the new one, and need not wait for its next attempt at the old one. */
static void
move_steps(ModelPerson *person, gint64 now)
{
    g_autoptr(GPtrArray) all = steps_of(person);
    for (guint i = 0; i < all->len; i++) {
        ModelStep *step = g_ptr_array_index(all, i);
        for (int n = 0; n < TIMES; n++)
            if (step->is[n] == MAIL_WAITS)
                step->rung[n] = MIN(step->rung[n], now);
    }
}

static void void_failed(Life *life);

static void
apply(Life *life, const ModelState *state)
{
    Meeting *next = meeting_of_state(life, state);
    g_autofree char *digest = meeting_digest(next);
    g_autofree char *body = meeting_write(next, MEETING_WITHOUT_GUESTS);
    g_autofree char *uid = g_strconcat(life->id, "@host.example", NULL);
    g_autofree char *token = g_strdup_printf("organizer-%s", life->id);
    g_autoptr(GPtrArray) diff = life->meeting ? meeting_diff(life->meeting, next) : NULL;
    const NewRevision revision = {
        .meeting = next,
        .number = life->model.count + 1,
        .uid = uid,
        .organizer_token = token,
        .digest = digest,
        .source = "",
        .body = body,
        .changes = "",
        .tells = diff ? tells_of(diff, state->quiet) : TELLS_NOTHING,
    };
    bool limits = life->meeting && life->meeting->seats == 0 && next->seats > 0;
    if (limits) { /* who said yes before keeps a seat, however many there are */
        give_seats(&life->model, false, life->now);
        life->held = seats_held(&life->model);
    }
    DO(life,
       store_begin(life->store, &error) &&
           (!limits || store_seat_settle(life->store, life->meeting, life->now, NULL, &error)) &&
           store_meeting_apply(life->store, &revision, life->now, &error) &&
           store_token_revoke_lost(life->store, life->id, life->now, &error) &&
           store_token_issue(life->store, life->id, random_bytes, life->now, &error) &&
           store_commit(life->store, &error));
    meeting_free(life->meeting);
    life->meeting = next;
    ModelState *stored = &life->model.states[life->model.count++];
    *stored = *state;
    stored->at = life->now;
    note_turns(&life->model, life->now);
    note_lapsed(&life->model);
    /* Who is taken out takes the address along, and what is known of it; so does who has another one. */
    for (int i = 0; i < PEOPLE; i++) {
        ModelPerson *person = &life->model.people[i];
        person->first_dead &= state->guest[i] && !has_moved(&life->model, i);
        person->spare_dead &= state->guest[i];
        person->dead = person->first_dead && (!has_spare[i] || person->spare_dead);
        if (state->guest[i] && has_moved(&life->model, i))
            move_steps(person, life->now);
    }
    void_failed(life);
    settle(life);
}

#endif
