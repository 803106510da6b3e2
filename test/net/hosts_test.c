// Hosts: who may be asked now, and that those nobody waits for are forgotten.
#include "net/hosts.h"

#include <stdio.h>

#include "harness.h"

static struct url url_of(struct arena *a, int n)
{
    struct url u = {0};
    struct str text = arena_printf(a, "http://h%d.example/", n);
    CHECK(url_parse(a, text, NULL, &u));
    return u;
}

TEST(hosts_give_one_at_a_time_in_order_of_their_pauses)
{
    struct hosts hosts;
    struct arena a = {0};
    struct waiting w[4];
    hosts_init(&hosts, 1);
    struct url first = url_of(&a, 1), second = url_of(&a, 2);
    struct host *h = hosts_get(&hosts, &first, 0), *other = hosts_get(&hosts, &second, 0);
    CHECK(hosts_get(&hosts, &first, 0) == h && hosts_find(&hosts, &second) == other);
    CHECK(hosts_next_ms(&hosts) == INT64_MAX);
    hosts_queue(&hosts, h, &w[0]);
    hosts_queue(&hosts, h, &w[1]);
    CHECK(hosts_take(&hosts) == h && h->first == &w[0]);
    CHECK(hosts_next_ms(&hosts) == INT64_MAX); // busy, whatever waits there
    CHECK(hosts_unqueue(h) == &w[0]);
    hosts_give_back(&hosts, h, 1000);
    CHECK_INT(hosts_next_ms(&hosts), 1000);
    hosts_queue(&hosts, other, &w[2]);
    CHECK_INT(hosts_next_ms(&hosts), 0);
    CHECK(hosts_take(&hosts) == other);
    CHECK(hosts_take(&hosts) == h && h->queued == 1);
    hosts_release(&hosts);
    arena_release(&a);
}

TEST(hosts_that_nobody_waits_for_are_forgotten)
{
    enum { MANY = 20000 };
    struct hosts hosts;
    struct arena a = {0};
    struct waiting waits, paused;
    hosts_init(&hosts, 1);
    struct url with_queue = url_of(&a, -1), with_pause = url_of(&a, -2), closed = url_of(&a, -3);
    hosts_queue(&hosts, hosts_get(&hosts, &with_queue, 0), &waits);
    hosts_queue(&hosts, hosts_get(&hosts, &with_pause, 0), &paused);
    hosts_take(&hosts);
    struct host *h = hosts_take(&hosts);
    hosts_unqueue(h);
    hosts_give_back(&hosts, h, MANY + 1);
    hosts_get(&hosts, &closed, 0)->closed_until_ms = MANY + 1;
    for (int i = 0; i < MANY; i++) {
        struct url u = url_of(&a, i);
        hosts_get(&hosts, &u, i);
    }
    CHECK(hosts.count < 600);
    CHECK(hosts_find(&hosts, &with_queue) && hosts_find(&hosts, &with_pause));
    CHECK(hosts_find(&hosts, &closed) && hosts_find(&hosts, &closed)->closed_until_ms == MANY + 1);
    for (int i = 0; i < MANY; i++) { // and when their pauses are over, these go, too
        struct url u = url_of(&a, i);
        hosts_get(&hosts, &u, MANY + 1 + i);
    }
    CHECK(hosts_find(&hosts, &with_queue) && !hosts_find(&hosts, &closed));
    hosts_release(&hosts);
    arena_release(&a);
}
