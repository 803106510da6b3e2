// excerpt: see excerpt.h.
//
// A summary in a feed is seldom the text alone: WordPress closes it with "The post <title> appeared
// first on <site>.", themes and old Arabic systems with a link "اقرأ المزيد" or "التفاصيل".  Left
// in, these words are found by every search, raise the likeness of unrelated articles and stand
// under every hit.  The link itself is gone by now, so "read more" counts only behind an end (of a
// line, of a sentence, "…") or in brackets.  "بحث الوزيران التفاصيل" keeps its word.
#include "feed/excerpt.h"

#include "text/fold.h"

enum { TAIL_MAX = 1024 };

// Folded.  Longer ones before those that they end with.
static const struct str more[] = {
    S_INIT("اقرا المزيد"),       S_INIT("لقراءه المزيد"),    S_INIT("قراءه المزيد"),
    S_INIT("لمزيد من التفاصيل"), S_INIT("للمزيد"),           S_INIT("المزيد"),
    S_INIT("اكمل القراءه"),      S_INIT("اكمال القراءه"),    S_INIT("تابع القراءه"),
    S_INIT("متابعه القراءه"),    S_INIT("مواصله القراءه"),   S_INIT("اقرا التفاصيل"),
    S_INIT("التفاصيل"),          S_INIT("تفاصيل اكثر"),      S_INIT("اقرا الخبر كاملا"),
    S_INIT("الخبر كاملا"),       S_INIT("continue reading"), S_INIT("read the rest"),
    S_INIT("read more"),         S_INIT("lire la suite"),
};

// A line that starts with the first and has the second further on.
static const struct {
    struct str start, middle;
} first_on[] = {
    {S_INIT("the post "),    S_INIT(" appeared first on ")        },
    {S_INIT("ظهرت "),    S_INIT(" اولا علي ")          },
    {S_INIT("ظهر "),      S_INIT(" اولا علي ")          },
    {S_INIT("l'article "),   S_INIT(" est apparu en premier sur ")},
    {S_INIT("l’article "), S_INIT(" est apparu en premier sur ")},
};

static bool is_first_on(struct str line)
{
    for (size_t i = 0; i < COUNT_OF(first_on); i++)
        if (str_starts(line, first_on[i].start) && str_has(line, first_on[i].middle))
            return true;
    return false;
}

static const struct str ornaments[] = {
    S_INIT("»"), S_INIT("«"), S_INIT("→"), S_INIT("←"), S_INIT("›"), S_INIT("‹"),
    S_INIT(">"), S_INIT("<"), S_INIT("…"), S_INIT("."), S_INIT(":"), S_INIT("["),
    S_INIT("]"), S_INIT("("), S_INIT(")"), S_INIT("|"),
};
static const struct str ends[] = {
    S_INIT("…"), S_INIT("."), S_INIT("!"),  S_INIT("؟"), S_INIT("?"), S_INIT("]"),
    S_INIT(")"), S_INIT("»"), S_INIT("\""), S_INIT("”"), S_INIT("|"),
};

static bool drop_one(struct str *s, const struct str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ends(*s, list[i])) {
            s->n -= list[i].n;
            return true;
        }
    return false;
}

// The folded line without "read more" and the ornaments around it; all of it where it has none.
static struct str without_more(struct str line)
{
    struct str s = line;
    while (drop_one(&s, ornaments, COUNT_OF(ornaments)) || str_trim(s).n < s.n)
        s = str_trim(s);
    for (size_t i = 0; i < COUNT_OF(more); i++) {
        if (!str_ends(s, more[i]))
            continue;
        struct str rest = str_trim(str_take(s, s.n - more[i].n)), probe = rest;
        if (str_ends(rest, S("[")) || str_ends(rest, S("(")))
            return str_trim(str_take(rest, rest.n - 1));
        if (!rest.n || drop_one(&probe, ends, COUNT_OF(ends)))
            return rest;
    }
    return line;
}

struct str excerpt_trim(struct arena *scratch, struct str text)
{
    struct str rest = str_trim_wide(text);
    // WordPress sets both: the line behind the link.
    for (int round = 0; round < 3; round++) {
        size_t start = rest.n;
        while (start > 0 && rest.p[start - 1] != '\n' && rest.n - start < TAIL_MAX)
            start--;
        while (start > 0 && start < rest.n && ((unsigned char)rest.p[start] & 0xc0) == 0x80)
            start++;
        struct str line = str_drop(rest, start);
        struct folded f = fold_text(scratch, line);
        struct str kept = is_first_on(f.text) ? S("") : without_more(f.text);
        if (kept.n == f.text.n)
            break;
        size_t end = kept.n ? f.raw_at[(size_t)(kept.p - f.text.p) + kept.n] : 0;
        rest = str_trim_wide(str_take(rest, start + end));
    }
    return rest.n ? rest : text;
}
