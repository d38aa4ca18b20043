/* sender: whether a message comes from a program, as far as its sender shows. None of these signs is
 * proof alone: people read mail as postmaster, too. */
#ifndef CONVOKE_INBOX_SENDER_H
#define CONVOKE_INBOX_SENDER_H

#include "inbox/mail.h"

typedef enum {
    SENDER_NULL_PATH = 1 << 0, /* "<>": nobody wants an answer (RFC 5321 4.5.5, RFC 3834 3.3) */
    SENDER_MAILER = 1 << 1, /* mailer-daemon, postmaster, "Mail Delivery System", no From at all */
    SENDER_UNATTENDED = 1 << 2, /* no-reply, admin, list software */
    SENDER_NO_REPLY = 1 << 3,   /* no-reply in so many words */
} SenderSigns;

guint sender_signs(const Mail *mail);

/* What ADDRESS alone and the NAME beside it show; NAME may be NULL. */
guint sender_signs_of(const char *address, const char *name);

/* The header that shows the first of SIGNS, as evidence: "Return-Path: <>", "From: postmaster@x". */
char *sender_property(const Mail *mail, guint signs);

#endif
