/* What store-*.c share: the connection behind a Store. Nothing outside db/ includes this. */
#ifndef CONVOKE_DB_STORE_PRIVATE_H
#define CONVOKE_DB_STORE_PRIVATE_H

#include "db/sql.h"
#include "db/store.h"
#include "event/course.h"
#include "event/meeting.h"

sqlite3 *store_db(Store *store);

/* SQL: of the guest whose first address has its row under that name, the first that is not known dead, in the file's
 * order; NULL where that is the first one itself, or all are. Looked for only where the first is. */
#define ADDRESS_INSTEAD(first)                                                                     \
    " iif(" first ".dead_at IS NULL, NULL, (SELECT good.address FROM address good"                 \
    " INDEXED BY address_of_guest WHERE good.meeting = " first ".meeting AND good.guest = " first  \
    ".guest AND good.dead_at IS NULL ORDER BY good.position LIMIT 1))"

/* SQL: where mail to that guest goes. */
#define ADDRESS_OF(first) " coalesce(" ADDRESS_INSTEAD(first) ", " first ".address)"

/* SQL: whether the outbox's row under that name has failed at an address that mail to its guest goes to no more. */
#define OUTBOX_FAILED_ELSEWHERE(mail)                                                              \
    " (" mail ".state = 'failed' AND EXISTS (SELECT 1 FROM address e INDEXED BY address_of_guest"  \
    " WHERE e.meeting = " mail ".meeting AND e.guest = " mail ".person AND e.position = 0"         \
    " AND" ADDRESS_OF("e") " <> " mail ".recipient))"

/* SQL: whether that row counts for nothing, as if it had never been: it was dropped because it was no longer owed, and
 * not by the organizer, or has failed elsewhere. What it said may be owed again, and takes its place then. */
#define OUTBOX_VOID(mail)                                                                          \
    " (" mail ".state = 'dropped' AND NOT EXISTS (SELECT 1 FROM decision n WHERE n.outbox = " mail \
    ".id AND n.decision = 'dropped') OR" OUTBOX_FAILED_ELSEWHERE(mail) ")"

/* SQL: the order of what comes next to be no ordinary mail (039-reach.sql). */
#define NEXT_TROUBLE "(SELECT coalesce(max(trouble), 0) + 1 FROM outbox WHERE trouble IS NOT NULL)"

/* SQL: its state; NULL where it counts for nothing. */
#define OUTBOX_STATE(mail) " iif(" OUTBOX_VOID(mail) ", NULL, " mail ".state)"

/* SQL: which of the outbox's rows word from outside may tell of before their sender has: those in doubt, and those that
 * are being sent, or were when their run died. And what such a row gets beside its state, at that instant: a claim has
 * ended then, and its sender finds nothing to be written down any more. */
#define OUTBOX_UNDECIDED " state IN ('unknown', 'claimed')"
#define OUTBOX_DECIDED(at)                                                                         \
    " attempts = attempts + (state = 'claimed'), claimed_by = NULL,"                               \
    " first_at = coalesce(first_at, started_at), started_at = NULL, ended_at = "                   \
    "coalesce(ended_at, " at ")"

/* SQL: whether the outbox's row under that name, of meeting ?1, calls somebody off: it takes an invitation back, or it
 * is the echo of an answer other than no, and left while the meeting was off. That says so, too, and promises to invite
 * anew. */
#define OUTBOX_CALLS_OFF(mail)                                                                     \
    " (" mail ".kind IN ('cancellation', 'withdrawal') OR (" mail ".kind = 'echo' AND " mail       \
    ".revision IN (SELECT number FROM revision WHERE meeting = ?1 AND cancelled = 1)"              \
    " AND NOT EXISTS (SELECT 1 FROM answer d WHERE d.meeting = ?1 AND d.guest = " mail ".person"   \
    "  AND d.received = " mail ".received AND d.partstat = 'DECLINED')))"

/* SQL: whether the answer under that name is a calendar's button without a word of its guest's; its words are the
 * button's name then. */
#define ANSWER_BY_BUTTON(answer)                                                                   \
    answer ".channel = 'calendar' AND " answer ".words = " answer ".partstat"

/* SQL: what somebody newly wrote in the message under that name: beside a calendar's button it stands in the comment. */
#define RECEIVED_SAID(message)                                                                     \
    " coalesce(iif(" message ".kind = 'calendar', " message                                        \
    ".meaning ->> '$.itip.comment', NULL), " message ".meaning ->> 'reply')"

/* When MEETING did not take place. */
gboolean store_course(Store *store, const char *meeting, Course *ret_course, GError **error);

/* BODY, the stored form of a revision of MEETING, read without guests. It was canonical when written; one
 * that no longer reads is damage (CONVOKE_ERROR_DATA). */
Meeting *store_meeting_read(const char *meeting, const char *body, GError **error);

/* A guest as they stand in columns from COLUMN on, but for their addresses; G is "" or the name of the table and a
 * point. */
#define GUEST_OF(g) g "id, " g "name, " g "role, " g "affiliation, " GUEST_REST(g)
#define GUEST_REST(g) g "language, " g "zone, " g "groups, " g "wave"
#define GUEST_OF_COLUMNS 8
Guest *store_guest_of_row(sqlite3_stmt *stmt, int column);

/* What stands in COLUMN and the two behind it: bytes, whether they are packed, and their size unpacked. NULL
 * in *ret_bytes where none are kept. */
gboolean store_unpack(sqlite3_stmt *stmt, int column, GBytes **ret_bytes, GError **error);

/* SQL: so many characters of what was newly written in a message stay with a guest's answer when its bytes go. */
#define STORE_WORDS_KEPT "4096"

/* Takes away contents of attachments, and wordings of letters, that none refers to. */
gboolean store_content_sweep(sqlite3 *db, GError **error);
gboolean store_wording_sweep(sqlite3 *db, GError **error);

#endif
