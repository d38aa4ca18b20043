/* A meeting's life as a few numbers: the oracle of test-life.c, which goes on in life-seats.h (who has one),
 * life-owed.h (what is owed by the words of the man pages) and life-news.h (what changed). Written without a look at
 * how the program decides: it walks through all that happened, hour by hour and field by field, and keeps no state
 * but what happened. */
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
static const int waves[PEOPLE] = {1, 2, 1, 3, 2};
static const bool has_spare[PEOPLE] = {false, true, false, true, false}; /* another address */
#define THANKS 1                                                         /* days after it */
#define UNTITLED 3 /* the slot that never gets a title */

#define TIMES 8 /* that one step can come, as answer-by moves */

/* One session; the same id is always the same talk. */
typedef struct {
    bool held;
    int day, hour; /* day of the meeting: 0 or 1 */
    int title, room, speaker;
} ModelSlot;

/* What becomes of what is late. */
typedef enum { LATE_GOES, LATE_IS_SKIPPED, LATE_IS_ASKED } ModelLate;

typedef enum { POLICY_REMINDERS, POLICY_LOGISTICS, POLICY_NUDGE, POLICY_THANKS, POLICIES } PolicyIs;

/* At most so many seats for each affiliation, or group; or for some of them. */
#define NO_LIMIT 0
#define COLLECTIVES 2

typedef enum { QUOTA_OF_AFFILIATION, QUOTA_OF_GROUP, QUOTAS } QuotaIs;

typedef struct {
    int each, most[COLLECTIVES]; /* NO_LIMIT */
} ModelQuota;

/* One revision. */
typedef struct {
    ModelSlot slots[SLOTS];
    int place;
    int answer_by; /* Julian day */
    bool guest[PEOPLE];
    int address[PEOPLE]; /* which one; never one from before */
    bool cancelled;      /* the meeting */
    int seats;           /* 0 = as many as one likes */
    int offer_days;      /* they are offered for so long; 0 = they are not */
    ModelQuota quotas[QUOTAS];
    unsigned member[PEOPLE]
                   [QUOTAS]; /* a bit for each they belong to; of affiliations one at most */
    ModelLate late[POLICIES];
    int remark; /* what nobody is told */
    bool quiet;
    gint64 at;
} ModelState;

typedef enum { SAID_NOTHING, SAID_YES, SAID_NO, SAID_MAYBE } Said;

/* How far a mail got. NO_MAIL: it is not in the outbox, or was dropped. */
typedef enum { NO_MAIL, MAIL_WAITS, MAIL_HELD, MAIL_LEAVES, MAIL_LEFT, MAIL_FAILED } MailIs;

/* When a step of a policy was queued, and was last to leave, each time that it came; 0 = not, or dropped. */
typedef struct {
    gint64 queued[TIMES], rung[TIMES];
    MailIs is[TIMES];
    bool held[TIMES],
        released[TIMES]; /* by the organizer, or until they say so; and let go since */
} ModelStep;

typedef enum { NO_SEAT, OFFERED, TAKEN, WAITING, EXPIRED, RELEASED } SeatIs;

/* What became of a seat for somebody, last. */
typedef struct {
    SeatIs is;
    int number;     /* how often something became of it */
    gint64 at;      /* when */
    int turn;       /* in the order of all entries of the meeting */
    bool came;      /* taken: after they waited */
    bool promoting; /* ... and the mail that says so has neither left nor failed ... */
    bool leaving;   /* ... but is being sent ... */
    bool withheld;  /* ... or the organizer holds it */
    int days;       /* offered: for so long */
    bool anew;      /* released: as if there never was one */
    bool open;      /* ... or since they are limited no more */
    bool lost; /* ... or the offer did not reach them, or they wait since word of a seat did not */
    bool past; /* they were called off since */
    bool said_no; /* likewise */
    bool queued;  /* the mail that tells them was, and not dropped since */
    gint64 left;  /* offered: when that mail left; 0 */
    bool failed;  /* ... or that it did not get there */
} ModelSeat;

typedef struct {
    Said said;
    bool silent, dead;
    bool first_dead, spare_dead; /* dead: mail goes to none of their addresses */
    gint64 silent_at;
    /* some mail to them was queued, so that it is known where to when they are taken out */
    bool known;
    gint64 patience; /* not reminded before; 0 */
    bool promised;   /* ... because they would know by then */
    gint64 answered_at;
    gint64 says_since;          /* since when they say the same, and it counts */
    int answer_turn;            /* in the order of all answers */
    bool answered_off;          /* ... while the meeting was called off */
    bool lapsed;                /* ... and were asked anew since */
    int announced, withheld;    /* announcements that wait; that the organizer holds */
    int calls;                  /* cancellations and withdrawals that left */
    gint64 called_at;           /* when the newest did */
    bool called_off;            /* ... and no invitation has left since */
    bool cancelling, withdrawn; /* the next one was queued, and not dropped since */
    bool cancelled_in_vain, withdrawn_in_vain; /* ... and it failed */
    MailIs withdrawing;                        /* the withdrawal that was queued last */
    gint64 out_at;                             /* when they were last taken out; 0 */
    MailIs invitation; /* that is theirs since they were called off, if ever */
    /* When it was queued, and when the newest was of those that came to an end; 0 */
    gint64 invitation_queued, invitation_ended;
    gint64 invitation_left; /* or the offer of a seat; 0 */
    bool offer_left;        /* such an offer did, since they were called off, if ever */
    int told;               /* revision, from 1; 0 = nothing */
    ModelStep reminded[G_N_ELEMENTS(steps)], told_where[G_N_ELEMENTS(logistics)],
        nudged[G_N_ELEMENTS(nudges)], thanked;
    int leaving; /* invitations and changes that are being sent */
    ModelSeat seat;
    int offer;           /* number of the newest entry that offered one; 0 = none */
    int taken;           /* ... that gave them one */
    bool missed;         /* the mail that said so of that failed */
    MailIs offering;     /* the mail with it; NO_MAIL also where they were called off since */
    GHashTable *changes; /* what() of change mails ever queued */
} ModelPerson;

typedef struct {
    GTimeZone *zone;
    int quiet_from, quiet_to;  /* hours in which nothing rings; none where they are the same */
    GTimeZone *theirs[PEOPLE]; /* their own; NULL = not known */
    int first_day;             /* Julian */
    gint64 off_at;             /* when somebody was last told that it does not take place; 0 */
    gint64 off_since;          /* when it was last called off; 0 */
    gint64 opened;             /* when the newest seat was offered; 0 */
    int turns;
    ModelState states[STATES];
    int count;
    ModelPerson people[PEOPLE];
} Model;

/* Every step of any policy. ModelStep *, borrowed. */
static GPtrArray *
steps_of(ModelPerson *person)
{
    GPtrArray *list = g_ptr_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        g_ptr_array_add(list, &person->reminded[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(logistics); i++)
        g_ptr_array_add(list, &person->told_where[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(nudges); i++)
        g_ptr_array_add(list, &person->nudged[i]);
    g_ptr_array_add(list, &person->thanked);
    return list;
}

static int
julian_in(GTimeZone *zone, gint64 when)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(when);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
    int year, month, day;
    g_date_time_get_ymd(local, &year, &month, &day);
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return (int)g_date_get_julian(&date);
}

static int
julian(const Model *model, gint64 when)
{
    return julian_in(model->zone, when);
}

/* Of one that comes twice, the first. */
static gint64
hour_in(GTimeZone *zone, int day, int hour)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)day);
    g_autoptr(GDateTime) local =
        g_date_time_new(zone, g_date_get_year(&date), (int)g_date_get_month(&date),
                        g_date_get_day(&date), hour, 0, 0);
    g_autoptr(GDateTime) before = g_date_time_add_hours(local, -1);
    return g_date_time_to_unix(g_date_time_get_hour(before) == hour ? before : local);
}

static gint64
hour_of(const Model *model, int day, int hour)
{
    return hour_in(model->zone, day, hour);
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

/* The mail that invites them: of offers the one that stands, or else the last that left; one that waits and stands no
 * longer will not leave. */
static MailIs
inviting(const Model *model, int who)
{
    const ModelPerson *person = &model->people[who];
    if (person->invitation != NO_MAIL)
        return person->invitation;
    bool stands = person->offer == person->seat.number;
    if (!stands && person->offer_left)
        return MAIL_LEFT;
    return person->offering == MAIL_WAITS && !stands ? NO_MAIL : person->offering;
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

/* What somebody said before they were called off, or while it was off, does not count from when they are a guest
 * again, whatever comes then. */
static void
note_lapsed(Model *model)
{
    for (int who = 0; who < PEOPLE && !newest(model)->cancelled; who++)
        model->people[who].lapsed |=
            model->people[who].calls > 0 && newest(model)->guest[who] && !spoke_anew(model, who);
}

static Said
said_of(const Model *model, int who)
{
    const ModelPerson *person = &model->people[who];
    return person->lapsed ? SAID_NOTHING : person->said;
}

static bool
counts_on_it(const Model *model, int who)
{
    const ModelPerson *person = &model->people[who];
    bool said = said_of(model, who) == SAID_YES || said_of(model, who) == SAID_MAYBE;
    return (person->invitation_left || said) &&
           (!person->called_off || (said && spoke_anew(model, who))) && !person->dead &&
           said_of(model, who) != SAID_NO;
}

/* They asked for no more mail and came, until they were told that it is off: if it is not, they are told that, too. */
static bool
is_recalled(const Model *model, int who)
{
    const ModelPerson *person = &model->people[who];
    return newest(model)->guest[who] && !person->dead && person->silent && person->lapsed &&
           person->said == SAID_YES && person->silent_at <= person->called_at;
}

#endif
