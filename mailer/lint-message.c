/* Rules about the message as a whole: its bytes, its fields, its words. */
#include <string.h>
#include "event/address.h"
#include "event/token.h"
#include "mailer/lint-rules.h"

#define LINE_MAX_SMTP 998
#define LINE_MAX_HEADER 78
#define ENCODED_WORD 75
#define WORDS_MIN 5 /* fewer in the text part are no letter */

/* The field To, where its address needs SMTPUTF8, is UTF-8 (RFC 6532); nothing else is. */
static void
find_wide_field(const LintMail *mail, gsize *ret_start, gsize *ret_end)
{
    g_autofree char *to = lint_field_address(mail, "To");
    *ret_start = *ret_end = 0;
    if (!to || g_str_is_ascii(to))
        return;
    for (gsize i = 0, next; i < mail->header_length; i = next) {
        const char *newline = memchr(mail->bytes + i, '\n', mail->header_length - i);
        next = newline ? (gsize)(newline + 1 - mail->bytes) : mail->header_length;
        bool blank = mail->bytes[i] == ' ' || mail->bytes[i] == '\t';
        if (*ret_end > 0 && !blank)
            return;
        if (*ret_end > 0 || g_ascii_strncasecmp(mail->bytes + i, "To:", 3) == 0) {
            *ret_start = *ret_end > 0 ? *ret_start : i;
            *ret_end = next;
        }
    }
}

static char *
check_bytes(const LintMail *mail)
{
    gsize line = 0, wide_start, wide_end;
    find_wide_field(mail, &wide_start, &wide_end);
    for (gsize i = 0; i < mail->length; i++) {
        guchar c = (guchar)mail->bytes[i];
        bool crlf = c == '\r' && i + 1 < mail->length && mail->bytes[i + 1] == '\n';
        if (c == 0 || (c >= 0x80 && !(i >= wide_start && i < wide_end)))
            return g_strdup_printf("byte 0x%02x at %zu", c, i);
        if ((c == '\r' && !crlf) || (c == '\n' && (i == 0 || mail->bytes[i - 1] != '\r')))
            return g_strdup_printf("a line break that is not CRLF at %zu", i);
        line = c == '\n' ? 0 : line + (c != '\r');
        if (line > LINE_MAX_SMTP)
            return g_strdup_printf("a line longer than %d at %zu", LINE_MAX_SMTP, i);
    }
    return g_str_has_suffix(mail->bytes, "\r\n") ? NULL : g_strdup("the last line has no end");
}

static char *
check_header_lines(const LintMail *mail)
{
    const char *end = mail->bytes + mail->header_length;
    for (const char *p = mail->bytes; p < end && *p;) {
        gsize length = strcspn(p, "\r\n");
        gsize lead = strspn(p, " \t");
        bool foldable = memchr(p + lead, ' ', length > lead ? length - lead : 0) != NULL;
        if (length > LINE_MAX_HEADER && foldable)
            return g_strdup_printf("a header line of %zu: \"%.40s\"", length, p);
        if (length > 0 && lead == length)
            return g_strdup("a header line of blanks");
        p += length + strspn(p + length, "\r\n");
    }
    return NULL;
}

/* Quoted strings left out, one "@" and no comma. */
static bool
one_mailbox(const char *value)
{
    guint ats = 0;
    bool quoted = false;
    for (const char *p = value; *p; p++) {
        if (quoted && *p == '\\' && p[1])
            p++;
        else if (*p == '"')
            quoted = !quoted;
        else if (!quoted && *p == ',')
            return false;
        else
            ats += !quoted && *p == '@';
    }
    return ats == 1;
}

static char *
check_fields_once(const LintMail *mail)
{
    static const char *const once[] = {"Date",         "From",         "To",
                                       "Reply-To",     "Subject",      "Message-ID",
                                       "MIME-Version", "Content-Type", "Auto-Submitted"};
    static const char *const never[] = {"Cc",          "Bcc",      "Sender",
                                        "Return-Path", "Received", "Disposition-Notification-To"};
    for (gsize i = 0; i < G_N_ELEMENTS(once); i++) {
        guint count = lint_field_count(mail, once[i]);
        if (count != 1)
            return g_strdup_printf("%u %s", count, once[i]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(never); i++)
        if (lint_field_count(mail, never[i]) > 0)
            return g_strdup_printf("%s is not ours to set", never[i]);
    if (!one_mailbox(lint_field(mail, "To")))
        return g_strdup("To names not exactly one mailbox");
    return NULL;
}

static char *
check_encoded_words(const LintMail *mail)
{
    for (guint i = 0; i < mail->fields->len; i++) {
        const LintField *field = g_ptr_array_index(mail->fields, i);
        g_auto(GStrv) words = g_strsplit_set(field->value, " \t", -1);
        for (char **word = words; *word; word++) {
            if (!g_str_has_prefix(*word, "=?"))
                continue;
            g_auto(GStrv) pieces = g_strsplit(*word, "?", 5);
            if (strlen(*word) > ENCODED_WORD || g_strv_length(pieces) != 5 ||
                strcmp(pieces[4], "=") != 0)
                return g_strdup_printf("\"%.40s\" in %s", *word, field->name);
            g_autoptr(GString) text = g_string_new(NULL);
            gsize length = 0;
            if (g_ascii_strcasecmp(pieces[2], "B") == 0) {
                g_autofree guchar *bytes = g_base64_decode(pieces[3], &length);
                g_string_append_len(text, (const char *)bytes, (gssize)length);
            } else {
                g_strdelimit(pieces[3], "=", '%');
                g_autoptr(GBytes) bytes = g_uri_unescape_bytes(pieces[3], -1, NULL, NULL);
                if (bytes)
                    g_string_append_len(text, g_bytes_get_data(bytes, NULL),
                                        (gssize)g_bytes_get_size(bytes));
            }
            if (text->len == 0 || !g_utf8_validate(text->str, (gssize)text->len, NULL))
                return g_strdup_printf("\"%.40s\" cuts a character", *word);
        }
    }
    return NULL;
}

static char *
check_addresses_ascii(const LintMail *mail)
{
    static const char *const names[] = {"From", "To", "Reply-To"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *address = lint_field_address(mail, names[i]);
        const char *at = address ? strrchr(address, '@') : NULL;
        if (!at)
            return g_strdup_printf("%s holds no address", names[i]);
        g_autofree char *local = g_strndup(address, (gsize)(at - address));
        /* Whom we write to may need SMTPUTF8. */
        bool wide = strcmp(names[i], "To") == 0 && g_utf8_validate(local, -1, NULL);
        if (!g_str_is_ascii(wide ? at : address) || g_str_has_prefix(local, "xn--"))
            return g_strdup_printf("%s: %s", names[i], address);
    }
    return NULL;
}

static bool
is_local_part(const char *address, const char *token)
{
    gsize length = strlen(token);
    return address && strncmp(address, token, length) == 0 && address[length] == '@';
}

/* In the subject of what a button sends. */
static bool
is_tag(const char *wish, const char *token)
{
    g_autofree char *tag = g_strdup_printf("%%5B%s%%5D", token);
    return wish && strstr(wish, tag);
}

static bool
is_to_organizer(const LintMail *mail)
{
    const char *kind = lint_field(mail, "X-Convoke");
    return kind && (g_str_has_suffix(kind, " digest") || g_str_has_suffix(kind, " decided"));
}

/* Where no address can carry the token, a subject does: of the mail itself, or of what a button sends. */
static bool
is_tagged(const LintMail *mail, const char *token)
{
    const char *subject = lint_field(mail, "Subject");
    return is_to_organizer(mail) ? subject && strstr(subject, token)
                                 : is_tag(lint_field(mail, "List-Unsubscribe"), token);
}

/* The token rides in the Message-ID and in Reply-To, or in subjects where addresses can have none; two tokens would be
 * two people. */
static char *
check_message_id(const LintMail *mail)
{
    const char *id = lint_field(mail, "Message-ID");
    g_autofree char *reply_to = lint_field_address(mail, "Reply-To");
    g_autofree char *of_id = id ? token_of_message_id(id) : NULL;
    g_autofree char *of_address = reply_to ? token_of_address(reply_to) : NULL;
    if (!of_id)
        return g_strdup("the Message-ID is not derived from a token");
    if (!of_address)
        return is_local_part(reply_to, of_id) || is_tagged(mail, of_id)
                   ? NULL
                   : g_strdup("Reply-To has no token");
    return strcmp(of_id, of_address) == 0 ? NULL
                                          : g_strdup("Message-ID and Reply-To differ in token");
}

static char *
check_robot_told(const LintMail *mail)
{
    const char *told = lint_field(mail, "Auto-Submitted");
    if (g_strcmp0(told, "auto-generated") == 0 || g_strcmp0(told, "auto-replied") == 0)
        return NULL;
    return g_strdup_printf("Auto-Submitted is \"%s\"", told ? told : "");
}

static char *
check_list_fields(const LintMail *mail)
{
    static const char *const needed[] = {"List-Id", "List-Post", "List-Help", "List-Unsubscribe"};
    const bool organizer = is_to_organizer(mail);
    for (gsize i = 0; i < (organizer ? 2 : G_N_ELEMENTS(needed)); i++)
        if (lint_field_count(mail, needed[i]) != 1)
            return g_strdup_printf("%u %s", lint_field_count(mail, needed[i]), needed[i]);
    const char *unsubscribe = lint_field(mail, "List-Unsubscribe");
    if (!organizer && !strstr(unsubscribe, "<mailto:"))
        return g_strdup("List-Unsubscribe has no mailto");
    if (unsubscribe && lint_field(mail, "List-Unsubscribe-Post") && !strstr(unsubscribe, "<https:"))
        return g_strdup("List-Unsubscribe-Post without https");
    if (strcmp(lint_field(mail, "List-Post"), "NO") != 0)
        return g_strdup("List-Post is not NO");
    return NULL;
}

static char *
check_order(const LintMail *mail)
{
    static const char *const order[] = {"text/plain", "text/html", "text/calendar"};
    gsize next = 0;
    for (guint i = 0; i < mail->parts->len; i++) {
        const LintPart *part = g_ptr_array_index(mail->parts, i);
        while (next < G_N_ELEMENTS(order) && strcmp(part->type, order[next]) != 0)
            next++;
        if (next == G_N_ELEMENTS(order))
            return g_strdup_printf("%s as part %u", part->type, i + 1);
    }
    const char *type = lint_field(mail, "Content-Type");
    if (!mail->closed)
        return g_strdup("the last part has no end");
    if (mail->parts->len > 1 && !g_str_has_prefix(type ? type : "", "multipart/alternative;"))
        return g_strdup("the parts are no alternatives");
    return NULL;
}

/* Google puts events of unknown senders into the calendar only after an answer, and scanners press
 * links: the letter must be readable as it is and be answered by mail. */
static char *
check_letter(const LintMail *mail)
{
    const LintPart *first = mail->parts->len ? g_ptr_array_index(mail->parts, 0) : NULL;
    if (!first || strcmp(first->type, "text/plain") != 0)
        return g_strdup("no plain text comes first");
    g_autofree char *text = g_strdup(first->content);
    gsize words = 0;
    for (char *p = text; *p; words += *p != '\0') {
        p += strcspn(p, " \r\n");
        p += strspn(p, " \r\n");
    }
    if (words < WORDS_MIN && g_str_is_ascii(text))
        return g_strdup_printf("a text of %zu words", words);
    g_autofree char *from = lint_field_address(mail, "From");
    g_autofree char *reply_to = lint_field_address(mail, "Reply-To");
    if (!from || address_nobody_reads(from) || !reply_to || address_nobody_reads(reply_to))
        return g_strdup("nobody reads the answers");
    g_autofree char *token = token_of_message_id(lint_field(mail, "Message-ID"));
    for (guint i = 0; i < mail->parts->len && token; i++) {
        const LintPart *part = g_ptr_array_index(mail->parts, i);
        const char *link = strstr(part->content, "http");
        for (; link; link = strstr(link + 1, "http")) {
            g_autofree char *url = g_strndup(link, strcspn(link, " \r\n\"'<>"));
            if (strstr(url, token))
                return g_strdup("a link that answers when a scanner opens it");
        }
    }
    return NULL;
}

static char *
check_nothing_remote(const LintMail *mail)
{
    for (guint i = 0; i < mail->parts->len; i++) {
        const LintPart *part = g_ptr_array_index(mail->parts, i);
        g_autofree char *found =
            strcmp(part->type, "text/html") == 0 ? lint_html_remote(part->content) : NULL;
        if (found)
            return g_strdup_printf("the HTML has %s", found);
    }
    return NULL;
}

const LintCheck lint_message_checks[LINT_MESSAGE_CHECKS] = {
    {"bytes", "relays break or refuse what is not 7-bit, CRLF and short lines", check_bytes},
    {"header-lines", "some servers cut long header lines", check_header_lines},
    {"fields-once", "spam filters refuse doubled fields, and Cc tells who else is invited",
     check_fields_once},
    {"encoded-words", "names and subjects come out broken", check_encoded_words},
    {"addresses-ascii", "mail reaches another person, or nobody", check_addresses_ascii},
    {"message-id", "a repeat cannot be recognised, an answer not be matched", check_message_id},
    {"robot-told", "vacation programs answer, and loops begin", check_robot_told},
    {"list-fields", "no mail program offers to stop the mails", check_list_fields},
    {"part-order", "Gmail and Outlook look for the calendar in the last alternative", check_order},
    {"letter", "the invitation looks like a robot's and cannot be answered", check_letter},
    {"nothing-remote", "readers are tracked, or see holes", check_nothing_remote},
};
