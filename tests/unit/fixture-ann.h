/* Ann, who is a guest with two addresses. */
#ifndef CONVOKE_TESTS_FIXTURE_ANN_H
#define CONVOKE_TESTS_FIXTURE_ANN_H

#include "event/meeting.h"

static inline Guest *
ann(void)
{
    Guest *guest = guest_new();
    guest->id = g_strdup("ann");
    g_ptr_array_add(guest->addresses, g_strdup("ann@one.example"));
    g_ptr_array_add(guest->addresses, g_strdup("ann@home.example"));
    return guest;
}

#endif
