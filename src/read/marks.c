// marks: see marks.h.
//
// Directed marks («» “”) say what they are, straight ones (" '') do not, and writers leave blanks
// on the wrong side and forget partners.  Each mark is decided by what stands around it: it opens
// behind a blank, a bracket, a colon or a clitic that Arabic glues to it (و" بـ" لـ" ولـ"), and
// before a word; it closes behind a word and before a blank or a mark.  What can be both opens
// where nothing is open, else closes.  Two levels; the last mark of a paragraph closes.
//
// Source: arabic.md section 5.  Limits: single marks ' are not taken as quotation marks (they are
// apostrophes more often).
#include "read/marks.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/fold.h"

enum side { SIDE_NONE, SIDE_STRAIGHT, SIDE_OPEN, SIDE_CLOSE };

// `width` is the number of tokens of the mark: '' takes two.
static enum side side_of(const struct doc *d, size_t i, size_t *width)
{
    *width = 1;
    const struct token *t = &d->tokens.v[i];
    if (t->kind != TOKEN_MARK)
        return SIDE_NONE;
    size_t len;
    switch (utf8_decode(token_text(d->text, t), &len)) {
    case '"':
    case 0x201E: // „
    case 0x201F: // ‟
    case 0xFF02: return SIDE_STRAIGHT;
    case 0xAB: // «
    case 0x201C: return SIDE_OPEN;
    case 0xBB: // »
    case 0x201D: return SIDE_CLOSE;
    case '\'':
        if (i + 1 < d->tokens.n && d->tokens.v[i + 1].start == t->end &&
            d->text.p[d->tokens.v[i + 1].start] == '\'') {
            *width = 2;
            return SIDE_STRAIGHT;
        }
        return SIDE_NONE;
    default: return SIDE_NONE;
    }
}

bool mark_is_quote(const struct doc *d, size_t token)
{
    size_t width;
    if (token >= d->tokens.n)
        return false;
    return side_of(d, token, &width) != SIDE_NONE ||
           (token > 0 && side_of(d, token - 1, &width) != SIDE_NONE && width == 2);
}

// A particle that is written together with the mark: و" بـ" لـ"
static bool is_glued_clitic(const struct doc *d, size_t word)
{
    static const struct str clitics[] = {S_INIT("و"),  S_INIT("ب"),   S_INIT("ل"),  S_INIT("ف"),
                                         S_INIT("ك"),  S_INIT("ول"),  S_INIT("وب"), S_INIT("فل"),
                                         S_INIT("ال"), S_INIT("بال"), S_INIT("وال")};
    for (size_t i = 0; i < COUNT_OF(clitics); i++)
        if (str_eq(d->tokens.v[word].norm, clitics[i]))
            return true;
    return false;
}

struct shape {
    bool opens, closes;
};

static struct shape shape_of(const struct doc *d, size_t i, size_t width, size_t first, size_t end)
{
    const struct token *t = d->tokens.v;
    size_t last = i + width - 1;
    bool left_gap = i == first || t[i - 1].end < t[i].start;
    bool right_gap = last + 1 == end || t[last].end < t[last + 1].start;
    bool left_word = !left_gap && t[i - 1].kind != TOKEN_MARK;
    bool right_word = !right_gap && t[last + 1].kind != TOKEN_MARK;
    bool left_bracket = !left_gap && t[i - 1].kind == TOKEN_MARK &&
                        (d->text.p[t[i - 1].start] == '(' || d->text.p[t[i - 1].start] == ':');
    bool clitic = left_word && is_glued_clitic(d, i - 1);
    size_t ignored;
    bool right_open = !right_gap && side_of(d, last + 1, &ignored) == SIDE_OPEN;
    return (struct shape){
        .opens =
            ((left_gap || left_bracket || clitic) && (right_word || right_open)) || left_bracket,
        .closes = !left_gap && !clitic && !left_bracket && !right_word,
    };
}

struct pairing {
    struct arena *a;
    const struct doc *d;
    const struct word *words;
    VEC(struct marked) out;
    size_t open[2]; // indexes into out of what is open
    size_t depth;
};

static void open_mark(struct pairing *p, size_t i, size_t width)
{
    if (p->depth == 2)
        return;
    p->open[p->depth] = p->out.n;
    *vec_push(p->a, &p->out) =
        (struct marked){.open = i, .close = MARK_NONE, .first = i + width, .depth = (int)p->depth};
    p->depth++;
}

static void close_mark(struct pairing *p, size_t i)
{
    struct marked *m = &p->out.v[p->open[--p->depth]];
    m->close = i;
    m->end = i;
}

// What is still open at the end of a paragraph runs to the end of its sentence.
static void abandon_open(struct pairing *p, size_t paragraph_end)
{
    while (p->depth) {
        struct marked *m = &p->out.v[p->open[--p->depth]];
        const struct sentence *s = &p->d->sentences[doc_sentence_of(p->d, m->first)];
        m->end = m->first < paragraph_end ? s->end : m->first;
        while (m->end > m->first && (p->d->text.p[p->d->tokens.v[m->end - 1].start] == '.' ||
                                     mark_is_quote(p->d, m->end - 1)))
            m->end--;
    }
}

// Whether the next mark in [i, end) looks like a closing one.
static bool closes_next(const struct doc *d, size_t i, size_t end)
{
    size_t width, first = i;
    for (; i < end; i++)
        if (side_of(d, i, &width) != SIDE_NONE)
            return shape_of(d, i, width, first, end).closes;
    return false;
}

// The writer goes on behind the mark ("منددا, "وقد): it closes, whatever the blanks say.
static bool resumes(const struct pairing *p, size_t i, size_t end)
{
    if (i >= end)
        return true;
    const struct word *w = &p->words[i];
    return w->classes & WORD_CUE_PARTICIPLE ||
           (w->clitics & CLITIC_AND && w->classes & (WORD_VERBISH | WORD_CONJ));
}

// "… behind a complementiser, sentences after the mark that is still open: that one was never
// closed.
static bool starts_anew(const struct pairing *p, size_t i)
{
    const struct marked *m = &p->out.v[p->open[p->depth - 1]];
    return i > 0 && p->words[i - 1].classes & WORD_COMP &&
           doc_sentence_of(p->d, i) > doc_sentence_of(p->d, m->first) + 1;
}

static void pair_paragraph(struct pairing *p, size_t first, size_t end)
{
    size_t left = 0, width;
    for (size_t i = first; i < end; i += width)
        left += side_of(p->d, i, &width) != SIDE_NONE;
    for (size_t i = first; i < end; i += width) {
        enum side side = side_of(p->d, i, &width);
        if (side == SIDE_NONE)
            continue;
        left--;
        struct shape shape = shape_of(p->d, i, width, first, end);
        bool opens;
        if (p->depth == 0)
            opens = !(shape.closes &&
                      (left == 0 || (left >= 2 && !closes_next(p->d, i + width, end)))) &&
                    !(side == SIDE_CLOSE && !shape.opens);
        else if (side == SIDE_OPEN)
            opens = !shape.closes && left > 0;
        else
            opens = side == SIDE_STRAIGHT && shape.opens && !shape.closes && left > 0 &&
                    !resumes(p, i + width, end);
        if (opens && p->depth && starts_anew(p, i))
            abandon_open(p, end);
        if (opens)
            open_mark(p, i, width);
        else if (p->depth)
            close_mark(p, i);
        else
            *vec_push(p->a, &p->out) =
                (struct marked){.open = MARK_NONE, .close = i, .first = i, .end = i};
    }
    abandon_open(p, end);
}

static size_t count_words(const struct doc *d, size_t first, size_t end)
{
    size_t words = 0;
    for (size_t i = first; i < end; i++)
        words += d->tokens.v[i].kind != TOKEN_MARK;
    return words;
}

struct markeds marks_pair(struct arena *a, const struct doc *d, const struct word *words)
{
    struct pairing p = {.a = a, .d = d, .words = words};
    for (size_t first = 0, end; first < d->tokens.n; first = end) {
        for (end = first + 1; end < d->tokens.n && !d->tokens.v[end].line_start;)
            end++;
        pair_paragraph(&p, first, end);
    }
    size_t kept = 0;
    for (size_t i = 0; i < p.out.n; i++) {
        struct marked m = p.out.v[i];
        if (m.open != MARK_NONE) {
            if (m.end <= m.first)
                continue;
            m.words = count_words(d, m.first, m.end);
            if (m.words == 0)
                continue;
        }
        p.out.v[kept++] = m;
    }
    return (struct markeds){p.out.v, kept};
}
