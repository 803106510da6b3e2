// client: see client.h.
//
// Requests wait in a queue per host (hosts.h); a host gives one at a time to curl, not before its
// pause is over.  Redirects are followed by hand: each target is a fresh request to the guard and
// to its host's queue.  Curl is told nothing about netrc, cookies, other protocols, or proxies of
// the environment.
//
// Bodies in flight are bounded in sum.  Past the bound curl is told to stop reading, so that the
// senders wait; one request, the favoured one, may always go on, so that the sum shrinks again.
// The clock of a request stands still while it is held up.  Bodies are taken as they travel and
// decoded once they are whole (decode.h), one at a time: curl would take half a gzip stream for a
// whole one, and would unfold in memory of its own what it has read of a request that is held up.
//
// A proxy would resolve the names, behind the guard's back.  So they are resolved here first (curl
// is let run up to the point where it would open a socket), judged, and the proxy is told to
// connect to that very address.
#include "net/client.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "net/address.h"
#include "net/decode.h"
#include "net/hosts.h"

#define USER_AGENT "isnad/0.1 (self-hosted news observatory)"

enum {
    PARALLEL = 256,
    TOTAL_MS = 30000,
    CONNECT_MS = 10000,
    SLOW_BYTES = 1024,
    SLOW_SECONDS = 15,
    REDIRECTS_MAX = 5,
    HEADERS_MAX = 200, // lines of all heads of an answer: 1xx, the answer, trailers
    HEADER_BYTES_MAX = 65536,
    CODINGS_MAX = 2,          // gzip in gzip exists; more is a bomb
    LINKS_MAX = 8192,         // of Link lines
    PAUSE_MAX_MS = 60 * 1000, // of a site's own wish
    CLOSED_S = 60,            // of a host that says "too many requests", where it gives no time
    CLOSED_MAX_S = 3600
};

struct transfer {
    struct waiting waiting; // in its host's queue, or among the finished
    struct client *client;
    struct host *host;
    CURL *easy;
    struct curl_slist *headers, *connect_to;
    struct arena arena; // strings of this request
    struct fetch request;
    struct url url;
    struct buf body;
    struct fetched result;
    size_t redirects, header_count, header_bytes, codings;
    bool all_permanent, too_large, header_too_large, too_many_codings, two_lengths, refused;
    struct str length; // as the head gives it
    struct str encoding;
    bool is_chunked;
    int64_t started_ms; // of the request at hand
    int64_t spent_ms;   // on those before; what waits for its host spends nothing
    int64_t timeout_ms; // of the request at hand
    bool is_lookup;     // the request at hand only finds the address that the proxy is told
    struct str address; // found so
    struct transfer *next_paused;
    int64_t paused_ms; // since when
    char curl_error[CURL_ERROR_SIZE];
};

struct client {
    struct client_options options;
    CURLM *multi;
    struct hosts hosts;
    size_t in_flight, pending, done_count;
    struct waiting *finished; // before anything was sent
    bool held;
    size_t body_bytes, body_max; // of all bodies in flight
    struct transfer *favoured;   // may go on past the bound
    struct transfer *paused, *paused_last;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

// --- one transfer -------------------------------------------------------------------------------

static void transfer_free(struct transfer *t)
{
    if (t->easy)
        curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->headers);
    curl_slist_free_all(t->connect_to);
    t->client->body_bytes -= t->body.cap;
    if (t->client->favoured == t)
        t->client->favoured = NULL;
    buf_release(&t->body);
    arena_release(&t->arena);
    free(t);
}

static const char *proxy_of(const struct transfer *t)
{
    const char *proxy = t->client->options.proxy;
    return proxy && *proxy ? proxy : NULL;
}

// "1.2.3.4" or "[::1]".
static struct str address_text(struct arena *a, const struct sockaddr *address)
{
    char text[INET6_ADDRSTRLEN];
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    bool is_v6 = address->sa_family == AF_INET6;
    memcpy(&v4, address, sizeof v4);
    if (is_v6)
        memcpy(&v6, address, sizeof v6);
    if (!inet_ntop(address->sa_family, is_v6 ? (void *)&v6.sin6_addr : (void *)&v4.sin_addr, text,
                   sizeof text))
        return S("");
    return arena_printf(a, is_v6 ? "[%s]" : "%s", text);
}

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *t = context;
    (void)purpose;
    bool to_proxy = proxy_of(t) && !t->is_lookup; // the operator's own choice
    const char *why =
        t->client->options.guard.allow_private || to_proxy ? NULL : address_refusal(&address->addr);
    if (why) {
        t->refused = true;
        t->result.error = why;
        return CURL_SOCKET_BAD;
    }
    if (t->is_lookup) {
        if (!t->address.n)
            t->address = address_text(&t->arena, &address->addr);
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// --- the bound of all bodies --------------------------------------------------------------------

// Whether n more bytes may be taken in now.
static bool has_room(struct transfer *t, size_t n)
{
    struct client *c = t->client;
    // The rest of the bound is the favoured one's.
    size_t common = c->body_max > LIMIT_DECODED ? c->body_max - LIMIT_DECODED : 0;
    if (c->favoured == t || c->body_bytes + n <= common)
        return true;
    if (c->favoured)
        return false;
    c->favoured = t;
    return true;
}

static void pause_transfer(struct transfer *t)
{
    struct client *c = t->client;
    t->paused_ms = now_ms();
    t->next_paused = NULL;
    if (c->paused)
        c->paused_last->next_paused = t;
    else
        c->paused = t;
    c->paused_last = t;
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, 0L);
}

static void forget_pause(struct client *c, const struct transfer *t)
{
    struct transfer *last = NULL, **at = &c->paused;
    while (*at && *at != t) {
        last = *at;
        at = &last->next_paused;
    }
    if (!*at)
        return;
    *at = t->next_paused;
    if (c->paused_last == t)
        c->paused_last = last;
}

// Lets those go on that have room, longest paused first.  Room for as much as curl hands over at
// once, so that each takes something, or this would not end.
static void resume_paused(struct client *c)
{
    while (c->paused && has_room(c->paused, CURL_MAX_WRITE_SIZE)) {
        struct transfer *t = c->paused;
        c->paused = t->next_paused;
        int64_t pause = now_ms() - t->paused_ms;
        t->timeout_ms += pause;
        t->started_ms += pause;
        curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)t->timeout_ms);
        curl_easy_pause(t->easy, CURLPAUSE_CONT); // may come to take_body, and be paused again
    }
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *t = context;
    size_t n = size * count;
    if (t->body.n + n > LIMIT_WIRE) {
        t->too_large = true;
        return 0;
    }
    if (!has_room(t, n)) {
        pause_transfer(t);
        return CURL_WRITEFUNC_PAUSE;
    }
    t->client->body_bytes -= t->body.cap;
    buf_add(&t->body, (struct str){bytes, n});
    t->client->body_bytes += t->body.cap;
    return n;
}

static bool header_value(struct str line, struct str name, struct str *value)
{
    struct str key, rest;
    if (!str_cut(line, ':', &key, &rest) || !str_eq_nocase(key, name))
        return false;
    *value = str_trim(rest);
    return true;
}

// Notes the codings that a Content-Encoding line names.
static void count_codings(struct transfer *t, struct str value)
{
    struct str one, rest = value;
    while (rest.n) {
        str_cut(rest, ',', &one, &rest);
        t->codings += str_trim(one).n > 0 && !str_eq_nocase(str_trim(one), S("identity"));
    }
    t->too_many_codings |= t->codings > CODINGS_MAX;
    t->encoding = t->encoding.n
                      ? arena_printf(&t->arena, "%.*s,%.*s", STR_ARGS(t->encoding), STR_ARGS(value))
                      : arena_str(&t->arena, value);
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *t = context;
    struct str line = {bytes, size * count}, value;
    struct fetched *r = &t->result;
    size_t seconds;
    if (str_starts(line, S("HTTP/"))) { // a fresh head: 1xx, or the answer itself
        r->content_type = r->etag = r->last_modified = r->links = (struct str){0};
        r->retry_after = -1;
        t->codings = 0;
        t->length = t->encoding = (struct str){0};
        t->is_chunked = false;
    }
    t->header_bytes += line.n;
    if (++t->header_count > HEADERS_MAX || t->header_bytes > HEADER_BYTES_MAX) {
        t->header_too_large = true;
        return 0;
    }
    if (header_value(line, S("content-encoding"), &value))
        count_codings(t, value);
    if (header_value(line, S("content-length"), &value)) {
        t->two_lengths |= t->length.p && !str_eq(t->length, value);
        t->length = arena_str(&t->arena, value);
    }
    if (header_value(line, S("transfer-encoding"), &value))
        t->is_chunked = true;
    if (t->too_many_codings || t->two_lengths)
        return 0;
    if (header_value(line, S("content-type"), &value))
        r->content_type = arena_str(&t->arena, value);
    else if (header_value(line, S("etag"), &value) && value.n <= 1024)
        r->etag = arena_str(&t->arena, value);
    else if (header_value(line, S("last-modified"), &value) && value.n <= 128)
        r->last_modified = arena_str(&t->arena, value);
    else if (header_value(line, S("link"), &value) && r->links.n + value.n <= LINKS_MAX)
        r->links = r->links.n
                       ? arena_printf(&t->arena, "%.*s, %.*s", STR_ARGS(r->links), STR_ARGS(value))
                       : arena_str(&t->arena, value);
    else if (header_value(line, S("retry-after"), &value)) {
        time_t at = curl_getdate(arena_str(&t->arena, value).p, NULL);
        if (str_to_size(value, 366 * 86400, &seconds))
            r->retry_after = (int64_t)seconds;
        else if (at > 0)
            r->retry_after =
                (int64_t)at > (int64_t)time(NULL) ? (int64_t)at - (int64_t)time(NULL) : 0;
    }
    return size * count;
}

static void add_header(struct transfer *t, const char *name, struct str value)
{
    // A CR or LF in a validator would be a header of the publisher's own.
    if (value.n == 0 || str_find_byte(value, '\r') < value.n ||
        str_find_byte(value, '\n') < value.n)
        return;
    struct str line = arena_printf(&t->arena, "%s: %.*s", name, STR_ARGS(value));
    struct curl_slist *more = curl_slist_append(t->headers, line.p);
    if (more)
        t->headers = more;
}

static void set_proxy(struct transfer *t)
{
    const char *proxy = proxy_of(t);
    curl_slist_free_all(t->connect_to);
    t->connect_to = NULL;
    curl_easy_setopt(t->easy, CURLOPT_PROXY, proxy && !t->is_lookup ? proxy : "");
    curl_easy_setopt(t->easy, CURLOPT_NOPROXY, ""); // whatever the environment says
    if (!proxy || !t->address.n)
        return;
    struct str to = arena_printf(&t->arena, "::%.*s:%d", STR_ARGS(t->address), url_port(&t->url));
    t->connect_to = curl_slist_append(NULL, to.p);
    curl_easy_setopt(t->easy, CURLOPT_CONNECT_TO, t->connect_to);
    curl_easy_setopt(t->easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
}

static void set_request(struct transfer *t)
{
    CURL *easy = t->easy;
    if (!t->headers) {
        add_header(t, "Accept", t->request.accept);
        add_header(t, "Accept-Encoding", S("gzip, deflate, br, zstd"));
        add_header(t, "If-None-Match", t->request.etag);
        add_header(t, "If-Modified-Since", t->request.last_modified);
    }
    if (t->request.form.p) {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)t->request.form.n);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, t->request.form.p);
    }
    curl_easy_setopt(easy, CURLOPT_URL, arena_str(&t->arena, url_href(&t->arena, &t->url)).p);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, t->headers);
    curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
}

static void set_limits(struct transfer *t)
{
    const struct client_options *o = &t->client->options;
    CURL *easy = t->easy;
    int64_t all = o->total_timeout_ms ? o->total_timeout_ms : TOTAL_MS;
    int64_t left = all * (t->request.is_page ? 2 : 1) - t->spent_ms;
    t->timeout_ms = left > 1 ? left : 1;
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)LIMIT_WIRE);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)t->timeout_ms);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
}

static void transfer_start(struct client *c, struct transfer *t)
{
    const struct client_options *o = &c->options;
    CURL *easy = t->easy ? t->easy : curl_easy_init();
    if (!easy)
        abort();
    curl_easy_reset(easy);
    t->easy = easy;
    t->header_count = t->header_bytes = t->codings = 0;
    t->is_lookup = proxy_of(t) && !o->guard.allow_private && !t->address.n;
    t->started_ms = now_ms();
    buf_reset(&t->body);
    set_request(t);
    set_proxy(t);
    set_limits(t);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, t);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, t->curl_error);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, o->user_agent ? o->user_agent : USER_AGENT);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, t);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_multi_add_handle(c->multi, easy);
    c->in_flight++;
}

static void finish_early(struct client *c, struct transfer *t, enum fetch_outcome outcome,
                         const char *why)
{
    t->result.outcome = outcome;
    t->result.error = why;
    t->waiting.next = c->finished;
    c->finished = &t->waiting;
}

static void finish_put_off(struct client *c, struct transfer *t, const struct host *h, int64_t now)
{
    t->result.retry_after = (h->closed_until_ms - now + 999) / 1000;
    finish_early(c, t, FETCH_PUT_OFF, "the host asked for a pause");
}

// Judges t->url and queues it, or finishes it as refused or put off.
static void transfer_queue(struct client *c, struct transfer *t, struct str url)
{
    const char *why = url.n > LIMIT_URL ? "the address is longer than the limit"
                                        : guard_url(&t->arena, url, &c->options.guard, &t->url);
    int64_t now = now_ms();
    t->result.url = url;
    t->address = (struct str){0};
    if (why) {
        finish_early(c, t, FETCH_REFUSED, why);
        return;
    }
    t->host = hosts_get(&c->hosts, &t->url, now);
    if (t->host->closed_until_ms > now)
        finish_put_off(c, t, t->host, now);
    else
        hosts_queue(&c->hosts, t->host, &t->waiting);
}

void client_add(struct client *c, const struct fetch *f)
{
    struct transfer *t = calloc(1, sizeof *t);
    if (!t)
        abort();
    t->client = c;
    t->all_permanent = true;
    t->request = *f;
    t->request.etag = arena_str(&t->arena, f->etag);
    t->request.last_modified = arena_str(&t->arena, f->last_modified);
    t->request.accept = arena_str(&t->arena, f->accept);
    t->request.url = arena_str(&t->arena, f->url);
    if (f->form.p)
        t->request.form = arena_str(&t->arena, f->form);
    t->result = (struct fetched){.data = f->data, .retry_after = -1};
    buf_init(&t->body, 0);
    c->pending++;
    transfer_queue(c, t, t->request.url);
}

// --- the loop -----------------------------------------------------------------------------------

struct client *client_new(const struct client_options *options)
{
    struct client *c = calloc(1, sizeof *c);
    if (!c || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        abort();
    c->options = *options;
    if (c->options.parallel == 0)
        c->options.parallel = PARALLEL;
    c->multi = curl_multi_init();
    if (!c->multi)
        abort();
    curl_multi_setopt(c->multi, CURLMOPT_MAXCONNECTS, (long)c->options.parallel);
    hosts_init(&c->hosts, (uint64_t)now_ms());
    c->body_max = options->body_bytes ? options->body_bytes : LIMIT_IN_FLIGHT;
    return c;
}

// Takes every transfer out, one after another; NULL at the end.
static struct transfer *take_any(struct client *c, size_t *host)
{
    struct waiting *w = c->finished;
    if (w) {
        c->finished = w->next;
        return (struct transfer *)w;
    }
    for (; *host < c->hosts.count; ++*host) {
        struct host *h = c->hosts.list[*host];
        struct transfer *t = (struct transfer *)hosts_unqueue(h);
        if (!t)
            continue;
        if (h->busy && t->easy)
            curl_multi_remove_handle(c->multi, t->easy);
        h->busy = false;
        h->heap_at = SIZE_MAX;
        return t;
    }
    return NULL;
}

void client_cancel(struct client *c, client_done_fn drop, void *context)
{
    size_t host = 0;
    c->paused = NULL;
    for (struct transfer *t; (t = take_any(c, &host));) {
        t->result.outcome = FETCH_FAILED;
        t->result.error = "cancelled";
        if (drop)
            drop(context, &t->result);
        transfer_free(t);
    }
    c->pending = c->in_flight = c->hosts.heap_count = 0;
}

void client_free(struct client *c)
{
    if (!c)
        return;
    client_cancel(c, NULL, NULL);
    curl_multi_cleanup(c->multi);
    hosts_release(&c->hosts);
    free(c);
}

size_t client_queued(const struct client *c, const struct url *u)
{
    const struct host *h = hosts_find(&c->hosts, u);
    return h ? h->queued : 0;
}

void client_hold(struct client *c, bool hold)
{
    c->held = hold;
}

void client_bound(struct client *c, size_t body_bytes)
{
    c->body_max = body_bytes;
}

size_t client_body_bytes(const struct client *c)
{
    return c->body_bytes;
}

// Starts what may start now; the time until the next host is free, -1 where none waits.
static int64_t start_ready(struct client *c)
{
    int64_t now = now_ms();
    while (c->hosts.heap_count && c->in_flight < c->options.parallel && !c->held) {
        if (hosts_next_ms(&c->hosts) > now)
            return hosts_next_ms(&c->hosts) - now;
        struct host *h = hosts_take(&c->hosts);
        transfer_start(c, (struct transfer *)h->first);
    }
    return -1;
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// The answer names another place: queues the same request there.  false: no, or not again.
static bool follow_redirect(struct client *c, struct transfer *t)
{
    char *target = NULL;
    // A form is sent again only where the answer says so.
    if (!is_redirect(t->result.status) || (t->request.form.p && t->result.status < 307))
        return false;
    curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &target);
    if (!target)
        return false;
    if (++t->redirects > REDIRECTS_MAX) {
        t->result.outcome = FETCH_FAILED;
        t->result.error = "too many redirects";
        return false;
    }
    t->all_permanent &= t->result.status == 301 || t->result.status == 308;
    c->body_bytes -= t->body.cap;
    buf_release(&t->body);
    transfer_queue(c, t, arena_str(&t->arena, str_from_cstr(target)));
    return true;
}

// Decodes a body that has come whole; nobody reads that of another answer.
static void decode_answer(struct transfer *t)
{
    static const char *const what[] = {[DECODE_TOO_LARGE] = "the answer is larger than the limit",
                                       [DECODE_CUT] = "the compressed answer ends too early",
                                       [DECODE_BROKEN] = "the compressed answer is damaged",
                                       [DECODE_UNKNOWN] = "the answer is coded in an unknown way"};
    size_t max = t->request.max_bytes ? t->request.max_bytes : LIMIT_DECODED;
    struct buf plain = {0};
    enum decode_result result = DECODE_OK;
    if (t->result.status == 200 && !t->encoding.n && t->body.n <= max)
        return;
    if (t->result.status == 200)
        result = decode_body(t->encoding, buf_str(&t->body),
                             &(struct decode_limits){max, LIMIT_RATIO}, &plain);
    t->client->body_bytes -= t->body.cap;
    buf_release(&t->body);
    t->body = plain;
    t->client->body_bytes += t->body.cap;
    if (result) {
        t->result.outcome = result == DECODE_TOO_LARGE ? FETCH_TOO_LARGE : FETCH_FAILED;
        t->result.error = what[result];
    }
}

static void judge_result(struct transfer *t, CURLcode code)
{
    struct fetched *r = &t->result;
    long status = 0;
    curl_off_t wire = 0;
    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &wire);
    r->status = (int)status;
    r->wire_bytes = (size_t)wire;
    r->outcome = FETCH_OK;
    long version = 0;
    curl_easy_getinfo(t->easy, CURLINFO_HTTP_VERSION, &version);
    r->end_is_told =
        t->length.p || t->is_chunked || t->encoding.n || version >= CURL_HTTP_VERSION_2_0;
    if (t->refused && code != CURLE_OK) {
        r->outcome = FETCH_REFUSED;
        return;
    }
    r->error = NULL;
    // Curl says so where a line is longer than it takes.
    if (t->header_too_large || code == CURLE_OUT_OF_MEMORY) {
        r->outcome = FETCH_TOO_LARGE;
        r->error = "the head of the answer is larger than the limit";
    } else if (t->two_lengths) {
        r->outcome = FETCH_FAILED;
        r->error = "the answer gives two lengths";
    } else if (t->too_many_codings) {
        r->outcome = FETCH_TOO_LARGE;
        r->error = "the answer is compressed more than twice";
    } else if (t->too_large || code == CURLE_FILESIZE_EXCEEDED) {
        r->outcome = FETCH_TOO_LARGE;
        r->error = "the answer is larger than the limit";
    } else if (code != CURLE_OK) {
        r->outcome = FETCH_FAILED;
        // Curl's own words may quote the answer: one line of printable ASCII.
        for (char *p = t->curl_error; *p; p++)
            *p = *p < ' ' || *p > '~' ? '?' : *p;
        r->error = t->curl_error[0] ? t->curl_error : curl_easy_strerror(code);
    } else {
        decode_answer(t);
    }
}

// A host that says "too many requests" is left alone; what waits for it goes back to the caller.
static void close_host(struct client *c, struct host *h, int64_t wish_s)
{
    int64_t now = now_ms(), pause = wish_s < 0 ? CLOSED_S : wish_s;
    h->closed_until_ms = now + 1000 * (pause > CLOSED_MAX_S ? CLOSED_MAX_S : pause);
    for (struct waiting *w; pause > 0 && (w = hosts_unqueue(h));)
        finish_put_off(c, (struct transfer *)w, h, now);
}

static void finish(struct client *c, struct transfer *t, client_done_fn done, void *context)
{
    if (t->redirects && t->all_permanent && t->result.outcome == FETCH_OK)
        t->result.moved = t->result.url;
    t->result.body = buf_str(&t->body);
    c->pending--;
    c->done_count++;
    done(context, &t->result);
    transfer_free(t);
}

// One that curl has finished: gives its host back and goes on, to a redirect or to the caller.
static void complete(struct client *c, CURL *easy, CURLcode code, client_done_fn done,
                     void *context)
{
    char *private = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &private);
    struct transfer *t = (struct transfer *)(void *)private;
    struct host *h = t->host;
    curl_multi_remove_handle(c->multi, easy);
    c->in_flight--;
    forget_pause(c, t);
    t->spent_ms += now_ms() - t->started_ms;
    if (c->favoured == t)
        c->favoured = NULL;
    if (t->is_lookup && t->address.n) { // now the request itself
        t->refused = false;
        transfer_start(c, t);
        return;
    }
    judge_result(t, code);
    hosts_unqueue(h); // itself
    if (t->result.outcome == FETCH_OK && t->result.status == 429)
        close_host(c, h, t->result.retry_after);
    int64_t pause = c->options.host_delay_ms, wish = t->request.pause_ms;
    wish = wish > PAUSE_MAX_MS ? PAUSE_MAX_MS : wish;
    hosts_give_back(&c->hosts, h, now_ms() + (wish > pause ? wish : pause));
    if (t->result.outcome == FETCH_OK && follow_redirect(c, t))
        return;
    finish(c, t, done, context);
}

size_t client_run(struct client *c, int timeout_ms, client_done_fn done, void *context)
{
    int64_t end = now_ms() + timeout_ms;
    size_t before = c->done_count;
    for (;;) {
        for (struct waiting *w; (w = c->finished);) {
            c->finished = w->next;
            finish(c, (struct transfer *)w, done, context);
        }
        int64_t wait = start_ready(c);
        int running, left;
        bool redirected = false; // completed, but not done: its next request may start at once
        curl_multi_perform(c->multi, &running);
        for (CURLMsg *m; (m = curl_multi_info_read(c->multi, &left));) {
            if (m->msg != CURLMSG_DONE)
                continue;
            complete(c, m->easy_handle, m->data.result, done, context);
            redirected = true;
        }
        resume_paused(c);
        int64_t rest = end - now_ms();
        if (rest <= 0 || c->done_count != before)
            return c->pending;
        if (c->finished || redirected)
            continue;
        if (wait < 0 || wait > rest)
            wait = rest;
        curl_multi_poll(c->multi, NULL, 0, (int)wait, NULL);
    }
}

// --- one request --------------------------------------------------------------------------------

struct answer {
    struct arena *a;
    struct fetched fetched;
};

static void keep_answer(void *context, const struct fetched *f)
{
    struct answer *answer = context;
    struct fetched *out = &answer->fetched;
    *out = *f;
    struct str *const texts[] = {&out->url,  &out->moved,         &out->body, &out->content_type,
                                 &out->etag, &out->last_modified, &out->links};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = texts[i]->p ? arena_str(answer->a, *texts[i]) : *texts[i];
    if (f->error)
        out->error = arena_str(answer->a, str_from_cstr(f->error)).p;
}

struct fetched client_fetch_one(struct client *c, struct arena *a, struct str url)
{
    struct answer answer = {.a = a};
    answer.fetched = (struct fetched){.outcome = FETCH_FAILED, .error = "no answer"};
    client_add(c, &(struct fetch){.url = url});
    while (client_run(c, 1000, keep_answer, &answer) > 0)
        ;
    return answer.fetched;
}
