// entities_roles: the offices that a text says a person holds, held or is to hold; see
// entities_int.h.
//
// Before the name a role is a run of titles and of what belongs to them (وزير الدفاع العراقي
// السابق). Behind it a role has to be introduced, because another person's may begin there (استقبل
// فلان رئيس الوزراء): by a mark and closed by one (، وزير الخارجية،), by بصفته or by الذي يشغل
// منصب, or it stands in apposition, definite to its end, after a name that no verb of meeting
// governs.  A role that leads to another person's name is that person's.
//
// Limits: one clause; "the former" is read from the role's own words and from the verb before منصب.
#include "read/entities_int.h"
#include "read/ner.h"
#include "text/fold.h"

enum { LETTER = 2, ROLE_WORDS = 10, OFFICE_GAP = 4, LOOSE_MAX = 3 };

// Attributes that go on with a role, folded.  Order: by code point, in the other lists too.
static const struct str role_attributes[] = {
    S_INIT("الاسبق"),   S_INIT("الاسبقه"),  S_INIT("الاعلي"),   S_INIT("الاعمال"),
    S_INIT("الاممي"),   S_INIT("الاول"),    S_INIT("الجديد"),   S_INIT("الجديده"),
    S_INIT("الحالي"),   S_INIT("الحاليه"),  S_INIT("الخاص"),    S_INIT("الدولي"),
    S_INIT("الراحل"),   S_INIT("السابق"),   S_INIT("السابقه"),  S_INIT("السابقين"),
    S_INIT("العام"),    S_INIT("العامه"),   S_INIT("الفني"),    S_INIT("المؤقت"),
    S_INIT("المخلوع"),  S_INIT("المستقيل"), S_INIT("المعزول"),  S_INIT("المقال"),
    S_INIT("المكلف"),   S_INIT("المكلفه"),  S_INIT("المنتخب"),  S_INIT("المنتخبه"),
    S_INIT("المنتهيه"), S_INIT("الموقت"),   S_INIT("الوطني"),   S_INIT("باسم"),
    S_INIT("بالانابه"), S_INIT("بالنيابه"), S_INIT("بالوكاله"), S_INIT("تصريف"),
    S_INIT("عام"),      S_INIT("لشؤون"),    S_INIT("ولايته"),
};

// What an attribute says about the office.
static const struct {
    struct str word;
    enum role_state state;
} state_words[] = {
    {S_INIT("الاسبق"),     ROLE_FORMER},
    {S_INIT("الاسبقه"),   ROLE_FORMER},
    {S_INIT("الراحل"),     ROLE_FORMER},
    {S_INIT("السابق"),     ROLE_FORMER},
    {S_INIT("السابقه"),   ROLE_FORMER},
    {S_INIT("السابقين"), ROLE_FORMER},
    {S_INIT("المخلوع"),   ROLE_FORMER},
    {S_INIT("المستقيل"), ROLE_FORMER},
    {S_INIT("المعزول"),   ROLE_FORMER},
    {S_INIT("المقال"),     ROLE_FORMER},
    {S_INIT("المنتهيه"), ROLE_FORMER},
    {S_INIT("باعمال"),     ROLE_ACTING},
    {S_INIT("بمهام"),       ROLE_ACTING},
    {S_INIT("تصريف"),       ROLE_ACTING},
    {S_INIT("المكلف"),     ROLE_ACTING},
    {S_INIT("المكلفه"),   ROLE_ACTING},
    {S_INIT("الموقت"),     ROLE_ACTING},
    {S_INIT("المؤقت"),     ROLE_ACTING},
    {S_INIT("بالانابه"), ROLE_ACTING},
    {S_INIT("بالنيابه"), ROLE_ACTING},
    {S_INIT("بالوكاله"), ROLE_ACTING},
    {S_INIT("المنتخب"),   ROLE_ELECT },
    {S_INIT("المنتخبه"), ROLE_ELECT },
};

// Words that begin an office, folded, with and without the article.
static const struct str offices[] = {
    S_INIT("امير"),   S_INIT("امين"),   S_INIT("امينه"),   S_INIT("رئيس"),  S_INIT("رئيسه"),
    S_INIT("زعيم"),   S_INIT("زعيمه"),  S_INIT("سفير"),    S_INIT("سفيره"), S_INIT("سلطان"),
    S_INIT("عضو"),    S_INIT("عضوه"),   S_INIT("عمده"),    S_INIT("قائد"),  S_INIT("قائده"),
    S_INIT("مؤسس"),   S_INIT("مبعوث"),  S_INIT("مبعوثه"),  S_INIT("متحدث"), S_INIT("متحدثه"),
    S_INIT("محافظ"),  S_INIT("مدير"),   S_INIT("مديره"),   S_INIT("مرشد"),  S_INIT("مساعد"),
    S_INIT("مساعده"), S_INIT("مستشار"), S_INIT("مستشاره"), S_INIT("مفتي"),  S_INIT("مفوض"),
    S_INIT("مفوضه"),  S_INIT("ملك"),    S_INIT("ملكه"),    S_INIT("ممثل"),  S_INIT("ممثله"),
    S_INIT("مندوب"),  S_INIT("مندوبه"), S_INIT("منسق"),    S_INIT("منسقه"), S_INIT("نائب"),
    S_INIT("نائبه"),  S_INIT("ناطق"),   S_INIT("ناطقه"),   S_INIT("نقيب"),  S_INIT("والي"),
    S_INIT("وزير"),   S_INIT("وزيره"),  S_INIT("وكيل"),    S_INIT("وكيله"), S_INIT("ولي"),
};

// Forms of address: alone they are no office.
static const struct str addresses[] = {
    S_INIT("الاستاذ"), S_INIT("الاستاذه"), S_INIT("الدكتور"), S_INIT("الدكتوره"), S_INIT("السيد"),
    S_INIT("السيده"),  S_INIT("الشيخ"),    S_INIT("المهندس"), S_INIT("المهندسه"), S_INIT("د"),
    S_INIT("دكتور"),   S_INIT("سيد"),      S_INIT("شيخ"),     S_INIT("مستر"),     S_INIT("مهندس"),
};

// Titles that stand between an office and the name: وزير الدفاع اللواء فلان.
static const struct str ranks[] = {
    S_INIT("الامير"), S_INIT("الاميره"), S_INIT("الجنرال"), S_INIT("الحاج"),  S_INIT("الرائد"),
    S_INIT("العقيد"), S_INIT("العميد"),  S_INIT("الفريق"),  S_INIT("القاضي"), S_INIT("اللواء"),
    S_INIT("المشير"), S_INIT("المقدم"),  S_INIT("الملازم"), S_INIT("النقيب"),
};

// Verbs whose object may stand behind their subject and be a person in office.
static const struct str meeting_verbs[] = {
    S_INIT("ابلغ"),   S_INIT("اتهم"),  S_INIT("استدعي"), S_INIT("استقبل"), S_INIT("استقبلت"),
    S_INIT("اقال"),   S_INIT("التقت"), S_INIT("التقي"),  S_INIT("خلف"),    S_INIT("دعا"),
    S_INIT("دعت"),    S_INIT("زار"),   S_INIT("زارت"),   S_INIT("شكر"),    S_INIT("عين"),
    S_INIT("كلف"),    S_INIT("هاتف"),  S_INIT("هنا"),    S_INIT("ودع"),    S_INIT("يزور"),
    S_INIT("يستقبل"), S_INIT("يلتقي"),
};

// "… who holds the office of": the verb says whether he still does.
static const struct {
    struct str verb;
    enum role_state state;
} office_verbs[] = {
    {S_INIT("تتولي"), ROLE_CURRENT},
    {S_INIT("تشغل"),   ROLE_CURRENT},
    {S_INIT("تولت"),   ROLE_FORMER },
    {S_INIT("تولي"),   ROLE_FORMER },
    {S_INIT("شغل"),     ROLE_FORMER },
    {S_INIT("شغلت"),   ROLE_FORMER },
    {S_INIT("يتولي"), ROLE_CURRENT},
    {S_INIT("يشغل"),   ROLE_CURRENT},
};

struct role_reader {
    struct arena *a;
    const struct ner_text *t;
    const uint8_t *tags;
    struct token_span sentence;
};

static struct str norm_of(const struct role_reader *r, size_t i)
{
    return r->t->d->tokens.v[i].norm;
}

static bool is_word(const struct role_reader *r, size_t i)
{
    return i < r->sentence.end && r->t->d->tokens.v[i].kind == TOKEN_WORD;
}

// The word without what is written onto it, folded.
static struct str base_of(const struct role_reader *r, size_t i)
{
    struct name_forms f = name_forms_of(r->a, norm_of(r, i));
    size_t form = r->t->types[i]->word.form;
    return f.v[form < f.n ? form : 0];
}

static bool has_class(const struct role_reader *r, size_t i, uint32_t classes)
{
    return is_word(r, i) && (r->t->hits[i].single & classes) != 0;
}

static bool is_person(const struct role_reader *r, size_t i)
{
    return i < r->sentence.end && r->tags[i] != NER_OUT && NER_TYPE(r->tags[i]) == ENTITY_PERSON;
}

static bool is_attribute(const struct role_reader *r, size_t i)
{
    return str_is_in(base_of(r, i), role_attributes, COUNT_OF(role_attributes)) ||
           str_is_in(norm_of(r, i), role_attributes, COUNT_OF(role_attributes));
}

static bool may_be_in_role(const struct role_reader *r, size_t i)
{
    const uint32_t classes = GAZETTEER_BIT(GAZETTEER_TITLE) | GAZETTEER_BIT(GAZETTEER_NATION) |
                             GAZETTEER_BIT(GAZETTEER_SUBJECT) | GAZETTEER_BIT(GAZETTEER_ORG_HEAD);
    if (!is_word(r, i) || is_person(r, i))
        return false;
    return r->tags[i] != NER_OUT || has_class(r, i, classes) || is_attribute(r, i) ||
           (r->t->hits[i].inside & GAZETTEER_BIT(GAZETTEER_TITLE));
}

static bool has_conjunction(const struct role_reader *r, size_t i)
{
    struct name_forms f = name_forms_of(r->a, norm_of(r, i));
    size_t form = r->t->types[i]->word.form;
    return form < f.n && f.conjunction[form];
}

// A word with the article that may say what the office is of, though no list has it: وزير الموارد
// المائية.
static bool may_follow_office(const struct role_reader *r, size_t i)
{
    const uint32_t never = GAZETTEER_BIT(GAZETTEER_TIME) | GAZETTEER_BIT(GAZETTEER_CUE);
    struct str norm = is_word(r, i) ? norm_of(r, i) : (struct str){0};
    return (str_starts(norm, S("ال")) || str_starts(norm, S("لل"))) && norm.n >= 5 * LETTER &&
           !is_person(r, i) && !has_class(r, i, never) && !str_eq(norm, S("الذي")) &&
           !str_eq(norm, S("التي")) && !str_eq(norm, S("اليوم"));
}

// The tokens of the role before the person whose name begins at `name`: empty where there is none.
static struct token_span role_before(const struct role_reader *r, size_t name)
{
    struct token_span role = {name, name};
    size_t loose = 0;
    if (has_conjunction(r, name)) // وزير الزراعة وفلان
        return role;
    for (size_t i = name; i > r->sentence.first && name - i < ROLE_WORDS; i--) {
        bool sure = may_be_in_role(r, i - 1);
        if (!sure && (!may_follow_office(r, i - 1) || loose++ == LOOSE_MAX))
            break;
        if (has_class(r, i - 1, GAZETTEER_BIT(GAZETTEER_TITLE)))
            role.first = i - 1;
        if (has_conjunction(r, i - 1))
            break;
    }
    while (role.end > role.first + 1 &&
           (str_is_in(norm_of(r, role.end - 1), ranks, COUNT_OF(ranks)) ||
            str_is_in(norm_of(r, role.end - 1), addresses, COUNT_OF(addresses))))
        role.end--;
    // القائم بأعمال وزير الداخلية
    if (role.first >= r->sentence.first + 2 && role.end > role.first &&
        (str_eq(norm_of(r, role.first - 1), S("باعمال")) ||
         str_eq(norm_of(r, role.first - 1), S("بمهام"))) &&
        str_has(norm_of(r, role.first - 2), S("القائم")))
        role.first -= 2;
    // حكم فلان is what he did.
    bool bare = role.end == role.first + 1 && !str_starts(base_of(r, role.first), S("ال")) &&
                !str_is_in(base_of(r, role.first), addresses, COUNT_OF(addresses));
    return bare ? (struct token_span){name, name} : role;
}

static bool is_office(const struct role_reader *r, size_t i)
{
    if (!is_word(r, i))
        return false;
    struct str base = norm_of(r, i);
    if (str_starts(base, S("ال")) && base.n >= 5 * LETTER)
        base = str_drop(base, 2 * LETTER);
    return str_is_in(base, offices, COUNT_OF(offices));
}

// A role that begins at token i.  A word with و goes on with it only as part of a ministry's name.
static struct token_span role_at(const struct role_reader *r, size_t i)
{
    struct token_span role = {i, i};
    if (!is_office(r, i))
        return role;
    size_t loose = 0; // words that no list has, right behind the office
    for (role.end = i + 1; role.end < i + ROLE_WORDS; role.end++) {
        bool behind = role.end == i + 1 + loose && loose < LOOSE_MAX;
        bool joined = is_word(r, role.end) && has_conjunction(r, role.end);
        bool sure = joined ? has_class(r, role.end, GAZETTEER_BIT(GAZETTEER_SUBJECT))
                           : may_be_in_role(r, role.end);
        if (!sure && (joined || !behind || !may_follow_office(r, role.end)))
            break;
        loose += !sure;
    }
    // فلان وزير الخارجية فلان: the next one's.
    if (is_person(r, role.end) && !has_conjunction(r, role.end))
        role.end = i;
    return role;
}

// The role ends in something that is known: الوزراء، العراقي, a place or an organisation.
static bool is_definite(const struct role_reader *r, struct token_span role)
{
    size_t last = role.end - 1;
    return role.end > role.first &&
           (str_starts(norm_of(r, last), S("ال")) || str_starts(norm_of(r, last), S("لل")) ||
            r->tags[last] != NER_OUT || is_attribute(r, last));
}

static bool is_mark(const struct role_reader *r, size_t i, const char *marks)
{
    if (i >= r->sentence.end || r->t->d->tokens.v[i].kind != TOKEN_MARK)
        return false;
    struct str raw = token_text(r->t->d->text, &r->t->d->tokens.v[i]);
    return str_has(str_from_cstr(marks), raw);
}

static bool is_end(const struct role_reader *r, size_t i)
{
    return i >= r->sentence.end || is_mark(r, i, "،,.؛:)-–—؟!»\"");
}

// ، وزير الخارجية، and (وزير الخارجية)
static struct token_span role_in_marks(const struct role_reader *r, size_t end)
{
    struct token_span none = {end, end};
    if (!is_mark(r, end, "،,(-–—"))
        return none;
    struct token_span role = role_at(r, end + 1);
    return is_definite(r, role) && is_end(r, role.end) ? role : none;
}

// Whether a verb of meeting governs the person at `first`, with or without a role between.
static bool is_met(const struct role_reader *r, size_t first)
{
    return first > r->sentence.first && is_word(r, first - 1) &&
           str_is_in(base_of(r, first - 1), meeting_verbs, COUNT_OF(meeting_verbs));
}

static struct token_span role_beside(const struct role_reader *r, struct token_span name,
                                     struct token_span before)
{
    struct token_span role = role_at(r, name.end), none = {name.end, name.end};
    bool has_title = before.end > before.first;
    return !has_title && is_definite(r, role) && !is_met(r, name.first) ? role : none;
}

// بصفته وزير الخارجية; الذي (كان) يشغل منصب وزير الخارجية.
static struct token_span role_of_office(const struct role_reader *r, size_t end,
                                        enum role_state *state)
{
    struct token_span none = {end, end};
    size_t i = end + is_mark(r, end, "،,");
    *state = ROLE_CURRENT;
    if (is_word(r, i) && (str_eq(norm_of(r, i), S("بصفته")) || str_eq(norm_of(r, i), S("بصفتها"))))
        return role_at(r, i + 1);
    if (!is_word(r, i) || !(str_eq(norm_of(r, i), S("الذي")) || str_eq(norm_of(r, i), S("التي"))))
        return none;
    bool was = false, holds = false;
    for (size_t limit = i++ + OFFICE_GAP; i < limit && is_word(r, i); i++) {
        was |= str_eq(norm_of(r, i), S("كان")) || str_eq(norm_of(r, i), S("كانت"));
        for (size_t k = 0; k < COUNT_OF(office_verbs); k++)
            if (str_eq(norm_of(r, i), office_verbs[k].verb)) {
                holds = true;
                *state = office_verbs[k].state;
            }
        if (holds && (str_eq(norm_of(r, i), S("منصب")) || str_eq(norm_of(r, i), S("مهام")))) {
            *state = was ? ROLE_FORMER : *state;
            return role_at(r, i + 1);
        }
    }
    return none;
}

// What the role's own words say; `state` where they say nothing.
static enum role_state state_of(const struct role_reader *r, struct token_span role,
                                enum role_state state)
{
    for (size_t i = role.first; i < role.end; i++)
        for (size_t k = 0; k < COUNT_OF(state_words); k++)
            if (str_eq(norm_of(r, i), state_words[k].word))
                return state_words[k].state;
    return state;
}

static bool is_address_only(const struct role_reader *r, struct token_span role)
{
    for (size_t i = role.first; i < role.end; i++)
        if (!str_is_in(base_of(r, i), addresses, COUNT_OF(addresses)))
            return false;
    return true;
}

static void add_role(const struct role_reader *r, struct token_span at, enum role_state state,
                     struct mention *m)
{
    if (at.end <= at.first || m->role_count == COUNT_OF(m->roles))
        return;
    const struct token *v = r->t->d->tokens.v;
    m->roles[m->role_count++] = (struct role){
        .text = token_span_display(r->a, r->t, at),
        .state = state_of(r, at, state),
        .at = {v[at.first].start, v[at.end - 1].end},
        .is_address = is_address_only(r, at)
    };
}

void roles_read(struct arena *a, const struct ner_text *t, const uint8_t *tags,
                struct token_span sentence, struct token_span name, struct mention *m)
{
    struct role_reader r = {a, t, tags, sentence};
    struct token_span before = role_before(&r, name.first), behind = role_in_marks(&r, name.end);
    enum role_state state = ROLE_CURRENT;
    if (behind.end == behind.first)
        behind = role_beside(&r, name, before);
    if (behind.end == behind.first)
        behind = role_of_office(&r, name.end, &state);
    add_role(&r, before, ROLE_CURRENT, m);
    add_role(&r, behind, state, m);
}
