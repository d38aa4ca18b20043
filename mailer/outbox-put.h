/* outbox-put: writing notices into the outbox, for outbox.c, and what becomes of them there, for who foresees it. An
 * edge. */
#ifndef CONVOKE_MAILER_OUTBOX_PUT_H
#define CONVOKE_MAILER_OUTBOX_PUT_H

#include "event/meeting.h"
#include "event/notice.h"
#include "event/standing.h"
#include "mailer/mailroom.h"

/* The Message-ID that the notice with that KEY gets for whose TOKEN that is, were it queued now (event/notice.h). */
char *outbox_message_id(const Mailroom *room, const char *key, const char *token, GError **error);

/* Writes one row, with the Message-ID and the envelope id that the mail will have; where its key is there already,
 * nothing, and *ret_new is false. RECEIVED is the message answered, G_MININT64 for none. Where too much goes to the
 * address (store-turn.h), NOTICE is not to leave before its turn, and its reason says so. */
gboolean outbox_put(const Mailroom *room, Notice *notice, const char *recipient, const char *token,
                    gint64 received, gint64 now, bool *ret_new, GError **error);

/* Puts NOTICE off to its turn, if it goes to RECIPIENT, as outbox_put() does; writes nothing. */
gboolean outbox_put_off(const Mailroom *room, Notice *notice, const char *recipient, gint64 now,
                        GError **error);

/* Why NOTICE would be held if it were queued now; NULL = it would not. */
gboolean outbox_held_why(const Mailroom *room, const Notice *notice, char **ret_why,
                         GError **error);

/* outbox_put for the guest of STANDING; *count grows by a new one. */
gboolean outbox_put_for(const Mailroom *room, Notice *notice, const Standing *standing, gint64 now,
                        int *count, GError **error);

/* NOTICES, which come in the order of STANDINGS; only those to PERSON where it is not NULL. */
gboolean outbox_put_all(const Mailroom *room, const Meeting *meeting, const GPtrArray *notices,
                        const GPtrArray *standings, const char *person, gint64 now, int *count,
                        GError **error);

#endif
