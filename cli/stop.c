/* One flag. */
#include "cli/stop.h"
#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t asked;

static void
note(int number)
{
    (void)number;
    asked = 1;
    signal(SIGTERM, SIG_DFL);
    signal(SIGINT, SIG_DFL);
}

void
stop_listen(void)
{
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
}

bool
stop_asked(void)
{
    return asked;
}
