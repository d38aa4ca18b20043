/* Lines of SMTP; their parameters are those of the letter. */
#include "mailer/relay-envelope.h"

#define ORCPT_MAX 500 /* RFC 3461 4.2 */

/* ADDRESS as RFC 3461 4 writes it. */
static void
append_xtext(GString *out, const char *address)
{
    for (; *address; address++) {
        if (*address == '+' || *address == '=')
            g_string_append_printf(out, "+%02X", (guchar)*address);
        else
            g_string_append_c(out, *address);
    }
}

void
relay_envelope_append(GString *out, const RelayDialogue *dialogue, const Outgoing *letter)
{
    bool reports = dialogue->dsn_offered && *letter->envelope_from;
    g_string_append_printf(out, "MAIL FROM:<%s>", letter->envelope_from);
    if (dialogue->size_offered)
        g_string_append_printf(out, " SIZE=%" G_GSIZE_FORMAT, letter->length);
    if (reports)
        g_string_append(out, " RET=HDRS");
    if (reports && letter->envelope_id)
        g_string_append_printf(out, " ENVID=%s", letter->envelope_id);
    g_string_append_printf(out, "\r\nRCPT TO:<%s>", letter->recipient);
    if (reports)
        g_string_append(out, " NOTIFY=FAILURE,DELAY");
    gsize before = out->len;
    if (reports) {
        g_string_append(out, " ORCPT=rfc822;");
        append_xtext(out, letter->recipient);
        if (out->len - before > ORCPT_MAX)
            g_string_truncate(out, before);
    }
    g_string_append(out, "\r\nDATA\r\n");
}
