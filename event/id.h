/* Id: the short name that everything else refers to: [a-z0-9][a-z0-9-]*, at most ID_MAX bytes. */
#ifndef CONVOKE_EVENT_ID_H
#define CONVOKE_EVENT_ID_H

#include <stdbool.h>

#define ID_MAX 64

bool id_valid(const char *text);

/* The id that TEXT (UTF-8) suggests: "Open discussion!" gives "open-discussion", letters with accents
 * lose them. NULL where nothing is left. */
char *id_suggest(const char *text);

#endif
