// chains: an inverted index in memory: from a key to the items that have it, newest first.
#ifndef RELATE_CHAINS_H
#define RELATE_CHAINS_H

#include <stddef.h>
#include <stdint.h>

struct chain_link {
    uint32_t item, next; // next: place in `links` + 1, 0: end
};

// Zeroed is empty.  Open addressing; grows, never shrinks.
struct chains {
    uint64_t *keys; // 0: empty
    uint32_t *heads;
    size_t cap, count;
    struct chain_link *links;
    size_t link_count, link_cap;
};

void chains_release(struct chains *x);
void chains_add(struct chains *x, uint64_t key, size_t item);
// NULL at the end.  Good until the next chains_add.
const struct chain_link *chains_first(const struct chains *x, uint64_t key);
const struct chain_link *chains_next(const struct chains *x, const struct chain_link *link);

#endif
