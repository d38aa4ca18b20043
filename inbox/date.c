/* Word by word; the day's name says nothing that the date does not. */
#include "inbox/date.h"

#include <string.h>
#include "event/when.h"

typedef struct {
    const char *at;
} Cursor;

static void
skip_spaces(Cursor *cursor)
{
    cursor->at += strspn(cursor->at, " \t");
}

/* Of so many digits at least and at most; -1 = none. */
static int
take_number(Cursor *cursor, int least, int most)
{
    int value = 0, digits = 0;
    for (; digits < most && g_ascii_isdigit(*cursor->at); digits++)
        value = value * 10 + *cursor->at++ - '0';
    return digits >= least && !g_ascii_isdigit(*cursor->at) ? value : -1;
}

static bool
take_char(Cursor *cursor, char c)
{
    bool there = *cursor->at == c;
    cursor->at += there;
    return there;
}

/* Which of the three-letter NAMES stands here, from 1; 0 = none. */
static int
take_name(Cursor *cursor, const char *names)
{
    for (int i = 0; names[i]; i += 3)
        if (g_ascii_strncasecmp(cursor->at, names + i, 3) == 0) {
            cursor->at += 3;
            return i / 3 + 1;
        }
    return 0;
}

static bool
take_day(Cursor *cursor, Day *ret_day)
{
    if (take_name(cursor, "MonTueWedThuFriSatSun") && !take_char(cursor, ','))
        return false;
    skip_spaces(cursor);
    int day = take_number(cursor, 1, 2);
    skip_spaces(cursor);
    int month = take_name(cursor, "JanFebMarAprMayJunJulAugSepOctNovDec");
    skip_spaces(cursor);
    int year = take_number(cursor, 4, 4);
    if (year < 1970 || month < 1 || day < 1)
        return false;
    *ret_day = day_of(year, month, day);
    return *ret_day != DAY_NONE;
}

/* Seconds of the day. */
static bool
take_time(Cursor *cursor, int *ret_seconds)
{
    int hour = take_number(cursor, 2, 2);
    int minute = take_char(cursor, ':') ? take_number(cursor, 2, 2) : -1;
    int second = take_char(cursor, ':') ? take_number(cursor, 2, 2) : 0;
    *ret_seconds = (hour * 60 + minute) * 60 + second;
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
}

/* Minutes. "-0000" and what no place on earth has are left to others. */
static bool
take_offset(Cursor *cursor, int *ret_offset)
{
    bool minus = take_char(cursor, '-');
    int digits = minus || take_char(cursor, '+') ? take_number(cursor, 4, 4) : -1;
    if (digits < 0 || digits > 1400 || digits % 100 > 59 || (minus && digits == 0))
        return false;
    *ret_offset = (digits / 100 * 60 + digits % 100) * (minus ? -1 : 1);
    return true;
}

bool
date_parse(const char *text, gint64 *ret_when, int *ret_offset)
{
    Cursor cursor = {text};
    Day day;
    int seconds, offset;
    skip_spaces(&cursor);
    if (!take_day(&cursor, &day))
        return false;
    skip_spaces(&cursor);
    if (!take_time(&cursor, &seconds))
        return false;
    skip_spaces(&cursor);
    if (!take_offset(&cursor, &offset))
        return false;
    skip_spaces(&cursor);
    if (*cursor.at && *cursor.at != '(')
        return false;
    *ret_when = (gint64)day * 86400 + seconds - offset * 60;
    *ret_offset = offset;
    return true;
}
