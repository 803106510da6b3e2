// quotes: see quotes.h.
//
// Quotation marks are paired (marks.c) and each pair is judged (marked.c); everything that can
// speak is collected (speakers.c); then the cues are read, each with its speaker and the clause
// that it reports (said.c).  What stands in marks gets the cue before it in its sentence, else the
// one behind it, else the subject of the sentence or who spoke last.  Where a reported clause is
// mostly a quotation in marks, only that is given.
//
// Source: arabic.md section 5; the rules of annotation of data/quotes.
#include "read/quotes.h"

#include "read/marked.h"
#include "read/said.h"
#include "read/speakers.h"

struct quote_list {
    VEC(struct quote) quotes;
};

static struct span bytes_of(const struct quote_reader *r, struct token_range t)
{
    return (struct span){r->d->tokens.v[t.first].start, r->d->tokens.v[t.end - 1].end};
}

// The writer's own word inside words whose mark never closes: مضيفة أن, "، وفق تعبيره".
static bool ends_lone_words(const struct quote_reader *r, size_t i, size_t end)
{
    if (!is_word(r, i))
        return false;
    if (IS(i, WORD_CUE_PARTICIPLE) && !W(i).definite) {
        size_t next = i + 1 + (i + 2 < end && IS(i + 1, WORD_PREP));
        return r->mark_at[next] != MARK_NONE || IS(next, WORD_COMP) || mark_byte(r->d, next) == ':';
    }
    struct cue c;
    return cue_at(r, i, i, end, &c) && c.kind == CUE_KIND_SELF && c.at.end + 1 >= end;
}

// An opening mark without partner: the writer's next cue in the accusative ends its words.
static void end_lone_mark(const struct quote_reader *r, struct marked *m)
{
    for (size_t i = m->first + 1; i + 1 < m->end; i++)
        if (i > m->first + 2 && ends_lone_words(r, i, m->end)) {
            m->end = i;
            while (m->end > m->first + 1 && is_comma(r->d, m->end - 1))
                m->end--;
            return;
        }
}

static void judge_marks(struct quote_reader *r)
{
    bool previous_is_name = false;
    for (size_t m = 0; m < r->marks.n; m++) {
        struct marked *mark = &r->marks.v[m];
        if (mark->open == MARK_NONE)
            continue;
        if (mark->close == MARK_NONE)
            end_lone_mark(r, mark);
        struct marked_features f = marked_look(r, m, previous_is_name);
        mark->spoken = marked_score(&f) > 0;
        previous_is_name = !mark->spoken;
    }
}

static bool looks_verbal(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    if (IS(i, WORD_VERBISH | WORD_CUE_VERB) && !IS(i, WORD_PREP))
        return true;
    return is_word(r, i) && W(i).classes == 0 && !W(i).definite && norm.n >= 8 &&
           (str_starts(norm, S("ي")) || str_starts(norm, S("سي")));
}

// "أنه "…" وإلى أنه "…"": nothing but lead-ins outside two quotations or more.
static bool is_chain_of_marks(const struct said_list *l, struct token_range clause)
{
    const struct quote_reader *r = &l->r;
    size_t chained = 0, between = 0, outside = 0, i = clause.first + 1;
    while (i < clause.end) {
        size_t m = r->mark_at[i];
        if (m != MARK_NONE && r->marks.v[m].spoken && r->marks.v[m].words >= 3) {
            chained++;
            outside += between;
            between = 0;
            i = r->marks.v[m].end + 1;
            continue;
        }
        if (is_word(r, i) && (looks_verbal(r, i) || ++between > 4))
            return false;
        i++;
    }
    return chained >= 2 && between <= 2 && outside <= 3 * chained;
}

// Whether the words in marks say it all, and only a lead-in stands outside them.
static bool is_mostly_marked(const struct said_list *l, struct token_range clause)
{
    const struct quote_reader *r = &l->r;
    size_t m = said_quotation(l, clause.first, clause.end);
    if (m == r->marks.n || r->marks.v[m].words < 3)
        return false;
    if (is_chain_of_marks(l, clause))
        return true;
    size_t open = r->marks.v[m].open, lead = 0, tail = 0;
    bool verb = false;
    for (size_t i = clause.first + 1; i < open; i++) {
        lead += is_word(r, i);
        verb |= looks_verbal(r, i);
    }
    for (size_t i = r->marks.v[m].end; i < clause.end; i++)
        tail += is_word(r, i);
    if (lead <= 4)
        return tail <= r->marks.v[m].words + 4;
    if (open > clause.first && IS(open - 1, WORD_VERBISH)) // … هو "
        return tail <= 4;
    return !verb && lead <= 16 && tail <= 4;
}

static struct quote quote_of(const struct quote_reader *r, const struct said *s,
                             struct token_range words, enum quote_kind kind)
{
    struct quote q = {.at = bytes_of(r, words), .kind = kind};
    if (s->cue.at.end > s->cue.at.first) {
        struct span cue = bytes_of(r, s->cue.at);
        q.cue = str_sub(r->d->text, cue.start, cue.end);
        q.cue_class = s->cue.strength;
    }
    q.speaker = speaker_of(r, &s->speaker);
    q.why = s->why;
    q.speaker_why = s->speaker.rule && s->speaker.kind != SPEAKER_NONE
                        ? speaker_rule_text(s->speaker.rule)
                        : "nobody found";
    return q;
}

// "وقرر الجانبان …": a statement quoted from its verb on, with nobody outside: its own group
// speaks.
static bool speaks_for_itself(const struct quote_reader *r, const struct marked *m,
                              struct said *out)
{
    *out = (struct said){.why = "marks, the cue inside them"};
    size_t end = m->end;
    bool found = cue_at(r, m->first, m->first, end, &out->cue) && out->cue.kind == CUE_KIND_VERB &&
                 !(W(m->first).clitics & CLITIC_AND) &&
                 cue_subject(r, &out->cue, end, &out->speaker) &&
                 out->speaker.kind == SPEAKER_GROUP;
    out->speaker.rule = SPEAKER_BY_OWN_WORDS;
    return found;
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

// Who says what stands in the mark, and by which cue of its sentence.
static struct said said_of_mark(const struct said_list *l, const struct marked *mark)
{
    const struct quote_reader *r = &l->r;
    size_t sentence = doc_sentence_of(r->d, mark->open);
    const struct said *s = said_for(l, mark->open, sentence);
    bool here = s && s->sentence == sentence, before = here && s->cue.at.first < mark->open;
    struct said out;
    if (!before && speaks_for_itself(r, mark, &out))
        return out;
    if (here) {
        out = *s;
        out.why = before ? "marks, behind a cue" : "marks, before a cue";
        return out;
    }
    // Nobody here: the subject of the sentence, or who spoke last.
    const struct phrase *topic = topic_of(r, r->d->sentences[sentence].first, mark->open);
    out = (struct said){.why = "marks, no cue in the sentence"};
    if (topic || s)
        out.speaker = topic ? *topic : s->speaker;
    out.speaker.rule = topic ? SPEAKER_BY_SENTENCE_SUBJECT : SPEAKER_BY_LAST_SPEAKER;
    return out;
}

static void emit_marked(struct said_list *l, struct quote_list *out)
{
    struct quote_reader *r = &l->r;
    for (size_t m = 0; m < r->marks.n; m++) {
        const struct marked *mark = &r->marks.v[m];
        if (mark->open == MARK_NONE || !mark->spoken)
            continue;
        struct said s = said_of_mark(l, mark);
        struct quote q = quote_of(r, &s, (struct token_range){mark->first, mark->end},
                                  mark->words >= 3 ? QUOTE_DIRECT : QUOTE_PARTIAL);
        q.depth = mark->depth;
        *vec_push(r->a, &out->quotes) = q;
    }
}

static void emit_clauses(struct said_list *l, struct quote_list *out)
{
    for (size_t i = 0; i < l->said.n; i++) {
        const struct said *s = &l->said.v[i];
        if (s->clause.end > s->clause.first + 1 && !is_mostly_marked(l, s->clause))
            *vec_push(l->r.a, &out->quotes) =
                quote_of(&l->r, s, s->clause, s->closed ? QUOTE_DIRECT : QUOTE_INDIRECT);
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
static void take_persons(struct quote_reader *r, const struct quote_context *c, struct word *words)
{
    if (c->entity_count == 0)
        return;
    r->person_end = arena_new(r->a, size_t, r->d->tokens.n + 1);
    for (size_t e = 0; e < c->entity_count; e++) {
        const struct entity *entity = &c->entities[e];
        for (size_t m = 0; entity->type == ENTITY_PERSON && m < entity->mentions.n; m++) {
            size_t first = doc_token_at(r->d, entity->mentions.v[m].start);
            size_t end = doc_token_at(r->d, entity->mentions.v[m].end);
            if (end <= first)
                continue;
            r->person_end[first] = end;
            // بدرة فلان: no preposition where the name starts with the word
            if (words[first].classes == 0 && !(words[first].clitics & CLITIC_AND) &&
                entity->mentions.v[m].start == r->d->tokens.v[first].start) {
                words[first].clitics = 0;
                words[first].base = r->d->tokens.v[first].norm;
            }
        }
    }
}

static void index_marks(struct quote_reader *r)
{
    r->mark_at = arena_alloc_raw(r->a, (r->d->tokens.n + 1) * sizeof *r->mark_at);
    for (size_t i = 0; i <= r->d->tokens.n; i++)
        r->mark_at[i] = MARK_NONE;
    for (size_t m = 0; m < r->marks.n; m++)
        if (r->marks.v[m].open != MARK_NONE)
            r->mark_at[r->marks.v[m].open] = m;
}

void quotes_read(struct arena *a, const struct doc *d, const struct quote_context *c,
                 struct quote **out, size_t *out_count)
{
    struct said_list l = {
        .r = {.a = a, .d = d}
    };
    struct quote_reader *r = &l.r;
    struct word *words = words_of(a, d);
    r->words = words;
    if (c) {
        r->document = c->document;
        r->training = c->training;
        take_persons(r, c, words);
    }
    r->marks = marks_pair(a, d, r->words);
    index_marks(r);
    judge_marks(r);
    speakers_collect(r);
    said_read(&l);
    struct quote_list found = {0};
    emit_clauses(&l, &found);
    emit_marked(&l, &found);
    if (found.quotes.n)
        qsort(found.quotes.v, found.quotes.n, sizeof *found.quotes.v, by_start);
    *out = found.quotes.v;
    *out_count = found.quotes.n;
}
