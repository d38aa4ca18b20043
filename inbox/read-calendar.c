/* Which of a message's calendar parts counts, and what its lines and its comment say together. */
#include "inbox/read-calendar.h"

#include <string.h>
#include "inbox/charset.h"
#include "inbox/itip-plain.h"
#include "inbox/itip.h"
#include "inbox/rsvp.h"

/* Calendar parts that are looked into; Google sends two with the same object. */
#define CALENDARS_MAX 8

static bool
is_calendar_part(const MailPart *part)
{
    return part->depth == 0 && (g_str_equal(part->type, "text/calendar") ||
                                g_str_equal(part->type, "application/ics") ||
                                g_str_equal(part->type, "text/x-vcalendar") ||
                                (part->name && g_str_has_suffix(part->name, ".ics")));
}

static Itip *
part_read(const MailPart *part, const ReadContext *context, bool *cut)
{
    g_autofree char *decoded = NULL;
    const char *text = part->text;
    if (!text && part->content) {
        gsize size;
        const char *bytes = g_bytes_get_data(part->content, &size);
        text = decoded = charset_decode(bytes, size, NULL, NULL, NULL);
    }
    const ParseLimits *limits = context->limits ? context->limits : &parse_limits_default;
    gsize length = text ? strnlen(text, limits->calendar) : 0;
    *cut = text && text[length];
    Itip *itip = text ? itip_plain(text, length) : NULL;
    if (text && !itip)
        itip = context->itip_read(text, length);
    if (itip)
        itip_settle_method(itip, part->method);
    return itip;
}

/* Of several objects the first that is an answer, else the first with a method, else the first. */
static int
itip_rank(const Itip *itip)
{
    return !itip ? 0 : !itip->method ? 1 : itip_is_answer(itip) ? 3 : 2;
}

Itip *
calendar_find(const Mail *mail, const ReadContext *context, GPtrArray *defects,
              CalendarDoubt *ret_doubt)
{
    Itip *best = NULL;
    int looked = 0;
    bool seen = false, cut;
    *ret_doubt = (CalendarDoubt){0};
    for (guint i = 0; context->itip_read && i < mail->parts->len && looked < CALENDARS_MAX; i++) {
        const MailPart *part = mail->parts->pdata[i];
        if (!is_calendar_part(part))
            continue;
        looked++;
        seen = true;
        Itip *itip = part_read(part, context, &cut);
        if (cut && !ret_doubt->cut)
            g_ptr_array_add(defects, g_strdup("a calendar was too long: its end was not read"));
        ret_doubt->cut |= cut;
        ret_doubt->torn |=
            itip_is_answer(itip) && itip_is_answer(best) && itip_disagree(best, itip);
        if (itip_rank(itip) > itip_rank(best)) {
            itip_free(best);
            best = g_steal_pointer(&itip);
        }
        itip_free(itip);
    }
    if (seen && !best)
        g_ptr_array_add(defects, g_strdup("there is a calendar part, but no calendar in it"));
    if (best && itip_proposal_is_noise(best)) { /* P32: its time is dropped, the comment stays */
        g_clear_pointer(&best->proposal, g_free);
        g_ptr_array_add(defects, g_strdup("the proposed time had passed when it was proposed"));
    }
    return best;
}

/* Where TEXT says clearly the opposite of the button, those of its words: people must judge. What else it says goes to
 * DETAILS (may be NULL). */
static char *
words_against(const char *text, Partstat button, Details *details)
{
    const RsvpText words = {.reply = text};
    g_autoptr(Meaning) said = meaning_new();
    if (!text || !*text)
        return NULL;
    rsvp_read(&words, said);
    if (details) {
        *details = said->details;
        said->details = (Details){0};
    }
    bool against = said->sure && said->partstat != PARTSTAT_NONE && said->partstat != button &&
                   (said->partstat == PARTSTAT_DECLINED || button == PARTSTAT_DECLINED);
    return against ? g_steal_pointer(&said->words) : NULL;
}

/* A calendar answer says what the line of its sender says. Its comment counts, too (P33). */
static void
speaker_read(Meaning *meaning, const Mail *mail, const ItipAttendee *speaker,
             const CalendarDoubt *doubt)
{
    meaning->partstat = speaker->partstat;
    g_autofree char *comment =
        words_against(meaning->itip->comment, speaker->partstat, &meaning->details);
    g_autofree char *beside =
        comment ? NULL : words_against(meaning->reply, speaker->partstat, NULL);
    g_autofree char *property = g_strdup_printf("METHOD:REPLY, %s PARTSTAT=%s",
                                                speaker->address ? speaker->address : "ATTENDEE",
                                                partstat_name(speaker->partstat));
    meaning->sure = !comment && !beside && !doubt->cut && !doubt->torn && !mail->cut;
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
