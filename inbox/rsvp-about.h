/* About: what a statement speaks of, where words behind it or elsewhere in its sentence tell. Asked by
 * rsvp-vote.c alone. Pure. */
#ifndef CONVOKE_INBOX_RSVP_ABOUT_H
#define CONVOKE_INBOX_RSVP_ABOUT_H

#include "inbox/rsvp-around.h"

#define FACT_BIT(fact) ((guint64)1 << (fact))

/* One of these facts (FACT_BIT) begins in [START, END). */
bool about_holds(const Reading *reading, guint start, guint end, guint64 kinds);

/* "In case that mail got lost: I come", "they'd kill me if I stayed, so I come": what stands before a colon,
 * or belongs to another statement before a conclusion, may be no condition of what stands behind it. */
bool about_is_apart(const Around *around);

/* A maybe, or a yes, made of a denial, behind which words were not understood, in its clause or the next
 * one, that speak neither of coming nor of what it hangs on: "no idea why my mail came back", "nothing
 * against moving the dinner". */
bool about_doubts_other(const Around *around);

/* "I don't think that the date is right": what is denied is what "that" leads to; "please cancel my hotel": it is
 * something else. */
bool about_denies_other(const Around *around);

/* "I'm in Portland then for another meeting": the place is named, and nothing in the sentence is a no. */
bool about_is_here(const Around *around);

/* A word alone that may be the name of who writes, or where they live: it ends mail that says something else,
 * and is a name, too, or of a language that nothing else is in: "Thanks! / Roger", "Ann Able, Oslo, NO". */
bool about_is_signature(const Around *around);

/* A word alone behind the name of something else, or of somebody: "Smoking: no", "cc: Jo". */
bool about_is_labelled(const Around *around);

/* A word alone that answers something else: "No to the second question", "Any allergies? No." */
bool about_answers_other(const Around *around);

/* "I'll send the slides to Bob": what is sent, or proposed, is a thing and nobody who comes instead. */
bool about_is_thing(const Around *around);

/* "I accept on behalf of Ann": somebody else's answer, and whose seat it is about is not told. */
bool about_is_lent(const Around *around);

#endif
