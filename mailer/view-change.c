/* What is new in the agenda, a change a map: what happened is a flag, to what and how are texts. */
#include "mailer/view.h"

/* Flags of the contract by kind of change; what stands in none is not for readers. */
static const char *const flags[CHANGE_KINDS] = {
    [CHANGE_NAME] = "meeting_renamed",        [CHANGE_LOCATION] = "elsewhere",
    [CHANGE_ZONE] = "zone_changed",           [CHANGE_DATES] = "dates_changed",
    [CHANGE_HOURS] = "hours_changed",         [CHANGE_ANSWER_BY] = "deadline",
    [CHANGE_QUESTION_ADDED] = "asked",        [CHANGE_SESSION_ADDED] = "added",
    [CHANGE_SESSION_CANCELLED] = "cancelled", [CHANGE_SESSION_DAY] = "moved",
    [CHANGE_SESSION_TIME] = "moved",          [CHANGE_SESSION_END] = "moved",
    [CHANGE_SESSION_ROOM] = "room_changed",   [CHANGE_SESSION_TITLE] = "renamed",
    [CHANGE_SPEAKER_ADDED] = "joined",        [CHANGE_SPEAKER_REMOVED] = "left",
};

static char *
view_hours(Minute start, Minute end, bool open, const Words *words)
{
    if (start == MINUTE_NONE)
        return NULL;
    if (open)
        return words_time_open(words, start);
    return end != MINUTE_NONE ? words_time_range(words, start, end) : words_clock(words, start);
}

/* "Wednesday, 14 July 2004, 10:00"; the time alone where the date is SAME. */
static char *
view_slot_time(Day date, Day same, const char *hours, const Words *words)
{
    if (date == DAY_NONE || !hours)
        return NULL;
    g_autofree char *text = view_date(date, words);
    return date == same ? g_strdup(hours) : g_strdup_printf("%s, %s", text, hours);
}

static void
set_times(TemplateValue *map, const Change *change, const Words *words)
{
    g_autofree char *was = view_hours(change->old_start, change->old_end, change->old_open, words);
    g_autofree char *is = view_hours(change->new_start, change->new_end, change->new_open, words);
    Day old_date = when_date(change->old_day, change->old_start);
    Day new_date = when_date(change->new_day, change->new_start);
    template_set(map, "old", template_text_take(view_slot_time(old_date, new_date, was, words)));
    template_set(map, "new", template_text_take(view_slot_time(new_date, DAY_NONE, is, words)));
}

/* ISO dates with blanks between, in words. */
static char *
dates_in_words(const char *dates, const Words *words)
{
    g_auto(GStrv) texts = g_strsplit(dates, " ", -1);
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(Day));
    for (guint i = 0; texts[i]; i++) {
        Day day = day_parse(texts[i]);
        if (day == DAY_NONE)
            return NULL;
        g_array_append_val(days, day);
    }
    return view_dates(days, words);
}

static void
set_texts(TemplateValue *map, const Change *change, const Meeting *meeting, const Words *words)
{
    const Question *question = meeting_question(meeting, change->question);
    switch (change->kind) {
    case CHANGE_HOURS:
    case CHANGE_SESSION_ADDED:
    case CHANGE_SESSION_CANCELLED:
    case CHANGE_SESSION_DAY:
    case CHANGE_SESSION_TIME:
    case CHANGE_SESSION_END:
        set_times(map, change, words);
        break;
    case CHANGE_DATES:
        template_set(map, "old", template_text_take(dates_in_words(change->old_text, words)));
        template_set(map, "new", template_text_take(dates_in_words(change->new_text, words)));
        break;
    case CHANGE_ANSWER_BY:
        if (change->new_day != DAY_NONE)
            template_set(map, "new", template_text_take(view_date(change->new_day, words)));
        break;
    case CHANGE_SPEAKER_ADDED:
    case CHANGE_SPEAKER_REMOVED:
        template_set(map, "who", view_text(change->new_text ? change->new_text : change->old_text));
        break;
    case CHANGE_QUESTION_ADDED:
        template_set(map, "new",
                     question ? template_text_take(view_choices(question, words)) : NULL);
        break;
    default:
        template_set(map, "old", view_text(change->old_text));
        template_set(map, "new", view_text(change->new_text));
        break;
    }
}

/* What it happened to: a session without a title goes by its speakers, as in the agenda, but for who joins them. */
static TemplateValue *
view_what(const Change *change, const Meeting *meeting, const Words *words)
{
    const Session *session = change->session ? meeting_session(meeting, change->session) : NULL;
    const bool joined = change->kind == CHANGE_SPEAKER_ADDED;
    g_autofree char *speakers =
        session && session->titles->len == 0 && !session->what
            ? view_speakers(meeting, session, joined ? change->guest : NULL, words)
            : NULL;
    return speakers && (joined || *speakers) ? template_text(speakers) : view_text(change->title);
}

static bool
is_reader(const LetterContext *context, const char *guest)
{
    return context->guest && g_strcmp0(guest, context->guest->id) == 0;
}

/* A session without a title is the reader's talk where they speak in it, and do not only join. */
static bool
is_yours(const LetterContext *context, const Change *change)
{
    if (change->kind == CHANGE_SPEAKER_ADDED && is_reader(context, change->guest))
        return false;
    for (guint i = 0; change->untitled && i < change->speakers->len; i++)
        if (is_reader(context, g_ptr_array_index(change->speakers, i)))
            return true;
    return false;
}

/* The one other change by which somebody no longer speaks in the session that CHANGE gives a speaker, or the other way
 * round: the one speaks instead of the other. NULL where nobody does, or it is not clear who for whom. */
static const Change *
exchanged_for(const GPtrArray *changes, const Change *change)
{
    const ChangeKind wanted =
        change->kind == CHANGE_SPEAKER_ADDED ? CHANGE_SPEAKER_REMOVED : CHANGE_SPEAKER_ADDED;
    const Change *found = NULL;
    if (change->kind != CHANGE_SPEAKER_ADDED && change->kind != CHANGE_SPEAKER_REMOVED)
        return NULL;
    for (guint i = 0; i < changes->len; i++) {
        const Change *other = g_ptr_array_index(changes, i);
        if (other == change || g_strcmp0(other->session, change->session) != 0 ||
            (other->kind != CHANGE_SPEAKER_ADDED && other->kind != CHANGE_SPEAKER_REMOVED))
            continue;
        if (found || other->kind != wanted)
            return NULL;
        found = other;
    }
    return found;
}

/* BEFORE: who spoke until then instead of who joins; NULL. */
static TemplateValue *
view_change(const LetterContext *context, const Change *change, const Change *before,
            const Words *words)
{
    const Meeting *meeting = context->meeting;
    static const char *const texts[] = {"old", "new", "who", "former"};
    TemplateValue *map = template_map();
    for (int kind = 0; kind < CHANGE_KINDS; kind++)
        if (flags[kind])
            template_set(map, flags[kind], template_flag(false));
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        template_set(map, texts[i], NULL);
    template_set(map, "replaced", template_flag(before));
    template_set(map, before ? "replaced" : flags[change->kind], template_flag(true));
    template_set(map, "what", view_what(change, meeting, words));
    template_set(map, "untitled", template_flag(change->untitled));
    template_set(map, "yours", template_flag(is_yours(context, change)));
    template_set(map, "you", template_flag(is_reader(context, change->guest)));
    set_texts(map, change, meeting, words);
    if (before)
        template_set(map, "former", view_text(before->old_text));
    template_set(map, "former_you", template_flag(before && is_reader(context, before->guest)));
    return map;
}

void
view_set_changes(TemplateValue *root, const LetterContext *context, const Words *words)
{
    TemplateValue *own = template_list();
    TemplateValue *others = template_list();
    bool only_asked = context->changes && context->changes->len > 0;
    bool new_dates = false, new_place = false, new_zone = false;
    for (guint i = 0; context->changes && i < context->changes->len; i++) {
        const Change *change = g_ptr_array_index(context->changes, i);
        only_asked &= change->kind == CHANGE_QUESTION_ADDED;
        new_dates |= change->kind == CHANGE_DATES;
        new_zone |= change->kind == CHANGE_ZONE;
        new_place |= change->kind == CHANGE_LOCATION && change->old_text && change->new_text;
        bool is_own = context->guest && change_concerns(change, context->guest->id);
        const Change *other = exchanged_for(context->changes, change);
        const bool told = other && change->kind == CHANGE_SPEAKER_REMOVED;
        if (flags[change->kind] && !told)
            template_add(is_own ? own : others, view_change(context, change, other, words));
    }
    view_set_list(root, "has_own_changes", "own_changes", own);
    view_set_list(root, "has_changes", "changes", others);
    template_set(root, "meeting_moved", template_flag(new_dates || new_place));
    template_set(root, "new_dates", template_flag(new_dates));
    template_set(root, "new_place", template_flag(new_place));
    template_set(root, "new_zone", template_flag(new_zone));
    template_set(root, "only_asked", template_flag(only_asked));
    template_set(root, "calendar_updated", template_flag(context->calendar_updated));
}
