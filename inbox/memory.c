/* By malloc's settings and madvise(2). Sanitizers have an allocator and mappings of their own. */
#include "inbox/memory.h"

#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#include "inbox/sandbox.h"

#ifndef MADV_POPULATE_READ /* Linux 5.14 */
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23
#endif

enum { LARGE = 2 << 20 };

void
memory_keep(void)
{
    enum { KEPT = 64 << 20, MAPPED = 4 << 20 };
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, MAPPED);
}

/* What is left of the heap before the first large page is passed over, all but APART of it. It is never touched, so it costs
 * nothing; nor is the page before it may be a large one, for which the heap must GROW by no more than it has left. */
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

typedef struct {
    uintptr_t begin, end;
} Range;

/* Of whole pages. */
static Range
range_of(uintptr_t begin, gsize size)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    return (Range){begin & -page, (begin + size + page - 1) & -page};
}

static Range
range_of_part(const struct dl_phdr_info *object, const ElfW(Phdr) * part)
{
    return range_of(object->dlpi_addr + part->p_vaddr, part->p_memsz);
}

static void
bring_in(Range range, int how)
{
    if (range.begin < range.end)
        madvise((void *)range.begin, range.end - range.begin, how);
}

/* Without what was closed for writing once the program was linked. */
static void
bring_in_data(const struct dl_phdr_info *object, Range data)
{
    for (int i = 0; i < object->dlpi_phnum; i++)
        if (object->dlpi_phdr[i].p_type == PT_GNU_RELRO)
            data.begin = MAX(data.begin, range_of_part(object, &object->dlpi_phdr[i]).end);
    bring_in(data, MADV_POPULATE_WRITE);
}

/* The program is the first of all OBJECTs. */
static int
bring_in_object(struct dl_phdr_info *object, size_t size, void *user_data)
{
    (void)size;
    bool *first = user_data, all = first[1];
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type != PT_LOAD)
            continue;
        if (part->p_flags & PF_W)
            bring_in_data(object, range_of_part(object, part));
        else if (all || (*first && part->p_flags & PF_X))
            bring_in(range_of_part(object, part), MADV_POPULATE_READ);
    }
    *first = false;
    return 0;
}

void
memory_fault_in(bool all)
{
    enum { STACK = 80 << 10 };
    bool first_all[] = {true, all};
    if (SANITIZED)
        return;
    dl_iterate_phdr(bring_in_object, first_all);
    gsize heap = mallinfo2().arena;
    bring_in(range_of((uintptr_t)sbrk(0) - heap, heap), MADV_POPULATE_WRITE);
    bring_in(range_of((uintptr_t)first_all - STACK, STACK), MADV_POPULATE_WRITE);
}
