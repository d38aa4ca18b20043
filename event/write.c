/* Canonical event files: keys in one order, nothing written that was not given. */
#include "event/write.h"
#include <string.h>

#define LINE_BYTES 900 /* of a text before its line is broken; readers limit lines */

typedef struct {
    GString *out;
    int indent; /* blanks before a key */
    bool item;  /* the next key opens an item of a list: "- " stands before it */
} Writer;

/* Whether a character cannot stand in double quotes as it is (YAML 1.2.2, 5.1), or would not be seen. */
static bool
needs_escape(gunichar c)
{
    if (c < 0xa0)
        return c < 0x20 || c == '"' || c == '\\' || c >= 0x7f;
    switch (g_unichar_type(c)) {
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_UNASSIGNED: /* U+FFFE and its like among them */
        return true;
    default:
        return false;
    }
}

static void
put_escape(GString *out, gunichar c)
{
    if (c == '"' || c == '\\')
        g_string_append_printf(out, "\\%c", (char)c);
    else if (c == '\n')
        g_string_append(out, "\\n");
    else if (c == '\t')
        g_string_append(out, "\\t");
    else
        g_string_append_printf(out, c > 0xffff ? "\\U%08X" : "\\u%04X", c);
}

/* TEXT in double quotes. Long texts and those of several lines are broken by "\" at the line's end,
 * which YAML drops together with the blanks before the rest; a blank of the text is escaped there.
 * libfyaml 0.7 takes the break after an escaped backslash for a blank, so that one is written in hex. */
static void
put_text(Writer *writer, const char *text)
{
    GString *out = writer->out;
    gsize line = out->len;
    bool breaks = false;
    g_string_append_c(out, '"');
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (breaks && c == ' ')
            g_string_append_c(out, '\\');
        breaks = p[1] && (c == '\n' || out->len - line > LINE_BYTES);
        if (breaks && c == '\\')
            g_string_append(out, "\\x5C");
        else if (needs_escape(c))
            put_escape(out, c);
        else
            g_string_append_unichar(out, c);
        if (breaks) {
            g_string_append_printf(out, "\\\n%*s", writer->indent + 4, "");
            line = out->len;
        }
    }
    g_string_append_c(out, '"');
}

/* "KEY:" at the start of a line, behind "- " where an item opens. */
static void
put_key(Writer *writer, const char *key)
{
    int indent = writer->indent - (writer->item ? 2 : 0);
    g_string_append_printf(writer->out, "%*s%s%s:", indent, "", writer->item ? "- " : "", key);
    writer->item = false;
}

/* Nothing is written of NULL. */
static void
put_value(Writer *writer, const char *key, const char *value)
{
    if (!value)
        return;
    put_key(writer, key);
    g_string_append_c(writer->out, ' ');
    put_text(writer, value);
    g_string_append_c(writer->out, '\n');
}

static void
put_day(Writer *writer, const char *key, Day day)
{
    g_autofree char *text = day == DAY_NONE ? NULL : day_format(day);
    put_value(writer, key, text);
}

/* Nothing is written of an empty list. */
static void
put_list(Writer *writer, const char *key, const GPtrArray *texts)
{
    if (texts->len == 0)
        return;
    put_key(writer, key);
    g_string_append_c(writer->out, '\n');
    for (guint i = 0; i < texts->len; i++) {
        g_string_append_printf(writer->out, "%*s- ", writer->indent + 2, "");
        put_text(writer, g_ptr_array_index(texts, i));
        g_string_append_c(writer->out, '\n');
    }
}

/* Opens a map under KEY; ids and dates are keys like any other, in quotes. */
static void
open_map(Writer *writer, const char *key)
{
    put_key(writer, key);
    g_string_append_c(writer->out, '\n');
    writer->indent += 2;
}

static void
open_entry(Writer *writer, const char *id)
{
    g_autofree char *key = g_strdup_printf("\"%s\"", id);
    open_map(writer, key);
}

static void
close_map(Writer *writer)
{
    writer->indent -= 2;
}

/* "affiliation: 3", or the numbers by name. */
static void
put_quotas_of(Writer *writer, const GPtrArray *quotas, QuotaKind kind)
{
    bool opened = false;
    for (guint i = 0; i < quotas->len; i++) {
        const Quota *quota = g_ptr_array_index(quotas, i);
        if (quota->kind != kind)
            continue;
        if (quota->name && !opened)
            open_map(writer, quota_kind_name(kind));
        opened = quota->name;
        g_string_append_printf(writer->out, "%*s", writer->indent, "");
        if (quota->name)
            put_text(writer, quota->name);
        else
            g_string_append(writer->out, quota_kind_name(kind));
        g_string_append_printf(writer->out, ": %d\n", quota->most);
    }
    if (opened)
        close_map(writer);
}

/* One line where the number is all that is said. */
static void
put_seats(Writer *writer, const Meeting *meeting)
{
    if (meeting->seats == 0)
        return;
    g_autofree char *text = meeting->seats_min > 0
                                ? g_strdup_printf("%d-%d", meeting->seats_min, meeting->seats)
                                : g_strdup_printf("%d", meeting->seats);
    if (meeting->offer_days == 0 && meeting->quotas->len == 0) {
        put_value(writer, "seats", text);
        return;
    }
    g_autofree char *days = g_strdup_printf("%d", meeting->offer_days);
    open_map(writer, "seats");
    put_value(writer, "count", text);
    put_value(writer, "offer-days", meeting->offer_days > 0 ? days : NULL);
    if (meeting->quotas->len > 0) {
        open_map(writer, "quotas");
        put_quotas_of(writer, meeting->quotas, QUOTA_AFFILIATION);
        put_quotas_of(writer, meeting->quotas, QUOTA_GROUP);
        close_map(writer);
    }
    close_map(writer);
}

static void
put_dates(Writer *writer, const Meeting *meeting)
{
    put_key(writer, "dates");
    g_string_append_c(writer->out, '\n');
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        g_autofree char *iso = day_format(day->day);
        g_string_append_printf(writer->out, "%*s- \"%s\"\n", writer->indent + 2, "", iso);
    }
}

static void
put_days(Writer *writer, const char *key, const GArray *days)
{
    g_autofree char *text = policy_days(days);
    put_key(writer, key);
    if (days->len > 0)
        g_string_append_printf(writer->out, " [%s]\n", text);
    else
        g_string_append_printf(writer->out, " %s\n", text);
}

static void
put_late(Writer *writer, Late late)
{
    put_value(writer, "late", late == LATE_SEND ? NULL : late_name(late));
}

static void
put_reminders(Writer *writer, const ReminderPolicy *policy)
{
    if (policy->days_before->len == 0 && policy->stop == DAY_NONE && !policy->maybes &&
        policy->late == LATE_SEND)
        return;
    open_map(writer, "reminders");
    put_days(writer, "days-before", policy->days_before);
    put_day(writer, "stop", policy->stop);
    if (policy->maybe_days->len > 0)
        put_days(writer, "maybes", policy->maybe_days);
    else
        put_value(writer, "maybes", policy->maybes ? "yes" : NULL);
    put_late(writer, policy->late);
    close_map(writer);
}

/* What is as by default was not given. */
static void
put_policy(Writer *writer, const char *key, const char *days_key, const NoticePolicy *policy,
           const NoticePolicy *usual)
{
    if (notice_policy_same(policy, usual))
        return;
    open_map(writer, key);
    put_days(writer, days_key, policy->days);
    put_late(writer, policy->late);
    close_map(writer);
}

static void
put_notices(Writer *writer, const NoticePolicies *policies)
{
    NoticePolicies usual;
    notice_policies_init(&usual);
    g_autofree char *quiet = policy_quiet(policies);
    g_autofree char *usual_quiet = policy_quiet(&usual);
    g_autofree char *settle = settle_format(policies->settle);
    bool same_quiet = g_str_equal(quiet, usual_quiet);
    bool same_settle = policies->settle == usual.settle;
    if (!same_quiet || !same_settle ||
        !notice_policy_same(&policies->logistics, &usual.logistics) ||
        !notice_policy_same(&policies->nudge, &usual.nudge) ||
        !notice_policy_same(&policies->thanks, &usual.thanks)) {
        open_map(writer, "notices");
        put_value(writer, "changes", same_settle ? NULL : settle);
        put_policy(writer, "logistics", "days-before", &policies->logistics, &usual.logistics);
        put_policy(writer, "nudge", "days-before", &policies->nudge, &usual.nudge);
        put_policy(writer, "thanks", "days-after", &policies->thanks, &usual.thanks);
        put_value(writer, "quiet", same_quiet ? NULL : quiet);
        close_map(writer);
    }
    notice_policies_clear(&usual);
}

static void
put_trust(Writer *writer, const TrustPolicy *policy)
{
    const TrustPolicy preset = TRUST_POLICY_DEFAULT;
    if (policy->answer == preset.answer && policy->change == preset.change &&
        policy->command == preset.command)
        return;
    open_map(writer, "trust");
    put_value(writer, "answer", trust_name(policy->answer));
    put_value(writer, "change", trust_name(policy->change));
    put_value(writer, "command", trust_name(policy->command));
    close_map(writer);
}

static void
put_questions(Writer *writer, const GPtrArray *questions)
{
    if (questions->len == 0)
        return;
    open_map(writer, "questions");
    for (guint i = 0; i < questions->len; i++) {
        const Question *question = g_ptr_array_index(questions, i);
        open_entry(writer, question->id);
        put_value(writer, "ask", question->ask);
        put_list(writer, "choices", question->choices);
        close_map(writer);
    }
    close_map(writer);
}

static void
put_wave(Writer *writer, int wave)
{
    g_autofree char *text = wave != 1 ? g_strdup_printf("%d", wave) : NULL;
    put_value(writer, "wave", text);
}

static void
put_guests(Writer *writer, const GPtrArray *guests)
{
    if (guests->len == 0)
        return;
    open_map(writer, "guests");
    for (guint i = 0; i < guests->len; i++) {
        const Guest *guest = g_ptr_array_index(guests, i);
        open_entry(writer, guest->id);
        put_value(writer, "name", guest->name);
        put_list(writer, "address", guest->addresses);
        put_value(writer, "role", guest->role);
        put_value(writer, "affiliation", guest->affiliation);
        put_value(writer, "language", guest->language);
        put_value(writer, "zone", guest->zone);
        put_list(writer, "groups", guest->groups);
        put_wave(writer, guest->wave);
        close_map(writer);
    }
    close_map(writer);
}

/* "10:00-11:00", "15:00+", "15:00" */
static void
put_slot(Writer *writer, const Session *session)
{
    g_autofree char *start = minute_format(session->start);
    g_autofree char *end = session->end != MINUTE_NONE ? minute_format(session->end) : NULL;
    g_autofree char *slot = end ? g_strconcat(start, "-", end, NULL)
                                : g_strconcat(start, session->open_end ? "+" : "", NULL);
    put_value(writer, "at", slot);
}

static void
put_session(Writer *writer, const Session *session)
{
    writer->indent += 4;
    writer->item = true;
    put_slot(writer, session);
    put_value(writer, "id", session->id);
    put_value(writer, "kind", session_kind_name(session->kind));
    put_list(writer, "who", session->speakers);
    put_list(writer, "titles", session->titles);
    put_value(writer, "what", session->what);
    put_value(writer, "note", session->note);
    put_value(writer, "room", session->room);
    writer->indent -= 4;
}

static void
put_agenda(Writer *writer, const Meeting *meeting)
{
    bool opened = false;
    for (guint d = 0; d < meeting->days->len; d++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, d);
        if (day->sessions->len == 0)
            continue;
        if (!opened)
            open_map(writer, "agenda");
        opened = true;
        g_autofree char *iso = day_format(day->day);
        open_entry(writer, iso);
        close_map(writer);
        for (guint s = 0; s < day->sessions->len; s++)
            put_session(writer, g_ptr_array_index(day->sessions, s));
    }
    if (opened)
        close_map(writer);
}

static void
put_topics(Writer *writer, const GPtrArray *topics)
{
    if (topics->len == 0)
        return;
    open_map(writer, "topics");
    for (guint i = 0; i < topics->len; i++) {
        const Topic *topic = g_ptr_array_index(topics, i);
        open_entry(writer, topic->id);
        put_value(writer, "title", topic->title);
        put_value(writer, "body", topic->body);
        put_value(writer, "from", topic->proposed);
        close_map(writer);
    }
    close_map(writer);
}

static void
put_materials(Writer *writer, const char *key, const GPtrArray *materials)
{
    if (materials->len == 0)
        return;
    open_map(writer, key);
    writer->indent += 2;
    for (guint i = 0; i < materials->len; i++) {
        const Material *material = g_ptr_array_index(materials, i);
        writer->item = true;
        put_value(writer, "title", material->title);
        put_value(writer, "from", material->from);
        put_value(writer, "url", material->url);
    }
    writer->indent -= 2;
    close_map(writer);
}

static void
put_organizer(Writer *writer, const Organizer *organizer)
{
    open_map(writer, "organizer");
    put_value(writer, "name", organizer->name);
    put_value(writer, "address", organizer->address);
    close_map(writer);
}

char *
meeting_write(const Meeting *meeting, WriteGuests guests)
{
    Writer writer = {.out = g_string_new(NULL)};
    put_value(&writer, "meeting", meeting->id);
    put_value(&writer, "name", meeting->name);
    put_value(&writer, "status", meeting->cancelled ? "cancelled" : NULL);
    put_value(&writer, "status-note", meeting->status_note);
    put_value(&writer, "series", meeting->series);
    put_value(&writer, "edition", meeting->edition);
    put_value(&writer, "about", meeting->about);
    put_value(&writer, "by-invitation", meeting->by_invitation);
    put_seats(&writer, meeting);
    put_value(&writer, "location", meeting->location);
    put_value(&writer, "zone", meeting->zone);
    put_value(&writer, "language", meeting->language);
    put_organizer(&writer, &meeting->organizer);
    put_dates(&writer, meeting);
    put_day(&writer, "answer-by", meeting->answer_by);
    put_reminders(&writer, &meeting->reminders);
    put_notices(&writer, &meeting->notices);
    put_trust(&writer, &meeting->trust);
    put_questions(&writer, meeting->questions);
    if (guests == MEETING_WITH_GUESTS)
        put_guests(&writer, meeting->guests);
    put_agenda(&writer, meeting);
    put_topics(&writer, meeting->topics);
    put_list(&writer, "sponsors", meeting->sponsors);
    put_materials(&writer, "slides", meeting->slides);
    put_materials(&writer, "photos", meeting->photos);
    put_materials(&writer, "references", meeting->references);
    return g_string_free(writer.out, FALSE);
}

char *
meeting_digest(const Meeting *meeting)
{
    g_autofree char *text = meeting_write(meeting, MEETING_WITH_GUESTS);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}
