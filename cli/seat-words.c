/* Counts come from the pure functions of event/seats.h; here are only the words. */
#include "cli/seat-words.h"
#include "cli/words.h"
#include "db/store-standing.h"
#include <stdio.h>

gboolean
seat_use_load(Store *store, const Meeting *meeting, SeatUse *ret_use, GError **error)
{
    g_autoptr(GPtrArray) claims = store_seat_claims(store, meeting, error);
    if (!claims)
        return FALSE;
    *ret_use = (SeatUse){.seats = meeting->seats,
                         .count = seats_count(meeting, claims),
                         .quotas = seats_quotas(meeting, claims)};
    return TRUE;
}

void
seat_use_clear(SeatUse *use)
{
    g_clear_pointer(&use->quotas, g_ptr_array_unref);
}

char *
seat_use_excess(const SeatUse *use)
{
    int excess = use->count.taken + use->count.offered - use->seats;
    if (use->seats == 0 || excess <= 0)
        return NULL;
    return g_strdup_printf("%d more than there are: nobody loses theirs, and nobody else gets one "
                           "until enough are given back",
                           excess);
}

char *
seat_use_leaving(const SeatUse *use)
{
    const int count = use->count.leaving;
    if (count == 0)
        return NULL;
    return g_strdup_printf("The seat%s of %d guest%s who %s taken out %s kept until convoke send "
                           "has told them.",
                           count == 1 ? "" : "s", count, count == 1 ? "" : "s",
                           count == 1 ? "is" : "are", count == 1 ? "is" : "are");
}

static void
print_beneath(const char *sentence, const char *stop, int width)
{
    g_autofree char *lines = sentence ? words_wrapped(sentence, 2, width - 1) : NULL;
    if (lines)
        printf("  %s%s\n", lines, stop);
}

void
seat_use_print(const SeatUse *use, int width)
{
    const SeatCount *count = &use->count;
    g_autofree char *excess = seat_use_excess(use), *leaving = seat_use_leaving(use);
    printf("%d seat%s: %d taken, %d offered, %d free", use->seats, use->seats == 1 ? "" : "s",
           count->taken, count->offered, count->free);
    if (count->waiting > 0)
        printf("; %d wait%s", count->waiting, count->waiting == 1 ? "s" : "");
    printf(".\n");
    print_beneath(excess, ".", width);
    print_beneath(leaving, "", width);
    for (guint i = 0; i < use->quotas->len; i++) {
        const QuotaUse *quota = g_ptr_array_index(use->quotas, i);
        printf("  %s %s: %d of %d\n", quota_kind_name(quota->kind), quota->name, quota->used,
               quota->most);
    }
}

json_t *
seat_use_json(const SeatUse *use)
{
    json_t *quotas = json_array();
    for (guint i = 0; i < use->quotas->len; i++) {
        const QuotaUse *quota = g_ptr_array_index(use->quotas, i);
        json_array_append_new(quotas, json_pack("{s:s, s:s, s:i, s:i}", "kind",
                                                quota_kind_name(quota->kind), "name", quota->name,
                                                "most", quota->most, "used", quota->used));
    }
    return json_pack("{s:i, s:i, s:i, s:i, s:i, s:o}", "count", use->seats, "taken",
                     use->count.taken, "offered", use->count.offered, "free", use->count.free,
                     "waiting", use->count.waiting, "quotas", quotas);
}

static char *
words_of_offer(const Meeting *meeting, const Standing *standing, GTimeZone *zone)
{
    if (standing->offered_at == NEVER)
        return g_strdup(standing->seat_mail == DELIVERY_HELD
                            ? "a seat is offered; held (convoke release)"
                        : standing->seat_mail == DELIVERY_DROPPED
                            ? "you dropped the offer of a seat, which goes to the next"
                            : "a seat is offered; the mail is on its way");
    Day last = seat_offer_last(meeting, zone, standing->seat.days, standing->offered_at);
    g_autofree char *day = day_format(last);
    return g_strdup_printf("offered until %s", day);
}

char *
words_of_seat(const Meeting *meeting, const Standing *standing, GTimeZone *zone)
{
    switch (standing->seat.state) {
    case SEAT_OFFERED:
        return words_of_offer(meeting, standing, zone);
    case SEAT_WAITING:
        if (standing->seat.why == SEAT_LOST)
            return g_strdup_printf("on the waiting list; %s", seat_reason(&standing->seat));
        return meeting->quotas->len == 0
                   ? g_strdup_printf("on the waiting list, place %d", standing->place)
                   : g_strdup("on the waiting list");
    case SEAT_EXPIRED:
    case SEAT_RELEASED:
        return g_strdup_printf("no seat is kept: %s", seat_reason(&standing->seat));
    case SEAT_TAKEN:
        return standing_waits(standing) ? g_strdup("a seat is theirs; held (convoke release)")
                                        : NULL;
    case SEAT_NONE:
        break;
    }
    return NULL;
}

gboolean
seat_say(const Shell *shell, Store *store, const Meeting *meeting, const char *guest,
         GError **error)
{
    if (meeting->seats == 0)
        return TRUE;
    g_autoptr(GPtrArray) standings = store_standing_list(store, meeting->id, guest, error);
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    if (!standings)
        return FALSE;
    const Standing *standing = standings->len ? g_ptr_array_index(standings, 0) : NULL;
    g_autofree char *words = standing ? words_of_seat(meeting, standing, zone) : NULL;
    if (words)
        shell_say(shell, "Seat: %s. `convoke send` tells whom it concerns.", words);
    return TRUE;
}
