// coordinate: Arabic builds "the ministries of defence of Iraq and of America" as a dual head, its
// complement once, and the attributes joined by و; a reader who counts names must undo that.
//
// The rule is morphological.  A head in the dual construct ends in تي/تا (feminine, safe: no plural
// does) or in ي/ا before a definite complement (masculine; sound plurals of persons look alike, so
// participles م… of five letters and more are left alone unless they name a place: مجلس، مركز).
// Plural heads count where they are regular feminine (وزارات) or in a small table of broken ones.
// What و joins is then shared out:
//   complement + attribute و attribute   the attributes are nationalities that agree: shared
//   complement complement و complement (+ dual attribute)   each its own; a dual attribute belongs
//   to both
// A singular head is expanded only over two nationalities (وزارة الدفاع العراقية والأمريكية).
#include "text/coordinate.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { MAX_WORDS = 16, LETTER = 2 };

// Stems of adjectives of countries, without ي/ية.  Order: by group.
static const struct str nationalities[] = {
    S_INIT("عراق"),     S_INIT("سور"),     S_INIT("لبنان"),  S_INIT("اردن"),   S_INIT("فلسطين"),
    S_INIT("اسرائيل"),  S_INIT("سعود"),    S_INIT("امارات"), S_INIT("قطر"),    S_INIT("كويت"),
    S_INIT("بحرين"),    S_INIT("عمان"),    S_INIT("يمن"),    S_INIT("مصر"),    S_INIT("سودان"),
    S_INIT("ليب"),      S_INIT("تونس"),    S_INIT("جزائر"),  S_INIT("مغرب"),   S_INIT("موريتان"),
    S_INIT("صومال"),    S_INIT("جيبوت"),   S_INIT("ترك"),    S_INIT("ايران"),  S_INIT("افغان"),
    S_INIT("باكستان"),  S_INIT("هند"),     S_INIT("صين"),    S_INIT("يابان"),  S_INIT("كور"),
    S_INIT("روس"),      S_INIT("اوكران"),  S_INIT("امريك"),  S_INIT("اميرك"),  S_INIT("بريطان"),
    S_INIT("انجليز"),   S_INIT("فرنس"),    S_INIT("المان"),  S_INIT("ايطال"),  S_INIT("اسبان"),
    S_INIT("برتغال"),   S_INIT("هولند"),   S_INIT("بلجيك"),  S_INIT("سويسر"),  S_INIT("نمساو"),
    S_INIT("سويد"),     S_INIT("نرويج"),   S_INIT("دنمارك"), S_INIT("فنلند"),  S_INIT("بولند"),
    S_INIT("تشيك"),     S_INIT("مجر"),     S_INIT("رومان"),  S_INIT("بلغار"),  S_INIT("يونان"),
    S_INIT("قبرص"),     S_INIT("صرب"),     S_INIT("اوزبك"),  S_INIT("كازاخ"),  S_INIT("ارمين"),
    S_INIT("اذربيجان"), S_INIT("جورج"),    S_INIT("كند"),    S_INIT("مكسيك"),  S_INIT("برازيل"),
    S_INIT("ارجنتين"),  S_INIT("كوب"),     S_INIT("فنزويل"), S_INIT("اثيوب"),  S_INIT("ارتر"),
    S_INIT("كين"),      S_INIT("نيجير"),   S_INIT("تشاد"),   S_INIT("سنغال"),  S_INIT("مال"),
    S_INIT("اندونيس"),  S_INIT("ماليز"),   S_INIT("فلبين"),  S_INIT("استرال"), S_INIT("كرد"),
    S_INIT("كوردستان"), S_INIT("كردستان"), S_INIT("عرب"),    S_INIT("اوروب"),  S_INIT("خليج"),
    S_INIT("افريق"),    S_INIT("اتحاد"),   S_INIT("بغداد"),  S_INIT("مقدس"),   S_INIT("بيلاروس"),
    S_INIT("فيتنام"),   S_INIT("تايلاند"),
};

// Broken plurals and duals that the endings do not give away.  Folded plural, singular for display.
static const struct {
    struct str plural, singular;
} broken_plurals[] = {
    {S_INIT("مجالس"), S_INIT("مجلس")  },
    {S_INIT("مكاتب"), S_INIT("مكتب")  },
    {S_INIT("مراكز"), S_INIT("مركز")  },
    {S_INIT("لجان"),   S_INIT("لجنة")  },
    {S_INIT("وزراء"), S_INIT("وزير")  },
    {S_INIT("رؤساء"), S_INIT("رئيس")  },
    {S_INIT("صحف"),     S_INIT("صحيفة")},
    {S_INIT("قنوات"), S_INIT("قناة")  },
    {S_INIT("مواقع"), S_INIT("موقع")  },
    {S_INIT("احزاب"), S_INIT("حزب")    },
    {S_INIT("نوادي"), S_INIT("نادي")  },
    {S_INIT("انديه"), S_INIT("نادي")  },
};

// Nouns of place in م… : their dual is no plural of persons.
static const struct str place_nouns[] = {
    S_INIT("مجلس"), S_INIT("مكتب"),  S_INIT("مركز"),   S_INIT("مصرف"), S_INIT("معهد"),
    S_INIT("متحف"), S_INIT("منتخب"), S_INIT("مطار"),   S_INIT("موقع"), S_INIT("مصنع"),
    S_INIT("ملعب"), S_INIT("ميناء"), S_INIT("مستشفي"),
};

// Words that begin with و by nature.
static const struct str waw_words[] = {
    S_INIT("وزار"),  S_INIT("وكال"),  S_INIT("وطن"),    S_INIT("وفد"), S_INIT("ولاي"),
    S_INIT("وحد"),   S_INIT("وسائل"), S_INIT("واشنطن"), S_INIT("وسط"), S_INIT("وزير"),
    S_INIT("وزراء"), S_INIT("واسط"),  S_INIT("وهران"),  S_INIT("وجد"), S_INIT("وارسو"),
};

struct word {
    struct str raw, norm;
    bool joined; // a و stood before it; it is taken off raw and norm
};

struct phrase {
    struct word v[MAX_WORDS];
    size_t n;
};

static bool starts_with_any(struct str s, const struct str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_starts(s, list[i]))
            return true;
    return false;
}

static bool is_definite(struct str norm)
{
    return str_starts(norm, S("ال"));
}

bool is_nationality(struct str norm)
{
    if (is_definite(norm))
        norm = str_drop(norm, 2 * LETTER);
    if (str_ends(norm, S("يه")))
        norm.n -= 2 * LETTER;
    else if (str_ends(norm, S("ي")))
        norm.n -= LETTER;
    else
        return false;
    for (size_t i = 0; i < COUNT_OF(nationalities); i++)
        if (str_eq(norm, nationalities[i]))
            return true;
    return false;
}

// Splits into words; a و that joins is taken off the word and noted.
static struct phrase phrase_of(struct arena *a, struct str text)
{
    struct phrase p = {.n = 0};
    bool joined = false;
    while (text.n && p.n < MAX_WORDS) {
        struct str raw;
        str_cut(text, ' ', &raw, &text);
        raw = str_trim_wide(raw);
        if (!raw.n)
            continue;
        struct str norm = fold(a, raw);
        if (str_eq(norm, S("و"))) {
            joined = true;
            continue;
        }
        if (!joined && p.n > 0 && str_starts(norm, S("و")) && norm.n >= 4 * LETTER &&
            str_starts(raw, S("و")) && !starts_with_any(norm, waw_words, COUNT_OF(waw_words))) {
            joined = true;
            raw = str_drop(raw, LETTER);
            norm = str_drop(norm, LETTER);
        }
        p.v[p.n++] = (struct word){raw, norm, joined};
        joined = false;
    }
    return p;
}

// The singular of a dual or plural head; .p NULL: the head is neither.
static struct str head_singular(struct arena *a, const struct phrase *p, bool *plural)
{
    struct str norm = p->v[0].norm, raw = p->v[0].raw;
    *plural = false;
    if (is_definite(norm) || raw.n < 4 * LETTER || p->n < 3)
        return (struct str){0};
    if (str_ends(raw, S("تي")) || str_ends(raw, S("تا")))
        return arena_printf(a, "%.*sة", STR_ARGS(str_take(raw, raw.n - 2 * LETTER)));
    for (size_t i = 0; i < COUNT_OF(broken_plurals); i++) {
        if (str_eq(norm, broken_plurals[i].plural)) {
            *plural = true;
            return broken_plurals[i].singular;
        }
    }
    if (str_ends(raw, S("ات"))) {
        *plural = true;
        return arena_printf(a, "%.*sة", STR_ARGS(str_take(raw, raw.n - 2 * LETTER)));
    }
    if ((!str_ends(raw, S("ي")) && !str_ends(raw, S("ا"))) || p->v[1].joined ||
        !is_definite(p->v[1].norm))
        return (struct str){0};
    struct str base = str_take(norm, norm.n - LETTER);
    if (str_starts(base, S("م")) && !starts_with_any(base, place_nouns, COUNT_OF(place_nouns)))
        return (struct str){0};
    return str_take(raw, raw.n - LETTER);
}

// Do the last word of the first conjunct and the joined word carry the same attribute ending?
static bool attributes_agree(struct str a, struct str b)
{
    if (!is_nationality(a) || !is_nationality(b))
        return false;
    return is_definite(a) == is_definite(b) && str_ends(a, S("يه")) == str_ends(b, S("يه"));
}

// A dual attribute (العراقيتين، العراقيين) in the singular; .p NULL: it is none.
static struct str dual_attribute_singular(struct arena *a, struct str raw)
{
    static const struct {
        struct str ending, singular;
    } endings[] = {
        {S_INIT("يتين"), S_INIT("ية")},
        {S_INIT("يتان"), S_INIT("ية")},
        {S_INIT("يين"),   S_INIT("ي")  },
        {S_INIT("يان"),   S_INIT("ي")  },
    };
    if (!str_starts(raw, S("ال")))
        return (struct str){0};
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        if (!str_ends(raw, endings[i].ending))
            continue;
        struct str one =
            arena_printf(a, "%.*s%.*s", STR_ARGS(str_take(raw, raw.n - endings[i].ending.n)),
                         STR_ARGS(endings[i].singular));
        return is_nationality(fold(a, one)) ? one : (struct str){0};
    }
    return (struct str){0};
}

// "head" and the words [first, end), then `tail` if any.
static struct str join(struct arena *a, struct str head, const struct phrase *p, size_t first,
                       size_t end, struct str tail)
{
    struct buf b = {0};
    buf_add(&b, head);
    for (size_t i = first; i < end; i++) {
        buf_add_byte(&b, ' ');
        buf_add(&b, p->v[i].raw);
    }
    if (tail.n) {
        buf_add_byte(&b, ' ');
        buf_add(&b, tail);
    }
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

static struct strs whole(struct arena *a, struct str phrase)
{
    struct buf b = {0};
    struct str word;
    while (phrase.n) {
        str_cut(phrase, ' ', &word, &phrase);
        word = str_trim_wide(word);
        if (!word.n)
            continue;
        if (b.n)
            buf_add_byte(&b, ' ');
        buf_add(&b, word);
    }
    struct strs out = {arena_new(a, struct str, 1), 1};
    out.v[0] = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

// head C1 و A2 [و A3]: one complement, several attributes.
static struct strs share_complement(struct arena *a, struct str head, const struct phrase *p,
                                    size_t second)
{
    struct strs out = {arena_new(a, struct str, p->n), 0};
    for (size_t i = second - 1; i < p->n; i++)
        out.v[out.n++] = join(a, head, p, 1, second - 1, p->v[i].raw);
    return out;
}

// head C1 و C2 [و C3]: each conjunct its own words, a dual attribute at the end belongs to all.
static struct strs share_head(struct arena *a, struct str head, const struct phrase *p)
{
    struct str tail = dual_attribute_singular(a, p->v[p->n - 1].raw);
    size_t last = tail.p && !p->v[p->n - 1].joined ? p->n - 1 : p->n;
    if (last == p->n)
        tail = (struct str){0};
    struct strs out = {arena_new(a, struct str, p->n), 0};
    for (size_t first = 1; first < last;) {
        size_t end = first + 1;
        while (end < last && !p->v[end].joined)
            end++;
        out.v[out.n++] = join(a, head, p, first, end, tail);
        first = end;
    }
    return out;
}

struct strs coordinate_expand(struct arena *a, struct str text)
{
    struct phrase p = phrase_of(a, text);
    size_t joins = 0, second = 0;
    for (size_t i = 1; i < p.n; i++) {
        if (p.v[i].joined && joins++ == 0)
            second = i;
    }
    if (joins == 0 || second < 2)
        return whole(a, text);
    // All that follows the first و must be single attributes for the complement to be shared.
    bool shared = second >= 3;
    for (size_t i = second; i < p.n && shared; i++)
        shared = p.v[i].joined && attributes_agree(p.v[second - 1].norm, p.v[i].norm);
    bool plural;
    struct str head = head_singular(a, &p, &plural);
    if (!head.p)
        return shared ? share_complement(a, p.v[0].raw, &p, second) : whole(a, text);
    if (!plural && joins != 1)
        return whole(a, text);
    return shared ? share_complement(a, head, &p, second) : share_head(a, head, &p);
}
