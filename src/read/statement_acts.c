// statement_acts: what a clause does, and how strongly.
//
// The first marker from the left decides: a negated act, a possibility (قد، ربما), a promise (سـ،
// من المقرر), an impersonal act (جرى، تم), a duty (على X أن), or an act verb; then the object noun
// may outrank the verb (أكد + التزام), and words of strength and doubt move it on the scale of
// arabic.md section 10: 6 signed … 0 possible.
#include "base/buf.h"
#include "read/statement_int.h"

enum { MARKER_WINDOW = 9, OBJECT_WINDOW = 9, PREAMBLE_MAX = 24 };

static bool is_in(const struct doc *d, size_t i, size_t end, const struct str *list)
{
    return i < end && is_word_of(act_word(d, i), list);
}

static struct str norm_at(const struct doc *d, size_t i, size_t end)
{
    return i < end ? d->tokens.v[i].norm : (struct str){0};
}

// Whether any token of the clause is in the list.
static bool has_word(const struct doc *d, size_t first, size_t end, const struct str *list)
{
    for (size_t i = first; i < end; i++)
        if (is_in(d, i, end, list))
            return true;
    return false;
}

// A word without و ب ل ك and the article, for the noun tables.
static struct str bare_noun(struct str norm)
{
    static const struct str prefixes[] = {S_INIT("وبال"), S_INIT("وال"), S_INIT("بال"),
                                          S_INIT("لل"),   S_INIT("ال"),  S_INIT("ب"),
                                          S_INIT("ل"),    S_INIT("و")};
    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        if (str_starts(norm, prefixes[i]) && norm.n >= prefixes[i].n + 6)
            return str_drop(norm, prefixes[i].n);
    return norm;
}

// The word itself, or with a suffixed pronoun: التزام، التزامها، التزامهما.
static bool is_noun(struct str norm, struct str noun)
{
    static const struct str pronouns[] = {S_INIT("ه"),  S_INIT("ها"), S_INIT("هم"), S_INIT("هما"),
                                          S_INIT("نا"), S_INIT("هن"), S_INIT("ات"), {0}};
    // ة becomes ت before a pronoun: أهمية، أهميتها.
    struct str stem = str_ends(noun, S("ه")) ? str_take(noun, noun.n - 2) : noun;
    if (str_eq(norm, noun))
        return true;
    if (!str_starts(norm, stem))
        return false;
    struct str rest = str_drop(norm, stem.n);
    if (stem.n < noun.n)
        return str_starts(rest, S("ت")) && is_word_of(str_drop(rest, 2), pronouns);
    return is_word_of(rest, pronouns);
}

static const struct act_object *object_of(struct str norm)
{
    for (size_t i = 0; i < act_object_count; i++)
        if (is_noun(norm, act_objects[i].word) || is_noun(bare_noun(norm), act_objects[i].word))
            return &act_objects[i];
    return NULL;
}

static const struct act_noun *masdar_of(struct str norm)
{
    for (size_t i = 0; i < act_noun_count; i++)
        if (is_noun(norm, act_nouns[i].stem_word) ||
            is_noun(bare_noun(norm), act_nouns[i].stem_word))
            return &act_nouns[i];
    return NULL;
}

static bool is_future(struct str word)
{
    // سيعقد، ستبدأ; not سياسة، ستة، سيارة، ستون.
    static const struct str not_verbs[] = {
        S_INIT("سياسه"), S_INIT("سياسات"), S_INIT("سياسي"),   S_INIT("سياده"),
        S_INIT("سياره"), S_INIT("سيارات"), S_INIT("ستون"),    S_INIT("ستين"),
        S_INIT("سته"),   S_INIT("سيناء"),  S_INIT("سيده"),    S_INIT("سيد"),
        S_INIT("سياق"),  S_INIT("سيطره"),  S_INIT("سيول"),    S_INIT("ستار"),
        S_INIT("سنوات"), S_INIT("سنوي"),   S_INIT("سنويا"),   S_INIT("سنويه"),
        S_INIT("سندات"), S_INIT("ستينات"), S_INIT("ستينيات"), {0}};
    bool shape = str_starts(word, S("سي")) || str_starts(word, S("ست")) || str_eq(word, S("سوف")) ||
                 (str_starts(word, S("سن")) && word.n >= 8);
    return shape && word.n >= 6 && !is_word_of(word, not_verbs);
}

static bool is_that(struct str norm)
{
    static const struct str that[] = {
        S_INIT("ان"), S_INIT("انه"), S_INIT("انها"), S_INIT("بان"), S_INIT("بانه"), S_INIT("انهم"),
        {0}};
    return is_word_of(norm, that);
}

// "verb ... على object": the raw words, the verb's own و left out.
static struct str marker_of(struct arena *a, const struct doc *d, size_t first, size_t from,
                            size_t last)
{
    static const struct str prepositions[] = {S_INIT("علي"), S_INIT("الي"), S_INIT("عن"),
                                              S_INIT("في"),  S_INIT("عدم"), {0}};
    struct str verb = token_text(d->text, &d->tokens.v[first]);
    if (act_word(d, first).n < d->tokens.v[first].norm.n)
        verb = str_drop(verb, 2);
    if (last == first || last >= d->tokens.n)
        return verb;
    // The words of "تم التوصل إلى اتفاق" and of "على دراسة إمكانية" stay together.
    while (from > first + 1 && from + 2 > last &&
           (is_word_of(d->tokens.v[from - 1].norm, prepositions) ||
            masdar_of(d->tokens.v[from - 1].norm)))
        from--;
    struct str object = str_sub(d->text, d->tokens.v[from].start, d->tokens.v[last].end);
    return arena_printf(a, "%.*s%s%.*s", STR_ARGS(verb), from == first + 1 ? " " : " ... ",
                        STR_ARGS(object));
}

static bool is_comma_before(const struct doc *d, size_t i)
{
    struct str mark = i > 0 ? token_text(d->text, &d->tokens.v[i - 1]) : (struct str){0};
    return str_eq(mark, S("،")) || str_eq(mark, S(","));
}

// What an announcement announces: a decision by its masdar (تعليق الدوام), else only news.
static void judge_announced(const struct doc *d, const struct clause *c, struct act_found *f)
{
    size_t end = c->end < f->verb + OBJECT_WINDOW ? c->end : f->verb + OBJECT_WINDOW;
    for (size_t i = f->verb + 1; i < end && !is_that(norm_at(d, i, end)); i++) {
        const struct act_noun *n = masdar_of(d->tokens.v[i].norm);
        if (!n || is_comma_before(d, i))
            continue;
        f->act = n->act;
        f->strength = n->strength;
        f->flags = n->flags;
        f->object = i;
        f->why = "what is announced: a masdar that acts";
        return;
    }
}

static const struct str governed[] = {S_INIT("علي"), S_INIT("الي"), S_INIT("عن"), {0}};
// Verbs whose marker names what they are about: وافق على إنشاء، اطلع على تقرير.
static const struct str approvals[] = {S_INIT("وافق"), S_INIT("صادق"), S_INIT("اطلع"), {0}};

static struct str stem_of_verb(const struct doc *d, size_t verb)
{
    bool imperfect;
    const struct act_verb *v = act_verb_of(act_word(d, verb), &imperfect);
    return v ? v->perfect : (struct str){0};
}

// The particles right behind the last word of a marker: "شددت على أن"، "بدء العمل على".
static size_t marker_tail(const struct doc *d, const struct clause *c, const struct act_found *f,
                          size_t last, size_t verb)
{
    struct str at = norm_at(d, last, c->end);
    bool begun = last > verb && str_eq(norm_at(d, last - 1, c->end), S("بدء"));
    bool noun = last > verb && (masdar_of(at) || begun) && f->act != ACT_COMMITMENT &&
                f->act != ACT_DECISION;
    if ((noun || begun || f->act == ACT_HEDGE) &&
        is_word_of(norm_at(d, last + 1, c->end), governed))
        last++;
    bool particle = is_word_of(norm_at(d, last, c->end), governed);
    if (particle && is_that(norm_at(d, last + 1, c->end)))
        last++;
    if (str_eq(act_word(d, verb), S("علي")) && last + 1 < c->end)
        last++;
    return last;
}

// The end of a masdar that opens a quotation: "أعاد ... التأكيد على أن".
static size_t masdar_end(const struct doc *d, const struct clause *c)
{
    size_t last = c->first;
    last += is_word_of(norm_at(d, last + 1, c->end), governed);
    return last + is_that(norm_at(d, last + 1, c->end));
}

// The object and what belongs to its marker: "على أهمية", "على أن", a booster further on
// ("التزام … التام"), a preposition the verb governs ("يدعو … إلى"), the masdar of a decision.
static struct str whole_marker(struct arena *a, const struct doc *d, const struct clause *c,
                               const struct act_found *f, size_t verb)
{
    static const struct str boosters[] = {S_INIT("المطلق"),  S_INIT("الكامل"), S_INIT("التام"),
                                          S_INIT("الراسخ"),  S_INIT("الثابت"), S_INIT("القاطع"),
                                          S_INIT("الثابته"), S_INIT("قاطعا"),  {0}};
    size_t last = f->object < c->end ? f->object : verb;
    bool plain = last == verb && f->act != ACT_FUTURE_PROMISE;
    size_t first_object = last;
    bool approves = is_word_of(stem_of_verb(d, verb), approvals);
    size_t end = c->end < verb + OBJECT_WINDOW ? c->end : verb + OBJECT_WINDOW;
    for (size_t i = verb + 1; plain && i < end && !is_comma_before(d, i); i++) {
        struct str norm = d->tokens.v[i].norm;
        const struct act_noun *n = f->act == ACT_DECISION ? masdar_of(norm) : NULL;
        bool no = str_eq(norm, S("عدم")) || str_eq(norm, S("بعدم")) || str_eq(norm, S("بدء"));
        size_t reach = verb + (f->flags & ACT_TAKES_OBJECT ? OBJECT_WINDOW : 5);
        bool governs = is_word_of(norm, governed) && i <= reach && !(f->flags & ACT_EXPRESSES);
        first_object = i;
        if (is_that(norm) || governs || no || (n && n->act == ACT_DECISION && i <= verb + 4))
            last = i + ((no || (governs && approves)) && i + 1 < c->end);
        if (last > verb || (str_starts(norm, S("ب")) && d->tokens.v[i].clitics.preposition))
            break;
    }
    size_t from = last;
    last = marker_tail(d, c, f, last, verb);
    struct str marker =
        marker_of(a, d, verb, plain && first_object < from ? first_object : from, last);
    for (size_t i = last + 1; i < c->end && i < last + 5 && !plain; i++)
        if (is_word_of(d->tokens.v[i].norm, boosters) &&
            (f->act == ACT_COMMITMENT || f->act == ACT_DEMAND || f->act == ACT_EMPHASIS))
            return arena_printf(a, "%.*s%s%.*s", STR_ARGS(marker), i == last + 1 ? " " : " ... ",
                                STR_ARGS(token_text(d->text, &d->tokens.v[i])));
    return marker;
}

// What the words behind a reporting verb make of it.
static void judge_object(const struct doc *d, const struct clause *c, struct act_found *f)
{
    size_t end = c->end < f->verb + OBJECT_WINDOW ? c->end : f->verb + OBJECT_WINDOW;
    for (size_t i = f->verb + 1; i < end; i++) {
        struct str norm = d->tokens.v[i].norm;
        if (is_comma_before(d, i) && str_starts(norm, S("و")))
            return; // a second object, or the next clause
        if (is_that(norm)) {
            f->clause_complement = true;
            for (size_t k = i + 1; k < c->end && k < i + 8; k++)
                if (is_future(act_word(d, k)) && f->flags & ACT_REPORTS) {
                    f->act = ACT_FUTURE_PROMISE;
                    f->strength = 4;
                    f->object = k;
                    f->why = "a reporting verb and a future behind أن";
                }
            return;
        }
        const struct act_object *o = object_of(norm);
        if (!o || (f->flags & ACT_DISCUSSION_VERB))
            continue;
        // Only reporting verbs are remade; others are lowered by what they are about.
        bool lowers = o->act == ACT_HEDGE || (o->act == ACT_EMPHASIS && f->act == ACT_AGREEMENT);
        if (!(f->flags & ACT_REPORTS) && !lowers)
            continue;
        f->strength = f->flags & ACT_REAFFIRMS && o->act == ACT_EMPHASIS ? 3 : o->strength;
        f->act = o->act;
        f->object = i;
        f->why = "the object noun outranks the verb";
        return;
    }
}

// سيُعقد، تُشكَّل، أُرجئ: a damma on the first letter of the verb.
static bool is_passive(const struct doc *d, size_t i)
{
    struct str raw = token_text(d->text, &d->tokens.v[i]);
    size_t at = str_find(raw, S("\u064f"));
    return at >= 2 && at <= 6 && raw.n >= 8;
}

// شهريا، يوميا، كل أسبوع: how often, not when.
static bool is_frequency(const struct doc *d, const struct date_mention *m)
{
    struct str text = str_sub(d->text, m->at.start, m->at.end);
    bool adverb = str_starts(m->value, S("P")) && !str_has(text, S(" "));
    return adverb;
}

static bool is_own_date(const struct doc *d, const struct clause *c,
                        const struct statement_context *context)
{
    size_t start = d->tokens.v[c->first].start, end = d->tokens.v[c->end - 1].end;
    for (size_t i = 0; i < context->date_count; i++) {
        const struct date_mention *m = &context->dates[i];
        if (m->at.start >= start && m->at.end <= end && !str_ends(m->value, S("_REF")) &&
            !is_frequency(d, m))
            return true;
    }
    return false;
}

// Moves the strength and says why.
static void move(struct arena *a, struct act_found *f, int by, const char *why)
{
    f->strength += by;
    f->strength_why = f->strength_why ? arena_printf(a, "%s; %s", f->strength_why, why).p : why;
}

// "تقرر تمديد": nobody is named who decides.
static bool is_impersonal_decision(const struct doc *d, const struct clause *c,
                                   const struct act_found *f)
{
    if (f->act != ACT_DECISION || f->verb + 1 >= c->end)
        return false;
    if (str_eq(act_word(d, f->verb), S("تقرر")))
        return masdar_of(norm_at(d, f->verb + 1, c->end)) != NULL;
    return is_passive(d, f->verb);
}

static void judge_strength(struct arena *a, const struct doc *d, const struct clause *c,
                           const struct statement_context *context, struct act_found *f)
{
    static const struct str boosters[] = {S_INIT("المطلق"),
                                          S_INIT("الكامل"),
                                          S_INIT("التام"),
                                          S_INIT("الراسخ"),
                                          S_INIT("الثابت"),
                                          S_INIT("القاطع"),
                                          S_INIT("المطلقه"),
                                          S_INIT("التامه"),
                                          S_INIT("الكامله"),
                                          S_INIT("قاطعا"),
                                          S_INIT("راسخا"),
                                          S_INIT("كاملا"),
                                          {0}};
    static const struct str urgent[] = {
        S_INIT("فورا"),   S_INIT("فوري"),    S_INIT("الفوري"),  S_INIT("عاجل"),
        S_INIT("عاجلا"),  S_INIT("العاجل"),  S_INIT("العاجله"), S_INIT("بشده"),
        S_INIT("باشد"),   S_INIT("القاطع"),  S_INIT("قاطعا"),   S_INIT("قاطعه"),
        S_INIT("المطلق"), S_INIT("المطلقه"), S_INIT("مطلقا"),   {0}};
    static const struct str again[] = {S_INIT("مجددا"), S_INIT("جديد"), S_INIT("اعاده"), {0}};
    static const struct str doubts[] = {
        S_INIT("شرط"),    S_INIT("بشرط"), S_INIT("شريطه"), S_INIT("اذا"),     S_INIT("حال"),
        S_INIT("المبدا"), S_INIT("ملزم"), S_INIT("ملزمه"), S_INIT("الامكان"), {0}};
    bool own_date = is_own_date(d, c, context);
    size_t near = c->end < f->verb + 6 ? c->end : f->verb + 6;
    if (f->act == ACT_COMMITMENT && has_word(d, c->first, c->end, boosters))
        move(a, f, 1, "+1: a word of strength (المطلق، التام …)");
    if (f->act == ACT_EMPHASIS && f->strength == 2 && f->flags & ACT_REPORTS &&
        has_word(d, c->lead, near, again))
        move(a, f, 1, "+1: affirmed again (مجددا، من جديد)");
    static const struct str begin[] = {S_INIT("بدء"), S_INIT("البدء"), {0}};
    if (f->act == ACT_DECISION && f->verb < c->end && has_word(d, f->verb + 1, near, begin))
        move(a, f, -1, "-1: only a beginning (بدء)");
    if (f->act == ACT_DEMAND && (own_date || has_word(d, c->first, c->end, urgent)))
        move(a, f, 1, own_date ? "+1: a date is set" : "+1: a word of urgency (فورا …)");
    if (f->act == ACT_FUTURE_PROMISE && !own_date)
        move(a, f, -1, "-1: no date is set");
    f->impersonal |= is_impersonal_decision(d, c, f);
    bool doubt = has_word(d, c->first, c->end, doubts);
    for (size_t i = c->first; i + 1 < c->end; i++) // "ما لم"
        doubt |=
            str_eq(norm_at(d, i, c->end), S("ما")) && str_eq(norm_at(d, i + 1, c->end), S("لم"));
    if (f->strength > 0 && doubt)
        move(a, f, -1, "-1: a condition or doubt (بشرط، إذا …)");
    if (f->strength > 0 && f->impersonal)
        move(a, f, -1, "-1: nobody is named who does it");
    if (f->strength < 0)
        f->strength = 0;
}

// A noun that cannot act itself: after سـ it is what will be done, not who does it.
static bool is_thing(struct str norm)
{
    static const struct str things[] = {S_INIT("الاجتماع"),
                                        S_INIT("الحكم"),
                                        S_INIT("القرار"),
                                        S_INIT("القمه"),
                                        S_INIT("الموتمر"),
                                        S_INIT("الدوره"),
                                        S_INIT("النتائج"),
                                        S_INIT("الاسماء"),
                                        S_INIT("المشروع"),
                                        S_INIT("العمل"),
                                        S_INIT("الاتفاق"),
                                        S_INIT("الاعلان"),
                                        S_INIT("التقرير"),
                                        S_INIT("التفاصيل"),
                                        S_INIT("الجلسه"),
                                        S_INIT("اعلان"),
                                        S_INIT("نشر"),
                                        S_INIT("عقد"),
                                        {0}};
    return is_word_of(norm, things);
}

// Words after which a perfect that could be a noun is a verb: قد وقع، كما بحث، الذي منح.
static bool is_verb_before(const struct doc *d, size_t i)
{
    static const struct str before[] = {
        S_INIT("قد"),  S_INIT("وقد"), S_INIT("فقد"),   S_INIT("كما"),
        S_INIT("لقد"), S_INIT("حيث"), S_INIT("وكذلك"), {0}};
    return i > 0 && is_word_of(d->tokens.v[i - 1].norm, before);
}

// A verb of no table at the start of a clause: told, not done; its word is the marker.  A passive
// promise (تُنشر) or decision (أُرجئ) is told by its damma.
static bool unknown_verb(const struct doc *d, size_t i, struct act_found *f)
{
    struct str word = act_word(d, i);
    bool passive = is_passive(d, i);
    bool future = str_starts(word, S("ي")) || str_starts(word, S("ت"));
    if (!passive && d->tokens.v[i].clitics.verb <= 0)
        return false;
    *f = (struct act_found){.act = ACT_NARRATIVE,
                            .verb = i,
                            .object = d->tokens.n,
                            .why = "a verb that tells and does not act"};
    if (passive && future) {
        f->act = ACT_FUTURE_PROMISE;
        f->strength = 4;
        f->impersonal = true;
        f->why = "a passive imperfect";
    }
    return true;
}

// Possibility and likelihood.
static bool marker_possible(const struct doc *d, const struct clause *c, size_t i,
                            struct act_found *f)
{
    static const struct str possible[] = {S_INIT("قد"), S_INIT("ربما"), S_INIT("يمكن"), {0}};
    static const struct str likely[] = {S_INIT("الممكن"), S_INIT("المحتمل"), S_INIT("المرجح"), {0}};
    struct str word = act_word(d, i), next = norm_at(d, i + 1, c->end);
    bool imperfect_next =
        str_starts(next, S("ي")) || str_starts(next, S("ت")) || str_starts(next, S("ن"));
    bool can = str_eq(word, S("يمكن"));
    if (is_word_of(word, possible) && next.n && (can || imperfect_next)) {
        *f = (struct act_found){.act = ACT_HEDGE,
                                .verb = i,
                                .object = can ? d->tokens.n : i + 1,
                                .why = "a word of possibility (قد، ربما، يمكن)"};
        return true;
    }
    if ((str_eq(word, S("من")) && is_word_of(next, likely)) ||
        (str_eq(word, S("علي")) && str_eq(next, S("استعداد")))) {
        *f = (struct act_found){.act = ACT_HEDGE,
                                .verb = i,
                                .object = i + 1,
                                .why = "a phrase of possibility (من الممكن، على استعداد)"};
        return true;
    }
    return false;
}

// Duties, of whoever is named behind them, and what is not allowed.
static bool marker_obligation(const struct doc *d, const struct clause *c, size_t i,
                              struct act_found *f)
{
    static const struct str duties[] = {
        S_INIT("يجب"),  S_INIT("يتعين"), S_INIT("ينبغي"), S_INIT("يحظر"),
        S_INIT("يمنع"), S_INIT("تمنع"),  S_INIT("تحظر"),  {0}};
    static const struct str forbids[] = {
        S_INIT("يجوز"), S_INIT("يحق"), S_INIT("يسمح"), S_INIT("تجوز"), {0}};
    struct str word = act_word(d, i), next = norm_at(d, i + 1, c->end);
    bool duty = is_word_of(word, duties) && next.n;
    bool forbidden = str_eq(word, S("لا")) && is_word_of(next, forbids);
    if (!duty && !forbidden)
        return false;
    *f = (struct act_found){.act = ACT_DEMAND,
                            .strength = 3,
                            .verb = i,
                            .object = forbidden || str_eq(next, S("علي")) ? i + 1 : d->tokens.n,
                            .flags = ACT_TAKES_OBJECT,
                            .why = duty ? "a word of duty (يجب، ينبغي …)"
                                        : "what is not allowed (لا يجوز …)"};
    return true;
}

// Intention, plan, and what is denied: a word before a word of a list, or before any.
static bool marker_pair(const struct doc *d, const struct clause *c, size_t i, struct act_found *f)
{
    static const struct str planned[] = {S_INIT("المقرر"), S_INIT("المنتظر"), S_INIT("المتوقع"),
                                         S_INIT("المزمع"), S_INIT("المرتقب"), {0}};
    static const struct str intends[] = {S_INIT("يعتزم"), S_INIT("تعتزم"), S_INIT("نعتزم"),
                                         S_INIT("ينوي"),  S_INIT("تنوي"),  {0}};
    static const struct {
        struct str word;
        const struct str *next; // NULL: any word
        enum act act;
        int strength;
        const char *why;
    } pairs[] = {
        {S_INIT("لا"), intends, ACT_FUTURE_PROMISE, 4, "an intention that is denied (لا يعتزم …)"},
        {S_INIT("لم"), NULL,    ACT_NARRATIVE,      0, "a past that is denied (لم)"                     },
        {S_INIT("لن"), NULL,    ACT_FUTURE_PROMISE, 4, "a future that is denied (لن)"                   },
        {S_INIT("من"), planned, ACT_FUTURE_PROMISE, 4, "a plan (من المقرر …)"                   },
    };
    struct str word = act_word(d, i), next = norm_at(d, i + 1, c->end);
    for (size_t k = 0; k < COUNT_OF(pairs); k++) {
        if (!str_eq(word, pairs[k].word) || next.n == 0 ||
            (pairs[k].next && !is_word_of(next, pairs[k].next)))
            continue;
        *f = (struct act_found){.act = pairs[k].act,
                                .strength = pairs[k].strength,
                                .verb = i,
                                .object = i + 1,
                                .impersonal = pairs[k].next == planned,
                                .why = pairs[k].why};
        return true;
    }
    return false;
}

// "على اللجنة أن تنشر": a duty at the start of a clause.
static bool marker_duty(const struct doc *d, const struct clause *c, size_t i, struct act_found *f)
{
    if (!str_eq(act_word(d, i), S("علي")) || i != c->first)
        return false;
    for (size_t k = i + 2; k < c->end && k < i + 8; k++)
        if (is_that(d->tokens.v[k].norm)) {
            *f = (struct act_found){.act = ACT_DEMAND,
                                    .strength = 3,
                                    .verb = i,
                                    .object = k,
                                    .flags = ACT_TAKES_OBJECT,
                                    .why = "a duty laid on somebody (على … أن)"};
            return true;
        }
    return false;
}

// "جرى بحث …", "تم الاتفاق على": an act without its doer.
static bool marker_done(const struct doc *d, const struct clause *c, size_t i, struct act_found *f)
{
    static const struct str done[] = {
        S_INIT("جري"), S_INIT("جرت"), S_INIT("تم"), S_INIT("تمت"), {0}};
    if (!is_word_of(act_word(d, i), done))
        return false;
    for (size_t k = i + 1; k < c->end && k < i + 4; k++) {
        if (is_that(norm_at(d, k, c->end)))
            break;
        const struct act_noun *n = masdar_of(d->tokens.v[k].norm);
        if (n) {
            *f = (struct act_found){.act = n->act,
                                    .strength = n->strength,
                                    .verb = k,
                                    .object = d->tokens.n,
                                    .flags = n->flags,
                                    .impersonal = true,
                                    .why = "an act without its doer (جرى، تم + masdar)"};
            judge_object(d, c, f);
            f->verb = i;
            if (f->object == d->tokens.n)
                f->object = k;
            return true;
        }
    }
    return false;
}

// A marker that begins at token i; false where none does.
static bool marker_at(const struct doc *d, const struct clause *c, size_t i, struct act_found *f)
{
    struct str word = act_word(d, i), next = norm_at(d, i + 1, c->end);
    bool imperfect;
    f->verb = i;
    if (marker_possible(d, c, i, f) || marker_obligation(d, c, i, f) || marker_pair(d, c, i, f) ||
        marker_duty(d, c, i, f) || marker_done(d, c, i, f))
        return true;
    if (is_future(word)) {
        *f = (struct act_found){.act = ACT_FUTURE_PROMISE,
                                .strength = 4,
                                .verb = i,
                                .object = d->tokens.n,
                                .why = "a verb in the future (سـ، سوف)"};
        judge_object(d, c, f);
        f->impersonal = is_passive(d, i) || is_thing(next);
        return true;
    }
    const struct act_verb *v = act_verb_of(word, &imperfect);
    if (!v || (v->flags & ACT_AMBIGUOUS && i > c->first && !imperfect &&
               d->tokens.v[i - 1].kind == TOKEN_WORD && !is_verb_before(d, i)))
        return i == c->first && unknown_verb(d, i, f);
    // "تُشكَّل لجنة": a passive imperfect promises that it will be done.
    if (imperfect && is_passive(d, i) && v->act != ACT_DEMAND) {
        *f = (struct act_found){.act = ACT_FUTURE_PROMISE,
                                .strength = 4,
                                .verb = i,
                                .object = d->tokens.n,
                                .impersonal = true,
                                .why = "a passive imperfect"};
        return true;
    }
    // "نقر بأن": to admit, not to adopt.
    if (str_eq(v->perfect, S("اقر")) && is_that(next)) {
        *f = (struct act_found){.act = ACT_EMPHASIS,
                                .strength = 2,
                                .verb = i,
                                .object = i + 1,
                                .flags = ACT_EXPRESSES,
                                .clause_complement = true,
                                .why = "an admission (أقر بأن)"};
        return true;
    }
    *f = (struct act_found){.act = v->act,
                            .strength = v->strength,
                            .verb = i,
                            .object = d->tokens.n,
                            .flags = v->flags,
                            .why = "the verb"};
    judge_object(d, c, f);
    if (v->flags & ACT_ANNOUNCES)
        judge_announced(d, c, f);
    return true;
}

// A negated act is none; a negated content keeps its act.
static bool is_negated(const struct doc *d, const struct clause *c, size_t verb)
{
    static const struct str negations[] = {S_INIT("لم"), S_INIT("ما"), S_INIT("لما"), {0}};
    return verb > c->first && is_word_of(act_word(d, verb - 1), negations);
}

// "لا صحة"، "لا يعفي": a denial, an assessment.
static bool is_denial(const struct doc *d, const struct clause *c)
{
    struct str next = norm_at(d, c->first + 1, c->end);
    static const struct str others[] = {S_INIT("يجوز"), S_INIT("يحق"),   S_INIT("يسمح"),
                                        S_INIT("تجوز"), S_INIT("يعتزم"), S_INIT("تعتزم"),
                                        S_INIT("ينوي"), S_INIT("تنوي"),  {0}};
    return str_eq(act_word(d, c->first), S("لا")) && !is_word_of(next, others) &&
           (str_eq(next, S("صحه")) || str_starts(next, S("ي")) || str_starts(next, S("ت")));
}

// "وإذ تثمن …، فإنها تجدد": the main clause stands behind فإن.
static size_t main_clause(const struct doc *d, const struct clause *c)
{
    static const struct str since[] = {S_INIT("اذ"), S_INIT("واذ"), {0}};
    static const struct str then[] = {S_INIT("فان"),   S_INIT("فانه"),  S_INIT("فانها"),
                                      S_INIT("فانهم"), S_INIT("فاننا"), {0}};
    if (is_word_of(norm_at(d, c->first, c->end), since))
        for (size_t i = c->first; i < c->end; i++)
            if (is_word_of(d->tokens.v[i].norm, then))
                return i + 1;
    return c->first;
}

// An item that is a masdar ("تمديد العمل بنظام …") of the verb in the line that announces the
// list ("قرر المجلس ما يأتي:"), or, without one, a decision by its own masdar.
static bool masdar_item(const struct doc *d, const struct clause *c, struct act_found *f)
{
    bool imperfect;
    struct str word = norm_at(d, c->first, c->end);
    bool no = str_eq(word, S("عدم"));
    const struct act_noun *n = masdar_of(no ? norm_at(d, c->first + 1, c->end) : word);
    const struct act_verb *v =
        c->governor < d->tokens.n ? act_verb_of(act_word(d, c->governor), &imperfect) : NULL;
    bool noun = d->tokens.v[c->first].kind == TOKEN_WORD &&
                !(d->tokens.v[c->first].clitics.classes & CLASS_FUNCTION) &&
                d->tokens.v[c->first].clitics.verb <= 0 && !act_verb_of(word, &imperfect);
    const struct act_object *o = n ? NULL : object_of(word); // استعدادها، تشبثها
    bool announces = v && v->flags & ACT_ANNOUNCES;
    bool known = n || no || o;
    if (!c->item || !(known || (v && noun)) ||
        (v && v->act == ACT_NARRATIVE && !known && !announces))
        return false;
    *f = (struct act_found){.act = ACT_DECISION,
                            .strength = 5,
                            .verb = c->first,
                            .object = no ? c->first + 1 : d->tokens.n,
                            .why = "an item of a list: a decision by its masdar"};
    bool governs = v && v->act != ACT_NARRATIVE;
    // The object noun outranks the verb ("يقرر: إدانة …"), but a plain decision is what the verb
    // is.
    if (governs && !o && !(n && (n->act != ACT_DECISION || v->act == ACT_DECISION))) {
        f->act = v->act;
        f->strength = v->strength;
        f->flags = v->flags & ~ACT_TAKES_OBJECT;
        f->why = "an item of a list: the verb that announces the list";
    } else if (n && (!no || n->act == ACT_DECISION)) {
        f->act = n->act;
        f->strength = n->strength;
        f->flags = n->flags;
        f->why = "an item of a list: its masdar";
    } else if (o) {
        f->act = o->act;
        f->strength = o->strength;
        f->why = "an item of a list: its noun";
    }
    return true;
}

struct act_found act_of(struct arena *a, const struct doc *d, const struct clause *c,
                        const struct statement_context *context)
{
    struct act_found f = {.act = ACT_NARRATIVE, .verb = d->tokens.n, .object = d->tokens.n};
    if (is_denial(d, c)) {
        f = (struct act_found){.act = ACT_EMPHASIS,
                               .strength = 2,
                               .verb = c->first,
                               .object = c->first + 1,
                               .clause_complement = true,
                               .why = "a denial or an assessment (لا صحة، لا …)"};
        f.marker = marker_of(a, d, c->first, c->first + 1, c->first + 1);
        return f;
    }
    // A masdar at the start of a quotation belongs to the verb before the mark: أعاد "التأكيد …
    const struct act_noun *masdar = masdar_of(norm_at(d, c->first, c->end));
    for (size_t i = c->lead; masdar && i < c->first; i++) {
        bool imperfect;
        const struct act_verb *v = act_verb_of(act_word(d, i), &imperfect);
        if (!v)
            continue;
        f = (struct act_found){.act = masdar->act,
                               .strength = v->flags & ACT_REAFFIRMS ? 3 : masdar->strength,
                               .verb = c->first,
                               .object = d->tokens.n,
                               .flags = masdar->flags | v->flags,
                               .why = "a masdar of the verb before the quotation"};
        judge_object(d, c, &f);
        f.verb = i;
        f.marker = marker_of(a, d, i, c->first, masdar_end(d, c));
        return f;
    }
    size_t start = main_clause(d, c);
    if (masdar_item(d, c, &f)) {
        judge_strength(a, d, c, context, &f);
        f.marker = f.object < c->end ? marker_of(a, d, c->first, f.object, f.object)
                                     : whole_marker(a, d, c, &f, c->first);
        return f;
    }
    size_t end = c->end < start + MARKER_WINDOW ? c->end : start + MARKER_WINDOW;
    for (size_t i = start; i < c->end && i < start + PREAMBLE_MAX; i++) {
        if (is_that(d->tokens.v[i].norm) && i > start)
            break;
        // Behind the window only the start of a new clause counts: "وفي إطار …، ناقش".
        if (i >= end && !is_comma_before(d, i))
            continue;
        if (d->tokens.v[i].kind != TOKEN_WORD || !marker_at(d, c, i, &f))
            continue;
        if (is_negated(d, c, i)) {
            f.act = ACT_NARRATIVE;
            f.strength = 0;
            f.why = "a negated act is none";
            f.object = i;
            f.verb = i;
            f.marker = marker_of(a, d, i - 1, i, i);
            return f;
        }
        judge_strength(a, d, c, context, &f);
        f.marker = whole_marker(a, d, c, &f, i);
        return f;
    }
    f = (struct act_found){.act = ACT_NARRATIVE,
                           .verb = d->tokens.n,
                           .object = d->tokens.n,
                           .why = "no marker was found"};
    return f;
}
