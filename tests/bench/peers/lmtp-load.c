/* usage: lmtp-load SOCKET SESSIONS DIRECTORY - hands every file in DIRECTORY to the LMTP server at SOCKET, over so many
 * sessions at a time, each file once, to the address in its To field. Prints how many were acknowledged. */
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

typedef struct {
    GString *bytes; /* dot-stuffed, its end included */
    char *envelope; /* MAIL, RCPT and DATA, said at once */
} Message;

static GArray *messages;
static struct sockaddr_un address = {.sun_family = AF_UNIX};
static int next, acknowledged;

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

static void
say(int fd, const char *bytes, gsize length)
{
    while (length > 0) {
        gssize sent = send(fd, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0)
            exit(1);
        bytes += sent;
        length -= (gsize)sent;
    }
}

/* Hears COUNT replies; dies unless each begins with a digit of DIGITS. */
static void
hear(int fd, const char *digits)
{
    static __thread char buffer[4096];
    static __thread gsize held;
    while (*digits) {
        char *end = memchr(buffer, '\n', held);
        if (!end) {
            gssize got = recv(fd, buffer + held, sizeof buffer - held, 0);
            if (got <= 0)
                exit(1);
            held += (gsize)got;
            continue;
        }
        if (buffer[3] != '-' && *digits++ != buffer[0]) {
            fprintf(stderr, "lmtp-load: %.*s\n", (int)(end - buffer), buffer);
            exit(1);
        }
        held -= (gsize)(end + 1 - buffer);
        memmove(buffer, end + 1, held);
    }
}

static gpointer
session(gpointer unused)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        exit(1);
    say(fd, "LHLO load.example\r\n", strlen("LHLO load.example\r\n"));
    hear(fd, "22");
    for (guint i; (i = (guint)g_atomic_int_add(&next, 1)) < messages->len;) {
        const Message *message = &g_array_index(messages, Message, i);
        say(fd, message->envelope, strlen(message->envelope));
        hear(fd, "223");
        say(fd, message->bytes->str, message->bytes->len);
        hear(fd, "2");
        g_atomic_int_inc(&acknowledged);
    }
    close(fd);
    return unused;
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
    g_strlcpy(address.sun_path, argv[1], sizeof address.sun_path);
    gint64 start = g_get_monotonic_time();
    int sessions = atoi(argv[2]);
    GThread **threads = g_new(GThread *, (gsize)sessions);
    for (int i = 0; i < sessions; i++)
        threads[i] = g_thread_new(NULL, session, NULL);
    for (int i = 0; i < sessions; i++)
        g_thread_join(threads[i]);
    printf("%d %.6f\n", acknowledged, (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC);
    return 0;
}
