/* The life of a Standing, the names of Delivery, and counting. */
#include "event/standing.h"

static const char *const names[] = {
    [DELIVERY_NONE] = "none",       [DELIVERY_QUEUED] = "queued",   [DELIVERY_HELD] = "held",
    [DELIVERY_CLAIMED] = "claimed", [DELIVERY_SENT] = "sent",       [DELIVERY_UNKNOWN] = "unknown",
    [DELIVERY_FAILED] = "failed",   [DELIVERY_DROPPED] = "dropped",
};

const char *
delivery_name(Delivery delivery)
{
    g_assert((size_t)delivery < G_N_ELEMENTS(names));
    return names[delivery];
}

Delivery
delivery_parse(const char *name)
{
    for (size_t i = 1; name && i < G_N_ELEMENTS(names); i++)
        if (g_str_equal(name, names[i]))
            return (Delivery)i;
    return DELIVERY_NONE;
}

static const char *const seat_states[] = {
    [SEAT_NONE] = "none",       [SEAT_OFFERED] = "offered", [SEAT_TAKEN] = "taken",
    [SEAT_WAITING] = "waiting", [SEAT_EXPIRED] = "expired", [SEAT_RELEASED] = "released",
};

static const struct {
    const char *name, *reason;
} seat_whys[SEAT_WHYS] = {
    [SEAT_NEXT] = {"next", "they are next, and a seat is free"},
    [SEAT_FREE] = {"free", "they said yes, and there was a seat for them"},
    [SEAT_CAME] = {"came", "there is a seat for them now, and it is their turn"},
    [SEAT_FULL] = {"full", "they said yes when all seats were taken or offered"},
    [SEAT_QUOTA] = {"quota", "they said yes when a quota left none for them"},
    [SEAT_UNSAID] = {"unsaid", "they did not say yes in time"},
    [SEAT_REFUSED] = {"refused", "they do not say yes, or no longer"},
    [SEAT_REMOVED] = {"removed", "they are no longer a guest"},
    [SEAT_LOST] = {"lost", "mail to them does not get through"},
    [SEAT_DROPPED] = {"dropped", "you dropped the offer"},
    [SEAT_CALLED] = {"called", "they were called off, and are asked anew"},
    [SEAT_UNDECIDED] = {"undecided", "they said maybe, and did not say yes in time"},
    [SEAT_OPEN] = {"open", "seats are limited no more"},
};

const char *
seat_state_name(SeatState state)
{
    g_assert((size_t)state < G_N_ELEMENTS(seat_states));
    return seat_states[state];
}

SeatState
seat_state_parse(const char *name)
{
    for (size_t i = 1; name && i < G_N_ELEMENTS(seat_states); i++)
        if (g_str_equal(name, seat_states[i]))
            return (SeatState)i;
    return SEAT_NONE;
}

const char *
seat_why_name(SeatWhy why)
{
    g_assert((size_t)why < SEAT_WHYS);
    return seat_whys[why].name;
}

SeatWhy
seat_why_parse(const char *name)
{
    for (size_t i = 1; name && i < SEAT_WHYS; i++)
        if (g_str_equal(name, seat_whys[i].name))
            return (SeatWhy)i;
    return SEAT_NEXT;
}

const char *
seat_reason(const Seat *seat)
{
    g_assert((size_t)seat->why < SEAT_WHYS);
    return seat_whys[seat->why].reason;
}

bool
standing_owes(const Standing *standing)
{
    bool invited = standing->invited_at != NEVER || (standing->invitation != DELIVERY_NONE &&
                                                     standing->invitation != DELIVERY_DROPPED);
    return standing->partstat == PARTSTAT_NEEDS_ACTION && invited;
}

bool
standing_comes(const Standing *standing)
{
    return standing->partstat == PARTSTAT_ACCEPTED && standing->seat.state != SEAT_WAITING;
}

bool
standing_in_review(const Standing *standing)
{
    return standing->review &&
           (standing->anew_at == NEVER || standing->reviewed_at > standing->anew_at);
}

bool
standing_by_button(const Standing *standing)
{
    return !standing->words && g_strcmp0(standing->channel, "calendar") == 0;
}

bool
standing_waits(const Standing *standing)
{
    bool withheld = standing->seat.state == SEAT_TAKEN && standing->seat.why == SEAT_CAME &&
                    standing->seat_mail == DELIVERY_HELD;
    return standing->partstat == PARTSTAT_ACCEPTED &&
           (standing->seat.state == SEAT_WAITING || withheld);
}

bool
standing_counts_on_it(const Standing *standing)
{
    bool said = standing->partstat == PARTSTAT_ACCEPTED || standing->partstat == PARTSTAT_TENTATIVE;
    const bool invited = standing->last_invited_at != NEVER;
    return (invited || said) && !standing->called_off && standing->token && standing->address &&
           !standing->dead_why && standing->partstat != PARTSTAT_DECLINED;
}

/* How far the withdrawal got that has not left; NONE where there is none. */
static Delivery
withdrawal_waits(const Standing *standing)
{
    for (guint i = 0; standing->had && i < standing->had->len; i++) {
        const HadNotice *had = g_ptr_array_index(standing->had, i);
        if (had->kind == NOTICE_WITHDRAWAL &&
            (had->state == DELIVERY_QUEUED || had->state == DELIVERY_HELD ||
             had->state == DELIVERY_CLAIMED))
            return had->state;
    }
    return DELIVERY_NONE;
}

bool
standing_leaves(const Standing *standing)
{
    return standing->removed && standing_counts_on_it(standing) &&
           (!(standing->calling & 1u << NOTICE_WITHDRAWAL) ||
            withdrawal_waits(standing) != DELIVERY_NONE);
}

bool
standing_leaves_held(const Standing *standing)
{
    return standing_leaves(standing) && withdrawal_waits(standing) == DELIVERY_HELD;
}

static void
had_free(HadNotice *had)
{
    g_free(had->occasion);
    g_free(had);
}

HadNotice *
standing_add_had(Standing *standing, NoticeKind kind, const char *occasion, gint64 at,
                 Delivery state)
{
    HadNotice *had = g_new(HadNotice, 1);
    *had = (HadNotice){kind, g_strdup(occasion), .at = at, .state = state, .left_at = NEVER};
    if (!standing->had)
        standing->had = g_ptr_array_new_with_free_func((GDestroyNotify)had_free);
    g_ptr_array_add(standing->had, had);
    if (kind == NOTICE_REMINDER && state != DELIVERY_FAILED)
        g_ptr_array_add(standing->reminders, g_strdup(occasion));
    return had;
}

bool
standing_unaware(const Standing *standing)
{
    bool failed = false;
    for (guint i = 0; standing->had && i < standing->had->len; i++) {
        const HadNotice *had = g_ptr_array_index(standing->had, i);
        if (had->kind == NOTICE_CANCELLATION)
            failed = had->state == DELIVERY_FAILED;
    }
    return failed && (standing->calling & 1u << NOTICE_CANCELLATION) && !standing->called_off &&
           standing->partstat != PARTSTAT_DECLINED;
}

char *
standing_next_call(const Standing *standing)
{
    return g_strdup_printf("%d", MAX(standing->calls, standing->call) + 1);
}

Standing *
standing_new(void)
{
    Standing *standing = g_new0(Standing, 1);
    standing->partstat = PARTSTAT_NEEDS_ACTION;
    standing->answered_at = standing->invited_at = standing->reminded_at = NEVER;
    standing->called_at = standing->last_invited_at = standing->removed_at = NEVER;
    standing->silent_since = standing->wait_until = standing->changed_at = standing->previous_at =
        NEVER;
    standing->offered_at = standing->seat.at = standing->spoken_at = NEVER;
    standing->reviewed_at = standing->anew_at = NEVER;
    standing->reminders = g_ptr_array_new_with_free_func(g_free);
    standing->changes = g_ptr_array_new_with_free_func(g_free);
    return standing;
}

void
standing_free(Standing *standing)
{
    if (!standing)
        return;
    g_free(standing->guest);
    g_free(standing->name);
    g_free(standing->address);
    g_free(standing->token);
    details_clear(&standing->details);
    g_free(standing->words);
    g_free(standing->channel);
    g_free(standing->wait_words);
    g_free(standing->dead_why);
    g_free(standing->passed_over);
    g_free(standing->passed_why);
    g_free(standing->delivery_words);
    g_ptr_array_unref(standing->reminders);
    g_ptr_array_unref(standing->changes);
    g_free(standing->zone);
    g_clear_pointer(&standing->had, g_ptr_array_unref);
    g_free(standing);
}

GHashTable *
standings_by_guest(const GPtrArray *standings)
{
    GHashTable *by_guest = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < standings->len; i++) {
        Standing *standing = g_ptr_array_index(standings, i);
        g_hash_table_insert(by_guest, standing->guest, standing);
    }
    return by_guest;
}

Tally
tally_of(const GPtrArray *standings)
{
    Tally tally = {.guests = (int)standings->len};
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        tally.accepted += standing_comes(standing);
        tally.waiting += standing->partstat == PARTSTAT_ACCEPTED && !standing_comes(standing);
        tally.declined += standing->partstat == PARTSTAT_DECLINED;
        tally.tentative += standing->partstat == PARTSTAT_TENTATIVE;
        tally.delegated += standing->partstat == PARTSTAT_DELEGATED;
        tally.owing += standing->partstat == PARTSTAT_NEEDS_ACTION;
        tally.uninvited += standing->partstat == PARTSTAT_NEEDS_ACTION && !standing_owes(standing);
        tally.reviewing += standing_owes(standing) && standing->review;
        tally.unreached += standing->dead_why || standing->invitation == DELIVERY_FAILED;
    }
    return tally;
}
