/* Reminders and nudges by whom they reach, whichever meeting they are about: no person gets two of them a day. */
#ifndef CONVOKE_DB_STORE_REMINDED_H
#define CONVOKE_DB_STORE_REMINDED_H

#include <stdbool.h>
#include "db/store.h"

typedef struct {
    char *guest;   /* of the meeting that was asked about: whom it reaches */
    gint64 outbox; /* its row */
    char *meeting; /* that it is about */
    bool rung;     /* it has left, or is about to; else it waits */
    gint64 at;     /* when it left, or is to leave */
} Reminded;

void reminded_free(Reminded *reminded);

/* Those that left, or are to leave, at SINCE or later for the GUESTS (char *) of MEETING: for anybody in any meeting
 * with whom they share an address, themselves included. Addresses are compared as for who wrote (address_key).
 * What is about to leave does so at NOW; what failed or was dropped reached nobody. Reminded *, by guest. */
GPtrArray *store_reminded_list(Store *store, const char *meeting, const GPtrArray *guests,
                               gint64 since, gint64 now, GError **error);

/* Who a guest is in another meeting, by an address that both have. */
typedef struct {
    char *guest;
    char *meeting; /* the other one, and the guest there */
    char *other;
} Counterpart;

void counterpart_free(Counterpart *counterpart);

/* Those of the GUESTS (char *) of MEETING, Counterpart *. */
GPtrArray *store_counterpart_list(Store *store, const char *meeting, const GPtrArray *guests,
                                  GError **error);

#endif
