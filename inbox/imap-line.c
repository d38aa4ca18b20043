/* libcurl up to the login (CURLOPT_CONNECT_ONLY), then its curl_easy_send and curl_easy_recv: its own IMAP commands
 * would mark what they fetch. */
#include "inbox/imap-line.h"
#include "event/error.h"
#include "event/wording.h"
#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <string.h>

#define CONNECT_SECONDS 30
#define ANSWER_MILLISECONDS 120000
#define WORDS_MAX 200 /* characters */

struct ImapLine {
    CURL *curl;
    char *host;
    char words[CURL_ERROR_SIZE]; /* of libcurl */
    ImapReply reply;
    GByteArray *unheard;
    guint tag;
    guint patience;  /* seconds */
    gint64 deadline; /* monotonic microseconds, of the command that is said */
};

void
imap_line_close(ImapLine *line)
{
    if (!line)
        return;
    curl_easy_cleanup(line->curl);
    imap_reply_clear(&line->reply);
    g_byte_array_unref(line->unheard);
    g_free(line->host);
    g_free(line);
}

/* What a server says is read by people, on terminals; libcurl's words may be a server's, too. */
static char *
line_of(const char *words)
{
    g_autofree char *valid = g_utf8_make_valid(words, -1);
    return wording_line(valid, WORDS_MAX);
}

static gboolean
failed(const ImapLine *line, CURLcode code, GError **error)
{
    g_autofree char *words = line_of(line->words);
    bool refused = code == CURLE_LOGIN_DENIED || code == CURLE_PEER_FAILED_VERIFICATION ||
                   code == CURLE_SSL_CACERT_BADFILE || code == CURLE_USE_SSL_FAILED;
    g_set_error(error, CONVOKE_ERROR, refused ? CONVOKE_ERROR_CONFIG : CONVOKE_ERROR_TEMPORARY,
                "imap: %s: %s", line->host,
                code == CURLE_LOGIN_DENIED ? "the login is refused"
                : *words                   ? words
                                           : curl_easy_strerror(code));
    return FALSE;
}

static void
set_options(ImapLine *line, const ImapAccount *account)
{
    CURL *curl = line->curl;
    const ImapUrl *url = account->url;
    bool six = strchr(url->host, ':') != NULL;
    g_autofree char *place = g_strdup_printf("%s://%s%s%s:%d/", url->starttls ? "imap" : "imaps",
                                             six ? "[" : "", url->host, six ? "]" : "", url->port);
    curl_easy_setopt(curl, CURLOPT_URL, place);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, line->words);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (url->ca)
        curl_easy_setopt(curl, CURLOPT_CAINFO, url->ca);
    curl_easy_setopt(curl, CURLOPT_USERNAME, url->user);
    if (account->token)
        curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, account->token);
    else
        curl_easy_setopt(curl, CURLOPT_PASSWORD, account->password);
}

ImapLine *
imap_line_open(const ImapAccount *account, GError **error)
{
    g_autoptr(ImapLine) line = g_new0(ImapLine, 1);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    line->curl = curl_easy_init();
    line->host = g_strdup(account->url->host);
    line->unheard = g_byte_array_new();
    line->patience = account->patience;
    imap_reply_init(&line->reply, account->limit);
    if (!line->curl) {
        failed(line, CURLE_FAILED_INIT, error);
        return NULL;
    }
    set_options(line, account);
    CURLcode code = curl_easy_perform(line->curl);
    if (code == CURLE_OK)
        return g_steal_pointer(&line);
    failed(line, code, error);
    return NULL;
}

static gboolean
give_up(ImapLine *line, CURLcode code, const char *why, GError **error)
{
    g_strlcpy(line->words, why, sizeof line->words);
    return failed(line, code, error);
}

/* Whether the command that is said may still take time: a server that says a little now and then is never silent. */
static gboolean
in_time(ImapLine *line, GError **error)
{
    if (g_get_monotonic_time() < line->deadline)
        return TRUE;
    g_autofree char *why =
        g_strdup_printf("no whole answer within %u s (imap-patience)", line->patience);
    return give_up(line, CURLE_OPERATION_TIMEDOUT, why, error);
}

/* Waits until the connection can be written to or read from. */
static gboolean
wait_for(ImapLine *line, short events, GError **error)
{
    if (!in_time(line, error))
        return FALSE;
    gint64 left = (line->deadline - g_get_monotonic_time()) / 1000 + 1;
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_getinfo(line->curl, CURLINFO_ACTIVESOCKET, &socket);
    struct pollfd fd = {.fd = socket, .events = events};
    int ready =
        socket == CURL_SOCKET_BAD ? -1 : poll(&fd, 1, (int)CLAMP(left, 0, ANSWER_MILLISECONDS));
    if (ready > 0 || (ready == 0 && !in_time(line, error)))
        return ready > 0;
    return failed(line, ready == 0 ? CURLE_OPERATION_TIMEDOUT : CURLE_RECV_ERROR, error);
}

static gboolean
send_all(ImapLine *line, const char *bytes, gsize length, GError **error)
{
    while (length > 0) {
        size_t sent = 0;
        CURLcode code = curl_easy_send(line->curl, bytes, length, &sent);
        if (code == CURLE_AGAIN ? !wait_for(line, POLLOUT, error)
                                : code != CURLE_OK && !failed(line, code, error))
            return FALSE;
        bytes += sent;
        length -= sent;
    }
    return TRUE;
}

static gboolean
receive_some(ImapLine *line, GError **error)
{
    char buffer[65536];
    size_t got = 0;
    CURLcode code;
    if (!in_time(line, error))
        return FALSE;
    while ((code = curl_easy_recv(line->curl, buffer, sizeof buffer, &got)) == CURLE_AGAIN)
        if (!wait_for(line, POLLIN, error))
            return FALSE;
    if (code != CURLE_OK || got == 0)
        return failed(line, code != CURLE_OK ? code : CURLE_RECV_ERROR, error);
    g_byte_array_append(line->unheard, (guint8 *)buffer, (guint)got);
    return TRUE;
}

static gboolean
no_imap(ImapLine *line, GError **error)
{
    return give_up(line, CURLE_WEIRD_SERVER_REPLY, "the server does not speak IMAP", error);
}

/* One whole response stands in line->reply. */
static gboolean
hear_one(ImapLine *line, GError **error)
{
    imap_next(&line->reply);
    while (!line->reply.whole) {
        if (line->unheard->len == 0 && !receive_some(line, error))
            return FALSE;
        gsize used = imap_hear(&line->reply, (char *)line->unheard->data, line->unheard->len);
        g_byte_array_remove_range(line->unheard, 0, (guint)used);
        if (line->reply.broken)
            return no_imap(line, error);
    }
    return TRUE;
}

gboolean
imap_line_say(ImapLine *line, const char *command, ImapHeard heard, gpointer user_data,
              ImapStatus *ret_status, char **ret_words, GError **error)
{
    g_autofree char *tag = g_strdup_printf("C%u", ++line->tag);
    g_autofree char *said = g_strconcat(tag, " ", command, "\r\n", NULL);
    gsize heard_bytes = 0;
    line->deadline = g_get_monotonic_time() + (gint64)line->patience * G_USEC_PER_SEC;
    if (!send_all(line, said, strlen(said), error))
        return FALSE;
    for (;;) {
        const char *words = NULL;
        if (!hear_one(line, error))
            return FALSE;
        *ret_status = imap_status(line->reply.text->str, tag, &words);
        if (*ret_status == IMAP_BYE)
            return give_up(line, CURLE_RECV_ERROR, words, error);
        heard_bytes += line->reply.text->len;
        if (heard_bytes > IMAP_LINE)
            return give_up(line, CURLE_WEIRD_SERVER_REPLY, "the server says more than it may",
                           error);
        if (*ret_status == IMAP_OTHER && !g_str_has_prefix(line->reply.text->str, "* "))
            return no_imap(line, error);
        if (*ret_status == IMAP_OTHER && heard)
            heard(&line->reply, user_data);
        if (*ret_status != IMAP_OTHER && ret_words)
            *ret_words = line_of(words);
        if (*ret_status != IMAP_OTHER)
            return TRUE;
    }
}
