// entities_named: names that are made of common words; see entities_int.h.
//
// A tagger that learnt names by their letters and neighbours does not see that a treaty, a
// conference or a protest is named by plain words.  What gives them away is their form: a construct
// whose head says what it is and whose rest is definite (اتفاقية الإطار الاستراتيجي), a date in
// place of a name (احتجاجات تشرين 2019), a nationality (الغزو الأمريكي), quotation marks behind a
// word of naming (حملة تحمل اسم "ميغا").
//
// Two kinds hold another name and are named beside it: a government by its head (حكومة السوداني), a
// region by its direction (شمال شرق سوريا).
#include "base/str.h"
#include "read/entities_int.h"
#include "read/ner.h"

enum { LETTER = 2, DEFINITE_MIN = 2, DEFINITE_MAX = 4, QUOTED_MAX = 4, YEAR_DIGITS = 4 };

// How a head goes on: with a definite phrase, with a date, with a nationality.
enum named_form { NAMED_DEFINITE, NAMED_DATE, NAMED_NATION };

// Folded.  Order: by form.
static const struct {
    struct str word;
    enum named_form form;
} heads[] = {
    {S_INIT("اتفاقيه"),   NAMED_DEFINITE},
    {S_INIT("معاهده"),     NAMED_DEFINITE},
    {S_INIT("ميثاق"),       NAMED_DEFINITE},
    {S_INIT("بروتوكول"), NAMED_DEFINITE},
    {S_INIT("مبادره"),     NAMED_DEFINITE},
    {S_INIT("مؤتمر"),       NAMED_DEFINITE},
    {S_INIT("موتمر"),       NAMED_DEFINITE},
    {S_INIT("منتدي"),       NAMED_DEFINITE},
    {S_INIT("ملتقي"),       NAMED_DEFINITE},
    {S_INIT("قمه"),           NAMED_DEFINITE},
    {S_INIT("حوار"),         NAMED_DEFINITE},
    {S_INIT("احتجاجات"), NAMED_DATE    },
    {S_INIT("تظاهرات"),   NAMED_DATE    },
    {S_INIT("مظاهرات"),   NAMED_DATE    },
    {S_INIT("انتفاضه"),   NAMED_DATE    },
    {S_INIT("ثوره"),         NAMED_DATE    },
    {S_INIT("احداث"),       NAMED_DATE    },
    {S_INIT("هجمات"),       NAMED_DATE    },
    {S_INIT("حرب"),           NAMED_DATE    },
    {S_INIT("انقلاب"),     NAMED_DATE    },
    {S_INIT("حراك"),         NAMED_DATE    },
    {S_INIT("الغزو"),       NAMED_NATION  },
    {S_INIT("الاجتياح"), NAMED_NATION  },
    {S_INIT("العدوان"),   NAMED_NATION  },
    {S_INIT("الانتداب"), NAMED_NATION  },
};

static const struct str months[] = {
    S_INIT("يناير"),  S_INIT("فبراير"), S_INIT("مارس"),   S_INIT("ابريل"),  S_INIT("مايو"),
    S_INIT("يونيو"),  S_INIT("يوليو"),  S_INIT("اغسطس"),  S_INIT("سبتمبر"), S_INIT("اكتوبر"),
    S_INIT("نوفمبر"), S_INIT("ديسمبر"), S_INIT("كانون"),  S_INIT("شباط"),   S_INIT("اذار"),
    S_INIT("نيسان"),  S_INIT("ايار"),   S_INIT("حزيران"), S_INIT("تموز"),   S_INIT("اب"),
    S_INIT("ايلول"),  S_INIT("تشرين"),  S_INIT("جانفي"),  S_INIT("فيفري"),  S_INIT("افريل"),
    S_INIT("جوان"),   S_INIT("جويليه"), S_INIT("اوت"),    S_INIT("رمضان"),
};

// What a definite phrase of a name does not begin with: these speak of whoever was named before.
static const struct str anaphors[] = {
    S_INIT("الاطراف"),  S_INIT("البلدين"), S_INIT("الجانبين"),
    S_INIT("الدولتين"), S_INIT("الطرفين"), S_INIT("الفريقين"),
};

// Judgements that are written behind a name and are no part of it.
static const struct str judgements[] = {
    S_INIT("الاجرامي"), S_INIT("الاجراميه"), S_INIT("الارهابي"), S_INIT("الارهابيه"),
    S_INIT("الشقيق"),   S_INIT("الشقيقه"),   S_INIT("الصديق"),   S_INIT("الصديقه"),
    S_INIT("المتشدد"),  S_INIT("المتشدده"),  S_INIT("المتطرف"),  S_INIT("المتطرفه"),
    S_INIT("المحظور"),  S_INIT("المحظوره"),  S_INIT("المزعوم"),  S_INIT("المزعومه"),
};

static struct str norm_of(const struct ner_text *t, size_t i)
{
    return t->d->tokens.v[i].norm;
}

static bool is_definite(const struct ner_text *t, size_t i)
{
    return text_is_word(t, i) && str_starts(norm_of(t, i), S("ال")) && norm_of(t, i).n > 3 * LETTER;
}

static bool is_year(const struct ner_text *t, size_t i, size_t end)
{
    if (i >= end || t->d->tokens.v[i].kind != TOKEN_NUMBER)
        return false;
    struct str n = norm_of(t, i);
    return n.n == YEAR_DIGITS && (n.p[0] == '1' || n.p[0] == '2');
}

// Past "لعام 2008", "2019".
static size_t past_year(const struct ner_text *t, size_t i, size_t end)
{
    static const struct str words[] = {S_INIT("عام"), S_INIT("لعام"), S_INIT("سنه"),
                                       S_INIT("لسنه")};
    if (is_year(t, i, end))
        return i + 1;
    bool word = i + 1 < end && str_is_in(norm_of(t, i), words, COUNT_OF(words));
    return word && is_year(t, i + 1, end) ? i + 2 : i;
}

static size_t definite_end(const struct ner_text *t, size_t i, size_t end)
{
    const uint32_t others = GAZETTEER_BIT(GAZETTEER_TITLE) | GAZETTEER_BIT(GAZETTEER_NATION) |
                            GAZETTEER_BIT(GAZETTEER_TIME) | GAZETTEER_BIT(GAZETTEER_COUNTRY);
    size_t to = i;
    if (to >= end || text_has_class(t, to, others) ||
        str_is_in(norm_of(t, to), anaphors, COUNT_OF(anaphors)))
        return 0;
    while (to < end && to < i + DEFINITE_MAX && is_definite(t, to) &&
           !text_has_class(t, to, GAZETTEER_BIT(GAZETTEER_TITLE) | GAZETTEER_BIT(GAZETTEER_TIME)))
        to++;
    return to - i >= DEFINITE_MIN ? past_year(t, to, end) : 0;
}

static size_t date_end(const struct ner_text *t, size_t i, size_t end)
{
    if (i < end && t->d->tokens.v[i].kind == TOKEN_NUMBER)
        i++;
    if (i >= end || !text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_TIME)) ||
        !str_is_in(norm_of(t, i), months, COUNT_OF(months)))
        return 0;
    return past_year(t, i + 1, end);
}

static size_t nation_end(const struct ner_text *t, size_t i, size_t end)
{
    bool nation =
        i < end && is_definite(t, i) && text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_NATION));
    return nation ? i + 1 : 0;
}

// Asked first, as it is cheap: what may stand behind a head.
static bool may_go_on(const struct ner_text *t, size_t i)
{
    return is_definite(t, i) || t->d->tokens.v[i].kind == TOKEN_NUMBER ||
           text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_TIME));
}

size_t named_end(struct arena *a, const struct ner_text *t, size_t i, size_t end)
{
    if (!text_is_word(t, i) || i + 1 >= end || !may_go_on(t, i + 1))
        return 0;
    struct name_forms f = name_forms_of(a, norm_of(t, i));
    size_t form = t->types[i]->word.form;
    struct str head = f.v[form < f.n ? form : 0];
    for (size_t k = 0; k < COUNT_OF(heads); k++) {
        if (!str_eq(head, heads[k].word))
            continue;
        if (heads[k].form == NAMED_DATE)
            return date_end(t, i + 1, end);
        return heads[k].form == NAMED_NATION ? nation_end(t, i + 1, end)
                                             : definite_end(t, i + 1, end);
    }
    return 0;
}

static struct str mark_at(const struct ner_text *t, size_t i)
{
    return t->d->tokens.v[i].kind == TOKEN_MARK ? token_text(t->d->text, &t->d->tokens.v[i])
                                                : (struct str){0};
}

// بعنوان، باسم، تحمل اسم، المسماة: a name follows, if it is in marks.
static bool names_something(const struct ner_text *t, size_t i)
{
    static const struct str words[] = {
        S_INIT("بعنوان"), S_INIT("عنوان"),  S_INIT("باسم"),   S_INIT("اسم"),    S_INIT("المسماه"),
        S_INIT("المسمي"), S_INIT("تسمي"),   S_INIT("يسمي"),   S_INIT("الملقب"), S_INIT("اسمها"),
        S_INIT("اسمه"),   S_INIT("اطلق"),   S_INIT("اطلقت"),  S_INIT("تدعي"),   S_INIT("يدعي"),
        S_INIT("حمله"),   S_INIT("عمليه"),  S_INIT("مبادره"), S_INIT("مشروع"),  S_INIT("برنامج"),
        S_INIT("كتاب"),   S_INIT("روايه"),  S_INIT("فيلم"),   S_INIT("مسلسل"),  S_INIT("اغنيه"),
        S_INIT("وثيقه"),  S_INIT("مسرحيه"), S_INIT("البوم"),  S_INIT("تطبيق"),
    };
    return text_is_word(t, i) && str_is_in(norm_of(t, i), words, COUNT_OF(words));
}

struct token_span named_in_marks(const struct ner_text *t, size_t i, size_t end)
{
    static const struct str open[] = {S_INIT("\""), S_INIT("«"), S_INIT("“")};
    static const struct str close[] = {S_INIT("\""), S_INIT("»"), S_INIT("”")};
    struct token_span none = {0};
    if (i + 2 >= end || t->d->tokens.v[i + 1].kind != TOKEN_MARK || !names_something(t, i))
        return none;
    for (size_t k = 0; k < COUNT_OF(open); k++) {
        if (!str_eq(mark_at(t, i + 1), open[k]))
            continue;
        size_t to = i + 2;
        while (to < end && to - i - 2 < QUOTED_MAX && text_is_word(t, to))
            to++;
        if (to > i + 2 && to < end && str_eq(mark_at(t, to), close[k]))
            return (struct token_span){i + 2, to};
    }
    return none;
}

// --- names that hold another ---

static struct str direction_of(struct str word)
{
    static const struct str directions[] = {
        S_INIT("شمال"), S_INIT("شمالي"), S_INIT("جنوب"), S_INIT("جنوبي"),
        S_INIT("شرق"),  S_INIT("شرقي"),  S_INIT("غرب"),  S_INIT("غربي"),
    };
    for (size_t i = 0; i < COUNT_OF(directions); i++)
        if (str_eq(word, directions[i]))
            return word;
    return (struct str){0};
}

size_t named_around(struct arena *a, const struct ner_text *t, const uint8_t *tags, size_t first,
                    size_t name)
{
    if (name == first || tags[name] == NER_OUT || t->types[name]->word.form)
        return name;
    struct name_forms f = name_forms_of(a, norm_of(t, name - 1));
    size_t form = text_is_word(t, name - 1) ? t->types[name - 1]->word.form : 0;
    struct str before = f.v[form < f.n ? form : 0];
    if (NER_TYPE(tags[name]) == ENTITY_PERSON)
        return str_eq(before, S("حكومه")) || str_eq(before, S("اداره")) ? name - 1 : name;
    if (NER_TYPE(tags[name]) != ENTITY_PLACE || name < first + 2 || !direction_of(before).n)
        return name;
    f = name_forms_of(a, norm_of(t, name - 2));
    for (size_t k = 0; k < f.n; k++)
        if (direction_of(f.v[k]).n && !str_eq(f.v[k], before))
            return name - 2;
    return name;
}

size_t without_judgements(const struct ner_text *t, size_t first, size_t end)
{
    while (end > first + 1 && str_is_in(norm_of(t, end - 1), judgements, COUNT_OF(judgements)))
        end--;
    return end;
}

size_t without_media_head(const struct ner_text *t, size_t first, size_t end)
{
    const uint32_t brands = GAZETTEER_BIT(GAZETTEER_MEDIA) | GAZETTEER_BIT(GAZETTEER_COMPANY) |
                            GAZETTEER_BIT(GAZETTEER_ORG);
    bool head = end > first + 1 && text_has_class(t, first, GAZETTEER_BIT(GAZETTEER_MEDIA_HEAD)) &&
                !is_definite(t, first);
    bool brand = head && (t->hits[first + 1].begin & brands) &&
                 first + 1 + t->hits[first + 1].words == end && !is_definite(t, first + 1);
    return brand ? first + 1 : first;
}
