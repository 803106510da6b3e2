// worker: the loop of a process that takes bodies apart; see crew.h.
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/limits.h"
#include "collect/crew_int.h"
#include "collect/foreman.h"
#include "collect/sandbox.h"

static bool read_all(int fd, void *to, size_t n)
{
    for (char *p = to; n > 0;) {
        ssize_t got = read(fd, p, n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        p += got;
        n -= (size_t)got;
    }
    return true;
}

static bool write_all(int fd, const void *from, size_t n)
{
    for (const char *p = from; n > 0;) {
        ssize_t put = write(fd, p, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        p += put;
        n -= (size_t)put;
    }
    return true;
}

// The processor time that the next job may take; past it the kernel ends the process (SIGPROF).
static void allow_seconds(size_t seconds)
{
    struct itimerval timer = {.it_value = {.tv_sec = (time_t)seconds}};
    setitimer(ITIMER_PROF, &timer, NULL);
}

static bool read_job(int fd, struct buf *job)
{
    uint64_t n;
    char *room;
    buf_trim(job);
    if (!read_all(fd, &n, sizeof n) || !(room = buf_room(job, n)) || !read_all(fd, room, n))
        return false;
    job->n = n;
    return true;
}

static bool write_answer(int fd, const struct buf *answer)
{
    uint64_t n = answer->n;
    return write_all(fd, &n, sizeof n) && write_all(fd, answer->p, n);
}

_Noreturn void worker_run(const struct crew_options *options, void *state, int socket)
{
    struct buf job = {0}, answer = {.max = CREW_ANSWER_MAX};
    struct err e;
    const char *missing;
    dup2(socket, STDIN_FILENO);
    close_from(SANDBOX_FIRST_CLOSED);
    if (options->sandbox && sandbox_shut(&missing, &e))
        _exit(CREW_EXIT_SANDBOX);
    while (read_job(STDIN_FILENO, &job)) {
        buf_trim(&answer);
        allow_seconds(crew_seconds(options, job.n));
        options->serve(state, buf_str(&job), &answer);
        allow_seconds(0);
        if (answer.full)
            _exit(CREW_EXIT_LARGE);
        if (!write_answer(STDIN_FILENO, &answer))
            break;
    }
    _exit(0);
}
