/* Guests by what people type. */
#include "cli/find.h"
#include "event/error.h"

const Guest *
guest_find(const Meeting *meeting, const char *who, GError **error)
{
    bool several = false;
    const Guest *guest = meeting_find_guest(meeting, who, &several);
    if (!guest)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    several ? "several guests are called `%s`; give the id or the address"
                            : "there is no guest `%s`; give the id, the address or the name",
                    who);
    return guest;
}
