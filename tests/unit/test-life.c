/* Thousands of random lives of a meeting: answers, silences, agenda changes (told, quiet, taken back),
 * another answer-by, guests who come and go, a meeting that is called off and takes place after all,
 * announcements, unsubscribing, dead addresses, promises; cron that sleeps,
 * runs twice, runs beside itself, or dies at work; a relay that is closed, refuses, or never answers. In each run, what is
 * queued is compared with what life-model.h says is owed, and so is each mail at the moment it leaves:
 * nothing twice, nothing that is not owed, nothing owed that is missed.
 *
 * LIVES=N sets how many; SEED=S repeats one, which a failure names.
 *
 * That it can fail was tried: each of these slips was caught within the first fifty lives.
 *   changes settle half an hour early; what is quiet stays quiet though it changed again; a change's occasion
 *   without its revisions, so that what is done again has the old key; a reminder counts as telling the
 *   agenda; a mail on its way does not; a change leaves though it says something else by now; what was
 *   dropped never comes back; two reminders a day; a reminder on the day of the invitation; whoever
 *   unsubscribed is written to. And each of these within the two hundred and fifty: logistics to all; a
 *   reminder on a day with a nudge; thanks a day early; a cancellation to who was called off; one that leaves
 *   though the meeting takes place; what was said before it counts; an announcement that forgets the maybes; a
 *   change beside the invitation that tells it. */
#include <malloc.h>
#include <stdio.h>
#include "db/store-outbox.h"
#include "mailer/outbox.h"
#include "mailer/prepare.h"
#include "tests/unit/life-acts.h"

#define STEPS 75 /* of a life */
#define LIVES 250
#define KINDS                                                                                      \
    (OUTBOX_INVITATIONS | OUTBOX_REMINDERS | OUTBOX_CHANGES | 1 << NOTICE_LOGISTICS |              \
     1 << NOTICE_NUDGE | 1 << NOTICE_THANKS | 1 << NOTICE_CANCELLATION | OUTBOX_WITHDRAWALS)

static guint64 mails;

/* --- runs --- */

static int
who_is(const char *id)
{
    for (int i = 0; i < PEOPLE; i++)
        if (g_str_equal(person_ids[i], id))
            return i;
    return -1;
}

static char *
what_of(Life *life, int who, const Notice *notice)
{
    return notice->kind == NOTICE_CHANGE
               ? what_is_new(&life->model, who, life->now, true)
               : g_strdup_printf("%s %s", notice_kind_name(notice->kind), notice->occasion);
}

static int
days_of(const Notice *notice)
{
    return (int)g_ascii_strtoll(notice->occasion, NULL, 10);
}

/* How often somebody was called off before that invitation: "1" and "1.2". */
static int
calls_before(const char *occasion)
{
    const char *dot = strchr(occasion, '.');
    return dot ? (int)g_ascii_strtoll(dot + 1, NULL, 10) : 0;
}

/* The step that NOTICE stands for; NULL where its kind has none. */
static ModelStep *
step_of(ModelPerson *person, const Notice *notice)
{
    int days = days_of(notice);
    switch (notice->kind) {
    case NOTICE_REMINDER:
        return &person->reminded[step_index(days)];
    case NOTICE_LOGISTICS:
        return &person->told_where[index_of(logistics, G_N_ELEMENTS(logistics), days)];
    case NOTICE_NUDGE:
        return &person->nudged[index_of(nudges, G_N_ELEMENTS(nudges), days)];
    default:
        return NULL;
    }
}

/* When it was queued, and when it leaves; 0 and 0: it was dropped. */
static void
note_step(ModelPerson *person, const Notice *notice, gint64 queued, gint64 leaves)
{
    ModelStep *step = step_of(person, notice);
    if (!step)
        return;
    step->queued[time_of(notice->occasion)] = queued;
    step->rung[time_of(notice->occasion)] = leaves;
}

/* It has the agenda in words. */
static bool
tells(const Notice *notice)
{
    return notice->kind == NOTICE_INVITATION || notice->kind == NOTICE_CHANGE ||
           notice->kind == NOTICE_ANNOUNCEMENT;
}

/* A new row of the outbox: was it owed? */
static void
check_queued(Life *life, const OutboxItem *item)
{
    const Notice *notice = item->notice;
    int who = who_is(notice->person);
    ModelPerson *person = &life->model.people[who];
    g_autofree char *what = what_of(life, who, notice);
    int step = days_of(notice);
    tell(life, "queued for %s: %s %s (%s)", notice->person, notice_kind_name(notice->kind), what,
         notice->reason);
    switch (notice->kind) {
    case NOTICE_INVITATION:
        check(life, owes_invitation(&life->model, who, life->now), "an invitation is not owed");
        person->invited = true;
        break;
    case NOTICE_REMINDER:
        check(life, owes_reminder(&life->model, who, life->now) == step, "a reminder is not owed");
        break;
    case NOTICE_LOGISTICS:
        check(life, owes_logistics(&life->model, who, life->now) == step, "logistics are not owed");
        break;
    case NOTICE_NUDGE:
        check(life, owes_nudge(&life->model, who, life->now) == step, "a nudge is not owed");
        break;
    case NOTICE_THANKS:
        check(life, owes_thanks(&life->model, who, life->now), "thanks are not owed");
        person->thanked = true;
        break;
    case NOTICE_CANCELLATION:
        check(life, owes_cancellation(&life->model, who, life->now), "no cancellation is owed");
        person->cancelling = true;
        break;
    case NOTICE_WITHDRAWAL:
        check(life, owes_withdrawal(&life->model, who, life->now), "no withdrawal is owed");
        person->withdrawn = true;
        break;
    case NOTICE_ANNOUNCEMENT:
        check(life, is_in(&life->model, who, life->announced[step % ANNOUNCED].audience),
              "it is not announced to them");
        person->announced++;
        break;
    default:
        check(life, what && !g_hash_table_contains(person->changes, what), "it is no news");
        g_hash_table_add(person->changes, g_strdup(what));
        break;
    }
    note_step(person, notice, life->now, life->now);
    gint64 *id = g_new(gint64, 1);
    *id = item->id;
    g_hash_table_insert(life->rows, id, g_steal_pointer(&what));
}

/* Nothing that was owed before the run is owed after it. */
static void
check_nothing_missed(Life *life)
{
    for (int who = 0; who < PEOPLE; who++) {
        g_autofree char *news = what_is_new(&life->model, who, life->now, true);
        check(life, !owes_invitation(&life->model, who, life->now), "an invitation was missed");
        check(life, owes_reminder(&life->model, who, life->now) < 0, "a reminder was missed");
        check(life, owes_logistics(&life->model, who, life->now) < 0, "logistics were missed");
        check(life, owes_nudge(&life->model, who, life->now) < 0, "a nudge was missed");
        check(life, !owes_thanks(&life->model, who, life->now), "thanks were missed");
        check(life, !owes_cancellation(&life->model, who, life->now), "a cancellation was missed");
        check(life, !owes_withdrawal(&life->model, who, life->now), "a withdrawal was missed");
        check(life, !news || g_hash_table_contains(life->model.people[who].changes, news),
              "a change was missed");
    }
}

/* How many rows of the outbox are new. */
static int
see_new_rows(Life *life)
{
    g_autoptr(GError) wrong = NULL;
    g_autoptr(GPtrArray) items =
        store_outbox_list(life->store, life->id, NULL, DELIVERY_NONE, &wrong);
    int new = 0;
    for (guint i = 0; i < items->len; i++) {
        const OutboxItem *item = g_ptr_array_index(items, i);
        if (item->state == DELIVERY_DROPPED || g_hash_table_contains(life->rows, &item->id))
            continue;
        check_queued(life, item);
        new ++;
    }
    return new;
}

static void
queue(Life *life)
{
    int count;
    DO(life, outbox_queue(&life->room, life->meeting, KINDS, NULL, life->now, &count, &error));
    check(life, see_new_rows(life) == count, "what was queued was counted");
    check_nothing_missed(life);
}

/* The organizer announces the agenda to somebody. */
static void
announce(Life *life)
{
    Announced announced;
    int members = 0, audience = pick(life, G_N_ELEMENTS(audiences));
    tell(life, "announced to %s", audiences[audience]);
    for (int who = 0; who < PEOPLE; who++)
        members += is_in(&life->model, who, audience);
    DO(life, outbox_announce(&life->room, life->meeting, audiences[audience], "", true, false,
                             life->now, &announced, &error));
    life->announced[announced.number % ANNOUNCED] =
        (LifeAnnouncement){audience, newest(&life->model)->cancelled};
    check(life, announced.recipients == members, "it is announced to all of them");
    check(life, see_new_rows(life) == members, "each is told once");
}

/* Would anybody want this mail now? */
static bool
still_owed(Life *life, int who, const OutboxItem *item)
{
    const char *what = g_hash_table_lookup(life->rows, &item->id);
    const int today = julian(&life->model, life->now), first = life->model.first_day;
    const int step = days_of(item->notice);
    const LifeAnnouncement *announced = &life->announced[step % ANNOUNCED];
    g_autofree char *news = NULL;
    switch (item->notice->kind) {
    case NOTICE_INVITATION:
        return !unreachable(&life->model, who) && !newest(&life->model)->cancelled &&
               !is_past(&life->model, life->now) && said_of(&life->model, who) == SAID_NOTHING &&
               calls_before(item->notice->occasion) == life->model.people[who].calls;
    case NOTICE_REMINDER:
        return may_remind(&life->model, who, life->now) &&
               was_invited_before(&life->model, who, newest(&life->model)->answer_by - step) &&
               step_in_force(&life->model, today) == step_index(step);
    case NOTICE_LOGISTICS:
        return comes(&life->model, who) && !has_begun(&life->model, life->now) &&
               logistics[newest_step(logistics, G_N_ELEMENTS(logistics), first, today)] == step;
    case NOTICE_NUDGE:
        return comes(&life->model, who) && !has_begun(&life->model, life->now) &&
               speaks_untitled(&life->model, who) &&
               life->now >= life->model.people[who].patience &&
               nudges[newest_step(nudges, G_N_ELEMENTS(nudges), first, today)] == step;
    case NOTICE_THANKS:
        return comes(&life->model, who);
    case NOTICE_CANCELLATION:
        return newest(&life->model)->cancelled && newest(&life->model)->guest[who] &&
               !life->model.people[who].dead && life->model.people[who].said != SAID_NO;
    case NOTICE_WITHDRAWAL:
        return !newest(&life->model)->guest[who] && life->model.people[who].said != SAID_NO;
    case NOTICE_ANNOUNCEMENT:
        return is_in(&life->model, who, announced->audience) &&
               (announced->cancelled || !newest(&life->model)->cancelled) &&
               item->queued_at > life->model.people[who].called_at;
    default:
        news = what_is_new(&life->model, who, life->now, false);
        return g_strcmp0(news, what) == 0;
    }
}

static void
check_left(Life *life, int who, const OutboxItem *item, int revision)
{
    ModelPerson *person = &life->model.people[who];
    const char *what = g_hash_table_lookup(life->rows, &item->id);
    g_autofree char *receipt = g_strdup_printf("%d %s", who, what);
    check(life, g_hash_table_add(life->received, g_steal_pointer(&receipt)), "the same twice");
    mails++;
    if (item->notice->kind == NOTICE_INVITATION) {
        person->invitation_left = life->now;
        person->called_off = false;
    }
    if (item->notice->kind == NOTICE_CANCELLATION || item->notice->kind == NOTICE_WITHDRAWAL) {
        person->calls++;
        person->called_at = life->now;
        person->called_off = true;
        person->invitation_left = 0;
        person->invitation_failed = false;
        person->invited = person->cancelling = person->withdrawn = false;
    }
    if (tells(item->notice))
        person->told = MAX(person->told, revision);
}

/* It is no longer owed: should it be owed again, it is new. */
static void
note_dropped(Life *life, int who, const OutboxItem *item, const char *why)
{
    ModelPerson *person = &life->model.people[who];
    const char *what = g_hash_table_lookup(life->rows, &item->id);
    tell(life, "  dropped for %s: %s, %s", item->notice->person, what, why);
    if (item->notice->kind == NOTICE_INVITATION)
        person->invited = false;
    if (item->notice->kind == NOTICE_THANKS)
        person->thanked = false;
    if (item->notice->kind == NOTICE_CANCELLATION)
        person->cancelling = false;
    if (item->notice->kind == NOTICE_WITHDRAWAL)
        person->withdrawn = false;
    person->announced -= item->notice->kind == NOTICE_ANNOUNCEMENT;
    note_step(person, item->notice, 0, 0);
    if (item->notice->kind == NOTICE_CHANGE)
        g_hash_table_remove(person->changes, what);
    g_hash_table_remove(life->rows, &item->id);
}

/* A mail on its way. */
typedef struct {
    const OutboxItem *item;
    int who, revision;
} Leaving;

/* Composes and claims one mail, or drops it. */
static void
take(Life *life, Preparer *preparer, const char *run, const OutboxItem *item, GArray *leaving)
{
    g_auto(Prepared) prepared = {0};
    const Leaving mail = {item, who_is(item->notice->person), life->model.count};
    DO(life, prepare_message(preparer, item, life->now, &prepared, &error));
    check(life, !prepared.moot == still_owed(life, mail.who, item),
          prepared.moot ? "it is owed, and was dropped" : "it leaves, and is no longer owed");
    if (prepared.moot) {
        DO(life, store_outbox_drop(life->store, item->id, prepared.moot, life->now, &error));
        note_dropped(life, mail.who, item, prepared.moot);
        return;
    }
    const OutboxSent sent = {
        .revision = prepared.revision, .subject = prepared.subject, .text = prepared.text};
    DO(life, store_outbox_claim(life->store, item->id, run, &sent, life->now, &error));
    check(life, prepared.revision == mail.revision, "the newest revision is told");
    life->model.people[mail.who].leaving += tells(item->notice);
    g_array_append_val(leaving, mail);
}

/* How one mail ended. */
static void
end(Life *life, const Leaving *mail)
{
    static const Delivery ends[] = {DELIVERY_SENT, DELIVERY_UNKNOWN, DELIVERY_FAILED,
                                    DELIVERY_QUEUED};
    const OutboxItem *item = mail->item;
    int luck = pick(life, 100);
    Delivery state = ends[luck < 78 ? 0 : luck < 85 ? 1 : luck < 90 ? 2 : 3];
    gint64 next = life->now + (state == DELIVERY_QUEUED ? HOUR : 0);
    DO(life,
       store_begin(life->store, &error) &&
           store_outbox_finish(life->store, item->id, state, 0, "", "", next, life->now, &error) &&
           store_commit(life->store, &error));
    tell(life, "  to %s: %s %s, %s", item->notice->person, notice_kind_name(item->notice->kind),
         (const char *)g_hash_table_lookup(life->rows, &item->id), delivery_name(state));
    ModelPerson *person = &life->model.people[mail->who];
    person->leaving -= tells(item->notice);
    person->announced -= item->notice->kind == NOTICE_ANNOUNCEMENT && state != DELIVERY_QUEUED;
    note_step(person, item->notice, item->queued_at, MAX(next, item->queued_at));
    if (item->notice->kind == NOTICE_INVITATION)
        person->invitation_failed = state == DELIVERY_FAILED;
    if (state == DELIVERY_SENT || state == DELIVERY_UNKNOWN)
        check_left(life, mail->who, item, mail->revision);
}

/* A run claims what is due and sends it; meanwhile people write, the organizer thinks again, another run
 * does the same, and this one may die: what it had not sent is anybody's again. */
static void
deliver(Life *life, int depth)
{
    g_autofree char *run = g_strdup_printf("%s-%d", life->id, ++life->runs);
    const OutboxFilter filter = {.meeting = life->id, .limit = chance(life, 30) ? 3 : 0};
    g_autoptr(Preparer) preparer = preparer_new(&life->room);
    g_autoptr(GArray) leaving = g_array_new(FALSE, FALSE, sizeof(Leaving));
    g_autoptr(GPtrArray) due = NULL;
    DO(life, store_begin(life->store, &error) &&
                 (due = store_outbox_due(life->store, &filter, life->now, &error)) &&
                 preparer_expect(preparer, due, &error));
    for (guint i = 0; i < due->len; i++)
        take(life, preparer, run, g_ptr_array_index(due, i), leaving);
    DO(life, store_commit(life->store, &error));
    guint sent = chance(life, 10) ? leaving->len / 2 : leaving->len;
    for (guint i = 0; i < sent; i++) {
        if (chance(life, 10))
            somebody(life);
        if (chance(life, 4))
            organize(life);
        if (depth == 0 && chance(life, 10)) {
            if (chance(life, 50)) { /* the relay is slow, and the organizer is not */
                organize(life);
                life->now += 2 * HOUR;
            }
            queue(life);
            deliver(life, 1);
        }
        end(life, &g_array_index(leaving, Leaving, i));
    }
    for (guint i = sent; i < leaving->len; i++) {
        const Leaving *mail = &g_array_index(leaving, Leaving, i);
        life->model.people[mail->who].leaving -= tells(mail->item->notice);
    }
    DO(life, store_begin(life->store, &error) && store_outbox_unclaim(life->store, run, &error) &&
                 store_commit(life->store, &error));
}

static void
run(Life *life)
{
    queue(life);
    if (chance(life, 30))
        queue(life); /* cron runs twice */
    if (chance(life, 30))
        return; /* the relay is closed */
    deliver(life, 0);
    if (chance(life, 20)) {
        queue(life);
        deliver(life, 0);
    }
}

/* --- a life --- */

static void
born(Life *life, guint32 seed)
{
    GDate first;
    life->seed = seed;
    g_rand_set_seed(life->rand, seed);
    life->id = g_strdup_printf("life-%u", seed);
    life->zone = pick(life, G_N_ELEMENTS(zones));
    life->model = (Model){.zone = zone_open(zones[life->zone])};
    life->meeting = NULL;
    g_date_clear(&first, 1);
    g_date_set_dmy(&first, 15, G_DATE_NOVEMBER, 2004); /* clocks change two weeks before */
    life->model.first_day = (int)g_date_get_julian(&first);
    life->now = hour_of(&life->model, life->model.first_day - 35, 9);
    life->rows = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    life->received = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    life->runs = 0;
    life->story = g_string_new(NULL);
    ModelState state = {.answer_by = life->model.first_day - 7};
    for (int i = 0; i < SLOTS; i++)
        state.slots[i] =
            (ModelSlot){.held = i != 2, .day = i % 2, .hour = 10 + i, .title = i, .speaker = i};
    for (int i = 0; i < PEOPLE; i++) {
        state.guest[i] = i < 4;
        life->model.people[i].changes =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    apply(life, &state);
}

static void
buried(Life *life)
{
    DO(life, store_begin(life->store, &error) &&
                 store_meeting_set_open(life->store, life->id, FALSE, &error) &&
                 store_commit(life->store, &error));
    for (int i = 0; i < PEOPLE; i++) {
        g_hash_table_unref(life->model.people[i].changes);
    }
    g_time_zone_unref(life->model.zone);
    meeting_free(life->meeting);
    g_hash_table_unref(life->rows);
    g_hash_table_unref(life->received);
    g_string_free(life->story, TRUE);
    g_free(life->id);
}

static void
lived(Life *life, guint32 seed)
{
    born(life, seed);
    for (int i = 0; i < STEPS; i++) {
        int what = pick(life, 100);
        life->now += HOUR * pick(life, chance(life, 10)   ? 150
                                       : chance(life, 50) ? 30
                                                          : 2) +
                     pick(life, 3600);
        if (what < 45)
            run(life);
        else if (what < 72)
            organize(life);
        else if (what < 76)
            announce(life);
        else
            somebody(life);
    }
    buried(life);
}

/* What mails say is not what is tested here. */
static char *
few_words(const char *path, gpointer user_data)
{
    (void)user_data;
    if (g_str_has_suffix(path, ".txt"))
        return g_strdup("Subject: {{meeting.name}}\n\nDear {{guest.name}}\n");
    return g_str_has_suffix(path, ".html") ? g_strdup("") : NULL;
}

static char *
no_calendar(const CalendarObject *object, GError **error)
{
    (void)error;
    return g_strdup(object->uid);
}

static void
test_lives(void)
{
    g_autoptr(GError) error = NULL;
    const char *seed = g_getenv("SEED"), *lives = g_getenv("LIVES");
    guint32 first = seed && *seed ? (guint32)g_ascii_strtoull(seed, NULL, 10) : 1;
    guint32 count = seed && *seed ? 1 : lives ? (guint32)g_ascii_strtoull(lives, NULL, 10) : LIVES;
    Life life = {.store = store_open(":memory:", TRUE, &error),
                 .library = template_library_new(few_words, NULL),
                 .rand = g_rand_new()};
    g_assert_no_error(error);
    life.room = (Mailroom){.store = life.store,
                           .address = "meet@host.example",
                           .separator = '+',
                           .library = life.library,
                           .calendar = no_calendar,
                           .random = random_bytes};
    for (guint32 i = 0; i < count; i++)
        lived(&life, first + i);
    g_test_message("%u lives, %" G_GUINT64_FORMAT " mails", count, mails);
    g_assert_cmpuint(mails, >, seed ? 0 : count); /* there was something to be wrong about */
    g_rand_free(life.rand);
    template_library_free(life.library);
    store_close(life.store);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    mallopt(M_TRIM_THRESHOLD,
            1 << 28); /* memory that comes and goes is most of the time otherwise */
    mallopt(M_TOP_PAD, 1 << 24);
    g_test_add_func("/life/lives", test_lives);
    return g_test_run();
}
