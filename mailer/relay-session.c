/* The only file that knows libESMTP, and the place of what has to be done around it:
 *
 * - Its return values and most of its errors mean nothing. A message's fate is read from three
 *   statuses in the right order, and from how far our message callback was asked.
 * - It keeps 4 KB for each message until the session is destroyed: sessions are short.
 * - It waits three times for each message, so where more can be said at a time it only gets the first one
 *   (relay-lane.h).
 * - It takes any text for an address; feed and transport.h let no other in.
 * What it does on the network, and what it does not tell, is seen to by relay-line.h. */
#include "mailer/relay-session.h"
#include "event/error.h"
#include "mailer/relay-lane.h"
#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <time.h>
#include <auth-client.h>
#include <libesmtp.h>

#define ANSWER_SECONDS 300   /* RFC 5321 4.5.3.2.1 to .3 */
#define TRANSFER_SECONDS 600 /* see letter_stalled */
#define DOT_SECONDS 600      /* RFC 5321 4.5.3.2.6 */
#define XTEXT_MAX 240 /* libESMTP encodes into 256 bytes, and does not quite look where they end */

typedef struct Session Session;

/* One message in the library's hands. */
typedef struct {
    Session *session;
    const Outgoing *outgoing;
    smtp_message_t message;
    smtp_recipient_t recipient;
    RelayPhase phase;
    bool read;     /* libESMTP has got the bytes */
    bool answered; /* the transaction has come to its end */
    gint64 moved;  /* monotonic milliseconds when the last line went to libESMTP */
} Letter;

/* Letters given and not yet told: at most two, the current one and one ahead. */
struct Session {
    const RelayConfig *config;
    RelayFeed *feed;
    RelayLine line;
    smtp_session_t handle;
    auth_context_t auth;
    Letter letters[2];
    guint given, told, decided;
    RelayRest rest; /* of the lane */
};

static Letter *
session_letter(Session *session, guint ahead)
{
    guint n = session->told + ahead;
    return n < session->given ? &session->letters[n % 2] : NULL;
}

/* A write that libESMTP gave up after its time limit leaves a hole in the message, and it says nothing
 * and goes on. A pause as long as that is therefore the end. */
static bool
letter_stalled(Letter *letter)
{
    guint seconds = letter->session->config->seconds;
    gint64 limit = (gint64)(seconds ? seconds : TRANSFER_SECONDS) * 1000;
    struct timespec clock;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &clock); /* asked for each line, so not the exact one */
    gint64 now = (gint64)clock.tv_sec * 1000 + clock.tv_nsec / 1000000;
    bool stalled = now - letter->moved >= limit;
    letter->moved = now;
    return stalled;
}

static void
letter_leaves(Letter *letter)
{
    outgoing_leaving(letter->outgoing, true);
    letter->phase = RELAY_DOT;
}

/* libESMTP's message callback: LENGTH is NULL when it starts anew; an errno other than 0 at the end
 * makes it drop the connection inside DATA. */
static const char *
letter_read(void **context, int *length, void *arg)
{
    Letter *letter = arg;
    (void)context;
    if (!length) {
        letter->phase = RELAY_DATA;
        letter->read = false;
        relay_line_hold(&letter->session->line, true);
        letter_stalled(letter); /* starts its clock */
        return NULL;
    }
    errno = 0;
    *length = 0;
    if (!letter->read) {
        letter->read = true;
        *length = (int)letter->outgoing->length;
        return letter->outgoing->bytes;
    }
    /* The last piece and the dot follow. What can be known is found out before it, while "not sent" is still
     * certain. */
    relay_line_hold(&letter->session->line, false);
    if (letter_stalled(letter) || relay_line_closed(&letter->session->line))
        errno = ECONNABORTED;
    else
        letter_leaves(letter);
    return NULL;
}

/* A status without text is the beginning of an answer that never ended. */
static bool
is_answer(const smtp_status_t *status)
{
    return status->code >= 100 && status->text;
}

static bool
is_refusal(const smtp_status_t *status)
{
    return is_answer(status) && status->code / 100 != 2;
}

/* The answer that decides: a refused recipient or sender can be followed by a 250 for nothing. */
static const smtp_status_t *
letter_status(const Letter *letter)
{
    const smtp_status_t *recipient = smtp_recipient_status(letter->recipient);
    const smtp_status_t *sender = smtp_reverse_path_status(letter->message);
    if (is_refusal(recipient))
        return recipient;
    return is_refusal(sender) ? sender : smtp_message_transfer_status(letter->message);
}

/* The reply is about the session. */
static bool
letter_shut_out(const Letter *letter, const smtp_status_t *status)
{
    DialogueStep step = status == smtp_reverse_path_status(letter->message)  ? DIALOGUE_SENDER
                        : status == smtp_recipient_status(letter->recipient) ? DIALOGUE_RECIPIENT
                                                                             : DIALOGUE_MESSAGE;
    return is_answer(status) && relay_dialogue_shuts_out(&letter->session->line.dialogue, step,
                                                         status->code, status->text);
}

/* TRUE when the server's answers decide the letter's outcome. */
static bool
letter_judge(const Letter *letter, Outcome *outcome)
{
    const smtp_status_t *status = letter_status(letter);
    OutcomeKind kind = OUTCOME_UNKNOWN;
    if (!is_answer(status) || letter_shut_out(letter, status) ||
        letter->session->line.dialogue.problem)
        return false;
    if (status->code / 100 == 2 && letter->phase == RELAY_DOT && letter->answered)
        kind = OUTCOME_SENT;
    else if (status->code / 100 == 4)
        kind = OUTCOME_LATER;
    else if (status->code / 100 == 5)
        kind = OUTCOME_FAILED;
    else
        return false;
    outcome_set(outcome, kind, status->code, status->text);
    if (!*outcome->status && status->enh_class == status->code / 100 &&
        status->enh_subject <= 999 && status->enh_detail <= 999)
        g_snprintf(outcome->status, sizeof outcome->status, "%d.%d.%d", status->enh_class,
                   status->enh_subject, status->enh_detail);
    return true;
}

static gsize
xtext_length(const char *text)
{
    gsize n = 0;
    for (; *text; text++)
        n += *text == '+' || *text == '=' ? 3 : 1;
    return n;
}

/* The library keeps a pointer to the letter, but calls back only while the letter is current. */
static void
session_give(Session *session, const Outgoing *outgoing)
{
    Letter *letter = &session->letters[session->given++ % 2];
    smtp_message_t message = smtp_add_message(session->handle);
    smtp_recipient_t recipient = smtp_add_recipient(message, outgoing->recipient);
    *letter = (Letter){
        .session = session, .outgoing = outgoing, .message = message, .recipient = recipient};
    smtp_set_messagecb(message, letter_read, letter);
    smtp_size_set_estimate(message, outgoing->length);
    if (!*outgoing->envelope_from)
        return;
    smtp_set_reverse_path(message, outgoing->envelope_from);
    smtp_dsn_set_ret(message, Ret_HDRS);
    smtp_dsn_set_notify(recipient, Notify_FAILURE | Notify_DELAY);
    if (outgoing->envelope_id)
        smtp_dsn_set_envid(message, outgoing->envelope_id);
    if (xtext_length(outgoing->recipient) <= XTEXT_MAX)
        smtp_dsn_set_orcpt(recipient, "rfc822", outgoing->recipient);
}

/* libESMTP looks for the next message when it has done with one: it must be there before. */
static void
session_ask(Session *session, bool wait)
{
    guint most = session->config->per_connection;
    const Outgoing *outgoing = NULL;
    if (session->given - session->told < 2 && session->given < most)
        outgoing = relay_feed_next(session->feed, wait);
    if (outgoing)
        session_give(session, outgoing);
}

static void
session_tell(Session *session, const Outcome *outcome)
{
    const Letter *letter = session_letter(session, 0);
    session->told++;
    relay_feed_tell(session->feed, letter->outgoing, outcome);
}

/* TRUE when the current letter's outcome was decided, and told. */
static bool
session_settle(Session *session)
{
    Outcome outcome = {0};
    if (!letter_judge(session_letter(session, 0), &outcome))
        return false;
    session->decided++;
    session->line.dialogue.carried = session->line.dialogue.carried || outcome.kind == OUTCOME_SENT;
    session_tell(session, &outcome);
    outcome_clear(&outcome);
    return true;
}

static bool
has_lane(const Session *session)
{
    return session->line.dialogue.pipelining_offered && !session->config->lockstep;
}

/* A letter has been sent and nothing is under way. */
static void
session_go_on(Session *session)
{
    if (session->given > session->told)
        return;
    if (has_lane(session))
        relay_lane_run(&session->line, session->feed,
                       session->config->per_connection - session->given, &session->rest);
    else
        session_ask(session, true);
}

/* The server has answered a step of the current letter's transaction. */
static void
session_progress(Session *session, int event)
{
    Letter *letter = session_letter(session, 0);
    switch (event) {
    case SMTP_EV_MAILSTATUS:
        if (is_refusal(smtp_reverse_path_status(letter->message)) && session_settle(session))
            session_ask(session, true);
        break;
    case SMTP_EV_RCPTSTATUS:
        if (letter_shut_out(letter, smtp_recipient_status(letter->recipient)))
            break;
        if (is_refusal(smtp_recipient_status(letter->recipient)) || !has_lane(session))
            session_ask(session, false);
        break;
    case SMTP_EV_MESSAGEDATA:
        if (letter_stalled(letter))
            relay_line_cut(&session->line);
        break;
    case SMTP_EV_MESSAGESENT:
        letter->answered = true;
        if (session_settle(session) && letter->phase == RELAY_DOT)
            session_go_on(session);
        break;
    default:
        break;
    }
}

static void
session_event(smtp_session_t handle, int event, void *arg, ...)
{
    Session *session = arg;
    va_list more;
    (void)handle;
    va_start(more, arg);
    if (event == SMTP_EV_CONNECT) {
        relay_line_connected(&session->line);
    } else if (event == SMTP_EV_STARTTLS_OK) {
        relay_line_secured(&session->line, va_arg(more, SSL *));
        if (session->auth)
            smtp_auth_set_context(session->handle, session->auth);
    } else if (event == SMTP_EV_WRONG_PEER_CERTIFICATE) {
        /* libESMTP has compared with "127.0.0.1"; OpenSSL has checked the configured host before. */
        *va_arg(more, int *) = 1;
    } else if (session_letter(session, 0)) {
        session_progress(session, event);
    }
    va_end(more);
}

static void
session_monitor(const char *bytes, int length, int direction, void *arg)
{
    Session *session = arg;
    if (direction == SMTP_CB_READING || direction == SMTP_CB_WRITING)
        relay_line_heed(&session->line, (char *)bytes, (gsize)length, direction == SMTP_CB_WRITING);
}

/* Only name and password are ours to give: a mechanism that asks for a realm (NTLM) is passed over. */
static int
answer_login(auth_client_request_t request, char **result, int fields, void *arg)
{
    const RelayConfig *config = arg;
    for (int i = 0; i < fields; i++) {
        if (request[i].flags & AUTH_USER)
            result[i] = (char *)config->user;
        else if (request[i].flags & AUTH_PASS)
            result[i] = (char *)config->secret;
        else
            return 0;
    }
    return 1;
}

/* The library asks for sasl-cram-md5.so and is installed with sasl-crammd5.so. Asked for by the name of
 * its file, once, the plugin is in the list in which it is then looked for by its own. */
static void
load_cram_md5(void)
{
    auth_context_t auth = auth_create_context();
    auth_set_mechanism(auth, "crammd5");
    auth_destroy_context(auth);
}

static auth_context_t
login_new(const RelayConfig *config)
{
    static pthread_once_t loaded = PTHREAD_ONCE_INIT;
    auth_context_t auth = auth_create_context();
    pthread_once(&loaded, load_cram_md5);
    auth_set_mechanism_flags(auth, AUTH_PLUGIN_PLAIN, 0);
    auth_set_interact_cb(auth, answer_login, (void *)config);
    return auth;
}

static void
session_set_times(Session *session)
{
    static const struct {
        int which;
        guint seconds;
    } times[] = {{Timeout_GREETING, ANSWER_SECONDS},
                 {Timeout_ENVELOPE, ANSWER_SECONDS},
                 {Timeout_DATA, ANSWER_SECONDS},
                 {Timeout_TRANSFER, TRANSFER_SECONDS},
                 {Timeout_DATA2, DOT_SECONDS}};
    guint all = session->config->seconds;
    for (gsize i = 0; i < G_N_ELEMENTS(times); i++)
        smtp_set_timeout(session->handle, times[i].which | Timeout_OVERRIDE_RFC2822_MINIMUM,
                         1000L * (all ? all : times[i].seconds));
}

static void
session_prepare(Session *session, RelayTlsContext *tls)
{
    const RelayConfig *config = session->config;
    bool optional = config->tls == RELAY_TLS_OPTIONAL;
    session->handle = smtp_create_session();
    smtp_set_server(session->handle, session->line.door.place);
    smtp_set_eventcb(session->handle, session_event, session);
    smtp_set_monitorcb(session->handle, session_monitor, session, 0);
    if (config->hello)
        smtp_set_hostname(session->handle, config->hello);
    session_set_times(session);
    if (tls) {
        relay_tls_begin(tls);
        smtp_starttls_set_ctx(session->handle, relay_tls_ctx(tls));
        smtp_starttls_enable(session->handle, optional ? Starttls_ENABLED : Starttls_REQUIRED);
    }
    session->line.dialogue.token = config->token;
    if (config->user && !config->token) {
        session->auth = login_new(config);
        /* Else the library does not have it before TLS stands. */
        if (config->auth_in_clear)
            smtp_auth_set_context(session->handle, session->auth);
    }
    session->line.dialogue.login_required = config->user != NULL;
    session->line.dialogue.tls_required = config->tls == RELAY_TLS_REQUIRED;
}

/* Why the connection ended before its time. */
static GError *
session_refusal(const Session *session, const RelayTlsContext *tls, const Letter *letter)
{
    const RelayLine *line = &session->line;
    const smtp_status_t *status = letter_status(letter);
    const char *host = session->config->host;
    bool odd = is_answer(status) && status->code / 100 == 2 && letter->phase != RELAY_DOT;
    if (odd || letter_shut_out(letter, status))
        return relay_dialogue_reply(host, status->code, status->text);
    if (line->handshake && !line->dialogue.secure && !line->dialogue.problem)
        return relay_tls_refusal(tls);
    return relay_dialogue_refusal(&line->dialogue, host,
                                  line->gone || (!line->cut && relay_line_closed(line)));
}

/* The connection has ended and left REST. TRUE when that is no reason to stop. */
static bool
session_break(Session *session, const RelayRest *rest, guint *breaks)
{
    bool doubt = rest->phase == RELAY_DOT;
    Outcome outcome = {0};
    if (!rest->letter)
        return true;
    if (rest->phase == RELAY_ENVELOPE || rest->code == 421) {
        relay_feed_give_back(session->feed, rest->letter);
        return session->decided > 0;
    }
    outcome_set(&outcome, doubt ? OUTCOME_UNKNOWN : OUTCOME_LATER, 0, rest->why->message);
    relay_feed_tell(session->feed, rest->letter, &outcome);
    outcome_clear(&outcome);
    return ++*breaks <= RELAY_BREAKS_MAX && (session->decided > 0 || !doubt);
}

/* What libESMTP has left. */
static RelayRest
session_rest(Session *session, const RelayTlsContext *tls)
{
    if (session_letter(session, 0))
        session_settle(session); /* a refusal stands, whatever came after it */
    const Letter *letter = session_letter(session, 0), *ahead = session_letter(session, 1);
    if (!letter)
        return (RelayRest){0};
    return (RelayRest){.letter = letter->outgoing,
                       .ahead = ahead ? ahead->outgoing : NULL,
                       .phase = letter->phase,
                       .code = letter_status(letter)->code,
                       .why = session_refusal(session, tls, letter)};
}

/* Sees to the letters without an outcome. */
static bool
session_finish(Session *session, const RelayTlsContext *tls, guint *breaks, GError **error)
{
    RelayRest rest = session->rest.why ? session->rest : session_rest(session, tls);
    g_autoptr(GError) why = rest.why;
    if (!why)
        return true;
    bool go_on = session_break(session, &rest, breaks);
    if (rest.ahead)
        relay_feed_give_back(session->feed, rest.ahead);
    if (go_on && g_error_matches(why, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY))
        return true;
    relay_feed_close(session->feed, why);
    g_propagate_error(error, g_steal_pointer(&why));
    return false;
}

bool
relay_session_run(const RelayConfig *config, RelayTlsContext *tls, RelayFeed *feed,
                  const Outgoing *first, guint *breaks, GError **error)
{
    Session session = {.config = config, .feed = feed};
    g_autoptr(GError) why = NULL;
    bool go_on = false;
    if (!relay_line_open(&session.line, config, &why)) {
        relay_feed_give_back(feed, first);
        relay_feed_close(feed, why);
        g_propagate_error(error, g_steal_pointer(&why));
    } else {
        session_prepare(&session, tls);
        session_give(&session, first);
        smtp_start_session(session.handle);
        go_on = session_finish(&session, tls, breaks, error);
        smtp_destroy_session(session.handle);
    }
    if (session.auth)
        auth_destroy_context(session.auth);
    relay_line_clear(&session.line);
    return go_on;
}
