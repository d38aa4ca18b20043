/* json-read: the JSON that json-write.h writes, read from a hostile writer: no byte more, no value of another
 * type, nothing that recurses, and no more memory than a few times the text. Each function takes one
 * token at the cursor, or returns false. */
#ifndef CONVOKE_INBOX_JSON_READ_H
#define CONVOKE_INBOX_JSON_READ_H

#include <glib.h>
#include <stdbool.h>

/* What is left of a text, which must be valid UTF-8 without NUL. */
typedef struct {
    const char *at, *end;
} JsonCursor;

/* Elements of one list, of which each may take some twenty times its text. */
enum { JSON_ELEMENTS_MAX = 100000 };

/* Longest key of an object whose keys are known. */
enum { JSON_KEY_MAX = 32 };

bool json_take(JsonCursor *cursor, char c);
bool json_take_word(JsonCursor *cursor, const char *word);

/* A string (never one with U+0000) into a new *RET; null into NULL. */
bool json_read_text(JsonCursor *cursor, char **ret);

/* "key": of a known object; KEY has JSON_KEY_MAX bytes. */
bool json_read_key(JsonCursor *cursor, char *key);

bool json_read_int(JsonCursor *cursor, int *ret);
bool json_read_bool(JsonCursor *cursor, bool *ret);

/* OPEN, elements with commas between, CLOSE: READ takes one each time. False as well for more than
 * JSON_ELEMENTS_MAX. */
bool json_read_list(JsonCursor *cursor, const char *brackets,
                    bool (*read)(JsonCursor *cursor, gpointer user_data), gpointer user_data);

#endif
