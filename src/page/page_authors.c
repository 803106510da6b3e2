// page_authors: who wrote, as the page shows it.
//
// Most Arabic pages name their author in the text only, or sign with the name somebody logs in
// with; many put the place beside the name ("القطيف- منير النمر") or instead of it.
#include "page/page_head_int.h"

#include <string.h>

#include "page/byline.h"
#include "page/names.h"
#include "text/fold.h"

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

static bool is_given(const struct head *h, struct str name)
{
    static const struct str titles[] = {S_INIT("د."), S_INIT("م."), S_INIT("أ."), S_INIT("أ.د.")};
    for (size_t i = 0; i < COUNT_OF(titles); i++)
        if (str_starts(name, titles[i]))
            return true;
    return name_is_given(fold(h->a, str_take(name, str_find_byte(name, ' '))));
}

// A place, an outlet or an agency; "مكة المكرمة" is a place for its first word.
static bool is_no_person(const struct head *h, struct str name)
{
    size_t blank = str_find_byte(name, ' ');
    struct str rest = str_trim_wide(str_drop(name, blank));
    if (name_find(name_key(h->a, name), NAME_BIT(NAME_PLACE) | NAME_PUBLISHERS) ||
        (h->m->site.n && str_has(name, h->m->site)) || str_find_byte(name, '|') < name.n)
        return true;
    return str_starts(rest, S("ال")) && str_find_byte(rest, ' ') == rest.n && !is_given(h, name) &&
           name_find(name_key(h->a, str_take(name, blank)), NAME_BIT(NAME_PLACE));
}

// The person in an Arabic byline that may name a place or the outlet, too; empty: none.
static struct str person_in(const struct head *h, struct str line)
{
    struct str best = {0};
    while (line.n && strchr("()[]*\"- ", line.p[0]))
        line = str_drop(line, 1);
    while (line.n && strchr("()[]*\"- ", line.p[line.n - 1]))
        line.n--;
    while (line.n) {
        size_t at = 0;
        while (at < line.n && !strchr("-/", line.p[at]))
            at++;
        struct str part = str_trim_wide(str_take(line, at));
        if (part.n && !is_no_person(h, part) &&
            (!best.n || (is_given(h, part) && !is_given(h, best))))
            best = part;
        line = str_drop(line, at + 1);
    }
    return best;
}

// Leaves persons of Arabic names; of visible ones no single word with the article either.
static void keep_persons(const struct head *h, bool visible)
{
    struct strs *names = &h->m->authors;
    size_t n = 0;
    for (size_t i = 0; i < names->n; i++) {
        struct str name = names->v[i];
        bool arabic = false;
        for (size_t k = 0; k < name.n && !arabic; k++)
            arabic = (unsigned char)name.p[k] >= 0xD8 && (unsigned char)name.p[k] <= 0xDB;
        if (arabic && !str_eq(name, h->m->site))
            name = person_in(h, name);
        bool word = str_starts(name, S("ال")) && str_find_byte(name, ' ') == name.n;
        if (name.n && !(visible && word))
            names->v[n++] = name;
    }
    names->n = n;
}

// "فلان يكتب: …" of the Egyptian press: the author is in the title.
static struct strs author_in_title(const struct head *h)
{
    static const struct str verbs[] = {S_INIT(" يكتب:"),  S_INIT(" تكتب:"), S_INIT(" يكتب.."),
                                       S_INIT(" تكتب.."), S_INIT(" يكتب "), S_INIT(" تكتب ")};
    struct str title = h->m->title;
    for (size_t i = 0; i < COUNT_OF(verbs); i++) {
        size_t at = str_find(title, verbs[i]);
        if (at < title.n && is_given(h, title))
            return byline_names(h->a, str_take(title, at));
    }
    return (struct strs){0};
}

void head_find_authors(const struct head *h)
{
    struct metadata *m = h->m;
    keep_persons(h, false);
    bool login = m->authors.n == 1 && is_login(m->authors.v[0]);
    if (m->authors.n && !names_site(m) && !login)
        return;
    struct strs visible = byline_find(h->a, h->t, h->main->hints, h->main->title);
    if (!visible.n)
        visible = byline_of_lines(h);
    // A login is as good as another single word.
    if (visible.n &&
        !(login && visible.n == 1 && str_find_byte(visible.v[0], ' ') == visible.v[0].n)) {
        struct strs site = m->authors;
        m->authors = visible;
        keep_persons(h, true);
        if (!m->authors.n)
            m->authors = site;
    }
    if (!m->authors.n)
        m->authors = author_in_title(h);
    if (m->authors.n == 1 && is_role_login(m->authors.v[0]))
        m->authors.n = 0;
}
