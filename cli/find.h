/* Finding a guest by what was typed on the command line. */
#ifndef CONVOKE_CLI_FIND_H
#define CONVOKE_CLI_FIND_H

#include "event/meeting.h"

/* By id, address, name or a piece of the name (meeting_find_guest). Borrowed. CONVOKE_ERROR_NOT_FOUND
 * where there is none, or several. */
const Guest *guest_find(const Meeting *meeting, const char *who, GError **error);

#endif
