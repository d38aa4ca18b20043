/* The life of a Meaning and its parts, and the names of its kinds. */
#include "inbox/meaning.h"

static const char *const kind_names[] = {
    [MEANING_REPLY] = "reply",           [MEANING_CALENDAR] = "calendar",
    [MEANING_BOUNCE] = "bounce",         [MEANING_AUTOMATIC] = "automatic",
    [MEANING_REPORT] = "report",         [MEANING_LOOP] = "loop",
    [MEANING_UNREADABLE] = "unreadable",
};

void
meaning_explain(Meaning *meaning, const char *words, const char *property, const char *rule)
{
    g_free(meaning->rule);
    g_free(meaning->words);
    g_free(meaning->why);
    meaning->rule = g_strdup(rule);
    meaning->words = g_strdup(words);
    meaning->why = words      ? g_strdup_printf("“%s” (%s)", words, rule)
                   : property ? g_strdup_printf("%s (%s)", property, rule)
                              : g_strdup_printf("(%s)", rule);
}

const char *
meaning_kind_name(MeaningKind kind)
{
    g_assert((size_t)kind < G_N_ELEMENTS(kind_names));
    return kind_names[kind];
}

bool
meaning_kind_parse(const char *name, MeaningKind *ret_kind)
{
    for (size_t i = 0; name && i < G_N_ELEMENTS(kind_names); i++)
        if (g_str_equal(name, kind_names[i])) {
            *ret_kind = (MeaningKind)i;
            return true;
        }
    return false;
}

static const char *const cause_names[] = {
    [BOUNCE_OTHER] = "other",
    [BOUNCE_ADDRESS] = "address",
    [BOUNCE_FULL] = "full",
    [BOUNCE_CONTENT] = "content",
};

const char *
bounce_cause_name(BounceCause cause)
{
    g_assert((size_t)cause < G_N_ELEMENTS(cause_names));
    return cause_names[cause];
}

bool
bounce_cause_parse(const char *name, BounceCause *ret_cause)
{
    for (size_t i = 0; name && i < G_N_ELEMENTS(cause_names); i++)
        if (g_str_equal(name, cause_names[i])) {
            *ret_cause = (BounceCause)i;
            return true;
        }
    return false;
}

Bounce *
bounce_new(void)
{
    Bounce *bounce = g_new0(Bounce, 1);
    bounce->recipients = g_ptr_array_new_with_free_func(g_free);
    bounce->addressed = g_ptr_array_new_with_free_func(g_free);
    return bounce;
}

void
bounce_free(Bounce *bounce)
{
    if (!bounce)
        return;
    g_ptr_array_unref(bounce->recipients);
    g_ptr_array_unref(bounce->addressed);
    g_free(bounce->status);
    g_free(bounce->reason);
    g_free(bounce->message_id);
    g_free(bounce->envelope_id);
    g_free(bounce);
}

ItipAttendee *
itip_attendee_new(void)
{
    return g_new0(ItipAttendee, 1);
}

void
itip_attendee_free(ItipAttendee *attendee)
{
    if (!attendee)
        return;
    g_free(attendee->address);
    g_free(attendee->recurrence_id);
    g_free(attendee->delegated_to);
    g_free(attendee->delegated_from);
    g_free(attendee);
}

Itip *
itip_new(void)
{
    Itip *itip = g_new0(Itip, 1);
    itip->attendees = g_ptr_array_new_with_free_func((GDestroyNotify)itip_attendee_free);
    return itip;
}

void
itip_free(Itip *itip)
{
    if (!itip)
        return;
    g_free(itip->method);
    g_free(itip->component);
    g_free(itip->uid);
    g_free(itip->dtstamp);
    g_free(itip->organizer);
    g_free(itip->comment);
    g_free(itip->proposal);
    g_ptr_array_unref(itip->attendees);
    g_free(itip);
}

Meaning *
meaning_new(void)
{
    Meaning *meaning = g_new0(Meaning, 1);
    meaning->kind = MEANING_UNREADABLE;
    meaning->date = G_MININT64;
    meaning->answer_keys = g_ptr_array_new_with_free_func(g_free);
    meaning->answer_values = g_ptr_array_new_with_free_func(g_free);
    meaning->defects = g_ptr_array_new_with_free_func(g_free);
    return meaning;
}

void
meaning_free(Meaning *meaning)
{
    if (!meaning)
        return;
    g_free(meaning->why);
    g_free(meaning->words);
    g_free(meaning->rule);
    g_free(meaning->subject);
    g_free(meaning->from);
    g_free(meaning->text);
    g_free(meaning->reply);
    g_free(meaning->thread);
    g_free(meaning->message_id);
    g_free(meaning->until);
    details_clear(&meaning->details);
    g_ptr_array_unref(meaning->answer_keys);
    g_ptr_array_unref(meaning->answer_values);
    bounce_free(meaning->bounce);
    itip_free(meaning->itip);
    g_free(meaning->token);
    g_free(meaning->token_from);
    g_free(meaning->envelope_id);
    g_free(meaning->reference);
    g_free(meaning->purpose);
    g_clear_pointer(&meaning->attachments, g_ptr_array_unref);
    g_ptr_array_unref(meaning->defects);
    g_free(meaning);
}
