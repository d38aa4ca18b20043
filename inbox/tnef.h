/* tnef: what Outlook puts into winmail.dat instead of MIME (MS-OXTNEF): the message class and the
 * body. Attachments in it are not looked at. (libytnef prints its complaints to standard output
 * and stops at a wrong checksum; hence this reader.) */
#ifndef CONVOKE_INBOX_TNEF_H
#define CONVOKE_INBOX_TNEF_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *message_class; /* "IPM.Note", "IPM.Schedule.Meeting.Resp.Pos"; NULL */
    char *text;          /* UTF-8; NULL */
    char *html;          /* UTF-8; NULL */
    bool text_cut;       /* the end of that text is not here */
    bool html_cut;
} Tnef;

/* False when DATA is no TNEF. Broken attributes end the reading; what came before is kept. No text
 * is longer than LIMIT, but for HTML that stands there as it is. */
bool tnef_read(const guint8 *data, gsize length, gsize limit, Tnef *ret_tnef);
void tnef_clear(Tnef *tnef);

#endif
