/* Form: the parts of a reply that answer a question which stands beside them: lines like
 * "Attending: yes" and "[x] no", "Will you come? No.", numbered answers, and answers written below a
 * quoted question (rsvp-inline.h). What they say counts for that question and for no other. Pure, linear. */
#ifndef CONVOKE_INBOX_RSVP_FORM_H
#define CONVOKE_INBOX_RSVP_FORM_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/rsvp.h"

typedef enum {
    FORM_COMING, /* whether the person comes */
    FORM_DINNER,
    FORM_OTHER,
    FORM_BESIDE, /* no question: what is said below quoted words that ask for no answer */
    FORM_BELOW, /* none either: what is said at the end, below all of a mail that asks for more than whether they come */
} FormKind;

typedef struct {
    FormKind kind;
    gsize start, end; /* bytes of the reply that are read here, question and answer */
    char *question;   /* the words before the answer; "" for a mark alone */
    char *answer;     /* "" where none was filled in */
    int number;       /* of the question; 0 = none */
    bool marked;      /* by a tick in a box, or an X */
    bool denied;      /* the question names a refusal: "Not coming: ..." */
} FormLine;

/* The lines of TEXT in their order (FormLine *). */
GPtrArray *form_read(const RsvpText *text);

/* The FormKind of what a question asks for; -1 where we do not know it. A LABEL is nothing but the question. */
int form_kind(const char *question, bool label);

void form_line_free(FormLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FormLine, form_line_free)

#endif
