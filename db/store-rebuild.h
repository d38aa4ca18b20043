/* Rebuild: all that follows from messages, made anew from what does not: the revisions of event files,
 * the messages and what they were understood to mean, the organizer's journal, and what was sent. All of it
 * is one transaction, which the caller begins, and commits or rolls back. */
#ifndef CONVOKE_DB_STORE_REBUILD_H
#define CONVOKE_DB_STORE_REBUILD_H

#include <stdbool.h>
#include "db/store.h"

typedef enum { REBUILD_REVISION, REBUILD_MESSAGE, REBUILD_DECISION } RebuildKind;

typedef struct {
    RebuildKind kind;
    char *meeting; /* of a revision */
    gint64 id;     /* number of the revision; row of the message; row of the journal */
} RebuildStep;

void rebuild_step_free(RebuildStep *step);

/* Takes away what will be made anew, and gives all steps in the order in which they once were made.
 * RebuildStep *. */
GPtrArray *store_rebuild_begin(Store *store, GError **error);

/* Puts back a revision with the guests that it had, and what was told of it. */
gboolean store_rebuild_revision(Store *store, const RebuildStep *step, GError **error);

/* Puts back what the organizer decided, and what followed at once. *ret_received is the message that it was about, 0 for
 * none; *ret_at when. */
gboolean store_rebuild_decision(Store *store, const RebuildStep *step, gint64 *ret_received,
                                gint64 *ret_at, GError **error);

/* A message as it was kept. */
typedef struct {
    char *recipient;
    char *meaning; /* JSON */
    GBytes *raw;   /* NULL after its retention */
    gint64 received_at;
    bool forgotten; /* its sender is, or most of its words are: nothing can be read anew */
} RebuildMessage;

void rebuild_message_clear(RebuildMessage *message);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RebuildMessage, rebuild_message_clear)

/* Puts back the message's own row, and tells it. The caller writes what follows from it. */
gboolean store_rebuild_message(Store *store, const RebuildStep *step, RebuildMessage *ret_message,
                               GError **error);

/* What the message says now, in place of what it said. */
typedef struct {
    gint64 received;
    const char *meeting;
    const char *guest;
    const char *kind;
    const char *outcome;
    const char *meaning; /* NULL = as it was, and by the same rules */
    const char *rules;
} RebuildReading;

gboolean store_rebuild_read(Store *store, const RebuildReading *reading, GError **error);

/* After what follows from a message was written: its review and proposals, and the proposals of messages that it
 * decides about, get back the numbers that the organizer knows them by. */
gboolean store_rebuild_number(Store *store, gint64 received, GError **error);

/* Instead of writing what follows from a message: puts back what followed. */
gboolean store_rebuild_carry(Store *store, gint64 received, GError **error);

/* After the last step: a line for each row that is not as it was, "- TABLE: ..." for what is no more and
 * "+ TABLE: ..." for what is new. char *. */
GPtrArray *store_rebuild_differences(Store *store, GError **error);

#endif
