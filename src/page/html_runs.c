// html_runs: see html_runs.h.  One pass forward makes the runs and measures the texts, one pass
// backward adds each node's letters to its parent's: nodes stand in document order, so children
// always come after their parents, and the parent of a node is the last one of the depth above.
#include "page/html_runs.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/limits.h"
#include "base/vec.h"

// What a byte counts as: 0 nothing (blanks, continuation bytes), 1 starts a character, else a
// character that may be a comma or the end of a sentence.
static const uint8_t byte_class[256] = {
#define NONE8 0, 0, 0, 0, 0, 0, 0, 0
#define CHAR8 1, 1, 1, 1, 1, 1, 1, 1
    NONE8, NONE8, NONE8, NONE8,                                // controls
    0,     2,     1,     1,     1,     1,     2,     1,        // ! &
    1,     1,     1,     1,     2,     1,     2,     1,        // , .
    CHAR8, 1,     1,     1,     2,     1,     1,     1,     2, // ; ?
    CHAR8, CHAR8, CHAR8, CHAR8, CHAR8, CHAR8, CHAR8, CHAR8, NONE8, NONE8,
    NONE8, NONE8, NONE8, NONE8, NONE8, NONE8, CHAR8, CHAR8, CHAR8, // C0
    2,     1,     1,     2,     1,     1,     1,     1,            // D8, DB
    1,     1,     1,     2,     1,     1,     1,     1,            // E3
    CHAR8, CHAR8, CHAR8,
#undef NONE8
#undef CHAR8
};

static void measure_mark(struct html_measure *m, const unsigned char *p, size_t left)
{
    unsigned char next = left > 1 ? p[1] : 0, third = left > 2 ? p[2] : 0;
    switch (p[0]) {
    case ',':
    case ';': m->commas++; break;
    case '.':
    case '?':
    case '!': m->stops++; break;
    case 0xD8: // U+060C, U+061B; U+061F
        m->commas += next == 0x8C || next == 0x9B;
        m->stops += next == 0x9F;
        break;
    case 0xDB: m->stops += next == 0x94; break; // U+06D4
    case 0xE3:                                  // U+3001, U+3002
        m->commas += next == 0x80 && third == 0x81;
        m->stops += next == 0x80 && third == 0x82;
        break;
    default: break;
    }
}

// Bytes of what looks like a character reference at p, 1 for a lone '&'.  "&nbsp;" is no character.
static size_t reference_len(const unsigned char *p, size_t left, uint32_t *chars)
{
    enum { LONGEST = 10 };
    size_t n = 1;
    while (n < left && n < LONGEST && byte_class[p[n]] == 1)
        n++;
    if (n == 1 || n == left || p[n] != ';')
        return 1;
    if (n == 5 && memcmp(p, "&nbsp", 5) == 0)
        --*chars;
    return n + 1;
}

#ifdef __SSE2__
static __m128i load(const unsigned char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static __m128i eq(__m128i v, int byte)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)byte));
}

static __m128i or3(__m128i a, __m128i b, __m128i c)
{
    return _mm_or_si128(_mm_or_si128(a, b), c);
}

// How many of the bytes of a mask are set and counted.
static uint32_t count(__m128i mask, __m128i counted)
{
    __m128i ones = _mm_and_si128(_mm_and_si128(mask, counted), _mm_set1_epi8(1));
    __m128i sums = _mm_sad_epu8(ones, _mm_setzero_si128());
    return (uint32_t)(_mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4));
}

// Measures those of 16 bytes that are counted, of which the two before are known.  An '&' is set in
// *amp and not understood.
static void measure_16(struct html_measure *m, __m128i v, __m128i before, __m128i before2,
                       __m128i counted, __m128i *amp)
{
    // Bytes of class 1 or 2: 21 to 7F and C0 to FF.
    __m128i lead = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8(-65)),
                                 _mm_cmplt_epi8(v, _mm_setzero_si128()));
    __m128i chars = _mm_or_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8(0x20)), lead);
    __m128i d8 = eq(before, 0xD8);
    __m128i e380 = _mm_and_si128(eq(before, 0x80), eq(before2, 0xE3));
    __m128i comma = or3(eq(v, ','), eq(v, ';'),
                        _mm_or_si128(_mm_and_si128(d8, _mm_or_si128(eq(v, 0x8C), eq(v, 0x9B))),
                                     _mm_and_si128(e380, eq(v, 0x81))));
    __m128i stop = or3(or3(eq(v, '.'), eq(v, '?'), eq(v, '!')), _mm_and_si128(d8, eq(v, 0x9F)),
                       _mm_or_si128(_mm_and_si128(eq(before, 0xDB), eq(v, 0x94)),
                                    _mm_and_si128(e380, eq(v, 0x82))));
    m->chars += count(chars, counted);
    if (_mm_movemask_epi8(_mm_or_si128(comma, stop))) {
        m->commas += count(comma, counted);
        m->stops += count(stop, counted);
    }
    *amp = _mm_or_si128(*amp, eq(v, '&'));
}

// The measure of a text of 18 bytes or more; false where it has references, which take more care.
static bool measure_long(struct str s, struct html_measure *m)
{
    static const uint8_t halves[32] = {[16] = 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                       0xFF,        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    const unsigned char *p = (const unsigned char *)s.p;
    __m128i v = load(p), all = load(halves + 16), amp = _mm_setzero_si128();
    measure_16(m, v, _mm_slli_si128(v, 1), _mm_slli_si128(v, 2), all, &amp);
    size_t at = 16;
    for (; at + 16 <= s.n; at += 16)
        measure_16(m, load(p + at), load(p + at - 1), load(p + at - 2), all, &amp);
    if (at < s.n) { // the last 16, without those that were counted before
        size_t last = s.n - 16;
        measure_16(m, load(p + last), load(p + last - 1), load(p + last - 2),
                   load(halves + (s.n - at)), &amp);
    }
    return _mm_movemask_epi8(amp) == 0;
}
#endif

static struct html_measure measure(struct str s)
{
#ifdef __SSE2__
    struct html_measure quick = {0};
    if (s.n >= 18 && measure_long(s, &quick))
        return quick;
#endif
    struct html_measure m = {0};
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t i = 0; i < s.n; i++) {
        uint8_t class = byte_class[p[i]];
        m.chars += class != 0;
        if (class != 2)
            continue;
        if (p[i] == '&')
            i += reference_len(p + i, s.n - i, &m.chars) - 1;
        else
            measure_mark(&m, p + i, s.n - i);
    }
    return m;
}

static void add(struct html_measure *to, const struct html_measure *m)
{
    to->chars += m->chars;
    to->link_chars += m->link_chars;
    to->commas += m->commas;
    to->stops += m->stops;
}

struct run_list {
    struct html_run *v;
    size_t n, cap;
};

static bool is_box(const struct html_node *n)
{
    return !(n->flags & HTML_NODE_TEXT) && html_tag_has(n->tag, HTML_BLOCK | HTML_SPECIAL) &&
           !html_tag_has(n->tag, HTML_VOID);
}

// The text node i as a piece of a run: a new one behind a break or in another box.
static struct html_run *run_at(struct arena *a, struct run_list *runs, uint32_t i, uint32_t box,
                               bool broken, bool br)
{
    struct html_run *last = runs->n ? &runs->v[runs->n - 1] : NULL;
    if (!last || broken || last->box != box) {
        bool same_box = last && last->box == box;
        last = vec_push(a, runs);
        *last = (struct html_run){.first = i, .box = box, .after_br = br && same_box};
    }
    last->last = i;
    return last;
}

struct html_runs html_runs_of(struct arena *a, const struct html_tree *t)
{
    struct html_runs r = {.chars = arena_new(a, uint32_t, t->node_count)};
    struct run_list runs = {0};
    uint32_t boxes[LIMIT_TREE_DEPTH + 1] = {0}; // of the last node of each depth: its box
    bool broken = true, br = false;             // a break since the last text; by a <br> only
    for (size_t i = 1; i < t->node_count; i++) {
        const struct html_node *n = &t->nodes[i];
        bool opens = is_box(n);
        uint32_t box = boxes[n->depth] = opens ? (uint32_t)i : boxes[n->depth - 1];
        if (!(n->flags & HTML_NODE_TEXT)) {
            bool line = n->tag == TAG_BR;
            if (line || opens || n->tag == TAG_HR || n->tag == TAG_P) {
                br = line && (br || !broken);
                broken = true;
            }
            continue;
        }
        if (html_tag_has(t->nodes[n->parent].tag, HTML_RAW | HTML_RCDATA))
            continue; // titles and linked data are no text of the page
        struct html_measure m = measure(html_tree_raw(t, i));
        if (n->flags & HTML_NODE_IN_LINK)
            m.link_chars = m.chars;
        r.chars[i] = m.chars;
        add(&run_at(a, &runs, (uint32_t)i, box, broken, br)->m, &m);
        broken = br = false;
    }
    for (size_t i = t->node_count - 1; i > 0; i--)
        r.chars[t->nodes[i].parent] += r.chars[i];
    r.v = runs.v;
    r.n = runs.n;
    return r;
}
