/* seats over thousands of random lives: answers, changes of mind, silences, bounces, removals, and edits of the
 * event file in any order, often several between two settlements. After each one the rules are looked at
 * from outside, by code that counts for itself. A failure names its seed: CONVOKE_SEED=N repeats that life. */
#include "tests/unit/seat-claims.h"
#include <signal.h>

#define START G_GINT64_CONSTANT(1086084000) /* noon of 1 June 2004 in Oslo */
#define LIVES 8000
#define TURNS 40

typedef struct {
    GRand *rand;
    Meeting *meeting;
    GPtrArray *claims;
    GPtrArray *guests; /* Guest *, of the claims; those taken out of the file stay here */
    gint64 now, answers, entries;
    guint settled, taken, offered, promoted; /* what happened at all */
} Life;

static guint
below(Life *life, guint n)
{
    return (guint)g_rand_int_range(life->rand, 0, (gint32)n);
}

/* --- what happens --- */

static void
answer(Life *life, SeatClaim *claim)
{
    static const Partstat partstats[] = {PARTSTAT_ACCEPTED, PARTSTAT_ACCEPTED,  PARTSTAT_ACCEPTED,
                                         PARTSTAT_DECLINED, PARTSTAT_TENTATIVE, PARTSTAT_DELEGATED};
    claim->partstat = partstats[below(life, G_N_ELEMENTS(partstats))];
    claim->answer = ++life->answers;
    claim->arrived_at = life->now;
    claim->review = false;
    claim->by_organizer = below(life, 4) == 0;
    if (claim->partstat == PARTSTAT_DECLINED || claim->partstat == PARTSTAT_DELEGATED)
        claim->refusal = claim->answer;
}

/* The mail with their offer goes out, or fails; so does word of a seat that came free. */
static void
post(Life *life, SeatClaim *claim)
{
    if (claim->seat.state == SEAT_TAKEN && claim->seat.why == SEAT_CAME &&
        claim->word == DELIVERY_NONE && !claim->dead && !claim->silent)
        claim->word = below(life, 4) ? DELIVERY_SENT : DELIVERY_FAILED;
    if (claim->seat.state != SEAT_OFFERED || claim->offer != DELIVERY_NONE)
        return;
    guint luck = below(life, 12);
    claim->offer = luck == 0 ? DELIVERY_FAILED : luck == 1 ? DELIVERY_DROPPED : DELIVERY_SENT;
    if (claim->offer == DELIVERY_SENT)
        claim->offered_at = life->now;
}

/* Who is taken out is told so sooner or later, or comes back before. */
static void
leave_or_return(Life *life, SeatClaim *claim, const Guest *guest)
{
    bool told = claim->former && below(life, 2);
    if (claim->guest && below(life, 2))
        claim_leave(claim);
    else if (claim->guest)
        claim->guest = NULL;
    else
        claim->guest = told ? NULL : guest;
    if (told || claim->guest)
        g_clear_pointer(&claim->former, guest_free);
}

static void
edit_guest(Life *life, guint index)
{
    SeatClaim *claim = g_ptr_array_index(life->claims, index);
    Guest *guest = g_ptr_array_index(life->guests, index);
    switch (below(life, 8)) {
    case 0:
        leave_or_return(life, claim, guest);
        break;
    case 1:
        guest->wave = 1 + (int)below(life, 3);
        break;
    case 2:
        g_free(guest->affiliation);
        guest->affiliation = g_strdup_printf("%c Ltd.", "ABC"[below(life, 3)]);
        break;
    case 3:
        if (claim->offer == DELIVERY_FAILED) /* at another address now */
            claim->offer = DELIVERY_NONE;
        if (claim->word == DELIVERY_FAILED)
            claim->word = DELIVERY_NONE;
        claim->dead = false;
        break;
    case 4:
        claim->dead = !claim->dead;
        break;
    case 5:
        claim->silent = !claim->silent;
        break;
    default:
        claim->review = claim->partstat != PARTSTAT_ACCEPTED && !claim->review;
    }
}

static void
edit_meeting(Life *life)
{
    Meeting *meeting = life->meeting;
    switch (below(life, 6)) {
    case 0:
        meeting->offer_days = below(life, 2) ? 1 + (int)below(life, 10) : 0;
        break;
    case 1:
        g_ptr_array_set_size(meeting->quotas, 0);
        if (below(life, 2))
            g_ptr_array_add(meeting->quotas,
                            quota_new(QUOTA_AFFILIATION, NULL, 1 + (int)below(life, 4)));
        if (below(life, 2))
            g_ptr_array_add(meeting->quotas,
                            quota_new(QUOTA_GROUP, "young", 1 + (int)below(life, 3)));
        break;
    case 2:
        meeting->seats = 0;
        break;
    default:
        meeting->seats = 1 + (int)below(life, 12);
    }
}

static void
happen(Life *life)
{
    guint index = below(life, life->claims->len);
    SeatClaim *claim = g_ptr_array_index(life->claims, index);
    guint kind = below(life, 20);
    if (kind < 9)
        answer(life, claim);
    else if (kind < 12)
        life->now += (gint64)below(life, 100) * 3600;
    else if (kind < 15)
        for (guint i = 0; i < life->claims->len; i++)
            post(life, g_ptr_array_index(life->claims, i));
    else if (kind < 19)
        edit_guest(life, index);
    else
        edit_meeting(life);
}

/* --- the rules, looked at from outside --- */

static bool
in_quota(const Quota *quota, const Guest *guest, const char *name)
{
    if (quota->kind == QUOTA_AFFILIATION)
        return g_strcmp0(guest->affiliation, name) == 0;
    return guest_in_group(guest, name);
}

static int
count_held(const Life *life, const Quota *quota, const char *name)
{
    int held = 0;
    for (guint i = 0; i < life->claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(life->claims, i);
        bool has = claim->seat.state == SEAT_TAKEN || claim->seat.state == SEAT_OFFERED;
        const Guest *guest = claim->guest ? claim->guest : claim->former;
        held += has && (!quota || (guest && in_quota(quota, guest, name)));
    }
    return held;
}

/* How many more seats of the quotas that count for GUEST there are; negative where more are held. */
static int
quota_room(const Life *life, const Guest *guest)
{
    int room = G_MAXINT;
    for (guint i = 0; i < life->meeting->quotas->len; i++) {
        const Quota *quota = g_ptr_array_index(life->meeting->quotas, i);
        const char *name = quota->name ? quota->name : guest->affiliation;
        if (name && in_quota(quota, guest, name))
            room = MIN(room, quota->most - count_held(life, quota, name));
    }
    return life->meeting->seats == 0 ? G_MAXINT : room;
}

static int
room(const Life *life)
{
    return life->meeting->seats == 0 ? G_MAXINT
                                     : life->meeting->seats - count_held(life, NULL, NULL);
}

/* Whoever got something new by STEP found room for it. */
static void
check_room(const Life *life, const SeatStep *step, const Seat *before)
{
    const SeatClaim *claim = g_ptr_array_index(life->claims, step->claim);
    bool was = before[step->claim].state == SEAT_TAKEN || before[step->claim].state == SEAT_OFFERED;
    bool is = claim->seat.state == SEAT_TAKEN || claim->seat.state == SEAT_OFFERED;
    if (!is || was)
        return;
    g_assert_cmpint(room(life), >=, 0);
    g_assert_cmpint(quota_room(life, claim->guest), >=, 0);
}

/* Word of a seat would not get to them. */
static bool
is_out_of_reach(const SeatClaim *claim)
{
    bool missed = claim->seat.why == SEAT_CAME || claim->seat.why == SEAT_LOST;
    return claim->dead || claim->silent || (missed && claim->word == DELIVERY_FAILED);
}

/* A seat and an offer end only for a reason of their own. */
static void
check_kept(const SeatClaim *claim, const Seat *before)
{
    bool refused = claim->partstat == PARTSTAT_DECLINED || claim->partstat == PARTSTAT_DELEGATED ||
                   claim->refusal > before->answer;
    bool missed =
        before->why == SEAT_CAME && is_out_of_reach(claim) && claim->word != DELIVERY_SENT;
    if (before->state == SEAT_TAKEN && claim->guest && !refused && !missed) {
        g_assert_cmpint(claim->seat.state, ==, SEAT_TAKEN);
        g_assert_cmpint(claim->seat.number, ==, before->number);
    }
    if (before->state == SEAT_OFFERED && claim->guest && !refused &&
        claim->partstat == PARTSTAT_ACCEPTED && claim->offered_at != NEVER &&
        claim->arrived_at < claim->offered_at + before->days * G_GINT64_CONSTANT(86400))
        g_assert_cmpint(claim->seat.state, ==, SEAT_TAKEN);
    if (!claim->guest && !claim->former)
        g_assert_cmpint(claim->seat.state, !=, SEAT_TAKEN);
    if (claim->former)
        g_assert_cmpint(claim->seat.number, ==, before->number);
}

/* Nobody waits for what is there, and nobody came before who had waited longer and could have had it. BEFORE
 * and ENTRIES are from before the settlement. */
static void
check_waiting(const Life *life, const GArray *steps, const Seat *before, const gint64 *entries)
{
    for (guint i = 0; i < life->claims->len; i++) {
        const SeatClaim *waiter = g_ptr_array_index(life->claims, i);
        if (waiter->seat.state != SEAT_WAITING || waiter->former)
            continue;
        g_assert_true(waiter->guest && waiter->partstat == PARTSTAT_ACCEPTED);
        bool fits = quota_room(life, waiter->guest) > 0 && !is_out_of_reach(waiter);
        bool waited = before[i].state == SEAT_WAITING && waiter->seat.number == before[i].number;
        g_assert_false(fits && room(life) > 0);
        for (guint s = 0; fits && s < steps->len; s++) {
            const SeatStep *step = &g_array_index(steps, SeatStep, s);
            if (step->seat.state != SEAT_TAKEN || before[step->claim].state == SEAT_OFFERED)
                continue;
            /* Who took one without waiting came when nobody who could have it was waiting. */
            g_assert_false(waited && before[step->claim].state != SEAT_WAITING);
            if (waited)
                g_assert_cmpint(entries[step->claim], <, entries[i]);
        }
    }
}

/* In waves nobody is left out while a seat is free, and nobody is offered one before who ranks higher. */
static void
check_ranks(const Life *life, const GArray *steps)
{
    if (life->meeting->offer_days == 0 || life->meeting->seats == 0)
        return;
    for (guint i = 0; i < life->claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(life->claims, i);
        if (claim->seat.number > 0 || !claim->guest || claim->dead || claim->silent ||
            (claim->partstat != PARTSTAT_NEEDS_ACTION && claim->partstat != PARTSTAT_TENTATIVE) ||
            quota_room(life, claim->guest) <= 0)
            continue;
        g_assert_cmpint(room(life), <=, 0);
        for (guint s = 0; s < steps->len; s++) {
            const SeatStep *step = &g_array_index(steps, SeatStep, s);
            const SeatClaim *other = g_ptr_array_index(life->claims, step->claim);
            if (step->seat.state != SEAT_OFFERED)
                continue;
            g_assert_cmpint(other->guest->wave, <=, claim->guest->wave);
            if (other->guest->wave == claim->guest->wave)
                g_assert_cmpuint(step->claim, <, i);
        }
    }
}

/* Entries get their numbers as the database gives them. */
static void
write_steps(Life *life, const GArray *steps)
{
    for (guint i = 0; i < steps->len; i++) {
        const SeatStep *step = &g_array_index(steps, SeatStep, i);
        SeatClaim *claim = g_ptr_array_index(life->claims, step->claim);
        claim->entry = ++life->entries;
        life->taken += step->seat.state == SEAT_TAKEN;
        life->promoted += step->seat.state == SEAT_TAKEN && step->seat.why == SEAT_CAME;
        life->offered += step->seat.state == SEAT_OFFERED;
    }
    life->settled += steps->len > 0;
}

static void
settle(Life *life)
{
    g_autofree Seat *before = g_new(Seat, life->claims->len);
    g_autofree gint64 *entries = g_new(gint64, life->claims->len);
    for (guint i = 0; i < life->claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(life->claims, i);
        before[i] = claim->seat;
        entries[i] = claim->entry;
    }
    g_autoptr(GArray) steps = seats_settle(life->meeting, life->claims, true, life->now);
    write_steps(life, steps);
    for (guint i = 0; i < steps->len; i++)
        check_room(life, &g_array_index(steps, SeatStep, i), before);
    for (guint i = 0; i < life->claims->len; i++)
        check_kept(g_ptr_array_index(life->claims, i), &before[i]);
    check_waiting(life, steps, before, entries);
    check_ranks(life, steps);
    g_autoptr(GArray) again = seats_settle(life->meeting, life->claims, true, life->now);
    g_assert_cmpuint(again->len, ==, 0);
}

/* --- lives --- */

static void
life_init(Life *life, guint32 seed)
{
    *life = (Life){.rand = g_rand_new_with_seed(seed), .now = START};
    life->meeting = seats_meeting(1 + (int)below(life, 8), (int)below(life, 2) * 5);
    life->claims = claims_new();
    life->guests = g_ptr_array_new();
    guint count = 3 + below(life, 17);
    for (guint i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("g%u", i);
        SeatClaim *claim = claim_add(life->meeting, life->claims, id);
        Guest *guest = (Guest *)claim->guest;
        g_ptr_array_add(life->guests, guest);
        guest->affiliation =
            below(life, 3) ? g_strdup_printf("%c Ltd.", "ABC"[below(life, 3)]) : NULL;
        if (below(life, 3) == 0)
            g_ptr_array_add(guest->groups, g_strdup("young"));
    }
    if (below(life, 2))
        g_ptr_array_add(life->meeting->quotas, quota_new(QUOTA_AFFILIATION, NULL, 3));
}

static void
life_clear(Life *life)
{
    g_rand_free(life->rand);
    g_ptr_array_unref(life->claims);
    g_ptr_array_unref(life->guests);
    meeting_free(life->meeting);
}

static guint32 running; /* the seed of the life that is lived now */

static void
tell_seed(int signal)
{
    (void)signal;
    g_printerr("CONVOKE_SEED=%u repeats this\n", running);
}

static void
test_lives(void)
{
    const char *given = g_getenv("CONVOKE_SEED");
    guint32 first = given ? (guint32)g_ascii_strtoull(given, NULL, 10) : 1;
    guint settled = 0, taken = 0, offered = 0, promoted = 0;
    g_autoptr(GTimeZone) zone =
        zone_open("Europe/Oslo"); /* GLib reads it once while somebody has it */
    signal(SIGABRT, tell_seed);
    for (running = first; running < first + (given ? 1 : LIVES); running++) {
        Life life;
        life_init(&life, running);
        settle(&life);
        for (guint turn = 0; turn < TURNS && life.now < START + G_GINT64_CONSTANT(40) * 86400;
             turn++) {
            for (guint i = 1 + below(&life, 3); i > 0; i--)
                happen(&life);
            if (life.now < START + G_GINT64_CONSTANT(41) * 86400)
                settle(&life);
        }
        settled += life.settled;
        taken += life.taken;
        offered += life.offered;
        promoted += life.promoted;
        life_clear(&life);
    }
    g_test_message("%u settlements with steps: %u taken, %u of them promoted, %u offered", settled,
                   taken, promoted, offered);
    if (!given)
        g_assert_true(taken > LIVES && promoted > LIVES / 3 && offered > LIVES);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/seats/lives", test_lives);
    return g_test_run();
}
