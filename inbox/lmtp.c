/* The commands, one function each; replies carry enhanced status codes (RFC 2034). */
#include "inbox/lmtp.h"
#include <string.h>
#include "event/address.h"
#include "event/token.h"
#include "inbox/lmtp-command.h"

static void
say(LmtpSession *session, const char *reply)
{
    g_string_append(session->out, reply);
    g_string_append(session->out, "\r\n");
}

static void
refuse(LmtpSession *session, const char *reply)
{
    say(session, reply);
    if (++session->faults >= LMTP_FAULTS)
        lmtp_end(session, "4.7.0 too many errors");
}

void
lmtp_init(LmtpSession *session, const LmtpRules *rules, LmtpRoom *room)
{
    *session = (LmtpSession){
        .rules = rules,
        .room = room,
        .out = g_string_new(NULL),
        .line = g_string_new(NULL),
        .recipients = g_ptr_array_new_with_free_func(g_free),
    };
    g_string_append_printf(session->out, "220 %s LMTP convoke\r\n", rules->host);
}

void
lmtp_clear(LmtpSession *session)
{
    g_string_free(session->out, TRUE);
    g_string_free(session->line, TRUE);
    g_ptr_array_unref(session->recipients);
    lmtp_data_clear(&session->data);
    g_free(session->from);
    *session = (LmtpSession){0};
}

void
lmtp_end(LmtpSession *session, const char *why)
{
    g_string_append_printf(session->out, "421 %s\r\n", why);
    session->state = LMTP_CLOSE;
}

static void
reset(LmtpSession *session)
{
    g_clear_pointer(&session->from, g_free);
    g_ptr_array_set_size(session->recipients, 0);
    lmtp_data_clear(&session->data);
    session->in_data = false;
}

/* Whether mail to ADDRESS (a normal form) is for us: the address that we read, any detail of it, or any
 * address with a token in it, for mail systems that rewrite recipients. Whose token it is, if
 * anybody's, is not asked here: a message with a wrong one waits for the organizer. */
static bool
is_ours(const LmtpRules *rules, const char *address)
{
    g_autofree char *token = token_of_address(address);
    g_autofree char *detail = address_detail(address, rules->address, rules->separator);
    return token || detail || address_equal(address, rules->address);
}

static void
hear_lhlo(LmtpSession *session)
{
    reset(session);
    session->greeted = true;
    g_string_append_printf(session->out,
                           "250-%s\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n"
                           "250-ENHANCEDSTATUSCODES\r\n250 SIZE %" G_GSIZE_FORMAT "\r\n",
                           session->rules->host, session->rules->max_size);
}

static const char crowded[] = "452 4.3.1 there is no room for this message now; try again later";

static void
hear_mail(LmtpSession *session, LmtpCommand *command)
{
    if (!session->greeted)
        refuse(session, "503 5.5.1 say LHLO first");
    else if (session->from)
        refuse(session, "503 5.5.1 there is a sender already");
    else if (command->size > session->rules->max_size)
        refuse(session, "552 5.3.4 the message is too big");
    else if (command->size + session->room->taken > session->room->most)
        say(session, crowded);
    else {
        session->from = g_steal_pointer(&command->path);
        say(session, "250 2.1.0 ok");
    }
}

static void
hear_rcpt(LmtpSession *session, const LmtpCommand *command)
{
    g_autofree char *address = address_parse(command->path);
    if (!session->from)
        refuse(session, "503 5.5.1 say MAIL first");
    else if (session->recipients->len == LMTP_RECIPIENTS)
        say(session, "452 4.5.3 too many recipients");
    else if (!address || !is_ours(session->rules, address)) /* no fault of the client's */
        say(session, "550 5.1.1 no meeting is answered to at this address");
    else {
        g_ptr_array_add(session->recipients, g_steal_pointer(&address));
        say(session, "250 2.1.5 ok");
    }
}

static void
hear_data(LmtpSession *session)
{
    if (session->recipients->len == 0) {
        refuse(session, "503 5.5.1 there is no recipient");
        return;
    }
    g_autofree char *path = g_strdup_printf("Return-Path: <%s>\r\n", session->from);
    session->front = strlen(path);
    lmtp_data_begin(&session->data, session->rules->max_size + session->front, session->room);
    lmtp_data_keep(&session->data, path, session->front);
    session->in_data = true;
    say(session, "354 end with a line that is a dot");
}

static void
hear_fault(LmtpSession *session, const LmtpCommand *command)
{
    if (command->fault == LMTP_FOREIGN)
        refuse(session, "555 5.5.4 that parameter is not offered");
    else if (command->fault == LMTP_VALUE)
        refuse(session, "501 5.5.4 that is no value of this parameter");
    else if (command->verb == LMTP_MAIL)
        refuse(session, "501 5.1.7 say MAIL FROM:<address>");
    else if (command->verb == LMTP_RCPT)
        refuse(session, "501 5.1.3 say RCPT TO:<address>");
    else
        refuse(session, "501 5.5.4 wrong arguments");
}

static void
hear_command(LmtpSession *session, LmtpCommand *command)
{
    switch (command->verb) {
    case LMTP_LHLO:
        hear_lhlo(session);
        break;
    case LMTP_HELO: /* RFC 2033 4.1 */
        refuse(session, "500 5.5.1 this is LMTP; say LHLO");
        break;
    case LMTP_MAIL:
        hear_mail(session, command);
        break;
    case LMTP_RCPT:
        hear_rcpt(session, command);
        break;
    case LMTP_DATA:
        hear_data(session);
        break;
    case LMTP_BDAT: /* the bytes of a message come right behind it */
        lmtp_end(session, "5.5.1 BDAT is not offered");
        break;
    case LMTP_RSET:
        reset(session);
        say(session, "250 2.0.0 ok");
        break;
    case LMTP_NOOP:
        say(session, "250 2.0.0 ok");
        break;
    case LMTP_VRFY: /* RFC 5321 3.5.3; who is invited is nobody's business */
        say(session, "252 2.5.0 send it and see");
        break;
    case LMTP_QUIT:
        say(session, "221 2.0.0 bye");
        session->state = LMTP_CLOSE;
        break;
    case LMTP_UNKNOWN:
        refuse(session, "500 5.5.2 there is no such command");
        break;
    }
}

/* A line came that is ended by LF. */
static void
hear_line(LmtpSession *session)
{
    GString *line = session->line;
    gsize length = line->len - 2;
    bool crlf = line->len >= 2 && line->str[length] == '\r';
    if (!crlf || memchr(line->str, '\r', length) || memchr(line->str, '\0', length)) {
        lmtp_end(session, "5.5.2 commands are lines of text that end with CRLF");
        return;
    }
    g_string_truncate(line, length);
    g_auto(LmtpCommand) command = lmtp_command_parse(line->str);
    if (command.fault != LMTP_FINE)
        hear_fault(session, &command);
    else
        hear_command(session, &command);
    g_string_truncate(line, 0);
}

static gsize
hear_text(LmtpSession *session, const char *bytes, gsize length)
{
    const char *newline = memchr(bytes, '\n', length);
    gsize used = newline ? (gsize)(newline - bytes) + 1 : length;
    if (session->line->len + used > LMTP_LINE) {
        lmtp_end(session, "5.5.6 that line is too long");
        return length;
    }
    g_string_append_len(session->line, bytes, (gssize)used);
    if (newline)
        hear_line(session);
    return used;
}

/* The whole message is here. One that is too long, or found no room, was read to its end and is not kept. */
static void
hear_end(LmtpSession *session)
{
    const LmtpData *data = &session->data;
    session->in_data = false;
    if (!data->crowded && data->bytes->len <= data->limit) {
        session->state = LMTP_DELIVER;
        return;
    }
    for (guint i = 0; i < session->recipients->len; i++)
        say(session, data->crowded ? crowded : "552 5.3.4 the message is too big");
    reset(session);
}

gsize
lmtp_hear(LmtpSession *session, const char *bytes, gsize length)
{
    gsize used = 0;
    while (used < length && session->state == LMTP_READ && session->out->len < LMTP_OUT) {
        bool end = false;
        if (session->in_data)
            used += lmtp_data_feed(&session->data, bytes + used, length - used, &end);
        else
            used += hear_text(session, bytes + used, length - used);
        if (end)
            hear_end(session);
    }
    return used;
}

void
lmtp_answer(LmtpSession *session, LmtpVerdict verdict)
{
    g_assert(session->state == LMTP_DELIVER);
    say(session, verdict == LMTP_TAKEN ? "250 2.0.0 recorded"
                                       : "451 4.3.0 it cannot be recorded now; try again later");
    g_ptr_array_remove_index(session->recipients, 0);
    if (session->recipients->len > 0)
        return;
    session->state = LMTP_READ;
    reset(session);
}
