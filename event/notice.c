/* Notices, their keys, and the Message-ID that follows from a key. Which notices are owed is decided
 * in mailer/. */
#include "event/notice.h"
#include <string.h>
#include "event/token.h"

static const char *const names[NOTICE_KINDS] = {
    [NOTICE_INVITATION] = "invitation",
    [NOTICE_REMINDER] = "reminder",
    [NOTICE_ANNOUNCEMENT] = "announcement",
    [NOTICE_ECHO] = "echo",
    [NOTICE_QUESTION] = "question",
    [NOTICE_DIGEST] = "digest",
    [NOTICE_UNSUBSCRIBED] = "unsubscribed",
    [NOTICE_HELP] = "help",
    [NOTICE_CHANGE] = "change",
    [NOTICE_LOGISTICS] = "logistics",
    [NOTICE_NUDGE] = "nudge",
    [NOTICE_THANKS] = "thanks",
    [NOTICE_CANCELLATION] = "cancellation",
    [NOTICE_WITHDRAWAL] = "withdrawal",
    [NOTICE_DECIDED] = "decided",
    [NOTICE_SEAT] = "seat",
    [NOTICE_WAITING] = "waiting",
    [NOTICE_PROMOTED] = "promoted",
};

const char *
notice_kind_name(NoticeKind kind)
{
    g_assert((size_t)kind < G_N_ELEMENTS(names));
    return names[kind];
}

bool
notice_kind_parse(const char *name, NoticeKind *ret_kind)
{
    for (size_t i = 0; name && i < G_N_ELEMENTS(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            *ret_kind = (NoticeKind)i;
            return true;
        }
    }
    return false;
}

bool
notice_kind_answers(NoticeKind kind)
{
    return kind == NOTICE_ECHO || kind == NOTICE_QUESTION || kind == NOTICE_UNSUBSCRIBED ||
           kind == NOTICE_HELP || kind == NOTICE_DECIDED;
}

bool
notice_is_about_seat(NoticeKind kind)
{
    return kind == NOTICE_SEAT || kind == NOTICE_WAITING || kind == NOTICE_PROMOTED;
}

bool
notice_kind_asks(NoticeKind kind)
{
    return kind == NOTICE_INVITATION || kind == NOTICE_REMINDER || kind == NOTICE_QUESTION ||
           kind == NOTICE_HELP || notice_is_about_seat(kind);
}

bool
notice_kind_is_caused(NoticeKind kind)
{
    return notice_kind_answers(kind) || notice_is_about_seat(kind);
}

/* Only an address may hold a slash, and it stands between parts that hold none: no two notices can
 * have one key. */
Notice *
notice_new(const char *meeting, const char *person, NoticeKind kind, const char *occasion,
           const char *reason)
{
    g_assert(*meeting && !strchr(meeting, '/'));
    g_assert(*person == '@' || (*person && !strchr(person, '/')));
    g_assert(*occasion && !strchr(occasion, '/'));
    Notice *notice = g_new0(Notice, 1);
    notice->meeting = g_strdup(meeting);
    notice->person = g_strdup(person);
    notice->kind = kind;
    notice->occasion = g_strdup(occasion);
    notice->reason = g_strdup(reason);
    notice->not_before = G_MININT64;
    return notice;
}

void
notice_free(Notice *notice)
{
    if (!notice)
        return;
    g_free(notice->meeting);
    g_free(notice->person);
    g_free(notice->occasion);
    g_free(notice->reason);
    g_free(notice->held_why);
    g_free(notice);
}

char *
notice_key(const Notice *notice)
{
    return g_strjoin("/", notice->meeting, notice->person, notice_kind_name(notice->kind),
                     notice->occasion, NULL);
}

char *
notice_message_id(const char *key, gint64 epoch, const char *token, const char *domain)
{
    guint8 sum[32];
    gsize length = sizeof sum;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)key, (gssize)strlen(key));
    if (epoch != 0) {
        g_autofree char *more = g_strdup_printf("\n%" G_GINT64_FORMAT, epoch);
        g_checksum_update(checksum, (const guchar *)more, (gssize)strlen(more));
    }
    g_checksum_get_digest(checksum, sum, &length);
    g_autofree char *digest = token_from_bytes(sum);
    return g_strdup_printf("<%s.%s@%s>", token, digest, domain);
}
