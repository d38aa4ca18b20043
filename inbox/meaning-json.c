/* Meaning <-> JSON by tables of members: one row serves both directions. The few members that are no
 * plain text are written and read by hand. */
#include "inbox/meaning-json.h"

#include <jansson.h>
#include <stddef.h>
#include <string.h>
#include "event/error.h"
#include "inbox/json-write.h"

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
    {"purpose", offsetof(Meaning, purpose)},
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

/* Writing. */

/* The members; SPARSE leaves out those that are NULL. */
static void
texts_write(GString *out, const TextMember *members, size_t n, gconstpointer value, bool sparse)
{
    for (size_t i = 0; i < n; i++) {
        const char *text = *(char *const *)((const char *)value + members[i].offset);
        if (!text && sparse)
            continue;
        json_write_key(out, members[i].key);
        json_write_text(out, text);
    }
}

static void
text_write(GString *out, const char *key, const char *text)
{
    json_write_key(out, key);
    json_write_text(out, text);
}

static void
int_write(GString *out, const char *key, int value)
{
    json_write_key(out, key);
    g_string_append_printf(out, "%d", value);
}

static void
bool_write(GString *out, const char *key, bool value)
{
    json_write_key(out, key);
    g_string_append(out, value ? "true" : "false");
}

static void
strings_write(GString *out, const char *key, const GPtrArray *strings)
{
    json_write_key(out, key);
    g_string_append_c(out, '[');
    for (guint i = 0; i < strings->len; i++) {
        json_write_next(out);
        json_write_text(out, strings->pdata[i]);
    }
    g_string_append_c(out, ']');
}

static void
date_write(GString *out, gint64 date)
{
    g_autoptr(GDateTime) when = date == G_MININT64 ? NULL : g_date_time_new_from_unix_utc(date);
    g_autofree char *iso = when ? g_date_time_format(when, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    text_write(out, "date", iso);
}

static void
details_write(GString *out, const Details *details)
{
    json_write_key(out, "details");
    g_string_append_c(out, '{');
    texts_write(out, details_texts, G_N_ELEMENTS(details_texts), details, true);
    if (details->guests)
        int_write(out, "guests", details->guests);
    if (details->remote)
        bool_write(out, "remote", true);
    if (details->question)
        bool_write(out, "question", true);
    g_string_append_c(out, '}');
}

static void
answers_write(GString *out, const GPtrArray *keys, const GPtrArray *values)
{
    json_write_key(out, "answers");
    g_string_append_c(out, '{');
    for (guint i = 0; i < keys->len; i++) {
        json_write_any_key(out, keys->pdata[i]);
        json_write_text(out, values->pdata[i]);
    }
    g_string_append_c(out, '}');
}

static void
bounce_write(GString *out, const Bounce *bounce)
{
    if (!bounce) {
        text_write(out, "bounce", NULL);
        return;
    }
    json_write_key(out, "bounce");
    g_string_append_c(out, '{');
    text_write(out, "class", bounce->permanent ? "permanent" : "transient");
    text_write(out, "cause", bounce_cause_name(bounce->cause));
    strings_write(out, "recipients", bounce->recipients);
    strings_write(out, "addressed", bounce->addressed);
    texts_write(out, bounce_texts, G_N_ELEMENTS(bounce_texts), bounce, false);
    g_string_append_c(out, '}');
}

static void
attendees_write(GString *out, const GPtrArray *attendees)
{
    json_write_key(out, "attendees");
    g_string_append_c(out, '[');
    for (guint i = 0; i < attendees->len; i++) {
        const ItipAttendee *attendee = attendees->pdata[i];
        json_write_next(out);
        g_string_append_c(out, '{');
        texts_write(out, attendee_texts, G_N_ELEMENTS(attendee_texts), attendee, false);
        text_write(out, "partstat", partstat_name(attendee->partstat));
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void
itip_write(GString *out, const Itip *itip)
{
    if (!itip) {
        text_write(out, "itip", NULL);
        return;
    }
    json_write_key(out, "itip");
    g_string_append_c(out, '{');
    texts_write(out, itip_texts, G_N_ELEMENTS(itip_texts), itip, false);
    int_write(out, "sequence", itip->sequence);
    int_write(out, "guests", itip->guests);
    attendees_write(out, itip->attendees);
    g_string_append_c(out, '}');
}

/* What the texts alone need, so that they are not copied as the line grows. */
static gsize
size_guess(const Meaning *meaning)
{
    const char *const texts[] = {meaning->text, meaning->reply, meaning->subject, meaning->why};
    gsize size = 1024;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        size += texts[i] ? strlen(texts[i]) * 9 / 8 : 0;
    return size;
}

char *
meaning_to_json(const Meaning *meaning, const char *file)
{
    GString *out = g_string_sized_new(size_guess(meaning));
    g_autofree char *name = file ? g_utf8_make_valid(file, -1) : NULL;
    g_string_append_c(out, '{');
    if (name)
        text_write(out, "file", name);
    text_write(out, "kind", meaning_kind_name(meaning->kind));
    text_write(out, "partstat", partstat_name(meaning->partstat));
    bool_write(out, "sure", meaning->sure);
    texts_write(out, meaning_texts, G_N_ELEMENTS(meaning_texts), meaning, false);
    date_write(out, meaning->date);
    details_write(out, &meaning->details);
    answers_write(out, meaning->answer_keys, meaning->answer_values);
    bounce_write(out, meaning->bounce);
    itip_write(out, meaning->itip);
    strings_write(out, "defects", meaning->defects);
    g_string_append_c(out, '}');
    return g_string_free(out, FALSE);
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
