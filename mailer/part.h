/* part: one body part as it goes out: cleaned, flowed where asked for, in the encoding that suits it. */
#ifndef CONVOKE_MAILER_PART_H
#define CONVOKE_MAILER_PART_H

#include <glib.h>
#include <stdbool.h>

/* The lines of the last part, as they went out. Parts that come after each other in one memo mostly say the
 * same; what they share is not made again. The bytes are those that an empty memo gives. */
typedef struct PartMemo PartMemo;

PartMemo *part_memo_new(void);
void part_memo_free(PartMemo *memo); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PartMemo, part_memo_free)

/* Appends the fields Content-Type and Content-Transfer-Encoding, an empty line and TEXT; FLOWED: by
 * flowed.h. MEMO may be NULL. */
void part_append(GString *out, const char *content_type, const char *text, bool flowed,
                 PartMemo *memo);

#endif
