/* cms: the content of an opaque S/MIME signature (RFC 5652 5, smime.p7m). Nothing is verified. */
#ifndef CONVOKE_INBOX_CMS_H
#define CONVOKE_INBOX_CMS_H

#include <glib.h>

/* The MIME entity inside SignedData; NULL when DATA is none, or holds none. */
GByteArray *cms_content(const guint8 *data, gsize length);

#endif
