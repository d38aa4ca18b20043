/* One transaction after the other: MAIL, RCPT, DATA, the message, the dot. */
#include "mailer/relay-utf8.h"
#include "mailer/relay-curl.h"
#include <string.h>

#define ANSWER_SECONDS 300 /* RFC 5321 4.5.3.2.1 to .3 */
#define PIECE_SECONDS 180  /* 4.5.3.2.5 */
#define DOT_SECONDS 600    /* 4.5.3.2.6 */
#define QUIT_SECONDS 5

/* A connection that is kept. */
typedef struct {
    RelayCurl *curl;
    guint carried; /* messages */
    bool open;     /* a transaction is, which has to be reset */
    bool over;     /* nothing more is to be said on it */
} Line;

typedef struct {
    const RelayConfig *config;
    const Outgoing *message;
    Line *kept;
    RelayCurl *line;
    RelayDialogue *dialogue;
    bool left; /* the final dot is given */
    Outcome *outcome;
} Submission;

static guint
patience(const Submission *submission, guint usual)
{
    return submission->config->seconds ? submission->config->seconds : usual;
}

/* The connection is over, or must be. */
static bool
broken(const Submission *submission)
{
    bool gone = !relay_curl_quiet(submission->line);
    submission->kept->over = true;
    g_autoptr(GError) why =
        relay_dialogue_refusal(submission->dialogue, submission->config->host, gone);
    outcome_set(submission->outcome, submission->left ? OUTCOME_UNKNOWN : OUTCOME_LATER, 0,
                why->message);
    return false;
}

/* A reply that ends it. */
static bool
refused(const Submission *submission, DialogueStep step)
{
    int code = submission->dialogue->code;
    bool final = code >= 500 && code < 600, later = code >= 400 && code < 500;
    if (!final && !later && submission->left)
        return broken(submission);
    outcome_set(submission->outcome, final ? OUTCOME_FAILED : OUTCOME_LATER, MAX(code, 0),
                submission->dialogue->words);
    if (!relay_dialogue_shuts_out(submission->dialogue, step, code, submission->dialogue->words))
        return false;
    submission->outcome->kind = OUTCOME_LATER;
    submission->outcome->session = true;
    submission->kept->over = true;
    return false;
}

/* Says a command and hears an answer of the class WANTED (2 or 3). */
static bool
command(const Submission *submission, const char *text, int wanted)
{
    gsize length = strlen(text);
    guint seconds = patience(submission, ANSWER_SECONDS);
    if (!relay_dialogue_say(submission->dialogue, text, length) ||
        !relay_curl_say(submission->line, text, length, seconds) ||
        !relay_curl_hear(submission->line, seconds))
        return broken(submission);
    return submission->dialogue->code / 100 == wanted ||
           refused(submission, g_str_has_prefix(text, "MAIL")   ? DIALOGUE_SENDER
                               : g_str_has_prefix(text, "RCPT") ? DIALOGUE_RECIPIENT
                                                                : DIALOGUE_MESSAGE);
}

static bool
say_mail(const Submission *submission)
{
    const RelayDialogue *dialogue = submission->dialogue;
    const Outgoing *message = submission->message;
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_printf(line, "MAIL FROM:<%s> SMTPUTF8", message->envelope_from);
    if (dialogue->eightbit_offered)
        g_string_append(line, " BODY=8BITMIME");
    if (dialogue->size_offered)
        g_string_append_printf(line, " SIZE=%zu", message->length);
    if (dialogue->dsn_offered && *message->envelope_from) {
        g_string_append(line, " RET=HDRS");
        if (message->envelope_id)
            g_string_append_printf(line, " ENVID=%s", message->envelope_id);
    }
    g_string_append(line, "\r\n");
    return command(submission, line->str, 2);
}

/* ADDRESS as ORCPT has it, in ASCII: utf-8-addr-xtext (RFC 6533 3). */
static char *
original_recipient(const char *address)
{
    GString *out = g_string_new("utf-8;");
    for (const char *p = address; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c <= ' ' || c >= 0x7f || c == '+' || c == '=' || c == '\\')
            g_string_append_printf(out, "\\x{%02X}", c);
        else
            g_string_append_c(out, (char)c);
    }
    return g_string_free(out, FALSE);
}

static bool
say_rcpt(const Submission *submission)
{
    const Outgoing *message = submission->message;
    bool dsn = submission->dialogue->dsn_offered && *message->envelope_from;
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_printf(line, "RCPT TO:<%s>", message->recipient);
    if (dsn) {
        g_autofree char *original = original_recipient(message->recipient);
        g_string_append_printf(line, " NOTIFY=FAILURE,DELAY ORCPT=%s", original);
    }
    g_string_append(line, "\r\n");
    return command(submission, line->str, 2);
}

/* A dot at the beginning of a line is doubled (RFC 5321 4.5.2). */
static GString *
stuffed(const Outgoing *message)
{
    const char *line = message->bytes, *end = line + message->length;
    GString *out = g_string_sized_new(message->length + 64);
    while (line < end) {
        const char *newline = memchr(line, '\n', (gsize)(end - line));
        const char *next = newline ? newline + 1 : end;
        if (*line == '.')
            g_string_append_c(out, '.');
        g_string_append_len(out, line, next - line);
        line = next;
    }
    return out;
}

/* What can be known is found out before the dot, while "not sent" is still certain. */
static bool
say_message(Submission *submission)
{
    g_autoptr(GString) text = stuffed(submission->message);
    if (!relay_curl_say(submission->line, text->str, text->len,
                        patience(submission, PIECE_SECONDS)) ||
        !relay_curl_quiet(submission->line))
        return broken(submission);
    outgoing_leaving(submission->message, true);
    submission->left = true;
    if (!relay_curl_say(submission->line, ".\r\n", 3, patience(submission, PIECE_SECONDS)) ||
        !relay_curl_hear(submission->line, patience(submission, DOT_SECONDS)))
        return broken(submission);
    if (submission->dialogue->code / 100 != 2)
        return refused(submission, DIALOGUE_MESSAGE);
    outcome_set(submission->outcome, OUTCOME_SENT, submission->dialogue->code,
                submission->dialogue->words);
    submission->kept->open = false;
    submission->dialogue->carried = true;
    return true;
}

static bool
is_offered(const Submission *submission)
{
    if (submission->dialogue->smtputf8_offered)
        return true;
    g_autofree char *words =
        g_strdup_printf("%s does not take addresses with letters outside ASCII before the @ "
                        "(SMTPUTF8, RFC 6531); ask for another address",
                        submission->config->host);
    outcome_set(submission->outcome, OUTCOME_FAILED, 0, words);
    g_strlcpy(submission->outcome->status, "5.6.7", sizeof submission->outcome->status);
    return false;
}

static void
close_line(gpointer user_data)
{
    Line *line = user_data;
    if (!line)
        return;
    if (relay_curl_say(line->curl, "QUIT\r\n", 6, QUIT_SECONDS))
        relay_curl_hear(line->curl, QUIT_SECONDS);
    relay_curl_close(line->curl);
    g_free(line);
}

static void
drop_line(gpointer *line)
{
    close_line(*line);
    *line = NULL;
}

/* A connection, where none is kept. */
static bool
take_line(Submission *submission, gpointer *line)
{
    g_autoptr(GError) why = NULL;
    if (!*line) {
        RelayCurl *curl = relay_curl_open(submission->config, &why);
        if (!curl) {
            outcome_set(submission->outcome, OUTCOME_LATER, 0, why->message);
            submission->outcome->session = true;
            return false;
        }
        Line *fresh = g_new0(Line, 1);
        fresh->curl = curl;
        *line = fresh;
    }
    submission->kept = *line;
    submission->line = submission->kept->curl;
    submission->dialogue = relay_curl_dialogue(submission->line);
    return true;
}

/* Up to MAIL, on a clean slate. */
static bool
begin(const Submission *submission)
{
    Line *line = submission->kept;
    if (line->open && !command(submission, "RSET\r\n", 2)) {
        line->over = true; /* whatever the answer was, it was none about the message */
        return false;
    }
    line->open = true;
    return say_mail(submission);
}

/* The server may have closed a connection that was kept, or close it now: nothing of the message was said then. */
static bool
begin_anywhere(Submission *submission, gpointer *line)
{
    if (*line && !relay_curl_quiet(((Line *)*line)->curl))
        drop_line(line);
    bool kept = *line != NULL;
    if (!take_line(submission, line) || !is_offered(submission))
        return false;
    if (begin(submission))
        return true;
    if (!kept || !submission->kept->over)
        return false;
    drop_line(line);
    return take_line(submission, line) && is_offered(submission) && begin(submission);
}

static void
submit(const RelayConfig *config, gpointer *line, const Outgoing *message, Outcome *ret_outcome)
{
    Submission submission = {.config = config, .message = message, .outcome = ret_outcome};
    (void)(begin_anywhere(&submission, line) && say_rcpt(&submission) &&
           command(&submission, "DATA\r\n", 3) && say_message(&submission));
    const Line *kept = *line;
    if (kept && (kept->over || ++submission.kept->carried >= config->per_connection))
        drop_line(line);
}

const RelayWide relay_utf8 = {.submit = submit, .close = close_line};
