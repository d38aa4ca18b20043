/* flowed: text/plain; format=flowed (RFC 3676), so that paragraphs fit a phone and a terminal. */
#ifndef CONVOKE_MAILER_FLOWED_H
#define CONVOKE_MAILER_FLOWED_H

#include <glib.h>

/* Columns of a line, its last blank included (RFC 3676 4.2: below 78, 72 leaves room for quoting). */
#define FLOWED_COLUMNS 72

/* TEXT (UTF-8, LF line ends), where each line is a paragraph or a line meant to stand alone, as
 * format=flowed without DelSp:
 * - longer lines are broken behind a blank, which stays at the end of the line (a soft break);
 *   a word wider than a line is never cut, so links stay whole and scripts without blanks stay in
 *   one long line, which every reader wraps. DelSp=yes would suit those, but readers that do not
 *   know it would show holes between their letters;
 * - lines that start with a blank, with "From " or, by a break, with ">" are stuffed with a blank;
 * - lines quoted by ">", ">>" or "> >" stay quoted to that depth on every piece;
 * - blanks at the end of lines go, except in the signature's line "-- ".
 * Undone by RFC 3676's reading rules, the text is the same but for those last blanks and the blanks
 * between quote marks. */
char *flowed_encode(const char *text);

#endif
