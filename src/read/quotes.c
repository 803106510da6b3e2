// quotes: see quotes.h.
//
// 1. Quotation marks are paired (marks.c) and each pair is judged (marked.c).
// 2. Everything that can speak is collected (speakers.c).
// 3. Sentence by sentence, cues are read from the left (cues.c): each gives a speaker, and, where
// it
//    takes a clause, an indirect quotation up to where the clause ends.
// 4. What stands in marks gets the cue before it, else the one behind it, else who spoke last.
// Where a reported clause is mostly a quotation in marks, only that is given.
// Source: arabic.md section 5; the rules of annotation of data/quotes.
#include "read/quotes.h"

#include "read/cues.h"
#include "read/marked.h"

// A cue that was read, with who it names.
struct said {
    struct cue cue;
    struct phrase speaker;
    size_t sentence;
    struct token_range clause; // what it reports; empty: only what is in marks
    bool relative;             // الذي نشر …
    bool closed;               // its words end at a mark whose partner is missing
};

struct reading_state {
    struct quote_reader r;
    bool *is_quotation; // for each mark
    VEC(struct said) said;
    VEC(struct quote) out;
    size_t resume; // tokens before it are inside a quotation that began in an earlier sentence
};

static bool is_trailing_mark(const struct quote_reader *r, size_t i)
{
    char c = mark_byte(r->d, i);
    return c == '.' || c == ':' || c == '-' || is_comma(r->d, i);
}

// Full stops, commas and blanks at the end of a clause do not belong to it.
static struct token_range trim_clause(const struct quote_reader *r, size_t first, size_t end)
{
    while (end > first && (is_trailing_mark(r, end - 1) || norm_is(r, end - 1, "و") ||
                           norm_is(r, end - 1, "وذلك") || norm_is(r, end - 1, "كما")))
        end--;
    return (struct token_range){first, end};
}

static struct span bytes_of(const struct quote_reader *r, struct token_range t)
{
    return (struct span){r->d->tokens.v[t.first].start, r->d->tokens.v[t.end - 1].end};
}

// --- marks --------------------------------------------------------------------------------------

// An opening mark without partner: the writer's next cue in the accusative ends its words.
static void end_lone_mark(const struct quote_reader *r, struct marked *m)
{
    for (size_t i = m->first + 1; i + 1 < m->end; i++)
        if (IS(i, WORD_CUE_PARTICIPLE) && !W(i).definite && r->mark_at[i + 1] != MARK_NONE) {
            m->end = i;
            return;
        }
}

static void judge_marks(struct reading_state *st)
{
    struct quote_reader *r = &st->r;
    st->is_quotation = arena_new(r->a, bool, r->marks.n + 1);
    bool previous_is_name = false;
    for (size_t m = 0; m < r->marks.n; m++) {
        struct marked *mark = &r->marks.v[m];
        if (mark->open == MARK_NONE)
            continue;
        if (mark->close == MARK_NONE)
            end_lone_mark(r, mark);
        struct marked_features f = marked_look(r, m, previous_is_name);
        int score = marked_score(&f);

        st->is_quotation[m] = score > 0;
        previous_is_name = score <= 0;
    }
}

// How many tokens are searched for a quotation in marks.
enum { QUOTATION_REACH = 128 };

// The first quotation in marks that opens in [first, end), not further than QUOTATION_REACH;
// marks.n if there is none.
static size_t first_quotation(const struct reading_state *st, size_t first, size_t end)
{
    if (end > first + QUOTATION_REACH)
        end = first + QUOTATION_REACH;
    for (size_t i = first; i < end; i++) {
        size_t m = st->r.mark_at[i];
        if (m != MARK_NONE && st->is_quotation[m])
            return m;
    }
    return st->r.marks.n;
}

// Whether the words in marks say it all, and only a lead-in stands outside them.
static bool is_mostly_marked(const struct reading_state *st, struct token_range clause)
{
    const struct quote_reader *r = &st->r;
    size_t m = first_quotation(st, clause.first, clause.end);
    if (m == r->marks.n || r->marks.v[m].words < 3)
        return false;
    size_t open = r->marks.v[m].open, lead = 0, tail = 0;
    bool verb = false;
    for (size_t i = clause.first + 1; i < open; i++) {
        lead += is_word(r, i);
        verb |= IS(i, WORD_VERBISH | WORD_CUE_VERB) && !IS(i, WORD_PREP);
        struct str norm = r->d->tokens.v[i].norm;
        verb |= is_word(r, i) && W(i).classes == 0 && !W(i).definite && norm.n >= 8 &&
                (str_starts(norm, S("ي")) || str_starts(norm, S("سي")));
    }
    for (size_t i = r->marks.v[m].end; i < clause.end; i++)
        tail += is_word(r, i);
    if (lead <= 4)
        return tail <= r->marks.v[m].words + 4;
    if (open > clause.first && IS(open - 1, WORD_VERBISH)) // … هو "
        return tail <= 4;
    return !verb && lead <= 16 && tail <= 4;
}

// --- cues ---------------------------------------------------------------------------------------

static bool has_known_head(const struct quote_reader *r, const struct phrase *p)
{
    return IS(p->head, WORD_ROLE | WORD_ORG | WORD_GROUP | WORD_GIVEN | WORD_ANON | WORD_RANK |
                           WORD_PLACE | WORD_DOC | WORD_MEDIA);
}

// The subject that is written behind or before a verb, where it can be one: a common word, or one
// that does not agree with the verb, is its object or an adverb.
static bool written_subject(const struct quote_reader *r, const struct cue *c, size_t first,
                            size_t limit, struct phrase *out)
{
    struct phrase p;
    if (cue_subject(r, c, limit, &p)) {
        struct phrase full = speaker_resolve(r, p);
        bool resolved = full.name.first != p.name.first;
        bool agrees = c->kind != CUE_KIND_VERB || p.kind != SPEAKER_PERSON || resolved ||
                      !(c->form & FORM_FEMININE) || p.feminine || p.own_name;
        if (c->kind == CUE_KIND_VERB && !(c->form & FORM_FEMININE) &&
            (p.kind == SPEAKER_ORG || p.kind == SPEAKER_DOCUMENT) && p.feminine_word)
            agrees = false;
        // A plural in the accusative is the object: ذكّرت المواطنين
        if (c->kind == CUE_KIND_VERB && p.kind == SPEAKER_GROUP &&
            str_ends(W(p.head).base, S("ين")))
            agrees = false;
        if (agrees && (!p.doubtful || resolved) &&
            (c->kind != CUE_KIND_VERB || resolved || cue_leads(r, c, first) ||
             has_known_head(r, &p))) {
            *out = p;
            return true;
        }
    }
    if (c->kind != CUE_KIND_VERB || cue_leads(r, c, first) ||
        !cue_subject_before(r, first, c->at.first, out))
        return false;
    return has_known_head(r, out) || W(out->head).definite ||
           speaker_resolve(r, *out).name.first != out->name.first;
}

// الوزير, ضيف البرنامج: a person by role whom nothing names is who spoke last.
static struct phrase last_by_role(const struct quote_reader *r, const struct cue *c,
                                  struct phrase p)
{
    if (p.kind != SPEAKER_PERSON || p.own_name || r->spoken.n == 0)
        return p;
    struct phrase last = r->spoken.v[r->spoken.n - 1];
    if (last.feminine != (p.feminine_word || (c->form & FORM_FEMININE)))
        return p;
    bool one_word = p.name.end == p.name.first + 1 && W(p.head).definite;
    bool no_role = last.role.end == last.role.first;
    if (last.kind == SPEAKER_ANONYMOUS && one_word) // المسؤول
        return last;
    bool guest = str_starts(W(p.head).base, S("ضيف"));
    if (!last.own_name || !(c->uses & CUE_USE_CONTINUES || no_role || one_word || guest))
        return p;
    if (no_role && !guest)
        last.role = p.role;
    return last;
}

// Who speaks through the cue; looks for a subject behind it up to `limit`, then before it.
static struct phrase speaker_for(struct reading_state *st, const struct cue *c, size_t first,
                                 size_t limit)
{
    struct quote_reader *r = &st->r;
    struct phrase p = {0};
    if (c->kind == CUE_KIND_PARTICIPLE || c->kind == CUE_KIND_SELF || c->kind == CUE_KIND_MASDAR) {
        speaker_carried(r, c->kind == CUE_KIND_PARTICIPLE ? c->form : 0, first, c->at.first, &p);
        if (c->kind != CUE_KIND_PARTICIPLE && r->spoken.n)
            p = r->spoken.v[r->spoken.n - 1];
        return p;
    }
    if (written_subject(r, c, first, limit, &p)) {
        struct phrase full = last_by_role(r, c, speaker_resolve(r, p));
        if (c->kind == CUE_KIND_VERB) { // the verb shows the gender
            full.feminine = (c->form & FORM_FEMININE) != 0 || (p.own_name && p.feminine);
            full.plural = full.kind == SPEAKER_GROUP;
        }
        full.head = p.head;
        full.end = p.end;
        if (c->kind == CUE_KIND_VERB)
            speaker_remember(r, full);
        return full;
    }
    if (speaker_carried(r, c->form, first, c->at.first, &p) && c->kind == CUE_KIND_VERB) {
        p.head = c->at.first;
        speaker_remember(r, p);
    }
    return p;
}

static void add_said(struct reading_state *st, struct said s)
{
    *vec_push(st->r.a, &st->said) = s;
}

// The subject of a verb that is no cue, at the start of a sentence: وعارض نواب كتلة الحرة
static void read_topic(struct reading_state *st, size_t first, size_t end)
{
    struct quote_reader *r = &st->r;
    size_t i = first;
    if (i < end && IS(i, WORD_PREP) && !IS(i, WORD_VERBISH)) // من جانبها، …
        while (i < end && i < first + 10 && !is_comma(r->d, i))
            i++;
    while (i < end && (!is_word(r, i) || IS(i, WORD_CONJ | WORD_TIME) ||
                       str_eq(r->d->tokens.v[i].norm, S("و"))))
        i++;
    if (i + 1 >= end || !is_word(r, i) || (IS(i, WORD_PREP) && !IS(i, WORD_VERBISH)))
        return;
    struct cue as_verb = {
        .kind = CUE_KIND_VERB, .at = {i, i + 1}
    };
    struct phrase p;
    bool nominal =
        W(i).definite || IS(i, WORD_ROLE | WORD_ORG | WORD_GIVEN | WORD_TITLE | WORD_RANK);
    if ((nominal ? phrase_parse(r, i, end, &p) : cue_subject(r, &as_verb, end, &p)) &&
        p.kind != SPEAKER_NONE &&
        IS(p.head, WORD_ROLE | WORD_ORG | WORD_GROUP | WORD_GIVEN | WORD_ANON | WORD_RANK |
                       WORD_PLACE | WORD_DOC)) {
        size_t head = p.head;
        p = last_by_role(r, &as_verb, speaker_resolve(r, p));
        p.head = head;
        topic_remember(r, p);
    }
}

// Nothing much stands behind the attribution and its source: at most a relative clause.
static bool is_trailing(const struct reading_state *st, const struct said *s, size_t end)
{
    const struct quote_reader *r = &st->r;
    size_t from = s->cue.at.end, words = 0;
    if (s->speaker.end > from && s->speaker.end <= end)
        from = s->speaker.end;
    for (size_t i = from; i < end && words <= 20; i++)
        words += is_word(r, i);
    bool clause = s->cue.kind == CUE_KIND_SOURCE && s->cue.at.end > s->cue.at.first + 1;
    bool issued = s->speaker.kind == SPEAKER_DOCUMENT;
    return words <= (clause || issued ? 20 : 8) && first_quotation(st, from, end) == r->marks.n;
}

// Where the sentence that an attribution closes begins: behind its heading, and behind "وللإشارة".
static size_t attributed_start(const struct quote_reader *r, size_t first, size_t end)
{
    for (size_t i = first; i < end && i < first + 5; i++)
        if (IS(i, WORD_COMPWEAK) && i > first && IS(i - 1, WORD_IMPERSONAL))
            return i;
    while (first < end && r->d->tokens.v[first].kind == TOKEN_MARK &&
           r->mark_at[first] == MARK_NONE)
        first++;
    return first;
}

// A clause that an attribution covers: "S، وفق ما أكده مصدر" and "وبحسب فلان فإن S".  `from` is the
// end of what was quoted in the sentence before.
static size_t read_source(struct reading_state *st, const struct cue *c, size_t sentence,
                          size_t first, size_t end, size_t from)
{
    struct quote_reader *r = &st->r;
    struct said s = {.cue = *c, .sentence = sentence};
    size_t begins = c->at.first;
    while (begins > first &&
           (is_trailing_mark(r, begins - 1) || str_eq(r->d->tokens.v[begins - 1].norm, S("و"))))
        begins--;
    size_t after = c->at.end;
    bool clause = c->at.end > c->at.first + 1;
    struct phrase named;
    if (c->kind == CUE_KIND_SOURCE && !clause &&
        (!written_subject(r, c, first, end, &named) ||
         !(has_known_head(r, &named) || speaker_resolve(r, named).name.first != named.name.first)))
        return after; // بحسب التقليد: no source
    s.speaker = speaker_for(st, c, first, end);
    size_t weak = after;
    while (weak < end && weak < after + 40 && !IS(weak, WORD_COMPWEAK))
        weak++;
    bool opens = weak < end && IS(weak, WORD_COMPWEAK);
    bool leads =
        c->kind == CUE_KIND_SOURCE && (begins <= first + 1 || (begins <= first + 3 && opens) ||
                                       (opens && W(c->at.first).clitics & CLITIC_AND));
    if (leads) {
        size_t at = opens ? weak : after;
        while (!opens && at < end && at < after + 60 && !(is_comma(r->d, at) && at > after + 1))
            at++;
        if (at < end && is_comma(r->d, at))
            at++;
        if (at >= end && s.speaker.end > after) // وحسب "رويترز" يشتبه …
            at = s.speaker.end;
        struct cue own;
        bool said = at < end && cue_at(r, at, at, end, &own) && own.kind == CUE_KIND_VERB;
        if (at < end && !said && first_quotation(st, at, at + 1) == r->marks.n) {
            s.clause = trim_clause(r, at, clause_end(r, at, first, end));
            after = s.clause.end;
        }
    } else if (begins > from + 5 && is_trailing(st, &s, end) &&
               (from == first || str_starts(r->d->tokens.v[from].norm, S("و")))) {
        s.clause = trim_clause(r, attributed_start(r, from, begins), begins);
    }
    if (s.clause.end > s.clause.first && c->kind == CUE_KIND_SOURCE)
        speaker_remember(r, s.speaker);
    add_said(st, s);
    return after;
}

// The closing mark without partner in the paragraph behind token i; MARK_NONE: none.
static size_t lone_close(const struct quote_reader *r, size_t i)
{
    size_t stop = i + 400 < r->d->tokens.n ? i + 400 : r->d->tokens.n;
    while (i < stop && !r->d->tokens.v[i].line_start) {
        size_t m = r->mark_at[i];
        if (m != MARK_NONE) {
            if (r->marks.v[m].close == MARK_NONE)
                return MARK_NONE;
            i = r->marks.v[m].close + 1;
        } else if (mark_is_quote(r->d, i)) {
            return i;
        } else {
            i++;
        }
    }
    return MARK_NONE;
}

// Words after a colon, without marks, or with the closing one only: to that, or to the end of the
// sentence.
static bool read_colon(struct reading_state *st, struct said *s, size_t end)
{
    struct quote_reader *r = &st->r;
    if (!(s->cue.uses & CUE_USE_WORDS) || s->cue.uses & CUE_USE_ACT)
        return false;
    for (size_t i = s->cue.at.end; i < end && i < s->cue.at.end + 24; i++) {
        if (r->mark_at[i] != MARK_NONE)
            return false;
        if (mark_byte(r->d, i) != ':')
            continue;
        if (i + 5 > end || mark_is_quote(r->d, i + 1))
            return false;
        size_t close = lone_close(r, i + 1);
        s->closed = close != MARK_NONE;
        s->clause = s->closed ? (struct token_range){i + 1, close} : trim_clause(r, i + 1, end);
        if (s->closed)
            st->resume = close + 1;
        return s->clause.end > s->clause.first;
    }
    return false;
}

// Cues inside a reported clause that stand right before words in marks: سيقولون "…"
static void add_nested(struct reading_state *st, const struct said *outer, size_t first)
{
    struct quote_reader *r = &st->r;
    for (size_t i = outer->clause.first; i < outer->clause.end; i++) {
        size_t m = r->mark_at[i];
        if (m == MARK_NONE || !st->is_quotation[m])
            continue;
        size_t before = i;
        while (before > outer->clause.first + 1 &&
               (mark_byte(r->d, before - 1) == ':' || IS(before - 1, WORD_COMP)))
            before--;
        struct said s = {.sentence = outer->sentence};
        if (before <= outer->clause.first + 1 ||
            !cue_at(r, before - 1, outer->clause.first, outer->clause.end, &s.cue) ||
            s.cue.kind == CUE_KIND_SOURCE || s.cue.kind == CUE_KIND_SELF)
            continue;
        size_t spoken = r->spoken.n;
        s.speaker = speaker_for(st, &s.cue, first, i);
        r->spoken.n = spoken;
        add_said(st, s);
    }
}

static size_t read_cue(struct reading_state *st, const struct cue *c, size_t sentence, size_t first,
                       size_t end)
{
    struct quote_reader *r = &st->r;
    struct said s = {.cue = *c, .sentence = sentence};
    s.relative =
        c->at.first > first && is_word(r, c->at.first - 1) && IS(c->at.first - 1, WORD_REL);
    size_t comp = cue_clause(r, c, end);
    size_t quotation = first_quotation(st, c->at.end, comp);
    size_t limit = quotation < r->marks.n ? r->marks.v[quotation].open : comp;
    s.speaker = speaker_for(st, c, first, limit);
    if (comp < end && quotation == r->marks.n) {
        s.clause = trim_clause(r, comp, clause_end(r, comp, first, end));
        size_t prep = comp;
        if (s.cue.at.end < comp && IS(s.cue.at.end, WORD_PREP))
            s.cue.at.end++;
        (void)prep;
    } else if (quotation == r->marks.n) {
        read_colon(st, &s, end);
    }
    add_said(st, s);
    add_nested(st, &s, first);
    return s.clause.end > c->at.end ? s.clause.end : c->at.end;
}

static void read_sentence(struct reading_state *st, size_t index)
{
    struct quote_reader *r = &st->r;
    size_t first = r->d->sentences[index].first, end = r->d->sentences[index].end;
    if (first < st->resume)
        first = st->resume < end ? st->resume : end;
    bool cued = false;
    size_t from = first; // the end of what was quoted
    read_topic(st, first, end);
    for (size_t i = first; i < end;) {
        size_t m = r->mark_at[i];
        if (m != MARK_NONE && r->marks.v[m].close != MARK_NONE && st->is_quotation[m]) {
            i = r->marks.v[m].close + 1;
            from = i;
            st->resume = i;
            continue;
        }
        struct cue c;
        if (!cue_at(r, i, first, end, &c)) {
            i++;
            continue;
        }
        if (c.kind == CUE_KIND_SOURCE) {
            i = read_source(st, &c, index, first, end, from);
        } else if (c.kind == CUE_KIND_SELF) {
            i = read_source(st, &c, index, first, end, cued ? end : from);
        } else {
            cued |= c.kind == CUE_KIND_VERB;
            i = read_cue(st, &c, index, first, end);
        }
        if (st->said.n && st->said.v[st->said.n - 1].clause.end > from)
            from = st->said.v[st->said.n - 1].clause.end;
    }
}

// --- output -------------------------------------------------------------------------------------

static struct quote quote_of(const struct reading_state *st, const struct said *s,
                             struct token_range words, enum quote_kind kind)
{
    const struct quote_reader *r = &st->r;
    struct quote q = {.at = bytes_of(r, words), .kind = kind};
    if (!s)
        return q;
    if (s->cue.at.end > s->cue.at.first) {
        struct span cue = bytes_of(r, s->cue.at);
        q.cue = str_sub(r->d->text, cue.start, cue.end);
        q.cue_class = s->cue.strength;
    }
    q.speaker = speaker_of(r, &s->speaker);
    return q;
}

// The cue for what opens at token `open` of a sentence: the last one before it, else the next.
static const struct said *said_for(const struct reading_state *st, size_t open, size_t sentence)
{
    const struct said *best = NULL;
    size_t low = 0, high = st->said.n; // said is in order of its tokens
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (st->said.v[mid].cue.at.first < open)
            low = mid + 1;
        else
            high = mid;
    }
    if (low > 0 && st->said.v[low - 1].sentence == sentence) {
        best = &st->said.v[low - 1];
        // "قال الباحث الذي نشر …: «…»"
        if (low > 1 && best->relative && best->cue.at.end + 1 < open &&
            st->said.v[low - 2].sentence == sentence && st->said.v[low - 2].clause.end == 0)
            best = &st->said.v[low - 2];
        // "قالت الوزيرة، وفق نص الخطاب، «…»": she speaks, the document only carries it
        if (low > 1 && best->cue.kind == CUE_KIND_SOURCE &&
            best->speaker.kind == SPEAKER_DOCUMENT && st->said.v[low - 2].sentence == sentence &&
            st->said.v[low - 2].cue.kind == CUE_KIND_VERB && st->said.v[low - 2].clause.end == 0)
            best = &st->said.v[low - 2];
    } else if (low < st->said.n && st->said.v[low].sentence == sentence)
        best = &st->said.v[low];
    else if (low > 0)
        best = &st->said.v[low - 1];
    else if (low < st->said.n)
        best = &st->said.v[low];
    return best;
}

// "وقرر الجانبان …": a statement quoted from its verb on, with nobody outside: its own group
// speaks.
static bool speaks_for_itself(const struct quote_reader *r, const struct marked *m,
                              struct said *out)
{
    *out = (struct said){0};
    size_t end = m->end;
    return cue_at(r, m->first, m->first, end, &out->cue) && out->cue.kind == CUE_KIND_VERB &&
           !(W(m->first).clitics & CLITIC_AND) && cue_subject(r, &out->cue, end, &out->speaker) &&
           out->speaker.kind == SPEAKER_GROUP;
}

// The document or organisation that is the subject of the sentence, where no cue is in it:
// "ويفرض القانون «…»".
static const struct phrase *topic_of(const struct quote_reader *r, size_t first, size_t open)
{
    size_t low = 0, high = r->topics.n; // topics are in the order of their heads
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (r->topics.v[mid].head < open)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == 0 || r->topics.v[low - 1].head < first)
        return NULL;
    const struct phrase *p = &r->topics.v[low - 1];
    return p->kind == SPEAKER_DOCUMENT || p->kind == SPEAKER_ORG ? p : NULL;
}

static void emit_marked(struct reading_state *st)
{
    struct quote_reader *r = &st->r;
    for (size_t m = 0; m < r->marks.n; m++) {
        const struct marked *mark = &r->marks.v[m];
        if (mark->open == MARK_NONE || !st->is_quotation[m])
            continue;
        size_t sentence = doc_sentence_of(r->d, mark->open);
        const struct said *s = said_for(st, mark->open, sentence);
        struct said inside;
        bool cued = s && s->sentence == sentence && s->cue.at.first < mark->open;
        const struct phrase *topic = topic_of(r, r->d->sentences[sentence].first, mark->open);
        if (!cued && speaks_for_itself(r, mark, &inside)) {
            s = &inside;
        } else if (!s || s->sentence != sentence) { // nobody here: the subject, or who spoke last
            inside = (struct said){.speaker = topic ? *topic : s ? s->speaker : (struct phrase){0}};
            s = &inside;
        }
        struct quote q = quote_of(st, s, (struct token_range){mark->first, mark->end},
                                  mark->words >= 3 ? QUOTE_DIRECT : QUOTE_PARTIAL);
        q.depth = mark->depth;
        *vec_push(r->a, &st->out) = q;
    }
}

static void emit_indirect(struct reading_state *st)
{
    for (size_t i = 0; i < st->said.n; i++) {
        const struct said *s = &st->said.v[i];
        if (s->clause.end <= s->clause.first + 1 || is_mostly_marked(st, s->clause))
            continue;
        *vec_push(st->r.a, &st->out) =
            quote_of(st, s, s->clause, s->closed ? QUOTE_DIRECT : QUOTE_INDIRECT);
    }
}

static int by_start(const void *a, const void *b)
{
    const struct quote *x = a, *y = b;
    if (x->at.start != y->at.start)
        return x->at.start < y->at.start ? -1 : 1;
    if (x->at.end != y->at.end)
        return x->at.end > y->at.end ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

// Where the names of persons are, as the entity reader found them.
static void take_persons(struct quote_reader *r, const struct quote_context *c)
{
    if (c->entity_count == 0)
        return;
    r->person_end = arena_new(r->a, size_t, r->d->tokens.n + 1);
    for (size_t e = 0; e < c->entity_count; e++) {
        const struct entity *entity = &c->entities[e];
        for (size_t m = 0; entity->type == ENTITY_PERSON && m < entity->mentions.n; m++) {
            size_t first = doc_token_at(r->d, entity->mentions.v[m].start);
            size_t end = doc_token_at(r->d, entity->mentions.v[m].end);
            if (end > first)
                r->person_end[first] = end;
        }
    }
}

void quotes_read(struct arena *a, const struct doc *d, const struct quote_context *c,
                 struct quote **out, size_t *out_count)
{
    struct reading_state st = {
        .r = {.a = a, .d = d}
    };
    struct quote_reader *r = &st.r;
    if (c) {
        r->document = c->document;
        take_persons(r, c);
    }
    r->words = words_of(a, d);
    r->marks = marks_pair(a, d, r->words);
    r->mark_at = arena_alloc_raw(a, (d->tokens.n + 1) * sizeof *r->mark_at);
    for (size_t i = 0; i <= d->tokens.n; i++)
        r->mark_at[i] = MARK_NONE;
    for (size_t m = 0; m < r->marks.n; m++)
        if (r->marks.v[m].open != MARK_NONE)
            r->mark_at[r->marks.v[m].open] = m;
    judge_marks(&st);
    speakers_collect(r);
    for (size_t i = 0; i < d->sentence_count; i++)
        read_sentence(&st, i);
    emit_indirect(&st);
    emit_marked(&st);
    if (st.out.n)
        qsort(st.out.v, st.out.n, sizeof *st.out.v, by_start);
    *out = st.out.v;
    *out_count = st.out.n;
}
