// harness: tests that register themselves, in one binary.
//
//     TEST(str_cut_without_separator_is_all_head) { CHECK_STR(head, "abc"); }
//     GOLDEN(text_dates, dump_dates)     // test/golden/text_dates/*.txt
//
// `test [PREFIX…]` runs the tests whose names start with one of the prefixes.  The last line is
// "N passed, N failed" (", N skipped" where some were).
#ifndef TEST_HARNESS_H
#define TEST_HARNESS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

typedef void (*test_fn)(void);
void test_register(const char *name, test_fn run);

#define TEST(name)                                                                                 \
    static void test_##name(void);                                                                 \
    __attribute__((constructor)) static void register_##name(void)                                 \
    {                                                                                              \
        test_register(#name, test_##name);                                                         \
    }                                                                                              \
    static void test_##name(void)

// Each failed check is printed and counted; the test goes on.
bool check_true(bool ok, const char *what, const char *file, int line);
bool check_str(struct str got, struct str want, const char *what, const char *file, int line);
bool check_int(int64_t got, int64_t want, const char *what, const char *file, int line);
#define CHECK(condition) check_true((condition), #condition, __FILE__, __LINE__)
#define CHECK_STR(got, literal) check_str((got), S(literal), #got, __FILE__, __LINE__)
#define CHECK_VIEW(got, want) check_str((got), (want), #got, __FILE__, __LINE__)
#define CHECK_INT(got, want) check_int((int64_t)(got), (int64_t)(want), #got, __FILE__, __LINE__)
// Marks the running test as skipped, with the reason, and leaves it.
#define SKIP(reason)                                                                               \
    do {                                                                                           \
        test_skip(reason);                                                                         \
        return;                                                                                    \
    } while (0)
void test_skip(const char *reason);

// One golden case: a txtar file.  The comment on top says why the case exists.
struct golden_section {
    struct str name, body;
};
struct golden_case {
    struct str comment;
    struct golden_section *sections;
    size_t section_count;
};
// The body of a section, the empty view (.p NULL) where there is none.
struct str golden_section(const struct golden_case *c, const char *name);
// Turns the inputs of a case into the text of its "want" section: one field per line.
typedef void (*golden_fn)(struct arena *a, const struct golden_case *c, struct buf *out);
// Runs every test/golden/<module>/*.txt as a test <module>/<file>.  With UPDATE_GOLDEN=1 in the
// environment, `want` is rewritten instead of compared.
void golden_register(const char *module, golden_fn dump);
#define GOLDEN(module, dump)                                                                       \
    __attribute__((constructor)) static void register_golden_##module(void)                        \
    {                                                                                              \
        golden_register(#module, dump);                                                            \
    }
// Adds s with what reviewers cannot see escaped: controls, bidi marks, tatweel, harakat.
void dump_visible(struct buf *out, struct str s);

// The folder with the evaluation data ("../shared/data"), NULL where it is absent.
const char *test_shared_data(void);

#endif
