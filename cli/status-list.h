/* status list: who comes, who owes an answer, whose mail does not get through, as convoke status lists them. */
#ifndef CONVOKE_CLI_STATUS_LIST_H
#define CONVOKE_CLI_STATUS_LIST_H

#include "cli/command.h"
#include "db/store.h"
#include "event/meeting.h"

/* What is listed. All borrowed. */
typedef struct {
    const Shell *shell;
    const Meeting *meeting;
    const GPtrArray *standings; /* Standing * */
    GHashTable *next;           /* ids of whom the next run offers a seat; NULL = none is offered */
    GHashTable *replies;        /* guest -> GPtrArray of QuestionAnswer * */
    GTimeZone *zone;
} Listing;

/* Prints everybody, each in a line of the group that wants the organizer's eye first. On a terminal a line is cut
 * where that ends. */
void status_list_print(const Listing *listing);

/* Prints what else waits for the organizer and is nobody's answer. */
gboolean status_list_print_others(const Shell *shell, Store *store, const char *meeting,
                                  GError **error);

#endif
