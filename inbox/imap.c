/* Select, search, fetch, take, and only then move or mark. */
#include "inbox/imap.h"
#include "event/error.h"
#include "inbox/imap-line.h"
#include <stdbool.h>
#include <string.h>

/* A server that gives none of more messages than this, all of which it lists, is not asked for further ones: they stand in
 * a command of 8000 bytes (RFC 7162 4). */
#define MISSED_MAX 500

typedef struct {
    const ImapAccount *account;
    ImapLine *line;
    Store *store;
    char *name; /* of the source */
    SourcePlace place;
    SourceTake take;
    gpointer user_data;
    GArray *uids; /* guint32: to be fetched, in order */
    bool move;    /* the server can MOVE (RFC 6851) */
    bool expunge; /* and UID EXPUNGE (RFC 4315) */
    bool over;    /* the line is */
    guint32 next; /* UID that no message has yet; 0 = not said */
    SourceMessage messages[SOURCE_BATCH];
    guint32 fetched[SOURCE_BATCH]; /* their UIDs */
    guint32 given;                 /* the last of all */
    guint count;
    gsize size;
    GArray *missed;      /* guint32: the server gives no message for them */
    char *missed_before; /* those of the last time, between commas */
    int taken;
    GError *refused; /* the first thing that was, and holds up nothing else */
} Poll;

static void
poll_clear(Poll *poll)
{
    for (guint i = 0; i < poll->count; i++) {
        g_byte_array_unref(poll->messages[i].bytes);
        g_free(poll->messages[i].digest);
    }
    imap_line_close(poll->line);
    source_place_clear(&poll->place);
    g_clear_pointer(&poll->uids, g_array_unref);
    g_clear_pointer(&poll->missed, g_array_unref);
    g_free(poll->missed_before);
    g_clear_error(&poll->refused);
    g_free(poll->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Poll, poll_clear)

/* COMMAND's first words tell what it is; WORDS are the server's. */
static void
refuse(const Poll *poll, const char *command, const char *words, GError **error)
{
    g_autofree char *verb = g_strndup(command, strcspn(command, "\""));
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "imap: %s: %s is refused: %s",
                poll->account->url->host, g_strchomp(verb), words);
}

/* imap_line_say. */
static gboolean
hear(Poll *poll, const char *command, ImapHeard heard, gpointer user_data, ImapStatus *ret_status,
     char **ret_words, GError **error)
{
    poll->over =
        !imap_line_say(poll->line, command, heard, user_data, ret_status, ret_words, error);
    return !poll->over;
}

/* A command that has to succeed. */
static gboolean
say(Poll *poll, ImapHeard heard, gpointer user_data, GError **error, const char *command)
{
    ImapStatus status;
    g_autofree char *words = NULL;
    if (!hear(poll, command, heard, user_data, &status, &words, error))
        return FALSE;
    if (status == IMAP_OK)
        return TRUE;
    refuse(poll, command, words, error);
    return FALSE;
}

static void
hear_capabilities(const ImapReply *reply, gpointer user_data)
{
    Poll *poll = user_data;
    g_auto(GStrv) words = g_strsplit(reply->text->str, " ", -1);
    for (char **word = words; *word; word++) {
        poll->move |= g_ascii_strcasecmp(*word, "MOVE") == 0;
        poll->expunge |= g_ascii_strcasecmp(*word, "UIDPLUS") == 0;
    }
}

typedef struct {
    guint32 validity, next;
} Folder;

static void
hear_folder(const ImapReply *reply, gpointer user_data)
{
    Folder *folder = user_data;
    guint32 validity = imap_number(reply->text->str, "UIDVALIDITY");
    guint32 next = imap_number(reply->text->str, "UIDNEXT");
    if (validity > 0)
        folder->validity = validity;
    if (next > 0)
        folder->next = next;
}

/* A folder's name as the protocol has it: modified UTF-7 (RFC 3501 5.1.3), quoted. */
static char *
folder_name(const char *folder, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    g_autofree char *coded = g_convert(folder, -1, "UTF-7-IMAP", "UTF-8", NULL, NULL, &wrong);
    if (!coded)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "imap: folder `%s`: %s", folder,
                    wrong->message);
    return coded ? imap_quote(coded) : NULL;
}

static gboolean
select_folder(Poll *poll, GError **error)
{
    g_autofree char *name = folder_name(poll->account->url->folder, error);
    Folder folder = {0};
    if (!name)
        return FALSE;
    g_autofree char *command = g_strconcat("SELECT ", name, NULL);
    if (!say(poll, hear_capabilities, poll, error, "CAPABILITY") ||
        !say(poll, hear_folder, &folder, error, command) ||
        !store_source_load(poll->store, poll->name, &poll->place, error))
        return FALSE;
    poll->next = folder.next;
    g_autofree char *now = g_strdup_printf("%u", folder.validity);
    if (g_strcmp0(poll->place.validity, now) == 0) {
        poll->missed_before = g_strdup_printf(",%s,", poll->place.missed);
        return TRUE;
    }
    /* Other UIDs than last time: from the start; what was taken already is known by its Message-ID. */
    source_place_clear(&poll->place);
    poll->place = (SourcePlace){.validity = g_steal_pointer(&now), .position = 1};
    return TRUE;
}

static void
hear_search(const ImapReply *reply, gpointer user_data)
{
    imap_search(reply->text->str, user_data);
}

static gint
compare_uids(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

/* Moves them away; by hand where the server has no command for it. */
static gboolean
move_away(Poll *poll, const char *set, GError **error)
{
    g_autofree char *folder = folder_name(poll->account->move, error);
    if (!folder)
        return FALSE;
    g_autofree char *transfer =
        g_strdup_printf("UID %s %s %s", poll->move ? "MOVE" : "COPY", set, folder);
    g_autofree char *create = g_strconcat("CREATE ", folder, NULL);
    g_autofree char *delete = g_strdup_printf("UID STORE %s +FLAGS.SILENT (\\Seen \\Deleted)", set);
    g_autofree char *expunge = g_strconcat("UID EXPUNGE ", set, NULL);
    ImapStatus status;
    g_autofree char *words = NULL;
    if (!hear(poll, transfer, NULL, NULL, &status, &words, error))
        return FALSE;
    if (status != IMAP_OK) {
        if (!hear(poll, create, NULL, NULL, &status, NULL, error))
            return FALSE;
        if (status != IMAP_OK) /* it is there, or may not be: that is why, or says less */
            refuse(poll, transfer, words, error);
        if (status != IMAP_OK || !say(poll, NULL, NULL, error, transfer))
            return FALSE;
    }
    return poll->move || (say(poll, NULL, NULL, error, delete) &&
                          (!poll->expunge || say(poll, NULL, NULL, error, expunge)));
}

static gboolean
mark(Poll *poll, const char *set, GError **error)
{
    g_autofree char *command = g_strdup_printf("UID STORE %s +FLAGS.SILENT (\\Seen)", set);
    return say(poll, NULL, NULL, error, command);
}

/* What is taken is known, wherever it stands: that it has to stay holds up nothing behind it. FALSE: the line is gone. */
static gboolean
put_away(Poll *poll, const GArray *taken, GError **error)
{
    g_autofree char *set = imap_set(taken);
    g_autoptr(GError) wrong = NULL;
    if (taken->len == 0 ||
        (poll->account->move ? move_away(poll, set, &wrong) : mark(poll, set, &wrong)))
        return TRUE;
    g_assert(wrong);
    if (poll->over) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return FALSE;
    }
    if (!poll->refused)
        poll->refused = g_error_new(CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                                    "%s; what was taken stays in its folder", wrong->message);
    return TRUE;
}

static bool
was_missed(const Poll *poll, guint32 uid)
{
    char text[16];
    g_snprintf(text, sizeof text, ",%u,", uid);
    return poll->missed_before && strstr(poll->missed_before, text);
}

/* "N:*" is answered with the last message even where that is before N; so what comes is looked at. What was taken and
 * could not be moved away is tried once more. */
static gboolean
search(Poll *poll, GError **error)
{
    const char *missed = poll->place.missed ? poll->place.missed : "";
    gint64 from = poll->account->move ? 1 : poll->place.position;
    g_autofree char *command = g_strdup_printf(
        "UID SEARCH UID %s%s%" G_GINT64_FORMAT ":* UNDELETED", missed, *missed ? "," : "", from);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) stayed = g_array_new(FALSE, FALSE, sizeof(guint32));
    if (!say(poll, hear_search, found, error, command))
        return FALSE;
    g_array_sort(found, compare_uids);
    for (guint i = 0; i < found->len; i++) {
        guint32 uid = g_array_index(found, guint32, i);
        if (i > 0 && uid == g_array_index(found, guint32, i - 1))
            continue;
        if (poll->next > 0 && uid >= poll->next)
            break; /* it comes next time, if there is such a message */
        if (uid >= poll->place.position || was_missed(poll, uid))
            g_array_append_val(poll->uids, uid);
        else if (poll->account->move)
            g_array_append_val(stayed, uid);
    }
    return put_away(poll, stayed, error);
}

/* Everything up to the last message that there was is taken or missed. */
static gboolean
save_place(Poll *poll, GError **error)
{
    g_autoptr(GString) missed = g_string_new(NULL);
    for (guint i = 0; i < poll->missed->len; i++)
        g_string_append_printf(missed, "%s%u", i > 0 ? "," : "",
                               g_array_index(poll->missed, guint32, i));
    g_free(poll->place.missed);
    poll->place.missed = g_strdup(missed->str);
    poll->place.position = MAX(poll->place.position, (gint64)poll->given + 1);
    return store_source_save(poll->store, poll->name, &poll->place, error);
}

/* Takes the batch; where one is not taken, those behind it come again, and are known then. */
static gboolean
batch_end(Poll *poll, GError **error)
{
    g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(guint32));
    bool good = poll->count == 0 || poll->take(poll->messages, poll->count, poll->user_data, error);
    for (guint i = 0; i < poll->count; i++) {
        if (poll->messages[i].taken)
            g_array_append_val(taken, poll->fetched[i]);
        g_byte_array_unref(poll->messages[i].bytes);
        g_free(poll->messages[i].digest);
        poll->messages[i] = (SourceMessage){0};
    }
    poll->taken += (int)taken->len;
    poll->count = 0;
    poll->size = 0;
    return put_away(poll, taken, good ? error : NULL) && good && save_place(poll, error);
}

typedef struct {
    guint32 uid;
    GByteArray *bytes;
    char *digest; /* where they are cut */
} Fetched;

static void
hear_fetch(const ImapReply *reply, gpointer user_data)
{
    Fetched *fetched = user_data;
    if (imap_is_fetch(reply->text->str) && reply->literal && reply->literal->len > 0 &&
        !fetched->bytes && imap_number(reply->text->str, "UID") == fetched->uid) {
        fetched->bytes = g_byte_array_ref(reply->literal);
        fetched->digest = g_strdup(reply->digest);
    }
}

/* One that the server lists but does not give is asked for again next time. It may have gone meanwhile, unless the
 * server says otherwise or lists it again. */
static void
note_missed(Poll *poll, guint32 uid, ImapStatus status, const char *words)
{
    g_array_append_val(poll->missed, uid);
    if (poll->refused || (status == IMAP_OK && !was_missed(poll, uid)))
        return;
    poll->refused = g_error_new(CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                                "imap: %s: the server does not give the message with UID %u%s%s; "
                                "look at it with a mail program",
                                poll->account->url->host, uid, status == IMAP_OK ? "" : ": ",
                                status == IMAP_OK ? "" : words);
}

static gboolean
fetch(Poll *poll, guint32 uid, GError **error)
{
    Fetched fetched = {.uid = uid};
    ImapStatus status;
    g_autofree char *words = NULL;
    g_autofree char *command = g_strdup_printf("UID FETCH %u (UID BODY.PEEK[])", uid);
    if (!hear(poll, command, hear_fetch, &fetched, &status, &words, error)) {
        g_clear_pointer(&fetched.bytes, g_byte_array_unref);
        g_free(fetched.digest);
        return FALSE;
    }
    if (!fetched.bytes) {
        note_missed(poll, uid, status, words);
        return TRUE;
    }
    poll->messages[poll->count] = (SourceMessage){.bytes = fetched.bytes, .digest = fetched.digest};
    poll->fetched[poll->count++] = poll->given = uid;
    poll->size += fetched.bytes->len;
    return (poll->count < SOURCE_BATCH && poll->size < SOURCE_BATCH_BYTES) ||
           batch_end(poll, error);
}

static gboolean
fetch_all(Poll *poll, GError **error)
{
    for (guint i = 0; i < poll->uids->len && poll->missed->len < MISSED_MAX; i++)
        if (!fetch(poll, g_array_index(poll->uids, guint32, i), error))
            return FALSE;
    if (poll->missed->len == MISSED_MAX) {
        g_clear_error(&poll->refused);
        poll->refused =
            g_error_new(CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                        "imap: %s: the server gives too few of the messages that it lists",
                        poll->account->url->host);
    }
    return poll->uids->len == 0 || batch_end(poll, error);
}

gboolean
imap_take(const ImapAccount *account, Store *store, SourceTake take, gpointer user_data,
          int *ret_taken, GError **error)
{
    const ImapUrl *url = account->url;
    g_auto(Poll) poll = {
        .account = account,
        .store = store,
        .take = take,
        .user_data = user_data,
        .name = g_strdup_printf("imap:%s@%s:%d/%s", url->user, url->host, url->port, url->folder),
        .uids = g_array_new(FALSE, FALSE, sizeof(guint32)),
        .missed = g_array_new(FALSE, FALSE, sizeof(guint32)),
        .line = imap_line_open(account, error),
    };
    gboolean good =
        poll.line && select_folder(&poll, error) && search(&poll, error) && fetch_all(&poll, error);
    *ret_taken = poll.taken;
    ImapStatus status;
    if (good)
        imap_line_say(poll.line, "LOGOUT", NULL, NULL, &status, NULL, NULL);
    if (!good || !poll.refused)
        return good;
    g_propagate_error(error, g_steal_pointer(&poll.refused));
    return FALSE;
}
