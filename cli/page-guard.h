/* Page guard: what may stand on a page that everybody can read: no mail address that a harvester of
 * addresses would find, and no link that does anything but lead somewhere. Pure. */
#ifndef CONVOKE_CLI_PAGE_GUARD_H
#define CONVOKE_CLI_PAGE_GUARD_H

#include <glib.h>
#include <stdbool.h>

/* Longest link. */
#define GUARD_URL_MAX 2000

/* TEXT with every mail address in it veiled: "ann@meet.example" becomes "ann@…", or with SPELL
 * "ann at meet dot example". Valid UTF-8 stays valid; linear in the length of TEXT. */
char *guard_addresses(const char *text, bool spell);

/* URL as it may stand in href: http and https with a host and no user in front of it, or a path
 * relative to the page. NULL for anything else: other schemes ("javascript:", "data:", "mailto:"),
 * "//host", blanks, control characters, a backslash (which browsers read as a slash), too long a one.
 * An "@" in it becomes "%40", so that no address stands in a link either. NULL gives NULL. */
char *guard_url(const char *url);

#endif
