/* The policies' defaults, and their words. */
#include "event/policy.h"
#include <string.h>

#define QUIET_FROM (22 * 60)
#define QUIET_TO (7 * 60)
#define SETTLE_DEFAULT 60
#define SETTLE_MAX (30 * 24 * 60)

static const char *const late_names[] = {
    [LATE_SEND] = "send",
    [LATE_SKIP] = "skip",
    [LATE_ASK] = "ask",
};

const char *
late_name(Late late)
{
    g_assert((size_t)late < G_N_ELEMENTS(late_names));
    return late_names[late];
}

bool
late_parse(const char *name, Late *ret_late)
{
    for (size_t i = 0; i < G_N_ELEMENTS(late_names); i++)
        if (g_str_equal(late_names[i], name)) {
            *ret_late = (Late)i;
            return true;
        }
    return false;
}

static GArray *
days_new(const int *days, guint count)
{
    GArray *array = g_array_new(FALSE, FALSE, sizeof(int));
    return count > 0 ? g_array_append_vals(array, days, count) : array;
}

void
reminder_policy_init(ReminderPolicy *policy)
{
    *policy = (ReminderPolicy){
        .days_before = days_new(NULL, 0),
        .stop = DAY_NONE,
        .maybe_days = days_new(NULL, 0),
        .late = LATE_SEND,
    };
}

/* Who comes wants to know where to go, and a speaker without a title holds up the agenda; thanks are the
 * organizer's to say. */
void
notice_policies_init(NoticePolicies *policies)
{
    static const int logistics[] = {1}, nudge[] = {14, 5};
    *policies = (NoticePolicies){
        .logistics = {.days = days_new(logistics, G_N_ELEMENTS(logistics)), .late = LATE_SEND},
        .nudge = {.days = days_new(nudge, G_N_ELEMENTS(nudge)), .late = LATE_SEND},
        .thanks = {.days = days_new(NULL, 0), .late = LATE_SEND},
        .settle = SETTLE_DEFAULT,
        .quiet_from = QUIET_FROM,
        .quiet_to = QUIET_TO,
    };
}

void
reminder_policy_clear(ReminderPolicy *policy)
{
    g_array_unref(policy->days_before);
    g_array_unref(policy->maybe_days);
}

void
notice_policies_clear(NoticePolicies *policies)
{
    g_array_unref(policies->logistics.days);
    g_array_unref(policies->nudge.days);
    g_array_unref(policies->thanks.days);
}

static bool
same_days(const GArray *a, const GArray *b)
{
    if (a->len != b->len)
        return false;
    for (guint i = 0; i < a->len; i++)
        if (g_array_index(a, int, i) != g_array_index(b, int, i))
            return false;
    return true;
}

char *
policy_days(const GArray *days)
{
    if (days->len == 0)
        return g_strdup("none");
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < days->len; i++)
        g_string_append_printf(text, "%s%d", i > 0 ? ", " : "", g_array_index(days, int, i));
    return g_string_free(text, FALSE);
}

char *
policy_quiet(const NoticePolicies *policies)
{
    if (policies->quiet_from == policies->quiet_to)
        return g_strdup("none");
    g_autofree char *from = minute_format(policies->quiet_from);
    g_autofree char *to = minute_format(policies->quiet_to);
    return g_strdup_printf("%s-%s", from, to);
}

static const struct {
    const char *unit;
    int minutes;
} settle_units[] = {{"d", 24 * 60}, {"h", 60}, {"min", 1}};

bool
settle_parse(const char *text, int *ret_minutes)
{
    gsize digits = strspn(text, "0123456789");
    guint64 count;
    g_autofree char *number = g_strndup(text, digits);
    const char *unit = text + digits + strspn(text + digits, " ");
    if (strcmp(text, "none") == 0) {
        *ret_minutes = SETTLE_NONE;
        return true;
    }
    if (!g_ascii_string_to_unsigned(number, 10, 0, SETTLE_MAX, &count, NULL))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(settle_units); i++) {
        guint64 minutes = count * (guint64)settle_units[i].minutes;
        bool same = strcmp(unit, settle_units[i].unit) == 0;
        if ((!same && (*unit || count > 0)) || minutes > SETTLE_MAX)
            continue;
        *ret_minutes = (int)minutes;
        return true;
    }
    return false;
}

char *
settle_format(int minutes)
{
    for (size_t i = 0; minutes > 0 && i < G_N_ELEMENTS(settle_units); i++)
        if (minutes % settle_units[i].minutes == 0)
            return g_strdup_printf("%d%s", minutes / settle_units[i].minutes, settle_units[i].unit);
    return g_strdup(minutes < 0 ? "none" : "0");
}

static void
append_late(GString *text, Late late)
{
    if (late != LATE_SEND)
        g_string_append_printf(text, ", late: %s", late_name(late));
}

char *
reminder_policy_text(const ReminderPolicy *policy)
{
    GString *text = g_string_new(NULL);
    g_autofree char *days = policy_days(policy->days_before);
    g_autofree char *maybes = policy_days(policy->maybe_days);
    if (policy->days_before->len > 0)
        g_string_append_printf(text, "%s days before", days);
    else
        g_string_append(text, "never");
    if (policy->stop != DAY_NONE) {
        g_autofree char *stop = day_format(policy->stop);
        g_string_append_printf(text, ", until %s", stop);
    }
    if (policy->maybe_days->len > 0)
        g_string_append_printf(text, ", maybes %s days ahead", maybes);
    else
        g_string_append(text, policy->maybes ? ", maybes too" : "");
    append_late(text, policy->late);
    return g_string_free(text, FALSE);
}

char *
notice_policy_text(const NoticePolicy *policy)
{
    g_autofree char *days = policy_days(policy->days);
    GString *text = g_string_new(days);
    append_late(text, policy->late);
    return g_string_free(text, FALSE);
}

bool
notice_policy_same(const NoticePolicy *a, const NoticePolicy *b)
{
    return a->late == b->late && same_days(a->days, b->days);
}
