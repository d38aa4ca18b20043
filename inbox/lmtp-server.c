/* One loop: read what is there, take all whole messages together, answer, write. */
#include "inbox/lmtp-server.h"
#include "event/error.h"
#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define EVENTS 64
/* Heard between some messages that are recorded and the next: a part of what is there, since the time in which a commit is
 * waited for wants something to do, too. */
#define HEARD 2
/* Looks for more, before what is there is taken. */
#define ROUNDS 8

typedef struct {
    int fd;
    LmtpSession session;
    GByteArray *unheard; /* came while the session did not hear; no more is read meanwhile */
    gint64 deadline;     /* monotonic, seconds */
    uint32_t events;     /* that are waited for */
    gboolean in_data;    /* at the last look */
    gboolean impatient;  /* said more while its message waits to be taken: not heard until then */
    gboolean gone;
} Connection;

typedef struct {
    const LmtpServer *server;
    int epoll;
    GHashTable *connections; /* as a set */
    GPtrArray *waiting;      /* Connection * with a whole message */
    guint begun;             /* of those, how many `ahead` was told of */
    guint connections_max;
    LmtpRoom room; /* of their messages */
    gboolean stopping;
    GError *over; /* why, where it does so by itself */
} Loop;

static gint64
seconds(void)
{
    return g_get_monotonic_time() / G_USEC_PER_SEC;
}

static void
connection_free(gpointer data)
{
    Connection *connection = data;
    close(connection->fd);
    lmtp_clear(&connection->session);
    g_byte_array_unref(connection->unheard);
    g_free(connection);
}

static void
connection_flush(Connection *connection)
{
    GString *out = connection->session.out;
    while (out->len > 0) {
        gssize sent = send(connection->fd, out->str, out->len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0) {
            connection->gone |= errno != EAGAIN;
            return;
        }
        g_string_erase(out, 0, sent);
    }
    connection->gone |= connection->session.state == LMTP_CLOSE;
}

static uint32_t
events_wanted(const Connection *connection)
{
    gsize out = connection->session.out->len;
    gboolean reads = connection->session.state != LMTP_CLOSE && out < LMTP_OUT &&
                     connection->unheard->len == 0 && !connection->impatient;
    return (reads ? EPOLLIN : 0) | (out > 0 ? EPOLLOUT : 0);
}

/* Gives the session what came; what it does not want now is kept, be it that its client does not read what it says. */
static void
connection_hear(const Loop *loop, Connection *connection, const char *bytes, gsize length)
{
    LmtpSession *session = &connection->session;
    gsize used = lmtp_hear(session, bytes, length);
    g_byte_array_append(connection->unheard, (const guint8 *)bytes + used, (guint)(length - used));
    if (session->state ==
        LMTP_DELIVER) /* what was begun is taken, whatever becomes of its client */
        g_ptr_array_add(loop->waiting, connection);
    if (!session->in_data)
        connection->deadline = seconds() + LMTP_SILENCE;
    else if (!connection->in_data)
        connection->deadline = seconds() + LMTP_MESSAGE;
    connection->in_data = session->in_data;
}

/* Whether it takes a step if it is given something. */
static gboolean
hears(const Connection *connection)
{
    return connection->session.state == LMTP_READ && connection->session.out->len < LMTP_OUT;
}

static void
hear_rest(const Loop *loop, Connection *connection)
{
    g_autoptr(GByteArray) unheard = connection->unheard;
    connection->unheard = g_byte_array_new();
    connection_hear(loop, connection, (char *)unheard->data, unheard->len);
}

static void
connection_settle(Loop *loop, Connection *connection)
{
    connection_flush(connection);
    while (hears(connection) && connection->unheard->len > 0) {
        hear_rest(loop, connection);
        connection_flush(connection);
    }
    /* One that stands in line stays until its turn has come. */
    if (connection->gone && connection->session.state != LMTP_DELIVER) {
        g_hash_table_remove(loop->connections, connection);
        return;
    }
    uint32_t wanted = events_wanted(connection);
    struct epoll_event event = {.events = wanted, .data.ptr = connection};
    if (wanted != connection->events)
        epoll_ctl(loop->epoll, EPOLL_CTL_MOD, connection->fd, &event);
    connection->events = wanted;
}

static void
connection_open(Loop *loop, int fd)
{
    static const char full[] = "421 4.3.2 too many connections; come again\r\n";
    if (g_hash_table_size(loop->connections) >= loop->connections_max) {
        (void)!send(fd, full, sizeof full - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
        close(fd);
        return;
    }
    Connection *connection = g_new0(Connection, 1);
    connection->fd = fd;
    connection->unheard = g_byte_array_new();
    connection->deadline = seconds() + LMTP_SILENCE;
    connection->events = EPOLLIN;
    lmtp_init(&connection->session, loop->server->rules, &loop->room);
    g_hash_table_add(loop->connections, connection);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    connection->gone = epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) != 0;
    connection_settle(loop, connection);
}

/* The messages of the sessions in line from the FIRST on, once for each recipient, as long as they are at most so many. */
static GArray *
messages_in_line(const Loop *loop, guint first, guint most, guint *ret_sessions)
{
    GArray *messages = g_array_sized_new(FALSE, FALSE, sizeof(SourceMessage), loop->waiting->len);
    guint i = first;
    for (; i < loop->waiting->len; i++) {
        const LmtpSession *session = &((const Connection *)loop->waiting->pdata[i])->session;
        if (messages->len + session->recipients->len > most)
            break;
        for (guint k = 0; k < session->recipients->len; k++) {
            const SourceMessage message = {.recipient = session->recipients->pdata[k],
                                           .bytes = session->data.bytes,
                                           .front = session->front};
            g_array_append_val(messages, message);
        }
    }
    *ret_sessions = i - first;
    return messages;
}

/* Those that have come to stand in line are told of together: to wake who reads them takes long. */
static void
begin_new(Loop *loop)
{
    guint sessions;
    if (loop->begun == loop->waiting->len)
        return;
    g_autoptr(GArray) messages = messages_in_line(loop, loop->begun, G_MAXUINT, &sessions);
    loop->begun += sessions;
    loop->server->ahead((SourceMessage *)(void *)messages->data, messages->len,
                        loop->server->user_data);
}

static void
connection_read(const Loop *loop, Connection *connection)
{
    char buffer[65536];
    gssize got = recv(connection->fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got > 0)
        connection_hear(loop, connection, buffer, (gsize)got);
    else
        connection->gone |= got == 0 || (errno != EAGAIN && errno != EINTR);
}

/* The verdicts on its message; then it goes on with what it had said further. */
static void
connection_answer(Loop *loop, Connection *connection, const SourceMessage *messages, guint count)
{
    for (guint i = 0; i < count; i++)
        lmtp_answer(&connection->session, messages[i].taken ? LMTP_TAKEN : LMTP_LATER);
    connection->impatient = FALSE;
    hear_rest(loop, connection);
    connection_settle(loop, connection);
}

/* Takes as many of those that wait as one commit takes, and answers them. */
static void
take_waiting(Loop *loop)
{
    guint sessions, n = 0;
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) taken = g_ptr_array_new();
    g_autoptr(GArray) array = messages_in_line(loop, 0, SOURCE_BATCH, &sessions);
    SourceMessage *messages = (SourceMessage *)(void *)array->data;
    for (guint i = 0; i < sessions; i++)
        g_ptr_array_add(taken, loop->waiting->pdata[i]);
    g_ptr_array_remove_range(loop->waiting, 0, sessions);
    loop->begun -= sessions;
    if (!loop->server->take(messages, array->len, loop->server->user_data, &error) && error &&
        !loop->server->trouble(error, loop->server->user_data) && !loop->stopping) {
        loop->stopping = TRUE;
        loop->over = g_steal_pointer(&error);
    }
    for (guint i = 0; i < sessions; i++) {
        Connection *connection = taken->pdata[i];
        guint recipients = connection->session.recipients->len;
        connection_answer(loop, connection, &messages[n], recipients);
        n += recipients;
    }
    begin_new(loop);
}

static void
accept_all(Loop *loop, int socket)
{
    for (;;) {
        int fd = accept4(socket, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd < 0)
            return;
        connection_open(loop, fd);
    }
}

/* It would be said again and again that there is something to hear, or that the client is gone. */
static void
hear_later(const Loop *loop, Connection *connection, uint32_t events)
{
    connection->impatient = TRUE;
    if (!(events & (EPOLLHUP | EPOLLERR)))
        return;
    connection->gone = TRUE;
    epoll_ctl(loop->epoll, EPOLL_CTL_DEL, connection->fd, NULL);
}

/* A descriptor that is no connection stands as its own address in the table of sockets. */
static void
handle(Loop *loop, const struct epoll_event *event)
{
    const GArray *sockets = loop->server->sockets;
    const int *socket = event->data.ptr;
    if (!socket) {
        loop->stopping = TRUE;
        return;
    }
    if (socket >= (int *)(void *)sockets->data &&
        socket < (int *)(void *)sockets->data + sockets->len) {
        accept_all(loop, *socket);
        return;
    }
    Connection *connection = event->data.ptr;
    if (connection->session.state == LMTP_DELIVER)
        hear_later(loop, connection, event->events);
    else if (connection->unheard->len > 0)
        connection->gone |= (event->events & (EPOLLHUP | EPOLLERR)) != 0;
    else if (connection->session.state == LMTP_READ &&
             event->events & (EPOLLIN | EPOLLHUP | EPOLLERR))
        connection_read(loop, connection);
    connection_settle(loop, connection);
}

/* How many events there were within TIMEOUT milliseconds; no more than MOST are looked at. */
static int
turn(Loop *loop, int most, int timeout)
{
    struct epoll_event events[EVENTS];
    int count = epoll_wait(loop->epoll, events, most, timeout);
    for (int i = 0; i < count; i++)
        handle(loop, &events[i]);
    begin_new(loop);
    return count;
}

/* While those that stand in line are taken, others are heard, and join the line for the next commit. */
static void
hear_until(int fd, gpointer user_data)
{
    Loop *loop = user_data;
    struct pollfd polls[] = {{.fd = fd, .events = POLLIN}, {.fd = loop->epoll, .events = POLLIN}};
    for (;;) {
        if (poll(polls, loop->stopping ? 1 : 2, -1) > 0 && polls[0].revents)
            return;
        if (!loop->stopping)
            turn(loop, EVENTS, 0);
    }
}

/* While they are recorded, so that who reads messages has something to do then, too. */
static void
hear_little(gpointer user_data)
{
    Loop *loop = user_data;
    if (!loop->stopping)
        turn(loop, HEARD, 0);
}

static void
end_all(Loop *loop, gint64 before, const char *why)
{
    GHashTableIter iter;
    gpointer key;
    g_autoptr(GPtrArray) late = g_ptr_array_new();
    g_hash_table_iter_init(&iter, loop->connections);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        if (((Connection *)key)->deadline <= before &&
            ((Connection *)key)->session.state != LMTP_DELIVER)
            g_ptr_array_add(late, key);
    for (guint i = 0; i < late->len; i++) {
        Connection *connection = late->pdata[i];
        lmtp_end(&connection->session, why);
        connection_flush(connection);
        connection->gone = TRUE;
        connection_settle(loop, connection);
    }
}

static gboolean
watch(Loop *loop, GError **error)
{
    const GArray *sockets = loop->server->sockets;
    struct epoll_event stop = {.events = EPOLLIN};
    loop->epoll = epoll_create1(EPOLL_CLOEXEC);
    gboolean good = loop->epoll >= 0 &&
                    epoll_ctl(loop->epoll, EPOLL_CTL_ADD, loop->server->stop_fd, &stop) == 0;
    for (guint i = 0; good && i < sockets->len; i++) {
        int *socket = &g_array_index(sockets, int, i);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = socket};
        good = epoll_ctl(loop->epoll, EPOLL_CTL_ADD, *socket, &event) == 0;
    }
    if (!good)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "waiting for mail: %s",
                    g_strerror(errno));
    return good;
}

/* As many as wanted, and as the system has descriptors for beside those of the database and its like: who cannot even
 * be told to come again would be waited for without rest. */
static guint
connections_possible(guint wanted)
{
    enum { OTHERS = 32 };
    long all = sysconf(_SC_OPEN_MAX);
    return all < 0 ? wanted : MIN(wanted, (guint)MAX(all - OTHERS, 1));
}

gboolean
lmtp_serve(const LmtpServer *server, GError **error)
{
    g_autoptr(GHashTable) connections = g_hash_table_new_full(NULL, NULL, connection_free, NULL);
    g_autoptr(GPtrArray) waiting = g_ptr_array_new();
    Loop loop = {.server = server,
                 .connections = connections,
                 .waiting = waiting,
                 .connections_max = connections_possible(server->connections),
                 .room = {.most = server->room}};
    gboolean good = watch(&loop, error);
    const Meanwhile hear = {hear_until, hear_little, &loop};
    gint64 looked = seconds();
    int rounds = 0;
    server->offer(&hear, server->user_data);
    while (good && !loop.stopping) {
        int count = turn(&loop, EVENTS, waiting->len > 0 ? 0 : 1000);
        /* While more is coming in, it joins the commit. */
        rounds = waiting->len > 0 ? rounds + 1 : 0;
        if (waiting->len > 0 && (count <= 0 || waiting->len >= SOURCE_BATCH || rounds > ROUNDS))
            take_waiting(&loop);
        if (seconds() > looked)
            end_all(&loop, looked = seconds(), "4.4.2 you are too slow; come again");
    }
    while (waiting->len > 0)
        take_waiting(&loop);
    end_all(&loop, G_MAXINT64, "4.3.2 convoke is stopping; come again");
    if (loop.epoll >= 0)
        close(loop.epoll);
    if (loop.over)
        g_propagate_error(error, loop.over);
    return good && !loop.over;
}
