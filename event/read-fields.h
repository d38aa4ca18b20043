/* Fields: tables that say which keys a map of the event file may have, what to write there, and
 * who reads it. Every mistake is reported once, at its place; reading goes on. Private to
 * event/read*.c. */
#ifndef CONVOKE_EVENT_READ_FIELDS_H
#define CONVOKE_EVENT_READ_FIELDS_H

#include <glib.h>
#include <stdbool.h>
#include "event/meeting.h"
#include "event/read-node.h"

#define LINE_TEXT_MAX 500                /* bytes of a text of one line */
#define BODY_TEXT_MAX ((gsize)64 * 1024) /* of paragraphs */

/* What all readers of one file share. */
typedef struct {
    EventSource *source;
    Meeting *meeting;
    const Node *root;
    GArray *damage;        /* gsize: where items were left out for their syntax */
    GHashTable *guests;    /* id -> Guest *, borrowed; NULL = not known, no reference is checked */
    GHashTable *addresses; /* address_key -> guest id */
    GHashTable *zones;     /* name -> GINT_TO_POINTER(1 good, 2 none) */
    GHashTable *sessions;  /* given session id -> its line */
    GHashTable *listed;    /* Field tables whose keys were listed */
    bool stored;        /* a revision: what was taken once is taken, whatever became of its zone */
    bool days_sound;    /* every date of the meeting could be read */
    gint64 comparisons; /* that may still be made to find what was meant */
} Reader;

typedef struct Field Field;

/* Reads NODE, which is neither broken nor empty, to PLACE. What is wrong is reported, and PLACE
 * is left. */
typedef void FieldRead(Reader *reader, const Field *field, const Node *node, void *place);

struct Field {
    const char *key;
    const char *also; /* a synonym; NULL */
    FieldRead *read;
    size_t offset;    /* of PLACE in the target */
    const char *want; /* what to write, as a remedy */
    bool required;
};

/* Reads the map NODE to TARGET by the COUNT rows of FIELDS, in their order. WHAT names such a map
 * ("a guest"). Reports unknown, repeated and missing keys; a key without a value, or with an empty
 * list, is as good as none. */
void fields_read(Reader *reader, const char *what, const Field *fields, gsize count,
                 const Node *node, void *target);

/* Reports MESSAGE at NODE's place; takes it and REMEDY (which may be NULL). */
void reader_error(Reader *reader, const Node *node, char *message, char *remedy);
void reader_warn(Reader *reader, const Node *node, char *message, char *remedy);

int reader_line(const Reader *reader, const Node *node);

/* True where an item was left out somewhere inside NODE: what is missing may have been there. */
bool reader_damaged(const Reader *reader, const Node *node);

/* NODE's text without white space around it, a new string: one line without control characters of at most
 * LINE_TEXT_MAX bytes. NULL where it is none, which is reported with WANT as remedy. */
char *node_take_line(Reader *reader, const char *want, const Node *node);

/* A number from 0 to MOST in plain digits; -1 for anything else. */
int number_parse(const char *text, int most);

/* Calls READ for each item of a list, or once for a single value. */
void node_each(Reader *reader, const Field *field, const Node *node, FieldRead *read, void *place);

/* Calls READ for each value of a map whose keys are ids; bad and repeated ones are reported. READ
 * may get an empty value. */
void node_each_entry(Reader *reader, const Field *field, const Node *node, FieldRead *read,
                     void *place);

/* Reports that TEXT is no id, and which would be. */
void report_id(Reader *reader, const Node *node, const char *text);

/* "did you mean X?", or OTHERWISE. Takes OTHERWISE. */
char *remedy_nearest(const char *nearest, char *otherwise);

FieldRead read_line, read_paragraphs; /* char * */
FieldRead read_lines;                 /* GPtrArray * of char *; a list, or a single one */
FieldRead read_day;                   /* Day */
FieldRead read_yes_no;                /* bool */
FieldRead read_id, read_zone, read_language, read_url; /* char * */
FieldRead read_guest;  /* char *, the id of a guest of this meeting */
FieldRead read_guests; /* GPtrArray * of such; a list, or a single one */

#endif
