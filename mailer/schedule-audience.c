/* Who an announcement goes to. */
#include "mailer/schedule-family.h"

typedef bool (*Belongs)(const Meeting *meeting, const Standing *standing, const char *group);

static bool
belongs_all(const Meeting *meeting, const Standing *standing, const char *group)
{
    (void)meeting, (void)standing, (void)group;
    return true;
}

static bool
belongs_accepted(const Meeting *meeting, const Standing *standing, const char *group)
{
    (void)meeting, (void)group;
    return standing_comes(standing);
}

static bool
belongs_pending(const Meeting *meeting, const Standing *standing, const char *group)
{
    (void)meeting, (void)group;
    return standing->partstat == PARTSTAT_NEEDS_ACTION || standing->partstat == PARTSTAT_TENTATIVE;
}

static bool
belongs_speakers(const Meeting *meeting, const Standing *standing, const char *group)
{
    (void)group;
    return meeting_speaks(meeting, standing->guest) && standing->partstat != PARTSTAT_DECLINED;
}

static bool
belongs_group(const Meeting *meeting, const Standing *standing, const char *group)
{
    const Guest *guest = meeting_guest(meeting, standing->guest);
    return guest && guest_in_group(guest, group);
}

/* Nobody hears of a meeting to which they were not invited yet because others come first. */
static bool
is_asked(const Meeting *meeting, const Standing *standing)
{
    bool waves = meeting->seats > 0 && meeting->offer_days > 0;
    return !waves || standing->invitation != DELIVERY_NONE ||
           standing->partstat != PARTSTAT_NEEDS_ACTION;
}

static bool
is_group(const Meeting *meeting, const char *name)
{
    for (guint i = 0; i < meeting->guests->len; i++)
        if (guest_in_group(g_ptr_array_index(meeting->guests, i), name))
            return true;
    return false;
}

GArray *
schedule_audience(const Meeting *meeting, const GPtrArray *standings, const char *audience)
{
    static const struct {
        const char *name;
        Belongs belongs;
    } audiences[] = {
        {"all", belongs_all},
        {"accepted", belongs_accepted},
        {"pending", belongs_pending},
        {"speakers", belongs_speakers},
    };
    Belongs belongs = is_group(meeting, audience) ? belongs_group : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(audiences); i++)
        if (g_str_equal(audiences[i].name, audience))
            belongs = audiences[i].belongs;
    if (!belongs)
        return NULL;
    GArray *members = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        if (schedule_reaches(standing) && is_asked(meeting, standing) &&
            belongs(meeting, standing, audience))
            g_array_append_val(members, i);
    }
    return members;
}
