/* Meaning <-> JSON by tables of members: one row serves both directions. The few members that are no
 * plain text are written and read by hand. */
#include "inbox/meaning-json.h"

#include <jansson.h>
#include <stddef.h>
#include "event/error.h"

typedef struct {
    const char *key;
    size_t offset; /* of a char * */
} TextMember;

static const TextMember meaning_texts[] = {
    {"why", offsetof(Meaning, why)},
    {"words", offsetof(Meaning, words)},
    {"rule", offsetof(Meaning, rule)},
    {"subject", offsetof(Meaning, subject)},
    {"from", offsetof(Meaning, from)},
    {"text", offsetof(Meaning, text)},
    {"reply", offsetof(Meaning, reply)},
    {"message_id", offsetof(Meaning, message_id)},
    {"until", offsetof(Meaning, until)},
    {"token", offsetof(Meaning, token)},
    {"token_from", offsetof(Meaning, token_from)},
};

static const TextMember details_texts[] = {
    {"partial", offsetof(Details, partial)},     {"delegate", offsetof(Details, delegate)},
    {"promise", offsetof(Details, promise)},     {"condition", offsetof(Details, condition)},
    {"topic", offsetof(Details, topic)},         {"title", offsetof(Details, title)},
    {"diet", offsetof(Details, diet)},           {"arrival", offsetof(Details, arrival)},
    {"departure", offsetof(Details, departure)},
};

static const TextMember bounce_texts[] = {
    {"status", offsetof(Bounce, status)},
    {"reason", offsetof(Bounce, reason)},
    {"message_id", offsetof(Bounce, message_id)},
    {"envelope_id", offsetof(Bounce, envelope_id)},
};

static const TextMember itip_texts[] = {
    {"method", offsetof(Itip, method)},
    {"component", offsetof(Itip, component)},
    {"uid", offsetof(Itip, uid)},
    {"dtstamp", offsetof(Itip, dtstamp)},
    {"organizer", offsetof(Itip, organizer)},
    {"comment", offsetof(Itip, comment)},
    {"proposal", offsetof(Itip, proposal)},
};

static const TextMember attendee_texts[] = {
    {"address", offsetof(ItipAttendee, address)},
    {"recurrence_id", offsetof(ItipAttendee, recurrence_id)},
    {"delegated_to", offsetof(ItipAttendee, delegated_to)},
};

/* Writing. Every string is valid UTF-8 (mail.h), so json_string cannot fail. */

static json_t *
text_or_null(const char *text)
{
    return text ? json_string(text) : json_null();
}

static void
texts_write(json_t *object, const TextMember *members, size_t n, gconstpointer value, bool sparse)
{
    for (size_t i = 0; i < n; i++) {
        const char *text = *(char *const *)((const char *)value + members[i].offset);
        if (text || !sparse)
            json_object_set_new(object, members[i].key, text_or_null(text));
    }
}

static json_t *
strings_write(const GPtrArray *strings)
{
    json_t *array = json_array();
    for (guint i = 0; i < strings->len; i++)
        json_array_append_new(array, json_string(strings->pdata[i]));
    return array;
}

static json_t *
partstat_write(Partstat partstat)
{
    return text_or_null(partstat_name(partstat));
}

static json_t *
date_write(gint64 date)
{
    g_autoptr(GDateTime) when = date == G_MININT64 ? NULL : g_date_time_new_from_unix_utc(date);
    g_autofree char *iso = when ? g_date_time_format(when, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    return text_or_null(iso);
}

static json_t *
details_write(const Details *details)
{
    json_t *object = json_object();
    texts_write(object, details_texts, G_N_ELEMENTS(details_texts), details, true);
    if (details->guests)
        json_object_set_new(object, "guests", json_integer(details->guests));
    if (details->remote)
        json_object_set_new(object, "remote", json_true());
    if (details->question)
        json_object_set_new(object, "question", json_true());
    return object;
}

static json_t *
bounce_write(const Bounce *bounce)
{
    if (!bounce)
        return json_null();
    json_t *object = json_object();
    json_object_set_new(object, "class",
                        json_string(bounce->permanent ? "permanent" : "transient"));
    json_object_set_new(object, "cause", json_string(bounce_cause_name(bounce->cause)));
    json_object_set_new(object, "recipients", strings_write(bounce->recipients));
    json_object_set_new(object, "addressed", strings_write(bounce->addressed));
    texts_write(object, bounce_texts, G_N_ELEMENTS(bounce_texts), bounce, false);
    return object;
}

static json_t *
attendees_write(const GPtrArray *attendees)
{
    json_t *array = json_array();
    for (guint i = 0; i < attendees->len; i++) {
        const ItipAttendee *attendee = attendees->pdata[i];
        json_t *object = json_object();
        texts_write(object, attendee_texts, G_N_ELEMENTS(attendee_texts), attendee, false);
        json_object_set_new(object, "partstat", partstat_write(attendee->partstat));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *
itip_write(const Itip *itip)
{
    if (!itip)
        return json_null();
    json_t *object = json_object();
    texts_write(object, itip_texts, G_N_ELEMENTS(itip_texts), itip, false);
    json_object_set_new(object, "sequence", json_integer(itip->sequence));
    json_object_set_new(object, "guests", json_integer(itip->guests));
    json_object_set_new(object, "attendees", attendees_write(itip->attendees));
    return object;
}

static json_t *
answers_write(const GPtrArray *keys, const GPtrArray *values)
{
    json_t *object = json_object();
    for (guint i = 0; i < keys->len; i++)
        json_object_set_new(object, keys->pdata[i], json_string(values->pdata[i]));
    return object;
}

char *
meaning_to_json(const Meaning *meaning, const char *file)
{
    json_t *object = json_object();
    g_autofree char *name = file ? g_utf8_make_valid(file, -1) : NULL;
    if (name)
        json_object_set_new(object, "file", json_string(name));
    json_object_set_new(object, "kind", json_string(meaning_kind_name(meaning->kind)));
    json_object_set_new(object, "partstat", partstat_write(meaning->partstat));
    json_object_set_new(object, "sure", json_boolean(meaning->sure));
    texts_write(object, meaning_texts, G_N_ELEMENTS(meaning_texts), meaning, false);
    json_object_set_new(object, "date", date_write(meaning->date));
    json_object_set_new(object, "details", details_write(&meaning->details));
    json_object_set_new(object, "answers",
                        answers_write(meaning->answer_keys, meaning->answer_values));
    json_object_set_new(object, "bounce", bounce_write(meaning->bounce));
    json_object_set_new(object, "itip", itip_write(meaning->itip));
    json_object_set_new(object, "defects", strings_write(meaning->defects));
    char *dumped = json_dumps(object, JSON_COMPACT);
    char *json = g_strdup(dumped);
    free(dumped);
    json_decref(object);
    return json;
}

/* Reading. Each reader returns false after setting the error; a missing key and null are "not said". */

static bool
wrong(const char *key, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "meaning: %s is not as documented", key);
    return false;
}

/* The value of KEY, NULL where it is missing or null. */
static json_t *
member(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

static bool
texts_read(json_t *object, const TextMember *members, size_t n, gpointer value, GError **error)
{
    for (size_t i = 0; i < n; i++) {
        json_t *text = member(object, members[i].key);
        if (text && !json_is_string(text))
            return wrong(members[i].key, error);
        if (text)
            *(char **)((char *)value + members[i].offset) = g_strdup(json_string_value(text));
    }
    return true;
}

static bool
int_read(json_t *object, const char *key, int *ret, GError **error)
{
    json_t *value = member(object, key);
    if (!value)
        return true;
    if (!json_is_integer(value) || json_integer_value(value) > G_MAXINT ||
        json_integer_value(value) < G_MININT)
        return wrong(key, error);
    *ret = (int)json_integer_value(value);
    return true;
}

static bool
bool_read(json_t *object, const char *key, bool *ret, GError **error)
{
    json_t *value = member(object, key);
    if (value && !json_is_boolean(value))
        return wrong(key, error);
    *ret = json_is_true(value);
    return true;
}

static bool
strings_read(json_t *object, const char *key, GPtrArray *strings, GError **error)
{
    json_t *array = member(object, key);
    if (array && !json_is_array(array))
        return wrong(key, error);
    for (size_t i = 0; i < json_array_size(array); i++) {
        json_t *text = json_array_get(array, i);
        if (!json_is_string(text))
            return wrong(key, error);
        g_ptr_array_add(strings, g_strdup(json_string_value(text)));
    }
    return true;
}

static bool
partstat_read(json_t *object, Partstat *ret, GError **error)
{
    json_t *value = member(object, "partstat");
    if (!value)
        return true;
    *ret = partstat_parse(json_string_value(value));
    return *ret != PARTSTAT_NONE || wrong("partstat", error);
}

static bool
date_read(json_t *object, gint64 *ret, GError **error)
{
    json_t *value = member(object, "date");
    if (!value)
        return true;
    const char *iso = json_string_value(value);
    g_autoptr(GDateTime) when = iso ? g_date_time_new_from_iso8601(iso, NULL) : NULL;
    if (!when)
        return wrong("date", error);
    *ret = g_date_time_to_unix(when);
    return true;
}

/* A member that is an object: *RET_OBJECT is NULL where it is missing or null. */
static bool
object_read(json_t *object, const char *key, json_t **ret_object, GError **error)
{
    *ret_object = member(object, key);
    return !*ret_object || json_is_object(*ret_object) || wrong(key, error);
}

static bool
details_read(json_t *object, Details *details, GError **error)
{
    json_t *said;
    return object_read(object, "details", &said, error) &&
           texts_read(said, details_texts, G_N_ELEMENTS(details_texts), details, error) &&
           int_read(said, "guests", &details->guests, error) &&
           bool_read(said, "remote", &details->remote, error) &&
           bool_read(said, "question", &details->question, error);
}

static bool
answers_read(json_t *object, Meaning *meaning, GError **error)
{
    json_t *answers;
    if (!object_read(object, "answers", &answers, error))
        return false;
    const char *key;
    json_t *value;
    json_object_foreach(answers, key, value)
    {
        if (!json_is_string(value))
            return wrong("answers", error);
        g_ptr_array_add(meaning->answer_keys, g_strdup(key));
        g_ptr_array_add(meaning->answer_values, g_strdup(json_string_value(value)));
    }
    return true;
}

static bool
bounce_read(json_t *object, Bounce **ret_bounce, GError **error)
{
    json_t *said;
    if (!object_read(object, "bounce", &said, error))
        return false;
    if (!said)
        return true;
    Bounce *bounce = *ret_bounce = bounce_new();
    const char *class = json_string_value(member(said, "class"));
    bounce->permanent = g_strcmp0(class, "permanent") == 0;
    if (!bounce->permanent && g_strcmp0(class, "transient") != 0)
        return wrong("class", error);
    if (!bounce_cause_parse(json_string_value(member(said, "cause")), &bounce->cause))
        return wrong("cause", error);
    return strings_read(said, "recipients", bounce->recipients, error) &&
           strings_read(said, "addressed", bounce->addressed, error) &&
           texts_read(said, bounce_texts, G_N_ELEMENTS(bounce_texts), bounce, error);
}

static bool
attendee_read(json_t *object, Itip *itip, GError **error)
{
    if (!json_is_object(object))
        return wrong("attendees", error);
    ItipAttendee *attendee = itip_attendee_new();
    g_ptr_array_add(itip->attendees, attendee);
    return partstat_read(object, &attendee->partstat, error) &&
           texts_read(object, attendee_texts, G_N_ELEMENTS(attendee_texts), attendee, error);
}

static bool
itip_member_read(json_t *object, Itip **ret_itip, GError **error)
{
    json_t *said;
    if (!object_read(object, "itip", &said, error))
        return false;
    if (!said)
        return true;
    Itip *itip = *ret_itip = itip_new();
    json_t *attendees = member(said, "attendees");
    if (attendees && !json_is_array(attendees))
        return wrong("attendees", error);
    for (size_t i = 0; i < json_array_size(attendees); i++)
        if (!attendee_read(json_array_get(attendees, i), itip, error))
            return false;
    return texts_read(said, itip_texts, G_N_ELEMENTS(itip_texts), itip, error) &&
           int_read(said, "sequence", &itip->sequence, error) &&
           int_read(said, "guests", &itip->guests, error);
}

static bool
meaning_read(json_t *object, Meaning *meaning, GError **error)
{
    if (!meaning_kind_parse(json_string_value(member(object, "kind")), &meaning->kind))
        return wrong("kind", error);
    return partstat_read(object, &meaning->partstat, error) &&
           bool_read(object, "sure", &meaning->sure, error) &&
           texts_read(object, meaning_texts, G_N_ELEMENTS(meaning_texts), meaning, error) &&
           date_read(object, &meaning->date, error) &&
           details_read(object, &meaning->details, error) && answers_read(object, meaning, error) &&
           bounce_read(object, &meaning->bounce, error) &&
           itip_member_read(object, &meaning->itip, error) &&
           strings_read(object, "defects", meaning->defects, error);
}

Meaning *
meaning_from_json(const char *json, gsize length, GError **error)
{
    json_error_t where;
    json_t *object = json_loadb(json, length, JSON_REJECT_DUPLICATES, &where);
    if (!json_is_object(object)) {
        json_decref(object);
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "meaning: not a JSON object");
        return NULL;
    }
    g_autoptr(Meaning) meaning = meaning_new();
    bool ok = meaning_read(object, meaning, error);
    json_decref(object);
    return ok ? g_steal_pointer(&meaning) : NULL;
}
