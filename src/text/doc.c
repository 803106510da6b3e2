// doc: sentence splitting for Arabic news.
//
// A sentence ends at a line end, at ؟ ! ; ؛ … and at a full stop, except where the stop is none:
// decimals (the tokeniser keeps those together), dotted abbreviations ("إف.سي.إيه"), list numbers
// ("1."), abbreviated titles ("د. أحمد", "أ. د."), initials, and runs of stops in the middle of a
// title ("أمريكا.. جو ويلسون" stays one).  Closing quotation marks and brackets behind the end
// belong to the sentence.
#include "text/doc.h"

#include "base/utf8.h"
#include "base/vec.h"

static bool is_closer(const struct doc *d, size_t i)
{
    return doc_is_mark(d, i, S("\"")) || doc_is_mark(d, i, S("»")) || doc_is_mark(d, i, S("”")) ||
           doc_is_mark(d, i, S(")"));
}

// A single letter or a list number before the stop: "د.", "1."
static bool is_abbreviation(const struct doc *d, size_t stop)
{
    if (stop == 0 || d->tokens.v[stop - 1].end != d->tokens.v[stop].start)
        return false;
    const struct token *before = &d->tokens.v[stop - 1];
    if (before->kind == TOKEN_NUMBER)
        return before->line_start;
    return before->kind == TOKEN_WORD && utf8_count(before->norm) == 1;
}

static bool is_short_word(const struct doc *d, size_t i)
{
    return i < d->tokens.n && d->tokens.v[i].kind == TOKEN_WORD &&
           utf8_count(d->tokens.v[i].norm) <= 3;
}

// Whether a stop and short words stand glued in a row on one side of the stop at i: إف.سي.إيه
static bool is_dotted(const struct doc *d, size_t i)
{
    const struct token *t = d->tokens.v;
    if (i == 0 || i + 1 >= d->tokens.n || !is_short_word(d, i - 1) || !is_short_word(d, i + 1) ||
        t[i - 1].end != t[i].start || t[i].end != t[i + 1].start)
        return false;
    bool before = i >= 3 && doc_is_mark(d, i - 2, S(".")) && t[i - 2].end == t[i - 1].start &&
                  is_short_word(d, i - 3) && t[i - 3].end == t[i - 2].start;
    bool behind = doc_is_mark(d, i + 2, S(".")) && t[i + 1].end == t[i + 2].start &&
                  is_short_word(d, i + 3) && t[i + 2].end == t[i + 3].start;
    return before || behind;
}

static bool ends_sentence(const struct doc *d, size_t i)
{
    if (doc_is_mark(d, i, S("؟")) || doc_is_mark(d, i, S("!")) || doc_is_mark(d, i, S("?")) ||
        doc_is_mark(d, i, S("؛")))
        return true;
    if (!doc_is_mark(d, i, S(".")))
        return false;
    if (doc_is_mark(d, i + 1, S(".")) || (i > 0 && doc_is_mark(d, i - 1, S("."))))
        return false;
    // Glued to what follows ("العراق.net"): no end, unless a mark follows.
    if (i + 1 < d->tokens.n && d->tokens.v[i + 1].start == d->tokens.v[i].end &&
        d->tokens.v[i + 1].kind != TOKEN_MARK && !d->tokens.v[i + 1].arabic)
        return false;
    return !is_abbreviation(d, i) && !is_dotted(d, i);
}

struct doc doc_of(struct arena *a, struct token_cache *cache, struct str text, struct span range)
{
    struct doc d = {.text = text, .range = range};
    d.tokens = tokens_of(a, cache, str_sub(text, range.start, range.end));
    for (size_t i = 0; i < d.tokens.n; i++) {
        d.tokens.v[i].start += range.start;
        d.tokens.v[i].end += range.start;
    }
    VEC(struct sentence) out = {0};
    for (size_t first = 0; first < d.tokens.n;) {
        size_t end = first;
        while (end < d.tokens.n && (end == first || !d.tokens.v[end].line_start)) {
            if (!ends_sentence(&d, end++))
                continue;
            while (is_closer(&d, end) && !d.tokens.v[end].line_start &&
                   d.tokens.v[end].start == d.tokens.v[end - 1].end)
                end++;
            break;
        }
        *vec_push(a, &out) = (struct sentence){
            .first = first,
            .end = end,
            .at = {d.tokens.v[first].start, d.tokens.v[end - 1].end},
            .paragraph_start = d.tokens.v[first].line_start,
        };
        first = end;
    }
    d.sentences = out.v;
    d.sentence_count = out.n;
    return d;
}

struct doc doc_of_text(struct arena *a, struct token_cache *cache, struct str text)
{
    return doc_of(a, cache, text, (struct span){0, text.n});
}

size_t doc_sentence_of(const struct doc *d, size_t token)
{
    size_t low = 0, high = d->sentence_count;
    while (low + 1 < high) {
        size_t mid = (low + high) / 2;
        if (d->sentences[mid].first <= token)
            low = mid;
        else
            high = mid;
    }
    return low;
}

size_t doc_token_at(const struct doc *d, size_t at)
{
    size_t low = 0, high = d->tokens.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (d->tokens.v[mid].end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}
