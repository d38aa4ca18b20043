/* IMAP URL: where an account is, "imaps://USER@HOST[:PORT]/FOLDER?ca=FILE" (RFC 5092, as far as we need it). Pure. */
#ifndef CONVOKE_INBOX_IMAP_URL_H
#define CONVOKE_INBOX_IMAP_URL_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    bool starttls; /* "imap": TLS after the greeting, and not without */
    char *user;
    char *host;
    int port;
    char *folder; /* UTF-8; INBOX where none is named */
    char *ca;     /* file of the certificates to trust instead of the system's; NULL */
} ImapUrl;

/* CONVOKE_ERROR_CONFIG, with the form that it must have. A password in it is refused: it has a command. */
ImapUrl *imap_url_parse(const char *text, GError **error);
void imap_url_free(ImapUrl *url);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapUrl, imap_url_free)

#endif
