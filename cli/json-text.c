/* What jansson writes is valid, and may still turn a line or start a control sequence of eight bits. */
#include "cli/json-text.h"
#include "inbox/json-write.h"
#include <stdlib.h>

char *
json_text(json_t *value, size_t indent)
{
    char *text = json_dumps(value, JSON_INDENT(indent));
    g_autofree char *safe = json_make_safe(text);
    free(text);
    json_decref(value);
    return g_strconcat(safe, "\n", NULL);
}
