/* What letters of each kind are about, for tests of them: one small meeting (tests/templates/meeting.h). */
#ifndef CONVOKE_TESTS_UNIT_LETTERS_H
#define CONVOKE_TESTS_UNIT_LETTERS_H

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

static inline void
keep(Fixture *fixture, gpointer data, GDestroyNotify free_data)
{
    g_ptr_array_add(fixture->owned, data);
    g_ptr_array_add(fixture->owned, (gpointer)free_data);
}

static inline GPtrArray *
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

static inline Standing *
standing_of(const char *name, Partstat partstat, const char *words)
{
    Standing *standing = standing_new();
    standing->name = g_strdup(name);
    standing->address = g_strdup("guest@keepers.example");
    standing->partstat = partstat;
    standing->words = g_strdup(words);
    return standing;
}

static inline GPtrArray *
standings(Fixture *fixture, Standing *first, Standing *second)
{
    GPtrArray *array = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    g_ptr_array_add(array, first);
    if (second)
        g_ptr_array_add(array, second);
    keep(fixture, array, (GDestroyNotify)g_ptr_array_unref);
    return array;
}

static inline void
set_digest(Fixture *fixture)
{
    static LetterReview guessed = {.number = 3,
                                   .name = "Tove Dahl",
                                   .words = "depends on the ferry, I think",
                                   .guess = PARTSTAT_TENTATIVE,
                                   .answer = true};
    static LetterReview unclear = {
        .number = 4, .name = "Anselm Weiß", .words = "What is this?", .answer = true};
    static LetterReview unread = {.number = 2};
    static LetterAsked asked = {7, "Mira Okafor", "Is there a lift?"};
    static LetterProposal title = {5, "joerg", "Jörg Lindner", "Rope bridges", true};
    static LetterProposal topic = {6, "mira", "Mira Okafor", "What ferries cost", false};
    static LetterMaterial slides = {"mira", "Mira Okafor", "ferries.pdf, map.png",
                                    "Here they are."};
    LetterDigest *digest = &fixture->digest;
    GPtrArray *materials = g_ptr_array_new();
    keep(fixture, materials, (GDestroyNotify)g_ptr_array_unref);
    g_ptr_array_add(materials, &slides);
    GPtrArray *reviews = g_ptr_array_new(), *questions = g_ptr_array_new();
    GPtrArray *proposals = g_ptr_array_new();
    keep(fixture, proposals, (GDestroyNotify)g_ptr_array_unref);
    g_ptr_array_add(proposals, &title);
    g_ptr_array_add(proposals, &topic);
    keep(fixture, reviews, (GDestroyNotify)g_ptr_array_unref);
    keep(fixture, questions, (GDestroyNotify)g_ptr_array_unref);
    guessed.why = reason_text(REASON_UNSURE);
    unclear.why = reason_text(REASON_UNCLEAR);
    unread.why = reason_text(REASON_UNREADABLE);
    g_ptr_array_add(reviews, &unread);
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
                            .reviewing = 1,
                            .unreached = 1};
    digest->answers =
        standings(fixture, standing_of("Mira Okafor", PARTSTAT_ACCEPTED, "count me in"),
                  standing_of("Ole Berg", PARTSTAT_DECLINED, NULL));
    Standing *flipped = g_ptr_array_index(digest->answers, 1);
    flipped->guest = g_strdup("ole");
    flipped->previous = PARTSTAT_ACCEPTED;
    flipped->changed_at = when_utc(day_of(2031, 9, 2), 540, fixture->context.zone);
    digest->changed = g_hash_table_new(g_str_hash, g_str_equal);
    keep(fixture, digest->changed, (GDestroyNotify)g_hash_table_unref);
    g_hash_table_add(digest->changed, flipped->guest);
    Standing *first = g_ptr_array_index(digest->answers, 0);
    first->details.partial = g_strdup("only the first day");
    first->details.guests = 1;
    Standing *absent = standing_of("Jörg Lindner", PARTSTAT_DECLINED, NULL);
    absent->guest = g_strdup("joerg");
    digest->absent = standings(fixture, absent, NULL);
    digest->owing = standings(fixture, standing_of("Tove Dahl", PARTSTAT_NEEDS_ACTION, NULL),
                              standing_of("Anselm Weiß", PARTSTAT_NEEDS_ACTION, NULL));
    digest->waiting = standings(fixture, standing_of("Ada Wirz", PARTSTAT_ACCEPTED, NULL),
                                standing_of("Lars Öst", PARTSTAT_ACCEPTED, NULL));
    Standing *offered = standing_of("Nils Thorne", PARTSTAT_NEEDS_ACTION, NULL);
    offered->seat = (Seat){.state = SEAT_OFFERED, .days = 7, .number = 1};
    Standing *lapsed = standing_of("Ute Brandt", PARTSTAT_TENTATIVE, NULL);
    lapsed->seat = (Seat){.state = SEAT_EXPIRED, .why = SEAT_UNDECIDED, .number = 2};
    digest->seats = standings(fixture, offered, lapsed);
    digest->unreached = standings(fixture, dead, NULL);
    Standing *elsewhere = standing_of("Ole Berg", PARTSTAT_DECLINED, NULL);
    g_free(elsewhere->address);
    elsewhere->address = g_strdup("ole@home.example");
    elsewhere->passed_over = g_strdup("ole@berg.example");
    elsewhere->passed_why = g_strdup("550 5.1.1 no such user here");
    digest->passed_over = standings(fixture, elsewhere, NULL);
    static LetterFailed refused = {.name = "Tove Dahl",
                                   .address = "tove@dahl.example",
                                   .reason = "554 5.7.1 not in these words"};
    GPtrArray *failed = g_ptr_array_new();
    g_ptr_array_add(failed, &refused);
    keep(fixture, failed, (GDestroyNotify)g_ptr_array_unref);
    digest->failed = failed;
    digest->reviews = reviews;
    digest->asked = questions;
    digest->proposed = proposals;
    digest->materials = materials;
    digest->silent =
        standings(fixture, standing_of("Ines Roca", PARTSTAT_NEEDS_ACTION, NULL), NULL);
    fixture->context.digest = digest;
}

static inline void
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
static inline Meeting *
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

static inline void
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
static inline const Meeting *
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
static inline void
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

static inline void
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

static inline void
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

#endif
