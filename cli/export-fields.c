/* The table of what is exported of a guest, and what both forms need to read it. */
#include "cli/export.h"
#include <stddef.h>

#define GUEST(name, type, member)                                                                  \
    {                                                                                              \
        name, EXPORT_OF_GUEST, type, offsetof(Guest, member)                                       \
    }
#define STANDING(name, type, member)                                                               \
    {                                                                                              \
        name, EXPORT_OF_STANDING, type, offsetof(Standing, member)                                 \
    }
#define DETAILS(name, type, member)                                                                \
    {                                                                                              \
        name, EXPORT_OF_DETAILS, type, offsetof(Standing, details.member)                          \
    }

const ExportField export_fields[] = {
    STANDING("id", EXPORT_TEXT, guest),
    STANDING("name", EXPORT_TEXT, name),
    STANDING("address", EXPORT_TEXT, address),
    GUEST("addresses", EXPORT_NAMES, addresses),
    GUEST("affiliation", EXPORT_TEXT, affiliation),
    GUEST("role", EXPORT_TEXT, role),
    GUEST("groups", EXPORT_NAMES, groups),
    GUEST("language", EXPORT_TEXT, language),
    GUEST("zone", EXPORT_TEXT, zone),
    STANDING("partstat", EXPORT_PARTSTAT, partstat),
    STANDING("answered_at", EXPORT_INSTANT, answered_at),
    STANDING("channel", EXPORT_TEXT, channel),
    STANDING("words", EXPORT_TEXT, words),
    DETAILS("partial", EXPORT_TEXT, partial),
    DETAILS("delegate", EXPORT_TEXT, delegate),
    DETAILS("promise", EXPORT_TEXT, promise),
    DETAILS("condition", EXPORT_TEXT, condition),
    DETAILS("topic", EXPORT_TEXT, topic),
    DETAILS("title", EXPORT_TEXT, title),
    DETAILS("diet", EXPORT_TEXT, diet),
    DETAILS("arrival", EXPORT_TEXT, arrival),
    DETAILS("departure", EXPORT_TEXT, departure),
    DETAILS("guests", EXPORT_NUMBER, guests),
    DETAILS("remote", EXPORT_FLAG, remote),
    DETAILS("question", EXPORT_FLAG, question),
    STANDING("review", EXPORT_FLAG, review),
    STANDING("invitation", EXPORT_DELIVERY, invitation),
    STANDING("invited_at", EXPORT_INSTANT, invited_at),
    STANDING("reminders", EXPORT_NAMES, reminders),
    STANDING("unreached", EXPORT_TEXT, dead_why),
    STANDING("seat", EXPORT_SEAT, seat.state),
    {NULL, EXPORT_OF_GUEST, EXPORT_TEXT, 0},
};

const void *
export_value(const ExportField *field, const Guest *guest, const Standing *standing)
{
    const void *owner = field->of == EXPORT_OF_GUEST ? (const void *)guest : standing;
    return owner ? G_STRUCT_MEMBER_P(owner, field->offset) : NULL;
}

char *
export_instant(gint64 when, GTimeZone *zone)
{
    g_autoptr(GDateTime) utc = when == NEVER ? NULL : g_date_time_new_from_unix_utc(when);
    if (!utc)
        return NULL;
    if (!zone)
        return g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ");
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
    return g_date_time_format(local, "%Y-%m-%dT%H:%M:%S%:z");
}

GHashTable *
export_guests(const Meeting *meeting)
{
    GHashTable *guests = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < meeting->guests->len; i++) {
        Guest *guest = g_ptr_array_index(meeting->guests, i);
        g_hash_table_insert(guests, guest->id, guest);
    }
    return guests;
}
