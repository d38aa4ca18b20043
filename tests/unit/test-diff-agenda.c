/* What is said of changes in the agenda. */
#include "event/moved.h"
#include "tests/unit/diffs.h"

CHANGE(change_moved_day)
{
    move_to_day(m, "first", 0, 1);
}

CHANGE(change_moved_time)
{
    session(m, "ada-bob")->start = 11 * 60;
}

CHANGE(change_moved_and_shorter)
{
    session(m, "first")->start += 15;
}

CHANGE(change_end)
{
    session(m, "compilers")->end = 10 * 60 + 30;
}

CHANGE(change_end_written_out)
{
    session(m, "compilers")->end = 11 * 60;
}

CHANGE(change_end_left_out)
{
    session(m, "first")->end = MINUTE_NONE;
}

CHANGE(change_end_given)
{
    session(m, "ada-bob")->end = 11 * 60;
}

CHANGE(change_open_end)
{
    session(m, "open")->open_end = false;
}

CHANGE(change_lunch_moved)
{
    session(m, "lunch")->start += 30;
}

CHANGE(change_room)
{
    set(&session(m, "compilers")->room, "Cellar");
}

CHANGE(change_no_room)
{
    set(&session(m, "compilers")->room, NULL);
}

CHANGE(change_room_case)
{
    set(&session(m, "compilers")->room, "AULA");
}

CHANGE(change_title)
{
    set_first(session(m, "compilers")->titles, "Linkers");
}

CHANGE(change_title_more)
{
    split_into(session(m, "first")->titles, "Third", "/");
}

CHANGE(change_title_typo)
{
    set_first(session(m, "compilers")->titles, "Compliers");
}

CHANGE(change_title_case)
{
    set_first(session(m, "compilers")->titles, "“COMPILERS”.");
}

CHANGE(change_title_decided)
{
    split_into(session(m, "ada-bob")->titles, "News", "/");
}

CHANGE(change_title_undecided)
{
    g_ptr_array_set_size(session(m, "compilers")->titles, 0);
}

CHANGE(change_title_as_one)
{
    g_ptr_array_set_size(session(m, "first")->titles, 1);
    set_first(session(m, "first")->titles, "First / Second");
}

CHANGE(change_what)
{
    set(&session(m, "open")->what, "Money");
}

CHANGE(change_what_beside_title)
{
    set(&session(m, "compilers")->what, "Keynote");
}

CHANGE(change_lunch_renamed)
{
    set(&session(m, "lunch")->what, "Barbecue");
}

CHANGE(change_kind)
{
    session(m, "open")->kind = SESSION_BREAK;
}

CHANGE(change_note)
{
    set(&session(m, "open")->note, "Short ones.");
}

CHANGE(change_speaker_added)
{
    split_into(session(m, "compilers")->speakers, "bob", "/");
}

CHANGE(change_speaker_replaced)
{
    set_first(session(m, "compilers")->speakers, "bob");
}

CHANGE(change_speakers_order)
{
    swap_first_two(session(m, "ada-bob")->speakers);
}

CHANGE(change_added)
{
    add_session(m, "15 14:00 talk bob: News #news");
}

CHANGE(change_break_added)
{
    add_session(m, "15 14:00 break: Tea #tea");
    move_to_day(m, "tea", 1, 0);
}

CHANGE(change_break_first)
{
    add_session(m, "15 09:00 break: Registration #doors");
    move_to_day(m, "doors", 1, 0);
}

CHANGE(change_break_last)
{
    add_session(m, "15 14:00 break: Tea #tea");
}

CHANGE(change_break_last_of_first_day)
{
    add_session(m, "15 18:00 break: Tea #tea");
    move_to_day(m, "tea", 1, 0);
}

CHANGE(change_cancelled)
{
    cancel(m, "compilers");
}

CHANGE(change_cancelled_last)
{
    cancel(m, "ada-bob");
}

CHANGE(change_cancelled_day_stays)
{
    cancel(m, "ada-bob");
    add_session(m, "15 16:00 discussion: Late #late");
}

CHANGE(change_cancelled_in_order)
{
    cancel(m, "lunch");
    cancel(m, "first");
    session(m, "open")->start += 60;
}

static const Row rows[] = {
    {change_moved_day,
     "session first “First / Second”: moved from 2004-07-14 11:00-11:45 to 2004-07-15 "
     "11:00-11:45\n",
     "M-b"},
    {change_moved_time, "session ada-bob (untitled): moved from 10:00 to 11:00 on 2004-07-15\n",
     "Mab"},
    {change_moved_and_shorter,
     "session first “First / Second”: moved from 11:00-11:45 to 11:15-11:45 on 2004-07-14\n",
     "M-b"},
    {change_end, "session compilers “Compilers”: changed from 10:00 to 10:00-10:30 on 2004-07-14\n",
     "Ma-"},
    {change_end_written_out, "session compilers “Compilers”: its end put differently\n", "-a-"},
    {change_end_left_out,
     "session first “First / Second”: changed from 11:00-11:45 to 11:00 on 2004-07-14\n", "M-b"},
    {change_end_given,
     "session ada-bob (untitled): changed from 10:00 to 10:00-11:00 on 2004-07-15\n", "Mab"},
    {change_open_end, "session open “Open questions”: changed from 15:00+ to 15:00 on 2004-07-14\n",
     "M--"},
    {change_lunch_moved, "session lunch “Lunch”: moved from 12:00 to 12:30 on 2004-07-14\n", "M--"},
    {change_room, "session compilers “Compilers”: room “Aula” -> “Cellar”\n", "Ma-"},
    {change_no_room, "session compilers “Compilers”: room “Aula” -> none\n", "Ma-"},
    {change_room_case, "session compilers “Compilers”: room “Aula” -> “AULA”\n", "-a-"},
    {change_title, "session compilers: renamed “Compilers” -> “Linkers”\n", "Ma-"},
    {change_title_more, "session first: renamed “First / Second” -> “First / Second / Third”\n",
     "M-b"},
    {change_title_typo, "session compilers: title mended, “Compilers” -> “Compliers”\n", "-a-"},
    {change_title_case, "session compilers: title mended, “Compilers” -> ““COMPILERS”.”\n", "-a-"},
    {change_title_decided, "session ada-bob: title decided, “News”\n", "Mab"},
    {change_title_undecided, "session compilers: title undecided again, was “Compilers”\n", "Ma-"},
    {change_title_as_one, "session first “First / Second”: titles put differently\n", "--b"},
    {change_what, "session open: renamed “Open questions” -> “Money”\n", "M--"},
    {change_what_beside_title, "session compilers “Compilers”: titles put differently\n", "-a-"},
    {change_lunch_renamed, "session lunch: renamed “Lunch” -> “Barbecue”\n", "---"},
    {change_kind, "session open “Open questions”: a break, was a discussion\n", "---"},
    {change_note, "session open “Open questions”: note reworded\n", "---"},
    {change_speaker_added, "session compilers “Compilers”: bob now speaks\n", "Mab"},
    {change_speaker_replaced,
     "session compilers “Compilers”: ada no longer speaks\n"
     "session compilers “Compilers”: bob now speaks\n",
     "Mab"},
    {change_speakers_order, "session ada-bob (untitled): speakers in another order\n", "-ab"},
    {change_added, "session news “News”: added, 2004-07-15 14:00\n", "M-b"},
    {change_break_added, "session tea “Tea”: added, 2004-07-14 14:00\n", "---"},
    {change_break_first, "session doors “Registration”: added, 2004-07-14 09:00\n", "M--"},
    {change_break_last, "session tea “Tea”: added, 2004-07-15 14:00\n", "M--"},
    {change_break_last_of_first_day, "session tea “Tea”: added, 2004-07-14 18:00\n", "---"},
    {change_cancelled, "session compilers “Compilers”: cancelled, 2004-07-14 10:00\n", "Ma-"},
    {change_cancelled_last,
     "hours: from 2004-07-14 10:00 -> whole days\n"
     "session ada-bob (untitled): cancelled, 2004-07-15 10:00\n",
     "M--"},
    {change_cancelled_day_stays,
     "session ada-bob (untitled): cancelled, 2004-07-15 10:00\n"
     "session late “Late”: added, 2004-07-15 16:00\n",
     "Mab"},
    {change_cancelled_in_order,
     "session first “First / Second”: cancelled, 2004-07-14 11:00-11:45\n"
     "session lunch “Lunch”: cancelled, 2004-07-14 12:00\n"
     "session open “Open questions”: moved from 15:00+ to 16:00+ on 2004-07-14\n",
     "M-b"},
};

static void
test_rows(void)
{
    check_rows(rows, G_N_ELEMENTS(rows));
}

/* What a template in another language needs. */
static void
test_fields(void)
{
    g_autoptr(Meeting) before = full_meeting();
    g_autoptr(Meeting) after = full_meeting();
    move_to_day(after, "first", 0, 1);
    session(after, "first")->start = 14 * 60;
    session(after, "first")->end = 15 * 60;
    set_first(session(after, "compilers")->speakers, "bob");
    g_autoptr(GPtrArray) changes = meeting_diff(before, after);
    g_assert_cmpint(changes->len, ==, 3);

    const Change *gone = g_ptr_array_index(changes, 0);
    g_assert_cmpint(gone->kind, ==, CHANGE_SPEAKER_REMOVED);
    g_assert_cmpstr(gone->session, ==, "compilers");
    g_assert_cmpstr(gone->guest, ==, "ada");
    g_assert_cmpint(gone->speakers->len, ==, 2);

    const Change *moved = g_ptr_array_index(changes, 2);
    g_assert_cmpint(moved->kind, ==, CHANGE_SESSION_DAY);
    g_assert_cmpstr(moved->session, ==, "first");
    g_assert_cmpstr(moved->title, ==, "First / Second");
    g_assert_cmpint(moved->old_day, ==, day_of(2004, 7, 14));
    g_assert_cmpint(moved->new_day, ==, day_of(2004, 7, 15));
    g_assert_cmpint(moved->old_start, ==, 11 * 60);
    g_assert_cmpint(moved->new_start, ==, 14 * 60);
    g_assert_cmpint(moved->old_end, ==, 11 * 60 + 45);
    g_assert_cmpint(moved->new_end, ==, 15 * 60);
    g_assert_null(moved->guest);
    g_assert_null(moved->topic);
    g_assert_null(moved->old_text);
}

/* The order of what starts at one time is seen on the page, and nowhere else. */
static void
test_parallel_order(void)
{
    g_autoptr(Meeting) before = meeting_of((const char *[MEETINGS_LINES]){
        "14 10:00 talk ada: Alpha #a @One", "14 10:00 talk bob: Beta #b @Two"});
    g_autoptr(Meeting) after = meeting_of((const char *[MEETINGS_LINES]){
        "14 10:00 talk bob: Beta #b @Two", "14 10:00 talk ada: Alpha #a @One"});
    g_autoptr(GPtrArray) changes = meeting_diff(before, after);
    g_autofree char *lines = lines_of(changes);
    g_assert_cmpstr(lines, ==, "agenda: sessions of one time in another order\n");
    g_assert_false(change_is_material(g_ptr_array_index(changes, 0)));
}

/* A break is worth a mail where the meeting begins or ends otherwise for it. */
static void
test_bounds(void)
{
    static const struct {
        const char *before, *after;
        bool tells;
    } bounds[] = {
        {"14 10:00-11:00 talk ada: A #a", "14 09:00-09:30 break: Doors #b", true},
        {"14 10:00-11:00 talk ada: A #a", "14 11:00-11:30 break: Tea #b", true},
        {"14 10:00-11:00 talk ada: A #a", "14 11:00 break: Tea #b", true},
        {"14 10:00-11:00 talk ada: A #a", "14 10:30-10:40 break: Tea #b", false},
        {"14 10:00-11:00 talk ada: A #a", "14 10:00-11:00 break: Tea #b", false},
        {"14 10:00 talk ada: A #a", "14 10:30-10:40 break: Tea #b", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bounds); i++) {
        g_autoptr(Meeting) without = meeting_of((const char *[MEETINGS_LINES]){bounds[i].before});
        g_autoptr(Meeting) with =
            meeting_of((const char *[MEETINGS_LINES]){bounds[i].before, bounds[i].after});
        without->zone = g_strdup("Europe/Rome");
        with->zone = g_strdup("Europe/Rome");
        g_autoptr(GPtrArray) added = meeting_diff(without, with);
        g_autoptr(GPtrArray) cancelled = meeting_diff(with, without);
        g_assert_cmpint(added->len, ==, 1);
        g_assert_cmpint(cancelled->len, ==, 1);
        g_assert_cmpint(change_tells(g_ptr_array_index(added, 0)), ==, bounds[i].tells);
        g_assert_cmpint(change_tells(g_ptr_array_index(cancelled, 0)), ==, bounds[i].tells);
        g_assert_cmpint(meeting_moved(without, with), ==, bounds[i].tells);
    }
}

static void
test_break_longer(void)
{
    static const char talk[] = "14 10:00-11:00 talk ada: A #a",
                      tea[] = "14 11:00-11:30 break: Tea #b";
    static const char longer[] = "14 11:00-12:00 break: Tea #b";
    static const char inner[] = "14 10:00-10:20 break: Tea #b",
                      innermost[] = "14 10:00-10:10 break: Tea #b";
    g_autoptr(Meeting) last = meeting_of((const char *[MEETINGS_LINES]){talk, tea});
    g_autoptr(Meeting) last_longer = meeting_of((const char *[MEETINGS_LINES]){talk, longer});
    g_autoptr(Meeting) within = meeting_of((const char *[MEETINGS_LINES]){talk, inner});
    g_autoptr(Meeting) shorter = meeting_of((const char *[MEETINGS_LINES]){talk, innermost});
    g_autoptr(GPtrArray) told = meeting_diff(last, last_longer);
    g_autoptr(GPtrArray) untold = meeting_diff(within, shorter);
    g_assert_true(change_tells(g_ptr_array_index(told, 0)));
    g_assert_false(change_tells(g_ptr_array_index(untold, 0)));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diff-agenda/rows", test_rows);
    g_test_add_func("/diff-agenda/fields", test_fields);
    g_test_add_func("/diff-agenda/parallel-order", test_parallel_order);
    g_test_add_func("/diff-agenda/bounds", test_bounds);
    g_test_add_func("/diff-agenda/break-longer", test_break_longer);
    return g_test_run();
}
