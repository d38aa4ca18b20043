/* The names that page.html may use. Meanings are half sentences, as convoke-templates(5) has them. */
#include "cli/page-view.h"
#include "mailer/view-contract.h"

static const TemplateName attendee_names[] = {
    {"name", TEMPLATE_TEXT, "the name", NULL, false},
    {"affiliation", TEMPLATE_TEXT, "where the guest belongs; may be empty", NULL, false},
    {"role", TEMPLATE_TEXT, "the guest's role; may be empty", NULL, false},
    {"speaks", TEMPLATE_FLAG, "the guest has a slot of the agenda", NULL, false},
    {"address", TEMPLATE_TEXT, "the address in words; empty unless asked for", NULL, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false},
};

static const TemplateName material_names[] = {
    {"title", TEMPLATE_TEXT, "what it is", NULL, false},
    {"url", TEMPLATE_TEXT, "where it is; empty where that is not known or not safe", NULL, false},
    {"from", TEMPLATE_TEXT, "who gave it; may be empty", NULL, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false},
};

const TemplateName page_names[] = {
    {"language", TEMPLATE_TEXT, "the language of the template, as in en", NULL, false},
    {"direction", TEMPLATE_TEXT, "ltr, or rtl for a language written from right to left", NULL,
     false},
    {"meeting", TEMPLATE_MAP, "the meeting, as in letters", view_meeting_names, false},
    {"has_about", TEMPLATE_FLAG, "it is described, or has a note on who is invited", NULL, false},
    {"first_day_iso", TEMPLATE_TEXT, "its first day, as in 2004-07-14", NULL, false},
    {"last_day_iso", TEMPLATE_TEXT, "its last day", NULL, false},
    {"seats_min", TEMPLATE_TEXT, "how many come at least; may be empty", NULL, false},
    {"zone", TEMPLATE_TEXT, "its time zone, as in Europe/Brussels", NULL, false},
    {"offset", TEMPLATE_TEXT,
     "how far that is from UTC, as in UTC+2; empty in UTC itself, and where it changes while the "
     "meeting lasts",
     NULL, false},
    {"organizer", TEMPLATE_TEXT, "who invites; may be empty", NULL, false},
    {"organizer_address", TEMPLATE_TEXT, "that address in words; empty unless asked for", NULL,
     false},
    {"has_sponsors", TEMPLATE_FLAG, "there are sponsors", NULL, false},
    {"sponsors", TEMPLATE_LIST, "their names", NULL, false},
    {"has_attendees", TEMPLATE_FLAG, "somebody is to be listed", NULL, false},
    {"attendees", TEMPLATE_LIST, "who takes part, as far as asked for", attendee_names, false},
    {"has_materials", TEMPLATE_FLAG, "there are slides or photos", NULL, false},
    {"has_slides", TEMPLATE_FLAG, "there are slides", NULL, false},
    {"slides", TEMPLATE_LIST, "the slides", material_names, false},
    {"has_photos", TEMPLATE_FLAG, "there are photos", NULL, false},
    {"photos", TEMPLATE_LIST, "the photos", material_names, false},
    {"has_references", TEMPLATE_FLAG, "there are references", NULL, false},
    {"references", TEMPLATE_LIST, "the references", material_names, false},
    {"state", TEMPLATE_TEXT, "the day of the newest change or answer, with weekday", NULL, false},
    {"state_iso", TEMPLATE_TEXT, "the same, as in 2004-06-01", NULL, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false},
};

const TemplateKind page_kinds[] = {
    {"page", false, page_names, true},
    {NULL, false, NULL, false},
};
