/* bounce-text: the letter of a delivery report, as dozens of mail systems write it: who failed and in
 * which words. Goes by form, not by maker: an address that heads a line, follows a label or RCPT TO is
 * a failed one; the returned message begins where a block of trace headers does. */
#ifndef CONVOKE_INBOX_BOUNCE_TEXT_H
#define CONVOKE_INBOX_BOUNCE_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/status-code.h"

/* Bytes of a letter that are read. */
#define BOUNCE_TEXT_MAX (32 * 1024)

typedef struct {
    GPtrArray *recipients; /* char *, as written */
    char *local;           /* where there are none: the local part on the reporter's system; NULL */
    StatusCode status;
    char *failed;  /* the first words that say so, folded, with those around; NULL */
    char *delayed; /* likewise, that it is only late */
    bool gave_up;  /* it says that no more is tried, and not that it is late */
    char *reason;  /* one line of the server's words; NULL */
} BounceText;

/* OWN as in bounce-address.h. */
void bounce_text_read(const char *text, const char *const *own, BounceText *ret_letter);
void bounce_text_clear(BounceText *letter);

/* Bytes of TEXT before the message that it returns. */
gsize bounce_text_end(const char *text);

/* The value of a header in the returned message, wherever in TEXT its lines are ("Message-ID"); NULL. */
char *bounce_text_header(const char *text, const char *name);

#endif
