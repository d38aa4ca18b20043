/* Bytes to text that a YAML parser may have, and offsets to places. What the text says is not
 * here. */
#include "event/read-source.h"
#include <stdbool.h>
#include <string.h>

#define BLANKS_MAX 2048 /* bytes in a row, and */
#define BLANK_LINES 200 /* lines: to read a text takes the parser the square of such runs */
#define TOLD_LINES 20   /* lines with foreign bytes that are reported one by one */

void
event_source_free(EventSource *source)
{
    if (!source)
        return;
    g_free(source->file);
    g_free(source->text);
    g_array_unref(source->lines);
    g_free(source);
}

/* The index, from 0, of the line that holds OFFSET. */
static guint
line_index(const EventSource *source, gsize offset)
{
    guint low = 0, high = source->lines->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(source->lines, gsize, middle) <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Where line INDEX starts, and its length without the line break. */
static gsize
line_bounds(const EventSource *source, guint index, gsize *ret_length)
{
    gsize start = g_array_index(source->lines, gsize, index);
    gsize end = source->length;
    if (index + 1 < source->lines->len)
        end = g_array_index(source->lines, gsize, index + 1) - 1;
    if (end > start && source->text[end - 1] == '\r')
        end--;
    *ret_length = end - start;
    return start;
}

int
event_source_line(const EventSource *source, gsize offset)
{
    return (int)line_index(source, offset) + 1;
}

gsize
event_source_offset(const EventSource *source, int line, int column)
{
    guint index = CLAMP((guint)MAX(line, 1), 1, source->lines->len) - 1;
    gsize length;
    gsize start = line_bounds(source, index, &length);
    const char *p = source->text + start, *end = p + length;
    while (--column > 0 && p < end)
        p = g_utf8_next_char(p);
    return (gsize)(p - source->text);
}

/* True when one more problem may be told; the one too many says that there are others. */
static bool
may_tell(EventSource *source)
{
    if (source->problems->len < SOURCE_PROBLEMS_MAX)
        return true;
    if (source->problems->len == SOURCE_PROBLEMS_MAX) {
        Problem *problem = problem_new(PROBLEM_ERROR, source->file, 0, 0);
        problem->message =
            g_strdup_printf("more than %d problems; only the first are shown", SOURCE_PROBLEMS_MAX);
        g_ptr_array_add(source->problems, problem);
    }
    return false;
}

static void
tell(EventSource *source, Severity severity, gsize start, gsize end, char *message, char *remedy)
{
    source->errors += severity == PROBLEM_ERROR;
    if (!may_tell(source)) {
        g_free(message);
        g_free(remedy);
        return;
    }
    guint index = line_index(source, start);
    gsize length;
    gsize line = line_bounds(source, index, &length);
    gsize at = MIN(start - line, length);
    int column = (int)g_utf8_strlen(source->text + line, (gssize)at) + 1;
    Problem *problem = problem_new(severity, source->file, (int)index + 1, column);
    problem->message = message;
    problem->remedy = remedy;
    problem_set_source(problem, source->text + line, length, at, end > start ? end - start : 0);
    g_ptr_array_add(source->problems, problem);
}

void
event_source_error(EventSource *source, gsize start, gsize end, char *message, char *remedy)
{
    tell(source, PROBLEM_ERROR, start, end, message, remedy);
}

void
event_source_warn(EventSource *source, gsize start, gsize end, char *message, char *remedy)
{
    tell(source, PROBLEM_WARNING, start, end, message, remedy);
}

void
event_source_forget(EventSource *source, guint length, guint errors)
{
    if (length < source->problems->len)
        g_ptr_array_set_size(source->problems, (gint)length);
    source->errors = errors;
}

/* Reports what is wrong with the file as a whole. */
static void
refuse(GPtrArray *problems, const char *file, const char *message, const char *remedy)
{
    Problem *problem = problem_new(PROBLEM_ERROR, file, 0, 0);
    problem->message = g_strdup(message);
    problem->remedy = g_strdup(remedy);
    g_ptr_array_add(problems, problem);
}

/* NUL bytes, or more control characters than any slip of an editor leaves behind. */
static bool
is_binary(const char *text, gsize length)
{
    gsize controls = 0;
    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar)text[i];
        if (c == 0)
            return true;
        controls += c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    }
    return controls > 8 + length / 64;
}

static bool
refused(const char *text, gsize length, const char *file, GPtrArray *problems)
{
    if (length > MEETING_TEXT_MAX)
        refuse(problems, file, "the file is larger than 16 MiB",
               "an event file is a few pages; is this the right file?");
    else if (length == 0)
        refuse(problems, file, "the file is empty", "`convoke new` writes one to start from");
    else if (length >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0))
        refuse(problems, file, "the file is UTF-16", "save it as UTF-8");
    else if (is_binary(text, length))
        refuse(problems, file, "this is not a text file", "an event file is YAML, saved as UTF-8");
    else
        return false;
    return true;
}

/* Lines start after LF, CR LF, and a CR of its own, which becomes LF. */
static void
find_lines(EventSource *source)
{
    gsize start = 0;
    g_array_append_val(source->lines, start);
    for (gsize i = 0; i < source->length; i++) {
        if (source->text[i] == '\r' && source->text[i + 1] != '\n')
            source->text[i] = '\n';
        if (source->text[i] == '\n') {
            start = i + 1;
            g_array_append_val(source->lines, start);
        }
    }
}

/* A stretch that was replaced. */
typedef struct {
    gsize offset, length;
    bool foreign; /* no UTF-8; else a control character */
} Mended;

static void
report_mended(EventSource *source, const Mended *mended)
{
    event_source_error(
        source, mended->offset, mended->offset + mended->length,
        g_strdup(mended->foreign ? "these bytes are not UTF-8" : "a control character"),
        g_strdup(mended->foreign ? "save the file as UTF-8; it is perhaps Latin-1" : "delete it"));
}

static void
report_all_mended(EventSource *source, const GArray *all)
{
    for (guint i = 0; i < MIN(all->len, TOLD_LINES); i++)
        report_mended(source, &g_array_index(all, Mended, i));
    if (all->len > TOLD_LINES)
        refuse(source->problems, source->file, "further lines hold foreign bytes",
               "save the file as UTF-8");
}

/* Leaves nothing but UTF-8 without control characters, and reports the first of what it replaced in
 * each line, when all is done: reports show the line. The sizes of lines stay as they are. */
static void
mend_text(EventSource *source)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Mended));
    bool first = true; /* of its line */
    for (gsize i = 0; i < source->length;) {
        gunichar c = g_utf8_get_char_validated(source->text + i, (gssize)(source->length - i));
        bool foreign = c == (gunichar)-1 || c == (gunichar)-2;
        gsize length = foreign ? 1 : (gsize)g_utf8_skip[(guchar)source->text[i]];
        bool control = !foreign && g_unichar_iscntrl(c) && c != '\t' && c != '\n' && c != '\r';
        if (foreign || control || c == 0xfffe || c == 0xffff) {
            Mended mended = {.offset = i, .length = length, .foreign = foreign};
            memset(source->text + i, '?', length);
            if (first && all->len <= TOLD_LINES)
                g_array_append_val(all, mended);
            first = false;
        }
        first = first || c == '\n';
        i += length;
    }
    report_all_mended(source, all);
}

/* Blank lines at the end of the file are no harm, and go. */
static void
trim_end(EventSource *source)
{
    while (source->length > 0 && strchr(" \t\r\n", source->text[source->length - 1]))
        source->length--;
    source->text[source->length] = '\0';
}

static bool
blanks_good(EventSource *source)
{
    gsize run = 0, lines = 0;
    for (gsize i = 0; i < source->length; i++) {
        bool blank = strchr(" \t\r\n", source->text[i]) != NULL;
        run = blank ? run + 1 : 0;
        lines = blank ? lines + (source->text[i] == '\n') : 0;
        if (run > BLANKS_MAX || lines > BLANK_LINES) {
            event_source_error(source, i + 1 - run, i + 1 - run,
                               g_strdup("too many blank lines start here"),
                               g_strdup("delete them"));
            return false;
        }
    }
    return true;
}

/* Directives ("%YAML") are not for event files, and cost the parser more than their length. */
static bool
lines_good(EventSource *source)
{
    for (guint i = 0; i < source->lines->len; i++) {
        gsize length;
        gsize start = line_bounds(source, i, &length);
        if (source->text[start] == '%') {
            event_source_error(source, start, start + length,
                               g_strdup("directives have no use here"),
                               g_strdup("delete the line, or put the text in quotes"));
            source->text[start] = '#';
        }
        if (length > SOURCE_LINE_MAX) {
            event_source_error(source, start, start, g_strdup("this line is longer than 64 KiB"),
                               g_strdup("break it into several"));
            return false;
        }
    }
    return true;
}

EventSource *
event_source_open(const char *text, gsize length, const char *file, GPtrArray *problems)
{
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) { /* a mark of order, not text */
        text += 3;
        length -= 3;
    }
    if (refused(text, length, file, problems))
        return NULL;
    g_autoptr(EventSource) source = g_new0(EventSource, 1);
    source->file = g_strdup(file);
    source->text = g_malloc(length + 1);
    memcpy(source->text, text, length);
    source->text[length] = '\0';
    source->length = length;
    source->lines = g_array_new(FALSE, FALSE, sizeof(gsize));
    source->problems = problems;
    trim_end(source);
    find_lines(source);
    mend_text(source);
    return lines_good(source) && blanks_good(source) ? g_steal_pointer(&source) : NULL;
}
