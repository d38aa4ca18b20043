/* Settling seats: who leaves, who takes, who is offered one. Three passes, each over all guests; later ones
 * only use up what the first one frees, so after them nothing is left to do. */
#include "event/seats.h"
#include <string.h>

/* For so long it is waited for word to who leaves. */
#define PATIENCE (2 * 24 * 60 * 60)

typedef struct {
    const Meeting *meeting;
    GTimeZone *zone;
    const GPtrArray *claims;
    gint64 now;
    Day today;
    int held;         /* seats that are taken or offered */
    gint64 entries;   /* the greatest number of one */
    GHashTable *uses; /* "affiliation/one ltd." -> QuotaUse * */
    GArray *steps;
} Settling;

void
seat_claim_free(SeatClaim *claim)
{
    if (!claim)
        return;
    g_free(claim->id);
    guest_free(claim->former);
    g_free(claim);
}

void
quota_use_free(QuotaUse *use)
{
    if (!use)
        return;
    g_free(use->name);
    g_free(use);
}

Day
seat_offer_last(const Meeting *meeting, GTimeZone *zone, int days, gint64 offered_at)
{
    Day day;
    Minute minute;
    when_local(offered_at, zone, &day, &minute);
    return MAX(MIN(day + days, meeting_first_day(meeting) - 1), day);
}

gint64
seat_offer_ends(const Meeting *meeting, GTimeZone *zone, const char *reader, int days,
                gint64 offered_at)
{
    Day end = seat_offer_last(meeting, zone, days, offered_at) + 1;
    g_autoptr(GTimeZone) theirs = reader ? zone_open(reader) : NULL;
    gint64 ends = when_utc(end, 0, zone);
    return theirs ? MAX(ends, when_utc(end, 0, theirs)) : ends;
}

/* --- what is used up --- */

static bool
is_held(const SeatClaim *claim)
{
    return claim->seat.state == SEAT_TAKEN || claim->seat.state == SEAT_OFFERED;
}

static QuotaUse *
find_use(GHashTable *uses, const Quota *quota, const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    g_autofree char *composed = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL);
    char *key = g_strdup_printf("%s/%s", quota_kind_name(quota->kind), composed);
    QuotaUse *use = g_hash_table_lookup(uses, key);
    if (use) {
        g_free(key);
        return use;
    }
    use = g_new(QuotaUse, 1);
    *use = (QuotaUse){.kind = quota->kind, .name = g_strdup(name), .most = quota->most};
    g_hash_table_insert(uses, key, use);
    return use;
}

/* The uses of quotas that CLAIM falls under. QuotaUse *, borrowed. */
static GPtrArray *
uses_of(GHashTable *uses, const Meeting *meeting, const SeatClaim *claim)
{
    GPtrArray *list = g_ptr_array_new();
    const Guest *guest = claim->guest ? claim->guest : claim->former;
    for (guint i = 0; guest && i < meeting->quotas->len; i++) {
        const Quota *quota = g_ptr_array_index(meeting->quotas, i);
        if (!quota_counts(quota, guest))
            continue;
        if (quota->name || quota->kind == QUOTA_AFFILIATION) {
            const char *name = quota->name ? quota->name : guest->affiliation;
            g_ptr_array_add(list, find_use(uses, quota, name));
            continue;
        }
        for (guint j = 0; j < guest->groups->len; j++)
            g_ptr_array_add(list, find_use(uses, quota, g_ptr_array_index(guest->groups, j)));
    }
    return list;
}

static void
count_use(Settling *settling, const SeatClaim *claim, int by)
{
    g_autoptr(GPtrArray) list = uses_of(settling->uses, settling->meeting, claim);
    settling->held += by;
    for (guint i = 0; i < list->len; i++)
        ((QuotaUse *)g_ptr_array_index(list, i))->used += by;
}

/* SEAT_NEXT where there is a seat for them, else why not. */
static SeatWhy
hindrance(const Settling *settling, const SeatClaim *claim)
{
    if (settling->meeting->seats == 0)
        return SEAT_NEXT;
    if (settling->held >= settling->meeting->seats)
        return SEAT_FULL;
    g_autoptr(GPtrArray) list = uses_of(settling->uses, settling->meeting, claim);
    for (guint i = 0; i < list->len; i++) {
        const QuotaUse *use = g_ptr_array_index(list, i);
        if (use->used >= use->most)
            return SEAT_QUOTA;
    }
    return SEAT_NEXT;
}

/* --- steps --- */

static void
step(Settling *settling, guint index, SeatState state, SeatWhy why)
{
    SeatClaim *claim = g_ptr_array_index(settling->claims, index);
    bool held = is_held(claim);
    claim->seat = (Seat){
        .state = state,
        .why = why,
        .number = claim->seat.number + 1,
        .days = state == SEAT_OFFERED ? settling->meeting->offer_days : 0,
        .answer = claim->answer,
        .at = settling->now,
    };
    if (state == SEAT_TAKEN)
        claim->word = DELIVERY_NONE;
    if (state == SEAT_OFFERED) {
        claim->offer = DELIVERY_NONE;
        claim->offered_at = NEVER;
        claim->asked = true;
    }
    claim->past = false;
    claim->entry = ++settling->entries;
    count_use(settling, claim, is_held(claim) - held);
    const SeatStep entry = {index, claim->seat};
    g_array_append_val(settling->steps, entry);
}

/* The offer stands no longer, though nothing else has happened. */
static bool
has_ended(const Settling *settling, const SeatClaim *claim)
{
    if (claim->offered_at == NEVER)
        return false;
    gint64 end = seat_offer_ends(settling->meeting, settling->zone, claim->guest->zone,
                                 claim->seat.days, claim->offered_at);
    if (claim->heard_at >= end)
        end = seat_offer_ends(settling->meeting, settling->zone, claim->guest->zone, 1,
                              claim->heard_at);
    if (claim->partstat == PARTSTAT_ACCEPTED)
        return claim->arrived_at >= end;
    return settling->now >= end && !claim->review;
}

static bool
has_refused(const SeatClaim *claim)
{
    return claim->partstat == PARTSTAT_DECLINED || claim->partstat == PARTSTAT_DELEGATED ||
           claim->refusal > claim->seat.answer ||
           (claim->seat.state == SEAT_WAITING && claim->partstat != PARTSTAT_ACCEPTED);
}

/* What becomes of an offer before it is taken. */
static void
end_offer(Settling *settling, guint index, const SeatClaim *claim)
{
    bool yes = claim->partstat == PARTSTAT_ACCEPTED;
    bool lost = claim->dead || claim->offer == DELIVERY_FAILED ||
                (claim->silent && claim->offered_at == NEVER);
    if (!yes && lost)
        step(settling, index, SEAT_RELEASED, SEAT_LOST);
    else if (!yes && claim->offer == DELIVERY_DROPPED)
        step(settling, index, SEAT_RELEASED, SEAT_DROPPED);
    else if (!yes && settling->meeting->seats == 0)
        step(settling, index, SEAT_RELEASED, SEAT_OPEN);
    else if (has_ended(settling, claim))
        step(settling, index, SEAT_EXPIRED,
             claim->partstat == PARTSTAT_TENTATIVE ? SEAT_UNDECIDED : SEAT_UNSAID);
    else if (yes)
        step(settling, index, SEAT_TAKEN, SEAT_FREE);
}

/* Word of a seat that comes free would not get to them, or did not. */
static bool
is_out_of_reach(const SeatClaim *claim)
{
    bool missed = claim->seat.why == SEAT_CAME || claim->seat.why == SEAT_LOST;
    return claim->dead || claim->silent || (missed && claim->word == DELIVERY_FAILED);
}

/* The organizer has had their yes once more since. */
static bool
was_spoken_to(const SeatClaim *claim)
{
    return claim->by_organizer && claim->answer > claim->seat.answer;
}

/* The seat came free for them, and they do not know, and never will. */
static bool
has_missed(const SeatClaim *claim)
{
    bool told = claim->word == DELIVERY_SENT || claim->word == DELIVERY_UNKNOWN ||
                claim->word == DELIVERY_CLAIMED || claim->word == DELIVERY_DROPPED;
    return claim->seat.state == SEAT_TAKEN && claim->seat.why == SEAT_CAME && !told &&
           is_out_of_reach(claim) && !was_spoken_to(claim);
}

static void
settle_present(Settling *settling)
{
    for (guint i = 0; i < settling->claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(settling->claims, i);
        bool waits = claim->seat.state == SEAT_WAITING;
        if (claim->past)
            step(settling, i, SEAT_RELEASED, SEAT_CALLED);
        else if (claim->former || (!is_held(claim) && !waits))
            continue;
        else if (!claim->guest)
            step(settling, i, SEAT_RELEASED, SEAT_REMOVED);
        else if (has_refused(claim))
            step(settling, i, SEAT_RELEASED, SEAT_REFUSED);
        else if (settling->meeting->seats > 0 && has_missed(claim))
            step(settling, i, claim->partstat == PARTSTAT_ACCEPTED ? SEAT_WAITING : SEAT_RELEASED,
                 SEAT_LOST);
        else if (claim->seat.state == SEAT_OFFERED)
            end_offer(settling, i, claim);
    }
}

/* Who waits comes before who just said yes; both in the order of time. */
static gint
compare_turns(gconstpointer a, gconstpointer b, gpointer claims)
{
    const SeatClaim *first = g_ptr_array_index((GPtrArray *)claims, *(const guint *)a);
    const SeatClaim *second = g_ptr_array_index((GPtrArray *)claims, *(const guint *)b);
    bool waits = first->seat.state == SEAT_WAITING;
    bool other = second->seat.state == SEAT_WAITING;
    if (waits != other)
        return waits ? -1 : 1;
    gint64 x = waits ? first->entry : first->answer, y = waits ? second->entry : second->answer;
    return (x > y) - (x < y);
}

static void
settle_yes(Settling *settling)
{
    g_autoptr(GArray) turns = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < settling->claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(settling->claims, i);
        if (claim->guest && claim->partstat == PARTSTAT_ACCEPTED && !is_held(claim))
            g_array_append_val(turns, i);
    }
    g_array_sort_with_data(turns, compare_turns, (gpointer)settling->claims);
    for (guint i = 0; i < turns->len; i++) {
        guint index = g_array_index(turns, guint, i);
        const SeatClaim *claim = g_ptr_array_index(settling->claims, index);
        bool waits = claim->seat.state == SEAT_WAITING;
        bool unreached = waits && settling->meeting->seats > 0 && is_out_of_reach(claim);
        if (unreached && !was_spoken_to(claim))
            continue;
        SeatWhy why = hindrance(settling, claim);
        if (why == SEAT_NEXT)
            step(settling, index, SEAT_TAKEN, waits && !unreached ? SEAT_CAME : SEAT_FREE);
        else if (!waits)
            step(settling, index, SEAT_WAITING, why);
    }
}

/* Not invited yet, or in a way that came to nothing; a maybe that somebody has written down for them is no offer. */
static bool
is_next(const SeatClaim *claim)
{
    if (!claim->guest || claim->dead || claim->silent || claim->invited ||
        (claim->partstat != PARTSTAT_NEEDS_ACTION && claim->partstat != PARTSTAT_TENTATIVE))
        return false;
    return claim->seat.state == SEAT_NONE ||
           (claim->seat.state == SEAT_RELEASED &&
            (claim->seat.why == SEAT_REMOVED || claim->seat.why == SEAT_CALLED ||
             (claim->seat.why == SEAT_OPEN && claim->offered_at == NEVER) ||
             (claim->seat.why == SEAT_LOST && claim->offer != DELIVERY_FAILED &&
              claim->word != DELIVERY_FAILED)));
}

static gint
compare_ranks(gconstpointer a, gconstpointer b, gpointer claims)
{
    guint first = *(const guint *)a, second = *(const guint *)b;
    const SeatClaim *x = g_ptr_array_index((GPtrArray *)claims, first);
    const SeatClaim *y = g_ptr_array_index((GPtrArray *)claims, second);
    if (x->guest->wave != y->guest->wave)
        return (x->guest->wave > y->guest->wave) - (x->guest->wave < y->guest->wave);
    return (first > second) - (first < second);
}

static bool
is_open(const GPtrArray *claims)
{
    for (guint i = 0; i < claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(claims, i);
        if (claim->asked)
            return true;
    }
    return false;
}

static void
settle_offers(Settling *settling)
{
    g_autoptr(GArray) ranks = g_array_new(FALSE, FALSE, sizeof(guint));
    if (settling->meeting->seats == 0 || settling->meeting->offer_days == 0 ||
        settling->today >= meeting_first_day(settling->meeting))
        return;
    for (guint i = 0; i < settling->claims->len; i++)
        if (is_next(g_ptr_array_index(settling->claims, i)))
            g_array_append_val(ranks, i);
    g_array_sort_with_data(ranks, compare_ranks, (gpointer)settling->claims);
    for (guint i = 0; i < ranks->len; i++) {
        guint index = g_array_index(ranks, guint, i);
        if (hindrance(settling, g_ptr_array_index(settling->claims, index)) == SEAT_NEXT)
            step(settling, index, SEAT_OFFERED, SEAT_NEXT);
    }
}

/* What seats_settle() does, but for what is near. */
static GArray *
settle(const Meeting *meeting, const GPtrArray *claims, bool opening, gint64 now)
{
    Minute minute;
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    g_autoptr(GHashTable) uses =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)quota_use_free);
    Settling settling = {.meeting = meeting,
                         .zone = zone,
                         .claims = claims,
                         .now = now,
                         .uses = uses,
                         .steps = g_array_new(FALSE, FALSE, sizeof(SeatStep))};
    when_local(now, zone, &settling.today, &minute);
    if (meeting->cancelled || meeting_over(meeting, zone, now))
        return settling.steps;
    for (guint i = 0; i < claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(claims, i);
        settling.entries = MAX(settling.entries, claim->entry);
        if (is_held(claim))
            count_use(&settling, claim, 1);
    }
    settle_present(&settling);
    settle_yes(&settling);
    if (opening || is_open(claims))
        settle_offers(&settling);
    return settling.steps;
}

/* --- what is near --- */

/* CLAIMS as they are once those have been told who were taken out after SINCE. */
static GPtrArray *
settle_without(const Meeting *meeting, const GPtrArray *claims, gint64 since, gint64 now)
{
    GPtrArray *later = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < claims->len; i++) {
        SeatClaim *claim = g_memdup2(g_ptr_array_index(claims, i), sizeof *claim);
        if (claim->left_at > since)
            claim->former = NULL;
        g_ptr_array_add(later, claim);
    }
    g_array_unref(settle(meeting, later, false, now));
    return later;
}

static void
look_ahead(const Meeting *meeting, const GPtrArray *claims, gint64 now)
{
    bool waits = false, leaves = false;
    for (guint i = 0; i < claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(claims, i);
        waits |= claim->seat.state == SEAT_WAITING;
        leaves |= claim->former && is_held(claim);
    }
    if (!waits || !leaves)
        return;
    g_autoptr(GPtrArray) all = settle_without(meeting, claims, NEVER, now);
    g_autoptr(GPtrArray) lately = settle_without(meeting, claims, now - PATIENCE, now);
    for (guint i = 0; i < claims->len; i++) {
        SeatClaim *claim = g_ptr_array_index(claims, i);
        const bool waits_since_lately = claim->seat.at > now - PATIENCE;
        const SeatClaim *later = g_ptr_array_index(waits_since_lately ? all : lately, i);
        claim->near = claim->seat.state == SEAT_WAITING && later->seat.state == SEAT_TAKEN;
    }
}

GArray *
seats_settle(const Meeting *meeting, const GPtrArray *claims, bool opening, gint64 now)
{
    GArray *steps = settle(meeting, claims, opening, now);
    look_ahead(meeting, claims, now);
    return steps;
}

/* --- counting --- */

SeatCount
seats_count(const Meeting *meeting, const GPtrArray *claims)
{
    SeatCount count = {0};
    for (guint i = 0; i < claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(claims, i);
        count.taken += claim->seat.state == SEAT_TAKEN;
        count.offered += claim->seat.state == SEAT_OFFERED;
        count.waiting += claim->seat.state == SEAT_WAITING;
        count.leaving += claim->former && is_held(claim);
    }
    count.free = MAX(meeting->seats - count.taken - count.offered, 0);
    return count;
}

GPtrArray *
seats_quotas(const Meeting *meeting, const GPtrArray *claims)
{
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)quota_use_free);
    g_autoptr(GHashTable) uses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(claims, i);
        g_autoptr(GPtrArray) own = uses_of(uses, meeting, claim);
        for (guint j = 0; j < own->len; j++) {
            QuotaUse *use = g_ptr_array_index(own, j);
            use->used += is_held(claim);
            if (!g_ptr_array_find(list, use, NULL))
                g_ptr_array_add(list, use);
        }
    }
    return list;
}
