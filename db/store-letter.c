/* A letter's row, and the wording that it may share. */
#include "db/store-letter.h"
#include "db/store-private.h"
#include <string.h>

gboolean
store_wording_add(Store *store, const char *text, gint64 *ret_wording, GError **error)
{
    sqlite3 *db = store_db(store);
    if (!sql_run(db, error, "INSERT INTO wording (text) VALUES (?)", "t", text))
        return FALSE;
    *ret_wording = sqlite3_last_insert_rowid(db);
    return TRUE;
}

gboolean
store_wording_sweep(sqlite3 *db, GError **error)
{
    return sql_run(db, error,
                   "DELETE FROM wording WHERE id NOT IN"
                   " (SELECT wording FROM letter WHERE wording IS NOT NULL)",
                   "");
}

gboolean
store_letter_put(Store *store, gint64 outbox, const StoredLetter *letter, GError **error)
{
    static const char sql[] =
        "INSERT INTO letter (outbox, subject, text, wording) VALUES (?1, ?2, ?3, nullif(?4, 0))"
        " ON CONFLICT (outbox) DO UPDATE SET subject = excluded.subject, text = excluded.text,"
        "  wording = excluded.wording";
    return sql_run(store_db(store), error, sql, "itti", outbox, letter->subject, letter->text,
                   letter->wording);
}

/* WORDING with OWN words in its gaps, one after the other. */
static char *
fill_gaps(const char *wording, const char *own)
{
    GString *text = g_string_sized_new(strlen(wording) + strlen(own));
    for (;;) {
        gsize common = strcspn(wording, (const char[]){LETTER_GAP, '\0'});
        g_string_append_len(text, wording, (gssize)common);
        wording += common;
        if (!*wording)
            break;
        gsize words = strcspn(own, (const char[]){LETTER_GAP, '\0'});
        g_string_append_len(text, own, (gssize)words);
        own += words + (own[words] != '\0');
        wording++;
    }
    return g_string_free(text, FALSE);
}

static char *
text_of_row(sqlite3_stmt *stmt)
{
    const char *wording = (const char *)sqlite3_column_text(stmt, 1);
    return wording ? fill_gaps(wording, (const char *)sqlite3_column_text(stmt, 0))
                   : sql_text(stmt, 0);
}

GPtrArray *
store_letter_texts(Store *store, const char *meeting, const char *person, gint64 before,
                   GError **error)
{
    static const char sql[] =
        "SELECT l.text, w.text FROM outbox o JOIN letter l ON l.outbox = o.id"
        " LEFT JOIN wording w ON w.id = l.wording"
        " WHERE meeting = ? AND person = ? AND first_at < ? ORDER BY o.id DESC LIMIT 4";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tti", meeting, person, before);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        g_ptr_array_add(texts, row ? text_of_row(stmt) : NULL);
        if (!row)
            return g_steal_pointer(&texts);
    }
    return NULL;
}
