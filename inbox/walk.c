/* What stands in a leaf goes to its part, to its text, or is a message of its own kind. */
#include "inbox/walk.h"

#include <string.h>
#include "inbox/body.h"
#include "inbox/charset.h"
#include "inbox/cms.h"
#include "inbox/mime-read.h"
#include "inbox/raw.h"
#include "inbox/tnef.h"

static void
defect(Walk *walk, bool *said, const char *what)
{
    if (!*said)
        g_ptr_array_add(walk->mail->defects, g_strdup(what));
    *said = true;
}

char *
walk_text(const char *text)
{
    return text ? charset_decode(text, strlen(text), NULL, NULL, NULL) : NULL;
}

/* An opaque signature: what was signed stands in it. */
static void
walk_signed(Walk *walk, GBytes *content)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(content, &length);
    g_autoptr(GByteArray) inner = cms_content(data, length);
    g_autoptr(RawMessage) raw = NULL;

    if (!inner)
        return;
    raw =
        raw_message_read(walk->limits, (const char *)inner->data, inner->len, walk->mail->defects);
    walk->mail->cut |= raw->cut;
    if (raw->fields->len)
        mime_read(walk, raw->entity);
}

static void
walk_tnef(Walk *walk, GBytes *content)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(content, &length);
    Tnef tnef = {0};

    if (!tnef_read(data, length, walk->limits->html, &tnef))
        return;
    if (!walk->mail->message_class && walk->depth == 0)
        walk->mail->message_class = g_steal_pointer(&tnef.message_class);
    if (!body_exists(walk->mail, walk->depth)) {
        if (tnef.text)
            mail_add_text(walk->mail, "text/plain", tnef.text, walk->depth);
        else if (tnef.html)
            mail_add_text(walk->mail, "text/html", tnef.html, walk->depth);
        if (tnef.text ? tnef.text_cut : tnef.html_cut) {
            g_ptr_array_add(walk->mail->defects,
                            g_strdup("the text in winmail.dat was too long: its end was not read "
                                     "(html-bytes)"));
            walk->mail->cut |= walk->depth == 0;
        }
    }
    tnef_clear(&tnef);
}

/* Whether somebody may have written in it. */
static bool
holds_words(const MailPart *part)
{
    return part_is_text(part) ? !part->attachment : part_is_tnef(part) || part_is_cms(part);
}

void
walk_content(Walk *walk, MailPart *part, GByteArray *taken, const PartClaims *claims,
             const char *method)
{
    g_autoptr(GByteArray) bytes = taken;
    gsize room = walk->limits->decoded - walk->decoded;

    if (bytes->len > room) {
        defect(walk, &walk->big, "the decoded parts were too big and are cut (decoded-bytes)");
        part->cut = bytes->len;
        g_byte_array_set_size(bytes, (guint)room);
        walk->mail->cut |= part->depth == 0 && holds_words(part);
    }
    walk->decoded += bytes->len;
    if (method && strcmp(part->type, "text/calendar") == 0) {
        g_autofree char *clean = walk_text(method);
        part->method = g_ascii_strup(clean, -1);
    }
    if (part_is_text(part)) {
        if (!part_read_text(part, (const char *)bytes->data, bytes->len, claims))
            defect(walk, &walk->wrong_charset, "text is not in the charset that it declares");
        if (part->attachment)
            part->content = g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
        return;
    }
    part->content = g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
    if (g_bytes_get_size(part->content) == 0)
        return;
    if (part_is_tnef(part))
        walk_tnef(walk, part->content);
    else if (part_is_cms(part))
        walk_signed(walk, part->content);
}

bool
walk_may_enter(Walk *walk)
{
    if (walk->nesting >= walk->limits->depth) {
        defect(walk, &walk->deep,
               "parts are nested too deeply: the inner ones were not read (depth)");
        walk->mail->cut |= walk->depth == 0;
        return false;
    }
    if (walk->mail->parts->len >= walk->limits->parts) {
        defect(walk, &walk->many, "too many parts: the last ones were not read (parts)");
        walk->mail->cut |= walk->depth == 0;
        return false;
    }
    return true;
}
