/* The limits of convoke.conf, and where our own module lies. */
#include "cli/reading.h"
#include "cli/calendar.h"
#include "cli/module.h"
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static gsize
get(const Config *config, const char *key)
{
    return (gsize)config_get_int(config, "limits", key);
}

static ParseLimits
parse_limits(const Config *config)
{
    return (ParseLimits){
        .size = (gsize)config_get_int(config, "receive", "max-size"),
        .header_bytes = get(config, "header-bytes"),
        .header_fields = (guint)get(config, "header-fields"),
        .content_header = get(config, "content-header-bytes"),
        .parameters = (guint)get(config, "parameters"),
        .line = get(config, "line-bytes"),
        .boundary_lines = (guint)get(config, "boundary-lines"),
        .depth = (int)get(config, "depth"),
        .parts = (guint)get(config, "parts"),
        .decoded = get(config, "decoded-bytes"),
        .html = get(config, "html-bytes"),
        .addresses = (guint)get(config, "addresses"),
        .calendar = get(config, "calendar-bytes"),
    };
}

/* Without the module whatever comes with a calendar part that is not plain has to wait; the processes that find it
 * missing can tell nobody. */
static void
tell_missing(const char *module)
{
    if (access(module, R_OK) != 0)
        fprintf(stderr, "convoke: %s: %s; some calendar answers have to wait\n", module,
                g_strerror(errno));
}

static const char *const *
readable_files(void)
{
    static const char *readable[4];
    readable[0] = module_path("calendar");
    readable[1] = module_path("mime");
    readable[2] = module_path("html");
    return readable;
}

void
reading_ahead(void)
{
    static const ReaderAhead ahead = {calendar_read, readable_files};
    readable_files(); /* found once, for both */
    reader_ahead(&ahead);
}

Reader *
reading_open(const Config *config, bool one, GError **error)
{
    const ReaderOptions options = {
        .workers = (guint)get(config, "processes"),
        .one = one,
        .spare_text = true, /* the bytes that it stands in are kept beside a Meaning */
        .itip_read = calendar_read,
        .readable = readable_files(),
        .limits = parse_limits(config),
        .cpu_seconds = (guint)get(config, "cpu-seconds"),
        .wall_seconds = (guint)get(config, "wall-seconds"),
        .memory = get(config, "memory-megabytes") << 20,
        .answer = get(config, "meaning-bytes"),
    };
    Reader *reader = reader_open(&options, error);
    tell_missing(module_path("calendar"));
    return reader;
}
