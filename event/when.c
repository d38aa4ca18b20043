/* Calendar arithmetic on plain numbers. Zones are GLib's, read from the system's database; the clock
 * is never read. */
#include "event/when.h"
#include <string.h>

#define DAY_SECONDS 86400
#define YEAR_MAX 9999
#define HOUR_MAX 47 /* a late evening may be written as part of its day */

/* The year is counted from March, so that the leap day comes last; an era has 400 years. */
static gint64
days_from_civil(gint64 year, int month, int day_of_month)
{
    year -= month <= 2;
    gint64 era = (year >= 0 ? year : year - 399) / 400;
    gint64 year_of_era = year - era * 400;
    gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day_of_month - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

Day
day_of(int year, int month, int day_of_month)
{
    if (year < 1 || year > YEAR_MAX || month < 1 || month > 12 || day_of_month < 1)
        return DAY_NONE;
    gint64 first = days_from_civil(year, month, 1);
    gint64 next = days_from_civil(year + month / 12, month % 12 + 1, 1);
    return day_of_month <= next - first ? (Day)(first + day_of_month - 1) : DAY_NONE;
}

void
day_split(Day day, int *ret_year, int *ret_month, int *ret_day_of_month)
{
    gint64 z = (gint64)day + 719468;
    gint64 era = (z >= 0 ? z : z - 146096) / 146097;
    gint64 doe = z - era * 146097;
    gint64 yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    gint64 doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    gint64 mp = (5 * doy + 2) / 153;
    *ret_day_of_month = (int)(doy - (153 * mp + 2) / 5 + 1);
    *ret_month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *ret_year = (int)(yoe + era * 400 + (*ret_month <= 2));
}

int
day_weekday(Day day)
{
    gint64 since_thursday = ((gint64)day % 7 + 7) % 7; /* 1970-01-01 was one */
    return (int)((since_thursday + 3) % 7) + 1;
}

/* Exactly COUNT digits at *TEXT, which moves behind them; -1 where they are not there. */
static int
take_digits(const char **text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (!g_ascii_isdigit((*text)[i]))
            return -1;
        value = value * 10 + ((*text)[i] - '0');
    }
    *text += count;
    return value;
}

Day
day_parse(const char *iso)
{
    if (!iso || strnlen(iso, 11) != 10 || iso[4] != '-' || iso[7] != '-')
        return DAY_NONE;
    const char *year = iso, *month = iso + 5, *day = iso + 8;
    return day_of(take_digits(&year, 4), take_digits(&month, 2), take_digits(&day, 2));
}

char *
day_format(Day day)
{
    int year, month, day_of_month;
    day_split(day, &year, &month, &day_of_month);
    return g_strdup_printf("%04d-%02d-%02d", year, month, day_of_month);
}

/* The hours that "am" and "pm" stand for at the end of a time; -1 where TEXT is neither. */
static int
half_of_day(const char *text)
{
    static const struct {
        const char *name;
        int hours;
    } halves[] = {{"am", 0}, {"a.m.", 0}, {"pm", 12}, {"p.m.", 12}};
    while (*text == ' ')
        text++;
    for (size_t i = 0; i < G_N_ELEMENTS(halves); i++)
        if (g_ascii_strcasecmp(text, halves[i].name) == 0)
            return halves[i].hours;
    return -1;
}

Minute
minute_parse(const char *text)
{
    if (!text || !g_ascii_isdigit(*text))
        return MINUTE_NONE;
    int hour = take_digits(&text, g_ascii_isdigit(text[1]) ? 2 : 1);
    int minute = 0;
    bool written = *text == ':' || *text == 'h'; /* a bare number is no time */
    if (written) {
        bool bare_h = text[0] == 'h' && !text[1];
        text++;
        if (!bare_h && (minute = take_digits(&text, 2)) < 0)
            return MINUTE_NONE;
    }
    if (minute > 59)
        return MINUTE_NONE;
    if (!*text)
        return written && hour <= HOUR_MAX ? hour * 60 + minute : MINUTE_NONE;
    int half = half_of_day(text);
    return half >= 0 && hour >= 1 && hour <= 12 ? (hour % 12 + half) * 60 + minute : MINUTE_NONE;
}

char *
minute_format(Minute minute)
{
    return g_strdup_printf("%02d:%02d", minute / 60, minute % 60);
}

/* GLib would also take POSIX rules ("CET-1CEST"), offsets, paths and host settings ("localtime").
 * Names of zones begin with a capital, and have digits only behind an area ("Etc/GMT+3"). */
static bool
is_zone_name(const char *name)
{
    if (!g_ascii_isupper(name[0]) || !name[1] || strlen(name) > 64)
        return false;
    bool area = false;
    for (const char *p = name; *p; p++) {
        if (*p == '/') {
            if (!g_ascii_isalpha(p[1]))
                return false;
            area = true;
        } else if (!g_ascii_isalpha(*p) && *p != '_' && *p != '-' &&
                   !(area && (g_ascii_isdigit(*p) || *p == '+'))) {
            return false;
        }
    }
    return true;
}

/* Those that were opened stay open: to read one takes as long as to compose half a mail, and there are a few hundred
 * at most. */
GTimeZone *
zone_open(const char *name)
{
    static GMutex lock;
    static GHashTable *zones;
    if (!name || !is_zone_name(name))
        return NULL;
    g_mutex_lock(&lock);
    if (!zones)
        zones = g_hash_table_new(g_str_hash, g_str_equal);
    GTimeZone *zone = g_hash_table_lookup(zones, name);
    if (!zone && (zone = g_time_zone_new_identifier(name)))
        g_hash_table_insert(zones, g_strdup(name), zone);
    if (zone)
        g_time_zone_ref(zone);
    g_mutex_unlock(&lock);
    return zone;
}

static gint64
offset_at(GTimeZone *zone, gint64 when)
{
    gint interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, when);
    return g_time_zone_get_offset(zone, interval);
}

Day
when_date(Day day, Minute minute)
{
    return day != DAY_NONE && minute != MINUTE_NONE ? day + minute / (24 * 60) : day;
}

/* The offsets of a day earlier and a day later are those before and after any change at hand. */
gint64
when_utc(Day day, Minute minute, GTimeZone *zone)
{
    gint64 wall = (gint64)day * DAY_SECONDS + (gint64)minute * 60;
    gint64 before = offset_at(zone, wall - DAY_SECONDS);
    gint64 after = offset_at(zone, wall + DAY_SECONDS);
    gint64 earlier = wall - before;
    gint64 later = wall - after;
    if (offset_at(zone, earlier) != before && offset_at(zone, later) == after)
        return later;
    return earlier; /* also for a time skipped: as far behind the change as it would have been */
}

bool
when_skipped(Day day, Minute minute, GTimeZone *zone, Minute *ret_from, Minute *ret_to)
{
    gint64 midnight = (gint64)day * DAY_SECONDS;
    gint64 wall = midnight + (gint64)minute * 60;
    gint64 shown = wall;
    gint after = g_time_zone_adjust_time(zone, G_TIME_TYPE_STANDARD, &shown);
    if (shown == wall)
        return false;
    gint64 width = g_time_zone_get_offset(zone, after) - g_time_zone_get_offset(zone, after - 1);
    *ret_from = (Minute)((shown - width - midnight) / 60);
    *ret_to = (Minute)((shown - midnight + 59) / 60); /* before 1970 zones have seconds */
    return true;
}

void
when_local(gint64 when, GTimeZone *zone, Day *ret_day, Minute *ret_minute)
{
    gint64 first = (gint64)day_of(1, 1, 2) * DAY_SECONDS;
    gint64 last = (gint64)day_of(YEAR_MAX, 12, 30) * DAY_SECONDS;
    when = CLAMP(when, first, last);
    gint64 wall = when + offset_at(zone, when);
    gint64 day = (wall >= 0 ? wall : wall - (DAY_SECONDS - 1)) / DAY_SECONDS;
    *ret_day = (Day)day;
    *ret_minute = (Minute)((wall - day * DAY_SECONDS) / 60);
}

bool
when_same_day(gint64 a, gint64 b, GTimeZone *zone)
{
    Day days[2];
    Minute ignored;
    when_local(a, zone, &days[0], &ignored);
    when_local(b, zone, &days[1], &ignored);
    return days[0] == days[1];
}
