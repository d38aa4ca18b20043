/* The organizer's digest: what happened, and what waits for a decision. */
#include "event/period.h"
#include "event/reason.h"
#include "event/seats.h"
#include "mailer/letter-text.h"
#include "mailer/schedule.h"
#include "mailer/view.h"

/* A number, or nothing where it is 0: then its section is left out. */
static TemplateValue *
view_count(int count)
{
    return template_text_take(count > 0 ? g_strdup_printf("%d", count) : NULL);
}

static TemplateValue *
view_counts(const Tally *tally, const Meeting *meeting)
{
    TemplateValue *map = template_map();
    template_set(map, "guests", template_number(tally->guests));
    template_set(map, "accepted", template_number(tally->accepted));
    template_set(map, "declined", template_number(tally->declined));
    template_set(map, "tentative", template_number(tally->tentative));
    template_set(map, "delegated", view_count(tally->delegated));
    template_set(map, "owing", template_number(tally->owing - tally->uninvited - tally->reviewing));
    template_set(map, "waiting", view_count(tally->waiting));
    template_set(map, "uninvited", view_count(tally->uninvited));
    template_set(map, "unreached", view_count(tally->unreached));
    template_set(map, "reviewing", view_count(tally->reviewing));
    template_set(map, "seats", view_count(meeting->seats));
    return map;
}

/* The answer is another one than at the last digest. */
static bool
is_news(const Standing *standing, const LetterContext *context)
{
    GHashTable *changed = context->digest->changed;
    return standing->previous != PARTSTAT_NONE && changed &&
           g_hash_table_contains(changed, standing->guest);
}

/* It became so after the answer-by date, when others may count on it. */
static bool
is_late(const Standing *standing, const LetterContext *context)
{
    Day day;
    Minute minute;
    when_local(standing->changed_at, context->zone, &day, &minute);
    return context->meeting->answer_by != DAY_NONE && day > context->meeting->answer_by;
}

/* What they answered to the meeting's questions: "questions", empty where they answered none. */
static TemplateValue *
view_replies(const Standing *standing, const LetterContext *context, const Words *words)
{
    GHashTable *replies = context->digest->replies;
    LetterContext theirs = *context;
    theirs.answers = replies ? g_hash_table_lookup(replies, standing->guest) : NULL;
    return theirs.answers ? view_questions(&theirs, words) : template_list();
}

static TemplateValue *
view_person(const Standing *standing, const LetterContext *context, const Words *words)
{
    TemplateValue *map = template_map();
    const char *reason = standing->dead_why           ? standing->dead_why
                         : standing_unaware(standing) ? NULL
                                                      : standing->delivery_words;
    template_set(map, "name", view_text(standing->name));
    template_set(map, "address", view_text(standing->address));
    template_set(map, "status", template_text(view_status(standing->partstat, words)));
    view_set_details(map, &standing->details);
    template_set(map, "questions", view_replies(standing, context, words));
    template_set(map, "waiting", template_flag(standing->seat.state == SEAT_WAITING));
    template_set(map, "unkept",
                 template_flag(standing->partstat == PARTSTAT_TENTATIVE &&
                               schedule_seat_gone(context->meeting, standing)));
    bool changed = is_news(standing, context);
    template_set(map, "previous",
                 template_text(changed ? view_status(standing->previous, words) : NULL));
    template_set(map, "late", template_flag(changed && is_late(standing, context)));
    template_set(map, "words", view_text(standing->words));
    template_set(map, "button", template_flag(standing_by_button(standing)));
    template_set(map, "reason", view_text(reason));
    return map;
}

/* In words of the language; as it is where an older release wrote it. */
static TemplateValue *
view_reason(const char *why, const Words *words)
{
    Reason reason = reason_of_text(why);
    return reason != REASON_NONE ? template_text(words_get(words, reason_name(reason)))
                                 : view_text(why);
}

static TemplateValue *
view_review(const LetterReview *review, const Meeting *meeting, GTimeZone *zone, const Words *words)
{
    TemplateValue *map = template_map();
    template_set(map, "number", template_number(review->number));
    template_set(map, "name", view_text(review->name));
    template_set(map, "from", view_text(review->from));
    template_set(map, "words", view_text(review->words));
    template_set(map, "proposal",
                 template_text_take(period_format(review->proposal, zone, meeting->zone)));
    template_set(map, "guess", template_text(view_status(review->guess, words)));
    template_set(map, "why", view_reason(review->why, words));
    template_set(map, "answerable", template_flag(review->answer));
    return map;
}

static TemplateValue *
view_asked(const LetterAsked *asked)
{
    TemplateValue *map = template_map();
    template_set(map, "number", template_number(asked->number));
    template_set(map, "name", view_text(asked->name));
    template_set(map, "words", view_text(asked->words));
    return map;
}

/* A title is for what its guest has in the agenda without one. */
static TemplateValue *
view_proposal(const LetterProposal *proposal, const LetterContext *context, const Words *words)
{
    TemplateValue *map = template_map();
    LetterContext theirs = *context;
    theirs.guest = proposal->title ? meeting_guest(context->meeting, proposal->guest) : NULL;
    TemplateValue *sessions = view_own(&theirs, true, NEVER, words);
    template_set(map, "number", template_number(proposal->number));
    template_set(map, "name", view_text(proposal->name));
    template_set(map, "words", view_text(proposal->words));
    template_set(map, "title", template_flag(proposal->title));
    template_set(map, "several", template_flag(template_value_length(sessions) > 1));
    template_set(map, "sessions", sessions);
    return map;
}

static TemplateValue *
view_material(const LetterMaterial *material, const LetterContext *context, const Words *words)
{
    TemplateValue *map = template_map();
    LetterContext theirs = *context;
    theirs.guest = meeting_guest(context->meeting, material->guest);
    template_set(map, "name", view_text(material->name));
    template_set(map, "files", view_text(material->files));
    template_set(map, "words", view_text(material->words));
    template_set(map, "sessions", view_own(&theirs, false, NEVER, words));
    return map;
}

static TemplateValue *
view_failed(const GPtrArray *failed)
{
    TemplateValue *list = template_list();
    for (guint i = 0; failed && i < failed->len; i++) {
        const LetterFailed *mail = g_ptr_array_index(failed, i);
        TemplateValue *map = template_map();
        template_set(map, "name", view_text(mail->name));
        template_set(map, "address", view_text(mail->address));
        template_set(map, "reason", view_text(mail->reason));
        template_add(list, map);
    }
    return list;
}

static TemplateValue *
view_passed_over(const GPtrArray *standings)
{
    TemplateValue *list = template_list();
    for (guint i = 0; standings && i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        TemplateValue *map = template_map();
        template_set(map, "name", view_text(standing->name));
        template_set(map, "address", view_text(standing->passed_over));
        template_set(map, "reason", view_text(standing->passed_why));
        template_set(map, "instead", view_text(standing->address));
        template_add(list, map);
    }
    return list;
}

/* Who does not come, and stands on the agenda. */
static TemplateValue *
view_missing(const GPtrArray *absent, const LetterContext *context, const Words *words)
{
    TemplateValue *list = template_list();
    for (guint i = 0; absent && i < absent->len; i++) {
        const Standing *standing = g_ptr_array_index(absent, i);
        LetterContext theirs = *context;
        theirs.guest = meeting_guest(context->meeting, standing->guest);
        if (!theirs.guest || !meeting_speaks(context->meeting, standing->guest))
            continue;
        TemplateValue *map = template_map();
        template_set(map, "name", view_text(standing->name));
        template_set(map, "sessions", view_own(&theirs, false, NEVER, words));
        template_add(list, map);
    }
    return list;
}

static TemplateValue *
view_people(const GPtrArray *standings, const LetterContext *context, const Words *words)
{
    TemplateValue *list = template_list();
    for (guint i = 0; standings && i < standings->len; i++)
        template_add(list, view_person(g_ptr_array_index(standings, i), context, words));
    return list;
}

static char *
names_joined(const GPtrArray *standings, const Words *words)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; standings && i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        g_ptr_array_add(names, text_line(standing->name, TEXT_LINE_MAX));
    }
    return words_and(words, names);
}

/* What an answer says by itself, and what the organizer did, need not be told. */
static bool
tells_of_seat(const Seat *seat)
{
    return seat->state == SEAT_OFFERED || seat->state == SEAT_EXPIRED ||
           (seat->state == SEAT_TAKEN && seat->why == SEAT_CAME) ||
           (seat->state == SEAT_RELEASED && seat->why == SEAT_LOST);
}

/* The offer counts from when it left, or from now where it is about to. */
static TemplateValue *
view_until(const Standing *standing, const LetterContext *context, const Words *words)
{
    if (standing->seat.state != SEAT_OFFERED || standing->seat_mail == DELIVERY_HELD)
        return template_text(NULL);
    gint64 at = standing->offered_at != NEVER ? standing->offered_at : context->now;
    Day last = seat_offer_last(context->meeting, context->zone, standing->seat.days, at);
    return template_text_take(view_date(last, words));
}

/* What became of seats. */
static TemplateValue *
view_seats(const GPtrArray *seats, const LetterContext *context, const Words *words)
{
    TemplateValue *list = template_list();
    for (guint i = 0; seats && i < seats->len; i++) {
        const Standing *standing = g_ptr_array_index(seats, i);
        const Seat *seat = &standing->seat;
        if (!tells_of_seat(seat))
            continue;
        TemplateValue *map = template_map();
        template_set(map, "name", view_text(standing->name));
        template_set(map, "until", view_until(standing, context, words));
        template_set(
            map, "withheld",
            template_flag(seat->state == SEAT_OFFERED && standing->seat_mail == DELIVERY_HELD));
        template_set(map, "unsaid",
                     template_flag(seat->state == SEAT_EXPIRED && seat->why != SEAT_UNDECIDED));
        template_set(map, "undecided",
                     template_flag(seat->state == SEAT_EXPIRED && seat->why == SEAT_UNDECIDED));
        template_set(map, "came", template_flag(seat->state == SEAT_TAKEN));
        template_set(map, "lost", template_flag(seat->state == SEAT_RELEASED));
        template_add(list, map);
    }
    return list;
}

/* Of those who owe an answer, for whom no seat is kept any more. */
static TemplateValue *
view_lapsed(const LetterContext *context, const GPtrArray *owing, const Words *words)
{
    g_autoptr(GPtrArray) lapsed = g_ptr_array_new();
    for (guint i = 0; owing && i < owing->len; i++)
        if (schedule_seat_gone(context->meeting, g_ptr_array_index(owing, i)))
            g_ptr_array_add(lapsed, g_ptr_array_index(owing, i));
    return template_text_take(names_joined(lapsed, words));
}

/* What waits, and by which of it to show how it is decided. */
static void
set_reviews(TemplateValue *root, const LetterContext *context, const Words *words)
{
    TemplateValue *list = template_list();
    const GPtrArray *reviews = context->digest ? context->digest->reviews : NULL;
    const LetterReview *example = NULL;
    g_autoptr(GTimeZone) zone = zone_open(context->meeting->zone);
    for (guint i = 0; reviews && i < reviews->len; i++) {
        const LetterReview *review = g_ptr_array_index(reviews, i);
        template_add(list, view_review(review, context->meeting, zone, words));
        if (!example || (review->answer && !example->answer))
            example = review;
    }
    view_set_list(root, "has_reviews", "reviews", list);
    template_set(root, "answerable", template_flag(example && example->answer));
    template_set(root, "example", example ? template_number(example->number) : template_text(NULL));
}

static TemplateValue *
view_ruling(const LetterRuling *ruling, const Words *words)
{
    TemplateValue *map = template_map();
    bool dismissed = ruling->partstat == PARTSTAT_NONE;
    template_set(map, "number", template_number(ruling->number));
    template_set(map, "name", view_text(ruling->name));
    template_set(map, "status", template_text(view_status(ruling->partstat, words)));
    template_set(map, "dismissed", template_flag(dismissed));
    template_set(map, "missing", template_flag(g_strcmp0(ruling->refused, "missing") == 0));
    template_set(map, "nobody", template_flag(g_strcmp0(ruling->refused, "nobody") == 0));
    template_set(map, "twice", template_flag(g_strcmp0(ruling->refused, "twice") == 0));
    return map;
}

/* What came of decisions: what was recorded, and what could not be done. */
static void
set_rulings(TemplateValue *root, const LetterContext *context, const Words *words)
{
    TemplateValue *decided = template_list(), *refused = template_list();
    for (guint i = 0; context->rulings && i < context->rulings->len; i++) {
        const LetterRuling *ruling = g_ptr_array_index(context->rulings, i);
        template_add(ruling->refused ? refused : decided, view_ruling(ruling, words));
    }
    view_set_list(root, "has_decided", "decided", decided);
    view_set_list(root, "has_refused", "refused", refused);
}

void
view_set_digest(TemplateValue *root, const LetterContext *context, const Words *words)
{
    static const LetterDigest none = {0};
    const LetterDigest *digest = context->digest ? context->digest : &none;
    TemplateValue *asked = template_list(), *proposed = template_list();
    TemplateValue *materials = template_list();
    Day today;
    Minute minute;
    for (guint i = 0; digest->asked && i < digest->asked->len; i++)
        template_add(asked, view_asked(g_ptr_array_index(digest->asked, i)));
    for (guint i = 0; digest->proposed && i < digest->proposed->len; i++)
        template_add(proposed,
                     view_proposal(g_ptr_array_index(digest->proposed, i), context, words));
    for (guint i = 0; digest->materials && i < digest->materials->len; i++)
        template_add(materials,
                     view_material(g_ptr_array_index(digest->materials, i), context, words));
    when_local(context->now, context->zone, &today, &minute);
    template_set(root, "date", template_text_take(view_date(today, words)));
    template_set(root, "counts", view_counts(&digest->tally, context->meeting));
    view_set_list(root, "has_answers", "answers", view_people(digest->answers, context, words));
    set_rulings(root, context, words);
    set_reviews(root, context, words);
    view_set_list(root, "has_missing", "missing", view_missing(digest->absent, context, words));
    view_set_list(root, "has_unreached", "unreached",
                  view_people(digest->unreached, context, words));
    view_set_list(root, "has_passed_over", "passed_over", view_passed_over(digest->passed_over));
    view_set_list(root, "has_failed", "failed", view_failed(digest->failed));
    view_set_list(root, "has_asked", "asked", asked);
    view_set_list(root, "has_proposed", "proposed", proposed);
    view_set_list(root, "has_materials", "materials", materials);
    view_set_list(root, "has_silent", "silent", view_people(digest->silent, context, words));
    template_set(root, "doubts", view_count(digest->doubts));
    template_set(root, "held", view_count(digest->held));
    view_set_list(root, "has_seats", "seats", view_seats(digest->seats, context, words));
    template_set(root, "owing", template_text_take(names_joined(digest->owing, words)));
    template_set(root, "lapsed", view_lapsed(context, digest->owing, words));
    template_set(root, "waiting", template_text_take(names_joined(digest->waiting, words)));
}

void
view_set_decided(TemplateValue *root, const LetterContext *context, const Words *words)
{
    set_rulings(root, context, words);
    set_reviews(root, context, words);
}
