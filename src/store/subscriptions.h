// subscriptions: feeds that a hub sends us (WebSub; docs/COLLECT.md, decision 0041).
//
// The collector asks and renews; the site answers the hub's questions from here and leaves what the
// hub sends in the inbox (inbox.h).  A subscription's token is the secret part of its callback.
#ifndef STORE_SUBSCRIPTIONS_H
#define STORE_SUBSCRIPTIONS_H

#include "store/store.h"

enum subscription_state {
    SUBSCRIPTION_ASKED,  // wanted; the hub has not confirmed it yet
    SUBSCRIPTION_LIVE,   // confirmed, until lease_until
    SUBSCRIPTION_LEAVING // not wanted any more; the hub is to be told
};

struct subscription {
    struct str token;  // 32 hex digits
    struct str secret; // 64 hex digits
    struct str hub, topic;
    int64_t feed; // 0: not followed any more
    enum subscription_state state;
    int64_t next_at; // when the hub is asked, or asked again
    int tries;       // since it last confirmed
    int64_t lease_until;
    struct str error; // why the last try failed; empty: it did not
};

// Makes the feed's subscription one at this hub for this topic; what it had elsewhere is left.  An
// empty hub: it has none.  Does nothing where it is so already.
WARN_UNUSED enum err_code store_subscription_want(struct store *s, int64_t feed, struct str hub,
                                                  struct str topic, int64_t now, struct err *e);
// Those whose hub is to be asked, longest due first.
WARN_UNUSED enum err_code store_subscriptions_due(struct store *s, struct arena *a, int64_t now,
                                                  size_t limit, struct subscription **out,
                                                  size_t *count, struct err *e);
// ERR_NOT_FOUND: there is none of this token; a store that cannot be read is another error, for a
// hub that hears "none" drops its subscription.
WARN_UNUSED enum err_code store_subscription_find(struct store *s, struct arena *a,
                                                  struct str token, struct subscription *out,
                                                  struct err *e);
// Writes state, next_at, tries, lease_until and error back.
WARN_UNUSED enum err_code store_subscription_update(struct store *s, const struct subscription *u,
                                                    struct err *e);
WARN_UNUSED enum err_code store_subscription_forget(struct store *s, struct str token,
                                                    struct err *e);
// A feed is not followed any more: its hub is to be told where it had confirmed.
WARN_UNUSED enum err_code store_subscription_leave(struct store *s, int64_t feed, struct err *e);

#endif
