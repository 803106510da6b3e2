// keyphrases: see keyphrases.h.
//
// Words that cannot stand in a phrase (function words, verbs, numbers, marks) cut the text into
// runs; each stretch of up to four words of a run is an occurrence of a candidate, named by the
// stems of its words.  The score of a candidate is a product of factors: how often it occurs, how
// rare its words are, how early it comes, how well it is formed, whether it looks like a name.
// A phrase that occurs nearly only within a longer good one gives way to it (the idea of C-value,
// Frantzi and Ananiadou 2000).  Factors were set by hand, looking at a hundred Arabic documents
// (bench/quality keyphrases) and at headlines of Arabic News Texts.
//
// Known limits: no syntax, so that a genitive and an apposition look alike; names that are also
// common words are seen only behind a title or a given name.
#include "read/keyphrases.h"

#include <math.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/vec.h"
#include "text/background.h"
#include "text/stem.h"

enum {
    MAX_WORDS = 20000,
    MAX_TITLE = 40,
    LONGEST = 4,    // words in a phrase
    SHORTLIST = 64, // candidates of which the chosen come
    LETTER = 2,     // bytes
    NO_CANDIDATE = -1
};

// Weights, set by hand.  Each moves F1@10 of bench/quality keyphrases by less than 0.01 around its
// value, so none is worth another digit.
static const float
    // A single word: definite, a name, indefinite, a place, a given name, an adjective (العراقي), a
    // noun that says little (البيان), an office (الرئيس).
    SINGLE_ARTICLE = 0.6F,
    SINGLE_NAME = 0.6F, SINGLE_BARE = 0.4F, SINGLE_PLACE = 0.8F, SINGLE_GIVEN = 0.2F,
    SINGLE_NISBA = 0.15F, SINGLE_VAGUE = 0.1F, SINGLE_TITLE = 0.3F,
    // Several words: ending definite, a person, rare bare words (foreign names).
    ENDS_DEFINITE = 1.5F, PERSON = 2, BROKEN_NAME = 0.5F, TERM = 1.5F, RARE_WORDS = 1,
    // Faults of form: a bare word behind a definite one, a pronoun at the end or inside, a word
    // that says little at the start or at the end.
    BROKEN_DEFINITENESS = 0.4F, PRONOUN_LAST = 0.35F, PRONOUN_INSIDE = 0.2F, WEAK_FIRST = 0.5F,
    WEAK_LAST = 0.4F,
    // Joints inside: و once and repeated, ب ل ك, a preposition once, repeated, and one that the
    // verbal noun in front governs.
    AND_ONCE = 0.15F, AND_OFTEN = 0.3F, CLITIC_ONCE = 0.3F, CLITIC_OFTEN = 0.5F,
    PREPOSITION_ONCE = 0.35F, PREPOSITION_OFTEN = 0.9F, PREPOSITION_GOVERNED = 1.5F,
    // Edges: begins with the adjective of the noun before, with the second part of a genitive, with
    // a bare word of a run, with a piece of a name or within one that may go on; ends before the
    // definite or bare second part of a genitive, or before an adjective.
    EDGE_ADJECTIVE = 0.25F, EDGE_GENITIVE = 0.7F, EDGE_BARE = 0.8F, EDGE_NAME = 0.15F,
    EDGE_LONG_NAME = 0.5F, EDGE_CUT = 0.35F, EDGE_CUT_BARE = 0.7F, EDGE_OPEN = 0.7F,
    // Occurrences within a longer phrase count this much less; exponents of count, rarity and of
    // how often the words occur; length; where the score has fallen to half, in words.
    WITHIN = 0.7F, COUNT_POWER = 0.8F, RARITY_POWER = 0.3F, WORDS_POWER = 0.4F, LENGTH = 0.6F,
    THREE_WORDS = 1.37F, FOUR_WORDS = 1.32F, HALF_WAY = 36, HALF_WAY_SURE = 42, QUOTED = 2.5F,
    IN_TITLE = 1.6F, ENTITY = 1.4F, ENTITY_CUT = 0.5F,
    // A phrase within a chosen one is worth showing only where it occurs this many times as often,
    // and is not a piece of it.
    OFTEN_ALONE = 2, WHOLE_EDGES = 0.5F;

enum shape { SHAPE_BARE, SHAPE_ARTICLE, SHAPE_PRONOUN };
// How a word hangs on to the one before it.
enum joint { JOINT_NONE, JOINT_PLAIN, JOINT_AND, JOINT_CLITIC, JOINT_PREPOSITION };

struct word {
    size_t token;
    uint64_t first_key, inner_key; // hash of the stem, as first and as later word of a phrase
    float idf, salience;           // salience: log of how often its stem occurs
    uint32_t entity;               // mention it belongs to, from 1; 0: none
    enum shape shape;
    enum joint joint;
    bool weak, vague, name, given, link, place, title, quoted, nisba;
    bool in_title, entity_first, entity_last;
};

struct candidate {
    uint64_t key;
    uint32_t first, end;    // words of its first clean occurrence
    uint32_t seen;          // first word of its first occurrence
    uint32_t count, within; // occurrences; of the most frequent longer phrase around it
    bool clean, quoted;
    float edges; // sum over the occurrences of how well the phrase is cut out of its run, 0..1
    float form, score;
};

struct reader {
    struct arena *a;
    const struct doc *d;
    const struct keyphrases_context *c;
    VEC(struct word) words;
    VEC(struct candidate) candidates;
    int32_t *slots; // hash table of candidates
    size_t slot_mask;
    int32_t (*grid)[LONGEST]; // word, length - 1 -> candidate
};

// --- words --------------------------------------------------------------------------------------

static struct str token_word(const struct token *t)
{
    const struct clitics *k = &t->clitics;
    return str_drop(t->norm, (size_t)k->conjunction + k->preposition + k->future);
}

// The stem of the word as it is shown at the start of a phrase.
static struct str shown_stem(struct arena *a, const struct token *t)
{
    if (!t->clitics.conjunction && !t->clitics.preposition)
        return t->stem;
    if (t->clitics.article == LETTER) // للولايات: as الولايات, or the stemmer takes its و off
        return stem_light(arena_printf(a, "ال%.*s", STR_ARGS(clitic_base(t->norm, &t->clitics))));
    return stem_light(token_word(t));
}

static float idf_of(const struct reader *r, struct str stem)
{
    if (!r->c->df)
        return background_idf(stem);
    float df = (float)r->c->df(r->c->df_data, stem);
    return logf(((float)r->c->documents + 1) / (df + 0.5F));
}

static bool is_content(const struct reader *r, size_t i)
{
    const struct token *t = &r->d->tokens.v[i];
    if (t->kind != TOKEN_WORD || !t->arabic || t->norm.n < 2 * LETTER ||
        (t->clitics.classes & CLASS_FUNCTION))
        return false;
    if (t->clitics.verb < 25)
        return true;
    // عمل, بين, قتل …: a noun behind a preposition.
    const struct token *before = i > 0 ? t - 1 : NULL;
    return t->clitics.verb < 100 && before && (before->clitics.classes & CLASS_BEFORE_NOUN) &&
           !t->line_start;
}

static bool is_mark(const struct reader *r, const struct token *t, struct str mark)
{
    return t->kind == TOKEN_MARK && str_eq(token_text(r->d->text, t), mark);
}

static enum joint joint_of(const struct reader *r, size_t i, size_t last)
{
    const struct token *t = &r->d->tokens.v[i], *before = t - 1;
    if (r->words.n == 0 || t->line_start || last + 2 < i)
        return JOINT_NONE;
    if (last + 2 == i) {
        bool inner = before->kind == TOKEN_WORD && (before->clitics.classes & CLASS_INNER) &&
                     !before->clitics.conjunction && !before->line_start;
        return inner && !t->clitics.conjunction && !t->clitics.preposition ? JOINT_PREPOSITION
                                                                           : JOINT_NONE;
    }
    if (t->clitics.conjunction)
        return t->clitics.preposition ? JOINT_NONE : JOINT_AND;
    return t->clitics.preposition ? JOINT_CLITIC : JOINT_PLAIN;
}

// A bare word that is no common noun: a given name, or one that never takes the article and is
// rare.  ة ends common nouns more often than names.
static bool is_namelike(const struct reader *r, const struct token *t, float idf)
{
    if (t->clitics.classes & CLASS_GIVEN_NAME)
        return true;
    if (t->clitics.article || t->clitics.pronoun || t->clitics.verb > 0 || idf < 5)
        return false;
    struct str raw = token_text(r->d->text, t), word = token_word(t);
    char joined[128] = "ال";
    if (str_ends(raw, S("ة")) || str_ends(word, S("ات")) || word.n > sizeof joined - 8)
        return false;
    for (size_t i = 0; i < word.n; i++)
        joined[2 * LETTER + i] = word.p[i];
    return background_word_df((struct str){joined, word.n + 2 * LETTER}) == 0;
}

// What only joins the parts of a name.
static bool is_name_link(struct str word)
{
    static const struct str links[] = {S_INIT("بن"),  S_INIT("ابن"), S_INIT("بنت"), S_INIT("عبد"),
                                       S_INIT("ابو"), S_INIT("ابي"), S_INIT("ام"),  S_INIT("ال")};
    for (size_t i = 0; word.n <= 3 * LETTER && i < COUNT_OF(links); i++)
        if (str_eq(word, links[i]))
            return true;
    return false;
}

// العراقي, العراقية: mostly an adjective.
static bool is_nisba(const struct token *t)
{
    struct str base = clitic_base(t->norm, &t->clitics);
    if (base.n < 4 * LETTER)
        return false;
    if (str_ends(base, S("يه"))) // كورية beside كوري, but no تحلية
        return t->clitics.article || background_word_df(str_take(base, base.n - LETTER)) > 2;
    return str_ends(base, S("ي")) || str_ends(base, S("يين"));
}

static void collect_words(struct reader *r)
{
    size_t last = 0;
    bool quoted = false;
    r->words.cap = r->d->tokens.n < MAX_WORDS ? r->d->tokens.n : MAX_WORDS;
    r->words.v = arena_alloc_raw(r->a, r->words.cap * sizeof *r->words.v);
    for (size_t i = 0; i < r->d->tokens.n && r->words.n < MAX_WORDS; i++) {
        const struct token *t = &r->d->tokens.v[i];
        if (t->kind == TOKEN_MARK) {
            if (is_mark(r, t, S("«")) || is_mark(r, t, S("“")))
                quoted = true;
            else if (is_mark(r, t, S("\"")))
                quoted = !quoted;
            else if (is_mark(r, t, S("»")) || is_mark(r, t, S("”")))
                quoted = false;
        }
        quoted &= !t->line_start;
        if (!is_content(r, i))
            continue;
        enum joint joint = joint_of(r, i, last);
        struct word *w = vec_push(r->a, &r->words);
        *w = (struct word){0};
        struct str stem = shown_stem(r->a, t);
        w->token = last = i;
        w->first_key = hash_str(stem);
        w->inner_key =
            stem.p == t->stem.p && stem.n == t->stem.n ? w->first_key : hash_str(t->stem);
        w->idf = idf_of(r, stem);
        w->shape = t->clitics.article   ? SHAPE_ARTICLE
                   : t->clitics.pronoun ? SHAPE_PRONOUN
                                        : SHAPE_BARE;
        w->joint = joint;
        w->weak = t->clitics.classes & CLASS_WEAK;
        w->vague = t->clitics.classes & CLASS_VAGUE;
        w->title = t->clitics.classes & CLASS_TITLE;
        w->name = is_namelike(r, t, w->idf);
        w->given = t->clitics.classes & CLASS_GIVEN_NAME;
        w->link = is_name_link(t->norm);
        w->place = t->clitics.classes & CLASS_PLACE;
        w->nisba = is_nisba(t);
        w->quoted = quoted;
    }
}

// The office in front of a name begins a phrase of its own: التقى الوزير | الدكتور فلان.
static void part_titles(struct reader *r)
{
    for (size_t i = 1; i + 1 < r->words.n; i++) {
        struct word *w = &r->words.v[i];
        if (w->title && w->joint == JOINT_PLAIN && w->shape == SHAPE_ARTICLE && w[1].name &&
            w[1].joint == JOINT_PLAIN && !w[-1].title)
            w->joint = JOINT_NONE;
    }
}

// Marks the words of the title, and those of entity mentions.
static void mark_title(struct reader *r)
{
    struct tokens title = tokens_of(r->a, NULL, r->c->title);
    size_t n = title.n < MAX_TITLE ? title.n : MAX_TITLE;
    uint64_t keys[MAX_TITLE];
    for (size_t i = 0; i < n; i++)
        keys[i] = hash_str(shown_stem(r->a, &title.v[i]));
    for (size_t i = 0; n > 0 && i < r->words.n; i++)
        for (size_t k = 0; k < n; k++)
            r->words.v[i].in_title |= r->words.v[i].first_key == keys[k];
}

static void mark_entities(struct reader *r)
{
    const struct tokens *t = &r->d->tokens;
    uint32_t *entity_of = arena_new(r->a, uint32_t, t->n + 1), mention = 0;
    for (size_t e = 0; e < r->c->entity_count; e++)
        for (size_t m = 0; m < r->c->entities[e].mentions.n; m++) {
            struct span at = r->c->entities[e].mentions.v[m];
            mention++;
            for (size_t i = doc_token_at(r->d, at.start); i < t->n && t->v[i].start < at.end; i++)
                entity_of[i] = mention;
        }
    for (size_t i = 0; i < r->words.n; i++) {
        struct word *w = &r->words.v[i];
        w->entity = entity_of[w->token];
        w->entity_first = w->token == 0 || entity_of[w->token - 1] != w->entity;
        w->entity_last = entity_of[w->token + 1] != w->entity;
    }
}

// --- candidates ---------------------------------------------------------------------------------

// The preposition that belongs to a verbal noun.  Order: by noun.
static const struct government {
    struct str noun, preposition;
} governments[] = {
    {S_INIT("اتفاق"),     S_INIT("علي")},
    {S_INIT("احاله"),     S_INIT("الي")},
    {S_INIT("احتجاج"),   S_INIT("علي")},
    {S_INIT("استثمار"), S_INIT("في")  },
    {S_INIT("استقاله"), S_INIT("من")  },
    {S_INIT("استيلاء"), S_INIT("علي")},
    {S_INIT("اسهام"),     S_INIT("في")  },
    {S_INIT("اشاره"),     S_INIT("الي")},
    {S_INIT("اعتداء"),   S_INIT("علي")},
    {S_INIT("اعتراض"),   S_INIT("علي")},
    {S_INIT("اعتماد"),   S_INIT("علي")},
    {S_INIT("اعفاء"),     S_INIT("من")  },
    {S_INIT("اعلان"),     S_INIT("عن")  },
    {S_INIT("افراج"),     S_INIT("عن")  },
    {S_INIT("اقاله"),     S_INIT("من")  },
    {S_INIT("اقبال"),     S_INIT("علي")},
    {S_INIT("امتناع"),   S_INIT("عن")  },
    {S_INIT("انتقال"),   S_INIT("الي")},
    {S_INIT("انتماء"),   S_INIT("الي")},
    {S_INIT("انخراط"),   S_INIT("في")  },
    {S_INIT("انسحاب"),   S_INIT("من")  },
    {S_INIT("انضمام"),   S_INIT("الي")},
    {S_INIT("بحث"),         S_INIT("عن")  },
    {S_INIT("تحذير"),     S_INIT("من")  },
    {S_INIT("تحريض"),     S_INIT("علي")},
    {S_INIT("تحقيق"),     S_INIT("في")  },
    {S_INIT("تحكم"),       S_INIT("في")  },
    {S_INIT("تحول"),       S_INIT("الي")},
    {S_INIT("تحويل"),     S_INIT("الي")},
    {S_INIT("تخلص"),       S_INIT("من")  },
    {S_INIT("تخلي"),       S_INIT("عن")  },
    {S_INIT("تخوف"),       S_INIT("من")  },
    {S_INIT("تدخل"),       S_INIT("في")  },
    {S_INIT("تراجع"),     S_INIT("عن")  },
    {S_INIT("تشكيك"),     S_INIT("في")  },
    {S_INIT("تصويت"),     S_INIT("علي")},
    {S_INIT("تظاهر"),     S_INIT("علي")},
    {S_INIT("تعبير"),     S_INIT("عن")  },
    {S_INIT("تعليق"),     S_INIT("علي")},
    {S_INIT("تنازل"),     S_INIT("عن")  },
    {S_INIT("توصل"),       S_INIT("الي")},
    {S_INIT("ثقه"),         S_INIT("في")  },
    {S_INIT("حاجه"),       S_INIT("الي")},
    {S_INIT("حرب"),         S_INIT("علي")},
    {S_INIT("حرمان"),     S_INIT("من")  },
    {S_INIT("حصار"),       S_INIT("علي")},
    {S_INIT("حصول"),       S_INIT("علي")},
    {S_INIT("حفاظ"),       S_INIT("علي")},
    {S_INIT("حق"),           S_INIT("في")  },
    {S_INIT("حمايه"),     S_INIT("من")  },
    {S_INIT("حمله"),       S_INIT("علي")},
    {S_INIT("خروج"),       S_INIT("من")  },
    {S_INIT("دخول"),       S_INIT("الي")},
    {S_INIT("دعوه"),       S_INIT("الي")},
    {S_INIT("دفاع"),       S_INIT("عن")  },
    {S_INIT("رد"),           S_INIT("علي")},
    {S_INIT("ردود"),       S_INIT("علي")},
    {S_INIT("سفر"),         S_INIT("الي")},
    {S_INIT("سيطره"),     S_INIT("علي")},
    {S_INIT("ضغط"),         S_INIT("علي")},
    {S_INIT("ضغوط"),       S_INIT("علي")},
    {S_INIT("طريق"),       S_INIT("الي")},
    {S_INIT("عدوان"),     S_INIT("علي")},
    {S_INIT("عدول"),       S_INIT("عن")  },
    {S_INIT("عقوبات"),   S_INIT("علي")},
    {S_INIT("عوده"),       S_INIT("الي")},
    {S_INIT("غزو"),         S_INIT("علي")},
    {S_INIT("غياب"),       S_INIT("عن")  },
    {S_INIT("فرار"),       S_INIT("من")  },
    {S_INIT("قصف"),         S_INIT("علي")},
    {S_INIT("قضاء"),       S_INIT("علي")},
    {S_INIT("قيود"),       S_INIT("علي")},
    {S_INIT("كشف"),         S_INIT("عن")  },
    {S_INIT("لجوء"),       S_INIT("الي")},
    {S_INIT("مشاركه"),   S_INIT("في")  },
    {S_INIT("مصادقه"),   S_INIT("علي")},
    {S_INIT("موقف"),       S_INIT("من")  },
    {S_INIT("نجاه"),       S_INIT("من")  },
    {S_INIT("نقل"),         S_INIT("الي")},
    {S_INIT("هجره"),       S_INIT("الي")},
    {S_INIT("هجوم"),       S_INIT("علي")},
    {S_INIT("هروب"),       S_INIT("من")  },
    {S_INIT("وصول"),       S_INIT("الي")},
    {S_INIT("وقايه"),     S_INIT("من")  },
};

// Whether the preposition before `later` belongs to the noun that begins the phrase.
static bool is_governed(const struct reader *r, const struct word *head, const struct word *later)
{
    const struct token *t = &r->d->tokens.v[head->token];
    if (!(t->clitics.classes & CLASS_GOVERNS))
        return false;
    struct str noun = clitic_base(t->norm, &t->clitics);
    for (size_t i = 0; i < COUNT_OF(governments); i++)
        if (str_eq(governments[i].noun, noun))
            return str_eq(governments[i].preposition, r->d->tokens.v[later->token - 1].norm);
    return false;
}

// فيصل بن تركي أهداه: behind a name with بن stands no further bare word but another part of it.
static bool is_overlong_name(const struct word *w, size_t n)
{
    bool linked = false;
    for (size_t i = 0; i + 1 < n; i++)
        linked |= w[i].link;
    return linked && w[n - 1].shape == SHAPE_BARE && !w[n - 1].given && !w[n - 2].link;
}

// Two indefinite words that often stand together: مذكرة تفاهم.
static bool is_term(const struct reader *r, const struct word *w)
{
    const struct token *t = r->d->tokens.v;
    return background_pair_df(shown_stem(r->a, &t[w[0].token]), t[w[1].token].stem) > 0;
}

static float form_of_single(const struct word *w)
{
    if (w->weak || w->shape == SHAPE_PRONOUN)
        return 0;
    if (w->place)
        return SINGLE_PLACE;
    if (w->given && w->shape == SHAPE_BARE)
        return w->link ? 0 : SINGLE_GIVEN;
    if (w->nisba)
        return SINGLE_NISBA;
    if (w->vague)
        return SINGLE_VAGUE;
    if (w->title)
        return SINGLE_TITLE;
    return w->shape == SHAPE_ARTICLE ? SINGLE_ARTICLE : w->name ? SINGLE_NAME : SINGLE_BARE;
}

// What the joint in front of w[i] is worth.
static float joint_factor(const struct reader *r, const struct word *w, size_t i, uint32_t count)
{
    switch (w[i].joint) {
    case JOINT_NONE:
    case JOINT_PLAIN: return 1;
    case JOINT_AND: return count > 1 ? AND_OFTEN : AND_ONCE;
    case JOINT_CLITIC: return count > 1 ? CLITIC_OFTEN : CLITIC_ONCE;
    case JOINT_PREPOSITION: break;
    }
    if (is_governed(r, w, &w[i]))
        return PREPOSITION_GOVERNED;
    return count > 1 ? PREPOSITION_OFTEN : PREPOSITION_ONCE;
}

// Disagreement: a bare word behind a definite one (الحكومة قرار), a genitive behind an indefinite
// adjective (شركة كورية أعمال الحفر), pronouns.
static float agreement_of(const struct word *w, size_t n, bool person)
{
    float form = 1;
    bool definite = false;
    for (size_t i = 0; i < n; i++) {
        bool bare = w[i].shape == SHAPE_BARE;
        if (definite && w[i].shape != SHAPE_ARTICLE && !person && !w[i].name &&
            w[i].joint == JOINT_PLAIN)
            form *= BROKEN_DEFINITENESS;
        if (i > 0 && i + 1 < n && bare && w[i - 1].nisba && w[i - 1].shape == SHAPE_BARE &&
            w[n - 1].shape == SHAPE_ARTICLE)
            form *= BROKEN_DEFINITENESS;
        if (w[i].shape == SHAPE_PRONOUN)
            form *= i + 1 == n ? PRONOUN_LAST : PRONOUN_INSIDE;
        definite |= w[i].shape == SHAPE_ARTICLE;
    }
    return form;
}

// How well words [first, end), which occur `count` times, are formed as a phrase; 0: not at all.
static float form_of(const struct reader *r, size_t first, size_t end, uint32_t count)
{
    const struct word *w = r->words.v + first;
    size_t n = end - first, names = 0;
    if (n == 1)
        return form_of_single(w);
    if (w[n - 1].link)
        return 0;
    bool person = w->title && w[1].name;
    float form = agreement_of(w, n, person);
    for (size_t i = 0; i < n; i++) {
        names += w[i].name;
        form *= i > 0 ? joint_factor(r, w, i, count) : 1;
    }
    form *= (w->weak ? WEAK_FIRST : 1) * (w[n - 1].weak ? WEAK_LAST : 1);
    if (person || (w->given && w[1].shape != SHAPE_PRONOUN))
        return form * (is_overlong_name(w, n) ? BROKEN_NAME : PERSON);
    if (names == n)
        return form * RARE_WORDS;
    if (n == 2 && w[1].shape == SHAPE_BARE && is_term(r, w))
        return form * TERM;
    return form * (w[n - 1].shape == SHAPE_ARTICLE ? ENDS_DEFINITE : 1);
}

static int32_t candidate_of(struct reader *r, uint64_t key)
{
    size_t slot = key & r->slot_mask;
    while (r->slots[slot]) {
        if (r->candidates.v[r->slots[slot] - 1].key == key)
            return r->slots[slot] - 1;
        slot = (slot + 1) & r->slot_mask;
    }
    *vec_push(r->a, &r->candidates) = (struct candidate){.key = key};
    r->slots[slot] = (int32_t)r->candidates.n;
    return r->slots[slot] - 1;
}

// How well words [first, end) are cut out of their run: a phrase that begins with the adjective of
// the noun before it, or ends before the second part of a genitive, is a piece of a phrase.
static float edges_of(const struct reader *r, size_t first, size_t end)
{
    const struct word *w = r->words.v;
    float quality = 1;
    if (w[first].joint == JOINT_PLAIN) {
        if (w[first].link || w[first - 1].link || w[first - 1].given)
            quality *= EDGE_NAME;
        else if (w[first].shape == SHAPE_ARTICLE)
            quality *= w[first - 1].shape == SHAPE_ARTICLE ? EDGE_ADJECTIVE : EDGE_GENITIVE;
        else if (!w[first].name)
            quality *= EDGE_BARE;
    }
    if (end < r->words.n && w[end].joint == JOINT_PLAIN) {
        if (w[end].link || w[end - 1].given)
            quality *= w[end].given || end - first == 1 + (size_t)w[first].title ? EDGE_NAME
                                                                                 : EDGE_LONG_NAME;
        else if (w[end - 1].shape == SHAPE_BARE && !w[end - 1].name)
            quality *= w[end].shape == SHAPE_ARTICLE ? EDGE_CUT : EDGE_CUT_BARE;
        else if (w[end].shape == SHAPE_ARTICLE)
            quality *= EDGE_OPEN;
    }
    return quality;
}

// Whether quotation marks stand right before and behind the words.
static bool is_quoted_whole(const struct reader *r, size_t first, size_t end)
{
    const struct word *w = r->words.v;
    if (!w[first].quoted || !w[end - 1].quoted)
        return false;
    size_t before = w[first].token, behind = w[end - 1].token + 1;
    const struct token *t = r->d->tokens.v;
    return before > 0 && t[before - 1].kind == TOKEN_MARK && behind < r->d->tokens.n &&
           t[behind].kind == TOKEN_MARK;
}

static void note_occurrence(struct reader *r, int32_t place, size_t first, size_t end)
{
    struct candidate *c = &r->candidates.v[place];
    const struct clitics *k = &r->d->tokens.v[r->words.v[first].token].clitics;
    bool clean = !k->conjunction && !k->preposition;
    if (c->count++ == 0)
        c->seen = (uint32_t)first;
    if (c->count == 1 || (clean && !c->clean)) {
        c->first = (uint32_t)first;
        c->end = (uint32_t)end;
        c->clean = clean;
    }
    c->edges += edges_of(r, first, end);
    c->quoted |= is_quoted_whole(r, first, end);
}

static void collect_candidates(struct reader *r)
{
    size_t cap = 64;
    while (cap < r->words.n * LONGEST * 2)
        cap *= 2;
    r->candidates.cap = r->words.n * LONGEST;
    r->candidates.v = arena_alloc_raw(r->a, r->candidates.cap * sizeof *r->candidates.v);
    r->slots = arena_new(r->a, int32_t, cap);
    r->slot_mask = cap - 1;
    r->grid = arena_alloc_array(r->a, r->words.n, sizeof *r->grid);
    for (size_t i = 0; i < r->words.n; i++) {
        uint64_t key = 0;
        int joints = 0;
        for (size_t n = 0; n < LONGEST; n++)
            r->grid[i][n] = NO_CANDIDATE;
        for (size_t n = 0; n < LONGEST && i + n < r->words.n; n++) {
            const struct word *w = &r->words.v[i + n];
            if (n > 0 && w->joint == JOINT_NONE)
                break;
            joints += n > 0 && w->joint != JOINT_PLAIN;
            if (joints > 1)
                break;
            key = hash_mix(key * 31 + (n ? w->inner_key : w->first_key) +
                           (n && w->joint == JOINT_PREPOSITION));
            r->grid[i][n] = candidate_of(r, key);
            note_occurrence(r, r->grid[i][n], i, i + n + 1);
        }
    }
}

// --- scores -------------------------------------------------------------------------------------

static bool cuts_entity(const struct word *w, size_t n)
{
    return (w->entity && !w->entity_first) || (w[n - 1].entity && !w[n - 1].entity_last);
}

// Form, edges, place and the bonuses are factors; count, rarity and salience of the words have
// exponents.
static float score_of(const struct reader *r, const struct candidate *c)
{
    const struct word *w = r->words.v + c->first;
    size_t n = c->end - c->first;
    float rarity = 0, salience = 0;
    bool in_title = true;
    for (size_t i = 0; i < n; i++) {
        rarity += w[i].idf;
        salience += w[i].salience;
        in_title &= w[i].in_title;
    }
    float count = (float)c->count;
    float own = count - WITHIN * (float)(c->within < c->count ? c->within : c->count);
    float half_way = (w->given || (n == 1 && w->place) ? HALF_WAY_SURE : HALF_WAY) * count;
    float factors = half_way / (half_way + (float)c->seen);
    if (w->entity && w->entity == w[n - 1].entity && w->entity_first && w[n - 1].entity_last) {
        own = count;
        factors *= ENTITY * (c->form > ENDS_DEFINITE ? c->form : ENDS_DEFINITE);
    } else {
        factors *= c->form * c->edges / count * (cuts_entity(w, n) ? ENTITY_CUT : 1);
    }
    factors *= n == 1 ? 1 : n == 2 ? 1 + LENGTH : n == 3 ? THREE_WORDS : FOUR_WORDS;
    factors *= (c->quoted ? QUOTED : 1) * (in_title ? IN_TITLE : 1);
    return factors * expf(COUNT_POWER * logf(own) + RARITY_POWER * logf(rarity / (float)n) +
                          WORDS_POWER * logf(salience / (float)n));
}

// Notes for each candidate how often the most frequent well-formed phrase around it occurs.
static void note_longer(struct reader *r)
{
    for (size_t i = 0; i < r->words.n; i++)
        for (size_t n = 1; n < LONGEST && r->grid[i][n] != NO_CANDIDATE; n++) {
            const struct candidate *longer = &r->candidates.v[r->grid[i][n]];
            int32_t parts[] = {r->grid[i][n - 1], r->grid[i + 1][n - 1]};
            for (size_t p = 0; longer->form >= 1 && p < COUNT_OF(parts); p++) {
                struct candidate *part =
                    parts[p] == NO_CANDIDATE ? NULL : &r->candidates.v[parts[p]];
                if (part && part->within < longer->count)
                    part->within = longer->count;
            }
        }
}

static void score_all(struct reader *r)
{
    for (size_t i = 0; i < r->words.n; i++)
        r->words.v[i].salience = logf(1 + (float)r->candidates.v[r->grid[i][0]].count);
    for (size_t i = 0; i < r->candidates.n; i++) {
        struct candidate *c = &r->candidates.v[i];
        c->form = form_of(r, c->first, c->end, c->count);
    }
    note_longer(r);
    for (size_t i = 0; i < r->candidates.n; i++)
        if (r->candidates.v[i].form > 0)
            r->candidates.v[i].score = score_of(r, &r->candidates.v[i]);
}

// --- choice -------------------------------------------------------------------------------------

// Whether the words of one stand side by side in the other.
static bool is_part(const struct reader *r, const struct candidate *part,
                    const struct candidate *whole)
{
    size_t n = part->end - part->first, m = whole->end - whole->first;
    for (size_t at = 0; at + n <= m; at++) {
        size_t same = 0;
        while (same < n && r->words.v[part->first + same].first_key ==
                               r->words.v[whole->first + at + same].first_key)
            same++;
        if (same == n)
            return true;
    }
    return false;
}

static bool is_redundant(const struct reader *r, const struct candidate *c,
                         const struct candidate *const *chosen, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_part(r, c, chosen[i]) && ((float)c->count <= OFTEN_ALONE * (float)chosen[i]->count ||
                                         c->edges < WHOLE_EDGES * (float)c->count))
            return true;
    return false;
}

// What tells the forms of a phrase apart: its words as they are shown, folded.
static uint64_t form_key(const struct reader *r, size_t first, size_t end)
{
    uint64_t key = 0;
    for (size_t i = first; i < end; i++) {
        const struct token *t = &r->d->tokens.v[r->words.v[i].token];
        key = hash_mix(key + hash_str(i == first ? clitic_base(t->norm, &t->clitics) : t->norm));
    }
    return key + (r->words.v[first].shape == SHAPE_ARTICLE);
}

// The first word of the most frequent form; of equally frequent ones, of the first clean one.
static size_t best_form(const struct reader *r, const struct candidate *c)
{
    enum { MAX_FORMS = 8 };
    struct {
        uint64_t key;
        size_t first, count;
    } forms[MAX_FORMS] = {
        {form_key(r, c->first, c->end), c->first, 0}
    };
    size_t n = c->end - c->first, count = 1, best = 0;
    int32_t place = (int32_t)(c - r->candidates.v);
    for (size_t i = 0; i < r->words.n; i++) {
        if (r->grid[i][n - 1] != place)
            continue;
        uint64_t key = form_key(r, i, i + n);
        size_t f = 0;
        while (f < count && forms[f].key != key)
            f++;
        if (f == MAX_FORMS)
            continue;
        if (f == count)
            forms[count++].key = key, forms[f].first = i;
        if (++forms[f].count > forms[best].count)
            best = f;
    }
    return forms[best].first;
}

static struct str surface(const struct reader *r, struct buf *out, const struct candidate *c)
{
    size_t first = c->count > 1 ? best_form(r, c) : c->first, end = first + (c->end - c->first);
    buf_reset(out);
    for (size_t i = r->words.v[first].token; i <= r->words.v[end - 1].token; i++) {
        const struct token *t = &r->d->tokens.v[i];
        struct clitics none = {0};
        bool is_first = i == r->words.v[first].token;
        if (!is_first)
            buf_add_byte(out, ' ');
        clitic_add_display(out, token_text(r->d->text, t), is_first ? &t->clitics : &none);
    }
    return arena_str(r->a, buf_str(out));
}

// The candidates with the highest scores, best first.
static size_t shortlist(struct reader *r, const struct candidate **best)
{
    size_t count = 0;
    for (size_t i = 0; i < r->candidates.n; i++) {
        const struct candidate *c = &r->candidates.v[i];
        if (c->score <= 0 || (count == SHORTLIST && c->score <= best[count - 1]->score))
            continue;
        size_t at = count < SHORTLIST ? count++ : count - 1;
        for (; at > 0 && best[at - 1]->score < c->score; at--)
            best[at] = best[at - 1];
        best[at] = c;
    }
    return count;
}

static size_t choose(struct reader *r, struct keyphrase *out)
{
    const struct candidate *best[SHORTLIST], *chosen[KEYPHRASES_MAX];
    size_t listed = shortlist(r, best), count = 0;
    struct buf b = {0};
    for (size_t i = 0; i < listed && count < KEYPHRASES_MAX; i++) {
        if (is_redundant(r, best[i], chosen, count))
            continue;
        chosen[count] = best[i];
        out[count++] =
            (struct keyphrase){surface(r, &b, best[i]), (double)(best[i]->score / best[0]->score)};
    }
    buf_release(&b);
    return count;
}

void keyphrases_read(struct arena *a, const struct doc *d, const struct keyphrases_context *c,
                     struct keyphrase **out, size_t *out_count)
{
    struct reader r = {.a = a, .d = d, .c = c};
    *out = arena_new(a, struct keyphrase, KEYPHRASES_MAX);
    collect_words(&r);
    part_titles(&r);
    mark_title(&r);
    if (c->entity_count > 0)
        mark_entities(&r);
    collect_candidates(&r);
    score_all(&r);
    *out_count = choose(&r, *out);
}
