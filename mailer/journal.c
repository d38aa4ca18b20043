/* A file of fixed size: head, hands, ring. What is written becomes valid by one store of a number behind
 * it, and the kernel keeps a killed process's stores in their order. */
#include "mailer/journal.h"
#include "event/error.h"
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define MAGIC "convoke1"

typedef struct {
    gint64 id;
    gint64 at;
    gint32 kind;
    gint32 code;
    gint32 session;
    char status[16];
    char text[OUTCOME_TEXT_MAX + 1];
} Ending;

typedef struct {
    char magic[8];
    guint32 size; /* of all: a journal of another layout is not read */
    _Atomic guint32 written;
    _Atomic guint32 recorded;
    _Atomic gint64 hands[JOURNAL_HANDS];
    Ending endings[JOURNAL_ENDINGS];
} Pages;

struct Journal {
    Pages *pages;
};

static Journal *
map(int fd)
{
    void *pages = mmap(NULL, sizeof(Pages), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (pages == MAP_FAILED)
        return NULL;
    Journal *journal = g_new0(Journal, 1);
    journal->pages = pages;
    return journal;
}

Journal *
journal_create(int fd, const char *path, GError **error)
{
    int reason = posix_fallocate(fd, 0, sizeof(Pages));
    Journal *journal = reason == 0 ? map(fd) : NULL;
    if (!journal) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", path,
                    g_strerror(reason ? reason : errno));
        return NULL;
    }
    journal->pages->size = sizeof(Pages);
    memcpy(journal->pages->magic, MAGIC, sizeof journal->pages->magic);
    return journal;
}

Journal *
journal_read(int fd)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || status.st_size != sizeof(Pages))
        return NULL;
    g_autoptr(Journal) journal = map(fd);
    if (!journal || memcmp(journal->pages->magic, MAGIC, sizeof journal->pages->magic) != 0 ||
        journal->pages->size != sizeof(Pages) || journal_endings(journal) > JOURNAL_ENDINGS)
        return NULL;
    return g_steal_pointer(&journal);
}

void
journal_close(Journal *journal)
{
    if (!journal)
        return;
    munmap(journal->pages, sizeof(Pages));
    g_free(journal);
}

void
journal_leaving(Journal *journal, guint hand, gint64 id)
{
    atomic_store(&journal->pages->hands[hand], id);
}

guint
journal_room(const Journal *journal)
{
    return JOURNAL_ENDINGS - journal_endings(journal);
}

void
journal_end(Journal *journal, guint hand, gint64 id, const Outcome *outcome, gint64 at)
{
    Pages *pages = journal->pages;
    guint32 n = atomic_load(&pages->written);
    Ending *ending = &pages->endings[n % JOURNAL_ENDINGS];
    g_assert(journal_room(journal) > 0);
    ending->id = id;
    ending->at = at;
    ending->kind = outcome->kind;
    ending->code = outcome->code;
    ending->session = outcome->session;
    g_strlcpy(ending->status, outcome->status, sizeof ending->status);
    g_strlcpy(ending->text, outcome->text, sizeof ending->text);
    atomic_store(&pages->written, n + 1);
    atomic_store(&pages->hands[hand], 0);
}

void
journal_recorded(Journal *journal, guint count)
{
    atomic_fetch_add(&journal->pages->recorded, count);
}

gint64
journal_left(const Journal *journal, guint hand)
{
    return atomic_load(&journal->pages->hands[hand]);
}

guint
journal_endings(const Journal *journal)
{
    return atomic_load(&journal->pages->written) - atomic_load(&journal->pages->recorded);
}

gint64
journal_ending(const Journal *journal, guint n, Outcome *ret_outcome, gint64 *ret_at)
{
    const Pages *pages = journal->pages;
    guint32 first = atomic_load(&pages->recorded);
    const Ending *ending = &pages->endings[(first + n) % JOURNAL_ENDINGS];
    g_autofree char *text = g_strndup(ending->text, sizeof ending->text);
    outcome_set(ret_outcome, (OutcomeKind)CLAMP(ending->kind, 0, OUTCOME_UNKNOWN), ending->code,
                text);
    g_strlcpy(ret_outcome->status, ending->status, sizeof ret_outcome->status);
    ret_outcome->session = ending->session;
    *ret_at = ending->at;
    return ending->id;
}
