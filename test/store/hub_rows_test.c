// Subscriptions and the inbox of hubs in their tables.
#include "store/feeds.h"
#include "store/inbox.h"
#include "store/subscriptions.h"

#include "home.h"

// The only subscription that is due at `now`; .token empty: none.
static struct subscription due(struct store *s, struct arena *a, int64_t now)
{
    struct subscription *list, none = {0};
    struct err e = {0};
    size_t count;
    CHECK(store_subscriptions_due(s, a, now, 10, &list, &count, &e) == 0);
    return count == 1 ? list[0] : none;
}

TEST(subscriptions_are_one_a_feed_and_leave_what_had_confirmed)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = open_empty();
    struct str hub = S("https://hub.example/"), topic = S("https://a.example/f");
    CHECK(store_subscription_want(s, 1, S(""), topic, 100, &e) == 0);
    CHECK_INT(due(s, &a, 1000).token.n, 0);
    CHECK(store_subscription_want(s, 1, hub, topic, 100, &e) == 0);
    struct subscription u = due(s, &a, 100);
    CHECK_INT(due(s, &a, 99).token.n, 0);
    CHECK_INT(u.token.n, 32);
    CHECK_INT(u.secret.n, 64);
    CHECK(u.state == SUBSCRIPTION_ASKED && u.feed == 1 && u.lease_until == STORE_NO_TIME);
    // The same again changes nothing; another hub, before this one confirmed, replaces it.
    CHECK(store_subscription_want(s, 1, hub, topic, 200, &e) == 0);
    CHECK_VIEW(due(s, &a, 1000).token, u.token);
    CHECK(store_subscription_want(s, 1, S("https://other.example/"), topic, 200, &e) == 0);
    struct subscription v = due(s, &a, 1000);
    CHECK(v.token.n && !str_eq(v.token, u.token) && !str_eq(v.secret, u.secret));
    CHECK_INT(store_subscription_find(s, &a, u.token, &u, &e), ERR_NOT_FOUND);
    // One that was confirmed is left, by its old token, once the feed names no hub.
    v.state = SUBSCRIPTION_LIVE;
    v.lease_until = 5000;
    v.next_at = 4000;
    CHECK(store_subscription_update(s, &v, &e) == 0);
    CHECK_INT(due(s, &a, 3999).token.n, 0);
    CHECK(store_subscription_want(s, 1, S(""), topic, 300, &e) == 0);
    struct subscription left = due(s, &a, 300);
    CHECK_VIEW(left.token, v.token);
    CHECK(left.state == SUBSCRIPTION_LEAVING && left.feed == 0);
    CHECK(store_collect_tidy(s, 5000, &e) == 0);
    CHECK_INT(due(s, &a, 9999).token.n, 32);
    CHECK(store_collect_tidy(s, 5001, &e) == 0); // its lease has run out
    CHECK_INT(due(s, &a, 9999).token.n, 0);
    CHECK(store_subscription_forget(s, left.token, &e) == 0);
    CHECK_INT(due(s, &a, 9999).token.n, 0);
    store_close(s);
    arena_release(&a);
}

static struct letter content(const char *token, struct str body)
{
    return (struct letter){.kind = LETTER_CONTENT, .token = str_from_cstr(token), .body = body};
}

TEST(inbox_gives_letters_in_order_and_is_bounded)
{
    static char large[INBOX_BODY_MAX + 1];
    struct arena a = {0};
    struct err e = {0};
    struct inbox *b;
    struct letter *list, l = content("a", S("one"));
    size_t count;
    if (!CHECK(inbox_open(&b, ":memory:", false, &e) == 0))
        return;
    CHECK(inbox_put(b, &l, &e) == 0);
    l = (struct letter){.kind = LETTER_CONFIRMED, .token = S("b"), .lease_s = 60};
    CHECK(inbox_put(b, &l, &e) == 0);
    CHECK(inbox_read(b, &a, 0, 10, 100, &list, &count, &e) == 0);
    if (CHECK_INT(count, 2)) {
        CHECK_STR(list[0].body, "one");
        CHECK(list[1].kind == LETTER_CONFIRMED && list[1].lease_s == 60);
        int64_t first = list[0].letter, last = list[1].letter;
        CHECK(inbox_read(b, &a, 0, 10, 1, &list, &count, &e) == 0 && count == 1); // by bytes
        CHECK(inbox_read(b, &a, first, 10, 100, &list, &count, &e) == 0 && count == 1);
        CHECK(inbox_drop(b, &first, 1, &e) == 0 && inbox_drop(b, &last, 1, &e) == 0);
    }
    CHECK(inbox_read(b, &a, 0, 10, 100, &list, &count, &e) == 0 && count == 0);
    // Too large; too many of one; too many bytes of all.
    l = content("a", (struct str){large, sizeof large});
    CHECK(inbox_put(b, &l, &e) == ERR_TOO_LARGE);
    l = content("a", S("x"));
    for (int i = 0; i < INBOX_OF_ONE_MAX; i++)
        CHECK(inbox_put(b, &l, &e) == 0);
    CHECK(inbox_put(b, &l, &e) == ERR_TOO_LARGE);
    l = content("b", (struct str){large, INBOX_BODY_MAX});
    size_t put = 0;
    while (put < 100 && inbox_put(b, &l, &e) == 0)
        put++;
    CHECK_INT(put, INBOX_BYTES_MAX / INBOX_BODY_MAX);
    inbox_close(b);
    arena_release(&a);
}
