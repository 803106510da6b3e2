// cmd_serve: `isnad serve`, the web site, the JSON API and the feed of a store.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/pool.h"
#include "cmd.h"
#include "options.h"
#include "serve/server.h"

static const struct usage usage = {
    "serve [OPTION…]",
    "Serves the web site (Arabic at /, English at /en/), the JSON API (/api/v1/…), the Atom feed\n"
    "(/feed.atom), /metrics and /healthz.  It reads the store and never fetches anything, so it "
    "may\n"
    "run beside `isnad add`.  Ends at SIGTERM or Ctrl-C.",
    "  isnad serve\n"
    "  isnad serve --store=news --address=0.0.0.0 --port=8080\n",
};

int cmd_serve(int argc, char **argv)
{
    const char *store = NULL, *address = "127.0.0.1";
    size_t port = 8011, threads = pool_cores();
    const struct option_spec specs[] = {
        {"store",   's', OPTION_STRING, &store,   "PATH", "the store (default: $XDG_DATA_HOME/isnad)"},
        {"address", 'a', OPTION_STRING, &address, "IP",   "where to listen (default 127.0.0.1)"      },
        {"port",    'p', OPTION_NUMBER, &port,    "N",    "the port (default 8011; 0: any free one)" },
        {"threads", 0,   OPTION_NUMBER, &threads, "N",    "threads that answer (default: cores)"     },
    };
    int status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, NULL);
    if (status != OPTIONS_RUN)
        return status;
    if (port > 65535 || threads < 1 || threads > 64)
        return options_complain(&usage, "--port is at most 65535, --threads 1 to 64");
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, NULL); // before the threads start, so that they inherit it
    signal(SIGPIPE, SIG_IGN);
    struct server_options options = {store, address, (uint16_t)port, (unsigned)threads};
    struct server *server;
    struct err e = {0};
    if (server_start(&server, &options, &e)) {
        fprintf(stderr, "isnad: %s\n", e.text);
        return e.code == ERR_USAGE ? 2 : 1;
    }
    printf("http://%s:%u/\n", address, server_port(server));
    fflush(stdout);
    int got;
    sigwait(&ends, &got);
    server_stop(server);
    return 0;
}
