/* usage: lmtp-load SOCKET SESSIONS DIRECTORY - hands every file in DIRECTORY to the LMTP server at SOCKET, over so many
 * sessions at a time, each file once, to the address in its To field. Prints how many were acknowledged, and the seconds. One
 * thread for all sessions, since the server has to share the processors with it. */
#include <fcntl.h>
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

typedef struct {
    GString *bytes; /* dot-stuffed, its end included */
    char *envelope; /* MAIL, RCPT and DATA, said at once */
} Message;

typedef struct {
    int fd;
    const Message *message; /* under way; NULL before the first */
    bool offered;           /* its envelope was said; its bytes are next */
    const char *digits;     /* that the replies to come begin with */
    char heard[4096];
    gsize held;
} Session;

static GArray *messages;
static guint next, acknowledged, open_sessions;

static void
load(const char *path)
{
    char *text;
    gsize length;
    Message message = {.bytes = g_string_new(NULL)};
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    const char *to = strstr(text, "\nTo: ") + strlen("\nTo: ");
    char *recipient = g_strndup(to, strcspn(to, "\r\n"));
    message.envelope = g_strdup_printf(
        "MAIL FROM:<guest@guests.example> SIZE=%zu\r\nRCPT TO:<%s>\r\nDATA\r\n", length, recipient);
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line && (line[1] || **line); line++)
        g_string_append_printf(message.bytes, "%s%s\r\n", **line == '.' ? "." : "", *line);
    g_string_append(message.bytes, ".\r\n");
    g_array_append_val(messages, message);
    g_strfreev(lines);
    g_free(recipient);
    g_free(text);
}

/* The server reads until it has all of it, whatever it does with other sessions. */
static void
say(const Session *session, const char *bytes, gsize length)
{
    while (length > 0) {
        gssize sent = send(session->fd, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0)
            exit(1);
        bytes += sent;
        length -= (gsize)sent;
    }
}

static void
offer_next(Session *session)
{
    if (next == messages->len) {
        close(session->fd);
        open_sessions--;
        return;
    }
    session->message = &g_array_index(messages, Message, next++);
    session->offered = true;
    session->digits = "223";
    say(session, session->message->envelope, strlen(session->message->envelope));
}

/* All replies to what was said last are there. */
static void
go_on(Session *session)
{
    if (session->offered) {
        session->offered = false;
        session->digits = "2";
        say(session, session->message->bytes->str, session->message->bytes->len);
        return;
    }
    acknowledged += session->message ? 1 : 0;
    offer_next(session);
}

/* Takes the replies that are whole; dies where one is not the one that has to come. */
static void
hear(Session *session)
{
    gssize got =
        recv(session->fd, session->heard + session->held, sizeof session->heard - session->held, 0);
    if (got <= 0)
        exit(1);
    session->held += (gsize)got;
    char *line = session->heard, *end;
    gsize left = session->held;
    for (; (end = memchr(line, '\n', left)); left -= (gsize)(end + 1 - line), line = end + 1)
        if (line[3] != '-' && *session->digits++ != line[0]) {
            fprintf(stderr, "lmtp-load: %.*s\n", (int)(end - line), line);
            exit(1);
        }
    memmove(session->heard, line, left);
    session->held = left;
    if (!*session->digits)
        go_on(session);
}

static void
session_open(Session *session, const char *path, int epoll)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = session};
    g_strlcpy(address.sun_path, path, sizeof address.sun_path);
    session->fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(session->fd, (struct sockaddr *)&address, sizeof address) != 0 ||
        epoll_ctl(epoll, EPOLL_CTL_ADD, session->fd, &event) != 0)
        exit(1);
    session->digits = "22"; /* its greeting, and the reply to ours */
    say(session, "LHLO load.example\r\n", strlen("LHLO load.example\r\n"));
    open_sessions++;
}

int
main(int argc, char **argv)
{
    GDir *directory = argc == 4 ? g_dir_open(argv[3], 0, NULL) : NULL;
    const char *name;
    if (!directory)
        return 64;
    messages = g_array_new(FALSE, FALSE, sizeof(Message));
    while ((name = g_dir_read_name(directory))) {
        char *path = g_build_filename(argv[3], name, NULL);
        load(path);
        g_free(path);
    }
    g_dir_close(directory);
    gint64 start = g_get_monotonic_time();
    int epoll = epoll_create1(0), count = atoi(argv[2]);
    Session *sessions = g_new0(Session, (gsize)count);
    for (int i = 0; i < count; i++)
        session_open(&sessions[i], argv[1], epoll);
    while (open_sessions > 0) {
        struct epoll_event events[64];
        int ready = epoll_wait(epoll, events, G_N_ELEMENTS(events), -1);
        for (int i = 0; i < ready; i++)
            hear(events[i].data.ptr);
    }
    printf("%u %.6f\n", acknowledged, (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC);
    return 0;
}
