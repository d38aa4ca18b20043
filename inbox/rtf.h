/* rtf: the text of an RTF body, as Outlook puts one into winmail.dat. */
#ifndef CONVOKE_INBOX_RTF_H
#define CONVOKE_INBOX_RTF_H

#include <glib.h>
#include <stdbool.h>

/* Compressed RTF (MS-OXRTFCP) as RTF, at most LIMIT bytes; NULL when it is none. */
GByteArray *rtf_decompress(const guint8 *data, gsize length, gsize limit);

/* UTF-8 text of SOURCE. Where the RTF was made from HTML (MS-OXRTFEX) it is that HTML, and *RET_HTML is
 * set. */
char *rtf_text(const char *source, gsize length, bool *ret_html);

#endif
