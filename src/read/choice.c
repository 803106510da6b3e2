// choice: see choice.h.
//
// The rules of said.c and speakers.c find one speaker for each cue.  They are right four times in
// five on articles that nobody looked at; mostly the right one is near: written but taken for
// something else, the last speaker, somebody of the sentences before, or the same name with a word
// more or less.  All of these are candidates here, each described by yes/no features
// (choice_features.c), among them which rule proposed it.  A linear score, learnt by
// tools/train-speakers, ranks them; the rule's answer goes first and stays where nothing beats it.
// Cases that are plain, or too rare to be learnt, stay with the rules (is_certain).
//
// Source: ranking of candidates as in quotation attribution since Elson and McKeown (2010).
// Limits: CHOICES_MAX candidates; the named ones of the last three sentences, ten at most.
#include "read/choice.h"

#include <string.h>

#include "gen/speaker_table.h"
#include "read/person_name.h"

_Static_assert(CHOICE_RULES + 24 <= CHOICE_FEATURE_COUNT, "a bit for each feature");
_Static_assert(CHOICE_ANONYMOUS - CHOICE_PERSON == SPEAKER_ANONYMOUS - SPEAKER_PERSON,
               "kinds in the order of enum speaker_kind");

// The feature of a rule; the last one stands for those without weights.
static unsigned feature_of(enum speaker_rule rule)
{
    return CHOICE_RULES +
           (rule <= SPEAKER_RULES_LEARNT ? (unsigned)rule - 1 : SPEAKER_RULES_LEARNT);
}

bool choice_same_name(const struct quote_reader *r, struct token_range a, struct token_range b)
{
    size_t i = a.first, k = b.first;
    if (i == k && a.end == b.end)
        return true;
    if (W(i).base.n != W(k).base.n && is_word(r, i) && is_word(r, k))
        return false;
    while (i < a.end || k < b.end) {
        if (i < a.end && !is_word(r, i)) {
            i++;
            continue;
        }
        if (k < b.end && !is_word(r, k)) {
            k++;
            continue;
        }
        if (i == a.end || k == b.end)
            return false;
        bool bare = i == a.first || k == b.first;
        if (!(bare ? str_eq(W(i).base, W(k).base) && W(i).definite == W(k).definite
                   : str_eq(r->d->tokens.v[i].norm, r->d->tokens.v[k].norm)))
            return false;
        i++, k++;
    }
    return true;
}

static struct choice *add(const struct quote_reader *r, struct choices *l, struct phrase p,
                          unsigned f)
{
    if (p.kind == SPEAKER_NONE || p.name.end <= p.name.first)
        return NULL;
    for (size_t i = 0; i < l->n; i++)
        if (choice_same_name(r, l->v[i].p.name, p.name)) {
            choice_set(&l->v[i], f);
            if (l->v[i].p.role.end == l->v[i].p.role.first)
                l->v[i].p.role = p.role;
            return &l->v[i];
        }
    if (l->n == CHOICES_MAX)
        return NULL;
    struct choice *c = &l->v[l->n++];
    *c = (struct choice){.p = p};
    choice_set(c, f);
    return c;
}

static void add_ends(const struct quote_reader *r, struct choice *c, size_t end, size_t limit)
{
    if (!c)
        return;
    if (end < r->d->tokens.n && IS(end, WORD_COMP | WORD_COMPWEAK))
        choice_set(c, CHOICE_ENDS_AT_COMP);
    else if (is_comma(r->d, end))
        choice_set(c, CHOICE_ENDS_AT_COMMA);
    else if (end < limit && is_word(r, end))
        choice_set(c, CHOICE_ENDS_AT_WORD);
    else
        choice_set(c, CHOICE_ENDS_AT_MARK);
}

// مستشار الحبيب الصيد | لزهر العكرمي: a name that another one runs into.
static void add_tails(const struct quote_reader *r, struct choices *l, struct phrase p)
{
    for (size_t i = p.name.first + 2; p.own_name && i < p.name.end; i++) {
        if (!is_word(r, i) || !IS(i, WORD_GIVEN) || IS(i, WORD_KIN) || !word_is_bare(r, i) ||
            i + 1 == p.name.end || IS(i - 1, WORD_KIN))
            continue;
        struct phrase tail = p;
        tail.name.first = i;
        struct choice *c = add(r, l, tail, CHOICE_TAIL);
        if (c && W(i - 1).definite)
            choice_set(c, CHOICE_TAIL_AFTER_DEFINITE);
    }
}

static void add_written(const struct quote_reader *r, struct choices *l, struct phrase p,
                        const struct phrase *resolved, unsigned raw, unsigned full, size_t limit)
{
    add_ends(r, add(r, l, p, raw), p.end, limit);
    add(r, l, *resolved, full);
    // Where a comma, a mark or a complementiser ends it, a name ends there.
    bool closed = p.end >= limit || !is_word(r, p.end) || IS(p.end, WORD_COMP);
    if (closed && p.own_name)
        return;
    size_t n = r->d->tokens.n, at = p.end + is_comma(r->d, p.end);
    add_tails(r, l, p);
    if (p.own_name) {
        struct phrase other = p;
        if (phrase_words(r, p.name) > 1 && is_word(r, p.name.end - 1)) {
            other.end = --other.name.end;
            add(r, l, speaker_resolve(r, other), CHOICE_CUT);
        }
        if (is_word(r, p.name.end) && word_is_bare(r, p.name.end)) {
            other.end = other.name.end = p.name.end + 1;
            add(r, l, speaker_resolve(r, other), CHOICE_GROWN);
        }
        return;
    }
    if (p.kind == SPEAKER_PERSON && at < n && is_word(r, at) &&
        !IS(at, WORD_COMP | WORD_PREP | WORD_REL | WORD_CONJ | WORD_COMPWEAK)) {
        size_t end = at;
        while (end < limit && end < at + 5 && person_name_can_be(r, end) &&
               (IS(end, WORD_GIVEN | WORD_KIN) || !word_is_common(r, end)))
            end++;
        struct phrase named = p;
        named.role = p.name;
        named.own_name = true;
        named.name = (struct token_range){at, end};
        if (end > at)
            add(r, l, named, at > p.end ? CHOICE_NAME_BEHIND_COMMA : CHOICE_NAME_BEHIND);
    }
    if (p.name.end != p.end)
        return;
    for (size_t end = p.name.first + 2; end < p.name.end; end++)
        if (is_word(r, end) &&
            (IS(end, WORD_PREP) || W(end).clitics & (CLITIC_BI | CLITIC_LI | CLITIC_AND))) {
            struct phrase cut = p;
            cut.end = cut.name.end = end;
            add(r, l, cut, CHOICE_CUT_AT_PREP);
            break;
        }
    for (size_t end = p.name.end - 1; end > p.name.first + 1 && end + 4 > p.name.end; end--) {
        if (!is_word(r, end - 1) || IS(end - 1, WORD_PREP | WORD_CONJ))
            continue;
        struct phrase cut = p;
        cut.end = cut.name.end = end;
        struct choice *c = add(r, l, speaker_resolve(r, cut), CHOICE_CUT);
        if (c && is_word(r, end) && W(end).definite)
            choice_set(c, CHOICE_CUT_DEFINITE);
    }
}

static void add_spoken(const struct quote_reader *r, struct choices *l)
{
    size_t order = 0;
    for (size_t i = r->spoken.n; i-- > 0 && r->spoken.n - i < 8 && order < 4;) {
        bool again = false;
        for (size_t k = i + 1; k < r->spoken.n && !again; k++) // at most seven
            again = choice_same_name(r, r->spoken.v[i].name, r->spoken.v[k].name);
        if (again)
            continue;
        add(r, l, r->spoken.v[i],
            order == 0   ? CHOICE_SPOKE_LAST
            : order == 1 ? CHOICE_SPOKE_SECOND
                         : CHOICE_SPOKE_EARLIER);
        order++;
    }
}

static void add_topics(const struct quote_reader *r, struct choices *l, size_t first)
{
    for (size_t i = r->topics.n; i-- > 0 && r->topics.n - i < 4;)
        add(r, l, r->topics.v[i],
            r->topics.v[i].head >= first ? CHOICE_TOPIC_HERE
            : r->topics.n - i == 1       ? CHOICE_TOPIC_LAST
                                         : CHOICE_TOPIC_EARLIER);
}

static void add_known(struct quote_reader *r, struct choices *l, size_t at, size_t limit,
                      const struct phrase *raw)
{
    if (!r->gathered)
        speakers_gather(r);
    size_t here = doc_sentence_of(r->d, at), n = 0;
    size_t start = r->d->sentences[here].first, one = r->d->sentences[here - (here > 0)].first,
           two = r->d->sentences[here > 1 ? here - 2 : 0].first;
    bool nearest = true;
    size_t first_person = 0;
    while (first_person < r->named.n && !r->named.v[first_person].p.own_name)
        first_person++;
    size_t low = 0, high = r->named.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (r->named.v[mid].p.head < limit)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t i = low; i-- > 0 && n < 6 && r->named.v[i].p.head >= two; n++) {
        const struct phrase *k = speaker_named(r, i);
        size_t head = r->named.v[i].p.head;
        struct choice *c = add(r, l, *k,
                               head < one     ? CHOICE_TWO_BEFORE
                               : head < start ? CHOICE_SENTENCE_BEFORE
                               : head < at    ? CHOICE_HERE_BEFORE
                                              : CHOICE_HERE_BEHIND);
        if (!c)
            continue;
        if (head < at && nearest) {
            choice_set(c, CHOICE_NEAREST_BEFORE);
            nearest = false;
        }
        if (head > 0 && is_word(r, head - 1) &&
            (IS(head - 1, WORD_CUE_VERB) || (!W(head - 1).classes && !W(head - 1).definite)))
            choice_set(c, CHOICE_BEHIND_VERB);
        if ((head > 0 && IS(head - 1, WORD_PREP)) || W(head).clitics & (CLITIC_LI | CLITIC_BI))
            choice_set(c, CHOICE_BEHIND_PREPOSITION);
    }
    if (first_person < r->named.n && r->named.v[first_person].p.head < limit)
        add(r, l, *speaker_named(r, first_person), CHOICE_FIRST_PERSON);
    size_t holders = 0;
    for (size_t i = 0; raw && i < r->known.n && holders < 3; i++) {
        const struct phrase *k = &r->known.v[i];
        if (raw->kind == SPEAKER_PERSON && !raw->own_name && k->own_name &&
            k->role.end > k->role.first && str_eq(W(k->role.first).base, W(raw->name.first).base)) {
            add(r, l, *k, CHOICE_HOLDER);
            holders++;
        }
    }
}

static int score(const int16_t *weights, const struct choice *c)
{
    int sum = 0;
    for (size_t part = 0; part < CHOICE_PARTS; part++)
        for (uint64_t bits = c->features[part]; bits; bits &= bits - 1)
            sum += weights[part * 64 + (size_t)__builtin_ctzll(bits)];
    return sum;
}

// What a candidate is, for those who ask why it was taken.
static enum speaker_rule why_of(const struct choice *c)
{
    static const struct {
        unsigned feature;
        enum speaker_rule rule;
    } whys[] = {
        {CHOICE_BEHIND_RAW,        SPEAKER_LIKELIEST_WRITTEN_BEHIND },
        {CHOICE_BEFORE_RAW,        SPEAKER_LIKELIEST_WRITTEN_BEFORE },
        {CHOICE_BEHIND_FULL,       SPEAKER_LIKELIEST_MEANT_BEHIND   },
        {CHOICE_BEFORE_FULL,       SPEAKER_LIKELIEST_MEANT_BEFORE   },
        {CHOICE_NAME_BEHIND,       SPEAKER_LIKELIEST_NAME_BEHIND    },
        {CHOICE_NAME_BEHIND_COMMA, SPEAKER_LIKELIEST_NAME_BEHIND    },
        {CHOICE_HOLDER,            SPEAKER_LIKELIEST_HOLDER         },
        {CHOICE_SPOKE_LAST,        SPEAKER_LIKELIEST_LAST           },
        {CHOICE_SPOKE_SECOND,      SPEAKER_LIKELIEST_EARLIER        },
        {CHOICE_SPOKE_EARLIER,     SPEAKER_LIKELIEST_EARLIER        },
        {CHOICE_HERE_BEFORE,       SPEAKER_LIKELIEST_HERE           },
        {CHOICE_HERE_BEHIND,       SPEAKER_LIKELIEST_HERE           },
        {CHOICE_SENTENCE_BEFORE,   SPEAKER_LIKELIEST_SENTENCE_BEFORE},
        {CHOICE_TWO_BEFORE,        SPEAKER_LIKELIEST_TWO_BEFORE     },
        {CHOICE_FIRST_PERSON,      SPEAKER_LIKELIEST_FIRST_PERSON   },
    };
    for (size_t i = 0; i < COUNT_OF(whys); i++)
        if (choice_has(c, whys[i].feature))
            return whys[i].rule;
    return SPEAKER_LIKELIEST_OTHER_FORM;
}

// Whether the rules' answer stands without a choice: cases that are plain, or too rare to be
// learnt.
static bool is_certain(const struct quote_reader *r, const struct cue *c, size_t first,
                       size_t limit, const struct phrase *p, const struct phrase *raw)
{
    if (c->form & (FORM_PLURAL | FORM_DUAL) && p->plural)
        return true;
    if (!raw)
        return false;
    if (raw->head == c->at.end && p->kind == SPEAKER_GROUP)
        return true;
    if (p->kind == SPEAKER_ANONYMOUS && !W(raw->head).definite && !raw->same)
        return true; // وأكد مصدر من الشركة: somebody new
    if (choice_is_other_side(r, first, c->at.first))
        return true; // من جهته أكد المقرر
    bool closed = raw->end >= limit || !is_word(r, raw->end);
    return closed && raw->own_name && p->own_name && !raw->doubtful; // قال فلان الفلاني،
}

struct phrase speaker_choose(struct quote_reader *r, const struct cue *c, size_t first,
                             size_t limit, struct phrase p, bool written,
                             const struct written *behind)
{
    const struct phrase *raw = behind && behind->raw.kind ? &behind->raw : NULL;
    if (is_certain(r, c, first, limit, &p, written ? raw : NULL))
        return p;
    struct choices room, *l = &room;
    const int16_t(*weights)[CHOICE_FEATURE_COUNT] = speaker_weights;
    if (r->training) {
        l = vec_push(r->training->a, &r->training->made);
        weights = r->training->weights;
    }
    l->cue = *c;
    l->n = l->taken = 0;
    l->context = c->kind == CUE_KIND_SOURCE ? CHOICE_SOURCE
                 : c->kind != CUE_KIND_VERB ? CHOICE_HANGING
                 : written                  ? CHOICE_WRITTEN
                                            : CHOICE_CARRIED;
    struct choice *rule = add(r, l, p, CHOICE_RULE);
    if (rule && p.rule)
        choice_set(rule, feature_of(p.rule));
    if (rule && p.own_name && phrase_words(r, p.name) > 2 && is_word(r, p.name.end - 1)) {
        struct phrase cut = p;
        cut.name.end--;
        add(r, l, cut, CHOICE_RULE_CUT);
    }
    add_tails(r, l, p);
    if (c->kind == CUE_KIND_VERB || c->kind == CUE_KIND_SOURCE) {
        if (raw)
            add_written(r, l, *raw, &behind->full, CHOICE_BEHIND_RAW, CHOICE_BEHIND_FULL, limit);
        struct phrase before;
        if (c->kind == CUE_KIND_VERB && !cue_leads(r, c, first) &&
            cue_subject_before(r, first, c->at.first, &before)) {
            struct phrase full = speaker_resolve(r, before);
            add_written(r, l, before, &full, CHOICE_BEFORE_RAW, CHOICE_BEFORE_FULL, limit);
        }
    }
    add_spoken(r, l);
    add_topics(r, l, first);
    add_known(r, l, c->at.first, limit, raw);
    choice_describe(r, l, first, raw);
    if (weights && l->n) {
        int most = score(weights[l->context], &l->v[0]);
        for (size_t i = 1; i < l->n; i++) {
            int s = score(weights[l->context], &l->v[i]);
            if (s > most)
                most = s, l->taken = i;
        }
    }
    for (size_t i = 0; r->training && i < l->n; i++)
        l->names[i] = speaker_of(r, &l->v[i].p).name;
    if (l->n == 0 || l->taken == 0)
        return p;
    struct phrase out = l->v[l->taken].p;
    out.head = p.kind ? p.head : out.head;
    out.end = p.kind ? p.end : out.end;
    out.rule = why_of(&l->v[l->taken]);
    return out;
}
