// names: binary search in the sorted table that tools/gen-page-names makes of data/names.
//
// Lists of names never end: they are evidence, not the rule.  The readers of datelines and credits
// know the shapes (class nouns, quotation marks, brackets, position) and take names that no list
// has; a list entry settles what the shape leaves open.
#include "page/names.h"

#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"

// Does a word end here, so that what stands before is its only letter?
static bool is_single(struct str rest)
{
    uint32_t point;
    if (!utf8_next(&rest, &point))
        return true;
    enum char_class class = char_class_of(point);
    return class != CHAR_LETTER && class != CHAR_DIGIT;
}

struct str name_key(struct arena *a, struct str phrase)
{
    struct str folded = fold(a, phrase);
    char *out = arena_alloc_raw(a, folded.n + 1);
    size_t n = 0, letters = 0;
    bool gap = false, single_before = false;
    for (struct str rest = folded; rest.n;) {
        struct str from = rest;
        uint32_t point;
        utf8_next(&rest, &point);
        enum char_class class = char_class_of(point);
        if (class != CHAR_LETTER && class != CHAR_DIGIT) {
            single_before = gap ? single_before : letters == 1;
            gap = true;
            continue;
        }
        if (gap) {
            // The stop keeps "أ ب" apart from "آب".
            if (n)
                out[n++] = single_before && is_single(rest) ? '.' : ' ';
            gap = false;
            letters = 0;
        }
        size_t len = from.n - rest.n;
        memcpy(out + n, from.p, len);
        n += len;
        letters++;
    }
    return (struct str){out, n};
}

const struct name_row *name_find(struct str key, unsigned kinds)
{
    size_t low = 0, high = name_row_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (str_cmp(name_rows[mid].key, key) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    const struct name_row *found = NULL;
    for (; low < name_row_count && str_eq(name_rows[low].key, key); low++)
        if ((kinds & NAME_BIT(name_rows[low].kind)) &&
            (!found || (found->weak && !name_rows[low].weak)))
            found = &name_rows[low];
    return found;
}

bool name_is_given(struct str word)
{
    if (str_starts(word, S("عبد")) || str_eq(word, S("ابو")) || str_eq(word, S("ابن")))
        return true;
    return name_find(word, NAME_BIT(NAME_GIVEN)) != NULL;
}

// Order: by kind.
static const struct class_noun class_nouns[] = {
    {S_INIT("وكاله"),     NAME_AGENCY  },
    {S_INIT("وكالات"),   NAME_AGENCY  },
    {S_INIT("وكالتي"),   NAME_AGENCY  },
    {S_INIT("وكالتا"),   NAME_AGENCY  },
    {S_INIT("صحيفتي"),   NAME_OUTLET  },
    {S_INIT("صحيفتا"),   NAME_OUTLET  },
    {S_INIT("قناتا"),     NAME_OUTLET  },
    {S_INIT("شبكتي"),     NAME_OUTLET  },
    {S_INIT("موقعي"),     NAME_PLATFORM},
    {S_INIT("صحيفه"),     NAME_OUTLET  },
    {S_INIT("صحف"),         NAME_OUTLET  },
    {S_INIT("جريده"),     NAME_OUTLET  },
    {S_INIT("مجله"),       NAME_OUTLET  },
    {S_INIT("يوميه"),     NAME_OUTLET  },
    {S_INIT("قناه"),       NAME_OUTLET  },
    {S_INIT("قناتي"),     NAME_OUTLET  },
    {S_INIT("فضائيه"),   NAME_OUTLET  },
    {S_INIT("تلفزيون"), NAME_OUTLET  },
    {S_INIT("تلفزه"),     NAME_OUTLET  },
    {S_INIT("اذاعه"),     NAME_OUTLET  },
    {S_INIT("راديو"),     NAME_OUTLET  },
    {S_INIT("شبكه"),       NAME_OUTLET  },
    {S_INIT("بوابه"),     NAME_OUTLET  },
    {S_INIT("مدونه"),     NAME_OUTLET  },
    {S_INIT("دوريه"),     NAME_OUTLET  },
    {S_INIT("موقع"),       NAME_PLATFORM},
    {S_INIT("منصه"),       NAME_PLATFORM},
    {S_INIT("تطبيق"),     NAME_PLATFORM},
    {S_INIT("حساب"),       NAME_PLATFORM},
    {S_INIT("صفحه"),       NAME_PLATFORM},
    {S_INIT("قسم"),         NAME_DESK    },
    {S_INIT("مكتب"),       NAME_DESK    },
    {S_INIT("وحده"),       NAME_DESK    },
    {S_INIT("غرفه"),       NAME_DESK    },
    {S_INIT("فريق"),       NAME_DESK    },
};

const struct class_noun *name_class(struct str word)
{
    struct str forms[3] = {word, {0}, {0}};
    if (str_starts(word, S("ال")) || str_starts(word, S("لل")))
        forms[1] = str_drop(word, 4);
    else if (str_starts(word, S("ل")) || str_starts(word, S("ب")))
        forms[2] = str_drop(word, 2);
    for (size_t f = 0; f < COUNT_OF(forms); f++)
        for (size_t i = 0; i < COUNT_OF(class_nouns); i++)
            if (str_eq(forms[f], class_nouns[i].word))
                return &class_nouns[i];
    return NULL;
}
