/* The meeting, its agenda and its guests as JSON. Days are "2004-07-14"; moments of the agenda carry the
 * offset of the meeting's zone, all others are UTC. What is not known is null, or an empty list. */
#include "cli/export.h"
#include "cli/json-text.h"
#include <jansson.h>

static void
put(json_t *map, const char *key, json_t *value)
{
    json_object_set_new(map, key, value);
}

/* JSON takes UTF-8 only; other bytes become replacement characters. */
static json_t *
text_value(const char *text)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;
    return valid ? json_string(valid) : json_null();
}

static json_t *
json_texts(const GPtrArray *texts)
{
    json_t *list = json_array();
    for (guint i = 0; i < texts->len; i++)
        json_array_append_new(list, text_value(g_ptr_array_index(texts, i)));
    return list;
}

static json_t *
json_day(Day day)
{
    g_autofree char *text = day == DAY_NONE ? NULL : day_format(day);
    return text_value(text);
}

static json_t *
json_instant(gint64 when, GTimeZone *zone)
{
    g_autofree char *text = export_instant(when, zone);
    return text_value(text);
}

static json_t *
json_number(int number)
{
    return number != 0 ? json_integer(number) : json_null();
}

static json_t *
json_meeting(const Export *source)
{
    const Meeting *meeting = source->meeting;
    json_t *days = json_array();
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        json_array_append_new(days, json_day(day->day));
    }
    json_t *organizer = json_object();
    put(organizer, "name", text_value(meeting->organizer.name));
    put(organizer, "address", text_value(meeting->organizer.address));
    json_t *map = json_object();
    put(map, "id", text_value(meeting->id));
    put(map, "revision", json_integer(source->revision));
    put(map, "applied_at", json_instant(source->applied_at, NULL));
    put(map, "name", text_value(meeting->name));
    put(map, "cancelled", json_boolean(meeting->cancelled));
    put(map, "status_note", text_value(meeting->status_note));
    put(map, "series", text_value(meeting->series));
    put(map, "edition", text_value(meeting->edition));
    put(map, "about", text_value(meeting->about));
    put(map, "by_invitation", text_value(meeting->by_invitation));
    put(map, "seats", json_number(meeting->seats));
    put(map, "seats_min", json_number(meeting->seats_min));
    put(map, "location", text_value(meeting->location));
    put(map, "zone", text_value(meeting->zone));
    put(map, "language", text_value(meeting->language));
    put(map, "organizer", organizer);
    put(map, "answer_by", json_day(meeting->answer_by));
    put(map, "days", days);
    return map;
}

static json_t *
json_session(const Export *source, const AgendaDay *day, const Session *session)
{
    json_t *map = json_object();
    gint64 start = when_utc(day->day, session->start, source->zone);
    gint64 end = when_utc(day->day, session_end(day, session), source->zone);
    put(map, "id", text_value(session->id));
    put(map, "kind", text_value(session_kind_name(session->kind)));
    put(map, "day", json_day(day->day));
    put(map, "starts", json_instant(start, source->zone));
    put(map, "ends", json_instant(end, source->zone));
    put(map, "end_given", json_boolean(session->end != MINUTE_NONE));
    put(map, "open_end", json_boolean(session->open_end));
    put(map, "speakers", json_texts(session->speakers));
    put(map, "titles", json_texts(session->titles));
    put(map, "what", text_value(session->what));
    put(map, "note", text_value(session->note));
    put(map, "room", text_value(session->room));
    return map;
}

static json_t *
json_agenda(const Export *source)
{
    json_t *list = json_array();
    for (guint i = 0; i < source->meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(source->meeting->days, i);
        for (guint j = 0; j < day->sessions->len; j++) {
            const Session *session = g_ptr_array_index(day->sessions, j);
            json_array_append_new(list, json_session(source, day, session));
        }
    }
    return list;
}

static json_t *
json_topics(const Meeting *meeting)
{
    json_t *list = json_array();
    for (guint i = 0; i < meeting->topics->len; i++) {
        const Topic *topic = g_ptr_array_index(meeting->topics, i);
        json_t *map = json_object();
        put(map, "id", text_value(topic->id));
        put(map, "number", json_integer(topic->number));
        put(map, "title", text_value(topic->title));
        put(map, "body", text_value(topic->body));
        put(map, "from", text_value(topic->proposed));
        json_array_append_new(list, map);
    }
    return list;
}

static json_t *
json_materials(const GPtrArray *materials)
{
    json_t *list = json_array();
    for (guint i = 0; i < materials->len; i++) {
        const Material *material = g_ptr_array_index(materials, i);
        json_t *map = json_object();
        put(map, "title", text_value(material->title));
        put(map, "from", text_value(material->from));
        put(map, "url", text_value(material->url));
        json_array_append_new(list, map);
    }
    return list;
}

/* The newest of each guest, in the order of the file. */
static json_t *
json_answers(const Export *source, const char *question, guint number)
{
    json_t *list = json_array();
    for (guint i = 0; i < source->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(source->standings, i);
        const char *words =
            question_answer_find(source->answers, standing->guest, question, number);
        if (!words)
            continue;
        json_t *map = json_object();
        put(map, "guest", text_value(standing->guest));
        put(map, "words", text_value(words));
        json_array_append_new(list, map);
    }
    return list;
}

static json_t *
json_questions(const Export *source)
{
    const Meeting *meeting = source->meeting;
    json_t *list = json_array();
    for (guint i = 0; i < meeting->questions->len; i++) {
        const Question *question = g_ptr_array_index(meeting->questions, i);
        json_t *map = json_object();
        put(map, "id", text_value(question->id));
        put(map, "ask", text_value(question->ask));
        put(map, "choices", json_texts(question->choices));
        put(map, "answers", json_answers(source, question->id, i + 1));
        json_array_append_new(list, map);
    }
    return list;
}

static json_t *
json_count(const GPtrArray *standings)
{
    Tally tally = tally_of(standings);
    json_t *map = json_object();
    put(map, "ACCEPTED", json_integer(tally.accepted + tally.waiting));
    put(map, "DECLINED", json_integer(tally.declined));
    put(map, "TENTATIVE", json_integer(tally.tentative));
    put(map, "DELEGATED", json_integer(tally.delegated));
    put(map, "NEEDS-ACTION", json_integer(tally.owing));
    put(map, "unreached", json_integer(tally.unreached));
    return map;
}

static json_t *
json_value(const ExportField *field, const void *value)
{
    if (!value)
        return field->type == EXPORT_NAMES ? json_array() : json_null();
    switch (field->type) {
    case EXPORT_TEXT:
        return text_value(*(char *const *)value);
    case EXPORT_NAMES:
        return json_texts(*(GPtrArray *const *)value);
    case EXPORT_NUMBER:
        return json_number(*(const int *)value);
    case EXPORT_FLAG:
        return json_boolean(*(const bool *)value);
    case EXPORT_INSTANT:
        return json_instant(*(const gint64 *)value, NULL);
    case EXPORT_PARTSTAT:
        return text_value(partstat_name(*(const Partstat *)value));
    case EXPORT_DELIVERY:
        return text_value(delivery_name(*(const Delivery *)value));
    case EXPORT_SEAT:
        return *(const SeatState *)value == SEAT_NONE
                   ? json_null()
                   : text_value(seat_state_name(*(const SeatState *)value));
    }
    return json_null();
}

static json_t *
json_guest(const Guest *guest, const Standing *standing)
{
    json_t *map = json_object();
    json_t *details = json_object();
    for (const ExportField *field = export_fields; field->name; field++) {
        json_t *value = json_value(field, export_value(field, guest, standing));
        bool within = field->of == EXPORT_OF_DETAILS;
        if (within && (json_is_null(value) || json_is_false(value)))
            json_decref(value);
        else
            put(within ? details : map, field->name, value);
    }
    put(map, "details", details);
    return map;
}

static json_t *
json_guests(const Export *source)
{
    json_t *list = json_array();
    g_autoptr(GHashTable) guests = export_guests(source->meeting);
    for (guint i = 0; i < source->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(source->standings, i);
        const Guest *guest = g_hash_table_lookup(guests, standing->guest);
        json_array_append_new(list, json_guest(guest, standing));
    }
    return list;
}

char *
export_json(const Export *source)
{
    const Meeting *meeting = source->meeting;
    json_t *all = json_object();
    put(all, "meeting", json_meeting(source));
    put(all, "agenda", json_agenda(source));
    put(all, "sponsors", json_texts(meeting->sponsors));
    put(all, "topics", json_topics(meeting));
    put(all, "slides", json_materials(meeting->slides));
    put(all, "photos", json_materials(meeting->photos));
    put(all, "references", json_materials(meeting->references));
    put(all, "questions", json_questions(source));
    put(all, "count", json_count(source->standings));
    put(all, "guests", json_guests(source));
    return json_text(all, 1);
}
