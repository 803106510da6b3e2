// sandbox: what the collecting process may still do once it has opened its store.
//
// Landlock: files are read below /etc, /usr and the like (resolver, certificates, libraries),
// written in the named folders only.  seccomp: no program is started, no other process touched,
// nothing mounted.  Both hold for every thread started afterwards and cannot be taken back.  A
// kernel that has no Landlock (before 5.13) is told of by *missing; seccomp alone then holds.
#ifndef COLLECT_SANDBOX_H
#define COLLECT_SANDBOX_H

#include "base/err.h"

// `folders`: paths that may be written, `count` of them; they must exist.  *missing: NULL, or a
// sentence part that says what the kernel lacks.
WARN_UNUSED enum err_code sandbox_enter(const char *const *folders, size_t count,
                                        const char **missing, struct err *e);

#endif
