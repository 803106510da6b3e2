// keyphrases_form: agreement of definiteness, joints and names: how good a noun phrase some words
// make (arabic.md section 3).  A genitive is bare words before a definite one, an adjective agrees
// with its noun; everything else is a fault with a factor.
#include "read/keyphrases_int.h"

#include "text/background.h"

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
    PREPOSITION_ONCE = 0.35F, PREPOSITION_OFTEN = 0.9F, PREPOSITION_GOVERNED = 1.5F;

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
static bool is_governed(const struct doc *d, const struct keyphrase_word *head,
                        const struct keyphrase_word *later)
{
    const struct token *t = &d->tokens.v[head->token];
    if (!(t->clitics.classes & CLASS_GOVERNS))
        return false;
    struct str noun = clitic_base(t->norm, &t->clitics);
    for (size_t i = 0; i < COUNT_OF(governments); i++)
        if (str_eq(governments[i].noun, noun))
            return str_eq(governments[i].preposition, d->tokens.v[later->token - 1].norm);
    return false;
}

// فيصل بن تركي أهداه: behind a name with بن stands no further bare word but another part of it.
static bool is_overlong_name(const struct keyphrase_word *w, size_t n)
{
    bool linked = false;
    for (size_t i = 0; i + 1 < n; i++)
        linked |= w[i].link;
    return linked && w[n - 1].shape == SHAPE_BARE && !w[n - 1].given && !w[n - 2].link;
}

// Two indefinite words that often stand together: مذكرة تفاهم.
static bool is_term(const struct keyphrase_word *w)
{
    return background_pair_df_hashed(w[0].first_key, w[1].inner_key) > 0;
}

static float form_of_single(const struct keyphrase_word *w)
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
static float joint_factor(const struct doc *d, const struct keyphrase_word *w, size_t i,
                          uint32_t count)
{
    switch (w[i].joint) {
    case JOINT_NONE:
    case JOINT_PLAIN: return 1;
    case JOINT_AND: return count > 1 ? AND_OFTEN : AND_ONCE;
    case JOINT_CLITIC: return count > 1 ? CLITIC_OFTEN : CLITIC_ONCE;
    case JOINT_PREPOSITION: break;
    }
    if (is_governed(d, w, &w[i]))
        return PREPOSITION_GOVERNED;
    return count > 1 ? PREPOSITION_OFTEN : PREPOSITION_ONCE;
}

// Disagreement: a bare word behind a definite one (الحكومة قرار), a genitive behind an indefinite
// adjective (شركة كورية أعمال الحفر), pronouns.
static float agreement_of(const struct keyphrase_word *w, size_t n, bool person)
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

float keyphrase_form(const struct doc *d, const struct keyphrase_word *w, size_t n, uint32_t count)
{
    size_t names = 0;
    if (n == 1)
        return form_of_single(w);
    if (w[n - 1].link)
        return 0;
    bool person = w->title && w[1].name;
    float form = agreement_of(w, n, person);
    for (size_t i = 0; i < n; i++) {
        names += w[i].name;
        form *= i > 0 ? joint_factor(d, w, i, count) : 1;
    }
    form *= (w->weak ? WEAK_FIRST : 1) * (w[n - 1].weak ? WEAK_LAST : 1);
    if (person || (w->given && w[1].shape != SHAPE_PRONOUN))
        return form * (is_overlong_name(w, n) ? BROKEN_NAME : PERSON);
    if (names == n)
        return form * RARE_WORDS;
    if (n == 2 && w[1].shape == SHAPE_BARE && is_term(w))
        return form * TERM;
    return form * (w[n - 1].shape == SHAPE_ARTICLE ? ENDS_DEFINITE : 1);
}
