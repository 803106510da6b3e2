// body_witness: see body_witness.h.
//
// One page in ten to four carries its text once more in its linked data, without what an editor's
// template puts between the paragraphs: captions, boxes, links to other articles.  The copy is
// often cut short or has lost its paragraphs, so it does not replace what was found, but votes on
// it. Texts are compared by their letters and digits alone, in order; each search goes on where the
// last one ended, so that a body in the same order costs one pass.
#include "page/body_witness.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "page/html_text.h"

enum {
    BODY_LETTERS_MIN = 200, // shorter bodies are teasers
    RUN_LETTERS_MIN = 20,   // bytes; shorter runs prove nothing
    RUN_LETTERS_MAX = 2000, // longer ones may differ somewhere inside
    MISSES_MAX = 40,        // runs searched in vain, each of which reads the whole body
};
#define AGREEMENT 0.7 // share of the kept letters that the body must have

// Is the character that starts with byte c >= 0x80 punctuation?  U+0080..00BF, Arabic marks,
// general and ideographic punctuation.
static bool is_mark(struct str s, size_t *len)
{
    unsigned char c = (unsigned char)s.p[0];
    *len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (c >= 0xD9 && c < 0xE2)
        return false;
    uint32_t point = utf8_decode(s, len);
    return point < 0xC0 || point == 0x60C || point == 0x61B || point == 0x61F ||
           (point >= 0x2000 && point < 0x2070) || (point >= 0x3000 && point < 0x3004);
}

// Letters and digits of s, ASCII in lower case, without punctuation of any script.
static void add_letters(struct buf *out, struct str s)
{
    char *start = buf_room(out, s.n + 1), *to = start;
    for (size_t i = 0, n; i < s.n; i += n) {
        char c = s.p[i];
        n = 1;
        if ((unsigned char)c < 0x80) {
            if (is_ascii_alpha(c) || is_ascii_digit(c))
                *to++ = ascii_lower(c);
        } else if (!is_mark(str_drop(s, i), &n)) {
            n = n <= s.n - i ? n : s.n - i;
            memcpy(to, s.p + i, n);
            to += n;
        }
    }
    out->n += (size_t)(to - start);
}

static struct str run_letters(struct buf *text, struct buf *letters, const struct html_tree *t,
                              const struct html_run *run)
{
    buf_reset(text);
    buf_reset(letters);
    for (uint32_t i = run->first; i <= run->last; i++)
        if (t->nodes[i].flags & HTML_NODE_TEXT)
            html_text_add(text, html_tree_raw(t, i), !(t->nodes[i].flags & HTML_NODE_LITERAL));
    add_letters(letters, buf_str(text));
    return buf_str(letters);
}

// Plain-text bodies lose lists, quotes and captions as a whole; that they lack one says nothing.
static bool is_often_lost(const struct html_tree *t, const struct html_run *run)
{
    for (uint32_t i = run->box; i; i = t->nodes[i].parent) {
        enum html_tag tag = t->nodes[i].tag;
        if (tag == TAG_LI || tag == TAG_BLOCKQUOTE || tag == TAG_FIGCAPTION || tag == TAG_TR)
            return true;
        if (tag == TAG_DIV || tag == TAG_ARTICLE || tag == TAG_SECTION)
            break;
    }
    return false;
}

// What the body says of each kept run.
enum { SAYS_NOTHING, SAYS_YES, SAYS_NO };

struct hearing {
    uint8_t *says;  // of each run
    size_t yes, no; // letters of the runs that the body has, and lacks
    size_t last;    // the last run that the body has
};

static struct hearing hear(struct arena *a, const struct html_tree *t, const struct html_runs *runs,
                           const struct main_text *main, struct str body)
{
    struct hearing h = {.says = arena_new(a, uint8_t, runs->n)};
    struct buf text = {0}, letters = {0};
    size_t from = 0, misses = 0;
    for (size_t i = 0; i < runs->n && misses < MISSES_MAX; i++) {
        if (!main->kept[i])
            continue;
        struct str s = run_letters(&text, &letters, t, &runs->v[i]);
        if (s.n < RUN_LETTERS_MIN || s.n > RUN_LETTERS_MAX)
            continue;
        size_t at = str_find(str_drop(body, from), s) + from;
        if (at >= body.n && (misses++, at = str_find(body, s)) >= body.n) {
            bool lost = is_often_lost(t, &runs->v[i]);
            h.says[i] = lost ? SAYS_NOTHING : SAYS_NO;
            h.no += lost ? 0 : s.n;
            continue;
        }
        h.says[i] = SAYS_YES;
        h.yes += s.n;
        h.last = i;
        from = at + s.n;
    }
    buf_release(&text);
    buf_release(&letters);
    return h;
}

void body_witness_ask(struct arena *a, const struct html_tree *t, const struct html_runs *runs,
                      struct main_text *main, struct str body)
{
    if (body.n < BODY_LETTERS_MIN)
        return;
    struct buf letters = {0};
    add_letters(&letters, body);
    struct str known = buf_str(&letters);
    if (known.n >= BODY_LETTERS_MIN) {
        struct hearing h = hear(a, t, runs, main, known);
        bool agrees = (double)h.yes >= AGREEMENT * (double)(h.yes + h.no);
        for (size_t i = 0; agrees && i < runs->n && i < h.last; i++)
            if (h.says[i] == SAYS_NO)
                main->kept[i] = false;
    }
    buf_release(&letters);
}

bool body_witness_stands_in(const struct main_text *main, struct str body)
{
    size_t points = body.n ? utf8_count(body) : 0;
    return points >= BODY_LETTERS_MIN && points > 3 * main->kept_chars;
}
