// server: see server.h.
//
// libmicrohttpd's thread pool calls answer(); each request takes a slot (arena and store handle) of
// a small pool and gives it back, so that handles stay with one thread at a time and memory is
// kept. Limits of threats.md P16: header memory, connections in all and per address, idle time. The
// only request with a body is a hub's delivery (hub.h).
#include "serve/server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "serve/hub.h"
#include "serve/routes.h"

enum {
    SLOTS_MAX = 64,
    CONNECTIONS_MAX = 1024,
    CONNECTIONS_PER_ADDRESS = 64,
    IDLE_SECONDS = 15,
    HEADER_BYTES = 32 * 1024
};

struct slot {
    struct arena arena;
    struct store *store;
    bool taken;
};

struct server {
    struct MHD_Daemon *daemon;
    const char *where;
    struct hub_desk *hubs;
    pthread_mutex_t lock;
    struct slot slots[SLOTS_MAX];
};

// A free slot; its store is opened at first use.  NULL: all are taken, or the store cannot be read.
static struct slot *take_slot(struct server *s, struct err *e)
{
    struct slot *found = NULL;
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < SLOTS_MAX && !found; i++)
        if (!s->slots[i].taken)
            found = &s->slots[i];
    if (found)
        found->taken = true;
    pthread_mutex_unlock(&s->lock);
    if (found && !found->store && store_open(&found->store, s->where, STORE_READ, e)) {
        found->taken = false;
        return NULL;
    }
    return found;
}

static void give_slot(struct server *s, struct slot *slot)
{
    arena_reset(&slot->arena);
    pthread_mutex_lock(&s->lock);
    slot->taken = false;
    pthread_mutex_unlock(&s->lock);
}

struct params {
    struct arena *a;
    struct request_param *v;
    size_t n, cap;
};

enum { PARAMS_MAX = 32 };

static char no_delivery; // the state of every request but a hub's delivery

static enum MHD_Result add_param(void *context, enum MHD_ValueKind kind, const char *key,
                                 const char *value)
{
    (void)kind;
    struct params *list = context;
    if (list->n == PARAMS_MAX)
        return MHD_NO;
    *vec_push(list->a, list) =
        (struct request_param){utf8_repair(list->a, str_from_cstr(key)),
                               utf8_repair(list->a, str_from_cstr(value ? value : ""))};
    return MHD_YES;
}

static void add_headers(struct MHD_Response *response, const struct request *r)
{
    static const char *const fixed[][2] = {
        {"X-Content-Type-Options",  "nosniff"             },
        {"Referrer-Policy",         "same-origin"         },
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action "
         "'self'; base-uri 'none'; frame-ancestors 'none'"},
    };
    for (size_t i = 0; i < COUNT_OF(fixed); i++)
        MHD_add_response_header(response, fixed[i][0], fixed[i][1]);
    MHD_add_response_header(response, "Content-Type", r->type);
    bool asset = str_starts(r->path, S("/assets/")) && r->status == 200;
    MHD_add_response_header(response, "Cache-Control", asset ? "max-age=86400" : "no-cache");
}

static enum MHD_Result send_text(struct MHD_Connection *c, unsigned status, const char *text)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "text/plain; charset=utf-8");
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, "Allow", "GET, HEAD");
    enum MHD_Result result = MHD_queue_response(c, status, response);
    MHD_destroy_response(response);
    return result;
}

// --- what hubs send -----------------------------------------------------------------------------

// The first call: a delivery that is expected is begun, any other request turned away before its
// body is read.
static enum MHD_Result begin_delivery(struct server *s, struct MHD_Connection *c, const char *url,
                                      void **state)
{
    struct str token;
    struct err e = {0};
    if (!hub_is_callback(str_from_cstr(url), &token))
        return send_text(c, MHD_HTTP_METHOD_NOT_ALLOWED, "only GET and HEAD\n");
    struct slot *slot = take_slot(s, &e);
    if (!slot)
        return send_text(c, MHD_HTTP_SERVICE_UNAVAILABLE, "busy, try again\n");
    *state = hub_delivery_begin(s->hubs, slot->store, token);
    give_slot(s, slot);
    return *state ? MHD_YES : send_text(c, MHD_HTTP_GONE, "nothing is expected here\n");
}

static struct str head_line(struct MHD_Connection *c, const char *name)
{
    const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
    return value ? str_from_cstr(value) : (struct str){0};
}

static enum MHD_Result take_delivery(struct MHD_Connection *c, struct hub_delivery *d,
                                     const char *upload, size_t *upload_size)
{
    if (*upload_size) {
        hub_delivery_add(d, (struct str){upload, *upload_size});
        *upload_size = 0;
        return MHD_YES;
    }
    int status = hub_delivery_end(d, head_line(c, "X-Hub-Signature"), head_line(c, "Content-Type"));
    return send_text(c, (unsigned)status, "");
}

static void request_completed(void *context, struct MHD_Connection *c, void **state,
                              enum MHD_RequestTerminationCode why)
{
    (void)context, (void)c, (void)why;
    if (*state != &no_delivery)
        hub_delivery_free(*state);
    *state = NULL;
}

// --- what readers ask ---------------------------------------------------------------------------

static enum MHD_Result answer(void *context, struct MHD_Connection *c, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
    (void)version;
    struct server *s = context;
    if (*state == NULL) { // the first call has the head only
        if (strcmp(method, "POST") == 0)
            return begin_delivery(s, c, url, state);
        *state = &no_delivery;
        return MHD_YES;
    }
    if (*state != &no_delivery)
        return take_delivery(c, *state, upload, upload_size);
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        *upload_size = 0;
        return send_text(c, MHD_HTTP_METHOD_NOT_ALLOWED, "only GET and HEAD\n");
    }
    struct err e = {0};
    struct slot *slot = take_slot(s, &e);
    if (!slot) {
        log_line(LOG_WARN, "a request was turned away: %s", e.code ? e.text : "too many at once");
        return send_text(c, MHD_HTTP_SERVICE_UNAVAILABLE, "busy, try again\n");
    }
    struct params params = {.a = &slot->arena};
    MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, add_param, &params);
    struct request r = {.a = &slot->arena,
                        .store = slot->store,
                        .hubs = s->hubs,
                        .now = (int64_t)time(NULL),
                        .path = utf8_repair(&slot->arena, str_from_cstr(url)),
                        .params = params.v,
                        .param_count = params.n};
    route_request(&r);
    struct MHD_Response *response = MHD_create_response_from_buffer(
        r.body.n, r.body.p ? r.body.p : (void *)(uintptr_t) "", MHD_RESPMEM_MUST_COPY);
    add_headers(response, &r);
    enum MHD_Result result = MHD_queue_response(c, (unsigned)r.status, response);
    MHD_destroy_response(response);
    buf_release(&r.body);
    give_slot(s, slot);
    return result;
}

static bool parse_address(const char *text, uint16_t port, struct sockaddr_storage *out)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)out;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)out;
    *out = (struct sockaddr_storage){0};
    if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        return true;
    }
    if (inet_pton(AF_INET6, text, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        return true;
    }
    return false;
}

enum err_code server_start(struct server **out, const struct server_options *options, struct err *e)
{
    struct sockaddr_storage address;
    if (!parse_address(options->address, options->port, &address))
        return err_set(e, ERR_USAGE, "'%s' is no IP address", options->address);
    struct server *s = calloc(1, sizeof *s);
    if (!s)
        abort();
    s->where = options->store;
    s->hubs = hub_desk_new(options->store);
    pthread_mutex_init(&s->lock, NULL);
    struct slot *first = take_slot(s, e); // a store that cannot be read is told now
    if (!first) {
        server_stop(s);
        return e->code;
    }
    give_slot(s, first);
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO;
    if (address.ss_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    s->daemon = MHD_start_daemon(
        flags, options->port, NULL, NULL, answer, s, MHD_OPTION_SOCK_ADDR, &address,
        MHD_OPTION_THREAD_POOL_SIZE, options->threads, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, CONNECTIONS_PER_ADDRESS, MHD_OPTION_CONNECTION_TIMEOUT,
        IDLE_SECONDS, MHD_OPTION_NOTIFY_COMPLETED, request_completed, NULL,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_BYTES, MHD_OPTION_END);
    if (!s->daemon) {
        err_set(e, ERR_NET, "cannot listen on %s port %u (is it taken? try --port)",
                options->address, options->port);
        server_stop(s);
        return ERR_NET;
    }
    *out = s;
    return ERR_NONE;
}

uint16_t server_port(const struct server *s)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}

void server_stop(struct server *s)
{
    if (!s)
        return;
    if (s->daemon)
        MHD_stop_daemon(s->daemon);
    hub_desk_free(s->hubs);
    for (size_t i = 0; i < SLOTS_MAX; i++) {
        store_close(s->slots[i].store);
        arena_release(&s->slots[i].arena);
    }
    pthread_mutex_destroy(&s->lock);
    free(s);
}
