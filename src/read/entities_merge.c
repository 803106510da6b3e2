// entities_merge: mentions of one thing put together; see entities.h.
//
// Keys, not distances, so that it stays linear.  Two mentions are one entity when their names have
// one skeleton; when one is the last name of a person named in full (never the first name: جو
// ويلسون and جو بايدن); when one is the other without its head noun (تنظيم داعش، داعش) or, of an
// organisation, without its last words (القيادة المركزية الأمريكية).
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "read/entities_int.h"
#include "read/name_key.h"
#include "text/fold.h"

enum { SKELETON_LETTERS = 3, NAME_WORDS = 12, ROLES_MAX = 8 };

enum {
    ALEF = 0x627,
    GEEM = 0x62C,
    GHAIN = 0x63A,
    QAF = 0x642,
    HEH = 0x647,
    WAW = 0x648,
    YEH = 0x64A
};

// A word without the letters that spellings of one name differ in; the word where little remains.
static void add_skeleton(struct buf *out, struct str word)
{
    size_t start = out->n, letters = 0, len;
    for (size_t at = 0; at < word.n; at += len) {
        uint32_t letter = utf8_decode(str_drop(word, at), &len);
        bool weak = letter == ALEF || letter == WAW || letter == YEH;
        if (at > 0 && (weak || (letter == HEH && at + len == word.n)))
            continue;
        buf_add_point(out, letter == GEEM || letter == QAF ? GHAIN : letter);
        letters++;
    }
    if (letters >= SKELETON_LETTERS)
        return;
    out->n = start;
    buf_add(out, word);
}

// The words of a folded name, marks between them left out.
static size_t words_of(struct str folded, struct str *out)
{
    size_t n = 0;
    struct str word;
    while (folded.n && n < NAME_WORDS) {
        str_cut(folded, ' ', &word, &folded);
        word = str_trim(word);
        if (word.n)
            out[n++] = word;
    }
    return n;
}

static struct str key_of(struct arena *a, const struct str *words, size_t n)
{
    struct buf key = {0};
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_add_byte(&key, ' ');
        add_skeleton(&key, words[i]);
    }
    struct str out = arena_str(a, buf_str(&key));
    buf_release(&key);
    return out;
}

struct str entity_key(struct arena *a, struct str name)
{
    struct str words[NAME_WORDS];
    return key_of(a, words, words_of(name_alias(fold(a, name)), words));
}

// Mentions with one key.
struct group {
    struct str name;
    VEC(struct role) roles;       // each text once
    struct str words[NAME_WORDS]; // folded, of the fullest name
    size_t word_count;
    size_t counts[ENTITY_OTHER + 1]; // mentions by type
    enum entity_type type;
    size_t into; // the group that it became part of, itself: none
};

struct merger {
    struct arena *a;
    struct map index;
    VEC(struct group) groups;
    size_t *of; // group of each mention
};

static void add_role(struct arena *a, struct group *g, const struct role *role)
{
    for (size_t i = 0; i < g->roles.n; i++)
        if (str_eq(g->roles.v[i].text, role->text))
            return;
    if (g->roles.n < ROLES_MAX)
        *vec_push(a, &g->roles) = *role;
}

static void join_mentions(struct merger *x, const struct mentions *m)
{
    for (size_t i = 0; i < m->list.n; i++) {
        const struct mention *mention = &m->list.v[i];
        size_t *at = map_at(&x->index, entity_key(x->a, mention->name), x->groups.n);
        x->of[i] = *at;
        if (*at == x->groups.n)
            vec_push(x->a, &x->groups)->into = x->of[i];
        struct group *g = &x->groups.v[x->of[i]];
        g->counts[mention->type]++;
        for (size_t k = 0; k < mention->role_count; k++)
            add_role(x->a, g, &mention->roles[k]);
        struct str words[NAME_WORDS];
        size_t n = words_of(fold(x->a, mention->name), words);
        if (n <= g->word_count)
            continue;
        memcpy(g->words, words, sizeof words);
        g->word_count = n;
        g->name = mention->name;
    }
    for (size_t i = 0; i < x->groups.n; i++) {
        struct group *g = &x->groups.v[i];
        for (enum entity_type type = 0; type <= ENTITY_OTHER; type++)
            if (g->counts[type] > g->counts[g->type])
                g->type = type;
    }
}

static void put_into(struct merger *x, size_t part, size_t whole)
{
    if (whole == MAP_NONE || whole == part || x->groups.v[whole].into != whole)
        return;
    x->groups.v[part].into = whole;
    for (size_t i = 0; i < x->groups.v[part].roles.n; i++)
        add_role(x->a, &x->groups.v[whole], &x->groups.v[part].roles.v[i]);
}

static bool is_type(const struct merger *x, size_t group, enum entity_type type)
{
    return group != MAP_NONE && x->groups.v[group].type == type;
}

// A last name alone: one word, or behind a particle (فون دير لاين، بن سلمان).
static bool is_last_name(const struct group *g)
{
    static const struct str particles[] = {S_INIT("ال"),  S_INIT("ابن"), S_INIT("بن"),
                                           S_INIT("دي"),  S_INIT("دو"),  S_INIT("فان"),
                                           S_INIT("فون"), S_INIT("لو")};
    return g->word_count == 1 || str_is_in(g->words[0], particles, COUNT_OF(particles));
}

// Persons: a last name alone, and a name with fewer middle words.
static void join_persons(struct merger *x)
{
    struct map last, ends;
    map_init(&last, x->a, 0);
    map_init(&ends, x->a, 0);
    for (size_t i = 0; i < x->groups.n; i++) {
        struct group *g = &x->groups.v[i];
        if (g->type != ENTITY_PERSON || g->word_count < 2 || is_last_name(g))
            continue;
        struct str both[2] = {g->words[0], g->words[g->word_count - 1]};
        size_t *same = map_at(&ends, key_of(x->a, both, 2), i);
        size_t kept = x->groups.v[*same].word_count >= g->word_count ? *same : i;
        put_into(x, kept == i ? *same : i, kept);
        *same = kept;
        *map_at(&last, key_of(x->a, &g->words[g->word_count - 1], 1), i) = kept;
    }
    for (size_t i = 0; i < x->groups.n; i++) {
        const struct group *g = &x->groups.v[i];
        if (g->type == ENTITY_PERSON && g->word_count > 0 && is_last_name(g))
            put_into(x, i, map_get(&last, key_of(x->a, &g->words[g->word_count - 1], 1)));
    }
}

// Organisations: without the head noun, without the last words.
static void join_organisations(struct merger *x)
{
    for (size_t i = 0; i < x->groups.n; i++) {
        const struct group *g = &x->groups.v[i];
        if (g->type != ENTITY_ORG || g->word_count < 2)
            continue;
        uint32_t head = gazetteer_word(x->a, g->words[0]);
        const uint32_t heads =
            GAZETTEER_BIT(GAZETTEER_ORG_HEAD) | GAZETTEER_BIT(GAZETTEER_MEDIA_HEAD);
        if (head & heads) {
            size_t bare = map_get(&x->index, key_of(x->a, g->words + 1, g->word_count - 1));
            if (is_type(x, bare, ENTITY_ORG))
                put_into(x, bare, i);
        }
        for (size_t n = g->word_count - 1; n >= 2; n--) {
            size_t shorter = map_get(&x->index, key_of(x->a, g->words, n));
            if (is_type(x, shorter, ENTITY_ORG) && x->groups.v[shorter].into == shorter)
                put_into(x, shorter, i);
        }
    }
}

static size_t whole_of(const struct merger *x, size_t group)
{
    for (int hops = 0; x->groups.v[group].into != group && hops < NAME_WORDS; hops++)
        group = x->groups.v[group].into;
    return group;
}

void entities_merge(struct mentions *m, struct entity **out, size_t *out_count)
{
    struct merger x = {.a = m->a};
    map_init(&x.index, m->a, 0);
    x.of = arena_new(m->a, size_t, m->list.n + 1);
    join_mentions(&x, m);
    join_persons(&x);
    join_organisations(&x);
    size_t *place = arena_new(m->a, size_t, x.groups.n + 1);
    size_t *room = arena_new(m->a, size_t, x.groups.n + 1);
    for (size_t i = 0; i < m->list.n; i++)
        room[whole_of(&x, x.of[i])]++;
    VEC(struct entity) all = {0};
    for (size_t i = 0; i < m->list.n; i++) {
        size_t g = whole_of(&x, x.of[i]);
        if (!place[g]) {
            struct entity *e = vec_push(m->a, &all);
            place[g] = all.n;
            e->name = x.groups.v[g].name;
            e->type = x.groups.v[g].type;
            e->why = m->list.v[i].why;
            e->roles = x.groups.v[g].roles.v;
            e->role_count = x.groups.v[g].roles.n;
            if (e->role_count)
                e->role = e->roles[0].text;
            e->mentions.v = arena_new(m->a, struct span, room[g]);
        }
        struct entity *e = &all.v[place[g] - 1];
        size_t n = e->mentions.n;
        if (!n || e->mentions.v[n - 1].start != m->list.v[i].at.start)
            e->mentions.v[e->mentions.n++] = m->list.v[i].at;
    }
    *out = all.v;
    *out_count = all.n;
}
