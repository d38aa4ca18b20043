/* quote-text: a body as lines, each with what is known about it. Shared by the quote-*.c files, which
 * only ever change verdicts. */
#ifndef CONVOKE_INBOX_QUOTE_TEXT_H
#define CONVOKE_INBOX_QUOTE_TEXT_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    QUOTE_LINE_NEW,    /* written by the sender, as far as we know */
    QUOTE_LINE_MARKED, /* starts with ">" */
    QUOTE_LINE_INTRO,  /* introduces a quotation: attribution, header block, ruler */
    QUOTE_LINE_REST,   /* follows an introduction without being marked */
    QUOTE_LINE_KNOWN,  /* found in a text that was there before */
    QUOTE_LINE_SIGNED, /* signature, footer, disclaimer */
} QuoteVerdict;

typedef struct {
    const char *text; /* borrowed */
    gsize length;     /* without line end and trailing white space */
    QuoteVerdict verdict;
    bool blank;
    bool colon; /* ends in a colon of any width */
    bool at;    /* has an "@" */
    bool digit; /* has an ASCII digit */
    /* of an INTRO or MARKED line: the part that is new all the same; of a NEW one both: where words of ours end that
     * stand before the others */
    guint32 keep_start, keep_end;
} QuoteLine;

typedef struct {
    QuoteLine *lines;
    guint n;
} QuoteText;

/* Lines of TEXT, which must outlive them; ">" lines have their verdict. */
QuoteText *quote_text_new(const char *text);
void quote_text_free(QuoteText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QuoteText, quote_text_free)

/* The line's words as quote_fold gives them, up to 400 bytes. */
char *quote_line_fold(const QuoteLine *line);

/* The next line from I on that is not blank; text->n when there is none. */
guint quote_text_next(const QuoteText *text, guint i);

/* The first line with words after I is marked as quoted, with ">" or "|". */
bool quote_text_marked_after(const QuoteText *text, guint i);

/* Only dashes, underscores, equals signs and their like, three or more. */
bool quote_line_is_ruler(const QuoteLine *line);

#endif
