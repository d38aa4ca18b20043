/* GLib takes it apart; what remains is to say what is missing. */
#include "inbox/imap-url.h"
#include "event/error.h"
#include <string.h>

void
imap_url_free(ImapUrl *url)
{
    if (!url)
        return;
    g_free(url->user);
    g_free(url->host);
    g_free(url->folder);
    g_free(url->ca);
    g_free(url);
}

static ImapUrl *
wrong(GError **error, const char *why)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
                "imap: %s; give imaps://USER@HOST/FOLDER, or imap:// for STARTTLS", why);
    return NULL;
}

/* "ca=FILE", the only option. */
static bool
take_options(ImapUrl *url, GUri *uri)
{
    g_autoptr(GHashTable) options = g_uri_parse_params(
        g_uri_get_query(uri) ? g_uri_get_query(uri) : "", -1, "&", G_URI_PARAMS_NONE, NULL);
    if (!options)
        return false;
    url->ca = g_strdup(g_hash_table_lookup(options, "ca"));
    return g_hash_table_size(options) == (url->ca ? 1 : 0);
}

static bool
is_clean(const char *text)
{
    for (const char *p = text; *p; p++)
        if (g_ascii_iscntrl(*p))
            return false;
    return g_utf8_validate(text, -1, NULL);
}

ImapUrl *
imap_url_parse(const char *text, GError **error)
{
    g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_HAS_PASSWORD, NULL);
    const char *scheme = uri ? g_uri_get_scheme(uri) : "";
    g_autoptr(ImapUrl) url = g_new0(ImapUrl, 1);
    if (!g_str_equal(scheme, "imap") && !g_str_equal(scheme, "imaps"))
        return wrong(error, "that is no address of an account");
    if (g_uri_get_password(uri))
        return wrong(error, "a password does not belong here; set imap-password-command");
    if (!g_uri_get_host(uri) || !*g_uri_get_host(uri))
        return wrong(error, "the host is missing");
    if (!g_uri_get_user(uri) || !*g_uri_get_user(uri))
        return wrong(error, "the user is missing");
    if (!take_options(url, uri))
        return wrong(error, "`ca` is the only option");
    const char *folder = g_uri_get_path(uri);
    folder += *folder == '/';
    url->starttls = g_str_equal(scheme, "imap");
    url->user = g_strdup(g_uri_get_user(uri));
    url->host = g_strdup(g_uri_get_host(uri));
    url->port = g_uri_get_port(uri) > 0 ? g_uri_get_port(uri) : url->starttls ? 143 : 993;
    url->folder = g_strdup(*folder ? folder : "INBOX");
    if (!is_clean(url->user) || !is_clean(url->host) || !is_clean(url->folder))
        return wrong(error, "it holds a character that none may");
    return g_steal_pointer(&url);
}
