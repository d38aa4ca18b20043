/* entity: a MIME entity of the form that nearly all programs write (RFC 2045, 2046), read without the
 * MIME library, whose objects cost more than all the rest of a reply. Anything else is none of ours,
 * and the library reads the whole message: what is odd or broken is understood in one place only. */
#ifndef CONVOKE_INBOX_ENTITY_H
#define CONVOKE_INBOX_ENTITY_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    ENTITY_AS_IS, /* 7bit, 8bit, binary */
    ENTITY_QUOTED_PRINTABLE,
    ENTITY_BASE64,
} EntityEncoding;

typedef struct {
    char *header;     /* what the strings point into */
    const char *type; /* lower case, "text/plain" */
    const char *charset, *format, *delsp, *method, *name, *boundary; /* parameters; NULL */
    const char *file_name;                                           /* NULL */
    const char *disposition, *transfer;                              /* as written; NULL */
    EntityEncoding encoding;
    const char *body; /* borrowed from what was read */
    gsize length;
    GPtrArray *parts; /* Entity *, of a multipart; else NULL */
} Entity;

/* Reads LENGTH bytes, header and body. NULL when any part of it has another form: embedded messages,
 * delivery reports, lost boundaries, comments, RFC 2231, bytes beyond ASCII in its own fields, more than
 * a few levels or parts. */
Entity *entity_read(const char *bytes, gsize length);
void entity_free(Entity *entity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Entity, entity_free)

#endif
