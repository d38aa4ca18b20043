/* stencil: a text that a template gave for one reader, with holes where their own words stood: it becomes another
 * reader's without being rendered, and what stands between the holes is made ready for the mail once. */
#ifndef CONVOKE_MAILER_STENCIL_H
#define CONVOKE_MAILER_STENCIL_H

#include "mailer/part.h"

typedef struct Stencil Stencil;

/* MARKS (TemplateMark) tell where the words of RENDERED stand that differ; they are of one line. PLAIN: it is a
 * text/plain part, to be laid out (letter-text.h) and flowed; else it is taken as it is. */
Stencil *stencil_new(const char *rendered, const GArray *marks, bool plain);
void stencil_free(Stencil *stencil); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stencil, stencil_free)

/* With WORDS[mark] in the holes: the part that rendering with these words gives. Words that were not empty must not
 * be. All parts of one stencil share the passages without holes, which are no other's. */
Part *stencil_fill(const Stencil *stencil, const char *const *words);

#endif
