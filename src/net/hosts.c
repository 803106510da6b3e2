// hosts: see hosts.h.
//
// A process that runs for months meets ever new hosts.  Each time the list has doubled, those are
// dropped of which nothing would be missed: nothing queued or in flight, and no pause that still
// runs.  That costs O(1) a request; the list stays within twice what is in use.
#include "net/hosts.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    KEY_MAX = 320,  // a host has at most 253 letters
    PRUNE_MIN = 256 // fewer are not worth it
};

void hosts_init(struct hosts *hosts, uint64_t seed)
{
    *hosts = (struct hosts){.seed = seed, .prune_at = PRUNE_MIN};
    map_init(&hosts->map, &hosts->arena, seed);
}

void hosts_release(struct hosts *hosts)
{
    for (size_t i = 0; i < hosts->count; i++)
        free(hosts->list[i]);
    free(hosts->list);
    free(hosts->heap);
    arena_release(&hosts->arena);
}

// --- the heap -----------------------------------------------------------------------------------

static bool goes_before(const struct host *a, const struct host *b)
{
    return a->free_at_ms < b->free_at_ms;
}

static void heap_place(struct hosts *hosts, size_t i, struct host *h)
{
    hosts->heap[i] = h;
    h->heap_at = i;
}

static void heap_up(struct hosts *hosts, size_t i)
{
    struct host *h = hosts->heap[i];
    for (; i > 0 && goes_before(h, hosts->heap[(i - 1) / 2]); i = (i - 1) / 2)
        heap_place(hosts, i, hosts->heap[(i - 1) / 2]);
    heap_place(hosts, i, h);
}

static void heap_down(struct hosts *hosts, size_t i)
{
    struct host *h = hosts->heap[i];
    for (size_t child; (child = 2 * i + 1) < hosts->heap_count; i = child) {
        if (child + 1 < hosts->heap_count &&
            goes_before(hosts->heap[child + 1], hosts->heap[child]))
            child++;
        if (!goes_before(hosts->heap[child], h))
            break;
        heap_place(hosts, i, hosts->heap[child]);
    }
    heap_place(hosts, i, h);
}

static void *grown(void *list, size_t *cap, size_t size)
{
    *cap = *cap ? *cap * 2 : 64;
    list = realloc(list, *cap * size);
    if (!list)
        abort();
    return list;
}

static void heap_add(struct hosts *hosts, struct host *h)
{
    if (hosts->heap_count == hosts->heap_cap)
        hosts->heap = grown(hosts->heap, &hosts->heap_cap, sizeof(struct host *));
    hosts->heap[hosts->heap_count] = h;
    heap_up(hosts, hosts->heap_count++);
}

int64_t hosts_next_ms(const struct hosts *hosts)
{
    return hosts->heap_count ? hosts->heap[0]->free_at_ms : INT64_MAX;
}

struct host *hosts_take(struct hosts *hosts)
{
    struct host *h = hosts->heap[0];
    h->heap_at = SIZE_MAX;
    h->busy = true;
    struct host *last = hosts->heap[--hosts->heap_count];
    if (hosts->heap_count) {
        hosts->heap[0] = last;
        heap_down(hosts, 0);
    }
    return h;
}

// --- the list -----------------------------------------------------------------------------------

static struct str key_of(char text[KEY_MAX], const struct url *u)
{
    int n = snprintf(text, KEY_MAX, "%.*s:%d", STR_ARGS(str_take(u->host, 300)), url_port(u));
    return (struct str){text, n < 0 ? 0 : (size_t)n};
}

static bool is_idle(const struct host *h, int64_t now_ms)
{
    return !h->first && !h->busy && h->free_at_ms <= now_ms && h->closed_until_ms <= now_ms;
}

static void prune(struct hosts *hosts, int64_t now_ms)
{
    size_t kept = 0;
    arena_reset(&hosts->arena);
    map_init(&hosts->map, &hosts->arena, hosts->seed);
    for (size_t i = 0; i < hosts->count; i++) {
        struct host *h = hosts->list[i];
        if (is_idle(h, now_ms)) {
            free(h);
            continue;
        }
        *map_at(&hosts->map, h->key, 0) = kept;
        hosts->list[kept++] = h;
    }
    hosts->count = kept;
    hosts->prune_at = kept < PRUNE_MIN / 2 ? PRUNE_MIN : 2 * kept;
}

struct host *hosts_find(const struct hosts *hosts, const struct url *u)
{
    char text[KEY_MAX];
    size_t at = map_get(&hosts->map, key_of(text, u));
    return at == MAP_NONE ? NULL : hosts->list[at];
}

struct host *hosts_get(struct hosts *hosts, const struct url *u, int64_t now_ms)
{
    char text[KEY_MAX];
    struct str key = key_of(text, u);
    struct host *h = hosts_find(hosts, u);
    if (h)
        return h;
    if (hosts->count >= hosts->prune_at)
        prune(hosts, now_ms);
    if (hosts->count == hosts->cap)
        hosts->list = grown(hosts->list, &hosts->cap, sizeof(struct host *));
    h = calloc(1, sizeof *h + key.n);
    if (!h)
        abort();
    memcpy(h + 1, key.p, key.n);
    h->key = (struct str){(const char *)(h + 1), key.n};
    h->heap_at = SIZE_MAX;
    *map_at(&hosts->map, h->key, 0) = hosts->count;
    hosts->list[hosts->count++] = h;
    return h;
}

// --- queues -------------------------------------------------------------------------------------

void hosts_queue(struct hosts *hosts, struct host *h, struct waiting *w)
{
    w->next = NULL;
    h->queued++;
    if (h->last)
        h->last->next = w;
    else
        h->first = w;
    h->last = w;
    if (!h->busy && h->heap_at == SIZE_MAX)
        heap_add(hosts, h);
}

struct waiting *hosts_unqueue(struct host *h)
{
    struct waiting *w = h->first;
    if (!w)
        return NULL;
    h->first = w->next;
    h->queued--;
    if (!h->first)
        h->last = NULL;
    return w;
}

void hosts_give_back(struct hosts *hosts, struct host *h, int64_t free_at_ms)
{
    h->busy = false;
    h->free_at_ms = free_at_ms;
    if (h->first)
        heap_add(hosts, h);
}
