/* decide: what is recorded of which message. Ann holds the token; her address is ann@one.example. */
#include "event/address.h"
#include "event/standing.h"
#include "inbox/decide.h"
#include "inbox/failure.h"
#include "tests/unit/fixture-ann.h"

static void
test_words(void)
{
    static const struct {
        const char *what, *from;
        Partstat partstat;
        bool sure, token, removed, revoked;
        DecisionKind want;
    } rows[] = {
        {"a clear yes", "ann@one.example", PARTSTAT_ACCEPTED, true, true, false, false,
         DECISION_RECORD},
        {"from her other address", "ANN@home.example", PARTSTAT_DECLINED, true, true, false, false,
         DECISION_RECORD},
        {"with her name", "Ann Able <ann@one.example>", PARTSTAT_ACCEPTED, true, true, false, false,
         DECISION_RECORD},
        {"her address as somebody's name", "ann@one.example <bob@two.example>", PARTSTAT_ACCEPTED,
         true, true, false, false, DECISION_REVIEW},
        {"her address in somebody's name", "\"<ann@one.example>\" <bob@two.example>",
         PARTSTAT_ACCEPTED, true, true, false, false, DECISION_REVIEW},
        {"an unsure yes", "ann@one.example", PARTSTAT_ACCEPTED, false, true, false, false,
         DECISION_REVIEW},
        {"says nothing about coming", "ann@one.example", PARTSTAT_NONE, false, true, false, false,
         DECISION_REVIEW},
        {"somebody else with her token", "bob@two.example", PARTSTAT_ACCEPTED, true, true, false,
         false, DECISION_REVIEW},
        {"no token", "ann@one.example", PARTSTAT_ACCEPTED, true, false, false, false,
         DECISION_REVIEW},
        {"no longer a guest", "ann@one.example", PARTSTAT_ACCEPTED, true, true, true, false,
         DECISION_REVIEW},
        {"a token that was taken back", "ann@one.example", PARTSTAT_ACCEPTED, true, true, false,
         true, DECISION_REVIEW},
    };
    g_autoptr(GPtrArray) hold = g_ptr_array_new_with_free_func((GDestroyNotify)guest_free);
    Guest *guest = ann();
    g_ptr_array_add(hold, guest);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->kind = MEANING_REPLY;
        meaning->partstat = rows[i].partstat;
        meaning->sure = rows[i].sure;
        g_free(meaning->from);
        meaning->from = g_strdup(rows[i].from);
        const Sender sender = {
            .meeting = rows[i].token ? "m" : NULL,
            .trust = TRUST_POLICY_DEFAULT,
            .guest = rows[i].token ? guest : NULL,
            .removed = rows[i].removed,
            .revoked = rows[i].revoked,
            .newest_sequence = G_MININT64,
        };
        Decision decision = decide(meaning, &sender);
        g_test_message("%s", rows[i].what);
        g_assert_cmpint(decision.kind, ==, rows[i].want);
        g_assert_nonnull(decision.why);
        if (decision.kind == DECISION_RECORD) {
            g_assert_true(decision.counts);
            g_assert_cmpstr(decision.trust, ==, "token+from");
        }
    }
}

static void
test_calendar(void)
{
    static const struct {
        const char *what, *method, *uid, *from, *attendee;
        int sequence;
        const char *dtstamp;
        DecisionKind want;
        bool counts;
        const char *trust;
    } rows[] = {
        {"accepts", "REPLY", "m@meet.example", "ann@one.example", "ann@one.example", 2,
         "20040602T090000Z", DECISION_RECORD, true, "token+from"},
        {"from another account, as Apple does", "REPLY", "m@meet.example", "a@phone.example",
         "ann@one.example", 2, "20040602T090000Z", DECISION_RECORD, true, "token"},
        {"her client changed the ATTENDEE", "REPLY", "m@meet.example", "ann@one.example",
         "a@alias.example", 2, "20040602T090000Z", DECISION_RECORD, true, "token+from"},
        {"somebody else answers", "REPLY", "m@meet.example", "bob@two.example", "bob@two.example",
         2, "20040602T090000Z", DECISION_REVIEW, false, NULL},
        {"about another event", "REPLY", "x@meet.example", "ann@one.example", "ann@one.example", 2,
         "20040602T090000Z", DECISION_REVIEW, false, NULL},
        {"proposes another time", "COUNTER", "m@meet.example", "ann@one.example", "ann@one.example",
         2, "20040602T090000Z", DECISION_REVIEW, false, NULL},
        {"an invitation of hers", "REQUEST", "m@meet.example", "ann@one.example", "ann@one.example",
         2, "20040602T090000Z", DECISION_IGNORE, false, NULL},
        {"older SEQUENCE than the answer here", "REPLY", "m@meet.example", "ann@one.example",
         "ann@one.example", 0, "20040605T090000Z", DECISION_RECORD, false, "token+from"},
        {"older DTSTAMP", "REPLY", "m@meet.example", "ann@one.example", "ann@one.example", 1,
         "20040601T085959Z", DECISION_RECORD, false, "token+from"},
        {"same DTSTAMP: the later arrival counts", "REPLY", "m@meet.example", "ann@one.example",
         "ann@one.example", 1, "20040601T090000Z", DECISION_RECORD, true, "token+from"},
        {"SEQUENCE above ours counts as ours", "REPLY", "m@meet.example", "ann@one.example",
         "ann@one.example", 99, "20040602T090000Z", DECISION_RECORD, true, "token+from"},
    };
    Guest *guest = ann();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        ItipAttendee *attendee = itip_attendee_new();
        meaning->kind = MEANING_CALENDAR;
        meaning->sure = true;
        meaning->partstat =
            g_str_equal(rows[i].method, "REPLY") ? PARTSTAT_ACCEPTED : PARTSTAT_NONE;
        g_free(meaning->from);
        meaning->from = g_strdup(rows[i].from);
        meaning->itip = itip_new();
        meaning->itip->method = g_strdup(rows[i].method);
        meaning->itip->uid = g_strdup(rows[i].uid);
        meaning->itip->sequence = rows[i].sequence;
        meaning->itip->dtstamp = g_strdup(rows[i].dtstamp);
        attendee->address = g_strdup(rows[i].attendee);
        attendee->partstat = PARTSTAT_ACCEPTED;
        g_ptr_array_add(meaning->itip->attendees, attendee);
        const Sender sender = {.meeting = "m",
                               .trust = TRUST_POLICY_DEFAULT,
                               .guest = guest,
                               .uid = "m@meet.example",
                               .sequence = 2,
                               .newest_sequence = 1,
                               .now = 1086170400, /* 2 June 2004, 10:00 UTC */
                               .newest_dtstamp = "20040601T090000Z"};
        Decision decision = decide(meaning, &sender);
        g_test_message("%s", rows[i].what);
        g_assert_cmpint(decision.kind, ==, rows[i].want);
        g_assert_cmpint(decision.counts, ==, rows[i].counts);
        g_assert_cmpstr(decision.trust, ==, rows[i].trust);
        if (decision.kind == DECISION_RECORD)
            g_assert_cmpint(decision.sequence, ==, MIN(rows[i].sequence, 2));
    }
    guest_free(guest);
}

/* A promise of a day is neither a question nor a case for review; it is Tuesday, 1 June 2004. */
static void
test_promises(void)
{
    static const struct {
        const char *promise;
        Partstat partstat;
        bool sure, question;
        DecisionKind want;
        const char *day;
    } rows[] = {
        {"I will know on 10 June", PARTSTAT_NONE, false, false, DECISION_NOTE, "2004-06-10"},
        {"on Friday", PARTSTAT_TENTATIVE, false, false, DECISION_NOTE, "2004-06-04"},
        {"on Friday", PARTSTAT_TENTATIVE, true, false, DECISION_RECORD, "2004-06-04"},
        {"on Friday", PARTSTAT_ACCEPTED, false, false, DECISION_REVIEW, "2004-06-04"},
        {"on Friday", PARTSTAT_NONE, false, true, DECISION_REVIEW, "2004-06-04"},
        {"soon", PARTSTAT_NONE, false, false, DECISION_REVIEW, NULL},
        {NULL, PARTSTAT_NONE, false, false, DECISION_REVIEW, NULL},
    };
    Guest *guest = ann();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->kind = MEANING_REPLY;
        g_free(meaning->from);
        meaning->from = g_strdup("ann@one.example");
        meaning->partstat = rows[i].partstat;
        meaning->sure = rows[i].sure;
        meaning->details.promise = g_strdup(rows[i].promise);
        meaning->details.question = rows[i].question;
        const Sender sender = {.meeting = "m",
                               .trust = TRUST_POLICY_DEFAULT,
                               .guest = guest,
                               .today = day_of(2004, 6, 1),
                               .newest_sequence = G_MININT64};
        Decision decision = decide(meaning, &sender);
        g_assert_cmpint(decision.kind, ==, rows[i].want);
        Day want = rows[i].day ? day_parse(rows[i].day) : DAY_NONE;
        g_assert_cmpint(decision.patience, ==, want);
        g_assert_true(decide_wants_today(meaning) == (rows[i].promise != NULL));
    }
    guest_free(guest);
}

/* The nudge asks for a title: it leaves the answer that stands alone, and is none. */
static void
test_titles(void)
{
    static const struct {
        const char *what, *title, *rule, *from;
        Partstat answered, partstat;
        bool question;
        DecisionKind want;
    } rows[] = {
        {"a title of who comes", "Queues", "nothing about coming", "ann@one.example",
         PARTSTAT_ACCEPTED, PARTSTAT_NONE, false, DECISION_NOTE},
        {"or may come", "Queues", "nothing about coming", "ann@one.example", PARTSTAT_TENTATIVE,
         PARTSTAT_NONE, false, DECISION_NOTE},
        {"who has not answered", "Queues", "nothing about coming", "ann@one.example",
         PARTSTAT_NEEDS_ACTION, PARTSTAT_NONE, false, DECISION_REVIEW},
        {"who does not come", "Queues", "nothing about coming", "ann@one.example",
         PARTSTAT_DECLINED, PARTSTAT_NONE, false, DECISION_REVIEW},
        {"no title", NULL, "nothing about coming", "ann@one.example", PARTSTAT_ACCEPTED,
         PARTSTAT_NONE, false, DECISION_REVIEW},
        {"a question beside it", "Queues", "nothing about coming", "ann@one.example",
         PARTSTAT_ACCEPTED, PARTSTAT_NONE, true, DECISION_REVIEW},
        {"something about coming, by half", "Queues", "busy then", "ann@one.example",
         PARTSTAT_ACCEPTED, PARTSTAT_NONE, false, DECISION_REVIEW},
        {"from who knows where", "Queues", "nothing about coming", "bob@two.example",
         PARTSTAT_ACCEPTED, PARTSTAT_NONE, false, DECISION_REVIEW},
        {"an unsure no beside it", "Queues", "no", "ann@one.example", PARTSTAT_ACCEPTED,
         PARTSTAT_DECLINED, false, DECISION_REVIEW},
    };
    Guest *guest = ann();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->kind = MEANING_REPLY;
        g_free(meaning->from);
        meaning->from = g_strdup(rows[i].from);
        meaning->partstat = rows[i].partstat;
        meaning->rule = g_strdup(rows[i].rule);
        meaning->details.title = g_strdup(rows[i].title);
        meaning->details.question = rows[i].question;
        const Sender sender = {.meeting = "m",
                               .trust = {TRUST_TOKEN, TRUST_TOKEN, TRUST_FROM},
                               .guest = guest,
                               .answered = rows[i].answered,
                               .newest_sequence = G_MININT64};
        Decision decision = decide(meaning, &sender);
        g_test_message("%s", rows[i].what);
        g_assert_cmpint(decision.kind, ==, rows[i].want);
    }
    guest_free(guest);
}

static void
test_absence(void)
{
    static const struct {
        const char *until;
        Day want;
    } rows[] = {
        {"2004-06-10", 10},       {"2004-06-01", DAY_NONE}, /* today */
        {"2004-05-20", DAY_NONE}, {"2014-06-10", DAY_NONE}, /* not within a year */
        {NULL, DAY_NONE},
    };
    Guest *guest = ann();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->kind = MEANING_AUTOMATIC;
        meaning->until = g_strdup(rows[i].until);
        Sender sender = {.meeting = "m",
                         .trust = TRUST_POLICY_DEFAULT,
                         .guest = guest,
                         .today = day_of(2004, 6, 1)};
        Day want = rows[i].want == DAY_NONE ? DAY_NONE : day_of(2004, 6, rows[i].want);
        g_assert_cmpint(decide(meaning, &sender).patience, ==, want);
        g_assert_true(decide_wants_today(meaning) == (rows[i].until != NULL));
        meaning->authenticity = AUTHENTICITY_FAIL;
        g_assert_cmpint(decide(meaning, &sender).patience, ==, DAY_NONE);
        meaning->authenticity = AUTHENTICITY_UNKNOWN;
        meaning->several = true;
        g_assert_cmpint(decide(meaning, &sender).patience, ==, DAY_NONE);
        meaning->several = false;
        sender.guest = NULL; /* nobody's */
        g_assert_cmpint(decide(meaning, &sender).patience, ==, DAY_NONE);
    }
    guest_free(guest);
}

/* A wish needs the token alone; a sure answer beside it is an answer. */
static void
test_wishes(void)
{
    static const struct {
        const char *purpose, *from;
        Partstat partstat;
        bool token, revoked;
        DecisionKind want;
        bool silence;
    } rows[] = {
        {"unsubscribe", "ann@one.example", PARTSTAT_NONE, true, false, DECISION_NOTE, true},
        {"unsubscribe", "ann@alias.example", PARTSTAT_NONE, true, false, DECISION_NOTE, true},
        {"unsubscribe", "ann@one.example", PARTSTAT_DECLINED, true, false, DECISION_RECORD, true},
        {"unsubscribe", "ann@one.example", PARTSTAT_NONE, false, false, DECISION_REVIEW, false},
        {"unsubscribe", "ann@one.example", PARTSTAT_NONE, true, true, DECISION_REVIEW, false},
        {"help", "ann@one.example", PARTSTAT_NONE, true, false, DECISION_NOTE, false},
        {"help", "ann@one.example", PARTSTAT_ACCEPTED, true, false, DECISION_RECORD, false},
    };
    Guest *guest = ann();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->kind = MEANING_REPLY;
        g_free(meaning->from);
        meaning->from = g_strdup(rows[i].from);
        meaning->purpose = g_strdup(rows[i].purpose);
        meaning->partstat = rows[i].partstat;
        meaning->sure = true;
        const Sender sender = {.meeting = "m",
                               .trust = TRUST_POLICY_DEFAULT,
                               .guest = rows[i].token ? guest : NULL,
                               .revoked = rows[i].revoked,
                               .newest_sequence = G_MININT64};
        Decision decision = decide(meaning, &sender);
        g_assert_cmpint(decision.kind, ==, rows[i].want);
        g_assert_cmpint(decision.silence, ==, rows[i].silence);
        meaning->authenticity = AUTHENTICITY_FAIL;
        g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_REVIEW);
        g_assert_false(decide(meaning, &sender).silence);
        meaning->authenticity = AUTHENTICITY_UNKNOWN;
        meaning->several = true;
        g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_REVIEW);
        g_assert_false(decide(meaning, &sender).silence);
    }
    guest_free(guest);
}

static void
test_robots(void)
{
    static const struct {
        MeaningKind kind;
        DecisionKind want;
    } rows[] = {
        {MEANING_AUTOMATIC, DECISION_NOTE},
        {MEANING_REPORT, DECISION_NOTE},
        {MEANING_LOOP, DECISION_IGNORE},
        {MEANING_UNREADABLE, DECISION_REVIEW},
    };
    Guest *guest = ann();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        /* Even with a token, the right From and a yes: a robot has said nothing. */
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->kind = rows[i].kind;
        meaning->partstat = PARTSTAT_ACCEPTED;
        meaning->sure = true;
        g_free(meaning->from);
        meaning->from = g_strdup("ann@one.example");
        const Sender sender = {.meeting = "m",
                               .trust = TRUST_POLICY_DEFAULT,
                               .guest = guest,
                               .newest_sequence = G_MININT64};
        g_assert_cmpint(decide(meaning, &sender).kind, ==, rows[i].want);
    }
    guest_free(guest);
}

/* One that does not fit its mail says nothing, and is the organizer's to see; a delay says nothing anyway. */
static void
check_unfitting(const Meaning *meaning, const Sender *sender)
{
    Decision decision = decide(meaning, sender);
    g_assert_cmpint(decision.failure, ==, FAILURE_NONE);
    bool final = bounce_is_final(meaning->bounce);
    g_assert_cmpint(decision.believed, ==, !final);
    g_assert_cmpint(decision.kind, ==, final ? DECISION_REVIEW : DECISION_NOTE);
}

/* What each report says about the address; only a refusal of our mail is the organizer's to see, once. */
static void
test_bounces(void)
{
    static const struct {
        bool permanent, gave_up;
        const char *status;
        BounceCause cause;
        Failure want;
    } rows[] = {
        {true, false, "5.1.1", BOUNCE_ADDRESS, FAILURE_ADDRESS},
        {true, false, "5.1.10", BOUNCE_ADDRESS, FAILURE_ADDRESS},
        {true, false, "5.2.1", BOUNCE_ADDRESS, FAILURE_ADDRESS},
        {true, false, "5.2.2", BOUNCE_FULL, FAILURE_COUNTED},
        {true, false, "5.2.11", BOUNCE_OTHER, FAILURE_COUNTED},
        {true, false, NULL, BOUNCE_ADDRESS, FAILURE_COUNTED},
        {true, false, "5.0.0", BOUNCE_OTHER, FAILURE_COUNTED},
        {false, true, "4.2.2", BOUNCE_FULL,
         FAILURE_COUNTED}, /* failed, though it might have passed */
        {false, true, "4.4.1", BOUNCE_OTHER, FAILURE_COUNTED},
        {true, false, "5.7.1", BOUNCE_OTHER, FAILURE_CONTENT},
        {true, false, "5.6.0", BOUNCE_OTHER, FAILURE_CONTENT},
        {true, false, "5.1.1", BOUNCE_CONTENT, FAILURE_CONTENT}, /* its words speak of spam */
        {true, false, "5.1.8", BOUNCE_ADDRESS, FAILURE_CONTENT}, /* the sender's address: ours */
        {false, false, "4.1.1", BOUNCE_ADDRESS, FAILURE_NONE},
        {false, false, "4.4.1", BOUNCE_OTHER, FAILURE_NONE},
    };
    Guest *guest = ann();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->kind = MEANING_BOUNCE;
        meaning->bounce = bounce_new();
        meaning->bounce->permanent = rows[i].permanent;
        meaning->bounce->gave_up = rows[i].gave_up;
        meaning->bounce->cause = rows[i].cause;
        meaning->bounce->status = g_strdup(rows[i].status);
        meaning->bounce->message_id = g_strdup("ours@x");
        g_free(meaning->from);
        meaning->from = g_strdup("ann@one.example"); /* a report is no sign of life */
        Sender sender = {.meeting = "m",
                         .trust = TRUST_POLICY_DEFAULT,
                         .guest = guest,
                         .bounced = {.recipient = "ann@one.example",
                                     .message_id = "<ours@x>",
                                     .left_at = 1000,
                                     .heard_at = NEVER},
                         .now = 2000,
                         .newest_sequence = G_MININT64};
        Decision decision = decide(meaning, &sender);
        bool content = rows[i].want == FAILURE_CONTENT;
        g_assert_cmpint(decision.failure, ==, rows[i].want);
        g_assert_cmpint(decision.kind, ==, content ? DECISION_REVIEW : DECISION_NOTE);
        g_assert_null(decision.alive);
        g_assert_true(decision.believed);
        sender.bounced.heard_at = 1500;
        check_unfitting(meaning, &sender);
        sender.bounced.heard_at = NEVER;
        meaning->authenticity = AUTHENTICITY_FAIL;
        check_unfitting(meaning, &sender);
        meaning->authenticity = AUTHENTICITY_UNKNOWN;
        sender.refused = true;
        g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_NOTE);
        sender.guest = NULL;
        g_assert_cmpint(decide(meaning, &sender).failure, ==, FAILURE_NONE);
    }
    guest_free(guest);
}

static void
test_alive(void)
{
    static const struct {
        MeaningKind kind;
        const char *from, *want;
        bool theirs;
    } rows[] = {
        {MEANING_REPLY, "Ann <Ann@Home.example>", "ann@home.example", true},
        {MEANING_CALENDAR, "ann@one.example", "ann@one.example", true},
        {MEANING_REPLY, "Ann <ann@learned.example>", NULL, true},
        {MEANING_REPLY, "bob@two.example", NULL, false},
        {MEANING_AUTOMATIC, "ann@one.example", NULL, false},
    };
    g_autoptr(GPtrArray) learned = g_ptr_array_new();
    g_ptr_array_add(learned, "ann@learned.example");
    Guest *guest = ann();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->kind = rows[i].kind;
        g_free(meaning->from);
        meaning->from = g_strdup(rows[i].from);
        const Sender sender = {.meeting = "m",
                               .trust = TRUST_POLICY_DEFAULT,
                               .guest = guest,
                               .learned = learned,
                               .newest_sequence = G_MININT64};
        const Decision decision = decide(meaning, &sender);
        g_assert_cmpstr(decision.alive, ==, rows[i].want);
        g_assert_cmpint(decision.theirs, ==, rows[i].theirs);
    }
    guest_free(guest);
}

static void
test_breaker(void)
{
    static const struct {
        int failing, guests;
        bool want;
    } rows[] = {
        {2, 4, false},    {3, 4, true},    {3, 15, true},        {3, 16, false},
        {19, 100, false}, {20, 100, true}, {20000, 40000, true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(addresses_break(rows[i].failing, rows[i].guests), ==, rows[i].want);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/decide/words", test_words);
    g_test_add_func("/decide/calendar", test_calendar);
    g_test_add_func("/decide/promises", test_promises);
    g_test_add_func("/decide/titles", test_titles);
    g_test_add_func("/decide/absence", test_absence);
    g_test_add_func("/decide/wishes", test_wishes);
    g_test_add_func("/decide/robots", test_robots);
    g_test_add_func("/decide/bounces", test_bounces);
    g_test_add_func("/decide/alive", test_alive);
    g_test_add_func("/decide/breaker", test_breaker);
    return g_test_run();
}
