// harness: see harness.h.  txtar is the format of Go's internal/txtar: a line "-- name --" starts a
// section; there are no syntax errors.
#include "harness.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"

static struct {
    const char *name;
    test_fn run;
} tests[4096];
static size_t test_count;

static struct {
    const char *module;
    golden_fn dump;
} goldens[256];
static size_t golden_count;

static size_t passed, failed, skipped, checks_failed;
static bool skip_this;

void test_register(const char *name, test_fn run)
{
    if (test_count == COUNT_OF(tests))
        abort();
    tests[test_count].name = name;
    tests[test_count++].run = run;
}

void golden_register(const char *module, golden_fn dump)
{
    if (golden_count == COUNT_OF(goldens))
        abort();
    goldens[golden_count].module = module;
    goldens[golden_count++].dump = dump;
}

bool check_true(bool ok, const char *what, const char *file, int line)
{
    if (!ok) {
        checks_failed++;
        printf("%s:%d: not so: %s\n", file, line, what);
    }
    return ok;
}

bool check_str(struct str got, struct str want, const char *what, const char *file, int line)
{
    bool ok = str_eq(got, want);
    if (!ok) {
        checks_failed++;
        printf("%s:%d: %s\n  got:  «%.*s»\n  want: «%.*s»\n", file, line, what, STR_ARGS(got),
               STR_ARGS(want));
    }
    return ok;
}

bool check_int(int64_t got, int64_t want, const char *what, const char *file, int line)
{
    bool ok = got == want;
    if (!ok) {
        checks_failed++;
        printf("%s:%d: %s\n  got:  %lld\n  want: %lld\n", file, line, what, (long long)got,
               (long long)want);
    }
    return ok;
}

void test_skip(const char *reason)
{
    skip_this = true;
    printf("skipped: %s\n", reason);
}

const char *test_shared_data(void)
{
    const char *path = getenv("ISNAD_SHARED_DATA");
    if (!path)
        path = "../shared/data";
    return access(path, R_OK) == 0 ? path : NULL;
}

void dump_visible(struct buf *out, struct str s)
{
    uint32_t c;
    while (utf8_next(&s, &c)) {
        bool hidden = c < 0x20 || c == 0x7F || c == 0xA0 || c == 0xAD || c == 0x640 ||
                      (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x61C ||
                      (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
                      (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
        if (hidden)
            buf_printf(out, "\\u%04x", (unsigned)c);
        else
            buf_add_point(out, c);
    }
}

// --- golden -------------------------------------------------------------------------------------

static bool section_name(struct str line, struct str *name)
{
    line = str_trim(line);
    if (line.n < 7 || !str_starts(line, S("-- ")) || !str_ends(line, S(" --")))
        return false;
    *name = str_trim(str_sub(line, 3, line.n - 3));
    return true;
}

static struct golden_case parse_case(struct arena *a, struct str text)
{
    struct golden_case c = {0};
    VEC(struct golden_section) sections = {0};
    struct str rest = text, line;
    struct str *body = &c.comment;
    body->p = text.p;
    while (str_next_line(&rest, &line)) {
        struct str name;
        if (section_name(line, &name)) {
            struct golden_section *s = vec_push(a, &sections);
            *s = (struct golden_section){
                name, {rest.p, 0}
            };
            body = &s->body;
        } else {
            body->n = (size_t)(rest.p - body->p);
        }
    }
    c.sections = sections.v;
    c.section_count = sections.n;
    return c;
}

struct str golden_section(const struct golden_case *c, const char *name)
{
    for (size_t i = 0; i < c->section_count; i++)
        if (str_eq(c->sections[i].name, str_from_cstr(name)))
            return c->sections[i].body;
    return (struct str){0};
}

static void rewrite_case(const char *path, const struct golden_case *c, struct str want)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        return;
    fwrite(c->comment.p, 1, c->comment.n, f);
    for (size_t i = 0; i < c->section_count; i++) {
        struct golden_section s = c->sections[i];
        if (str_eq(s.name, S("want")))
            continue;
        fprintf(f, "-- %.*s --\n%.*s", STR_ARGS(s.name), STR_ARGS(s.body));
    }
    fprintf(f, "-- want --\n%.*s", STR_ARGS(want));
    fclose(f);
}

static void run_case(const char *path, golden_fn dump)
{
    struct arena a = {0};
    struct err e = {0};
    struct str text;
    struct buf got = {0};
    if (!CHECK(file_read(&a, path, LIMIT_DECODED, &text, &e) == 0))
        goto out;
    struct golden_case c = parse_case(&a, text);
    CHECK(str_trim(c.comment).n > 0); // says why the case exists
    dump(&a, &c, &got);
    if (getenv("UPDATE_GOLDEN"))
        rewrite_case(path, &c, buf_str(&got));
    else
        check_str(buf_str(&got), golden_section(&c, "want"), path, path, 1);
out:
    buf_release(&got);
    arena_release(&a);
}

// --- running ------------------------------------------------------------------------------------

static bool wanted(const char *name, int argc, char **argv)
{
    bool any = argc <= 1;
    for (int i = 1; i < argc; i++)
        any |= str_starts(str_from_cstr(name), str_from_cstr(argv[i]));
    return any;
}

static void finish(const char *name, size_t failures_before)
{
    if (checks_failed > failures_before) {
        failed++;
        printf("FAILED: %s\n", name);
    } else if (skip_this) {
        skipped++;
        printf("        (%s)\n", name);
    } else {
        passed++;
    }
    skip_this = false;
    fflush(stdout);
}

static int ends_in_txt(const struct dirent *d)
{
    return str_ends(str_from_cstr(d->d_name), S(".txt"));
}

static void run_goldens(const char *module, golden_fn dump, int argc, char **argv)
{
    char folder[512], path[1024], name[1024];
    snprintf(folder, sizeof folder, "test/golden/%s", module);
    struct dirent **files;
    int n = scandir(folder, &files, ends_in_txt, alphasort);
    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]->d_name);
        snprintf(name, sizeof name, "%s/%s", module, files[i]->d_name);
        free(files[i]);
        size_t before = checks_failed;
        if (!wanted(name, argc, argv))
            continue;
        run_case(path, dump);
        finish(name, before);
    }
    if (n >= 0)
        free(files);
}

int main(int argc, char **argv)
{
    for (size_t i = 0; i < test_count; i++) {
        size_t before = checks_failed;
        if (!wanted(tests[i].name, argc, argv))
            continue;
        tests[i].run();
        finish(tests[i].name, before);
    }
    for (size_t i = 0; i < golden_count; i++)
        run_goldens(goldens[i].module, goldens[i].dump, argc, argv);
    printf("%zu passed, %zu failed", passed, failed);
    if (skipped)
        printf(", %zu skipped", skipped);
    printf("\n");
    return failed > 0;
}
