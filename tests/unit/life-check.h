/* What a life's program queues and sends, compared with what the model says is owed. */
#ifndef CONVOKE_TESTS_LIFE_CHECK_H
#define CONVOKE_TESTS_LIFE_CHECK_H

#include "db/store-outbox.h"
#include "mailer/outbox.h"
#include "tests/unit/life-times.h"

#define KINDS                                                                                      \
    (OUTBOX_INVITATIONS | OUTBOX_REMINDERS | OUTBOX_CHANGES | 1 << NOTICE_LOGISTICS |              \
     1 << NOTICE_NUDGE | 1 << NOTICE_THANKS | 1 << NOTICE_CANCELLATION | OUTBOX_WITHDRAWALS)

static guint64 mails;

static char *
what_of(Life *life, int who, const Notice *notice)
{
    gint64 begins;
    return notice->kind == NOTICE_CHANGE
               ? what_is_new(&life->model, who, life->now, true, &begins)
               : g_strdup_printf("%s %s", notice_kind_name(notice->kind), notice->occasion);
}

/* How often somebody was called off before that invitation: "1" and "1.2". */
static int
calls_before(const char *occasion)
{
    const char *dot = strchr(occasion, '.');
    return dot ? (int)g_ascii_strtoll(dot + 1, NULL, 10) : 0;
}

/* When it was queued, when it leaves, and how far it got; 0 and 0: it was dropped. */
static void
note_step(ModelPerson *person, const Notice *notice, gint64 queued, gint64 leaves, MailIs is)
{
    ModelStep *step = step_of(person, notice);
    if (!step)
        return;
    step->queued[time_of(notice->occasion)] = queued;
    step->rung[time_of(notice->occasion)] = leaves;
    step->is[time_of(notice->occasion)] = is;
    if (is == NO_MAIL)
        step->held[time_of(notice->occasion)] = step->released[time_of(notice->occasion)] = false;
}

/* The same, being sent. */
static void
note_step_leaves(ModelPerson *person, const Notice *notice, bool leaves)
{
    ModelStep *step = step_of(person, notice);
    if (step)
        step->is[time_of(notice->occasion)] = leaves ? MAIL_LEAVES : MAIL_WAITS;
}

/* An older invitation or offer is not theirs any more. */
static void
note_inviting(ModelPerson *person, const Notice *notice, MailIs is)
{
    if (notice->kind == NOTICE_INVITATION && calls_before(notice->occasion) == person->calls)
        person->invitation = is;
    if (notice->kind == NOTICE_SEAT && person->offer == days_of(notice))
        person->offering = is;
    if (notice->kind == NOTICE_WITHDRAWAL)
        person->withdrawing = is;
}

/* What it says of a seat. */
static SeatMail
tells_seat(NoticeKind kind)
{
    return kind == NOTICE_SEAT       ? TELLS_OFFER
           : kind == NOTICE_WAITING  ? TELLS_WAITING
           : kind == NOTICE_PROMOTED ? TELLS_PROMOTED
                                     : TELLS_NO_SEAT;
}

/* It has the agenda in words. */
static bool
tells(const Notice *notice)
{
    return notice->kind == NOTICE_INVITATION || notice->kind == NOTICE_CHANGE ||
           notice->kind == NOTICE_ANNOUNCEMENT || notice->kind == NOTICE_SEAT ||
           notice->kind == NOTICE_PROMOTED;
}

/* What is late from the start is held where the organizer is to be asked. */
static void
check_held(Life *life, int who, const OutboxItem *item)
{
    PolicyIs policy;
    int due;
    const bool asks = policy_of(&life->model, who, item->notice, &policy, &due) &&
                      asks_first(&life->model, who, policy, due, life->now);
    check(life, (item->state == DELIVERY_HELD) == asks,
          asks ? "it is late, and nobody is asked" : "it is held, and is not late");
    ModelStep *step = step_of(&life->model.people[who], item->notice);
    if (step)
        step->held[time_of(item->notice->occasion)] = asks;
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
        person->invitation = MAIL_WAITS;
        person->invitation_queued = life->now;
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
        break;
    case NOTICE_CANCELLATION:
        check(life, owes_cancellation(&life->model, who, life->now), "no cancellation is owed");
        person->cancelling = true;
        break;
    case NOTICE_WITHDRAWAL:
        check(life, owes_withdrawal(&life->model, who, life->now), "no withdrawal is owed");
        person->withdrawn = true;
        person->withdrawing = MAIL_WAITS;
        break;
    case NOTICE_SEAT:
    case NOTICE_WAITING:
    case NOTICE_PROMOTED:
        check(life,
              owes_seat_mail(&life->model, who, life->now) == tells_seat(notice->kind) &&
                  person->seat.number == step,
              "no word of a seat is owed");
        person->seat.queued = true;
        if (notice->kind == NOTICE_SEAT)
            person->offering = MAIL_WAITS;
        break;
    case NOTICE_ANNOUNCEMENT:
        check(life, is_in(&life->model, who, life->announced[step % ANNOUNCED]),
              "it is not announced to them");
        break;
    default:
        check(life, what && !g_hash_table_contains(person->changes, what), "it is no news");
        g_hash_table_add(person->changes, g_strdup(what));
        break;
    }
    check(life, MAX(life->now, item->next_at) == not_before(life, who, notice, life->now, true),
          "it leaves at another time");
    note_step(person, notice, life->now, MAX(life->now, item->next_at), MAIL_WAITS);
    check_held(life, who, item);
    person->announced += notice->kind == NOTICE_ANNOUNCEMENT;
    person->known = true;
    gint64 *id = g_new(gint64, 1);
    *id = item->id;
    g_hash_table_insert(life->rows, id, g_steal_pointer(&what));
}

/* Nothing that was owed before the run is owed after it. */
static void
check_nothing_missed(Life *life)
{
    for (int who = 0; who < PEOPLE; who++) {
        gint64 begins;
        g_autofree char *news = what_is_new(&life->model, who, life->now, true, &begins);
        check(life, !owes_invitation(&life->model, who, life->now), "an invitation was missed");
        check(life, owes_reminder(&life->model, who, life->now) < 0, "a reminder was missed");
        check(life, owes_logistics(&life->model, who, life->now) < 0, "logistics were missed");
        check(life, owes_nudge(&life->model, who, life->now) < 0, "a nudge was missed");
        check(life, !owes_thanks(&life->model, who, life->now), "thanks were missed");
        check(life, !owes_cancellation(&life->model, who, life->now), "a cancellation was missed");
        check(life, !owes_withdrawal(&life->model, who, life->now), "a withdrawal was missed");
        check(life, !owes_seat_mail(&life->model, who, life->now), "word of a seat was missed");
        bool too_late =
            is_past(&life->model, after_quiet(life, who, NOTICE_CHANGE, life->now, life->now));
        check(life,
              !news || too_late || g_hash_table_contains(life->model.people[who].changes, news),
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
        if (item->state == DELIVERY_DROPPED || item->state == DELIVERY_FAILED ||
            g_hash_table_contains(life->rows, &item->id))
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
    tick(life);
    settle_seats(&life->model, true, life->now);
    DO(life, outbox_queue(&life->room, life->meeting, KINDS, NULL, life->now, &count, &error));
    check_seats(life);
    check(life, see_new_rows(life) == count, "what was queued was counted");
    check_nothing_missed(life);
}

/* The organizer announces the agenda to somebody. */
static void
announce(Life *life)
{
    Announced announced;
    g_autoptr(GError) refused = NULL;
    int members = 0, audience = pick(life, G_N_ELEMENTS(audiences));
    tell(life, "announced to %s", audiences[audience]);
    for (int who = 0; who < PEOPLE; who++)
        members += is_in(&life->model, who, audience);
    if (newest(&life->model)->cancelled) {
        check(life,
              !outbox_announce(&life->room, life->meeting, audiences[audience], "", true, false,
                               life->now, &announced, &refused),
              "nothing is announced of a cancelled meeting");
        return;
    }
    DO(life, outbox_announce(&life->room, life->meeting, audiences[audience], "", true, false,
                             life->now, &announced, &error));
    life->announced[announced.number % ANNOUNCED] = audience;
    check(life, announced.recipients == members, "it is announced to all of them");
    check(life, see_new_rows(life) == members, "each is told once");
}

/* By their places the step is the NEWEST that has come, or an earlier one that is kept all the same. */
static bool
is_newest(int newest, int step, bool kept)
{
    return newest == step || (kept && newest > step);
}

/* Would anybody want this mail now? */
static bool
still_owed(Life *life, int who, const OutboxItem *item)
{
    const char *what = g_hash_table_lookup(life->rows, &item->id);
    const int today = julian(&life->model, life->now), first = life->model.first_day;
    const int step = days_of(item->notice);
    const bool kept = is_kept(life, who, item->notice->kind, item->queued_at);
    /* Of other kinds it says nothing. */
    const int audience = life->announced[(guint)step % ANNOUNCED];
    gint64 begins;
    g_autofree char *news = NULL;
    switch (item->notice->kind) {
    case NOTICE_INVITATION:
        return (!unreachable(&life->model, who) || is_recalled(&life->model, who)) &&
               !newest(&life->model)->cancelled && !is_past(&life->model, life->now) &&
               is_to_be_invited(&life->model, who) &&
               calls_before(item->notice->occasion) == life->model.people[who].calls;
    case NOTICE_REMINDER:
        return today <= first && may_remind(&life->model, who, life->now) &&
               deadline(&life->model, who) != NO_DAY &&
               was_asked_before(&life->model, who, deadline(&life->model, who) - step) &&
               is_newest(step_in_force(&life->model, who, today), step_index(step), kept) &&
               (said_of(&life->model, who) != SAID_MAYBE ||
                asks_maybes(&life->model, who, step_index(step)));
    case NOTICE_LOGISTICS:
        return comes(&life->model, who) && !has_begun(&life->model, life->now) &&
               is_newest(newest_step(logistics, G_N_ELEMENTS(logistics), first, today),
                         index_of(logistics, G_N_ELEMENTS(logistics), step), kept);
    case NOTICE_NUDGE:
        return comes(&life->model, who) && !has_begun(&life->model, life->now) &&
               speaks_untitled(&life->model, who) && life->now >= patience_of(&life->model, who) &&
               is_newest(newest_step(nudges, G_N_ELEMENTS(nudges), first, today),
                         index_of(nudges, G_N_ELEMENTS(nudges), step), kept);
    case NOTICE_THANKS:
        return may_thank(&life->model, who, life->now);
    case NOTICE_SEAT:
    case NOTICE_WAITING:
    case NOTICE_PROMOTED:
        return seat_mail(&life->model, who, life->now) == tells_seat(item->notice->kind) &&
               life->model.people[who].seat.number == step;
    case NOTICE_CANCELLATION:
        return newest(&life->model)->cancelled && newest(&life->model)->guest[who] &&
               !has_ended(&life->model, life->now) && !life->model.people[who].dead &&
               said_of(&life->model, who) != SAID_NO;
    case NOTICE_WITHDRAWAL:
        return !newest(&life->model)->guest[who] && said_of(&life->model, who) != SAID_NO &&
               !has_ended(&life->model, life->now);
    case NOTICE_ANNOUNCEMENT:
        return is_meant(&life->model, who, audience) && !newest(&life->model)->cancelled &&
               item->queued_at > life->model.people[who].called_at &&
               is_past(&life->model, item->queued_at) == is_past(&life->model, life->now);
    default:
        news = what_is_new(&life->model, who, life->now, false, &begins);
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
    if (item->notice->kind == NOTICE_INVITATION || item->notice->kind == NOTICE_SEAT) {
        person->invitation_left = life->now;
        person->called_off = false;
    }
    if (item->notice->kind == NOTICE_SEAT && person->seat.number == days_of(item->notice))
        person->seat.left = life->now;
    person->offer_left |= item->notice->kind == NOTICE_SEAT;
    if (item->notice->kind == NOTICE_CANCELLATION || item->notice->kind == NOTICE_WITHDRAWAL) {
        person->calls++;
        person->called_at = life->now;
        person->called_off = true;
        person->invitation_left = 0;
        person->offer_left = false;
        person->invitation = NO_MAIL;
        person->cancelling = person->withdrawn = false;
        person->cancelled_in_vain = person->withdrawn_in_vain = false;
        person->seat.past = person->seat.number > 0;
        if (item->notice->kind == NOTICE_CANCELLATION)
            life->model.off_at = life->now;
        note_lapsed(&life->model);
    }
    if (tells(item->notice))
        person->told = MAX(person->told, revision);
}

/* It failed, and is not tried again; nor is another one until the next time, if that is not there by now. */
static void
note_failed_call(Life *life, int who, const OutboxItem *item)
{
    ModelPerson *person = &life->model.people[who];
    const ModelState *now = newest(&life->model);
    if (item->notice->kind == NOTICE_CANCELLATION) {
        person->cancelled_in_vain = now->cancelled && item->queued_at >= life->model.off_since;
        person->cancelling = person->cancelled_in_vain;
    } else if (item->notice->kind == NOTICE_WITHDRAWAL) {
        person->withdrawn_in_vain = !now->guest[who] && item->queued_at >= person->out_at;
        person->withdrawn = person->withdrawn_in_vain;
    }
}

/* What becomes of it where it is late by now. */
static ModelLate
late_of(Life *life, int who, const OutboxItem *item)
{
    PolicyIs policy;
    int due;
    const ModelStep *step = step_of(&life->model.people[who], item->notice);
    return policy_of(&life->model, who, item->notice, &policy, &due)
               ? waited(&life->model, step, time_of(item->notice->occasion), policy, life->now)
               : LATE_GOES;
}

static void
note_held(Life *life, int who, const OutboxItem *item)
{
    step_of(&life->model.people[who], item->notice)->held[time_of(item->notice->occasion)] = true;
    tell(life, "  to %s: %s is late and waits", item->notice->person,
         notice_kind_name(item->notice->kind));
}

/* It is no longer owed: should it be owed again, it is new. */
static void
note_dropped(Life *life, int who, const OutboxItem *item, const char *why)
{
    ModelPerson *person = &life->model.people[who];
    const char *what = g_hash_table_lookup(life->rows, &item->id);
    tell(life, "  dropped for %s: %s, %s", item->notice->person, what, why);
    note_inviting(person, item->notice, NO_MAIL);
    if (tells_seat(item->notice->kind) && person->seat.number == days_of(item->notice))
        person->seat.queued = person->seat.withheld = false;
    if (item->notice->kind == NOTICE_CANCELLATION)
        person->cancelling = false;
    if (item->notice->kind == NOTICE_WITHDRAWAL)
        person->withdrawn = false;
    person->announced -= item->notice->kind == NOTICE_ANNOUNCEMENT;
    note_step(person, item->notice, 0, 0, NO_MAIL);
    if (item->notice->kind == NOTICE_CHANGE)
        g_hash_table_remove(person->changes, what);
    g_hash_table_remove(life->rows, &item->id);
}

/* A mail that failed for good. What somebody announces or asks for is not owed again by itself. */
static void
note_failed(Life *life, int who, const OutboxItem *item)
{
    if (item->notice->kind == NOTICE_SEAT)
        life->model.people[who].seat.failed |=
            life->model.people[who].seat.number == days_of(item->notice);
    if (item->notice->kind == NOTICE_PROMOTED)
        life->model.people[who].missed |= life->model.people[who].taken == days_of(item->notice);
    note_failed_call(life, who, item);
    if (item->notice->kind == NOTICE_ANNOUNCEMENT)
        return;
    OutboxItem *failed = g_new0(OutboxItem, 1);
    failed->id = item->id;
    failed->notice = notice_new(item->notice->meeting, item->notice->person, item->notice->kind,
                                item->notice->occasion, "");
    failed->recipient = g_strdup(item->recipient);
    g_ptr_array_add(life->failed, failed);
}

/* Where that was at an address that mail to them goes to no more, it counts for nothing. */
static void
void_failed(Life *life)
{
    for (guint i = life->failed->len; i-- > 0;) {
        const OutboxItem *item = g_ptr_array_index(life->failed, i);
        const int who = who_is(item->notice->person);
        ModelPerson *person = &life->model.people[who];
        if (!has_moved_from(life, who, item->recipient))
            continue;
        const bool cancelling = person->cancelling && !person->cancelled_in_vain;
        const bool withdrawn = person->withdrawn && !person->withdrawn_in_vain;
        const MailIs withdrawing = person->withdrawing;
        if (item->notice->kind == NOTICE_SEAT && person->seat.number == days_of(item->notice))
            person->seat.failed = false;
        if (item->notice->kind == NOTICE_PROMOTED && person->taken == days_of(item->notice))
            person->missed = false;
        note_dropped(life, who, item, "it had failed elsewhere");
        person->cancelling = cancelling;
        person->withdrawn = withdrawn;
        person->withdrawing = withdrawing;
        g_ptr_array_add(life->elsewhere, g_ptr_array_steal_index_fast(life->failed, i));
    }
}

#endif
