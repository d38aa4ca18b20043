/* Stands in the program for inbox/mime-read.c and mailer/mime-write.c: loads mime.so when one of their functions
 * is first called, and goes on to it. */
#include "cli/module.h"
#include "inbox/mime-read.h"
#include "mailer/mime-write.h"
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* *REAL is a pointer to the function NAME of the module, or NULL until it was asked for. */
static bool
find(const char *name, void *real, GError **error)
{
    static GMutex lock;
    g_mutex_lock(&lock);
    gpointer symbol = module_symbol("mime", name, error);
    g_mutex_unlock(&lock);
    memcpy(real, &symbol, sizeof symbol);
    return symbol;
}

/* Reading has no way to fail: any bytes have a meaning. An installation without its module is no property of the
 * message, so the process ends before anything is acknowledged. */
static void
need(const char *name, void *real)
{
    g_autoptr(GError) error = NULL;
    if (find(name, real, &error))
        return;
    fprintf(stderr, "convoke: %s\n", error->message);
    fflush(NULL);
    _exit(EX_TEMPFAIL); /* what runs at an exit may not in a process that is shut in */
}

bool
mime_read(Walk *walk, GByteArray *source)
{
    static bool (*real)(Walk *, GByteArray *);
    if (!real)
        need("mime_read", &real);
    return real(walk, source);
}

bool
mime_read_date(const char *text, gint64 *ret_when, int *ret_offset)
{
    static bool (*real)(const char *, gint64 *, int *);
    if (!real)
        need("mime_read_date", &real);
    return real(text, ret_when, ret_offset);
}

char *
mime_idn_address(const char *address, GError **error)
{
    char *(*real)(const char *, GError **);
    return find("mime_idn_address", &real, error) ? real(address, error) : NULL;
}
