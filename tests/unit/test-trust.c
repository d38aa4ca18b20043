/* decide: who wrote, and what that is worth. Ann holds the token; her address is ann@one.example. */
#include "inbox/decide.h"
#include "tests/unit/fixture-ann.h"

/* Who wrote, as far as it shows, against what the meeting asks for. */
static void
test_trust(void)
{
    static const struct {
        const char *what, *from;
        bool calendar, named, several, learned;
        Authenticity authenticity;
        TrustPolicy trust;
        Partstat answered;
        const char *want; /* the trust that is recorded; NULL = waits in review */
    } rows[] = {
        {"by default From is enough", "ann@one.example", false, false, false, false,
         AUTHENTICITY_UNKNOWN, TRUST_POLICY_DEFAULT, PARTSTAT_NONE, "token+from"},
        {"a stranger's is not", "eve@evil.example", false, false, false, false, AUTHENTICITY_PASS,
         TRUST_POLICY_DEFAULT, PARTSTAT_NONE, NULL},
        {"but one that was learned", "Ann <ANN@phone.example>", false, false, false, true,
         AUTHENTICITY_UNKNOWN, TRUST_POLICY_DEFAULT, PARTSTAT_NONE, "token+from"},
        {"a forged From is not", "ann@one.example", false, false, false, false, AUTHENTICITY_FAIL,
         TRUST_POLICY_DEFAULT, PARTSTAT_NONE, NULL},
        {"not even where the token is enough",
         "ann@one.example",
         false,
         false,
         false,
         false,
         AUTHENTICITY_FAIL,
         {TRUST_TOKEN, TRUST_TOKEN, TRUST_FROM},
         PARTSTAT_NONE,
         NULL},
        {"some meetings take the token",
         "secretary@one.example",
         false,
         false,
         false,
         false,
         AUTHENTICITY_UNKNOWN,
         {TRUST_TOKEN, TRUST_FROM, TRUST_FROM},
         PARTSTAT_NONE,
         "token"},
        {"for the first answer",
         "secretary@one.example",
         false,
         false,
         false,
         false,
         AUTHENTICITY_UNKNOWN,
         {TRUST_TOKEN, TRUST_FROM, TRUST_FROM},
         PARTSTAT_DECLINED,
         NULL},
        {"and the same once more",
         "secretary@one.example",
         false,
         false,
         false,
         false,
         AUTHENTICITY_UNKNOWN,
         {TRUST_TOKEN, TRUST_FROM, TRUST_FROM},
         PARTSTAT_ACCEPTED,
         "token"},
        {"some want a proof",
         "ann@one.example",
         false,
         false,
         false,
         false,
         AUTHENTICITY_UNKNOWN,
         {TRUST_AUTHENTICATED, TRUST_AUTHENTICATED, TRUST_FROM},
         PARTSTAT_NONE,
         NULL},
        {"and have it",
         "ann@one.example",
         false,
         false,
         false,
         false,
         AUTHENTICITY_PASS,
         {TRUST_AUTHENTICATED, TRUST_AUTHENTICATED, TRUST_FROM},
         PARTSTAT_NONE,
         "token+from"},
        {"tokens of two invitations", "ann@one.example", false, false, true, false,
         AUTHENTICITY_PASS, TRUST_POLICY_DEFAULT, PARTSTAT_NONE, NULL},
        {"a name alone is no proof in words", "ann@one.example", false, true, false, false,
         AUTHENTICITY_PASS, TRUST_POLICY_DEFAULT, PARTSTAT_NONE, NULL},
        {"in a calendar object with UID, ATTENDEE and From it is", "ann@one.example", true, true,
         false, false, AUTHENTICITY_UNKNOWN, TRUST_POLICY_DEFAULT, PARTSTAT_NONE, "uid+from"},
        {"which changes nothing that stands", "ann@one.example", true, true, false, false,
         AUTHENTICITY_UNKNOWN, TRUST_POLICY_DEFAULT, PARTSTAT_DECLINED, NULL},
        {"but says it again", "ann@one.example", true, true, false, false, AUTHENTICITY_UNKNOWN,
         TRUST_POLICY_DEFAULT, PARTSTAT_ACCEPTED, "uid+from"},
        {"and changes it with a proof", "ann@one.example", true, true, false, false,
         AUTHENTICITY_PASS, TRUST_POLICY_DEFAULT, PARTSTAT_DECLINED, "uid+from"},
        {"not without From", "robot@calendar.example", true, true, false, false,
         AUTHENTICITY_UNKNOWN, TRUST_POLICY_DEFAULT, PARTSTAT_NONE, NULL},
        {"with the token ATTENDEE stands for From", "robot@calendar.example", true, false, false,
         false, AUTHENTICITY_UNKNOWN, TRUST_POLICY_DEFAULT, PARTSTAT_NONE, "token"},
        {"but not for a proof",
         "robot@calendar.example",
         true,
         false,
         false,
         false,
         AUTHENTICITY_PASS,
         {TRUST_AUTHENTICATED, TRUST_AUTHENTICATED, TRUST_FROM},
         PARTSTAT_NONE,
         NULL},
    };
    Guest *guest = ann();
    g_autoptr(GPtrArray) learned = g_ptr_array_new();
    g_ptr_array_add(learned, (gpointer) "ann@phone.example");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        meaning->kind = rows[i].calendar ? MEANING_CALENDAR : MEANING_REPLY;
        meaning->partstat = PARTSTAT_ACCEPTED;
        meaning->sure = true;
        meaning->several = rows[i].several;
        meaning->authenticity = rows[i].authenticity;
        g_free(meaning->from);
        meaning->from = g_strdup(rows[i].from);
        if (rows[i].calendar) {
            ItipAttendee *attendee = itip_attendee_new();
            attendee->address = g_strdup("ann@one.example");
            attendee->partstat = PARTSTAT_ACCEPTED;
            meaning->itip = itip_new();
            meaning->itip->method = g_strdup("REPLY");
            meaning->itip->uid = g_strdup("u");
            g_ptr_array_add(meaning->itip->attendees, attendee);
        }
        const Sender sender = {.meeting = "m",
                               .guest = guest,
                               .uid = "u",
                               .named = rows[i].named,
                               .learned = rows[i].learned ? learned : NULL,
                               .trust = rows[i].trust,
                               .answered = rows[i].answered,
                               .newest_sequence = G_MININT64};
        Decision decision = decide(meaning, &sender);
        g_test_message("%s: %s", rows[i].what, decision.why);
        g_assert_cmpint(decision.kind, ==, rows[i].want ? DECISION_RECORD : DECISION_REVIEW);
        g_assert_cmpstr(decision.trust, ==, rows[i].want);
    }
    guest_free(guest);
}

static void
test_strangers(void)
{
    g_autoptr(Meaning) meaning = meaning_new();
    meaning->kind = MEANING_REPLY;
    Sender sender = {.newest_sequence = G_MININT64};
    g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_REVIEW);
    sender.crowded = true;
    g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_IGNORE);
    meaning->kind = MEANING_UNREADABLE;
    g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_IGNORE);
    sender.crowded = false;
    g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_REVIEW);
    /* So do those who have a guest's token, and nobody else's answer is kept out by them. */
    Guest *guest = guest_new();
    g_ptr_array_add(guest->addresses, g_strdup("ann@one.example"));
    sender.meeting = "oslo";
    sender.guest = guest;
    g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_REVIEW);
    sender.crowded = true;
    g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_IGNORE);
    meaning->kind = MEANING_REPLY;
    g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_IGNORE);
    meaning->from = g_strdup("Ann <ann@one.example>");
    meaning->partstat = PARTSTAT_ACCEPTED;
    meaning->sure = true;
    g_assert_cmpint(decide(meaning, &sender).kind, ==, DECISION_RECORD);
    guest_free(guest);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/trust/policies", test_trust);
    g_test_add_func("/trust/strangers", test_strangers);
    return g_test_run();
}
