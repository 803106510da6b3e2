// foreman: see foreman.h.
//
// Why a process of its own: the collector's sandbox forbids to start programs, and what it forked
// itself would hold a copy of all it knows (the store's pages, connections, passwords), which a
// worker that is taken over could write into an article.  The foreman reads nothing but the slots
// below, and may start no program and write no file either.  Everything ends with the collector:
// the socket closes, and the kernel kills (PDEATHSIG).
#include "collect/foreman.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collect/crew_int.h"
#include "collect/sandbox.h"

struct hired {
    int status; // of the old worker, -1: none
    bool is_there;
};

// Room for one descriptor beside a message.
union rights {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(sizeof(int))];
};

static bool send_slot(int to, unsigned slot, int socket)
{
    union rights rights = {
        .head = {
                 .cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS}
    };
    memcpy(CMSG_DATA(&rights.head), &socket, sizeof socket);
    struct iovec part = {&slot, sizeof slot};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &rights, .msg_controllen = sizeof rights};
    return sendmsg(to, &message, MSG_NOSIGNAL) == sizeof slot;
}

static bool receive_slot(int from, unsigned *slot, int *socket)
{
    union rights rights = {0};
    struct iovec part = {slot, sizeof *slot};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &rights, .msg_controllen = sizeof rights};
    ssize_t n;
    do
        n = recvmsg(from, &message, MSG_CMSG_CLOEXEC);
    while (n < 0 && errno == EINTR);
    if (n != sizeof *slot || *slot >= CREW_WORKERS_MAX || rights.head.cmsg_type != SCM_RIGHTS ||
        message.msg_controllen == 0)
        return false;
    memcpy(socket, CMSG_DATA(&rights.head), sizeof *socket);
    return true;
}

// How the process ended; its own end counts where it came first.
static int bury(pid_t pid)
{
    int status = -1;
    if (pid <= 0)
        return -1;
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

void close_from(unsigned first)
{
    struct rlimit limit;
    if (close_range(first, ~0U, 0) == 0 || getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    for (rlim_t fd = first; fd < limit.rlim_cur; fd++) // kernels before 5.9
        close((int)fd);
}

// Ends with its parent, however that ends; signals to the whole group are the collector's, which
// lets its workers finish.
static void follow_parent(pid_t parent)
{
    static const int ignored[] = {SIGTERM, SIGINT, SIGHUP, SIGPIPE};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    for (size_t i = 0; i < COUNT_OF(ignored); i++)
        signal(ignored[i], SIG_IGN);
}

// Settings may hold a password.
static void forget_environment(void)
{
    for (char **v = environ; v && *v; v++)
        explicit_bzero(*v, strlen(*v));
    clearenv();
}

// Whether a reader can be locked in: tried once, so that what readers say later need not be
// believed.
static bool can_lock_in(void)
{
    const char *missing;
    struct err e;
    int status = -1;
    if (sandbox_enter(NULL, 0, &missing, &e))
        return false;
    pid_t pid = fork();
    if (pid == 0)
        _exit(sandbox_shut(&missing, &e) != 0);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status == 0;
}

static _Noreturn void run_foreman(const struct crew_options *options, int channel)
{
    pid_t workers[CREW_WORKERS_MAX] = {0}, self = getpid();
    unsigned slot;
    int socket;
    void *state = options->start();
    if (options->sandbox && !can_lock_in())
        _exit(CREW_EXIT_SANDBOX);
    while (receive_slot(channel, &slot, &socket)) {
        struct hired hired = {.status = bury(workers[slot])};
        workers[slot] = fork();
        if (workers[slot] == 0) {
            follow_parent(self);
            worker_run(options, state, socket);
        }
        close(socket);
        hired.is_there = workers[slot] > 0;
        if (send(channel, &hired, sizeof hired, MSG_NOSIGNAL) != sizeof hired)
            break;
    }
    for (size_t i = 0; i < CREW_WORKERS_MAX; i++)
        bury(workers[i]);
    _exit(0);
}

int foreman_start(const struct crew_options *options, pid_t *pid)
{
    int ends[2];
    pid_t parent = getpid();
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return -1;
    *pid = fork();
    if (*pid == 0) {
        follow_parent(parent);
        dup2(ends[1], STDIN_FILENO);
        close_from(STDERR_FILENO + 1);
        forget_environment();
        run_foreman(options, STDIN_FILENO);
    }
    close(ends[1]);
    if (*pid > 0)
        return ends[0];
    close(ends[0]);
    return -1;
}

bool foreman_hire(int foreman, unsigned slot, int socket, int *status, bool *gone)
{
    struct hired hired = {.status = -1};
    ssize_t n = -1;
    if (send_slot(foreman, slot, socket))
        do
            n = recv(foreman, &hired, sizeof hired, 0);
        while (n < 0 && errno == EINTR);
    *gone = n != sizeof hired;
    *status = hired.status;
    return hired.is_there && !*gone;
}
