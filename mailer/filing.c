/* A wording is known by the first passage of it. */
#include "mailer/filing.h"

/* Remembered at a time: more than there are models of letters (letter-memo.c). */
enum { WORDINGS_MOST = 256 };

struct Filing {
    Store *store;
    GHashTable *wordings; /* Passage * -> its wording, gint64 * */
};

Filing *
filing_new(Store *store)
{
    Filing *filing = g_new0(Filing, 1);
    filing->store = store;
    filing->wordings = g_hash_table_new_full(NULL, NULL, (GDestroyNotify)passage_unref, g_free);
    return filing;
}

void
filing_free(Filing *filing)
{
    if (!filing)
        return;
    g_hash_table_unref(filing->wordings);
    g_free(filing);
}

/* Keeps what TEXT shares, of which FIRST is the first passage. */
static gboolean
add_wording(Filing *filing, const Part *text, Passage *first, gint64 *ret_wording, GError **error)
{
    g_autofree char *shared = part_shared(text, LETTER_GAP);
    if (!store_wording_add(filing->store, shared, ret_wording, error))
        return FALSE;
    if (g_hash_table_size(filing->wordings) == WORDINGS_MOST)
        g_hash_table_remove_all(filing->wordings);
    g_hash_table_insert(filing->wordings, passage_ref(first),
                        g_memdup2(ret_wording, sizeof *ret_wording));
    return TRUE;
}

gboolean
filing_divide(Filing *filing, const Part *text, gint64 *ret_wording, char **ret_text,
              GError **error)
{
    Passage *first = part_first_shared(text);
    const gint64 *known = first ? g_hash_table_lookup(filing->wordings, first) : NULL;
    *ret_wording = known ? *known : 0;
    if (first && !known && !add_wording(filing, text, first, ret_wording, error))
        return FALSE;
    *ret_text = first ? part_own(text, LETTER_GAP) : part_text(text);
    return TRUE;
}
