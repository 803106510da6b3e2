// people: authors, contributors and publishers of feeds and items (fields.h).
//
// Atom has elements inside for name, address and page; RSS and Dublin Core have one text, in which
// name and address stand in any order, with or without brackets.
#include "feed/fields.h"

enum { PERSONS_MAX = 64 };

static bool is_mail_byte(char c)
{
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == '.' || c == '-' || c == '_' || c == '+';
}

// "name <mail@host>", "mail@host (name)" …: *mail is the address, empty where there is none.
static void find_mail(struct str text, size_t *start, size_t *end)
{
    size_t at = str_find_byte(text, '@');
    *start = *end = at;
    while (*start > 0 && is_mail_byte(text.p[*start - 1]))
        --*start;
    if (*end < text.n)
        ++*end;
    while (*end < text.n && is_mail_byte(text.p[*end]))
        ++*end;
    bool dotted = str_find_byte(str_sub(text, at, *end), '.') < *end - at;
    if (at == text.n || *start == at || !dotted)
        *start = *end = text.n;
    struct str subject = str_drop(text, *end);
    if (*start < *end && str_starts_nocase(subject, S("?subject=")))
        while (*end < text.n && !is_ascii_space(text.p[*end]) && text.p[*end] != ')' &&
               text.p[*end] != '>')
            ++*end;
}

static void parse_person(struct reader *r, struct feed_person *p, struct str text)
{
    size_t start, end;
    find_mail(text, &start, &end);
    p->email = str_sub(text, start, end);
    struct str before = str_trim(str_take(text, start)), after = str_trim(str_drop(text, end));
    if (p->email.n) {
        // The brackets that stood around the address or the name.
        if (str_ends(before, S("(")) || str_ends(before, S("<")))
            before = str_trim(str_take(before, before.n - 1));
        if (str_starts(after, S(")")) || str_starts(after, S(">")))
            after = str_trim(str_drop(after, 1));
        if (str_starts(after, S("(")) && str_ends(after, S(")")))
            after = str_trim(str_sub(after, 1, after.n - 1));
        if (str_starts(before, S("mailto:")))
            before = str_drop(before, 7);
    }
    p->name = before.n && after.n
                  ? arena_printf(r->a, "%.*s %.*s", STR_ARGS(before), STR_ARGS(after))
              : before.n ? before
                         : after;
}

static void open_person(struct reader *r)
{
    r->person_open = (struct feed_person){0};
    r->person = &r->person_open;
}

FIELD_START(author)
{
    (void)e;
    open_person(r);
}

static bool is_nobody(const struct feed_person *p)
{
    return !p->name.n && !p->email.n && !p->url.n;
}

FIELD_END(author)
{
    (void)e;
    struct feed_person p = r->person_open;
    struct draft *d = r->draft;
    if (text.n && is_nobody(&p))
        parse_person(r, &p, text);
    if (!is_nobody(&p) && d->authors.n < PERSONS_MAX)
        *feed_draft_push(r->a, &d->authors) = p;
}

FIELD_START(contributor)
{
    (void)e;
    open_person(r);
}

FIELD_END(contributor)
{
    (void)e;
    struct feed_person p = r->person_open;
    struct draft *d = r->draft;
    if (text.n && is_nobody(&p))
        p.name = text;
    if (!is_nobody(&p) && d->contributors.n < PERSONS_MAX)
        *feed_draft_push(r->a, &d->contributors) = p;
}

FIELD_START(publisher)
{
    (void)e;
    open_person(r);
}

FIELD_END(publisher)
{
    (void)e;
    struct feed_person p = r->person_open;
    if (text.n && is_nobody(&p))
        parse_person(r, &p, text);
    if (!is_nobody(&p))
        r->draft->e.publisher = p;
}

FIELD_END(name)
{
    if (r->person)
        r->person->name = text;
    else if (r->draft == &r->text_input)
        feed_draft_add_extra(r, e->name, text);
}

FIELD_END(email)
{
    (void)e;
    if (r->person)
        r->person->email = text;
}
