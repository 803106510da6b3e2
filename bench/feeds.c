// feeds: how fast feeds are read.  usage: feeds ROUNDS FILE…
//
// Prints MB/s by the best time of each file, read ROUNDS times in a row as the peers do, the items
// found, and the peak of memory handed out for one feed; then the same for the parts, to see what
// the time goes to.  bench/peers-feeds runs it beside other readers on the same files.
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "feed/feed.h"
#include "feed/xml.h"

struct corpus {
    VEC(struct str) files;
    size_t bytes;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// One measured kind of work on one file; returns what it counted.
typedef size_t (*work_fn)(struct arena *a, struct str bytes);

static size_t read_feed(struct arena *a, struct str bytes)
{
    struct feed_hints hints = {.url = S("https://example.com/feed/")};
    return feed_parse(a, bytes, &hints).item_count;
}

static size_t scan(struct arena *a, struct str bytes)
{
    struct xml *x = arena_new(a, struct xml, 1);
    size_t tokens = 0;
    xml_init(x, a, bytes);
    while (xml_next(x) != XML_DONE)
        tokens++;
    return tokens;
}

static size_t validate(struct arena *a, struct str bytes)
{
    (void)a;
    return utf8_is_valid(bytes);
}

static void measure(const char *name, work_fn work, const struct corpus *c, size_t rounds)
{
    struct arena a = {0};
    double total = 0;
    size_t count = 0, peak = 0;
    for (size_t i = 0; i < c->files.n; i++) {
        double best = 1e9;
        for (size_t round = 0; round < rounds; round++) {
            double start = now();
            size_t found = work(&a, c->files.v[i]);
            double t = now() - start;
            best = t < best ? t : best;
            count += round == 0 ? found : 0;
            peak = a.used > peak ? a.used : peak;
            arena_reset(&a);
        }
        total += best;
    }
    printf("%s %.1f MB/s, %zu counted, peak %.1f MiB\n", name, (double)c->bytes / total / 1e6,
           count, (double)peak / (double)MIB);
    arena_release(&a);
}

int main(int argc, char **argv)
{
    struct arena a = {0};
    struct corpus c = {0};
    struct err e = {0};
    size_t rounds = 0;
    if (argc < 3 || !str_to_size(str_from_cstr(argv[1]), 1000, &rounds) || rounds == 0) {
        fputs("usage: feeds ROUNDS FILE…\n", stderr);
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        struct str bytes;
        if (file_read(&a, argv[i], LIMIT_DECODED, &bytes, &e)) {
            fprintf(stderr, "feeds: %s\n", e.text);
            return 1;
        }
        *vec_push(&a, &c.files) = bytes;
        c.bytes += bytes.n;
    }
    measure("isnad", read_feed, &c, rounds);
    measure("  scanner alone", scan, &c, rounds);
    measure("  UTF-8 check alone", validate, &c, rounds);
    arena_release(&a);
    return 0;
}
