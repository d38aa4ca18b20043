/* Lock files by flock(2), which the kernel lets go with the process. */
#include "mailer/run.h"
#include "event/error.h"
#include "mailer/ending.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define BOOT_LENGTH 8

/* The first letters of the kernel's name for this boot; "" where there is none, and then no boot is the
 * same as another. */
static void
boot_id(char boot[static BOOT_LENGTH + 1])
{
    g_autofree char *text = NULL;
    gsize length;
    boot[0] = '\0';
    if (g_file_get_contents("/proc/sys/kernel/random/boot_id", &text, &length, NULL) &&
        length > BOOT_LENGTH)
        g_strlcpy(boot, text, BOOT_LENGTH + 1);
}

static bool
is_of_this_boot(const char *id)
{
    char boot[BOOT_LENGTH + 1];
    boot_id(boot);
    return *boot && g_str_has_prefix(id, boot) && id[BOOT_LENGTH] == '-';
}

static gboolean
failed(const char *path, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", path, g_strerror(errno));
    return FALSE;
}

/* BOOT-PID-RANDOM, and nothing else that may lie in the directory. */
static bool
is_run(const char *name)
{
    const char *pid = strchr(name, '-');
    const char *random = pid ? strchr(pid + 1, '-') : NULL;
    return random && strspn(name, "0123456789abcdef") == (gsize)(pid - name) &&
           strspn(pid + 1, "0123456789") == (gsize)(random - pid - 1) && strlen(random + 1) == 8 &&
           strspn(random + 1, "0123456789abcdef") == 8;
}

/* -1 and errno when the lock cannot be had. */
static int
lock_open(const char *path, int flags)
{
    int fd = open(path, O_RDWR | O_CLOEXEC | flags, 0600);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        int wrong = errno;
        close(fd);
        errno = wrong;
        return -1;
    }
    return fd;
}

#define DRAFT ".new" /* behind the name of a file that has not its own yet */

/* The file gets its name when it is locked and whole: one that is not locked is of a dead run. */
static gboolean
make_file(Run *run, GError **error)
{
    g_autofree char *draft = g_strconcat(run->path, DRAFT, NULL);
    run->fd = lock_open(draft, O_CREAT | O_EXCL);
    if (run->fd < 0)
        return failed(draft, error);
    run->journal = journal_create(run->fd, draft, error);
    if (run->journal && rename(draft, run->path) == 0)
        return TRUE;
    if (run->journal)
        failed(run->path, error);
    unlink(draft);
    return FALSE;
}

gboolean
run_open(const char *directory, RandomBytes random, Run *ret_run, GError **error)
{
    char boot[BOOT_LENGTH + 1];
    guint8 bytes[4];
    boot_id(boot);
    random(bytes, sizeof bytes);
    if (g_mkdir_with_parents(directory, 0700) != 0)
        return failed(directory, error);
    g_auto(Run) run = {.fd = -1};
    run.id = g_strdup_printf("%s-%ld-%02x%02x%02x%02x", boot, (long)getpid(), bytes[0], bytes[1],
                             bytes[2], bytes[3]);
    run.path = g_build_filename(directory, run.id, NULL);
    if (!make_file(&run, error))
        return FALSE;
    *ret_run = run;
    run = (Run){.fd = -1};
    return TRUE;
}

void
run_done(Run *run)
{
    unlink(run->path);
}

void
run_close(Run *run)
{
    journal_close(run->journal);
    if (run->fd >= 0)
        close(run->fd);
    g_free(run->path);
    g_free(run->id);
    *run = (Run){.fd = -1};
}

/* --- dead runs --- */

/* Takes ITEM out of the claims that are left, where it is among them. */
static OutboxItem *
take_claim(GPtrArray *claims, gint64 id)
{
    for (guint i = 0; i < claims->len; i++) {
        const OutboxItem *item = g_ptr_array_index(claims, i);
        if (item->id == id)
            return g_ptr_array_steal_index(claims, i);
    }
    return NULL;
}

static gboolean
end_claim(Store *store, GPtrArray *claims, gint64 id, const Outcome *outcome, gint64 at,
          GError **error)
{
    Delivery ignored;
    g_autoptr(OutboxItem) item = take_claim(claims, id);
    return !item || ending_record(store, item, outcome, at, &ignored, error);
}

static gboolean
end_in_doubt(Store *store, GPtrArray *claims, gint64 id, gint64 at, GError **error)
{
    static char words[] = "the program was stopped while it was sent";
    const Outcome outcome = {.kind = OUTCOME_UNKNOWN, .text = words};
    return end_claim(store, claims, id, &outcome, at, error);
}

static gboolean
replay(Store *store, const Journal *journal, GPtrArray *claims, gint64 now, GError **error)
{
    gboolean good = TRUE;
    for (guint i = 0; good && i < journal_endings(journal); i++) {
        Outcome outcome = {0};
        gint64 at;
        gint64 id = journal_ending(journal, i, &outcome, &at);
        good = end_claim(store, claims, id, &outcome, at, error);
        outcome_clear(&outcome);
    }
    for (guint hand = 0; good && hand < JOURNAL_HANDS; hand++)
        good = end_in_doubt(store, claims, journal_left(journal, hand), now, error);
    return good;
}

static gboolean
recover_claims(Store *store, const char *id, const Journal *journal, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) claims = store_outbox_claimed(store, id, error);
    if (!claims)
        return FALSE;
    if (journal)
        return replay(store, journal, claims, now, error) && store_outbox_unclaim(store, id, error);
    while (claims->len > 0) {
        const OutboxItem *item = g_ptr_array_index(claims, 0);
        if (!end_in_doubt(store, claims, item->id, now, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
recover_one(const char *directory, Store *store, const char *id, gint64 now, GError **error)
{
    g_autofree char *path = g_build_filename(directory, id, NULL);
    int fd = lock_open(path, 0);
    if (fd < 0 && errno == EWOULDBLOCK)
        return TRUE; /* alive */
    if (fd < 0 && errno != ENOENT)
        return failed(path, error);
    g_autoptr(Journal) journal = fd >= 0 && is_of_this_boot(id) ? journal_read(fd) : NULL;
    gboolean good = store_begin(store, error) && recover_claims(store, id, journal, now, error) &&
                    store_commit(store, error);
    if (!good)
        store_rollback(store);
    else
        unlink(path);
    if (fd >= 0)
        close(fd);
    return good;
}

/* Takes away the file of a run that died before it had its name. One that is just being made is not locked for a moment
 * either, so its process has to be gone, too. */
static void
sweep_draft(const char *directory, const char *name)
{
    g_autofree char *id = g_strndup(name, strlen(name) - strlen(DRAFT));
    if (!is_run(id))
        return;
    pid_t pid = (pid_t)g_ascii_strtoll(strchr(id, '-') + 1, NULL, 10);
    if (is_of_this_boot(id) && (kill(pid, 0) == 0 || errno != ESRCH))
        return;
    g_autofree char *path = g_build_filename(directory, name, NULL);
    int fd = lock_open(path, 0);
    if (fd < 0)
        return;
    unlink(path);
    close(fd);
}

/* Those that hold claims, and those that died before they had any, of which only the file is left. */
static GPtrArray *
list_runs(const char *directory, Store *store, GError **error)
{
    g_autoptr(GPtrArray) runs = store_outbox_runs(store, error);
    g_autoptr(GDir) dir = runs ? g_dir_open(directory, 0, error) : NULL;
    const char *name;
    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, DRAFT))
            sweep_draft(directory, name);
        else if (is_run(name) && !g_ptr_array_find_with_equal_func(runs, name, g_str_equal, NULL))
            g_ptr_array_add(runs, g_strdup(name));
    return dir ? g_steal_pointer(&runs) : NULL;
}

gboolean
run_recover_dead(const char *directory, Store *store, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) runs = list_runs(directory, store, error);
    for (guint i = 0; runs && i < runs->len; i++)
        if (!recover_one(directory, store, g_ptr_array_index(runs, i), now, error))
            return FALSE;
    return runs != NULL;
}
