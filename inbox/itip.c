/* Who speaks in a calendar object, and whether it is an answer at all. */
#include "inbox/itip.h"

#include <string.h>
#include "event/address.h"
#include "inbox/token-find.h"

bool
itip_is_answer(const Itip *itip)
{
    return itip && g_strcmp0(itip->method, "REPLY") == 0 &&
           g_strcmp0(itip->component, "VEVENT") == 0;
}

bool
itip_is_proposal(const Itip *itip)
{
    return itip && g_strcmp0(itip->method, "COUNTER") == 0;
}

bool
itip_says_something(const ItipAttendee *attendee)
{
    return attendee->partstat != PARTSTAT_NONE && attendee->partstat != PARTSTAT_NEEDS_ACTION;
}

static bool
is_address(const ItipAttendee *attendee, const char *wanted)
{
    g_autofree char *address =
        wanted && attendee->address ? address_parse(attendee->address) : NULL;
    return address && address_equal(address, wanted);
}

/* The first line with an answer, of address WANTED where that is not NULL. */
static const ItipAttendee *
first_answer(const Itip *itip, const char *wanted)
{
    for (guint i = 0; i < itip->attendees->len; i++) {
        const ItipAttendee *attendee = itip->attendees->pdata[i];
        if (itip_says_something(attendee) && (!wanted || is_address(attendee, wanted)))
            return attendee;
    }
    return NULL;
}

bool
itip_has_answer(const Itip *itip)
{
    return first_answer(itip, NULL) != NULL;
}

bool
itip_is_cut_answer(const Itip *itip)
{
    return itip->cut && g_strcmp0(itip->method, "REPLY") == 0 && !itip_has_answer(itip);
}

/* How many lines have an answer. */
static guint
count_answers(const Itip *itip)
{
    guint n = 0;
    for (guint i = 0; i < itip->attendees->len; i++)
        n += itip_says_something(itip->attendees->pdata[i]);
    return n;
}

bool
itip_disagree(const Itip *one, const Itip *other)
{
    bool heard = (itip_is_answer(one) || itip_is_proposal(one)) &&
                 (itip_is_answer(other) || itip_is_proposal(other));
    if (!heard)
        return false;
    bool alone = count_answers(one) == 1 && count_answers(other) == 1;
    if (one->uid && other->uid && !g_str_equal(one->uid, other->uid))
        return false;
    if (itip_is_proposal(one) != itip_is_proposal(other))
        return true;
    for (guint i = 0; i < one->attendees->len; i++)
        for (guint j = 0; j < other->attendees->len; j++) {
            const ItipAttendee *a = one->attendees->pdata[i], *b = other->attendees->pdata[j];
            if (a->partstat != b->partstat && itip_says_something(a) && itip_says_something(b) &&
                (alone ||
                 (a->address && b->address && g_ascii_strcasecmp(a->address, b->address) == 0)))
                return true;
        }
    return false;
}

const ItipAttendee *
itip_speaker(const Itip *itip, const char *from)
{
    g_autofree char *wanted = from ? address_parse(from) : NULL;
    const ItipAttendee *speaker = wanted ? first_answer(itip, wanted) : NULL;
    if (speaker)
        return speaker;
    speaker = first_answer(itip, NULL);
    /* Nobody is the sender: those who speak of the same day must say the same. */
    for (guint i = 0; speaker && i < itip->attendees->len; i++) {
        const ItipAttendee *other = itip->attendees->pdata[i];
        if (itip_says_something(other) && other->partstat != speaker->partstat &&
            g_strcmp0(other->recurrence_id, speaker->recurrence_id) == 0)
            return NULL;
    }
    return speaker;
}

bool
itip_proposal_is_noise(const Itip *itip)
{
    const char *start = itip->proposal;
    /* both in UTC form, which sorts as it counts */
    return start && itip->dtstamp && strlen(start) > 16 && start[15] == 'Z' &&
           strncmp(start, itip->dtstamp, 16) <= 0;
}

bool
itip_is_ours(const Itip *itip, const char *ours)
{
    static const char *const methods[] = {"REQUEST", "CANCEL",         "PUBLISH",
                                          "ADD",     "DECLINECOUNTER", NULL};
    g_autofree char *token = itip->organizer ? token_find_in(itip->organizer, ours) : NULL;
    return token && itip->method && g_strv_contains(methods, itip->method);
}

void
itip_settle_method(Itip *itip, const char *part_method)
{
    if (!itip->method && part_method)
        itip->method = g_ascii_strup(part_method, -1);
}

void
itip_add_comment(Itip *itip, const char *comment)
{
    bool full = itip->comment && strlen(itip->comment) > ITIP_COMMENT_MAX;
    if (!comment || !*comment || full || (itip->comment && strstr(itip->comment, comment)))
        return;
    char *both =
        itip->comment ? g_strconcat(itip->comment, "\n", comment, NULL) : g_strdup(comment);
    g_free(itip->comment);
    itip->comment = both;
}
