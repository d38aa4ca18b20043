/* Page view: a meeting and how its guests stand -> what page.html is filled with. Pure. The agenda is
 * the one that letters show (mailer/view.h); the rest is only the page's. Every text of the view is
 * veiled by page-guard.h, so no template can print an address or a bad link. */
#ifndef CONVOKE_CLI_PAGE_VIEW_H
#define CONVOKE_CLI_PAGE_VIEW_H

#include "event/meeting.h"
#include "templates/library.h"
#include "templates/value.h"

/* Who is listed. Whoever said no, or sends somebody else, never is. */
typedef enum {
    PAGE_ATTENDEES_ALL,      /* everybody else who is invited */
    PAGE_ATTENDEES_ACCEPTED, /* those who said that they come */
    PAGE_ATTENDEES_NONE,     /* nobody */
} PageAttendees;

typedef struct {
    const Meeting *meeting;     /* with all guests */
    GTimeZone *zone;            /* the meeting's */
    const GPtrArray *standings; /* Standing *; a guest without one has not answered */
    gint64 applied_at;          /* UTC seconds: when the organizer last changed the meeting */
    PageAttendees attendees;
    bool addresses; /* attendees' and the organizer's, spelled out in words */
} PageContext;

/* All names of page_names. LANGUAGE is that of the template. */
TemplateValue *page_view(const PageContext *context, const Words *words, const char *language);

/* The contract: every name that page.html may use, and no others. */
extern const TemplateName page_names[];

/* The one row that says so; ends with a NULL name. */
extern const TemplateKind page_kinds[];

#endif
