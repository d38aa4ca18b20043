/* Changes as values, and what changed about the meeting as a whole. Sessions are compared in
 * diff-agenda.c, guests, topics and questions in diff-lists.c. */
#include "event/diff.h"
#include <string.h>
#include "event/diff-list.h"
#include "event/moved.h"
#include "event/wording.h"

void
change_free(Change *change)
{
    if (!change)
        return;
    g_free(change->session);
    g_free(change->guest);
    g_free(change->topic);
    g_free(change->question);
    g_free(change->title);
    g_ptr_array_unref(change->speakers);
    g_free(change->old_text);
    g_free(change->new_text);
    g_free(change->line);
    g_free(change);
}

bool
change_is_material(const Change *change)
{
    bool pause = change->session_kind == SESSION_BREAK || change->session_kind == SESSION_MEAL;
    switch (change->kind) {
    case CHANGE_NAME:
    case CHANGE_LOCATION:
    case CHANGE_ZONE:
    case CHANGE_DATES:
    case CHANGE_HOURS:
    case CHANGE_ANSWER_BY:
    case CHANGE_QUESTION_ADDED:
    case CHANGE_SESSION_DAY:
    case CHANGE_SESSION_TIME:
    case CHANGE_SESSION_ROOM:
    case CHANGE_SPEAKER_ADDED:
    case CHANGE_SPEAKER_REMOVED:
        return true;
    case CHANGE_SESSION_ADDED:
    case CHANGE_SESSION_CANCELLED:
    case CHANGE_SESSION_END:
        return change->bounds || change->session_kind != SESSION_BREAK;
    case CHANGE_SESSION_TITLE:
        return !pause;
    default:
        return false;
    }
}

bool
change_tells(const Change *change)
{
    if (change->kind == CHANGE_SESSION_TITLE)
        return change_is_material(change) && change->old_text && change->new_text;
    return change->kind != CHANGE_ANSWER_BY && change_is_material(change);
}

bool
change_concerns(const Change *change, const char *guest_id)
{
    return g_strcmp0(change->guest, guest_id) == 0 ||
           g_ptr_array_find_with_equal_func(change->speakers, guest_id, g_str_equal, NULL);
}

Change *
diff_add(DiffList *list, ChangeKind kind, char *line)
{
    Change *change = g_new(Change, 1);
    *change = (Change){
        .kind = kind,
        .speakers = g_ptr_array_new_with_free_func(g_free),
        .old_day = DAY_NONE,
        .new_day = DAY_NONE,
        .old_start = MINUTE_NONE,
        .new_start = MINUTE_NONE,
        .old_end = MINUTE_NONE,
        .new_end = MINUTE_NONE,
        .line = line,
    };
    g_ptr_array_add(kind == CHANGE_WORDING ? list->wording : list->changes, change);
    return change;
}

char *
diff_quote(const char *text)
{
    if (!text)
        return g_strdup("none");
    g_autofree char *line = wording_line(text, DIFF_SHOWN);
    return g_strdup_printf("“%s”", line);
}

bool
diff_same_strings(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len != b->len)
        return false;
    for (guint i = 0; i < a->len; i++)
        if (strcmp(g_ptr_array_index(a, i), g_ptr_array_index(b, i)) != 0)
            return false;
    return true;
}

/* A value of the meeting, shown in full. Nothing is said of equal ones. */
static void
diff_value(DiffList *list, ChangeKind kind, const char *label, const char *old, const char *new)
{
    if (g_strcmp0(old, new) == 0)
        return;
    g_autofree char *was = diff_quote(old);
    g_autofree char *is = diff_quote(new);
    Change *change = diff_add(list, kind, g_strdup_printf("%s: %s -> %s", label, was, is));
    change->old_text = g_strdup(old);
    change->new_text = g_strdup(new);
}

/* As that; a mended text is wording only. */
static void
diff_text(DiffList *list, ChangeKind kind, const char *label, const char *old, const char *new)
{
    diff_value(list, wording_mended(old, new) ? CHANGE_WORDING : kind, label, old, new);
}

static void
diff_prose(DiffList *list, const char *label, const char *old, const char *new)
{
    if (g_strcmp0(old, new) == 0)
        return;
    const char *verb = !old ? "added" : !new ? "removed" : "reworded";
    diff_add(list, CHANGE_WORDING, g_strdup_printf("%s: %s", label, verb));
}

static char *
dates_text(const Meeting *meeting)
{
    GString *dates = g_string_new(NULL);
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        g_autofree char *iso = day_format(day->day);
        g_string_append_printf(dates, "%s%s", i > 0 ? " " : "", iso);
    }
    return g_string_free(dates, FALSE);
}

static char *
day_text(Day day)
{
    return day == DAY_NONE ? NULL : day_format(day);
}

static char *
seats_text(const Meeting *meeting)
{
    if (meeting->seats_min > 0)
        return g_strdup_printf("%d-%d", meeting->seats_min, meeting->seats);
    return meeting->seats > 0 ? g_strdup_printf("%d", meeting->seats) : NULL;
}

static char *
quotas_text(const GPtrArray *quotas)
{
    if (quotas->len == 0)
        return NULL;
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < quotas->len; i++) {
        const Quota *quota = g_ptr_array_index(quotas, i);
        const char *kind = quota_kind_name(quota->kind);
        g_string_append_printf(text, "%s%d of %s %s", i > 0 ? ", " : "", quota->most,
                               quota->name ? kind : "each", quota->name ? quota->name : kind);
    }
    return g_string_free(text, FALSE);
}

static void
diff_seats(DiffList *list, const Meeting *before, const Meeting *after)
{
    g_autofree char *old_seats = seats_text(before);
    g_autofree char *new_seats = seats_text(after);
    g_autofree char *old_quotas = quotas_text(before->quotas);
    g_autofree char *new_quotas = quotas_text(after->quotas);
    g_autofree char *old_days =
        before->offer_days ? g_strdup_printf("%d", before->offer_days) : NULL;
    g_autofree char *new_days = after->offer_days ? g_strdup_printf("%d", after->offer_days) : NULL;
    diff_value(list, CHANGE_SEATS, "seats", old_seats, new_seats);
    diff_value(list, CHANGE_SEATS, "days for an offer of a seat", old_days, new_days);
    diff_value(list, CHANGE_SEATS, "quotas", old_quotas, new_quotas);
}

static char *
trust_text(const TrustPolicy *policy)
{
    return g_strdup_printf("answer %s, change %s, command %s", trust_name(policy->answer),
                           trust_name(policy->change), trust_name(policy->command));
}

static void
diff_dates(DiffList *list, const Meeting *before, const Meeting *after)
{
    g_autofree char *old_dates = dates_text(before);
    g_autofree char *new_dates = dates_text(after);
    g_autofree char *old_day = day_text(before->answer_by);
    g_autofree char *new_day = day_text(after->answer_by);
    diff_value(list, CHANGE_DATES, "dates", old_dates, new_dates);
    if (before->answer_by == after->answer_by)
        return;
    Change *change =
        diff_add(list, CHANGE_ANSWER_BY,
                 g_strdup_printf("answer by: %s -> %s", old_day ? old_day : "not asked for",
                                 new_day ? new_day : "not asked for"));
    change->old_day = before->answer_by;
    change->new_day = after->answer_by;
}

static char *
hours_text(Day day, Minute start)
{
    if (start == MINUTE_NONE)
        return g_strdup("whole days");
    g_autofree char *date = day_format(day);
    g_autofree char *time = minute_format(start);
    return g_strdup_printf("from %s %s", date, time);
}

/* Times that were none, or are none any more; how they moved is said of the sessions. */
static void
diff_hours(DiffList *list, const Meeting *before, const Meeting *after)
{
    if (meeting_has_hours(before) == meeting_has_hours(after))
        return;
    Day old_day = meeting_first_day(before), new_day = meeting_first_day(after);
    Minute old_start = meeting_start(before), new_start = meeting_start(after);
    g_autofree char *was = hours_text(old_day, old_start);
    g_autofree char *is = hours_text(new_day, new_start);
    Change *change = diff_add(list, CHANGE_HOURS, g_strdup_printf("hours: %s -> %s", was, is));
    change->old_day = old_day;
    change->old_start = old_start;
    change->new_day = new_day;
    change->new_start = new_start;
}

static void
diff_policy(DiffList *list, const char *name, const NoticePolicy *before, const NoticePolicy *after)
{
    g_autofree char *old = notice_policy_text(before);
    g_autofree char *new = notice_policy_text(after);
    diff_value(list, CHANGE_NOTICES, name, old, new);
}

static void
diff_notices(DiffList *list, const NoticePolicies *before, const NoticePolicies *after)
{
    g_autofree char *old_quiet = policy_quiet(before);
    g_autofree char *new_quiet = policy_quiet(after);
    g_autofree char *old_settle = settle_format(before->settle);
    g_autofree char *new_settle = settle_format(after->settle);
    diff_policy(list, "logistics", &before->logistics, &after->logistics);
    diff_policy(list, "nudge", &before->nudge, &after->nudge);
    diff_policy(list, "thanks", &before->thanks, &after->thanks);
    diff_value(list, CHANGE_NOTICES, "changes are told after", old_settle, new_settle);
    diff_value(list, CHANGE_NOTICES, "quiet hours", old_quiet, new_quiet);
}

static void
diff_policies(DiffList *list, const Meeting *before, const Meeting *after)
{
    g_autofree char *old_reminders = reminder_policy_text(&before->reminders);
    g_autofree char *new_reminders = reminder_policy_text(&after->reminders);
    g_autofree char *old_trust = trust_text(&before->trust);
    g_autofree char *new_trust = trust_text(&after->trust);
    const Organizer *old = &before->organizer;
    const Organizer *new = &after->organizer;
    diff_seats(list, before, after);
    diff_value(list, CHANGE_REMINDERS, "reminders", old_reminders, new_reminders);
    diff_notices(list, &before->notices, &after->notices);
    diff_value(list, CHANGE_TRUST, "trust", old_trust, new_trust);
    diff_value(list, CHANGE_ORGANIZER, "organizer", old->name, new->name);
    diff_value(list, CHANGE_ORGANIZER, "organizer's address", old->address, new->address);
    diff_value(list, CHANGE_LANGUAGE, "language", before->language, after->language);
}

static bool
same_materials(const GPtrArray *old, const GPtrArray *new)
{
    if (old->len != new->len)
        return false;
    for (guint i = 0; i < old->len; i++) {
        const Material *a = g_ptr_array_index(old, i);
        const Material *b = g_ptr_array_index(new, i);
        if (g_strcmp0(a->title, b->title) != 0 || g_strcmp0(a->from, b->from) != 0 ||
            g_strcmp0(a->url, b->url) != 0)
            return false;
    }
    return true;
}

static void
diff_beside(DiffList *list, const Meeting *before, const Meeting *after)
{
    diff_prose(list, "series", before->series, after->series);
    diff_prose(list, "status note", before->status_note, after->status_note);
    diff_prose(list, "edition", before->edition, after->edition);
    diff_prose(list, "about", before->about, after->about);
    diff_prose(list, "by invitation", before->by_invitation, after->by_invitation);
    if (!diff_same_strings(before->sponsors, after->sponsors))
        diff_add(list, CHANGE_WORDING, g_strdup("sponsors: changed"));
    if (!same_materials(before->slides, after->slides))
        diff_add(list, CHANGE_WORDING, g_strdup("slides: changed"));
    if (!same_materials(before->photos, after->photos))
        diff_add(list, CHANGE_WORDING, g_strdup("photos: changed"));
    if (!same_materials(before->references, after->references))
        diff_add(list, CHANGE_WORDING, g_strdup("references: changed"));
}

static const char *
status_text(const Meeting *meeting)
{
    return meeting->cancelled ? "cancelled" : "confirmed";
}

GPtrArray *
meeting_diff(const Meeting *before, const Meeting *after)
{
    DiffList list = {
        .changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free),
        .wording = g_ptr_array_new(),
        .before = before,
        .after = after,
    };
    diff_value(&list, CHANGE_STATUS, "status", status_text(before), status_text(after));
    diff_text(&list, CHANGE_NAME, "name", before->name, after->name);
    diff_text(&list, CHANGE_LOCATION, "location", before->location, after->location);
    diff_value(&list, meeting_clock_moved(before, after) ? CHANGE_ZONE : CHANGE_WORDING, "zone",
               before->zone, after->zone);
    diff_dates(&list, before, after);
    diff_hours(&list, before, after);
    diff_policies(&list, before, after);
    diff_agenda(&list, before, after);
    diff_questions(&list, before, after);
    diff_guests(&list, before, after);
    diff_topics(&list, before, after);
    diff_beside(&list, before, after);
    g_ptr_array_extend_and_steal(list.changes, list.wording);
    return list.changes;
}
