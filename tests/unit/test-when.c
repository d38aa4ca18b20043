/* Days, minutes, zones, and the way to UTC and back. */
#include "event/when.h"

static void
test_days(void)
{
    static const struct {
        const char *iso;
        Day want;
        int weekday;
    } table[] = {
        {"1970-01-01", 0, 4},       {"1969-12-31", -1, 3},    {"2004-07-14", 12613, 3},
        {"2000-02-29", 11016, 2},   {"2024-02-29", 19782, 4}, {"0001-01-01", -719162, 1},
        {"9999-12-31", 2932896, 5},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree char *iso = day_format(table[i].want);
        g_assert_cmpint(day_parse(table[i].iso), ==, table[i].want);
        g_assert_cmpstr(iso, ==, table[i].iso);
        g_assert_cmpint(day_weekday(table[i].want), ==, table[i].weekday);
    }
    static const char *const none[] = {
        "",           "2004-7-14",  "2004-07-14 ", " 2004-07-14", "2004/07/14", "2004-02-30",
        "2003-02-29", "1900-02-29", "2004-13-01",  "2004-00-01",  "2004-01-00", "0000-01-01",
        "2004-07-1x", "-204-07-14", "20040-07-14", "2004-0714",
    };
    g_assert_cmpint(day_parse(NULL), ==, DAY_NONE);
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        g_assert_cmpint(day_parse(none[i]), ==, DAY_NONE);
}

/* Every day of eight centuries follows the one before it. */
static void
test_days_in_order(void)
{
    Day day = day_of(1700, 1, 1);
    for (int year = 1700; year < 2500; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; day_of(year, month, d) != DAY_NONE; d++, day++) {
                int y, m, dom;
                g_assert_cmpint(day_of(year, month, d), ==, day);
                day_split(day, &y, &m, &dom);
                g_assert_true(y == year && m == month && dom == d);
            }
    g_assert_cmpint(day, ==, day_of(2500, 1, 1));
}

static void
test_minutes(void)
{
    static const struct {
        const char *text;
        Minute want;
    } table[] = {
        {"10:00", 600},          {"9:05", 545},
        {"09:05", 545},          {"0:00", 0},
        {"10:00am", 600},        {"10:00 AM", 600},
        {"3:00 PM", 900},        {"3pm", 900},
        {"3 p.m.", 900},         {"12:00am", 0},
        {"12:00pm", 720},        {"12:30am", 30},
        {"15h30", 930},          {"15h", 900},
        {"24:00", 1440},         {"26:30", 1590},
        {"47:59", 2879},         {"", MINUTE_NONE},
        {"10", MINUTE_NONE},     {"10:0", MINUTE_NONE},
        {"10:60", MINUTE_NONE},  {"10:000", MINUTE_NONE},
        {"48:00", MINUTE_NONE},  {"13pm", MINUTE_NONE},
        {"0:30am", MINUTE_NONE}, {"100:00", MINUTE_NONE},
        {"10:", MINUTE_NONE},    {":30", MINUTE_NONE},
        {"10:00+", MINUTE_NONE}, {"10:00 x", MINUTE_NONE},
        {" 10:00", MINUTE_NONE}, {"-1:00", MINUTE_NONE},
        {"10 :00", MINUTE_NONE}, {"3ham", MINUTE_NONE},
        {"noon", MINUTE_NONE},   {NULL, MINUTE_NONE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        g_assert_cmpint(minute_parse(table[i].text), ==, table[i].want);
    for (Minute minute = 0; minute < 48 * 60; minute++) {
        g_autofree char *text = minute_format(minute);
        g_assert_cmpint(minute_parse(text), ==, minute);
    }
}

static void
test_zone_names(void)
{
    static const char *const good[] = {
        "UTC",       "Europe/Brussels", "America/Argentina/Buenos_Aires",
        "Etc/GMT+3", "GB-Eire",         "America/Port-au-Prince",
    };
    static const char *const bad[] = {
        "",
        "Europe",
        "Europe/",
        "Europe/Nowhere",
        "europe/brussels",
        "../UTC",
        "/etc/localtime",
        "Europe/../UTC",
        "Europe//Rome",
        ":Europe/Rome",
        "localtime",
        "posixrules",
        "right/Europe/Rome",
        "leapseconds",
        "zone.tab",
        "CET-1CEST",
        "UTC+3",
        "+01:00",
        "Z",
        "Nowhere",
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "Europe/Br\xc3\xbcssel",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autoptr(GTimeZone) zone = zone_open(good[i]);
        g_assert_nonnull(zone);
    }
    g_assert_null(zone_open(NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_null(zone_open(bad[i]));
}

static void
test_utc(void)
{
    static const struct {
        const char *zone;
        const char *day;
        const char *time;
        const char *want;  /* UTC */
        const char *shown; /* what the clock in ZONE then shows; NULL = TIME of DAY */
    } table[] = {
        {"UTC", "2004-07-14", "10:00", "2004-07-14T10:00:00Z", NULL},
        {"America/Los_Angeles", "2004-07-14", "10:00", "2004-07-14T17:00:00Z", NULL},
        {"America/Los_Angeles", "2004-07-14", "26:30", "2004-07-15T09:30:00Z", "2004-07-15 02:30"},
        {"Asia/Kathmandu", "2004-07-14", "00:00", "2004-07-13T18:15:00Z", NULL},
        /* spring: 2:00 to 3:00 is skipped */
        {"Europe/Brussels", "2024-03-31", "01:59", "2024-03-31T00:59:00Z", NULL},
        {"Europe/Brussels", "2024-03-31", "02:30", "2024-03-31T01:30:00Z", "2024-03-31 03:30"},
        {"Europe/Brussels", "2024-03-31", "03:00", "2024-03-31T01:00:00Z", NULL},
        {"America/New_York", "2024-03-10", "02:30", "2024-03-10T07:30:00Z", "2024-03-10 03:30"},
        /* autumn: 2:00 to 3:00 comes twice, the first counts */
        {"Europe/Brussels", "2024-10-27", "02:30", "2024-10-27T00:30:00Z", NULL},
        {"Europe/Brussels", "2024-10-27", "03:00", "2024-10-27T02:00:00Z", NULL},
        {"America/New_York", "2024-11-03", "01:30", "2024-11-03T05:30:00Z", NULL},
        /* half an hour of it */
        {"Australia/Lord_Howe", "2024-04-07", "01:45", "2024-04-06T14:45:00Z", NULL},
        /* Samoa went over the date line: its 30 December 2011 was skipped */
        {"Pacific/Apia", "2011-12-29", "12:00", "2011-12-29T22:00:00Z", NULL},
        {"Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T22:00:00Z", "2011-12-31 12:00"},
        {"Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00:00Z", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GTimeZone) zone = zone_open(table[i].zone);
        g_autoptr(GDateTime) want = g_date_time_new_from_iso8601(table[i].want, NULL);
        Day day;
        Minute minute;
        gint64 got = when_utc(day_parse(table[i].day), minute_parse(table[i].time), zone);
        g_assert_cmpint(got, ==, g_date_time_to_unix(want));

        when_local(got, zone, &day, &minute);
        g_autofree char *date = day_format(day);
        g_autofree char *time = minute_format(minute);
        g_autofree char *shown = g_strconcat(date, " ", time, NULL);
        g_autofree char *same = g_strconcat(table[i].day, " ", table[i].time, NULL);
        g_assert_cmpstr(shown, ==, table[i].shown ? table[i].shown : same);
    }
}

/* WANT: from when to when, on the clock of DAY; "" for a time that there is. */
static void
test_skipped(void)
{
    static const struct {
        const char *zone;
        const char *day;
        const char *time;
        const char *want;
    } table[] = {
        {"UTC", "2027-03-28", "02:30", ""},
        {"Europe/Oslo", "2027-03-28", "01:59", ""},
        {"Europe/Oslo", "2027-03-28", "02:00", "02:00 03:00"},
        {"Europe/Oslo", "2027-03-28", "02:59", "02:00 03:00"},
        {"Europe/Oslo", "2027-03-28", "03:00", ""},
        {"Europe/Oslo", "2027-03-27", "02:30", ""},
        {"Europe/Oslo", "2027-03-27", "26:30", "26:00 27:00"},
        {"Europe/Oslo", "2027-10-31", "02:30", ""}, /* twice */
        {"America/New_York", "2027-03-14", "02:30", "02:00 03:00"},
        {"Australia/Lord_Howe", "2027-10-03", "02:15", "02:00 02:30"},
        /* at midnight, at the end of a day, and a whole day */
        {"Africa/Cairo", "2027-04-30", "00:00", "00:00 01:00"},
        {"Africa/Cairo", "2027-04-29", "24:30", "24:00 25:00"},
        {"Africa/Cairo", "2027-04-30", "01:00", ""},
        {"Asia/Beirut", "2027-03-28", "00:59", "00:00 01:00"},
        {"America/Havana", "2027-03-14", "00:00", "00:00 01:00"},
        {"Pacific/Apia", "2011-12-30", "12:00", "00:00 24:00"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GTimeZone) zone = zone_open(table[i].zone);
        Minute from = 0, to = 0;
        bool skipped =
            when_skipped(day_parse(table[i].day), minute_parse(table[i].time), zone, &from, &to);
        g_autofree char *first = minute_format(from);
        g_autofree char *next = minute_format(to);
        g_autofree char *got = skipped ? g_strconcat(first, " ", next, NULL) : g_strdup("");
        g_assert_cmpstr(got, ==, table[i].want);
    }
}

static void
test_date(void)
{
    g_assert_cmpint(when_date(100, 0), ==, 100);
    g_assert_cmpint(when_date(100, 24 * 60 - 1), ==, 100);
    g_assert_cmpint(when_date(100, 24 * 60), ==, 101);
    g_assert_cmpint(when_date(100, MINUTE_NONE), ==, 100);
    g_assert_cmpint(when_date(DAY_NONE, 26 * 60), ==, DAY_NONE);
}

/* Seconds of a hostile Date header end at the ends of the calendar. */
static void
test_far_away(void)
{
    g_autoptr(GTimeZone) zone = zone_open("Europe/Brussels");
    Day day;
    Minute minute;
    when_local(G_MAXINT64, zone, &day, &minute);
    g_assert_cmpint(day, ==, day_of(9999, 12, 30));
    when_local(G_MININT64, zone, &day, &minute);
    g_assert_cmpint(day, ==, day_of(1, 1, 2));
    when_local(-1, zone, &day, &minute);
    g_assert_cmpint(day, ==, 0);
    g_assert_cmpint(minute, ==, 59);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/when/days", test_days);
    g_test_add_func("/when/days-in-order", test_days_in_order);
    g_test_add_func("/when/minutes", test_minutes);
    g_test_add_func("/when/zone-names", test_zone_names);
    g_test_add_func("/when/date", test_date);
    g_test_add_func("/when/utc", test_utc);
    g_test_add_func("/when/skipped", test_skipped);
    g_test_add_func("/when/far-away", test_far_away);
    return g_test_run();
}
