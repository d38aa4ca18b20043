/* Letters, word for word: tests/templates/LANGUAGE-KIND.txt and .html hold what each kind says to one
 * guest of a small meeting. REGEN=1 writes them anew; read the difference before you commit it. */
#include <string.h>
#include "tests/unit/letters.h"

static void
is_file(const char *path, const char *got)
{
    g_autofree char *want = NULL;
    if (g_getenv("REGEN")) {
        g_assert_true(g_file_set_contents(path, got, -1, NULL));
        return;
    }
    g_assert_true(g_file_get_contents(path, &want, NULL, NULL));
    g_assert_cmpstr(got, ==, want);
}

static void
set_reader(Fixture *fixture, const char *language, const char *guest, NoticeKind kind)
{
    g_free(fixture->meeting->language); /* the digest is in the meeting's */
    fixture->meeting->language = g_strdup(language);
    fixture->context.guest = meeting_guest(fixture->meeting, guest);
    set_kind(fixture, kind);
}

/* BASE.txt and .html are what it says. */
static void
is_letter(Fixture *fixture, const char *language, const char *base)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GTimeZone) zone = NULL;
    if (fixture->context.guest)
        fixture->context.guest_zone = zone = zone_open(fixture->context.guest->zone);
    g_autoptr(Letter) letter = letter_write(&fixture->context, fixture->library, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(letter->language, ==, language);
    g_autofree char *text_path = g_strconcat(base, ".txt", NULL);
    g_autofree char *html_path = g_strconcat(base, ".html", NULL);
    g_autofree char *body = part_text(letter->text);
    g_autofree char *text = g_strconcat("Subject: ", letter->subject, "\n\n", body, NULL);
    g_autofree char *html = part_text(letter->html);
    is_file(text_path, text);
    is_file(html_path, html);
}

static void
write_kind(Fixture *fixture, const char *language, const char *guest, NoticeKind kind)
{
    g_autofree char *base =
        g_strdup_printf("tests/templates/%s-%s", language, notice_kind_name(kind));
    set_reader(fixture, language, guest, kind);
    is_letter(fixture, language, base);
}

static void
test_english(Fixture *fixture, gconstpointer user_data)
{
    for (int kind = 0; kind < NOTICE_KINDS; kind++)
        write_kind(fixture, "en", "mira", (NoticeKind)kind);
    (void)user_data;
}

static void
test_german(Fixture *fixture, gconstpointer user_data)
{
    for (int kind = 0; kind < NOTICE_KINDS; kind++)
        write_kind(fixture, "de", "joerg", (NoticeKind)kind);
    (void)user_data;
}

/* BASE of what KIND says to the reader of LANGUAGE in the case of NAME. */
static char *
case_of(Fixture *fixture, const char *language, NoticeKind kind, const char *name)
{
    set_reader(fixture, language, strcmp(language, "de") == 0 ? "joerg" : "mira", kind);
    return g_strdup_printf("tests/templates/%s-%s-%s", language, notice_kind_name(kind), name);
}

/* Who was called off, with the meeting or alone, hears that it was so. */
static void
test_again(Fixture *fixture, gconstpointer language)
{
    static const NoticeKind kinds[] = {NOTICE_INVITATION, NOTICE_SEAT};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *after_all = case_of(fixture, language, kinds[i], "after-all");
        fixture->context.after_all = true;
        is_letter(fixture, language, after_all);
        g_autofree char *again = case_of(fixture, language, kinds[i], "again");
        fixture->context.after_all = false;
        fixture->context.again = true;
        is_letter(fixture, language, again);
        fixture->context.again = false;
    }
}

/* Whose invitation was taken back unanswered hears that the new one is not just a second. */
static void
test_replaced(Fixture *fixture, gconstpointer language)
{
    g_autofree char *replaced = case_of(fixture, language, NOTICE_INVITATION, "replaced");
    fixture->context.replaces = true;
    is_letter(fixture, language, replaced);
}

/* Nobody is said to be silent who is not. */
static void
test_reminded(Fixture *fixture, gconstpointer language)
{
    const Day day = day_of(2031, 7, 31);
    static const struct {
        const char *name;
        bool promised, heard, maybe;
    } rows[] = {{"promised", true, false, false},
                {"maybe-promised", true, false, true},
                {"maybe", false, false, true},
                {"heard", false, true, false}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *base = case_of(fixture, language, NOTICE_REMINDER, rows[i].name);
        fixture->context.promised = rows[i].promised ? &day : NULL;
        fixture->context.heard = rows[i].heard;
        if (rows[i].maybe)
            fixture->context.partstat = PARTSTAT_TENTATIVE;
        is_letter(fixture, language, base);
    }
}

/* What is told to many says to who has not answered why that may be, and asks nobody before their day. */
static void
test_no_answer(Fixture *fixture, gconstpointer language)
{
    static const struct {
        NoticeKind kind;
        const char *name;
        bool promised, patient, offered, unread;
    } rows[] = {{NOTICE_CHANGE, "promised", true, true, false, false},
                {NOTICE_CHANGE, "promised-due", true, false, false, false},
                {NOTICE_CHANGE, "promised-offered", true, true, true, false},
                {NOTICE_CHANGE, "unread", true, true, false, true},
                {NOTICE_ANNOUNCEMENT, "promised", true, true, false, false}};
    const Day day = day_of(2031, 8, 5), until = day_of(2031, 8, 8);
    LetterContext *context = &fixture->context;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *base = case_of(fixture, language, rows[i].kind, rows[i].name);
        context->changes = NULL;
        context->partstat = PARTSTAT_NEEDS_ACTION;
        context->seat = rows[i].offered ? SEAT_OFFERED : SEAT_NONE;
        context->offered_until = rows[i].offered ? &until : NULL;
        context->promised = rows[i].promised ? &day : NULL;
        context->patient = rows[i].patient;
        context->unread = rows[i].unread;
        is_letter(fixture, language, base);
    }
}

/* What is told to many says to who waits for a seat that they do. */
static void
test_waiting(Fixture *fixture, gconstpointer language)
{
    static const NoticeKind kinds[] = {NOTICE_ANNOUNCEMENT, NOTICE_CHANGE};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *base = case_of(fixture, language, kinds[i], "waiting");
        fixture->context.partstat = PARTSTAT_ACCEPTED;
        fixture->context.seat = SEAT_WAITING;
        fixture->context.place = 2;
        is_letter(fixture, language, base);
    }
}

/* What is said to whom no seat is kept, while there are fewer than guests, and once there is nothing to answer. */
static void
test_states(Fixture *fixture, gconstpointer language)
{
    static const Details travels = {.arrival = (char *)"I arrive on Monday and leave on Thursday",
                                    .departure = (char *)"I arrive on Monday and leave on Thursday",
                                    .remote = true};
    static const struct {
        NoticeKind kind;
        const char *name;
        Partstat partstat;
        SeatState seat;
        bool gone, few, cancelled, over;
    } rows[] = {
        {NOTICE_ECHO, "waiting", PARTSTAT_ACCEPTED, SEAT_WAITING, false, false, false, false},
        {NOTICE_ECHO, "offered", PARTSTAT_TENTATIVE, SEAT_OFFERED, false, false, false, false},
        {NOTICE_ECHO, "gone", PARTSTAT_TENTATIVE, SEAT_EXPIRED, true, false, false, false},
        {NOTICE_ECHO, "cancelled", PARTSTAT_ACCEPTED, SEAT_WAITING, false, false, true, false},
        {NOTICE_ANNOUNCEMENT, "gone", PARTSTAT_TENTATIVE, SEAT_EXPIRED, true, false, false, false},
        {NOTICE_INVITATION, "few", PARTSTAT_NEEDS_ACTION, SEAT_NONE, false, true, false, false},
        {NOTICE_SEAT, "few", PARTSTAT_NEEDS_ACTION, SEAT_OFFERED, false, true, false, false},
        {NOTICE_REMINDER, "offered", PARTSTAT_NEEDS_ACTION, SEAT_OFFERED, false, true, false,
         false},
        {NOTICE_HELP, "waiting", PARTSTAT_ACCEPTED, SEAT_WAITING, false, false, false, false},
        {NOTICE_HELP, "gone", PARTSTAT_TENTATIVE, SEAT_EXPIRED, true, false, false, false},
        {NOTICE_HELP, "cancelled", PARTSTAT_ACCEPTED, SEAT_NONE, false, false, true, false},
        {NOTICE_HELP, "over", PARTSTAT_ACCEPTED, SEAT_NONE, false, false, false, true},
    };
    LetterContext *context = &fixture->context;
    const Day until = day_of(2031, 8, 2);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *base = case_of(fixture, language, rows[i].kind, rows[i].name);
        context->offered_until = rows[i].seat == SEAT_OFFERED ? &until : NULL;
        context->step = context->steps = 1;
        context->changes = NULL;
        context->details = rows[i].kind == NOTICE_ECHO ? &travels : NULL;
        context->partstat = rows[i].partstat;
        context->seat = rows[i].seat;
        context->place = rows[i].seat == SEAT_WAITING ? 2 : 0;
        context->seat_gone = rows[i].gone;
        fixture->meeting->seats = rows[i].few ? 3 : 15;
        fixture->meeting->cancelled = rows[i].cancelled;
        if (rows[i].over)
            context->now = when_utc(day_of(2031, 10, 3), 540, context->zone);
        is_letter(fixture, language, base);
    }
}

static void
drop_sessions(Meeting *meeting, guint day)
{
    g_ptr_array_set_size(((AgendaDay *)g_ptr_array_index(meeting->days, day))->sessions, 0);
}

/* No letter makes up a clock time where the organizer gave none, or tells of a zone. */
static void
test_no_clock(Fixture *fixture, gconstpointer language)
{
    static const char *const clocks[] = {":00", "UTC", "Europe/", "Tokyo", "New York", "Uhr,"};
    drop_sessions(fixture->meeting, 0);
    drop_sessions(fixture->meeting, 1);
    for (int kind = 0; kind < NOTICE_KINDS; kind++) {
        set_reader(fixture, language, strcmp(language, "de") == 0 ? "joerg" : "mira",
                   (NoticeKind)kind);
        fixture->context.changes = NULL;
        if (kind == NOTICE_NUDGE || kind == NOTICE_DIGEST) /* these tell of sessions, and of when */
            continue;
        g_autoptr(Letter) letter = letter_write(&fixture->context, fixture->library, NULL);
        g_autofree char *text = part_text(letter->text);
        g_autofree char *html = part_text(letter->html);
        for (gsize i = 0; i < G_N_ELEMENTS(clocks); i++) {
            if (strstr(text, clocks[i]) || strstr(html, clocks[i]))
                g_error("%s: %s in %s", notice_kind_name((NoticeKind)kind), clocks[i], text);
        }
    }
}

/* An invitation to whole days; to days of which only the first has hours; and word that the meeting has its hours,
 * or has them no more. */
static void
test_whole_days(Fixture *fixture, gconstpointer language)
{
    const char *reader = strcmp(language, "de") == 0 ? "joerg" : "mira";
    g_autoptr(Meeting) full = meeting_for_tests();
    g_autofree char *base = g_strdup_printf("tests/templates/%s-whole-days", (char *)language);
    g_autofree char *partly = g_strconcat(base, "-partly", NULL);
    g_autofree char *given = g_strconcat(base, "-hours-given", NULL);
    g_autofree char *taken = g_strconcat(base, "-hours-taken", NULL);
    drop_sessions(fixture->meeting, 1);
    set_reader(fixture, language, reader, NOTICE_INVITATION);
    is_letter(fixture, language, partly);
    drop_sessions(fixture->meeting, 0);
    is_letter(fixture, language, base);

    g_autoptr(GPtrArray) away = meeting_diff(full, fixture->meeting);
    set_reader(fixture, language, reader, NOTICE_CHANGE);
    fixture->context.changes = away;
    is_letter(fixture, language, taken);
    g_autoptr(GPtrArray) there = meeting_diff(fixture->meeting, full);
    fixture->context.meeting = full;
    fixture->context.changes = there;
    is_letter(fixture, language, given);
}

/* Of one day nobody is asked whether they come on the first, and it is all day, where it was. */
static void
test_one_day(Fixture *fixture, gconstpointer language)
{
    g_autofree char *base = g_strdup_printf("tests/templates/%s-one-day", (char *)language);
    g_autofree char *given = g_strconcat(base, "-hours-given", NULL);
    g_autoptr(Meeting) whole = meeting_for_tests();
    g_ptr_array_set_size(fixture->meeting->days, 1);
    g_ptr_array_set_size(whole->days, 1);
    drop_sessions(whole, 0);
    set_reader(fixture, language, strcmp(language, "de") == 0 ? "joerg" : "mira",
               NOTICE_INVITATION);
    is_letter(fixture, language, base);
    g_autoptr(GPtrArray) changes = meeting_diff(whole, fixture->meeting);
    fixture->context.kind = NOTICE_CHANGE;
    fixture->context.changes = changes;
    is_letter(fixture, language, given);
}

/* When it ends is told where the agenda says so; where it only says when the last thing begins, that is no end. */
static void
test_end(Fixture *fixture, gconstpointer language)
{
    g_autofree char *base = g_strdup_printf("tests/templates/%s-end", (char *)language);
    g_autofree char *one = g_strconcat(base, "-one-day", NULL);
    g_autoptr(GPtrArray) sessions = meeting_sessions(fixture->meeting);
    Session *last = g_ptr_array_index(sessions, sessions->len - 1);
    last->end = minute_parse("12:30");
    last->open_end = false;
    set_reader(fixture, language, strcmp(language, "de") == 0 ? "joerg" : "mira", NOTICE_LOGISTICS);
    is_letter(fixture, language, base);
    g_ptr_array_remove_index(fixture->meeting->days, 0);
    is_letter(fixture, language, one);
}

/* Readers are not told of themselves as of others. */
static void
test_yours(Fixture *fixture, gconstpointer language)
{
    const char *reader = strcmp(language, "de") == 0 ? "joerg" : "mira";
    g_autofree char *base = g_strdup_printf("tests/templates/%s-change-yours", (char *)language);
    g_autoptr(Meeting) before = meeting_for_tests();
    AgendaDay *first = g_ptr_array_index(fixture->meeting->days, 0);
    Session *talk = g_ptr_array_index(first->sessions, 2);
    Session *former =
        g_ptr_array_index(((AgendaDay *)g_ptr_array_index(before->days, 0))->sessions, 2);
    Session *next =
        g_ptr_array_index(((AgendaDay *)g_ptr_array_index(fixture->meeting->days, 1))->sessions, 1);
    Session *was = g_ptr_array_index(first->sessions, 4);
    g_ptr_array_set_size(talk->speakers, 0);
    g_ptr_array_set_size(former->speakers, 0);
    g_ptr_array_add(talk->speakers, g_strdup(reader));
    g_ptr_array_add(former->speakers, g_strdup(reader));
    talk->room = g_strdup("Upper gallery");
    g_ptr_array_add(next->speakers, g_strdup(reader));
    g_ptr_array_add(was->speakers, g_strdup("tove"));
    g_autoptr(GPtrArray) changes = meeting_diff(before, fixture->meeting);
    set_reader(fixture, language, reader, NOTICE_CHANGE);
    fixture->context.changes = changes;
    is_letter(fixture, language, base);
}

static void
move_day(Meeting *meeting, guint index, Day day)
{
    AgendaDay *agenda = g_ptr_array_index(meeting->days, index);
    agenda->day = day;
    for (guint i = 0; i < agenda->sessions->len; i++)
        ((Session *)g_ptr_array_index(agenda->sessions, i))->day = day;
}

/* An invitation to a meeting between whose days the clock is put back at the venue. */
static void
test_clock_change(Fixture *fixture, gconstpointer language)
{
    g_autofree char *base = g_strdup_printf("tests/templates/%s-clock-change", (char *)language);
    move_day(fixture->meeting, 0, day_of(2031, 10, 25));
    move_day(fixture->meeting, 1, day_of(2031, 10, 26));
    set_reader(fixture, language, strcmp(language, "de") == 0 ? "joerg" : "mira",
               NOTICE_INVITATION);
    is_letter(fixture, language, base);
}

/* An invitation to whole days at no place in particular: the zone says where they begin and end. */
static void
test_nowhere(Fixture *fixture, gconstpointer language)
{
    g_autofree char *base = g_strdup_printf("tests/templates/%s-nowhere", (char *)language);
    drop_sessions(fixture->meeting, 0);
    drop_sessions(fixture->meeting, 1);
    g_clear_pointer(&fixture->meeting->location, g_free);
    set_reader(fixture, language, strcmp(language, "de") == 0 ? "joerg" : "mira", NOTICE_LOGISTICS);
    is_letter(fixture, language, base);
}

/* A guest's language counts first, then the meeting's, then English; regions fall back. */
static void
test_language(Fixture *fixture, gconstpointer user_data)
{
    static const struct {
        const char *guest, *meeting, *want;
    } cases[] = {
        {"joerg", "en", "de"}, {"anselm", "en", "de"}, {"tove", "de", "de"},
        {"tove", "nn", "en"},  {"mira", "de", "en"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_free(fixture->meeting->language);
        fixture->meeting->language = g_strdup(cases[i].meeting);
        fixture->context.guest = meeting_guest(fixture->meeting, cases[i].guest);
        g_autoptr(Letter) letter = letter_write(&fixture->context, fixture->library, NULL);
        g_assert_cmpstr(letter->language, ==, cases[i].want);
    }
    (void)user_data;
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/letter/english", Fixture, NULL, set_up, test_english, tear_down);
    g_test_add("/letter/german", Fixture, NULL, set_up, test_german, tear_down);
    g_test_add("/letter/no-clock/english", Fixture, "en", set_up, test_no_clock, tear_down);
    g_test_add("/letter/no-clock/german", Fixture, "de", set_up, test_no_clock, tear_down);
    g_test_add("/letter/again/english", Fixture, "en", set_up, test_again, tear_down);
    g_test_add("/letter/again/german", Fixture, "de", set_up, test_again, tear_down);
    g_test_add("/letter/replaced/english", Fixture, "en", set_up, test_replaced, tear_down);
    g_test_add("/letter/replaced/german", Fixture, "de", set_up, test_replaced, tear_down);
    g_test_add("/letter/waiting/english", Fixture, "en", set_up, test_waiting, tear_down);
    g_test_add("/letter/waiting/german", Fixture, "de", set_up, test_waiting, tear_down);
    g_test_add("/letter/states/english", Fixture, "en", set_up, test_states, tear_down);
    g_test_add("/letter/states/german", Fixture, "de", set_up, test_states, tear_down);
    g_test_add("/letter/reminded/english", Fixture, "en", set_up, test_reminded, tear_down);
    g_test_add("/letter/reminded/german", Fixture, "de", set_up, test_reminded, tear_down);
    g_test_add("/letter/no-answer/english", Fixture, "en", set_up, test_no_answer, tear_down);
    g_test_add("/letter/no-answer/german", Fixture, "de", set_up, test_no_answer, tear_down);
    g_test_add("/letter/whole-days/english", Fixture, "en", set_up, test_whole_days, tear_down);
    g_test_add("/letter/whole-days/german", Fixture, "de", set_up, test_whole_days, tear_down);
    g_test_add("/letter/one-day/english", Fixture, "en", set_up, test_one_day, tear_down);
    g_test_add("/letter/one-day/german", Fixture, "de", set_up, test_one_day, tear_down);
    g_test_add("/letter/end/english", Fixture, "en", set_up, test_end, tear_down);
    g_test_add("/letter/end/german", Fixture, "de", set_up, test_end, tear_down);
    g_test_add("/letter/yours/english", Fixture, "en", set_up, test_yours, tear_down);
    g_test_add("/letter/yours/german", Fixture, "de", set_up, test_yours, tear_down);
    g_test_add("/letter/clock-change/english", Fixture, "en", set_up, test_clock_change, tear_down);
    g_test_add("/letter/clock-change/german", Fixture, "de", set_up, test_clock_change, tear_down);
    g_test_add("/letter/nowhere/english", Fixture, "en", set_up, test_nowhere, tear_down);
    g_test_add("/letter/nowhere/german", Fixture, "de", set_up, test_nowhere, tear_down);
    g_test_add("/letter/language", Fixture, NULL, set_up, test_language, tear_down);
    return g_test_run();
}
