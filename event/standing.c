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

Standing *
standing_new(void)
{
    Standing *standing = g_new0(Standing, 1);
    standing->partstat = PARTSTAT_NEEDS_ACTION;
    standing->answered_at = standing->invited_at = standing->reminded_at = NEVER;
    standing->silent_since = standing->wait_until = standing->changed_at = NEVER;
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
    g_free(standing->delivery_words);
    g_ptr_array_unref(standing->reminders);
    g_ptr_array_unref(standing->changes);
    g_free(standing);
}

Tally
tally_of(const GPtrArray *standings)
{
    Tally tally = {.guests = (int)standings->len};
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        tally.accepted += standing->partstat == PARTSTAT_ACCEPTED;
        tally.declined += standing->partstat == PARTSTAT_DECLINED;
        tally.tentative += standing->partstat == PARTSTAT_TENTATIVE;
        tally.delegated += standing->partstat == PARTSTAT_DELEGATED;
        tally.owing += standing->partstat == PARTSTAT_NEEDS_ACTION;
        tally.unreached += standing->dead_why || standing->invitation == DELIVERY_FAILED;
    }
    return tally;
}
