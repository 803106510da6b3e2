// sandbox: see sandbox.h.
//
// Why the whole process and not only its parsing threads: threads share memory, so that a filter on
// some of them binds nobody who can write it.  `isnad collect` needs no more than this either, and
// `isnad up` runs it in a process of its own beside the site.
#include "collect/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/str.h"

// Access rights of Landlock's first version; later ones are asked for where the kernel knows them.
#define READ_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE_RIGHTS                                                                               \
    (READ_RIGHTS | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |                \
     LANDLOCK_ACCESS_FS_MAKE_REG)
#define ALL_RIGHTS ((1u << 13) - 1) // everything of version 1, execution included

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
