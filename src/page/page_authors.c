// page_authors: who wrote, as the page shows it.
//
// Most Arabic pages name their author in the text only, or sign with the name somebody logs in
// with.
#include "page/page_head_int.h"

#include <string.h>

#include "page/byline.h"

enum {
    BYLINE_LINES_ABOVE = 6,
};

// Is the only author that metadata name the site itself?
static bool names_site(const struct metadata *m)
{
    return m->authors.n == 1 && m->site.n &&
           (str_eq_nocase(m->site, m->authors.v[0]) || str_has(m->authors.v[0], m->site));
}

// A name such as "admin", "katie_s", "a.writer2": what somebody logs in with.
static bool is_login(struct str name)
{
    bool odd = false;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c == ' ' || (unsigned char)c >= 0x80)
            return false;
        odd |= i > 0 && !(c >= 'a' && c <= 'z'); // a dot, a digit, a capital inside
    }
    return odd || (name.n && name.p[0] == ascii_lower(name.p[0]));
}

// Those that name nobody.
static bool is_role_login(struct str name)
{
    static const struct str roles[] = {S_INIT("admin"),  S_INIT("administrator"), S_INIT("editor"),
                                       S_INIT("author"), S_INIT("webmaster"),     S_INIT("root"),
                                       S_INIT("user"),   S_INIT("publisher"),     S_INIT("wpadmin"),
                                       S_INIT("news"),   S_INIT("adminuser")};
    size_t n = name.n;
    while (n && is_ascii_digit(name.p[n - 1]))
        n--;
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (str_eq_nocase(str_take(name, n), roles[i]))
            return true;
    return false;
}

bool head_is_byline(struct str line)
{
    static const struct str starts[] = {S_INIT("by"),      S_INIT("written by"), S_INIT("author:"),
                                        S_INIT("author,"), S_INIT("بقلم"),       S_INIT("كتب"),
                                        S_INIT("كُتب"),     S_INIT("بواسطة"),     S_INIT("الكاتب:"),
                                        S_INIT("نویسنده")};
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (str_starts_nocase(line, starts[i]))
            return true;
    return false;
}

// A line near the title that begins with "By" or the like; such a word alone stands above its name.
static struct strs byline_of_lines(const struct head *h)
{
    struct strs names = {0};
    bool label = false;
    size_t i = h->first > BYLINE_LINES_ABOVE ? h->first - BYLINE_LINES_ABOVE : 0;
    for (; i < h->runs->n && i < h->first + BYLINE_LINES && !names.n; i++) {
        if (h->runs->v[i].m.chars > BYLINE_CHARS || h->runs->v[i].m.chars == 0)
            continue;
        struct str line = head_text(h, i, true);
        bool begins = label || head_is_byline(line);
        label = byline_is_label(line);
        if (begins && !label)
            names = byline_names(h->a, line);
        if (names.n && names.v[0].p[0] >= 'a' && names.v[0].p[0] <= 'z')
            names.n = 0; // "By the end of this page"
    }
    return names;
}

void head_find_authors(const struct head *h)
{
    struct metadata *m = h->m;
    bool login = m->authors.n == 1 && is_login(m->authors.v[0]);
    if (m->authors.n && !names_site(m) && !login)
        return;
    struct strs visible = byline_find(h->a, h->t, h->main->hints, h->main->title);
    if (!visible.n)
        visible = byline_of_lines(h);
    // A login is as good as another single word.
    if (visible.n &&
        !(login && visible.n == 1 && str_find_byte(visible.v[0], ' ') == visible.v[0].n))
        m->authors = visible;
    if (m->authors.n == 1 && is_role_login(m->authors.v[0]))
        m->authors.n = 0;
}
