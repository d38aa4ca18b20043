/* Letters: the words of what went out, by which quotes in answers are known. */
#ifndef CONVOKE_DB_STORE_LETTER_H
#define CONVOKE_DB_STORE_LETTER_H

#include "db/store.h"

/* Stands in a wording for a reader's own words, and in a letter's text between these (023-wordings.sql). No letter
 * has it in its words. */
#define LETTER_GAP '\037'

/* The words of one mail. */
typedef struct {
    const char *subject;
    const char *text; /* of its text/plain part */
    /* What it shares with other letters: then `text` is its reader's own; 0 = nothing. */
    gint64 wording;
} StoredLetter;

/* Keeps TEXT as a wording. */
gboolean store_wording_add(Store *store, const char *text, gint64 *ret_wording, GError **error);

/* Keeps LETTER as that of the mail OUTBOX, in the place of the one of an earlier try. */
gboolean store_letter_put(Store *store, gint64 outbox, const StoredLetter *letter, GError **error);

/* The text/plain parts of what went out to PERSON before BEFORE, newest first, four at most; char *, with a NULL behind
 * them. */
GPtrArray *store_letter_texts(Store *store, const char *meeting, const char *person, gint64 before,
                              GError **error);

#endif
