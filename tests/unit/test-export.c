/* What is said of a guest, as a row and as an object; whole exports are in tests/cli/t610-export.sh. */
#include "cli/export.h"
#include <jansson.h>
#include <string.h>
#include "tests/templates/meeting.h"

typedef struct {
    Meeting *meeting;
    GPtrArray *standings;
    GPtrArray *answers;
    Export source;
} Fixture;

/* Mira has said all that can be said; who "gone" was, the meeting does not know any more. */
static void
set_up(Fixture *fixture, gconstpointer user_data)
{
    Standing *full = standing_new(), *gone = standing_new();
    fixture->meeting = meeting_for_tests();
    fixture->standings = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    g_ptr_array_add(fixture->standings, full);
    g_ptr_array_add(fixture->standings, gone);
    full->guest = g_strdup("mira");
    full->name = g_strdup("Mira Okafor");
    full->address = g_strdup("mira@keepers.example");
    full->partstat = PARTSTAT_TENTATIVE;
    full->answered_at = 1943301600;
    full->channel = g_strdup("reply");
    full->words = g_strdup("I may come");
    full->details = (Details){.partial = g_strdup("only Tuesday"),
                              .delegate = g_strdup("Ole"),
                              .promise = g_strdup("on Friday"),
                              .condition = g_strdup("if the ferry runs"),
                              .topic = g_strdup("wicks"),
                              .title = g_strdup("Brass"),
                              .diet = g_strdup("no fish"),
                              .arrival = g_strdup("Monday"),
                              .departure = g_strdup("Thursday"),
                              .guests = 2,
                              .remote = true,
                              .question = true};
    full->review = true;
    full->invitation = DELIVERY_UNKNOWN;
    full->invited_at = 1943301600 - 86400;
    g_ptr_array_add(full->reminders, g_strdup("14d"));
    g_ptr_array_add(full->reminders, g_strdup("2d"));
    full->dead_why = g_strdup("550 no such user");
    full->seat.state = SEAT_WAITING;
    gone->guest = g_strdup("gone");
    gone->name = g_strdup("Gone \xff");
    QuestionAnswer *answer = g_new0(QuestionAnswer, 1);
    *answer = (QuestionAnswer){g_strdup("mira"), g_strdup("2"), g_strdup("both")};
    fixture->answers = g_ptr_array_new_with_free_func((GDestroyNotify)question_answer_free);
    g_ptr_array_add(fixture->answers, answer);
    fixture->source = (Export){.meeting = fixture->meeting,
                               .zone = zone_open(fixture->meeting->zone),
                               .standings = fixture->standings,
                               .answers = fixture->answers,
                               .revision = 3,
                               .applied_at = 1943301600};
    (void)user_data;
}

static void
tear_down(Fixture *fixture, gconstpointer user_data)
{
    g_time_zone_unref(fixture->source.zone);
    g_ptr_array_unref(fixture->standings);
    g_ptr_array_unref(fixture->answers);
    meeting_free(fixture->meeting);
    (void)user_data;
}

static void
test_csv(Fixture *fixture, gconstpointer user_data)
{
    g_autofree char *csv = export_csv(&fixture->source);
    g_auto(GStrv) rows = g_strsplit(csv, "\r\n", -1);
    g_assert_cmpuint(g_strv_length(rows), ==, 4);
    g_assert_cmpstr(rows[1], ==,
                    "mira,Mira Okafor,mira@keepers.example,mira@keepers.example,Cape Lights,,,en,"
                    "America/New_York,TENTATIVE,2031-07-31T22:00:00Z,reply,I may come,"
                    "only Tuesday,Ole,on Friday,if the ferry runs,wicks,Brass,no fish,Monday,"
                    "Thursday,2,true,true,true,unknown,2031-07-30T22:00:00Z,14d 2d,"
                    "550 no such user,waiting,,both"); /* to the two questions */
    g_assert_cmpstr(rows[2], ==,
                    "gone,Gone \xef\xbf\xbd,,,,,,,,NEEDS-ACTION,,,,,,,,,,,,,,false,false,false,"
                    "none,,,,,,");
    g_assert_cmpstr(rows[3], ==, "");
    (void)user_data;
}

/* Cells that a spreadsheet would run, or take apart. */
static void
test_cells(Fixture *fixture, gconstpointer user_data)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"", ""},
        {"plain words", "plain words"},
        {"a = b + c", "a = b + c"},
        {"=1+1", "\"'=1+1\""},
        {" =1+1", "\"'=1+1\""},
        {"\t\r\n=1+1", "\"'=1+1\""},
        {"+49 731", "\"'+49 731\""},
        {"-1", "\"'-1\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"＝1", "\"'＝1\""},
        {"=\"x\"", "\"'=\"\"x\"\"\""},
        {"a,b", "\"a,b\""},
        {"a;=b", "\"a;=b\""},
        {"say \"no\"", "\"say \"\"no\"\"\""},
        {"one\r\ntwo\tthree", "one two three"},
        {"'quoted'", "\"'quoted'\""},
    };
    Standing *standing = g_ptr_array_index(fixture->standings, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_free(standing->words);
        standing->words = g_strdup(cases[i].text);
        g_autofree char *csv = export_csv(&fixture->source);
        g_autofree char *want = g_strdup_printf(",reply,%s,only Tuesday,", cases[i].want);
        if (!strstr(csv, want))
            g_error("%s is not in %s", want, csv);
    }
    (void)user_data;
}

static json_t *
guest_in(json_t *all, size_t index)
{
    json_t *guest = json_array_get(json_object_get(all, "guests"), index);
    g_assert_true(json_is_object(guest));
    return guest;
}

static void
assert_json(json_t *object, const char *key, const char *want)
{
    g_autofree char *got = json_dumps(json_object_get(object, key), JSON_ENCODE_ANY | JSON_COMPACT);
    g_assert_cmpstr(got, ==, want);
}

static void
test_json(Fixture *fixture, gconstpointer user_data)
{
    g_autofree char *text = export_json(&fixture->source);
    json_t *all = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    g_assert_nonnull(all);
    json_t *mira = guest_in(all, 0), *gone = guest_in(all, 1);
    assert_json(mira, "partstat", "\"TENTATIVE\"");
    assert_json(mira, "answered_at", "\"2031-07-31T22:00:00Z\"");
    assert_json(mira, "reminders", "[\"14d\",\"2d\"]");
    assert_json(mira, "review", "true");
    assert_json(mira, "details",
                "{\"partial\":\"only Tuesday\",\"delegate\":\"Ole\",\"promise\":\"on Friday\","
                "\"condition\":\"if the ferry runs\",\"topic\":\"wicks\",\"title\":\"Brass\","
                "\"diet\":\"no fish\",\"arrival\":\"Monday\",\"departure\":\"Thursday\","
                "\"guests\":2,\"remote\":true,\"question\":true}");
    assert_json(gone, "name", "\"Gone \xef\xbf\xbd\"");
    assert_json(gone, "addresses", "[]");
    assert_json(gone, "affiliation", "null");
    assert_json(gone, "details", "{}");
    json_decref(all);
    (void)user_data;
}

/* An end of the file's own, the start of the next session, and an open end. */
static void
test_json_agenda(Fixture *fixture, gconstpointer user_data)
{
    static const struct {
        size_t index;
        const char *starts, *ends, *given, *open;
    } cases[] = {
        {1, "\"2031-09-30T10:00:00+02:00\"", "\"2031-09-30T11:00:00+02:00\"", "false", "false"},
        {3, "\"2031-09-30T12:30:00+02:00\"", "\"2031-09-30T14:00:00+02:00\"", "true", "false"},
        {4, "\"2031-09-30T14:00:00+02:00\"", "\"2031-09-30T18:00:00+02:00\"", "false", "true"},
    };
    g_autofree char *text = export_json(&fixture->source);
    json_t *all = json_loads(text, 0, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_t *session = json_array_get(json_object_get(all, "agenda"), cases[i].index);
        assert_json(session, "starts", cases[i].starts);
        assert_json(session, "ends", cases[i].ends);
        assert_json(session, "end_given", cases[i].given);
        assert_json(session, "open_end", cases[i].open);
    }
    json_decref(all);
    (void)user_data;
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/export/csv", Fixture, NULL, set_up, test_csv, tear_down);
    g_test_add("/export/cells", Fixture, NULL, set_up, test_cells, tear_down);
    g_test_add("/export/json", Fixture, NULL, set_up, test_json, tear_down);
    g_test_add("/export/json-agenda", Fixture, NULL, set_up, test_json_agenda, tear_down);
    return g_test_run();
}
