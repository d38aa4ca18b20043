/* Stands in the program for event/read-node.c: loads yaml.so with the first file. */
#include "cli/module.h"
#include "event/read-node.h"

Node *
node_parse(EventSource *source, const char *text, SyntaxError *ret_error)
{
    static Node *(*real)(EventSource *, const char *, SyntaxError *);
    static gsize loaded; /* threads of convoke serve read files at once */
    if (g_once_init_enter(&loaded)) {
        module_need("yaml", "node_parse", &real);
        g_once_init_leave(&loaded, 1);
    }
    g_assert(real);
    return real(source, text, ret_error);
}
