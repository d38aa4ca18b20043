/* json-form: values <-> JSON by tables of members: one row serves both directions, in the order in which they are
 * written. Reading is strict (json-read.h). Pure. */
#ifndef CONVOKE_INBOX_JSON_FORM_H
#define CONVOKE_INBOX_JSON_FORM_H

#include <stddef.h>
#include "inbox/json-read.h"
#include "inbox/json-write.h"

/* How a value is written and read. READ returns false for what is not as WRITE would have it; it may leave
 * half a value behind, which the end of what it belongs to frees. */
typedef struct {
    void (*write)(GString *out, gconstpointer value);
    bool (*read)(JsonCursor *cursor, gpointer value);
    bool (*said)(gconstpointer value); /* NULL: written always; else only when this says so */
} Form;

typedef struct {
    const char *key;
    size_t offset; /* in the value that has it */
    const Form *form;
} Member;

/* Appends VALUE as an object of MEMBERS, which end with a row without a key; 64 at most. */
void members_write(GString *out, const Member *members, gconstpointer value);

/* Reads one into VALUE, in whatever order its members are; some may be missing. False for one that is not among
 * MEMBERS, or comes twice. */
bool members_read(JsonCursor *cursor, const Member *members, gpointer value);

/* Reads one text, which is not null, and adds it to STRINGS, a GPtrArray. */
bool form_string_read(JsonCursor *cursor, gpointer strings);

/* char *, int, int that is not negative, bool, and GPtrArray * of char *. Those with _if are left out where they
 * are NULL, 0 or false. */
extern const Form form_text, form_text_if, form_whole, form_whole_if, form_size, form_truth,
    form_truth_if, form_strings;

#endif
