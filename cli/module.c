/* The only caller of dlopen(3). */
#include "cli/module.h"
#include "event/error.h"
#include <dlfcn.h>
#include <unistd.h>

static char *
find(const char *name)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *directory = self ? g_path_get_dirname(self) : g_strdup(".");
    g_autofree char *file = g_strconcat(name, ".so", NULL);
    g_autofree char *beside = g_build_filename(directory, file, NULL);
    if (access(beside, R_OK) == 0)
        return g_steal_pointer(&beside);
    return g_build_filename(directory, "..", "lib", "convoke", file, NULL);
}

/* Kept, because who is shut in can load a file, but not look for one. */
const char *
module_path(const char *name)
{
    static GHashTable *paths;
    if (!paths)
        paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (!g_hash_table_contains(paths, name))
        g_hash_table_insert(paths, g_strdup(name), find(name));
    return g_hash_table_lookup(paths, name);
}

gpointer
module_symbol(const char *name, const char *symbol, GError **error)
{
    void *module = dlopen(module_path(name), RTLD_NOW | RTLD_LOCAL);
    gpointer found = module ? dlsym(module, symbol) : NULL;
    if (!found)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                    "a part of convoke cannot be loaded: %s", dlerror());
    return found;
}
