// snippet: the text is tokenised again (20 µs an article) instead of keeping offsets in the index:
// only the ten or twenty hits that are shown need it.
//
// A window of three quarters of the wanted length slides over the words; its value is the number of
// different terms in it, then of matches.  The last quarter is for the way back to the start of the
// sentence, if that is near: a snippet that starts there reads best.
#include "store/snippet.h"

#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "text/token.h"

struct match {
    size_t first, end; // tokens
    size_t term;
};

struct matches {
    struct match *v;
    size_t n, cap;
};

static bool word_matches(const struct query_node *t, size_t i, const struct token *token)
{
    if (token->kind == TOKEN_MARK)
        return false;
    if (t->prefix && i + 1 == t->word_count)
        return str_starts(token->norm, t->words[i].norm);
    return t->exact ? str_eq(token->norm, t->words[i].norm) : str_eq(token->stem, t->words[i].stem);
}

// The token behind a match of the whole term at token `at`, 0: none.  Marks between the words of a
// phrase are not counted, as in the index.
static size_t match_end(const struct query_node *t, const struct tokens *tokens, size_t at)
{
    size_t next = at;
    for (size_t i = 0; i < t->word_count; i++, next++) {
        while (i > 0 && next < tokens->n && tokens->v[next].kind == TOKEN_MARK)
            next++;
        if (next == tokens->n || !word_matches(t, i, &tokens->v[next]))
            return 0;
    }
    return next;
}

static struct matches find_matches(struct arena *a, const struct tokens *tokens,
                                   const struct query *q)
{
    struct matches out = {0};
    for (size_t at = 0; at < tokens->n; at++) {
        size_t best = 0, term = 0;
        for (size_t i = 0; i < q->term_count; i++) {
            size_t end = q->terms[i]->negated ? 0 : match_end(q->terms[i], tokens, at);
            if (end > best) {
                best = end;
                term = i;
            }
        }
        if (!best)
            continue;
        *vec_push(a, &out) = (struct match){at, best, term};
        at = best - 1;
    }
    return out;
}

static struct spans spans_of(struct arena *a, const struct tokens *tokens, const struct matches *m,
                             size_t first, size_t end, size_t base)
{
    struct spans out = {arena_new(a, struct span, m->n), 0};
    for (size_t i = 0; i < m->n; i++)
        if (m->v[i].first >= first && m->v[i].end <= end)
            out.v[out.n++] = (struct span){tokens->v[m->v[i].first].start - base,
                                           tokens->v[m->v[i].end - 1].end - base};
    return out;
}

// The first match of the best window: most different terms, then most matches.
static size_t best_window(const struct matches *m, size_t width)
{
    size_t counts[LIMIT_QUERY_TERMS] = {0};
    size_t best = 0, best_value = 0, end = 0, different = 0;
    for (size_t i = 0; i < m->n; i++) {
        for (; end < m->n && m->v[end].end <= m->v[i].first + width; end++)
            different += counts[m->v[end].term]++ == 0;
        size_t value = different * 1000 + (end - i);
        if (value > best_value) {
            best_value = value;
            best = i;
        }
        if (end > i)
            different -= --counts[m->v[i].term] == 0;
        else
            end = i + 1;
    }
    return best;
}

static bool ends_sentence(struct str text, const struct token *t)
{
    struct str mark = token_text(text, t);
    return t->kind == TOKEN_MARK && (str_eq(mark, S(".")) || str_eq(mark, S("؟")) ||
                                     str_eq(mark, S("!")) || str_eq(mark, S("؛")));
}

// Up to `back` tokens before `at`: the start of its sentence if it lies there, else a third of it.
static size_t window_start(struct str text, const struct tokens *tokens, size_t at, size_t back)
{
    for (size_t i = at; i > 0 && at - i < back; i--)
        if (tokens->v[i].line_start || ends_sentence(text, &tokens->v[i - 1]))
            return i;
    return at < back ? 0 : at - back / 3;
}

struct snippet snippet_of(struct arena *a, struct token_cache *cache, struct str text,
                          const struct query *q, size_t words)
{
    struct tokens tokens = tokens_of(a, cache, text);
    struct matches m = find_matches(a, &tokens, q);
    size_t first = 0;
    if (m.n) {
        size_t at = m.v[best_window(&m, words - words / 4)].first;
        first = window_start(text, &tokens, at, words / 4 + 1);
    }
    size_t end = first;
    for (size_t n = 0; end < tokens.n && n < words; end++)
        n += tokens.v[end].kind != TOKEN_MARK;
    // The full stop behind the last word belongs to it.
    if (end < tokens.n && ends_sentence(text, &tokens.v[end]))
        end++;
    if (end == first)
        return (struct snippet){0};
    size_t start = tokens.v[first].start;
    return (struct snippet){
        .text = str_sub(text, start, tokens.v[end - 1].end),
        .marks = spans_of(a, &tokens, &m, first, end, start),
        .cut_before = first > 0,
        .cut_after = end < tokens.n,
    };
}

static void add_line(struct buf *out, struct str s)
{
    for (size_t i = 0; s.p && i < s.n; i++)
        buf_add_byte(out, is_ascii_space(s.p[i]) ? ' ' : s.p[i]);
}

struct str snippet_line(struct arena *a, const struct snippet *s, struct str open, struct str close)
{
    struct buf b = {0};
    size_t at = 0;
    if (s->cut_before)
        buf_add(&b, S("… "));
    for (size_t i = 0; i < s->marks.n; i++) {
        add_line(&b, str_sub(s->text, at, s->marks.v[i].start));
        buf_add(&b, open);
        add_line(&b, str_sub(s->text, s->marks.v[i].start, s->marks.v[i].end));
        buf_add(&b, close);
        at = s->marks.v[i].end;
    }
    add_line(&b, str_drop(s->text, at));
    if (s->cut_after)
        buf_add(&b, S(" …"));
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}
