// word_diff: see word_diff.h.
//
// Words become hashes; what both texts begin and end with is set aside; the middle is compared by
// Myers' greedy algorithm (E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986)
// with a bound on D: an edit of an article changes some words, and a text that was rewritten has no
// reading of its changes anyway.
#include "relate/word_diff.h"

#include "base/hash.h"
#include "base/vec.h"

struct word {
    uint64_t hash;
    size_t start, end;
};

struct words {
    struct word *v;
    size_t n;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static struct words split(struct arena *a, struct str text)
{
    VEC(struct word) list = {0};
    for (size_t i = 0; i < text.n;) {
        size_t start = i;
        while (i < text.n && !is_blank(text.p[i]))
            i++;
        if (i > start)
            *vec_push(a, &list) = (struct word){hash_str(str_sub(text, start, i)), start, i};
        else
            i++;
    }
    return (struct words){list.v, list.n};
}

struct differ {
    struct arena *a;
    struct words old, new;         // all words
    size_t from, old_end, new_end; // the middle: old[from, old_end), new[from, new_end)
    bool *old_kept, *new_kept;     // words that both have, by index
};

// furthest[d][k]: how far into the old middle d edits reach on diagonal k = old - new.
static size_t *row_of(size_t **rows, size_t d, int64_t k)
{
    return &rows[d][(size_t)(k + (int64_t)d)];
}

// How far d edits reach on diagonal k before the words that agree are walked.
static int64_t reach(size_t **rows, size_t d, int64_t k)
{
    int64_t left, right;
    if (d == 0)
        return 0;
    // From the diagonals of d - 1, which run from -(d - 1) to d - 1.
    left = k - 1 >= -(int64_t)(d - 1) ? (int64_t)*row_of(rows, d - 1, k - 1) + 1 : -1;
    right = k + 1 <= (int64_t)(d - 1) ? (int64_t)*row_of(rows, d - 1, k + 1) : -1;
    return left > right ? left : right;
}

// Walks back from the end and marks the words that agree.
static void mark(struct differ *w, size_t **rows, size_t d, int64_t k)
{
    for (;; d--) {
        int64_t x = (int64_t)*row_of(rows, d, k), start = reach(rows, d, k);
        for (; x > start; x--) {
            w->old_kept[w->from + (size_t)(x - 1)] = true;
            w->new_kept[w->from + (size_t)(x - 1 - k)] = true;
        }
        if (d == 0)
            return;
        bool deleted =
            k - 1 >= -(int64_t)(d - 1) && (int64_t)*row_of(rows, d - 1, k - 1) + 1 == start;
        k = deleted ? k - 1 : k + 1;
    }
}

// Marks what the middles have in common; leaves them unmarked past the bound.
static void compare(struct differ *w)
{
    const struct word *old = w->old.v + w->from, *new = w->new.v + w->from;
    int64_t n = (int64_t)(w->old_end - w->from), m = (int64_t)(w->new_end - w->from);
    size_t *rows[WORD_DIFF_EDITS + 1];
    if (n == 0 || m == 0)
        return;
    for (size_t d = 0; d <= WORD_DIFF_EDITS; d++) {
        rows[d] = arena_new(w->a, size_t, 2 * d + 1);
        for (int64_t k = -(int64_t)d; k <= (int64_t)d; k += 2) {
            int64_t x = reach(rows, d, k);
            while (x < n && x - k >= 0 && x - k < m && old[x].hash == new[x - k].hash)
                x++;
            *row_of(rows, d, k) = (size_t)x;
            if (x >= n && x - k >= m) {
                mark(w, rows, d, k);
                return;
            }
        }
    }
}

static void trim_ends(struct differ *w)
{
    w->old_end = w->old.n;
    w->new_end = w->new.n;
    while (w->from < w->old_end && w->from < w->new_end &&
           w->old.v[w->from].hash == w->new.v[w->from].hash)
        w->from++;
    while (w->old_end > w->from && w->new_end > w->from &&
           w->old.v[w->old_end - 1].hash == w->new.v[w->new_end - 1].hash) {
        w->old_end--;
        w->new_end--;
    }
}

// The bytes of words [from, to); an empty range is the place behind the word before it.
static void set_span(const struct words *w, size_t from, size_t to, size_t *start, size_t *end)
{
    *start = from < to ? w->v[from].start : from ? w->v[from - 1].end : 0;
    *end = from < to ? w->v[to - 1].end : *start;
}

struct word_change *word_diff(struct arena *a, struct str old_text, struct str new_text,
                              size_t *count)
{
    struct differ w = {.a = a, .old = split(a, old_text), .new = split(a, new_text)};
    VEC(struct word_change) list = {0};
    w.old_kept = arena_new(a, bool, w.old.n);
    w.new_kept = arena_new(a, bool, w.new.n);
    trim_ends(&w);
    compare(&w);
    for (size_t i = w.from, k = w.from; i < w.old_end || k < w.new_end;) {
        size_t old_from = i, new_from = k;
        while (i < w.old_end && !w.old_kept[i])
            i++;
        while (k < w.new_end && !w.new_kept[k])
            k++;
        if (i > old_from || k > new_from) {
            struct word_change *change = vec_push(a, &list);
            set_span(&w.old, old_from, i, &change->old_start, &change->old_end);
            set_span(&w.new, new_from, k, &change->new_start, &change->new_end);
        }
        for (; i < w.old_end && k < w.new_end && w.old_kept[i] && w.new_kept[k]; i++)
            k++;
    }
    *count = list.n;
    return list.v;
}
