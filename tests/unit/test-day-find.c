/* day-find: the days that absence notes and promises name. All of them are read on Thursday, 1 July 2004. */
#include <glib.h>
#include "inbox/day-find.h"

static void
test_find(void)
{
    static const struct {
        const char *text;
        const char *want; /* NULL = none */
    } rows[] = {
        /* with a year */
        {"back on 2004-07-14", "2004-07-14"},
        {"until 14.07.2004.", "2004-07-14"},
        {"until 14/07/2004", "2004-07-14"},
        {"until 07/14/2004", "2004-07-14"},
        {"until 14.7.04", "2004-07-14"},
        {"2004年7月14日まで不在です", "2004-07-14"},
        {"2004년 7월 14일까지", "2004-07-14"},
        /* months in words */
        {"I am away until 14 July.", "2004-07-14"},
        {"returning July 14th, 2004", "2004-07-14"},
        {"on the 14th of July", "2004-07-14"},
        {"bis zum 14. Juli", "2004-07-14"},
        {"jusqu'au 14 juillet inclus", "2004-07-14"},
        {"de retour le 1er août", "2004-08-01"},
        {"hasta el 14 de julio de 2004", "2004-07-14"},
        {"até 14 de julho", "2004-07-14"},
        {"fino al 14 luglio", "2004-07-14"},
        {"tot en met 14 juli", "2004-07-14"},
        {"do 14 lipca", "2004-07-14"},
        {"do 14. července", "2004-07-14"},
        {"till och med den 14 juli", "2004-07-14"},
        {"до 14 июля", "2004-07-14"},
        {"до 14-го июля", "2004-07-14"},
        {"до 14 липня", "2004-07-14"},
        {"14 Temmuz tarihine kadar", "2004-07-14"},
        {"7月14日に戻ります", "2004-07-14"},
        /* ranges: the last day counts */
        {"travelling July 10-31, in a hurry", "2004-07-31"},
        {"10–31 July", "2004-07-31"},
        {"vom 5.7. bis 31.7. im Urlaub", "2004-07-31"},
        {"from 5 July to 2 August", "2004-08-02"},
        /* the nearest one where no year is said */
        {"until 3 January", "2005-01-03"},
        {"until 1 December", "2004-12-01"},
        /* 5/7: the nearer reading */
        {"until 5/7", "2004-07-05"},
        {"until 10/7", "2004-07-10"},
        {"your mail of 1/7/2004", NULL}, /* today, not 7 January */
        /* weekdays */
        {"back on Friday", "2004-07-02"},
        {"back on Thursday", "2004-07-08"},
        {"Ab Montag bin ich wieder da", "2004-07-05"},
        {"я вернусь в среду", "2004-07-07"},
        {"月曜日から", "2004-07-05"},
        {"我星期一回来", "2004-07-05"},
        /* none */
        {"your mail of 2004-06-30 has arrived", NULL},
        {"your mail of 1 July", NULL},
        {"your mail of 30 June", NULL},
        {"until 2009-07-14", NULL}, /* more than a year */
        {"until 31.2.2005", NULL},
        {"at 10:30, page 4.30, call 0171-123456, room 5-7", NULL},
        {"may I sit in the sun? mar, jan", NULL},
        {"as of version 3.4.5678", NULL},
        {"99999999999999999999 July", NULL},
        {"", NULL},
    };
    Day today = day_of(2004, 7, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Day found = day_find(rows[i].text, today);
        g_autofree char *got = found == DAY_NONE ? NULL : day_format(found);
        if (g_strcmp0(got, rows[i].want) != 0)
            g_error("%s: %s, not %s", rows[i].text, got, rows[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/day-find/find", test_find);
    return g_test_run();
}
