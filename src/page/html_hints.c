// html_hints: see html_hints.h.
//
// A value is split into class tokens, these into words at everything that is no letter and where
// capitals begin ("articleBody", "post__body"), and each word is looked up in one hash table.  This
// is one pass over the bytes, where the known extractors run some 200 regular expressions.  Whole
// words only: the "ad" in "header" and the "nav" in "unavailable" say nothing.
#include "page/html_hints.h"

#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "page/html_key.h"

struct hint_word {
    struct str word;
    uint32_t hints;
};

// Order: by hint.  Collected from class names of news sites and common site builders.
static const struct hint_word words[] = {
    {S_INIT("article"),         HINT_THING   },
    {S_INIT("articles"),        HINT_THING   },
    {S_INIT("blog"),            HINT_THING   },
    {S_INIT("blogpost"),        HINT_THING   },
    {S_INIT("entry"),           HINT_THING   },
    {S_INIT("hentry"),          HINT_THING   },
    {S_INIT("news"),            HINT_THING   },
    {S_INIT("post"),            HINT_THING   },
    {S_INIT("single"),          HINT_THING   },
    {S_INIT("story"),           HINT_THING   },
    {S_INIT("body"),            HINT_PART    },
    {S_INIT("bodytext"),        HINT_PART    },
    {S_INIT("content"),         HINT_PART    },
    {S_INIT("contents"),        HINT_PART    },
    {S_INIT("copy"),            HINT_PART    },
    {S_INIT("detail"),          HINT_PART    },
    {S_INIT("details"),         HINT_PART    },
    {S_INIT("maincontent"),     HINT_PART    },
    {S_INIT("paragraph"),       HINT_PART    },
    {S_INIT("paragraphs"),      HINT_PART    },
    {S_INIT("richtext"),        HINT_PART    },
    {S_INIT("text"),            HINT_PART    },
    {S_INIT("articlebody"),     HINT_BODY    },
    {S_INIT("articlecontent"),  HINT_BODY    },
    {S_INIT("articletext"),     HINT_BODY    },
    {S_INIT("blogcontent"),     HINT_BODY    },
    {S_INIT("entrycontent"),    HINT_BODY    },
    {S_INIT("newsbody"),        HINT_BODY    },
    {S_INIT("newscontent"),     HINT_BODY    },
    {S_INIT("newsdetail"),      HINT_BODY    },
    {S_INIT("newstext"),        HINT_BODY    },
    {S_INIT("postbody"),        HINT_BODY    },
    {S_INIT("postcontent"),     HINT_BODY    },
    {S_INIT("storybody"),       HINT_BODY    },
    {S_INIT("storycontent"),    HINT_BODY    },
    {S_INIT("storytext"),       HINT_BODY    },
    {S_INIT("comment"),         HINT_COMMENT },
    {S_INIT("commentlist"),     HINT_COMMENT },
    {S_INIT("comments"),        HINT_COMMENT },
    {S_INIT("commenters"),      HINT_COMMENT },
    {S_INIT("discussion"),      HINT_COMMENT },
    {S_INIT("disqus"),          HINT_COMMENT },
    {S_INIT("livefyre"),        HINT_COMMENT },
    {S_INIT("replies"),         HINT_COMMENT },
    {S_INIT("respond"),         HINT_COMMENT },
    {S_INIT("wpdcom"),          HINT_COMMENT },
    {S_INIT("wpdiscuz"),        HINT_COMMENT },
    {S_INIT("also"),            HINT_RELATED },
    {S_INIT("latest"),          HINT_RELATED },
    {S_INIT("mgid"),            HINT_RELATED },
    {S_INIT("more"),            HINT_RELATED },
    {S_INIT("mostread"),        HINT_RELATED },
    {S_INIT("next"),            HINT_RELATED },
    {S_INIT("outbrain"),        HINT_RELATED },
    {S_INIT("popular"),         HINT_RELATED },
    {S_INIT("prev"),            HINT_RELATED },
    {S_INIT("previous"),        HINT_RELATED },
    {S_INIT("readmore"),        HINT_RELATED },
    {S_INIT("recent"),          HINT_RELATED },
    {S_INIT("recirc"),          HINT_RELATED },
    {S_INIT("recirculation"),   HINT_RELATED },
    {S_INIT("recommend"),       HINT_RELATED },
    {S_INIT("recommendation"),  HINT_RELATED },
    {S_INIT("recommendations"), HINT_RELATED },
    {S_INIT("recommended"),     HINT_RELATED },
    {S_INIT("relacionadas"),    HINT_RELATED },
    {S_INIT("related"),         HINT_RELATED },
    {S_INIT("relatednews"),     HINT_RELATED },
    {S_INIT("relatedposts"),    HINT_RELATED },
    {S_INIT("revcontent"),      HINT_RELATED },
    {S_INIT("similar"),         HINT_RELATED },
    {S_INIT("suggested"),       HINT_RELATED },
    {S_INIT("suggestions"),     HINT_RELATED },
    {S_INIT("taboola"),         HINT_RELATED },
    {S_INIT("teaser"),          HINT_RELATED },
    {S_INIT("teasers"),         HINT_RELATED },
    {S_INIT("trending"),        HINT_RELATED },
    {S_INIT("upnext"),          HINT_RELATED },
    {S_INIT("addthis"),         HINT_SHARE   },
    {S_INIT("addtoany"),        HINT_SHARE   },
    {S_INIT("facebook"),        HINT_SHARE   },
    {S_INIT("follow"),          HINT_SHARE   },
    {S_INIT("instagram"),       HINT_SHARE   },
    {S_INIT("linkedin"),        HINT_SHARE   },
    {S_INIT("pinterest"),       HINT_SHARE   },
    {S_INIT("share"),           HINT_SHARE   },
    {S_INIT("sharebar"),        HINT_SHARE   },
    {S_INIT("sharedaddy"),      HINT_SHARE   },
    {S_INIT("shares"),          HINT_SHARE   },
    {S_INIT("sharethis"),       HINT_SHARE   },
    {S_INIT("sharing"),         HINT_SHARE   },
    {S_INIT("social"),          HINT_SHARE   },
    {S_INIT("socials"),         HINT_SHARE   },
    {S_INIT("telegram"),        HINT_SHARE   },
    {S_INIT("whatsapp"),        HINT_SHARE   },
    {S_INIT("account"),         HINT_SIGNUP  },
    {S_INIT("login"),           HINT_SIGNUP  },
    {S_INIT("mailchimp"),       HINT_SIGNUP  },
    {S_INIT("newsletter"),      HINT_SIGNUP  },
    {S_INIT("newsletters"),     HINT_SIGNUP  },
    {S_INIT("optin"),           HINT_SIGNUP  },
    {S_INIT("paywall"),         HINT_SIGNUP  },
    {S_INIT("register"),        HINT_SIGNUP  },
    {S_INIT("registration"),    HINT_SIGNUP  },
    {S_INIT("signin"),          HINT_SIGNUP  },
    {S_INIT("signup"),          HINT_SIGNUP  },
    {S_INIT("subscribe"),       HINT_SIGNUP  },
    {S_INIT("subscription"),    HINT_SIGNUP  },
    {S_INIT("consent"),         HINT_CONSENT },
    {S_INIT("cookie"),          HINT_CONSENT },
    {S_INIT("cookies"),         HINT_CONSENT },
    {S_INIT("gdpr"),            HINT_CONSENT },
    {S_INIT("onetrust"),        HINT_CONSENT },
    {S_INIT("breadcrumb"),      HINT_NAV     },
    {S_INIT("breadcrumbs"),     HINT_NAV     },
    {S_INIT("menu"),            HINT_NAV     },
    {S_INIT("menus"),           HINT_NAV     },
    {S_INIT("nav"),             HINT_NAV     },
    {S_INIT("navbar"),          HINT_NAV     },
    {S_INIT("navigation"),      HINT_NAV     },
    {S_INIT("navi"),            HINT_NAV     },
    {S_INIT("pager"),           HINT_NAV     },
    {S_INIT("pagination"),      HINT_NAV     },
    {S_INIT("search"),          HINT_NAV     },
    {S_INIT("searchform"),      HINT_NAV     },
    {S_INIT("sitemap"),         HINT_NAV     },
    {S_INIT("skip"),            HINT_NAV     },
    {S_INIT("toolbar"),         HINT_NAV     },
    {S_INIT("topbar"),          HINT_NAV     },
    {S_INIT("colophon"),        HINT_FOOTER  },
    {S_INIT("contentinfo"),     HINT_FOOTER  },
    {S_INIT("copyright"),       HINT_FOOTER  },
    {S_INIT("disclaimer"),      HINT_FOOTER  },
    {S_INIT("foot"),            HINT_FOOTER  },
    {S_INIT("footer"),          HINT_FOOTER  },
    {S_INIT("banner"),          HINT_HEADER  },
    {S_INIT("header"),          HINT_HEADER  },
    {S_INIT("masthead"),        HINT_HEADER  },
    {S_INIT("aside"),           HINT_SIDE    },
    {S_INIT("complementary"),   HINT_SIDE    },
    {S_INIT("rail"),            HINT_SIDE    },
    {S_INIT("sidebar"),         HINT_SIDE    },
    {S_INIT("widget"),          HINT_SIDE    },
    {S_INIT("widgets"),         HINT_SIDE    },
    {S_INIT("ad"),              HINT_AD      },
    {S_INIT("ads"),             HINT_AD      },
    {S_INIT("adsense"),         HINT_AD      },
    {S_INIT("advert"),          HINT_AD      },
    {S_INIT("advertisement"),   HINT_AD      },
    {S_INIT("adverts"),         HINT_AD      },
    {S_INIT("cta"),             HINT_AD      },
    {S_INIT("promo"),           HINT_AD      },
    {S_INIT("promoted"),        HINT_AD      },
    {S_INIT("promotion"),       HINT_AD      },
    {S_INIT("sponsor"),         HINT_AD      },
    {S_INIT("sponsored"),       HINT_AD      },
    {S_INIT("sponsors"),        HINT_AD      },
    {S_INIT("categories"),      HINT_TAGS    },
    {S_INIT("category"),        HINT_TAGS    },
    {S_INIT("keywords"),        HINT_TAGS    },
    {S_INIT("tag"),             HINT_TAGS    },
    {S_INIT("tagcloud"),        HINT_TAGS    },
    {S_INIT("taglist"),         HINT_TAGS    },
    {S_INIT("tags"),            HINT_TAGS    },
    {S_INIT("topics"),          HINT_TAGS    },
    {S_INIT("author"),          HINT_AUTHOR  },
    {S_INIT("authors"),         HINT_AUTHOR  },
    {S_INIT("bio"),             HINT_AUTHOR  },
    {S_INIT("byline"),          HINT_AUTHOR  },
    {S_INIT("contributor"),     HINT_AUTHOR  },
    {S_INIT("contributors"),    HINT_AUTHOR  },
    {S_INIT("writer"),          HINT_AUTHOR  },
    {S_INIT("date"),            HINT_META    },
    {S_INIT("datetime"),        HINT_META    },
    {S_INIT("meta"),            HINT_META    },
    {S_INIT("metadata"),        HINT_META    },
    {S_INIT("posted"),          HINT_META    },
    {S_INIT("pubdate"),         HINT_META    },
    {S_INIT("published"),       HINT_META    },
    {S_INIT("readtime"),        HINT_META    },
    {S_INIT("time"),            HINT_META    },
    {S_INIT("timestamp"),       HINT_META    },
    {S_INIT("updated"),         HINT_META    },
    {S_INIT("views"),           HINT_META    },
    {S_INIT("dialog"),          HINT_POPUP   },
    {S_INIT("flyout"),          HINT_POPUP   },
    {S_INIT("lightbox"),        HINT_POPUP   },
    {S_INIT("modal"),           HINT_POPUP   },
    {S_INIT("overlay"),         HINT_POPUP   },
    {S_INIT("popup"),           HINT_POPUP   },
    {S_INIT("toast"),           HINT_POPUP   },
    {S_INIT("tooltip"),         HINT_POPUP   },
    {S_INIT("hidden"),          HINT_HIDDEN  },
    {S_INIT("invisible"),       HINT_HIDDEN  },
    {S_INIT("noprint"),         HINT_HIDDEN  },
    {S_INIT("screenreader"),    HINT_HIDDEN  },
    {S_INIT("visuallyhidden"),  HINT_HIDDEN  },
    {S_INIT("caption"),         HINT_CAPTION },
    {S_INIT("credit"),          HINT_CAPTION },
    {S_INIT("credits"),         HINT_CAPTION },
    {S_INIT("figcaption"),      HINT_CAPTION },
    {S_INIT("imagecaption"),    HINT_CAPTION },
    {S_INIT("tableofcontents"), HINT_CONTENTS},
    {S_INIT("toc"),             HINT_CONTENTS},
    {S_INIT("headline"),        HINT_TITLE   },
    {S_INIT("title"),           HINT_TITLE   },
    {S_INIT("abstract"),        HINT_LEAD    },
    {S_INIT("chapo"),           HINT_LEAD    },
    {S_INIT("dek"),             HINT_LEAD    },
    {S_INIT("excerpt"),         HINT_LEAD    },
    {S_INIT("intro"),           HINT_LEAD    },
    {S_INIT("lead"),            HINT_LEAD    },
    {S_INIT("lede"),            HINT_LEAD    },
    {S_INIT("standfirst"),      HINT_LEAD    },
    {S_INIT("subtitle"),        HINT_LEAD    },
    {S_INIT("summary"),         HINT_LEAD    },
    {S_INIT("poll"),            HINT_TOOL    },
    {S_INIT("print"),           HINT_TOOL    },
    {S_INIT("printable"),       HINT_TOOL    },
    {S_INIT("quiz"),            HINT_TOOL    },
    {S_INIT("rate"),            HINT_TOOL    },
    {S_INIT("rating"),          HINT_TOOL    },
    {S_INIT("ratings"),         HINT_TOOL    },
    {S_INIT("vote"),            HINT_TOOL    },
};

// WORD_MAX: the longest known word; the two halves of a key say it all.
enum { SLOT_BITS = 10, WORD_MAX = 16, WORDS_MAX = 5 };

// A word in lower case as numbers: its first eight letters, and its last where it has more.
struct word_key {
    uint64_t head, tail;
};

static struct word_key key_of(const char *word, size_t n)
{
    const uint64_t lower = 0x2020202020202020u; // all bytes are letters
    if (n <= 8)
        return (struct word_key){html_key(word, n) | lower >> (64 - 8 * n), 0};
    return (struct word_key){html_key(word, 8) | lower, html_key(word + n - 8, 8) | lower};
}

static size_t slot_of(struct word_key key, size_t n)
{
    uint64_t hash = (key.head ^ n) * 0x9E3779B97F4A7C15u + key.tail * 0xC2B2AE3D27D4EB4Fu;
    return hash >> (64 - SLOT_BITS);
}

void html_hint_index_init(struct html_hint_index *index)
{
    memset(index, 0, sizeof *index);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct str word = words[i].word;
        assert(word.n > 0 && word.n <= WORD_MAX);
        size_t at = slot_of(key_of(word.p, word.n), word.n);
        while (index->slots[at])
            at = (at + 1) % COUNT_OF(index->slots);
        index->slots[at] = (uint16_t)(i + 1);
        index->lengths[word.p[0] & 31] |= 1u << word.n;
    }
}

static uint32_t find(const struct html_hint_index *index, const char *word, size_t n)
{
    if (n > WORD_MAX || !(index->lengths[word[0] & 31] & 1u << n))
        return 0; // most words of class names
    struct word_key key = key_of(word, n);
    for (size_t at = slot_of(key, n); index->slots[at]; at = (at + 1) % COUNT_OF(index->slots)) {
        const struct hint_word *w = &words[index->slots[at] - 1];
        struct word_key other = key_of(w->word.p, w->word.n);
        if (w->word.n == n && other.head == key.head && other.tail == key.tail)
            return w->hints;
    }
    return 0;
}

static bool is_any(struct str token, const struct str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(token, list[i]))
            return true;
    return false;
}

// Tokens whose "hidden" is about something else than the element: "overflow-hidden",
// "label-hidden"; and the whole tokens that hide without that word.
static bool token_hides(struct str token, uint32_t hints)
{
    static const struct str hiding[] = {S_INIT("d-none"), S_INIT("hide"), S_INIT("screen-reader"),
                                        S_INIT("screen-reader-text"), S_INIT("sr-only")};
    if (hints & HINT_HIDDEN)
        return !str_has(token, S("overflow")) && !str_has(token, S("label"));
    char first = token.p[0];
    return (first == 'd' || first == 'h' || first == 's') &&
           is_any(token, hiding, COUNT_OF(hiding));
}

// Tokens that tell a state of the page or what else it has: "has-sidebar", "no-comments".  The
// first and the last letter rule most tokens out.
static bool token_is_state(struct str token)
{
    static const struct str starts[] = {S_INIT("has-"), S_INIT("with-"), S_INIT("no-"),
                                        S_INIT("show-"), S_INIT("js-has")};
    static const struct str tails[] = {S_INIT("-open"),     S_INIT("-closed"), S_INIT("-enabled"),
                                       S_INIT("-disabled"), S_INIT("-active"), S_INIT("-false")};
    char first = token.p[0], last = token.p[token.n - 1];
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (first == starts[i].p[0] && str_starts(token, starts[i]))
            return true;
    if (last == 'n' || last == 'd' || last == 'e')
        for (size_t i = 0; i < COUNT_OF(tails); i++)
            if (last == tails[i].p[tails[i].n - 1] && str_ends(token, tails[i]))
                return true;
    return false;
}

enum { SMALL = 1, CAPITAL = 2, BLANK = 4 };
static const uint8_t byte_kind[256] = {
#define EIGHT(n) n, n, n, n, n, n, n, n
    EIGHT(BLANK),           EIGHT(BLANK),   EIGHT(BLANK),   EIGHT(BLANK), BLANK,
    ['A'] = EIGHT(CAPITAL), EIGHT(CAPITAL), EIGHT(CAPITAL), CAPITAL,      CAPITAL,
    ['a'] = EIGHT(SMALL),   EIGHT(SMALL),   EIGHT(SMALL),   SMALL,        SMALL,
#undef EIGHT
};

static unsigned kind_at(struct str value, size_t i)
{
    return i < value.n ? byte_kind[(unsigned char)value.p[i]] : BLANK;
}

// Where the word that begins at `at` ends: a run of capitals is one word ("COMMENTS"), else a word
// ends where a capital begins.
static size_t word_end(struct str value, size_t at)
{
    bool capitals = kind_at(value, at) == CAPITAL && kind_at(value, at + 1) == CAPITAL;
    unsigned in = capitals ? SMALL | CAPITAL : SMALL;
    for (at++; kind_at(value, at) & in;)
        at++;
    return at;
}

static uint32_t judge_token(struct str token, uint32_t hints, size_t word_count)
{
    if (word_count > WORDS_MAX) // a heading made into an id
        return 0;
    if (token_is_state(token))
        return 0;
    if ((hints & HINT_THING) && (hints & HINT_PART))
        hints |= HINT_BODY;
    if (token_hides(token, hints))
        return HINT_HIDDEN;
    return hints & ~(uint32_t)HINT_HIDDEN;
}

// The hints of the class token at *at, which is moved behind it.
static uint32_t token_hints(const struct html_hint_index *index, struct str value, size_t *at)
{
    size_t start = *at, i = start, word_count = 0;
    uint32_t hints = 0;
    for (unsigned kind; (kind = kind_at(value, i)) != BLANK;) {
        if (kind) {
            size_t end = word_end(value, i);
            word_count++;
            if (end - i > 1 && word_count <= WORDS_MAX)
                hints |= find(index, value.p + i, end - i);
            i = end;
        } else if (value.p[i] == '-' && i + 1 < value.n && value.p[i + 1] == '-') {
            while (kind_at(value, i) != BLANK) // a variant (BEM)
                i++;
        } else {
            i++;
        }
    }
    *at = i;
    return i > start ? judge_token(str_sub(value, start, i), hints, word_count) : 0;
}

static uint32_t value_hints(const struct html_hint_index *index, struct str value)
{
    uint32_t hints = 0;
    for (size_t i = 0; i < value.n; i++)
        hints |= token_hints(index, value, &i);
    return hints;
}

uint32_t html_hints_of_value(struct html_hint_index *index, struct str value)
{
    uint64_t hash = hash_str(value) | 1; // 0 is an empty place
    size_t place = (hash >> 8) % COUNT_OF(index->seen);
    if (index->seen[place].hash != hash) {
        index->seen[place].hash = hash;
        index->seen[place].hints = value_hints(index, value);
    }
    return index->seen[place].hints;
}

static bool style_hides(struct str style)
{
    for (size_t at; (at = str_find(style, S("display"))) < style.n;) {
        style = str_trim(str_drop(style, at + 7));
        if (style.n && style.p[0] == ':' && str_starts(str_trim(str_drop(style, 1)), S("none")))
            return true;
    }
    return false;
}

uint32_t html_hints_of(struct html_hint_index *index, const struct html_tree *t, size_t node)
{
    const struct html_node *n = &t->nodes[node];
    uint32_t hints = 0;
    if (n->flags & HTML_NODE_TEXT)
        return 0;
    assert(n->count == 0 || t->page.p);
    for (size_t i = n->at; i < (size_t)n->at + n->count; i++) {
        struct str value = {t->page.p + t->attrs[i].at, t->attrs[i].count};
        switch (t->attrs[i].attr) {
        case ATTR_CLASS:
        case ATTR_ID:
        case ATTR_ROLE: hints |= html_hints_of_value(index, value); break;
        case ATTR_ITEMPROP:
            if (str_eq(value, S("articleBody")))
                hints |= HINT_BODY;
            else
                hints |= html_hints_of_value(index, value) &
                         (HINT_AUTHOR | HINT_META | HINT_TAGS | HINT_COMMENT | HINT_CAPTION);
            break;
        case ATTR_HIDDEN: hints |= HINT_HIDDEN; break;
        case ATTR_ARIA_HIDDEN: hints |= str_eq(value, S("true")) ? HINT_HIDDEN : 0; break;
        case ATTR_STYLE: hints |= style_hides(value) ? HINT_HIDDEN : 0; break;
        default: break;
        }
    }
    return hints;
}
