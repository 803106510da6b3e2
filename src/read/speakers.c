// speakers: see speakers.h.
//
// News names a speaker in full once and then by the last name, the role or nothing.  Everything
// that is introduced anywhere in the article is collected first; a later phrase is matched against
// it: last names by their words, organisations by a part of their name, roles by their head and the
// words that both share.  Where a verb has no subject, gender and number of the verb choose among
// who acted in the same sentence and who spoke before.
//
// Source: arabic.md section 5, and the rules of data/quotes.
// Limits: SPEAKERS_MAX phrases are remembered; carrying looks back at a few speakers only.
#include "read/speakers.h"

#include <assert.h>

#include "base/buf.h"
#include "read/person_name.h"

void speakers_collect(struct quote_reader *r)
{
    size_t n = r->d->tokens.n;
    for (size_t i = 0; i < n && r->known.n < SPEAKERS_MAX; i++) {
        bool person = r->person_end && r->person_end[i] > i && !W(i).clitics;
        if (!is_word(r, i) || !(person || IS(i, WORD_ROLE | WORD_GIVEN | WORD_TITLE | WORD_RANK |
                                                    WORD_ORG | WORD_DOC | WORD_MEDIA)))
            continue;
        struct phrase p;
        size_t limit = r->d->sentences[doc_sentence_of(r->d, i)].end;
        if (!phrase_parse(r, i, limit, &p) || phrase_words(r, p.name) < 2)
            continue;
        if (p.kind == SPEAKER_PERSON && !p.own_name)
            continue;
        size_t last = p.name.end - 1;
        if (p.own_name && p.name.first == i && !IS(i, WORD_GIVEN) &&
            (IS(i, WORD_VERBISH | WORD_CUE_VERB) || (IS(last, WORD_ROLE) && W(last).definite)))
            continue; // أحجم المسؤول: no name, whatever the entity reader says
        *vec_push(r->a, &r->known) = p;
        if (p.own_name)
            i = p.name.end > i ? p.name.end - 1 : i;
    }
}

void speakers_gather(struct quote_reader *r)
{
    size_t n = r->d->tokens.n, k = 0;
    r->gathered = true;
    for (size_t i = 0; i < n && r->named.n < SPEAKERS_MAX; i++) {
        struct phrase p = {.kind = SPEAKER_PERSON, .own_name = true, .head = i};
        while (k < r->known.n && r->known.v[k].head < i)
            k++;
        bool known = k < r->known.n && r->known.v[k].head == i;
        if (known)
            p = r->known.v[k++];
        else if (r->person_end && r->person_end[i] > i &&
                 !(k > 0 && r->known.v[k - 1].name.first == i))
            p.name = (struct token_range){i, p.end = r->person_end[i]};
        else
            continue;
        *vec_push(r->a, &r->named) = (struct named){.p = p};
    }
}

const struct phrase *speaker_named(struct quote_reader *r, size_t i)
{
    struct named *n = &r->named.v[i];
    if (!n->resolved)
        n->full =
            n->p.own_name && n->p.name.end <= n->p.name.first + 2 ? speaker_resolve(r, n->p) : n->p;
    n->resolved = true;
    return &n->full;
}

// --- resolving ----------------------------------------------------------------------------------

static struct str key_of(const struct quote_reader *r, size_t i)
{
    return r->words[i].base;
}

static bool is_long_vowel(struct str s)
{
    return str_starts(s, S("ا")) || str_starts(s, S("و")) || str_starts(s, S("ي"));
}

// قرتولموش, قورتولموش: the same consonants, at least four.
static bool same_skeleton(struct str a, struct str b)
{
    size_t i = 0, k = 0, same = 0;
    while (i < a.n || k < b.n) {
        bool weak_a = i < a.n && is_long_vowel(str_drop(a, i));
        bool weak_b = k < b.n && is_long_vowel(str_drop(b, k));
        if (weak_a || weak_b) {
            i += weak_a ? 2 : 0;
            k += weak_b ? 2 : 0;
            continue;
        }
        if (i + 2 > a.n || k + 2 > b.n || a.p[i] != b.p[k] || a.p[i + 1] != b.p[k + 1])
            return false;
        i += 2, k += 2, same++;
    }
    return same >= 4;
}

// `part` is a shorter form of the name `whole`: its last words, or some in its middle (سلمى اللومي
// الرقيق, اللومي), but never the first name alone.
static bool is_short_for(const struct quote_reader *r, struct token_range part,
                         struct token_range whole)
{
    while (part.first + 1 < part.end && IS(part.first, WORD_RANK) && W(part.first).definite)
        part.first++; // الأستاذ المنصوري
    size_t words = phrase_words(r, part);
    if (words >= phrase_words(r, whole))
        return false;
    for (size_t at = whole.first + (words < 2); at < whole.end; at++) {
        size_t a = part.first, b = at;
        while (a < part.end && b < whole.end) {
            if (!is_word(r, a))
                a++;
            else if (!is_word(r, b))
                b++;
            else if (str_eq(r->d->tokens.v[a].norm, r->d->tokens.v[b].norm))
                a++, b++;
            else
                break;
        }
        if (a == part.end)
            return true;
    }
    if (words == 1 && whole.end > whole.first + 1 && is_word(r, whole.end - 1) &&
        ((W(part.first).definite != W(whole.end - 1).definite && // الهلالي for كريم هلالي
          str_eq(key_of(r, part.first), key_of(r, whole.end - 1))) ||
         same_skeleton(key_of(r, part.first), key_of(r, whole.end - 1))))
        return true;
    // نوري أبو سهمين for نوري علي أبو سهمين
    return words >= 2 && str_eq(key_of(r, part.first), key_of(r, whole.first)) &&
           str_eq(key_of(r, part.end - 1), key_of(r, whole.end - 1));
}

// Whether the words of `part` stand together in `whole` from token `at` on; marks between them do
// not count.  *end is where they end.
static bool stands_at(const struct quote_reader *r, struct token_range part,
                      struct token_range whole, size_t at, size_t *end)
{
    size_t a = part.first, b = at;
    while (a < part.end && b < whole.end) {
        if (!is_word(r, a))
            a++;
        else if (!is_word(r, b))
            b++;
        else if (str_eq(key_of(r, a), key_of(r, b)))
            a++, b++;
        else
            return false;
    }
    *end = b;
    return a == part.end;
}

// Another name of the same: الاتحاد الدولي لكرة القدم "الفيفا", صندوق … للطفولة (اليونيسف).
static bool is_alias(const struct quote_reader *r, struct token_range part,
                     struct token_range whole)
{
    size_t stop = whole.end + 2 < r->d->tokens.n ? whole.end + 2 : r->d->tokens.n;
    for (size_t i = whole.first + 2; i < stop; i++)
        if (is_word(r, i) && (mark_byte(r->d, i - 1) == '(' || mark_is_quote(r->d, i - 1)) &&
            str_eq(key_of(r, part.first), key_of(r, i)))
            return phrase_words(r, part) == 1;
    return false;
}

// `part` is the start of `whole`, or what stands behind its head (وزارة الداخلية, الداخلية), but
// nothing further inside (رئاسة مجلس الوزارة).
static bool is_part_of(const struct quote_reader *r, struct token_range part,
                       struct token_range whole)
{
    // أعلنت الأمم المتحدة: not its mission, بعثة الأمم المتحدة
    bool ministry = str_eq(key_of(r, whole.first), S("وزاره"));
    bool tail =
        ministry || (part.first > 0 && mark_is_quote(r->d, part.first - 1)); // أكد "الوطني الحر"
    bool other = IS(part.first, WORD_ORG | WORD_PLACE) && phrase_words(r, part) > 1 && !tail &&
                 !IS(whole.first, WORD_NAMELY | WORD_MEDIA);
    size_t reach = other ? whole.first + 1 : tail ? whole.end : whole.first + 2, end;
    for (size_t at = whole.first; at < reach; at++)
        if (stands_at(r, part, whole, at, &end) && (at < whole.first + 2 || end == whole.end) &&
            !(end < whole.end && phrase_words(r, part) > 1 && is_word(r, end) &&
              W(end).clitics & CLITIC_AND)) // not البنك الدولي وصندوق النقد
            return true;
    return is_alias(r, part, whole);
}

// مصر and المصري, خارجية and الخارجية: without the endings of adjectives.
static struct str role_key(const struct quote_reader *r, size_t i)
{
    static const struct str endings[] = {S_INIT("يه"), S_INIT("ي"), S_INIT("ه"), S_INIT("ا")};
    struct str key = key_of(r, i);
    for (size_t e = 0; e < COUNT_OF(endings); e++)
        if (str_ends(key, endings[e]) && key.n >= endings[e].n + 6)
            return str_take(key, key.n - endings[e].n);
    return key;
}

#define ROLE_UNFIT 99
// How badly the role `part` (الوزير، القيادي في نداء تونس) fits the known one: its words that are
// not there; ROLE_UNFIT where the heads differ.
static size_t role_misfit(const struct quote_reader *r, struct token_range part,
                          struct token_range known)
{
    size_t missing = 0;
    for (size_t a = part.first; a < part.end; a++) {
        if (!is_word(r, a) || IS(a, WORD_PREP))
            continue;
        bool found = false;
        for (size_t b = known.first; b < known.end && !found; b++)
            found = is_word(r, b) && str_eq(role_key(r, a), role_key(r, b));
        if (!found && a == part.first)
            return ROLE_UNFIT;
        missing += !found;
    }
    return missing;
}

// The person, among those who spoke and all that are known, whose role fits best; NULL for none.
static const struct phrase *best_holder(const struct quote_reader *r, const struct phrase *p)
{
    const struct phrase *best = NULL;
    size_t least = 2;
    for (size_t i = r->spoken.n; i-- > 0 && r->spoken.n - i < 16;) {
        const struct phrase *k = &r->spoken.v[i];
        size_t misfit = k->own_name ? role_misfit(r, p->name, k->role) : ROLE_UNFIT;
        if (misfit < least)
            best = k, least = misfit;
    }
    for (size_t i = 0; i < r->known.n; i++) {
        const struct phrase *k = &r->known.v[i];
        size_t misfit = k->own_name && k->name.first != p->name.first
                            ? role_misfit(r, p->name, k->role)
                            : ROLE_UNFIT;
        if (misfit < least)
            best = k, least = misfit;
    }
    return best;
}

// The same head, and every other word of `part` somewhere in `whole`: الوزارة الجزائرية for وزارة
// الدفاع الجزائرية.
static bool is_described_by(const struct quote_reader *r, struct token_range part,
                            struct token_range whole)
{
    if (!W(part.first).definite || !str_eq(key_of(r, part.first), key_of(r, whole.first)))
        return false;
    for (size_t a = part.first + 1; a < part.end; a++) {
        bool found = !is_word(r, a);
        for (size_t b = whole.first + 1; b < whole.end && !found; b++)
            found = is_word(r, b) && str_eq(key_of(r, a), key_of(r, b));
        if (!found)
            return false;
    }
    return true;
}

static bool has_mark(const struct quote_reader *r, struct token_range name)
{
    for (size_t i = name.first; i < name.end; i++)
        if (mark_is_quote(r->d, i))
            return true;
    return false;
}

// A document whose issuer is named: بيان للمفوضية
static bool has_issuer(const struct quote_reader *r, struct token_range name)
{
    for (size_t i = name.first + 1; i < name.end; i++)
        if (is_word(r, i) && (W(i).clitics & CLITIC_LI || word_is_prefixed(r, i)))
            return true;
    return false;
}

// إدارة المسرح الوطني, إدارة المسرح الوطني التونسي: one or two adjectives more.
static bool adds_adjectives(const struct quote_reader *r, struct token_range part,
                            struct token_range whole)
{
    size_t end;
    if (!stands_at(r, part, whole, whole.first, &end) || whole.end > end + 2 ||
        !W(end - 1).definite)
        return false;
    for (size_t i = end; i < whole.end; i++)
        if (!W(i).definite || W(i).clitics)
            return false;
    return true;
}

static bool fits(const struct quote_reader *r, const struct phrase *p, const struct phrase *known)
{
    bool marked = p->kind == SPEAKER_ORG && p->name.first > 0 &&
                  mark_is_quote(r->d, p->name.first - 1); // قال "سميث"
    if (known->own_name &&
        (p->own_name || marked || (p->kind == SPEAKER_PERSON && phrase_words(r, p->name) == 1)) &&
        is_short_for(r, p->name, known->name))
        return true;
    if (IS(p->head, WORD_PLACE) && p->name.end == p->name.first + 1)
        return known->kind == SPEAKER_ORG && is_alias(r, p->name, known->name);
    if (p->own_name &&
        (known->own_name || phrase_words(r, p->name) > 1 || IS(p->name.first, WORD_GIVEN)))
        return false;
    if (known->own_name)
        return false;
    if (p->kind != known->kind && !(p->kind == SPEAKER_PERSON && known->kind == SPEAKER_ORG &&
                                    !IS(p->head, WORD_ROLE | WORD_GROUP)))
        return false;
    if (phrase_words(r, p->name) >= phrase_words(r, known->name))
        return false;
    if (phrase_words(r, p->name) > 1 && !W(p->name.first).definite && !has_mark(r, known->name))
        return adds_adjectives(r, p->name, known->name); // else a full form already
    if (p->kind == SPEAKER_DOCUMENT)
        return phrase_words(r, p->name) == 1 && W(p->name.first).definite &&
               str_eq(key_of(r, p->name.first), key_of(r, known->name.first)) &&
               has_issuer(r, known->name);
    return is_part_of(r, p->name, known->name) || is_described_by(r, p->name, known->name);
}

// Keeps the first candidate in *only; false: k is another person, by the last word of the name.
static bool is_only(const struct quote_reader *r, const struct phrase **only,
                    const struct phrase *k)
{
    if (!*only)
        *only = k;
    return str_eq(key_of(r, (*only)->name.end - 1), key_of(r, k->name.end - 1));
}

// The only known person whose role has the same head; NULL where there are none or several.
static const struct phrase *only_holder(const struct quote_reader *r, const struct phrase *p)
{
    const struct phrase *only = NULL;
    for (size_t i = 0; i < r->known.n; i++) {
        const struct phrase *k = &r->known.v[i];
        if (!k->own_name || k->role.end == k->role.first ||
            !str_eq(key_of(r, k->role.first), key_of(r, p->name.first)))
            continue;
        if (!is_only(r, &only, k))
            return NULL;
    }
    return only;
}

// ذات التقارير, البيان نفسه: the document that spoke last by that name.
static const struct phrase *same_document(const struct quote_reader *r, const struct phrase *p)
{
    for (size_t i = r->spoken.n; p->same && p->kind == SPEAKER_DOCUMENT && i-- > 0;)
        if (r->spoken.v[i].kind == SPEAKER_DOCUMENT &&
            str_eq(key_of(r, r->spoken.v[i].name.first), key_of(r, p->name.first)))
            return &r->spoken.v[i];
    return NULL;
}

// المنظمة الحقوقية الدولية, الصحيفة البريطانية: the only organisation with that head; NULL where
// there are several, or where p has more than adjectives.
static const struct phrase *only_organisation(const struct quote_reader *r, const struct phrase *p)
{
    static const char *const heads[] = {"منظمه", "جمعيه", "شركه",  "صحيفه", "وكاله", "قناه",
                                        "موقع",  "مجله",  "جريده", "شبكه",  "موسسه", "نقابه",
                                        "حركه",  "حزب",   "هيئه",  "مركز",  "مجموعه"};
    const struct phrase *only = NULL;
    bool named = false; // of a kind that has names; الشرطة البريطانية is not شرطة لندن
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        named |= is_same_word(W(p->head).base, heads[i]);
    if (!named || p->kind != SPEAKER_ORG || !IS(p->head, WORD_ORG) || !W(p->name.first).definite ||
        phrase_words(r, p->name) > 4)
        return NULL;
    for (size_t i = p->name.first + 1; i < p->name.end; i++)
        if (!is_word(r, i) || !W(i).definite || W(i).clitics || IS(i, WORD_ORG))
            return NULL;
    for (size_t i = 0; i < r->known.n; i++) {
        const struct phrase *k = &r->known.v[i];
        if (k->kind != SPEAKER_ORG || k->own_name || k->name.first == p->name.first ||
            W(k->name.first).definite ||
            !str_eq(key_of(r, k->name.first), key_of(r, p->name.first)))
            continue;
        size_t ignored;
        if (only && !stands_at(r, k->name, only->name, only->name.first, &ignored))
            return NULL;
        if (!only)
            only = k;
    }
    return only;
}

// كاميرون, for كاميرون بورك: a first name that only one of all persons has.
static const struct phrase *only_first_name(const struct quote_reader *r, const struct phrase *p)
{
    const struct phrase *only = NULL;
    if (p->kind != SPEAKER_PERSON || phrase_words(r, p->name) != 1 || p->doubtful)
        return NULL;
    for (size_t i = 0; i < r->known.n; i++) {
        const struct phrase *k = &r->known.v[i];
        if (!k->own_name || phrase_words(r, k->name) < 2 || !r->person_end ||
            r->person_end[k->name.first] < k->name.end || // a name for sure
            !str_eq(key_of(r, k->name.first), key_of(r, p->name.first)))
            continue;
        if (!is_only(r, &only, k))
            return NULL;
    }
    return only;
}

// "كازنوف | إعطاء": who is known by the first word of a name whose other words are no part of it.
static const struct phrase *known_by_first_word(const struct quote_reader *r,
                                                const struct phrase *p)
{
    if (!p->own_name || phrase_words(r, p->name) < 2 ||
        IS(p->name.first, WORD_GIVEN | WORD_KIN | WORD_RANK))
        return NULL;
    struct token_range word = {p->name.first, p->name.first + 1};
    for (size_t i = 0; i < r->known.n; i++) {
        const struct phrase *k = &r->known.v[i];
        if (k->own_name && k->name.first != p->name.first && is_short_for(r, word, k->name) &&
            !is_short_for(r, k->name, p->name))
            return k;
    }
    return NULL;
}

// المصدر ذاته: who spoke last, of whatever kind; المصدر الأمني: the last source without a name.
static const struct phrase *same_source(const struct quote_reader *r, const struct phrase *p)
{
    size_t n = r->spoken.n;
    if (!r->spoken.v || n == 0 || p->kind != SPEAKER_ANONYMOUS || !(p->same || W(p->head).definite))
        return NULL;
    for (size_t i = n; i-- > 0 && n - i < 8;) {
        const struct phrase *s = &r->spoken.v[i];
        if (s->kind == SPEAKER_ANONYMOUS || (p->same && s->kind == SPEAKER_PERSON))
            return s;
    }
    for (size_t i = n; p->same && i-- > 0 && n - i < 8;)
        if (r->spoken.v[i].kind != SPEAKER_GROUP)
            return &r->spoken.v[i];
    // المصدر الأمني, where no other source has spoken: an officer with a name
    const struct phrase *last = &r->spoken.v[n - 1];
    return str_starts(W(p->head).base, S("مصدر")) && last->kind == SPEAKER_PERSON ? last : NULL;
}

// Who spoke lately, or is introduced anywhere, by a fuller form of the same name.
static bool fuller_form(const struct quote_reader *r, const struct phrase *p, struct phrase *out)
{
    for (size_t i = r->spoken.n; i-- > 0 && r->spoken.n - i < 16;)
        if (fits(r, p, &r->spoken.v[i])) {
            *out = r->spoken.v[i];
            return true;
        }
    for (size_t i = 0; i < r->known.n; i++) {
        if (r->known.v[i].name.first == p->name.first || !fits(r, p, &r->known.v[i]))
            continue;
        *out = r->known.v[i];
        if (p->own_name && p->role.end > p->role.first && out->role.end == out->role.first)
            out->role = p->role;
        out->feminine |= p->feminine;
        out->doubtful = false;
        return true;
    }
    return false;
}

// مراسلنا: the correspondent who reported before.
static const struct phrase *same_correspondent(const struct quote_reader *r, const struct phrase *p)
{
    if (!norm_is(r, p->head, "مراسلنا") && !norm_is(r, p->head, "مراسلتنا"))
        return NULL;
    for (size_t i = r->spoken.n; i-- > 0 && r->spoken.n - i < 8;) {
        const struct phrase *s = &r->spoken.v[i];
        struct token_range what = s->role.end > s->role.first ? s->role : s->name;
        if (what.end > what.first && str_starts(key_of(r, what.first), S("مراسل")))
            return s;
    }
    return NULL;
}

// الباحثون, المصادر ذاتها: those who were introduced without the article (باحثون بريطانيون).
static bool introduced(const struct quote_reader *r, const struct phrase *p, struct phrase *out)
{
    static const size_t REACH = 400;
    size_t at = p->name.first;
    if (norm_is(r, at, "البعض") || norm_is(r, at, "العديد") || norm_is(r, at, "الكل"))
        return false;
    if (!W(at).definite || p->own_name || phrase_words(r, p->name) > (p->same ? 2u : 1u))
        return false;
    for (size_t i = at; i-- > 0 && at - i < REACH;)
        if (is_word(r, i) && !W(i).definite && !W(i).clitics &&
            !(i > 0 && norm_is(r, i - 1, "في")) && // قال الحزب في بيان
            str_eq(key_of(r, i), key_of(r, at)) &&
            phrase_parse(r, i, r->d->sentences[doc_sentence_of(r->d, i)].end, out) &&
            out->kind == p->kind && !out->own_name && out->name.first == i)
            return true;
    return false;
}

const char *speaker_rule_text(enum speaker_rule rule)
{
    static const char *const texts[] = {NULL,
#define X(name, text) text,
                                        SPEAKER_RULES(X) SPEAKER_OTHER_RULES(X)
#undef X
    };
    return texts[rule];
}

// Takes p, by the rule.
static bool chosen(struct phrase p, enum speaker_rule rule, struct phrase *out)
{
    *out = p;
    out->rule = rule;
    return true;
}

struct phrase speaker_resolve(const struct quote_reader *r, struct phrase p)
{
    bool by_role = p.kind == SPEAKER_PERSON && !p.own_name;
    struct phrase full = p;
    const struct phrase *found;
    if ((found = known_by_first_word(r, &p)))
        chosen(*found, SPEAKER_BY_FIRST_WORD, &full);
    else if ((found = same_source(r, &p)))
        chosen(*found, SPEAKER_BY_SAME_SOURCE, &full);
    else if (by_role && (found = same_correspondent(r, &p)))
        chosen(*found, SPEAKER_BY_SAME_CORRESPONDENT, &full);
    else if (by_role && (found = best_holder(r, &p)))
        chosen(*found, SPEAKER_BY_HOLDER, &full);
    else if (fuller_form(r, &p, &full))
        full.rule = SPEAKER_BY_FULLER_FORM;
    else if ((found = same_document(r, &p)))
        chosen(*found, SPEAKER_BY_SAME_DOCUMENT, &full);
    else if ((found = only_organisation(r, &p)))
        chosen(*found, SPEAKER_BY_ONLY_ORGANISATION, &full);
    else if ((found = only_first_name(r, &p)))
        chosen(*found, SPEAKER_BY_ONLY_FIRST_NAME, &full);
    else if (by_role && (found = only_holder(r, &p)))
        chosen(*found, SPEAKER_BY_ONLY_HOLDER, &full);
    else if (!by_role && introduced(r, &p, &full))
        full.rule = SPEAKER_BY_INTRODUCED;
    return full;
}

static bool agrees(const struct phrase *p, unsigned form)
{
    if (form & FORM_PLURAL)
        return p->plural;
    if (form & FORM_FEMININE)
        return p->feminine || (p->plural && p->kind != SPEAKER_GROUP);
    return !p->feminine && !p->plural;
}

// How many of the known phrases stand before token `at`.
static size_t known_before(const struct quote_reader *r, size_t at)
{
    size_t low = 0, high = r->known.n; // known is in the order of its heads
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (r->known.v[mid].head < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

// The last person in the sentence, before `at`, who stands as the subject of a clause there:
// "…، عقد وزير الخارجية، خميس الجهيناوي، لقاء … أكد خلاله".
static bool acting_person(const struct quote_reader *r, unsigned form, size_t first, size_t at,
                          struct phrase *out)
{
    for (size_t k = known_before(r, at); k-- > 0 && r->known.v[k].head > first + 1;) {
        const struct phrase *p = &r->known.v[k];
        size_t verb = p->head - 1;
        if (!p->own_name || p->end > at || !agrees(p, form) || !is_word(r, verb) ||
            W(verb).definite || W(verb).clitics & ~CLITIC_AND ||
            W(verb).classes & ~(uint64_t)WORD_CUE_VERB)
            continue;
        if (W(verb).clitics & CLITIC_AND || !is_word(r, verb - 1) ||
            IS(verb - 1, WORD_CONJ | WORD_REL)) {
            *out = speaker_resolve(r, *p);
            return true;
        }
    }
    return false;
}

// The last person named before `at`, not too far away, who agrees with the verb.
static bool last_known_person(const struct quote_reader *r, unsigned form, size_t at,
                              struct phrase *out)
{
    if (form & (FORM_PLURAL | FORM_DUAL))
        return false;
    for (size_t i = known_before(r, at); i-- > 0 && r->known.v[i].head + 200 > at;) {
        const struct phrase *p = &r->known.v[i];
        if (p->own_name && p->role.end > p->role.first && agrees(p, form)) {
            *out = *p;
            return true;
        }
    }
    return false;
}

// بعض المحتجين, عدد من الفلاحين: with the quantity before the group at i.
static size_t group_start(const struct quote_reader *r, size_t first, size_t i)
{
    if (i > first + 1 && norm_is(r, i - 1, "من") && IS(i - 2, WORD_GROUP | WORD_ANON))
        return i - 2;
    if (i > first && is_word(r, i - 1) && IS(i - 1, WORD_GROUP) && !W(i - 1).definite)
        return i - 1;
    return i;
}

// The last group in the sentence before `at`: "… من قبل موظفي الخدمة المدنية، حيث سيقولون".
static bool acting_group(const struct quote_reader *r, size_t first, size_t at, struct phrase *out)
{
    for (size_t i = at; i-- > first && at - i < 40;)
        if (is_word(r, i) && IS(i, WORD_GROUP) && !(W(i).clitics & ~CLITIC_AND) &&
            // "، محتجين على": how, not who
            !(i > first && is_comma(r->d, i - 1) && !W(i).definite &&
              str_ends(W(i).base, S("ين"))) &&
            phrase_parse(r, group_start(r, first, i), at, out) && out->kind == SPEAKER_GROUP)
            return true;
    return false;
}

// The last of the phrases, a few back, that agrees with the verb; NULL for none.
static const struct phrase *last_agreeing(const struct phrase *v, size_t n, unsigned form)
{
    assert(v || n == 0);
    for (size_t i = n; i-- > 0 && n - i < 8;)
        if (agrees(&v[i], form))
            return &v[i];
    return NULL;
}

bool speaker_carried(const struct quote_reader *r, unsigned form, size_t sentence_first, size_t at,
                     struct phrase *out)
{
    const struct phrase *spoken = r->spoken.n ? &r->spoken.v[r->spoken.n - 1] : NULL;
    const struct phrase *topic = r->topics.n ? &r->topics.v[r->topics.n - 1] : NULL;
    if (spoken && agrees(spoken, form) && spoken->head >= sentence_first)
        return chosen(*spoken, SPEAKER_BY_SPOKE_HERE, out);
    if (form & FORM_PLURAL && acting_group(r, sentence_first, at, out))
        return chosen(*out, SPEAKER_BY_PLURAL_GROUP, out);
    if (!(form & (FORM_PLURAL | FORM_DUAL)) && acting_person(r, form, sentence_first, at, out))
        return chosen(*out, SPEAKER_BY_OTHER_VERB, out);
    if (topic && topic->head >= sentence_first && agrees(topic, form) &&
        (!spoken || spoken->head < topic->head))
        return chosen(*topic, SPEAKER_BY_SENTENCE_SUBJECT, out);
    const struct phrase *last = last_agreeing(r->spoken.v, r->spoken.n, form);
    if (last)
        return chosen(*last, SPEAKER_BY_LAST_THAT_AGREES, out);
    last = last_agreeing(r->topics.v, r->topics.n, form);
    if (last)
        return chosen(*last, SPEAKER_BY_EARLIER_THAT_AGREES, out);
    if (last_known_person(r, form, at, out))
        return chosen(*out, SPEAKER_BY_LAST_PERSON_NAMED, out);
    if (spoken)
        return chosen(*spoken, SPEAKER_BY_LAST_SPEAKER, out);
    return topic && chosen(*topic, SPEAKER_BY_EARLIER_SUBJECT, out);
}

void speaker_remember(struct quote_reader *r, struct phrase p)
{
    *vec_push(r->a, &r->spoken) = p;
}

void topic_remember(struct quote_reader *r, struct phrase p)
{
    *vec_push(r->a, &r->topics) = p;
}

// The raw text of a range, blanks collapsed; a preposition before its first word is left out.
static struct str text_of(const struct quote_reader *r, struct token_range range)
{
    if (range.end <= range.first)
        return (struct str){0};
    struct buf b = {0};
    const struct token *t = r->d->tokens.v;
    for (size_t i = range.first; i < range.end; i++) {
        struct str raw = token_text(r->d->text, &t[i]);
        if (i > range.first && t[i - 1].end < t[i].start)
            buf_add_byte(&b, ' ');
        const struct word *w = &r->words[i];
        if (i == range.first && w->clitics) {
            size_t tail = str_find(raw, S("ل"));
            if (w->clitics & CLITIC_AND)
                raw = str_drop(raw, 2);
            if (w->clitics & CLITIC_LI && w->definite && str_starts(raw, S("لل"))) {
                buf_add(&b, S("ا"));
                raw = str_drop(raw, 2);
                buf_add(&b, S("ل"));
                raw = str_drop(raw, 2);
            } else if (w->clitics & (CLITIC_LI | CLITIC_BI | CLITIC_KA)) {
                raw = str_drop(raw, 2);
            }
            (void)tail;
        }
        buf_add(&b, raw);
    }
    struct str out = arena_str(r->a, buf_str(&b));
    buf_release(&b);
    return out;
}

struct speaker speaker_of(const struct quote_reader *r, const struct phrase *p)
{
    struct speaker s = {.kind = p->kind};
    if (p->kind == SPEAKER_NONE)
        return s;
    s.name = text_of(r, p->name);
    s.role = text_of(r, p->role);
    if (p->kind == SPEAKER_DOCUMENT && r->document.n && p->name.end == p->name.first + 1 &&
        W(p->name.first).definite)
        s.name = r->document;
    if (p->name.end > p->name.first)
        s.at =
            (struct span){r->d->tokens.v[p->name.first].start, r->d->tokens.v[p->name.end - 1].end};
    return s;
}
