/* Loading calendar.so when the first calendar part is written, or one is read that is not plain. */
#include "cli/calendar.h"
#include "cli/module.h"
#include <string.h>

Itip *
calendar_read(const char *text, gsize length)
{
    static Itip *(*real)(const char *, gsize);
    module_need("calendar", "itip_read", &real);
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
