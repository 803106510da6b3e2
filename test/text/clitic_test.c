// Clitics: golden cases of words, and the views of odd ones.
#include "text/clitic.h"

#include "text/token.h"

#include "harness.h"

// One line a word: its parts, its form for display, "function", "verb".
static void dump_clitics(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct str input = golden_section(c, "input");
    struct tokens t = tokens_of(a, NULL, input);
    for (size_t i = 0; i < t.n; i++) {
        struct clitics k = t.v[i].clitics;
        struct str word = t.v[i].norm;
        size_t parts[] = {k.conjunction, k.preposition, k.future, k.article};
        for (size_t p = 0; p < COUNT_OF(parts); p++) {
            if (parts[p])
                buf_printf(out, "%.*s+", (int)parts[p], word.p);
            word = str_drop(word, parts[p]);
        }
        buf_add(out, str_take(word, word.n - k.pronoun));
        if (k.pronoun)
            buf_printf(out, "+%.*s", STR_ARGS(str_drop(word, word.n - k.pronoun)));
        struct buf shown = {0};
        clitic_add_display(&shown, token_text(input, &t.v[i]), &k);
        buf_add(out, S(" | "));
        dump_visible(out, buf_str(&shown));
        buf_release(&shown);
        buf_printf(out, "%s%s\n", k.classes & CLASS_FUNCTION ? " | function" : "",
                   k.verb > 0 ? " | verb" : "");
    }
}
GOLDEN(clitic, dump_clitics)

TEST(clitics_of_other_scripts_are_none)
{
    struct clitics c = clitics_of(S("Baghdad"), S("baghdad"));
    CHECK_STR(clitic_base(S("baghdad"), &c), "baghdad");
    CHECK_INT(c.verb, 0);
    c = clitics_of(S(""), S(""));
    CHECK_STR(clitic_base(S(""), &c), "");
}

TEST(clitics_never_take_the_whole_word)
{
    static const char *const words[] = {"ال", "وال", "لل", "بال", "وبال", "فلل", "ها", "سي", "وها"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct str word = str_from_cstr(words[i]);
        struct clitics c = clitics_of(word, word);
        CHECK(clitic_base(word, &c).n > 0);
    }
}
