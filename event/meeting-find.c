/* What is looked up in a meeting: people and things by their ids, and when it is. */
#include "event/meeting.h"
#include <string.h>
#include "event/address.h"

#define DAY_OPENS (9 * 60)
#define DAY_CLOSES (18 * 60)

const Guest *
meeting_guest(const Meeting *meeting, const char *id)
{
    for (guint i = 0; id && i < meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(meeting->guests, i);
        if (strcmp(guest->id, id) == 0)
            return guest;
    }
    return NULL;
}

G_STATIC_ASSERT(offsetof(Guest, id) == 0 && offsetof(Session, id) == 0);
G_STATIC_ASSERT(offsetof(Topic, id) == 0 && offsetof(Question, id) == 0);

GHashTable *
meeting_index(const GPtrArray *things)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < things->len; i++) {
        char **id = g_ptr_array_index(things, i);
        if (*id)
            g_hash_table_insert(index, *id, id);
    }
    return index;
}

const Question *
meeting_question(const Meeting *meeting, const char *id)
{
    for (guint i = 0; id && i < meeting->questions->len; i++) {
        const Question *question = g_ptr_array_index(meeting->questions, i);
        if (strcmp(question->id, id) == 0)
            return question;
    }
    return NULL;
}

/* One form for texts that a reader would call the same: composed or decomposed, great or small. */
static char *
fold_name(const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    return g_utf8_normalize(folded, -1, G_NORMALIZE_ALL);
}

static bool
same_name(const char *a, const char *b)
{
    g_autofree char *first = fold_name(a);
    g_autofree char *second = fold_name(b);
    return strcmp(first, second) == 0;
}

bool
quota_counts(const Quota *quota, const Guest *guest)
{
    if (quota->kind == QUOTA_AFFILIATION)
        return guest->affiliation && (!quota->name || same_name(guest->affiliation, quota->name));
    for (guint i = 0; i < guest->groups->len; i++)
        if (!quota->name || same_name(g_ptr_array_index(guest->groups, i), quota->name))
            return true;
    return false;
}

const char *
guest_address(const Guest *guest, const char *address)
{
    return address_among(guest->addresses, address);
}

/* What somebody looked for, in the forms it is compared in, and the ways, the surest first. */
typedef struct {
    const char *id;
    char *address; /* NULL = not one */
    char *name;
} Sought;

typedef bool (*SoughtMatch)(const Guest *guest, const Sought *sought);

static bool
match_id(const Guest *guest, const Sought *sought)
{
    return g_ascii_strcasecmp(guest->id, sought->id) == 0;
}

static bool
match_address(const Guest *guest, const Sought *sought)
{
    return guest_address(guest, sought->address);
}

static bool
match_name(const Guest *guest, const Sought *sought)
{
    g_autofree char *name = fold_name(guest->name);
    return strcmp(name, sought->name) == 0;
}

static bool
match_piece(const Guest *guest, const Sought *sought)
{
    g_autofree char *name = fold_name(guest->name);
    return strstr(name, sought->name) != NULL;
}

GPtrArray *
meeting_find_guests(const Meeting *meeting, const char *who)
{
    static const SoughtMatch matches[] = {match_id, match_address, match_name, match_piece};
    GPtrArray *found = g_ptr_array_new();
    if (!who || !*who || !g_utf8_validate(who, -1, NULL))
        return found;
    g_autofree char *address = address_parse(who);
    g_autofree char *name = fold_name(who);
    Sought sought = {who, address, name};
    for (size_t m = 0; m < G_N_ELEMENTS(matches) && found->len == 0; m++)
        for (guint i = 0; i < meeting->guests->len; i++) {
            Guest *guest = g_ptr_array_index(meeting->guests, i);
            if (matches[m](guest, &sought))
                g_ptr_array_add(found, guest);
        }
    return found;
}

GPtrArray *
meeting_sessions(const Meeting *meeting)
{
    GPtrArray *sessions = g_ptr_array_new();
    for (guint d = 0; d < meeting->days->len; d++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, d);
        g_ptr_array_extend(sessions, day->sessions, NULL, NULL);
    }
    return sessions;
}

const Session *
meeting_session(const Meeting *meeting, const char *id)
{
    for (guint d = 0; id && d < meeting->days->len; d++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, d);
        for (guint s = 0; s < day->sessions->len; s++) {
            const Session *session = g_ptr_array_index(day->sessions, s);
            if (g_strcmp0(session->id, id) == 0)
                return session;
        }
    }
    return NULL;
}

bool
guest_has_address(const Guest *guest, const char *address)
{
    for (guint i = 0; i < guest->addresses->len; i++)
        if (address_equal(g_ptr_array_index(guest->addresses, i), address))
            return true;
    return false;
}

bool
guest_in_group(const Guest *guest, const char *group)
{
    for (guint i = 0; i < guest->groups->len; i++)
        if (strcmp(g_ptr_array_index(guest->groups, i), group) == 0)
            return true;
    return false;
}

bool
session_has_speaker(const Session *session, const char *guest_id)
{
    for (guint i = 0; i < session->speakers->len; i++)
        if (strcmp(g_ptr_array_index(session->speakers, i), guest_id) == 0)
            return true;
    return false;
}

bool
meeting_speaks(const Meeting *meeting, const char *guest_id)
{
    for (guint d = 0; d < meeting->days->len; d++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, d);
        for (guint s = 0; s < day->sessions->len; s++)
            if (session_has_speaker(g_ptr_array_index(day->sessions, s), guest_id))
                return true;
    }
    return false;
}

const Session *
meeting_only_session(const Meeting *meeting, const char *guest_id)
{
    const Session *only = NULL;
    for (guint d = 0; d < meeting->days->len; d++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, d);
        for (guint s = 0; s < day->sessions->len; s++) {
            const Session *session = g_ptr_array_index(day->sessions, s);
            if (!session_has_speaker(session, guest_id))
                continue;
            if (only)
                return NULL;
            only = session;
        }
    }
    return only;
}

Day
meeting_first_day(const Meeting *meeting)
{
    const AgendaDay *first = g_ptr_array_index(meeting->days, 0);
    return first->day;
}

Day
meeting_last_day(const Meeting *meeting)
{
    const AgendaDay *last = g_ptr_array_index(meeting->days, meeting->days->len - 1);
    return last->day;
}

bool
meeting_has_gaps(const Meeting *meeting)
{
    return meeting_last_day(meeting) - meeting_first_day(meeting) >= (Day)meeting->days->len;
}

/* Parallel sessions start together, so the next start is the next later one. */
Minute
session_end_given(const AgendaDay *day, const Session *session)
{
    Minute next = session->end;
    if (next != MINUTE_NONE)
        return next;
    for (guint i = 0; i < day->sessions->len; i++) {
        const Session *other = g_ptr_array_index(day->sessions, i);
        if (other->start > session->start && (next == MINUTE_NONE || other->start < next))
            next = other->start;
    }
    return next;
}

Minute
session_end(const AgendaDay *day, const Session *session)
{
    Minute given = session_end_given(day, session);
    return given != MINUTE_NONE ? given : session->start + 60;
}

bool
meeting_has_hours(const Meeting *meeting)
{
    const AgendaDay *first = g_ptr_array_index(meeting->days, 0);
    const AgendaDay *last = g_ptr_array_index(meeting->days, meeting->days->len - 1);
    return first->sessions->len > 0 && last->sessions->len > 0;
}

static Minute
day_start(const AgendaDay *day)
{
    Minute start = MINUTE_NONE;
    for (guint i = 0; i < day->sessions->len; i++) {
        const Session *session = g_ptr_array_index(day->sessions, i);
        start = start == MINUTE_NONE ? session->start : MIN(start, session->start);
    }
    return start;
}

Minute
meeting_start(const Meeting *meeting)
{
    return meeting_has_hours(meeting) ? day_start(g_ptr_array_index(meeting->days, 0))
                                      : MINUTE_NONE;
}

static Minute
day_end(const AgendaDay *day)
{
    Minute end = 0;
    for (guint i = 0; i < day->sessions->len; i++)
        end = MAX(end, session_end(day, g_ptr_array_index(day->sessions, i)));
    return end;
}

bool
day_span(const AgendaDay *day, GTimeZone *zone, gint64 *ret_start, gint64 *ret_end)
{
    if (day->sessions->len == 0)
        return false;
    *ret_start = when_utc(day->day, day_start(day), zone);
    *ret_end = when_utc(day->day, day_end(day), zone);
    return true;
}

bool
day_end_given(const AgendaDay *day)
{
    for (guint i = 0; i < day->sessions->len; i++) {
        const Session *session = g_ptr_array_index(day->sessions, i);
        bool ends = session->end != MINUTE_NONE && !session->open_end;
        bool last = true;
        for (guint j = 0; j < day->sessions->len && last; j++)
            last = ((const Session *)g_ptr_array_index(day->sessions, j))->start <= session->start;
        if (last && !ends)
            return false;
    }
    return day->sessions->len > 0;
}

Minute
meeting_end(const Meeting *meeting)
{
    const AgendaDay *last = g_ptr_array_index(meeting->days, meeting->days->len - 1);
    return meeting_has_hours(meeting) ? day_end(last) : MINUTE_NONE;
}

void
meeting_span(const Meeting *meeting, GTimeZone *zone, gint64 *ret_start, gint64 *ret_end)
{
    const AgendaDay *first = g_ptr_array_index(meeting->days, 0);
    const AgendaDay *last = g_ptr_array_index(meeting->days, meeting->days->len - 1);
    Minute start = first->sessions->len ? day_start(first) : DAY_OPENS;
    Minute end = last->sessions->len ? day_end(last) : DAY_CLOSES;
    *ret_start = when_utc(first->day, start, zone);
    *ret_end = when_utc(last->day, end, zone);
}

bool
meeting_over(const Meeting *meeting, GTimeZone *zone, gint64 now)
{
    Day today;
    Minute minute;
    when_local(now, zone, &today, &minute);
    if (today <= meeting_last_day(meeting))
        return false;
    gint64 start, end;
    meeting_span(meeting, zone, &start, &end);
    return now >= end;
}
