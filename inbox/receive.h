/* receive: one message into the database, in one transaction. The edge of this room: everything that
 * understands the bytes is pure and called from here. */
#ifndef CONVOKE_INBOX_RECEIVE_H
#define CONVOKE_INBOX_RECEIVE_H

#include <glib.h>
#include "db/store.h"
#include "inbox/committer.h"
#include "inbox/decide.h"
#include "inbox/packer.h"
#include "inbox/reader.h"
#include "inbox/source.h"

/* The event that was last read from the database: mails that come together are mostly about one. Zero at
 * first. */
typedef struct {
    char *meeting;
    int revision;
    Meeting *event; /* without its guests */
    GTimeZone *zone;
} LastEvent;

void last_event_clear(LastEvent *last);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LastEvent, last_event_clear)

typedef struct {
    Store *store;
    LastEvent *last;
    const char *address;     /* the one that we read */
    char separator;          /* between its local part and a token; or see event/address.h */
    const char *authserv_id; /* whose Authentication-Results count; NULL = nobody's */
    Reader *reader;          /* reads the messages, apart from us */
    Packer *packer;          /* makes them ready for the archive */
    Committer *committer;    /* commits several together … */
    /* … while this goes on, which may call receive_ahead; zero = reading does. */
    Meanwhile meanwhile;
    gsize max_size; /* bytes; a longer message is kept cut, unread, for review */
    gint64 room;    /* bytes; more of the attachments of one guest are not kept */
} Receiver;

/* A message as a source has it. */
typedef struct {
    const void *bytes;
    gsize length;
    const char *recipient; /* of the envelope, where the source knows it; NULL */
    const char *digest;    /* fingerprint of all of it, where it is cut; else NULL */
    gsize front; /* bytes of its beginning that do not count for max_size, since they are ours */
} Raw;

/* What became of a message. */
typedef struct {
    bool taken;     /* it is durable; else it must stay where it came from */
    bool duplicate; /* it was here already; nothing else is set, nothing was changed */
    gint64 id;      /* of its row; 0 in a dry run */
    Decision decision;
    Meaning *meaning;
    char *json;    /* of it; NULL where it was changed since */
    char *meeting; /* NULL = belongs to none */
    char *guest;
    char *name;    /* of the guest */
    Parcel parcel; /* of the message, for the archive */
    int seats;     /* entries about seats that followed: somebody has to be told */
} Receipt;

void receipt_clear(Receipt *receipt);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Receipt, receipt_clear)

/* Reads the message and records what follows from it; durable when this returns TRUE, and only then.
 * DRY_RUN decides and changes nothing.
 * FALSE: nothing was recorded; the message must stay where it came from (CONVOKE_ERROR_TEMPORARY). */
gboolean receive_message(const Receiver *receiver, const Raw *message, gboolean dry_run, gint64 now,
                         Receipt *ret_receipt, GError **error);

/* Writes once more what follows from a message that is in the database as row ID and was received at NOW, for a
 * rebuild: between store_begin and store_commit. MEANING is taken; its row is left alone, and attachments
 * only written where MEANING has their contents. */
gboolean receive_again(const Receiver *receiver, gint64 id, Meaning *meaning, const char *recipient,
                       gint64 now, Receipt *ret_receipt, GError **error);

/* Of a message that was longer than max_size, MEANING tells what its first bytes mean: that is no answer, and says so. */
void receive_note_cut(Meaning *meaning);
bool receive_was_cut(const Meaning *meaning);

/* Begins to read COUNT messages that will be received next, after those of an earlier call and before any
 * other, while others are recorded. Their bytes must stay. */
void receive_ahead(const Receiver *receiver, const Raw *messages, guint count);

/* COUNT messages, in their order, in as few transactions as can be without holding one while a message takes
 * long to read. Where some cannot be recorded together, each is by itself. FALSE: not all are taken,
 * with the first reason; each receipt tells of its own. */
gboolean receive_messages(const Receiver *receiver, const Raw *messages, guint count, gint64 now,
                          Receipt *ret_receipts, GError **error);

#endif
