/* Forget: a person taken out of a meeting and of texts, so that what they answered can still be counted
 * and nothing says who they were. */
#ifndef CONVOKE_EVENT_FORGET_H
#define CONVOKE_EVENT_FORGET_H

#include <glib.h>
#include <stdbool.h>
#include "event/meeting.h"

/* Before a number: the id and name of who was erased. */
#define FORGOTTEN "forgotten-"

/* GUEST is the id of somebody who was: other guests hear nothing of them any more. */
bool forgotten(const char *guest);

/* One person, by everything that they are called. */
typedef struct {
    const char *guest; /* id */
    const char *as;    /* id and name that they have from now on, FORGOTTEN and a number */
    GPtrArray *called; /* char *: names and addresses, none empty; longer ones are found first */
    GPtrArray
        *kept; /* char *: what stays where it stands, whatever in it they are called: the meeting's
                        * name, the organizer, our own address */
} Forget;

Forget *forget_new(void);
void forget_free(Forget *forget); /* but not `guest` and `as` */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Forget, forget_free)

/* Adds a name or address, unless it is there already, empty or NULL. */
void forget_called(Forget *forget, const char *name);
void forget_kept(Forget *forget, const char *phrase);

/* True where NAME (which may be anything that a sender is called by) has a word of two letters or more that
 * something has what they are called: then it may well be another name of theirs. */
bool forget_is_like(const Forget *forget, const char *name);

/* Adds "Able, Ann" to "Ann Able" and the other way round, and the composed and the decomposed form of each (Unicode
 * NFC, NFD): some systems write one, some the other. */
void forget_forms(Forget *forget);

/* The same person without names of one word that could be any word; new. `guest` and `as` are borrowed. */
Forget *forget_sure(const Forget *forget);

/* True where TEXT (UTF-8 or not, NULL = empty) has something that they are called, standing by itself:
 * no letter or digit touches it, and it is not part of what is kept. Case does not count, nor where lines are broken
 * and quoted. A name of one word that could be written in small letters ("Will", "Berlin") counts as it is
 * written only, and not inside of an address or path. */
bool forget_names(const Forget *forget, const char *text, gsize length);

/* The same for the bytes of a file in UTF-8, UTF-16 with its mark, or an 8-bit charset of the West. */
bool forget_names_bytes(const Forget *forget, const void *bytes, gsize length);

/* TEXT with `as` in place of each; new. */
char *forget_text(const Forget *forget, const char *text);

/* The same for the strings in JSON, one object, but for the names of members, and for those that have one of a few
 * fixed values. */
char *forget_json(const Forget *forget, const char *json);

/* Gives the guest, wherever MEETING has them, that id and name, an address under .invalid (RFC 2606), and
 * nothing else. False where MEETING does not have them. */
bool forget_meeting(const Forget *forget, Meeting *meeting);

/* forget_text() of all that MEETING says in the organizer's words: titles, notes, paragraphs; not of names and values
 * that something depends on. Names of one word that could be any word are left. False where they are not in it. */
bool forget_values(const Forget *forget, Meeting *meeting);

#endif
