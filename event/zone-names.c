/* A table of the usual zones, so that a wrong one gets a good hint without reading the system's. */
#include "event/zone-names.h"
#include <glib.h>
#include <string.h>
#include "event/nearest.h"

/* Abbreviations and offices' habits, which are no names of zones (or know no summer time). */
static const struct {
    const char *said;
    const char *meant;
} habits[] = {
    {"PST", "America/Los_Angeles"},
    {"PDT", "America/Los_Angeles"},
    {"PT", "America/Los_Angeles"},
    {"MDT", "America/Denver"},
    {"MT", "America/Denver"},
    {"CST", "America/Chicago"},
    {"CDT", "America/Chicago"},
    {"CT", "America/Chicago"},
    {"EDT", "America/New_York"},
    {"ET", "America/New_York"},
    {"AST", "America/Halifax"},
    {"BRT", "America/Sao_Paulo"},
    {"BST", "Europe/London"},
    {"IST", "Asia/Kolkata"},
    {"CEST", "Europe/Berlin"},
    {"MEZ", "Europe/Berlin"},
    {"MESZ", "Europe/Berlin"},
    {"EEST", "Europe/Helsinki"},
    {"MSK", "Europe/Moscow"},
    {"JST", "Asia/Tokyo"},
    {"KST", "Asia/Seoul"},
    {"SGT", "Asia/Singapore"},
    {"HKT", "Asia/Hong_Kong"},
    {"AEST", "Australia/Sydney"},
    {"AEDT", "Australia/Sydney"},
    {"AWST", "Australia/Perth"},
    {"NZST", "Pacific/Auckland"},
    {"NZDT", "Pacific/Auckland"},
    {"SAST", "Africa/Johannesburg"},
    {"Z", "UTC"},
    {"Portland", "America/Los_Angeles"},
    {"San Francisco", "America/Los_Angeles"},
    {"Seattle", "America/Los_Angeles"},
    {"Boston", "America/New_York"},
    {"Washington", "America/New_York"},
    {"Montreal", "America/Toronto"},
    {"Ottawa", "America/Toronto"},
    {"Munich", "Europe/Berlin"},
    {"Nuremberg", "Europe/Berlin"},
    {"Cambridge", "Europe/London"},
    {"Barcelona", "Europe/Madrid"},
    {"Geneva", "Europe/Zurich"},
    {"Beijing", "Asia/Shanghai"},
    {"Bangalore", "Asia/Kolkata"},
    {"Mumbai", "Asia/Kolkata"},
    {"Canberra", "Australia/Sydney"},
};

static const char *const names[] = {
    "UTC",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Anchorage",
    "America/Argentina/Buenos_Aires",
    "America/Bogota",
    "America/Caracas",
    "America/Chicago",
    "America/Denver",
    "America/Halifax",
    "America/Lima",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Montevideo",
    "America/New_York",
    "America/Phoenix",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Toronto",
    "America/Vancouver",
    "Asia/Bangkok",
    "Asia/Dhaka",
    "Asia/Dubai",
    "Asia/Hong_Kong",
    "Asia/Jakarta",
    "Asia/Jerusalem",
    "Asia/Karachi",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Taipei",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Atlantic/Azores",
    "Atlantic/Reykjavik",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Melbourne",
    "Australia/Perth",
    "Australia/Sydney",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Belgrade",
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Bucharest",
    "Europe/Budapest",
    "Europe/Copenhagen",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Luxembourg",
    "Europe/Madrid",
    "Europe/Moscow",
    "Europe/Oslo",
    "Europe/Paris",
    "Europe/Prague",
    "Europe/Riga",
    "Europe/Rome",
    "Europe/Sofia",
    "Europe/Stockholm",
    "Europe/Tallinn",
    "Europe/Vienna",
    "Europe/Vilnius",
    "Europe/Warsaw",
    "Europe/Zurich",
    "Pacific/Auckland",
    "Pacific/Honolulu",
};

static const char *
city_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash ? slash + 1 : name;
}

const char *
zone_name_nearest(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(habits); i++)
        if (g_ascii_strcasecmp(text, habits[i].said) == 0)
            return habits[i].meant;
    Nearest whole = nearest_to(text), city = nearest_to(city_of(text));
    const char *by_city = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *before = city.best;
        nearest_offer(&whole, names[i]);
        nearest_offer(&city, city_of(names[i]));
        if (city.best != before)
            by_city = names[i];
    }
    return by_city && (city.distance == 0 || !whole.best) ? by_city : whole.best;
}
