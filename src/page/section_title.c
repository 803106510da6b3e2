// section_title: see section_title.h.  A table of the words that such titles begin with, English,
// Arabic and Persian.
#include "page/section_title.h"

// Headings of what follows an article.  Order: by title, in lower case.  open: any more words may
// follow.
static const struct section_title {
    struct str title;
    bool open;
} section_titles[] = {
    {S_INIT("about the author"),            true },
    {S_INIT("about the reviewer"),          true },
    {S_INIT("about the writer"),            true },
    {S_INIT("advertisement"),               false},
    {S_INIT("also read"),                   false},
    {S_INIT("article sources"),             false},
    {S_INIT("comments"),                    true },
    {S_INIT("contents"),                    false},
    {S_INIT("continue reading"),            false},
    {S_INIT("disclaimer"),                  false},
    {S_INIT("discover more"),               true },
    {S_INIT("editor's picks"),              false},
    {S_INIT("featured"),                    true },
    {S_INIT("filed under"),                 true },
    {S_INIT("follow us"),                   true },
    {S_INIT("footnotes"),                   false},
    {S_INIT("further reading"),             false},
    {S_INIT("get in touch"),                true },
    {S_INIT("in this article"),             false},
    {S_INIT("keep reading"),                true },
    {S_INIT("latest"),                      true },
    {S_INIT("leave a "),                    true },
    {S_INIT("more from"),                   true },
    {S_INIT("more in "),                    true },
    {S_INIT("more like this"),              false},
    {S_INIT("more news"),                   false},
    {S_INIT("more on "),                    true },
    {S_INIT("more posts"),                  false},
    {S_INIT("more stories"),                false},
    {S_INIT("most popular"),                true },
    {S_INIT("most read"),                   true },
    {S_INIT("newsletter"),                  true },
    {S_INIT("on this page"),                false},
    {S_INIT("popular"),                     true },
    {S_INIT("post a comment"),              true },
    {S_INIT("read more"),                   true },
    {S_INIT("read next"),                   true },
    {S_INIT("recent posts"),                true },
    {S_INIT("recommended"),                 true },
    {S_INIT("references"),                  false},
    {S_INIT("related"),                     true },
    {S_INIT("see also"),                    false},
    {S_INIT("share this"),                  true },
    {S_INIT("sign up"),                     true },
    {S_INIT("similar "),                    true },
    {S_INIT("sources"),                     false},
    {S_INIT("stay connected"),              true },
    {S_INIT("submission history"),          false},
    {S_INIT("subscribe"),                   true },
    {S_INIT("suggested"),                   true },
    {S_INIT("table of contents"),           false},
    {S_INIT("tags"),                        false},
    {S_INIT("top stories"),                 false},
    {S_INIT("topics"),                      false},
    {S_INIT("trending"),                    true },
    {S_INIT("up next"),                     false},
    {S_INIT("was this"),                    true },
    {S_INIT("what to read next"),           false},
    {S_INIT("write a comment"),             false},
    {S_INIT("you may also"),                true },
    {S_INIT("you might also"),              true },
    {S_INIT("الأكثر قراءة"),     true },
    {S_INIT("الأكثر مشاهدة"),   true },
    {S_INIT("الأكثر تداولا"),   true },
    {S_INIT("الاكثر قراءة"),     true },
    {S_INIT("أخبار ذات صلة"),    true },
    {S_INIT("أخبار متعلقة"),     true },
    {S_INIT("مقالات ذات صلة"),  true },
    {S_INIT("مواضيع ذات صلة"),  true },
    {S_INIT("مواضيع متعلقة"),   true },
    {S_INIT("موضوعات متعلقة"), true },
    {S_INIT("قد يهمك"),               true },
    {S_INIT("قصص مقترحة"),         true },
    {S_INIT("عن الموقع"),           false},
    {S_INIT("من نحن"),                 false},
    {S_INIT("أضف تعليق"),           true },
    {S_INIT("اترك تعليق"),         true },
    {S_INIT("اترك رد"),               true },
    {S_INIT("ارسال نظر"),           true },
    {S_INIT("اضف تعليق"),           true },
    {S_INIT("التعليقات"),          false},
    {S_INIT("تعداد نظرات"),       true },
    {S_INIT("تعليقات"),              false},
    {S_INIT("تعليقات القراء"), true },
    {S_INIT("دیدگاه"),                true },
    {S_INIT("شارك بتعليق"),       true },
    {S_INIT("شاركنا رأيك"),       true },
    {S_INIT("نظر شما"),               true },
    {S_INIT("نظرات"),                  true },
};

void section_title_index_init(struct section_title_index *index)
{
    *index = (struct section_title_index){{0}};
    for (size_t i = 0; i < COUNT_OF(section_titles); i++) {
        const char *p = section_titles[i].title.p;
        index->starts[p[0] & 31] |= 1u << (p[1] & 31);
    }
}

bool section_title_may_begin(const struct section_title_index *index, struct str raw)
{
    return raw.n >= 2 && (raw.p[0] == '&' || is_ascii_digit(raw.p[0]) ||
                          index->starts[raw.p[0] & 31] >> (raw.p[1] & 31) & 1);
}

// "3 تعليقات", "12 Comments"
static bool is_count_of_comments(struct str s)
{
    static const struct str words[] = {S_INIT("تعليق"),    S_INIT("تعليقات"),  S_INIT("تعليقا"),
                                       S_INIT("تعليقاً"),   S_INIT("comments"), S_INIT("Comments"),
                                       S_INIT("COMMENTS"), S_INIT("دیدگاه"),   S_INIT("نظر")};
    while (s.n && is_ascii_digit(s.p[0]))
        s = str_drop(s, 1);
    return str_is_in(str_trim_wide(s), words, COUNT_OF(words));
}

enum section_title_rank section_title_rank(struct str line)
{
    char first = line.n ? ascii_lower(line.p[0]) : 0;
    if (is_ascii_digit(first))
        return is_count_of_comments(line) ? SECTION_TITLE_COMMENTS : SECTION_TITLE_NOT;
    for (size_t i = 0; i < COUNT_OF(section_titles); i++) {
        const struct section_title *t = &section_titles[i];
        if (t->title.p[0] != first || !str_starts_nocase(line, t->title))
            continue;
        if (line.n == t->title.n)
            return SECTION_TITLE_WHOLE;
        if (t->open)
            return SECTION_TITLE_OPEN;
    }
    return SECTION_TITLE_NOT;
}
