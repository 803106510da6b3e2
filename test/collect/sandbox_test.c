// The sandbox, tried in a child process: what is forbidden fails, what is needed works.
#include "collect/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

// Bits of what went otherwise than it should, in the child.
static int try_all(const char *folder)
{
    const char *missing;
    struct err e = {0};
    char inside[200];
    int wrong = 0;
    snprintf(inside, sizeof inside, "%s/file", folder);
    if (sandbox_enter(&folder, 1, &missing, &e))
        return 1;
    wrong |= open(inside, O_CREAT | O_RDWR | O_CLOEXEC, 0600) < 0 ? 2 : 0;
    wrong |= open("/etc/hostname", O_RDONLY | O_CLOEXEC) < 0 && access("/etc/hostname", F_OK) == 0
                 ? 4
                 : 0;
    wrong |=
        !missing && open("/tmp/isnad-outside", O_CREAT | O_RDWR | O_CLOEXEC, 0600) >= 0 ? 8 : 0;
    wrong |= !missing && open("test/harness.h", O_RDONLY | O_CLOEXEC) >= 0 ? 16 : 0;
    wrong |= execl("/bin/true", "true", (char *)NULL) == 0 ? 32 : 0;
    wrong |= socket(AF_INET, SOCK_STREAM, 0) < 0 ? 64 : 0; // fetching still works
    return wrong;
}

TEST(sandbox_forbids_what_collecting_does_not_need)
{
    char folder[] = "/tmp/isnad-test-XXXXXX";
    if (!CHECK(mkdtemp(folder) != NULL))
        return;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        _exit(try_all(folder));
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
    char inside[200];
    snprintf(inside, sizeof inside, "%s/file", folder);
    unlink(inside);
    rmdir(folder);
}

// A kernel or container without Landlock: told of, and seccomp holds alone.
static int try_without_landlock(void)
{
    const char *missing = NULL, *const folder = "/tmp";
    struct err e = {0};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0) ||
        seccomp_load(filter))
        return 1;
    if (sandbox_enter(&folder, 1, &missing, &e) || !missing)
        return 2;
    missing = NULL;
    if (sandbox_shut(&missing, &e) || !missing)
        return 4;
    return open("/etc/hostname", O_RDONLY | O_CLOEXEC) >= 0 ? 8 : 0;
}

TEST(sandbox_tells_of_a_kernel_without_landlock)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        _exit(try_without_landlock());
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
}
