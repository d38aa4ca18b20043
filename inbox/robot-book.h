/* robot-book: the phrases of inbox/robots, compiled at build time into one constant table by
 * words/phrases.c, and searched by robot-words.c; nobody else knows its layout. */
#ifndef CONVOKE_INBOX_ROBOT_BOOK_H
#define CONVOKE_INBOX_ROBOT_BOOK_H

#include <glib.h>
#include <string.h>

#define ROBOT_HEAD 4 /* bytes that are hashed; no phrase is shorter */
#define ROBOT_BUCKETS (1 << 12)

typedef struct {
    guint32 text; /* in the pool, folded */
    guint16 length;
    guint8 key;  /* RobotKey */
    guint8 open; /* the last word may go on */
} RobotPhrase;

typedef struct {
    const char *pool;
    const RobotPhrase *phrases; /* by the hash of their first bytes, then the longest first … */
    const guint16 *starts;      /* … of which those of bucket B are [starts[B], starts[B + 1]) */
} RobotBook;

extern const RobotBook robot_book;

/* The bucket of phrases that start as TEXT does, of at least ROBOT_HEAD bytes. */
static inline guint
robot_bucket(const char *text)
{
    guint32 head;
    memcpy(&head, text, ROBOT_HEAD);
    return (GUINT32_FROM_LE(head) * 2654435761u) >> 20; /* Knuth's multiplier; 12 bits */
}

#endif
