/* Rows of a label and wrapped text. What is said first is what would be written down. */
#include "cli/meaning-text.h"
#include "inbox/failure.h"

#define LABEL_WIDTH 10

static bool
is_unsafe(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_CONTROL || type == G_UNICODE_UNASSIGNED ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
           c == 0x200f;
}

static int
char_width(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

static int
word_width(const char *word, const char *end)
{
    int width = 0;
    for (; word < end; word = g_utf8_next_char(word))
        width += char_width(g_utf8_get_char(word));
    return width;
}

static void
append_safe(GString *out, const char *text, const char *end)
{
    for (; text < end; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        g_string_append_unichar(out, is_unsafe(c) ? 0xfffd : c);
    }
}

/* One paragraph from column COLUMN on; further lines are indented by LABEL_WIDTH. */
static void
append_wrapped(GString *out, const char *text, int column, int width)
{
    bool first = true;
    while (*text) {
        while (*text == ' ' || *text == '\t')
            text++;
        const char *end = text;
        while (*end && *end != ' ' && *end != '\t')
            end++;
        int needed = word_width(text, end);
        if (!first && column + 1 + needed > width) {
            g_string_append_printf(out, "\n%*s", LABEL_WIDTH, "");
            column = LABEL_WIDTH;
        } else if (!first && needed) {
            g_string_append_c(out, ' ');
            column++;
        }
        append_safe(out, text, end);
        column += needed;
        first = false;
        text = end;
    }
}

/* Appends LABEL, padded, and TEXT, wrapped and aligned behind it; nothing where TEXT is NULL or "". */
static void
append_row(GString *out, const char *label, const char *text, int width)
{
    if (!text || !*text)
        return;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_string_append_printf(out, "%-*s", LABEL_WIDTH, line == lines ? label : "");
        append_wrapped(out, *line, LABEL_WIDTH, width);
        while (out->len && out->str[out->len - 1] == ' ')
            g_string_truncate(out, out->len - 1);
        g_string_append_c(out, '\n');
    }
}

/* What an organizer would call it. */
static const char *
kind_text(const Meaning *meaning)
{
    static const char *const kinds[] = {
        [MEANING_REPLY] = "a person wrote this",
        [MEANING_CALENDAR] = "a calendar program sent this",
        [MEANING_BOUNCE] = "a mail system reports that a mail did not arrive",
        [MEANING_AUTOMATIC] = "a program answered, not a person",
        [MEANING_REPORT] = "a report about a mail: delivered, read or complained about",
        [MEANING_LOOP] = "our own mail, come back",
        [MEANING_UNREADABLE] = "this is no mail message",
    };
    return kinds[meaning->kind];
}

static const char *
partstat_text(Partstat partstat)
{
    static const char *const texts[] = {
        [PARTSTAT_NONE] = "nothing clear about coming",
        [PARTSTAT_NEEDS_ACTION] = "no answer yet",
        [PARTSTAT_ACCEPTED] = "comes (ACCEPTED)",
        [PARTSTAT_DECLINED] = "does not come (DECLINED)",
        [PARTSTAT_TENTATIVE] = "perhaps (TENTATIVE)",
        [PARTSTAT_DELEGATED] = "sends somebody else (DELEGATED)",
    };
    return texts[partstat];
}

/* What would follow, as far as the message alone tells. */
static char *
outcome_text(const Meaning *meaning)
{
    const char *said = partstat_text(meaning->partstat);
    switch (meaning->kind) {
    case MEANING_REPLY:
    case MEANING_CALENDAR:
        if (meaning->partstat != PARTSTAT_NONE && meaning->sure)
            return g_strdup_printf("would be written down: %s", said);
        if (meaning->partstat != PARTSTAT_NONE)
            return g_strdup_printf("would wait for you; the best guess is: %s", said);
        return g_strdup_printf("would wait for you: %s", said);
    case MEANING_BOUNCE:
        return g_strdup(!bounce_is_final(meaning->bounce) ? "for now; it may still arrive"
                        : meaning->bounce->cause == BOUNCE_ADDRESS
                            ? "for good: the address does not work"
                        : meaning->bounce->cause == BOUNCE_FULL ? "for good: the mailbox is full"
                        : meaning->bounce->cause == BOUNCE_CONTENT
                            ? "refused; this says nothing against the address"
                            : "for good");
    case MEANING_AUTOMATIC:
        return g_strdup("no answer; but the mailbox is alive");
    default:
        return g_strdup("no answer");
    }
}

static void
append_details(GString *out, const Details *details, int width)
{
    g_autoptr(GString) said = g_string_new(NULL);
    const struct {
        const char *name;
        const char *words;
    } texts[] = {
        {"only", details->partial},     {"instead", details->delegate},
        {"will say", details->promise}, {"on condition", details->condition},
        {"topic", details->topic},      {"title", details->title},
        {"diet", details->diet},        {"arrives", details->arrival},
        {"leaves", details->departure},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (texts[i].words)
            g_string_append_printf(said, "%s%s: “%s”", said->len ? "\n" : "", texts[i].name,
                                   texts[i].words);
    if (details->guests)
        g_string_append_printf(said, "%sbrings %d more", said->len ? "\n" : "", details->guests);
    if (details->remote)
        g_string_append_printf(said, "%stakes part from afar", said->len ? "\n" : "");
    if (details->question)
        g_string_append_printf(said, "%sasks something", said->len ? "\n" : "");
    append_row(out, "Details", said->str, width);
}

static void
append_answers(GString *out, const Meaning *meaning, int width)
{
    for (guint i = 0; i < meaning->answer_keys->len; i++) {
        g_autofree char *answer =
            g_strdup_printf("%s: %s", (const char *)meaning->answer_keys->pdata[i],
                            (const char *)meaning->answer_values->pdata[i]);
        append_row(out, "Question", answer, width);
    }
}

static void
append_bounce(GString *out, const Bounce *bounce, int width)
{
    if (!bounce)
        return;
    g_autoptr(GString) who = g_string_new(NULL);
    for (guint i = 0; i < bounce->recipients->len; i++)
        g_string_append_printf(who, "%s%s", i ? ", " : "",
                               (const char *)bounce->recipients->pdata[i]);
    append_row(out, "Failed", who->str, width);
    append_row(out, "Status", bounce->status, width);
    append_row(out, "Reason", bounce->reason, width);
}

static void
append_itip(GString *out, const Itip *itip, int width)
{
    if (!itip)
        return;
    append_row(out, "Comment", itip->comment, width);
    append_row(out, "Proposal", itip->proposal, width);
}

static void
append_attachments(GString *out, const GPtrArray *attachments, int width)
{
    for (guint i = 0; attachments && i < attachments->len; i++) {
        const Attachment *attachment = attachments->pdata[i];
        g_autofree char *size = g_format_size((guint64)attachment->size);
        g_autofree char *text = g_strdup_printf("%s (%s, %s%s)", attachment->name, attachment->type,
                                                size, attachment->cut ? ": more than is read" : "");
        append_row(out, "Attached", text, width);
    }
}

static char *
token_text(const Meaning *meaning)
{
    return meaning->token ? g_strdup_printf("%s (%s)", meaning->token, meaning->token_from) : NULL;
}

static char *
date_text(gint64 date)
{
    g_autoptr(GDateTime) when = date == G_MININT64 ? NULL : g_date_time_new_from_unix_utc(date);
    return when ? g_date_time_format(when, "%Y-%m-%d %H:%M UTC") : NULL;
}

char *
meaning_text(const Meaning *meaning, int width)
{
    GString *out = g_string_new(NULL);
    g_autofree char *outcome = outcome_text(meaning);
    g_autofree char *token = token_text(meaning);
    g_autofree char *date = date_text(meaning->date);
    append_row(out, "From", meaning->from, width);
    append_row(out, "Date", date, width);
    append_row(out, "Subject", meaning->subject, width);
    append_row(out, "Kind", kind_text(meaning), width);
    append_row(out, "Answer", outcome, width);
    append_row(out, "Because", meaning->why, width);
    append_details(out, &meaning->details, width);
    append_answers(out, meaning, width);
    append_bounce(out, meaning->bounce, width);
    append_itip(out, meaning->itip, width);
    append_attachments(out, meaning->attachments, width);
    append_row(out, "Back on", meaning->until, width);
    append_row(out, "Token", token, width);
    for (guint i = 0; i < meaning->defects->len; i++)
        append_row(out, "Defect", meaning->defects->pdata[i], width);
    if (meaning->kind == MEANING_REPLY || meaning->kind == MEANING_CALENDAR)
        append_row(out, "Words", meaning->reply, width);
    return g_string_free(out, FALSE);
}
