// sandbox: see sandbox.h.
//
// The collector is told what it may not do (seccomp denies a list), because the libraries that
// fetch and store need much; a reader of bodies is told what it may do (all else ends it), because
// it needs next to nothing.  Both hold for the whole process: threads share memory, so that a
// filter on some of them binds nobody who can write it.
#include "collect/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/str.h"

// Access rights of Landlock's first version; later ones are asked for where the kernel knows them.
#define READ_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE_RIGHTS                                                                               \
    (READ_RIGHTS | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |                \
     LANDLOCK_ACCESS_FS_MAKE_REG)
#define ALL_RIGHTS ((1u << 13) - 1) // everything of version 1, execution included

// What later versions of Landlock know, by version; not in the headers of every system.
struct landlock_ruleset {
    uint64_t files, network, scoped;
};
static const struct landlock_ruleset known_rights[] = {
    {ALL_RIGHTS,     0, 0}, // 1
    {(1u << 14) - 1, 0, 0}, // 2: linking elsewhere
    {(1u << 15) - 1, 0, 0}, // 3: cutting short
    {(1u << 15) - 1, 3, 0}, // 4: TCP
    {(1u << 16) - 1, 3, 0}, // 5: device controls
    {(1u << 16) - 1, 3, 3}, // 6: abstract sockets, signals
};

// Where the resolver, TLS and the C library read.  /dev: null, urandom.  /proc: the thread count.
static const char *const readable[] = {"/etc", "/usr", "/lib",  "/lib64",
                                       "/run", "/dev", "/proc", "/var/lib/ca-certificates"};

static int allow_below(int ruleset, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = rights};
    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return errno == ENOENT ? 0 : -1; // a system without this folder
    long r = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
    return r ? -1 : 0;
}

static enum err_code enter_landlock(const char *const *folders, size_t count, const char **missing,
                                    struct err *e)
{
    struct landlock_ruleset_attr attr = {.handled_access_fs = ALL_RIGHTS};
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) {
        *missing = "this kernel has no Landlock, so files are not fenced off";
        return ERR_NONE;
    }
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    int failed = ruleset < 0;
    for (size_t i = 0; i < COUNT_OF(readable) && !failed; i++)
        failed = allow_below(ruleset, readable[i], READ_RIGHTS);
    for (size_t i = 0; i < count && !failed; i++)
        failed = allow_below(ruleset, folders[i], WRITE_RIGHTS);
    if (!failed)
        failed = syscall(SYS_landlock_restrict_self, ruleset, 0) != 0;
    int why = errno;
    if (ruleset >= 0)
        close(ruleset);
    return failed ? err_set(e, ERR_IO, "the sandbox cannot be set up: %s", strerror(why))
                  : ERR_NONE;
}

static enum err_code enter_seccomp(struct err *e)
{
    static const int denied[] = {
        SCMP_SYS(execve),          SCMP_SYS(execveat), SCMP_SYS(fork),
        SCMP_SYS(vfork),           SCMP_SYS(ptrace),   SCMP_SYS(process_vm_writev),
        SCMP_SYS(mount),           SCMP_SYS(umount2),  SCMP_SYS(pivot_root),
        SCMP_SYS(chroot),          SCMP_SYS(unshare),  SCMP_SYS(setns),
        SCMP_SYS(init_module),     SCMP_SYS(bpf),      SCMP_SYS(kexec_load),
        SCMP_SYS(reboot),          SCMP_SYS(keyctl),   SCMP_SYS(add_key),
        SCMP_SYS(perf_event_open), SCMP_SYS(listen),   SCMP_SYS(accept),
        SCMP_SYS(accept4),
    };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int failed = filter == NULL;
    for (size_t i = 0; i < COUNT_OF(denied) && !failed; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), denied[i], 0);
    if (!failed)
        failed = seccomp_load(filter);
    if (filter)
        seccomp_release(filter);
    return failed ? err_set(e, ERR_IO, "the sandbox cannot be set up: %s", strerror(-failed))
                  : ERR_NONE;
}

enum err_code sandbox_enter(const char *const *folders, size_t count, const char **missing,
                            struct err *e)
{
    *missing = NULL;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return err_set(e, ERR_IO, "the sandbox cannot be set up: %s", strerror(errno));
    enum err_code code = enter_landlock(folders, count, missing, e);
    return code ? code : enter_seccomp(e);
}

// --- readers of bodies --------------------------------------------------------------------------

// Of Landlock all rights that the kernel knows are taken, and none given.
static enum err_code shut_landlock(const char **missing, struct err *e)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) {
        *missing = "this kernel has no Landlock";
        return ERR_NONE;
    }
    size_t at = (size_t)version < COUNT_OF(known_rights) ? (size_t)version : COUNT_OF(known_rights);
    struct landlock_ruleset rights = known_rights[at - 1];
    size_t size = version < 4 ? 8 : version < 6 ? 16 : 24;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, size, 0);
    bool shut = ruleset >= 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    int why = errno;
    if (ruleset >= 0)
        close(ruleset);
    return shut ? ERR_NONE : err_set(e, ERR_IO, "Landlock: %s", strerror(why));
}

static void bound_resources(void)
{
    static const struct {
        int what;
        rlim_t most;
    } bounds[] = {
        {RLIMIT_CORE,   0      },
        {RLIMIT_FSIZE,  0      },
        {RLIMIT_NOFILE, 0      },
        {RLIMIT_AS,     1 << 30},
    };
    for (size_t i = 0; i < COUNT_OF(bounds) - SANDBOX_IS_SANITIZED; i++)
        setrlimit((__rlimit_resource_t)bounds[i].what,
                  &(struct rlimit){bounds[i].most, bounds[i].most});
}

static int add_rules(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
    int failed = 0;
    for (size_t i = 0; i < count && !failed; i++)
        failed = seccomp_rule_add(filter, action, calls[i], 0);
    return failed;
}

// No memory becomes code, and no signal goes to anybody else.
static int add_bounded_rules(scmp_filter_ctx filter)
{
    static const int with_protection[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};
    int failed = 0;
    for (size_t i = 0; i < COUNT_OF(with_protection) && !failed; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, with_protection[i], 1,
                                  SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    if (!failed)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                                  SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
    return failed;
}

static enum err_code shut_seccomp(struct err *e)
{
    static const int allowed[] = {
        SCMP_SYS(read),
        SCMP_SYS(write),
        SCMP_SYS(brk),
        SCMP_SYS(munmap),
        SCMP_SYS(mremap),
        SCMP_SYS(madvise),
        SCMP_SYS(futex),
        SCMP_SYS(getrandom),
        SCMP_SYS(clock_gettime),
        SCMP_SYS(gettimeofday),
        SCMP_SYS(setitimer),
        SCMP_SYS(getpid),
        SCMP_SYS(gettid),
        SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(rt_sigreturn),
        SCMP_SYS(restart_syscall),
        SCMP_SYS(sched_yield),
        SCMP_SYS(sysinfo),
        SCMP_SYS(exit),
        SCMP_SYS(exit_group),
#if SANDBOX_IS_SANITIZED
        SCMP_SYS(sigaltstack),
        SCMP_SYS(rt_sigaction),
        SCMP_SYS(writev),
        SCMP_SYS(getuid),
        SCMP_SYS(prctl),
        SCMP_SYS(clock_nanosleep),
#endif
    };
    // The C library looks for settings here; it gets on without.
    static const int failing[] = {
        SCMP_SYS(open),   SCMP_SYS(openat),     SCMP_SYS(newfstatat),        SCMP_SYS(fstat),
        SCMP_SYS(stat),   SCMP_SYS(access),     SCMP_SYS(readlink),          SCMP_SYS(ioctl),
        SCMP_SYS(fcntl),  SCMP_SYS(lseek),      SCMP_SYS(sched_getaffinity), SCMP_SYS(uname),
        SCMP_SYS(getcwd), SCMP_SYS(readlinkat),
    };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    int failed = filter == NULL;
    if (!failed)
        failed = add_rules(filter, SCMP_ACT_ALLOW, allowed, COUNT_OF(allowed));
    if (!failed)
        failed = add_rules(filter, SCMP_ACT_ERRNO(EACCES), failing, COUNT_OF(failing));
    if (!failed)
        failed = add_bounded_rules(filter);
    if (!failed)
        failed = seccomp_load(filter);
    if (filter)
        seccomp_release(filter);
    return failed ? err_set(e, ERR_IO, "seccomp: %s", strerror(-failed)) : ERR_NONE;
}

enum err_code sandbox_shut(const char **missing, struct err *e)
{
    *missing = NULL;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return err_set(e, ERR_IO, "the sandbox cannot be set up: %s", strerror(errno));
    enum err_code code = shut_landlock(missing, e);
    bound_resources();
    return code ? code : shut_seccomp(e);
}
