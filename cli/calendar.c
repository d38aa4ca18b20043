/* Loading calendar.so when the first calendar part is read or written. */
#include "cli/calendar.h"
#include "cli/module.h"
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* Reading has no way to fail: any bytes have a meaning. An installation without its module is no
 * property of the message, so the process ends before anything is acknowledged. */
Itip *
calendar_read(const char *text, gsize length)
{
    static Itip *(*real)(const char *, gsize);
    if (!real) {
        g_autoptr(GError) error = NULL;
        gpointer symbol = module_symbol("calendar", "itip_read", &error);
        if (!symbol) {
            fprintf(stderr, "convoke: %s\n", error->message);
            fflush(NULL);
            _exit(EX_TEMPFAIL); /* what runs at an exit may not in a process that is shut in */
        }
        memcpy(&real, &symbol, sizeof real);
    }
    return real(text, length);
}

Part *
calendar_write(const CalendarObject *object, GError **error)
{
    static Part *(*real)(const CalendarObject *, GError **);
    if (!real) {
        gpointer symbol = module_symbol("calendar", "itip_write", error);
        if (!symbol)
            return NULL;
        memcpy(&real, &symbol, sizeof real);
    }
    return real(object, error);
}

char *
calendar_publish(const CalendarAgenda *agenda, GError **error)
{
    char *(*real)(const CalendarAgenda *, GError **);
    gpointer symbol = module_symbol("calendar", "itip_publish", error);
    if (!symbol)
        return NULL;
    memcpy(&real, &symbol, sizeof real);
    return real(agenda, error);
}
