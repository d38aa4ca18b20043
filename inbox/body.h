/* body: which of a message's parts people read, and as what text. */
#ifndef CONVOKE_INBOX_BODY_H
#define CONVOKE_INBOX_BODY_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/limits.h"
#include "inbox/mail.h"

/* Of the parts START..END-1 that stand in one multipart/alternative, where child I begins at
 * CHILDREN[I], marks those of all but the best child as alternative: the plain text, unless it is
 * empty or only says that there is HTML. */
void body_choose(Mail *mail, const guint *children, guint n_children, guint end);

/* Some part at DEPTH has text that people read. */
bool body_exists(const Mail *mail, int depth);

/* PART, which is about to join the others at its depth, and has its type and name, is a file beside the words and not more
 * of these, where its disposition says no more than "inline", as some programs have it of every text. */
bool body_is_beside(const Mail *mail, const MailPart *part);

/* Fills text, html, written and quoted from the parts. */
void body_compose(Mail *mail, const ParseLimits *limits);

#endif
