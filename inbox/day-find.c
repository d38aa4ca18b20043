/* One pass over the folded text: numbers and names of months are put together by what stands between
 * them. Names are compared whole, so that "may" without a number and "sun" are no dates. */
#include "inbox/day-find.h"

#include <string.h>
#include "inbox/robot-words.h"

#define TEXT_MAX 4096
#define DAYS_MAX 366 /* nobody is away for longer, and later dates mean something else */
#define PAST_MAX 150 /* a day without its year that lies so few days back is that one */

/* Names in the order of the months, folded, each with a space behind it; inflected as in dates. */
static const char *const months[12] = {
    "january jan januar jänner janvier enero janeiro gennaio januari stycznia styczeń ledna leden "
    "января январь січня ocak ",
    "february feb februar februari février févr fevrier febrero fevereiro febbraio lutego luty "
    "února "
    "únor февраля февраль лютого şubat ",
    "march mar märz maerz mars marzo março maart marca marzec března březen марта март березня "
    "mart ",
    "april apr avril avr abril aprile kwietnia kwiecień dubna duben апреля апрель квітня nisan ",
    "may mai mayo maio maggio mei maja maj května květen мая май травня mayıs ",
    "june jun juni juin junio junho giugno czerwca czerwiec června červen июня июнь червня "
    "haziran ",
    "july jul juli juillet juil julio julho luglio lipca lipiec července červenec июля июль липня "
    "temmuz ",
    "august aug août aout agosto augustus augusti sierpnia sierpień srpna srpen августа август "
    "серпня "
    "ağustos ",
    "september sep sept septembre septiembre setembro settembre września wrzesień září сентября "
    "сентябрь вересня eylül ",
    "october oct oktober okt octobre octubre outubro ottobre października październik října říjen "
    "октября октябрь жовтня ekim ",
    "november nov novembre noviembre novembro listopada listopad листопада ноября ноябрь kasım ",
    "december dec dezember dez décembre decembre diciembre dezembro dicembre grudnia grudzień "
    "prosince prosinec декабря декабрь грудня aralık ",
};

/* Monday first; full names alone, since short ones are words in some other language. */
static const char *const weekdays[7] = {
    "monday montag lundi lunes segunda-feira lunedì maandag poniedziałek poniedziałku pondělí "
    "måndag "
    "понедельник понедельника понеділок понеділка pazartesi 月曜日 月曜 星期一 周一 週一 礼拜一 "
    "월요일 ",
    "tuesday dienstag mardi martes terça-feira martedì dinsdag wtorek wtorku úterý tisdag вторник "
    "вторника вівторок вівторка salı 火曜日 火曜 星期二 周二 週二 화요일 ",
    "wednesday mittwoch mercredi miércoles quarta-feira mercoledì woensdag środa środę środy "
    "středa "
    "středu středy onsdag среда среду среды середа середу çarşamba 水曜日 水曜 星期三 周三 週三 "
    "수요일 ",
    "thursday donnerstag jeudi jueves quinta-feira giovedì donderdag czwartek czwartku čtvrtek "
    "čtvrtka "
    "torsdag четверг четверга четвер perşembe 木曜日 木曜 星期四 周四 週四 목요일 ",
    "friday freitag vendredi viernes sexta-feira venerdì vrijdag piątek piątku pátek pátku fredag "
    "пятница пятницу пятницы п'ятницю п'ятниця cuma 金曜日 金曜 星期五 周五 週五 금요일 ",
    "saturday samstag sonnabend samedi sábado sabato zaterdag sobota sobotę soboty sobotu lördag "
    "суббота субботу субботы субота суботу cumartesi 土曜日 土曜 星期六 周六 週六 토요일 ",
    "sunday sonntag dimanche domingo domenica zondag niedziela niedzielę niedzieli neděle neděli "
    "söndag воскресенье воскресенья неділя неділю pazar 日曜日 日曜 星期日 周日 週日 일요일 ",
};

typedef struct {
    Day today;
    Day best;
} Search;

static void
consider(Search *search, Day day)
{
    if (day != DAY_NONE && day > search->today && day <= search->today + DAYS_MAX &&
        (search->best == DAY_NONE || day > search->best))
        search->best = day;
}

/* The day in YEAR, or where that is 0 the nearest one of its name, rather ahead than back. */
static Day
day_in(const Search *search, int year, int month, int day)
{
    if (year)
        return day_of(year < 100 ? year + 2000 : year, month, day);
    int today_year;
    int unused;
    day_split(search->today, &today_year, &unused, &unused);
    Day found = day_of(today_year, month, day);
    return found != DAY_NONE && found > search->today - PAST_MAX
               ? found
               : day_of(today_year + 1, month, day);
}

static int
distance(const Search *search, Day day)
{
    return day == DAY_NONE ? G_MAXINT : ABS(day - search->today);
}

/* 3/4: the reading that is nearer to today, be it ahead or past. */
static void
consider_either(Search *search, int year, int a, int b)
{
    Day one = day_in(search, year, b, a);
    Day two = day_in(search, year, a, b);
    consider(search, distance(search, two) < distance(search, one) ? two : one);
}

static bool
is_letter(const char *p)
{
    return g_unichar_isalpha(g_utf8_get_char(p));
}

/* The index in NAMES whose list has the word of LENGTH bytes; -1. */
static int
name_index(const char *const *names, int n, const char *word, gsize length)
{
    for (int i = 0; length && i < n; i++) {
        const char *end = names[i] + strlen(names[i]), *at = names[i];
        for (; (at = memmem(at, (gsize)(end - at), word, length)); at++)
            if ((at == names[i] || at[-1] == ' ') && at[length] == ' ')
                return i;
    }
    return -1;
}

/* Bytes of the word at P: letters, and what joins them in "п'ятниця" and "segunda-feira". */
static gsize
word_length(const char *p)
{
    const char *end = p;
    while (*end &&
           (is_letter(end) || ((*end == '-' || *end == '\'') && end > p && is_letter(end + 1))))
        end = g_utf8_next_char(end);
    return (gsize)(end - p);
}

static const char *
number_read(const char *p, int *ret)
{
    int value = 0;
    int digits = 0;
    for (; g_ascii_isdigit(*p) && digits < 5; p++, digits++)
        value = value * 10 + (*p - '0');
    *ret = digits && digits < 5 ? value : -1;
    return p;
}

static const char *
skip_spaces(const char *p)
{
    while (*p == ' ' || *p == ',' || *p == '.')
        p++;
    return p;
}

/* What may stand between a day and its month: ".", "th", "de", "of the", "-го". */
static const char *
skip_ordinal(const char *p)
{
    static const char *const pieces[] = {"st", "nd",  "rd",  "th", "er", "de", "di",
                                         "of", "the", "-го", "º",  "ª",  "°",  "do"};
    for (;;) {
        const char *before = p;
        p = skip_spaces(p);
        for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
            gsize n = strlen(pieces[i]);
            if (strncmp(p, pieces[i], n) == 0 && !is_letter(p + n)) {
                p += n;
                break;
            }
        }
        if (p == before)
            return p;
    }
}

/* A year behind a date, or 0. Four digits, because "14 July 10:00" is a time. */
static int
year_behind(const char *p)
{
    int year;
    p = skip_ordinal(p);
    const char *end = number_read(p, &year);
    return end - p == 4 && year >= 1970 && year < 2200 ? year : 0;
}

/* "14 July", "10-31 July": a month behind the day. */
static bool
month_behind(Search *search, const char *p, int day)
{
    p = skip_ordinal(p);
    gsize length = word_length(p);
    int month = name_index(months, 12, p, length);
    if (month < 0 || day < 1 || day > 31)
        return false;
    consider(search, day_in(search, year_behind(p + length), month + 1, day));
    return true;
}

/* "July 14", "July 10-31": the day behind a month. */
static void
day_behind(Search *search, const char *p, int month)
{
    int day;
    p = skip_spaces(p);
    const char *end = number_read(p, &day);
    if (day < 1 || day > 31 || *end == ':')
        return;
    const char *dash = end + (*end == ' ');
    if (*dash == '-') {
        int last;
        const char *behind = number_read(dash + 1 + (dash[1] == ' '), &last);
        if (last > 0 && last <= 31) {
            day = last;
            end = behind;
        }
    }
    consider(search, day_in(search, year_behind(end), month, day));
}

/* "7月14日", "7월 14일"; P stands behind the month's number. */
static bool
east_asian(Search *search, const char *p, int year, int month)
{
    int day;
    static const char *const marks[] = {"月", "월"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (g_str_has_prefix(p, marks[i])) {
            p = skip_spaces(p + strlen(marks[i]));
            number_read(p, &day);
            if (day > 0)
                consider(search, day_in(search, year, month, day));
            return true;
        }
    return false;
}

/* "2004-07-14", "2004/7/14", "2004年7月14日"; P stands behind the year. */
static const char *
year_first(Search *search, const char *p, int year)
{
    int month;
    int day;
    char separator = *p;
    if (g_str_has_prefix(p, "年") || g_str_has_prefix(p, "년")) {
        p = skip_spaces(p + strlen("年"));
        const char *end = number_read(p, &month);
        east_asian(search, end, year, month);
        return end;
    }
    if (!separator || !strchr("-/.", separator) || !g_ascii_isdigit(p[1]))
        return p;
    const char *end = number_read(p + 1, &month);
    if (*end == separator && g_ascii_isdigit(end[1])) {
        end = number_read(end + 1, &day);
        consider(search, day_of(year, month, day));
    }
    return end;
}

/* "14.7.", "14/07/2004", "10-31 July"; P stands behind the first number. */
static const char *
small_first(Search *search, const char *p, int first)
{
    char separator = *p;
    int second;
    int year = 0;
    if (!separator || !strchr("-/.", separator) || !g_ascii_isdigit(p[1]))
        return p;
    const char *end = number_read(p + 1, &second);
    if (separator == '-' && month_behind(search, end, second))
        return end;
    bool third = *end == separator && g_ascii_isdigit(end[1]);
    const char *last = third ? number_read(end + 1, &year) : end;
    if (separator == '-' && !third)
        return p; /* "10-11" may be anything */
    if (separator == '.' && !third && *end != '.')
        return end; /* "4.30" is a time or a number; "31.7." a date */
    if (separator == '.')
        consider(search, day_in(search, year, second, first));
    else
        consider_either(search, year, first, second);
    return third ? last : end;
}

static const char *
number_at(Search *search, const char *p)
{
    int number;
    const char *end = number_read(p, &number);
    while (g_ascii_isdigit(*end))
        end++;
    if (number >= 1970 && number < 2200 && end - p == 4)
        return year_first(search, end, number);
    if (number < 1 || number > 31 || end - p > 2)
        return end;
    if (east_asian(search, end, 0, number) || month_behind(search, end, number))
        return end;
    return small_first(search, end, number);
}

/* Whether any letter is of a script from U+0E00 on, which is written without spaces. */
static bool
is_far_eastern(const char *word, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((guchar)word[i] >= 0xe0)
            return true;
    return false;
}

/* A weekday anywhere in a run of letters: Chinese and Japanese put no spaces around it. */
static int
weekday_in(const char *word, gsize length)
{
    int found = name_index(weekdays, 7, word, length);
    if (found >= 0 || !is_far_eastern(word, length))
        return found;
    for (int i = 0; i < 7; i++)
        for (const char *name = weekdays[i]; *name;) {
            gsize size = strcspn(name, " ");
            if (g_utf8_get_char(name) >= 0x0e00 && memmem(word, length, name, size))
                return i;
            name += size + 1;
        }
    return -1;
}

static const char *
word_at(Search *search, const char *p)
{
    gsize length = word_length(p);
    if (!length)
        return g_utf8_next_char(p);
    int month = name_index(months, 12, p, length);
    int weekday = month < 0 ? weekday_in(p, length) : -1;
    if (month >= 0)
        day_behind(search, p + length, month + 1);
    if (weekday >= 0)
        consider(search, search->today + 1 + (weekday + 7 - day_weekday(search->today)) % 7);
    return p + length;
}

Day
day_find(const char *text, Day today)
{
    g_autofree char *flat = robot_fold(text, TEXT_MAX);
    Search search = {today, DAY_NONE};
    const char *p = flat;
    while (*p)
        p = g_ascii_isdigit(*p) ? number_at(&search, p) : word_at(&search, p);
    return search.best;
}
