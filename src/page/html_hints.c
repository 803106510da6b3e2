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

enum { SLOT_BITS = 10, WORD_MAX = 24, WORDS_MAX = 5 };

// By the first eight and the last eight letters and the length.
static size_t slot_of(const char *word, size_t n)
{
    uint64_t key = html_key(word, n < 8 ? n : 8) ^ n;
    uint64_t tail = n > 8 ? html_key(word + n - 8, 8) : 0;
    key = key * 0x9E3779B97F4A7C15u + tail * 0xC2B2AE3D27D4EB4Fu;
    return key >> (64 - SLOT_BITS);
}

void html_hint_index_init(struct html_hint_index *index)
{
    memset(index, 0, sizeof *index);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t at = slot_of(words[i].word.p, words[i].word.n);
        while (index->slots[at])
            at = (at + 1) % COUNT_OF(index->slots);
        index->slots[at] = (uint16_t)(i + 1);
    }
}

static uint32_t find(const struct html_hint_index *index, const char *word, size_t n)
{
    for (size_t at = slot_of(word, n); index->slots[at]; at = (at + 1) % COUNT_OF(index->slots)) {
        const struct hint_word *w = &words[index->slots[at] - 1];
        if (w->word.n == n && memcmp(w->word.p, word, n) == 0)
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

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

// The next word of a token from *i on, in lower case: its length, which may be past WORD_MAX; 0 at
// the end.  What stands behind "--" is a variant (BEM) and not looked at.
static size_t next_word(struct str token, size_t *i, char word[WORD_MAX])
{
    while (*i < token.n && !is_lower(token.p[*i]) && !is_upper(token.p[*i])) {
        if (token.p[*i] == '-' && *i + 1 < token.n && token.p[*i + 1] == '-')
            return 0;
        ++*i;
    }
    // A run of capitals is one word ("COMMENTS"), else a word ends where a capital begins.
    bool capitals = *i + 1 < token.n && is_upper(token.p[*i]) && is_upper(token.p[*i + 1]);
    size_t n = 0;
    while (*i < token.n) {
        char c = token.p[*i];
        if (!is_lower(c) && !(is_upper(c) && (capitals || n == 0)))
            break;
        if (n < WORD_MAX)
            word[n] = (char)(c | 0x20);
        n++;
        ++*i;
    }
    return n;
}

// The hints of one class token.
static uint32_t token_hints(const struct html_hint_index *index, struct str token)
{
    char word[WORD_MAX];
    uint32_t hints = 0;
    if (token_is_state(token))
        return 0;
    size_t i = 0, word_count = 0;
    for (size_t n; (n = next_word(token, &i, word)) > 0;) {
        if (++word_count > WORDS_MAX)
            return 0; // a heading made into an id
        if (n > 1 && n < WORD_MAX)
            hints |= find(index, word, n);
    }
    if ((hints & HINT_THING) && (hints & HINT_PART))
        hints |= HINT_BODY;
    if (token_hides(token, hints))
        return HINT_HIDDEN;
    return hints & ~(uint32_t)HINT_HIDDEN;
}

static uint32_t value_hints(const struct html_hint_index *index, struct str value)
{
    uint32_t hints = 0;
    for (size_t i = 0; i < value.n;) {
        size_t start = i;
        while (i < value.n && (unsigned char)value.p[i] > ' ')
            i++;
        if (i > start)
            hints |= token_hints(index, str_sub(value, start, i));
        i++;
    }
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
