// push: feeds that a hub sends us (WebSub; decision 0041).
//
// A feed that names a hub is subscribed where we have an address that hubs can reach: the hub is
// asked, it asks back at our site (serve/hub.h), and what it then sends comes by the inbox.  A
// subscription ends by itself after its lease, so that a hub that has died costs nothing but the
// longer wait of the next look; it is renewed after four fifths of it.
#include <stdlib.h>

#include "base/log.h"
#include "collect/collector_int.h"
#include "net/hub.h"
#include "store/inbox.h"
#include "store/subscriptions.h"

enum {
    ASK_MAX = 16,             // hubs asked at one look
    HUB_LEASE_S = 10 * 86400, // asked for; the hub decides
    LEAVE_TRIES_MAX = 3,      // then its lease is left to run out
    DENIED_S = 7 * 86400,     // before a hub that will not is asked again
    LETTERS_MAX = 32          // taken at one look
};

// --- asking -------------------------------------------------------------------------------------

void push_want(struct collector *c, const struct harvest *h)
{
    if (!c->options->public_url || c->failure.code)
        return;
    struct hub_links links = hub_links_parse(&c->scratch, h->answer.links, h->answer.url);
    struct str hub = links.hub.n ? links.hub : h->hub, self = links.self.n ? links.self : h->self;
    (void)!store_subscription_want(c->store, h->feed.feed, hub, self.n ? self : h->answer.url,
                                   h->now, &c->failure);
}

bool push_is_due(struct collector *c, int64_t now)
{
    struct subscription *list;
    size_t count = 0;
    return c->options->public_url && !c->failure.code &&
           !store_subscriptions_due(c->store, &c->scratch, now, 1, &list, &count, &c->failure) &&
           count > 0;
}

static void send_request(struct collector *c, const struct subscription *u)
{
    struct errand *errand = errand_new(c);
    bool leaving = u->state == SUBSCRIPTION_LEAVING;
    errand->kind = ERRAND_HUB;
    errand->token = arena_str(&errand->a, u->token);
    struct hub_request r = {
        .mode = leaving ? S("unsubscribe") : S("subscribe"),
        .callback =
            arena_printf(&errand->a, "%s/hub/%.*s", c->options->public_url, STR_ARGS(u->token)),
        .topic = u->topic,
        .secret = leaving ? S("") : u->secret,
        .lease_s = leaving ? 0 : HUB_LEASE_S,
    };
    errand_send(c, errand, (struct fetch){.url = u->hub, .form = hub_form(&errand->a, &r)});
}

void push_ask(struct collector *c, int64_t now)
{
    struct subscription *list;
    size_t count;
    if (!push_is_due(c, now) || !collector_begin(c) ||
        store_subscriptions_due(c->store, &c->scratch, now, ASK_MAX, &list, &count, &c->failure))
        return;
    for (size_t i = 0; i < count && !c->failure.code; i++) {
        struct subscription *u = &list[i];
        if (u->state == SUBSCRIPTION_LEAVING && u->tries >= LEAVE_TRIES_MAX) {
            (void)!store_subscription_forget(c->store, u->token, &c->failure);
            continue;
        }
        // When it is asked again, should it not confirm.
        u->next_at = schedule_retry(0, ++u->tries, -1, now % 997, now);
        (void)!store_subscription_update(c->store, u, &c->failure);
    }
    // The site must know of it before the hub does.
    collector_commit(c);
    for (size_t i = 0; i < count && !c->failure.code; i++)
        if (list[i].state != SUBSCRIPTION_LEAVING || list[i].tries <= LEAVE_TRIES_MAX)
            send_request(c, &list[i]);
}

void push_answered(struct collector *c, struct errand *errand, const struct fetched *f)
{
    struct subscription u;
    bool good = f->outcome == FETCH_OK && f->status >= 200 && f->status < 300;
    const char *why = f->outcome == FETCH_OK ? "the hub does not take the request" : f->error;
    struct err ignored; // gone meanwhile, or asked again when it is due
    if (collector_begin(c) &&
        !store_subscription_find(c->store, &errand->a, errand->token, &u, &ignored)) {
        u.error = good ? (struct str){0} : str_from_cstr(why);
        if (f->retry_after > 0 && u.next_at < collector_now() + f->retry_after)
            u.next_at = collector_now() + f->retry_after;
        (void)!store_subscription_update(c->store, &u, &c->failure);
    }
    collector_tell(c, f->url, f->status, good ? NULL : why, 0);
}

// --- letters ------------------------------------------------------------------------------------

// A letter's subscription as the hub has answered.
static void take_answer(struct collector *c, const struct letter *l, struct subscription *u)
{
    int64_t now = collector_now();
    if (l->kind == LETTER_LEFT) {
        (void)!store_subscription_forget(c->store, u->token, &c->failure);
        return;
    }
    if (u->state == SUBSCRIPTION_LEAVING)
        return;
    bool denied = l->kind == LETTER_DENIED;
    u->state = denied ? SUBSCRIPTION_ASKED : SUBSCRIPTION_LIVE;
    u->tries = 0;
    u->lease_until = denied ? STORE_NO_TIME : now + l->lease_s;
    u->next_at = denied ? now + DENIED_S : now + l->lease_s / 5 * 4;
    u->error = denied ? arena_printf(&c->scratch, "the hub has denied it: %.*s", STR_ARGS(l->type))
                      : (struct str){0};
    (void)!store_subscription_update(c->store, u, &c->failure);
    collector_tell(c, u->hub, 200, denied ? u->error.p : NULL, 0);
}

// What a hub has sent goes the way of an answer of the feed itself.
static bool take_content(struct collector *c, const struct letter *l, const struct subscription *u)
{
    struct feed_row feed;
    if (!store_feed_get(c->store, &c->scratch, u->feed, &feed))
        return false;
    struct errand *errand = errand_of_feed(c, &feed);
    errand->pushed = true;
    errand->letter = l->letter;
    struct fetched f = {.outcome = FETCH_OK,
                        .status = 200,
                        .url = u->topic,
                        .body = l->body,
                        .content_type = l->type,
                        .retry_after = -1,
                        .wire_bytes = l->body.n};
    c->counters[COLLECT_PUSHES]++;
    c->counters[COLLECT_BYTES] += (int64_t)l->body.n;
    jobs_add(c, errand, &f);
    errand_free(errand);
    return true;
}

void push_letter_done(struct collector *c, int64_t letter)
{
    *vec_push(&c->told_arena, &c->letters_done) = letter;
}

void push_committed(struct collector *c, bool safe)
{
    struct err e = {0};
    if (safe && c->inbox && inbox_drop(c->inbox, c->letters_done.v, c->letters_done.n, &e))
        log_line(LOG_WARN, "%s", e.text); // they come again, and change nothing
    c->letters_done.v = NULL;
    c->letters_done.n = c->letters_done.cap = 0;
}

bool push_take_letters(struct collector *c)
{
    struct letter *list;
    struct err e = {0};
    size_t count = 0;
    bool full = c->ready_count >= READY_MAX || c->ready_bytes >= READY_BYTES_MAX;
    if (full || c->failure.code ||
        (!c->inbox && inbox_open(&c->inbox, c->options->store, false, &e)))
        return false;
    if (inbox_read(c->inbox, &c->scratch, c->letters_taken, LETTERS_MAX, READY_BYTES_MAX / 4, &list,
                   &count, &e)) {
        log_line(LOG_WARN, "%s", e.text);
        return false;
    }
    for (size_t i = 0; i < count && collector_begin(c); i++) {
        struct subscription u;
        const struct letter *l = &list[i];
        enum err_code code = store_subscription_find(c->store, &c->scratch, l->token, &u, &e);
        if (code && code != ERR_NOT_FOUND) { // the letter stays
            c->failure = e;
            break;
        }
        bool known = !code;
        c->letters_taken = l->letter;
        if (known && l->kind == LETTER_CONTENT && take_content(c, l, &u))
            continue;
        if (known && l->kind != LETTER_CONTENT)
            take_answer(c, l, &u);
        push_letter_done(c, l->letter);
    }
    return count > 0;
}
