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
    static const char *const outcomes[] = {"ok", "refused", "failed", "large"};
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
