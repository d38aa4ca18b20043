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

/* Every word that others wrote, replaced by WORDS. */
static void
set_all_words(Fixture *fixture, const char *words)
{
    Meeting *meeting = fixture->meeting;
    char **texts[] = {&meeting->name,          &meeting->series,        &meeting->edition,
                      &meeting->about,         &meeting->by_invitation, &meeting->location,
                      &meeting->organizer.name};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(*texts[i]);
        *texts[i] = g_strdup(words);
    }
    for (guint i = 0; i < meeting->guests->len; i++) {
        Guest *guest = g_ptr_array_index(meeting->guests, i);
        g_free(guest->name);
        guest->name = g_strdup(words);
    }
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        for (guint j = 0; j < day->sessions->len; j++) {
            Session *session = g_ptr_array_index(day->sessions, j);
            char **own[] = {&session->note, &session->room};
            for (gsize k = 0; k < G_N_ELEMENTS(own); k++) {
                g_free(*own[k]);
                *own[k] = g_strdup(words);
            }
            for (guint k = 0; k < session->titles->len; k++) {
                g_free(session->titles->pdata[k]);
                session->titles->pdata[k] = g_strdup(words);
            }
        }
    }
}

/* The same for what a kind adds. */
static void
set_kind_words(Fixture *fixture, const char *words)
{
    LetterContext *context = &fixture->context;
    static Details details;
    details = (Details){.partial = (char *)words,
                        .delegate = (char *)words,
                        .promise = (char *)words,
                        .condition = (char *)words,
                        .topic = (char *)words,
                        .title = (char *)words,
                        .diet = (char *)words,
                        .arrival = (char *)words,
                        .departure = (char *)words};
    context->details = &details;
    context->words = words;
    context->note = words;
    for (guint i = 0; context->changes && i < context->changes->len; i++) {
        Change *change = g_ptr_array_index(context->changes, i);
        char **own[] = {&change->title, &change->old_text, &change->new_text};
        for (gsize k = 0; k < G_N_ELEMENTS(own); k++) {
            bool given = *own[k] != NULL;
            g_free(*own[k]);
            *own[k] = given ? g_strdup(words) : NULL;
        }
    }
    for (guint i = 0; context->digest && i < context->digest->answers->len; i++) {
        Standing *standing = g_ptr_array_index(context->digest->answers, i);
        g_free(standing->words);
        standing->words = g_strdup(words);
    }
}

/* The tags of a document alone: what its texts are must not change them. */
static char *
tags_of(const char *html)
{
    g_autoptr(GRegex) text = g_regex_new("(^|>)[^<]*", 0, 0, NULL);
    return g_regex_replace_literal(text, html, -1, 0, ">", 0, NULL);
}

static void
is_harmless(const Letter *letter)
{
    static const char *const controls[] = {"\r", "\t", "\x1b", "\x01", "\xe2\x80\xae"};
    g_autofree char *text = part_text(letter->text);
    g_autofree char *html = part_text(letter->html);
    for (gsize i = 0; i < G_N_ELEMENTS(controls); i++) {
        g_assert_null(strstr(text, controls[i]));
        g_assert_null(strstr(html, controls[i]));
        g_assert_null(strstr(letter->subject, controls[i]));
    }
    g_assert_null(strstr(text, "\nBcc:"));
    g_assert_null(strstr(text, "\n-- \nBcc"));
    g_assert_null(strchr(letter->subject, '\n'));
    g_assert_cmpint(g_utf8_strlen(letter->subject, -1), <=, LETTER_SUBJECT_MAX + 1);
    g_assert_null(strstr(html, "<script"));
    g_assert_null(strstr(html, "onclick=\""));
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_true(g_utf8_validate(html, -1, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line == ' ')
            g_assert_cmpint(g_utf8_strlen(*line, -1), <=, LETTER_COLUMNS);
    }
}

/* Words made to break out of a subject, a header, a tag, an attribute, a template, or a line. */
static const char hostile[] = "<b onclick=\"x\">'&\r\nBcc: all@x.example\r\n-- \r\n{{guest.name}}"
                              "{{{body}}}\t</td></title><script>\x1b[31m \xe2\x80\xae\xff \x01";

static Letter *
letter_with(Fixture *fixture, const char *words, int kind)
{
    g_autoptr(GError) error = NULL;
    set_kind(fixture, (NoticeKind)kind);
    set_all_words(fixture, words);
    set_kind_words(fixture, words);
    Letter *letter = letter_write(&fixture->context, fixture->library, &error);
    g_assert_no_error(error);
    return letter;
}

static void
test_hostile(Fixture *fixture, gconstpointer language)
{
    g_free(fixture->meeting->language);
    fixture->meeting->language = g_strdup(language);
    for (int kind = 0; kind < NOTICE_KINDS; kind++) {
        fixture->context.guest = meeting_guest(fixture->meeting, "tove");
        g_autoptr(Letter) plain = letter_with(fixture, "as\nmany\nplain\nlines", kind);
        g_autoptr(Letter) bad = letter_with(fixture, hostile, kind);
        g_autofree char *text = part_text(bad->text);
        g_autofree char *html = part_text(bad->html);
        g_autofree char *plain_html = part_text(plain->html);
        g_autofree char *want = tags_of(plain_html);
        g_autofree char *got = tags_of(html);
        g_assert_cmpstr(got, ==, want);
        is_harmless(bad);
        g_assert_nonnull(strstr(text, "{{guest.name}}{{{body}}}"));
        g_assert_nonnull(strstr(html, "{{guest.name}}{{{body}}}"));
    }
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
    g_test_add("/letter/waiting/english", Fixture, "en", set_up, test_waiting, tear_down);
    g_test_add("/letter/waiting/german", Fixture, "de", set_up, test_waiting, tear_down);
    g_test_add("/letter/states/english", Fixture, "en", set_up, test_states, tear_down);
    g_test_add("/letter/states/german", Fixture, "de", set_up, test_states, tear_down);
    g_test_add("/letter/reminded/english", Fixture, "en", set_up, test_reminded, tear_down);
    g_test_add("/letter/reminded/german", Fixture, "de", set_up, test_reminded, tear_down);
    g_test_add("/letter/whole-days/english", Fixture, "en", set_up, test_whole_days, tear_down);
    g_test_add("/letter/whole-days/german", Fixture, "de", set_up, test_whole_days, tear_down);
    g_test_add("/letter/one-day/english", Fixture, "en", set_up, test_one_day, tear_down);
    g_test_add("/letter/one-day/german", Fixture, "de", set_up, test_one_day, tear_down);
    g_test_add("/letter/clock-change/english", Fixture, "en", set_up, test_clock_change, tear_down);
    g_test_add("/letter/clock-change/german", Fixture, "de", set_up, test_clock_change, tear_down);
    g_test_add("/letter/nowhere/english", Fixture, "en", set_up, test_nowhere, tear_down);
    g_test_add("/letter/nowhere/german", Fixture, "de", set_up, test_nowhere, tear_down);
    g_test_add("/letter/hostile/english", Fixture, "en", set_up, test_hostile, tear_down);
    g_test_add("/letter/hostile/german", Fixture, "de", set_up, test_hostile, tear_down);
    g_test_add("/letter/language", Fixture, NULL, set_up, test_language, tear_down);
    return g_test_run();
}
