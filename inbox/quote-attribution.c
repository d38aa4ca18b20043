/* Attributions, by what they must contain and not by their order: verb, address, date, end. */
#include "inbox/quote-intro.h"

#include <string.h>
#include "inbox/quote-words.h"

#define MAX_LINES 5
#define MAX_BYTES 600
#define MAX_TAIL 24 /* bytes behind the address where no verb is known */

/* What the words of a candidate contain; offsets are into its folded text. */
typedef struct {
    char *folded;
    gsize length;
    bool wrote;
    gsize wrote_start, wrote_end;
    gsize address_end;        /* 0 = none */
    bool year, time, numeric; /* 2027; 10:12; 6.4.27 */
    gsize date_start;
    guint words;
    bool colon;
} Facts;

static guint
digits_at(const char *p)
{
    guint n = 0;

    while (g_ascii_isdigit(p[n]))
        n++;
    return n;
}

/* Reads the number at P and what hangs on it; returns the bytes to step over. */
static gsize
read_number(Facts *facts, const char *p)
{
    guint n = digits_at(p), second, third;
    gsize at = (gsize)(p - facts->folded);
    bool year = n == 4 && (strncmp(p, "19", 2) == 0 || strncmp(p, "20", 2) == 0);
    bool separator = p[n] && strchr("-/.", p[n]);

    second = separator || (p[n] && strchr(":h", p[n])) ? digits_at(p + n + 1) : 0;
    third = separator && second && p[n + 1 + second] == p[n] ? digits_at(p + n + second + 2) : 0;
    if (n <= 2 && second == 2 && strchr(":.h", p[n]) && third == 0) {
        facts->time = true;
    } else if (third && ((n == 4 && third <= 2) || (n <= 2 && (third == 2 || third == 4)))) {
        facts->numeric = true;
        n += 2 + second + third;
        second = 0;
    } else if (year) {
        facts->year = true;
        second = 0;
    } else {
        return n;
    }
    facts->date_start = MIN(facts->date_start, at);
    return n + (second ? second + 1 : 0);
}

static void
read_facts(Facts *facts)
{
    gsize start, end = 0;
    const char *last;

    facts->length = strlen(facts->folded);
    facts->date_start = facts->length;
    for (const char *p = facts->folded; *p;) {
        gsize word = quote_word_length(p);
        if (g_ascii_isdigit(*p)) {
            facts->words++;
            p += read_number(facts, p);
            continue;
        }
        if (*p == '@' && p > facts->folded && !g_ascii_isspace(p[-1]) &&
            quote_word_length(p + 1) > 0)
            facts->address_end = (gsize)(p - facts->folded) + 1 + strcspn(p + 1, " >)],;\"");
        facts->words += word > 0;
        p = word ? p + word : g_utf8_next_char(p);
    }
    while (quote_words_find(facts->folded, end, QUOTE_WROTE, &start, &end)) {
        facts->wrote = true;
        facts->wrote_start = start;
        facts->wrote_end = end;
    }
    last = facts->folded + facts->length;
    facts->colon =
        facts->length && (last[-1] == ':' || (facts->length >= 3 && strcmp(last - 3, "：") == 0));
}

/* Nothing but punctuation follows the verb. */
static bool
ends_in_verb(const Facts *facts)
{
    for (const char *p = facts->folded + facts->wrote_end; *p; p = g_utf8_next_char(p))
        if (quote_word_length(p) > 0)
            return false;
    return true;
}

static guint
words_after(const char *p)
{
    guint n = 0;

    while (*p) {
        gsize word = quote_word_length(p);
        n += word > 0;
        p = word ? p + word : g_utf8_next_char(p);
    }
    return n;
}

static bool
with_verb(const Facts *facts, bool marked_after)
{
    bool date = facts->year || facts->numeric, dashes = facts->folded[0] == '-';
    bool end = ends_in_verb(facts);

    if (!end && !facts->colon)
        return false;
    if (facts->address_end)
        return facts->colon || (end && (date || facts->time));
    if (!facts->colon && !dashes)
        return false;
    if (!end && words_after(facts->folded + facts->wrote_end) > 6)
        return false;
    if (!end && !marked_after && facts->date_start > facts->wrote_start)
        return false;
    if (marked_after)
        return date || facts->time || (end && facts->words <= 8);
    return date && (facts->time || dashes);
}

static bool
is_attribution(const Facts *facts, bool marked_after)
{
    bool date = facts->year || facts->numeric;
    gsize tail = facts->address_end ? facts->length - facts->address_end : facts->length;

    if (facts->length == 0 || facts->words > 60)
        return false;
    if (facts->wrote && with_verb(facts, marked_after))
        return true;
    if (!facts->address_end || tail > MAX_TAIL)
        return false;
    if (facts->colon && (date || (facts->time && marked_after)))
        return true;
    if (!date)
        return false;
    /* "2013/7/20 Sam <s@x.example>" above marked lines: the date starts it, the address ends it. */
    return marked_after && facts->date_start == 0 && tail <= 2;
}

static bool
facts_dated(const Facts *facts)
{
    return facts->year || facts->numeric || facts->time;
}

/* Joins lines START..END; false when they are too long for an attribution. */
static bool
facts_of(const QuoteText *text, guint start, guint end, Facts *ret_facts)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    *ret_facts = (Facts){0};
    for (guint i = start; i <= end; i++) {
        if (joined->len + text->lines[i].length > MAX_BYTES)
            return false;
        g_string_append_len(joined, text->lines[i].text, (gssize)text->lines[i].length);
        g_string_append_c(joined, ' ');
    }
    ret_facts->folded = quote_fold(joined->str, joined->len);
    read_facts(ret_facts);
    return true;
}

/* Could an attribution end here at all? Keeps the search cheap. */
static bool
may_end(const QuoteText *text, guint i)
{
    const QuoteLine *line = &text->lines[i];

    if (line->blank || line->length > MAX_BYTES)
        return false;
    if (line->verdict == QUOTE_LINE_MARKED)
        return line->colon && !line->digit && line->length < 20 &&
               i > 0; /* "> wrote:" cut off its address */
    return line->colon || line->at || (i > 0 && text->lines[i - 1].at) ||
           (line->digit && line->text[0] == '-' && line->text[line->length - 1] == '-');
}

/* Words with which attributions open in the languages that start them with the date. */
static const char *const openings[] = {"on ", "am ",  "le ",   "el ",  "il ",    "em ",
                                       "op ", "den ", "dnia ", "dne ", "w dniu "};

static gsize
opening_length(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(openings); i++)
        if (g_ascii_strncasecmp(text, openings[i], strlen(openings[i])) == 0)
            return strlen(openings[i]);
    return 0;
}

/* May line I be joined to what follows it? */
static bool
may_continue(const QuoteText *text, guint i)
{
    const QuoteLine *line = &text->lines[i];

    return !line->blank && line->verdict == QUOTE_LINE_NEW &&
           !strchr("!?", line->text[line->length - 1]) && !line->colon;
}

/* A line that starts in the middle of a date or a name. */
static bool
starts_inside(const char *folded, const QuoteLine *line)
{
    bool year = digits_at(folded) == 4 && (folded[4] == ' ' || folded[4] == ',');

    return year || folded[0] == '<' || folded[0] == '(' || g_ascii_islower(line->text[0]);
}

/* Words before the attribution on its own line: "Yes! On Tue, Apr 6, 2027 ... wrote:" */
static guint
words_before(const QuoteLine *line)
{
    for (gsize i = 1; i + 20 < line->length; i++) {
        if (g_ascii_isupper(line->text[i]) && strchr(" -", line->text[i - 1]) &&
            opening_length(line->text + i))
            return (guint)i;
        if (g_ascii_isdigit(line->text[i]))
            break; /* the date has begun */
    }
    return 0;
}

static guint
kept_words(const QuoteText *text, guint start, guint end)
{
    const QuoteLine *line = &text->lines[start];
    guint keep = start == end ? words_before(line) : 0;

    while (keep && strchr(" -", line->text[keep - 1]))
        keep--;
    return keep;
}

/* The line before START that may belong to it: the one above, or, over one blank line, one that opens with
 * a date. -1 = none. */
static int
line_before(const QuoteText *text, guint start)
{
    if (start > 0 && may_continue(text, start - 1))
        return (int)start - 1;
    if (start > 1 && text->lines[start - 1].blank && may_continue(text, start - 2) &&
        text->lines[start - 2].digit && opening_length(text->lines[start - 2].text))
        return (int)start - 2;
    return -1;
}

bool
quote_attribution(const QuoteText *text, guint i, guint *ret_start, guint *ret_keep)
{
    bool marked_after, found = false, more = may_end(text, i);
    int start = (int)i;

    if (!more)
        return false;
    marked_after = quote_text_marked_after(text, i);
    for (guint n = 0; more && start >= 0 && n < MAX_LINES; n++) {
        Facts facts;
        bool fits = facts_of(text, (guint)start, i, &facts);
        bool good = fits && is_attribution(&facts, marked_after),
             dated = fits && facts_dated(&facts);
        if (good && (!found || dated)) {
            found = true;
            *ret_start = (guint)start;
            *ret_keep = kept_words(text, (guint)start, i);
        }
        more = fits && (!good || !dated || starts_inside(facts.folded, &text->lines[start]));
        start = line_before(text, (guint)start);
        g_free(facts.folded);
    }
    return found;
}
