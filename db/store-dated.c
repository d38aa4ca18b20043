/* See store-dated.h. */
#include "db/store-dated.h"
#include "db/store-meeting.h"
#include "db/store-private.h"
#include "event/moved.h"

/* The revision that the message answers; 0 = not known. */
static gboolean
find_answered(Store *store, const DatedAnswer *answer, gint64 *ret_revision, GError **error)
{
    static const char mail_sql[] =
        "SELECT revision FROM outbox WHERE message_id = ? AND meeting = ? AND person = ?";
    static const char calendar_sql[] =
        "SELECT max(number) FROM revision WHERE meeting = ? AND sequence <= ?";
    *ret_revision = 0;
    if (answer->reference) {
        g_autofree char *id = g_strdup_printf("<%s>", answer->reference);
        if (!sql_get_int(store_db(store), ret_revision, 0, error, mail_sql, "ttt", id,
                         answer->meeting, answer->guest))
            return FALSE;
    }
    return *ret_revision > 0 || answer->sequence == G_MININT64 ||
           sql_get_int(store_db(store), ret_revision, 0, error, calendar_sql, "ti", answer->meeting,
                       answer->sequence);
}

gboolean
store_dated_differs(Store *store, const DatedAnswer *answer, bool *ret_redated, GError **error)
{
    static const char told_sql[] =
        "SELECT max(revision) FROM outbox WHERE meeting = ? AND person = ?"
        " AND state IN ('sent', 'unknown') AND kind IN ('invitation', 'reminder', 'announcement',"
        " 'change', 'seat', 'waiting', 'promoted', 'question', 'logistics')";
    gint64 answered, told;
    *ret_redated = false;
    if (!find_answered(store, answer, &answered, error) ||
        !sql_get_int(store_db(store), &told, 0, error, told_sql, "tt", answer->meeting,
                     answer->guest))
        return FALSE;
    if (answered <= 0 || told <= answered)
        return TRUE;
    g_autoptr(Meeting) before = store_meeting_load_revision(store, answer->meeting, (int)answered,
                                                            STORE_GUESTS_NONE, error);
    g_autoptr(Meeting) after = before
                                   ? store_meeting_load_revision(store, answer->meeting, (int)told,
                                                                 STORE_GUESTS_NONE, error)
                                   : NULL;
    if (!after)
        return FALSE;
    *ret_redated = meeting_redated(before, after);
    return TRUE;
}
