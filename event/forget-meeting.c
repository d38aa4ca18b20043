/* Meetings without a person. */
#include "event/forget.h"
#include <string.h>

static bool
rename_id(const Forget *forget, char **id)
{
    if (g_strcmp0(*id, forget->guest) != 0)
        return false;
    g_free(*id);
    *id = g_strdup(forget->as);
    return true;
}

static bool
rename_materials(const Forget *forget, const GPtrArray *materials)
{
    bool found = false;
    for (guint i = 0; i < materials->len; i++)
        found |= rename_id(forget, &((Material *)g_ptr_array_index(materials, i))->from);
    return found;
}

static bool
rename_agenda(const Forget *forget, const Meeting *meeting)
{
    bool found = false;
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    for (guint i = 0; i < sessions->len; i++) {
        Session *session = g_ptr_array_index(sessions, i);
        for (guint s = 0; s < session->speakers->len; s++)
            found |= rename_id(forget, (char **)&g_ptr_array_index(session->speakers, s));
    }
    for (guint i = 0; i < meeting->topics->len; i++)
        found |= rename_id(forget, &((Topic *)g_ptr_array_index(meeting->topics, i))->proposed);
    return found;
}

/* A new guest in their place: whatever else a Guest may hold is not carried over. */
static bool
replace_guest(const Forget *forget, const Meeting *meeting)
{
    for (guint i = 0; i < meeting->guests->len; i++) {
        Guest *guest = g_ptr_array_index(meeting->guests, i);
        if (!g_str_equal(guest->id, forget->guest))
            continue;
        Guest *blank = guest_new();
        blank->id = g_strdup(forget->as);
        blank->name = g_strdup(forget->as);
        blank->line = guest->line;
        g_ptr_array_add(blank->addresses, g_strdup_printf("%s@forgotten.invalid", forget->as));
        guest_free(guest);
        g_ptr_array_index(meeting->guests, i) = blank;
        return true;
    }
    return false;
}

bool
forget_meeting(const Forget *forget, Meeting *meeting)
{
    bool found = replace_guest(forget, meeting);
    found |= rename_agenda(forget, meeting);
    found |= rename_materials(forget, meeting->slides);
    found |= rename_materials(forget, meeting->photos);
    found |= rename_materials(forget, meeting->references);
    return found;
}

/* --- the organizer's words --- */

static bool
scrub(const Forget *forget, char **text)
{
    if (!*text || !forget_names(forget, *text, strlen(*text)))
        return false;
    char *without = forget_text(forget, *text);
    g_free(*text);
    *text = without;
    return true;
}

static bool
scrub_all(const Forget *forget, const GPtrArray *texts)
{
    bool found = false;
    for (guint i = 0; i < texts->len; i++)
        found |= scrub(forget, (char **)&g_ptr_array_index(texts, i));
    return found;
}

static bool
scrub_agenda(const Forget *forget, const Meeting *meeting)
{
    bool found = false;
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    for (guint i = 0; i < sessions->len; i++) {
        Session *session = g_ptr_array_index(sessions, i);
        found |= scrub_all(forget, session->titles);
        found |= scrub(forget, &session->what);
        found |= scrub(forget, &session->note);
        found |= scrub(forget, &session->room);
    }
    for (guint i = 0; i < meeting->topics->len; i++) {
        Topic *topic = g_ptr_array_index(meeting->topics, i);
        found |= scrub(forget, &topic->title);
        found |= scrub(forget, &topic->body);
    }
    return found;
}

static bool
scrub_materials(const Forget *forget, const GPtrArray *materials)
{
    bool found = false;
    for (guint i = 0; i < materials->len; i++)
        found |= scrub(forget, &((Material *)g_ptr_array_index(materials, i))->title);
    return found;
}

static bool
scrub_people(const Forget *forget, const Meeting *meeting)
{
    bool found = scrub_all(forget, meeting->sponsors);
    for (guint i = 0; i < meeting->guests->len; i++)
        found |= scrub(forget, &((Guest *)g_ptr_array_index(meeting->guests, i))->role);
    for (guint i = 0; i < meeting->questions->len; i++)
        found |= scrub(forget, &((Question *)g_ptr_array_index(meeting->questions, i))->ask);
    return found;
}

bool
forget_values(const Forget *forget, Meeting *meeting)
{
    g_autoptr(Forget) sure = forget_sure(forget);
    char **const texts[] = {&meeting->status_note, &meeting->about, &meeting->by_invitation,
                            &meeting->location};
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        found |= scrub(sure, texts[i]);
    found |= scrub_agenda(sure, meeting);
    found |= scrub_people(sure, meeting);
    found |= scrub_materials(sure, meeting->slides);
    found |= scrub_materials(sure, meeting->photos);
    found |= scrub_materials(sure, meeting->references);
    return found;
}
