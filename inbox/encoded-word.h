/* encoded-word: the text of an unstructured header or a phrase (RFC 2047), read as leniently as
 * people's programs write it. Structured headers are split before this (addresses.h). */
#ifndef CONVOKE_INBOX_ENCODED_WORD_H
#define CONVOKE_INBOX_ENCODED_WORD_H

#include <glib.h>
#include <stdbool.h>

/* RAW (folded or not, any bytes) as one line of UTF-8: unfolded, encoded-words decoded, control
 * characters turned into blanks, ends trimmed. Words that stand side by side are joined before their
 * charset is converted, since a character may be split between them. Tolerated: no blank around a
 * word, blanks inside it, none of its end, an unknown charset, raw 8-bit text (charset HINT, see
 * charset.h). */
char *encoded_word_decode(const char *raw, const char *hint);

/* RAW is ASCII without encoded-words: decoding only unfolds it. */
bool encoded_word_is_plain(const char *raw);

/* Unfolds LINE in place, ends trimmed; returns it. */
char *line_unfold(char *line);

#endif
