/* The meeting and its agenda as templates see them, and moments of it by everybody's clock. */
#include "mailer/letter-text.h"
#include "mailer/view.h"
#include <string.h>

static WordsDay
words_day(Day day)
{
    WordsDay split = {.weekday = day_weekday(day)};
    day_split(day, &split.year, &split.month, &split.day);
    return split;
}

char *
view_date(Day day, const Words *words)
{
    return words_date(words, words_day(day));
}

char *
view_dates(const GArray *days, const Words *words)
{
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(WordsRun));
    for (guint i = 0; i < days->len; i++) {
        Day day = g_array_index(days, Day, i);
        WordsDay split = words_day(day);
        if (i > 0 && day == g_array_index(days, Day, i - 1) + 1)
            g_array_index(runs, WordsRun, runs->len - 1).last = split;
        else
            g_array_append_vals(runs, &(WordsRun){split, split}, 1);
    }
    return words_dates(words, (const WordsRun *)(void *)runs->data, runs->len);
}

static bool
is_utc(const char *zone_name)
{
    return zone_name && strcmp(zone_name, "UTC") == 0;
}

/* "UTC+2", "UTC-3:30"; "UTC+0" in London's winter, and "" in UTC itself, whose name says it. */
static char *
offset_text(const char *zone_name, int seconds)
{
    int minutes = ABS(seconds) / 60;
    char sign = seconds < 0 ? '-' : '+';
    if (is_utc(zone_name))
        return g_strdup("");
    if (minutes % 60 == 0)
        return g_strdup_printf("UTC%c%d", sign, minutes / 60);
    return g_strdup_printf("UTC%c%d:%02d", sign, minutes / 60, minutes % 60);
}

/* "America/Argentina/Buenos_Aires" -> "Buenos Aires" */
static char *
city_of(const char *zone_name)
{
    const char *slash = zone_name ? strrchr(zone_name, '/') : NULL;
    return g_strdelimit(text_line(slash ? slash + 1 : zone_name, TEXT_LINE_MAX), "_", ' ');
}

/* What another clock shows at a moment. */
typedef struct {
    Minute minute;
    int weekday; /* 0 = the venue's */
    bool known, differs;
} OtherClock;

/* ZONE may be NULL: then it is not known, and nothing differs. */
static OtherClock
other_clock(gint64 when, GTimeZone *zone, Day venue_day, Minute venue_minute)
{
    Day day = venue_day;
    Minute minute = venue_minute;
    if (zone)
        when_local(when, zone, &day, &minute);
    return (OtherClock){.minute = minute,
                        .weekday = day == venue_day ? 0 : day_weekday(day),
                        .known = zone != NULL,
                        .differs = day != venue_day || minute != venue_minute};
}

static void
set_clock(TemplateValue *map, const char *name, const char *day_name, const OtherClock *clock,
          const Words *words)
{
    bool other_day = clock->weekday != 0;
    template_set(map, name,
                 clock->differs ? template_text_take(words_clock(words, clock->minute)) : NULL);
    template_set(map, day_name,
                 other_day ? template_text(words_weekday(words, clock->weekday)) : NULL);
}

/* Both clocks in words. A reader in "UTC" needs no second mention of it; one in London does; and who lives by the
 * venue's clock needs no other. */
static char *
elsewhere(const OtherClock *utc, const OtherClock *local, const char *local_name,
          const Words *words)
{
    g_autoptr(GPtrArray) clocks = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *city = city_of(local_name);
    if (utc->differs && (local->differs || !local->known))
        g_ptr_array_add(clocks, words_elsewhere(words, utc->minute, utc->weekday, NULL));
    if (local->differs && !is_utc(local_name))
        g_ptr_array_add(clocks, words_elsewhere(words, local->minute, local->weekday, city));
    return words_and(words, clocks);
}

/* Seconds; 0 where ZONE is NULL. */
static gint
offset_at(GTimeZone *zone, gint64 when)
{
    return zone ? g_time_zone_get_offset(
                      zone, g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, when))
                : 0;
}

/* A map of the day, with the zone of WHEN. */
static TemplateValue *
moment_new(Day day, gint64 when, GTimeZone *zone, const char *zone_name, const Words *words)
{
    TemplateValue *map = template_map();
    template_set(map, "day", template_text_take(view_date(day, words)));
    template_set(map, "zone", view_text(zone_name));
    template_set(map, "offset", template_text_take(offset_text(zone_name, offset_at(zone, when))));
    return map;
}

TemplateValue *
view_moment(gint64 when, GTimeZone *zone, const char *zone_name, GTimeZone *local_zone,
            const char *local_name, const Words *words)
{
    Day day;
    Minute minute;
    g_autoptr(GTimeZone) utc_zone = g_time_zone_new_utc();
    when_local(when, zone, &day, &minute);
    TemplateValue *map = moment_new(day, when, zone, zone_name, words);
    OtherClock utc = other_clock(when, utc_zone, day, minute);
    OtherClock local = other_clock(when, local_zone, day, minute);
    template_set(map, "clock", template_text_take(words_clock(words, minute)));
    template_set(map, "elsewhere", template_text_take(elsewhere(&utc, &local, local_name, words)));
    set_clock(map, "utc", "utc_day", &utc, words);
    set_clock(map, "local", "local_day", &local, words);
    template_set(map, "local_city", template_text_take(city_of(local_name)));
    return map;
}

TemplateValue *
view_whole_day(Day day, gint64 when, GTimeZone *zone, const char *zone_name, const Words *words)
{
    static const char *const clocks[] = {"clock", "elsewhere", "utc",       "utc_day",
                                         "local", "local_day", "local_city"};
    TemplateValue *map = moment_new(day, when, zone, zone_name, words);
    for (size_t i = 0; i < G_N_ELEMENTS(clocks); i++)
        template_set(map, clocks[i], NULL);
    return map;
}

TemplateValue *
view_shifts(const Meeting *meeting, GTimeZone *zone, GTimeZone *local, const char *local_name,
            const Words *words)
{
    TemplateValue *list = template_list();
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    gint64 start, end;
    meeting_span(meeting, zone, &start, &end);
    gint here = offset_at(zone, start), there = offset_at(local, start);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        gint64 when = when_utc(session->day, session->start, zone);
        if (offset_at(zone, when) == here && offset_at(local, when) == there)
            continue;
        here = offset_at(zone, when);
        there = offset_at(local, when);
        template_add(list, view_moment(when, zone, meeting->zone, local, local_name, words));
    }
    return list;
}

static char *
session_time(const Session *session, const Words *words)
{
    if (session->open_end)
        return words_time_open(words, session->start);
    if (session->end != MINUTE_NONE)
        return words_time_range(words, session->start, session->end);
    return words_time(words, session->start);
}

/* A speaker who is no guest was refused when the file was read. */
char *
view_speakers(const Meeting *meeting, const Session *session, const char *but, const Words *words)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < session->speakers->len; i++) {
        const Guest *guest = meeting_guest(meeting, g_ptr_array_index(session->speakers, i));
        if (guest && g_strcmp0(guest->id, but) != 0)
            g_ptr_array_add(names, text_line(guest->name, TEXT_LINE_MAX));
    }
    return words_and(words, names);
}

static TemplateValue *
view_titles(const Session *session, guint from)
{
    TemplateValue *list = template_list();
    for (guint i = from; i < session->titles->len; i++)
        template_add(list, view_text(g_ptr_array_index(session->titles, i)));
    return list;
}

/* "2004-07-14T15:00" on the venue's clock; a session after midnight starts on the next day. */
static char *
session_iso(const Session *session)
{
    g_autofree char *date = day_format(when_date(session->day, session->start));
    g_autofree char *time = minute_format(session->start % (24 * 60));
    return g_strconcat(date, "T", time, NULL);
}

static TemplateValue *
view_session(const Meeting *meeting, const Session *session, int width, const Words *words)
{
    TemplateValue *map = template_map();
    g_autofree char *time = session_time(session, words);
    g_autofree char *speakers = view_speakers(meeting, session, NULL, words);
    int fill = MAX(width - text_columns(time), 0);
    const char *what = session->what;
    Day date = when_date(session->day, session->start);
    guint titles_used = 0;
    if (!*speakers && !what && session->titles->len > 0)
        what = g_ptr_array_index(session->titles, titles_used++);
    template_set(map, "id", view_text(session->id));
    template_set(map, "time", template_text(time));
    template_set(map, "iso", template_text_take(session_iso(session)));
    template_set(map, "next_day",
                 date != session->day ? template_text(words_weekday(words, day_weekday(date)))
                                      : NULL);
    template_set(map, "column", template_text_take(g_strdup_printf("%s%*s", time, fill, "")));
    template_set(map, "margin", template_text_take(g_strnfill((gsize)width, ' ')));
    template_set(map, "heading", *speakers ? template_text(speakers) : view_text(what));
    template_set(map, "speakers", template_text(speakers));
    template_set(map, "what", view_text(what));
    template_set(map, "titles", view_titles(session, titles_used));
    template_set(map, "undecided",
                 template_flag(session->kind == SESSION_TALK && session->titles->len == 0));
    template_set(map, "note", view_text(session->note));
    template_set(map, "room", view_text(session->room));
    template_set(map, "pause",
                 template_flag(session->kind == SESSION_BREAK || session->kind == SESSION_MEAL));
    return map;
}

/* Columns of the longest time in the agenda. */
static int
time_width(const Meeting *meeting, const Words *words)
{
    int width = 0;
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        for (guint j = 0; j < day->sessions->len; j++) {
            g_autofree char *time = session_time(g_ptr_array_index(day->sessions, j), words);
            width = MAX(width, text_columns(time));
        }
    }
    return width;
}

static TemplateValue *
view_day(const Meeting *meeting, const AgendaDay *day, int width, const Words *words)
{
    TemplateValue *map = template_map();
    TemplateValue *sessions = template_list();
    for (guint i = 0; i < day->sessions->len; i++)
        template_add(sessions,
                     view_session(meeting, g_ptr_array_index(day->sessions, i), width, words));
    template_set(map, "date", template_text_take(view_date(day->day, words)));
    template_set(map, "iso", template_text_take(day_format(day->day)));
    template_set(map, "has_sessions", template_flag(day->sessions->len > 0));
    template_set(map, "sessions", sessions);
    return map;
}

static TemplateValue *
view_topics(const Meeting *meeting)
{
    TemplateValue *list = template_list();
    for (guint i = 0; i < meeting->topics->len; i++) {
        const Topic *topic = g_ptr_array_index(meeting->topics, i);
        const Guest *proposed = topic->proposed ? meeting_guest(meeting, topic->proposed) : NULL;
        TemplateValue *map = template_map();
        template_set(map, "id", view_text(topic->id));
        template_set(map, "number", template_number(topic->number));
        template_set(map, "title", view_text(topic->title));
        template_set(map, "body", view_paragraphs(topic->body));
        template_set(map, "proposed", view_text(proposed ? proposed->name : NULL));
        template_add(list, map);
    }
    return list;
}

static bool
has_ended(const AgendaDay *day, GTimeZone *zone, gint64 since)
{
    gint64 start, end;
    return since != NEVER && day_span(day, zone, &start, &end) && end <= since;
}

static void
set_agenda(TemplateValue *map, const Meeting *meeting, GTimeZone *zone, gint64 since,
           const Words *words)
{
    TemplateValue *days = template_list();
    int width = time_width(meeting, words);
    bool any = false;
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        if (has_ended(day, zone, since))
            continue;
        any |= day->sessions->len > 0;
        template_add(days, view_day(meeting, day, width, words));
    }
    template_set(map, "has_agenda", template_flag(any));
    template_set(map, "days", days);
}

static char *
sponsors_joined(const Meeting *meeting, const Words *words)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < meeting->sponsors->len; i++)
        g_ptr_array_add(names, text_line(g_ptr_array_index(meeting->sponsors, i), TEXT_LINE_MAX));
    return words_and(words, names);
}

static void
set_dates(TemplateValue *map, const Meeting *meeting, const Words *words)
{
    Day first = meeting_first_day(meeting), last = meeting_last_day(meeting);
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(Day));
    for (guint i = 0; i < meeting->days->len; i++)
        g_array_append_val(days, ((AgendaDay *)g_ptr_array_index(meeting->days, i))->day);
    template_set(map, "dates", template_text_take(view_dates(days, words)));
    template_set(map, "one_day", template_flag(first == last));
    template_set(map, "gaps", template_flag(meeting_has_gaps(meeting)));
}

TemplateValue *
view_meeting(const Meeting *meeting, GTimeZone *zone, gint64 since, const Words *words)
{
    TemplateValue *map = template_map();
    template_set(map, "name", view_text(meeting->name));
    template_set(map, "series", view_text(meeting->series));
    template_set(map, "edition", view_text(meeting->edition));
    template_set(map, "about", view_paragraphs(meeting->about));
    template_set(map, "by_invitation", view_lines(meeting->by_invitation));
    template_set(map, "location", view_text(meeting->location));
    template_set(map, "seats", meeting->seats > 0 ? template_number(meeting->seats) : NULL);
    template_set(map, "few_seats",
                 template_flag(meeting->seats > 0 && meeting->offer_days == 0 &&
                               meeting->guests->len > (guint)meeting->seats));
    set_dates(map, meeting, words);
    template_set(map, "cancelled", template_flag(meeting->cancelled));
    template_set(map, "status_note", view_paragraphs(meeting->status_note));
    set_agenda(map, meeting, zone, since, words);
    view_set_list(map, "has_topics", "topics", view_topics(meeting));
    template_set(map, "sponsors", template_text_take(sponsors_joined(meeting, words)));
    return map;
}

static bool
speaks_in(const Session *session, const char *guest_id)
{
    for (guint i = 0; i < session->speakers->len; i++) {
        if (strcmp(g_ptr_array_index(session->speakers, i), guest_id) == 0)
            return true;
    }
    return false;
}

static TemplateValue *
view_slot(const LetterContext *context, const AgendaDay *day, const Session *session,
          const Words *words)
{
    TemplateValue *map = template_map();
    const Meeting *meeting = context->meeting;
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < session->titles->len; i++)
        g_ptr_array_add(titles, text_line(g_ptr_array_index(session->titles, i), TEXT_LINE_MAX));
    gint64 when = when_utc(day->day, session->start, context->zone);
    template_set(map, "starts",
                 view_moment(when, context->zone, meeting->zone, context->guest_zone,
                             context->guest->zone, words));
    template_set(map, "id", view_text(session->id));
    template_set(map, "what", view_text(session->what));
    template_set(map, "titles", view_titles(session, 0));
    template_set(map, "title", template_text_take(words_and(words, titles)));
    template_set(map, "speakers", template_text_take(view_speakers(meeting, session, NULL, words)));
    template_set(map, "shared", template_flag(session->speakers->len > 1));
    template_set(map, "room", view_text(session->room));
    return map;
}

static bool
is_own(const LetterContext *context, const Session *session, bool untitled, gint64 since)
{
    return speaks_in(session, context->guest->id) && (!untitled || session->titles->len == 0) &&
           when_utc(session->day, session->start, context->zone) > since;
}

TemplateValue *
view_own(const LetterContext *context, bool untitled, gint64 since, const Words *words)
{
    TemplateValue *list = template_list();
    const Meeting *meeting = context->meeting;
    for (guint i = 0; context->guest && i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        for (guint j = 0; j < day->sessions->len; j++) {
            const Session *session = g_ptr_array_index(day->sessions, j);
            if (is_own(context, session, untitled, since))
                template_add(list, view_slot(context, day, session, words));
        }
    }
    return list;
}
