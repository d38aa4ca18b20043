/* itip: which calendar objects are answers, and whose line speaks for their sender. */
#include <glib.h>
#include "inbox/itip.h"

typedef struct {
    const char *address;
    Partstat partstat;
    const char *recurrence_id;
} Line;

static Itip *
object(const char *method, const char *component, const Line *lines, size_t n)
{
    Itip *itip = itip_new();
    itip->method = g_strdup(method);
    itip->component = g_strdup(component);
    for (size_t i = 0; i < n; i++) {
        ItipAttendee *attendee = itip_attendee_new();
        attendee->address = g_strdup(lines[i].address);
        attendee->partstat = lines[i].partstat;
        attendee->recurrence_id = g_strdup(lines[i].recurrence_id);
        g_ptr_array_add(itip->attendees, attendee);
    }
    return itip;
}

static void
test_answers(void)
{
    static const struct {
        const char *method;
        const char *component;
        bool want;
    } rows[] = {
        {"REPLY", "VEVENT", true},    {"REPLY", "VTODO", false},    {"REPLY", "VPOLL", false},
        {"REQUEST", "VEVENT", false}, {"CANCEL", "VEVENT", false},  {"COUNTER", "VEVENT", false},
        {"REFRESH", "VEVENT", false}, {"PUBLISH", "VEVENT", false}, {"ADD", "VEVENT", false},
        {NULL, "VEVENT", false},      {"REPLY", NULL, false},
    };
    g_assert_false(itip_is_answer(NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Itip *itip = object(rows[i].method, rows[i].component, NULL, 0);
        g_assert_cmpint(itip_is_answer(itip), ==, rows[i].want);
        itip_free(itip);
    }
}

/* Of several attendees, whose answer it is. */
static void
test_speaker(void)
{
    static const struct {
        const char *from;
        Line lines[3];
        size_t n;
        int want; /* index; -1 = nobody */
    } rows[] = {
        {"bob@x.example", {{"bob@x.example", PARTSTAT_ACCEPTED, NULL}}, 1, 0},
        {"Bob@X.example",
         {{"a@x.example", PARTSTAT_DECLINED, NULL}, {"BOB@x.example", PARTSTAT_ACCEPTED, NULL}},
         2,
         1},
        {"alias@y.example",
         {{"bob@x.example", PARTSTAT_ACCEPTED, NULL}},
         1,
         0}, /* another address of his */
        {NULL, {{"bob@x.example", PARTSTAT_ACCEPTED, NULL}}, 1, 0},
        {NULL, {{NULL, PARTSTAT_ACCEPTED, NULL}}, 1, 0},
        {"bob@x.example", {{NULL, PARTSTAT_ACCEPTED, NULL}}, 0, -1}, /* no ATTENDEE at all */
        {"alias@y.example",
         {{"a@x.example", PARTSTAT_ACCEPTED, NULL}, {"b@x.example", PARTSTAT_ACCEPTED, NULL}},
         2,
         0},
        {"alias@y.example",
         {{"a@x.example", PARTSTAT_ACCEPTED, NULL}, {"b@x.example", PARTSTAT_DECLINED, NULL}},
         2,
         -1},
        {"alias@y.example",
         {{"a@x.example", PARTSTAT_NEEDS_ACTION, NULL}, {"b@x.example", PARTSTAT_DECLINED, NULL}},
         2,
         1},
        {"a@x.example",
         {{"a@x.example", PARTSTAT_NEEDS_ACTION, NULL}, {"b@x.example", PARTSTAT_DECLINED, NULL}},
         2,
         1},
        {"a@x.example", {{"a@x.example", PARTSTAT_NEEDS_ACTION, NULL}}, 1, -1},
        {"a@x.example", {{"a@x.example", PARTSTAT_NONE, NULL}}, 1, -1},
        /* the series speaks before its single days, also where they differ */
        {"a@x.example",
         {{"a@x.example", PARTSTAT_ACCEPTED, NULL},
          {"a@x.example", PARTSTAT_DECLINED, "20040715T080000Z"}},
         2,
         0},
        {NULL,
         {{"a@x.example", PARTSTAT_ACCEPTED, NULL},
          {"a@x.example", PARTSTAT_DECLINED, "20040715T080000Z"}},
         2,
         0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Itip *itip = object("REPLY", "VEVENT", rows[i].lines, rows[i].n);
        const ItipAttendee *want = rows[i].want < 0 ? NULL : itip->attendees->pdata[rows[i].want];
        if (itip_speaker(itip, rows[i].from) != want)
            g_error("row %zu", i);
        itip_free(itip);
    }
}

/* "new time proposed: now" only means that a comment was typed. */
static void
test_noise(void)
{
    static const struct {
        const char *proposal;
        const char *dtstamp;
        bool want;
    } rows[] = {
        {"20040714T170000Z/20040714T180000Z", "20040701T100000Z", false},
        {"20040701T100000Z/20040701T110000Z", "20040701T100000Z", true},
        {"20040630T100000Z/PT1H", "20040701T100000Z", true},
        {"20040630T100000/20040630T110000", "20040701T100000Z", false}, /* local time: not known */
        {"20040630/20040701", "20040701T100000Z", false},
        {NULL, "20040701T100000Z", false},
        {"20040714T170000Z/PT1H", NULL, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Itip *itip = object("COUNTER", "VEVENT", NULL, 0);
        itip->proposal = g_strdup(rows[i].proposal);
        itip->dtstamp = g_strdup(rows[i].dtstamp);
        g_assert_cmpint(itip_proposal_is_noise(itip), ==, rows[i].want);
        itip_free(itip);
    }
}

static void
test_method(void)
{
    static const struct {
        const char *object;
        const char *part;
        const char *want;
    } rows[] = {
        {"REPLY", "REPLY", "REPLY"},     {NULL, "reply", "REPLY"}, {"REPLY", NULL, "REPLY"},
        {"PUBLISH", "REPLY", "PUBLISH"}, {NULL, NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Itip *itip = object(rows[i].object, "VEVENT", NULL, 0);
        itip_settle_method(itip, rows[i].part);
        g_assert_cmpstr(itip->method, ==, rows[i].want);
        itip_free(itip);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/itip/answers", test_answers);
    g_test_add_func("/itip/speaker", test_speaker);
    g_test_add_func("/itip/noise", test_noise);
    g_test_add_func("/itip/method", test_method);
    return g_test_run();
}
