/* Thousands of random lives of a meeting: answers, silences, agenda changes (told, quiet, taken back), another
 * answer-by, guests who come and go, a meeting that is called off and takes place after all, announcements,
 * unsubscribing, dead, second and corrected addresses, promises; seats that are limited, in waves or not, by quotas, or no
 * more; mail that the organizer holds, and what is late, which goes, is skipped, or waits for them; readers in other
 * zones, and hours in which nothing rings; cron that sleeps, runs twice, runs beside itself, or dies at work; a relay
 * that is closed, refuses, or never answers. In each run, what is queued is compared with what life-model.h says is
 * owed, and so is each mail at the moment it leaves, and when that is: nothing twice, nothing that is not owed, nothing
 * owed that is missed.
 *
 * LIVES=N sets how many; SEED=S repeats one, which a failure names, or with LIVES=N begins there.
 *
 * That it can fail was tried: each of these slips was caught within the first fifty lives.
 *   changes settle half an hour early; what is quiet stays quiet though it changed again; a change's occasion without
 *   its revisions, so that what is done again has the old key; a reminder counts as telling the agenda; a mail on its
 *   way does not; a change leaves though it says something else by now; what was dropped never comes back; two
 *   reminders a day; a reminder on the day of the invitation; whoever unsubscribed is written to. And each of these
 *   within the two hundred and fifty: logistics to all; a reminder on a day with a nudge; thanks a day early; a
 *   cancellation to who was called off; one that leaves though the meeting takes place; what was said before it
 *   counts; an announcement that forgets the maybes; a change beside the invitation that tells it. Of seats: one too
 *   many is given; a seat from before the calling off is kept; seats are settled while it is off; an offer ends a day
 *   late; a reminder where there is nothing left to say yes to; a withdrawal of who was invited by an offer is
 *   forgotten; a change beside the word of a promotion; an announcement from before the calling off leaves after it.
 *   Where the limit goes away: nobody is reminded who let an offer end; offers stand on; one that waits to leave
 *   counts as an invitation; who was called off keeps a seat. Of times: quiet hours by the meeting's clock; waiting a
 *   day at most; logistics that wait beyond the beginning; an offer that ends by the meeting's clock; two reminders
 *   on one day of the reader's. Of what is late: it is a day later; who got a seat since has no day of their own;
 *   what is released is held again; one that waits is late after a day and a half; nudges go by the policy of
 *   logistics. Of quotas: who waits is let in past one; a second group counts for nothing; names go by case; offers
 *   go past them. Where it is called off again: a cancellation that failed the last time keeps back this one; who
 *   said yes to what took place after all is not told; an earlier calling off counts only where they were invited
 *   since; word of the list is queued beside the withdrawal that frees a seat for its reader. */
#include <malloc.h>
#include <stdio.h>
#include "mailer/prepare.h"
#include "tests/unit/life-check.h"

#define STEPS 75 /* of a life */
#define LIVES 200
/* --- runs --- */

/* A mail on its way. */
typedef struct {
    const OutboxItem *item;
    int who, revision;
} Leaving;

/* Word of a seat of theirs is being sent, or no longer. */
static void
note_promoting(ModelPerson *person, const Notice *notice, bool leaving)
{
    if (notice->kind == NOTICE_PROMOTED && person->seat.number == days_of(notice))
        person->seat.leaving = leaving;
}

/* The calendar object that was composed last. */
static struct {
    char *guest;
    int sequence;
    bool cancels;
} composed;

static Part *
no_calendar(const CalendarObject *object, GError **error)
{
    (void)error;
    g_free(composed.guest);
    composed.guest = g_strdup(object->guest);
    composed.sequence = object->sequence;
    composed.cancels = object->method != CALENDAR_REQUEST;
    return part_of(object->uid, false);
}

/* It is handed over: SEQUENCE never falls for anybody, and what takes an entry back has a higher one than what set it,
 * or the other way round (RFC 5546 2.1.4). A cancellation that is tried again may have the same. */
static void
check_sequence(Life *life)
{
    static GHashTable *shown;
    if (!shown)
        shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!composed.guest)
        return;
    const int last = GPOINTER_TO_INT(g_hash_table_lookup(shown, composed.guest)),
              now = composed.sequence * 2 + composed.cancels;
    if (last > now || (last / 2 == composed.sequence && last != now))
        tell(life, "SEQUENCE %d to %s, %s", composed.sequence, composed.guest,
             composed.cancels ? "cancelled" : "invited");
    check(life, last <= now && (last / 2 < composed.sequence || last == now || last == 0),
          "SEQUENCE falls, or stays where the entry comes or goes");
    g_hash_table_insert(shown, g_steal_pointer(&composed.guest), GINT_TO_POINTER(now));
}

/* Composes and claims one mail, or drops it. */
static void
take(Life *life, Preparer *preparer, const char *run, const OutboxItem *item, GArray *leaving)
{
    g_auto(Prepared) prepared = {0};
    const Leaving mail = {item, who_is(item->notice->person), life->model.count};
    const ModelLate late = late_of(life, mail.who, item);
    g_clear_pointer(&composed.guest, g_free);
    DO(life, prepare_message(preparer, item, life->now, &prepared, &error));
    const bool owed = still_owed(life, mail.who, item) && late != LATE_IS_SKIPPED;
    if (!prepared.moot != owed)
        tell(life, "  to %s: %s?", item->notice->person, notice_kind_name(item->notice->kind));
    check(life, !prepared.moot == owed,
          prepared.moot ? "it is owed, and was dropped" : "it leaves, and is no longer owed");
    if (prepared.moot) {
        DO(life, store_outbox_drop(life->store, item->id, prepared.moot, life->now, &error));
        note_dropped(life, mail.who, item, prepared.moot);
        return;
    }
    check(life, !prepared.held == (late != LATE_IS_ASKED),
          prepared.held ? "it is held, and is not late" : "it is late, and nobody is asked");
    if (prepared.held) {
        DO(life, store_outbox_hold(life->store, item->id, prepared.held, &error));
        note_held(life, mail.who, item);
        return;
    }
    const gint64 leaves = not_before(life, mail.who, item->notice, item->queued_at, false);
    check(life, prepared.not_before == leaves, "it leaves at another time");
    if (leaves > life->now) {
        DO(life, store_outbox_defer(life->store, item->id, leaves, prepared.reason, &error));
        note_step(&life->model.people[mail.who], item->notice, item->queued_at, leaves, MAIL_WAITS);
        return;
    }
    g_autofree char *text = part_text(prepared.text);
    const OutboxSent sent = {.revision = prepared.revision,
                             .lead = prepared.lead,
                             .letter = {.subject = prepared.subject, .text = text}};
    DO(life, store_outbox_claim(life->store, item->id, run, &sent, life->now, &error));
    g_autofree char *address = mailbox_of(life, mail.who);
    check(life, !newest(&life->model)->guest[mail.who] || g_str_equal(address, item->recipient),
          "it goes where mail to them goes");
    check(life, prepared.revision == mail.revision, "the newest revision is told");
    check_sequence(life);
    life->model.people[mail.who].leaving += tells(item->notice);
    life->model.people[mail.who].announced -= item->notice->kind == NOTICE_ANNOUNCEMENT;
    note_inviting(&life->model.people[mail.who], item->notice, MAIL_LEAVES);
    note_step_leaves(&life->model.people[mail.who], item->notice, true);
    note_promoting(&life->model.people[mail.who], item->notice, true);
    g_array_append_val(leaving, mail);
}

/* How one mail ended. */
static void
end(Life *life, const Leaving *mail)
{
    static const Delivery ends[] = {DELIVERY_SENT, DELIVERY_UNKNOWN, DELIVERY_FAILED,
                                    DELIVERY_QUEUED};
    static const MailIs ended[] = {[DELIVERY_SENT] = MAIL_LEFT,
                                   [DELIVERY_UNKNOWN] = MAIL_LEFT,
                                   [DELIVERY_FAILED] = MAIL_FAILED,
                                   [DELIVERY_QUEUED] = MAIL_WAITS};
    const OutboxItem *item = mail->item;
    int luck = pick(life, 100);
    tick(life);
    Delivery state = ends[luck < 78 ? 0 : luck < 85 ? 1 : luck < 90 ? 2 : 3];
    gint64 next = life->now + (state == DELIVERY_QUEUED ? HOUR : 0);
    DO(life,
       store_begin(life->store, &error) &&
           store_outbox_finish(life->store, item->id, &state, 0, "", "", next, life->now, &error) &&
           store_commit(life->store, &error));
    if (state == DELIVERY_QUEUED && has_moved_from(life, mail->who, item->recipient))
        next = life->now;
    tell(life, "  to %s: %s %s, %s", item->notice->person, notice_kind_name(item->notice->kind),
         (const char *)g_hash_table_lookup(life->rows, &item->id), delivery_name(state));
    ModelPerson *person = &life->model.people[mail->who];
    person->leaving -= tells(item->notice);
    person->announced += item->notice->kind == NOTICE_ANNOUNCEMENT && state == DELIVERY_QUEUED;
    if (item->notice->kind == NOTICE_PROMOTED && person->seat.number == days_of(item->notice))
        person->seat.promoting &= state == DELIVERY_QUEUED;
    note_promoting(person, item->notice, false);
    note_step(person, item->notice, item->queued_at, MAX(next, item->queued_at), ended[state]);
    note_inviting(person, item->notice, ended[state]);
    if (item->notice->kind == NOTICE_INVITATION && state != DELIVERY_QUEUED)
        person->invitation_ended = MAX(person->invitation_ended, item->queued_at);
    if (state == DELIVERY_FAILED)
        note_failed(life, mail->who, item);
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
        life->model.people[mail->who].announced += mail->item->notice->kind == NOTICE_ANNOUNCEMENT;
        note_inviting(&life->model.people[mail->who], mail->item->notice, MAIL_WAITS);
        note_step_leaves(&life->model.people[mail->who], mail->item->notice, false);
        note_promoting(&life->model.people[mail->who], mail->item->notice, false);
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
    for (int i = 0; i < PEOPLE; i++) {
        life->their_zone[i] = pick(life, 1 + G_N_ELEMENTS(zones)) - 1;
        life->model.theirs[i] =
            life->their_zone[i] < 0 ? NULL : zone_open(zones[life->their_zone[i]]);
    }
    life->meeting = NULL;
    g_date_clear(&first, 1);
    g_date_set_dmy(&first, 15, G_DATE_NOVEMBER, 2004); /* clocks change two weeks before */
    life->model.first_day = (int)g_date_get_julian(&first);
    life->now = hour_of(&life->model, life->model.first_day - 35, 9);
    life->rows = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    life->received = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    life->elsewhere = g_ptr_array_new_with_free_func((GDestroyNotify)outbox_item_free);
    life->failed = g_ptr_array_new_with_free_func((GDestroyNotify)outbox_item_free);
    life->runs = life->held = 0;
    life->fickle = chance(life, 20);
    life->restless = chance(life, 20);
    if (chance(life, 50)) {
        life->model.quiet_from = pick(life, 24);
        life->model.quiet_to = pick(life, 24);
    }
    life->story = g_string_new(NULL);
    ModelState state = {.answer_by = life->model.first_day - 7,
                        .seats = chance(life, 40) ? 0 : 1 + pick(life, PEOPLE - 1),
                        .offer_days = chance(life, 50) ? 0 : 2 + pick(life, 6)};
    for (int i = 0; i < SLOTS; i++)
        state.slots[i] =
            (ModelSlot){.held = i != 2, .day = i % 2, .hour = 10 + i, .title = i, .speaker = i};
    for (int i = 0; i < PEOPLE; i++) {
        state.guest[i] = i < 4;
        life->model.people[i].changes =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    choose_late(life, &state);
    choose_quotas(life, &state);
    for (int i = 0; i < PEOPLE; i++)
        choose_membership(life, &state, i);
    tell_state(life, &state);
    apply(life, &state);
}

static void
buried(Life *life)
{
    DO(life, store_begin(life->store, &error) &&
                 store_meeting_set_open(life->store, life->id, FALSE, life->now, &error) &&
                 store_commit(life->store, &error));
    for (int i = 0; i < PEOPLE; i++) {
        g_hash_table_unref(life->model.people[i].changes);
        g_clear_pointer(&life->model.theirs[i], g_time_zone_unref);
    }
    g_time_zone_unref(life->model.zone);
    meeting_free(life->meeting);
    g_hash_table_unref(life->rows);
    g_hash_table_unref(life->received);
    g_ptr_array_unref(life->failed);
    g_ptr_array_unref(life->elsewhere);
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
        else if (what < 80)
            hold_or_release(life);
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

static void
test_lives(void)
{
    g_autoptr(GError) error = NULL;
    const char *seed = g_getenv("SEED"), *lives = g_getenv("LIVES");
    guint32 first = seed && *seed ? (guint32)g_ascii_strtoull(seed, NULL, 10) : 1;
    guint32 count = lives ? (guint32)g_ascii_strtoull(lives, NULL, 10) : seed && *seed ? 1 : LIVES;
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
