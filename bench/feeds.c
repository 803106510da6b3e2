// feeds: how fast feeds are read.
//
//     bench/feeds ROUNDS FILE…       MB/s by the best time of each file, read ROUNDS times in a row
//                                    as the peers do, the items found, and the peak of memory
//                                    handed out for one feed; then the same for the parts
//     bench/feeds --hostile [NAME]   processor time of hostile documents of 1 MiB and of twice that
//                                    for the reader of feeds; of 1 MiB for the slowest other reader
//
// bench/peers-feeds runs the first beside other readers on the same files.
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "feed/discover.h"
#include "feed/feed.h"
#include "feed/hostile.h"
#include "feed/opml.h"
#include "feed/robots.h"
#include "feed/sitemap.h"
#include "feed/xml.h"

struct corpus {
    VEC(struct str) files;
    size_t bytes;
};

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
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
            double start = now(CLOCK_MONOTONIC);
            size_t found = work(&a, c->files.v[i]);
            double t = now(CLOCK_MONOTONIC) - start;
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

// --- hostile documents --------------------------------------------------------------------------

static size_t read_opml(struct arena *a, struct str bytes)
{
    return opml_parse(a, bytes).feed_count;
}

static size_t read_sitemap(struct arena *a, struct str bytes)
{
    return sitemap_parse(a, bytes, S("http://h/")).entry_count;
}

static size_t read_robots(struct arena *a, struct str bytes)
{
    struct robots r = robots_parse(a, bytes, S("a"));
    return robots_allowed(&r, S("http://h/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"));
}

static size_t read_links(struct arena *a, struct str bytes)
{
    struct feed_candidate *candidates;
    return feed_discover(a, bytes, S("http://h/"), &candidates);
}

static const struct {
    const char *name;
    work_fn work;
} readers[] = {
    {"feed",     read_feed   },
    {"opml",     read_opml   },
    {"sitemap",  read_sitemap},
    {"robots",   read_robots },
    {"discover", read_links  },
};

// Processor time, best of five, in seconds.
static double time_hostile(work_fn work, const struct hostile *h, size_t size)
{
    struct buf b = {0};
    struct arena a = {0};
    double best = 1e9;
    hostile_fill(&b, h, size);
    for (int round = 0; round < 5; round++) {
        double start = now(CLOCK_PROCESS_CPUTIME_ID);
        work(&a, buf_str(&b));
        double t = now(CLOCK_PROCESS_CPUTIME_ID) - start;
        best = t < best ? t : best;
        arena_reset(&a);
    }
    arena_release(&a);
    buf_release(&b);
    return best;
}

static int measure_hostile(struct str only)
{
    double worst = 0, worst_ratio = 0;
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        if (!str_has(str_from_cstr(hostile[i].name), only))
            continue;
        double one = time_hostile(read_feed, &hostile[i], MIB);
        double ratio = time_hostile(read_feed, &hostile[i], 2 * MIB) / one, other = 0;
        size_t slowest = 1;
        for (size_t k = 1; k < COUNT_OF(readers); k++) {
            double t = time_hostile(readers[k].work, &hostile[i], MIB);
            slowest = t > other ? k : slowest;
            other = t > other ? t : other;
        }
        printf("%-30s %6.2f ms, twice the size: x %4.2f; %s %6.2f ms\n", hostile[i].name, one * 1e3,
               ratio, readers[slowest].name, other * 1e3);
        worst = one > worst ? one : worst;
        worst = other > worst ? other : worst;
        if (one > 1e-3) // below, the caches decide
            worst_ratio = ratio > worst_ratio ? ratio : worst_ratio;
    }
    printf("worst: %.2f ms, x %.2f\n", worst * 1e3, worst_ratio);
    return 0;
}

int main(int argc, char **argv)
{
    struct arena a = {0};
    struct corpus c = {0};
    struct err e = {0};
    size_t rounds = 0;
    if (argc > 1 && strcmp(argv[1], "--hostile") == 0)
        return measure_hostile(str_from_cstr(argc > 2 ? argv[2] : ""));
    if (argc < 3 || !str_to_size(str_from_cstr(argv[1]), 1000, &rounds) || rounds == 0) {
        fputs("usage: feeds ROUNDS FILE… | --hostile [NAME]\n", stderr);
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
