/* convoke status: who comes, who owes an answer, whose mail did not get through. */
#include "cli/command.h"
#include "cli/json-text.h"
#include "cli/seat-words.h"
#include "cli/words.h"
#include "cli/workspace.h"
#include "db/store-answer.h"
#include "db/store-meeting.h"
#include "db/store-outbox.h"
#include "db/store-received.h"
#include "event/error.h"
#include "inbox/sandbox.h"
#include "mailer/schedule.h"
#include <jansson.h>
#include <stdio.h>
#include <sysexits.h>

/* How a guest is listed; the order is that of what wants the organizer's eye first. */
typedef enum {
    UNREACHED,
    REVIEW,
    OWING,
    COMING,
    QUEUING,
    PERHAPS,
    LAPSED,
    ABSENT,
    UNINVITED,
    GROUPS
} Group;

static const struct {
    const char *heading, *color;
    const char *past; /* the heading where it is cancelled or over; NULL = the same */
} groups[GROUPS] = {
    [UNREACHED] = {"Mail does not get through (mend the address, or convoke settle NAME again)",
                   "31", "Mail did not get through"},
    [REVIEW] = {"Wrote, and waits for your decision (convoke review)", "33"},
    [OWING] = {"Owe an answer", "33", "Have not answered"},
    [COMING] = {"Coming", "32"},
    [QUEUING] = {"On the waiting list", "36"},
    [PERHAPS] = {"Maybe", "36"},
    [LAPSED] = {"Did not answer while a seat was kept for them", "2"},
    [ABSENT] = {"Not coming", "2"},
    [UNINVITED] = {"Not invited yet (convoke send)", "2", "Not invited"},
};

static Group
group_of(const Meeting *meeting, const Standing *standing)
{
    if (standing->partstat == PARTSTAT_ACCEPTED)
        return standing->review ? REVIEW : standing_comes(standing) ? COMING : QUEUING;
    if (standing->partstat == PARTSTAT_DECLINED || standing->partstat == PARTSTAT_DELEGATED)
        return standing->review ? REVIEW : ABSENT;
    if (standing->review)
        return REVIEW;
    if (standing->dead_why || standing->invitation == DELIVERY_FAILED)
        return UNREACHED;
    if (standing->partstat == PARTSTAT_TENTATIVE)
        return PERHAPS;
    if (standing->seat.state == SEAT_EXPIRED && schedule_seat_gone(meeting, standing))
        return LAPSED;
    bool invited =
        standing->invitation != DELIVERY_NONE && standing->invitation != DELIVERY_DROPPED;
    return invited ? OWING : UNINVITED;
}

/* What is listed. All borrowed. */
typedef struct {
    const Shell *shell;
    const Meeting *meeting;
    const GPtrArray *standings; /* Standing * */
    GHashTable *next;           /* ids of whom the next run offers a seat; NULL = none is offered */
    GTimeZone *zone;
} Listing;

/* What stands behind the name: why mail fails, or what they said. */
static char *
remark_of(const Listing *listing, const Standing *standing, Group group)
{
    const Meeting *meeting = listing->meeting;
    GTimeZone *zone = listing->zone;
    if (standing->silent_since != NEVER)
        return g_strdup("wants no more mail");
    if (group == UNREACHED)
        return g_strdup(standing->dead_why         ? standing->dead_why
                        : standing->delivery_words ? standing->delivery_words
                                                   : "");
    if (group == QUEUING || group == LAPSED || (group == COMING && standing_waits(standing)) ||
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
    if (group == UNINVITED && standing->invitation == DELIVERY_DROPPED)
        return g_strdup("you dropped the invitation");
    if (group == UNINVITED && listing->next &&
        !g_hash_table_contains(listing->next, standing->guest))
        return g_strdup("when a seat comes free");
    if (group == REVIEW)
        return g_strdup_printf("so far: %s", words_of_partstat(standing->partstat));
    g_autofree char *details = words_of_details(&standing->details);
    if (*details)
        return g_steal_pointer(&details);
    if (standing_by_button(standing))
        return g_strdup("by a calendar's button");
    bool by_hand = g_strcmp0(standing->channel, "organizer") == 0;
    return standing->words ? g_strdup_printf(by_hand ? "(by you) %s" : "“%s”", standing->words)
                           : g_strdup("");
}

static void
print_title(const Shell *shell, const char *color, const char *heading)
{
    if (shell->color)
        printf("\n\033[1;%sm%s\033[0m\n", color, heading);
    else
        printf("\n%s\n", heading);
}

static void
print_person(const Shell *shell, const char *who, const char *remark)
{
    g_autofree char *said = words_for_terminal(remark, shell->width - 30);
    g_autofree char *name =
        *said ? words_padded(who, 24) : words_for_terminal(who, shell->width - 2);
    printf("  %s%s%s\n", name, *said ? "  " : "", said);
}

static void
print_group(const Listing *listing, Group group)
{
    const Shell *shell = listing->shell;
    const Meeting *meeting = listing->meeting;
    const char *heading = groups[group].heading;
    if ((meeting->cancelled || schedule_over(meeting, shell->now)) && groups[group].past)
        heading = groups[group].past;
    bool headed = false;
    for (guint i = 0; i < listing->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(listing->standings, i);
        if (group_of(meeting, standing) != group)
            continue;
        if (!headed)
            print_title(shell, groups[group].color, heading);
        headed = true;
        g_autofree char *remark = remark_of(listing, standing, group);
        print_person(shell, standing->name, remark);
    }
}

/* What waits and is nobody's answer: reports about mail to a guest, and what no guest wrote. */
static gboolean
print_others(const Shell *shell, Store *store, const char *meeting, GError **error)
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

static gboolean
print_outbox(Store *store, const char *meeting, GError **error)
{
    static const struct {
        Delivery state;
        const char *what;
    } states[] = {{DELIVERY_QUEUED, "waiting to be sent"},
                  {DELIVERY_HELD, "held until you release them"},
                  {DELIVERY_UNKNOWN, "in doubt: may or may not have arrived"},
                  {DELIVERY_FAILED, "failed"}};
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
        g_autoptr(GPtrArray) items =
            store_outbox_list(store, meeting, NULL, states[i].state, error);
        if (!items)
            return FALSE;
        if (items->len == 0)
            continue;
        const OutboxItem *last = g_ptr_array_index(items, items->len - 1);
        g_autofree char *words = words_for_terminal(last->words, 60);
        printf("%sMail: %u %s%s%s.\n", any ? "" : "\n", items->len, states[i].what,
               *words ? "; last: " : "", words);
        any = true;
    }
    if (any)
        printf("See convoke outbox.\n");
    return TRUE;
}

static void
print_heading(const Shell *shell, const Meeting *meeting, GTimeZone *zone)
{
    g_autofree char *first = day_format(meeting_first_day(meeting));
    g_autofree char *last = day_format(meeting_last_day(meeting));
    bool one = meeting_first_day(meeting) == meeting_last_day(meeting);
    printf("%s%s%s, %s%s%s%s%s\n", shell->color ? "\033[1m" : "", meeting->name,
           shell->color ? "\033[0m" : "", first, one ? "" : " to ", one ? "" : last,
           meeting->location ? ", " : "", meeting->location ? meeting->location : "");
    bool over = schedule_over(meeting, shell->now);
    if (meeting->cancelled)
        printf("It is cancelled.\n");
    else if (over)
        printf("It is over.\n");
    if (meeting->cancelled || over || meeting->answer_by == DAY_NONE)
        return;
    Day today;
    Minute minute;
    when_local(shell->now, zone, &today, &minute);
    int left = meeting->answer_by - today;
    g_autofree char *by = day_format(meeting->answer_by);
    if (left > 0)
        printf("Answers are due by %s, in %d day%s.\n", by, left, left == 1 ? "" : "s");
    else
        printf("Answers were due by %s.\n", by);
}

static void
print_tally(const GPtrArray *standings)
{
    Tally tally = tally_of(standings);
    printf("%d yes, %d maybe, %d no, %d without an answer", tally.accepted + tally.waiting,
           tally.tentative, tally.declined + tally.delegated, tally.owing);
    if (tally.unreached > 0)
        printf(", %d not reached", tally.unreached);
    printf(".\n");
}

/* How foreign mail is kept from doing harm on this machine. */
static void
print_reading(const Shell *shell)
{
    const SandboxOffer offer = sandbox_offer();
    g_autofree char *files =
        offer.landlock
            ? g_strdup_printf("files by landlock %d", offer.landlock)
            : g_strdup("files not by landlock, which this kernel lacks, but by the filter");
    g_autofree char *text = g_strdup_printf(
        "Mail is read in processes without network and secrets; system calls are held %s; %s; "
        "memory "
        "is %s.",
        offer.seccomp ? "by seccomp" : "by nothing, for want of seccomp: update the kernel",
        offer.seccomp || offer.landlock ? files : "files by nothing",
        offer.rlimits ? "limited" : "not limited in this build");
    g_autofree char *shown = words_for_terminal(text, shell->width * 4);
    printf("\n%s\n", shown);
}

static json_t *
json_of(const Standing *standing)
{
    g_autofree char *details = words_of_details(&standing->details);
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autofree char *at =
        standing->answered_at == NEVER ? NULL : words_of_instant(standing->answered_at, utc);
    bool seat = standing->seat.state != SEAT_NONE;
    return json_pack("{s:s, s:s, s:s?, s:s, s:s?, s:s?, s:s?, s:s, s:b, s:i, s:s?, s:s?}", "id",
                     standing->guest, "name", standing->name, "address", standing->address,
                     "partstat", partstat_name(standing->partstat), "words", standing->words,
                     "details", *details ? details : NULL, "answered_at", at, "invitation",
                     delivery_name(standing->invitation), "review", standing->review, "reminders",
                     (int)standing->reminders->len, "unreached", standing->dead_why, "seat",
                     seat ? seat_state_name(standing->seat.state) : NULL);
}

static void
print_json(const Meeting *meeting, const GPtrArray *standings, const SeatUse *use)
{
    Tally tally = tally_of(standings);
    json_t *list = json_array();
    for (guint i = 0; i < standings->len; i++)
        json_array_append_new(list, json_of(g_ptr_array_index(standings, i)));
    json_t *all = json_pack(
        "{s:s, s:s, s:b, s:{s:i, s:i, s:i, s:i, s:i}, s:i, s:o?, s:o}", "meeting", meeting->id,
        "name", meeting->name, "cancelled", meeting->cancelled, "count", "ACCEPTED",
        tally.accepted + tally.waiting, "DECLINED", tally.declined, "TENTATIVE", tally.tentative,
        "DELEGATED", tally.delegated, "NEEDS-ACTION", tally.owing, "unreached", tally.unreached,
        "seats", meeting->seats > 0 ? seat_use_json(use) : NULL, "guests", list);
    g_autofree char *text = json_text(all, 1);
    fputs(text, stdout);
}

/* Guests are only read where seats are limited: there may be very many elsewhere. */
static gboolean
load_seats(Store *store, const Meeting *meeting, SeatUse *use, GError **error)
{
    if (meeting->seats == 0)
        return TRUE;
    g_autoptr(Meeting) whole = store_meeting_load(store, meeting->id, STORE_GUESTS_ALL, error);
    return whole && seat_use_load(store, whole, use, error);
}

/* Whom the next convoke send offers a seat, where they are offered in waves and still can be: ids. */
static gboolean
load_next(Store *store, const Meeting *meeting, GTimeZone *zone, gint64 now, GHashTable **ret_next,
          GError **error)
{
    g_autoptr(GPtrArray) claims = NULL;
    g_autoptr(GArray) steps = NULL;
    gint64 starts = when_utc(meeting_first_day(meeting), 0, zone);
    if (meeting->seats == 0 || meeting->offer_days == 0 || meeting->cancelled || now >= starts)
        return TRUE;
    if (!store_seat_due(store, meeting->id, true, now, &claims, &steps, error))
        return FALSE;
    *ret_next = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < steps->len; i++) {
        const SeatStep *step = &g_array_index(steps, SeatStep, i);
        const SeatClaim *claim = g_ptr_array_index(claims, step->claim);
        if (step->seat.state == SEAT_OFFERED)
            g_hash_table_add(*ret_next, g_strdup(claim->id));
    }
    return TRUE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean json = FALSE, verbose = FALSE;
    const GOptionEntry options[] = {
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "Say how mail is read, too", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, "For programs, with RFC 5545's names", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error))
        return EX_USAGE;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id = workspace ? workspace_meeting(workspace, args[0], error) : NULL;
    g_autoptr(Meeting) meeting =
        id ? store_meeting_load(workspace->store, id, STORE_GUESTS_NONE, error) : NULL;
    g_autoptr(GPtrArray) standings =
        meeting ? store_standing_list(workspace->store, id, NULL, error) : NULL;
    g_auto(SeatUse) use = {0};
    if (!standings || !load_seats(workspace->store, meeting, &use, error))
        return EX_SOFTWARE;
    if (json) {
        print_json(meeting, standings, &use);
        return EX_OK;
    }
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    g_autoptr(GHashTable) next = NULL;
    if (!load_next(workspace->store, meeting, zone, shell->now, &next, error))
        return EX_SOFTWARE;
    const Listing listing = {shell, meeting, standings, next, zone};
    print_heading(shell, meeting, zone);
    print_tally(standings);
    if (meeting->seats > 0)
        seat_use_print(&use);
    for (int group = 0; group < GROUPS; group++)
        print_group(&listing, (Group)group);
    if (!print_others(shell, workspace->store, id, error) ||
        !print_outbox(workspace->store, id, error))
        return EX_SOFTWARE;
    if (verbose)
        print_reading(shell);
    return EX_OK;
}

const Command command_status = {
    .name = "status",
    .arguments = "[MEETING]",
    .summary = "who comes, who owes an answer, whose mail failed",
    .run = run,
};
