/* Which of a message's calendar parts counts, and what its lines and its comment say together. */
#include "inbox/read-calendar.h"

#include <string.h>
#include "inbox/beside.h"
#include "inbox/charset.h"
#include "inbox/itip-plain.h"
#include "inbox/itip.h"
#include "inbox/rsvp.h"

/* Calendar parts that are looked into; Google sends two with the same object. */
#define CALENDARS_MAX 8

/* Of a comment that are held against the button one by one; what is behind them, together. */
#define COMMENT_LINES_MAX 50

static bool
is_calendar_part(const MailPart *part)
{
    return part->depth == 0 && (g_str_equal(part->type, "text/calendar") ||
                                g_str_equal(part->type, "application/ics") ||
                                g_str_equal(part->type, "text/x-vcalendar") ||
                                (part->name && g_str_has_suffix(part->name, ".ics")));
}

/* What is found in one part after another. */
typedef struct {
    const ReadContext *context;
    Itip *best;
    CalendarDoubt *doubt;
    int looked;
} Search;

/* Of several objects the first that is an answer, else the first with a method, else the first. */
static int
itip_rank(const Itip *itip)
{
    return !itip ? 0 : !itip->method ? 1 : itip_is_answer(itip) ? 3 : 2;
}

/* Sets one object beside what was found before: the same counts once, but for a comment that the other one has not.
 * Exchange writes one, of a line end, where nobody wrote any. */
static void
search_take(Search *search, Itip *itip)
{
    if (itip->comment && !itip->comment[strspn(itip->comment, " \t\r\n")])
        g_clear_pointer(&itip->comment, g_free);
    Itip *best = search->best;
    bool both = best && itip_is_answer(itip) && itip_is_answer(best);
    search->doubt->torn |= itip_disagree(best, itip);
    if (both && g_strcmp0(best->uid, itip->uid) == 0)
        itip_add_comment(best, itip->comment);
    if (itip_rank(itip) > itip_rank(best)) {
        search->best = itip;
        itip = best;
    }
    itip_free(itip);
}

/* Whether a line that begins another calendar stands at P. */
static bool
begins_calendar(const char *p)
{
    static const char name[] = "VCALENDAR";
    if (g_ascii_strncasecmp(p, "BEGIN:", 6) != 0)
        return false;
    p += 6 + strspn(p + 6, " \t");
    return g_ascii_strncasecmp(p, name, sizeof name - 1) == 0 &&
           !g_ascii_isalnum(p[sizeof name - 1]) && p[sizeof name - 1] != '-';
}

/* Bytes of TEXT before its second calendar begins; LENGTH where there is none. */
static gsize
first_calendar(const char *text, gsize length)
{
    bool begun = false;
    for (gsize at = 0; at < length; at++) {
        bool line = at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
        if (!line || !begins_calendar(text + at))
            continue;
        if (begun)
            return at;
        begun = true;
    }
    return length;
}

static void
search_text(Search *search, const char *text, gsize length, const char *method)
{
    for (gsize taken; length > 0; text += taken, length -= taken) {
        taken = first_calendar(text, length);
        if (++search->looked > CALENDARS_MAX) {
            search->doubt->many = true;
            return;
        }
        Itip *itip = itip_plain(text, taken);
        if (!itip)
            itip = search->context->itip_read(text, taken);
        if (itip) {
            itip_settle_method(itip, method);
            search_take(search, itip);
        }
    }
}

static void
search_part(Search *search, const MailPart *part)
{
    const ReadContext *context = search->context;
    const ParseLimits *limits = context->limits ? context->limits : &parse_limits_default;
    g_autofree char *decoded = NULL;
    const char *text = part->text;
    if (!text && part->content) {
        gsize size;
        const char *bytes = g_bytes_get_data(part->content, &size);
        text = decoded = charset_decode(bytes, size, NULL, NULL, NULL);
    }
    gsize length = text ? strnlen(text, limits->calendar) : 0;
    search->doubt->cut |= part->cut || (text && text[length]);
    if (text)
        search_text(search, text, length, part->method);
}

Itip *
calendar_find(const Mail *mail, const ReadContext *context, GPtrArray *defects,
              CalendarDoubt *ret_doubt)
{
    Search search = {.context = context, .doubt = ret_doubt};
    bool seen = false;
    *ret_doubt = (CalendarDoubt){0};
    for (guint i = 0; context->itip_read && i < mail->parts->len && !ret_doubt->many; i++) {
        const MailPart *part = mail->parts->pdata[i];
        if (is_calendar_part(part))
            search_part(&search, part);
        seen |= is_calendar_part(part);
    }
    if (ret_doubt->cut)
        g_ptr_array_add(defects,
                        g_strdup("a calendar was too long: its end was not read (calendar-bytes)"));
    if (ret_doubt->many)
        g_ptr_array_add(defects, g_strdup("too many calendars: the last ones were not read"));
    if (seen && !search.best)
        g_ptr_array_add(defects, g_strdup("there is a calendar part, but no calendar in it"));
    if (search.best)
        search.best->cut = ret_doubt->cut;
    if (search.best && itip_proposal_is_noise(search.best)) { /* the comment stays */
        g_clear_pointer(&search.best->proposal, g_free);
        g_ptr_array_add(defects, g_strdup("the proposed time had passed when it was proposed"));
    }
    return search.best;
}

/* The words of SAID that say the opposite of the button, or leave open what a yes settles; NULL. */
static char *
against_words(const Meaning *said, Partstat button)
{
    bool settled = said->sure && said->partstat != PARTSTAT_NONE;
    if (settled && said->partstat != button &&
        (said->partstat == PARTSTAT_DECLINED || button == PARTSTAT_DECLINED))
        return g_strdup(said->words);
    if (button != PARTSTAT_ACCEPTED)
        return NULL;
    if (said->details.condition)
        return g_strdup(said->details.condition);
    return settled && said->partstat == PARTSTAT_TENTATIVE ? g_strdup(said->words) : NULL;
}

/* What SAID says beside yes and no, instead of what INTO had, which is SAID's to free then. */
static void
take_said(Meaning *into, Meaning *said)
{
    const Meaning had = *into;
    into->details = said->details;
    into->answer_keys = said->answer_keys;
    into->answer_values = said->answer_values;
    said->details = had.details;
    said->answer_keys = had.answer_keys;
    said->answer_values = had.answer_values;
}

char *
calendar_words_against(const char *text, const char *body, Partstat button, Meaning *into)
{
    const RsvpText words = {.reply = text, .body = body};
    g_autoptr(Meaning) said = meaning_new();
    if (!text || !*text)
        return NULL;
    rsvp_read(&words, said);
    char *against = against_words(said, button);
    if (into)
        take_said(into, said);
    return against;
}

/* The words of its comment that say the opposite of the button: all of it together, or one of its lines, which may be
 * a comment of its own. New; NULL = none do. */
static char *
comment_against(Meaning *meaning, Partstat button)
{
    const char *comment = meaning->itip->comment;
    char *against = calendar_words_against(comment, NULL, button, meaning);
    if (against || !comment || !strchr(comment, '\n'))
        return against;
    g_auto(GStrv) lines = g_strsplit(comment, "\n", COMMENT_LINES_MAX);
    for (gsize i = 0; lines[i] && !against; i++)
        against = calendar_words_against(lines[i], NULL, button, NULL);
    return against;
}

/* The words beside the button are one more comment. Returns those of them that say the opposite of it. */
static char *
take_beside(Meaning *meaning, const Mail *mail, Partstat button)
{
    g_autofree char *own = beside_words(meaning->reply);
    if (!*own)
        return NULL;
    bool alone = !meaning->itip->comment;
    char *against = calendar_words_against(own, mail->text, button, alone ? meaning : NULL);
    itip_add_comment(meaning->itip, own);
    if (!alone)
        g_free(calendar_words_against(meaning->itip->comment, mail->text, button, meaning));
    return against;
}

/* A calendar answer says what the line of its sender says. Its comment counts, too. */
static void
speaker_read(Meaning *meaning, const Mail *mail, const ItipAttendee *speaker,
             const CalendarDoubt *doubt)
{
    meaning->partstat = speaker->partstat;
    g_autofree char *comment = comment_against(meaning, speaker->partstat);
    g_autofree char *beside = take_beside(meaning, mail, speaker->partstat);
    g_autofree char *property = g_strdup_printf("METHOD:REPLY, %s PARTSTAT=%s",
                                                speaker->address ? speaker->address : "ATTENDEE",
                                                partstat_name(speaker->partstat));
    meaning->sure =
        !comment && !beside && !doubt->cut && !doubt->torn && !doubt->many && !mail->cut;
    meaning_explain(meaning, comment ? comment : beside, property,
                    comment       ? "comment against button"
                    : beside      ? "words against button"
                    : doubt->torn ? "calendar against calendar"
                                  : "calendar answer");
    if (meaning->itip->guests)
        meaning->details.guests = meaning->itip->guests;
    if (speaker->partstat == PARTSTAT_DELEGATED && speaker->delegated_to) {
        g_free(meaning->details.delegate);
        meaning->details.delegate = g_strdup(speaker->delegated_to);
    }
}

bool
calendar_counts(const Itip *itip, const CalendarDoubt *doubt)
{
    return g_strcmp0(itip->method, "COUNTER") == 0 ||
           (itip_is_answer(itip) && itip_has_answer(itip) && !doubt->cut);
}

void
calendar_says(Meaning *meaning, const Mail *mail, const Verdict *verdict,
              const CalendarDoubt *doubt)
{
    const MailAddress *from = mail->from->len ? mail->from->pdata[0] : NULL;
    const ItipAttendee *speaker = itip_is_answer(meaning->itip)
                                      ? itip_speaker(meaning->itip, from ? from->address : NULL)
                                      : NULL;
    if (speaker)
        speaker_read(meaning, mail, speaker, doubt);
    else
        meaning_explain(meaning, NULL, verdict->property, verdict->rule);
}
