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

#include "base/civil.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cmd.h"
#include "dump.h"
#include "options.h"
#include "page/page.h"
#include "pipeline.h"
#include "store/store.h"
#include "term.h"

static const struct usage usage = {
    "add [OPTION…] FILE…",
    "Adds articles to the store, which is made where it is missing.  FILE is\n"
    "  NDJSON   one article a line: text and, where known, id, url, outlet, title, published\n"
    "           (or time), byline, lang; '-' is standard input\n"
    "  a page   HTML or text, any charset\n"
    "  a folder every file in it (not those that start with '.')\n"
    "each plain or gzip.  Adding an article twice changes nothing: it is known by its address,\n"
    "else by outlet and id, else by its text.  What is skipped is named, with the reason.",
    "  isnad add articles.ndjson.gz\n"
    "  zcat dump.gz | isnad add -\n"
    "  isnad add --outlet='وكالة الأنباء' pages/*.html\n",
};

struct settings {
    const char *outlet;
    bool light; // no entities, quotations, statements …
    int64_t now;
};

// A line or a page on its way through a worker.  Its arena keeps its memory for the next one.
struct job {
    struct arena a;
    const struct settings *settings;
    struct str line; // NDJSON
    const char *file;
    bool is_page;
    size_t number; // line
    struct prepared **articles;
    size_t article_count;
    struct err problem;
    struct job *next_free;
};

struct adding {
    struct settings settings;
    struct store *store;
    struct pool *pool;
    struct job *free_jobs;
    bool in_batch, json, show_progress;
    size_t batch, added, known, skipped, seen;
    struct timespec started, batch_started, shown;
    int percent;        // of the file at hand, -1: not known
    struct err failure; // of the store: everything stops
};

// --- workers ------------------------------------------------------------------------------------

// 24/07/2024 or 24-7-2024, day first as Arab archives write it.
static bool day_first(struct str s, int64_t *seconds)
{
    size_t part[3], count = 0;
    char mark = str_find_byte(s, '/') < s.n ? '/' : '-';
    for (bool more = true; more && count < 3; count++) {
        struct str digits;
        more = str_cut(s, mark, &digits, &s);
        if (!str_to_size(digits, 9999, &part[count]))
            return false;
    }
    struct civil c = {(int)part[2], (int)part[1], (int)part[0]};
    if (count != 3 || s.n || c.year < 1000 || !civil_is_valid(c))
        return false;
    *seconds = civil_to_days(c) * 86400;
    return true;
}

static int64_t time_of(const json_t *in, const char *key)
{
    int64_t seconds;
    const json_t *value = json_object_get(in, key);
    if (json_is_integer(value))
        return json_integer_value(value);
    struct str text = str_trim(json_get_str(in, key));
    return rfc3339_parse(text, &seconds) || day_first(text, &seconds) ? seconds : STORE_NO_TIME;
}

// A member that may be a string or a number; empty ones count as missing.
static struct str text_of(struct arena *a, const json_t *in, const char *key)
{
    const json_t *value = json_object_get(in, key);
    if (json_is_integer(value))
        return arena_printf(a, "%lld", (long long)json_integer_value(value));
    struct str text = str_trim_wide(json_get_str(in, key));
    return text.n ? arena_str(a, utf8_repair(a, text)) : (struct str){0};
}

// The article object of `read --json`, without its body: the store has that as the text.
static struct str reading_json(struct arena *a, struct str text, const struct article *article)
{
    struct article bare = *article;
    struct cpmap map;
    struct buf out = {0};
    struct json j = {.out = &out};
    bare.body_text = S("");
    cpmap_init(&map, a, text);
    dump_article(&j, &map, &bare);
    struct str json = arena_str(a, buf_str(&out));
    buf_release(&out);
    return json;
}

static void add_prepared(struct job *job, struct pipeline *p, const struct record *r)
{
    job->articles[job->article_count++] = store_prepare(&job->a, pipeline_cache(p), r);
}

static void read_record(struct job *job, struct pipeline *p, struct record *r)
{
    struct article article = {
        .title = r->title,
        .byline = r->byline,
        .outlet = r->outlet,
        .language = r->lang,
        .body = {0, r->text.n},
        .body_text = r->text
    };
    pipeline_read_article(p, &job->a, r->text, &article);
    if (!r->lang.n && article.reading.language.n)
        r->lang = article.reading.language;
    if (r->published_at == STORE_NO_TIME && article.published.value.n &&
        !rfc3339_parse(article.published.value, &r->published_at))
        r->published_at = STORE_NO_TIME;
    r->facts = article.reading;
    r->source = r->text;
    r->reading = reading_json(&job->a, r->text, &article);
}

static void work_line(struct job *job, struct pipeline *p)
{
    json_t *in = json_line(job->line, &job->problem);
    if (!in)
        return;
    struct arena *a = &job->a;
    struct record r = {.added_at = job->settings->now};
    r.text = text_of(a, in, "text");
    r.id = text_of(a, in, "id");
    r.guid = r.id;
    r.url = text_of(a, in, "url");
    r.title = text_of(a, in, "title");
    r.outlet = text_of(a, in, "outlet");
    r.byline = text_of(a, in, "byline");
    r.lang = text_of(a, in, "lang");
    r.published_at = time_of(in, "published");
    if (r.published_at == STORE_NO_TIME)
        r.published_at = time_of(in, "time");
    if (!r.outlet.n && job->settings->outlet)
        r.outlet = str_from_cstr(job->settings->outlet);
    bool has_error = json_object_get(in, "error") != NULL;
    json_decref(in);
    if (!r.text.n && !r.title.n) {
        err_set(&job->problem, ERR_BAD_INPUT,
                has_error ? "the line is an error message" : "the line has no \"text\"");
        return;
    }
    if (!r.text.n)
        r.text = S("");
    if (!job->settings->light)
        read_record(job, p, &r);
    job->articles = arena_new(a, struct prepared *, 1);
    add_prepared(job, p, &r);
}

static struct str first_of(struct str x, struct str y)
{
    return x.n ? x : y;
}

// The first article of a page has its address; the others are known by it and their number.
static struct record record_of(struct job *job, const struct page *page, size_t i)
{
    const struct article *article = &page->articles[i];
    struct record r = {
        .title = article->title,
        .byline = article->byline,
        .outlet = first_of(article->outlet, first_of(article->dateline.outlet, page->site)),
        .lang = first_of(article->reading.language, first_of(article->language, page->language)),
        .text = article->body_text,
        .published_at = STORE_NO_TIME,
        .added_at = job->settings->now,
        .facts = article->reading,
        .source = page->text};
    if (!r.outlet.n && job->settings->outlet)
        r.outlet = str_from_cstr(job->settings->outlet);
    if (i == 0 && page->url.n)
        r.url = page->url;
    else if (page->url.n)
        r.guid = arena_printf(&job->a, "%.*s#%zu", STR_ARGS(page->url), i + 1);
    int64_t seconds;
    if (rfc3339_parse(article->published.value, &seconds))
        r.published_at = seconds;
    r.reading = reading_json(&job->a, page->text, article);
    return r;
}

static void work_page(struct job *job, struct pipeline *p)
{
    struct page_input in = {0};
    if (file_read(&job->a, job->file, LIMIT_DECODED, &in.bytes, &job->problem))
        return;
    struct page page = pipeline_page(p, &job->a, &in);
    if (!job->settings->light)
        pipeline_read(p, &job->a, &page);
    if (page.article_count == 0)
        err_set(&job->problem, ERR_BAD_INPUT, "no article was found in the page");
    job->articles = arena_new(&job->a, struct prepared *, page.article_count);
    for (size_t i = 0; i < page.article_count; i++) {
        struct record r = record_of(job, &page, i);
        add_prepared(job, p, &r);
    }
}

static void work(void *worker, void *job_pointer)
{
    struct job *job = job_pointer;
    if (job->is_page)
        work_page(job, worker);
    else
        work_line(job, worker);
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

static void skip(struct adding *ad, const struct job *job)
{
    ad->skipped++;
    show_progress(ad, true);
    char place[32] = "";
    if (!job->is_page)
        snprintf(place, sizeof place, ":%zu", job->number);
    if (ad->skipped <= 20)
        fprintf(stderr, "isnad: %s%s: skipped: %s\n", job->file, place, job->problem.text);
    else if (ad->skipped == 21)
        fprintf(stderr, "isnad: more was skipped and is only counted\n");
}

static void store_job(struct adding *ad, const struct job *job)
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
    struct job *job = job_pointer;
    ad->seen++;
    if (job->problem.code)
        skip(ad, job);
    store_job(ad, job);
    show_progress(ad, false);
    arena_reset(&job->a);
    job->next_free = ad->free_jobs;
    ad->free_jobs = job;
}

// --- reader -------------------------------------------------------------------------------------

static struct job *new_job(struct adding *ad, const char *file, size_t number)
{
    struct job *job = ad->free_jobs;
    if (job)
        ad->free_jobs = job->next_free;
    else
        job = calloc(1, sizeof *job);
    if (!job)
        abort();
    struct arena a = job->a;
    *job = (struct job){.a = a, .settings = &ad->settings, .file = file, .number = number};
    return job;
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
        struct job *job = new_job(ad, path, number);
        job->line = arena_str(&job->a, line);
        if (in.line.full)
            err_set(&job->problem, ERR_TOO_LARGE, "the line is longer than 64 MiB");
        if (sized && number % 64 == 0)
            ad->percent = (int)(100 * (int64_t)gzoffset(in.gz) / (int64_t)info.st_size);
        pool_submit(ad->pool, job);
    }
    pool_finish(ad->pool);
    ad->percent = -1;
    lines_close(&in);
}

// The first byte that is no blank: '{' starts NDJSON.
static bool is_ndjson(const char *path)
{
    struct line_reader in;
    struct err ignored;
    struct str line = {0};
    if (strcmp(path, "-") == 0)
        return true;
    if (lines_open(&in, path, &ignored))
        return false;
    while (lines_next(&in, &line) && str_trim_wide(line).n == 0)
        ;
    bool yes = str_starts(str_trim_wide(line), S("{"));
    lines_close(&in);
    return yes;
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
    if (names.n)
        qsort(names.v, names.n, sizeof *names.v, by_name);
    for (size_t i = 0; i < names.n && !ad->failure.code; i++)
        add_path(ad, a, names.v[i], depth + 1);
}

static void add_path(struct adding *ad, struct arena *a, const char *path, size_t depth)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        add_folder(ad, a, path, depth);
    } else if (is_ndjson(path)) {
        add_lines(ad, path);
    } else {
        struct job *job = new_job(ad, path, 0);
        job->is_page = true;
        pool_submit(ad->pool, job);
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
        json_put_real(&j, "seconds", seconds, 3);
        json_end_object(&j);
        printf("%.*s\n", STR_ARGS(buf_str(&out)));
        buf_release(&out);
        return;
    }
    printf("%zu added, %zu known already, %zu skipped in %.1f s\n", ad->added, ad->known,
           ad->skipped, seconds);
}

static int add_all(struct adding *ad, int count, char **paths, size_t workers)
{
    struct pipeline **pipelines = calloc(workers, sizeof *pipelines);
    void **contexts = calloc(workers, sizeof *contexts);
    struct arena a = {0};
    if (!pipelines || !contexts)
        abort();
    for (size_t i = 0; i < workers; i++)
        contexts[i] = pipelines[i] = pipeline_new();
    ad->pool = pool_new(workers, workers * 64, contexts, work, done, ad);
    for (int i = 0; i < count && !ad->failure.code; i++)
        add_path(ad, &a, paths[i], 0);
    pool_finish(ad->pool);
    commit_batch(ad);
    pool_free(ad->pool);
    show_progress(ad, true);
    for (size_t i = 0; i < workers; i++)
        pipeline_free(pipelines[i]);
    while (ad->free_jobs) {
        struct job *job = ad->free_jobs;
        ad->free_jobs = job->next_free;
        arena_release(&job->a);
        free(job);
    }
    free(pipelines);
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
    int count;
    switch (options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count)) {
    case OPTIONS_EXIT_OK: return 0;
    case OPTIONS_EXIT_USAGE: return 2;
    case OPTIONS_RUN: break;
    }
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
    int status = add_all(&ad, count, argv, jobs);
    store_close(ad.store);
    return status;
}
