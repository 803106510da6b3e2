// claims_pair: two sentences side by side: which words they share, which of the rest are opposites,
// what is denied, and how their numbers and dates stand to each other.
//
// Words meet by their consonant skeleton or their light stem, so that a verb meets its masdar
// (ارتفع، ارتفاع).  Negations, denials and crossed opposites are counted together: an odd number
// turns the meaning ("لم يلغ المهرجان" and "إقامة المهرجان" agree).
#include "base/buf.h"
#include "base/hash.h"
#include "gen/claims_table.h"
#include "read/claims_int.h"
#include "text/background.h"
#include "text/dates.h"
#include "text/numbers.h"

// The group of أكد and نفى: its negative pole is a denial, its positive one says nothing.
enum { DENIAL_GROUP = 7 };

static bool is_one_of(struct str word, const struct str *list)
{
    for (; list->n; list++)
        if (str_eq(*list, word))
            return true;
    return false;
}

struct str claim_skeleton(struct arena *a, const struct token *t)
{
    const struct clitics *k = &t->clitics;
    struct str s = str_drop(t->norm, (size_t)k->conjunction + k->preposition + k->article);
    bool plural = str_ends(s, S("ات")) || str_ends(s, S("ون")) || str_ends(s, S("ين")) ||
                  str_ends(s, S("ان"));
    if (plural && s.n > 8)
        s = str_take(s, s.n - 4);
    else if ((str_ends(s, S("ت")) || str_ends(s, S("ه"))) && s.n > 6)
        s = str_take(s, s.n - 2);
    static const struct str weak[] = {S_INIT("ا"), S_INIT("و"), S_INIT("ي"), S_INIT("ء"),
                                      S_INIT("ئ"), S_INIT("ؤ"), {0}};
    char *out = arena_new(a, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i + 1 < s.n; i += 2) {
        struct str letter = str_sub(s, i, i + 2);
        if (is_one_of(letter, weak))
            continue;
        out[n++] = s.p[i];
        out[n++] = s.p[i + 1];
    }
    struct str skeleton = {out, n};
    if (str_starts(skeleton, S("ت")) && n >= 8)
        skeleton = str_drop(skeleton, 2);
    return n >= 4 ? skeleton : s;
}

// The first row of the skeleton, or opposite_count.
static size_t opposite_at(struct str skeleton)
{
    size_t low = 0, high = opposite_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(opposites[mid].skeleton, skeleton) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < opposite_count && str_eq(opposites[low].skeleton, skeleton) ? low : opposite_count;
}

static bool is_denial(struct str skeleton)
{
    for (size_t i = opposite_at(skeleton);
         i < opposite_count && str_eq(opposites[i].skeleton, skeleton); i++)
        if (opposites[i].group == DENIAL_GROUP && opposites[i].pole < 0)
            return true;
    return false;
}

static void read_amounts(struct arena *a, const struct doc *d, struct claim_side *s,
                         struct date_mention **dates, size_t *date_count)
{
    struct number_mention *numbers;
    size_t count;
    numbers_read(a, d, &numbers, &count);
    for (size_t i = 0; i < count && s->number_count < CLAIM_NUMBERS_MAX; i++) {
        s->numbers[s->number_count] = numbers[i].value;
        s->units[s->number_count++] = numbers[i].unit;
    }
    dates_read(a, d, &(struct date_context){0}, dates, date_count);
    for (size_t i = 0; i < *date_count && s->date_count < CLAIM_NUMBERS_MAX; i++)
        if (!str_ends((*dates)[i].value, S("_REF")))
            s->dates[s->date_count++] = (*dates)[i].value;
}

static void side_of(struct arena *a, const struct doc *d, struct claim_side *s)
{
    static const struct str negations[] = {S_INIT("لم"),   S_INIT("لن"),     S_INIT("لا"),
                                           S_INIT("ليس"),  S_INIT("ليست"),   S_INIT("عدم"),
                                           S_INIT("غير"),  S_INIT("دون"),    S_INIT("بدون"),
                                           S_INIT("بلا"),  S_INIT("ولم"),    S_INIT("ولن"),
                                           S_INIT("ولا"),  S_INIT("فلا"),    S_INIT("بعدم"),
                                           S_INIT("لعدم"), S_INIT("مستبعد"), {0}};
    // They may deny a noun only: غير محجبة، أطباء بلا حدود.
    static const struct str loose[] = {S_INIT("غير"), S_INIT("دون"), S_INIT("بدون"),
                                       S_INIT("بلا"), S_INIT("لا"),  {0}};
    static const struct str quantifiers[] = {S_INIT("جميع"), S_INIT("كل"), S_INIT("كافه"), {0}};
    struct date_mention *dates;
    size_t date_count, next = 0;
    read_amounts(a, d, s, &dates, &date_count);
    for (size_t i = 0; i < d->tokens.n && s->n < CLAIM_WORDS_MAX; i++) {
        const struct token *t = &d->tokens.v[i];
        while (next < date_count && dates[next].at.end <= t->start)
            next++;
        bool dated = next < date_count && t->start >= dates[next].at.start &&
                     !str_ends(dates[next].value, S("_REF"));
        s->quantified |= is_one_of(t->norm, quantifiers);
        if (is_one_of(t->norm, negations)) {
            s->negations++;
            s->loose += is_one_of(t->norm, loose);
            continue;
        }
        if (t->kind != TOKEN_WORD || dated || t->norm.n < 4 ||
            (t->clitics.classes & CLASS_FUNCTION))
            continue;
        struct claim_word *w = &s->v[s->n];
        *w = (struct claim_word){.skeleton = claim_skeleton(a, t), .stem = t->stem, .token = i};
        if (is_denial(w->skeleton)) {
            s->negations++;
            continue;
        }
        w->weight = (double)background_idf(t->stem);
        s->n++;
    }
}

static void share(struct claim_side *x, const struct claim_side *y)
{
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n && !x->v[i].shared; k++)
            x->v[i].shared =
                str_eq(x->v[i].skeleton, y->v[k].skeleton) || str_eq(x->v[i].stem, y->v[k].stem);
}

static void mark_opposites(struct claim_side *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct str skeleton = s->v[i].skeleton;
        for (size_t k = opposite_at(skeleton);
             !s->v[i].shared && k < opposite_count && str_eq(opposites[k].skeleton, skeleton); k++)
            s->opposite[opposites[k].group] |= opposites[k].pole > 0 ? 1 : 2;
    }
}

// Beyond rounding: more than 10 % apart.
static bool is_near(double x, double y)
{
    double larger = x > y ? x : y, apart = x > y ? x - y : y - x;
    return apart <= larger / 10;
}

// Numbers are of one kind where their units share a skeleton, or both count people.
static bool is_one_unit(struct str x, struct str y)
{
    static const struct str people[] = {S_INIT("قتيل"),
                                        S_INIT("قتلي"),
                                        S_INIT("شخص"),
                                        S_INIT("شخصا"),
                                        S_INIT("اشخاص"),
                                        S_INIT("ضحيه"),
                                        S_INIT("مدنيا"),
                                        S_INIT("مدني"),
                                        S_INIT("مدنيين"),
                                        S_INIT("جنديا"),
                                        S_INIT("جنود"),
                                        S_INIT("وفيات"),
                                        {0}};
    if (is_one_of(x, people) && is_one_of(y, people))
        return true;
    size_t least = x.n < y.n ? x.n : y.n;
    return x.n && y.n && least >= 2 && str_eq(str_take(x, least), str_take(y, least));
}

// Kinds of measure that are never one another: weight, money, distance …
static int measure_of(struct str unit)
{
    static const struct {
        struct str word;
        int kind;
    } measures[] = {
        {S_INIT("طن"),             1},
        {S_INIT("كيلوغرام"), 1},
        {S_INIT("دولار"),       2},
        {S_INIT("يورو"),         2},
        {S_INIT("دينار"),       2},
        {S_INIT("ريال"),         2},
        {S_INIT("درهم"),         2},
        {S_INIT("جنيه"),         2},
        {S_INIT("ليره"),         2},
        {S_INIT("برميل"),       3},
        {S_INIT("متر"),           4},
        {S_INIT("كيلومتر"),   4},
        {S_INIT("ميغاواط"),   5},
        {S_INIT("ساعه"),         6},
        {S_INIT("يوم"),           6},
        {S_INIT("هكتار"),       7},
        {S_INIT("دونم"),         7},
        {S_INIT("%"),                8},
    };
    for (size_t i = 0; i < COUNT_OF(measures); i++)
        if (str_starts(unit, measures[i].word))
            return measures[i].kind;
    return 0;
}

static void compare_amounts(struct claim_pair *p)
{
    const struct claim_side *a = &p->a, *b = &p->b;
    for (size_t i = 0; i < a->number_count; i++)
        for (size_t k = 0; k < b->number_count; k++) {
            bool unit = is_one_unit(a->units[i], b->units[k]);
            bool bare = a->units[i].n == 0 || b->units[k].n == 0;
            p->number_same |= is_near(a->numbers[i], b->numbers[k]) && (unit || bare);
            p->number_other |= !is_near(a->numbers[i], b->numbers[k]) && unit;
            int x = measure_of(a->units[i]), y = measure_of(b->units[k]);
            p->unit_other |= !unit && !bare;
            p->measure_other |= x && y && x != y;
        }
    for (size_t i = 0; i < a->date_count; i++)
        for (size_t k = 0; k < b->date_count; k++) {
            p->date_same |= str_eq(a->dates[i], b->dates[k]);
            p->date_other |= !str_eq(a->dates[i], b->dates[k]);
        }
}

struct claim_pair *claim_pair_of(struct arena *arena, const struct doc *da, const struct doc *db)
{
    struct claim_pair *p = arena_new(arena, struct claim_pair, 1);
    side_of(arena, da, &p->a);
    side_of(arena, db, &p->b);
    share(&p->a, &p->b);
    share(&p->b, &p->a);
    mark_opposites(&p->a);
    mark_opposites(&p->b);
    double all_a = 0, all_b = 0, both_a = 0, both_b = 0;
    for (size_t i = 0; i < p->a.n; i++) {
        all_a += p->a.v[i].weight;
        both_a += p->a.v[i].shared ? p->a.v[i].weight : 0;
    }
    for (size_t i = 0; i < p->b.n; i++) {
        all_b += p->b.v[i].weight;
        both_b += p->b.v[i].shared ? p->b.v[i].weight : 0;
    }
    p->in_a = all_a > 0 ? both_a / all_a : 0;
    p->in_b = all_b > 0 ? both_b / all_b : 0;
    p->jaccard = all_a + all_b > 0 ? (both_a + both_b) / (all_a + all_b) : 0;
    for (int g = 1; g <= CLAIM_GROUPS; g++) {
        int x = p->a.opposite[g], y = p->b.opposite[g];
        p->crossed += g != DENIAL_GROUP && ((x == 1 && y == 2) || (x == 2 && y == 1));
    }
    p->odd = ((p->a.negations + p->b.negations) + (p->crossed > 0)) % 2 != 0;
    compare_amounts(p);
    return p;
}

struct feature_list {
    uint16_t *v;
    size_t n;
};

static void put(struct feature_list *f, const char *kind, struct str x, struct str y)
{
    if (f->n == CLAIM_FEATURES_MAX)
        return;
    uint64_t h = hash_str(str_from_cstr(kind)) * 31 + hash_str(x);
    h = (h ^ (h >> 29)) * 0x9E3779B97F4A7C15U + hash_str(y);
    h = (h ^ (h >> 32)) * 0x9E3779B97F4A7C15U;
    f->v[f->n++] = (uint16_t)(h >> (64 - CLAIM_BITS));
}

static void put_level(struct feature_list *f, const char *kind, int level, int other)
{
    char text[2] = {(char)('0' + level), (char)('0' + other)};
    put(f, kind, (struct str){text, 2}, S(""));
}

static int clip(int x, int max)
{
    return x > max ? max : x;
}

static void put_words(struct feature_list *f, const struct claim_pair *p)
{
    size_t free_a = 0, free_b = 0;
    for (size_t i = 0; i < p->a.n; i++) {
        if (p->a.v[i].shared)
            continue;
        free_a++;
        put(f, "a", p->a.v[i].skeleton, S(""));
    }
    for (size_t k = 0; k < p->b.n; k++) {
        if (p->b.v[k].shared)
            continue;
        free_b++;
        put(f, "b", p->b.v[k].skeleton, S(""));
    }
    put_level(f, "free", clip((int)free_a, 6), clip((int)free_b, 6));
    for (size_t i = 0; i < p->a.n && free_a * free_b <= 12; i++)
        for (size_t k = 0; k < p->b.n; k++)
            if (!p->a.v[i].shared && !p->b.v[k].shared)
                put(f, "pair", p->a.v[i].skeleton, p->b.v[k].skeleton);
    for (size_t i = 0; i < p->a.n; i++) // what both speak of
        if (p->a.v[i].shared)
            put(f, "both", p->a.v[i].skeleton, S(""));
}

size_t claim_features(const struct claim_pair *p, uint16_t *out)
{
    struct feature_list f = {out, 0};
    int shared = (int)(p->jaccard * 8), in_a = (int)(p->in_a * 6), in_b = (int)(p->in_b * 6);
    put_level(&f, "bias", 0, 0);
    put_level(&f, "jaccard", shared, 0);
    put_level(&f, "in", in_a, in_b);
    put_level(&f, "in b", in_b, 0);
    put_level(&f, "negations", clip(p->a.negations, 3), clip(p->b.negations, 3));
    put_level(&f, "odd", p->odd, shared);
    put_level(&f, "crossed", clip(p->crossed, 3), shared / 2);
    put_level(&f, "numbers", p->number_same, p->number_other);
    put_level(&f, "units", p->unit_other, shared / 2);
    put_level(&f, "dates", p->date_same, p->date_other);
    put_level(&f, "counted", clip((int)p->a.number_count, 3), clip((int)p->b.number_count, 3));
    put_level(&f, "length", clip((int)p->a.n, 9), clip((int)p->b.n, 9));
    for (int g = 1; g <= CLAIM_GROUPS; g++) {
        int x = p->a.opposite[g], y = p->b.opposite[g];
        if (x && y)
            put_level(&f, "group", g, x == y ? 0 : 1);
    }
    put_words(&f, p);
    return f.n;
}
