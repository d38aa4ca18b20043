/* News: what somebody is told of several revisions. Each row applies its revisions to a meeting of two
 * days (July 2004, UTC; nothing has begun by "now") and lists what is new for who was told the first. */
#include "event/news.h"
#include "tests/unit/meetings.h"

/* Sessions, a row a revision; the first is what was told. */
typedef struct {
    const char *what;
    const char *const revisions[5][MEETINGS_LINES];
    const char *quiet; /* numbers of quiet revisions, as digits */
    const char *news;  /* kinds of what is new and of what tells ("!"), with blanks between */
    int latest;
} Row;

#define QUEUES "14 10:00 talk ada: Queues #queues @A"
#define LUNCH "14 12:00 meal : Lunch #lunch"
#define LOCKS "15 10:00 talk bob: Locks #locks"

static const Row rows[] = {
    {"nothing came after", {{QUEUES}}, "", "", 0},
    {"a slot moved", {{QUEUES}, {"14 11:00 talk ada: Queues #queues @A"}}, "", "!session-time", 2},
    {"several steps, one difference",
     {{QUEUES, LUNCH, LOCKS},
      {"14 11:00 talk ada: Queues #queues @A", LUNCH, LOCKS},
      {LUNCH, LOCKS, "15 11:00 talk ada: Queues #queues @A"}},
     "",
     "!session-day",
     3},
    {"taken back", {{QUEUES}, {"14 11:00 talk ada: Queues #queues @A"}, {QUEUES}}, "", "", 3},
    {"one of two taken back",
     {{QUEUES, LOCKS},
      {"14 11:00 talk ada: Queues #queues @B", LOCKS},
      {"14 10:00 talk ada: Queues #queues @B", LOCKS}},
     "",
     "!session-room",
     3},
    {"a typing error", {{QUEUES}, {"14 10:00 talk ada: Qeues #queues @A"}}, "", "", 0},
    {"renamed", {{QUEUES}, {"14 10:00 talk ada: Heaps #queues @A"}}, "", "!session-title", 2},
    {"a title is decided, which waits for a reason to write",
     {{"14 10:00 talk ada: #queues @A"}, {QUEUES}},
     "",
     "",
     0},
    {"... and there is one",
     {{"14 10:00 talk ada: #queues @A", LUNCH}, {QUEUES}},
     "",
     "session-title !session-cancelled",
     2},
    {"a break has another name, and is longer",
     {{QUEUES, "14 11:00-11:30 break : Coffee #coffee", LOCKS},
      {QUEUES, "14 11:00-11:45 break : Tea #coffee", LOCKS}},
     "",
     "",
     0},
    {"the meeting ends later for a break",
     {{QUEUES, "14 11:00-11:30 break : Coffee #coffee"},
      {QUEUES, "14 11:00-11:45 break : Coffee #coffee"}},
     "",
     "!session-end",
     2},
    {"another speaker",
     {{QUEUES}, {"14 10:00 talk bob: Queues #queues @A"}},
     "",
     "!speaker-removed !speaker-added",
     2},
    {"quietly", {{QUEUES}, {"14 11:00 talk ada: Queues #queues @A"}}, "2", "", 0},
    {"quietly beside something told",
     {{QUEUES, LOCKS},
      {"14 11:00 talk ada: Queues #queues @A", LOCKS},
      {"14 11:00 talk ada: Queues #queues @A", "15 11:00 talk bob: Locks #locks"}},
     "2",
     "!session-time",
     3},
    {"quietly, and the same thing told later",
     {{QUEUES}, {"14 11:00 talk ada: Queues #queues @A"}, {"14 13:00 talk ada: Queues #queues @A"}},
     "2",
     "!session-time",
     3},
    {"quietly, and taken back: it is as it was told",
     {{QUEUES}, {"14 11:00 talk ada: Queues #queues @A"}, {QUEUES}},
     "2",
     "",
     3},
    {"told, and taken back quietly",
     {{QUEUES}, {"14 11:00 talk ada: Queues #queues @A"}, {QUEUES}},
     "3",
     "",
     2},
};

static GPtrArray *
pasts_of(const Row *row)
{
    GPtrArray *pasts = g_ptr_array_new_with_free_func((GDestroyNotify)past_free);
    for (int i = 0; i < (int)G_N_ELEMENTS(row->revisions) && row->revisions[i][0]; i++) {
        Meeting *meeting = meeting_of(row->revisions[i]);
        meeting->zone = g_strdup("UTC");
        Tells tells = TELLS_NOTHING;
        if (i > 0) {
            const Past *before = g_ptr_array_index(pasts, pasts->len - 1);
            g_autoptr(GPtrArray) changes = meeting_diff(before->meeting, meeting);
            tells = tells_of(changes, strchr(row->quiet, '1' + i));
        }
        g_ptr_array_add(pasts, past_new(i + 1, 1000 * (i + 1), tells, meeting));
    }
    return pasts;
}

static char *
kinds_of(const GPtrArray *changes)
{
    static const char *const names[CHANGE_KINDS] = {
        [CHANGE_LOCATION] = "location",
        [CHANGE_DATES] = "dates",
        [CHANGE_HOURS] = "hours",
        [CHANGE_ANSWER_BY] = "answer-by",
        [CHANGE_SESSION_ADDED] = "session-added",
        [CHANGE_SESSION_CANCELLED] = "session-cancelled",
        [CHANGE_SESSION_DAY] = "session-day",
        [CHANGE_SESSION_TIME] = "session-time",
        [CHANGE_SESSION_END] = "session-end",
        [CHANGE_SESSION_ROOM] = "session-room",
        [CHANGE_SESSION_TITLE] = "session-title",
        [CHANGE_SPEAKER_ADDED] = "speaker-added",
        [CHANGE_SPEAKER_REMOVED] = "speaker-removed",
    };
    GString *kinds = g_string_new(NULL);
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = g_ptr_array_index(changes, i);
        g_assert_nonnull(names[change->kind]);
        g_string_append_printf(kinds, "%s%s%s", i > 0 ? " " : "", change_tells(change) ? "!" : "",
                               names[change->kind]);
    }
    return g_string_free(kinds, FALSE);
}

static void
test_rows(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) pasts = pasts_of(&rows[i]);
        g_autoptr(News) news = news_since(pasts, 1, 0);
        g_autofree char *kinds = kinds_of(news->changes);
        g_test_message("%s", rows[i].what);
        g_assert_cmpstr(kinds, ==, rows[i].news);
        g_assert_cmpint(news->latest, ==, rows[i].latest);
        if (news->latest > 0) /* the default: an hour */
            g_assert_cmpint(news->settles_at, ==, 1000 * news->latest + 3600);
    }
}

#define QUEUES_LATE "14 11:00 talk ada: Queues #queues @A"
#define QUEUES_LAST "14 13:00 talk ada: Queues #queues @A"
#define LOCKS_LATE "15 11:00 talk bob: Locks #locks"

/* Who was told the first one whole, and all to the third one by a change mail, which passes over what is quiet. */
static void
test_whole(void)
{
    static const Row whole[] = {
        {"passed over",
         {{QUEUES, LOCKS}, {QUEUES_LATE, LOCKS}, {QUEUES_LATE, LOCKS_LATE}},
         "2",
         "!session-time 10:00-11:00",
         0},
        {"told meanwhile", {{QUEUES}, {QUEUES_LATE}, {QUEUES_LAST}}, "2", "", 0},
        {"passed over, and told since it changed again",
         {{QUEUES, LOCKS}, {QUEUES_LATE, LOCKS}, {QUEUES_LAST, LOCKS_LATE}},
         "2",
         "",
         0},
        {"passed over, and changed again after the change mail",
         {{QUEUES, LOCKS},
          {QUEUES_LATE, LOCKS},
          {QUEUES_LATE, LOCKS_LATE},
          {QUEUES_LAST, LOCKS_LATE}},
         "2",
         "!session-time 10:00-13:00",
         0},
        {"passed over, and taken back after the change mail",
         {{QUEUES, LOCKS}, {QUEUES_LATE, LOCKS}, {QUEUES_LATE, LOCKS_LATE}, {QUEUES, LOCKS_LATE}},
         "2",
         "",
         0},
        {"told by the change mail, and changed again after it",
         {{QUEUES}, {QUEUES_LATE}, {QUEUES_LATE}, {QUEUES_LAST}},
         "",
         "!session-time 11:00-13:00",
         0},
        {"quietly after the change mail",
         {{QUEUES, LOCKS}, {QUEUES_LATE, LOCKS}, {QUEUES_LATE, LOCKS}, {QUEUES_LATE, LOCKS_LATE}},
         "4",
         "!session-time 10:00-11:00",
         0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(whole); i++) {
        g_autoptr(GPtrArray) pasts = pasts_of(&whole[i]);
        g_autoptr(GPtrArray) changes = news_whole(pasts, 1, 3);
        g_autofree char *kinds = kinds_of(changes);
        g_autoptr(GString) news = g_string_new(kinds);
        for (guint c = 0; c < changes->len; c++) {
            const Change *change = g_ptr_array_index(changes, c);
            g_autofree char *old = minute_format(change->old_start);
            g_autofree char *new = minute_format(change->new_start);
            g_string_append_printf(news, " %s-%s", old, new);
        }
        g_test_message("%s", whole[i].what);
        g_assert_cmpstr(news->str, ==, whole[i].news);
    }
}

/* Every mail says where the meeting is: what it showed, and is otherwise now, is new, quiet or not. */
static void
test_shown(void)
{
    static const Row row = {.revisions = {{QUEUES}, {QUEUES}, {QUEUES_LATE}, {QUEUES_LATE}},
                            .quiet = ""};
    static const char *const places[] = {"Oslo", "Bergen", "Bergen", "Oslo"};
    g_autoptr(GPtrArray) pasts = pasts_of(&row);
    for (guint i = 0; i < pasts->len; i++) {
        Past *past = g_ptr_array_index(pasts, i);
        past->meeting->location = g_strdup(places[i]);
        past->tells = i % 2 ? TELLS_QUIETLY : TELLS_CHANGES;
    }
    g_autoptr(GPtrArray) changes = news_whole(pasts, 1, 3);
    g_assert_cmpuint(changes->len, ==, 1);
    const Change *change = g_ptr_array_index(changes, 0);
    g_assert_cmpstr(change->old_text, ==, "Bergen");
    g_assert_cmpstr(change->new_text, ==, "Oslo");
}

/* What had begun before and after the change is no news; what is still ahead on one side is. */
static void
test_over(void)
{
    static const Row row = {
        .revisions = {{QUEUES, LOCKS},
                      {"14 14:00 talk ada: Queues #queues @A", "15 10:00 talk bob: Sleep #locks"}},
        .quiet = ""};
    static const struct {
        int day, hour;
        const char *news;
    } times[] = {
        {14, 9, "!session-time !session-title"},
        {14, 12, "!session-time !session-title"},
        {14, 15, "!session-title"},
        {15, 11, ""},
    };
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GPtrArray) pasts = pasts_of(&row);
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
        gint64 now = when_utc(day_of(2004, 7, times[i].day), times[i].hour * 60, utc);
        g_autoptr(News) news = news_since(pasts, 1, now);
        g_autofree char *kinds = kinds_of(news->changes);
        g_assert_cmpstr(kinds, ==, times[i].news);
    }
}

/* A change rests no longer than there is time to hear of it. */
static void
test_rest(void)
{
    static const struct {
        int minute; /* of the 14th, when it was applied */
        const char *is;
        int settle, rests; /* minutes */
    } cases[] = {
        {7 * 60, "14 11:00 talk ada: Queues #queues @A", 60, 60},
        {9 * 60 - 30, "14 11:00 talk ada: Queues #queues @A", 60, 45},
        {9 * 60 + 40, "14 11:00 talk ada: Queues #queues @A", 60, 0},
        {9 * 60 + 40, "14 10:15 talk ada: Queues #queues @A", 60, 0}, /* forward */
        {7 * 60, "14 8:30 talk ada: Queues #queues @A", 60, 45},
        {10 * 60 + 5, "14 14:00 talk ada: Queues #queues @A", 60, 0}, /* they sit there */
        {7 * 60, "14 10:00 talk ada: Queues #queues @B", 600, 90},
        {7 * 60, "15 10:00 talk ada: Queues #queues @A", 0, 0},
    };
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Row row = {.revisions = {{QUEUES, LOCKS}, {cases[i].is, LOCKS}}, .quiet = ""};
        g_autoptr(GPtrArray) pasts = pasts_of(&row);
        Past *newest = g_ptr_array_index(pasts, 1);
        newest->applied_at = when_utc(day_of(2004, 7, 14), cases[i].minute, utc);
        newest->meeting->notices.settle = cases[i].settle;
        g_autoptr(News) news = news_since(pasts, 1, newest->applied_at);
        g_test_message("row %zu", i);
        g_assert_cmpint((news->settles_at - newest->applied_at) / 60, ==, cases[i].rests);
    }
    /* Another place is about the whole meeting, which begins at ten. */
    const Row row = {.revisions = {{QUEUES, LOCKS}, {QUEUES, LOCKS}}, .quiet = ""};
    g_autoptr(GPtrArray) pasts = pasts_of(&row);
    Past *newest = g_ptr_array_index(pasts, 1);
    newest->meeting->location = g_strdup("Oslo");
    newest->applied_at = when_utc(day_of(2004, 7, 14), 8 * 60, utc);
    newest->tells = TELLS_CHANGES;
    newest->meeting->notices.settle = 120;
    g_autoptr(News) news = news_since(pasts, 1, newest->applied_at);
    g_assert_cmpint((news->settles_at - newest->applied_at) / 60, ==, 60);
}

static void
test_deadline(void)
{
    const Row row = {
        .what = "another day to answer by", .revisions = {{QUEUES}, {QUEUES}}, .quiet = ""};
    static const struct {
        int month, day, hour;
        const char *news;
    } times[] = {
        {5, 28, 23, "answer-by"}, {5, 29, 1, ""}, /* it has passed */
    };
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GPtrArray) pasts = pasts_of(&row);
    for (guint i = 0; i < pasts->len; i++) {
        Past *past = g_ptr_array_index(pasts, i);
        past->meeting->answer_by = day_of(2004, 5, i == 0 ? 20 : 28);
        past->tells = TELLS_CHANGES;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
        gint64 now = when_utc(day_of(2004, times[i].month, times[i].day), times[i].hour * 60, utc);
        g_autoptr(News) news = news_since(pasts, 1, now);
        g_autofree char *kinds = kinds_of(news->changes);
        g_assert_cmpstr(kinds, ==, times[i].news);
    }
}

static void
test_settle(void)
{
    static const struct {
        const char *text;
        int minutes; /* -2 = refused */
        const char *again;
    } texts[] = {
        {"1h", 60, "1h"},      {"90min", 90, "90min"},
        {"60 min", 60, "1h"},  {"2d", 2880, "2d"},
        {"0", 0, "0"},         {"0h", 0, "0"},
        {"none", -1, "none"},  {"30d", 43200, "30d"},
        {"31d", -2, NULL},     {"1", -2, NULL},
        {"", -2, NULL},        {"-1h", -2, NULL},
        {"1h30min", -2, NULL}, {"99999999999999999999h", -2, NULL},
        {"1.5h", -2, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        int minutes = -2;
        g_test_message("%s", texts[i].text);
        g_assert_cmpint(settle_parse(texts[i].text, &minutes), ==, texts[i].minutes > -2);
        g_assert_cmpint(minutes, ==, texts[i].minutes);
        g_autofree char *again = minutes > -2 ? settle_format(minutes) : NULL;
        g_assert_cmpstr(again, ==, texts[i].again);
    }
}

static void
test_never(void)
{
    g_autoptr(GPtrArray) pasts = pasts_of(&rows[1]);
    Past *newest = g_ptr_array_index(pasts, 1);
    newest->meeting->notices.settle = SETTLE_NONE;
    g_autoptr(News) news = news_since(pasts, 1, 0);
    g_assert_cmpuint(news->changes->len, ==, 0);
    g_assert_cmpint(news->latest, ==, 0);
}

/* Whose own it is, and of which kind the rest. */
static void
test_share(void)
{
    static const Row row = {
        .revisions = {{QUEUES, LOCKS}, {"14 11:00 talk ada: Queues #queues @A"}}, .quiet = ""};
    g_autoptr(GPtrArray) pasts = pasts_of(&row);
    Past *newest = g_ptr_array_index(pasts, 1);
    newest->meeting->location = g_strdup("Oslo");
    g_autoptr(News) news = news_since(pasts, 1, 0);
    static const struct {
        const char *guest;
        int own, rest;
    } guests[] = {
        {"ada", CHANGE_SESSION_TIME, CHANGE_SESSION_CANCELLED},
        {"bob", CHANGE_SESSION_CANCELLED, CHANGE_SESSION_TIME},
        {"cid", -1, CHANGE_SESSION_TIME},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(guests); i++) {
        NewsShare share = news_share(news, guests[i].guest);
        g_assert_cmpint(share.own ? (int)share.own->kind : -1, ==, guests[i].own);
        g_assert_cmpint(share.where_and_when->kind, ==, CHANGE_LOCATION);
        g_assert_cmpint(share.rest->kind, ==, guests[i].rest);
        g_assert_cmpuint(share.count, ==, 4); /* the second day fell away, too */
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/news/rows", test_rows);
    g_test_add_func("/news/whole", test_whole);
    g_test_add_func("/news/shown", test_shown);
    g_test_add_func("/news/over", test_over);
    g_test_add_func("/news/deadline", test_deadline);
    g_test_add_func("/news/rest", test_rest);
    g_test_add_func("/news/settle", test_settle);
    g_test_add_func("/news/never", test_never);
    g_test_add_func("/news/share", test_share);
    return g_test_run();
}
