/* quote-fold: the form in which the phrases around quoted text are compared, and its words. */
#ifndef CONVOKE_INBOX_QUOTE_FOLD_H
#define CONVOKE_INBOX_QUOTE_FOLD_H

#include <glib.h>
#include <stdbool.h>

/* LENGTH bytes of UTF-8 in the form in which phrases are compared: lower case, one blank for any white
 * space, plain apostrophes, without asterisks and underscores of emphasis, ends trimmed. */
char *quote_fold(const char *text, gsize length);

/* Bytes of the word that starts at P: letters, digits, or one character of a script that does not
 * separate words; 0 = no word starts here. */
gsize quote_word_length(const char *p);

/* A character of such a script. */
bool quote_is_unspaced(gunichar c);

#endif
