/* asked: the questions in somebody's words, for the list that the organizer answers from. */
#ifndef CONVOKE_INBOX_ASKED_H
#define CONVOKE_INBOX_ASKED_H

#define ASKED_MAX 500 /* bytes */

/* The sentences of REPLY that end in a question mark, joined, at most ASKED_MAX bytes of UTF-8; all of its
 * words where none does. NULL where there are no words. */
char *asked_words(const char *reply);

#endif
