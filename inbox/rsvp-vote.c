/* See rsvp-vote.h. */
#include "inbox/rsvp-vote.h"
#include "inbox/rsvp-about.h"
#include "inbox/rsvp-absence.h"
#include "inbox/rsvp-slot.h"

/* What keeps somebody away at an hour is told without a word of what it keeps from. */
static bool
is_slot(const Around *around, Partstat partstat)
{
    FactKind fact = around->fact->fact;
    return partstat == PARTSTAT_DECLINED && fact != FACT_CONFLICT && fact != FACT_OBSTACLE &&
           fact != FACT_DELEGATE && slot_is_named(around);
}

static Vote *
add_vote(const Around *around, Partstat partstat, VoteStrength strength, const char *rule)
{
    Vote vote = {
        .partstat = partstat,
        .strength = strength,
        .statement = around->fact->fact <= FACT_MAYBE,
        .part = around_remark(around, FACT_PART) != NULL,
        .slot = is_slot(around, partstat),
        .time = around_remark(around, FACT_TIME) != NULL,
        .wished = around->fact->fact == FACT_WISHED,
        .remote = around_remark(around, FACT_REMOTE) != NULL,
        .settled = around_find_sentence(around, FACT_SETTLED) != NULL,
        .start = around->start,
        .end = around->end,
        .language = around->fact->language,
        .rule = rule,
    };
    g_array_append_val(around->votes, vote);
    return &g_array_index(around->votes, Vote, around->votes->len - 1);
}

/* An answer with the condition, the hedge and the negation around it. */
static void
vote_answer(const Around *around, Partstat partstat, VoteStrength strength, const char *rule)
{
    if (partstat == PARTSTAT_ACCEPTED && around_is_unreal(around))
        add_vote(around, PARTSTAT_DECLINED, VOTE_DOUBT, "were it so");
    else if (partstat != PARTSTAT_TENTATIVE && around_is_conditional(around))
        add_vote(around, PARTSTAT_TENTATIVE,
                 partstat == PARTSTAT_ACCEPTED && !about_is_apart(around) ? strength : VOTE_DOUBT,
                 "under a condition")
            ->conditional = true;
    else if (partstat == PARTSTAT_ACCEPTED && around_is_hedged(around))
        add_vote(around, PARTSTAT_TENTATIVE, strength, "hedged yes")->hedged = true;
    else if (partstat == PARTSTAT_DECLINED && around_is_hedged(around))
        add_vote(around, PARTSTAT_DECLINED, VOTE_DOUBT, "hedged no");
    else
        add_vote(around, partstat, strength, rule);
}

/* A no that is denied speaks for a yes, if anything: "no way that I stay at home". */
static void
vote_denied(const Around *around, Partstat partstat, const char *rule)
{
    if (partstat == PARTSTAT_DECLINED)
        add_vote(around, PARTSTAT_ACCEPTED, VOTE_HINT, "a no denied")->statement = false;
    else
        vote_answer(around, partstat, VOTE_DOUBT, rule);
}

/* A whole statement; one that is denied or governed in words that no phrase knows decides nothing, and a
 * maybe in the same clause speaks for it: "there is a chance that I can come". */
static void
vote_statement(const Around *around, Partstat partstat, const char *rule)
{
    if (around_is_idle(around) ||
        (partstat != PARTSTAT_TENTATIVE && around_find(around, FACT_MAYBE)))
        return;
    if (partstat == PARTSTAT_ACCEPTED && around_remark(around, FACT_DELEGATE))
        return; /* "Harald comes instead" */
    if (around_is_denied(around, partstat))
        vote_denied(around, partstat, rule);
    else if (partstat != PARTSTAT_TENTATIVE &&
             (around_is_governed(around) || around_is_others(around) || about_is_lent(around)))
        vote_answer(around, partstat, VOTE_DOUBT, rule);
    else if (partstat == PARTSTAT_ACCEPTED &&
             (around_is_in_other_month(around) || absence_is_apart(around)))
        vote_answer(around, partstat, VOTE_DOUBT, rule);
    else if (around->fact->fact == FACT_NO && around_goes_on(around->reading, around->fact))
        vote_answer(around, partstat, VOTE_DOUBT, rule);
    else if (partstat == PARTSTAT_DECLINED ? about_denies_other(around)
                                           : about_doubts_other(around))
        vote_answer(around, partstat, VOTE_DOUBT, rule);
    else
        vote_answer(around, partstat, VOTE_FIRM, rule);
}

/* "Ines" or "(Ravi Kumar)" between pauses. */
static bool
is_name(const Reading *reading, guint start, guint end)
{
    for (guint at = start; at < end; at++)
        if (reading->roles[at] || !tokens_at(reading->tokens, at)->capital)
            return false;
    return end > start && end - start <= 2;
}

/* Nothing in [START, END) but words that are understood and say nothing else. */
bool
reading_is_closed(const Reading *reading, guint start, guint end)
{
    bool greeting = start < end && reading->roles[start] == FACT_GREETING + 1 && end - start <= 5;
    if (is_name(reading, start, end))
        return true;
    for (guint at = start; at < end && !greeting; at++) {
        const Token *token = tokens_at(reading->tokens, at);
        if (token_is_break(token))
            continue;
        switch (reading->roles[at] - 1) {
        case FACT_BARE_YES:
        case FACT_BARE_NO:
        case FACT_BARE_MAYBE:
        case FACT_HEDGE:
        case FACT_REGRET:
        case FACT_THANKS:
        case FACT_PLAIN:
        case FACT_JOINT:
        case FACT_LEAD:
        case FACT_THEN:
        case FACT_POLITE:
        case FACT_GREETING:
        case FACT_SETTLED:
        case FACT_ELSEWHEN:
        case FACT_PART:
        case FACT_PARTIAL:
        case FACT_GUESTS:
        case FACT_DIET:
            break;
        default:
            return false;
        }
    }
    return true;
}

/* It ends in a question mark; where only words tell of a question, it may be none. */
static bool
ends_in_mark(const Reading *reading, const Sentence *sentence)
{
    return sentence->end < reading->count &&
           tokens_at(reading->tokens, sentence->end)->kind == TOKEN_ASK;
}

/* "Nothing special": it says what somebody needs, and nobody who does not come would. */
static bool
is_only_polite(const Reading *reading, guint start, guint end)
{
    bool polite = false;
    for (guint at = start; at < end; at++) {
        bool here = reading->roles[at] == FACT_POLITE + 1;
        if (!here && reading->roles[at] != FACT_PLAIN + 1)
            return false;
        polite |= here;
    }
    return polite;
}

/* Whether the rest of the sentence agrees with a bare word: every other clause is closed, says
 * something about coming, or asks. What is not understood, or about other matters, may be what the word
 * answers: "Yes, the address is still right", "No, sorry, I don't know him", "No, I don't need a hotel". */
static bool
is_answer_to_us(const Around *around, bool no)
{
    guint64 telling = FACT_BIT(FACT_YES) | FACT_BIT(FACT_NO) | FACT_BIT(FACT_MAYBE) |
                      FACT_BIT(FACT_WISH) | FACT_BIT(FACT_PENDING);
    telling |= no ? FACT_BIT(FACT_CONFLICT) | FACT_BIT(FACT_OBSTACLE) : FACT_BIT(FACT_GOING);
    const Sentence *sentence = around->sentence;
    guint start, end;
    for (guint at = sentence->start; at < sentence->end; at = end + (end < sentence->end)) {
        end = at;
        if (token_is_break(tokens_at(around->reading->tokens, at)) ||
            around->reading->roles[at] == FACT_CONTRAST + 1)
            continue;
        reading_clause(around->reading, at, &start, &end);
        if (start != around->start &&
            reading_find(around->reading->remarks, FACT_ASIDE, start, end))
            return false;
        if (no && start > around->end && is_only_polite(around->reading, start, end))
            return false;
        bool asks = sentence->asked && end == sentence->end && at > sentence->start &&
                    ends_in_mark(around->reading, sentence);
        if (asks && (no || reading_is_closed(around->reading, at, end)))
            return false; /* "No, really?" */
        bool sorry = no && about_holds(around->reading, at, end, FACT_BIT(FACT_REGRET)) &&
                     !about_holds(around->reading, at, end, FACT_BIT(FACT_NOT));
        bool two = !no && reading_find(around->reading->remarks, FACT_GUESTS, at, end);
        if (!asks && !sorry && !two && !about_holds(around->reading, at, end, telling) &&
            !reading_condition(around->reading, at, end) &&
            !reading_is_closed(around->reading, at, end))
            return false;
    }
    return true;
}

/* "No" of "no cheese for me", and of "the 13th yes, the 14th no". */
static bool
is_of_detail(const Around *around)
{
    const Fact *fact = around->fact;
    for (guint i = 0; i < around->reading->remarks->len; i++) {
        const Fact *remark = &g_array_index(around->reading->remarks, Fact, i);
        bool diet = remark->fact == FACT_DIET && remark->end > fact->end;
        bool part = remark->fact == FACT_PARTIAL && remark->start < fact->start;
        if ((diet || part) && remark->start <= fact->start && remark->end >= fact->end)
            return true;
    }
    return false;
}

/* "As every year: yes" and "I thought about it, but no": the word ends the sentence behind a colon or a
 * "but", and what stands before it neither asks nor answers. */
static bool
is_conclusion(const Around *around, bool no)
{
    const Reading *reading = around->reading;
    guint start = around->sentence->start, at = around->start;
    static const guint64 telling = FACT_BIT(FACT_YES) | FACT_BIT(FACT_NO) | FACT_BIT(FACT_MAYBE) |
                                   FACT_BIT(FACT_SAID) | FACT_BIT(FACT_NOT) |
                                   FACT_BIT(FACT_QUESTION);
    static const FactKind others[] = {FACT_ASK_COMING, FACT_ASK_DINNER, FACT_ASK_OTHER, FACT_PART,
                                      FACT_IF};
    if (at == start || around->end != around->sentence->end || around->sentence->asked ||
        about_holds(reading, start, at, telling))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (reading_find(reading->remarks, others[i], start, at))
            return false;
    bool colon = reading->tokens->text[tokens_at(reading->tokens, at - 1)->start] == ':';
    return colon || (no && reading->roles[at - 1] == FACT_CONTRAST + 1);
}

static void
vote_bare(const Around *around, Partstat partstat, const char *rule)
{
    if (is_of_detail(around) || around_is_idle(around) ||
        (partstat != PARTSTAT_TENTATIVE && around_find_sentence(around, FACT_MAYBE)))
        return;
    /* What is said under a condition ends where that begins: "I'm in unless it snows". */
    const Fact *condition = reading_condition(around->reading, around->fact->end, around->end);
    guint end = condition ? condition->start : around->end;
    bool closed = reading_is_closed(around->reading, around->start, end);
    if (!closed && !(partstat == PARTSTAT_ACCEPTED && around_find(around, FACT_WISH)))
        return;
    bool no = partstat == PARTSTAT_DECLINED;
    bool firm = closed ? is_answer_to_us(around, no) || is_conclusion(around, no)
                       : !around_find(around, FACT_NOT);
    if (about_is_signature(around) || about_is_labelled(around) || about_answers_other(around))
        firm = false;
    vote_answer(around, partstat, firm ? VOTE_FIRM : VOTE_HINT, rule);
}

/* "I would love to come": no answer, but a maybe with a condition, and a yes after "yes". */
static void
vote_wish(const Around *around)
{
    if (around_is_idle(around))
        return;
    const GArray *facts = around->reading->facts;
    if (around_is_unreal(around))
        add_vote(around, PARTSTAT_DECLINED, VOTE_HINT, "were it so");
    else if (around_is_conditional(around))
        add_vote(around, PARTSTAT_TENTATIVE, VOTE_FIRM, "wish under a condition")->conditional =
            true;
    else if (reading_find(facts, FACT_BARE_YES, around->sentence->start, around->start) &&
             !around_find(around, FACT_NOT))
        add_vote(around, PARTSTAT_ACCEPTED, VOTE_FIRM, "yes and a wish");
    else
        add_vote(around, PARTSTAT_ACCEPTED, VOTE_HINT, "wish")->wish = true;
}

/* All words of the sentence are understood. */
static bool
is_plain_sentence(const Around *around)
{
    const Sentence *sentence = around->sentence;
    for (guint at = sentence->start; at < sentence->end; at++)
        if (!around->reading->roles[at] && !token_is_break(tokens_at(around->reading->tokens, at)))
            return false;
    return true;
}

/* Each part of the meeting that the clause names is a day: "13日". */
static bool
has_only_days(const Around *around)
{
    const Reading *reading = around->reading;
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        bool day = fact->fact != FACT_PART || fact->start < around->start ||
                   fact->start >= around->end || reading->roles[fact->start] != FACT_PART + 1;
        for (guint at = fact->start; at < fact->end; at++)
            day |= tokens_at(reading->tokens, at)->kind == TOKEN_NUMBER;
        if (!day)
            return false;
    }
    return true;
}

/* Something that keeps a person away: a no where it falls in the time of the meeting, or where regret
 * or a wish stands beside it. What keeps from travelling at all can be a no by itself. "Sorry, I was on holiday"
 * only says why the answer comes late. */
static void
vote_conflict(const Around *around)
{
    if (around_is_idle(around))
        return;
    Absence absence = absence_when(around);
    bool then = reading_find(around->reading->remarks, FACT_THEN, around->sentence->start,
                             around->sentence->end) != NULL;
    bool company = around_mail_has(around, FACT_REGRET) || around_mail_has(around, FACT_WISHED) ||
                   (around_mail_has(around, FACT_CONTRAST) &&
                    (around_mail_has(around, FACT_WISH) || around_mail_has(around, FACT_THANKS)));
    bool clear = !around_mail_has(around, FACT_AWAY) && !around_is_hedged(around) &&
                 !around_is_conditional(around) && !around_find(around, FACT_NOT) &&
                 !around_is_others(around);
    bool past = !then && absence != ABSENCE_THEN && around_remark(around, FACT_PAST);
    if (about_is_here(around) || absence == ABSENCE_ELSEWHEN || past)
        clear = false;
    bool alone = around->fact->fact == FACT_OBSTACLE && is_plain_sentence(around);
    VoteStrength strength = !clear            ? VOTE_HINT
                            : then || company ? VOTE_FIRM
                            : alone           ? VOTE_ALONE
                                              : VOTE_HINT;
    Vote *vote = add_vote(around, PARTSTAT_DECLINED, strength, "busy then");
    vote->busy = true;
    vote->part &= absence != ABSENCE_THEN || !has_only_days(around);
}

static void
vote_delegate(const Around *around)
{
    if (around_is_idle(around) ||
        around->reading->roles[around->fact->end - 1] == FACT_POLITE + 1 || about_is_thing(around))
        return;
    bool firm = !around_is_hedged(around) && !around_is_conditional(around) &&
                !around_find(around, FACT_NOT);
    add_vote(around, PARTSTAT_DECLINED, firm ? VOTE_FIRM : VOTE_DOUBT, "somebody else comes")
        ->part = false;
}

/* Thanks, "unfortunately", and a time: a no whose reason we do not know. */
static void
vote_regret(const Around *around)
{
    bool then = reading_find(around->reading->remarks, FACT_THEN, around->sentence->start,
                             around->sentence->end) != NULL;
    if (!around_is_quoted(around) && !around->sentence->asked)
        add_vote(around, PARTSTAT_DECLINED,
                 then && around_mail_has(around, FACT_THANKS) ? VOTE_ALONE : VOTE_HINT, "regret");
}

/* "Have to ask my boss": no answer yet, and no answer beside it is certain. */
static void
vote_pending(const Around *around)
{
    if (!around_is_idle(around))
        add_vote(around, PARTSTAT_TENTATIVE, VOTE_DOUBT, "answers later")->pending = true;
}

/* "You will hear from me on Friday" says less: what is promised may be something else. */
static void
vote_promise(const Around *around)
{
    if (!around_is_idle(around))
        add_vote(around, PARTSTAT_TENTATIVE, VOTE_HINT, "answers later")->pending = true;
}

/* "No dinner for me", with nothing before it that is a yes to the rest. */
static bool
is_refused(const Around *around)
{
    const Reading *reading = around->reading;
    guint start = around->fact->start;
    return reading->denials[around->start] &&
           !reading_find(reading->remarks, FACT_PART, around->sentence->start, start) &&
           !reading_find(reading->remarks, FACT_THEN, around->sentence->start, start);
}

/* "Just one note on the food": the part is one of something else that is written of. */
static bool
names_other(const Around *around)
{
    for (guint at = around->sentence->start; at < around->sentence->end; at++)
        if (around->reading->roles[at] == FACT_ASK_OTHER + 1)
            return true;
    return false;
}

/* "Both days, no dinner" and no more: who comes to a part, comes. */
static void
vote_partial(const Around *around)
{
    if (!is_refused(around) && is_plain_sentence(around) && !around_is_idle(around) &&
        !around_find_sentence(around, FACT_AWAY) && !names_other(around) &&
        !absence_is_apart(around))
        add_vote(around, PARTSTAT_ACCEPTED, VOTE_ALONE, "comes for a part");
}

static void
vote_fact(const Around *around)
{
    switch (around->fact->fact) {
    case FACT_YES:
        vote_statement(around, PARTSTAT_ACCEPTED, "says yes");
        break;
    case FACT_NO:
        vote_statement(around, PARTSTAT_DECLINED, "says no");
        break;
    case FACT_MAYBE:
        vote_statement(around, PARTSTAT_TENTATIVE, "says maybe");
        break;
    case FACT_BARE_YES:
        vote_bare(around, PARTSTAT_ACCEPTED, "yes alone");
        break;
    case FACT_BARE_NO:
        vote_bare(around, PARTSTAT_DECLINED, "no alone");
        break;
    case FACT_BARE_MAYBE:
        vote_bare(around, PARTSTAT_TENTATIVE, "maybe alone");
        break;
    case FACT_WISH:
        vote_wish(around);
        break;
    case FACT_WISHED:
        vote_statement(around, PARTSTAT_DECLINED, "would have wished");
        break;
    case FACT_CONFLICT:
    case FACT_OBSTACLE:
        vote_conflict(around);
        break;
    case FACT_GOING:
        if (!around_is_idle(around) && !around_is_denied(around, PARTSTAT_ACCEPTED))
            vote_answer(around, PARTSTAT_ACCEPTED, VOTE_ALONE, "prepares to come");
        break;
    case FACT_PENDING:
        vote_pending(around);
        break;
    case FACT_REGRET:
        vote_regret(around);
        break;
    case FACT_THEY_YES:
        if (around_mail_has(around, FACT_BEHALF))
            vote_statement(around, PARTSTAT_ACCEPTED, "yes on behalf");
        break;
    case FACT_THEY_NO:
        if (around_mail_has(around, FACT_BEHALF))
            vote_statement(around, PARTSTAT_DECLINED, "no on behalf");
        break;
    default:
        break;
    }
}

/* "Oh wait": what stands before it no longer counts, if something stands behind it. */
static void
scratch(GArray *votes, guint scratched)
{
    if (scratched < votes->len)
        g_array_remove_range(votes, 0, scratched);
}

GArray *
reading_votes(const Reading *reading)
{
    GArray *votes = g_array_new(FALSE, FALSE, sizeof(Vote));
    guint scratched = 0;
    for (guint i = 0; i < reading->facts->len; i++) {
        const Fact *fact = &g_array_index(reading->facts, Fact, i);
        if (reading->muted[fact->start])
            continue;
        if (fact->fact == FACT_SCRATCH)
            scratched = votes->len;
        Around around = around_fact(reading, fact, votes);
        vote_fact(&around);
    }
    scratch(votes, scratched);
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        Around around = around_fact(reading, fact, votes);
        if (fact->fact == FACT_DELEGATE && !reading->muted[fact->start])
            vote_delegate(&around);
        if (fact->fact == FACT_PROMISE && !reading->muted[fact->start])
            vote_promise(&around);
        if (fact->fact == FACT_PARTIAL && !reading->muted[fact->start])
            vote_partial(&around);
    }
    return votes;
}
