/* Effort: processor time of this process, in microseconds, by which tests tell linear from quadratic
 * whatever else the machine is doing. */
#ifndef CONVOKE_TESTS_EFFORT_H
#define CONVOKE_TESTS_EFFORT_H

#include <glib.h>
#include <time.h>

static inline gint64
effort_now(void)
{
    struct timespec spent;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return (gint64)spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

#endif
