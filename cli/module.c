/* The only caller of dlopen(3). */
#include "cli/module.h"
#include "event/error.h"
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static char *
find(const char *name)
{
    static char *directory;
    if (!directory) {
        g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
        directory = self ? g_path_get_dirname(self) : g_strdup(".");
    }
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

/* GLib that a library of a module brings along gives way to what is linked into the program: they have to be of one
 * version. Where it is not linked in, the two are one. */
static bool
check_glib(GError **error)
{
    void *other = dlopen("libglib-2.0.so.0", RTLD_LAZY | RTLD_NOLOAD);
    const guint *major = other ? dlsym(other, "glib_major_version") : NULL;
    const guint *minor = other ? dlsym(other, "glib_minor_version") : NULL;
    if (!major || !minor || (*major == glib_major_version && *minor == glib_minor_version))
        return true;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                "convoke was built with GLib %u.%u and this system has %u.%u: build it anew",
                glib_major_version, glib_minor_version, *major, *minor);
    return false;
}

gpointer
module_symbol(const char *name, const char *symbol, GError **error)
{
    static GMutex lock; /* of the paths */
    g_mutex_lock(&lock);
    const char *path = module_path(name);
    g_mutex_unlock(&lock);
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (module && !check_glib(error))
        return NULL;
    gpointer found = module ? dlsym(module, symbol) : NULL;
    if (!found)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                    "a part of convoke cannot be loaded: %s", dlerror());
    return found;
}

void
module_need(const char *name, const char *symbol, void *real)
{
    g_autoptr(GError) error = NULL;
    gpointer found;
    memcpy(&found, real, sizeof found);
    if (found)
        return;
    found = module_symbol(name, symbol, &error);
    memcpy(real, &found, sizeof found);
    if (found)
        return;
    fprintf(stderr, "convoke: %s\n", error->message);
    fflush(NULL);
    _exit(EX_TEMPFAIL); /* what runs at an exit may not in a process that is shut in */
}
