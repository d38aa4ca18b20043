/* Library: the templates of all languages. They ride in the program (templates/LANGUAGE/FILE of the
 * source tree); each can be replaced by a file of the organizer's, and a language can be added.
 *
 * Languages are BCP 47 tags, taken in lower case. A file is looked for in the language asked for, then
 * in the shorter ones ("de-at", "de"), at last in "en"; in each the organizer's own before ours.
 * A notice named KIND has KIND.txt (first line "Subject: ...", an empty line, the text) and KIND.html
 * (the inner part of a page that layout.html completes). Both come from the same language: where a
 * language has KIND.txt and no KIND.html, or an empty one, the letter has no HTML part.
 *
 * Files are parsed when they are first asked for, and kept; a library is used by one thread. */
#ifndef CONVOKE_TEMPLATES_LIBRARY_H
#define CONVOKE_TEMPLATES_LIBRARY_H

#include <glib.h>
#include <stdbool.h>
#include "templates/check.h"
#include "templates/words.h"

/* The text of the organizer's own file PATH ("de/invitation.txt", lower case), or NULL where there is
 * none. Freed by the library. */
typedef char *(*TemplateLoad)(const char *path, gpointer user_data);

typedef struct TemplateLibrary TemplateLibrary;

/* LOAD may be NULL: nothing is replaced. It is asked once a file. */
TemplateLibrary *template_library_new(TemplateLoad load, gpointer user_data);
void template_library_free(TemplateLibrary *library); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateLibrary, template_library_free)

/* Everything that one notice needs; borrowed from the library. */
typedef struct {
    const char *language; /* the folder that it was found in */
    const Words *words;
    const Template *subject;
    const Template *text;
    const Template *html;   /* NULL = no HTML part */
    const Template *layout; /* around it */
    bool own;               /* text or HTML is a file of the organizer's */
} TemplateSet;

/* LANGUAGE may be NULL. FALSE and CONVOKE_ERROR_CONFIG when a file is broken, CONVOKE_ERROR_NOT_FOUND
 * when not even "en" has the notice. */
gboolean template_library_find(TemplateLibrary *library, const char *language, const char *kind,
                               TemplateSet *ret_set, GError **error);

/* One file that is no notice, such as "page.html"; errors as above. */
const Template *template_library_get(TemplateLibrary *library, const char *language,
                                     const char *file, GError **error);
const Words *template_library_words(TemplateLibrary *library, const char *language, GError **error);

/* The languages that there are words for: those of the program, and of OWN, the paths of the organizer's files
 * ("de/invitation.txt"; NULL-terminated, NULL = none). char * */
GPtrArray *template_library_languages(const char *const *own);

/* Renders a template of LANGUAGE with the partials of that language; MARKS as in render.h. */
char *template_library_render(TemplateLibrary *library, const char *language,
                              const Template *parsed, const TemplateValue *data,
                              TemplateEscape escape, GArray *marks, GError **error);

/* What may be in the library. A table of them ends with a NULL name. */
typedef struct {
    const char *name;
    bool letter;               /* NAME.txt with its subject, and NAME.html; else NAME.html alone */
    const TemplateName *names; /* beside those that all have; NULL = no others */
    bool alone;                /* it is no part of a letter: NAMES are all that it has */
} TemplateKind;

/* Parses and checks every file of every language against the contract: COMMON holds the names that
 * all kinds have but those that stand alone. OWN lists the paths of the organizer's files ("de/invitation.txt"; NULL-terminated,
 * NULL = none): languages come from there, too, and a file that nothing uses is reported, as is a
 * KIND.txt of the organizer's beside a KIND.html of ours, since readers of HTML would get other words.
 * Returns all faults (char *, one line each, sorted); none means that all is well. */
GPtrArray *template_library_check(TemplateLibrary *library, const TemplateKind *kinds,
                                  const TemplateName *common, const char *const *own);

#endif
