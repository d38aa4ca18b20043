/* The tables of a Meaning, and the forms that are its own. */
#include "inbox/meaning-json.h"

#include <stddef.h>
#include <string.h>
#include "event/error.h"
#include "inbox/json-form.h"

/* Names of states. */

static void
partstat_write(GString *out, gconstpointer value)
{
    json_write_text(out, partstat_name(*(const Partstat *)value));
}

static bool
partstat_read(JsonCursor *cursor, gpointer value)
{
    g_autofree char *name = NULL;
    Partstat *partstat = value;
    if (!json_read_text(cursor, &name))
        return false;
    *partstat = name ? partstat_parse(name) : PARTSTAT_NONE;
    return !name || *partstat != PARTSTAT_NONE;
}

static void
kind_write(GString *out, gconstpointer value)
{
    json_write_text(out, meaning_kind_name(*(const MeaningKind *)value));
}

static bool
kind_read(JsonCursor *cursor, gpointer value)
{
    g_autofree char *name = NULL;
    return json_read_text(cursor, &name) && meaning_kind_parse(name, value);
}

static void
cause_write(GString *out, gconstpointer value)
{
    json_write_text(out, bounce_cause_name(*(const BounceCause *)value));
}

static bool
cause_read(JsonCursor *cursor, gpointer value)
{
    g_autofree char *name = NULL;
    return json_read_text(cursor, &name) && bounce_cause_parse(name, value);
}

static void
authenticity_write(GString *out, gconstpointer value)
{
    json_write_text(out, authenticity_name(*(const Authenticity *)value));
}

static bool
authenticity_read(JsonCursor *cursor, gpointer value)
{
    g_autofree char *name = NULL;
    return json_read_text(cursor, &name) && name && authenticity_parse(name, value);
}

static bool
authenticity_said(gconstpointer value)
{
    return *(const Authenticity *)value != AUTHENTICITY_UNKNOWN;
}

static void
class_write(GString *out, gconstpointer value)
{
    json_write_text(out, *(const bool *)value ? "permanent" : "transient");
}

static bool
class_read(JsonCursor *cursor, gpointer value)
{
    g_autofree char *name = NULL;
    if (!json_read_text(cursor, &name))
        return false;
    *(bool *)value = g_strcmp0(name, "permanent") == 0;
    return *(bool *)value || g_strcmp0(name, "transient") == 0;
}

/* By hand: g_date_time_format would ask for the charset of the locale, which opens files. */
static char *
date_text(GDateTime *when)
{
    int year, month, day;
    g_date_time_get_ymd(when, &year, &month, &day);
    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day,
                           g_date_time_get_hour(when), g_date_time_get_minute(when),
                           g_date_time_get_second(when));
}

static void
date_write(GString *out, gconstpointer value)
{
    gint64 date = *(const gint64 *)value;
    g_autoptr(GDateTime) when = date == G_MININT64 ? NULL : g_date_time_new_from_unix_utc(date);
    g_autofree char *iso = when ? date_text(when) : NULL;
    json_write_text(out, iso);
}

static bool
date_read(JsonCursor *cursor, gpointer value)
{
    g_autofree char *iso = NULL;
    if (!json_read_text(cursor, &iso))
        return false;
    if (!iso)
        return true;
    g_autoptr(GDateTime) when = g_date_time_new_from_iso8601(iso, NULL);
    if (when)
        *(gint64 *)value = g_date_time_to_unix(when);
    return when != NULL;
}

static const Form partstat = {partstat_write, partstat_read, NULL},
                  kind = {kind_write, kind_read, NULL}, cause = {cause_write, cause_read, NULL},
                  authenticity = {authenticity_write, authenticity_read, authenticity_said},
                  class = {class_write, class_read, NULL}, date = {date_write, date_read, NULL};

/* Details, a plain member. */

static const Member details_members[] = {
    {"partial", offsetof(Details, partial), &form_text_if},
    {"delegate", offsetof(Details, delegate), &form_text_if},
    {"promise", offsetof(Details, promise), &form_text_if},
    {"condition", offsetof(Details, condition), &form_text_if},
    {"topic", offsetof(Details, topic), &form_text_if},
    {"title", offsetof(Details, title), &form_text_if},
    {"diet", offsetof(Details, diet), &form_text_if},
    {"arrival", offsetof(Details, arrival), &form_text_if},
    {"departure", offsetof(Details, departure), &form_text_if},
    {"guests", offsetof(Details, guests), &form_whole_if},
    {"remote", offsetof(Details, remote), &form_truth_if},
    {"question", offsetof(Details, question), &form_truth_if},
    {NULL, 0, NULL},
};

static void
details_write(GString *out, gconstpointer value)
{
    members_write(out, details_members, value);
}

static bool
details_read(JsonCursor *cursor, gpointer value)
{
    return members_read(cursor, details_members, value);
}

/* Answers: an object with any keys, of a whole Meaning. */

static void
answers_write(GString *out, gconstpointer value)
{
    const Meaning *meaning = value;
    g_string_append_c(out, '{');
    for (guint i = 0; i < meaning->answer_keys->len; i++) {
        json_write_any_key(out, meaning->answer_keys->pdata[i]);
        json_write_text(out, meaning->answer_values->pdata[i]);
    }
    g_string_append_c(out, '}');
}

static bool
answer_read(JsonCursor *cursor, gpointer value)
{
    Meaning *meaning = value;
    return form_string_read(cursor, meaning->answer_keys) && json_take(cursor, ':') &&
           form_string_read(cursor, meaning->answer_values);
}

static bool
answers_read(JsonCursor *cursor, gpointer value)
{
    return json_read_list(cursor, "{}", answer_read, value);
}

/* A bounce, or null. */

static const Member bounce_members[] = {
    {"class", offsetof(Bounce, permanent), &class},
    {"gave_up", offsetof(Bounce, gave_up), &form_truth_if},
    {"cause", offsetof(Bounce, cause), &cause},
    {"recipients", offsetof(Bounce, recipients), &form_strings},
    {"addressed", offsetof(Bounce, addressed), &form_strings},
    {"status", offsetof(Bounce, status), &form_text},
    {"reason", offsetof(Bounce, reason), &form_text},
    {"message_id", offsetof(Bounce, message_id), &form_text},
    {"envelope_id", offsetof(Bounce, envelope_id), &form_text},
    {NULL, 0, NULL},
};

static void
bounce_write(GString *out, gconstpointer value)
{
    const Bounce *bounce = *(Bounce *const *)value;
    if (bounce)
        members_write(out, bounce_members, bounce);
    else
        json_write_text(out, NULL);
}

static bool
bounce_read(JsonCursor *cursor, gpointer value)
{
    if (json_take_word(cursor, "null"))
        return true;
    return members_read(cursor, bounce_members, *(Bounce **)value = bounce_new());
}

/* A calendar object, or null. */

static const Member attendee_members[] = {
    {"address", offsetof(ItipAttendee, address), &form_text},
    {"recurrence_id", offsetof(ItipAttendee, recurrence_id), &form_text},
    {"delegated_to", offsetof(ItipAttendee, delegated_to), &form_text},
    {"delegated_from", offsetof(ItipAttendee, delegated_from), &form_text},
    {"partstat", offsetof(ItipAttendee, partstat), &partstat},
    {NULL, 0, NULL},
};

static void
attendees_write(GString *out, gconstpointer value)
{
    const GPtrArray *attendees = *(GPtrArray *const *)value;
    g_string_append_c(out, '[');
    for (guint i = 0; i < attendees->len; i++) {
        json_write_next(out);
        members_write(out, attendee_members, attendees->pdata[i]);
    }
    g_string_append_c(out, ']');
}

static bool
attendee_read(JsonCursor *cursor, gpointer attendees)
{
    ItipAttendee *attendee = itip_attendee_new();
    g_ptr_array_add(attendees, attendee);
    return members_read(cursor, attendee_members, attendee);
}

static bool
attendees_read(JsonCursor *cursor, gpointer value)
{
    return json_read_list(cursor, "[]", attendee_read, *(GPtrArray **)value);
}

static const Form attendees = {attendees_write, attendees_read, NULL};

static const Member itip_members[] = {
    {"method", offsetof(Itip, method), &form_text},
    {"component", offsetof(Itip, component), &form_text},
    {"uid", offsetof(Itip, uid), &form_text},
    {"dtstamp", offsetof(Itip, dtstamp), &form_text},
    {"organizer", offsetof(Itip, organizer), &form_text},
    {"comment", offsetof(Itip, comment), &form_text},
    {"proposal", offsetof(Itip, proposal), &form_text},
    {"sequence", offsetof(Itip, sequence), &form_whole},
    {"guests", offsetof(Itip, guests), &form_whole},
    {"attendees", offsetof(Itip, attendees), &attendees},
    {"cut", offsetof(Itip, cut), &form_truth_if},
    {NULL, 0, NULL},
};

static void
itip_write(GString *out, gconstpointer value)
{
    const Itip *itip = *(Itip *const *)value;
    if (itip)
        members_write(out, itip_members, itip);
    else
        json_write_text(out, NULL);
}

static bool
itip_read(JsonCursor *cursor, gpointer value)
{
    if (json_take_word(cursor, "null"))
        return true;
    return members_read(cursor, itip_members, *(Itip **)value = itip_new());
}

/* Attachments, or none. */

static const Member attachment_members[] = {
    {"name", offsetof(Attachment, name), &form_text},
    {"type", offsetof(Attachment, type), &form_text},
    {"size", offsetof(Attachment, size), &form_size},
    {"cut", offsetof(Attachment, cut), &form_truth_if},
    {NULL, 0, NULL},
};

static void
attachments_write(GString *out, gconstpointer value)
{
    const GPtrArray *attachments = *(GPtrArray *const *)value;
    g_string_append_c(out, '[');
    for (guint i = 0; i < attachments->len; i++) {
        json_write_next(out);
        members_write(out, attachment_members, attachments->pdata[i]);
    }
    g_string_append_c(out, ']');
}

static bool
attachment_read(JsonCursor *cursor, gpointer value)
{
    GPtrArray *attachments = value;
    Attachment *attachment = attachment_new();
    g_ptr_array_add(attachments, attachment);
    return attachments->len <= ATTACHMENTS_MAX &&
           members_read(cursor, attachment_members, attachment) && attachment->name &&
           attachment->type;
}

static bool
attachments_read(JsonCursor *cursor, gpointer value)
{
    GPtrArray *attachments = g_ptr_array_new_with_free_func((GDestroyNotify)attachment_free);
    *(GPtrArray **)value = attachments;
    return json_read_list(cursor, "[]", attachment_read, attachments);
}

static bool
attachments_said(gconstpointer value)
{
    return *(GPtrArray *const *)value != NULL;
}

static const Form attachments = {attachments_write, attachments_read, attachments_said};

/* The whole. */

static const Form details = {details_write, details_read, NULL},
                  answers = {answers_write, answers_read, NULL},
                  bounce = {bounce_write, bounce_read, NULL}, itip = {itip_write, itip_read, NULL};

static const Member meaning_members[] = {
    {"kind", offsetof(Meaning, kind), &kind},
    {"partstat", offsetof(Meaning, partstat), &partstat},
    {"sure", offsetof(Meaning, sure), &form_truth},
    {"why", offsetof(Meaning, why), &form_text},
    {"words", offsetof(Meaning, words), &form_text},
    {"rule", offsetof(Meaning, rule), &form_text},
    {"open", offsetof(Meaning, open), &form_truth_if},
    {"subject", offsetof(Meaning, subject), &form_text},
    {"from", offsetof(Meaning, from), &form_text},
    {"text", offsetof(Meaning, text), &form_text},
    {"reply", offsetof(Meaning, reply), &form_text},
    {"message_id", offsetof(Meaning, message_id), &form_text},
    {"until", offsetof(Meaning, until), &form_text},
    {"token", offsetof(Meaning, token), &form_text},
    {"token_from", offsetof(Meaning, token_from), &form_text},
    {"envelope_id", offsetof(Meaning, envelope_id), &form_text},
    {"reference", offsetof(Meaning, reference), &form_text},
    {"token_several", offsetof(Meaning, several), &form_truth_if},
    {"authenticity", offsetof(Meaning, authenticity), &authenticity},
    {"purpose", offsetof(Meaning, purpose), &form_text},
    {"date", offsetof(Meaning, date), &date},
    {"details", offsetof(Meaning, details), &details},
    {"answers", 0, &answers},
    {"bounce", offsetof(Meaning, bounce), &bounce},
    {"itip", offsetof(Meaning, itip), &itip},
    {"attachments", offsetof(Meaning, attachments), &attachments},
    {"defects", offsetof(Meaning, defects), &form_strings},
    {"hushed", offsetof(Meaning, hushed), &form_truth_if},
    {"named", offsetof(Meaning, named), &form_truth_if},
    {NULL, 0, NULL},
};

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
    members_write(out, meaning_members, meaning);
    if (file) {
        g_autofree char *name = g_utf8_make_valid(file, -1);
        g_autoptr(GString) first = g_string_new("{");
        json_write_key(first, "file");
        json_write_text(first, name);
        g_string_append_c(first, ',');
        g_string_erase(out, 0, 1);
        g_string_insert_len(out, 0, first->str, (gssize)first->len);
    }
    return g_string_free(out, FALSE);
}

Meaning *
meaning_from_json(const char *json, gsize length, GError **error)
{
    JsonCursor cursor = {json, json + length};
    g_autoptr(Meaning) meaning = meaning_new();
    if (g_utf8_validate_len(json, length, NULL) &&
        strncmp(json, "{\"kind\":", MIN(length, 8)) == 0 &&
        members_read(&cursor, meaning_members, meaning) && cursor.at == cursor.end)
        return g_steal_pointer(&meaning);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "meaning: byte %zu is not as documented",
                (gsize)(cursor.at - json));
    return NULL;
}
