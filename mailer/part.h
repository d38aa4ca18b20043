/* part: one body part as it goes out: cleaned, flowed where asked for, in the encoding that suits it. */
#ifndef CONVOKE_MAILER_PART_H
#define CONVOKE_MAILER_PART_H

#include <glib.h>
#include <stdbool.h>

/* Whole lines of a part, which any number of parts may have: what is done to a part is done line by line, but for
 * base64 and the choice of the encoding, so that it is done once. */
typedef struct Passage Passage;

/* So many bytes of TEXT, valid UTF-8 or not, lines that end in LF (the last one of a part need not); FLOWED: by
 * flowed.h. */
Passage *passage_new(const char *text, gsize length, bool flowed);
Passage *passage_ref(Passage *passage);
void passage_unref(Passage *passage);

/* The text of a part: Passage *, in their order. */
typedef GPtrArray Part;

Part *part_new(void); /* free it by part_free(); passages that are added are owned by it */
Part *part_of(const char *text, bool flowed);
void part_free(Part *part); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Part, part_free)
char *part_text(const Part *part);

/* A part in two: what other parts have, too, since its passages are shared, with GAP where its own stand; and these,
 * with GAP between them. */
char *part_shared(const Part *part, char gap);
char *part_own(const Part *part, char gap);
Passage *part_first_shared(const Part *part); /* borrowed; NULL = none is */

/* Appends the fields Content-Type and Content-Transfer-Encoding, an empty line and PART: the bytes are the same
 * into which passages ever it falls. */
void part_append(GString *out, const char *content_type, const Part *part);

#endif
