/* Plain text of letters: what foreign words are reduced to before they enter one, and the last touch
 * on a rendered text part. */
#ifndef CONVOKE_MAILER_LETTER_TEXT_H
#define CONVOKE_MAILER_LETTER_TEXT_H

#include <glib.h>
#include <stdbool.h>

/* Longest line of foreign words, in characters; what is longer ends in an ellipsis. */
#define TEXT_LINE_MAX 4000

/* TEXT as one line: valid UTF-8, white space and control characters (line and paragraph separators
 * too) as single blanks, none at the ends; without the marks that override or embed a direction of
 * writing, since they would reach beyond the words (UAX 9); at most MAX characters. NULL gives "". */
char *text_line(const char *text, gsize max);

/* True for what most words are: printable ASCII with single blanks between, at most MAX characters. */
bool text_is_plain(const char *text, gsize max);

/* Columns that TEXT takes on a terminal: wide characters two, combining ones none. */
int text_columns(const char *text);

/* The text part of a letter from what a template gave: lines of a paragraph joined, lines that start
 * with a blank kept and wrapped at COLUMNS under their own text (behind the last two blanks in their
 * first half), trailing blanks and runs of empty lines dropped; see Letter.text in letter.h. */
char *text_lay_out(const char *rendered, int columns);

/* The length of the stanza that RENDERED begins with: its lines up to an empty one, and the empty lines around them.
 * Each is laid out as it would be among the others, with one empty line behind it. */
gsize text_stanza(const char *rendered);

#endif
