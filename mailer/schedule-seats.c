/* Seats: who has to be told about theirs. Who has one is decided in event/seats.h. */
#include "mailer/schedule-family.h"

/* No echo told them, since nothing that they wrote brought them there. Who waits once more since word of a seat did not
 * get to them knows no better. */
static bool
is_untold(const Standing *standing)
{
    if (standing->seat.why == SEAT_LOST)
        return false;
    return g_strcmp0(standing->channel, "organizer") == 0 ||
           standing->seat.at > standing->answered_at;
}

/* False where nothing has to be said about the entry. */
static bool
kind_of(const Standing *standing, NoticeKind *ret_kind)
{
    switch (standing->seat.state) {
    case SEAT_OFFERED:
        *ret_kind = NOTICE_SEAT;
        return true;
    case SEAT_TAKEN:
        *ret_kind = NOTICE_PROMOTED;
        return standing->seat.why == SEAT_CAME;
    case SEAT_WAITING:
        *ret_kind = NOTICE_WAITING;
        return is_untold(standing) && !standing->seat_near;
    case SEAT_NONE:
    case SEAT_EXPIRED:
    case SEAT_RELEASED:
        break;
    }
    return false;
}

void
schedule_seats(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    if (schedule_over(meeting, now))
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        NoticeKind kind;
        if (!kind_of(standing, &kind) || standing->seat_mail != DELIVERY_NONE ||
            !schedule_reaches(standing) || !standing->token)
            continue;
        g_autofree char *occasion = g_strdup_printf("%d", standing->seat.number);
        schedule_add(state, standing, kind, occasion, seat_reason(&standing->seat), now, notices);
    }
}

bool
schedule_seat_gone(const Meeting *meeting, const Standing *standing)
{
    const Seat *seat = &standing->seat;
    return schedule_in_waves(meeting) && (seat->state == SEAT_EXPIRED ||
                                          (seat->state == SEAT_RELEASED && seat->why != SEAT_OPEN));
}

const char *
schedule_seat_moot(const Meeting *meeting, const Standing *standing, const Notice *notice,
                   gint64 now)
{
    NoticeKind kind;
    if (schedule_over(meeting, now))
        return "the meeting is over";
    if (notice->kind == NOTICE_WAITING && standing->seat_near)
        return "a seat is about to be theirs";
    bool stands = g_ascii_strtoll(notice->occasion, NULL, 10) == standing->seat.number &&
                  kind_of(standing, &kind) && kind == notice->kind;
    return stands ? NULL : SCHEDULE_SEAT_ELSE;
}
