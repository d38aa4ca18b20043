/* Text files that ride in the program (schema steps, templates), written by db/embed at build time. */
#ifndef CONVOKE_EVENT_EMBEDDED_H
#define CONVOKE_EVENT_EMBEDDED_H

typedef struct {
    const char *path; /* as in the source tree: "db/001-first.sql"; NULL ends the table */
    const char *text;
} EmbeddedFile;

extern const EmbeddedFile db_steps[];
extern const EmbeddedFile template_files[];
extern const EmbeddedFile event_files[]; /* event/starter.yaml alone */

#endif
