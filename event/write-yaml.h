/* write-yaml: the YAML of event files that we write: block maps and lists, every text in double quotes. Private to
 * event/write*.c. */
#ifndef CONVOKE_EVENT_WRITE_YAML_H
#define CONVOKE_EVENT_WRITE_YAML_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    GString *out;
    int indent; /* blanks before a key */
    bool item;  /* the next key opens an item of a list: "- " stands before it */
} Writer;

/* TEXT in double quotes; what a reader or a terminal could stumble over is escaped. Long texts and those of several
 * lines are broken. */
void writer_put_text(Writer *writer, const char *text);

/* "KEY:" at the start of a line, behind "- " where an item opens. */
void writer_put_key(Writer *writer, const char *key);

/* A line "KEY: VALUE"; nothing is written of NULL. */
void writer_put_value(Writer *writer, const char *key, const char *value);

/* KEY and the list of TEXTS (char *) below it; nothing is written of an empty one. */
void writer_put_list(Writer *writer, const char *key, const GPtrArray *texts);

/* Opens a map under KEY, or under ID, an id or a date, which is quoted. */
void writer_open_map(Writer *writer, const char *key);
void writer_open_entry(Writer *writer, const char *id);
void writer_close_map(Writer *writer);

#endif
