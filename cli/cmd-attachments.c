/* convoke attachments: what guests sent along, and its way into a folder. Names and bytes are strangers':
 * the names are safe since they were stored, and nothing that is there already is ever written to. */
#include "cli/command.h"
#include "cli/words.h"
#include "cli/workspace.h"
#include "db/store-attachment.h"
#include "db/store-meeting.h"
#include "event/address.h"
#include "event/error.h"
#include "event/file-name.h"
#include "event/when.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* --- the list --- */

static const char *
words_of_missing(const char *missing)
{
    static const struct {
        const char *missing, *words;
    } rows[] = {
        {"limit", "not kept: more than is read of a message"},
        {"room", "not kept: no room, see guest-megabytes"},
        {"age", "no longer kept"},
        {"forgotten", "no longer kept: it named somebody who is forgotten"},
    };
    for (gsize i = 0; missing && i < G_N_ELEMENTS(rows); i++)
        if (g_str_equal(rows[i].missing, missing))
            return rows[i].words;
    return NULL;
}

/* Whether the mail came from an address that the event file has for GUEST. */
static bool
is_own(const Guest *guest, const char *from)
{
    g_autofree char *address = address_of_mailbox(from);
    return guest && guest_address(guest, address);
}

static void
print_one(const Shell *shell, const Meeting *meeting, const StoredAttachment *attachment,
          GTimeZone *zone)
{
    const Guest *guest = meeting_guest(meeting, attachment->guest);
    g_autofree char *who = words_for_terminal(guest ? guest->name : attachment->guest, 0);
    g_autofree char *name = words_for_terminal(attachment->name, shell->width);
    g_autofree char *when = words_of_instant(attachment->received_at, zone);
    g_autofree char *size = g_format_size((guint64)attachment->size);
    g_autofree char *from = words_for_terminal(attachment->from, shell->width);
    const char *missing = words_of_missing(attachment->missing);
    const Session *session = guest ? meeting_only_session(meeting, guest->id) : NULL;
    const char *title = session && session->titles->len > 0 ? session->titles->pdata[0] : NULL;
    g_autofree char *talk = words_for_terminal(title, shell->width);
    printf("%s%s%s\n   %s, %.10s, %s%s%s\n", shell->color ? "\033[1m" : "", name,
           shell->color ? "\033[0m" : "", who, when, size, missing ? "; " : "",
           missing ? missing : "");
    if (title)
        printf("   for “%s”\n", talk);
    if (!is_own(guest, attachment->from))
        printf("   written from %s\n", *from ? from : "no address");
}

static void
print_list(const Shell *shell, const Meeting *meeting, const GPtrArray *list)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    for (guint i = 0; i < list->len; i++)
        print_one(shell, meeting, g_ptr_array_index(list, i), zone);
    if (list->len == 0)
        printf("Nobody sent a file along.\n");
    else
        printf("\nWrite them into a folder with: convoke attachments --save DIR\n");
}

/* --- saving --- */

/* "ann-slides.pdf"; of further ones of that name "ann-slides-2.pdf". */
static char *
name_of(const StoredAttachment *attachment, int number)
{
    g_autofree char *name = file_name_safe(attachment->name);
    const char *dot = g_strrstr(name, ".");
    int stem = dot ? (int)(dot - name) : (int)strlen(name);
    return number == 1 ? g_strdup_printf("%s-%s", attachment->guest, name)
                       : g_strdup_printf("%s-%.*s-%d%s", attachment->guest, stem, name, number,
                                         dot ? dot : "");
}

static gboolean
fail(const char *path, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", path, g_strerror(errno));
    return FALSE;
}

/* Whether the file open as FD holds CONTENT and nothing else. */
static bool
holds(int fd, GBytes *content)
{
    gsize length, at = 0;
    const char *bytes = g_bytes_get_data(content, &length);
    char block[65536];
    for (;;) {
        gssize got = read(fd, block, sizeof block);
        if (got == 0)
            return at == length;
        if (got < 0 || (gsize)got > length - at || memcmp(block, bytes + at, (gsize)got) != 0)
            return false;
        at += (gsize)got;
    }
}

static bool
put(int fd, GBytes *content)
{
    gsize length;
    const char *bytes = g_bytes_get_data(content, &length);
    while (length > 0) {
        gssize done = write(fd, bytes, length);
        if (done < 0 && errno != EINTR)
            return false;
        bytes += MAX(done, 0);
        length -= (gsize)MAX(done, 0);
    }
    return true;
}

/* A new file in the folder DIR; taken away again where it cannot be written whole. */
static gboolean
write_new(int dir, const char *name, GBytes *content, GError **error)
{
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(name, error);
    bool good = put(fd, content);
    int why = errno;
    good = close(fd) == 0 && good;
    if (good)
        return TRUE;
    unlinkat(dir, name, 0);
    errno = why;
    return fail(name, error);
}

/* Under the first name that is free, unless it is there already. */
static gboolean
save_one(int dir, const StoredAttachment *attachment, GBytes *content, GError **error)
{
    enum { NAMES_MAX = 10000 };
    for (int number = 1; number <= NAMES_MAX; number++) {
        g_autofree char *name = name_of(attachment, number);
        int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        if (fd < 0 && errno == ENOENT) {
            if (!write_new(dir, name, content, error))
                return FALSE;
            printf("%s\n", name);
            return TRUE;
        }
        bool same = fd >= 0 && holds(fd, content);
        if (fd >= 0)
            close(fd);
        if (same)
            return TRUE;
    }
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                "too many files are called %s; name an empty folder", attachment->name);
    return FALSE;
}

static gboolean
save_all(Store *store, int dir, const GPtrArray *list, GError **error)
{
    for (guint i = 0; i < list->len; i++) {
        const StoredAttachment *attachment = g_ptr_array_index(list, i);
        if (!attachment->digest)
            continue;
        g_autoptr(GBytes) content = store_attachment_load(store, attachment->digest, error);
        if (!content || !save_one(dir, attachment, content, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
save(Store *store, const char *folder, const GPtrArray *list, GError **error)
{
    if (g_mkdir_with_parents(folder, 0777) != 0)
        return fail(folder, error);
    int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return fail(folder, error);
    gboolean good = save_all(store, dir, list, error);
    close(dir);
    return good;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_autofree char *folder = NULL;
    const GOptionEntry options[] = {
        {"save", 's', 0, G_OPTION_ARG_FILENAME, &folder,
         "Write those that are not there yet into this folder", "DIR"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error))
        return EX_USAGE;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id = workspace ? workspace_meeting(workspace, args[0], error) : NULL;
    g_autoptr(Meeting) meeting =
        id ? store_meeting_load(workspace->store, id, STORE_GUESTS_ALL, error) : NULL;
    g_autoptr(GPtrArray) list = meeting ? store_attachment_list(workspace->store, id, error) : NULL;
    if (!list)
        return EX_SOFTWARE;
    if (folder)
        return save(workspace->store, folder, list, error) ? EX_OK : EX_SOFTWARE;
    print_list(shell, meeting, list);
    return EX_OK;
}

const Command command_attachments = {
    .name = "attachments",
    .arguments = "[MEETING]",
    .summary = "files that guests sent along: slides, papers",
    .details =
        "Lists the files that came with guests' answers, oldest first. --save writes them as\n"
        "GUEST-NAME into a folder; what is there already is left alone.",
    .run = run,
};
