/* limits: what hostile bytes may cost. Most are applied before the MIME library sees the message
 * (raw.h), because that takes time and memory far beyond the size of what it reads: a list of
 * parameters is quadratic, a part of seven bytes costs 1.4 KB. What was cut stands in the defects;
 * everything before the cut is read as usual, but no
 * answer is sure then (mail.h). */
#ifndef CONVOKE_INBOX_LIMITS_H
#define CONVOKE_INBOX_LIMITS_H

#include <glib.h>

typedef struct {
    gsize size;           /* bytes of a message; the rest is not read */
    gsize header_bytes;   /* of its header block; the lines after are dropped */
    guint header_fields;  /* in it */
    gsize content_header; /* bytes of one Content-* header, anywhere */
    guint parameters;     /* of one Content-* header */
    gsize line;           /* bytes of one line */
    guint boundary_lines; /* lines that start with "--"; the message ends before the next one */
    int depth;            /* nested parts and embedded messages that are looked into */
    guint parts;          /* leaves that are kept */
    gsize decoded;        /* bytes of text and content kept, all parts together */
    gsize html;           /* bytes of HTML that are parsed */
    guint addresses;      /* of one header */
    gsize calendar;       /* bytes of a calendar part that are parsed, at most ITIP_READ_MAX */
} ParseLimits;

/* Of everyday use: ten times what any reply needs. */
#define PARSE_LIMITS_DEFAULT                                                                       \
    {                                                                                              \
        .size = 16 << 20, .header_bytes = 64 << 10, .header_fields = 1000,                         \
        .content_header = 8 << 10, .parameters = 100, .line = 1 << 20, .boundary_lines = 1000,     \
        .depth = 50, .parts = 500, .decoded = 16 << 20, .html = 1 << 20, .addresses = 200,         \
        .calendar = 256 << 10,                                                                     \
    }

extern const ParseLimits parse_limits_default;

#endif
