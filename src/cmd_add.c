// cmd_add: `isnad add`, pages and NDJSON into the store.
//
// One reader (this thread) hands out lines and files; workers read them (the pure stages) and
// prepare them for the store; this thread, which is also the one writer, stores them in the order
// of reading and commits every 1,000 articles or every second (design.md section 5).
#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/pool.h"
#include "base/vec.h"
#include "cmd.h"
#include "cmd_add_job.h"
#include "feed/feed.h"
#include "options.h"
#include "store/store.h"
#include "term.h"

static const struct usage usage = {
    "add [OPTION…] FILE…",
    "Adds articles to the store, which is made where it is missing.  FILE is\n"
    "  NDJSON   one article a line: text and, where known, id, url, outlet, title, published\n"
    "           (or time), byline, lang; '-' is standard input\n"
    "  a feed   RSS, Atom or JSON Feed: what its items say\n"
    "  WARC     or ARC: the pages in it\n"
    "  a page   HTML or text, any charset\n"
    "  a folder the files of these kinds in it, by their names\n"
    "each plain or gzip.  Adding an article twice changes nothing: it is known by its address,\n"
    "else by outlet and id, else by its text.  What is skipped is named, with the reason.",
    "  isnad add articles.ndjson.gz\n"
    "  zcat dump.gz | isnad add -\n"
    "  isnad add crawl-2024-07.warc.gz\n"
    "  isnad add --outlet='وكالة الأنباء' pages/*.html\n",
};

enum { IN_FLIGHT_MAX = 64 << 20 };

struct adding {
    struct add_settings settings;
    struct store *store;
    struct pool *pool;
    struct add_job *free_jobs;
    bool in_batch, json, show_progress;
    size_t in_flight; // bytes of input
    size_t batch, added, known, skipped, passed_over, left_out, seen;
    struct timespec started, batch_started, shown;
    VEC(const char *) feeds; // come last: a page says more than the summary in its feed
    int percent;             // of the file at hand, -1: not known
    struct err failure;      // of the store: everything stops
};

static void work(void *worker, void *job)
{
    add_job_work(job, worker);
}

// --- writer -------------------------------------------------------------------------------------

static double seconds_since(struct timespec then)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then.tv_sec) + (double)(now.tv_nsec - then.tv_nsec) / 1e9;
}

static void show_progress(struct adding *ad, bool last)
{
    if (!ad->show_progress || (!last && seconds_since(ad->shown) < 0.1))
        return;
    clock_gettime(CLOCK_MONOTONIC, &ad->shown);
    double seconds = seconds_since(ad->started);
    fprintf(stderr, "\r\033[K");
    if (last)
        return;
    if (ad->percent >= 0) {
        fputc('[', stderr);
        for (int i = 0; i < 20; i++)
            fputs(i * 5 < ad->percent ? "█" : "░", stderr);
        fprintf(stderr, "] %3d %%  ", ad->percent);
    }
    fprintf(stderr, "%zu added, %zu known, %zu skipped  %.0f/s", ad->added, ad->known, ad->skipped,
            seconds > 0 ? (double)ad->seen / seconds : 0);
    fflush(stderr);
}

static void commit_batch(struct adding *ad)
{
    if (ad->in_batch && !ad->failure.code)
        (void)!store_commit(ad->store, &ad->failure);
    ad->in_batch = false;
    ad->batch = 0;
}

static void skip(struct adding *ad, const struct add_job *job)
{
    ad->skipped++;
    show_progress(ad, true);
    char place[32] = "";
    if (job->number)
        snprintf(place, sizeof place, ":%zu", job->number);
    if (ad->skipped <= 20)
        fprintf(stderr, "isnad: %s%s: skipped: %s\n", job->file, place, job->problem.text);
    else if (ad->skipped == 21)
        fprintf(stderr, "isnad: more was skipped and is only counted\n");
}

static void store_job(struct adding *ad, const struct add_job *job)
{
    for (size_t i = 0; i < job->article_count && !ad->failure.code; i++) {
        if (!ad->in_batch) {
            if (store_begin(ad->store, &ad->failure))
                return;
            ad->in_batch = true;
            clock_gettime(CLOCK_MONOTONIC, &ad->batch_started);
        }
        enum added added;
        int64_t row;
        if (store_add(ad->store, job->articles[i], &added, &row, &ad->failure))
            return;
        ad->added += added == ADDED_NEW;
        ad->known += added == ADDED_KNOWN;
        if (++ad->batch == 1000 || seconds_since(ad->batch_started) >= 1)
            commit_batch(ad);
    }
}

static void done(void *context, void *job_pointer)
{
    struct adding *ad = context;
    struct add_job *job = job_pointer;
    ad->seen++;
    ad->in_flight -= job->bytes;
    ad->passed_over += job->passed_over;
    if (job->problem.code)
        skip(ad, job);
    store_job(ad, job);
    show_progress(ad, false);
    arena_reset(&job->a);
    job->next_free = ad->free_jobs;
    ad->free_jobs = job;
}

// --- reader -------------------------------------------------------------------------------------

static struct add_job *new_job(struct adding *ad, enum add_kind kind, const char *file,
                               size_t number)
{
    struct add_job *job = ad->free_jobs;
    if (job)
        ad->free_jobs = job->next_free;
    else
        job = calloc(1, sizeof *job);
    if (!job)
        abort();
    struct arena a = job->a;
    *job = (struct add_job){
        .a = a, .settings = &ad->settings, .kind = kind, .file = file, .number = number};
    return job;
}

// A page takes many times its size while it is read, so few large ones may be on their way at once.
static void submit(struct adding *ad, struct add_job *job, size_t bytes)
{
    if (ad->in_flight + bytes > IN_FLIGHT_MAX)
        pool_finish(ad->pool);
    job->bytes = bytes;
    ad->in_flight += bytes;
    pool_submit(ad->pool, job);
}

static void fail(struct adding *ad, const struct err *e)
{
    show_progress(ad, true);
    fprintf(stderr, "isnad: %s\n", e->text);
    ad->skipped++;
}

static void add_lines(struct adding *ad, const char *path)
{
    struct line_reader in;
    struct err e = {0};
    struct str line;
    struct stat info;
    if (lines_open(&in, path, &e)) {
        fail(ad, &e);
        return;
    }
    bool sized = stat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0;
    for (size_t number = 1; !ad->failure.code && lines_next(&in, &line); number++) {
        if (str_trim(line).n == 0)
            continue;
        struct add_job *job = new_job(ad, ADD_LINE, path, number);
        job->line = arena_str(&job->a, line);
        if (in.line.full)
            err_set(&job->problem, ERR_TOO_LARGE, "the line is longer than 64 MiB");
        if (sized && number % 64 == 0)
            ad->percent = (int)(100 * (int64_t)gzoffset(in.gz) / (int64_t)info.st_size);
        submit(ad, job, line.n);
    }
    pool_finish(ad->pool);
    ad->percent = -1;
    if (!ad->failure.code && lines_end(&in, path, &e))
        fail(ad, &e);
    lines_close(&in);
}

static void add_archive(struct adding *ad, const char *path)
{
    struct str bytes;
    struct err e = {0};
    if (file_map(path, &bytes, &e)) {
        fail(ad, &e);
        return;
    }
    struct warc_reader *in = warc_open(bytes);
    for (size_t number = 1; !ad->failure.code; number++) {
        struct add_job *job = new_job(ad, ADD_WARC, path, number);
        if (!warc_next(in, &job->a, &job->record)) {
            job->next_free = ad->free_jobs;
            ad->free_jobs = job;
            break;
        }
        ad->percent = (int)(100 * job->record.offset / (bytes.n + 1));
        submit(ad, job, job->record.block.n);
    }
    pool_finish(ad->pool);
    ad->percent = -1;
    size_t count;
    const struct warc_fault *faults = warc_faults(in, &count);
    for (size_t i = 0; i < count; i++) {
        err_set(&e, ERR_BAD_INPUT, "%s: at byte %zu: %s", path, faults[i].offset, faults[i].why);
        fail(ad, &e);
    }
    warc_close(in);
    file_unmap(bytes);
}

// The first 4 KiB, decompressed.
static struct str head_of(const char *path, char bytes[4096])
{
    gzFile in = gzopen(path, "rb");
    int n = in ? gzread(in, bytes, 4096) : 0;
    if (in)
        gzclose(in);
    return (struct str){bytes, n > 0 ? (size_t)n : 0};
}

// Is one of the whole lines at its head a JSON object?  The first may be broken.
static bool has_object(struct str head)
{
    struct str line;
    json_t *object = NULL;
    while (!object && str_cut(head, '\n', &line, &head)) {
        struct err ignored;
        object = str_starts(str_trim(line), S("{")) ? json_line(line, &ignored) : NULL;
    }
    json_decref(object);
    return object != NULL;
}

static bool is_named(const char *path, const char *suffix)
{
    struct str name = str_from_cstr(path);
    if (str_ends(name, S(".gz")))
        name.n -= 3;
    return str_ends(name, str_from_cstr(suffix));
}

// Archives name themselves; NDJSON is known by its name, by a line that is a JSON object, or by a
// first line of JSON that is longer than we look.  Compression by zstd hides the head, so such
// archives go by their name.  What is data, but none of ours, is named, so that it is not read as a
// page.
static enum err_code kind_of(const char *path, enum add_kind *kind, struct err *e)
{
    char bytes[4096];
    *kind = ADD_LINE;
    if (strcmp(path, "-") == 0 || is_named(path, ".ndjson") || is_named(path, ".jsonl"))
        return ERR_NONE;
    struct str head = head_of(path, bytes);
    bool wide = str_starts(head, S("\xFF\xFE")) || str_starts(head, S("\xFE\xFF")); // UTF-16
    bool binary = str_starts(head, S("%PDF-")) || (!wide && str_find_byte(head, '\0') < head.n);
    while (head.n && (is_ascii_space(head.p[0]) || str_starts(head, S("\xEF\xBB\xBF"))))
        head = str_drop(head, is_ascii_space(head.p[0]) ? 1 : 3);
    bool json = str_starts(head, S("{")) || str_starts(head, S("["));
    bool whole = str_find_byte(head, '\n') < head.n;
    if (feed_sniff(head))
        *kind = ADD_FEED;
    else if (str_starts(head, S("WARC/")) || str_starts(head, S("filedesc://")) ||
             str_ends(str_from_cstr(path), S(".warc.zst")))
        *kind = ADD_WARC;
    else if (binary)
        return err_set(e, ERR_BAD_INPUT, "%s: skipped: neither text nor an archive", path);
    else if (!json && !has_object(head))
        *kind = ADD_PAGE;
    else if (whole && !has_object(head))
        return err_set(e, ERR_BAD_INPUT,
                       "%s: skipped: JSON, but neither a feed nor one object a line", path);
    if (*kind == ADD_PAGE && str_starts(head, S("<?xml")) && !str_has(head, S("<html")))
        return err_set(e, ERR_BAD_INPUT, "%s: skipped: XML, but no feed", path);
    return ERR_NONE;
}

// What is taken from a folder; with .gz or .zst behind it too.  A file named on the command line
// may have any name.
static const struct str suffixes[] = {
    S_INIT(".arc"),   S_INIT(".atom"),   S_INIT(".htm"), S_INIT(".html"), S_INIT(".json"),
    S_INIT(".jsonl"), S_INIT(".ndjson"), S_INIT(".rdf"), S_INIT(".rss"),  S_INIT(".txt"),
    S_INIT(".warc"),  S_INIT(".xhtml"),  S_INIT(".xml"),
};

static bool is_wanted(struct str name)
{
    if (str_ends(name, S(".gz")))
        name.n -= 3;
    else if (str_ends(name, S(".zst")))
        name.n -= 4;
    for (size_t i = 0; i < COUNT_OF(suffixes); i++)
        if (str_ends(name, suffixes[i]))
            return true;
    return false;
}

static int by_name(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void add_path(struct adding *ad, struct arena *a, const char *path, size_t depth);

static void add_folder(struct adding *ad, struct arena *a, const char *path, size_t depth)
{
    DIR *folder = opendir(path);
    struct err e = {0};
    if (!folder || depth > 32) {
        err_set(&e, ERR_IO, "cannot read the folder %s", path);
        fail(ad, &e);
    }
    VEC(const char *) names = {0};
    for (struct dirent *entry; folder && depth <= 32 && (entry = readdir(folder));)
        if (entry->d_name[0] != '.')
            *vec_push(a, &names) = arena_printf(a, "%s/%s", path, entry->d_name).p;
    if (folder)
        closedir(folder);
    if (depth == 0 && folder && names.n == 0)
        fprintf(stderr, "isnad: %s: the folder is empty\n", path);
    if (names.n)
        qsort(names.v, names.n, sizeof *names.v, by_name);
    for (size_t i = 0; i < names.n && !ad->failure.code; i++)
        add_path(ad, a, names.v[i], depth + 1);
}

static void add_path(struct adding *ad, struct arena *a, const char *path, size_t depth)
{
    struct stat info = {0};
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        add_folder(ad, a, path, depth);
        return;
    }
    struct err e = {0};
    enum add_kind kind;
    if (depth && !is_wanted(str_from_cstr(path))) {
        ad->left_out++;
        return;
    }
    if (kind_of(path, &kind, &e)) {
        fail(ad, &e);
        return;
    }
    switch (kind) {
    case ADD_LINE: add_lines(ad, path); break;
    case ADD_PAGE: submit(ad, new_job(ad, ADD_PAGE, path, 0), (size_t)info.st_size); break;
    case ADD_FEED: *vec_push(a, &ad->feeds) = path; break;
    case ADD_WARC: add_archive(ad, path); break;
    }
}

// --- command ------------------------------------------------------------------------------------

static void put_summary(const struct adding *ad)
{
    double seconds = seconds_since(ad->started);
    if (ad->json) {
        struct buf out = {0};
        struct json j = {.out = &out};
        json_begin_object(&j);
        json_put_int(&j, "added", (int64_t)ad->added);
        json_put_int(&j, "known", (int64_t)ad->known);
        json_put_int(&j, "skipped", (int64_t)ad->skipped);
        json_put_int(&j, "passed_over", (int64_t)ad->passed_over);
        json_put_int(&j, "left_out", (int64_t)ad->left_out);
        json_put_real(&j, "seconds", seconds, 3);
        json_end_object(&j);
        printf("%.*s\n", STR_ARGS(buf_str(&out)));
        buf_release(&out);
        return;
    }
    printf("%zu added, %zu known already, %zu skipped in %.1f s\n", ad->added, ad->known,
           ad->skipped, seconds);
    if (ad->passed_over)
        printf("%zu archive records are no pages\n", ad->passed_over);
    if (ad->left_out)
        printf("%zu files of other kinds were left out\n", ad->left_out);
}

static int add_all(struct adding *ad, int count, char **paths, size_t workers)
{
    void **contexts = calloc(workers, sizeof *contexts);
    struct arena a = {0};
    if (!contexts)
        abort();
    for (size_t i = 0; i < workers; i++)
        contexts[i] = pipeline_new();
    ad->pool = pool_new(workers, workers * 32, contexts, work, done, ad);
    for (int i = 0; i < count && !ad->failure.code; i++)
        add_path(ad, &a, paths[i], 0);
    for (size_t i = 0; i < ad->feeds.n && !ad->failure.code; i++)
        pool_submit(ad->pool, new_job(ad, ADD_FEED, ad->feeds.v[i], 0));
    pool_finish(ad->pool);
    commit_batch(ad);
    pool_free(ad->pool);
    show_progress(ad, true);
    for (size_t i = 0; i < workers; i++)
        pipeline_free(contexts[i]);
    while (ad->free_jobs) {
        struct add_job *job = ad->free_jobs;
        ad->free_jobs = job->next_free;
        arena_release(&job->a);
        free(job);
    }
    free(contexts);
    arena_release(&a);
    if (ad->failure.code) {
        fprintf(stderr, "isnad: %s\n", ad->failure.text);
        return 1;
    }
    put_summary(ad);
    return ad->added + ad->known == 0 && ad->skipped > 0;
}

int cmd_add(int argc, char **argv)
{
    const char *where = NULL;
    struct adding ad = {.percent = -1};
    size_t jobs = pool_cores();
    const struct option_spec specs[] = {
        {"store",  's', OPTION_STRING, &where,              "PATH", "where to add them"           },
        {"outlet", 'o', OPTION_STRING, &ad.settings.outlet, "NAME", "outlet of what names none"   },
        {"light",  0,   OPTION_FLAG,   &ad.settings.light,  NULL,   "index only, read later"      },
        {"jobs",   'J', OPTION_NUMBER, &jobs,               "N",    "worker threads (one a core)" },
        {"json",   'j', OPTION_FLAG,   &ad.json,            NULL,   "the summary as a JSON object"},
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (count == 0)
        return options_complain(&usage, "give a file to add ('-' is standard input)");
    if (jobs < 1 || jobs > 256)
        return options_complain(&usage, "--jobs must be between 1 and 256");
    struct err e = {0};
    if (store_open(&ad.store, where, STORE_WRITE, &e)) {
        fprintf(stderr, "isnad: %s\n", e.text);
        return 1;
    }
    ad.settings.now = (int64_t)time(NULL);
    ad.show_progress = isatty(STDERR_FILENO);
    clock_gettime(CLOCK_MONOTONIC, &ad.started);
    status = add_all(&ad, count, argv, jobs);
    store_close(ad.store);
    return status;
}
