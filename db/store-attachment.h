/* Files that guests sent along: the bytes once by their digest, and each time they were sent. */
#ifndef CONVOKE_DB_STORE_ATTACHMENT_H
#define CONVOKE_DB_STORE_ATTACHMENT_H

#include "db/store.h"

typedef struct {
    gint64 received; /* row of the message */
    int position;    /* in it, from 0 */
    const char *name, *type;
    gint64 size;
    GBytes *content; /* NULL = more than is read of a message */
} NewAttachment;

/* Adds one, unless it stands there; *room is how many bytes its sender may still have kept. What does not fit is noted
 * without its bytes; what does takes from *room, unless the sender has the same bytes here already. */
gboolean store_attachment_add(Store *store, const NewAttachment *attachment, gint64 *room,
                              GError **error);

/* Bytes that the contents of one guest take, each counted once. */
gboolean store_attachment_room(Store *store, const char *meeting, const char *guest,
                               gint64 *ret_used, GError **error);

/* Takes away those of a message, before they are read anew. */
gboolean store_attachment_clear(Store *store, gint64 received, GError **error);

typedef struct {
    gint64 received_at;
    char *guest; /* id */
    char *name;  /* of the file */
    char *type;
    char *from; /* of the message; NULL */
    /* why its bytes are not kept: "limit" "room" "age" "forgotten"; NULL = they are */
    char *missing;
    char *digest; /* NULL = they are not */
    gint64 size;
} StoredAttachment;

void stored_attachment_free(StoredAttachment *attachment);

/* Those of a meeting, oldest message first. StoredAttachment *. */
GPtrArray *store_attachment_list(Store *store, const char *meeting, GError **error);

/* Files of one message that said nothing else. */
typedef struct {
    char *guest; /* id */
    char *name;  /* of the guest */
    char *files; /* names, joined */
    char *words; /* newly written; NULL */
} StoredMaterial;

void stored_material_free(StoredMaterial *material);

/* What came to MEETING behind the message RECEIVED and waits for no decision, oldest first. StoredMaterial *. */
GPtrArray *store_material_list(Store *store, const char *meeting, gint64 received, GError **error);

/* The bytes with that digest; CONVOKE_ERROR_NOT_FOUND, or CONVOKE_ERROR_DATA where they are not what they
 * were. */
GBytes *store_attachment_load(Store *store, const char *digest, GError **error);

#endif
