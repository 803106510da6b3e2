// cmd_collect: `isnad collect` refreshes what is followed, `isnad up` does so beside the site.
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/pool.h"
#include "base/url.h"
#include "cmd.h"
#include "collect/collector.h"
#include "options.h"
#include "serve/server.h"
#include "store/store.h"
#include "term.h"

static atomic_bool stop; // set by SIGTERM and SIGINT; handlers can reach nothing else

static void on_signal(int number)
{
    (void)number;
    atomic_store(&stop, true);
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void show_event(void *context, const char *url, int status, const char *error,
                       size_t new_articles, const struct collect_counts *counts)
{
    const bool *progress = context;
    if (!*progress) { // one log line a feed or page
        log_line(error ? LOG_WARN : LOG_INFO, "%s %d%s%s, %zu new", url, status, error ? " " : "",
                 error ? error : "", new_articles);
        return;
    }
    fprintf(stderr,
            "\r\033[K%zu feeds (%zu unchanged, %zu bad), %zu pages, %zu articles, %zu edits",
            counts->feeds, counts->unchanged, counts->failed, counts->pages, counts->articles,
            counts->edits);
}

struct collect_command {
    const char *store, *contact, *warc, *proxy, *public_url;
    size_t parallel, delay_ms, timeout_s, workers;
    bool once, all, allow_private, no_sandbox, json;
};

// Without a slash at the end; NULL: it is no address for a callback to begin with.
static const char *callback_base(struct arena *a, const char *text)
{
    struct url u;
    if (!url_parse(a, str_from_cstr(text), NULL, &u) || !url_is_http(&u) || u.query.p ||
        u.fragment.p || u.username.n || u.password.n)
        return NULL;
    struct str href = url_href(a, &u);
    while (href.n && href.p[href.n - 1] == '/')
        href.n--;
    return arena_str(a, href).p;
}

static int run_collector(const struct collect_command *c)
{
    struct arena a = {0};
    const char *public_url = c->public_url ? callback_base(&a, c->public_url) : NULL;
    if (c->public_url && !public_url) {
        fprintf(stderr, "isnad: --public-url is no http address without query: %s\n",
                c->public_url);
        return 2;
    }
    char agent[300];
    snprintf(agent, sizeof agent, "isnad/0.1 (self-hosted news observatory%s%s)",
             c->contact ? "; " : "", c->contact ? c->contact : "");
    struct collect_options options = {
        .store = c->store,
        .client = {.guard = {c->allow_private},
                   .user_agent = agent,
                   .proxy = c->proxy,
                   .parallel = c->parallel,
                   .host_delay_ms = (int64_t)c->delay_ms,
                   .total_timeout_ms = (int)c->timeout_s * 1000},
        .workers = c->workers,
        .once = c->once,
        .all = c->all,
        .agent = "isnad",
        .sandbox = !c->no_sandbox,
        .public_url = public_url,
        .warc = c->warc,
    };
    bool progress = isatty(STDERR_FILENO);
    struct collect_counts counts;
    struct err e = {0};
    catch_signals();
    enum err_code code = collect_run(&options, &stop, show_event, &progress, &counts, &e);
    arena_release(&a);
    if (progress)
        fputc('\n', stderr);
    if (code) {
        fprintf(stderr, "isnad: %s\n", e.text);
        return 1;
    }
    if (c->json)
        printf("{\"feeds\":%zu,\"unchanged\":%zu,\"failed\":%zu,\"refused\":%zu,\"pages\":%zu,"
               "\"articles\":%zu,\"known\":%zu,\"edits\":%zu}\n",
               counts.feeds, counts.unchanged, counts.failed, counts.refused, counts.pages,
               counts.articles, counts.known, counts.edits);
    else if (c->once)
        printf("%zu feeds (%zu unchanged, %zu bad), %zu pages, %zu new articles, %zu edits\n",
               counts.feeds, counts.unchanged, counts.failed, counts.pages, counts.articles,
               counts.edits);
    if (c->once && !c->json && counts.feeds + counts.pages == 0)
        puts("nothing was due; 'isnad feeds' shows what is followed, and when it is due");
    return 0;
}

// clang-format off
#define COLLECT_OPTIONS(c)                                                                         \
    {"store", 's', OPTION_STRING, &(c).store, "PATH",                                              \
     "the store (default: $XDG_DATA_HOME/isnad)"},                                                 \
    {"contact", 0, OPTION_STRING, &(c).contact, "TEXT",                                            \
     "address for the user agent, so that outlets can write"},                                     \
    {"parallel", 0, OPTION_NUMBER, &(c).parallel, "N", "requests at once (default 256)"},          \
    {"delay", 0, OPTION_NUMBER, &(c).delay_ms, "MS",                                               \
     "pause between two requests to a host (default 1000)"},                                       \
    {"timeout", 0, OPTION_NUMBER, &(c).timeout_s, "S",                                             \
     "time for a request, twice that for a page (default 30)"},                                    \
    {"public-url", 0, OPTION_STRING, &(c).public_url, "URL",                                       \
     "where 'isnad serve' is reached from outside: hubs then send what is new (WebSub)"},          \
    {"workers", 0, OPTION_NUMBER, &(c).workers, "N", "processes that read (default: cores)"},        \
    {"proxy", 0, OPTION_STRING, &(c).proxy, "URL",                                                 \
     "an HTTP proxy; it must be allowed to be reached"},                                           \
    {"warc", 0, OPTION_STRING, &(c).warc, "FILE", "append all that was fetched to a WARC file"},   \
    {"no-sandbox", 0, OPTION_FLAG, &(c).no_sandbox, NULL, "do without Landlock and seccomp"},      \
    {"allow-private", 0, OPTION_FLAG, &(c).allow_private, NULL,                                    \
     "addresses of this network too (tests, intranets)"}
// clang-format on

int cmd_collect(int argc, char **argv)
{
    static const struct usage usage = {
        "collect [OPTION…]",
        "Fetches the feeds that are due, and the pages of items whose feed has a summary only; "
        "reads,\n"
        "relates and stores what is new; keeps later versions of what was edited.  Runs until "
        "SIGTERM\n"
        "or Ctrl-C; with --once it ends when nothing is due.  One request at a time per host,\n"
        "conditional requests, robots.txt for pages, back-off; no address of this network.",
        "  isnad collect --contact=desk@example.org\n"
        "  isnad collect --once --all --json\n",
    };
    struct collect_command c = {.delay_ms = 1000, .workers = pool_cores()};
    const struct option_spec specs[] = {
        {"once", '1', OPTION_FLAG, &c.once, NULL, "end when nothing is due"            },
        {"all",  0,   OPTION_FLAG, &c.all,  NULL, "look at every feed now, due or not" },
        {"json", 'j', OPTION_FLAG, &c.json, NULL, "print the counts as JSON at the end"},
        COLLECT_OPTIONS(c),
    };
    int status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, NULL);
    if (status != OPTIONS_RUN)
        return status;
    if (c.workers < 1 || c.workers > 64)
        return options_complain(&usage, "--workers is 1 to 64");
    return run_collector(&c);
}

int cmd_up(int argc, char **argv)
{
    static const struct usage usage = {
        "up [OPTION…]",
        "Collects and serves: 'isnad collect' in a process of its own beside 'isnad serve', which\n"
        "cannot fetch.  Ends at SIGTERM or Ctrl-C.",
        "  isnad up --contact=desk@example.org --port=8080\n",
    };
    struct collect_command c = {.delay_ms = 1000, .workers = pool_cores()};
    const char *address = "127.0.0.1";
    size_t port = 8011;
    const struct option_spec specs[] = {
        {"address", 'a', OPTION_STRING, &address, "IP", "where to listen (default 127.0.0.1)"},
        {"port",    'p', OPTION_NUMBER, &port,    "N",  "the port (default 8011)"            },
        COLLECT_OPTIONS(c),
    };
    int status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, NULL);
    if (status != OPTIONS_RUN)
        return status;
    if (port > 65535)
        return options_complain(&usage, "--port is at most 65535");
    struct store *store; // makes it, so that the site has something to open
    struct err e = {0};
    if (store_open(&store, c.store, STORE_WRITE, &e)) {
        fprintf(stderr, "isnad: %s\n", e.text);
        return 1;
    }
    store_close(store);
    fflush(stdout);
    pid_t child = fork();
    if (child < 0) {
        fputs("isnad: cannot start a process\n", stderr);
        return 1;
    }
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM); // however the site ends
        _exit(run_collector(&c));
    }
    struct server_options options = {c.store, address, (uint16_t)port, (unsigned)pool_cores()};
    struct server *server;
    catch_signals();
    status = 0;
    if (server_start(&server, &options, &e)) {
        fprintf(stderr, "isnad: %s\n", e.text);
        status = 1;
    } else {
        printf("http://%s:%u/\n", address, server_port(server));
        fflush(stdout);
        while (!atomic_load(&stop) && waitpid(child, &status, WNOHANG) == 0)
            nanosleep(&(struct timespec){0, 200 * 1000 * 1000}, NULL);
        server_stop(server);
    }
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    return status != 0;
}
