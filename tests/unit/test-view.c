/* Views: they hold exactly the names of the contract, each with its type, whatever is known; and what
 * some of them say. */
#include <string.h>
#include "mailer/view-contract.h"
#include "mailer/view.h"
#include "tests/templates/meeting.h"

typedef struct {
    Meeting *meeting;
    TemplateLibrary *library;
    const Words *words;
    LetterContext context;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer user_data)
{
    fixture->meeting = meeting_for_tests();
    fixture->library = template_library_new(NULL, NULL);
    fixture->words = template_library_words(fixture->library, user_data, NULL);
    fixture->context.meeting = fixture->meeting;
    fixture->context.zone = zone_open("Europe/Brussels");
    fixture->context.guest = meeting_guest(fixture->meeting, "mira");
    (void)user_data;
}

static void
tear_down(Fixture *fixture, gconstpointer user_data)
{
    g_time_zone_unref(fixture->context.zone);
    template_library_free(fixture->library);
    meeting_free(fixture->meeting);
    (void)user_data;
}

static void conforms(const TemplateValue *map, const TemplateName *names, const TemplateName *more,
                     const char *path);

static void
value_conforms(const TemplateValue *value, const TemplateName *name, const char *path)
{
    g_autofree char *here = g_strconcat(path, ".", name->name, NULL);
    if (!value)
        g_error("%s is in the contract but not in the view", here);
    bool missing_map = name->type == TEMPLATE_MAP && template_value_type(value) == TEMPLATE_TEXT &&
                       !template_value_true(value);
    if (missing_map)
        return;
    if (template_value_type(value) != name->type)
        g_error("%s is a %s", here, template_type_name(template_value_type(value)));
    if (name->type == TEMPLATE_MAP)
        conforms(value, name->names, NULL, here);
    for (guint i = 0; i < template_value_length(value); i++) {
        const TemplateValue *item = template_value_item(value, i);
        if (name->names)
            conforms(item, name->names, NULL, here);
        else if (template_value_type(item) != TEMPLATE_TEXT)
            g_error("%s has an item that is no text", here);
    }
}

static bool
has_name(const TemplateName *names, const char *name)
{
    for (; names && names->name; names++) {
        if (strcmp(names->name, name) == 0)
            return true;
    }
    return false;
}

static void
conforms(const TemplateValue *map, const TemplateName *names, const TemplateName *more,
         const char *path)
{
    g_autoptr(GPtrArray) set = template_value_names(map);
    for (guint i = 0; i < set->len; i++) {
        const char *name = g_ptr_array_index(set, i);
        if (!has_name(names, name) && !has_name(more, name))
            g_error("%s.%s is in the view but not in the contract", path, name);
    }
    for (const TemplateName *name = names; name->name; name++)
        value_conforms(template_value_get(map, name->name), name, path);
    for (const TemplateName *name = more; name && name->name; name++)
        value_conforms(template_value_get(map, name->name), name, path);
}

static const TemplateKind *
kind_of(NoticeKind notice)
{
    for (const TemplateKind *kind = view_kinds; kind->name; kind++) {
        if (strcmp(kind->name, notice_kind_name(notice)) == 0)
            return kind;
    }
    g_error("%s has no row in the contract", notice_kind_name(notice));
}

static void
all_kinds_conform(Fixture *fixture)
{
    for (int i = 0; i < NOTICE_KINDS; i++) {
        const TemplateKind *kind = kind_of((NoticeKind)i);
        fixture->context.kind = (NoticeKind)i;
        fixture->context.step = 1;
        g_autoptr(TemplateValue) view = view_new(&fixture->context, fixture->words, "en");
        conforms(view, view_names, kind->names, kind->name);
    }
}

static void
test_conforms(Fixture *fixture, gconstpointer user_data)
{
    static const Details details = {
        .partial = (char *)"the first day", .guests = 2, .remote = true};
    all_kinds_conform(fixture);
    fixture->context.details = &details;
    fixture->context.partstat = PARTSTAT_TENTATIVE;
    all_kinds_conform(fixture);
    fixture->context.guest = NULL; /* to the organizer */
    all_kinds_conform(fixture);
    (void)user_data;
}

/* A meeting of which nothing is known but its name and day. */
static void
test_bare_meeting(Fixture *fixture, gconstpointer user_data)
{
    g_autoptr(Meeting) bare = meeting_new();
    bare->id = g_strdup("bare");
    bare->name = g_strdup("Bare");
    bare->zone = g_strdup("UTC");
    bare->answer_by = DAY_NONE;
    bare->organizer.address = g_strdup("ines@keepers.example");
    g_ptr_array_add(bare->days, agenda_day_new(day_of(2031, 9, 30)));
    fixture->context.meeting = bare;
    fixture->context.guest = NULL;
    all_kinds_conform(fixture);
    g_autoptr(TemplateValue) view = view_new(&fixture->context, fixture->words, "en");
    const TemplateValue *organizer = template_value_get(view, "organizer");
    g_assert_cmpstr(template_value_text(template_value_get(organizer, "name")), ==,
                    "ines@keepers.example");
    g_assert_false(template_value_true(template_value_get(view, "answer_by")));
    g_assert_false(
        template_value_true(template_value_get(template_value_get(view, "meeting"), "has_agenda")));
    (void)user_data;
}

/* Wall time in a zone of the venue, UTC, and the reader's zone. */
static const struct {
    const char *venue, *reader;
    int hour;
    const char *day, *offset, *elsewhere;
} moments[] = {
    {"Europe/Brussels", "America/New_York", 10, "Tuesday, 30 September 2031", "UTC+2",
     "08:00 UTC and 04:00 in New York"},
    {"Europe/Brussels", NULL, 10, "Tuesday, 30 September 2031", "UTC+2", "08:00 UTC"},
    {"Europe/Brussels", "Europe/Vienna", 10, "Tuesday, 30 September 2031", "UTC+2", ""},
    {"Atlantic/Reykjavik", NULL, 10, "Tuesday, 30 September 2031", "UTC+0", ""},
    {"Atlantic/Reykjavik", "UTC", 10, "Tuesday, 30 September 2031", "UTC+0", ""},
    {"UTC", "UTC", 10, "Tuesday, 30 September 2031", "", ""},
    {"UTC", "Asia/Kolkata", 10, "Tuesday, 30 September 2031", "", "15:30 in Kolkata"},
    {"Asia/Kolkata", "UTC", 3, "Tuesday, 30 September 2031", "UTC+5:30", "21:30 UTC on Monday"},
    {"America/Los_Angeles", "Asia/Tokyo", 18, "Tuesday, 30 September 2031", "UTC-7",
     "01:00 UTC on Wednesday and 10:00 on Wednesday in Tokyo"},
    {"America/St_Johns", NULL, 12, "Tuesday, 30 September 2031", "UTC-2:30", "14:30 UTC"},
};

static void
test_moments(Fixture *fixture, gconstpointer user_data)
{
    for (gsize i = 0; i < G_N_ELEMENTS(moments); i++) {
        g_autoptr(GTimeZone) venue = zone_open(moments[i].venue);
        g_autoptr(GTimeZone) reader = zone_open(moments[i].reader);
        gint64 when = when_utc(day_of(2031, 9, 30), moments[i].hour * 60, venue);
        g_autoptr(TemplateValue) moment =
            view_moment(when, venue, moments[i].venue, reader, moments[i].reader, fixture->words);
        g_assert_cmpstr(template_value_text(template_value_get(moment, "day")), ==, moments[i].day);
        g_assert_cmpstr(template_value_text(template_value_get(moment, "offset")), ==,
                        moments[i].offset);
        g_assert_cmpstr(template_value_text(template_value_get(moment, "elsewhere")), ==,
                        moments[i].elsewhere);
    }
    (void)user_data;
}

/* The agenda's first session after each change of the venue's clock or the reader's; both change it in their own week. */
static void
test_shifts(Fixture *fixture, gconstpointer user_data)
{
    static const struct {
        Day first; /* of two days, at 10:00 each, in Brussels */
        const char *reader, *day, *offset, *elsewhere;
    } cases[] = {
        {24, "America/New_York", NULL, NULL, NULL},
        {25, "America/New_York", "Sunday, 26 October 2031", "UTC+1",
         "09:00 UTC and 05:00 in New York"},
        {25, NULL, "Sunday, 26 October 2031", "UTC+1", "09:00 UTC"},
        {32, "America/New_York", "Sunday, 2 November 2031", "UTC+1",
         "09:00 UTC and 04:00 in New York"},
        {32, NULL, NULL, NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Meeting) meeting = meeting_new();
        g_autoptr(GTimeZone) reader = cases[i].reader ? zone_open(cases[i].reader) : NULL;
        meeting->zone = g_strdup("Europe/Brussels");
        for (guint day = 0; day < 2; day++) {
            g_ptr_array_add(meeting->days,
                            agenda_day_new(day_of(2031, 10, 1) + cases[i].first - 1 + (Day)day));
            add_session(meeting, day, SESSION_BREAK, "10:00", "Start");
        }
        g_autoptr(TemplateValue) shifts =
            view_shifts(meeting, fixture->context.zone, reader, cases[i].reader, fixture->words);
        g_assert_cmpuint(template_value_length(shifts), ==, cases[i].day ? 1 : 0);
        if (!cases[i].day)
            continue;
        const TemplateValue *shift = template_value_item(shifts, 0);
        g_assert_cmpstr(template_value_text(template_value_get(shift, "day")), ==, cases[i].day);
        g_assert_cmpstr(template_value_text(template_value_get(shift, "offset")), ==,
                        cases[i].offset);
        g_assert_cmpstr(template_value_text(template_value_get(shift, "elsewhere")), ==,
                        cases[i].elsewhere);
    }
    (void)user_data;
}

/* Days that remain are counted where the meeting is. */
static void
test_deadline(Fixture *fixture, gconstpointer user_data)
{
    static const struct {
        int day, minute; /* of September, in Brussels */
        const char *want;
    } cases[] = {
        {-1, 600, ""}, {0, 0, "tomorrow"}, {1, 0, "today"}, {1, 1439, "today"}, {2, 0, "passed"}};
    static const char *const flags[] = {"tomorrow", "today", "passed"};
    Day first = day_of(2031, 9, 1);
    fixture->context.kind = NOTICE_REMINDER;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        fixture->context.now =
            when_utc(first + cases[i].day - 1, cases[i].minute, fixture->context.zone);
        g_autoptr(TemplateValue) view = view_new(&fixture->context, fixture->words, "en");
        const TemplateValue *deadline = template_value_get(view, "answer_by");
        for (gsize j = 0; j < G_N_ELEMENTS(flags); j++)
            g_assert_cmpint(template_value_true(template_value_get(deadline, flags[j])), ==,
                            strcmp(flags[j], cases[i].want) == 0);
    }
    (void)user_data;
}

/* "Today" and "tomorrow" are said where they are true by the meeting's clock (Brussels, UTC+2) and by the reader's. */
static void
test_days_apart(Fixture *fixture, gconstpointer user_data)
{
    static const struct {
        const char *reader;
        int day, hour; /* of September, in Brussels */
        const char *deadline, *start;
    } cases[] = {
        {NULL, 1, 2, "today", "days"},
        {"Europe/Vienna", 1, 2, "today", "days"},
        {"America/New_York", 1, 2, "",
         ""}, /* there it is 31 August, and 30 days to go instead of 29 */
        {"America/New_York", 1, 12, "today", "days"},
        {"Asia/Tokyo", 1, 20, "", ""},      /* 2 September */
        {"America/New_York", 2, 4, "", ""}, /* their 1st, on which an offer to them still stands */
        {"America/New_York", 2, 7, "passed", "days"},
        {NULL, 29, 20, "passed", "tomorrow"},
        {"Asia/Tokyo", 29, 20, "passed", ""}, /* today */
        {"Asia/Tokyo", 29, 12, "passed", "tomorrow"},
        {"Pacific/Kiritimati", 29, 9, "passed", "tomorrow"},
        {"Pacific/Honolulu", 29, 20, "passed", ""}, /* today, on their 29th */
        {"Asia/Tokyo", 30, 2, "passed", "today"},
        {"Pacific/Honolulu", 30, 2, "passed", "today"}, /* and so it does there, on the 29th */
        {NULL, 30, 20, "passed", "today"},
    };
    static const char *const flags[] = {"today", "tomorrow", "passed"};
    static const char *const starts[] = {"today", "tomorrow", "days"};
    fixture->context.kind = NOTICE_LOGISTICS;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GTimeZone) zone = cases[i].reader ? zone_open(cases[i].reader) : NULL;
        fixture->context.guest_zone = zone;
        fixture->context.now =
            when_utc(day_of(2031, 9, cases[i].day), cases[i].hour * 60, fixture->context.zone);
        g_autoptr(TemplateValue) view = view_new(&fixture->context, fixture->words, "en");
        const TemplateValue *deadline = template_value_get(view, "answer_by");
        for (gsize j = 0; j < G_N_ELEMENTS(flags); j++) {
            g_assert_cmpint(template_value_true(template_value_get(deadline, flags[j])), ==,
                            strcmp(flags[j], cases[i].deadline) == 0);
            g_assert_cmpint(template_value_true(template_value_get(view, starts[j])), ==,
                            strcmp(starts[j], cases[i].start) == 0);
        }
    }
    fixture->context.guest_zone = NULL;
    (void)user_data;
}

/* Whose first mail it is missed no date: they were told of none. */
static void
test_first_mail_late(Fixture *fixture, gconstpointer user_data)
{
    fixture->context.now = when_utc(day_of(2031, 9, 2), 600, fixture->context.zone);
    static const NoticeKind kinds[] = {NOTICE_INVITATION, NOTICE_REMINDER};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        fixture->context.kind = kinds[i];
        g_autoptr(TemplateValue) view = view_new(&fixture->context, fixture->words, "en");
        g_assert_cmpint(template_value_true(template_value_get(view, "answer_by")), ==,
                        kinds[i] == NOTICE_REMINDER);
    }
    (void)user_data;
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/view/conforms/english", Fixture, "en", set_up, test_conforms, tear_down);
    g_test_add("/view/conforms/german", Fixture, "de", set_up, test_conforms, tear_down);
    g_test_add("/view/bare-meeting", Fixture, "en", set_up, test_bare_meeting, tear_down);
    g_test_add("/view/moments", Fixture, "en", set_up, test_moments, tear_down);
    g_test_add("/view/shifts", Fixture, "en", set_up, test_shifts, tear_down);
    g_test_add("/view/deadline", Fixture, "en", set_up, test_deadline, tear_down);
    g_test_add("/view/days-apart", Fixture, "en", set_up, test_days_apart, tear_down);
    g_test_add("/view/first-mail-late", Fixture, "en", set_up, test_first_mail_late, tear_down);
    return g_test_run();
}
