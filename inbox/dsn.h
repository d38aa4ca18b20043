/* dsn: the fields of a delivery status notification (RFC 3464, 6533): the text of a
 * message/delivery-status part, or the same fields where a mail system writes them into its letter.
 * Borne: groups without blank lines between them, missing types, brackets, repeated types. */
#ifndef CONVOKE_INBOX_DSN_H
#define CONVOKE_INBOX_DSN_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *final;      /* addresses; NULL where missing or none (X.400, a local name, a file) */
    char *original;   /* what the sender had asked for */
    char *action;     /* lower case: "failed" "delayed" "delivered" "relayed" "expanded"; NULL */
    char *status;     /* as written; NULL */
    char *diagnostic; /* without its type; NULL */
} DsnRecipient;

typedef struct {
    char *envelope_id;     /* Original-Envelope-Id; NULL */
    GPtrArray *recipients; /* DsnRecipient * */
} Dsn;

/* Never NULL; no recipients where there are no fields. At most DSN_RECIPIENTS_MAX of them. */
Dsn *dsn_parse(const char *text);
void dsn_free(Dsn *dsn);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dsn, dsn_free)

#define DSN_RECIPIENTS_MAX 200

/* True for an action that says that all went well; a failure for anything else, and for NULL. */
bool dsn_is_success(const DsnRecipient *recipient);

#endif
