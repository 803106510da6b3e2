// What looks at 16 bytes at a time must say the same wherever in them a byte stands.
#include "page/html_text.h"

#include "harness.h"
#include "page/html_runs.h"

enum { PADS = 40 }; // letters before and behind: places in and across pieces of 16 bytes

static struct str padded(struct buf *b, size_t before, struct str middle, size_t behind)
{
    buf_reset(b);
    for (size_t i = 0; i < before; i++)
        buf_add_byte(b, 'a');
    buf_add(b, middle);
    for (size_t i = 0; i < behind; i++)
        buf_add_byte(b, 'b');
    return buf_str(b);
}

TEST(running_text_is_the_same_wherever_a_blank_or_a_reference_stands)
{
    static const struct {
        struct str raw, want;
    } rows[] = {
        {S_INIT(" "),            S_INIT(" ")    },
        {S_INIT(" \n\t "),       S_INIT(" ")    },
        {S_INIT("\r\n"),         S_INIT(" ")    },
        {S_INIT(" &nbsp; "),     S_INIT(" ")    },
        {S_INIT("&amp;"),        S_INIT("&")    },
        {S_INIT("\xC2\xA0"),     S_INIT(" ")    },
        {S_INIT("\xC2\xAD"),     S_INIT("")     },
        {S_INIT("\xE2\x80\x8B"), S_INIT("")     },
        {S_INIT("\x01\x7F"),     S_INIT("")     },
        {S_INIT(" \x01 "),       S_INIT(" ")    },
        {S_INIT("€"),          S_INIT("€")  },
        {S_INIT("ب ت"),        S_INIT("ب ت")},
    };
    struct buf raw = {0}, want = {0}, got = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (size_t before = 1; before < PADS; before++) {
            struct str in = padded(&raw, before, rows[i].raw, PADS - before);
            buf_reset(&got);
            html_text_add(&got, in, true);
            CHECK_VIEW(buf_str(&got), padded(&want, before, rows[i].want, PADS - before));
        }
    buf_release(&raw);
    buf_release(&want);
    buf_release(&got);
}

TEST(letters_and_marks_are_counted_wherever_they_stand)
{
    static const struct {
        struct str raw;
        struct html_measure want; // without the letters around
    } rows[] = {
        {S_INIT(","),      {1, 0, 1, 0}},
        {S_INIT(";"),      {1, 0, 1, 0}},
        {S_INIT("."),      {1, 0, 0, 1}},
        {S_INIT("?"),      {1, 0, 0, 1}},
        {S_INIT("،"),     {1, 0, 1, 0}},
        {S_INIT("؛"),     {1, 0, 1, 0}},
        {S_INIT("؟"),     {1, 0, 0, 1}},
        {S_INIT("۔"),     {1, 0, 0, 1}},
        {S_INIT("、"),    {1, 0, 1, 0}},
        {S_INIT("。"),    {1, 0, 0, 1}},
        {S_INIT("ب,ت."), {4, 0, 1, 1}},
        {S_INIT(" \t"),    {0, 0, 0, 0}},
        {S_INIT("&amp;"),  {1, 0, 0, 0}},
        {S_INIT("&nbsp;"), {0, 0, 0, 0}},
    };
    struct buf page = {0}, text = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (size_t before = 1; before < PADS; before++) {
            struct arena a = {0};
            buf_reset(&page);
            buf_add(&page, S("<p>"));
            buf_add(&page, padded(&text, before, rows[i].raw, PADS - before));
            struct html_tree t = html_tree_of(&a, buf_str(&page));
            struct html_runs runs = html_runs_of(&a, &t);
            if (!CHECK_INT(runs.n, 1))
                return;
            struct html_measure m = runs.v[0].m;
            CHECK_INT(m.chars, PADS + rows[i].want.chars);
            CHECK_INT(m.commas, rows[i].want.commas);
            CHECK_INT(m.stops, rows[i].want.stops);
            arena_release(&a);
        }
    buf_release(&page);
    buf_release(&text);
}

TEST(indentation_of_any_length_is_no_text)
{
    struct buf page = {0};
    for (size_t blanks = 0; blanks < PADS; blanks++) {
        struct arena a = {0};
        buf_reset(&page);
        buf_add(&page, S("<p>"));
        for (size_t i = 0; i < blanks; i++)
            buf_add_byte(&page, " \n\t\r\f"[i % 5]);
        buf_add(&page, S("x"));
        struct html_tree t = html_tree_of(&a, buf_str(&page));
        CHECK_VIEW(html_tree_raw(&t, t.node_count - 1), S("x"));
        CHECK_INT((t.nodes[t.node_count - 1].flags & HTML_NODE_SPACE_BEFORE) != 0, blanks > 0);
        arena_release(&a);
    }
    buf_release(&page);
}
