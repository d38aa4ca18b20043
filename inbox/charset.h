/* charset: bytes in whatever charset a message claims -> valid UTF-8 without NUL. Any bytes give a
 * text; what could not be converted stands in it as U+FFFD. */
#ifndef CONVOKE_INBOX_CHARSET_H
#define CONVOKE_INBOX_CHARSET_H

#include <glib.h>
#include <stdbool.h>

/* The text of LENGTH bytes. A charset that was declared is believed as long as the bytes are valid
 * in it, and no guess overrides it. After that, and where none was declared or none known under
 * that name: what a byte order mark or the escapes of ISO-2022-JP say, UTF-8 where it is valid, HINT
 * (a charset used elsewhere in the same message; NULL), windows-1252. *RET_WRONG (may be NULL) is
 * set where the declaration was not followed. */
char *charset_decode(const char *bytes, gsize length, const char *declared, const char *hint,
                     bool *ret_wrong);

/* LENGTH bytes that should be UTF-8 already: invalid ones become U+FFFD, NUL is dropped. */
char *charset_make_valid(const char *bytes, gsize length);

#endif
