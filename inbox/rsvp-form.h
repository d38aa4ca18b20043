/* Form: the parts of a reply that answer a question which stands beside them: lines like
 * "Attending: yes" and "[x] no", "Will you come? No.", numbered answers, and answers written below a
 * quoted question. What they say counts for that question and for no other. Pure, linear. */
#ifndef CONVOKE_INBOX_RSVP_FORM_H
#define CONVOKE_INBOX_RSVP_FORM_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/rsvp.h"

typedef enum {
    FORM_COMING, /* whether the person comes */
    FORM_DINNER,
    FORM_OTHER,
} FormKind;

typedef struct {
    FormKind kind;
    gsize start, end; /* bytes of the reply that are read here, question and answer */
    char *question;   /* the words before the answer; "" for a mark alone */
    char *answer;     /* never empty */
    int number;       /* of the question; 0 = none */
    bool marked;      /* by a tick in a box */
} FormLine;

/* The lines of TEXT in their order (FormLine *). */
GPtrArray *form_read(const RsvpText *text);

void form_line_free(FormLine *line);

#endif
