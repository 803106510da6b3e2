// scorer: BM25 (Robertson, Zaragoza 2009) with a heap of the k best, in place of FTS5's own rank,
// which computes and sorts every match: on 300,000 articles 10 ms against 150 (search.md).
//
// A word of the title counts as several of the body (BM25F's idea, one length for both).  Ties go
// to the younger article.
#include "store/scorer.h"

#include <stdlib.h>

#include "store/store_int.h"

// k1 and b as everywhere (b from .4 to .9 was tried on bench/quality search: .75 and .9 are best
// and alike).  No set at hand has titles with judged queries; 2 is a guess.
static const double k1 = 1.2, b = 0.75, title_weight = 2.0;

bool scorer_lets_through(const struct scorer *sc, int64_t row)
{
    const struct columns *c = sc->columns;
    if (row <= 0 || (size_t)row >= c->n || !c->length[row])
        return false;
    uint32_t minute = c->minute[row];
    if (sc->dated && (minute == 0 || minute < sc->since || minute > sc->until))
        return false;
    if ((sc->outlets && !sc->outlets[c->outlet[row]]) || (sc->langs && !sc->langs[c->lang[row]]))
        return false;
    for (size_t i = 0; i < sc->set_count; i++) {
        const struct row_set *set = &sc->sets[i];
        size_t low = 0, high = set->n;
        while (low < high) {
            size_t mid = (low + high) / 2;
            if (set->rows[mid] < row)
                low = mid + 1;
            else
                high = mid;
        }
        if ((low < set->n && set->rows[low] == row) == set->negated)
            return false;
    }
    return true;
}

// True where x is worse than y.
static bool is_worse(const struct scorer *sc, struct scored_row x, struct scored_row y)
{
    if (sc->sort == SORT_NEWEST) {
        uint32_t mx = sc->columns->minute[x.row], my = sc->columns->minute[y.row];
        return mx != my ? mx < my : x.row < y.row;
    }
    return x.score < y.score || (x.score <= y.score && x.row < y.row);
}

static void sift_down(struct scorer *sc, size_t at)
{
    struct scored_row item = sc->heap[at];
    for (size_t child; (child = 2 * at + 1) < sc->heap_count; at = child) {
        if (child + 1 < sc->heap_count && is_worse(sc, sc->heap[child + 1], sc->heap[child]))
            child++;
        if (!is_worse(sc, sc->heap[child], item))
            break;
        sc->heap[at] = sc->heap[child];
    }
    sc->heap[at] = item;
}

static void heap_add(struct scorer *sc, struct scored_row item)
{
    if (sc->heap_cap == 0)
        return;
    if (sc->heap_count == sc->heap_cap) {
        if (!is_worse(sc, sc->heap[0], item))
            return;
        sc->heap[0] = item;
        sift_down(sc, 0);
        return;
    }
    size_t at = sc->heap_count++;
    for (; at && is_worse(sc, item, sc->heap[(at - 1) / 2]); at = (at - 1) / 2)
        sc->heap[at] = sc->heap[(at - 1) / 2];
    sc->heap[at] = item;
}

void scorer_take(struct scorer *sc, int64_t row, double score)
{
    const struct columns *c = sc->columns;
    sc->total++;
    if (sc->outlet_counts)
        sc->outlet_counts[c->outlet[row]]++;
    if (sc->lang_counts)
        sc->lang_counts[c->lang[row]]++;
    if (sc->day_counts && c->minute[row]) {
        uint32_t day = c->minute[row] / 1440 - sc->first_day;
        if (day < sc->day_cap)
            sc->day_counts[day]++;
    }
    heap_add(sc, (struct scored_row){row, score});
}

bool scorer_is_done(const struct scorer *sc, int64_t row)
{
    if (sc->sort != SORT_NEWEST || sc->heap_count < sc->heap_cap || row <= 0)
        return false;
    size_t block = (size_t)row / COLUMNS_BLOCK;
    uint32_t worst = sc->heap_cap ? sc->columns->minute[sc->heap[0].row] : 0;
    return (size_t)row < sc->columns->n && worst >= sc->columns->prefix_max[block];
}

void scorer_sort(struct scorer *sc)
{
    // Heap sort: the worst goes to the end each time.
    size_t n = sc->heap_count;
    while (sc->heap_count > 1) {
        struct scored_row worst = sc->heap[0];
        sc->heap[0] = sc->heap[--sc->heap_count];
        sift_down(sc, 0);
        sc->heap[sc->heap_count] = worst;
    }
    sc->heap_count = n;
}

static double bm25(const struct scorer *sc, const Fts5ExtensionApi *api, Fts5Context *fts,
                   int64_t row)
{
    double score = 0;
    double norm = k1 * (1 - b + b * (sc->columns->length[row] - 1) / sc->average);
    for (size_t i = 0; i < sc->phrases; i++) {
        if (sc->weights[i] <= 0)
            continue;
        Fts5PhraseIter at;
        int column, offset;
        double tf = 0;
        if (api->xPhraseFirst(fts, (int)i, &at, &column, &offset) != SQLITE_OK)
            continue;
        for (; column >= 0; api->xPhraseNext(fts, &at, &column, &offset))
            tf += column == 0 ? title_weight : 1;
        score += sc->weights[i] * tf * (k1 + 1) / (tf + norm);
    }
    return score;
}

void scorer_on_hit(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context,
                   int count, sqlite3_value **values)
{
    struct scorer *sc = count ? sqlite3_value_pointer(values[0], "isnad-scorer") : NULL;
    if (!sc) {
        sqlite3_result_error(context, "isnad_hit is for the store only", -1);
        return;
    }
    int64_t row = api->xRowid(fts);
    if (scorer_lets_through(sc, row))
        scorer_take(sc, row, sc->sort == SORT_RELEVANCE ? bm25(sc, api, fts, row) : 0);
    // A number small enough to need no allocation; the caller looks at the row to stop early.
    sqlite3_result_int64(context, row);
}
