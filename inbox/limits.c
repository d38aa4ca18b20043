/* One pass over the lines. Nothing is understood here but where lines and headers start. */
#include "inbox/limits.h"

#include <stdbool.h>
#include <string.h>

const ParseLimits parse_limits_default = {
    .size = 16 << 20,
    .header_bytes = 64 << 10,
    .header_fields = 1000,
    .content_header = 8 << 10,
    .parameters = 100,
    .boundary_lines = 1000,
    .depth = 50,
    .parts = 500,
    .decoded = 16 << 20,
    .html = 1 << 20,
    .addresses = 200,
};

typedef struct {
    const ParseLimits *limits;
    GByteArray *out;
    GPtrArray *defects;
    bool in_header;  /* of the message itself */
    bool dropping;   /* the header field that goes on in this line */
    bool in_content; /* a Content-* header goes on */
    bool header_cut, content_cut, broken_line, typed; /* said or seen once */
    gsize content_bytes;
    guint fields, parameters, boundary_lines;
} Scan;

static void
defect(Scan *scan, bool *said, const char *what)
{
    if (!*said)
        g_ptr_array_add(scan->defects, g_strdup(what));
    *said = true;
}

static void
append(Scan *scan, const char *line, gsize length)
{
    g_byte_array_append(scan->out, (const guint8 *)line, (guint)length);
}

/* Copies as much of a Content-* header's line as its limits allow. */
static void
append_content_line(Scan *scan, const char *line, gsize length)
{
    gsize keep = 0;

    while (keep < length && scan->content_bytes < scan->limits->content_header &&
           scan->parameters <= scan->limits->parameters) {
        scan->parameters += line[keep] == ';';
        scan->content_bytes++;
        keep++;
    }
    append(scan, line, keep);
    if (keep < length) {
        defect(scan, &scan->content_cut, "a Content-* header was too long and is cut");
        if (keep > 0)
            append(scan, "\n", 1);
    }
}

static void
header_line(Scan *scan, const char *line, gsize length, bool continued)
{
    if (!continued) {
        scan->fields++;
        scan->dropping = scan->fields > scan->limits->header_fields ||
                         scan->out->len + length > scan->limits->header_bytes;
    } else if (scan->out->len + length > scan->limits->header_bytes) {
        scan->dropping = true;
    }
    if (scan->dropping && continued && !scan->header_cut)
        return; /* a field that was left out goes on */
    if (scan->dropping)
        defect(scan, &scan->header_cut, "the header was too long and is cut");
    else if (scan->in_content)
        append_content_line(scan, line, length);
    else
        append(scan, line, length);
}

/* "Name: ..." */
static bool
is_field(const char *line, gsize length)
{
    gsize n = 0;

    while (n < length && line[n] > ' ' && line[n] < 0x7f && line[n] != ':')
        n++;
    while (n > 0 && n < length && (line[n] == ' ' || line[n] == '\t'))
        n++;
    return n > 0 && n < length && line[n] == ':';
}

/* A line of the header that is no field: does the header go on below it? Else its blank line is missing. */
static bool
header_goes_on(const char *rest, gsize left)
{
    for (int i = 0; i < 4; i++) {
        const char *newline = memchr(rest, '\n', left);
        gsize length = newline ? (gsize)(newline - rest) + 1 : left;
        left -= length;
        rest += length;
        if (left == 0 || *rest == '\n' || *rest == '\r')
            return false;
        if (is_field(rest, left))
            return true;
    }
    return false;
}

/* Sees to what stands in the header without being of it. True when the line is done with. */
static bool
mend_header(Scan *scan, const char *line, gsize length, gsize left, bool continued)
{
    if (continued || is_field(line, length)) {
        if (!continued && length > 13 && g_ascii_strncasecmp(line, "content-type:", 13) == 0) {
            scan->dropping = scan->typed; /* the first one counts */
            scan->typed = true;
            return scan->dropping;
        }
        return false;
    }
    if (scan->fields == 0)
        return false; /* no header at all */
    if (header_goes_on(line, left)) {
        defect(scan, &scan->broken_line, "the header has a line that is no field");
        return true;
    }
    defect(scan, &scan->broken_line, "no blank line parts header and body");
    append(scan, "\n", 1);
    scan->in_header = false;
    return false;
}

/* False ends the message before this line. LEFT bytes are left from it on. */
static bool
scan_line(Scan *scan, const char *line, gsize length, gsize left)
{
    bool blank = length == 1 || (length == 2 && line[0] == '\r');
    bool continued = line[0] == ' ' || line[0] == '\t';

    if (length >= 2 && line[0] == '-' && line[1] == '-' &&
        ++scan->boundary_lines > scan->limits->boundary_lines) {
        g_ptr_array_add(scan->defects,
                        g_strdup("too many lines start with \"--\": the rest was not read"));
        return false;
    }
    if (!continued) {
        scan->in_content = length > 8 && g_ascii_strncasecmp(line, "content-", 8) == 0;
        scan->content_bytes = scan->parameters = 0;
    }
    if (scan->in_header && blank)
        scan->in_header = false;
    if (scan->in_header && mend_header(scan, line, length, left, continued && scan->fields > 0))
        return true;
    if (scan->in_header)
        header_line(scan, line, length, continued && scan->fields > 0);
    else if (scan->in_content)
        append_content_line(scan, line, length);
    else
        append(scan, line, length);
    return true;
}

/* What a mailbox or a careless pipe puts before the header. */
static gsize
skip_preamble(const char *bytes, gsize length)
{
    gsize at = 0;

    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        at = 3;
    while (at < length && strchr("\r\n", bytes[at]) && bytes[at])
        at++;
    if (at < length && bytes[at] == '>')
        at += length - at > 6 && memcmp(bytes + at, ">From ", 6) == 0;
    if (length - at > 5 && memcmp(bytes + at, "From ", 5) == 0) {
        const char *newline = memchr(bytes + at, '\n', length - at);
        at = newline ? (gsize)(newline + 1 - bytes) : length;
    }
    return at;
}

/* Old Macintosh line ends: CR alone, nowhere an LF. */
static char *
only_cr(const char *bytes, gsize length)
{
    char *copy;

    if (memchr(bytes, '\n', length) || !memchr(bytes, '\r', length))
        return NULL;
    copy = g_memdup2(bytes, length);
    for (char *p = copy; (p = memchr(p, '\r', length - (gsize)(p - copy)));)
        *p = '\n';
    return copy;
}

GByteArray *
limits_apply(const ParseLimits *limits, const char *bytes, gsize length, GPtrArray *defects)
{
    Scan scan = {.limits = limits,
                 .out = g_byte_array_sized_new((guint)MIN(length, limits->size) + 1),
                 .defects = defects,
                 .in_header = true};
    g_autofree char *copy = NULL;

    if (length > limits->size) {
        g_ptr_array_add(defects, g_strdup("the message was too big: its end was not read"));
        length = limits->size;
    }
    copy = length ? only_cr(bytes, length) : NULL;
    bytes = copy ? copy : bytes;
    for (gsize at = skip_preamble(bytes, length); at < length;) {
        const char *newline = memchr(bytes + at, '\n', length - at);
        gsize line = newline ? (gsize)(newline - bytes) + 1 - at : length - at;
        if (!scan_line(&scan, bytes + at, line, length - at))
            break;
        at += line;
    }
    return scan.out;
}
