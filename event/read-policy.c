/* The policies, each a map, or the days alone, or "none"; and the meeting's status. */
#include "event/read-policy.h"
#include <string.h>
#include "event/policy.h"

#define STEPS_MAX 20
#define DAYS_MAX 365
#define DAY_MINUTES (24 * 60)

static gint
compare_descending(gconstpointer a, gconstpointer b)
{
    int first = *(const int *)a, second = *(const int *)b;
    return (first < second) - (first > second);
}

static bool
has_step(const GArray *steps, int days)
{
    for (guint i = 0; i < steps->len; i++)
        if (g_array_index(steps, int, i) == days)
            return true;
    return false;
}

static void
add_step(Reader *reader, const Field *field, const Node *node, void *place)
{
    GArray *steps = *(GArray **)place;
    guint64 days;
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    if (!g_ascii_string_to_unsigned(text, 10, 0, DAYS_MAX, &days, NULL)) {
        g_autofree char *quoted = problem_quote(text);
        reader_error(reader, node, g_strdup_printf("%s is no number of days", quoted),
                     g_strdup_printf("write %s", field->want));
    } else if (steps->len == STEPS_MAX) {
        reader_error(reader, node, g_strdup("more than 20 of them"),
                     g_strdup_printf("write %s", field->want));
    } else if (has_step(steps, (int)days)) {
        reader_error(reader, node, g_strdup_printf("%d is here twice", (int)days),
                     g_strdup("delete one"));
    } else {
        int step = (int)days;
        g_array_append_val(steps, step);
    }
}

/* GArray *: replaces the default. */
static void
read_steps(Reader *reader, const Field *field, const Node *node, void *place)
{
    GArray *steps = *(GArray **)place;
    g_array_set_size(steps, 0);
    if (node->kind == NODE_TEXT && g_ascii_strcasecmp(node->text, "none") == 0)
        return;
    node_each(reader, field, node, add_step, place);
    g_array_sort(steps, compare_descending);
}

static void
read_late(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text || late_parse(text, place))
        return;
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("%s is nothing to do with a late one", quoted),
                 g_strdup("write send, skip, or ask to be asked"));
}

/* Yes, no, or days before the meeting. */
static void
read_maybes(Reader *reader, const Field *field, const Node *node, void *place)
{
    ReminderPolicy *policy = place;
    bool days =
        node->kind == NODE_LIST || (node->kind == NODE_TEXT && g_ascii_isdigit(*node->text));
    if (!days) {
        read_yes_no(reader, field, node, &policy->maybes);
        return;
    }
    read_steps(reader, field, node, &policy->maybe_days);
    policy->maybes = policy->maybe_days->len > 0;
}

static const Field reminder_fields[] = {
    {"days-before", NULL, read_steps, offsetof(ReminderPolicy, days_before),
     "the days before answer-by: [14, 7, 2]", true},
    {"stop", NULL, read_day, offsetof(ReminderPolicy, stop), "a date: 2004-07-10", false},
    {"maybes", NULL, read_maybes, 0, "yes, no, or days before the meeting: [10, 3]", false},
    {"late", NULL, read_late, offsetof(ReminderPolicy, late), "send, skip or ask", false},
};

void
read_reminders(Reader *reader, const Field *field, const Node *node, void *place)
{
    ReminderPolicy *policy = place;
    if (node->kind == NODE_MAP)
        fields_read(reader, "reminders", reminder_fields, G_N_ELEMENTS(reminder_fields), node,
                    policy);
    else
        read_steps(reader, field, node, &policy->days_before);
}

static void
read_policy(Reader *reader, const char *what, const Field *fields, const Field *field,
            const Node *node, NoticePolicy *policy)
{
    if (node->kind == NODE_MAP)
        fields_read(reader, what, fields, 2, node, policy);
    else
        read_steps(reader, field, node, &policy->days);
}

/* Logistics and nudge. */
static void
read_before(Reader *reader, const Field *field, const Node *node, void *place)
{
    static const Field fields[] = {
        {"days-before", NULL, read_steps, offsetof(NoticePolicy, days),
         "the days before the meeting: [7, 1]", false},
        {"late", NULL, read_late, offsetof(NoticePolicy, late), "send, skip or ask", false},
    };
    read_policy(reader, field->key, fields, field, node, place);
}

static void
read_thanks(Reader *reader, const Field *field, const Node *node, void *place)
{
    static const Field fields[] = {
        {"days-after", NULL, read_steps, offsetof(NoticePolicy, days),
         "the days after the meeting: 1", false},
        {"late", NULL, read_late, offsetof(NoticePolicy, late), "send, skip or ask", false},
    };
    NoticePolicy *policy = place;
    read_policy(reader, field->key, fields, field, node, policy);
    if (policy->days->len > 1)
        reader_error(reader, node, g_strdup("thanks are said once"),
                     g_strdup("write one number of days after the meeting: 1"));
}

static void
read_quiet(Reader *reader, const Field *field, const Node *node, void *place)
{
    NoticePolicies *policies = place;
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    g_auto(GStrv) ends = g_strsplit(text, "-", -1);
    bool never = g_ascii_strcasecmp(text, "none") == 0;
    Minute from = never ? 0 : minute_parse(g_strstrip(ends[0]));
    Minute to = never ? 0 : ends[1] ? minute_parse(g_strstrip(ends[1])) : MINUTE_NONE;
    bool inside = from >= 0 && to >= 0 && from < DAY_MINUTES && to <= DAY_MINUTES;
    if (!inside || (!never && (from == to % DAY_MINUTES || ends[2]))) {
        g_autofree char *quoted = problem_quote(text);
        reader_error(reader, node, g_strdup_printf("%s are no hours", quoted),
                     g_strdup("write from when to when: 22:00-7:00, or none"));
        return;
    }
    policies->quiet_from = from;
    policies->quiet_to = to % DAY_MINUTES;
}

static void
read_settle(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text || settle_parse(text, place))
        return;
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("%s is no time to let changes settle", quoted),
                 g_strdup("write how long an agenda rests before people are told what changed: 1h,"
                          " 30min, 2d (at most 30d), 0, or none"));
}

static const Field notice_fields[] = {
    {"changes", NULL, read_settle, offsetof(NoticePolicies, settle), "1h, 30min, or none", false},
    {"logistics", NULL, read_before, offsetof(NoticePolicies, logistics),
     "days before the meeting: 1", false},
    {"nudge", NULL, read_before, offsetof(NoticePolicies, nudge),
     "days before the meeting: [14, 5]", false},
    {"thanks", NULL, read_thanks, offsetof(NoticePolicies, thanks), "days after the meeting: 1",
     false},
    {"quiet", NULL, read_quiet, 0, "from when to when: 22:00-7:00", false},
};

void
read_notices(Reader *reader, const Field *field, const Node *node, void *place)
{
    (void)field;
    fields_read(reader, "notices", notice_fields, G_N_ELEMENTS(notice_fields), node, place);
}

void
read_status(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    bool cancelled =
        g_ascii_strcasecmp(text, "cancelled") == 0 || g_ascii_strcasecmp(text, "canceled") == 0;
    if (cancelled || g_ascii_strcasecmp(text, "confirmed") == 0) {
        *(bool *)place = cancelled;
        return;
    }
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("%s is no status", quoted),
                 g_strdup("write confirmed, or cancelled where it does not take place"));
}

/* --- what cannot go together --- */

/* Reminders that can never go out are a slip, not a policy. The offer of a seat has days of its own. */
void
check_reminders(Reader *reader, const Node *root)
{
    const Meeting *meeting = reader->meeting;
    const ReminderPolicy *policy = &meeting->reminders;
    const Node *node = node_get(root, "reminders");
    if (policy->days_before->len == 0)
        return;
    if (!node_get(root, "answer-by") && meeting->offer_days == 0 && reader->damage->len == 0)
        reader_error(reader, node->key, g_strdup("reminders need \"answer-by\""),
                     g_strdup("they go out so many days before it: answer-by: 2004-06-30"));
    if (meeting->answer_by == DAY_NONE || policy->stop == DAY_NONE)
        return;
    int last = g_array_index(policy->days_before, int, policy->days_before->len - 1);
    if ((gint64)meeting->answer_by - last > policy->stop) {
        g_autofree char *date = day_format(meeting->answer_by - last);
        reader_warn(
            reader, node_get(node, "stop"),
            g_strdup_printf("this stops the reminder %d days before answer-by, of %s", last, date),
            g_strdup("take that reminder out, or stop later"));
    }
}

void
check_status(Reader *reader, const Node *root)
{
    const Node *note = node_get(root, "status-note");
    if (node_given(note) && !reader->meeting->cancelled && reader->damage->len == 0)
        reader_warn(reader, note->key, g_strdup("nobody is told this"),
                    g_strdup("it goes with \"status: cancelled\""));
}
