/* Which fields and parts a mail of ours has, and in which order. How a field is written is in
 * headers.h, how a body is encoded in encode.h; the words come from the templates. */
#include "mailer/compose.h"
#include <stdbool.h>
#include <string.h>
#include "event/address.h"
#include "event/error.h"
#include "mailer/encode.h"
#include "mailer/headers.h"

/* For a mail of three parts; GString takes a byte more, and the next power of two. */
#define ROOM (16384 - 1)

/* The frame's addresses as they go out. */
typedef struct {
    char *from;
    char *to;
    char *reply_to;
    char *help;
    char *unsubscribe;
    char *owner; /* NULL */
} Addresses;

static void
addresses_clear(Addresses *addresses)
{
    g_free(addresses->from);
    g_free(addresses->to);
    g_free(addresses->reply_to);
    g_free(addresses->help);
    g_free(addresses->unsubscribe);
    g_free(addresses->owner);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Addresses, addresses_clear)

static gboolean
addresses_encode(const MailFrame *frame, Addresses *ret_addresses, GError **error)
{
    const struct {
        const char *address;
        char **encoded;
    } all[] = {
        {frame->from.address, &ret_addresses->from},
        {frame->to.address, &ret_addresses->to},
        {frame->reply_to, &ret_addresses->reply_to},
        {frame->help ? frame->help : frame->reply_to, &ret_addresses->help},
        {frame->unsubscribe ? frame->unsubscribe : frame->reply_to, &ret_addresses->unsubscribe},
        {frame->owner, &ret_addresses->owner},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        if (!all[i].address && all[i].encoded == &ret_addresses->owner)
            continue;
        *all[i].encoded = all[i].encoded == &ret_addresses->to
                              ? encode_recipient(all[i].address, error)
                              : encode_address(all[i].address, error);
        if (!*all[i].encoded)
            return FALSE;
    }
    return TRUE;
}

static bool
language_valid(const char *language)
{
    gsize length = strlen(language);
    return length > 1 && length <= 35 &&
           strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
               length;
}

static void
append_thread(GString *out, const MailFrame *frame)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (gsize i = 0; frame->references && frame->references[i]; i++)
        g_ptr_array_add(ids, (gpointer)frame->references[i]);
    if (frame->in_reply_to) {
        const char *parent[] = {frame->in_reply_to, NULL};
        header_ids(out, "In-Reply-To", parent);
        g_ptr_array_add(ids, (gpointer)frame->in_reply_to);
    }
    g_ptr_array_add(ids, NULL);
    header_ids(out, "References", (const char *const *)ids->pdata);
}

/* --- fields in common --- */

/* What they are made of. All else that they tell is the same for all mails of a meeting. */
typedef struct {
    NoticeKind kind;
    gint64 date;
    const char *subject;
    const char *language; /* NULL = not told */
} CommonKey;

typedef struct {
    CommonKey key; /* its texts are ours */
    char *head;    /* Date, From */
    char *subject; /* Subject */
    char *list_id; /* List-Id */
    char *tail;    /* List-Owner and what follows */
} Common;

/* Kept at a time: as many as letters about one thing have languages, and more. */
enum { COMMONS_MOST = 16 };

struct ComposeMemo {
    GPtrArray *commons; /* Common *, the oldest first */
};

static void
common_free(Common *common)
{
    g_free((char *)common->key.subject);
    g_free((char *)common->key.language);
    g_free(common->head);
    g_free(common->subject);
    g_free(common->list_id);
    g_free(common->tail);
    g_free(common);
}

ComposeMemo *
compose_memo_new(void)
{
    ComposeMemo *memo = g_new0(ComposeMemo, 1);
    memo->commons = g_ptr_array_new_with_free_func((GDestroyNotify)common_free);
    return memo;
}

void
compose_memo_free(ComposeMemo *memo)
{
    if (!memo)
        return;
    g_ptr_array_unref(memo->commons);
    g_free(memo);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ComposeMemo, compose_memo_free)

static char *
make_head(const MailFrame *frame, const Addresses *addresses)
{
    GString *out = g_string_new(NULL);
    header_date(out, "Date", frame->date, frame->zone);
    header_mailbox(out, "From", frame->from.name, addresses->from);
    return g_string_free(out, FALSE);
}

static char *
make_subject(const MailContent *content)
{
    GString *out = g_string_new(NULL);
    header_text(out, "Subject", content->subject);
    return g_string_free(out, FALSE);
}

/* RFC 2369: a closed list of one direction. Unsubscribing is by mail, like everything else; without
 * an https endpoint there is no one-click to offer (RFC 8058). */
static char *
make_list_id(const MailFrame *frame, const Addresses *addresses)
{
    GString *out = g_string_new(NULL);
    g_autofree char *id = g_strconcat(frame->meeting, ".", address_domain(addresses->from), NULL);
    header_list_id(out, frame->from.name, id);
    return g_string_free(out, FALSE);
}

static char *
make_tail(const MailFrame *frame, const Addresses *addresses)
{
    GString *out = g_string_new(NULL);
    g_autofree char *mark = g_strconcat(frame->meeting, " ", notice_kind_name(frame->kind), NULL);
    if (addresses->owner)
        header_mailto(out, "List-Owner", addresses->owner, NULL);
    g_string_append(out, "List-Post: NO\r\n");
    g_string_append(out, notice_kind_answers(frame->kind)
                             ? "Auto-Submitted: auto-replied\r\n"
                               "X-Auto-Response-Suppress: OOF, AutoReply\r\n"
                             : "Auto-Submitted: auto-generated\r\n");
    header_text(out, NOTICE_MARK, mark);
    if (frame->language && language_valid(frame->language))
        header_text(out, "Content-Language", frame->language);
    g_string_append(out, "MIME-Version: 1.0\r\n");
    return g_string_free(out, FALSE);
}

static bool
is_key(const CommonKey *key, const MailFrame *frame, const MailContent *content)
{
    return key->kind == frame->kind && key->date == frame->date &&
           g_strcmp0(key->language, frame->language) == 0 &&
           g_str_equal(key->subject, content->subject);
}

static const Common *
common_of(ComposeMemo *memo, const MailFrame *frame, const MailContent *content,
          const Addresses *addresses)
{
    GPtrArray *commons = memo->commons;
    for (guint i = commons->len; i > 0; i--)
        if (is_key(&((Common *)g_ptr_array_index(commons, i - 1))->key, frame, content))
            return g_ptr_array_index(commons, i - 1);
    Common *common = g_new0(Common, 1);
    *common = (Common){.key = {.kind = frame->kind,
                               .date = frame->date,
                               .subject = g_strdup(content->subject),
                               .language = g_strdup(frame->language)},
                       .head = make_head(frame, addresses),
                       .subject = make_subject(content),
                       .list_id = make_list_id(frame, addresses),
                       .tail = make_tail(frame, addresses)};
    if (commons->len == COMMONS_MOST)
        g_ptr_array_remove_index(commons, 0);
    g_ptr_array_add(commons, common);
    return common;
}

/* A tag (token_of_subject()) makes a subject one person's. */
static void
append_subject(GString *out, const MailFrame *frame, const Common *common)
{
    g_autofree char *tagged =
        frame->tag ? g_strdup_printf("%s [%s]", common->key.subject, frame->tag) : NULL;
    if (tagged)
        header_text(out, "Subject", tagged);
    else
        g_string_append(out, common->subject);
}

static void
append_wish(GString *out, const char *name, const char *address, const char *wish, const char *tag)
{
    g_autofree char *tagged = tag ? g_strdup_printf("%s%%20%%5B%s%%5D", wish, tag) : NULL;
    header_mailto(out, name, address, tagged ? tagged : wish);
}

static void
append_headers(GString *out, const MailFrame *frame, const Common *common,
               const Addresses *addresses)
{
    const char *id[] = {frame->message_id, NULL};
    g_string_append(out, common->head);
    header_mailbox(out, "To", frame->to.name, addresses->to);
    header_mailbox(out, "Reply-To", frame->from.name, addresses->reply_to);
    append_subject(out, frame, common);
    header_ids(out, "Message-ID", id);
    append_thread(out, frame);
    g_string_append(out, common->list_id);
    /* The organizer cannot ask for silence, nor for the how-to of guests. */
    if (frame->kind != NOTICE_DIGEST && frame->kind != NOTICE_DECIDED) {
        append_wish(out, "List-Help", addresses->help, "help", frame->tag);
        append_wish(out, "List-Unsubscribe", addresses->unsubscribe, "unsubscribe", frame->tag);
    }
    g_string_append(out, common->tail);
}

/* --- the body --- */

/* "=_" keeps it apart from all encoded text (body_append); the rest is of the Message-ID, so that the
 * same mail has the same bytes. */
static char *
boundary_of(const char *message_id)
{
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, message_id, -1);
    digest[24] = '\0';
    return g_strconcat("=_", digest, NULL);
}

static void
append_all(GString *out, const char *before, const char *text, const char *after)
{
    g_string_append(out, before);
    g_string_append(out, text);
    g_string_append(out, after);
}

static void
append_body(GString *out, const MailFrame *frame, const MailContent *content)
{
    static const char plain[] = "text/plain; charset=utf-8; format=flowed";
    if (!content->html && !content->calendar) {
        part_append(out, plain, content->text);
        return;
    }
    g_autofree char *boundary = boundary_of(frame->message_id);
    append_all(out, "Content-Type: multipart/alternative; boundary=\"", boundary, "\"\r\n\r\n");
    append_all(out, "--", boundary, "\r\n");
    part_append(out, plain, content->text);
    if (content->html) {
        append_all(out, "\r\n--", boundary, "\r\n");
        part_append(out, "text/html; charset=utf-8", content->html);
    }
    if (content->calendar) {
        g_autofree char *type = g_strconcat(
            "text/calendar; charset=utf-8; method=", calendar_method_name(content->method),
            "; component=VEVENT", NULL);
        append_all(out, "\r\n--", boundary, "\r\n");
        part_append(out, type, content->calendar);
    }
    append_all(out, "\r\n--", boundary, "--\r\n");
}

static bool
id_valid(const char *id)
{
    return *id && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
}

GBytes *
compose_message(const MailFrame *frame, const MailContent *content, GError **error)
{
    g_auto(Addresses) addresses = {0};
    if (!addresses_encode(frame, &addresses, error))
        return NULL;
    if (!message_id_valid(frame->message_id) || !id_valid(frame->meeting)) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "the mail's Message-ID (RFC 5322 3.6.4) or its meeting's id is malformed");
        return NULL;
    }
    g_autoptr(ComposeMemo) own = frame->memo ? NULL : compose_memo_new();
    const Common *common = common_of(own ? own : frame->memo, frame, content, &addresses);
    GString *out = g_string_sized_new(ROOM);
    append_headers(out, frame, common, &addresses);
    append_body(out, frame, content);
    /* Many wait at a time, so none keeps much room that it did not need. */
    gsize length = out->len;
    bool spare = length < out->allocated_len / 4 * 3;
    char *bytes = g_string_free(out, FALSE);
    return g_bytes_new_take(spare ? g_realloc(bytes, length) : bytes, length);
}
