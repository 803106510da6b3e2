// The base: strings, UTF-8, buffers, arena, map, JSON, calendar arithmetic, pool.
#include <jansson.h>
#include <string.h>

#include "base/civil.h"
#include "base/json.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "harness.h"

TEST(str_find_finds_a_needle_at_every_place_and_only_a_whole_one)
{
    enum { LONG = 60 };
    static const struct str needles[] = {S_INIT("b"), S_INIT("bc"), S_INIT("حقوق"),
                                         S_INIT("bcbcbcbcbcbcbcbcbcbcbcbcbcbcbcbcbcbcbd")};
    for (size_t k = 0; k < COUNT_OF(needles); k++)
        for (size_t at = 0; at < LONG; at++) {
            struct buf b = {0};
            for (size_t i = 0; i < LONG; i++) {
                if (i == at)
                    buf_add(&b, needles[k]);
                buf_add_byte(&b, i % 7 == 3 ? needles[k].p[0] ^ 1 : 'a');
            }
            CHECK_INT(str_find(buf_str(&b), needles[k]), at);
            struct str cut = str_take(buf_str(&b), at + needles[k].n - 1);
            CHECK_INT(str_find(cut, needles[k]), cut.n);
            buf_release(&b);
        }
}

TEST(str_cut_without_separator_is_all_head)
{
    struct str head, tail;
    CHECK(!str_cut(S("abc"), ':', &head, &tail));
    CHECK_STR(head, "abc");
    CHECK_STR(tail, "");
}

TEST(str_trim_wide_takes_off_invisible_marks)
{
    CHECK_STR(str_trim_wide(S("\u200f \u00a0أب\u200b\ufeff ")), "أب");
    CHECK_STR(str_trim_wide(S("\u200f\u200f")), "");
}

TEST(str_to_size_refuses_what_does_not_fit)
{
    size_t n = 7;
    CHECK(str_to_size(S("120"), 120, &n));
    CHECK_INT(n, 120);
    CHECK(!str_to_size(S("121"), 120, &n));
    CHECK(!str_to_size(S(""), 120, &n));
    CHECK(!str_to_size(S("1x"), 120, &n));
}

TEST(utf8_reads_ill_formed_bytes_as_replacement)
{
    struct arena a = {0};
    CHECK_STR(utf8_repair(&a, S("a\xC3")), "a\xEF\xBF\xBD");
    CHECK_STR(utf8_repair(&a, S("\xED\xA0\x80")), "\uFFFD\uFFFD\uFFFD"); // a surrogate
    CHECK_STR(utf8_repair(&a, S("\xF4\x90\x80\x80")), "\uFFFD\uFFFD\uFFFD\uFFFD");
    CHECK_STR(utf8_repair(&a, S("\xC0\xAF")), "\uFFFD\uFFFD"); // overlong
    CHECK(utf8_is_valid(S("سلام \uFFFD")));
    arena_release(&a);
}

// The fast check against the decoder: every two bytes, and three where it matters, at every place
// around the border of a block.
TEST(utf8_fast_check_agrees_with_the_decoder)
{
    static const unsigned char edges[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                          0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
                                          0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
    char bytes[112];
    size_t count = COUNT_OF(edges), total = count * count * count * count, wrong = 0;
    for (size_t i = 0; i < total; i++) {
        size_t at = 60 + i % 5 + 16 * (i / 5 % 2); // the border, or the middle of a block
        struct str four = {bytes + at, 4}, rest = four;
        memset(bytes, 'a', sizeof bytes);
        for (size_t k = 0, x = i; k < 4; k++, x /= count)
            bytes[at + k] = (char)edges[x % count];
        bool valid = true;
        while (rest.n) {
            size_t len;
            uint32_t c = utf8_decode(rest, &len);
            valid &= c != UTF8_REPLACEMENT || str_starts(rest, S("\xEF\xBF\xBD"));
            rest = str_drop(rest, len);
        }
        wrong += utf8_is_valid((struct str){bytes, at + 4}) != valid; // ends with it
        wrong += utf8_is_valid((struct str){bytes, sizeof bytes}) != valid;
    }
    CHECK_INT(wrong, 0);
}

TEST(cpmap_counts_points_across_blocks)
{
    struct arena a = {0};
    struct buf b = {0};
    for (int i = 0; i < 200; i++)
        buf_add(&b, S("aبc"));
    struct cpmap m;
    cpmap_init(&m, &a, buf_str(&b));
    for (size_t i = 0; i < 200; i++) {
        CHECK_INT(cpmap_point(&m, i * 4 + 3), i * 3 + 2);
        CHECK_INT(cpmap_byte(&m, i * 3 + 2), i * 4 + 3);
    }
    CHECK_INT(cpmap_point(&m, 9999), 600);
    CHECK_INT(cpmap_byte(&m, 9999), 800);
    buf_release(&b);
    arena_release(&a);
}

TEST(buf_stops_at_its_maximum)
{
    struct buf b;
    buf_init(&b, 4);
    buf_add(&b, S("abc"));
    buf_add(&b, S("de"));
    CHECK(b.full);
    CHECK_STR(buf_str(&b), "abc");
    buf_release(&b);
}

TEST(arena_grow_keeps_contents_and_zeroes_the_rest)
{
    struct arena a = {0};
    VEC(int) v = {0};
    for (int i = 0; i < 1000; i++)
        *vec_push(&a, &v) = i;
    bool all = true;
    for (int i = 0; i < 1000; i++)
        all &= v.v[i] == i;
    CHECK(all);
    arena_reset(&a);
    CHECK_STR(arena_printf(&a, "%d-%s", 5, "x"), "5-x");
    arena_release(&a);
}

static void count_call(void *counter)
{
    ++*(int *)counter;
}

TEST(arena_runs_what_was_deferred_once)
{
    struct arena a = {0};
    int calls = 0;
    arena_defer(&a, count_call, &calls);
    arena_reset(&a);
    arena_release(&a);
    CHECK_INT(calls, 1);
}

TEST(map_finds_every_key)
{
    struct arena a = {0};
    struct map m;
    map_init(&m, &a, 1);
    for (size_t i = 0; i < 500; i++)
        *map_at(&m, arena_printf(&a, "k%zu", i), 0) = i;
    for (size_t i = 0; i < 500; i++)
        CHECK_INT(map_get(&m, arena_printf(&a, "k%zu", i)), i);
    CHECK(map_get(&m, S("other")) == MAP_NONE);
    arena_release(&a);
}

TEST(json_writes_what_jansson_reads_back)
{
    struct buf b = {0};
    struct json j = {.out = &b};
    json_begin_object(&j);
    json_put_str(&j, "s", S("a\"\\\n\x01</script>\u2028ب"));
    json_put_real(&j, "r", 0.125, 2);
    json_put_str_or_null(&j, "n", (struct str){0});
    json_key(&j, "list");
    json_begin_array(&j);
    json_add_int(&j, 1);
    json_add_bool(&j, false);
    json_end_array(&j);
    json_end_object(&j);
    struct err e = {0};
    json_t *read = json_line(buf_str(&b), &e);
    CHECK(read != NULL);
    CHECK_STR(json_get_str(read, "s"), "a\"\\\n\x01</script>\u2028ب");
    CHECK(json_is_null(json_object_get(read, "n")));
    CHECK_INT(json_array_size(json_object_get(read, "list")), 2);
    CHECK(!str_has(buf_str(&b), S("</script")));
    json_decref(read);
    buf_release(&b);
}

TEST(json_line_refuses_what_is_no_object)
{
    struct err e = {0};
    CHECK(json_line(S("[1]"), &e) == NULL);
    CHECK_INT(e.code, ERR_BAD_INPUT);
    CHECK(json_line(S("{\"a\":"), &e) == NULL);
}

TEST(civil_days_round_trip)
{
    CHECK_INT(civil_to_days((struct civil){1970, 1, 1}), 0);
    CHECK_INT(civil_to_days((struct civil){2024, 7, 24}), 19928);
    CHECK_INT(civil_weekday(19928), 3); // Wednesday
    bool same = true;
    for (int64_t d = -800000; d < 800000; d += 97)
        same &= civil_to_days(civil_from_days(d)) == d;
    CHECK(same);
}

TEST(rfc3339_reads_zones_and_refuses_nonsense)
{
    int64_t t = 0;
    CHECK(rfc3339_parse(S("2017-01-20T21:43:00+01:00"), &t));
    CHECK_INT(t, 1484944980);
    CHECK(rfc3339_parse(S("2024-07-24"), &t));
    CHECK_INT(t, 19928 * 86400);
    CHECK(!rfc3339_parse(S("2024-02-30"), &t));
    CHECK(!rfc3339_parse(S("2024-07-24T10"), &t));
    struct buf b = {0};
    rfc3339_add(&b, 1484944980);
    CHECK_STR(buf_str(&b), "2017-01-20T20:43:00Z");
    buf_release(&b);
}

static void square(void *worker, void *job)
{
    (void)worker;
    *(int *)job *= *(int *)job;
}

static void append(void *context, void *job)
{
    buf_printf(context, "%d ", *(int *)job);
}

TEST(pool_gives_results_in_order)
{
    struct buf b = {0};
    int jobs[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    struct pool *p = pool_new(3, 4, NULL, square, append, &b);
    for (size_t i = 0; i < COUNT_OF(jobs); i++)
        pool_submit(p, &jobs[i]);
    pool_free(p);
    CHECK_STR(buf_str(&b), "1 4 9 16 25 36 49 64 81 ");
    buf_release(&b);
}

TEST(utf8_take_bytes_never_cuts_a_code_point)
{
    struct str s = S("aب€");
    for (size_t i = 0; i <= s.n + 1; i++) {
        static const size_t want[] = {0, 1, 1, 3, 3, 3, 6, 6};
        CHECK_INT(utf8_take_bytes(s, i).n, want[i]);
    }
}
