/* bounce-facts: everything that a delivery report may show, gathered before it is judged: fields,
 * headers, the letter, the sender, the message that it returns. */
#ifndef CONVOKE_INBOX_BOUNCE_FACTS_H
#define CONVOKE_INBOX_BOUNCE_FACTS_H

#include "inbox/bounce-text.h"
#include "inbox/dsn.h"
#include "inbox/mail.h"
#include "inbox/sender.h"

typedef struct {
    const Mail *mail;
    guint signs; /* of the sender */
    Dsn *dsn;    /* NULL = no fields */
    BounceText letter;
    const char *failed;  /* header X-Failed-Recipients; NULL */
    bool report;         /* multipart/report; report-type=delivery-status */
    char *subject_words; /* "undeliverable" in the subject; NULL */
    bool subject_cause;  /* "User unknown" */
    bool auto_subject;   /* "Automatic reply:" */
    bool returned;       /* it brings the message, or its header */
} BounceFacts;

/* False, with the letter unread, where nothing gives reason to think of a delivery report: most mail
 * is none. Clear RET_FACTS in either case. MAIL must outlive it. */
bool bounce_facts_read(const Mail *mail, BounceFacts *ret_facts);

void bounce_facts_clear(BounceFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BounceFacts, bounce_facts_clear)

/* A header of the returned message: from a part of its own, or from lines in the text; NULL. */
char *bounce_returned_header(const Mail *mail, const char *name);

#endif
