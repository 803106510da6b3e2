// hosts: who may be asked now.  Requests wait in a queue per host; a host gives one at a time, not
// before its pause is over.  Hosts that have something to send stand in a heap by time, so that
// 10,000 of them cost no scan; those that have nothing to do and nothing to wait for are forgotten.
#ifndef NET_HOSTS_H
#define NET_HOSTS_H

#include "base/map.h"
#include "base/url.h"

// What waits; the first member of the caller's own struct.
struct waiting {
    struct waiting *next;
};

struct host {
    struct waiting *first, *last; // while one is in flight, it is the first
    size_t queued;
    bool busy;               // one is in flight
    int64_t free_at_ms;      // no request before
    int64_t closed_until_ms; // it asked to be left alone until then (Retry-After)
    size_t heap_at;          // index in the heap, SIZE_MAX: not in it
    struct str key;          // "name:port", in the host's own memory
};

struct hosts {
    struct arena arena; // slots of the map
    struct map map;     // key -> index into list
    uint64_t seed;
    struct host **list;
    size_t count, cap, prune_at;
    struct host **heap; // by free_at_ms
    size_t heap_count, heap_cap;
};

void hosts_init(struct hosts *hosts, uint64_t seed);
// What still waits is the caller's to free.
void hosts_release(struct hosts *hosts);

// The host of an address, made where it is new; valid while something waits there, or its pauses
// are not over.
struct host *hosts_get(struct hosts *hosts, const struct url *u, int64_t now_ms);
// NULL: nothing is known of it.
struct host *hosts_find(const struct hosts *hosts, const struct url *u);

// The last of its queue from now on.
void hosts_queue(struct hosts *hosts, struct host *h, struct waiting *w);
// Takes the first of the queue out.  NULL: it is empty.
struct waiting *hosts_unqueue(struct host *h);
// When the next request may start; INT64_MAX: nobody waits who could be asked.
int64_t hosts_next_ms(const struct hosts *hosts);
// That host, busy from now on; its first is to be sent and stays first.  Not with nobody waiting.
struct host *hosts_take(struct hosts *hosts);
// Its request has ended and was taken out: lets the next go from free_at_ms on.
void hosts_give_back(struct hosts *hosts, struct host *h, int64_t free_at_ms);

#endif
