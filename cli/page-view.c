/* The page's own names, beside the meeting that letters show, too; and the veil over all of them. */
#include "cli/page-view.h"
#include "cli/page-guard.h"
#include "event/standing.h"
#include "mailer/view.h"

static TemplateValue *
view_iso(Day day)
{
    return template_text_take(day_format(day));
}

static const char *
guest_name(const Meeting *meeting, const char *id)
{
    const Guest *guest = id ? meeting_guest(meeting, id) : NULL;
    return guest ? guest->name : NULL;
}

static TemplateValue *
view_materials(const Meeting *meeting, const GPtrArray *materials)
{
    TemplateValue *list = template_list();
    for (guint i = 0; i < materials->len; i++) {
        const Material *material = g_ptr_array_index(materials, i);
        TemplateValue *map = template_map();
        template_set(map, "title", view_text(material->title));
        template_set(map, "url", template_text_take(guard_url(material->url)));
        template_set(map, "from", view_text(guest_name(meeting, material->from)));
        template_add(list, map);
    }
    return list;
}

static TemplateValue *
view_address(const PageContext *context, const char *address)
{
    return context->addresses ? view_text(address) : NULL;
}

/* STANDING is NULL where nothing is known of an answer. Who waits for a seat is told not to come as yet. */
static bool
is_listed(PageAttendees attendees, const Standing *standing)
{
    Partstat partstat = standing ? standing->partstat : PARTSTAT_NEEDS_ACTION;
    if (standing && standing_waits(standing))
        return false;
    switch (attendees) {
    case PAGE_ATTENDEES_ALL:
        return partstat != PARTSTAT_DECLINED && partstat != PARTSTAT_DELEGATED;
    case PAGE_ATTENDEES_ACCEPTED:
        return partstat == PARTSTAT_ACCEPTED;
    case PAGE_ATTENDEES_NONE:
        break;
    }
    return false;
}

static TemplateValue *
view_attendee(const PageContext *context, const Guest *guest)
{
    TemplateValue *map = template_map();
    template_set(map, "name", view_text(guest->name));
    template_set(map, "affiliation", view_text(guest->affiliation));
    template_set(map, "role", view_text(guest->role));
    template_set(map, "speaks", template_flag(meeting_speaks(context->meeting, guest->id)));
    template_set(map, "address", view_address(context, g_ptr_array_index(guest->addresses, 0)));
    return map;
}

static TemplateValue *
view_attendees(const PageContext *context)
{
    TemplateValue *list = template_list();
    g_autoptr(GHashTable) standings = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < context->standings->len; i++) {
        Standing *standing = g_ptr_array_index(context->standings, i);
        g_hash_table_insert(standings, standing->guest, standing);
    }
    for (guint i = 0; i < context->meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(context->meeting->guests, i);
        if (is_listed(context->attendees, g_hash_table_lookup(standings, guest->id)))
            template_add(list, view_attendee(context, guest));
    }
    return list;
}

/* The day of the newest change that shows: the page of an unchanged meeting stays the same. */
static Day
day_of_state(const PageContext *context)
{
    gint64 newest = context->applied_at;
    for (guint i = 0; i < context->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(context->standings, i);
        newest = MAX(newest, standing->answered_at);
    }
    Day day;
    Minute minute;
    when_local(newest, context->zone, &day, &minute);
    return day;
}

static TemplateValue *
view_sponsors(const Meeting *meeting)
{
    TemplateValue *list = template_list();
    for (guint i = 0; i < meeting->sponsors->len; i++)
        template_add(list, view_text(g_ptr_array_index(meeting->sponsors, i)));
    return list;
}

/* Empty, too, where it changes while the meeting lasts. */
static char *
offset_of(const PageContext *context, const Words *words)
{
    const Meeting *meeting = context->meeting;
    gint64 start, end;
    meeting_span(meeting, context->zone, &start, &end);
    g_autoptr(TemplateValue) shifts = view_shifts(meeting, context->zone, NULL, NULL, words);
    g_autoptr(TemplateValue) moment =
        view_moment(start, context->zone, meeting->zone, NULL, NULL, words);
    return template_value_true(shifts)
               ? NULL
               : g_strdup(template_value_text(template_value_get(moment, "offset")));
}

static TemplateValue *
veil_texts(const TemplateValue *value, bool spell)
{
    TemplateValue *copy = NULL;
    switch (template_value_type(value)) {
    case TEMPLATE_TEXT:
        return template_text_take(guard_addresses(template_value_text(value), spell));
    case TEMPLATE_FLAG:
        return template_flag(template_value_true(value));
    case TEMPLATE_LIST:
        copy = template_list();
        for (guint i = 0; i < template_value_length(value); i++)
            template_add(copy, veil_texts(template_value_item(value, i), spell));
        return copy;
    case TEMPLATE_MAP:
        break;
    }
    g_autoptr(GPtrArray) names = template_value_names(value);
    copy = template_map();
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        template_set(copy, name, veil_texts(template_value_get(value, name), spell));
    }
    return copy;
}

TemplateValue *
page_view(const PageContext *context, const Words *words, const char *language)
{
    const Meeting *meeting = context->meeting;
    const Organizer *organizer = &meeting->organizer;
    g_autoptr(TemplateValue) root = template_map();
    Day state = day_of_state(context);
    template_set(root, "language", template_text(language));
    template_set(root, "direction", template_text(words_get(words, "direction")));
    template_set(root, "meeting", view_meeting(meeting, NULL, NEVER, words));
    template_set(root, "has_about", template_flag(meeting->about || meeting->by_invitation));
    template_set(root, "first_day_iso", view_iso(meeting_first_day(meeting)));
    template_set(root, "last_day_iso", view_iso(meeting_last_day(meeting)));
    template_set(root, "seats_min",
                 meeting->seats_min > 0 ? template_number(meeting->seats_min) : NULL);
    template_set(root, "zone", view_text(meeting->zone));
    template_set(root, "offset", template_text_take(offset_of(context, words)));
    template_set(root, "organizer", view_text(organizer->name));
    template_set(root, "organizer_address", view_address(context, organizer->address));
    view_set_list(root, "has_sponsors", "sponsors", view_sponsors(meeting));
    view_set_list(root, "has_attendees", "attendees", view_attendees(context));
    view_set_list(root, "has_slides", "slides", view_materials(meeting, meeting->slides));
    view_set_list(root, "has_photos", "photos", view_materials(meeting, meeting->photos));
    view_set_list(root, "has_references", "references",
                  view_materials(meeting, meeting->references));
    template_set(root, "has_materials",
                 template_flag(meeting->slides->len > 0 || meeting->photos->len > 0));
    template_set(root, "state", template_text_take(view_date(state, words)));
    template_set(root, "state_iso", view_iso(state));
    return veil_texts(root, context->addresses);
}
