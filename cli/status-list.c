/* Who stands how, group by group. */
#include "cli/status-list.h"
#include "cli/seat-words.h"
#include "cli/words.h"
#include "db/store-received.h"
#include "mailer/schedule.h"
#include <stdio.h>
#include <string.h>

/* How a guest is listed; the order is that of what wants the organizer's eye first. */
typedef enum {
    UNREACHED,
    REVIEW,
    MISSING, /* do not come, and the agenda has them */
    KEPT,
    OWING,
    COMING,
    QUEUING,
    PERHAPS,
    LAPSED,
    ABSENT,
    UNINVITED,
    PASSED,
    GROUPS
} Group;

static const struct {
    const char *heading, *color;
    const char *past; /* the heading where it is cancelled or over; NULL = the same */
} groups[GROUPS] = {
    [UNREACHED] = {"Mail does not get through (mend the address, or convoke settle NAME again)",
                   "31", "Mail did not get through"},
    [REVIEW] = {"Wrote, and waits for your decision (convoke review)", "33", NULL},
    [MISSING] = {"Not coming, but on the agenda (mend the event file)", "33", NULL},
    [KEPT] = {"Only written to a file, before a relay was named (convoke settle)", "31",
              "Not invited"},
    [OWING] = {"Owe an answer", "33", "Have not answered"},
    [COMING] = {"Coming", "32", NULL},
    [QUEUING] = {"On the waiting list", "36", NULL},
    [PERHAPS] = {"Maybe", "36", NULL},
    [LAPSED] = {"Did not answer while a seat was kept for them", "2", NULL},
    [ABSENT] = {"Not coming", "2", NULL},
    [UNINVITED] = {"Not invited yet (convoke send)", "2", "Not invited"},
    [PASSED] = {"Not invited for now", "2", NULL},
};

/* Cancelled, or over: nothing is to be done about it any more. */
static bool
is_past(const Listing *listing)
{
    return listing->meeting->cancelled || schedule_over(listing->meeting, listing->shell->now);
}

/* Seats are offered in waves until the meeting begins, and then to nobody who was not invited. */
static bool
is_closed(const Listing *listing)
{
    return listing->meeting->seats > 0 && listing->meeting->offer_days > 0 && !listing->next;
}

/* The offer of a seat that they had is over. */
static bool
is_lapsed(const Meeting *meeting, const Standing *standing)
{
    return standing->seat.state == SEAT_EXPIRED && schedule_seat_gone(meeting, standing);
}

/* The next convoke send invites them no more than this one did. */
static bool
is_passed(const Listing *listing, const Standing *standing)
{
    return !is_past(listing) &&
           (standing->invitation == DELIVERY_DROPPED ||
            (listing->next && !g_hash_table_contains(listing->next, standing->guest)));
}

/* No invitation of theirs has left: it was only written to a file. */
static bool
is_kept(const Standing *standing)
{
    return standing->invitation == DELIVERY_HELD &&
           g_strcmp0(standing->delivery_words, NOTICE_KEPT) == 0;
}

static Group
group_of(const Listing *listing, const Standing *standing)
{
    const Meeting *meeting = listing->meeting;
    if (standing_unaware(standing))
        return UNREACHED;
    if (standing->partstat == PARTSTAT_ACCEPTED)
        return standing->review ? REVIEW : standing_comes(standing) ? COMING : QUEUING;
    if (standing->partstat == PARTSTAT_DECLINED || standing->partstat == PARTSTAT_DELEGATED)
        return standing->review                                                ? REVIEW
               : !is_past(listing) && meeting_speaks(meeting, standing->guest) ? MISSING
                                                                               : ABSENT;
    if (standing->review)
        return REVIEW;
    if (standing->dead_why || standing->invitation == DELIVERY_FAILED)
        return UNREACHED;
    if (standing->partstat == PARTSTAT_TENTATIVE)
        return PERHAPS;
    if (is_lapsed(meeting, standing))
        return LAPSED;
    if (is_kept(standing))
        return KEPT;
    bool invited =
        standing->invitation != DELIVERY_NONE && standing->invitation != DELIVERY_DROPPED;
    return invited ? OWING : is_passed(listing, standing) ? PASSED : UNINVITED;
}

/* When they would speak, and what they said instead. */
static char *
sessions_of(const Listing *listing, const Standing *standing, const char *answer)
{
    g_autoptr(GPtrArray) sessions = meeting_sessions(listing->meeting);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        if (!session_has_speaker(session, standing->guest))
            continue;
        g_autofree char *day = day_format(session->day), *at = minute_format(session->start);
        g_string_append_printf(text, "%s%s %s", text->len > 0 ? ", " : "", day, at);
    }
    if (*answer)
        g_string_append_printf(text, "; %s", answer);
    return g_string_free(text, FALSE);
}

/* Their answer: what was said beside it, or their words, and what they answered to the meeting's questions. */
static char *
answer_of(const Listing *listing, const Standing *standing)
{
    g_autofree char *details = words_of_details(&standing->details);
    g_autofree char *replies = words_of_replies(
        listing->meeting->questions, g_hash_table_lookup(listing->replies, standing->guest));
    bool by_hand = g_strcmp0(standing->channel, "organizer") == 0;
    GString *text = g_string_new(details);
    if (!*details && standing_by_button(standing))
        g_string_append(text, "by a calendar's button");
    else if (!*details && standing->words)
        g_string_append_printf(text, by_hand ? "(by you) %s" : "“%s”", standing->words);
    if (*replies)
        g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", replies);
    return g_string_free(text, FALSE);
}

/* What the heading of who waits does not say. */
static char *
words_of_place(const Meeting *meeting, const Standing *standing, GTimeZone *zone)
{
    g_autofree char *words = words_of_seat(meeting, standing, zone);
    const char *rest = words ? words : "";
    if (g_str_has_prefix(rest, "on the waiting list"))
        rest += strlen("on the waiting list");
    return g_strdup(rest + strspn(rest, ",; "));
}

/* What stands behind the name: why mail fails, or what they said. */
static char *
remark_of(const Listing *listing, const Standing *standing, Group group)
{
    const Meeting *meeting = listing->meeting;
    GTimeZone *zone = listing->zone;
    if (standing->silent_since != NEVER)
        return g_strdup("wants no more mail");
    if (group == UNREACHED)
        return g_strdup(standing->dead_why           ? standing->dead_why
                        : standing_unaware(standing) ? "does not know that it is cancelled"
                        : standing->delivery_words   ? standing->delivery_words
                                                     : "");
    if (standing->dead_why)
        return g_strdup_printf("mail does not get through: %s", standing->dead_why);
    if (group == QUEUING)
        return words_of_place(meeting, standing, zone);
    if (group == LAPSED || (group == PERHAPS && is_lapsed(meeting, standing)) ||
        (group == COMING && standing_waits(standing)) ||
        (standing->seat.state == SEAT_OFFERED && group != REVIEW))
        return words_of_seat(meeting, standing, zone);
    if (group == OWING) {
        g_autofree char *invited =
            standing->invited_at == NEVER ? NULL : words_of_instant(standing->invited_at, zone);
        guint n = standing->reminders->len;
        if (!invited)
            return g_strdup(standing->invitation == DELIVERY_HELD
                                ? "the invitation is held (convoke release)"
                                : "the invitation is on its way");
        if (standing->invitation == DELIVERY_UNKNOWN)
            return g_strdup_printf("invited %.10s, in doubt (convoke settle)", invited);
        const gint64 waits_until = schedule_waits_until(meeting, standing);
        if (waits_until > listing->shell->now) {
            g_autofree char *until = words_of_instant(waits_until, zone);
            return g_strdup_printf("no reminder before %.10s: “%s”", until, standing->wait_words);
        }
        return n == 0
                   ? g_strdup_printf("invited %.10s", invited)
                   : g_strdup_printf("invited %.10s, %u reminder%s", invited, n, n == 1 ? "" : "s");
    }
    if (group == PASSED)
        return g_strdup(standing->invitation == DELIVERY_DROPPED ? "you dropped the invitation"
                                                                 : "when a seat comes free");
    if (group == REVIEW)
        return g_strdup_printf("so far: %s", words_of_partstat(standing->partstat));
    g_autofree char *answer = answer_of(listing, standing);
    return group == MISSING ? sessions_of(listing, standing, answer) : g_steal_pointer(&answer);
}

static void
print_title(const Shell *shell, const char *color, const char *heading)
{
    if (shell->color)
        printf("\n\033[1;%sm%s\033[0m\n", color, heading);
    else
        printf("\n%s\n", heading);
}

/* A pipe or a file has room for all of it. */
static void
print_person(const Shell *shell, const char *who, const char *remark)
{
    const int width = shell->terminal ? shell->width : 0;
    g_autofree char *said = words_for_terminal(remark, MAX(width - 30, 0));
    g_autofree char *name =
        *said ? words_padded(who, 24) : words_for_terminal(who, MAX(width - 2, 0));
    printf("  %s%s%s\n", name, *said ? "  " : "", said);
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
    const Standing *const *one = a, *const *other = b;
    return (*one)->place - (*other)->place;
}

/* In the order of the event file; who waits for a seat, by their places. */
static GPtrArray *
members_of(const Listing *listing, Group group)
{
    GPtrArray *members = g_ptr_array_new();
    for (guint i = 0; i < listing->standings->len; i++) {
        Standing *standing = g_ptr_array_index(listing->standings, i);
        if (group_of(listing, standing) == group)
            g_ptr_array_add(members, standing);
    }
    if (group == QUEUING)
        g_ptr_array_sort(members, by_place);
    return members;
}

static const char *
heading_of(const Listing *listing, Group group)
{
    if (is_past(listing) && groups[group].past)
        return groups[group].past;
    return group == UNINVITED && is_closed(listing) ? "Not invited (the meeting has begun)"
                                                    : groups[group].heading;
}

static void
print_group(const Listing *listing, Group group)
{
    g_autoptr(GPtrArray) members = members_of(listing, group);
    if (members->len > 0)
        print_title(listing->shell, groups[group].color, heading_of(listing, group));
    for (guint i = 0; i < members->len; i++) {
        const Standing *standing = g_ptr_array_index(members, i);
        g_autofree char *remark = remark_of(listing, standing, group);
        print_person(listing->shell, standing->name, remark);
    }
}

/* Who is reached all the same, and belongs to one of the groups for that. */
static void
print_passed_over(const Listing *listing)
{
    bool headed = false;
    for (guint i = 0; i < listing->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(listing->standings, i);
        if (!standing->passed_over)
            continue;
        if (!headed)
            print_title(listing->shell, "33", "Mail goes to another address than their first");
        headed = true;
        g_autofree char *remark = g_strdup_printf("%s, since %s fails: %s", standing->address,
                                                  standing->passed_over, standing->passed_why);
        print_person(listing->shell, standing->name, remark);
    }
}

void
status_list_print(const Listing *listing)
{
    for (int group = 0; group < GROUPS; group++)
        print_group(listing, (Group)group);
    print_passed_over(listing);
}

/* What waits and is nobody's answer: reports about mail to a guest, and what no guest wrote. */
gboolean
status_list_print_others(const Shell *shell, Store *store, const char *meeting, GError **error)
{
    g_autoptr(GPtrArray) reviews = store_review_list(store, meeting, error);
    int strangers = 0;
    bool headed = false;
    for (guint i = 0; reviews && i < reviews->len; i++) {
        const Review *review = g_ptr_array_index(reviews, i);
        if (review->guest && !review->report)
            continue;
        if (!headed)
            print_title(shell, "33", "Waits for your decision, too (convoke review)");
        headed = true;
        if (review->report)
            print_person(shell, review->guest ? review->name : "Many guests", review->why);
        else
            strangers++;
    }
    g_autofree char *count = g_strdup_printf("%d message%s", strangers, strangers == 1 ? "" : "s");
    if (strangers > 0)
        print_person(shell, "Strangers", count);
    return reviews != NULL;
}
