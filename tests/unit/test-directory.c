/* Directory: one whole file a message, the same file for the same notice, and a disk that refuses. */
#include "event/error.h"
#include "mailer/directory.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <signal.h>

#define BYTES "Subject: hello\r\n\r\nhello\r\n"

typedef struct {
    const Outgoing *messages;
    guint count, given;
    char got[100];
    guint told, told_when_full;
} Batch;

static const Outgoing *
next_message(gpointer user_data, bool wait)
{
    (void)wait;
    Batch *batch = user_data;
    return batch->given < batch->count ? &batch->messages[batch->given++] : NULL;
}

static void
message_done(const Outgoing *message, const Outcome *outcome, gpointer user_data)
{
    static const char letters[] = {
        [OUTCOME_SENT] = 'S', [OUTCOME_LATER] = 'L', [OUTCOME_FAILED] = 'F'};
    Batch *batch = user_data;
    batch->got[message - batch->messages] = outcome->session ? 'l' : letters[outcome->kind];
    if (batch->told++ == 0)
        batch->told_when_full = batch->given;
}

static char *folder;

static char *
contents(const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;
    g_file_get_contents(path, &text, NULL, NULL);
    return text;
}

/* Removes what is there and tells how much it was, drafts included. */
static guint
sweep(void)
{
    guint n = 0;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)); n++) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
    }
    return n;
}

static void
test_files(void)
{
    static const Outgoing messages[] = {
        {"meet+b1@here.example", "ada@there.example", "id-1", BYTES, sizeof BYTES - 1, NULL},
        {"", "bob@there.example", "id-2", BYTES, sizeof BYTES - 1, NULL},
        {"", "not an address", "id-3", BYTES, sizeof BYTES - 1, NULL},
        {"", "eve@there.example", "../../etc/passwd", BYTES, sizeof BYTES - 1, NULL},
        {"", "eve@there.example", ".hidden", BYTES, sizeof BYTES - 1, NULL},
        {"", "eve@there.example", NULL, BYTES, sizeof BYTES - 1, NULL},
        {"", "ada@there.example", NULL, BYTES, sizeof BYTES - 1, NULL},
    };
    Batch batch = {.messages = messages, .count = G_N_ELEMENTS(messages)};
    g_autoptr(GError) error = NULL;
    g_autoptr(Transport) directory = directory_open(folder, &error);
    g_assert_true(directory->send(directory, next_message, message_done, &batch, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(batch.got, ==, "SSFSSSS");
    g_autofree char *first = contents("id-1.eml");
    g_autofree char *second = contents("id-2.eml");
    g_assert_cmpstr(
        first, ==,
        "Return-Path: <meet+b1@here.example>\r\nDelivered-To: ada@there.example\r\n" BYTES);
    g_assert_cmpstr(second, ==, "Return-Path: <>\r\nDelivered-To: bob@there.example\r\n" BYTES);
    g_assert_cmpuint(sweep(), ==, 6);
}

/* Again, after a crash before the outcome was recorded: what is there stays as it is. */
static void
test_again(void)
{
    static const Outgoing first = {"", "ada@there.example", "id", BYTES, sizeof BYTES - 1, NULL};
    static const Outgoing again = {"", "ada@there.example", "id", "B: c\r\n\r\n", 8, NULL};
    for (int i = 0; i < 2; i++) {
        Batch batch = {.messages = i ? &again : &first, .count = 1};
        g_autoptr(Transport) directory = directory_open(folder, NULL);
        g_assert_true(directory->send(directory, next_message, message_done, &batch, NULL));
        g_assert_cmpstr(batch.got, ==, "S");
    }
    g_autofree char *text = contents("id.eml");
    g_assert_true(g_str_has_suffix(text, BYTES));
    g_assert_cmpuint(sweep(), ==, 1);
}

/* Nothing is told before the batch is on the disk, and nothing is left out between batches. */
static void
test_many(void)
{
    Outgoing messages[DIRECTORY_BATCH * 2 + 1];
    char ids[G_N_ELEMENTS(messages)][8];
    Batch batch = {.messages = messages, .count = G_N_ELEMENTS(messages)};
    for (guint i = 0; i < batch.count; i++) {
        g_snprintf(ids[i], sizeof ids[i], "id%u", i);
        messages[i] = (Outgoing){.envelope_from = "",
                                 .recipient = "ada@there.example",
                                 .envelope_id = ids[i],
                                 .bytes = BYTES,
                                 .length = sizeof BYTES - 1};
    }
    g_autoptr(Transport) directory = directory_open(folder, NULL);
    g_assert_true(directory->send(directory, next_message, message_done, &batch, NULL));
    g_assert_cmpuint(batch.told, ==, batch.count);
    g_assert_cmpuint(batch.told_when_full, ==, DIRECTORY_BATCH);
    g_assert_cmpuint(sweep(), ==, batch.count);
}

/* The disk takes 4 KB a file and no more: later, no piece left behind, and nothing more is asked for. */
static void
test_full(void)
{
    g_autofree char *dots = g_strnfill(900, '.');
    g_autofree char *line = g_strconcat(dots, "\r\n", NULL);
    g_autofree char *big = g_strconcat("A: b\r\n\r\n", line, line, line, line, line, line, NULL);
    const Outgoing messages[] = {
        {"", "ada@there.example", "small", BYTES, sizeof BYTES - 1, NULL},
        {"", "ada@there.example", "big", big, strlen(big), NULL},
        {"", "ada@there.example", "next", BYTES, sizeof BYTES - 1, NULL},
    };
    struct rlimit old, limit = {4096, RLIM_INFINITY};
    Batch batch = {.messages = messages, .count = 3};
    g_autoptr(GError) error = NULL;
    g_autoptr(Transport) directory = directory_open(folder, NULL);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    setrlimit(RLIMIT_FSIZE, &limit);
    gboolean all = directory->send(directory, next_message, message_done, &batch, &error);
    setrlimit(RLIMIT_FSIZE, &old);
    g_assert_false(all);
    g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY);
    g_assert_cmpstr(batch.got, ==, "Sl");
    g_assert_cmpuint(batch.given, ==, 2);
    g_assert_cmpuint(sweep(), ==, 1);
}

static void
test_open(void)
{
    g_autofree char *deep = g_build_filename(folder, "a", "b", NULL);
    g_autofree char *parent = g_build_filename(folder, "a", NULL);
    g_autofree char *file = g_build_filename(deep, "file", NULL);
    g_autofree char *below = g_build_filename(file, "x", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Transport) made = directory_open(deep, &error);
    g_assert_no_error(error);
    g_assert_true(g_file_set_contents(file, "", 0, NULL));
    g_assert_null(directory_open(below, &error));
    g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
    g_unlink(file);
    g_rmdir(deep);
    g_rmdir(parent);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("convoke-directory.XXXXXX", NULL);
    g_test_add_func("/directory/files", test_files);
    g_test_add_func("/directory/again", test_again);
    g_test_add_func("/directory/many", test_many);
    g_test_add_func("/directory/full", test_full);
    g_test_add_func("/directory/open", test_open);
    int failed = g_test_run();
    g_rmdir(folder);
    g_free(folder);
    return failed;
}
