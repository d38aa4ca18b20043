/* The limits of convoke.conf, and where our own module lies. */
#include "cli/reading.h"
#include "cli/calendar.h"
#include "cli/module.h"

Reader *
reading_open(const Config *config, bool one, GError **error)
{
    static const char *readable[2];
    ReaderOptions options = reader_options_default;
    readable[0] = module_path("calendar");
    options.one = one;
    options.limits.size = (gsize)config_get_int(config, "receive", "max-size");
    options.itip_read = calendar_read;
    options.readable = readable;
    return reader_open(&options, error);
}
