/* Which of a meeting's dates a guest's answer is to, and which they were told since. */
#ifndef CONVOKE_DB_STORE_DATED_H
#define CONVOKE_DB_STORE_DATED_H

#include <stdbool.h>
#include "db/store.h"

/* What a message answers. */
typedef struct {
    const char *meeting;
    const char *guest;
    /* Message-ID of a mail of ours, without brackets; NULL = it names none */
    const char *reference;
    /* of a calendar answer, which tells where that is not; G_MININT64 = it is none */
    gint64 sequence;
} DatedAnswer;

/* *RET_REDATED: the mail or calendar entry that it answers is of a revision of the meeting that had other dates than the
 * newest one of which mail that names them has left to GUEST. False where it is not known what it answers. */
gboolean store_dated_differs(Store *store, const DatedAnswer *answer, bool *ret_redated,
                             GError **error);

#endif
