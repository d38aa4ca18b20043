/* One life of test-life.c: the program's database beside the model of it, chance, and the story for whoever has to
 * find out why. */
#ifndef CONVOKE_TESTS_LIFE_H
#define CONVOKE_TESTS_LIFE_H

#include "db/store-outbox.h"
#include "event/meeting.h"
#include "mailer/mailroom.h"
#include "tests/unit/life-news.h"

static const char *const zones[] = {"UTC", "America/New_York", "Asia/Kolkata", "Europe/Oslo",
                                    "Pacific/Auckland"};

#define ANNOUNCED 64 /* in one life, at most */

typedef struct {
    Store *store;
    TemplateLibrary *library;
    Mailroom room;
    GRand *rand;
    guint32 seed;
    char *id;
    gint64 now;
    int zone, their_zone[PEOPLE]; /* -1 = not known */
    Model model;
    Meeting *meeting;     /* the newest revision, as the program has it */
    GHashTable *rows;     /* ids of outbox rows seen: gint64 * -> what() of the mail */
    GHashTable *received; /* "person what" that left */
    GPtrArray *failed;    /* OutboxItem *, as far as it is known of them: that nobody got */
    GPtrArray
        *elsewhere; /* OutboxItem *: of these, what counts for nothing since mail goes elsewhere */
    bool fickle;    /* the organizer cancels often, and takes it back */
    bool restless;  /* ... takes guests out often, and in again, and changes the seats */
    int runs;
    int held;                 /* seats, when they were last looked at */
    int announced[ANNOUNCED]; /* to which audience, by their numbers */
    GString *story;           /* what happened, for whoever has to find out why */
} Life;

/* --- reporting --- */

static void tell(Life *life, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
tell(Life *life, const char *format, ...)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(life->now);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, life->model.zone);
    g_autofree char *when = g_date_time_format(local, "%a %F %H:%M");
    va_list args;
    g_string_append_printf(life->story, "# %s  ", when);
    va_start(args, format);
    g_string_append_vprintf(life->story, format, args);
    va_end(args);
    g_string_append_c(life->story, '\n');
}

static void
check(Life *life, bool good, const char *what)
{
    if (good)
        return;
    g_printerr("%s# SEED=%u repeats this life\n", life->story->str, life->seed);
    g_error("%s", what);
}

#define DO(life, call)                                                                             \
    do {                                                                                           \
        g_autoptr(GError) error = NULL;                                                            \
        bool good = (call);                                                                        \
        check(life, good, error ? error->message : #call);                                         \
    } while (0)

/* No two things happen in the same second. */
static void
tick(Life *life)
{
    life->now++;
}

static int
pick(Life *life, int below)
{
    return g_rand_int_range(life->rand, 0, below);
}

static bool
chance(Life *life, int percent)
{
    return pick(life, 100) < percent;
}

static void
random_bytes(guint8 *bytes, gsize length)
{
    static guint64 count; /* no two alike is all that is asked for here */
    memset(bytes, 0, length);
    count++;
    memcpy(bytes, &count, MIN(sizeof count, length));
}

#endif
