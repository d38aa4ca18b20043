/* Fence record: its text, and what follows from it. */
#include "mailer/fence-record.h"
#include <string.h>

static void
test_text(void)
{
    const FenceRecord record = {.workspace = (char *)"w",
                                .claims = 7,
                                .machine = (char *)"m",
                                .inode = 12,
                                .born = 34,
                                .path = (char *)"/srv/a=b/convoke.sqlite"};
    g_auto(FenceRecord) read = {0};
    g_autofree char *text = fence_record_format(&record);
    g_assert_true(fence_record_parse(text, &read));
    g_autofree char *again = fence_record_format(&read);
    g_assert_cmpstr(text, ==, again);
    g_assert_cmpint(read.claims, ==, 7);
    g_assert_cmpstr(read.path, ==, record.path);

    FenceRecord later = record;
    later.claims = G_MAXINT64;
    g_autofree char *longer = fence_record_format(&later);
    g_assert_cmpuint(strlen(longer), ==, strlen(text));

    /* Cut anywhere it is no record. */
    for (gsize n = 0; n < strlen(text); n++) {
        g_auto(FenceRecord) none = {0};
        g_autofree char *part = g_strndup(text, n);
        g_assert_false(fence_record_parse(part, &none));
        g_assert_null(none.path);
    }
}

static void
test_judge(void)
{
    static const struct {
        const char *name;
        FenceRecord record;
        FenceVerdict want;
    } rows[] = {
        {"the same", {(char *)"w", 5, (char *)"m", 1, 2, (char *)"/a"}, FENCE_OURS},
        {"we are ahead, after a crash",
         {(char *)"w", 4, (char *)"m", 1, 2, (char *)"/a"},
         FENCE_OURS},
        {"we are behind", {(char *)"w", 6, (char *)"m", 1, 2, (char *)"/a"}, FENCE_OLDER},
        {"moved", {(char *)"w", 5, (char *)"m", 1, 2, (char *)"/b"}, FENCE_OURS},
        {"restored in its place", {(char *)"w", 5, (char *)"m", 9, 2, (char *)"/a"}, FENCE_OURS},
        {"copied", {(char *)"w", 5, (char *)"m", 9, 2, (char *)"/b"}, FENCE_COPY},
        {"copied, an inode used again",
         {(char *)"w", 5, (char *)"m", 1, 3, (char *)"/b"},
         FENCE_COPY},
        {"copied, and older", {(char *)"w", 6, (char *)"m", 9, 9, (char *)"/b"}, FENCE_COPY},
        {"another machine", {(char *)"w", 5, (char *)"n", 1, 2, (char *)"/a"}, FENCE_MACHINE},
        {"bound to no file", {(char *)"w", 5, (char *)"m", 0, 0, (char *)""}, FENCE_COPY},
    };
    const FenceRecord self = {(char *)"w", 5, (char *)"m", 1, 2, (char *)"/a"};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        FenceVerdict got = fence_judge(&rows[i].record, &self);
        g_test_message("%s", rows[i].name);
        g_assert_cmpint(got, ==, rows[i].want);
        g_autofree char *refusal = fence_refusal(got, &rows[i].record, "/a");
        g_assert_nonnull(strstr(refusal, "convoke takeover"));
    }
}

/* The record inside the workspace, which comes along where that is copied to another machine. */
static void
test_brought(void)
{
    static const struct {
        const char *name;
        const char *machine;
        FenceRecord record;
        FenceVerdict want;
    } rows[] = {
        {"restored in its place",
         "m",
         {(char *)"w", 5, (char *)"m", 9, 2, (char *)"/a"},
         FENCE_OURS},
        {"another machine", "m", {(char *)"w", 5, (char *)"-", 1, 2, (char *)"/a"}, FENCE_MACHINE},
        {"no machine has an id, the same file",
         "-",
         {(char *)"w", 5, (char *)"-", 1, 2, (char *)"/a"},
         FENCE_OURS},
        {"moved", "-", {(char *)"w", 5, (char *)"-", 1, 2, (char *)"/b"}, FENCE_OURS},
        {"another file in its place, here or on another machine",
         "-",
         {(char *)"w", 5, (char *)"-", 9, 2, (char *)"/a"},
         FENCE_MISSING},
        {"that is older, too", "-", {(char *)"w", 6, (char *)"-", 9, 2, (char *)"/a"}, FENCE_OLDER},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const FenceRecord self = {(char *)"w", 5, (char *)rows[i].machine, 1, 2, (char *)"/a"};
        g_test_message("%s", rows[i].name);
        g_assert_cmpint(fence_judge_brought(&rows[i].record, &self), ==, rows[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fence-record/text", test_text);
    g_test_add_func("/fence-record/judge", test_judge);
    g_test_add_func("/fence-record/brought", test_brought);
    return g_test_run();
}
