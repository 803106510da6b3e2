// The crew: whatever a job does to its worker costs that job and no other; what a worker may not
// do fails, or ends it.
#include "collect/crew.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "collect/crew_int.h"
#include "harness.h"

// --- in the workers -----------------------------------------------------------------------------

static void *start(void)
{
    return malloc(1);
}

static void spin(void)
{
    for (volatile unsigned i = 0;; i++)
        ;
}

static void eat_memory(void)
{
    for (struct arena a = {.limit = SIZE_MAX};;)
        (void)arena_alloc_raw(&a, 64 * MIB);
}

static void crash(void)
{
    static volatile char *volatile nowhere;
    *nowhere = 1;
}

static void run_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
}

static void make_process(void)
{
    (void)!fork();
}

static void make_socket(void)
{
    (void)!socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static void kill_parent(void)
{
    kill(getppid(), SIGTERM);
}

static void trace_parent(void)
{
    syscall(SYS_ptrace, 16, getppid(), 0, 0);
}

static void make_code(void)
{
    (void)!mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void signal_other(void)
{
    syscall(SYS_tgkill, 1, 1, 0);
}

static void leave(void)
{
    _exit(0);
}

// As if the sandbox could not be set up: ends no collector.
static void leave_with_a_lie(void)
{
    _exit(CREW_EXIT_SANDBOX);
}

static void lie_about_length(void)
{
    static const uint64_t huge = UINT64_MAX - 4;
    (void)!write(STDIN_FILENO, &huge, sizeof huge);
    pause();
}

// Answers that nobody asked for: each job behind this one would get a wrong one.
static void answer_all(void)
{
    static const struct {
        uint64_t n;
        char text[8];
    } frame = {8, "forged!"};
    for (int i = 0; i < 3; i++)
        (void)!write(STDIN_FILENO, &frame, sizeof frame);
}

static const struct deed {
    const char *name;
    void (*run)(void);
    const char *lost; // a part of what is said of it; NULL: an answer comes
    bool needs_sandbox;
} deeds[] = {
    {"crash",   crash,            "crashed (signal 11)",                   false},
    {"abort",   abort,            "too much memory, or meets a fault",     false},
    {"leave",   leave,            "ended",                                 false},
    {"leave71", leave_with_a_lie, "ended",                                 false},
    {"spin",    spin,             "more than its share of processor time", false},
    {"lie",     lie_about_length, "no proper answer",                      false},
    {"eat",     eat_memory,       "too much memory",                       true },
    {"exec",    run_program,      "tried what it may not do",              true },
    {"fork",    make_process,     "tried what it may not do",              true },
    {"socket",  make_socket,      "tried what it may not do",              true },
    {"kill",    kill_parent,      "tried what it may not do",              true },
    {"ptrace",  trace_parent,     "tried what it may not do",              true },
    {"code",    make_code,        "tried what it may not do",              true },
    {"tgkill",  signal_other,     "tried what it may not do",              true },
};

// What does not end a worker, but fails.
static void look_around(struct buf *answer)
{
    int open_fds = 0;
    for (int fd = 0; fd < 256; fd++)
        open_fds += lseek(fd, 0, SEEK_CUR) >= 0 || fcntl(fd, F_GETFD) >= 0;
    buf_printf(answer, "files %d", open("/etc/hostname", O_RDONLY | O_CLOEXEC) >= 0);
    buf_printf(answer, " here %d", openat(AT_FDCWD, ".", O_RDONLY | O_CLOEXEC) >= 0);
    buf_printf(answer, " fds %d", open_fds);
}

static const char *home; // the test's own variable, where it lay before the fork

static void serve(void *state, struct str job, struct buf *answer)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(deeds); i++)
        if (str_eq(job, str_from_cstr(deeds[i].name)))
            deeds[i].run();
    if (str_eq(job, S("look")))
        look_around(answer);
    else if (str_eq(job, S("forge")))
        answer_all();
    else if (str_eq(job, S("environment")))
        buf_printf(answer, "%zu %d", home ? strlen(home) : 0, getenv("HOME") != NULL);
    else if (str_eq(job, S("pid")))
        buf_printf(answer, "%d", (int)getpid());
    else
        buf_printf(answer, "did %.*s", STR_ARGS(job));
}

// --- here ---------------------------------------------------------------------------------------

struct job {
    struct str bytes;
    char answer[400];
    int ends; // how often it was done
    bool lost;
};

static pid_t pid_of(const struct job *j)
{
    size_t pid = 0;
    CHECK(str_to_size(str_from_cstr(j->answer), INT32_MAX, &pid) && pid > 1);
    return (pid_t)pid;
}

static void write_job(void *job, struct buf *out)
{
    buf_add(out, ((struct job *)job)->bytes);
}

static bool done(void *context, void *job, struct str answer, const char *lost)
{
    struct job *j = job;
    (void)context;
    if (!lost && str_eq(answer, S("did refuse")))
        return false;
    j->ends++;
    j->lost = lost != NULL;
    if (lost)
        answer = str_from_cstr(lost);
    snprintf(j->answer, sizeof j->answer, "%.*s", STR_ARGS(str_take(answer, 300)));
    return true;
}

static struct crew *new_crew(size_t workers, bool sandbox)
{
    struct crew *c = NULL;
    struct err e = {0};
    struct crew_options options = {
        .workers = workers, .sandbox = sandbox, .start = start, .serve = serve};
    options.seconds = 1;
    options.write = write_job;
    options.done = done;
    fflush(stdout);
    CHECK_INT(crew_new(&c, &options, &e), 0);
    return c;
}

static void run_jobs(struct crew *c, struct job *jobs, size_t count)
{
    struct err e = {0};
    for (size_t i = 0; i < count; i++) {
        while (!crew_has_room(c) && !crew_poll(c, &e))
            nanosleep(&(struct timespec){0, 1000 * 1000}, NULL);
        crew_submit(c, &jobs[i]);
    }
    crew_finish(c, 600 * 1000);
}

static void free_job_bytes(struct str s)
{
    free((void *)(uintptr_t)s.p);
}

TEST(crew_answers_every_job_once)
{
    enum { N = 300 };
    struct crew *c = new_crew(3, true);
    static struct job jobs[N];
    for (size_t i = 0; i < N; i++) {
        size_t n = 8 + i * i * 20; // up to 1.8 MiB: far more than a socket holds
        char *p = malloc(n);
        memset(p, 'a' + (int)(i % 26), n);
        jobs[i] = (struct job){
            .bytes = {p, n}
        };
    }
    run_jobs(c, jobs, N);
    for (size_t i = 0; i < N; i++) {
        CHECK(jobs[i].ends == 1 && !jobs[i].lost && jobs[i].answer[5] == 'a' + (int)(i % 26));
        free_job_bytes(jobs[i].bytes);
    }
    crew_free(c);
}

static void try_deed(struct crew *c, const struct deed *d)
{
    struct job jobs[7] = {{.bytes = S("before")}, {.bytes = S("one")}, {.bytes = S("two")},
                          {.bytes = S("three")},  {.bytes = S("x")},   {.bytes = S("four")},
                          {.bytes = S("five")}};
    jobs[4].bytes = str_from_cstr(d->name);
    run_jobs(c, jobs, COUNT_OF(jobs));
    for (size_t i = 0; i < COUNT_OF(jobs); i++)
        if (!CHECK(jobs[i].ends == 1 && jobs[i].lost == (i == 4)))
            printf("  %s: job %zu: %d, %s\n", d->name, i, jobs[i].ends, jobs[i].answer);
    if (!check_true(strstr(jobs[4].answer, d->lost) != NULL, d->name, __FILE__, __LINE__))
        printf("  %s\n", jobs[4].answer);
}

TEST(crew_loses_only_the_job_that_broke_its_worker)
{
    struct crew *c = new_crew(2, true);
    for (size_t i = 0; i < COUNT_OF(deeds); i++)
        if (!SANDBOX_IS_SANITIZED || !strstr("crash abort eat spin", deeds[i].name))
            try_deed(c, &deeds[i]);
    crew_free(c);
}

TEST(crew_works_without_a_sandbox_too)
{
    struct crew *c = new_crew(1, false);
    for (size_t i = 0; i < COUNT_OF(deeds); i++)
        if (!deeds[i].needs_sandbox && !SANDBOX_IS_SANITIZED && deeds[i].run != spin)
            try_deed(c, &deeds[i]);
    crew_free(c);
}

TEST(crew_workers_have_one_descriptor_and_no_files)
{
    struct crew *c = new_crew(1, true);
    struct job job = {.bytes = S("look")};
    run_jobs(c, &job, 1);
    CHECK(!job.lost);
    // lseek and fcntl are among what fails, so that none is seen at all.
    CHECK_VIEW(str_from_cstr(job.answer), S("files 0 here 0 fds 0"));
    crew_free(c);
}

TEST(crew_workers_know_no_settings)
{
    home = getenv("HOME");
    struct crew *c = new_crew(1, true);
    struct job job = {.bytes = S("environment")};
    run_jobs(c, &job, 1);
    CHECK_VIEW(str_from_cstr(job.answer), S("0 0"));
    CHECK(home == NULL || home[0] != 0); // ours is ours
    crew_free(c);
}

TEST(crew_takes_no_answers_that_nobody_asked_for)
{
    struct crew *c = new_crew(1, true);
    struct job jobs[] = {{.bytes = S("forge")}, {.bytes = S("refuse")}, {.bytes = S("good")}};
    struct err e = {0};
    crew_submit(c, &jobs[0]);
    crew_finish(c, 60 * 1000); // the first forged answer is taken for its own
    CHECK_INT(jobs[0].ends, 1);
    for (int i = 0; i < 50 && !crew_poll(c, &e); i++)
        nanosleep(&(struct timespec){0, 1000 * 1000}, NULL);
    run_jobs(c, jobs + 1, 2);
    CHECK(jobs[1].lost && strstr(jobs[1].answer, "no proper answer"));
    CHECK_VIEW(str_from_cstr(jobs[2].answer), S("did good"));
    crew_free(c);
}

// One that is killed from outside was not to blame: its job is done by the next.
TEST(crew_tries_again_after_a_kill_from_outside)
{
    struct crew *c = new_crew(1, true);
    struct job pid = {.bytes = S("pid")}, next = {.bytes = S("next")};
    struct err e = {0};
    run_jobs(c, &pid, 1);
    // Sent to a worker that is stopped, and so surely has it when it is killed.
    kill(pid_of(&pid), SIGSTOP);
    crew_submit(c, &next);
    CHECK_INT(crew_poll(c, &e), 0);
    kill(pid_of(&pid), SIGKILL);
    crew_finish(c, 60 * 1000);
    CHECK_VIEW(str_from_cstr(next.answer), S("did next"));
    CHECK_INT(next.ends, 1);
    crew_free(c);
}

TEST(crew_finish_gives_up_in_time)
{
    struct crew *c = new_crew(1, true);
    struct job jobs[] = {{.bytes = S("spin")}, {.bytes = S("waits")}, {.bytes = S("later")}};
    crew_submit(c, &jobs[0]);
    crew_submit(c, &jobs[1]);
    crew_finish(c, 50);
    CHECK(jobs[0].lost && jobs[1].lost);
    run_jobs(c, jobs + 2, 1); // and goes on afterwards
    CHECK_VIEW(str_from_cstr(jobs[2].answer), S("did later"));
    crew_free(c);
}

// In a process of its own, in which no filter can be set up any more.
static int start_without_seccomp(void)
{
    struct crew *c = NULL;
    struct err e = {0};
    struct crew_options options = {.workers = 1, .sandbox = true, .start = start, .serve = serve};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(seccomp), 0) ||
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl), 1,
                         SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP, 0)) ||
        seccomp_load(filter))
        return 1;
    return crew_new(&c, &options, &e) == ERR_IO && strstr(e.text, "locked in") ? 0 : 2;
}

TEST(crew_does_not_start_where_it_cannot_be_locked_in)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        _exit(start_without_seccomp());
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
}

static bool is_alive(pid_t pid)
{
    return kill(pid, 0) == 0;
}

TEST(crew_leaves_nobody_behind)
{
    struct crew *c = new_crew(1, true);
    struct job pid = {.bytes = S("pid")};
    run_jobs(c, &pid, 1);
    pid_t worker = pid_of(&pid);
    CHECK(worker > 0 && is_alive(worker));
    crew_free(c);
    CHECK(!is_alive(worker));
}
