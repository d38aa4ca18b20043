/* Edit distance with swaps of neighbours (optimal string alignment), on names of at most 64 bytes. */
#include "event/nearest.h"
#include <glib.h>
#include <string.h>

#define NAME_MAX_BYTES 64

static int
distance(const char *a, const char *b)
{
    int rows[3][NAME_MAX_BYTES + 1];
    int *before = rows[0], *last = rows[1], *row = rows[2];
    int width = (int)strlen(b);
    for (int j = 0; j <= width; j++)
        last[j] = j;
    for (int i = 1; a[i - 1]; i++) {
        row[0] = i;
        for (int j = 1; j <= width; j++) {
            int changed = g_ascii_tolower(a[i - 1]) != g_ascii_tolower(b[j - 1]);
            row[j] = MIN(MIN(last[j], row[j - 1]) + 1, last[j - 1] + changed);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = MIN(row[j], before[j - 2] + 1);
        }
        int *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[width];
}

const char *
nearest_name(const char *word, const char *const *known)
{
    const char *best = NULL;
    gsize length = strlen(word);
    if (length > NAME_MAX_BYTES)
        return NULL;
    int best_distance = (int)(length + 2) / 3 + 1;
    for (; *known; known++) {
        if (strlen(*known) > NAME_MAX_BYTES)
            continue;
        int found = distance(word, *known);
        if (found < best_distance) {
            best_distance = found;
            best = *known;
        }
    }
    return best;
}
