/* Forget: a person taken out of a meeting and of texts, so that what they answered can still be counted
 * and nothing says who they were. */
#ifndef CONVOKE_EVENT_FORGET_H
#define CONVOKE_EVENT_FORGET_H

#include <glib.h>
#include <stdbool.h>
#include "event/meeting.h"

/* One person, by everything that they are called. */
typedef struct {
    const char *guest; /* id */
    const char *as;    /* id and name that they have from now on, "forgotten-3" */
    GPtrArray *called; /* char *: names and addresses, none empty; longer ones are found first */
} Forget;

/* Adds a name or address, unless it is there already, empty or NULL. */
void forget_called(Forget *forget, const char *name);

/* Adds "Able, Ann" to "Ann Able" and the other way round, and the composed and the decomposed form of each (Unicode
 * NFC, NFD): some systems write one, some the other. */
void forget_forms(Forget *forget);

/* True where TEXT (UTF-8 or not, NULL = empty) has something that they are called, standing by itself:
 * no letter or digit touches it. Case does not count, nor where lines are broken. */
bool forget_names(const Forget *forget, const char *text, gsize length);

/* TEXT with `as` in place of each; new. */
char *forget_text(const Forget *forget, const char *text);

/* Gives the guest, wherever MEETING has them, that id and name, an address under .invalid (RFC 2606), and
 * nothing else. False where MEETING does not have them. */
bool forget_meeting(const Forget *forget, Meeting *meeting);

#endif
