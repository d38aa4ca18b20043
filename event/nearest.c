/* Edit distance with swaps of neighbours ("optimal string alignment"), given up as soon as a row
 * shows that the candidate cannot be near enough. */
#include "event/nearest.h"

/* Letters of TEXT as they are compared; -1 where there are more than fit. */
static int
fold(const char *text, gunichar letters[NEAREST_MAX])
{
    int n = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (n == NEAREST_MAX)
            return -1;
        letters[n++] = c == '_' || c == ' ' ? '-' : g_unichar_tolower(c);
    }
    return n;
}

Nearest
nearest_to(const char *word)
{
    Nearest nearest = {0};
    int length = fold(word, nearest.word);
    nearest.length = MAX(length, 0);
    nearest.distance = nearest.length < 6 ? 2 : nearest.length / 3 + 1;
    return nearest;
}

static int
min3(int a, int b, int c)
{
    return MIN(MIN(a, b), c);
}

/* The distance from A to B, or LIMIT where it is not below it. */
static int
distance_below(const gunichar *a, int a_length, const gunichar *b, int b_length, int limit)
{
    int rows[3][NEAREST_MAX + 1];
    for (int j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (int i = 1; i <= a_length; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
        int least = row[0] = i;
        for (int j = 1; j <= b_length; j++) {
            int changed = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = min3(above[j] + 1, row[j - 1] + 1, changed);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = MIN(row[j], above2[j - 2] + 1);
            least = MIN(least, row[j]);
        }
        if (least >= limit)
            return limit;
    }
    return MIN(rows[a_length % 3][b_length], limit);
}

void
nearest_offer(Nearest *nearest, const char *candidate)
{
    gunichar letters[NEAREST_MAX];
    int length = fold(candidate, letters);
    if (nearest->length == 0 || length <= 0 || ABS(length - nearest->length) >= nearest->distance)
        return;
    int distance =
        distance_below(nearest->word, nearest->length, letters, length, nearest->distance);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->best = candidate;
    }
}

const char *
nearest_name(const char *word, const char *const *known)
{
    Nearest nearest = nearest_to(word);
    for (; *known; known++)
        nearest_offer(&nearest, *known);
    return nearest.best;
}
