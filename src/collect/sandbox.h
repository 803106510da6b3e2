// sandbox: what the collecting process may still do once it has opened its store, and what the
// processes may do that take bodies apart for it.
//
// The collector: Landlock: files are read below /etc, /usr and the like (resolver, certificates,
// libraries), written in the named folders only.  seccomp: no program is started, no other process
// touched, nothing mounted.  Both hold for every thread started afterwards and cannot be taken
// back.  A kernel that has no Landlock (before 5.13) is told of by *missing; seccomp alone then
// holds.
#ifndef COLLECT_SANDBOX_H
#define COLLECT_SANDBOX_H

#include "base/err.h"

// `folders`: paths that may be written, `count` of them; they must exist.  *missing: NULL, or a
// sentence part that says what the kernel lacks.
WARN_UNUSED enum err_code sandbox_enter(const char *const *folders, size_t count,
                                        const char **missing, struct err *e);

// For a process that takes outside bytes apart: from now on it may read and write what is open,
// take memory (1 GiB in all) and use the processor, and nothing else: no file, socket or process is
// made, none opened or signalled but itself; no core is dumped and nobody may look into it.  What
// is not allowed ends the process (SIGSYS); only that which libraries try and do without just
// fails.
WARN_UNUSED enum err_code sandbox_shut(const char **missing, struct err *e);

// Under a sanitizer memory is not bounded and stderr stays open, for what it has to say.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANDBOX_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANDBOX_IS_SANITIZED 1
#endif
#endif
#ifndef SANDBOX_IS_SANITIZED
#define SANDBOX_IS_SANITIZED 0
#endif
enum { SANDBOX_FIRST_CLOSED = SANDBOX_IS_SANITIZED ? 3 : 1 };

#endif
