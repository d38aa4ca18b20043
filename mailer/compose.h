/* compose: a letter, a calendar object and the frame around them -> the bytes of one message, ready
 * for any transport: CRLF, 7-bit, lines of at most 998 octets and 78 wherever possible; but for a recipient whom
 * only SMTPUTF8 reaches, whose address stands in To as it is (RFC 6532). The same
 * values give the same bytes for ever; nothing is drawn, looked up or asked. */
#ifndef CONVOKE_MAILER_COMPOSE_H
#define CONVOKE_MAILER_COMPOSE_H

#include <glib.h>
#include "event/notice.h"
#include "mailer/calendar.h"
#include "mailer/part.h"

typedef struct {
    const char *name;    /* UTF-8; NULL = none */
    const char *address; /* normal form of address.h */
} Mailbox;

/* Fields that many mails of a meeting have in common, kept from one mail to the next. It makes no difference to their
 * bytes. */
typedef struct ComposeMemo ComposeMemo;

ComposeMemo *compose_memo_new(void);
void compose_memo_free(ComposeMemo *memo); /* NULL-safe */

/* Who writes to whom, when, and in which thread. All pointers are borrowed. */
typedef struct {
    const char *meeting;    /* id; with the domain of FROM it makes the List-Id */
    NoticeKind kind;        /* some kinds answer mail, all others start by themselves */
    const char *message_id; /* "<TOKEN.DIGEST@domain>" of notice_message_id() */
    /* Message-ID of the mail that this one answers, or of the first one that we sent to this
     * person; NULL = this is the first */
    const char *in_reply_to;
    /* the thread before it, oldest first, NULL-terminated; or NULL */
    const char *const *references;
    gint64 date;             /* UTC seconds */
    GTimeZone *zone;         /* the meeting's: gives the Date its offset */
    Mailbox from;            /* the meeting's name and the address that we read */
    Mailbox to;              /* the one recipient */
    const char *reply_to;    /* LOCAL+TOKEN@domain: answers go there */
    const char *help;        /* where a mail asks for the how-to; NULL = as reply_to */
    const char *unsubscribe; /* where a mail asks for silence; NULL = as reply_to */
    const char
        *tag; /* the token, to stand in subjects, where those addresses have none; else NULL */
    const char *owner;    /* the organizer's own address; NULL = not told */
    const char *language; /* BCP 47, of the letter; NULL = not told */
    ComposeMemo *memo;    /* of this meeting; NULL = none */
} MailFrame;

/* What it says. */
typedef struct {
    const char *subject;
    const Part *text;     /* flowed */
    const Part *html;     /* NULL = none */
    const Part *calendar; /* of a CalendarWriter; NULL = none */
    CalendarMethod method;
} MailContent;

/* The message: text/plain; format=flowed, text/html and text/calendar as alternatives in this order
 * (RFC 2046 5.1.4: the richest last; Gmail and Outlook look for the calendar there), a single
 * text/plain where there is nothing else. Foreign ids in the thread that are none are left out.
 *
 * Auto-Submitted (RFC 3834 5) is auto-replied on what answers mail, else auto-generated. The former
 * also asks Exchange for silence (X-Auto-Response-Suppress). Invitations do not: "back
 * on Monday" and "has left the company" are worth knowing of somebody invited, and since robots are
 * never answered no loop comes of it. Bounces are never suppressed.
 *
 * NULL and CONVOKE_ERROR_DATA for an address that mail cannot carry (encode.h) and for
 * a message_id or meeting that is none. Nobody else is ever written to: there is no Cc and no Bcc. */
GBytes *compose_message(const MailFrame *frame, const MailContent *content, GError **error);

#endif
