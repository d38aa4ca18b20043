/* Letters, word for word: tests/templates/LANGUAGE-KIND.txt and .html hold what each kind says to one
 * guest of a small meeting. REGEN=1 writes them anew; read the difference before you commit it. */
#include <string.h>
#include "event/error.h"
#include "event/reason.h"
#include "mailer/letter.h"
#include "tests/templates/meeting.h"

typedef struct {
    Meeting *meeting;
    TemplateLibrary *library;
    LetterContext context;
    LetterDigest digest;
    GPtrArray *owned; /* to free at the end */
} Fixture;

static void
keep(Fixture *fixture, gpointer data, GDestroyNotify free_data)
{
    g_ptr_array_add(fixture->owned, data);
    g_ptr_array_add(fixture->owned, (gpointer)free_data);
}

static GPtrArray *
answers_of(Fixture *fixture)
{
    static const char *const said[][2] = {{"dinner", "gladly"}, {"2", "fish"}};
    GPtrArray *answers = g_ptr_array_new_with_free_func((GDestroyNotify)question_answer_free);
    for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
        QuestionAnswer *answer = g_new0(QuestionAnswer, 1);
        *answer = (QuestionAnswer){g_strdup("ann"), g_strdup(said[i][0]), g_strdup(said[i][1])};
        g_ptr_array_add(answers, answer);
    }
    keep(fixture, answers, (GDestroyNotify)g_ptr_array_unref);
    return answers;
}

static Standing *
standing_of(const char *name, Partstat partstat, const char *words)
{
    Standing *standing = standing_new();
    standing->name = g_strdup(name);
    standing->address = g_strdup("guest@keepers.example");
    standing->partstat = partstat;
    standing->words = g_strdup(words);
    return standing;
}

static GPtrArray *
standings(Fixture *fixture, Standing *first, Standing *second)
{
    GPtrArray *array = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    g_ptr_array_add(array, first);
    if (second)
        g_ptr_array_add(array, second);
    keep(fixture, array, (GDestroyNotify)g_ptr_array_unref);
    return array;
}

static void
set_digest(Fixture *fixture)
{
    static LetterReview guessed = {3, "Tove Dahl", "depends on the ferry, I think",
                                   "a condition is no answer", PARTSTAT_TENTATIVE};
    static LetterReview unclear = {4, "Anselm Weiß", "What is this?", NULL, PARTSTAT_NONE};
    static LetterAsked asked = {"Mira Okafor", "Is there a lift?"};
    LetterDigest *digest = &fixture->digest;
    GPtrArray *reviews = g_ptr_array_new(), *questions = g_ptr_array_new();
    keep(fixture, reviews, (GDestroyNotify)g_ptr_array_unref);
    keep(fixture, questions, (GDestroyNotify)g_ptr_array_unref);
    unclear.why = reason_text(REASON_UNCLEAR);
    g_ptr_array_add(reviews, &guessed);
    g_ptr_array_add(reviews, &unclear);
    g_ptr_array_add(questions, &asked);
    Standing *dead = standing_of("Jörg Lindner", PARTSTAT_NEEDS_ACTION, NULL);
    dead->dead_why = g_strdup("550 5.1.1 no such user here");
    digest->tally = (Tally){.guests = 16,
                            .accepted = 5,
                            .waiting = 2,
                            .declined = 2,
                            .tentative = 1,
                            .owing = 6,
                            .uninvited = 2,
                            .unreached = 1};
    digest->answers =
        standings(fixture, standing_of("Mira Okafor", PARTSTAT_ACCEPTED, "count me in"),
                  standing_of("Ole Berg", PARTSTAT_DECLINED, NULL));
    Standing *flipped = g_ptr_array_index(digest->answers, 1);
    flipped->previous = PARTSTAT_ACCEPTED;
    flipped->changed_at = when_utc(day_of(2031, 9, 2), 540, fixture->context.zone);
    digest->owing = standings(fixture, standing_of("Tove Dahl", PARTSTAT_NEEDS_ACTION, NULL),
                              standing_of("Anselm Weiß", PARTSTAT_NEEDS_ACTION, NULL));
    digest->waiting = standings(fixture, standing_of("Ada Wirz", PARTSTAT_ACCEPTED, NULL),
                                standing_of("Lars Öst", PARTSTAT_ACCEPTED, NULL));
    digest->unreached = standings(fixture, dead, NULL);
    digest->reviews = reviews;
    digest->asked = questions;
    digest->silent =
        standings(fixture, standing_of("Ines Roca", PARTSTAT_NEEDS_ACTION, NULL), NULL);
    fixture->context.digest = digest;
}

static void
set_rulings(Fixture *fixture)
{
    static LetterRuling rulings[] = {
        {1, "Mira Okafor", PARTSTAT_ACCEPTED, NULL},  {2, "Ole Berg", PARTSTAT_NONE, NULL},
        {5, NULL, PARTSTAT_DECLINED, "nobody"},       {9, NULL, PARTSTAT_ACCEPTED, "missing"},
        {3, "Tove Dahl", PARTSTAT_ACCEPTED, "twice"},
    };
    GPtrArray *list = g_ptr_array_new();
    keep(fixture, list, (GDestroyNotify)g_ptr_array_unref);
    for (size_t i = 0; i < G_N_ELEMENTS(rulings); i++)
        g_ptr_array_add(list, &rulings[i]);
    fixture->context.rulings = list;
}

/* The meeting as it was, with something else of everything that readers hear of. */
static Meeting *
former_meeting(void)
{
    Meeting *meeting = meeting_for_tests();
    AgendaDay *first = g_ptr_array_index(meeting->days, 0);
    AgendaDay *second = g_ptr_array_index(meeting->days, 1);
    Session *lens = g_ptr_array_index(first->sessions, 1);
    Session *untitled = g_ptr_array_index(first->sessions, 2);
    Session *lunch = g_ptr_array_index(first->sessions, 3);
    Session *signals = g_ptr_array_index(second->sessions, 0);
    Session *next = g_ptr_array_index(second->sessions, 1);
    g_free(meeting->location);
    meeting->location = g_strdup("the Pier, Ostend");
    meeting->answer_by = day_of(2031, 8, 25);
    lens->start = minute_parse("9:30");
    g_ptr_array_add(untitled->titles, g_strdup("Oil, an outlook"));
    lunch->end = minute_parse("13:30");
    g_free(signals->room);
    signals->room = g_strdup("Cellar");
    g_ptr_array_set_size(signals->speakers, 1);
    g_free(next->what);
    next->what = g_strdup("And now?");
    add_session(meeting, 1, SESSION_DISCUSSION, "15:00", "A walk to the pier");
    g_ptr_array_add(meeting->days, agenda_day_new(day_of(2031, 10, 2)));
    g_ptr_array_set_size(meeting->questions, 1);
    return meeting;
}

static void
set_changes(Fixture *fixture)
{
    g_autoptr(Meeting) before = former_meeting();
    g_autoptr(Meeting) after = meeting_for_tests();
    GPtrArray *changes = meeting_diff(before, after);
    for (guint i = changes->len; i > 0; i--)
        if (!change_is_material(g_ptr_array_index(changes, i - 1)))
            g_ptr_array_remove_index(changes, i - 1);
    keep(fixture, changes, (GDestroyNotify)g_ptr_array_unref);
    fixture->context.changes = changes;
}

/* The same meeting, with all talks undecided. */
static const Meeting *
without_titles(Fixture *fixture)
{
    Meeting *meeting = meeting_for_tests();
    g_free(meeting->language);
    meeting->language = g_strdup(fixture->meeting->language);
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        if (session->kind == SESSION_TALK)
            g_ptr_array_set_size(session->titles, 0);
    }
    keep(fixture, meeting, (GDestroyNotify)meeting_free);
    return meeting;
}

/* What each kind needs beyond the guest. */
static void
set_kind(Fixture *fixture, NoticeKind kind)
{
    static const Details details = {.partial = (char *)"only the first day",
                                    .diet = (char *)"no fish, please",
                                    .guests = 1,
                                    .question = true};
    static Day offered_until;
    LetterContext *context = &fixture->context;
    offered_until = day_of(2031, 8, 8);
    context->kind = kind;
    context->meeting = fixture->meeting;
    context->partstat = PARTSTAT_NEEDS_ACTION;
    context->now = when_utc(day_of(2031, 8, 1), 540, context->zone);
    switch (kind) {
    case NOTICE_INVITATION:
        break;
    case NOTICE_REMINDER:
        context->step = 2;
        context->steps = 3;
        break;
    case NOTICE_ANNOUNCEMENT:
        context->number = 2;
        context->note =
            "The harbour office lends us its large table.\n\nThank you, harbour office!";
        set_changes(fixture);
        break;
    case NOTICE_CHANGE:
        context->partstat = PARTSTAT_ACCEPTED;
        set_changes(fixture);
        context->calendar_updated = true;
        break;
    case NOTICE_ECHO:
        context->partstat = PARTSTAT_ACCEPTED;
        context->previous = PARTSTAT_TENTATIVE;
        context->details = &details;
        context->words = "count me in";
        context->answers = answers_of(fixture);
        break;
    case NOTICE_SEAT:
        context->seat = SEAT_OFFERED;
        context->offered_until = &offered_until;
        break;
    case NOTICE_WAITING:
    case NOTICE_PROMOTED:
        context->partstat = PARTSTAT_ACCEPTED;
        context->seat = kind == NOTICE_WAITING ? SEAT_WAITING : SEAT_TAKEN;
        context->place = kind == NOTICE_WAITING ? 2 : 0;
        break;
    case NOTICE_UNSUBSCRIBED:
        break;
    case NOTICE_LOGISTICS:
        context->partstat = PARTSTAT_ACCEPTED;
        context->now = when_utc(day_of(2031, 9, 29), 540, context->zone);
        break;
    case NOTICE_NUDGE:
        context->partstat = PARTSTAT_ACCEPTED;
        context->meeting = without_titles(fixture);
        break;
    case NOTICE_THANKS:
        context->partstat = PARTSTAT_ACCEPTED;
        break;
    case NOTICE_CANCELLATION:
        context->note = "The pier was closed after the storm.\n\nWe will meet in spring.";
        break;
    case NOTICE_WITHDRAWAL:
        break;
    case NOTICE_HELP:
        context->partstat = PARTSTAT_ACCEPTED;
        break;
    case NOTICE_QUESTION:
        context->words =
            "Hm.\n\nThat depends on the ferry, and on my sister who keeps the light while I "
            "am away; let us see.\n";
        break;
    case NOTICE_DECIDED:
        context->guest = NULL;
        context->guest_zone = NULL;
        set_digest(fixture);
        set_rulings(fixture);
        break;
    case NOTICE_DIGEST:
        context->guest = NULL;
        context->guest_zone = NULL;
        set_digest(fixture);
        break;
    }
}

static void
set_up(Fixture *fixture, gconstpointer user_data)
{
    (void)user_data;
    fixture->meeting = meeting_for_tests();
    fixture->library = template_library_new(NULL, NULL);
    fixture->owned = g_ptr_array_new();
    fixture->context =
        (LetterContext){.meeting = fixture->meeting,
                        .zone = zone_open("Europe/Brussels"),
                        .now = when_utc(day_of(2031, 8, 1), 540, g_time_zone_new_utc()),
                        .reply_address = "meet+abcdefgh23456777@keepers.example",
                        .unsubscribe_address = "meet+leave-abcdefgh23456777@keepers.example",
                        .help_address = "meet+help@keepers.example"};
}

static void
tear_down(Fixture *fixture, gconstpointer user_data)
{
    (void)user_data;
    for (guint i = 0; i < fixture->owned->len; i += 2) {
        GDestroyNotify free_data = (GDestroyNotify)fixture->owned->pdata[i + 1];
        free_data(fixture->owned->pdata[i]);
    }
    g_ptr_array_unref(fixture->owned);
    g_time_zone_unref(fixture->context.zone);
    template_library_free(fixture->library);
    meeting_free(fixture->meeting);
}

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
write_kind(Fixture *fixture, const char *language, const char *guest, NoticeKind kind)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GTimeZone) zone = NULL;
    g_free(fixture->meeting->language); /* the digest is in the meeting's */
    fixture->meeting->language = g_strdup(language);
    fixture->context.guest = meeting_guest(fixture->meeting, guest);
    fixture->context.guest_zone = zone = zone_open(fixture->context.guest->zone);
    set_kind(fixture, kind);
    g_autoptr(Letter) letter = letter_write(&fixture->context, fixture->library, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(letter->language, ==, language);
    g_autofree char *base =
        g_strdup_printf("tests/templates/%s-%s", language, notice_kind_name(kind));
    g_autofree char *text_path = g_strconcat(base, ".txt", NULL);
    g_autofree char *html_path = g_strconcat(base, ".html", NULL);
    g_autofree char *text = g_strconcat("Subject: ", letter->subject, "\n\n", letter->text, NULL);
    is_file(text_path, text);
    is_file(html_path, letter->html);
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
    for (gsize i = 0; i < G_N_ELEMENTS(controls); i++) {
        g_assert_null(strstr(letter->text, controls[i]));
        g_assert_null(strstr(letter->html, controls[i]));
        g_assert_null(strstr(letter->subject, controls[i]));
    }
    g_assert_null(strstr(letter->text, "\nBcc:"));
    g_assert_null(strstr(letter->text, "\n-- \nBcc"));
    g_assert_null(strchr(letter->subject, '\n'));
    g_assert_cmpint(g_utf8_strlen(letter->subject, -1), <=, LETTER_SUBJECT_MAX + 1);
    g_assert_null(strstr(letter->html, "<script"));
    g_assert_null(strstr(letter->html, "onclick=\""));
    g_assert_true(g_utf8_validate(letter->text, -1, NULL));
    g_assert_true(g_utf8_validate(letter->html, -1, NULL));
    g_auto(GStrv) lines = g_strsplit(letter->text, "\n", -1);
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
        g_autofree char *want = tags_of(plain->html);
        g_autofree char *got = tags_of(bad->html);
        g_assert_cmpstr(got, ==, want);
        is_harmless(bad);
        g_assert_nonnull(strstr(bad->text, "{{guest.name}}{{{body}}}"));
        g_assert_nonnull(strstr(bad->html, "{{guest.name}}{{{body}}}"));
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
    g_test_add("/letter/hostile/english", Fixture, "en", set_up, test_hostile, tear_down);
    g_test_add("/letter/hostile/german", Fixture, "de", set_up, test_hostile, tear_down);
    g_test_add("/letter/language", Fixture, NULL, set_up, test_language, tear_down);
    return g_test_run();
}
