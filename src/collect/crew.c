// crew: see crew.h.
//
// Each worker has a queue of jobs, oldest first, and answers in that order.  Several are sent ahead
// so that it need not wait while we store; so when a worker ends, the first job of its queue is the
// one it was at, and the others are sent again to the one that takes its place.  A frame is its
// length in eight bytes and what `write` and `serve` made.
#include "collect/crew.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "collect/crew_int.h"
#include "collect/foreman.h"

enum { HEAD = sizeof(uint64_t), AGAIN_MS = 1000 };

struct task {
    void *job;
    size_t size; // of its frame, once begun
    bool again;  // its worker was killed from outside: tried once more
};

struct worker {
    int fd; // -1: none could be started
    struct task tasks[CREW_DEPTH];
    size_t count, begun; // tasks; those of which a part was written
    struct buf out, in;  // the frame on its way there, `sent` bytes of it, and the one back
    size_t sent, served;
    int64_t since; // ms, when the first task became first, or the worker was started
};

struct crew {
    struct crew_options options;
    int foreman;
    pid_t foreman_pid;
    const char *failure; // no worker can be started any more; NULL: all is well
    struct worker workers[CREW_WORKERS_MAX];
    size_t tasks; // of all
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

// --- workers come and go ------------------------------------------------------------------------

// As much room for what is on its way as may be asked for, so that a worker need not wait while we
// store: some answers of 20 articles.
static void set_room(const int ends[2])
{
    int room = 1 << 20;
    for (int i = 0; i < 2; i++)
        setsockopt(ends[i], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
}

// Puts another process in the place of this one; returns how the old one ended (-1: there was
// none).
static int hire(struct crew *c, struct worker *w)
{
    int ends[2], status = -1;
    unsigned slot = (unsigned)(w - c->workers);
    if (w->fd >= 0)
        close(w->fd);
    w->fd = -1;
    w->begun = w->sent = w->served = 0;
    w->since = now_ms();
    buf_trim(&w->out);
    buf_trim(&w->in);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return -1;
    set_room(ends);
    bool gone;
    if (foreman_hire(c->foreman, slot, ends[1], &status, &gone))
        w->fd = ends[0];
    else
        close(ends[0]);
    close(ends[1]);
    if (gone)
        c->failure = "the process that starts readers has ended";
    return status;
}

static struct task take_first(struct crew *c, struct worker *w)
{
    struct task first = w->tasks[0];
    w->count--;
    w->begun -= w->begun > 0;
    c->tasks--;
    memmove(w->tasks, w->tasks + 1, w->count * sizeof *w->tasks);
    w->since = now_ms();
    return first;
}

static void why_it_ended(char *out, size_t size, int status)
{
    int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (number == SIGPROF)
        snprintf(out, size, "reading it takes more than its share of processor time");
    else if (number == SIGABRT)
        snprintf(out, size, "reading it takes too much memory, or meets a fault of this program");
    else if (number == SIGSYS)
        snprintf(out, size, "its reader tried what it may not do");
    else if (number)
        snprintf(out, size, "its reader crashed (signal %d)", number);
    else if (WIFEXITED(status) && WEXITSTATUS(status) == CREW_EXIT_LARGE)
        snprintf(out, size, "what was read from it is too large");
    else
        snprintf(out, size, "its reader ended (status %d)", status);
}

// The worker has ended, or is to end for the reason given; the job it was at is lost, if it was at
// one.  One that was killed from outside (by a hand, or for want of memory) is tried once more.
static void replace(struct crew *c, struct worker *w, const char *reason)
{
    bool was_at_work = w->begun > 1 || (w->begun == 1 && w->sent > 0);
    int status = hire(c, w);
    if (!was_at_work || c->failure)
        return;
    bool killed = !reason && (status == -1 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
    if (killed && !w->tasks[0].again) {
        w->tasks[0].again = true;
        return;
    }
    char why[100];
    if (!reason)
        why_it_ended(why, sizeof why, status);
    struct task lost = take_first(c, w);
    c->options.done(c->options.context, lost.job, S(""), reason ? reason : why);
}

// --- frames -------------------------------------------------------------------------------------

static void begin_frame(struct crew *c, struct worker *w)
{
    uint64_t n = 0;
    buf_trim(&w->out);
    buf_add(&w->out, (struct str){(const char *)&n, HEAD});
    c->options.write(w->tasks[w->begun++].job, &w->out);
    n = w->out.n - HEAD;
    w->tasks[w->begun - 1].size = n;
    memcpy(w->out.p, &n, HEAD);
    w->sent = 0;
}

// A worker that has ended is met when its last answers have been received.
static void send_some(struct crew *c, struct worker *w)
{
    for (;;) {
        if (w->sent == w->out.n && w->begun == w->count)
            return;
        if (w->sent == w->out.n)
            begin_frame(c, w);
        ssize_t n =
            send(w->fd, w->out.p + w->sent, w->out.n - w->sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n < 0)
            return;
        w->sent += (size_t)n;
    }
}

enum frame { FRAME_PART, FRAME_WHOLE, FRAME_BAD, FRAME_END };

static enum frame receive_some(struct worker *w)
{
    for (;;) {
        uint64_t length = 0;
        if (w->in.n >= HEAD) {
            memcpy(&length, w->in.p, HEAD);
            if (length > CREW_ANSWER_MAX)
                return FRAME_BAD;
        }
        size_t whole = HEAD + (size_t)length;
        if (w->in.n >= HEAD && w->in.n == whole)
            return FRAME_WHOLE;
        // Memory grows with what comes, not with what is said to come.
        size_t want = whole - w->in.n < 256 * KIB ? whole - w->in.n : 256 * KIB;
        ssize_t n = recv(w->fd, buf_room(&w->in, want), want, MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return FRAME_PART;
        if (n <= 0)
            return FRAME_END;
        w->in.n += (size_t)n;
    }
}

// Hands on an answer that is whole.  false: it is none.
static bool deliver(struct crew *c, struct worker *w)
{
    struct str answer = str_drop(buf_str(&w->in), HEAD);
    bool sent = w->begun > 1 || (w->begun == 1 && w->sent == w->out.n);
    if (!sent || !c->options.done(c->options.context, w->tasks[0].job, answer, NULL))
        return false;
    take_first(c, w);
    w->served++;
    buf_trim(&w->in);
    return true;
}

static bool is_overdue(const struct crew *c, const struct worker *w)
{
    size_t wall_s = CREW_WALL_S + CREW_WALL_TIMES * crew_seconds(&c->options, w->tasks[0].size);
    return w->count > 0 && now_ms() - w->since > (int64_t)wall_s * 1000;
}

static void serve_worker(struct crew *c, struct worker *w)
{
    enum frame frame;
    while ((frame = receive_some(w)) == FRAME_WHOLE)
        if (!deliver(c, w)) {
            replace(c, w, "its reader gave no proper answer");
            return;
        }
    if (frame == FRAME_BAD)
        replace(c, w, "its reader gave no proper answer");
    else if (frame == FRAME_END)
        replace(c, w, NULL);
    else if (is_overdue(c, w))
        replace(c, w, "reading it takes too long");
    else if (w->served >= CREW_SERVED_MAX && w->count == 0)
        hire(c, w);
    if (w->fd >= 0)
        send_some(c, w);
}

enum err_code crew_poll(struct crew *c, struct err *e)
{
    for (size_t i = 0; i < c->options.workers; i++) {
        struct worker *w = &c->workers[i];
        if (w->fd >= 0)
            serve_worker(c, w);
        else if (now_ms() - w->since > AGAIN_MS)
            hire(c, w);
    }
    return c->failure ? err_set(e, ERR_NOT_FOUND, "%s", c->failure) : ERR_NONE;
}

// --- jobs ---------------------------------------------------------------------------------------

static bool may_take(const struct worker *w)
{
    return w->fd >= 0 && w->count < CREW_DEPTH && w->served < CREW_SERVED_MAX;
}

bool crew_has_room(const struct crew *c)
{
    for (size_t i = 0; i < c->options.workers; i++)
        if (may_take(&c->workers[i]))
            return true;
    return false;
}

void crew_submit(struct crew *c, void *job)
{
    struct worker *best = NULL;
    for (size_t i = 0; i < c->options.workers; i++) {
        struct worker *w = &c->workers[i];
        if (may_take(w) && (!best || w->count < best->count))
            best = w;
    }
    assert(best);
    if (best->count == 0)
        best->since = now_ms();
    best->tasks[best->count++] = (struct task){.job = job};
    c->tasks++;
}

static void wait_for_workers(const struct crew *c, int timeout_ms)
{
    struct pollfd fds[CREW_WORKERS_MAX];
    for (size_t i = 0; i < c->options.workers; i++) {
        const struct worker *w = &c->workers[i];
        bool sends = w->sent < w->out.n || w->begun < w->count;
        fds[i] = (struct pollfd){.fd = w->fd, .events = (short)(POLLIN | (sends ? POLLOUT : 0))};
    }
    poll(fds, c->options.workers, timeout_ms);
}

void crew_finish(struct crew *c, int timeout_ms)
{
    int64_t until = now_ms() + timeout_ms, left;
    struct err ignored;
    while (c->tasks && (left = until - now_ms()) > 0 && !crew_poll(c, &ignored))
        if (c->tasks)
            wait_for_workers(c, left < 100 ? (int)left : 100);
    for (size_t i = 0; i < c->options.workers; i++) {
        struct worker *w = &c->workers[i];
        if (w->count)
            hire(c, w); // the old one may answer yet
        while (w->count) {
            struct task lost = take_first(c, w);
            c->options.done(c->options.context, lost.job, S(""),
                            c->failure ? c->failure : "there was no time to read it");
        }
    }
}

// --- begin and end ------------------------------------------------------------------------------

enum err_code crew_new(struct crew **out, const struct crew_options *options, struct err *e)
{
    assert(options->workers > 0 && options->workers <= CREW_WORKERS_MAX);
    struct crew *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    c->options = *options;
    c->foreman = foreman_start(options, &c->foreman_pid);
    for (size_t i = 0; i < options->workers; i++)
        c->workers[i].fd = -1;
    for (size_t i = 0; i < options->workers && c->foreman >= 0; i++)
        hire(c, &c->workers[i]);
    *out = c;
    if (c->foreman >= 0 && !c->failure && c->workers[0].fd >= 0)
        return ERR_NONE;
    crew_free(c);
    *out = NULL;
    return err_set(e, ERR_IO,
                   "no process can be started that is locked in well enough to read what is "
                   "fetched (--no-sandbox does without)");
}

void crew_free(struct crew *c)
{
    if (!c)
        return;
    if (c->foreman >= 0) {
        close(c->foreman); // it kills what workers there are, and ends
        while (waitpid(c->foreman_pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    for (size_t i = 0; i < c->options.workers; i++) {
        if (c->workers[i].fd >= 0)
            close(c->workers[i].fd);
        buf_release(&c->workers[i].out);
        buf_release(&c->workers[i].in);
    }
    free(c);
}
