// pages: how fast HTML pages are read, and what is read.
//
//     bench/pages [FOLDER…]          pages a second on one core from memory, plain and from gzip
//     bench/pages --dump FILE…       what page_html_read gives, one JSON object a file
//     bench/pages --hostile [NAME]   time of hostile pages of 1 MiB, and of twice that
//     bench/pages --visible FOLDER…  visible text against gumbo, page by page
//     bench/pages --profile FILE     reads one file ten times, for callgrind
//
// FOLDERs default to those of $ISNAD_SHARED_DATA/pages.
#include <dirent.h>
#include <gumbo.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/vec.h"
#include "page/html_runs.h"
#include "page/html_text.h"
#include "page/page_html.h"
#include "page/prescan.h"
#include "text/charset.h"

struct page_file {
    struct str path;
    struct str plain, packed; // packed: empty where the file is no gzip
};
static VEC(struct page_file) files;
static struct arena corpus;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static struct str read_raw(const char *path)
{
    struct buf b = {0};
    FILE *f = fopen(path, "rb");
    char chunk[65536];
    for (size_t n; f && (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(&b, (struct str){chunk, n});
    if (f)
        fclose(f);
    struct str s = arena_str(&corpus, buf_str(&b));
    buf_release(&b);
    return s;
}

static void load_file(const char *path)
{
    struct err e = {0};
    struct page_file f = {.path = arena_str(&corpus, str_from_cstr(path)),
                          .packed = read_raw(path)};
    if (file_read(&corpus, path, LIMIT_DECODED, &f.plain, &e)) {
        fprintf(stderr, "pages: %s\n", e.text);
        return;
    }
    if (!str_starts(f.packed, S("\x1F\x8B")))
        f.packed = (struct str){0};
    *vec_push(&corpus, &files) = f;
}

static void load_folder(const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        struct str name = str_from_cstr(entries[i]->d_name);
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (str_has(name, S(".htm")))
            load_file(path);
    }
}

static void load(int argc, char **argv)
{
    static const char *const folders[] = {"wcxb", "alriyadh", "sample-1256", "arabic"};
    const char *shared = getenv("ISNAD_SHARED_DATA");
    for (int i = 0; i < argc; i++)
        load_folder(argv[i]);
    for (size_t i = 0; argc == 0 && i < COUNT_OF(folders); i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/pages/%s", shared ? shared : "../shared/data", folders[i]);
        load_folder(path);
    }
}

static struct page_html read_page(struct arena *a, struct arena *scratch, struct str bytes)
{
    struct decoded d = charset_decode(scratch, bytes, S(""), prescan_charset(bytes));
    return page_html_read(a, scratch, d.text, S(""));
}

// --- speed --------------------------------------------------------------------------------------

static double one_round(struct arena *a, struct arena *scratch, bool packed)
{
    double start = seconds();
    for (size_t i = 0; i < files.n; i++) {
        struct str bytes = files.v[i].plain;
        struct err e = {0};
        if (packed && files.v[i].packed.n &&
            gzip_inflate(scratch, files.v[i].packed, LIMIT_DECODED, &bytes, &e))
            bytes = files.v[i].plain;
        read_page(a, scratch, bytes);
        arena_reset(a);
        arena_reset(scratch);
    }
    return seconds() - start;
}

static void measure_speed(void)
{
    struct arena a = {0}, scratch = {0};
    size_t bytes = 0, count = files.n;
    for (size_t i = 0; i < count; i++)
        bytes += files.v[i].plain.n;
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    for (int packed = 0; packed < 2; packed++) {
        double best = 1e9;
        for (int round = 0; round < 5; round++) {
            double t = one_round(&a, &scratch, packed);
            best = t < best ? t : best;
        }
        printf("pages %s %.0f pages/s, %.0f MB/s (%zu pages, mean %zu KB, best of 5 rounds)\n",
               packed ? "from-gzip" : "from-memory", (double)count / best,
               (double)bytes / best * 1e-6, count, bytes / (count ? count : 1) / 1000);
    }
    getrusage(RUSAGE_SELF, &after);
    printf("pages peak-memory %ld MB, of it %ld MB beside the corpus\n", after.ru_maxrss / 1024,
           (after.ru_maxrss - before.ru_maxrss) / 1024);
    arena_release(&a);
    arena_release(&scratch);
}

// --- dump ---------------------------------------------------------------------------------------

static void dump_file(const struct page_file *f)
{
    struct arena a = {0}, scratch = {0};
    struct buf out = {0};
    struct page_html p = read_page(&a, &scratch, f->plain);
    struct json j = {.out = &out};
    size_t from = p.blocks.n && p.blocks.v[0].kind == BLOCK_TITLE ? p.blocks.v[0].at.end : 0;
    json_begin_object(&j);
    json_put_str(&j, "file", f->path);
    json_put_str(&j, "title", p.title);
    json_put_str(&j, "published", p.published.value);
    json_put_str(&j, "from", p.published.from);
    json_put_str(&j, "modified", p.modified.value);
    json_put_str(&j, "site", p.site);
    json_put_str(&j, "author", p.authors.n ? p.authors.v[0] : (struct str){0});
    json_put_str(&j, "body", str_drop(p.text, from));
    json_end_object(&j);
    puts(arena_str(&a, buf_str(&out)).p);
    buf_release(&out);
    arena_release(&a);
    arena_release(&scratch);
}

// --- hostile pages ------------------------------------------------------------------------------

static void repeat(struct buf *out, const char *piece, size_t size)
{
    while (out->n < size)
        buf_add(out, str_from_cstr(piece));
}

// Each fills the buffer up to size bytes.  {start, repeated piece}.
static const struct {
    const char *name, *start, *piece;
} hostile[] = {
    {"nested-div",           "",                                           "<div>"                                                                },
    {"nested-div-text",      "",                                           "<div>text, and more text."                                            },
    {"many-attributes",      "<a ",                                        "b=1 c "                                                               },
    {"attributes-many-tags", "",                                           "<a b=1 c=2 class='comment x' id=y>"                                   },
    {"b-text",               "",                                           "<b>x"                                                                 },
    {"a-b",                  "",                                           "<a><b>"                                                               },
    {"a-href-b",             "",                                           "<a href=x><b><p>"                                                     },
    {"table-cells",          "",                                           "<table><tr><td>"                                                      },
    {"svg-desc",             "",                                           "<svg><desc>"                                                          },
    {"svg-style",            "",                                           "<svg><style><math>"                                                   },
    {"ampersands",           "",                                           "&"                                                                    },
    {"ampersand-names",      "",                                           "&ampampampampampampampampampampampampampamp"                          },
    {"numbers",              "",                                           "&#9999999999999999999;"                                               },
    {"less-than",            "",                                           "<"                                                                    },
    {"less-than-letters",    "",                                           "< a<1"                                                                },
    {"end-tags",             "<div><p><b>",                                "</x></div></b>"                                                       },
    {"unclosed-attribute",   "<a b=\"",                                    "x y z "                                                               },
    {"comment-open",         "",                                           "<!--"                                                                 },
    {"comment-dashes",       "<!--",                                       "--!-"                                                                 },
    {"script-open",          "<script>",                                   "<!--<script"                                                          },
    {"title-open",           "<title>",                                    "</titl"                                                               },
    {"plaintext",            "<plaintext>",                                "<p>x"                                                                 },
    {"template",             "",                                           "<template>"                                                           },
    {"options",              "<select>",                                   "<option>x"                                                            },
    {"list-items",           "",                                           "<ul><li>x"                                                            },
    {"dl",                   "",                                           "<dl><dt>x<dd>y"                                                       },
    {"links",                "",                                           "<p><a href=x>link text</a></p>"                                       },
    {"class-words",          "<p class='",                                 "article-comment-body "                                                },
    {"headings",             "",                                           "<h2><a href=x>Related</a></h2><p>words, of a sentence.</p>"           },
    {"teasers",              "",
     "<div><h3><a href=/x>linked title</a></h3><p>text of a teaser, text.</p></div>"                                                              },
    {"nul",                  "<p>",                                        "\0010 \001"                                                           },
    {"json-ld",              "<script type=application/ld+json>",          "{\"@type\":[\"Article\",{\"author\":["                                },
    {"json-ld-strings",      "<script type=application/ld+json>{",         "\"author\":\"a\\u0041\","                                             },
    {"json-ld-scripts",      "",                                           "<script type=application/ld+json>{\"@type\":\"Article\"}</script>"    },
    {"json-scripts",         "",                                           "<script type=application/json>{\"body\":\"x\"}</script>"              },
    {"json-state",           "<script type=application/json>[",            "{\"body\":\"<p>text, text, text.\\n\"},"                              },
    {"json-state-body",      "<script type=application/json>{\"body\":\"", "<p>text, of a sentence.\\n"                                           },
    {"meta",                 "",                                           "<meta name=author content='x, y'><meta name=keywords content='a,b,c'>"},
    {"same-paragraph",       "",                                           "<p>This is the same paragraph again, with a comma and more words.</p>"},
    {"br",                   "<p>",                                        "line of text, of some length<br>"                                     },
    {"images",               "<article>",                                  "<figure><img src=x alt=y>"                                            },
    {"times",                "",                                           "<time datetime='2020'>x</time><h1>Title of it</h1>"                   },
    {"dates",                "<h1>Title of it</h1>",                       "<p>7 1 2 3 4 5 6 7 8 9</p>"                                           },
};

static double time_hostile(size_t i, size_t size)
{
    struct arena a = {0}, scratch = {0};
    struct buf page = {0};
    buf_add(&page, str_from_cstr(hostile[i].start));
    repeat(&page, hostile[i].piece, size);
    double best = 1e9;
    for (int round = 0; round < 5; round++) {
        double start = seconds();
        read_page(&a, &scratch, buf_str(&page));
        double t = seconds() - start;
        best = t < best ? t : best;
        arena_reset(&a);
        arena_reset(&scratch);
    }
    buf_release(&page);
    arena_release(&a);
    arena_release(&scratch);
    return best;
}

// All, or those whose name has `only`.
static int measure_hostile(struct str only)
{
    double worst = 0, steepest = 0;
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        if (!str_has(str_from_cstr(hostile[i].name), only))
            continue;
        double one = time_hostile(i, MIB), two = time_hostile(i, 2 * MIB);
        printf("hostile %-22s %6.2f ms, twice the size %.2f times\n", hostile[i].name, one * 1e3,
               two / one);
        worst = one > worst ? one : worst;
        steepest = one > 0.002 && two / one > steepest ? two / one : steepest;
    }
    printf("pages hostile-worst %.2f ms of 1 MiB; steepest t(2n)/t(n) %.2f\n", worst * 1e3,
           steepest);
    return 0;
}

// --- visible text -------------------------------------------------------------------------------

static bool is_invisible(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_TEXTAREA: return true;
    default: return false;
    }
}

static size_t letters(struct str s)
{
    struct buf out = {0};
    html_text_add(&out, s, false);
    size_t n = 0;
    for (size_t i = 0; i < out.n; i++)
        n += out.p[i] != ' ' && out.p[i] != '\n';
    buf_release(&out);
    return n;
}

static size_t gumbo_letters(const GumboNode *node, int depth)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA)
        return letters(str_from_cstr(node->v.text.text));
    if (node->type != GUMBO_NODE_ELEMENT || depth > 4000 || is_invisible(node->v.element.tag))
        return 0;
    size_t n = 0;
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        n += gumbo_letters(node->v.element.children.data[i], depth + 1);
    return n;
}

static bool in_invisible(const struct html_tree *t, size_t node)
{
    for (size_t at = t->nodes[node].parent; at; at = t->nodes[at].parent)
        if (html_tag_has(t->nodes[at].tag, HTML_RAW | HTML_RCDATA) ||
            t->nodes[at].tag == TAG_TEMPLATE)
            return true;
    return false;
}

static size_t own_letters(struct arena *a, struct str page)
{
    struct html_tree t = html_tree_of(a, page);
    size_t n = 0;
    for (size_t i = 0; i < t.node_count; i++) {
        if (!(t.nodes[i].flags & HTML_NODE_TEXT) || in_invisible(&t, i))
            continue;
        struct buf out = {0};
        html_text_add(&out, html_tree_raw(&t, i), true);
        n += letters(buf_str(&out));
        buf_release(&out);
    }
    return n;
}

static int compare_visible(void)
{
    size_t equal = 0, over = 0;
    for (size_t i = 0; i < files.n; i++) {
        struct arena a = {0};
        struct str bytes = files.v[i].plain;
        struct str page = charset_decode(&a, bytes, S(""), prescan_charset(bytes)).text;
        GumboOutput *g = gumbo_parse_with_options(&kGumboDefaultOptions, page.p, page.n);
        double want = (double)gumbo_letters(g->root, 0), got = (double)own_letters(&a, page);
        gumbo_destroy_output(&kGumboDefaultOptions, g);
        arena_release(&a);
        equal += want == got;
        double off = want > 0 ? (got - want) / want : got > 0;
        if (off > 0.01 || off < -0.01) {
            over++;
            printf("visible %s: gumbo %.0f, ours %.0f (%+.1f %%)\n", files.v[i].path.p, want, got,
                   off * 100);
        }
    }
    printf("pages visible-equal %zu, off by over 1 %% %zu (%zu)\n", equal, over, files.n);
    return 0;
}

int main(int argc, char **argv)
{
    struct str mode = argc > 1 ? str_from_cstr(argv[1]) : (struct str){0};
    bool option = str_starts(mode, S("--"));
    if (str_eq(mode, S("--hostile")))
        return measure_hostile(str_from_cstr(argc > 2 ? argv[2] : ""));
    if (str_eq(mode, S("--dump")) || str_eq(mode, S("--profile"))) {
        for (int i = 2; i < argc; i++)
            load_file(argv[i]);
        for (size_t i = 0; i < files.n && str_eq(mode, S("--dump")); i++)
            dump_file(&files.v[i]);
        struct arena a = {0}, scratch = {0};
        for (int i = 0; i < 10 && str_eq(mode, S("--profile")); i++)
            one_round(&a, &scratch, false);
        return 0;
    }
    load(argc - 1 - option, argv + 1 + option);
    if (str_eq(mode, S("--visible")))
        return compare_visible();
    measure_speed();
    return 0;
}
