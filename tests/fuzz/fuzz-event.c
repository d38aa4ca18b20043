/* An event file: a meeting or errors, never both, each error fit to be printed; and what is written of a
 * meeting reads back as it. */
#include "tests/fuzz/fuzz.h"
#include "event/ids.h"
#include "event/read.h"
#include "event/write.h"

/* Warnings and what closes the list come on top of the 1000. */
enum { PROBLEMS_MAX = 1001 };

static GPtrArray *
problems_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
}

static void
check_problems(const GPtrArray *problems)
{
    g_assert_cmpuint(problems->len, <=, PROBLEMS_MAX);
    for (guint i = 0; i < problems->len; i++) {
        g_autofree char *printed = problem_format(problems->pdata[i]);
        check_text(printed);
    }
}

static void
check_round_trip(const Meeting *meeting)
{
    g_autoptr(GPtrArray) problems = problems_new();
    g_autofree char *text = meeting_write(meeting, MEETING_WITH_GUESTS);
    check_text(text);
    if (strlen(text) > MEETING_TEXT_MAX)
        return;
    g_autoptr(Meeting) back = meeting_read(text, strlen(text), "written", problems);
    g_assert_nonnull(back);
    g_autofree char *again = meeting_write(back, MEETING_WITH_GUESTS);
    g_assert_cmpstr(again, ==, text);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(GPtrArray) problems = problems_new();
    g_autoptr(GPtrArray) remarks = NULL;
    g_autoptr(Meeting) meeting = meeting_read((const char *)data, size, "fuzz", problems);
    g_assert_cmpint(meeting == NULL, ==, problems_errors(problems) > 0);
    check_problems(problems);
    if (meeting && meeting_adopt_ids(meeting, NULL, NULL, &remarks))
        check_round_trip(meeting);
    return 0;
}
