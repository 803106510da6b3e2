// bench/collect [FEEDS] [ITEMS] [HANGING_PER_1000]: collecting from many hosts.
//
// Makes a network namespace of its own with only the loopback interface, serves FEEDS feeds
// (default 10,000) of ITEMS items (default 20), each from an address of its own in 127.0.0.0/8, and
// collects them three times: everything new; nothing new (304); nothing new with some hosts that
// never answer. Prints seconds, processor seconds of the collector and its readers, articles a
// second, their peak memory in sum (every 50 ms). Bounded: one pass each, nothing leaves the
// namespace.
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/pool.h"
#include "collect/collector.h"
#include "store/feeds.h"

enum { PORT = 8080, HEAD_MAX = 4096 };

// --- the server ---------------------------------------------------------------------------------

struct connection {
    int fd;
    size_t n;
    char head[HEAD_MAX];
};

static size_t item_count;

// The number of the feed is the address it was asked at: 127.x.y.z -> x*65536 + y*256 + z.
static uint32_t feed_of(int fd)
{
    struct sockaddr_in at;
    socklen_t n = sizeof at;
    getsockname(fd, (struct sockaddr *)&at, &n);
    return ntohl(at.sin_addr.s_addr) & 0xFFFFFF;
}

static void add_item(struct buf *b, uint32_t feed, size_t item)
{
    static const char *const words[] = {"الماء",    "السد",   "المدينة", "الطريق",  "الحكومة",
                                        "البرلمان", "السوق",  "المدرسة", "الميناء", "الزراعة",
                                        "الكهرباء", "القطار", "قالت",    "إن",      "في",
                                        "العام",    "الماضي", "على",     "من",      "التي"};
    uint64_t seed = hash_mix(((uint64_t)feed << 20) + item);
    buf_printf(b, "<item><title>خبر %u-%zu</title><guid>%u-%zu</guid><description>", feed, item,
               feed, item);
    for (int w = 0; w < 120; w++) {
        seed = hash_mix(seed);
        buf_printf(b, "%s%s", words[seed % COUNT_OF(words)], w % 15 == 14 ? ". " : " ");
    }
    buf_add(b, S("</description></item>"));
}

static void answer(int fd, const char *head, uint32_t hanging)
{
    uint32_t feed = feed_of(fd);
    struct buf body = {0}, out = {0};
    if (hanging && feed % 1000 < hanging)
        return; // never answers
    if (strstr(head, "If-None-Match: \"same\"")) {
        buf_add(&out,
                S("HTTP/1.1 304 Not Modified\r\nETag: \"same\"\r\nConnection: close\r\n\r\n"));
    } else {
        buf_printf(&body,
                   "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>منفذ %u</title>",
                   feed);
        for (size_t i = 0; i < item_count; i++)
            add_item(&body, feed, i);
        buf_add(&body, S("</channel></rss>"));
        buf_printf(&out,
                   "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"same\"\r\n"
                   "Connection: close\r\nContent-Length: %zu\r\n\r\n",
                   body.n);
        buf_add(&out, buf_str(&body));
    }
    for (size_t at = 0; at < out.n;) {
        ssize_t n = write(fd, out.p + at, out.n - at);
        if (n <= 0)
            break;
        at += (size_t)n;
    }
    buf_release(&body);
    buf_release(&out);
}

static _Noreturn void serve(uint32_t hanging)
{
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listening, (struct sockaddr *)&any, sizeof any) || listen(listening, 4096))
        _exit(1);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct connection first = {.fd = listening};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listening,
              &(struct epoll_event){.events = EPOLLIN, .data.ptr = &first});
    for (;;) {
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;
            if (c == &first) {
                int fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
                struct connection *fresh = fd < 0 ? NULL : calloc(1, sizeof *fresh);
                if (!fresh)
                    continue;
                fresh->fd = fd;
                epoll_ctl(epoll, EPOLL_CTL_ADD, fd,
                          &(struct epoll_event){.events = EPOLLIN, .data.ptr = fresh});
                continue;
            }
            ssize_t got = read(c->fd, c->head + c->n, HEAD_MAX - 1 - c->n);
            c->n += got > 0 ? (size_t)got : 0;
            c->head[c->n] = 0;
            bool whole = strstr(c->head, "\r\n\r\n") != NULL;
            if (got > 0 && !whole)
                continue;
            if (whole)
                answer(c->fd, c->head, hanging);
            if (whole && hanging && feed_of(c->fd) % 1000 < hanging && got > 0)
                continue; // kept open, silent
            close(c->fd);
            free(c);
        }
    }
}

static pid_t start_server(uint32_t hanging)
{
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        serve(hanging);
    nanosleep(&(struct timespec){0, 200 * 1000 * 1000}, NULL);
    return pid;
}

// --- the client ---------------------------------------------------------------------------------

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double of_usage(int who)
{
    struct rusage u;
    getrusage(who, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

// The memory of a process and those below it in KiB, shared pages counted once (Pss).
static long memory_of(pid_t pid, pid_t but)
{
    char path[64], line[256];
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
    FILE *f = fopen(path, "re");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, "Pss:", 4) == 0)
            sum += strtol(line + 4, NULL, 10);
    if (f)
        fclose(f);
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid, (int)pid);
    f = fopen(path, "re");
    for (char *at = f && fgets(line, sizeof line, f) ? line : NULL; at && *at;) {
        pid_t child = (pid_t)strtol(at, &at, 10);
        if (child <= 0)
            break;
        if (child != but && child != getpid())
            sum += memory_of(child, but);
    }
    if (f)
        fclose(f);
    return sum;
}

static long *peak_memory; // shared with the process that watches it

static pid_t watch_memory(pid_t server)
{
    peak_memory =
        mmap(NULL, sizeof *peak_memory, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t watched = getpid(), pid = fork();
    if (pid != 0)
        return pid;
    for (;; nanosleep(&(struct timespec){0, 50 * 1000 * 1000}, NULL)) {
        long now = memory_of(watched, server);
        *peak_memory = now > *peak_memory ? now : *peak_memory;
    }
}

// Of the collector and its workers, who have ended by now.
static double processor_seconds(void)
{
    return of_usage(RUSAGE_SELF) + of_usage(RUSAGE_CHILDREN);
}

static void follow_all(const char *where, size_t feeds)
{
    struct store *s;
    struct err e = {0};
    if (store_open(&s, where, STORE_WRITE, &e) || store_begin(s, &e))
        exit(1);
    for (size_t i = 1; i <= feeds; i++) {
        char url[64];
        bool known;
        snprintf(url, sizeof url, "http://127.%zu.%zu.%zu:%d/", i >> 16 & 255, i >> 8 & 255,
                 i & 255, PORT);
        struct feed_row row = {.url = str_from_cstr(url), .interval_s = 1800};
        if (store_feed_add(s, &row, &known, &e))
            exit(1);
    }
    if (store_commit(s, &e))
        exit(1);
    store_close(s);
}

static double last_good; // when the last answer without an error was stored

static void note_good(void *context, const char *url, int status, const char *error, size_t fresh,
                      const struct collect_counts *counts)
{
    (void)context, (void)url, (void)status, (void)fresh, (void)counts;
    if (!error)
        last_good = seconds();
}

static void collect(const char *label, const char *where, size_t hanging_s, pid_t server)
{
    pid_t watcher = watch_memory(server);
    atomic_bool stop = false;
    struct collect_counts n;
    struct err e = {0};
    struct collect_options options = {
        .store = where,
        .client = {.guard = {true}, .parallel = 512, .total_timeout_ms = (int)hanging_s * 1000},
        .workers = pool_cores(),
        .once = true,
        .all = true,
        .agent = "isnad",
    };
    double begun = seconds(), worked = processor_seconds();
    if (collect_run(&options, &stop, note_good, NULL, &n, &e)) {
        fprintf(stderr, "%s\n", e.text);
        exit(1);
    }
    double took = seconds() - begun;
    worked = processor_seconds() - worked;
    kill(watcher, SIGKILL);
    waitpid(watcher, NULL, 0);
    printf("%-24s %6.1f s (%.1f s of processor; good ones %.1f s)  %zu feeds, %zu unchanged, %zu "
           "bad, %zu articles "
           "(%.0f/s)  peak %ld MiB\n",
           label, took, worked, last_good - begun, n.feeds, n.unchanged, n.failed, n.articles,
           (double)n.articles / took, *peak_memory / 1024);
    fflush(stdout);
}

static bool own_network(void)
{
    struct ifreq lo = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
    if (unshare(CLONE_NEWNET) != 0)
        return false;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool up = ioctl(fd, SIOCSIFFLAGS, &lo) == 0;
    close(fd);
    return up;
}

int main(int argc, char **argv)
{
    size_t feeds = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;
    item_count = argc > 2 ? strtoul(argv[2], NULL, 10) : 20;
    uint32_t hanging = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 10;
    char where[] = "/tmp/isnad-bench-XXXXXX";
    signal(SIGPIPE, SIG_IGN);
    if (!own_network() || !mkdtemp(where)) {
        fprintf(stderr, "needs root, for a network namespace of its own\n");
        return 1;
    }
    follow_all(where, feeds);
    pid_t server = start_server(0);
    collect("all new", where, 30, server);
    collect("all unchanged", where, 30, server);
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    server = start_server(hanging);
    collect("unchanged, some hanging", where, 10, server);
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    char command[100];
    snprintf(command, sizeof command, "%s/isnad.db", where);
    unlink(command);
    rmdir(where);
    return 0;
}
