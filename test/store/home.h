// home: an empty store in a folder of its own, for one test.
#ifndef TEST_STORE_HOME_H
#define TEST_STORE_HOME_H

#include <stdlib.h>
#include <unistd.h>

#include "harness.h"
#include "store/store.h"

struct home {
    struct arena a;
    struct store *store;
    char folder[64];
};

static inline void home_open(struct home *h)
{
    struct err e = {0};
    *h = (struct home){.folder = "/tmp/isnad-test-XXXXXX"};
    CHECK(mkdtemp(h->folder) != NULL);
    CHECK_INT(store_open(&h->store, h->folder, STORE_WRITE, &e), 0);
}

static inline void home_close(struct home *h)
{
    static const char *const files[] = {"isnad.db", "isnad.db-wal", "isnad.db-shm"};
    char path[128];
    store_close(h->store);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        snprintf(path, sizeof path, "%s/%s", h->folder, files[i]);
        unlink(path);
    }
    rmdir(h->folder);
    arena_release(&h->a);
}

// A store that is gone when it is closed.
static inline struct store *open_empty(void)
{
    struct store *s = NULL;
    struct err e = {0};
    if (store_open(&s, ":memory:", STORE_WRITE, &e))
        fprintf(stderr, "%s\n", e.text);
    return s;
}

#endif
