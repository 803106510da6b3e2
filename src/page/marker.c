// marker: matches the first words of a line, folded, with a table of labels.
//
// Spelling varies freely (إقرأ أيضاً، اقرأ ايضًا، أقرأ أيضا): folding takes most of it.  Labels of
// related articles are made of a noun and an attribute that combine freely (مقالات / أخبار /
// مواضيع + ذات صلة / متعلقة / مشابهة), so both have a table of their own.  A label that is also an
// ordinary word (خاص، تقرير) counts only with a separator behind it.
#include "page/marker.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/token.h"

enum follow {
    FOLLOW_ANY,  // anything may follow
    FOLLOW_MARK, // a separator or the end of the line must
    FOLLOW_FEW,  // as FOLLOW_MARK, or the line is at most six words long
    FOLLOW_COLON // a separator must
};

// Order: by kind; of those with the same first word the longer before the shorter.
static const struct label {
    struct str text; // folded
    enum marker_kind kind;
    enum follow follow;
} labels[] = {
    {S_INIT("المصدر الاصلي"),          MARKER_SOURCE,    FOLLOW_MARK },
    {S_INIT("المصدر"),                       MARKER_SOURCE,    FOLLOW_FEW  },
    {S_INIT("المصادر"),                     MARKER_SOURCE,    FOLLOW_FEW  },
    {S_INIT("مصدر الخبر"),                MARKER_SOURCE,    FOLLOW_MARK },
    {S_INIT("مصدر المقال"),              MARKER_SOURCE,    FOLLOW_MARK },
    {S_INIT("مصدر"),                           MARKER_SOURCE,    FOLLOW_COLON},
    {S_INIT("مصادر الخبر"),              MARKER_SOURCE,    FOLLOW_MARK },
    {S_INIT("مصادر"),                         MARKER_SOURCE,    FOLLOW_COLON},
    {S_INIT("نقلا عن"),                      MARKER_SOURCE,    FOLLOW_FEW  },
    {S_INIT("منقول عن"),                    MARKER_SOURCE,    FOLLOW_FEW  },
    {S_INIT("source"),                             MARKER_SOURCE,    FOLLOW_COLON},

    {S_INIT("وكالات"),                       MARKER_DESK,      FOLLOW_COLON},
    {S_INIT("متابعه"),                       MARKER_DESK,      FOLLOW_COLON},
    {S_INIT("متابعات"),                     MARKER_DESK,      FOLLOW_COLON},
    {S_INIT("خاص"),                             MARKER_DESK,      FOLLOW_COLON},
    {S_INIT("ترجمه وتحرير"),            MARKER_DESK,      FOLLOW_COLON},
    {S_INIT("ترجمه"),                         MARKER_DESK,      FOLLOW_COLON},
    {S_INIT("تحرير"),                         MARKER_DESK,      FOLLOW_COLON},

    {S_INIT("كلمات دلاليه"),            MARKER_KEYWORDS,  FOLLOW_ANY  },
    {S_INIT("كلمات مفتاحيه"),          MARKER_KEYWORDS,  FOLLOW_ANY  },
    {S_INIT("كلمات البحث"),              MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("الكلمات الدلاليه"),    MARKER_KEYWORDS,  FOLLOW_ANY  },
    {S_INIT("الكلمات المفتاحيه"),  MARKER_KEYWORDS,  FOLLOW_ANY  },
    {S_INIT("الكلمات الدليليه"),    MARKER_KEYWORDS,  FOLLOW_ANY  },
    {S_INIT("الكلمات المفاتيح"),    MARKER_KEYWORDS,  FOLLOW_ANY  },
    {S_INIT("كلمه دلاليه"),              MARKER_KEYWORDS,  FOLLOW_ANY  },
    {S_INIT("كلمات مفاتيح"),            MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("مفاتيح البحث"),            MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("وسوم الخبر"),                MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("وسوم الموضوع"),            MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("وسوم المقال"),              MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("وسوم"),                           MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("الوسوم"),                       MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("التسميات"),                   MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("اوسمه"),                         MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("الاوسمه"),                     MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("تاغات"),                         MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("تاجات"),                         MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("تاقات"),                         MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("التاغات"),                     MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("التاجات"),                     MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("هاشتاغات"),                   MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("هاشتاغ"),                       MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("هاشتاقات"),                   MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("هاشتاق"),                       MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("علامات"),                       MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("العلامات"),                   MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("سمات"),                           MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("السمات"),                       MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("دلالات"),                       MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("tags"),                               MARKER_KEYWORDS,  FOLLOW_MARK },
    {S_INIT("keywords"),                           MARKER_KEYWORDS,  FOLLOW_MARK },

    {S_INIT("اقرا ايضا"),                  MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("اقرا كذلك"),                  MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("اقرا المزيد"),              MARKER_READ_ALSO, FOLLOW_MARK },
    {S_INIT("اقرا عن"),                      MARKER_READ_ALSO, FOLLOW_COLON},
    {S_INIT("اقرا في"),                      MARKER_READ_ALSO, FOLLOW_COLON},
    {S_INIT("اقرا"),                           MARKER_READ_ALSO, FOLLOW_COLON},
    {S_INIT("اقراوا ايضا"),              MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("اقرؤوا ايضا"),              MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("اقرءوا ايضا"),              MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("اقراي ايضا"),                MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("تقراون ايضا"),              MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("طالع ايضا"),                  MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("طالع كذلك"),                  MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("طالع المزيد"),              MARKER_READ_ALSO, FOLLOW_MARK },
    {S_INIT("شاهد ايضا"),                  MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("شاهد كذلك"),                  MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("تابع ايضا"),                  MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("تابع المزيد"),              MARKER_READ_ALSO, FOLLOW_MARK },
    {S_INIT("انظر ايضا"),                  MARKER_READ_ALSO, FOLLOW_MARK },
    {S_INIT("راجع ايضا"),                  MARKER_READ_ALSO, FOLLOW_MARK },
    {S_INIT("لقراءه المزيد"),          MARKER_READ_ALSO, FOLLOW_MARK },
    {S_INIT("للمزيد"),                       MARKER_READ_ALSO, FOLLOW_MARK },

    {S_INIT("قد يهمك ايضا"),             MARKER_RELATED,   FOLLOW_ANY  },
    {S_INIT("قد يهمك"),                      MARKER_RELATED,   FOLLOW_FEW  },
    {S_INIT("قد يهمكم ايضا"),           MARKER_RELATED,   FOLLOW_ANY  },
    {S_INIT("قد يهمكم"),                    MARKER_RELATED,   FOLLOW_FEW  },
    {S_INIT("قد يعجبك ايضا"),           MARKER_RELATED,   FOLLOW_ANY  },
    {S_INIT("قد يعجبك"),                    MARKER_RELATED,   FOLLOW_FEW  },
    {S_INIT("قد تهمك ايضا"),             MARKER_RELATED,   FOLLOW_ANY  },
    {S_INIT("قد ترغب في قراءه"),      MARKER_RELATED,   FOLLOW_MARK },
    {S_INIT("ربما يهمك"),                  MARKER_RELATED,   FOLLOW_FEW  },
    {S_INIT("ربما يعجبك"),                MARKER_RELATED,   FOLLOW_FEW  },
    {S_INIT("ذات صله"),                      MARKER_RELATED,   FOLLOW_MARK },
    {S_INIT("الاكثر قراءه"),            MARKER_SITE_LIST, FOLLOW_FEW  },
    {S_INIT("الاكثر مشاهده"),          MARKER_SITE_LIST, FOLLOW_FEW  },
    {S_INIT("الاكثر تداولا"),          MARKER_SITE_LIST, FOLLOW_FEW  },
    {S_INIT("اخر الاخبار"),              MARKER_SITE_LIST, FOLLOW_MARK },
    {S_INIT("احدث الاخبار"),            MARKER_SITE_LIST, FOLLOW_MARK },
    {S_INIT("اخترنا لك"),                  MARKER_RELATED,   FOLLOW_FEW  },
    {S_INIT("اخترنا لكم"),                MARKER_RELATED,   FOLLOW_FEW  },
    {S_INIT("المزيد من الاخبار"),   MARKER_RELATED,   FOLLOW_MARK },
    {S_INIT("المزيد حول"),                MARKER_RELATED,   FOLLOW_FEW  },
    {S_INIT("المزيد من المقالات"), MARKER_RELATED,   FOLLOW_MARK },
    {S_INIT("مزيد من الاخبار"),       MARKER_RELATED,   FOLLOW_MARK },
    {S_INIT("من نفس القسم"),             MARKER_RELATED,   FOLLOW_MARK },
    {S_INIT("في نفس القسم"),             MARKER_RELATED,   FOLLOW_MARK },
    {S_INIT("similar"),                            MARKER_RELATED,   FOLLOW_FEW  },
    {S_INIT("read also"),                          MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("also read"),                          MARKER_READ_ALSO, FOLLOW_ANY  },
    {S_INIT("see also"),                           MARKER_READ_ALSO, FOLLOW_MARK },
    {S_INIT("related"),                            MARKER_RELATED,   FOLLOW_FEW  },

    {S_INIT("كتب"),                             MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("كتبت"),                           MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("كتبه"),                           MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("بقلم"),                           MARKER_BYLINE,    FOLLOW_FEW  },
    {S_INIT("اعداد وتقديم"),            MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("اعداد"),                         MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("تقرير"),                         MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("حوار"),                           MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("حاوره"),                         MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("حاورته"),                       MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("حاورها"),                       MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("مراسل"),                         MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("مراسلنا"),                     MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("المحرر"),                       MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("الكاتب"),                       MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("الكاتبه"),                     MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("رصد وتصوير"),                MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("تصوير"),                         MARKER_BYLINE,    FOLLOW_COLON},
    {S_INIT("رصد"),                             MARKER_BYLINE,    FOLLOW_COLON},

    {S_INIT("صوره ارشيفيه"),            MARKER_CAPTION,   FOLLOW_FEW  },
    {S_INIT("صوره تعبيريه"),            MARKER_CAPTION,   FOLLOW_FEW  },
    {S_INIT("صوره من الارشيف"),       MARKER_CAPTION,   FOLLOW_FEW  },
    {S_INIT("صدر الصوره"),                MARKER_CAPTION,   FOLLOW_FEW  },
    {S_INIT("مصدر الصوره"),              MARKER_CAPTION,   FOLLOW_FEW  },
    {S_INIT("تعليق الصوره"),            MARKER_CAPTION,   FOLLOW_COLON},
    {S_INIT("الصوره"),                       MARKER_CAPTION,   FOLLOW_COLON},
    {S_INIT("صوره"),                           MARKER_CAPTION,   FOLLOW_COLON},

    {S_INIT("نشر في"),                        MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("نشر بتاريخ"),                MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("تاريخ النشر"),              MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("اخر تحديث"),                  MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("تم التحديث"),                MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("شارك"),                           MARKER_FURNITURE, FOLLOW_MARK },
    {S_INIT("شارك الخبر"),                MARKER_FURNITURE, FOLLOW_MARK },
    {S_INIT("شارك المقال"),              MARKER_FURNITURE, FOLLOW_MARK },
    {S_INIT("مشاركه"),                       MARKER_FURNITURE, FOLLOW_MARK },
    {S_INIT("طباعه"),                         MARKER_FURNITURE, FOLLOW_MARK },
    {S_INIT("التعليقات"),                 MARKER_FURNITURE, FOLLOW_MARK },
    {S_INIT("تعليقات"),                     MARKER_FURNITURE, FOLLOW_MARK },
    {S_INIT("اضف تعليق"),                  MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("اترك تعليقا"),              MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("حجم الخط"),                    MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("الرئيسيه"),                   MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("تابعونا"),                     MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("تابعنا"),                       MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("جميع الحقوق محفوظه"), MARKER_FURNITURE, FOLLOW_ANY  },
    {S_INIT("حقوق النشر"),                MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("عدد المشاهدات"),          MARKER_FURNITURE, FOLLOW_FEW  },
    {S_INIT("المشاهدات"),                 MARKER_FURNITURE, FOLLOW_FEW  },
};

// Labels of related articles: a noun and, behind it, an attribute; both without the article.
static const struct str related_nouns[] = {
    S_INIT("مقالات"), S_INIT("مقال"),    S_INIT("مواضيع"),  S_INIT("موضوعات"), S_INIT("موضوع"),
    S_INIT("اخبار"),  S_INIT("خبر"),     S_INIT("تقارير"),  S_INIT("مواد"),    S_INIT("عناوين"),
    S_INIT("روابط"),  S_INIT("قصص"),     S_INIT("منشورات"), S_INIT("ملفات"),   S_INIT("فيديوهات"),
    S_INIT("مقاطع"),  S_INIT("تدوينات"), S_INIT("محتوي"),
};
static const struct str related_attributes[] = {
    S_INIT("ذات صله"),  S_INIT("ذات الصله"), S_INIT("ذات علاقه"), S_INIT("ذو صله"),
    S_INIT("متعلقه"),   S_INIT("متعلق"),     S_INIT("مشابهه"),    S_INIT("مشابه"),
    S_INIT("مرتبطه"),   S_INIT("اخري"),      S_INIT("مختاره"),    S_INIT("مقترحه"),
    S_INIT("قد تهمك"),  S_INIT("قد تعجبك"),  S_INIT("قد يهمك"),   S_INIT("تهمك"),
    S_INIT("ننصح بها"), S_INIT("مميزه"),
};

// WORD_BYTES: the longest first word of a label, with its vowel marks, is shorter.
enum { HEAD_BYTES = 128, WORD_BYTES = 64, MAX_DECORATION = 12 };

// The first words of a line, and where the label may end.
struct head {
    struct str line;
    struct tokens tokens;
    size_t first; // first word, behind the decoration
};

static struct str without_article(struct str word)
{
    return str_starts(word, S("ال")) && word.n > 6 ? str_drop(word, 4) : word;
}

// How many tokens from `at` the words of `text` take; 0: they do not stand there.
static size_t words_match(const struct head *h, size_t at, struct str text, bool article)
{
    size_t i = at;
    struct str word;
    while (text.n) {
        str_cut(text, ' ', &word, &text);
        if (i >= h->tokens.n || h->tokens.v[i].kind == TOKEN_MARK)
            return 0;
        struct str norm = h->tokens.v[i].norm;
        if (!str_eq(article ? without_article(norm) : norm, word))
            return 0;
        i++;
    }
    return i - at;
}

// Is this mark one that stands between a label and what it labels?
static bool is_separator(struct str mark)
{
    static const struct str marks[] = {
        S_INIT(":"),  S_INIT("："), S_INIT("-"), S_INIT("–"), S_INIT("—"), S_INIT("|"),
        S_INIT("/"),  S_INIT("؛"),  S_INIT("("), S_INIT("»"), S_INIT(">"), S_INIT("«"),
        S_INIT("\""), S_INIT("…"),  S_INIT("."), S_INIT(")"), S_INIT("]"), S_INIT("ـ"),
    };
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (str_eq(mark, marks[i]))
            return true;
    return false;
}

static bool opens_value(struct str mark)
{
    return str_eq(mark, S("(")) || str_eq(mark, S("«")) || str_eq(mark, S("\""));
}

// Fills where the label ends and what follows starts.
static struct marker marker_at(const struct head *h, enum marker_kind kind, size_t after)
{
    struct marker m = {.kind = kind,
                       .label_start = h->tokens.v[h->first].start,
                       .label_end = h->tokens.v[after - 1].end};
    size_t i = after;
    for (; i < h->tokens.n; i++) {
        struct str mark = token_text(h->line, &h->tokens.v[i]);
        if (!(h->tokens.v[i].kind == TOKEN_MARK || str_eq(mark, S("ـ"))) || !is_separator(mark))
            break;
        m.separated = true;
        if (opens_value(mark))
            break;
        m.label_end = h->tokens.v[i].end;
    }
    m.rest = i < h->tokens.n ? h->tokens.v[i].start : h->line.n;
    return m;
}

static bool follow_allows(const struct head *h, enum follow follow, const struct marker *m)
{
    bool ends = m->rest >= h->line.n;
    switch (follow) {
    case FOLLOW_ANY: return true;
    case FOLLOW_MARK: return ends || m->separated;
    case FOLLOW_FEW: return ends || m->separated || h->tokens.n - h->first <= 7;
    case FOLLOW_COLON: return m->separated;
    }
    return false;
}

static struct marker related_of(const struct head *h)
{
    struct marker none = {.kind = MARKER_NONE};
    for (size_t i = 0; i < COUNT_OF(related_nouns); i++) {
        size_t noun = words_match(h, h->first, related_nouns[i], true);
        for (size_t k = 0; noun && k < COUNT_OF(related_attributes); k++) {
            size_t n = words_match(h, h->first + noun, related_attributes[k], true);
            if (!n)
                continue;
            struct marker m = marker_at(h, MARKER_RELATED, h->first + noun + n);
            return follow_allows(h, FOLLOW_FEW, &m) ? m : none;
        }
    }
    return none;
}

// --- the index ----------------------------------------------------------------------------------

static struct str first_word(struct str text)
{
    return str_take(text, str_find_byte(text, ' '));
}

// The slot of a first word: that of the labels which have it, else an empty one.
static size_t slot_of(const struct marker_index *index, struct str word)
{
    size_t at = hash_str(word) % COUNT_OF(index->slots);
    while (index->slots[at] && !str_eq(first_word(labels[index->slots[at] - 1].text), word))
        at = (at + 1) % COUNT_OF(index->slots);
    return at;
}

static_assert(COUNT_OF(labels) < 256, "a row and one must fit in a byte");

void marker_index_init(struct marker_index *index)
{
    memset(index, 0, sizeof *index);
    for (size_t i = COUNT_OF(labels); i-- > 0;) { // backwards, so that the chains are in order
        size_t at = slot_of(index, first_word(labels[i].text));
        index->next[i] = index->slots[at];
        index->slots[at] = (uint8_t)(i + 1);
    }
}

// The first label that begins with a folded word, 1 + its row; 0: none.
static size_t label_find(const struct marker_index *index, struct str word)
{
    return index->slots[slot_of(index, word)];
}

static bool is_related_noun(struct str word)
{
    return str_is_in(without_article(word), related_nouns, COUNT_OF(related_nouns));
}

// The bytes of decoration in front of a line.
static size_t decoration(struct str line)
{
    size_t at = 0, len;
    for (int i = 0; i < MAX_DECORATION && at < line.n; i++, at += len)
        if (char_class_of(utf8_decode(str_drop(line, at), &len)) == CHAR_LETTER)
            break;
    return at;
}

// Few labels are English; a word of ASCII letters in front of anything but a letter needs no
// folding.
static bool may_be_english(struct str line)
{
    static const struct str english[] = {S_INIT("source"),  S_INIT("tags"),   S_INIT("keywords"),
                                         S_INIT("similar"), S_INIT("read"),   S_INIT("also"),
                                         S_INIT("see"),     S_INIT("related")};
    size_t n = 0;
    while (n < line.n && is_ascii_alpha(line.p[n]))
        n++;
    for (size_t i = 0; i < COUNT_OF(english); i++)
        if (english[i].n == n && str_starts_nocase(line, english[i]))
            return true;
    return false;
}

// Does some label begin with the word at the start of the line?  Most lines end here, untokenised.
static bool may_have_label(const struct marker_index *index, struct str line)
{
    size_t len, n = 0;
    if (line.n && is_ascii_alpha(line.p[0]))
        return may_be_english(line);
    for (; n < line.n; n += len) {
        enum char_class class = char_class_of(utf8_decode(str_drop(line, n), &len));
        if (class != CHAR_LETTER && class != CHAR_MARK && class != CHAR_INVISIBLE)
            break;
        if (n > WORD_BYTES)
            return false;
    }
    char room[2 * WORD_BYTES];
    struct buf folded = {.p = room, .cap = sizeof room, .max = sizeof room};
    fold_add(&folded, str_take(line, n));
    struct str word = buf_str(&folded);
    return label_find(index, word) || is_related_noun(word);
}

bool marker_may_begin(const struct marker_index *index, struct str raw)
{
    struct str front = str_take(raw, decoration(raw)), rest = str_drop(raw, front.n);
    bool undecided = rest.n == 0 || str_find_byte(front, '&') < front.n; // of a reference
    return undecided || may_have_label(index, rest);
}

struct marker marker_of(const struct marker_index *index, struct arena *scratch, struct str line)
{
    struct marker none = {.kind = MARKER_NONE};
    if (!may_have_label(index, str_drop(line, decoration(line))))
        return none;
    struct head h = {.line = line};
    h.tokens = tokens_of(scratch, NULL, utf8_take_bytes(line, HEAD_BYTES));
    while (h.first < h.tokens.n && h.first < MAX_DECORATION &&
           h.tokens.v[h.first].kind == TOKEN_MARK)
        h.first++;
    if (h.first >= h.tokens.n || h.tokens.v[h.first].kind != TOKEN_WORD)
        return none;
    for (size_t i = label_find(index, h.tokens.v[h.first].norm); i; i = index->next[i - 1]) {
        const struct label *label = &labels[i - 1];
        size_t n = words_match(&h, h.first, label->text, false);
        if (!n)
            continue;
        struct marker m = marker_at(&h, label->kind, h.first + n);
        if (follow_allows(&h, label->follow, &m))
            return m;
    }
    return related_of(&h);
}
