/* What happens in the lives of test-life.c, to the program's database and to the model alike: revisions,
 * answers and whatever else people do. */
#ifndef CONVOKE_TESTS_LIFE_ACTS_H
#define CONVOKE_TESTS_LIFE_ACTS_H

#include "db/store-answer.h"
#include "db/store-follow.h"
#include "db/store-guest.h"
#include "db/store-meeting.h"
#include "db/store-received.h"
#include "event/write.h"
#include "mailer/mailroom.h"
#include "tests/unit/life-model.h"

static const char *const zones[] = {"UTC", "America/New_York", "Asia/Kolkata", "Europe/Oslo"};

#define ANNOUNCED 64 /* in one life, at most */

typedef struct {
    int audience;
    bool cancelled; /* the meeting was */
} LifeAnnouncement;

typedef struct {
    Store *store;
    TemplateLibrary *library;
    Mailroom room;
    GRand *rand;
    guint32 seed;
    char *id;
    gint64 now;
    int zone;
    Model model;
    Meeting *meeting;     /* the newest revision, as the program has it */
    GHashTable *rows;     /* ids of outbox rows seen: gint64 * -> what() of the mail */
    GHashTable *received; /* "person what" that left */
    int runs;
    LifeAnnouncement announced[ANNOUNCED]; /* by their numbers */
    GString *story;                        /* what happened, for whoever has to find out why */
} Life;

/* --- reporting --- */

static void tell(Life *life, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
tell(Life *life, const char *format, ...)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(life->now);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, life->model.zone);
    g_autofree char *when = g_date_time_format(local, "%a %F %H:%M");
    va_list args;
    g_string_append_printf(life->story, "# %s  ", when);
    va_start(args, format);
    g_string_append_vprintf(life->story, format, args);
    va_end(args);
    g_string_append_c(life->story, '\n');
}

static void
check(Life *life, bool good, const char *what)
{
    if (good)
        return;
    g_printerr("%s# SEED=%u repeats this life\n", life->story->str, life->seed);
    g_error("%s", what);
}

#define DO(life, call)                                                                             \
    do {                                                                                           \
        g_autoptr(GError) error = NULL;                                                            \
        bool good = (call);                                                                        \
        check(life, good, error ? error->message : #call);                                         \
    } while (0)

static int
pick(Life *life, int below)
{
    return g_rand_int_range(life->rand, 0, below);
}

static bool
chance(Life *life, int percent)
{
    return pick(life, 100) < percent;
}

static void
random_bytes(guint8 *bytes, gsize length)
{
    static guint64 count; /* no two alike is all that is asked for here */
    memset(bytes, 0, length);
    count++;
    memcpy(bytes, &count, MIN(sizeof count, length));
}

/* --- the meeting as the program reads it --- */

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

static Meeting *
meeting_of_state(const Life *life, const ModelState *state)
{
    Meeting *meeting = meeting_new();
    meeting->id = g_strdup(life->id);
    meeting->name = g_strdup("Life");
    meeting->zone = g_strdup(zones[life->zone]);
    meeting->language = g_strdup("en");
    meeting->location = g_strdup(places[state->place]);
    meeting->organizer.address = g_strdup("owner@host.example");
    meeting->answer_by = day_at(life, state->answer_by);
    meeting->cancelled = state->cancelled;
    g_array_append_vals(meeting->reminders.days_before, steps, G_N_ELEMENTS(steps));
    meeting->reminders.maybes = true;
    meeting->notices.quiet_from = meeting->notices.quiet_to = 0;
    set_days(meeting->notices.logistics.days, logistics, G_N_ELEMENTS(logistics));
    set_days(meeting->notices.nudge.days, nudges, G_N_ELEMENTS(nudges));
    set_days(meeting->notices.thanks.days, (const int[]){THANKS}, 1);
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
        g_ptr_array_add(guest->addresses, g_strdup_printf("%s@%s.example", guest->id, life->id));
        g_ptr_array_add(meeting->guests, guest);
    }
    return meeting;
}

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
    DO(life, store_begin(life->store, &error) &&
                 store_meeting_apply(life->store, &revision, life->now, &error) &&
                 store_token_issue(life->store, life->id, random_bytes, life->now, &error) &&
                 store_commit(life->store, &error));
    meeting_free(life->meeting);
    life->meeting = next;
    ModelState *stored = &life->model.states[life->model.count++];
    *stored = *state;
    stored->at = life->now;
    for (int i = 0; i < PEOPLE;
         i++) /* who is taken out takes the address along, and what is known of it */
        life->model.people[i].dead &= state->guest[i];
}

/* --- what people and organizers do --- */

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
    person->said = said;
    person->answered_at = life->now;
    person->answered_off = newest(&life->model)->cancelled;
    person->silent = false;
    person->patience = 0; /* what was said before the answer no longer holds */
    person->promised = false;
    tell(life, "%s says %s", person_ids[who],
         said == SAID_YES  ? "yes"
         : said == SAID_NO ? "no"
                           : "maybe");
}

static void
unsubscribe(Life *life, int who)
{
    DO(life, store_begin(life->store, &error) &&
                 store_silence_add(life->store, life->id, person_ids[who], message(life, who),
                                   life->now, &error) &&
                 store_commit(life->store, &error));
    life->model.people[who].silent = true;
    tell(life, "%s wants no more mail", person_ids[who]);
}

static void
bounce(Life *life, int who)
{
    bool dead = !life->model.people[who].dead;
    g_autofree char *address = g_strdup_printf("%s@%s.example", person_ids[who], life->id);
    DO(life, store_begin(life->store, &error) &&
                 store_address_mark(life->store, life->id, address, dead ? "no such user" : NULL,
                                    life->now, &error) &&
                 store_commit(life->store, &error));
    life->model.people[who].dead = dead;
    tell(life, "the address of %s is %s", person_ids[who], dead ? "dead" : "good again");
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
    bool guest = newest(&life->model)->guest[who] && life->model.people[who].invited;
    if (!guest)
        return;
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
    tell(life, "revision %d%s%s: %s%s", life->model.count + 1, state->quiet ? ", quietly" : "",
         state->cancelled ? ", cancelled" : "", places[state->place], slots->str);
}

/* Often back to what it was: that is where mails are owed that nobody may get. */
static void
organize(Life *life)
{
    if (life->model.count == STATES)
        return;
    ModelState state = *newest(&life->model);
    int what = pick(life, 100);
    state.quiet = chance(life, 20);
    if (what < 45)
        for (int i = pick(life, 3); i >= 0; i--)
            change_slot(life, &state);
    else if (what < 70)
        memcpy(state.slots, life->model.states[pick(life, life->model.count)].slots,
               sizeof state.slots);
    else if (what < 78)
        state.place = pick(life, G_N_ELEMENTS(places));
    else if (what < 86)
        state.answer_by = life->model.first_day - pick(life, 14);
    else if (what < 93)
        state.guest[pick(life, PEOPLE)] ^= true;
    else if (what < 96)
        state.cancelled ^= true;
    else
        state.remark++;
    tell_state(life, &state);
    apply(life, &state);
}

#endif
