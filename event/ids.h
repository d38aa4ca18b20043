/* Ids over time: which session of a new revision is which of the one before, ids for those that are
 * new, and the questions that only the organizer can answer. An id is never given to anything else,
 * so everything that ever had one has to be told here. */
#ifndef CONVOKE_EVENT_IDS_H
#define CONVOKE_EVENT_IDS_H

#include <glib.h>
#include <stdbool.h>
#include "event/meeting.h"

typedef enum {
    IDENTITY_GUEST,
    IDENTITY_SESSION,
    IDENTITY_TOPIC,
    IDENTITY_QUESTION,
} IdentityKind;

#define IDENTITY_KINDS (IDENTITY_QUESTION + 1)

const char *identity_kind_name(IdentityKind kind); /* "guest" "session" "topic" "question" */
bool identity_kind_parse(const char *name, IdentityKind *ret_kind);

/* An id and what it stands for. */
typedef struct {
    IdentityKind kind;
    char *id;
    char *name; /* what it was called when last seen: name, title or question; never NULL */
} Identity;

Identity *identity_new(IdentityKind kind, const char *id, const char *name);
void identity_free(Identity *identity);

/* Every id of MEETING, with what it stands for. Identity *; sessions need their ids. */
GPtrArray *meeting_identities(const Meeting *meeting);

/* What a session is called: its titles with " / " between, else what it is, else its kind. */
char *session_name(const Session *session);

/* It is called by its kind alone. */
bool session_is_untitled(const Session *session);

/* A readable id for SESSION: of its first title, else of what it is, else of its speakers, else of
 * its kind, cut between words, with a number behind it where TAKEN has it. TAKEN owns its keys, ids
 * -> the last number that was put behind each (GUINT_TO_POINTER); the new id is added to it. */
char *session_id_derive(const Session *session, GHashTable *taken);

/* Something to tell the organizer about one line of the file. One line each, no full stop. */
typedef struct {
    int line;
    char *message;
    char *remedy; /* NULL for what needs none */
} IdRemark;

void id_remark_free(IdRemark *remark);

/* Gives every session of NEXT its id. One given in the file stays. A session that says the same as one
 * of BEFORE (speakers, kind, titles, what; times and places aside) is the same; what is left is found
 * again by the same titles, else by the same speakers at the same time, else by the same speakers,
 * where just one on each side has them; else by what it is called on the same day; breaks and meals at
 * last by their time, their day. The others get ids that nothing ever had.
 *
 * BEFORE: the revision in force, NULL for the first. USED: Identity *, all that this meeting ever had
 * (those of BEFORE may be among them or not); NULL = none.
 * True: *ret_remarks tells how each match was made that is not plain to see.
 * False: NEXT is untouched and *ret_remarks are the questions, with their remedies: a session that may
 * be an old one renamed or a new one, an id given up and taken for something else, a guest whose name
 * and addresses are all new, or who has a new id and the address of one who is taken out. Breaks and meals never raise one.
 * IdRemark *, in the order of the file. */
bool meeting_adopt_ids(Meeting *next, const Meeting *before, const GPtrArray *used,
                       GPtrArray **ret_remarks);

#endif
