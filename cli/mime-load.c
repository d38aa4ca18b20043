/* Stands in the program for inbox/mime-read.c and mailer/mime-write.c: loads mime.so when one of their functions
 * is first called, and goes on to it. What they do has no way to fail, so an installation without the module ends
 * the process before anything is acknowledged or sent. */
#include "cli/module.h"
#include "inbox/mime-read.h"
#include "mailer/mime-write.h"
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* REAL: a pointer to the function NAME of the module, or to NULL until it was asked for. */
static void
find(const char *name, void *real)
{
    static GMutex lock;
    g_autoptr(GError) error = NULL;
    g_mutex_lock(&lock);
    gpointer symbol = module_symbol("mime", name, &error);
    g_mutex_unlock(&lock);
    if (!symbol) {
        fprintf(stderr, "convoke: %s\n", error->message);
        fflush(NULL);
        _exit(EX_TEMPFAIL); /* what runs at an exit may not in a process that is shut in */
    }
    memcpy(real, &symbol, sizeof symbol);
}

bool
mime_read(Walk *walk, GByteArray *source)
{
    static bool (*real)(Walk *, GByteArray *);
    if (!real)
        find("mime_read", &real);
    return real(walk, source);
}

bool
mime_read_date(const char *text, gint64 *ret_when, int *ret_offset)
{
    static bool (*real)(const char *, gint64 *, int *);
    if (!real)
        find("mime_read_date", &real);
    return real(text, ret_when, ret_offset);
}

char *
mime_quoted_printable(const char *text, gsize length, gsize *ret_length)
{
    static char *(*real)(const char *, gsize, gsize *);
    if (!real)
        find("mime_quoted_printable", &real);
    return real(text, length, ret_length);
}

char *
mime_base64(const char *text, gsize length, gsize *ret_length)
{
    static char *(*real)(const char *, gsize, gsize *);
    if (!real)
        find("mime_base64", &real);
    return real(text, length, ret_length);
}

char *
mime_idn_address(const char *address)
{
    static char *(*real)(const char *);
    if (!real)
        find("mime_idn_address", &real);
    return real(address);
}
