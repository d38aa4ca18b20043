/* reader-frame: the two forms that travel between the holder of the database and a process that reads
 * messages: there a request (bytes and context), back a Meaning as JSON and the contents of its
 * attachments. Lengths are in the order of this machine's bytes; both ends are one program. Pure. */
#ifndef CONVOKE_INBOX_READER_FRAME_H
#define CONVOKE_INBOX_READER_FRAME_H

#include "inbox/read.h"

/* Begins a request; the packed context and the bytes of the message follow. */
typedef struct {
    guint32 context;
    guint32 bytes;
} RequestHead;

/* Begins an answer; JSON of that many bytes follows, then the contents of the attachments. */
typedef struct {
    guint32 json;
    guint32 content;
    guint32 unmarked; /* of the Meaning, which the JSON does not say */
} AnswerHead;

/* Head and context of a request for LENGTH bytes. The texts of CONTEXT travel; its reader of calendars and
 * its limits are those of the process. */
GByteArray *request_pack(const ReadContext *context, gsize length);

/* Head, JSON and contents. */
GByteArray *answer_pack(const Meaning *meaning);

/* A context as it was packed, borrowing from LENGTH BYTES, and from itself. False where they are none. */
typedef struct {
    ReadContext context;
    GPtrArray *texts; /* const char *: what we sent, NULL */
    Forget forget;    /* its phrases are borrowed */
} RequestContext;

bool request_unpack(const char *bytes, gsize length, RequestContext *ret_context);
void request_context_clear(RequestContext *context);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RequestContext, request_context_clear)

#endif
