// The changed words of two texts.
#include "relate/word_diff.h"

#include <string.h>

#include "base/buf.h"
#include "harness.h"

// "[old|new]" for each change.
static struct str shown(struct buf *out, struct str old_text, struct str new_text)
{
    struct arena a = {0};
    size_t count;
    struct word_change *changes = word_diff(&a, old_text, new_text, &count);
    buf_reset(out);
    for (size_t i = 0; i < count; i++) {
        struct str o = str_sub(old_text, changes[i].old_start, changes[i].old_end);
        struct str n = str_sub(new_text, changes[i].new_start, changes[i].new_end);
        buf_printf(out, "[%.*s|%.*s]", STR_ARGS(o), STR_ARGS(n));
    }
    arena_release(&a);
    return buf_str(out);
}

TEST(word_diff_names_the_changed_words)
{
    static const struct {
        const char *old_text, *new_text, *want;
    } cases[] = {
        {"قتل ثلاثة في الحادث", "قتل أربعة في الحادث", "[ثلاثة|أربعة]" },
        {"a b c d",                             "a c d",                               "[b|]"                    },
        {"a b",                                 "a b c",                               "[|c]"                    },
        {"a  b\nc",                             "a b c",                               ""                        },
        {"a b c d e f",                         "x b c y d f",                         "[a|x][|y][e|]"           },
        {"",                                    "a b",                                 "[|a b]"                  },
        {"a b",                                 "",                                    "[a b|]"                  },
        {"",                                    "",                                    ""                        },
        {"a a a b a a",                         "a a a a a",                           "[b|]"                    },
        {"one two three",                       "three two one",                       "[|three two][two three|]"},
    };
    struct buf out = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        CHECK_VIEW(shown(&out, str_from_cstr(cases[i].old_text), str_from_cstr(cases[i].new_text)),
                   str_from_cstr(cases[i].want));
    buf_release(&out);
}

// Putting the changes into the old text word by word must give the words of the new one, whatever
// the texts; also past the bound.
TEST(word_diff_turns_one_text_into_the_other)
{
    uint64_t seed = 42;
    for (int round = 0; round < 300; round++) {
        struct arena a = {0};
        struct buf texts[2] = {{0}, {0}}, made = {0};
        size_t count, at = 0, letters = round % 5 == 0 ? 20000 : 4;
        for (int t = 0; t < 2; t++)
            for (int w = 0; w < (round % 7 == 0 ? 900 : 30); w++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                buf_printf(&texts[t], "%zu ", (size_t)(seed >> 33) % letters);
            }
        struct str old_text = buf_str(&texts[0]), new_text = buf_str(&texts[1]);
        struct word_change *changes = word_diff(&a, old_text, new_text, &count);
        for (size_t i = 0; i < count; i++) {
            buf_add(&made, str_sub(old_text, at, changes[i].old_start));
            buf_add(&made, S(" "));
            buf_add(&made, str_sub(new_text, changes[i].new_start, changes[i].new_end));
            buf_add(&made, S(" "));
            at = changes[i].old_end;
        }
        buf_add(&made, str_drop(old_text, at));
        (void)word_diff(&a, buf_str(&made), new_text, &count);
        if (!CHECK_INT(count, 0))
            round = 300;
        arena_release(&a);
        buf_release(&texts[0]);
        buf_release(&texts[1]);
        buf_release(&made);
    }
}
