/* Finding a guest by what was typed on the command line. */
#ifndef CONVOKE_CLI_FIND_H
#define CONVOKE_CLI_FIND_H

#include "db/store.h"
#include "event/meeting.h"
#include "event/notice.h"

/* By id, address, name or a piece of the name (meeting_find_guests). Borrowed. CONVOKE_ERROR_NOT_FOUND
 * where there is none, or several. */
const Guest *guest_find(const Meeting *meeting, const char *who, GError **error);

/* The id of that guest, or of one who was taken out of the event file and whose id WHO is. New. */
char *guest_find_ever(Store *store, const Meeting *meeting, const char *who, GError **error);

/* Likewise; "organizer" is a person, too. */
char *person_find_ever(Store *store, const Meeting *meeting, const char *who, GError **error);

/* The name of that guest, whose id PERSON is, or of one who was taken out; else PERSON. New. */
char *person_name(Store *store, const Meeting *meeting, const char *person);

/* The kind of mail that WHAT names. CONVOKE_ERROR_USAGE, with those that there are, where it names none. */
gboolean kind_find(const char *what, NoticeKind *ret_kind, GError **error);

#endif
