/* What is known of calendar objects without the calendar library. */
#include "mailer/calendar.h"

char *
calendar_uid(const char *meeting_id, const char *domain)
{
    return g_strconcat(meeting_id, "@", domain, NULL);
}

const char *
calendar_method_name(CalendarMethod method)
{
    return method == CALENDAR_REQUEST ? "REQUEST" : "CANCEL";
}

void
calendar_frame_clear(CalendarFrame *frame)
{
    passage_unref(frame->head);
    passage_unref(frame->tail);
    *frame = (CalendarFrame){0};
}
