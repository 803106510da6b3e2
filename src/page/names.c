// names: binary search in the sorted table that tools/gen-page-names makes of data/names.
//
// Lists of names never end: they are evidence, not the rule.  The readers of datelines and credits
// know the shapes (class nouns, quotation marks, brackets, position) and take names that no list
// has; a list entry settles what the shape leaves open.
#include "page/names.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/token.h"

struct str name_key(struct arena *a, struct str phrase)
{
    struct tokens tokens = tokens_of(a, NULL, phrase);
    struct buf out;
    buf_init(&out, 0);
    bool joining = false;
    for (size_t i = 0; i < tokens.n; i++) {
        const struct token *t = &tokens.v[i];
        if (t->kind == TOKEN_MARK || t->norm.n == 0)
            continue;
        bool single = utf8_count(t->norm) == 1;
        // The stop keeps "أ ب" apart from "آب".
        if (out.n)
            buf_add_byte(&out, single && joining ? '.' : ' ');
        buf_add(&out, t->norm);
        joining = single;
    }
    struct str key = arena_str(a, buf_str(&out));
    buf_release(&out);
    return key;
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
    if (str_starts(word, S("ال")))
        forms[1] = str_drop(word, 4);
    else if (str_starts(word, S("لل")))
        forms[1] = str_drop(word, 4);
    else if (str_starts(word, S("ل")) || str_starts(word, S("ب")))
        forms[2] = str_drop(word, 2);
    for (size_t f = 0; f < COUNT_OF(forms); f++)
        for (size_t i = 0; i < COUNT_OF(class_nouns); i++)
            if (str_eq(forms[f], class_nouns[i].word))
                return &class_nouns[i];
    return NULL;
}
