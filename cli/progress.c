/* Carriage return, line, erase to its end (ECMA-48 EL): terminals of any kind know these. */
#include "cli/progress.h"
#include <stdio.h>
#include <string.h>

#define DRAW_EVERY (G_USEC_PER_SEC / 10)
#define BAR_MOST 40
#define BAR_LEAST 10

/* "23 s", "4 min", "2 h 10 min"; rounded up. */
static char *
duration_text(gint64 seconds)
{
    gint64 minutes = (seconds + 59) / 60;
    if (seconds < 60)
        return g_strdup_printf("%d s", (int)seconds);
    if (minutes < 60)
        return g_strdup_printf("%d min", (int)minutes);
    return g_strdup_printf("%d h %d min", (int)(minutes / 60), (int)(minutes % 60));
}

/* "12.0/s  23 s left"; "" before a second has passed. */
static char *
pace_text(int done, int total, gint64 microseconds)
{
    if (microseconds < G_USEC_PER_SEC || done == 0)
        return g_strdup("");
    double rate = (double)done * G_USEC_PER_SEC / (double)microseconds;
    gint64 left = (gint64)((double)(total - done) / rate + 0.999);
    g_autofree char *time = duration_text(MIN(left, G_GINT64_CONSTANT(99) * 60 * 60));
    const char *unit = rate >= 1 ? "s" : rate * 60 >= 1 ? "min" : "h";
    rate *= rate >= 1 ? 1 : rate * 60 >= 1 ? 60 : 3600;
    return g_strdup_printf("  %.1f/%s  %s left", rate, unit, time);
}

char *
progress_line(int done, int total, gint64 microseconds, int width)
{
    done = CLAMP(done, 0, total);
    g_autofree char *all = g_strdup_printf("%d", total);
    g_autofree char *count = g_strdup_printf("%*d of %s", (int)strlen(all), done, all);
    g_autofree char *pace = pace_text(done, total, microseconds);
    GString *line = g_string_new(count);
    int left = width - (int)strlen(count) - (int)strlen(pace) - (int)strlen("  []");
    int cells = MIN(left, BAR_MOST);
    if (cells >= BAR_LEAST && total > 0) {
        int full = (int)((gint64)cells * done / total);
        g_string_append(line, "  [");
        for (int i = 0; i < cells; i++)
            g_string_append_c(line, i < full ? '#' : '-');
        g_string_append_c(line, ']');
    }
    if ((int)(line->len + strlen(pace)) <= width)
        g_string_append(line, pace);
    return g_string_free(line, FALSE);
}

void
progress_begin(Progress *progress, int total, int width)
{
    *progress = (Progress){.total = total, .width = width, .begun = g_get_monotonic_time()};
}

void
progress_step(Progress *progress)
{
    gint64 now = g_get_monotonic_time();
    progress->done++;
    if (progress->drawn != 0 && now - progress->drawn < DRAW_EVERY &&
        progress->done < progress->total)
        return;
    progress->drawn = now;
    /* The last column stays free: some terminals go to the next line when it is written to. */
    g_autofree char *line =
        progress_line(progress->done, progress->total, now - progress->begun, progress->width - 1);
    printf("\r%s\033[K", line);
    fflush(stdout);
}

void
progress_clear(Progress *progress)
{
    if (progress->drawn != 0)
        printf("\r\033[K");
    progress->drawn = 0;
}
