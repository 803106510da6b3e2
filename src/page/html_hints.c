// html_hints: see html_hints.h.
//
// A value is split into class tokens, these into words at everything that is no letter and where
// capitals begin ("articleBody", "post__body"), and each word is looked up in one hash table.  This
// is one pass over the bytes, where the known extractors run some 200 regular expressions.  Whole
// words only: the "ad" in "header" and the "nav" in "unavailable" say nothing.
#include "page/html_hints.h"

#include <string.h>

#include "base/hash.h"

struct hint_word {
    const char *word;
    uint32_t hints;
};

// Order: by hint.  Collected from class names of news sites and common site builders.
static const struct hint_word words[] = {
    {"article",         HINT_THING   },
    {"articles",        HINT_THING   },
    {"blog",            HINT_THING   },
    {"blogpost",        HINT_THING   },
    {"entry",           HINT_THING   },
    {"hentry",          HINT_THING   },
    {"news",            HINT_THING   },
    {"post",            HINT_THING   },
    {"single",          HINT_THING   },
    {"story",           HINT_THING   },
    {"body",            HINT_PART    },
    {"bodytext",        HINT_PART    },
    {"content",         HINT_PART    },
    {"contents",        HINT_PART    },
    {"copy",            HINT_PART    },
    {"detail",          HINT_PART    },
    {"details",         HINT_PART    },
    {"maincontent",     HINT_PART    },
    {"paragraph",       HINT_PART    },
    {"paragraphs",      HINT_PART    },
    {"richtext",        HINT_PART    },
    {"text",            HINT_PART    },
    {"articlebody",     HINT_BODY    },
    {"articlecontent",  HINT_BODY    },
    {"articletext",     HINT_BODY    },
    {"blogcontent",     HINT_BODY    },
    {"entrycontent",    HINT_BODY    },
    {"newsbody",        HINT_BODY    },
    {"newscontent",     HINT_BODY    },
    {"newsdetail",      HINT_BODY    },
    {"newstext",        HINT_BODY    },
    {"postbody",        HINT_BODY    },
    {"postcontent",     HINT_BODY    },
    {"storybody",       HINT_BODY    },
    {"storycontent",    HINT_BODY    },
    {"storytext",       HINT_BODY    },
    {"comment",         HINT_COMMENT },
    {"commentlist",     HINT_COMMENT },
    {"comments",        HINT_COMMENT },
    {"commenters",      HINT_COMMENT },
    {"discussion",      HINT_COMMENT },
    {"disqus",          HINT_COMMENT },
    {"livefyre",        HINT_COMMENT },
    {"replies",         HINT_COMMENT },
    {"respond",         HINT_COMMENT },
    {"also",            HINT_RELATED },
    {"latest",          HINT_RELATED },
    {"mgid",            HINT_RELATED },
    {"more",            HINT_RELATED },
    {"mostread",        HINT_RELATED },
    {"next",            HINT_RELATED },
    {"outbrain",        HINT_RELATED },
    {"popular",         HINT_RELATED },
    {"prev",            HINT_RELATED },
    {"previous",        HINT_RELATED },
    {"readmore",        HINT_RELATED },
    {"recent",          HINT_RELATED },
    {"recirc",          HINT_RELATED },
    {"recirculation",   HINT_RELATED },
    {"recommend",       HINT_RELATED },
    {"recommendation",  HINT_RELATED },
    {"recommendations", HINT_RELATED },
    {"recommended",     HINT_RELATED },
    {"relacionadas",    HINT_RELATED },
    {"related",         HINT_RELATED },
    {"relatednews",     HINT_RELATED },
    {"relatedposts",    HINT_RELATED },
    {"revcontent",      HINT_RELATED },
    {"similar",         HINT_RELATED },
    {"suggested",       HINT_RELATED },
    {"suggestions",     HINT_RELATED },
    {"taboola",         HINT_RELATED },
    {"teaser",          HINT_RELATED },
    {"teasers",         HINT_RELATED },
    {"trending",        HINT_RELATED },
    {"upnext",          HINT_RELATED },
    {"addthis",         HINT_SHARE   },
    {"addtoany",        HINT_SHARE   },
    {"facebook",        HINT_SHARE   },
    {"follow",          HINT_SHARE   },
    {"instagram",       HINT_SHARE   },
    {"linkedin",        HINT_SHARE   },
    {"pinterest",       HINT_SHARE   },
    {"share",           HINT_SHARE   },
    {"sharebar",        HINT_SHARE   },
    {"sharedaddy",      HINT_SHARE   },
    {"shares",          HINT_SHARE   },
    {"sharethis",       HINT_SHARE   },
    {"sharing",         HINT_SHARE   },
    {"social",          HINT_SHARE   },
    {"socials",         HINT_SHARE   },
    {"telegram",        HINT_SHARE   },
    {"whatsapp",        HINT_SHARE   },
    {"account",         HINT_SIGNUP  },
    {"login",           HINT_SIGNUP  },
    {"mailchimp",       HINT_SIGNUP  },
    {"newsletter",      HINT_SIGNUP  },
    {"newsletters",     HINT_SIGNUP  },
    {"optin",           HINT_SIGNUP  },
    {"paywall",         HINT_SIGNUP  },
    {"register",        HINT_SIGNUP  },
    {"registration",    HINT_SIGNUP  },
    {"signin",          HINT_SIGNUP  },
    {"signup",          HINT_SIGNUP  },
    {"subscribe",       HINT_SIGNUP  },
    {"subscription",    HINT_SIGNUP  },
    {"consent",         HINT_CONSENT },
    {"cookie",          HINT_CONSENT },
    {"cookies",         HINT_CONSENT },
    {"gdpr",            HINT_CONSENT },
    {"onetrust",        HINT_CONSENT },
    {"breadcrumb",      HINT_NAV     },
    {"breadcrumbs",     HINT_NAV     },
    {"menu",            HINT_NAV     },
    {"menus",           HINT_NAV     },
    {"nav",             HINT_NAV     },
    {"navbar",          HINT_NAV     },
    {"navigation",      HINT_NAV     },
    {"navi",            HINT_NAV     },
    {"pager",           HINT_NAV     },
    {"pagination",      HINT_NAV     },
    {"search",          HINT_NAV     },
    {"searchform",      HINT_NAV     },
    {"sitemap",         HINT_NAV     },
    {"skip",            HINT_NAV     },
    {"toolbar",         HINT_NAV     },
    {"topbar",          HINT_NAV     },
    {"colophon",        HINT_FOOTER  },
    {"contentinfo",     HINT_FOOTER  },
    {"copyright",       HINT_FOOTER  },
    {"disclaimer",      HINT_FOOTER  },
    {"foot",            HINT_FOOTER  },
    {"footer",          HINT_FOOTER  },
    {"banner",          HINT_HEADER  },
    {"header",          HINT_HEADER  },
    {"masthead",        HINT_HEADER  },
    {"aside",           HINT_SIDE    },
    {"complementary",   HINT_SIDE    },
    {"rail",            HINT_SIDE    },
    {"sidebar",         HINT_SIDE    },
    {"widget",          HINT_SIDE    },
    {"widgets",         HINT_SIDE    },
    {"ad",              HINT_AD      },
    {"ads",             HINT_AD      },
    {"adsense",         HINT_AD      },
    {"advert",          HINT_AD      },
    {"advertisement",   HINT_AD      },
    {"adverts",         HINT_AD      },
    {"cta",             HINT_AD      },
    {"promo",           HINT_AD      },
    {"promoted",        HINT_AD      },
    {"promotion",       HINT_AD      },
    {"sponsor",         HINT_AD      },
    {"sponsored",       HINT_AD      },
    {"sponsors",        HINT_AD      },
    {"categories",      HINT_TAGS    },
    {"category",        HINT_TAGS    },
    {"keywords",        HINT_TAGS    },
    {"tag",             HINT_TAGS    },
    {"tagcloud",        HINT_TAGS    },
    {"taglist",         HINT_TAGS    },
    {"tags",            HINT_TAGS    },
    {"topics",          HINT_TAGS    },
    {"author",          HINT_AUTHOR  },
    {"authors",         HINT_AUTHOR  },
    {"bio",             HINT_AUTHOR  },
    {"byline",          HINT_AUTHOR  },
    {"contributor",     HINT_AUTHOR  },
    {"contributors",    HINT_AUTHOR  },
    {"writer",          HINT_AUTHOR  },
    {"date",            HINT_META    },
    {"datetime",        HINT_META    },
    {"meta",            HINT_META    },
    {"metadata",        HINT_META    },
    {"posted",          HINT_META    },
    {"pubdate",         HINT_META    },
    {"published",       HINT_META    },
    {"readtime",        HINT_META    },
    {"time",            HINT_META    },
    {"timestamp",       HINT_META    },
    {"updated",         HINT_META    },
    {"views",           HINT_META    },
    {"dialog",          HINT_POPUP   },
    {"flyout",          HINT_POPUP   },
    {"lightbox",        HINT_POPUP   },
    {"modal",           HINT_POPUP   },
    {"overlay",         HINT_POPUP   },
    {"popup",           HINT_POPUP   },
    {"toast",           HINT_POPUP   },
    {"tooltip",         HINT_POPUP   },
    {"hidden",          HINT_HIDDEN  },
    {"invisible",       HINT_HIDDEN  },
    {"noprint",         HINT_HIDDEN  },
    {"screenreader",    HINT_HIDDEN  },
    {"visuallyhidden",  HINT_HIDDEN  },
    {"caption",         HINT_CAPTION },
    {"credit",          HINT_CAPTION },
    {"credits",         HINT_CAPTION },
    {"figcaption",      HINT_CAPTION },
    {"imagecaption",    HINT_CAPTION },
    {"tableofcontents", HINT_CONTENTS},
    {"toc",             HINT_CONTENTS},
    {"headline",        HINT_TITLE   },
    {"title",           HINT_TITLE   },
    {"abstract",        HINT_LEAD    },
    {"chapo",           HINT_LEAD    },
    {"dek",             HINT_LEAD    },
    {"excerpt",         HINT_LEAD    },
    {"intro",           HINT_LEAD    },
    {"lead",            HINT_LEAD    },
    {"lede",            HINT_LEAD    },
    {"standfirst",      HINT_LEAD    },
    {"subtitle",        HINT_LEAD    },
    {"summary",         HINT_LEAD    },
    {"poll",            HINT_TOOL    },
    {"print",           HINT_TOOL    },
    {"printable",       HINT_TOOL    },
    {"quiz",            HINT_TOOL    },
    {"rate",            HINT_TOOL    },
    {"rating",          HINT_TOOL    },
    {"ratings",         HINT_TOOL    },
    {"vote",            HINT_TOOL    },
};

enum { SLOT_BITS = 10, WORD_MAX = 24, WORDS_MAX = 5 };

// Letters are all lower case, so that the first eight and the length nearly always differ.
static size_t slot_of(const char *word, size_t n)
{
    uint64_t key = 0, tail = 0;
    memcpy(&key, word, n < 8 ? n : 8);
    if (n > 8)
        memcpy(&tail, word + n - (n < 16 ? n - 8 : 8), n < 16 ? n - 8 : 8);
    key = (key ^ n) * 0x9E3779B97F4A7C15u + tail * 0xC2B2AE3D27D4EB4Fu;
    return key >> (64 - SLOT_BITS);
}

void html_hint_index_init(struct html_hint_index *index)
{
    memset(index, 0, sizeof *index);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t at = slot_of(words[i].word, strlen(words[i].word));
        while (index->slots[at])
            at = (at + 1) % COUNT_OF(index->slots);
        index->slots[at] = (uint16_t)(i + 1);
    }
}

static uint32_t find(const struct html_hint_index *index, const char *word, size_t n)
{
    for (size_t at = slot_of(word, n); index->slots[at]; at = (at + 1) % COUNT_OF(index->slots)) {
        const struct hint_word *w = &words[index->slots[at] - 1];
        if (strncmp(w->word, word, n) == 0 && w->word[n] == 0)
            return w->hints;
    }
    return 0;
}

// Whole tokens that hide an element.  ("hidden" inside a longer one, as in "label-hidden", does
// not.)
static bool token_hides(struct str token)
{
    static const struct str hiding[] = {
        S_INIT("d-none"),         S_INIT("hidden"),
        S_INIT("hide"),           S_INIT("invisible"),
        S_INIT("is-hidden"),      S_INIT("noprint"),
        S_INIT("screen-reader"),  S_INIT("screen-reader-text"),
        S_INIT("sr-only"),        S_INIT("visually-hidden"),
        S_INIT("visuallyhidden"),
    };
    if (token.n < 4 || token.n > 18 || !memchr("dhinsv", token.p[0], 6))
        return false;
    for (size_t i = 0; i < COUNT_OF(hiding); i++)
        if (str_eq(token, hiding[i]))
            return true;
    return false;
}

// Tokens that tell a state of the page or what else it has: "has-sidebar", "no-comments".
static bool token_is_state(struct str token)
{
    static const struct str starts[] = {S_INIT("has-"),  S_INIT("with-"), S_INIT("no-"),
                                        S_INIT("show-"), S_INIT("is-"),   S_INIT("js-has")};
    static const struct str tails[] = {S_INIT("-open"),     S_INIT("-closed"), S_INIT("-enabled"),
                                       S_INIT("-disabled"), S_INIT("-active"), S_INIT("-false")};
    if (token.n < 4)
        return false;
    if (memchr("hwnsij", token.p[0], 6))
        for (size_t i = 0; i < COUNT_OF(starts); i++)
            if (str_starts(token, starts[i]))
                return true;
    if (memchr("nde", token.p[token.n - 1], 3))
        for (size_t i = 0; i < COUNT_OF(tails); i++)
            if (str_ends(token, tails[i]))
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
    if (token_hides(token))
        return HINT_HIDDEN;
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
    return hints;
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
