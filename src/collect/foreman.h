// foreman: the process that starts the workers of a crew and buries them.
//
// It is forked first, and knows nothing of the store and the network; so a worker that is started
// hours later knows nothing of them either.
#ifndef COLLECT_FOREMAN_H
#define COLLECT_FOREMAN_H

#include <sys/types.h>

#include "collect/crew.h"

// A socket to the foreman, or -1; *pid is its process.
int foreman_start(const struct crew_options *options, pid_t *pid);
// Kills the worker of `slot`, if there is one, and starts another on `socket`.  *status is how the
// old one ended, as waitpid tells, -1: there was none.  false: none could be started, and *gone
// says whether the foreman itself is no more.
bool foreman_hire(int foreman, unsigned slot, int socket, int *status, bool *gone);

// worker.c: serves jobs from `socket` until there are no more.
_Noreturn void worker_run(const struct crew_options *options, void *state, int socket);
// Closes all descriptors from `first` on.
void close_from(unsigned first);

#endif
