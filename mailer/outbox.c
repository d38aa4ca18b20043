/* From notices to rows, once. */
#include "mailer/outbox.h"
#include "db/store-announcement.h"
#include "db/store-meeting.h"
#include "db/store-outbox.h"
#include "db/store-seat.h"
#include "db/store-standing.h"
#include "db/store-turn.h"
#include "event/error.h"
#include "mailer/outbox-put.h"
#include "mailer/owed.h"
#include "mailer/schedule.h"

static const Standing *
standing_of(const GPtrArray *standings, const char *guest)
{
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        if (g_str_equal(standing->guest, guest))
            return standing;
    }
    return NULL;
}

/* Moves what is in FROM behind what is in TO. */
static void
take_all(GPtrArray *to, GPtrArray *from)
{
    gsize count;
    g_autofree gpointer *all = g_ptr_array_steal(from, &count);
    for (gsize i = 0; i < count; i++)
        g_ptr_array_add(to, all[i]);
}

gboolean
outbox_owed(const Mailroom *room, const Meeting *meeting, unsigned what, gint64 now,
            GPtrArray *notices, GPtrArray **ret_standings, GError **error)
{
    g_autoptr(Owed) owed = owed_new(room, meeting, what, now);
    g_autoptr(GPtrArray) standings = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    for (bool more = true; more;) {
        if (!owed_next(owed, &more, error))
            return FALSE;
        take_all(notices, owed_notices(owed));
        if (ret_standings)
            take_all(standings, owed_standings(owed));
    }
    if (ret_standings)
        *ret_standings = g_steal_pointer(&standings);
    return TRUE;
}

/* Up to the first page on which something is owed. */
static gboolean
find_owed(Owed *owed, bool *ret_found, GError **error)
{
    for (bool more = true; more && owed_notices(owed)->len == 0;)
        if (!owed_next(owed, &more, error))
            return FALSE;
    *ret_found = owed_notices(owed)->len > 0;
    return TRUE;
}

struct OutboxQueueing {
    const Mailroom *room;
    const Meeting *meeting;
    Meeting *applied; /* while pages were put; NULL = it is the one that was given */
    int revision;     /* of the meeting */
    unsigned what;
    const char *person;
    gint64 now;
    Owed *owed;     /* NULL before it is looked at */
    gint64 version; /* of the database then */
    bool any;       /* there is something to be written */
    bool begun;     /* and the first page was put */
    int count;
};

OutboxQueueing *
outbox_queueing_new(const Mailroom *room, const Meeting *meeting, unsigned what, const char *person,
                    gint64 now)
{
    OutboxQueueing *queueing = g_new(OutboxQueueing, 1);
    *queueing = (OutboxQueueing){
        .room = room, .meeting = meeting, .what = what, .person = person, .now = now};
    return queueing;
}

void
outbox_queueing_free(OutboxQueueing *queueing)
{
    if (!queueing)
        return;
    owed_free(queueing->owed);
    meeting_free(queueing->applied);
    g_free(queueing);
}

static gboolean
newest_revision(const OutboxQueueing *queueing, int *ret_number, GError **error)
{
    g_auto(Revision) revision = {0};
    if (!store_meeting_revision(queueing->room->store, queueing->meeting->id, &revision, error))
        return FALSE;
    *ret_number = revision.number;
    return TRUE;
}

static void
begin_anew(OutboxQueueing *queueing)
{
    owed_free(queueing->owed);
    queueing->owed = owed_new(queueing->room, queueing->meeting, queueing->what, queueing->now);
}

/* Nothing owed costs no write. */
static gboolean
look(OutboxQueueing *queueing, GError **error)
{
    Store *store = queueing->room->store;
    g_autoptr(GArray) steps = NULL;
    bool found;
    begin_anew(queueing);
    if (!store_version(store, &queueing->version, error) ||
        !newest_revision(queueing, &queueing->revision, error) ||
        !find_owed(queueing->owed, &found, error) ||
        !store_seat_due(store, queueing->meeting->id, owed_opens_seats(queueing->what),
                        queueing->now, NULL, &steps, error))
        return FALSE;
    queueing->any = found || steps->len > 0;
    return TRUE;
}

/* Seats go first; what they or others have changed since the first page was read is derived anew under the lock. */
static gboolean
begin_pages(OutboxQueueing *queueing, GError **error)
{
    Store *store = queueing->room->store;
    gint64 version;
    int settled;
    if (!store_version(store, &version, error) ||
        !store_seat_settle_newest(store, queueing->meeting->id, owed_opens_seats(queueing->what),
                                  queueing->now, &settled, error))
        return FALSE;
    if (version != queueing->version || settled > 0)
        begin_anew(queueing);
    queueing->begun = true;
    return TRUE;
}

/* A meeting that was applied between two pages is gone through from its beginning, as it is now. */
static gboolean
next_page(OutboxQueueing *queueing, bool *ret_more, GError **error)
{
    int newest;
    if (!newest_revision(queueing, &newest, error))
        return FALSE;
    if (newest != queueing->revision) {
        Meeting *applied = store_meeting_load(queueing->room->store, queueing->meeting->id,
                                              STORE_GUESTS_NAMED, error);
        if (!applied)
            return FALSE;
        meeting_free(queueing->applied);
        queueing->meeting = queueing->applied = applied;
        queueing->revision = newest;
        begin_anew(queueing);
    }
    return owed_next(queueing->owed, ret_more, error);
}

/* Within a transaction. */
static gboolean
put_page(OutboxQueueing *queueing, bool *ret_more, int *count, GError **error)
{
    *ret_more = true;
    return (queueing->begun ? next_page(queueing, ret_more, error)
                            : begin_pages(queueing, error)) &&
           outbox_put_all(queueing->room, queueing->meeting, owed_notices(queueing->owed),
                          owed_standings(queueing->owed), queueing->person, queueing->now, count,
                          error);
}

/* One page, or ALL that are left. */
static gboolean
put_pages(OutboxQueueing *queueing, bool all, bool *ret_more, GError **error)
{
    Store *store = queueing->room->store;
    int count = 0;
    *ret_more = false;
    if (!queueing->owed && !look(queueing, error))
        return FALSE;
    if (!queueing->any)
        return TRUE;
    if (!store_begin_unsynced(store, error))
        return FALSE;
    gboolean good;
    do
        good = put_page(queueing, ret_more, &count, error);
    while (good && all && *ret_more);
    if (!good || !store_commit(store, error)) {
        store_rollback(store);
        return FALSE;
    }
    queueing->count += count;
    return *ret_more || store_sync(store, error);
}

gboolean
outbox_queueing_next(OutboxQueueing *queueing, bool *ret_more, GError **error)
{
    return put_pages(queueing, false, ret_more, error);
}

gboolean
outbox_queue(const Mailroom *room, const Meeting *meeting, unsigned what, const char *person,
             gint64 now, int *ret_count, GError **error)
{
    g_autoptr(OutboxQueueing) queueing = outbox_queueing_new(room, meeting, what, person, now);
    bool more;
    if (!put_pages(queueing, true, &more, error))
        return FALSE;
    *ret_count = queueing->count;
    return TRUE;
}

/* The occasion of an answer to a message: a digest of its identity, short enough to read; help is sent
 * once a day. */
static char *
occasion_of(const Unanswered *unanswered, gint64 now)
{
    if (unanswered->kind == NOTICE_HELP)
        return day_format((Day)(now / (24 * 60 * 60)));
    g_autofree char *digest =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, unanswered->identity, -1);
    return g_strndup(digest, 16);
}

static const char *
answer_reason(NoticeKind kind)
{
    switch (kind) {
    case NOTICE_ECHO:
        return "their answer was written down";
    case NOTICE_UNSUBSCRIBED:
        return "they asked for no more mail";
    case NOTICE_HELP:
        return "they asked how to answer";
    default:
        return "their answer was not clear, and they are asked once";
    }
}

/* What came of the organizer's decisions. */
static gboolean
put_decided(const Mailroom *room, const Unanswered *unanswered, const char *occasion, gint64 now,
            int *count, GError **error)
{
    g_auto(Revision) revision = {0};
    bool new = false;
    g_autoptr(Meeting) meeting =
        store_meeting_load(room->store, unanswered->meeting, STORE_GUESTS_NONE, error);
    g_autoptr(Notice) notice = notice_new(unanswered->meeting, "organizer", unanswered->kind,
                                          occasion, "the organizer decided by mail");
    if (!meeting || !store_meeting_revision(room->store, meeting->id, &revision, error) ||
        !outbox_put(room, notice, meeting->organizer.address, revision.organizer_token,
                    unanswered->received, now, &new, error))
        return FALSE;
    if (notice->not_before > now) /* each says something else, so that none can wait for all */
        return store_turn_fold(room->store, notice, now, error);
    *count += new;
    return TRUE;
}

/* All but a question is owed for the message alone. */
static gboolean
is_to_be_put(const Mailroom *room, const Unanswered *unanswered, const Standing *standing,
             gint64 now, bool *ret_put, GError **error)
{
    *ret_put = true;
    if (unanswered->kind != NOTICE_QUESTION)
        return TRUE;
    g_autoptr(Meeting) meeting =
        store_meeting_load(room->store, unanswered->meeting, STORE_GUESTS_NONE, error);
    *ret_put = meeting && schedule_asks(meeting, standing, unanswered->reason, unanswered->at, now);
    return meeting != NULL;
}

static gboolean
put_answer(const Mailroom *room, const Unanswered *unanswered, gint64 now, int *count,
           GError **error)
{
    g_autofree char *occasion = occasion_of(unanswered, now);
    if (!unanswered->guest)
        return put_decided(room, unanswered, occasion, now, count, error);
    g_autoptr(GPtrArray) standings =
        store_standing_list(room->store, unanswered->meeting, unanswered->guest, error);
    if (!standings)
        return FALSE;
    const Standing *standing = standing_of(standings, unanswered->guest);
    if (!standing || !standing->token)
        return TRUE; /* no longer a guest: whoever it was is told nothing */
    g_autoptr(Notice) notice = notice_new(unanswered->meeting, unanswered->guest, unanswered->kind,
                                          occasion, answer_reason(unanswered->kind));
    bool owed, new = false;
    if (!is_to_be_put(room, unanswered, standing, now, &owed, error) ||
        (owed && !outbox_put(room, notice, unanswered->address, standing->token,
                             unanswered->received, now, &new, error)))
        return FALSE;
    *count += new;
    return TRUE;
}

/* Whether it is owed still, after what was put before it in the same run for the same guest, if anything was. */
static gboolean
is_owed(const Mailroom *room, const Unanswered *unanswered, GHashTable *guests, bool *ret_owed,
        GError **error)
{
    *ret_owed = true;
    if (!unanswered->guest ||
        g_hash_table_add(guests, g_strconcat(unanswered->meeting, "/", unanswered->guest, NULL)))
        return TRUE;
    g_autoptr(GPtrArray) again = store_unanswered_list(room->store, unanswered->received, error);
    *ret_owed = again && again->len > 0;
    return again != NULL;
}

static gboolean
put_answers(const Mailroom *room, const GPtrArray *list, gint64 now, int *count, GError **error)
{
    g_autoptr(GHashTable) guests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < list->len; i++) {
        const Unanswered *unanswered = g_ptr_array_index(list, i);
        bool owed;
        if (!is_owed(room, unanswered, guests, &owed, error) ||
            (owed && !put_answer(room, unanswered, now, count, error)))
            return FALSE;
    }
    return TRUE;
}

gboolean
outbox_queue_answers(const Mailroom *room, gint64 received, gint64 now, int *ret_count,
                     GError **error)
{
    int count = 0;
    if (!store_begin(room->store, error))
        return FALSE;
    g_autoptr(GPtrArray) list = store_unanswered_list(room->store, received, error);
    if (!list || !put_answers(room, list, now, &count, error) ||
        !store_commit(room->store, error)) {
        store_rollback(room->store);
        return FALSE;
    }
    *ret_count = count;
    return TRUE;
}

static gboolean
put_announcement(const Mailroom *room, const Meeting *meeting, const GPtrArray *standings,
                 const GArray *members, const char *audience, int number, gint64 now,
                 GError **error)
{
    g_autofree char *occasion = g_strdup_printf("%d", number);
    g_autofree char *reason = g_strdup_printf("announcement %d to %s", number, audience);
    int count = 0;
    for (guint i = 0; i < members->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, g_array_index(members, guint, i));
        g_autoptr(Notice) notice =
            notice_new(meeting->id, standing->guest, NOTICE_ANNOUNCEMENT, occasion, reason);
        if (!outbox_put_for(room, notice, standing, now, &count, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
announce(const Mailroom *room, const Meeting *meeting, const char *audience, const char *note,
         gboolean again, gboolean dry_run, gint64 now, Announced *announced, GError **error)
{
    g_auto(Revision) revision = {0};
    g_auto(Announcement) before = {0};
    g_autoptr(GPtrArray) standings = store_standing_list(room->store, meeting->id, NULL, error);
    if (!standings || !store_meeting_revision(room->store, meeting->id, &revision, error) ||
        !store_announcement_find(room->store, meeting->id, revision.number, audience, &before,
                                 error))
        return FALSE;
    if (meeting->cancelled) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "%s is cancelled, and only that is told any more; if it takes place after all,"
                    " take `status: cancelled` out of its event file and apply that",
                    meeting->id);
        return FALSE;
    }
    int uninvited;
    g_autoptr(GArray) members = schedule_audience(meeting, standings, audience, &uninvited);
    if (!members) {
        g_autofree char *none = schedule_no_audience(meeting, audience);
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE, "%s", none);
        return FALSE;
    }
    *announced = (Announced){.number = before.number,
                             .recipients = (int)members->len,
                             .uninvited = uninvited,
                             .again = before.number > 0};
    if (members->len == 0 || dry_run || (announced->again && !again))
        return TRUE;
    return store_announcement_add(room->store, meeting->id, revision.number, audience, note, now,
                                  &announced->number, error) &&
           put_announcement(room, meeting, standings, members, audience, announced->number, now,
                            error);
}

gboolean
outbox_announce(const Mailroom *room, const Meeting *meeting, const char *audience,
                const char *note, gboolean again, gboolean dry_run, gint64 now,
                Announced *ret_announced, GError **error)
{
    if (!store_begin(room->store, error))
        return FALSE;
    if (!announce(room, meeting, audience, note, again, dry_run, now, ret_announced, error) ||
        !store_commit(room->store, error)) {
        store_rollback(room->store);
        return FALSE;
    }
    return TRUE;
}
