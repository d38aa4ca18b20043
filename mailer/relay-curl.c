/* libcurl up to the login (CURLOPT_CONNECT_ONLY), then its curl_easy_send and curl_easy_recv: its own transfer does not
 * say when the final dot is given, and would send such an address to a server that cannot take it. What it says
 * and hears until then comes by its debug function. */
#include "mailer/relay-curl.h"
#include "event/error.h"
#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>

#define CONNECT_SECONDS 30
#define ANSWER_SECONDS 300 /* RFC 5321 4.5.3.2.1 */

struct RelayCurl {
    CURL *curl;
    RelayDialogue dialogue;
    char words[CURL_ERROR_SIZE]; /* of libcurl */
    char heard[4096];            /* not looked at yet */
    gsize n_heard;
};

void
relay_curl_close(RelayCurl *line)
{
    if (!line)
        return;
    curl_easy_cleanup(line->curl);
    g_free(line);
}

RelayDialogue *
relay_curl_dialogue(RelayCurl *line)
{
    return &line->dialogue;
}

/* A second EHLO comes behind STARTTLS. */
static int
heed(CURL *curl, curl_infotype type, char *bytes, size_t length, void *user_data)
{
    RelayDialogue *dialogue = user_data;
    (void)curl;
    if (type == CURLINFO_HEADER_OUT) {
        dialogue->secure |= dialogue->stage == DIALOGUE_STARTTLS && dialogue->code == 220;
        relay_dialogue_say(dialogue, bytes, length);
    } else if (type == CURLINFO_HEADER_IN) {
        g_autofree char *copy = g_memdup2(bytes, length); /* it may be changed */
        relay_dialogue_hear(dialogue, copy, length);
    }
    return 0;
}

static char *
place_of(const RelayConfig *config)
{
    bool six = strchr(config->host, ':') != NULL;
    const char *name = config->hello ? config->hello : g_get_host_name();
    g_autofree char *hello = g_uri_escape_string(name, NULL, FALSE);
    return g_strdup_printf("%s://%s%s%s:%u/%s",
                           config->tls == RELAY_TLS_IMPLICIT ? "smtps" : "smtp", six ? "[" : "",
                           config->host, six ? "]" : "", config->port, hello);
}

static long
use_ssl(RelayTls tls)
{
    return tls == RELAY_TLS_OFF        ? CURLUSESSL_NONE
           : tls == RELAY_TLS_OPTIONAL ? CURLUSESSL_TRY
                                       : CURLUSESSL_ALL;
}

static void
set_login(CURL *curl, const RelayConfig *config)
{
    curl_easy_setopt(curl, CURLOPT_USERNAME, config->user);
    curl_easy_setopt(curl, CURLOPT_SASL_IR, 1L);
    if (config->token)
        curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, config->secret);
    else
        curl_easy_setopt(curl, CURLOPT_PASSWORD, config->secret);
}

static void
set_options(RelayCurl *line, const RelayConfig *config)
{
    CURL *curl = line->curl;
    g_autofree char *place = place_of(config);
    guint seconds = config->seconds;
    curl_easy_setopt(curl, CURLOPT_URL, place);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, line->words);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, heed);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &line->dialogue);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
                     (long)(seconds ? seconds : CONNECT_SECONDS + ANSWER_SECONDS));
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT,
                     (long)(seconds ? seconds : ANSWER_SECONDS));
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, use_ssl(config->tls));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (config->ca_file)
        curl_easy_setopt(curl, CURLOPT_CAINFO, config->ca_file);
    if (config->user)
        set_login(curl, config);
}

static void
set_dialogue(RelayDialogue *dialogue, const RelayConfig *config)
{
    relay_dialogue_init(dialogue);
    dialogue->token = config->token;
    dialogue->login_required = config->user != NULL;
    dialogue->tls_required = config->tls == RELAY_TLS_REQUIRED;
    dialogue->secure = config->tls == RELAY_TLS_IMPLICIT;
}

/* The server's words where it had any; libcurl's where it is about the network or the certificate. */
static GError *
refusal(const RelayCurl *line, const RelayConfig *config, CURLcode code)
{
    const char *words = *line->words ? line->words : curl_easy_strerror(code);
    switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return g_error_new(CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s: %s", config->host, words);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_FAILED_INIT:
        return g_error_new(CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", config->host, words);
    default:
        return relay_dialogue_refusal(&line->dialogue, config->host,
                                      code != CURLE_OPERATION_TIMEDOUT);
    }
}

static void
begin_curl(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

RelayCurl *
relay_curl_open(const RelayConfig *config, GError **error)
{
    static pthread_once_t begun = PTHREAD_ONCE_INIT;
    pthread_once(&begun, begin_curl);
    g_autoptr(RelayCurl) line = g_new0(RelayCurl, 1);
    CURLcode code = CURLE_FAILED_INIT;
    set_dialogue(&line->dialogue, config);
    if ((line->curl = curl_easy_init())) {
        set_options(line, config);
        code = curl_easy_perform(line->curl);
        curl_easy_setopt(line->curl, CURLOPT_VERBOSE, 0L);
    }
    if (code == CURLE_OK && !line->dialogue.problem)
        return g_steal_pointer(&line);
    g_propagate_error(error, refusal(line, config, code));
    return NULL;
}

static int
socket_of(const RelayCurl *line)
{
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_getinfo(line->curl, CURLINFO_ACTIVESOCKET, &socket);
    return (int)socket;
}

/* Waits until the connection can be written to or read from. */
static bool
wait_for(const RelayCurl *line, short events, guint seconds)
{
    struct pollfd fd = {.fd = socket_of(line), .events = events};
    int ready;
    do {
        ready = poll(&fd, 1, (int)MIN(seconds, 3600) * 1000);
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

bool
relay_curl_say(RelayCurl *line, const char *bytes, gsize length, guint seconds)
{
    while (length > 0) {
        size_t sent = 0;
        CURLcode code = curl_easy_send(line->curl, bytes, length, &sent);
        if (code == CURLE_AGAIN ? !wait_for(line, POLLOUT, seconds) : code != CURLE_OK)
            return false;
        bytes += sent;
        length -= sent;
    }
    return true;
}

/* Takes what has come; CURLE_AGAIN where nothing has. */
static CURLcode
receive(RelayCurl *line)
{
    size_t got = 0;
    CURLcode code = curl_easy_recv(line->curl, line->heard + line->n_heard,
                                   sizeof line->heard - line->n_heard, &got);
    line->n_heard += got;
    return code == CURLE_OK && got == 0 ? CURLE_RECV_ERROR : code;
}

bool
relay_curl_hear(RelayCurl *line, guint seconds)
{
    for (;;) {
        gsize used = 0;
        bool whole = line->n_heard > 0 &&
                     relay_dialogue_hear_reply(&line->dialogue, line->heard, line->n_heard, &used);
        line->n_heard -= used;
        memmove(line->heard, line->heard + used, line->n_heard);
        if (whole || line->dialogue.problem)
            return !line->dialogue.problem;
        CURLcode code = receive(line);
        if (code == CURLE_AGAIN ? !wait_for(line, POLLIN, seconds) : code != CURLE_OK)
            return false;
    }
}

bool
relay_curl_quiet(RelayCurl *line)
{
    if (line->n_heard == 0 && !wait_for(line, POLLIN, 0))
        return true;
    CURLcode code = line->n_heard == 0 ? receive(line) : CURLE_OK;
    if (code == CURLE_OK)
        line->dialogue.problem = DIALOGUE_TURN;
    return code == CURLE_AGAIN;
}
