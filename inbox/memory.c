/* By malloc's settings and madvise(2). Sanitizers have an allocator and mappings of their own. */
#include "inbox/memory.h"

#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#include "inbox/sandbox.h"

enum { LARGE = 2 << 20 };

void
memory_keep(void)
{
    enum { KEPT = 64 << 20, MAPPED = 4 << 20 };
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, MAPPED);
}

/* What is left of the heap before the first large page is passed over, all but APART of it. It is never touched, so it
 * costs nothing; nor is the page before it may be a large one, for which the heap must GROW by no more than it has
 * left. */
void
memory_take(gsize size)
{
    enum { GROW = 160 << 10, APART = 64 };
    static char *passed;
    if (SANITIZED)
        return;
    memory_keep();
    mallopt(M_TOP_PAD, (int)size + LARGE);
    passed = g_malloc(GROW);
    gsize rest = GROW + APART + -((uintptr_t)passed + GROW + APART) % LARGE;
    char *begin = passed + rest, *end = sbrk(0);
    passed = g_realloc(passed, rest - APART);
    if (begin + LARGE <= end)
        madvise(begin, (gsize)(end - begin) / LARGE * LARGE, MADV_HUGEPAGE);
}
