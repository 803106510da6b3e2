// Charsets: claims, contradictions, recovery.
#include "text/charset.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "harness.h"
#include "page/prescan.h"

#define WORDS_1256 "\xC7\xE1\xDA\xD1\xC7\xDE \xE6\xC7\xE1\xE3\xE4\xD8\xDE\xC9 " // العراق والمنطقة
#define WORDS_6 "\xC7\xE4\xD9\xD1\xC7\xE2 \xE8\xC7\xE4\xE5\xE6\xD7\xE2\xC9 "
#define WORDS "العراق والمنطقة "

static void check(struct str bytes, const char *header, const char *charset, const char *from,
                  const char *text)
{
    struct arena a = {0};
    struct decoded d = charset_decode(&a, bytes, str_from_cstr(header), prescan_charset(bytes));
    CHECK_VIEW(d.charset, str_from_cstr(charset));
    CHECK_VIEW(d.from, str_from_cstr(from));
    CHECK_VIEW(d.text, str_from_cstr(text));
    arena_release(&a);
}

TEST(charset_believes_a_byte_order_mark_before_a_header)
{
    check(S("\xEF\xBB\xBFع"), "text/html; charset=windows-1256", "utf-8", "bom", "ع");
    check(S("\xFF\xFE\x39\x06"), "", "utf-16le", "bom", "ع");
    check(S("\xFE\xFF\x06\x39\xD8\x3D\xDE\x00"), "", "utf-16be", "bom", "ع😀");
}

TEST(charset_reads_header_and_meta)
{
    check(S(WORDS_1256), "text/html; charset=\"cp1256\"", "windows-1256", "http", WORDS);
    check(S("<meta charset=windows-1256>" WORDS_1256), NULL, "windows-1256", "meta",
          "<meta charset=windows-1256>" WORDS);
    check(S("<meta http-equiv=Content-Type content='text/html;charset=iso-8859-6'>" WORDS_6), NULL,
          "iso-8859-6", "meta",
          "<meta http-equiv=Content-Type content='text/html;charset=iso-8859-6'>" WORDS);
}

TEST(charset_recovers_from_wrong_claims)
{
    check(S(WORDS), "text/html; charset=windows-1256", "utf-8", "recovered", WORDS);
    check(S(WORDS_1256 WORDS_1256), "text/html; charset=utf-8", "windows-1256", "recovered",
          WORDS WORDS);
    check(S("<meta charset=utf-16>" WORDS), "", "utf-8", "meta", "<meta charset=utf-16>" WORDS);
}

TEST(charset_tells_the_arabic_encodings_apart)
{
    check(S(WORDS_1256 WORDS_1256 WORDS_1256), "", "windows-1256", "guess", WORDS WORDS WORDS);
    check(S(WORDS_6 WORDS_6 WORDS_6), "", "iso-8859-6", "guess", WORDS WORDS WORDS);
    check(S(WORDS_1256 WORDS_1256 WORDS_1256 WORDS_1256 WORDS_1256), "text/html; charset=latin1",
          "windows-1256", "recovered", WORDS WORDS WORDS WORDS WORDS);
}

TEST(charset_keeps_utf8_with_one_broken_character)
{
    check(S(WORDS WORDS "\xD8 " WORDS), "", "utf-8", "guess", WORDS WORDS "\xEF\xBF\xBD " WORDS);
}

TEST(charset_takes_c1_controls_of_windows_pages_as_the_standard_does)
{
    check(S("a\x81"
            "b"),
          "text/html; charset=windows-1252", "windows-1252", "http",
          "a\xC2\x81"
          "b");
}

TEST(charset_finds_utf16_without_a_mark)
{
    struct arena a = {0};
    char bytes[] = "<\0h\0t\0m\0l\0>\0\x39\x06\x31\x06";
    struct decoded d = charset_decode(&a, (struct str){bytes, sizeof bytes - 1}, S(""), S(""));
    CHECK_STR(d.charset, "utf-16le");
    CHECK_STR(d.text, "<html>عر");
    arena_release(&a);
}

TEST(charset_reads_utf32_by_mark_and_by_its_first_character)
{
    check(S("\0\0\xFE\xFF\0\0\x06\x39\0\x01\xF6\0"), "", "utf-32be", "bom", "ع😀");
    check(S("\xFF\xFE\0\0\x39\x06\0\0\0\0\x11\0"), "", "utf-32le", "bom", "ع\uFFFD");
    check(S("\0\0\0<\0\0\0?\0"), "", "utf-32be", "guess", "<?\uFFFD");
}

TEST(charset_reads_an_xml_declaration)
{
    CHECK_STR(charset_of_xml_declaration(S("<?xml version='1.0' encoding = 'CP1256'?>")),
              "windows-1256");
    CHECK(!charset_of_xml_declaration(S("<?xml version='1.0'?><a encoding='cp1256'/>")).n);
    CHECK(!charset_of_xml_declaration(S("<rss encoding='cp1256'>")).n);
}

TEST(charset_gives_valid_utf8_for_any_bytes)
{
    static const char *const headers[] = {"",
                                          "text/html; charset=utf-8",
                                          "text/html; charset=gbk",
                                          "text/html; charset=shift_jis",
                                          "text/html; charset=euc-kr",
                                          "text/html; charset=iso-2022-jp",
                                          "text/html; charset=big5",
                                          "text/html; charset=utf-16",
                                          "text/html; charset=none"};
    char bytes[512];
    uint32_t x = 1;
    for (size_t round = 0; round < 200; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            x = x * 1664525u + 1013904223u;
            bytes[i] = (char)(x >> 24);
        }
        struct arena a = {0};
        struct str s = {bytes, x % sizeof bytes};
        struct str header = str_from_cstr(headers[round % COUNT_OF(headers)]);
        CHECK(utf8_is_valid(charset_decode(&a, s, header, S("")).text));
        arena_release(&a);
    }
}

TEST(charset_knows_the_labels_of_the_standard)
{
    CHECK_STR(charset_name(S(" Arabic ")), "iso-8859-6");
    CHECK_STR(charset_name(S("ASMO-708")), "iso-8859-6");
    CHECK_STR(charset_name(S("latin1")), "windows-1252");
    CHECK(charset_name(S("x-none")).n == 0);
}

TEST(charset_turns_back_text_encoded_twice)
{
    struct arena a = {0};
    struct decoded d = charset_decode(&a, S("<p>Ø§Ù„Ø¹Ø±Ø§Ù‚ donâ€™t</p>"), S(""), S(""));
    CHECK_STR(d.text, "<p>العراق don’t</p>");
    CHECK_STR(d.from, "recovered");
    // Latin-1 controls in place of what windows-1252 has.
    d = charset_decode(&a,
                       S("it\xC3\xA2\xC2\x80\xC2\x99s \xC3\xA2\xC2\x80\xC2\x94 \xC3\x83\xC2\xA9"),
                       S(""), S(""));
    CHECK_STR(d.text, "it’s — é");
    arena_release(&a);
}

TEST(charset_leaves_accented_text_alone)
{
    struct arena a = {0};
    struct str french = S("Ã vol d'oiseau, été, forêt, É ; «Ã©» «Ã©» «Ã©»");
    CHECK_VIEW(charset_decode(&a, french, S(""), S("")).text, french);
    CHECK_STR(charset_decode(&a, S("Ã© x"), S(""), S("")).text, "Ã© x");
    arena_release(&a);
}
