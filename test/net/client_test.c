// The HTTP client against a small loopback server in a thread: answers, redirects, refusals,
// limits.
#include "net/client.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "harness.h"

// Answers each connection by its path with a canned reply, until the listening socket is shut down.
static const struct canned {
    const char *path, *reply;
} replies[] = {
    {"/plain",
     "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"e1\"\r\nContent-Type: text/x\r\n\r\nhello"     },
    {"/moved",      "HTTP/1.1 301 Moved\r\nLocation: /plain\r\nContent-Length: 0\r\n\r\n"            },
    {"/found",      "HTTP/1.1 302 Found\r\nLocation: /plain\r\nContent-Length: 0\r\n\r\n"            },
    {"/loop",       "HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n"             },
    {"/file",       "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"},
    {"/too-many",   "HTTP/1.1 429 No\r\nRetry-After: 90\r\nContent-Length: 0\r\n\r\n"                },
    {"/later",      "HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"             },
    {"/short",      "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello"                            },
    {"/huge",       "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nhello"                    },
    {"/unmodified", "HTTP/1.1 304 Not Modified\r\n\r\n"                                              },
};

// Says that the connection is closed: a request that follows on it would be lost.
static void send_reply(int connection, struct str reply)
{
    struct str status, fields;
    str_cut(reply, '\n', &status, &fields);
    char text[512];
    int n = snprintf(text, sizeof text, "%.*s\nConnection: close\r\n%.*s", STR_ARGS(status),
                     STR_ARGS(fields));
    (void)!send(connection, text, (size_t)n, MSG_NOSIGNAL);
}

static void *serve_connections(void *arg)
{
    int listening = *(int *)arg, connection;
    while ((connection = accept(listening, NULL, NULL)) >= 0) {
        char head[4096];
        ssize_t n = read(connection, head, sizeof head - 1);
        head[n > 0 ? n : 0] = 0;
        for (size_t i = 0; i < COUNT_OF(replies); i++) {
            char wanted[64];
            snprintf(wanted, sizeof wanted, "GET %s ", replies[i].path);
            if (strncmp(head, wanted, strlen(wanted)) == 0)
                send_reply(connection, str_from_cstr(replies[i].reply));
        }
        close(connection);
    }
    return NULL;
}

struct loopback {
    int socket;
    pthread_t thread;
    int port;
};

static bool loopback_start(struct loopback *l)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;
    l->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(l->socket, (struct sockaddr *)&at, n) || listen(l->socket, 16) ||
        getsockname(l->socket, (struct sockaddr *)&at, &n))
        return false;
    l->port = ntohs(at.sin_port);
    return pthread_create(&l->thread, NULL, serve_connections, &l->socket) == 0;
}

static void loopback_stop(struct loopback *l)
{
    shutdown(l->socket, SHUT_RDWR);
    close(l->socket);
    pthread_join(l->thread, NULL);
}

static void keep(void *context, const struct fetched *f)
{
    struct buf *out = context;
    static const char *const outcomes[] = {"ok", "refused", "failed", "large", "put-off"};
    const char *path = strchr(f->url.p + 8, '/');
    buf_printf(out, "%s %d %s", outcomes[f->outcome], f->status, path ? path : "");
    if (f->moved.n)
        buf_printf(out, " moved");
    if (f->etag.n)
        buf_printf(out, " etag=%.*s", STR_ARGS(f->etag));
    if (f->retry_after >= 0)
        buf_printf(out, " retry=%d", (int)f->retry_after);
    if (f->body.n)
        buf_printf(out, " [%.*s]", STR_ARGS(f->body));
    buf_add_byte(out, '\n');
}

static struct str fetch_one(struct buf *out, const char *url, bool allow_private)
{
    struct client_options options = {.guard = {allow_private}, .total_timeout_ms = 30000};
    struct client *c = client_new(&options);
    struct fetch f = {.url = str_from_cstr(url)};
    client_add(c, &f);
    buf_reset(out);
    while (client_run(c, 1000, keep, out) > 0)
        ;
    client_free(c);
    return buf_str(out);
}

TEST(client_follows_redirects_and_tells_what_happened)
{
    static const struct {
        const char *path, *want;
    } cases[] = {
        {"/plain",      "ok 200 /plain etag=\"e1\" [hello]\n"      },
        {"/moved",      "ok 200 /plain moved etag=\"e1\" [hello]\n"},
        {"/found",      "ok 200 /plain etag=\"e1\" [hello]\n"      },
        {"/loop",       "failed 302 /loop\n"                       },
        {"/later",      "ok 503 /later retry=120\n"                },
        {"/short",      "failed 200 /short [hello]\n"              },
        {"/huge",       "large 200 /huge\n"                        },
        {"/unmodified", "ok 304 /unmodified\n"                     },
    };
    struct loopback l;
    struct buf out = {0};
    char url[128];
    if (!CHECK(loopback_start(&l)))
        return;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        snprintf(url, sizeof url, "http://127.0.0.1:%d%s", l.port, cases[i].path);
        CHECK_VIEW(fetch_one(&out, url, true), str_from_cstr(cases[i].want));
    }
    snprintf(url, sizeof url, "http://127.0.0.1:%d/file", l.port);
    CHECK(str_starts(fetch_one(&out, url, true), S("refused 302")));
    // Without leave, nothing is sent to this machine, by address or by name.
    snprintf(url, sizeof url, "http://127.0.0.1:%d/plain", l.port);
    CHECK(str_starts(fetch_one(&out, url, false), S("refused 0")));
    CHECK(str_starts(fetch_one(&out, "http://localhost:8080/", false), S("refused 0")));
    buf_release(&out);
    loopback_stop(&l);
}

static void count_done(void *context, const struct fetched *f)
{
    *(size_t *)context += f->status == 200;
}

TEST(client_sends_many_requests_to_one_host_one_at_a_time)
{
    struct loopback l;
    if (!CHECK(loopback_start(&l)))
        return;
    struct client *c = client_new(&(struct client_options){.guard = {true}});
    char url[128];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/plain", l.port);
    for (int i = 0; i < 20; i++)
        client_add(c, &(struct fetch){.url = str_from_cstr(url)});
    size_t answered = 0;
    while (client_run(c, 1000, count_done, &answered) > 0)
        ;
    CHECK_INT(answered, 20); // the server answers one connection at a time, so order would show
    client_free(c);
    loopback_stop(&l);
}

TEST(client_can_be_freed_with_requests_in_flight)
{
    struct loopback l;
    if (!CHECK(loopback_start(&l)))
        return;
    struct client *c = client_new(&(struct client_options){.guard = {true}});
    char url[128];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/nothing", l.port);
    for (int i = 0; i < 5; i++)
        client_add(c, &(struct fetch){.url = str_from_cstr(url)});
    size_t answered = 0;
    client_run(c, 1, count_done, &answered);
    client_free(c);
    loopback_stop(&l);
}

static int64_t monotonic_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

TEST(client_with_nothing_queued_waits_and_does_not_spin)
{
    struct client *c = client_new(&(struct client_options){.guard = {true}});
    int64_t begun = monotonic_ms();
    CHECK_INT(client_run(c, 100, count_done, NULL), 0);
    CHECK(monotonic_ms() - begun >= 99);
    client_free(c);
}

// Not when the call has waited its minute.
TEST(client_follows_a_redirect_at_once)
{
    struct loopback l;
    if (!CHECK(loopback_start(&l)))
        return;
    struct client *c = client_new(&(struct client_options){.guard = {true}});
    char url[128];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/moved", l.port);
    client_add(c, &(struct fetch){.url = str_from_cstr(url)});
    size_t answered = 0;
    int64_t begun = monotonic_ms();
    CHECK_INT(client_run(c, 60000, count_done, &answered), 0);
    CHECK_INT(answered, 1);
    CHECK(monotonic_ms() - begun < 30000);
    client_free(c);
    loopback_stop(&l);
}

TEST(client_leaves_a_host_alone_that_says_too_many_requests)
{
    struct loopback l;
    struct buf out = {0};
    if (!CHECK(loopback_start(&l)))
        return;
    struct client *c = client_new(&(struct client_options){.guard = {true}});
    const char *const paths[] = {"/too-many", "/plain", "/plain"};
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        char url[128];
        snprintf(url, sizeof url, "http://127.0.0.1:%d%s", l.port, paths[i]);
        client_add(c, &(struct fetch){.url = str_from_cstr(url)});
    }
    while (client_run(c, 1000, keep, &out) > 0)
        ;
    CHECK_VIEW(buf_str(&out), S("ok 429 /too-many retry=90\n"
                                "put-off 0 /plain retry=90\n"
                                "put-off 0 /plain retry=90\n"));
    client_free(c);
    buf_release(&out);
    loopback_stop(&l);
}

// --- the bound of all bodies --------------------------------------------------------------------

enum { SENDERS = 24, SENT = 1 << 20 };

// Servers on 127.0.1.1, 127.0.1.2 …, each of which sends a body but for its last byte, and that
// once it is let.
struct senders {
    int listening[SENDERS];
    pthread_t threads[SENDERS];
    pthread_mutex_t lock;
    pthread_cond_t let;
    bool may_end;
};

struct sender {
    struct senders *all;
    int listening;
};

static void send_all(int fd, const char *bytes, size_t n)
{
    for (ssize_t sent; n > 0; bytes += sent, n -= (size_t)sent)
        if ((sent = send(fd, bytes, n, MSG_NOSIGNAL)) <= 0)
            return;
}

static void *send_body(void *arg)
{
    struct sender *s = arg;
    static const char zeros[SENT - 1];
    char text[4096];
    int fd = accept(s->listening, NULL, NULL);
    (void)!read(fd, text, sizeof text);
    int n = snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", SENT);
    send_all(fd, text, (size_t)n);
    send_all(fd, zeros, sizeof zeros);
    pthread_mutex_lock(&s->all->lock);
    while (!s->all->may_end)
        pthread_cond_wait(&s->all->let, &s->all->lock);
    pthread_mutex_unlock(&s->all->lock);
    send_all(fd, "!", 1);
    close(fd);
    close(s->listening);
    return NULL;
}

static bool start_sender(struct sender *s, pthread_t *thread, int i, char *url, size_t room)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 256 + (uint32_t)i)};
    socklen_t n = sizeof at;
    s->listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(s->listening, (struct sockaddr *)&at, n) || listen(s->listening, 1) ||
        getsockname(s->listening, (struct sockaddr *)&at, &n))
        return false;
    snprintf(url, room, "http://127.0.1.%d:%d/", i + 1, ntohs(at.sin_port));
    return pthread_create(thread, NULL, send_body, s) == 0;
}

struct whole {
    size_t count, bytes;
};

static void count_whole(void *context, const struct fetched *f)
{
    struct whole *w = context;
    w->count += f->outcome == FETCH_OK && f->body.n == SENT && f->body.p[SENT - 1] == '!';
    w->bytes += f->body.n;
}

TEST(client_holds_senders_up_when_all_bodies_take_too_much)
{
    struct senders all = {.lock = PTHREAD_MUTEX_INITIALIZER, .let = PTHREAD_COND_INITIALIZER};
    struct sender senders[SENDERS];
    const size_t common = 4 * MIB, bound = LIMIT_DECODED + common;
    struct client *c = client_new(&(struct client_options){.guard = {true}, .body_bytes = bound});
    for (int i = 0; i < SENDERS; i++) {
        char url[64];
        senders[i] = (struct sender){.all = &all};
        if (!CHECK(start_sender(&senders[i], &all.threads[i], i, url, sizeof url)))
            return;
        client_add(c, &(struct fetch){.url = str_from_cstr(url)});
    }
    // Nobody may end, so what is held grows to the bound and stays there.
    struct whole w = {0};
    size_t peak = 0, still = 0;
    while (still < 50) {
        client_run(c, 10, count_whole, &w);
        size_t now = client_body_bytes(c);
        still = now > peak || now < common / 2 ? 0 : still + 1;
        peak = now > peak ? now : peak;
    }
    CHECK_INT(w.count, 0);
    CHECK(peak <= common + 3 * MIB); // buffers grow by doubling, and one may go on
    pthread_mutex_lock(&all.lock);
    all.may_end = true;
    pthread_cond_broadcast(&all.let);
    pthread_mutex_unlock(&all.lock);
    size_t left;
    do {
        left = client_run(c, 1000, count_whole, &w);
        peak = client_body_bytes(c) > peak ? client_body_bytes(c) : peak;
    } while (left > 0);
    CHECK_INT(w.count, SENDERS); // late, and whole
    CHECK(peak <= common + 3 * MIB);
    CHECK_INT(client_body_bytes(c), 0);
    client_free(c);
    for (int i = 0; i < SENDERS; i++)
        pthread_join(all.threads[i], NULL);
}
