// Golden cases of dates: sections `anchor` and `country` (both optional), `input` with a sentence a
// line; `want` has for each line its mentions: [text] value, mod and calendar where there are any.
#include "harness.h"
#include "text/dates.h"

static void dump_line(struct arena *a, const struct date_context *c, struct str line,
                      struct buf *out)
{
    struct doc d = doc_of_text(a, NULL, line);
    struct date_mention *m;
    size_t count;
    dates_read(a, &d, c, &m, &count);
    buf_add(out, count ? S("") : S("-"));
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "%s[", i ? " " : "");
        dump_visible(out, str_sub(line, m[i].at.start, m[i].at.end));
        buf_printf(out, "] %.*s", STR_ARGS(m[i].value));
        if (m[i].mod.n)
            buf_printf(out, " %.*s", STR_ARGS(m[i].mod));
        if (m[i].calendar.n && !str_eq(m[i].calendar, S("gregorian")))
            buf_printf(out, " %.*s", STR_ARGS(m[i].calendar));
    }
    buf_add_byte(out, '\n');
}

static void dump_dates(struct arena *a, const struct golden_case *g, struct buf *out)
{
    struct date_context c = {.country = str_trim(golden_section(g, "country"))};
    c.has_anchor = rfc3339_parse(str_trim(golden_section(g, "anchor")), &c.anchor);
    struct str input = golden_section(g, "input"), line;
    while (str_next_line(&input, &line))
        dump_line(a, &c, line, out);
}

GOLDEN(text_dates, dump_dates)
