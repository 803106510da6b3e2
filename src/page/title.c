// title: takes labels off both ends, one at a time, only where a separator or bracket sets them
// off, for "صور" and "فيديو" are words of headlines too.
#include "page/title.h"

#include "base/utf8.h"
#include "text/fold.h"

// Folded, longer before shorter.
static const struct {
    struct str label, flag;
} labels[] = {
    {S_INIT("خبر عاجل"),      S_INIT("breaking")   },
    {S_INIT("عاجل"),             S_INIT("breaking")   },
    {S_INIT("بالفيديو"),     S_INIT("video")      },
    {S_INIT("الفيديو"),       S_INIT("video")      },
    {S_INIT("فيديو"),           S_INIT("video")      },
    {S_INIT("شاهد"),             S_INIT("video")      },
    {S_INIT("بالصور"),         S_INIT("photos")     },
    {S_INIT("صور"),               S_INIT("photos")     },
    {S_INIT("صوره"),             S_INIT("photos")     },
    {S_INIT("بالصوت"),         S_INIT("audio")      },
    {S_INIT("صوت"),               S_INIT("audio")      },
    {S_INIT("مباشر"),           S_INIT("live")       },
    {S_INIT("بث مباشر"),      S_INIT("live")       },
    {S_INIT("لحظه بلحظه"),  S_INIT("live")       },
    {S_INIT("خاص"),               S_INIT("exclusive")  },
    {S_INIT("حصري"),             S_INIT("exclusive")  },
    {S_INIT("حصريا"),           S_INIT("exclusive")  },
    {S_INIT("انفوغراف"),     S_INIT("infographic")},
    {S_INIT("انفوغرافيك"), S_INIT("infographic")},
    {S_INIT("انفوجرافيك"), S_INIT("infographic")},
    {S_INIT("وثيقه"),           S_INIT("documents")  },
    {S_INIT("وثائق"),           S_INIT("documents")  },
    {S_INIT("بالوثائق"),     S_INIT("documents")  },
    {S_INIT("محدث"),             S_INIT("updated")    },
    {S_INIT("تحديث"),           S_INIT("updated")    },
};

enum { MAX_LABEL_BYTES = 64 };

static const struct str separators[] = {
    S_INIT("-"), S_INIT("–"), S_INIT("—"), S_INIT("|"), S_INIT("/"), S_INIT(".."),
    S_INIT("…"), S_INIT("+"), S_INIT(":"), S_INIT("("), S_INIT("["), S_INIT("ـ"),
};

static void add_flag(struct arena *a, struct strs *flags, struct str flag)
{
    for (size_t i = 0; i < flags->n; i++)
        if (str_eq(flags->v[i], flag))
            return;
    struct str *grown = arena_new(a, struct str, flags->n + 1);
    for (size_t i = 0; i < flags->n; i++)
        grown[i] = flags->v[i];
    grown[flags->n] = flag;
    flags->v = grown;
    flags->n++;
}

// Does the text consist of labels only ("صور وفيديو", "فيديو + صور")?  Adds their flags.
static bool read_labels(struct arena *a, struct str text, struct strs *flags)
{
    char room[MAX_LABEL_BYTES];
    if (text.n == 0 || text.n * 2 > sizeof room)
        return false;
    struct buf b = {.p = room, .cap = sizeof room, .max = sizeof room};
    fold_add(&b, text);
    struct str rest = str_trim_wide(buf_str(&b));
    struct strs found = {0};
    while (rest.n) {
        size_t i = 0;
        while (i < COUNT_OF(labels) &&
               !(str_starts(rest, labels[i].label) &&
                 (rest.n == labels[i].label.n || rest.p[labels[i].label.n] == ' ' ||
                  rest.p[labels[i].label.n] == '+')))
            i++;
        if (i == COUNT_OF(labels))
            return false;
        add_flag(a, &found, labels[i].flag);
        rest = str_trim_wide(str_drop(rest, labels[i].label.n));
        if (str_starts(rest, S("+")))
            rest = str_trim_wide(str_drop(rest, 1));
        else if (str_starts(rest, S("و")) && !str_starts(rest, S("وثا")))
            rest = str_trim_wide(str_drop(rest, 2));
    }
    for (size_t i = 0; i < found.n; i++)
        add_flag(a, flags, found.v[i]);
    return true;
}

static struct str trim_separators(struct str s, bool front)
{
    for (bool again = true; again;) {
        again = false;
        s = str_trim_wide(s);
        for (size_t i = 0; i < COUNT_OF(separators); i++) {
            if (front ? str_starts(s, separators[i]) : str_ends(s, separators[i])) {
                s = front ? str_drop(s, separators[i].n) : str_take(s, s.n - separators[i].n);
                again = true;
            }
        }
    }
    return s;
}

static struct str strip_end(struct arena *a, struct str s, struct strs *flags)
{
    struct str body = s;
    if (str_ends(body, S(")")) || str_ends(body, S("]")))
        body.n--;
    size_t from = body.n > MAX_LABEL_BYTES ? body.n - MAX_LABEL_BYTES : 0;
    for (size_t at = body.n; at > from; at--) {
        struct str rest = str_drop(body, at);
        for (size_t i = 0; i < COUNT_OF(separators); i++) {
            if (!str_ends(str_take(body, at), separators[i]) ||
                !read_labels(a, str_trim_wide(rest), flags))
                continue;
            return trim_separators(str_take(body, at), false);
        }
    }
    return s;
}

static struct str strip_front(struct arena *a, struct str s, struct strs *flags)
{
    struct str body = str_starts(s, S("(")) || str_starts(s, S("[")) ? str_drop(s, 1) : s;
    for (size_t at = 0; at < body.n && at < MAX_LABEL_BYTES; at++) {
        struct str rest = str_drop(body, at);
        bool separated = str_starts(rest, S(")")) || str_starts(rest, S("]"));
        for (size_t i = 0; i < COUNT_OF(separators); i++)
            separated |= str_starts(rest, separators[i]);
        if (!separated || !read_labels(a, str_trim_wide(str_take(body, at)), flags))
            continue;
        if (str_starts(rest, S(")")) || str_starts(rest, S("]")))
            rest = str_drop(rest, 1);
        return trim_separators(rest, true);
    }
    return s;
}

struct str title_strip(struct arena *a, struct str title, struct strs *flags)
{
    *flags = (struct strs){0};
    struct str s = str_trim_wide(title);
    for (int round = 0; round < 4; round++) {
        struct str before = s;
        s = strip_front(a, strip_end(a, s, flags), flags);
        if (s.n == before.n)
            break;
    }
    return s.n ? s : str_trim_wide(title);
}
