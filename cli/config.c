/* The table of keys, and reading a file against it. */
#include "cli/config.h"
#include "event/address.h"
#include "event/error.h"
#include "event/nearest.h"
#include "inbox/imap-url.h"
#include "inbox/itip-read.h"
#include "inbox/reader.h"
#include "mailer/relay-url.h"
#include <string.h>

typedef enum {
    TEXT,
    ADDRESS,
    SEPARATOR,
    BOOL,
    NUMBER,
    PROCESSES,
    CALENDAR,
    RELAY,
    ACCOUNT,
    COMMAND
} KeyType;

typedef struct {
    const char *group;
    const char *key;
    KeyType type;
    const char *preset;  /* NULL = none */
    const char *meaning; /* NULL = the key says it */
} Key;

static const Key keys[] = {
    {"mail", "address", ADDRESS, "convoke@localhost",
     "The address that convoke reads. Guests answer to it with a token in it,\n"
     "LOCAL+TOKEN@DOMAIN, so mail to LOCAL+anything@DOMAIN must reach `convoke receive`."},
    {"mail", "separator", SEPARATOR, "+",
     "What stands between LOCAL and TOKEN: + or -, as the mail server has it. Or catch-all, where\n"
     "all mail to DOMAIN reaches `convoke receive`: TOKEN@DOMAIN. Or none, where only the address\n"
     "itself can be had: subjects show the token then."},
    {"mail", "name", TEXT, NULL, "Name beside the address in From. Default: the meeting's."},
    {"send", "relay", RELAY, "dir:outbox",
     "Where mail goes:\n"
     "  dir:PATH                      a file for each mail; nothing leaves the machine\n"
     "  smtp://[USER@]HOST[:PORT]     a relay, with STARTTLS, on port 587\n"
     "  smtps://[USER@]HOST[:PORT]    the same with TLS from the start, on port 465\n"
     "  sendmail:PROGRAM ARGUMENT...  a program that takes mail like sendmail does"},
    {"send", "password-command", COMMAND, NULL,
     "Command whose first line of output is the relay's password: `pass show mail`."},
    {"send", "token-command", COMMAND, NULL,
     "Instead of a password: command whose first line is an OAuth 2.0 access token."},
    {"send", "rate", NUMBER, NULL,
     "At most so many messages a minute, all together. Default: as fast as the relay takes them."},
    {"send", "domain-rate", NUMBER, NULL,
     "At most so many messages a minute to recipients of one domain. Default: no limit."},
    {"send", "answers-a-day", NUMBER, "10",
     "Whatever comes in, one address gets at most so many mails of it in 24 hours: echoes,\n"
     "questions, word of seats, confirmations of your decisions. The rest is told later."},
    {"send", "approve", BOOL, "false",
     "With true, mail that nobody waits for is held until `convoke release`."},
    {"send", "state", TEXT, NULL,
     "Folder outside of the workspace for the record of how far it has come in sending.\n"
     "Default: /var/lib/convoke if it can be written to, else ~/.local/state/convoke."},
    {"send", "echo", BOOL, "true",
     "Let `receive` send its echo at once. With false it waits for the next run."},
    {"store", "database", TEXT, "convoke.sqlite", "The SQLite file."},
    {"templates", "directory", TEXT, "templates",
     "Files here (en/invitation.txt) take the place of the built-in ones."},
    {"receive", "max-size", NUMBER, "26214400",
     "Messages of more bytes than this are kept unread for the organizer."},
    {"receive", "lmtp", TEXT, NULL,
     "Where `serve` takes mail by LMTP: unix:PATH or 127.0.0.1:PORT, or several of them."},
    {"receive", "lmtp-connections", NUMBER, "100", "At most so many connections at a time."},
    {"receive", "lmtp-megabytes", NUMBER, "128",
     "At most so much mail at a time, of all connections; further mail is to come again."},
    {"receive", "maildir", TEXT, NULL, "A Maildir that `serve` watches."},
    {"receive", "imap", ACCOUNT, NULL,
     "A folder that holds mail for convoke and nothing else: imaps://USER@HOST/FOLDER, or\n"
     "imap://... for STARTTLS. `receive --imap` and `serve` take what is new in it."},
    {"receive", "imap-password-command", COMMAND, NULL,
     "Command whose first line of output is the account's password."},
    {"receive", "imap-token-command", COMMAND, NULL,
     "Command whose first line of output is an OAuth 2.0 access token, instead."},
    {"receive", "imap-move", TEXT, NULL,
     "Folder into which messages go once they are taken. Without it they are marked as seen."},
    {"receive", "imap-seconds", NUMBER, "60", "How often `serve` looks."},
    {"receive", "imap-patience", NUMBER, "600",
     "Seconds that the server may take to give one message."},
    {"receive", "authserv-id", TEXT, NULL,
     "Name by which your mail server signs its Authentication-Results (RFC 8601), where it\n"
     "removes such fields from incoming mail. None is believed without it."},
    {"limits", "header-bytes", NUMBER, "65536",
     "What a message may have at most; what lies beyond is not read, the rest is."},
    {"limits", "header-fields", NUMBER, "1000", NULL},
    {"limits", "content-header-bytes", NUMBER, "8192", "Of one Content-Type and its like."},
    {"limits", "parameters", NUMBER, "100", "In one of these."},
    {"limits", "line-bytes", NUMBER, "1048576", NULL},
    {"limits", "boundary-lines", NUMBER, "1000", "Lines that begin with --."},
    {"limits", "depth", NUMBER, "50", "Parts in parts."},
    {"limits", "parts", NUMBER, "500", NULL},
    {"limits", "decoded-bytes", NUMBER, "16777216", "Of all parts together."},
    {"limits", "html-bytes", NUMBER, "1048576", NULL},
    {"limits", "calendar-bytes", CALENDAR, "262144", NULL},
    {"limits", "addresses", NUMBER, "200", "In one header field."},
    {"limits", "meaning-bytes", NUMBER, "67108864", "Of all that is understood of a message."},
    {"limits", "cpu-seconds", NUMBER, "10", "For reading one message."},
    {"limits", "wall-seconds", NUMBER, "60", NULL},
    {"limits", "memory-megabytes", NUMBER, "512", "Of a process that reads messages."},
    {"limits", "processes", PROCESSES, "2", "That read messages, where many come at once."},
    {"archive", "keep-days", NUMBER, "1000",
     "How long messages are kept as they came. What follows from them stays."},
    {"archive", "stray-days", NUMBER, "30",
     "How long messages are kept that belong to no meeting."},
    {"archive", "stray-megabytes", NUMBER, "64",
     "How much room these take at most; the oldest go first."},
    {"archive", "guest-mail-megabytes", NUMBER, "500",
     "How much room the messages of one guest take at most; the oldest go first."},
    {"archive", "guest-megabytes", NUMBER, "200",
     "How much room the attachments of one guest take at most."},
};

struct Config {
    char *values[G_N_ELEMENTS(keys)]; /* NULL = preset */
};

static int
find_key(const char *group, const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_equal(keys[i].group, group) && g_str_equal(keys[i].key, key))
            return (int)i;
    return -1;
}

const char *
config_get(const Config *config, const char *group, const char *key)
{
    int i = find_key(group, key);
    g_assert(i >= 0);
    return config->values[i] ? config->values[i] : keys[i].preset;
}

bool
config_get_bool(const Config *config, const char *group, const char *key)
{
    return g_str_equal(config_get(config, group, key), "true");
}

int
config_get_int(const Config *config, const char *group, const char *key)
{
    const char *value = config_get(config, group, key);
    return value ? (int)g_ascii_strtoll(value, NULL, 10) : 0;
}

static bool
separator_of(const char *value, char *ret_separator)
{
    static const struct {
        const char *name;
        char separator;
    } table[] = {{"+", '+'}, {"-", '-'}, {"catch-all", ADDRESS_CATCH_ALL}, {"none", ADDRESS_ALONE}};
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        if (g_str_equal(table[i].name, value)) {
            *ret_separator = table[i].separator;
            return true;
        }
    return false;
}

char
config_get_separator(const Config *config)
{
    char separator = '+';
    separator_of(config_get(config, "mail", "separator"), &separator);
    return separator;
}

static bool
is_number(const char *value, gint64 most)
{
    gint64 number;
    return g_ascii_string_to_signed(value, 10, 1, most, &number, NULL);
}

/* Whether a shell would take away a backslash that is meant: unlike one before a blank or a quote, it does nothing. */
static bool
loses_backslash(const char *command)
{
    char quote = '\0';
    for (const char *p = command; *p; p++) {
        if (*p == quote)
            quote = '\0';
        else if (!quote && (*p == '\'' || *p == '"'))
            quote = *p;
        else if (*p == '\\' && quote != '\'') {
            if (!quote && g_ascii_isalnum(p[1]))
                return true;
            p += p[1] != '\0';
        }
    }
    return false;
}

/* That does not show what may be a password, either. */
static const char *
wrong_command(const char *command)
{
    g_auto(GStrv) words = NULL;
    if (!g_shell_parse_argv(command, NULL, &words, NULL))
        return "must be a command as a shell takes it, with both quotes of a pair";
    return loses_backslash(command) ? "must have a \\ between quotes, as in 'DOMAIN\\user'" : NULL;
}

/* Why VALUE is not of TYPE; NULL where it is. */
static const char *
wrong_value(KeyType type, const char *value)
{
    g_autofree char *address = NULL;
    char separator;
    switch (type) {
    case ADDRESS:
        address = address_parse(value);
        return !address ? "must be an address like netconf@meet.example"
               : address_nobody_reads(address)
                   ? "must be an address that answers may come to, like netconf@meet.example"
                   : NULL;
    case SEPARATOR:
        return separator_of(value, &separator) ? NULL : "must be +, -, catch-all or none";
    case BOOL:
        return g_str_equal(value, "true") || g_str_equal(value, "false") ? NULL
                                                                         : "must be true or false";
    case NUMBER:
        return is_number(value, G_MAXINT) ? NULL : "must be a whole number above 0";
    case PROCESSES:
        return is_number(value, READER_WORKERS_MAX) ? NULL : "must be a whole number from 1 to 8";
    case CALENDAR:
        return is_number(value, ITIP_READ_MAX) ? NULL : "must be a whole number from 1 to 262144";
    case COMMAND:
        return wrong_command(value);
    case TEXT:
    case RELAY:
    case ACCOUNT:
        break;
    }
    return NULL;
}

/* The same of what its own reader takes apart; that does not show what may be a password. */
static gboolean
check_url(KeyType type, const char *value, GError **error)
{
    if (type == RELAY) {
        g_autoptr(RelayUrl) relay = relay_url_parse(value, error);
        if (!relay)
            g_prefix_error(error, "relay: ");
        return relay != NULL;
    }
    g_autoptr(ImapUrl) account = type == ACCOUNT ? imap_url_parse(value, error) : NULL;
    return type != ACCOUNT || account;
}

/* The line of `KEY=` below `[GROUP]`, or of `[GROUP]` itself where KEY is NULL, from 1. */
static int
line_of(const char *text, const char *group, const char *key)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *heading = g_strdup_printf("[%s]", group);
    bool inside = false;
    for (int n = 0; lines[n]; n++) {
        char *line = g_strstrip(lines[n]);
        if (*line == '[') {
            inside = g_str_has_prefix(line, heading);
            if (inside && !key)
                return n + 1;
        } else if (inside && key && g_str_has_prefix(line, key) &&
                   strchr(" \t=", line[strlen(key)])) {
            return n + 1;
        }
    }
    return 1;
}

/* ": did you mean `x`?" or nothing. */
static char *
suggestion(const char *group, const char *key)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (!key)
            g_ptr_array_add(names, (gpointer)keys[i].group);
        else if (g_str_equal(keys[i].group, group))
            g_ptr_array_add(names, (gpointer)keys[i].key);
    g_ptr_array_add(names, NULL);
    const char *near = nearest_name(key ? key : group, (const char *const *)names->pdata);
    return near ? g_strdup_printf("; did you mean `%s`?", near) : g_strdup("");
}

static gboolean
unknown(const char *text, const char *file, const char *group, const char *key, GError **error)
{
    g_autofree char *near = suggestion(group, key);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s:%d: unknown %s `%s`%s%s", file,
                line_of(text, group, key), key ? "key" : "group", key ? key : group, near,
                key ? "" : " (see convoke.conf(5))");
    return FALSE;
}

/* The first line, from 1, that is no group, key or comment; 0 = all are. */
static int
line_of_nonsense(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    bool inside = false;
    for (int n = 0; lines[n]; n++) {
        const char *line = g_strstrip(lines[n]);
        bool group = *line == '[' && g_str_has_suffix(line, "]");
        bool key = inside && *line != '[' && *line != '=' && strchr(line, '=');
        if (*line && *line != '#' && !group && !key)
            return n + 1;
        inside |= group;
    }
    return 0;
}

/* What GLib cannot read, WRONG, told by its line. */
static void
set_nonsense(const char *text, const char *file, const GError *wrong, GError **error)
{
    int line = line_of_nonsense(text);
    if (line > 0)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
                    "%s:%d: this is no [group], no key=value below one, and no # comment", file,
                    line);
    else
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s: %s", file, wrong->message);
}

static gboolean
take_group(Config *config, GKeyFile *file, const char *group, const char *text, const char *name,
           GError **error)
{
    g_auto(GStrv) found = g_key_file_get_keys(file, group, NULL, error);
    for (char **key = found; key && *key; key++) {
        int i = find_key(group, *key);
        if (i < 0)
            return unknown(text, name, group, *key, error);
        /* As it stands: for GLib a backslash is more than that, and what is left of a wrong one is a string, too. */
        g_autofree char *value = g_key_file_get_value(file, group, *key, NULL);
        const char *wrong = wrong_value(keys[i].type, value);
        if (wrong && keys[i].type == COMMAND) {
            g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s:%d: `%s` %s", name,
                        line_of(text, group, *key), *key, wrong);
            return FALSE;
        }
        if (wrong) {
            g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s:%d: `%s` is `%s`; it %s",
                        name, line_of(text, group, *key), *key, value, wrong);
            return FALSE;
        }
        if (!check_url(keys[i].type, value, error)) {
            g_prefix_error(error, "%s:%d: ", name, line_of(text, group, *key));
            return FALSE;
        }
        config->values[i] = g_steal_pointer(&value);
    }
    return found != NULL;
}

Config *
config_parse(const char *text, const char *file_name, GError **error)
{
    g_autoptr(Config) config = g_new0(Config, 1);
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) wrong = NULL;
    if (*text && !g_key_file_load_from_data(file, text, strlen(text), G_KEY_FILE_NONE, &wrong)) {
        set_nonsense(text, file_name, wrong, error);
        return NULL;
    }
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    for (char **group = groups; *group; group++) {
        bool known = false;
        for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
            known |= g_str_equal(keys[i].group, *group);
        if (!known) {
            unknown(text, file_name, *group, NULL, error);
            return NULL;
        }
        if (!take_group(config, file, *group, text, file_name, error))
            return NULL;
    }
    return g_steal_pointer(&config);
}

void
config_free(Config *config)
{
    if (!config)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        g_free(config->values[i]);
    g_free(config);
}

char *
config_starter(const char *address)
{
    GString *text =
        g_string_new("# convoke.conf - see convoke.conf(5). A line that starts with # is a"
                     " comment;\n# what stands behind one here is the default.\n");
    const char *group = "";
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const Key *key = &keys[i];
        if (!g_str_equal(group, key->group))
            g_string_append_printf(text, "\n[%s]\n", key->group);
        group = key->group;
        g_auto(GStrv) lines = g_strsplit(key->meaning ? key->meaning : "", "\n", -1);
        for (char **line = lines; *line; line++)
            g_string_append_printf(text, "# %s\n", *line);
        if (key->type == ADDRESS)
            g_string_append_printf(text, "%s=%s\n", key->key, address);
        else
            g_string_append_printf(text, "#%s=%s\n", key->key, key->preset ? key->preset : "");
    }
    return g_string_free(text, FALSE);
}
