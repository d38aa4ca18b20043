/* Prose: what an organizer typed over several lines, reduced to what of its shape is meant. */
#ifndef CONVOKE_MAILER_PROSE_H
#define CONVOKE_MAILER_PROSE_H

#include <glib.h>

/* TEXT in paragraphs, which empty lines separate; char *, none for NULL. Lines of one are joined with a blank, each as
 * text_line() has it (letter-text.h), but with LF where one is meant to stand: before the item of a list ("* ", "- ",
 * "1. "), and behind a short line that did not end for want of room. */
GPtrArray *prose_paragraphs(const char *text);

/* The same as one text, an empty line between paragraphs; NULL for none. */
char *prose_flow(const char *text);

#endif
