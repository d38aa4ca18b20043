/* robot-words: the phrases by which programs give themselves away, out of the files
 * inbox/robots/LANGUAGE. A file has one phrase a line, "KEY: PHRASE", in
 * lower case; '#' begins a comment, and a '*' at the end lets the word go on. Matching is by whole
 * words in a folded text (see below), in time linear in its length. */
#ifndef CONVOKE_INBOX_ROBOT_WORDS_H
#define CONVOKE_INBOX_ROBOT_WORDS_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    ROBOT_SUBJECT,   /* "subject": in a subject, the mark of an automatic reply */
    ROBOT_AUTOMATIC, /* "automatic": says of itself that a program wrote it */
    ROBOT_AWAY,      /* "away": not at the desk; people write that, too */
    ROBOT_BACK,      /* "back": until when that is; looked for in robots' mail alone */
    ROBOT_GONE,      /* "gone": nobody reads this mailbox any more */
    ROBOT_CHALLENGE, /* "challenge": asks the sender to prove that he is a person */
    ROBOT_RECEIPT,   /* "receipt": confirms that mail arrived, tickets */
    ROBOT_LIST,      /* "list": list software speaks */
    ROBOT_FAILED,    /* "failed": a message could not be delivered */
    ROBOT_DELAYED,   /* "delayed": not yet delivered, still trying */
    ROBOT_GIVEN_UP,  /* "given-up": not delivered, and no more is tried */
    ROBOT_RETURNED,  /* "returned": the message returned begins here */
    ROBOT_ADDRESS,   /* "address": no such mailbox or domain, disabled */
    ROBOT_FULL,      /* "full": over quota */
    ROBOT_CONTENT,   /* "content": refused for what or who we are */
    ROBOT_NETWORK,   /* "network": time-outs, loops, no connection */
    ROBOT_PRESSED,   /* "pressed": a calendar says which button its owner pressed */
} RobotKey;

#define ROBOT_KEYS (ROBOT_PRESSED + 1)

const char *robot_key_name(RobotKey key);

typedef struct {
    RobotKey key;
    gsize start; /* in the folded text */
    gsize end;
} RobotWords;

/* TEXT of at most LENGTH bytes (-1: all of it) in the form that phrases are compared in: lower case,
 * white space and line ends as single spaces, typographic quotes and dashes as ASCII, invisible
 * characters dropped. */
char *robot_fold(const char *text, gssize length);

/* The first phrase at or behind FROM in FOLDED whose key is in KEYS (bits 1 << RobotKey); the longest of
 * several that start at one place. */
bool robot_words_find(const char *folded, gsize from, guint keys, RobotWords *ret_words);

#endif
