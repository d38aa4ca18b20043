/* What needs no parser. */
#include "event/read-node.h"
#include <string.h>

void
node_free(Node *node)
{
    if (!node)
        return;
    g_free(node->text);
    node_free(node->key);
    if (node->items)
        g_ptr_array_unref(node->items);
    g_free(node);
}

const Node *
node_get(const Node *map, const char *key)
{
    for (guint i = 0; map && map->kind == NODE_MAP && i < map->items->len; i++) {
        const Node *value = g_ptr_array_index(map->items, i);
        if (strcmp(value->key->text, key) == 0)
            return value;
    }
    return NULL;
}

bool
node_given(const Node *node)
{
    return node && !node->empty && (!node->items || node->items->len > 0);
}
