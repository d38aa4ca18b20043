/* judge: looks at mails before they leave, as lint.h does, so that templates of the organizer's which make broken
 * mails make few, and send none. Of each meeting, kind and language mails are looked at until one is good, which is
 * one in most runs. Pure; one judge a run, since templates do not change in it. */
#ifndef CONVOKE_MAILER_JUDGE_H
#define CONVOKE_MAILER_JUDGE_H

#include "event/notice.h"

typedef struct Judge Judge;

Judge *judge_new(void);
void judge_free(Judge *judge); /* NULL-safe */

/* Why the mail of NOTICE in LANGUAGE should not go out, one line with the remedy; NULL = it may. OWN: in
 * a template of the organizer's. KNOWN (or NULL) is what this gave before: the organizer has read it, and let the mail
 * go as it is. What the organizer gets always goes, or they would not hear of it. */
char *judge_mail(Judge *judge, const Notice *notice, const char *language, bool own,
                 const char *known, const char *bytes, gsize length);

#endif
