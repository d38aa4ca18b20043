/* Counting the outbox's rows of one address, newest first. */
#include "db/store-turn.h"
#include "db/store-private.h"

/* As the index has them. */
#define CAUSED                                                                                     \
    "kind IN ('decided', 'echo', 'help', 'promoted', 'question', 'seat', 'unsubscribed', "         \
    "'waiting')"

#define GAVE_WAY "a newer one says how it stands"

/* Nothing is tried for longer (mailer/backoff.h), nor waits for longer before (mailer/schedule.h). */
#define QUEUED_LATELY " queued_at > ?1 - 8 * 86400"

/* Of the notice of ?2 to ?6, at ?1. */
#define OVERTAKEN                                                                                  \
    " meeting = ?2 AND person = ?3 AND (kind = ?4 OR (?4 = 'promoted' AND kind = 'echo')"          \
    "  OR (?5 AND kind IN ('seat', 'waiting', 'promoted')))"                                       \
    " AND state = 'queued' AND next_at > ?1 AND attempts = 0 AND occasion <> ?6"

gboolean
store_turn(Store *store, const Notice *notice, const char *recipient, int most, gint64 now,
           gint64 *ret_at, GError **error)
{
    static const char sql[] =
        "SELECT at + 86400 FROM (SELECT iif(state IN ('queued', 'claimed'), max(next_at, ?1),"
        "   coalesce(ended_at, next_at)) AS at"
        "  FROM outbox WHERE recipient = ?7 COLLATE NOCASE AND " CAUSED " AND" QUEUED_LATELY
        "  AND state NOT IN ('dropped', 'held') AND NOT (" OVERTAKEN "))"
        " ORDER BY at DESC LIMIT 1 OFFSET ?8 - 1";
    if (!sql_get_int(store_db(store), ret_at, now, error, sql, "itttitti", now, notice->meeting,
                     notice->person, notice_kind_name(notice->kind),
                     (gint64)notice_is_about_seat(notice->kind), notice->occasion, recipient,
                     (gint64)most))
        return FALSE;
    *ret_at = MAX(*ret_at, now);
    return TRUE;
}

/* Not those that the organizer had to do with, nor was any of these tried. */
static gboolean
prune_echoes(Store *store, const Notice *notice, GError **error)
{
    static const char sql[] =
        "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox o WHERE meeting = ?1 AND person = ?2"
        " AND kind = 'echo' AND state = 'dropped' AND words = '" GAVE_WAY "' AND attempts = 0"
        " AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.outbox = o.id)"
        " ORDER BY id DESC LIMIT -1 OFFSET ?3)";
    return sql_run(store_db(store), error, sql, "tti", notice->meeting, notice->person,
                   (gint64)STORE_TURN_KEPT);
}

gboolean
store_turn_give_way(Store *store, const Notice *notice, gint64 now, GError **error)
{
    static const char sql[] =
        "UPDATE outbox SET state = 'dropped', ended_at = ?1, words = '" GAVE_WAY "'"
        " WHERE" OVERTAKEN;
    return sql_run(store_db(store), error, sql, "itttit", now, notice->meeting, notice->person,
                   notice_kind_name(notice->kind), (gint64)notice_is_about_seat(notice->kind),
                   notice->occasion) &&
           (notice->kind != NOTICE_ECHO || sqlite3_changes(store_db(store)) == 0 ||
            prune_echoes(store, notice, error));
}

gboolean
store_turn_fold(Store *store, const Notice *notice, gint64 now, GError **error)
{
    g_autofree char *key = notice_key(notice);
    return sql_run(store_db(store), error,
                   "UPDATE outbox SET state = 'dropped', ended_at = ?1,"
                   " words = 'your digest tells it', trouble = " NEXT_TROUBLE
                   " WHERE key = ?2 AND state = 'queued'",
                   "it", now, key);
}
