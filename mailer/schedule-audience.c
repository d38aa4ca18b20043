/* Who an announcement goes to. */
#include "event/nearest.h"
#include "mailer/schedule-family.h"

typedef bool (*Belongs)(const Meeting *meeting, const Standing *standing);

static bool
belongs_all(const Meeting *meeting, const Standing *standing)
{
    (void)meeting, (void)standing;
    return true;
}

static bool
belongs_accepted(const Meeting *meeting, const Standing *standing)
{
    (void)meeting;
    return standing_comes(standing);
}

static bool
belongs_pending(const Meeting *meeting, const Standing *standing)
{
    (void)meeting;
    return standing->partstat == PARTSTAT_NEEDS_ACTION || standing->partstat == PARTSTAT_TENTATIVE;
}

static bool
belongs_declined(const Meeting *meeting, const Standing *standing)
{
    (void)meeting;
    return standing->partstat == PARTSTAT_DECLINED || standing->partstat == PARTSTAT_DELEGATED;
}

static bool
belongs_maybe(const Meeting *meeting, const Standing *standing)
{
    (void)meeting;
    return standing->partstat == PARTSTAT_TENTATIVE;
}

static bool
belongs_speakers(const Meeting *meeting, const Standing *standing)
{
    return meeting_speaks(meeting, standing->guest) && standing->partstat != PARTSTAT_DECLINED;
}

/* The audiences that every meeting has. */
static const struct {
    const char *name;
    Belongs belongs;
} audiences[] = {
    {"all", belongs_all},           {"accepted", belongs_accepted}, {"declined", belongs_declined},
    {"maybe", belongs_maybe},       {"tentative", belongs_maybe},   {"pending", belongs_pending},
    {"speakers", belongs_speakers},
};

/* NULL = NAME is a group of the event file, or nothing. */
static Belongs
audience_named(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(audiences); i++)
        if (g_str_equal(audiences[i].name, name))
            return audiences[i].belongs;
    return NULL;
}

/* Nobody hears of a meeting before what invites them has left, or has left again where they were called off. */
static bool
is_asked(const Standing *standing)
{
    return standing->last_invited_at > standing->called_at ||
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

static bool
belongs(const Meeting *meeting, const Standing *standing, const Guest *guest, const char *audience)
{
    Belongs named = audience_named(audience);
    return named ? named(meeting, standing) : guest && guest_in_group(guest, audience);
}

const char *
schedule_announcement_moot(const Meeting *meeting, const Standing *standing, const Guest *guest,
                           const char *audience, gint64 announced_at, gint64 now)
{
    if (meeting->cancelled)
        return "the meeting is cancelled";
    if (schedule_over(meeting, now) && !schedule_over(meeting, announced_at))
        return "the meeting is over";
    if (standing->called_at != NEVER && announced_at <= standing->called_at)
        return "was called off meanwhile";
    return belongs(meeting, standing, guest, audience) ? NULL : "is no longer among those meant";
}

GArray *
schedule_audience(const Meeting *meeting, const GPtrArray *standings, const char *audience,
                  int *ret_uninvited)
{
    *ret_uninvited = 0;
    if (!audience_named(audience) && !is_group(meeting, audience))
        return NULL;
    GArray *members = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        const Guest *guest = meeting_guest(meeting, standing->guest);
        if (!schedule_reaches(standing) || !belongs(meeting, standing, guest, audience))
            continue;
        if (is_asked(standing))
            g_array_append_val(members, i);
        else
            ++*ret_uninvited;
    }
    return members;
}

char *
schedule_no_audience(const Meeting *meeting, const char *audience)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    Nearest nearest = nearest_to(audience);
    for (size_t i = 0; i < G_N_ELEMENTS(audiences); i++)
        g_ptr_array_add(names, (char *)audiences[i].name);
    for (guint i = 0; i < meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(meeting->guests, i);
        for (guint k = 0; k < guest->groups->len; k++) {
            char *group = g_ptr_array_index(guest->groups, k);
            if (!g_ptr_array_find_with_equal_func(names, group, g_str_equal, NULL))
                g_ptr_array_add(names, group);
        }
    }
    for (guint i = 0; i < names->len; i++)
        nearest_offer(&nearest, g_ptr_array_index(names, i));
    if (nearest.best)
        return g_strdup_printf("there is no group `%s`; did you mean `%s`?", audience,
                               nearest.best);
    g_ptr_array_add(names, NULL);
    g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
    return g_strdup_printf("there is no group `%s`; there are %s", audience, all);
}
