/* Verbs by table, paths by hand, parameters by what LHLO offers. */
#include "inbox/lmtp-command.h"
#include <string.h>

#define PATH_MAX_BYTES 1000 /* RFC 5321 4.5.3.1.3 has 256; nobody is refused over a few more */

static const struct {
    const char *word;
    LmtpVerb verb;
} verbs[] = {
    {"LHLO", LMTP_LHLO},     {"HELO", LMTP_HELO}, {"EHLO", LMTP_HELO}, {"MAIL FROM:", LMTP_MAIL},
    {"RCPT TO:", LMTP_RCPT}, {"DATA", LMTP_DATA}, {"BDAT", LMTP_BDAT}, {"RSET", LMTP_RSET},
    {"NOOP", LMTP_NOOP},     {"VRFY", LMTP_VRFY}, {"QUIT", LMTP_QUIT},
};

void
lmtp_command_clear(LmtpCommand *command)
{
    g_free(command->path);
    *command = (LmtpCommand){0};
}

/* Where the path that starts at TEXT, behind its "<", ends: at the ">" that no quotes hold. */
static const char *
path_end(const char *text)
{
    bool quoted = false;
    for (; *text; text++) {
        if (*text == '\\' && quoted && text[1])
            text++;
        else if (*text == '"')
            quoted = !quoted;
        else if (*text == '>' && !quoted)
            return text;
    }
    return NULL;
}

/* "@a.example,@b.example:user@c.example" says how to get there (RFC 5321 C); that is over by now. */
static const char *
skip_route(const char *path, const char *end)
{
    const char *colon = *path == '@' ? memchr(path, ':', (gsize)(end - path)) : NULL;
    return colon ? colon + 1 : path;
}

/* UTF-8, since SMTPUTF8 is offered; nothing that could break a line or a header. */
static bool
path_ok(const char *path)
{
    if (strlen(path) > PATH_MAX_BYTES || !g_utf8_validate(path, -1, NULL))
        return false;
    for (const char *p = path; *p; p++)
        if (g_ascii_iscntrl(*p))
            return false;
    return true;
}

/* The path of TEXT, and what stands behind it; NULL where there is none. */
static char *
take_path(const char *text, const char **ret_rest)
{
    while (*text == ' ')
        text++;
    const char *end = *text == '<' ? path_end(text + 1) : NULL;
    if (!end || (end[1] && end[1] != ' '))
        return NULL;
    const char *start = skip_route(text + 1, end);
    g_autofree char *path = g_strndup(start, (gsize)(end - start));
    *ret_rest = end + 1;
    return path_ok(path) ? g_steal_pointer(&path) : NULL;
}

static LmtpFault
take_parameter(LmtpCommand *command, const char *word)
{
    if (g_ascii_strncasecmp(word, "SIZE=", 5) == 0)
        return g_ascii_string_to_unsigned(word + 5, 10, 0, G_MAXUINT64 / 2, &command->size, NULL)
                   ? LMTP_FINE
                   : LMTP_VALUE;
    if (g_ascii_strncasecmp(word, "BODY=", 5) == 0)
        return g_ascii_strcasecmp(word + 5, "7BIT") == 0 ||
                       g_ascii_strcasecmp(word + 5, "8BITMIME") == 0
                   ? LMTP_FINE
                   : LMTP_VALUE;
    return g_ascii_strcasecmp(word, "SMTPUTF8") == 0 ? LMTP_FINE : LMTP_FOREIGN;
}

static LmtpFault
take_parameters(LmtpCommand *command, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++) {
        LmtpFault fault = **word ? take_parameter(command, *word) : LMTP_FINE;
        if (fault == LMTP_FINE && **word && command->verb == LMTP_RCPT)
            fault = LMTP_FOREIGN;
        if (fault != LMTP_FINE)
            return fault;
    }
    return LMTP_FINE;
}

static LmtpFault
take_argument(LmtpCommand *command, const char *text)
{
    const char *rest;
    switch (command->verb) {
    case LMTP_MAIL:
    case LMTP_RCPT:
        command->path = take_path(text, &rest);
        return command->path ? take_parameters(command, rest) : LMTP_SYNTAX;
    case LMTP_LHLO:
        return *text == ' ' && text[strspn(text, " ")] ? LMTP_FINE : LMTP_SYNTAX;
    case LMTP_DATA:
    case LMTP_RSET:
    case LMTP_QUIT:
        return text[strspn(text, " ")] ? LMTP_SYNTAX : LMTP_FINE;
    default:
        return LMTP_FINE;
    }
}

LmtpCommand
lmtp_command_parse(const char *line)
{
    LmtpCommand command = {0};
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
        gsize length = strlen(verbs[i].word);
        bool whole = verbs[i].word[length - 1] == ':';
        if (g_ascii_strncasecmp(line, verbs[i].word, length) != 0 ||
            (!whole && line[length] && line[length] != ' '))
            continue;
        command.verb = verbs[i].verb;
        command.fault = take_argument(&command, line + length);
        break;
    }
    return command;
}
