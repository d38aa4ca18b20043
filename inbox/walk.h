/* walk: the leaves of a message as they are met, within its limits, whoever has found the structure:
 * entity.h, or the MIME library (mime-read.h). Pure. */
#ifndef CONVOKE_INBOX_WALK_H
#define CONVOKE_INBOX_WALK_H

#include "inbox/limits.h"
#include "inbox/part.h"

typedef struct {
    const ParseLimits *limits;
    Mail *mail;
    gsize decoded;
    const char *report_type;             /* of the multipart/report around; borrowed */
    int depth;                           /* embedded messages around */
    int nesting;                         /* everything around */
    bool deep, many, big, wrong_charset; /* said so */
} Walk;

/* Is there room for one more part? What there is no room for is said among the defects. */
bool walk_may_enter(Walk *walk);

/* Takes the decoded bytes TAKEN of PART, and ownership of them. METHOD is that of its Content-Type; NULL. What a
 * winmail.dat or an opaque signature holds is walked, too. */
void walk_content(Walk *walk, MailPart *part, GByteArray *taken, const PartClaims *claims,
                  const char *method);

/* TEXT of no known charset as UTF-8; NULL for NULL. */
char *walk_text(const char *text);

#endif
