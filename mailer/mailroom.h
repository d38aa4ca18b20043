/* Mailroom: what the edges of this room share while they work on one database. */
#ifndef CONVOKE_MAILER_MAILROOM_H
#define CONVOKE_MAILER_MAILROOM_H

#include "db/store-guest.h"
#include "db/store.h"
#include "mailer/calendar.h"
#include "templates/library.h"

typedef struct {
    Store *store;
    const char *address; /* the one that convoke reads */
    char separator;      /* between its local part and a token; or see event/address.h */
    const char *name;    /* beside it in From; NULL = the meeting's */
    TemplateLibrary *library;
    CalendarWriter calendar; /* may load its library when first called */
    RandomBytes random;
    int answers;      /* a day to an address, of what mail that arrives causes; 0 = any number */
    gboolean approve; /* what answers nobody waits for the organizer's word */
} Mailroom;

#endif
