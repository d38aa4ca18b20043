/* The root of the view: what all letters have, and what each kind adds. */
#include "mailer/view.h"
#include "mailer/letter-memo.h"
#include "mailer/letter-text.h"
#include "mailer/prose.h"

TemplateValue *
view_text(const char *text)
{
    return template_text_take(text_line(text, TEXT_LINE_MAX));
}

void
view_set_list(TemplateValue *root, const char *flag, const char *name, TemplateValue *list)
{
    template_set(root, flag, template_flag(template_value_true(list)));
    template_set(root, name, list);
}

/* LF in TEXT as the lines of a template's text. */
static TemplateValue *
text_of_lines(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    return template_text_take(g_strjoinv(TEMPLATE_LINE, lines));
}

TemplateValue *
view_paragraphs(const char *text)
{
    TemplateValue *list = template_list();
    g_autoptr(GPtrArray) paragraphs = prose_paragraphs(text);
    for (guint i = 0; i < paragraphs->len; i++)
        template_add(list, text_of_lines(g_ptr_array_index(paragraphs, i)));
    return list;
}

TemplateValue *
view_lines(const char *text)
{
    g_autofree char *flow = prose_flow(text);
    return text_of_lines(flow ? flow : "");
}

const char *
view_status(Partstat partstat, const Words *words)
{
    switch (partstat) {
    case PARTSTAT_ACCEPTED:
        return words_get(words, "accepted");
    case PARTSTAT_DECLINED:
        return words_get(words, "declined");
    case PARTSTAT_TENTATIVE:
        return words_get(words, "tentative");
    case PARTSTAT_DELEGATED:
        return words_get(words, "delegated");
    case PARTSTAT_NEEDS_ACTION:
        return words_get(words, "needs-action");
    case PARTSTAT_NONE:
        break;
    }
    return "";
}

static TemplateValue *
view_organizer(const LetterContext *context, const Words *words)
{
    const Organizer *organizer = &context->meeting->organizer;
    TemplateValue *map = template_map();
    (void)words;
    template_set(map, "name", view_text(organizer->name ? organizer->name : organizer->address));
    template_set(map, "address", view_text(organizer->address));
    return map;
}

static TemplateValue *
own_text(const char *text, ViewMark mark)
{
    return template_text_marked(text_line(text, TEXT_LINE_MAX), mark);
}

void
view_own_words(const TemplateValue *view, const char *words[VIEW_MARKS])
{
    const TemplateValue *guest = template_value_get(view, "guest");
    words[VIEW_NAME] = template_value_text(template_value_get(guest, "name"));
    words[VIEW_AFFILIATION] = template_value_text(template_value_get(guest, "affiliation"));
    words[VIEW_ROLE] = template_value_text(template_value_get(guest, "role"));
    words[VIEW_REPLY] = template_value_text(template_value_get(view, "reply"));
    words[VIEW_UNSUBSCRIBE] = template_value_text(template_value_get(view, "unsubscribe"));
    words[VIEW_HELP] = template_value_text(template_value_get(view, "help"));
}

static TemplateValue *
view_guest(const LetterContext *context)
{
    TemplateValue *map = template_map();
    const Guest *guest = context->guest;
    const Organizer *organizer = &context->meeting->organizer;
    const char *fallback = organizer->name ? organizer->name : organizer->address;
    template_set(map, "name", own_text(guest ? guest->name : fallback, VIEW_NAME));
    template_set(map, "affiliation", own_text(guest ? guest->affiliation : NULL, VIEW_AFFILIATION));
    template_set(map, "role", own_text(guest ? guest->role : NULL, VIEW_ROLE));
    template_set(map, "speaks",
                 template_flag(guest && meeting_speaks(context->meeting, guest->id)));
    return map;
}

static Day
day_in(gint64 when, GTimeZone *zone)
{
    Day day;
    Minute minute;
    when_local(when, zone, &day, &minute);
    return day;
}

static TemplateValue *
view_deadline(const LetterContext *context, const Words *words)
{
    Day day = context->offered_until ? *context->offered_until : context->meeting->answer_by;
    if (day == DAY_NONE || context->seat_gone)
        return NULL;
    int left = day - day_in(context->now, context->zone);
    int theirs = context->guest_zone ? day - day_in(context->now, context->guest_zone) : left;
    bool alike = theirs == left, passed = left < 0 && theirs < 0;
    if (passed && context->kind == NOTICE_INVITATION) /* nobody has told them of that day */
        return NULL;
    TemplateValue *map = template_map();
    template_set(map, "date", template_text_take(view_date(day, words)));
    template_set(map, "today", template_flag(alike && left == 0));
    template_set(map, "tomorrow", template_flag(alike && left == 1));
    template_set(map, "passed", template_flag(passed));
    return map;
}

static bool
is_over(const LetterContext *context)
{
    return meeting_over(context->meeting, context->zone, context->now);
}

static TemplateValue *
view_seat(const LetterContext *context)
{
    TemplateValue *map = template_map();
    bool settled = is_over(context) || context->meeting->cancelled;
    template_set(map, "taken", template_flag(context->seat == SEAT_TAKEN));
    template_set(map, "waiting", template_flag(context->seat == SEAT_WAITING && !settled));
    template_set(map, "offered", template_flag(context->seat == SEAT_OFFERED));
    template_set(map, "gone", template_flag(context->seat_gone && !settled));
    template_set(map, "quota", template_flag(context->seat_why == SEAT_QUOTA));
    template_set(map, "place", context->place > 0 ? template_number(context->place) : NULL);
    return map;
}

/* What MAKE makes of the context, or made before: for that of a view which is the same for all readers of NAME in
 * these words. */
static TemplateValue *
shared(const LetterContext *context, const Words *words, const char *name,
       TemplateValue *(*make)(const LetterContext *, const Words *))
{
    LetterMemo *memo = context->memo;
    TemplateValue *value = memo ? letter_memo_value(memo, words, name) : NULL;
    if (!memo)
        return make(context, words);
    if (!value)
        letter_memo_keep(memo, words, name, value = template_value_share(make(context, words)));
    return template_value_ref(value);
}

/* What is over is nothing to come, but for whoever is told the whole agenda, or reads of a meeting that is over. */
static TemplateValue *
view_rest(const LetterContext *context, const Words *words)
{
    return view_meeting(context->meeting, context->zone, context->now, words);
}

static TemplateValue *
view_whole(const LetterContext *context, const Words *words)
{
    return view_meeting(context->meeting, NULL, NEVER, words);
}

/* So many days have ended, as far as it is of interest: what was made before one has does not do any more. */
static void
set_meeting(TemplateValue *root, const LetterContext *context, const Words *words)
{
    const GPtrArray *days = context->meeting->days;
    gint64 first = when_utc(meeting_first_day(context->meeting), 0, context->zone);
    bool whole = context->kind == NOTICE_ANNOUNCEMENT || context->now < first || is_over(context);
    guint ended = 0;
    gint64 start, end;
    for (guint i = 0; !whole && i < days->len; i++)
        ended += day_span(g_ptr_array_index(days, i), context->zone, &start, &end) &&
                 end <= context->now;
    g_autofree char *name = g_strdup_printf("meeting %u", ended);
    template_set(root, "meeting", shared(context, words, name, ended > 0 ? view_rest : view_whole));
}

/* The meeting's DAY, or WHEN by everybody's clock where it has hours. */
static TemplateValue *
moment_of(const LetterContext *context, Day day, gint64 when, const Words *words)
{
    if (!meeting_has_hours(context->meeting))
        return view_whole_day(day, when, context->zone, context->meeting->zone, words);
    return view_moment(when, context->zone, context->meeting->zone, context->guest_zone,
                       context->guest ? context->guest->zone : NULL, words);
}

static TemplateValue *
view_start(const LetterContext *context, const Words *words)
{
    gint64 start, end;
    meeting_span(context->meeting, context->zone, &start, &end);
    return moment_of(context, meeting_first_day(context->meeting), start, words);
}

/* A guess of when it ends is not told. */
static TemplateValue *
view_end(const LetterContext *context, const Words *words)
{
    gint64 start, end;
    const Meeting *meeting = context->meeting;
    const AgendaDay *last = g_ptr_array_index(meeting->days, meeting->days->len - 1);
    meeting_span(meeting, context->zone, &start, &end);
    if (!day_end_given(last))
        return view_whole_day(last->day, end, context->zone, meeting->zone, words);
    return moment_of(context, meeting_last_day(context->meeting), end, words);
}

static TemplateValue *
view_clock_shifts(const LetterContext *context, const Words *words)
{
    return view_shifts(context->meeting, context->zone, context->guest_zone,
                       context->guest ? context->guest->zone : NULL, words);
}

static void
set_times(TemplateValue *root, const LetterContext *context, const Words *words)
{
    const char *local = context->guest && context->guest_zone ? context->guest->zone : NULL;
    g_autofree char *starts = g_strconcat("starts ", local, NULL);
    g_autofree char *ends = g_strconcat("ends ", local, NULL);
    g_autofree char *shifts = g_strconcat("shifts ", local, NULL);
    template_set(root, "starts", shared(context, words, starts, view_start));
    template_set(root, "ends", shared(context, words, ends, view_end));
    template_set(root, "shifts", shared(context, words, shifts, view_clock_shifts));
}

static void
set_promised(TemplateValue *root, const LetterContext *context, const Words *words)
{
    const Day *day = context->promised;
    template_set(root, "promised", day ? template_text_take(view_date(*day, words)) : NULL);
}

static void
set_reminder(TemplateValue *root, const LetterContext *context, const Words *words)
{
    template_set(root, "step", template_number(context->step));
    template_set(root, "steps", template_number(context->steps));
    template_set(root, "ordinal", template_text_take(words_ordinal(words, context->step)));
    template_set(root, "last", template_flag(context->step >= context->steps));
    set_promised(root, context, words);
    template_set(root, "heard", template_flag(context->heard));
}

/* No answer is asked for once the meeting is over, or where no seat is kept. */
static bool
owes_answer(const LetterContext *context)
{
    return context->partstat == PARTSTAT_NEEDS_ACTION && !context->seat_gone && !is_over(context);
}

/* Whoever said when they would know, or wrote what waits for the organizer, is not told that they said nothing. */
static void
set_news(TemplateValue *root, const LetterContext *context, const Words *words)
{
    view_set_changes(root, context, words);
    set_promised(root, context, words);
    template_set(root, "patient", template_flag(context->promised && context->patient));
    template_set(root, "unread", template_flag(context->unread));
}

static void
set_announcement(TemplateValue *root, const LetterContext *context, const Words *words)
{
    template_set(root, "number", template_number(context->number));
    template_set(root, "again", template_flag(context->number > 1));
    template_set(root, "note", view_paragraphs(context->note));
    template_set(root, "owes_answer", template_flag(owes_answer(context)));
    set_news(root, context, words);
}

#define QUOTE_LINES_MAX 12

/* The words line by line, as they were written; empty lines and what is beyond a dozen left out. */
static void
set_quote(TemplateValue *root, const LetterContext *context, const Words *words)
{
    TemplateValue *quote = template_list();
    g_auto(GStrv) lines = g_strsplit(context->words ? context->words : "", "\n", -1);
    for (char **line = lines; *line && template_value_length(quote) < QUOTE_LINES_MAX; line++) {
        g_autoptr(TemplateValue) text = view_text(*line);
        if (template_value_true(text))
            template_add(quote, g_steal_pointer(&text));
    }
    template_set(root, "has_quote", template_flag(template_value_true(quote)));
    template_set(root, "quote", quote);
    template_set(root, "stranger", view_text(context->stranger));
    template_set(root, "redated", template_flag(context->redated));
    template_set(root, "late",
                 view_text(context->late ? view_status(context->partstat, words) : NULL));
}

/* How far off the meeting is, where it is as many days by the meeting's clock and by the reader's. */
static void
set_logistics(TemplateValue *root, const LetterContext *context)
{
    gint64 start, end;
    meeting_span(context->meeting, context->zone, &start, &end);
    int days = meeting_first_day(context->meeting) - day_in(context->now, context->zone);
    GTimeZone *reader = context->guest_zone;
    bool alike = !reader || day_in(start, reader) - day_in(context->now, reader) == days;
    template_set(root, "today", template_flag(alike && days <= 0));
    template_set(root, "tomorrow", template_flag(alike && days == 1));
    template_set(root, "days", alike && days > 1 ? template_number(days) : NULL);
    template_set(root, "soon", template_flag(!alike));
}

static void
set_kind(TemplateValue *root, const LetterContext *context, const Words *words)
{
    switch (context->kind) {
    case NOTICE_INVITATION:
    case NOTICE_SEAT:
        template_set(root, "after_all", template_flag(context->after_all));
        template_set(root, "again", template_flag(context->again));
        template_set(root, "replaces", template_flag(context->replaces));
        break;
    case NOTICE_UNSUBSCRIBED:
    case NOTICE_THANKS:
    case NOTICE_WITHDRAWAL:
    case NOTICE_WAITING:
    case NOTICE_PROMOTED:
        break;
    case NOTICE_ECHO:
    case NOTICE_HELP:
        template_set(root, "over", template_flag(is_over(context)));
        break;
    case NOTICE_LOGISTICS:
        set_logistics(root, context);
        break;
    case NOTICE_NUDGE:
        template_set(root, "untitled", view_own(context, true, context->now, words));
        break;
    case NOTICE_CANCELLATION:
        template_set(root, "note", view_paragraphs(context->note));
        break;
    case NOTICE_REMINDER:
        set_reminder(root, context, words);
        break;
    case NOTICE_ANNOUNCEMENT:
        set_announcement(root, context, words);
        break;
    case NOTICE_CHANGE:
        set_news(root, context, words);
        break;
    case NOTICE_QUESTION:
        set_quote(root, context, words);
        break;
    case NOTICE_DIGEST:
        template_set(root, "over", template_flag(is_over(context)));
        view_set_digest(root, context, words);
        break;
    case NOTICE_DECIDED:
        view_set_decided(root, context, words);
        break;
    }
}

/* Of who has said nothing it is the same for all. */
static TemplateValue *
answer_of(const LetterContext *context, const Words *words)
{
    bool silent = context->partstat == PARTSTAT_NEEDS_ACTION && !context->words &&
                  context->previous == PARTSTAT_NONE &&
                  (!context->details || details_empty(context->details));
    return silent ? shared(context, words, "silence", view_answer) : view_answer(context, words);
}

TemplateValue *
view_new(const LetterContext *context, const Words *words, const char *language)
{
    TemplateValue *root = template_map();
    TemplateValue *questions = context->answers
                                   ? view_questions(context, words)
                                   : shared(context, words, "questions", view_questions);
    template_set(root, "language", template_text(language));
    template_set(root, "direction", template_text(words_get(words, "direction")));
    set_meeting(root, context, words);
    template_set(root, "organizer", shared(context, words, "organizer", view_organizer));
    template_set(root, "guest", view_guest(context));
    set_times(root, context, words);
    TemplateValue *own = view_own(context, false, context->now, words);
    view_set_list(root, "has_own", "own", own);
    template_set(root, "answer_by", view_deadline(context, words));
    view_set_list(root, "has_questions", "questions", questions);
    template_set(root, "answer", answer_of(context, words));
    template_set(root, "seat", view_seat(context));
    template_set(root, "reply", own_text(context->reply_address, VIEW_REPLY));
    template_set(root, "unsubscribe", own_text(context->unsubscribe_address, VIEW_UNSUBSCRIBE));
    template_set(root, "help", own_text(context->help_address, VIEW_HELP));
    set_kind(root, context, words);
    return root;
}
