/* seats: who takes, who waits, who is offered the next. Each row tells guests in a few words and what becomes
 * of them. The meeting is on 14 July 2004 in Oslo; it is noon of 1 June there unless a row says otherwise. */
#include "tests/unit/seat-claims.h"

#define NOON G_GINT64_CONSTANT(1086084000)
#define HOURS 3600
#define DAYS (24 * HOURS)

/* "yes", "no", "maybe": the answers in this order over the guests, from 1, unless "@N" says which.
 * "offered", "taken", "came", "waiting", "expired", "lost", "gone", "called", "open": the ledger; "past": that is
 * from before they were called off; "sent-N": the offer left N hours ago; "missed" and "told": word of a seat
 * that came free failed, or left.
 * "wave-N", "of-COMPANY", "in-GROUP", "zone-NAME", "dead", "silent", "review", "removed", "leaving" (word of that is
 * owed to them), "invited", "failed", "dropped", "spoken" (the organizer wrote the answer down), "refused@N", "ago-N":
 * the answer came in N hours ago; "heard-N": the organizer decided then about a message that had waited. */
static void
say(SeatClaim *claim, const char *word, gint64 number)
{
    static const struct {
        const char *word;
        SeatState state;
        SeatWhy why;
    } states[] = {{"offered", SEAT_OFFERED, SEAT_NEXT}, {"taken", SEAT_TAKEN, SEAT_FREE},
                  {"waiting", SEAT_WAITING, SEAT_FULL}, {"expired", SEAT_EXPIRED, SEAT_UNSAID},
                  {"lost", SEAT_RELEASED, SEAT_LOST},   {"gone", SEAT_RELEASED, SEAT_REMOVED},
                  {"came", SEAT_TAKEN, SEAT_CAME},      {"called", SEAT_RELEASED, SEAT_CALLED},
                  {"open", SEAT_RELEASED, SEAT_OPEN}};
    Guest *guest = (Guest *)claim->guest;
    const char *at = strchr(word, '@'), *dash = strchr(word, '-');
    gint64 value = g_ascii_strtoll(at ? at + 1 : dash ? dash + 1 : "0", NULL, 10);
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
        if (g_str_has_prefix(word, states[i].word)) {
            claim->seat = (Seat){.state = states[i].state,
                                 .why = states[i].why,
                                 .number = 1,
                                 .days = 7,
                                 .answer = claim->answer,
                                 .at = NOON};
            claim->entry = at ? value : number;
            return;
        }
    bool yes = g_str_has_prefix(word, "yes"), no = g_str_has_prefix(word, "no");
    if (yes || no || g_str_has_prefix(word, "maybe")) {
        claim->partstat = yes ? PARTSTAT_ACCEPTED : no ? PARTSTAT_DECLINED : PARTSTAT_TENTATIVE;
        claim->answer = at ? value : number;
        claim->refusal = no ? claim->answer : claim->refusal;
        claim->arrived_at = NOON;
    } else if (g_str_has_prefix(word, "sent-")) {
        claim->offer = DELIVERY_SENT;
        claim->offered_at = NOON - value * HOURS;
    } else if (g_str_has_prefix(word, "heard-")) {
        claim->heard_at = NOON - value * HOURS;
    } else if (g_str_has_prefix(word, "ago-")) {
        claim->arrived_at = NOON - value * HOURS;
    } else if (g_str_has_prefix(word, "wave-")) {
        guest->wave = (int)value;
    } else if (g_str_has_prefix(word, "zone-")) {
        guest->zone = g_strdup(dash + 1);
    } else if (g_str_has_prefix(word, "of-")) {
        guest->affiliation = g_strdup(dash + 1);
    } else if (g_str_has_prefix(word, "in-")) {
        g_ptr_array_add(guest->groups, g_strdup(dash + 1));
    } else if (g_str_has_prefix(word, "refused@")) {
        claim->refusal = value;
    } else if (strcmp(word, "removed") == 0) {
        claim->guest = NULL;
    } else if (g_str_has_prefix(word, "leaving")) {
        claim_leave(claim);
        claim->left_at = dash ? NOON - value * HOURS : NOON;
    } else if (strcmp(word, "held") == 0) {
        claim->left_at = NEVER;
    } else if (g_str_has_prefix(word, "since-")) {
        claim->seat.at = NOON - value * HOURS;
    } else if (strcmp(word, "failed") == 0 || strcmp(word, "dropped") == 0) {
        claim->offer = delivery_parse(word);
    } else if (strcmp(word, "missed") == 0 || strcmp(word, "told") == 0) {
        claim->word = *word == 'm' ? DELIVERY_FAILED : DELIVERY_SENT;
    } else {
        bool *flag = strcmp(word, "dead") == 0      ? &claim->dead
                     : strcmp(word, "silent") == 0  ? &claim->silent
                     : strcmp(word, "review") == 0  ? &claim->review
                     : strcmp(word, "past") == 0    ? &claim->past
                     : strcmp(word, "spoken") == 0  ? &claim->by_organizer
                     : strcmp(word, "invited") == 0 ? &claim->invited
                                                    : NULL;
        g_assert_nonnull(flag);
        *flag = true;
        claim->asked |= claim->invited;
    }
}

/* "ann yes; ben waiting yes" */
static GPtrArray *
guests_of(Meeting *meeting, const char *text)
{
    GPtrArray *claims = claims_new();
    g_auto(GStrv) guests = g_strsplit(text, "; ", -1);
    for (guint i = 0; guests[i]; i++) {
        g_auto(GStrv) words = g_strsplit(guests[i], " ", -1);
        SeatClaim *claim = claim_add(meeting, claims, words[0]);
        for (guint j = 1; words[j]; j++)
            say(claim, words[j], i + 1);
    }
    return claims;
}

static char *
told(const GPtrArray *claims, const GArray *steps)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < steps->len; i++) {
        const SeatStep *step = &g_array_index(steps, SeatStep, i);
        const SeatClaim *claim = g_ptr_array_index(claims, step->claim);
        g_string_append_printf(out, "%s%s %s/%s", i ? "; " : "", claim->id,
                               seat_state_name(step->seat.state), seat_why_name(step->seat.why));
    }
    return g_string_free(out, FALSE);
}

/* SEATS, then "+DAYS" for waves, then quotas: "each 2", "group students 1". */
static Meeting *
meeting_with(const char *seats)
{
    g_auto(GStrv) pieces = g_strsplit(seats, ", ", -1);
    const char *plus = strchr(pieces[0], '+');
    Meeting *meeting = seats_meeting((int)g_ascii_strtoll(pieces[0], NULL, 10),
                                     plus ? (int)g_ascii_strtoll(plus + 1, NULL, 10) : 0);
    for (guint i = 1; pieces[i]; i++) {
        g_auto(GStrv) words = g_strsplit(pieces[i], " ", -1);
        bool named = words[2] != NULL;
        QuotaKind kind = strcmp(words[0], "group") == 0 ? QUOTA_GROUP : QUOTA_AFFILIATION;
        g_ptr_array_add(meeting->quotas,
                        quota_new(kind, named ? words[1] : NULL,
                                  (int)g_ascii_strtoll(words[named ? 2 : 1], NULL, 10)));
    }
    return meeting;
}

static void
test_settle(void)
{
    static const struct {
        const char *what, *seats, *guests, *want;
    } rows[] = {
        {"not limited: all who say yes", "0", "a yes; b yes; c no; d",
         "a taken/free; b taken/free"},
        {"all at once: nobody is offered one", "2", "a; b; c", ""},
        {"the first to answer, not the first in the file", "1", "a yes@7; b yes@3",
         "b taken/free; a waiting/full"},
        {"a decline lets the first who waits in", "1",
         "a taken@1 no@9; b waiting@3 yes@3; c waiting@2 yes@2",
         "a released/refused; c taken/came"},
        {"who waits comes before who says yes now", "1", "a taken no@9; b yes@8; c waiting yes@7",
         "a released/refused; c taken/came; b waiting/full"},
        {"a maybe keeps a seat", "1", "a taken maybe@9; b waiting yes", ""},
        {"but not a place on the waiting list", "1",
         "a taken yes; b waiting maybe@9; c waiting yes", "b released/refused"},
        {"a no and a yes since: the seat was given up", "1",
         "a taken@1 yes@9 refused@8; b waiting yes@3",
         "a released/refused; b taken/came; a waiting/full"},
        {"a removed guest leaves one", "1", "a removed taken yes; b waiting yes",
         "a released/removed; b taken/came"},
        {"but not before they were told", "1", "a leaving taken yes; b waiting yes", ""},
        {"nor an offer", "1+7", "a leaving offered sent-999; b", ""},
        {"nor what a quota counts", "2, each 1", "a of-One leaving taken yes; b of-One waiting yes",
         ""},
        {"who waits is passed over meanwhile, and keeps the place", "1",
         "a leaving waiting@1 yes; b waiting@2 yes", "b taken/came"},
        {"who cannot be told that one came free is passed over, and keeps the place", "1",
         "a taken no@9; b waiting@1 yes@1 dead; c waiting@2 yes@2 silent; d waiting@3 yes@3",
         "a released/refused; d taken/came"},
        {"also where nobody else waits", "2", "a taken yes; b waiting yes dead", ""},
        {"unless the organizer spoke to them since", "1",
         "a taken no@9; b waiting@1 yes@10 spoken dead; c waiting@2 yes@2",
         "a released/refused; b taken/free"},
        {"whom word of it did not get to waits once more", "1",
         "a came yes missed; b waiting@2 yes@2", "a waiting/lost; b taken/came"},
        {"so does who wanted no more mail before it left", "1",
         "a came yes silent; b waiting@2 yes@2", "a waiting/lost; b taken/came"},
        {"but not who had it", "1", "a came yes told silent; b waiting@2 yes@2", ""},
        {"a dead address keeps a seat that is taken", "1", "a taken yes dead; b waiting yes", ""},
        {"fewer seats than are taken: nobody loses one", "1",
         "a taken yes; b taken yes; c waiting yes", ""},
        {"and the next to leave frees none", "1", "a taken no@9; b taken yes; c waiting yes",
         "a released/refused"},
        {"more seats", "3", "a taken yes; b waiting@8 yes; c waiting@7 yes; d waiting@9 yes",
         "c taken/came; b taken/came"},
        {"limited no more", "0", "a taken yes; b waiting yes", "b taken/came"},
        {"nor are any offered: there is nothing to keep", "0",
         "a offered; b offered sent-1 maybe; c offered sent-1 review; d offered sent-999; "
         "e offered sent-1 yes",
         "a released/open; b released/open; c released/open; d released/open; e taken/free"},
        {"a yes that came too late for its offer is in time", "0",
         "a offered sent-190 yes; b expired yes", "a expired/unsaid; a taken/free; b taken/free"},
        {"what came to nothing did so for its own reason", "0",
         "a offered dropped; b offered dead; c offered sent-1 no",
         "a released/dropped; b released/lost; c released/refused"},
        {"limited again: who was invited all the same is not asked twice", "9+7",
         "a open sent-1; b open; c open invited", "b offered/next"},
        {"no waves any more: an offer stands as long as was said", "1", "a offered sent-179; b",
         ""},
        {"and no longer", "1", "a offered sent-181; b", "a expired/unsaid"},

        {"waves: as many offers as seats", "2+7", "a; b; c", "a offered/next; b offered/next"},
        {"by wave, then by the file", "2+7", "a wave-2; b wave-3; c; d wave-2",
         "c offered/next; a offered/next"},
        {"a decline invites the next", "2+7", "a offered sent-1 no; b offered sent-1; c; d",
         "a released/refused; c offered/next"},
        {"so does a dead address", "1+7", "a offered sent-1 dead; b",
         "a released/lost; b offered/next"},
        {"and a mail that failed", "1+7", "a offered failed; b", "a released/lost; b offered/next"},
        {"and an offer that was dropped", "1+7", "a offered dropped; b",
         "a released/dropped; b offered/next"},
        {"seven whole days are not over", "1+7", "a offered sent-179; b", ""},
        {"nor by the clock of who has it, in Samoa", "1+7",
         "a offered sent-181 zone-Pacific/Pago_Pago; b", ""},
        {"and then they are", "1+7", "a offered sent-181; b", "a expired/unsaid; b offered/next"},
        {"an offer whose mail has not left does not end", "1+7", "a offered; b", ""},
        {"nor does one while a message waits for review", "1+7", "a offered sent-999 review; b",
         ""},
        {"nor on the day after the organizer has decided about it", "1+7",
         "a offered sent-999 heard-12; b", ""},
        {"but then", "1+7", "a offered sent-999 heard-48; b", "a expired/unsaid; b offered/next"},
        {"a yes on that day has the seat", "1+7", "a offered sent-999 heard-20 yes ago-2; b",
         "a taken/free"},
        {"who was heard in time has no more days", "1+7", "a offered sent-181 heard-100; b",
         "a expired/unsaid; b offered/next"},
        {"a yes that came in time and was read late", "1+7", "a offered sent-190 yes ago-20; b",
         "a taken/free"},
        {"a yes after the end goes to the list, behind who waits", "1+7",
         "a offered sent-190 yes; b waiting yes@1; c",
         "a expired/unsaid; b taken/came; a waiting/full"},
        {"unless a seat is free", "2+7", "a expired yes; b offered sent-1; c", "a taken/free"},
        {"an offer keeps a seat from who was not offered one", "1+7", "a offered sent-1; b yes",
         "b waiting/full"},
        {"who waits comes before the next in rank", "1+7", "a offered no; b; c waiting yes",
         "a released/refused; c taken/came"},
        {"a maybe keeps the offer", "1+7", "a offered sent-1 maybe; b", ""},
        {"but not for ever", "1+7", "a offered sent-999 maybe ago-990; b",
         "a expired/undecided; b offered/next"},
        {"nobody is asked twice", "3+7",
         "a expired; b lost failed; c invited; d dead; e silent; f no; g invited maybe", ""},
        {"a maybe before their turn takes nobody's turn", "1+7", "a maybe; b", "a offered/next"},
        {"nor a yes, which needs none", "2+7", "a yes; b maybe", "a taken/free; b offered/next"},
        {"but where mail gets there again, and when they are back", "3+7", "a lost; b gone",
         "a offered/next; b offered/next"},
        {"who was called off is asked anew, seat or none", "2+7", "a taken past; b expired past; c",
         "a released/called; b released/called; a offered/next; b offered/next"},
        {"but keeps no seat for a yes of before", "1", "a taken past; b waiting yes",
         "a released/called; b taken/came"},
        {"who says yes anew gets one anew", "1", "a taken past yes",
         "a released/called; a taken/free"},
        {"and who was asked anew is not asked again", "2+7",
         "a called invited; b called no; c called", "c offered/next"},
        {"a guest who wants no mail keeps none whose offer has not left", "1+7",
         "a offered silent; b", "a released/lost; b offered/next"},

        {"an offer outlives the seat that it was for", "1+7",
         "a taken yes; b offered sent-1 yes; c", "b taken/free"},

        {"a quota for each affiliation", "9, each 1",
         "a of-One yes; b of-ONE yes; c of-Two yes; d yes; e yes",
         "a taken/free; b waiting/quota; c taken/free; d taken/free; e taken/free"},
        {"a quota of one group", "9, group students 1",
         "a in-students yes; b in-students yes; c in-kernel yes; d in-kernel yes",
         "a taken/free; b waiting/quota; c taken/free; d taken/free"},
        {"each group, and one may be in two", "9, group 1",
         "a in-x in-y yes; b in-x yes; c in-y yes; d in-z yes",
         "a taken/free; b waiting/quota; c waiting/quota; d taken/free"},
        {"who may not is passed over and keeps the place", "2, each 1",
         "a of-One taken yes; b of-One waiting@1 yes; c of-Two waiting@2 yes", "c taken/came"},
        {"until the quota has one free", "2, each 1",
         "a of-One taken no@9; b of-One waiting@1 yes; c of-Two waiting@2 yes; d of-One waiting@3 "
         "yes",
         "a released/refused; b taken/came; c taken/came"},
        {"offers count for quotas", "3+7, each 1", "a of-One; b of-One; c of-Two",
         "a offered/next; c offered/next"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].what);
        g_autoptr(Meeting) meeting = meeting_with(rows[i].seats);
        g_autoptr(GPtrArray) claims = guests_of(meeting, rows[i].guests);
        g_autoptr(GArray) steps = seats_settle(meeting, claims, true, NOON);
        g_autofree char *got = told(claims, steps);
        g_assert_cmpstr(got, ==, rows[i].want);
        g_autoptr(GArray) again = seats_settle(meeting, claims, true, NOON);
        g_assert_cmpuint(again->len, ==, 0);
    }
}

/* Who need not hear that they wait, for a seat is theirs once who was taken out is told so. */
static void
test_near(void)
{
    static const struct {
        const char *what, *seats, *guests, *want;
    } rows[] = {
        {"nobody leaves", "1", "a taken yes; b waiting yes", ""},
        {"one leaves, one is next", "1", "a leaving taken yes; b waiting@1 yes; c waiting@2 yes",
         "b"},
        {"so is who just said yes", "1", "a leaving taken yes; b yes@8; c yes@7", "c"},
        {"an offer is a seat, too", "1+7", "a leaving offered sent-1; b waiting yes; c", "b"},
        {"two leave", "2", "a leaving taken yes; b leaving taken yes; c waiting yes; d waiting yes",
         "c d"},
        {"there are too many all the same", "1", "a leaving taken yes; b taken yes; c waiting yes",
         ""},
        {"their quota is full", "2, each 1",
         "a leaving taken yes; b of-One taken yes; c of-One waiting yes; d waiting yes", "d"},
        {"it is full for their sake", "2, each 1",
         "a of-One leaving taken yes; b of-One waiting yes", "b"},
        {"mail does not get to the first", "1",
         "a leaving taken yes; b waiting@1 yes dead; c waiting@2 yes", "c"},
        {"the organizer holds the withdrawal", "1", "a leaving taken yes held; b waiting yes", ""},
        {"nobody has sent it for two days", "1", "a leaving-48 taken yes; b waiting yes since-48",
         ""},
        {"but they have not waited for so long", "1",
         "a leaving-48 taken yes; b waiting yes since-47", "b"},
        {"or it is not so old", "1", "a leaving-47 taken yes; b waiting yes since-48", "b"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].what);
        g_autoptr(Meeting) meeting = meeting_with(rows[i].seats);
        g_autoptr(GPtrArray) claims = guests_of(meeting, rows[i].guests);
        g_autoptr(GArray) steps = seats_settle(meeting, claims, true, NOON);
        g_autoptr(GString) near = g_string_new("");
        for (guint j = 0; j < claims->len; j++) {
            const SeatClaim *claim = g_ptr_array_index(claims, j);
            if (claim->near)
                g_string_append_printf(near, "%s%s", near->len ? " " : "", claim->id);
        }
        g_assert_cmpstr(near->str, ==, rows[i].want);
    }
}

/* Nobody gets a seat, or loses one, while the meeting does not take place. */
static void
test_cancelled(void)
{
    g_autoptr(Meeting) meeting = meeting_with("2+7");
    g_autoptr(GPtrArray) claims = guests_of(meeting, "a taken no@9; b yes; c; d offered sent-999");
    meeting->cancelled = true;
    g_autoptr(GArray) steps = seats_settle(meeting, claims, true, NOON);
    g_assert_cmpuint(steps->len, ==, 0);
}

/* Around the meeting itself. */
static void
test_last_days(void)
{
    static const struct {
        const char *what;
        int days; /* after 1 June */
        const char *guests, *want;
    } rows[] = {
        {"the day before", 42, "a no taken; b", "a released/refused; b offered/next"},
        {"nothing is offered on the first day", 43, "a no taken; b", "a released/refused"},
        {"who waits still gets one", 43, "a no taken; b waiting yes",
         "a released/refused; b taken/came"},
        {"nothing after the last", 45, "a no taken; b waiting yes", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].what);
        g_autoptr(Meeting) meeting = meeting_with("1+7");
        g_autoptr(GPtrArray) claims = guests_of(meeting, rows[i].guests);
        g_autoptr(GArray) steps = seats_settle(meeting, claims, true, NOON + rows[i].days * DAYS);
        g_autofree char *got = told(claims, steps);
        g_assert_cmpstr(got, ==, rows[i].want);
    }
}

/* Whole days of the meeting's zone, over a change of the clocks, and no further than the meeting. */
static void
test_offer_ends(void)
{
    static const struct {
        const char *sent;
        int days;
        const char *end, *last, *reader;
    } rows[] = {
        {"2004-06-01T10:00:00Z", 7, "2004-06-08T22:00:00Z", "2004-06-08", NULL},
        {"2004-06-01T21:59:59Z", 1, "2004-06-02T22:00:00Z", "2004-06-02", NULL},
        {"2004-06-01T22:00:00Z", 1, "2004-06-03T22:00:00Z", "2004-06-03", NULL},
        {"2004-03-26T12:00:00Z", 3, "2004-03-29T22:00:00Z", "2004-03-29", NULL},
        {"2004-07-10T12:00:00Z", 7, "2004-07-13T22:00:00Z", "2004-07-13", NULL},
        {"2004-07-14T12:00:00Z", 7, "2004-07-14T22:00:00Z", "2004-07-14", NULL},
        /* Where their day ends later, it ends then. */
        {"2004-06-01T10:00:00Z", 7, "2004-06-09T07:00:00Z", "2004-06-08", "America/Los_Angeles"},
        {"2004-06-01T10:00:00Z", 7, "2004-06-08T22:00:00Z", "2004-06-08", "Asia/Tokyo"},
    };
    g_autoptr(Meeting) meeting = seats_meeting(1, 7);
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GDateTime) sent = g_date_time_new_from_iso8601(rows[i].sent, utc);
        gint64 left = g_date_time_to_unix(sent);
        Day last = seat_offer_last(meeting, zone, rows[i].days, left);
        gint64 end = seat_offer_ends(meeting, zone, rows[i].reader, rows[i].days, left);
        g_autoptr(GDateTime) ends = g_date_time_new_from_unix_utc(end);
        g_autofree char *got = g_date_time_format(ends, "%Y-%m-%dT%H:%M:%SZ");
        g_autofree char *day = day_format(last);
        g_assert_cmpstr(got, ==, rows[i].end);
        g_assert_cmpstr(day, ==, rows[i].last);
    }
}

static void
test_counts(void)
{
    g_autoptr(Meeting) meeting = meeting_with("5+7, each 2, group students 1");
    g_autoptr(GPtrArray) claims =
        guests_of(meeting, "a of-One taken yes; b of-Two leaving offered; c of-ONE waiting yes; "
                           "d of-One in-students offered; e; f in-students");
    SeatCount count = seats_count(meeting, claims);
    g_autofree char *counts =
        g_strdup_printf("%d taken, %d offered, %d free, %d waiting, %d leaving", count.taken,
                        count.offered, count.free, count.waiting, count.leaving);
    g_assert_cmpstr(counts, ==, "1 taken, 2 offered, 2 free, 1 waiting, 1 leaving");
    g_autoptr(GPtrArray) quotas = seats_quotas(meeting, claims);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < quotas->len; i++) {
        const QuotaUse *use = g_ptr_array_index(quotas, i);
        g_string_append_printf(out, "%s %s %d/%d; ", quota_kind_name(use->kind), use->name,
                               use->used, use->most);
    }
    g_assert_cmpstr(out->str, ==, "affiliation One 2/2; affiliation Two 1/2; group students 1/1; ");
}

static void
test_names(void)
{
    for (int i = 1; i <= SEAT_RELEASED; i++)
        g_assert_cmpint(seat_state_parse(seat_state_name((SeatState)i)), ==, i);
    for (int i = 0; i < SEAT_WHYS; i++) {
        const Seat seat = {.why = (SeatWhy)i};
        g_assert_cmpint(seat_why_parse(seat_why_name((SeatWhy)i)), ==, i);
        g_assert_nonnull(seat_reason(&seat));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/seats/settle", test_settle);
    g_test_add_func("/seats/near", test_near);
    g_test_add_func("/seats/cancelled", test_cancelled);
    g_test_add_func("/seats/last-days", test_last_days);
    g_test_add_func("/seats/offer-ends", test_offer_ends);
    g_test_add_func("/seats/counts", test_counts);
    g_test_add_func("/seats/names", test_names);
    return g_test_run();
}
