/* status-code: codes in the words of mail servers: enhanced status codes (RFC 3463, "5.1.1") and reply
 * codes (RFC 5321 4.2, "550"). Told from dates, versions, IP addresses and sizes by what stands
 * around them. Linear time. */
#ifndef CONVOKE_INBOX_STATUS_CODE_H
#define CONVOKE_INBOX_STATUS_CODE_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char status[16]; /* "5.1.1"; "" = none */
    int code;        /* 550; 0 = none */
} StatusCode;

/* What LENGTH bytes of TEXT (-1: all) say. Of several codes a permanent one counts before a transient
 * one, the first before later ones, and "x.0.0" only where there is nothing better. Successes (2xx)
 * are no finding. */
StatusCode status_code_find(const char *text, gssize length);

/* '5' or '4' by the enhanced status, else by the reply code; 0 where there is neither. */
char status_code_class(const StatusCode *status);

#endif
