/* One pass over the lines. Nothing is understood here but where lines and fields start. */
#include "inbox/raw.h"

#include <string.h>

#define LOOK_AHEAD 4 /* lines below a broken one in the header */

typedef struct {
    const ParseLimits *limits;
    RawMessage *raw;
    GPtrArray *defects;
    bool in_header;                                       /* of the message itself */
    bool in_content;                                      /* a Content-* field goes on, anywhere */
    bool dropping;                                        /* the field that goes on is left out */
    bool header_cut, content_cut, broken_line, long_line; /* said so */
    bool typed;                                           /* a Content-Type was seen */
    const char *field, *field_end;                        /* the field that goes on; NULL = none */
    const char *run;                                      /* what is to be copied next */
    gsize run_length;
    gsize header_bytes, content_bytes;
    guint parameters, boundary_lines;
} Scan;

static void
raw_field_free(RawField *field)
{
    g_free(field->name);
    g_free(field->value);
    g_free(field);
}

static void
defect(Scan *scan, bool *said, const char *what)
{
    if (!*said)
        g_ptr_array_add(scan->defects, g_strdup(what));
    *said = true;
}

static void
append_run(Scan *scan)
{
    g_byte_array_append(scan->raw->entity, (const guint8 *)scan->run, (guint)scan->run_length);
    scan->run_length = 0;
}

/* Neighbours are copied together. */
static void
append(Scan *scan, const char *line, gsize length)
{
    if (scan->run_length && scan->run + scan->run_length != line)
        append_run(scan);
    if (!scan->run_length)
        scan->run = line;
    scan->run_length += length;
}

/* Of the header, or of a part's. Lines of text that begin as such a field does cannot be told from one. */
static void
content_cut(Scan *scan)
{
    defect(scan, &scan->content_cut,
           scan->parameters > scan->limits->parameters
               ? "a Content-* header had too many parameters and is cut (parameters)"
               : "a Content-* header was too long and is cut (content-header-bytes)");
    scan->raw->cut = true;
}

/* Copies as much of a Content-* field's line as its limits allow. */
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
        content_cut(scan);
        if (keep > 0)
            append(scan, "\n", 1);
    }
}

static void
header_cut(Scan *scan, const char *what)
{
    defect(scan, &scan->header_cut, what);
    scan->raw->header_cut = true;
}

/* The field that went on ends here. */
static void
end_field(Scan *scan)
{
    const char *colon =
        scan->field ? memchr(scan->field, ':', (gsize)(scan->field_end - scan->field)) : NULL;
    RawField *field;

    if (colon) {
        field = g_new0(RawField, 1);
        field->name = g_strchomp(g_strndup(scan->field, (gsize)(colon - scan->field)));
        field->value = g_strndup(colon + 1, (gsize)(scan->field_end - colon - 1));
        g_ptr_array_add(scan->raw->fields, field);
    }
    scan->field = NULL;
}

/* Takes a line of the header that starts a field or continues one. */
static void
take_field_line(Scan *scan, const char *line, gsize length, bool continued)
{
    if (!continued)
        end_field(scan);
    bool many = scan->raw->fields->len >= scan->limits->header_fields;
    bool full = many || scan->header_bytes + length > scan->limits->header_bytes;

    if (full)
        header_cut(scan, many ? "the header had too many fields and is cut (header-fields)"
                              : "the header was too long and is cut (header-bytes)");
    if (!continued) {
        bool type = length > 13 && g_ascii_strncasecmp(line, "content-type:", 13) == 0;
        scan->dropping = full || (type && scan->typed); /* the first one counts */
        scan->typed = scan->typed || type;
        scan->field = scan->dropping ? NULL : line;
    }
    if (full || scan->dropping)
        return;
    scan->header_bytes += length;
    scan->field_end = line + length;
    if (scan->in_content)
        append_content_line(scan, line, length);
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

/* REST starts with a line that is no field: does the header go on below it? Else its blank line is missing. */
static bool
header_goes_on(const char *rest, gsize left)
{
    for (int i = 0; i < LOOK_AHEAD; i++) {
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

static void
end_header(Scan *scan)
{
    end_field(scan);
    append(scan, "\n", 1);
    scan->in_header = false;
}

/* A line while the header lasts, LEFT bytes before the end. True when it is done with. */
static bool
header_line(Scan *scan, const char *line, gsize length, gsize left)
{
    bool started = scan->raw->fields->len > 0 || scan->field || scan->dropping;
    bool continued = started && (line[0] == ' ' || line[0] == '\t');

    if (length == 1 || (length == 2 && line[0] == '\r')) {
        end_header(scan);
        return true;
    }
    if (continued || is_field(line, length)) {
        take_field_line(scan, line, length, continued);
        return true;
    }
    if (!started) { /* no header at all */
        scan->in_header = false;
        return false;
    }
    if (header_goes_on(line, left)) {
        defect(scan, &scan->broken_line, "the header has a line that is no field");
        return true;
    }
    defect(scan, &scan->broken_line, "no blank line parts header and body");
    end_header(scan);
    return false;
}

/* False ends the message before this line. */
static bool
scan_line(Scan *scan, const char *line, gsize length, gsize left)
{
    if (length >= 2 && line[0] == '-' && line[1] == '-' &&
        ++scan->boundary_lines > scan->limits->boundary_lines) {
        g_ptr_array_add(scan->defects,
                        g_strdup("too many lines start with \"--\": the rest was not read "
                                 "(boundary-lines)"));
        scan->raw->cut = true;
        return false;
    }
    if (line[0] != ' ' && line[0] != '\t') {
        scan->in_content = length > 8 && (line[0] == 'C' || line[0] == 'c') &&
                           g_ascii_strncasecmp(line, "content-", 8) == 0;
        scan->content_bytes = scan->parameters = 0;
    }
    if (scan->in_header && header_line(scan, line, length, left))
        return true;
    if (scan->in_content)
        append_content_line(scan, line, length);
    else
        append(scan, line, length);
    return true;
}

/* Of a line over the limit its beginning counts; of the header it is left out. */
static bool
scan_long_line(Scan *scan, const char *line, gsize length, gsize left)
{
    defect(scan, &scan->long_line, "a line was too long: its end was not read (line-bytes)");
    *(scan->in_header ? &scan->raw->header_cut : &scan->raw->cut) = true;
    if (scan->in_header)
        return true;
    if (!scan_line(scan, line, scan->limits->line, left))
        return false;
    append(scan, line + length - 1, 1);
    return true;
}

/* What a mailbox or a careless pipe puts before the header. */
static gsize
skip_preamble(const char *bytes, gsize length)
{
    gsize at = 0;

    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        at = 3;
    while (at < length && (bytes[at] == '\r' || bytes[at] == '\n'))
        at++;
    if (length - at > 6 && memcmp(bytes + at, ">From ", 6) == 0)
        at++;
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

/* The library wants a header, if only of one line. */
static void
give_header(RawMessage *raw)
{
    static const char line[] = "MIME-Version: 1.0\n";

    if (raw->fields->len)
        g_byte_array_prepend(raw->entity, (const guint8 *)line, sizeof line - 1);
}

RawMessage *
raw_message_read(const ParseLimits *limits, const char *bytes, gsize length, GPtrArray *defects)
{
    RawMessage *raw = g_new0(RawMessage, 1);
    Scan scan = {.limits = limits, .raw = raw, .defects = defects, .in_header = true};
    g_autofree char *copy = NULL;

    raw->fields = g_ptr_array_new_with_free_func((GDestroyNotify)raw_field_free);
    raw->entity = g_byte_array_sized_new((guint)MIN(length, limits->size) + 32);
    if (length > limits->size) {
        g_ptr_array_add(defects,
                        g_strdup("the message was too big: its end was not read (max-size)"));
        length = limits->size;
        raw->cut = true;
    }
    copy = length ? only_cr(bytes, length) : NULL;
    bytes = copy ? copy : bytes;
    for (gsize at = skip_preamble(bytes, length); at < length;) {
        const char *newline = memchr(bytes + at, '\n', length - at);
        gsize line = newline ? (gsize)(newline - bytes) + 1 - at : length - at;
        if (line > limits->line ? !scan_long_line(&scan, bytes + at, line, length - at)
                                : !scan_line(&scan, bytes + at, line, length - at))
            break;
        at += line;
    }
    if (scan.in_header && (scan.field || raw->fields->len))
        end_header(&scan);
    append_run(&scan);
    give_header(raw);
    return raw;
}

void
raw_message_free(RawMessage *raw)
{
    if (!raw)
        return;
    g_ptr_array_unref(raw->fields);
    g_byte_array_unref(raw->entity);
    g_free(raw);
}
