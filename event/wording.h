/* Wording: whether two texts say the same to a reader, so that a mended comma makes no news. */
#ifndef CONVOKE_EVENT_WORDING_H
#define CONVOKE_EVENT_WORDING_H

#include <glib.h>
#include <stdbool.h>

/* What is left of TEXT (valid UTF-8, NULL = empty) without letter case, white space and punctuation;
 * for comparing and hash keys only. "#", symbols ("C++") and what stands between digits ("2.7") count. */
char *wording_key(const char *text);

/* Equal keys. */
bool wording_same(const char *a, const char *b);

/* True where B is A with typing errors mended: the same key, or word by word the same but for two neighbours
 * swapped, or marks above letters, in words of at least four letters, and in those of at least five for one letter
 * changed, left out or put in besides, and for letters doubled or not; a word written twice is one. Digits, short
 * words and scripts without case have to be equal: "IPv4" and "IPv6" are no slip. Linear in both. */
bool wording_mended(const char *a, const char *b);

/* TEXT on one line for people and terminals: white space and controls collapsed to one blank, marks
 * that turn the writing direction dropped, and cut with "…" behind LIMIT characters. NULL gives "". */
char *wording_line(const char *text, glong limit);

#endif
