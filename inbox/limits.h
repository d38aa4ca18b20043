/* limits: what hostile bytes may cost. Applied to the whole message before the MIME library sees it,
 * because that library takes time and memory far beyond the size of what it reads: a list of
 * parameters is quadratic, a part of seven bytes costs 1.4 KB. What was cut stands in the defects;
 * everything before the cut is read as usual. */
#ifndef CONVOKE_INBOX_LIMITS_H
#define CONVOKE_INBOX_LIMITS_H

#include <glib.h>

typedef struct {
    gsize size;           /* bytes of a message; the rest is not read */
    gsize header_bytes;   /* of its header block; the lines after are dropped */
    guint header_fields;  /* in it */
    gsize content_header; /* bytes of one Content-* header, anywhere */
    guint parameters;     /* of one Content-* header */
    guint boundary_lines; /* lines that start with "--"; the message ends before the next one */
    int depth;            /* nested parts and embedded messages that are looked into */
    guint parts;          /* leaves that are kept */
    gsize decoded;        /* bytes of text and content kept, all parts together */
    gsize html;           /* bytes of HTML that are parsed */
    guint addresses;      /* of one header */
} ParseLimits;

extern const ParseLimits parse_limits_default;

/* A copy of the message that keeps to the limits, without a mailbox's "From " line, without blank
 * lines before the header, and with bare CR turned into LF where there is no LF at all. Appends
 * to DEFECTS. Free with g_byte_array_unref. */
GByteArray *limits_apply(const ParseLimits *limits, const char *bytes, gsize length,
                         GPtrArray *defects);

#endif
