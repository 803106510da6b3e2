// main_text: see main_text.h.
//
// 0. Summaries of other articles are cut by their shape (teasers.h).
// 1. Parts whose hints or tags say that they are no article (comments, related, sharing …) are cut,
//    unless the title is in them or they hold too much of the page's running text.
// 2. The container is found by going down from the root while one child holds most of the running
//    text that is left, then to the element inside that calls itself the body.
// 3. Of its runs those stay that are not mostly links; a lead between the title and the container
//    comes in front, sections such as "Related" behind the article go.
// 4. Where next to nothing is left, all this is done again, cutting only what cannot be text.
// Why not scores that climb the tree (Readability): a sum of running text needs no weights, and
// each step can be explained.  docs/decisions/0021-main-text-by-rules.md has the measurements.
// Limits: one article a page; several in one container are told apart by the segmenter.
#include "page/main_text.h"

#include <string.h>

#include "base/map.h"
#include "page/html_hints.h"
#include "page/html_text.h"
#include "page/section_title.h"
#include "page/teasers.h"

struct finder {
    struct arena *a;
    const struct html_tree *t;
    const struct html_runs *r;
    uint32_t *hints; // of each node
    uint32_t *mass;  // letters of running text below each node
    uint8_t *cut;    // enum main_text_cut of each node
    bool *kept;      // run
    uint32_t title;  // heading, 0 none
    struct teasers teasers;
    uint32_t total;   // mass of the page
    uint32_t allowed; // hints that may cut
    struct section_title_index section_titles;
    bool lenient; // only elements that never hold text are cut by their tag
};

// --- mass ---------------------------------------------------------------------------------------

// Letters of a run that count as running text: not in links, and enough of them to be a sentence.
static uint32_t run_mass(const struct html_run *run)
{
    uint32_t plain = run->m.chars - run->m.link_chars;
    if (run->m.link_chars * 2 > run->m.chars)
        return 0;
    if (run->m.chars < 40 || (run->m.chars < 80 && run->m.commas + run->m.stops == 0))
        return 0;
    return plain;
}

static void weigh(struct finder *f)
{
    const struct html_tree *t = f->t;
    for (size_t i = 0; i < t->node_count; i++)
        f->mass[i] = 0;
    for (size_t i = 0; i < f->r->n; i++)
        if (!f->cut[f->r->v[i].first])
            f->mass[f->r->v[i].first] += run_mass(&f->r->v[i]);
    for (size_t i = t->node_count - 1; i > 0; i--)
        f->mass[t->nodes[i].parent] += f->mass[i];
}

// --- cutting ------------------------------------------------------------------------------------

static bool contains(const struct html_tree *t, uint32_t outer, uint32_t inner)
{
    return inner >= outer && inner < t->nodes[outer].end;
}

static bool is_never_text(enum html_tag tag)
{
    switch (tag) {
    case TAG_NAV:
    case TAG_NOSCRIPT:
    case TAG_SCRIPT:
    case TAG_STYLE:
    case TAG_TEMPLATE:
    case TAG_IFRAME:
    case TAG_SELECT:
    case TAG_BUTTON:
    case TAG_TEXTAREA:
    case TAG_DIALOG:
    case TAG_SVG:
    case TAG_OBJECT:
    case TAG_AUDIO:
    case TAG_VIDEO:
    case TAG_CANVAS:
    case TAG_DATALIST:
    case TAG_MARQUEE:
    case TAG_HEAD: return true;
    default: return false;
    }
}

// Shares of the page's running text up to which an element with these hints is left out, and the
// most letters it may have.
static const struct {
    double share;
    uint32_t hints;
    uint32_t chars;
} cut_rules[] = {
    {0.9, HINT_COMMENT,  UINT32_MAX},
    {0.3, HINT_RELATED,  UINT32_MAX},
    {0.2, HINT_SHARE,    UINT32_MAX},
    {0.2, HINT_SIGNUP,   UINT32_MAX},
    {0.5, HINT_CONSENT,  UINT32_MAX},
    {0.3, HINT_NAV,      UINT32_MAX},
    {0.3, HINT_FOOTER,   UINT32_MAX},
    {0.3, HINT_SIDE,     UINT32_MAX},
    {0.2, HINT_AD,       UINT32_MAX},
    {0.1, HINT_TAGS,     600       },
    {0.2, HINT_AUTHOR,   1500      },
    {0.1, HINT_META,     200       },
    {0.3, HINT_POPUP,    UINT32_MAX},
    {0.3, HINT_HIDDEN,   UINT32_MAX},
    {0.1, HINT_TOOL,     600       },
    {0.1, HINT_CONTENTS, UINT32_MAX},
};

// Why a node is left out: hints, CUT_BY_TAG, or 0.
#define CUT_BY_TAG (1u << 31)
static uint32_t cut_reason(const struct finder *f, uint32_t node)
{
    const struct html_node *n = &f->t->nodes[node];
    if (is_never_text(n->tag))
        return CUT_BY_TAG;
    uint32_t hints = f->hints[node] & (f->allowed | HINT_BODY), chars = f->r->chars[node];
    double share = f->total ? (double)f->mass[node] / f->total : 0;
    if (f->title && contains(f->t, node, f->title))
        return 0;
    if (f->lenient && !(hints & HINT_COMMENT))
        return 0;
    if (n->tag == TAG_FOOTER || n->tag == TAG_ASIDE)
        return share < 0.3 ? CUT_BY_TAG : 0;
    if (n->tag == TAG_FORM)
        return share < 0.7 ? CUT_BY_TAG : 0;
    if (n->tag == TAG_HEADER)
        return share < 0.1 ? CUT_BY_TAG : 0;
    if (!hints || n->tag == TAG_BODY || n->tag == TAG_HTML || n->tag == TAG_MAIN)
        return 0;
    if ((hints & HINT_BODY) && !(hints & HINT_COMMENT))
        return 0;
    for (size_t i = 0; i < COUNT_OF(cut_rules); i++)
        if ((hints & cut_rules[i].hints) && share < cut_rules[i].share &&
            chars <= cut_rules[i].chars)
            return cut_rules[i].hints;
    return 0;
}

// Hints that many elements carry which together hold most of the running text mean something else
// on this page ("widget" on each paragraph of a site builder) and may not cut.
static void forbid_common_hints(struct finder *f)
{
    const struct html_tree *t = f->t;
    uint32_t sums[32] = {0};
    for (uint32_t i = 1; i < t->node_count; i++) {
        uint32_t reason = t->nodes[i].flags & HTML_NODE_TEXT ? 0 : cut_reason(f, i);
        if (!reason)
            continue;
        sums[__builtin_ctz(reason)] += f->mass[i];
        i = t->nodes[i].end - 1;
    }
    for (size_t i = 0; i < 31; i++)
        if (sums[i] > (1u << i == HINT_COMMENT ? 0.95 : 0.35) * f->total &&
            !(1u << i == HINT_COMMENT && f->title))
            f->allowed &= ~(1u << i);
}

static void cut(struct finder *f)
{
    const struct html_tree *t = f->t;
    for (uint32_t i = 1; i < t->node_count; i++) {
        uint32_t reason = t->nodes[i].flags & HTML_NODE_TEXT ? 0 : cut_reason(f, i);
        if (!reason)
            continue;
        memset(f->cut + i, reason == HINT_RELATED ? CUT_RELATED : CUT_OUT, t->nodes[i].end - i);
        i = t->nodes[i].end - 1;
    }
}

// Shares of the running text, chosen on the development pages; the figures are flat around them
// (0.4 to 0.6, 0.7 to 0.9).
#define BODY_SHARE 0.45     // a named body must hold so much of the container's
#define DOMINANT_SHARE 0.75 // a child so much of its parent's for the container to be inside it

// --- container ----------------------------------------------------------------------------------

// Down from the root while one child holds most of the running text.
static uint32_t dominant(const struct finder *f)
{
    const struct html_tree *t = f->t;
    uint32_t at = 0;
    for (bool down = true; down;) {
        down = false;
        for (uint32_t c = at + 1; c < t->nodes[at].end; c = t->nodes[c].end) {
            if (t->nodes[c].flags & HTML_NODE_TEXT || t->nodes[c].tag == TAG_P)
                continue;
            if (f->mass[c] > DOMINANT_SHARE * f->mass[at]) {
                at = c;
                down = true;
                break;
            }
        }
    }
    return at;
}

// The deepest element that calls itself the body of the article, if it holds enough of the text.
static uint32_t named_body(const struct finder *f, uint32_t container)
{
    const struct html_tree *t = f->t;
    uint32_t found = container;
    for (uint32_t i = container + 1; i < t->nodes[container].end; i++) {
        if (!(f->hints[i] & HINT_BODY) || f->cut[i] || !contains(t, found, i))
            continue;
        if (f->mass[i] > BODY_SHARE * f->mass[container])
            found = i;
        else if (f->mass[container] == 0 && found == container && f->r->chars[i] > 20)
            return i; // no running text at all: a very short article
    }
    return found;
}

// What counts between the title and the container: running text and captions.
static bool is_lead(const struct finder *f, const struct html_run *run)
{
    if (f->cut[run->first])
        return false;
    return run_mass(run) > 0 || (f->t->nodes[run->box].tag == TAG_FIGCAPTION && run->m.chars > 8);
}

// Where the article starts: running text between the title and the container is its lead.
static uint32_t find_start(const struct finder *f, uint32_t container)
{
    if (!f->title || f->title > container)
        return container;
    for (size_t i = 0; i < f->r->n && f->r->v[i].first < container; i++)
        if (f->r->v[i].first > f->title && is_lead(f, &f->r->v[i]))
            return f->title;
    return container;
}

// --- runs ---------------------------------------------------------------------------------------

static bool is_heading(enum html_tag tag)
{
    return tag >= TAG_H1 && tag <= TAG_H6;
}

static struct str run_text(struct finder *f, const struct html_run *run)
{
    struct buf out = {0};
    for (uint32_t i = run->first; i <= run->last; i++)
        if (f->t->nodes[i].flags & HTML_NODE_TEXT)
            html_text_add(&out, html_tree_raw(f->t, i),
                          !(f->t->nodes[i].flags & HTML_NODE_LITERAL));
    struct str s = arena_str(f->a, str_trim_wide(buf_str(&out)));
    while (s.n && strchr(":.…", s.p[s.n - 1]))
        s.n--;
    buf_release(&out);
    return str_trim_wide(s);
}

// Addresses, accounts and bare numbers on a line of their own, outside tables: counters, hidden
// microdata.
static bool is_furniture(const struct finder *f, const struct html_run *run)
{
    const struct html_tree *t = f->t;
    if (run->first != run->last)
        return false;
    struct str raw = str_trim(html_tree_raw(t, run->first));
    bool letters = false; // none: a rule made of dashes or stars
    for (size_t i = 0; i < raw.n && !letters; i++)
        letters = !strchr("-*_=.~ ", raw.p[i]);
    if (!letters)
        return true;
    if (t->nodes[run->box].tag == TAG_TD || t->nodes[run->box].tag == TAG_TH)
        return false;
    if (str_starts(raw, S("http://")) || str_starts(raw, S("https://")))
        return str_find_byte(raw, ' ') == raw.n;
    if (raw.n < 80 && str_find_byte(raw, '@') < raw.n && (unsigned char)raw.p[0] < 0x80)
        return str_find_byte(raw, ' ') == raw.n;
    size_t digits = 0;
    while (digits < raw.n && is_ascii_digit(raw.p[digits]))
        digits++;
    return digits == raw.n;
}

static bool keep_run(const struct finder *f, const struct html_run *run)
{

    if (f->cut[run->first])
        return false;
    if (run->m.chars == 0 || is_furniture(f, run))
        return false;
    if (run->m.link_chars * 3 > run->m.chars * 2)
        return false;
    return true;
}

// The same long text a second time is a copy for another width of screen.
static bool is_repeated(struct finder *f, struct map *seen, const struct html_run *run)
{
    if (run->m.chars < 40)
        return false;
    const struct html_node *first = &f->t->nodes[run->first], *last = &f->t->nodes[run->last];
    struct str raw = str_sub(f->t->page, first->at, (size_t)last->at + last->count);
    size_t *times = map_at(seen, str_trim(raw), 0);
    return (*times)++ > 0;
}

static size_t keep(struct finder *f, uint32_t container, uint32_t start)
{
    struct map seen;
    map_init(&seen, f->a, 0);
    size_t chars = 0;
    for (size_t i = 0; i < f->r->n; i++) {
        const struct html_run *run = &f->r->v[i];
        bool in = run->first >= start && run->first < f->t->nodes[container].end;
        f->kept[i] = in && keep_run(f, run) && (run->first >= container || is_lead(f, run));
        if (f->title && contains(f->t, f->title, run->first))
            f->kept[i] = false;
        if (f->kept[i] && is_repeated(f, &seen, run))
            f->kept[i] = false;
        chars += f->kept[i] ? run->m.chars : 0;
    }
    return chars;
}

enum { LABEL_CHARS = 40 }; // of a line over a list

static bool is_item(enum html_tag tag)
{
    return tag == TAG_LI || tag == TAG_FIGCAPTION || tag == TAG_TD || tag == TAG_TH;
}

// A heading that nothing kept follows goes too, and a short line over a list of other articles.
static void drop_empty_headings(struct finder *f)
{
    bool text_below = false;
    for (size_t i = f->r->n; i-- > 0;) {
        bool heading = is_heading(f->t->nodes[f->r->v[i].box].tag);
        const struct html_run *run = &f->r->v[i];
        bool label = !is_item(f->t->nodes[run->box].tag) && run->m.chars <= LABEL_CHARS &&
                     run->m.stops == 0 && i + 1 < f->r->n &&
                     f->cut[f->r->v[i + 1].first] == CUT_RELATED;
        if (f->kept[i] && (heading || label) && !text_below)
            f->kept[i] = false;
        text_below |= f->kept[i];
    }
}

// --- sections -----

enum {
    SECTION_TITLE_MAX = 60, // letters
    SECTION_SHORT = 400,
};

static enum section_title_rank rank_of_run(struct finder *f, const struct html_run *run)
{
    struct str raw = html_tree_raw(f->t, run->first);
    if (run->m.chars > SECTION_TITLE_MAX || (raw.n < 2 && run->first == run->last) ||
        (raw.n >= 2 && !section_title_may_begin(&f->section_titles, raw)))
        return SECTION_TITLE_NOT;
    return section_title_rank(run_text(f, run));
}

// The end of the section that a title at run i opens: the next heading of its rank, or the end of
// the element around it that holds more than the title.
static size_t section_end(const struct finder *f, size_t i)
{
    const struct html_tree *t = f->t;
    const struct html_run *run = &f->r->v[i];
    enum html_tag tag = t->nodes[run->box].tag;
    uint32_t around = run->box;
    while (around && t->nodes[around].end <= run->last + 1)
        around = t->nodes[around].parent;
    size_t k = i + 1;
    for (; k < f->r->n && f->r->v[k].first < t->nodes[around].end; k++) {
        enum html_tag other = t->nodes[f->r->v[k].box].tag;
        if (is_heading(other) && is_heading(tag) && other <= tag)
            break;
    }
    return k;
}

static void drop_sections(struct finder *f, size_t *chars)
{
    for (size_t i = 0; i < f->r->n; i++) {
        if (!f->kept[i])
            continue;
        enum section_title_rank rank = rank_of_run(f, &f->r->v[i]);
        if (rank == SECTION_TITLE_NOT)
            continue;
        size_t end = section_end(f, i), sum = 0, links = 0, all = 0;
        for (size_t k = i; k < end; k++) {
            sum += f->kept[k] ? f->r->v[k].m.chars : 0;
            links += f->r->v[k].m.link_chars;
            all += f->r->v[k].m.chars;
        }
        if ((double)sum > (rank == SECTION_TITLE_COMMENTS ? 0.7 : 0.3) * (double)*chars ||
            (rank == SECTION_TITLE_OPEN && links * 4 < all && sum > SECTION_SHORT))
            continue;
        for (size_t k = i; k < end; k++)
            f->kept[k] = false;
        *chars -= sum;
    }
}

// --- the title ----------------------------------------------------------------------------------

enum {
    HEADINGS_MAX = 200, // looked at for the title
    LONG_HEADING = 20   // letters of a heading that is no site's name
};

// The heading that shares most with the title, else the first <h1>.
static uint32_t find_title(const struct finder *f, struct str title)
{
    const struct html_tree *t = f->t;
    uint32_t first = 0, best = 0;
    size_t headings = 0, shared = title.n / 3;
    bool long_first = false;
    for (uint32_t i = 1; i < t->node_count && headings < HEADINGS_MAX; i++) {
        if (t->nodes[i].flags & HTML_NODE_TEXT || !is_heading(t->nodes[i].tag))
            continue;
        headings++;
        if (f->r->chars[i] < 4)
            continue;
        struct str text = html_tree_text(f->a, t, i);
        size_t common = text.n < title.n ? text.n : title.n;
        // Below a long <h1> a part of the title is more likely the heading of a section.
        size_t least = long_first && t->nodes[i].tag != TAG_H1 ? title.n * 2 / 3 : 0;
        if (title.n && common > shared && common > least &&
            (str_has(title, text) || str_has(text, title))) {
            best = i;
            shared = common;
        }
        if (!first && t->nodes[i].tag == TAG_H1) {
            first = i;
            long_first = f->r->chars[i] >= LONG_HEADING;
        }
    }
    return best ? best : first;
}

// Letters of text below which a page is read again more leniently.
enum { ENOUGH_CHARS = 100 };

// Site builders put the article itself into a "widget"; then the word says nothing on this page.
static bool is_inside_widget(const struct finder *f, uint32_t container)
{
    for (uint32_t i = container; i; i = f->t->nodes[i].parent)
        if (f->hints[i] & HINT_SIDE)
            return true;
    return false;
}

// Nothing is cut but teasers.
static void start_over(struct finder *f)
{
    memset(f->cut, 0, f->t->node_count * sizeof *f->cut);
    for (size_t i = 0; i < f->teasers.n; i++) {
        const struct teaser *t = &f->teasers.v[i];
        memset(f->cut + t->first, CUT_RELATED, t->end - t->first);
    }
}

// Letters of running text that must be left on the page for its teasers to be some.
enum { LEFT_CHARS = 60 };

static void find_teasers(struct finder *f, struct str address)
{
    f->teasers = teasers_find(f->a, f->t, f->r, f->title, address);
    start_over(f);
    weigh(f);
    if (f->teasers.n == 0 || f->mass[0] >= LEFT_CHARS)
        return;
    f->teasers.n = 0;
    start_over(f);
    weigh(f);
}

static struct main_text attempt(struct finder *f)
{
    start_over(f);
    cut(f);
    weigh(f);
    uint32_t container = named_body(f, dominant(f));
    if ((f->allowed & HINT_SIDE) && is_inside_widget(f, container)) {
        f->allowed &= ~(uint32_t)HINT_SIDE;
        start_over(f);
        cut(f);
        weigh(f);
        container = named_body(f, dominant(f));
    }
    struct main_text m = {.container = container,
                          .title = f->title,
                          .kept = f->kept,
                          .cut = f->cut,
                          .hints = f->hints};
    m.start = find_start(f, container);
    m.kept_chars = keep(f, container, m.start);
    drop_sections(f, &m.kept_chars);
    drop_empty_headings(f);
    return m;
}

struct main_text main_text_find(struct arena *a, const struct html_tree *t,
                                const struct html_runs *runs, struct str title, struct str address)
{
    struct finder f = {.a = a, .t = t, .r = runs};
    struct html_hint_index index;
    html_hint_index_init(&index);
    f.hints = arena_new(a, uint32_t, t->node_count);
    f.mass = arena_new(a, uint32_t, t->node_count);
    f.cut = arena_new(a, uint8_t, t->node_count);
    f.kept = arena_new(a, bool, runs->n);
    for (size_t i = 0; i < t->node_count; i++) {
        // Icons, pictures, scripts: inline and without text, their hints are of no use.
        bool idle = runs->chars[i] == 0 && !html_tag_has(t->nodes[i].tag, HTML_BLOCK);
        if (!idle && t->nodes[i].count && !(t->nodes[i].flags & HTML_NODE_TEXT))
            f.hints[i] = html_hints_of(&index, t, i);
    }
    section_title_index_init(&f.section_titles);
    f.title = find_title(&f, title);
    find_teasers(&f, address);
    f.total = f.mass[0];
    f.allowed = UINT32_MAX;
    forbid_common_hints(&f);
    struct main_text m = attempt(&f);
    if (m.kept_chars >= ENOUGH_CHARS)
        return m;
    // Too little: a second try that leaves out only what cannot be text, and reader comments.
    f.lenient = true;
    f.allowed = HINT_COMMENT;
    f.cut = arena_new(a, uint8_t, t->node_count);
    f.kept = arena_new(a, bool, runs->n);
    struct main_text again = attempt(&f);
    return again.kept_chars > 2 * m.kept_chars ? again : m;
}
