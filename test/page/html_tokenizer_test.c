// Tokens of small pages; the 6,806 cases of html5lib are run by bench/quality html5lib.
#include "page/html_tokenizer.h"

#include "harness.h"
#include "text/html_entities.h"

// Tokens as text: <name a=b>, </name>, text in brackets, comments as {…}.
static void dump(struct arena *a, struct str in, struct buf *out)
{
    struct html_tokenizer *t = arena_new(a, struct html_tokenizer, 1);
    struct html_token token;
    html_tokenizer_init(t, in);
    while (html_tokenizer_next(t, &token)) {
        struct str text = html_decoded(a, token.text, token.decode);
        if (token.kind == HTML_TOKEN_TEXT)
            buf_printf(out, "[%.*s]", STR_ARGS(text));
        else if (token.kind == HTML_TOKEN_COMMENT)
            buf_printf(out, "{%.*s}", STR_ARGS(text));
        else
            buf_printf(out, "<%s%.*s", token.kind == HTML_TOKEN_CLOSE ? "/" : "", STR_ARGS(text));
        if (token.kind == HTML_TOKEN_START) {
            for (size_t i = 0; i < t->attribute_count; i++) {
                struct str value = html_decoded(a, t->attributes[i].value,
                                                HTML_DECODE_REFERENCES | HTML_DECODE_ATTRIBUTE);
                buf_printf(out, " %.*s=%.*s", STR_ARGS(t->attributes[i].name), STR_ARGS(value));
            }
            html_tokenizer_enter(t, token.tag);
        }
        if (token.kind == HTML_TOKEN_START || token.kind == HTML_TOKEN_CLOSE)
            buf_add_byte(out, '>');
    }
}

#define CHECK_TOKENS(in, want)                                                                     \
    do {                                                                                           \
        struct arena a = {0};                                                                      \
        struct buf out = {0};                                                                      \
        dump(&a, S(in), &out);                                                                     \
        CHECK_STR(buf_str(&out), want);                                                            \
        buf_release(&out);                                                                         \
        arena_release(&a);                                                                         \
    } while (0)

TEST(html_tokenizer_reads_tags_and_attributes)
{
    CHECK_TOKENS("<p class='a b' id=x hidden>نص</p>", "<p class=a b id=x hidden=>[نص]</p>");
    CHECK_TOKENS("<a href=\"?a=1&copy=2&amp;b\">", "<a href=?a=1&copy=2&b>");
}

TEST(html_tokenizer_decodes_references)
{
    CHECK_TOKENS("&amp;&notit;&notin;&#1593;&#x80;&zzz;&", "[&¬it;∉ع€&zzz;&]");
}

TEST(html_tokenizer_takes_script_as_one_text)
{
    CHECK_TOKENS("<script>if (a<b) '</p>'</script>x", "<script>[if (a<b) '</p>']</script>[x]");
    CHECK_TOKENS("<script><!--<script></script>--></script>x",
                 "<script>[<!--<script></script>-->]</script>[x]");
}

TEST(html_tokenizer_keeps_lonely_marks)
{
    CHECK_TOKENS("1 < 2 <> 3 </>", "[1 < 2 <> 3 ]");
    CHECK_TOKENS("a<", "[a<]");
    CHECK_TOKENS("a</", "[a</]");
}

TEST(html_tokenizer_ends_comments_as_browsers_do)
{
    CHECK_TOKENS("<!--a--!>b<!-->c<!-- d", "{a}[b]{}[c]{ d}");
}
