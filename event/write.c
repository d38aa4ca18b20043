/* Canonical event files: keys in one order, nothing written that was not given. */
#include "event/write.h"
#include "event/write-yaml.h"

static void
put_day(Writer *writer, const char *key, Day day)
{
    g_autofree char *text = day == DAY_NONE ? NULL : day_format(day);
    writer_put_value(writer, key, text);
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
            writer_open_map(writer, quota_kind_name(kind));
        opened = quota->name;
        g_string_append_printf(writer->out, "%*s", writer->indent, "");
        if (quota->name)
            writer_put_text(writer, quota->name);
        else
            g_string_append(writer->out, quota_kind_name(kind));
        g_string_append_printf(writer->out, ": %d\n", quota->most);
    }
    if (opened)
        writer_close_map(writer);
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
        writer_put_value(writer, "seats", text);
        return;
    }
    g_autofree char *days = g_strdup_printf("%d", meeting->offer_days);
    writer_open_map(writer, "seats");
    writer_put_value(writer, "count", text);
    writer_put_value(writer, "offer-days", meeting->offer_days > 0 ? days : NULL);
    if (meeting->quotas->len > 0) {
        writer_open_map(writer, "quotas");
        put_quotas_of(writer, meeting->quotas, QUOTA_AFFILIATION);
        put_quotas_of(writer, meeting->quotas, QUOTA_GROUP);
        writer_close_map(writer);
    }
    writer_close_map(writer);
}

static void
put_dates(Writer *writer, const Meeting *meeting)
{
    writer_put_key(writer, "dates");
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
    writer_put_key(writer, key);
    if (days->len > 0)
        g_string_append_printf(writer->out, " [%s]\n", text);
    else
        g_string_append_printf(writer->out, " %s\n", text);
}

static void
put_late(Writer *writer, Late late)
{
    writer_put_value(writer, "late", late == LATE_SEND ? NULL : late_name(late));
}

static void
put_reminders(Writer *writer, const ReminderPolicy *policy)
{
    if (policy->days_before->len == 0 && policy->stop == DAY_NONE && !policy->maybes &&
        policy->late == LATE_SEND)
        return;
    writer_open_map(writer, "reminders");
    put_days(writer, "days-before", policy->days_before);
    put_day(writer, "stop", policy->stop);
    if (policy->maybe_days->len > 0)
        put_days(writer, "maybes", policy->maybe_days);
    else
        writer_put_value(writer, "maybes", policy->maybes ? "yes" : NULL);
    put_late(writer, policy->late);
    writer_close_map(writer);
}

/* What is as by default was not given. */
static void
put_policy(Writer *writer, const char *key, const char *days_key, const NoticePolicy *policy,
           const NoticePolicy *usual)
{
    if (notice_policy_same(policy, usual))
        return;
    writer_open_map(writer, key);
    put_days(writer, days_key, policy->days);
    put_late(writer, policy->late);
    writer_close_map(writer);
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
        writer_open_map(writer, "notices");
        writer_put_value(writer, "changes", same_settle ? NULL : settle);
        put_policy(writer, "logistics", "days-before", &policies->logistics, &usual.logistics);
        put_policy(writer, "nudge", "days-before", &policies->nudge, &usual.nudge);
        put_policy(writer, "thanks", "days-after", &policies->thanks, &usual.thanks);
        writer_put_value(writer, "quiet", same_quiet ? NULL : quiet);
        writer_close_map(writer);
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
    writer_open_map(writer, "trust");
    writer_put_value(writer, "answer", trust_name(policy->answer));
    writer_put_value(writer, "change", trust_name(policy->change));
    writer_put_value(writer, "command", trust_name(policy->command));
    writer_close_map(writer);
}

static void
put_questions(Writer *writer, const GPtrArray *questions)
{
    if (questions->len == 0)
        return;
    writer_open_map(writer, "questions");
    for (guint i = 0; i < questions->len; i++) {
        const Question *question = g_ptr_array_index(questions, i);
        writer_open_entry(writer, question->id);
        writer_put_value(writer, "ask", question->ask);
        writer_put_list(writer, "choices", question->choices);
        writer_close_map(writer);
    }
    writer_close_map(writer);
}

static void
put_wave(Writer *writer, int wave)
{
    g_autofree char *text = wave != 1 ? g_strdup_printf("%d", wave) : NULL;
    writer_put_value(writer, "wave", text);
}

static void
put_guests(Writer *writer, const GPtrArray *guests)
{
    if (guests->len == 0)
        return;
    writer_open_map(writer, "guests");
    for (guint i = 0; i < guests->len; i++) {
        const Guest *guest = g_ptr_array_index(guests, i);
        writer_open_entry(writer, guest->id);
        writer_put_value(writer, "name", guest->name);
        writer_put_list(writer, "address", guest->addresses);
        writer_put_value(writer, "role", guest->role);
        writer_put_value(writer, "affiliation", guest->affiliation);
        writer_put_value(writer, "language", guest->language);
        writer_put_value(writer, "zone", guest->zone);
        writer_put_list(writer, "groups", guest->groups);
        put_wave(writer, guest->wave);
        writer_close_map(writer);
    }
    writer_close_map(writer);
}

/* "10:00-11:00", "15:00+", "15:00" */
static void
put_slot(Writer *writer, const Session *session)
{
    g_autofree char *start = minute_format(session->start);
    g_autofree char *end = session->end != MINUTE_NONE ? minute_format(session->end) : NULL;
    g_autofree char *slot = end ? g_strconcat(start, "-", end, NULL)
                                : g_strconcat(start, session->open_end ? "+" : "", NULL);
    writer_put_value(writer, "at", slot);
}

static void
put_session(Writer *writer, const Session *session)
{
    writer->indent += 4;
    writer->item = true;
    put_slot(writer, session);
    writer_put_value(writer, "id", session->id);
    writer_put_value(writer, "kind", session_kind_name(session->kind));
    writer_put_list(writer, "who", session->speakers);
    writer_put_list(writer, "titles", session->titles);
    writer_put_value(writer, "what", session->what);
    writer_put_value(writer, "note", session->note);
    writer_put_value(writer, "room", session->room);
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
            writer_open_map(writer, "agenda");
        opened = true;
        g_autofree char *iso = day_format(day->day);
        writer_open_entry(writer, iso);
        writer_close_map(writer);
        for (guint s = 0; s < day->sessions->len; s++)
            put_session(writer, g_ptr_array_index(day->sessions, s));
    }
    if (opened)
        writer_close_map(writer);
}

static void
put_topics(Writer *writer, const GPtrArray *topics)
{
    if (topics->len == 0)
        return;
    writer_open_map(writer, "topics");
    for (guint i = 0; i < topics->len; i++) {
        const Topic *topic = g_ptr_array_index(topics, i);
        writer_open_entry(writer, topic->id);
        writer_put_value(writer, "title", topic->title);
        writer_put_value(writer, "body", topic->body);
        writer_put_value(writer, "from", topic->proposed);
        writer_close_map(writer);
    }
    writer_close_map(writer);
}

static void
put_materials(Writer *writer, const char *key, const GPtrArray *materials)
{
    if (materials->len == 0)
        return;
    writer_open_map(writer, key);
    writer->indent += 2;
    for (guint i = 0; i < materials->len; i++) {
        const Material *material = g_ptr_array_index(materials, i);
        writer->item = true;
        writer_put_value(writer, "title", material->title);
        writer_put_value(writer, "from", material->from);
        writer_put_value(writer, "url", material->url);
    }
    writer->indent -= 2;
    writer_close_map(writer);
}

static void
put_organizer(Writer *writer, const Organizer *organizer)
{
    writer_open_map(writer, "organizer");
    writer_put_value(writer, "name", organizer->name);
    writer_put_value(writer, "address", organizer->address);
    writer_close_map(writer);
}

char *
meeting_write(const Meeting *meeting, WriteGuests guests)
{
    Writer writer = {.out = g_string_new(NULL)};
    writer_put_value(&writer, "meeting", meeting->id);
    writer_put_value(&writer, "name", meeting->name);
    writer_put_value(&writer, "status", meeting->cancelled ? "cancelled" : NULL);
    writer_put_value(&writer, "status-note", meeting->status_note);
    writer_put_value(&writer, "series", meeting->series);
    writer_put_value(&writer, "edition", meeting->edition);
    writer_put_value(&writer, "about", meeting->about);
    writer_put_value(&writer, "by-invitation", meeting->by_invitation);
    put_seats(&writer, meeting);
    writer_put_value(&writer, "location", meeting->location);
    writer_put_value(&writer, "zone", meeting->zone);
    writer_put_value(&writer, "language", meeting->language);
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
    writer_put_list(&writer, "sponsors", meeting->sponsors);
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
