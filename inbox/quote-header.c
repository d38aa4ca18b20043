/* Header blocks and rulers. */
#include "inbox/quote-intro.h"

#include <string.h>
#include "inbox/quote-words.h"

#define MAX_LABEL 40
#define MAX_BLOCK 24 /* lines */
#define MAX_INNER 500
#define MAX_RULER 150

typedef struct {
    guint kinds;    /* of known labels */
    guint labels;   /* lines with a label, known or not */
    guint distinct; /* different known kinds */
    bool address;   /* in some value */
    bool date;      /* a value with a year and a time, or a known date label with digits */
} Block;

/* "Label: value", also "*Label:* value" and "> Label : value" without the mark. */
static bool
split_label(const QuoteLine *line, char **ret_label, const char **ret_value, gsize *ret_length)
{
    const char *text = line->text, *end = text + line->length, *colon = NULL;

    while (text < end && strchr(" \t*_", *text))
        text++;
    for (const char *p = text; p < end && p < text + MAX_LABEL && !colon; p++)
        if (*p == ':' || (end - p >= 3 && memcmp(p, "：", 3) == 0))
            colon = p;
    if (!colon || colon == text || !quote_word_length(text) || g_ascii_isdigit(*text))
        return false;
    *ret_label = quote_fold(text, (gsize)(colon - text));
    *ret_value = colon + (*colon == ':' ? 1 : 3);
    *ret_length = (gsize)(end - *ret_value);
    return true;
}

static bool
has_full_date(const char *value, gsize length)
{
    bool year = false, time = false;

    for (gsize i = 0; i + 4 < length + 1; i++) {
        bool fresh = i == 0 || !g_ascii_isdigit(value[i - 1]);
        if (fresh && length - i >= 4 &&
            (strncmp(value + i, "19", 2) == 0 || strncmp(value + i, "20", 2) == 0) &&
            g_ascii_isdigit(value[i + 2]) && g_ascii_isdigit(value[i + 3]))
            year = true;
        if (length - i >= 3 && g_ascii_isdigit(value[i]) &&
            (value[i + 1] == ':' || value[i + 1] == '.') && g_ascii_isdigit(value[i + 2]))
            time = true;
    }
    return year && time;
}

/* Labels inside a value: a block whose line breaks were lost ("From: Ines Sent: Tuesday Subject: ..."). */
static void
take_inner_labels(Block *block, const char *value, gsize length)
{
    for (gsize i = 1; i + 1 < length; i++) {
        gsize start = i;
        if (value[i] != ':' || value[i + 1] != ' ')
            continue;
        while (start > 0 && !g_ascii_isspace(value[start - 1]) && i - start < MAX_LABEL)
            start--;
        g_autofree char *label = start > 0 ? quote_fold(value + start, i - start) : NULL;
        guint kinds = label ? quote_label_kinds(label) : 0;
        if (kinds && !(kinds & block->kinds)) {
            block->distinct++;
            block->kinds |= kinds;
        }
    }
}

/* Takes LINE into BLOCK; false when it is no header line. */
static bool
take_label(Block *block, const QuoteLine *line)
{
    g_autofree char *label = NULL;
    const char *value;
    gsize length;
    guint kinds;

    if (!split_label(line, &label, &value, &length))
        return false;
    kinds = quote_label_kinds(label);
    if (kinds && !(kinds & block->kinds))
        block->distinct++;
    block->kinds |= kinds;
    block->labels++;
    block->address = block->address || memchr(value, '@', length);
    block->date =
        block->date || has_full_date(value, length) || (kinds & QUOTE_DATE && line->digit);
    if (kinds)
        take_inner_labels(block, value, MIN(length, MAX_INNER));
    return true;
}

/* Known labels with something that a person's own list would not have; or a mail's address and full
 * date under labels of a language that we do not know. */
static bool
is_header(const Block *block)
{
    if (block->distinct >= 2 && block->kinds & (QUOTE_FROM | QUOTE_DATE))
        return block->address || block->distinct >= 4 ||
               (block->date && block->kinds & QUOTE_DATE &&
                block->kinds & (QUOTE_FROM | QUOTE_SUBJECT));
    return block->labels >= 3 && block->address && block->date;
}

bool
quote_header_block(const QuoteText *text, guint i, guint *ret_end)
{
    Block block = {0};
    guint end = i, loose = 0;

    if (text->lines[i].verdict != QUOTE_LINE_NEW || !take_label(&block, &text->lines[i]))
        return false;
    for (guint k = i + 1; k < text->n && k - i < MAX_BLOCK; k++) {
        const QuoteLine *line = &text->lines[k];
        Block before = block;
        if (line->blank) {
            if (text->lines[k - 1].blank || loose)
                break;
            continue;
        }
        bool label = line->verdict == QUOTE_LINE_NEW && take_label(&block, line);
        bool gap = text->lines[k - 1].blank;
        if (gap && (!label || block.distinct == before.distinct)) {
            block = before;
            break; /* the body has begun */
        }
        if (label && block.distinct > before.distinct)
            loose = 0;
        else if (++loose > 3) /* a folded value, not more */
            break;
        end = k;
    }
    *ret_end = end + 1;
    return is_header(&block);
}

/* Words between strokes. */
static bool
is_framed(const QuoteLine *line, char **ret_words)
{
    const char *start = line->text, *end = line->text + line->length;
    gsize before = 0, after = 0;

    for (; start < end && strchr("-=_*#~> \t<", *start); start++)
        before += strchr("-=_#~", *start) != NULL;
    for (; end > start && strchr("-=_*#~< \t>", end[-1]); end--)
        after += strchr("-=_#~", end[-1]) != NULL;
    if (start >= end)
        return false;
    *ret_words = quote_fold(start, (gsize)(end - start));
    return before >= 2 && after >= 2;
}

bool
quote_line_is_framed(const QuoteLine *line)
{
    g_autofree char *words = NULL;

    return !line->blank && line->length <= MAX_RULER && is_framed(line, &words);
}

/* ">>> Ines Calloway <i@x.example> 06/04/2027 10:12 >>>", as GroupWise has it. */
static bool
is_arrowed(const QuoteLine *line)
{
    return line->length > 20 && line->at && line->digit && strncmp(line->text, ">>", 2) == 0 &&
           strncmp(line->text + line->length - 3, ">>>", 3) == 0;
}

bool
quote_ruler(const QuoteText *text, guint i)
{
    const QuoteLine *line = &text->lines[i];
    g_autofree char *words = NULL;
    gsize start, end;
    bool framed;

    if (is_arrowed(line))
        return true;
    if (line->blank || line->length > MAX_RULER || line->verdict != QUOTE_LINE_NEW)
        return false;
    framed = is_framed(line, &words);
    if (!words ||
        (!framed && !line->colon && !(i > 0 && quote_line_is_ruler(&text->lines[i - 1]))) ||
        !quote_words_find(words, 0, QUOTE_RULER, &start, &end))
        return false;
    /* Unframed, it must be the whole line. */
    return framed || (start == 0 && strlen(words) - end <= 2);
}
