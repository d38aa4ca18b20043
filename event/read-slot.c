/* Times of the day. The order of the file is the order of the day, so that "2:00" after "11:00am"
 * shows as the slip it is. */
#include "event/read-slot.h"
#include <string.h>

#define HALF_DAY (12 * 60)
#define DAY_MINUTES (24 * 60)
#define TIMES "10:00am, 3pm, 15:00, a range 10:00-11:30, or an open end 3:00pm+"

/* Where the end of a range starts in TEXT; NULL where it is none. *ret_start gets the start. */
static const char *
split_range(const char *text, char **ret_start)
{
    static const char *const marks[] = {"-", "–", " to "};
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *mark = strstr(text, marks[i]);
        if (!mark)
            continue;
        *ret_start = g_strstrip(g_strndup(text, (gsize)(mark - text)));
        return mark + strlen(marks[i]);
    }
    *ret_start = g_strdup(text);
    return NULL;
}

/* "am" or "pm", with or without dots, at the end of TEXT: the letter; 0 where there is neither. */
static char
half_named(const char *text)
{
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == '.')
        length--;
    if (length < 2 || g_ascii_tolower(text[length - 1]) != 'm')
        return 0;
    length--;
    while (length > 0 && text[length - 1] == '.')
        length--;
    char letter = length > 0 ? g_ascii_tolower(text[length - 1]) : '\0';
    return letter == 'a' || letter == 'p' ? letter : '\0';
}

static bool
all_digits(const char *text)
{
    return strspn(text, "0123456789") == strlen(text);
}

/* Reports that TEXT is no time. A bare number may be an hour, minutes or both in one: we do not
 * guess. */
static void
report_time(Reader *reader, const Node *node, const char *text)
{
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("%s is no time", quoted),
                 all_digits(text) ? g_strdup("write it with a colon: 9:00, 10:30am, 15:00")
                                  : g_strdup("write " TIMES));
}

/* "12:00am" is meant as noon more often than as midnight. */
static bool
is_midnight_am(const char *text)
{
    return g_str_has_prefix(text, "12") && half_named(text) == 'a';
}

static char *
end_remedy(const char *text, Minute start, Minute end)
{
    if (is_midnight_am(text))
        return g_strdup("12:00am is midnight; for noon write 12:00pm");
    if (!half_named(text) && end < HALF_DAY && end + HALF_DAY > start) {
        g_autofree char *later = minute_format(end + HALF_DAY);
        return g_strdup_printf("for the afternoon write %s or pm", later);
    }
    if (end + HALF_DAY >= start)
        return g_strdup("write the earlier time first");
    g_autofree char *next_day = minute_format(end + 2 * HALF_DAY);
    return g_strdup_printf("for an end after midnight write %s", next_day);
}

static void
read_range(Reader *reader, const Node *node, const char *from, const char *to, Session *session)
{
    Minute start = minute_parse(from), end = minute_parse(to);
    if (start == MINUTE_NONE || end == MINUTE_NONE) {
        const char *wrong = start == MINUTE_NONE ? from : to;
        report_time(reader, node, *wrong ? wrong : node->text);
        return;
    }
    if (half_named(to) && !half_named(from)) {
        reader_error(reader, node, g_strdup("only the end of this range says am or pm"),
                     g_strdup("say it at both ends: 2:00pm-3:00pm"));
        return;
    }
    session->start = start;
    if (end > start) {
        session->end = end;
        return;
    }
    reader_error(reader, node, g_strdup("this ends before it starts"), end_remedy(to, start, end));
}

/* Reports a time that does not come: when it begins would be told an hour off, and it might end before. FROM and TO
 * as when_skipped() gives them. */
static void
report_skipped(Reader *reader, const Node *node, Day day, Minute minute, Minute from, Minute to)
{
    Day later = from >= 0 ? from / DAY_MINUTES : -1; /* 24:30 is of the next day */
    g_autofree char *date = day_format(day + later);
    g_autofree char *time = minute_format(minute - later * DAY_MINUTES);
    g_autofree char *back = minute_format(from - later * DAY_MINUTES);
    g_autofree char *forth = minute_format(to - later * DAY_MINUTES);
    g_autofree char *before = from > 0 ? minute_format(from) : NULL;
    g_autofree char *exists = minute_format(to);
    reader_error(
        reader, node,
        g_strdup_printf("there is no %s on %s: the clock in %s is put forward from %s to %s", time,
                        date, reader->meeting->zone, back, forth),
        g_strdup_printf("write %s or later%s%s", exists, before ? ", or a time before " : "",
                        before ? before : ""));
}

/* An end may be the moment at which the clock is put forward. Without a zone, that is reported already. */
static void
check_shown(Reader *reader, const Node *node, const Session *session)
{
    g_autoptr(GTimeZone) zone = zone_open(reader->meeting->zone);
    if (!zone || reader->stored)
        return;
    Minute from, to;
    if (session->start != MINUTE_NONE &&
        when_skipped(session->day, session->start, zone, &from, &to))
        report_skipped(reader, node, session->day, session->start, from, to);
    else if (session->end != MINUTE_NONE &&
             when_skipped(session->day, session->end, zone, &from, &to) && session->end != from)
        report_skipped(reader, node, session->day, session->end, from, to);
}

void
read_slot(Reader *reader, const Field *field, const Node *node, void *place)
{
    Session *session = place;
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    g_autofree char *from = NULL;
    if (g_str_has_suffix(text, "+")) {
        text[strlen(text) - 1] = '\0';
        g_strchomp(text);
        session->open_end = true;
    }
    const char *to = split_range(text, &from);
    if (to && session->open_end) {
        reader_error(reader, node, g_strdup("a range has its end, and \"+\" leaves it open"),
                     g_strdup("write 3:00pm+ or 3:00pm-5:00pm"));
        session->open_end = false;
    }
    if (to) {
        g_autofree char *end = g_strstrip(g_strdup(to));
        read_range(reader, node, from, end, session);
    } else {
        session->start = minute_parse(text);
        if (session->start == MINUTE_NONE)
            report_time(reader, node, text);
    }
    check_shown(reader, node, session);
}

void
day_plan_init(DayPlan *plan)
{
    *plan = (DayPlan){.floor = MINUTE_NONE};
    plan->rooms = g_hash_table_new(g_str_hash, g_str_equal);
}

void
day_plan_clear(DayPlan *plan)
{
    g_hash_table_unref(plan->rooms);
}

/* What a session is called in a message. */
static char *
session_label(const Session *session)
{
    const char *label = session->what;
    if (!label && session->titles->len > 0)
        label = g_ptr_array_index(session->titles, 0);
    if (!label && session->speakers->len > 0)
        label = g_ptr_array_index(session->speakers, 0);
    return problem_quote(label ? label : session_kind_name(session->kind));
}

/* Reports a start before the one above, and returns the start that was probably meant. */
static Minute
report_order(Reader *reader, const DayPlan *plan, const Session *session, const Node *node)
{
    g_autofree char *label = session_label(plan->last);
    g_autofree char *start = minute_format(plan->floor);
    char *message = g_strdup_printf("this starts before %s above it (%s, line %d)", label, start,
                                    plan->last->line);
    g_autofree char *text = g_strstrip(g_strdup(node->text));
    bool afternoon = !half_named(text) && session->start < HALF_DAY;
    if (is_midnight_am(text))
        reader_error(reader, node, message,
                     g_strdup("12:00am is midnight; for noon write 12:00pm"));
    else if (afternoon && session->start + HALF_DAY >= plan->floor) {
        g_autofree char *later = minute_format(session->start + HALF_DAY);
        reader_error(reader, node, message,
                     g_strdup_printf("for the afternoon write %s or pm", later));
    } else {
        reader_error(
            reader, node, message,
            g_strdup("sessions stand in the order of the day; after midnight, 0:30 is 24:30"));
        return session->start;
    }
    return MAX(plan->floor, session->start + HALF_DAY);
}

static Minute
busy_until(const Session *session)
{
    return session->end != MINUTE_NONE ? session->end : session->start + 1;
}

static const Session *
later_end(const Session *a, const Session *b)
{
    return a && busy_until(a) >= busy_until(b) ? a : b;
}

/* The session that SESSION collides with: any where it has no room, else one there or without. */
static const Session *
find_overlap(const DayPlan *plan, const Session *session)
{
    const Session *candidates[] = {plan->longest, NULL};
    if (session->room) {
        candidates[0] = plan->everywhere;
        candidates[1] = g_hash_table_lookup(plan->rooms, session->room);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(candidates); i++)
        if (candidates[i] && busy_until(candidates[i]) > session->start)
            return candidates[i];
    return NULL;
}

static void
report_overlap(Reader *reader, const Session *other, const Node *node)
{
    g_autofree char *label = session_label(other);
    g_autofree char *start = minute_format(other->start);
    g_autofree char *end = other->end != MINUTE_NONE ? minute_format(other->end) : NULL;
    reader_error(reader, node,
                 g_strdup_printf("this overlaps %s (%s%s%s, line %d)", label, start, end ? "-" : "",
                                 end ? end : "", other->line),
                 g_strdup("change one of the times, or give each its own \"room\""));
}

void
day_plan_add(Reader *reader, DayPlan *plan, const Session *session, const Node *node)
{
    Minute start = session->start;
    const Session *overlap = NULL;
    if (start < plan->floor) {
        start = report_order(reader, plan, session, node);
    } else if ((overlap = find_overlap(plan, session))) {
        report_overlap(reader, overlap, node);
    } else if (!plan->last && is_midnight_am(node->text)) {
        reader_warn(reader, node, g_strdup("12:00am is midnight"),
                    g_strdup("for noon write 12:00pm"));
    }
    plan->last = session;
    plan->floor = start;
    plan->longest = later_end(plan->longest, session);
    if (!session->room)
        plan->everywhere = later_end(plan->everywhere, session);
    else
        g_hash_table_insert(
            plan->rooms, session->room,
            (gpointer)later_end(g_hash_table_lookup(plan->rooms, session->room), session));
}
