/* What one adoption of ids knows. Private to event/ids*.c. */
#ifndef CONVOKE_EVENT_IDS_ADOPT_H
#define CONVOKE_EVENT_IDS_ADOPT_H

#include "event/ids.h"

typedef struct {
    const Meeting *before;            /* may be empty */
    GHashTable *used[IDENTITY_KINDS]; /* id -> const Identity *; not those of before */
    GHashTable *taken;                /* set of session ids that are given, in force or used up */
    GHashTable *found;                /* Session * -> SessionMatch * */
    GHashTable *gone;     /* trait or content -> GPtrArray of const Session * of before */
    GPtrArray *questions; /* IdRemark * */
} Adoption;

/* Takes MESSAGE and REMEDY. */
IdRemark *id_remark_new(int line, char *message, char *remedy);

/* “NAME” on one line. */
char *id_quote(const char *name);
char *id_quote_session(const Session *session);

/* What is gone, by its traits and by its content: char * -> GPtrArray of const Session *. */
GHashTable *ids_index_gone(const GPtrArray *gone);

/* Adds to the questions what only the organizer can answer about NEXT. */
void ids_ask(Adoption *adoption, const Meeting *next);

#endif
