// entities_pairs: two bodies of one kind named together (سفارتا فرنسا وألمانيا); see
// entities_int.h.
//
// The head stands in the dual of the construct, which nothing else looks like but a word with "my"
// (حزبي); so a complement with the article or from the lists has to follow, and و with another.
// text/coordinate.h writes the names out.
#include "read/entities_int.h"
#include "read/ner.h"

enum { LETTER = 2, PAIR_MORE_MAX = 4 };

// Heads in the nominative and the other cases, folded; plurals of which none is broken.
static const struct str pair_heads[] = {
    S_INIT("برلمانا"), S_INIT("برلماني"), S_INIT("بلديتا"), S_INIT("بلديتي"), S_INIT("بنكا"),
    S_INIT("بنكي"),    S_INIT("جامعتا"),  S_INIT("جامعتي"), S_INIT("جيشا"),   S_INIT("جيشي"),
    S_INIT("حركتا"),   S_INIT("حركتي"),   S_INIT("حزبا"),   S_INIT("حزبي"),   S_INIT("حكومتا"),
    S_INIT("حكومتي"),  S_INIT("سفارتا"),  S_INIT("سفارتي"), S_INIT("شركتا"),  S_INIT("شركتي"),
    S_INIT("صحيفتا"),  S_INIT("صحيفتي"),  S_INIT("قناتا"),  S_INIT("قناتي"),  S_INIT("كتلتا"),
    S_INIT("كتلتي"),   S_INIT("لجنتا"),   S_INIT("لجنتي"),  S_INIT("مجلسا"),  S_INIT("مجلسي"),
    S_INIT("محكمتا"),  S_INIT("محكمتي"),  S_INIT("منظمتا"), S_INIT("منظمتي"), S_INIT("مؤسستا"),
    S_INIT("مؤسستي"),  S_INIT("نقابتا"),  S_INIT("نقابتي"), S_INIT("هيئتا"),  S_INIT("هيئتي"),
    S_INIT("وزارات"),  S_INIT("وزارتا"),  S_INIT("وزارتي"), S_INIT("وكالتا"), S_INIT("وكالتي"),
};

// The end of a complement at token i, `joined` with و or not; i: none stands there.
static size_t complement_end(struct arena *a, const struct ner_text *t, size_t i, size_t end,
                             bool joined)
{
    const uint32_t names = GAZETTEER_BIT(GAZETTEER_COUNTRY) | GAZETTEER_BIT(GAZETTEER_CITY) |
                           GAZETTEER_BIT(GAZETTEER_PLACE) | GAZETTEER_BIT(GAZETTEER_ORG) |
                           GAZETTEER_BIT(GAZETTEER_MEDIA) | GAZETTEER_BIT(GAZETTEER_COMPANY);
    if (i >= end || t->d->tokens.v[i].kind != TOKEN_WORD)
        return i;
    const struct gazetteer_hit *hit = &t->hits[i];
    struct name_forms f = name_forms_of(a, t->d->tokens.v[i].norm);
    bool listed = hit->words && (hit->begin & names);
    size_t form = listed ? hit->form : t->types[i]->word.form;
    form = form < f.n ? form : 0;
    struct str norm = t->d->tokens.v[i].norm;
    bool definite = str_starts(norm, joined ? S("وال") : S("ال")) && norm.n >= 5 * LETTER;
    if (listed && f.conjunction[form] == joined && !f.preposition[form])
        return i + hit->words;
    return definite ? i + 1 : i;
}

size_t pair_end(struct arena *a, const struct ner_text *t, const uint8_t *tags, size_t i,
                size_t end)
{
    struct str norm = t->d->tokens.v[i].norm;
    if (!str_ends(norm, S("ا")) && !str_ends(norm, S("ي")) && !str_ends(norm, S("ات")))
        return 0;
    struct name_forms f = name_forms_of(a, norm);
    bool head = false;
    for (size_t k = 0; k < f.n && !head; k++)
        head = str_is_in(f.v[k], pair_heads, COUNT_OF(pair_heads));
    if (!head)
        return 0;
    size_t at = complement_end(a, t, i + 1, end, false);
    if (at == i + 1 || tags[i + 1] == NER_BEGIN(ENTITY_ORG)) // named without what they are
        return 0;
    size_t joined = 0;
    for (size_t next; joined < PAIR_MORE_MAX; joined++, at = next)
        if ((next = complement_end(a, t, at, end, true)) == at)
            break;
    return joined ? at : 0;
}
