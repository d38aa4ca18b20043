/* Dates, and the days of the agenda. */
#include "event/read-agenda.h"
#include <string.h>
#include "event/read-session.h"

#define DAYS_MAX 366

static gint
compare_days(gconstpointer a, gconstpointer b)
{
    const AgendaDay *first = *(AgendaDay *const *)a, *second = *(AgendaDay *const *)b;
    return (first->day > second->day) - (first->day < second->day);
}

static AgendaDay *
find_day(const Meeting *meeting, Day day)
{
    for (guint i = 0; i < meeting->days->len; i++) {
        AgendaDay *agenda_day = g_ptr_array_index(meeting->days, i);
        if (agenda_day->day == day)
            return agenda_day;
    }
    return NULL;
}

static void
add_days(Reader *reader, const Node *node, Day first, Day last)
{
    GPtrArray *days = reader->meeting->days;
    reader->days_sound = false;
    if (last < first) {
        reader_error(reader, node, g_strdup("this range ends before it starts"),
                     g_strdup("write the earlier date first"));
        return;
    }
    if ((gint64)last - first >= DAYS_MAX - (gint64)days->len) {
        reader_error(reader, node, g_strdup("a meeting has 366 days at most"),
                     g_strdup("shorten the range"));
        return;
    }
    for (Day day = first; day <= last; day++) {
        if (find_day(reader->meeting, day)) {
            g_autofree char *date = day_format(day);
            reader_error(reader, node, g_strdup_printf("%s is here twice", date),
                         g_strdup("delete one"));
            return;
        }
        g_ptr_array_add(days, agenda_day_new(day));
    }
    reader->days_sound = true;
}

/* "2004-07-14", or a range "2004-07-14..2004-07-15". */
static void
add_date(Reader *reader, const Field *field, const Node *node, void *place)
{
    (void)place;
    bool sound = reader->days_sound;
    reader->days_sound = false;
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    char *dots = strstr(text, "..");
    Day first, last;
    if (dots) {
        *dots = '\0';
        last = day_parse(g_strstrip(dots + strspn(dots + 1, ".") + 1));
        first = day_parse(g_strchomp(text));
    } else {
        first = last = day_parse(text);
    }
    if (first == DAY_NONE || last == DAY_NONE) {
        g_autofree char *quoted = problem_quote(node->text);
        reader_error(reader, node, g_strdup_printf("%s is no date", quoted),
                     g_strdup("write 2004-07-14, or a range 2004-07-14..2004-07-15"));
        return;
    }
    add_days(reader, node, first, last);
    reader->days_sound &= sound;
}

void
read_dates(Reader *reader, const Field *field, const Node *node, void *place)
{
    reader->days_sound = !reader_damaged(reader, node);
    node_each(reader, field, node, add_date, place);
    g_ptr_array_sort(reader->meeting->days, compare_days);
}

static void
read_day_sessions(Reader *reader, const Node *node, AgendaDay *day)
{
    if (node->kind == NODE_BROKEN || node->empty)
        return;
    if (node->kind != NODE_LIST) {
        reader_error(reader, node, g_strdup("the sessions of a day are a list"),
                     g_strdup("start each with \"- \": - {at: 10:00am, who: davem}"));
        return;
    }
    DayPlan plan;
    day_plan_init(&plan);
    for (guint i = 0; i < node->items->len; i++)
        read_session(reader, g_ptr_array_index(node->items, i), day, &plan);
    day_plan_clear(&plan);
}

static char *
list_dates(const Meeting *meeting)
{
    GString *list = g_string_new("the dates of the meeting are ");
    for (guint i = 0; i < meeting->days->len && i < 5; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        g_autofree char *date = day_format(day->day);
        g_string_append_printf(list, "%s%s", i ? ", " : "", date);
    }
    return g_string_free(g_string_append(list, meeting->days->len > 5 ? ", ..." : ""), FALSE);
}

/* The day that ENTRY's key names; NULL where it is none of the meeting, which is reported. */
static AgendaDay *
day_of_entry(Reader *reader, const Node *entry, GHashTable *seen)
{
    Day day = day_parse(entry->key->text);
    g_autofree char *quoted = problem_quote(entry->key->text);
    if (day == DAY_NONE) {
        if (entry->key->text[0])
            reader_error(reader, entry->key, g_strdup_printf("%s is no date", quoted),
                         g_strdup("the sessions of a day stand under its date: 2004-07-14"));
        return NULL;
    }
    AgendaDay *agenda_day = find_day(reader->meeting, day);
    if (!g_hash_table_add(seen, GINT_TO_POINTER(day))) {
        reader_error(reader, entry->key, g_strdup_printf("the day %s is here twice", quoted),
                     g_strdup("put its sessions together"));
        return NULL;
    }
    if (!agenda_day && reader->days_sound)
        reader_error(reader, entry->key, g_strdup_printf("%s is not among the dates", quoted),
                     list_dates(reader->meeting));
    return agenda_day;
}

void
read_agenda(Reader *reader, const Field *field, const Node *node, void *place)
{
    (void)place;
    if (node->kind != NODE_MAP) {
        reader_error(reader, node, g_strdup("the agenda stands under the dates of the meeting"),
                     g_strdup_printf("write %s", field->want));
        return;
    }
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < node->items->len; i++) {
        const Node *entry = g_ptr_array_index(node->items, i);
        AgendaDay *day = day_of_entry(reader, entry, seen);
        AgendaDay *spare = day ? NULL : agenda_day_new(DAY_NONE); /* its mistakes count, too */
        read_day_sessions(reader, entry, day ? day : spare);
        agenda_day_free(spare);
    }
}
