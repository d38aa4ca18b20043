/* Inside of the library, for library.c and library-check.c only. */
#ifndef CONVOKE_TEMPLATES_LIBRARY_PRIVATE_H
#define CONVOKE_TEMPLATES_LIBRARY_PRIVATE_H

#include "templates/library.h"

/* A file of one language; TEXT is NULL where there is none. */
typedef struct {
    char *path; /* "de/invitation.txt" */
    char *text;
    bool own;          /* the organizer's */
    Template *subject; /* of a notice's text; the others are NULL before they are parsed */
    Template *body;
    Words *words;
} LibraryFile;

struct TemplateLibrary {
    TemplateLoad load;
    gpointer user_data;
    GHashTable *files;   /* path -> LibraryFile * */
    GHashTable *nearest; /* "LANGUAGE/FILE" as asked for -> LibraryFile *, borrowed, or NULL */
};

typedef enum {
    LIBRARY_PLAIN,
    LIBRARY_NOTICE, /* with a subject */
    LIBRARY_WORDS,
} LibraryForm;

/* The file of exactly that path; never NULL. */
LibraryFile *library_file(TemplateLibrary *library, const char *path);
/* Parses once; its text must not be NULL. */
gboolean library_file_parse(LibraryFile *file, LibraryForm form, GError **error);
/* The first file of that name in the languages to look in; NULL where there is none. */
LibraryFile *library_nearest(TemplateLibrary *library, const char *language, const char *name);

#endif
