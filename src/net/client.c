// client: see client.h.
//
// Requests wait in a queue per host; a host gives one at a time to curl, not before its pause is
// over.  Hosts that may go now stand in a heap by time, so that 10,000 hosts cost no scan.
// Redirects are followed by hand: each target is a fresh request to the guard and to its host's
// queue.  Curl is told nothing about proxies, netrc, cookies or other protocols.
#include "net/client.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/map.h"
#include "net/address.h"

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
    CODINGS_MAX = 2,         // gzip in gzip exists; more is a bomb
    PAUSE_MAX_MS = 60 * 1000 // of a site's own wish
};

struct host;

struct transfer {
    struct transfer *next; // in its host's queue
    struct client *client;
    struct host *host;
    CURL *easy;
    struct curl_slist *headers;
    struct arena arena; // strings of this request
    struct fetch request;
    struct url url;
    struct buf body;
    struct fetched result;
    size_t redirects, header_count, header_bytes, codings;
    bool all_permanent, decoded_too_large, header_too_large, too_many_codings, two_lengths, refused;
    struct str length;  // as the head gives it
    int64_t started_ms; // of its first request; what waited for its host has not begun
    char curl_error[CURL_ERROR_SIZE];
};

struct host {
    struct transfer *first, *last;
    size_t queued; // from first to last
    bool busy;
    int64_t free_at_ms;
    size_t heap_at; // index in the heap, SIZE_MAX: not in it
};

struct client {
    struct client_options options;
    CURLM *multi;
    struct arena arena; // hosts and their names
    struct map hosts;   // name:port -> index into host_list
    struct host **host_list;
    size_t host_count, host_cap;
    struct host **heap; // hosts that have something to send, by free_at_ms
    size_t heap_count, heap_cap;
    size_t in_flight, pending, done_count;
    struct transfer *finished; // by the guard, before anything was sent
    bool held;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

// --- the heap of hosts --------------------------------------------------------------------------

static bool goes_before(const struct host *a, const struct host *b)
{
    return a->free_at_ms < b->free_at_ms;
}

static void heap_place(struct client *c, size_t i, struct host *h)
{
    c->heap[i] = h;
    h->heap_at = i;
}

static void heap_up(struct client *c, size_t i)
{
    struct host *h = c->heap[i];
    for (; i > 0 && goes_before(h, c->heap[(i - 1) / 2]); i = (i - 1) / 2)
        heap_place(c, i, c->heap[(i - 1) / 2]);
    heap_place(c, i, h);
}

static void heap_down(struct client *c, size_t i)
{
    struct host *h = c->heap[i];
    for (size_t child; (child = 2 * i + 1) < c->heap_count; i = child) {
        if (child + 1 < c->heap_count && goes_before(c->heap[child + 1], c->heap[child]))
            child++;
        if (!goes_before(c->heap[child], h))
            break;
        heap_place(c, i, c->heap[child]);
    }
    heap_place(c, i, h);
}

static void heap_add(struct client *c, struct host *h)
{
    if (c->heap_count == c->heap_cap) {
        c->heap_cap = c->heap_cap ? c->heap_cap * 2 : 64;
        c->heap = realloc(c->heap, c->heap_cap * sizeof *c->heap);
        if (!c->heap)
            abort();
    }
    c->heap[c->heap_count] = h;
    heap_up(c, c->heap_count++);
}

static struct host *heap_take(struct client *c)
{
    struct host *h = c->heap[0];
    h->heap_at = SIZE_MAX;
    struct host *last = c->heap[--c->heap_count];
    if (c->heap_count) {
        c->heap[0] = last;
        heap_down(c, 0);
    }
    return h;
}

// --- hosts --------------------------------------------------------------------------------------

enum { HOST_KEY_MAX = 320 }; // a host has at most 253 letters

static struct str host_key(char text[HOST_KEY_MAX], const struct url *u)
{
    int n = snprintf(text, HOST_KEY_MAX, "%.*s:%d", STR_ARGS(str_take(u->host, 300)), url_port(u));
    return (struct str){text, n < 0 ? 0 : (size_t)n};
}

static struct host *host_of(struct client *c, const struct url *u)
{
    char text[HOST_KEY_MAX];
    struct str key = host_key(text, u);
    size_t known = map_get(&c->hosts, key);
    if (known != MAP_NONE)
        return c->host_list[known];
    size_t *at = map_at(&c->hosts, arena_str(&c->arena, key), 0);
    if (c->host_count == c->host_cap) {
        c->host_cap = c->host_cap ? c->host_cap * 2 : 64;
        c->host_list = realloc(c->host_list, c->host_cap * sizeof(struct host *));
        if (!c->host_list)
            abort();
    }
    struct host *h = arena_new(&c->arena, struct host, 1);
    h->heap_at = SIZE_MAX;
    *at = c->host_count;
    c->host_list[c->host_count++] = h;
    return h;
}

static void host_queue(struct client *c, struct host *h, struct transfer *t)
{
    t->next = NULL;
    t->host = h;
    h->queued++;
    if (h->last)
        h->last->next = t;
    else
        h->first = t;
    h->last = t;
    if (!h->busy && h->heap_at == SIZE_MAX)
        heap_add(c, h);
}

// --- one transfer -------------------------------------------------------------------------------

static void transfer_free(struct transfer *t)
{
    if (t->easy)
        curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->headers);
    buf_release(&t->body);
    arena_release(&t->arena);
    free(t);
}

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *t = context;
    (void)purpose;
    const char *why =
        t->client->options.guard.allow_private ? NULL : address_refusal(&address->addr);
    if (why) {
        t->refused = true;
        t->result.error = why;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *t = context;
    size_t n = size * count;
    curl_off_t wire = 0;
    curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &wire);
    size_t max = t->request.max_bytes ? t->request.max_bytes : LIMIT_DECODED;
    size_t unfolded = t->body.n + n;
    bool bomb = unfolded > MIB && wire > 0 && unfolded / LIMIT_RATIO > (size_t)wire;
    if (unfolded > max || (size_t)wire > LIMIT_WIRE || bomb) {
        t->decoded_too_large = true;
        return 0;
    }
    buf_add(&t->body, (struct str){bytes, n});
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

// Counts the codings that a Content-Encoding line names.
static void count_codings(struct transfer *t, struct str value)
{
    struct str one, rest = value;
    while (rest.n) {
        str_cut(rest, ',', &one, &rest);
        t->codings += str_trim(one).n > 0 && !str_eq_nocase(str_trim(one), S("identity"));
    }
    t->too_many_codings |= t->codings > CODINGS_MAX;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *t = context;
    struct str line = {bytes, size * count}, value;
    struct fetched *r = &t->result;
    size_t seconds;
    if (str_starts(line, S("HTTP/"))) { // a fresh head: 1xx, or the answer itself
        r->content_type = r->etag = r->last_modified = (struct str){0};
        r->retry_after = -1;
        t->codings = 0;
        t->length = (struct str){0};
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
    if (t->too_many_codings || t->two_lengths)
        return 0;
    if (header_value(line, S("content-type"), &value))
        r->content_type = arena_str(&t->arena, value);
    else if (header_value(line, S("etag"), &value) && value.n <= 1024)
        r->etag = arena_str(&t->arena, value);
    else if (header_value(line, S("last-modified"), &value) && value.n <= 128)
        r->last_modified = arena_str(&t->arena, value);
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

static void transfer_start(struct client *c, struct transfer *t)
{
    const struct client_options *o = &c->options;
    CURL *easy = t->easy ? t->easy : curl_easy_init();
    if (!easy)
        abort();
    curl_easy_reset(easy);
    t->easy = easy;
    t->header_count = t->header_bytes = t->codings = 0;
    if (t->redirects == 0)
        t->started_ms = now_ms();
    buf_reset(&t->body);
    if (!t->headers) {
        add_header(t, "Accept", t->request.accept);
        add_header(t, "If-None-Match", t->request.etag);
        add_header(t, "If-Modified-Since", t->request.last_modified);
    }
    int64_t spent = now_ms() - t->started_ms;
    int64_t left = (o->total_timeout_ms ? o->total_timeout_ms : TOTAL_MS) - spent;
    curl_easy_setopt(easy, CURLOPT_URL, arena_str(&t->arena, url_href(&t->arena, &t->url)).p);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, t);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, t->curl_error);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, t->headers);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, o->user_agent ? o->user_agent : USER_AGENT);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, t);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, o->proxy ? o->proxy : "");
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)LIMIT_WIRE);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)(left > 1 ? left : 1));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
    curl_multi_add_handle(c->multi, easy);
    c->in_flight++;
}

// Judges t->url and queues it, or finishes it as refused.
static void transfer_queue(struct client *c, struct transfer *t, struct str url)
{
    const char *why = guard_url(&t->arena, url, &c->options.guard, &t->url);
    t->result.url = url;
    if (!why) {
        host_queue(c, host_of(c, &t->url), t);
        return;
    }
    t->result.outcome = FETCH_REFUSED;
    t->result.error = why;
    t->next = c->finished;
    c->finished = t;
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
    map_init(&c->hosts, &c->arena, (uint64_t)now_ms());
    return c;
}

// Takes every transfer out, one after another; NULL at the end.
static struct transfer *take_any(struct client *c, size_t *host)
{
    struct transfer *t = c->finished;
    if (t) {
        c->finished = t->next;
        return t;
    }
    for (; *host < c->host_count; ++*host) {
        struct host *h = c->host_list[*host];
        t = h->first;
        if (!t)
            continue;
        if (h->busy && t->easy)
            curl_multi_remove_handle(c->multi, t->easy);
        h->busy = false;
        h->first = t->next;
        h->queued--;
        if (!h->first)
            h->last = NULL;
        return t;
    }
    return NULL;
}

void client_cancel(struct client *c, client_done_fn drop, void *context)
{
    size_t host = 0;
    for (struct transfer *t; (t = take_any(c, &host));) {
        t->result.outcome = FETCH_FAILED;
        t->result.error = "cancelled";
        if (drop)
            drop(context, &t->result);
        transfer_free(t);
    }
    c->pending = c->in_flight = c->heap_count = 0;
}

void client_free(struct client *c)
{
    if (!c)
        return;
    client_cancel(c, NULL, NULL);
    curl_multi_cleanup(c->multi);
    free(c->host_list);
    free(c->heap);
    arena_release(&c->arena);
    free(c);
}

size_t client_queued(const struct client *c, const struct url *u)
{
    char text[HOST_KEY_MAX];
    size_t known = map_get(&c->hosts, host_key(text, u));
    return known == MAP_NONE ? 0 : c->host_list[known]->queued;
}

void client_hold(struct client *c, bool hold)
{
    c->held = hold;
}

// Starts what may start now; the time until the next host is free, -1 where none waits.
static int64_t start_ready(struct client *c)
{
    int64_t now = now_ms();
    while (c->heap_count && c->in_flight < c->options.parallel && !c->held) {
        if (c->heap[0]->free_at_ms > now)
            return c->heap[0]->free_at_ms - now;
        struct host *h = heap_take(c);
        h->busy = true;
        transfer_start(c, h->first); // stays first in its queue while it is in flight
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
    if (!is_redirect(t->result.status))
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
    transfer_queue(c, t, arena_str(&t->arena, str_from_cstr(target)));
    return true;
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
    } else if (t->decoded_too_large || code == CURLE_FILESIZE_EXCEEDED) {
        r->outcome = FETCH_TOO_LARGE;
        r->error = "the answer is larger than the limit";
    } else if (code != CURLE_OK) {
        r->outcome = FETCH_FAILED;
        // Curl's own words may quote the answer: one line of printable ASCII.
        for (char *p = t->curl_error; *p; p++)
            *p = *p < ' ' || *p > '~' ? '?' : *p;
        r->error = t->curl_error[0] ? t->curl_error : curl_easy_strerror(code);
    }
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
    judge_result(t, code);
    curl_multi_remove_handle(c->multi, easy);
    c->in_flight--;
    h->busy = false;
    int64_t pause = c->options.host_delay_ms, wish = t->request.pause_ms;
    wish = wish > PAUSE_MAX_MS ? PAUSE_MAX_MS : wish;
    h->free_at_ms = now_ms() + (wish > pause ? wish : pause);
    h->queued--;
    h->first = t->next;
    if (!h->first)
        h->last = NULL;
    else if (h->heap_at == SIZE_MAX)
        heap_add(c, h);
    if (t->result.outcome == FETCH_OK && follow_redirect(c, t))
        return;
    finish(c, t, done, context);
}

size_t client_run(struct client *c, int timeout_ms, client_done_fn done, void *context)
{
    int64_t end = now_ms() + timeout_ms;
    size_t before = c->done_count;
    for (;;) {
        while (c->finished) {
            struct transfer *t = c->finished;
            c->finished = t->next;
            finish(c, t, done, context);
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
    struct str *const texts[] = {&out->url,          &out->moved, &out->body,
                                 &out->content_type, &out->etag,  &out->last_modified};
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
