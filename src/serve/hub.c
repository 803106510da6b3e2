// hub: see hub.h.  WebSub, sections 5.3 (the hub asks whether we meant it), 5.2 (denials) and 7
// (deliveries).
//
// A delivery that is not signed as agreed is answered as a good one and thrown away (section 8.1):
// who guesses learns nothing.  One for a subscription we do not have is answered 410, after which a
// hub may end it.
#include "serve/hub.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/utf8.h"
#include "net/hub.h"
#include "store/inbox.h"
#include "store/subscriptions.h"

enum {
    CHALLENGE_MAX = 4096,
    REASON_MAX = 200,
    LEASE_DEFAULT_S = 10 * 86400, // where the hub does not say
    LEASE_MIN_S = 300,
    LEASE_MAX_S = 30 * 86400
};
#define UPLOADS_MAX (64 * MIB) // of all deliveries that are on their way

struct hub_desk {
    const char *where;
    pthread_mutex_t lock; // of the inbox
    struct inbox *inbox;  // opened at the first letter
    atomic_size_t uploading;
};

struct hub_delivery {
    struct hub_desk *desk;
    struct arena a;
    struct subscription subscription;
    struct buf body;
    bool too_large, busy;
};

struct hub_desk *hub_desk_new(const char *where)
{
    struct hub_desk *desk = calloc(1, sizeof *desk);
    if (!desk)
        abort();
    desk->where = where;
    pthread_mutex_init(&desk->lock, NULL);
    return desk;
}

void hub_desk_free(struct hub_desk *desk)
{
    if (!desk)
        return;
    inbox_close(desk->inbox);
    pthread_mutex_destroy(&desk->lock);
    free(desk);
}

// The status of the answer.
static int put_letter(struct hub_desk *desk, const struct letter *l)
{
    struct err e = {0};
    pthread_mutex_lock(&desk->lock);
    enum err_code code = desk->inbox ? ERR_NONE : inbox_open(&desk->inbox, desk->where, true, &e);
    if (!code)
        code = inbox_put(desk->inbox, l, &e);
    pthread_mutex_unlock(&desk->lock);
    if (code)
        log_line(LOG_WARN, "what a hub sent is not taken now: %s", e.text);
    return code ? 503 : 200;
}

bool hub_is_callback(struct str path, struct str *token)
{
    *token = str_drop(path, 5);
    return str_starts(path, S("/hub/"));
}

// --- questions ----------------------------------------------------------------------------------

static int64_t lease_of(const struct request *r)
{
    size_t seconds;
    if (!str_to_size(request_param(r, "hub.lease_seconds"), LEASE_MAX_S, &seconds))
        seconds = LEASE_DEFAULT_S;
    return seconds < LEASE_MIN_S ? LEASE_MIN_S : (int64_t)seconds;
}

// Whether the hub's question is about what we asked for; fills *kind.
static bool is_ours(const struct request *r, const struct subscription *u, enum letter_kind *kind)
{
    struct str mode = request_param(r, "hub.mode");
    bool leaving = u->state == SUBSCRIPTION_LEAVING;
    if (!str_eq(request_param(r, "hub.topic"), u->topic))
        return false;
    if (str_eq(mode, S("denied"))) {
        *kind = LETTER_DENIED;
        return true;
    }
    *kind = leaving ? LETTER_LEFT : LETTER_CONFIRMED;
    struct str challenge = request_param(r, "hub.challenge");
    return str_eq(mode, leaving ? S("unsubscribe") : S("subscribe")) && challenge.n > 0 &&
           challenge.n <= CHALLENGE_MAX;
}

// A hub's reason is shown in terminals, too: one short line without control characters.
static struct str one_line(struct arena *a, struct str s)
{
    s = utf8_take_bytes(s, REASON_MAX);
    char *line = arena_alloc_raw(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        line[i] = (unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F ? ' ' : s.p[i];
    return (struct str){line, s.n};
}

void view_hub(struct request *r)
{
    struct subscription u;
    enum letter_kind kind;
    struct err e = {0};
    r->type = "text/plain; charset=utf-8";
    enum err_code code = store_subscription_find(r->store, r->a, r->rest, &u, &e);
    if (code && code != ERR_NOT_FOUND) {
        r->status = 503;
        buf_add(&r->body, S("busy, try again\n"));
        return;
    }
    if (code || !is_ours(r, &u, &kind)) {
        r->status = 404;
        buf_add(&r->body, S("nothing was asked for here\n"));
        return;
    }
    struct letter l = {.kind = kind, .token = u.token, .lease_s = lease_of(r)};
    if (kind == LETTER_DENIED)
        l.type = one_line(r->a, request_param(r, "hub.reason"));
    r->status = put_letter(r->hubs, &l);
    if (r->status == 200)
        buf_add(&r->body, request_param(r, "hub.challenge"));
}

// --- deliveries ---------------------------------------------------------------------------------

struct hub_delivery *hub_delivery_begin(struct hub_desk *desk, struct store *s, struct str token)
{
    struct hub_delivery *d = calloc(1, sizeof *d);
    if (!d)
        abort();
    d->desk = desk;
    struct err e = {0};
    enum err_code code = store_subscription_find(s, &d->a, token, &d->subscription, &e);
    d->busy = code && code != ERR_NOT_FOUND; // the hub shall try again
    if (d->busy || (!code && d->subscription.state != SUBSCRIPTION_LEAVING))
        return d;
    hub_delivery_free(d);
    return NULL;
}

void hub_delivery_add(struct hub_delivery *d, struct str bytes)
{
    struct hub_desk *desk = d->desk;
    d->too_large |= d->body.n + bytes.n > INBOX_BODY_MAX;
    if (d->too_large || d->busy)
        return;
    size_t all = atomic_fetch_add(&desk->uploading, bytes.n) + bytes.n;
    d->busy = all > UPLOADS_MAX;
    if (d->busy)
        atomic_fetch_sub(&desk->uploading, bytes.n);
    else
        buf_add(&d->body, bytes);
}

int hub_delivery_end(struct hub_delivery *d, struct str signature, struct str type)
{
    const struct subscription *u = &d->subscription;
    if (d->too_large)
        return 413;
    if (d->busy)
        return 503;
    if (!hub_signature_matches(signature, u->secret, buf_str(&d->body))) {
        log_line(LOG_WARN, "what %.*s sent about %.*s is not signed as agreed; it is ignored",
                 STR_ARGS(str_take(u->hub, 200)), STR_ARGS(str_take(u->topic, 200)));
        return 202;
    }
    struct letter l = {.kind = LETTER_CONTENT,
                       .token = u->token,
                       .type = str_take(type, REASON_MAX),
                       .body = buf_str(&d->body)};
    int status = put_letter(d->desk, &l);
    return status == 200 ? 202 : status;
}

void hub_delivery_free(struct hub_delivery *d)
{
    if (!d)
        return;
    atomic_fetch_sub(&d->desk->uploading, d->body.n);
    buf_release(&d->body);
    arena_release(&d->a);
    free(d);
}
