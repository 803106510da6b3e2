// The scanner: held against expat on well-formed documents, and what it makes of others.
#include "feed/xml.h"

#include <expat.h>
#include <jansson.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "harness.h"
#include "text/charset.h"

// --- events as text, from both ------------------------------------------------------------------

static void add_text(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\n') // expat cuts text at line ends
            buf_add_byte(out, s.p[i]);
}

static void events_of_scanner(struct arena *a, struct str document, struct buf *out)
{
    struct xml *x = arena_new(a, struct xml, 1);
    xml_init(x, a, document);
    for (enum xml_kind kind; (kind = xml_next(x)) != XML_DONE;) {
        if (kind == XML_TEXT) {
            if (x->depth)
                add_text(out, xml_text(x));
            continue;
        }
        buf_printf(out, "%s%.*s", kind == XML_START ? "<" : "</", STR_ARGS(x->name));
        for (size_t i = 0; kind == XML_START && i < x->attribute_count; i++) {
            buf_printf(out, " %.*s=", STR_ARGS(x->attributes[i].name));
            struct str value = xml_value(x, x->attributes[i].value);
            for (size_t k = 0; k < value.n; k++) // attribute values are normalised (XML 3.3.3)
                buf_add_byte(out, is_ascii_space(value.p[k]) ? ' ' : value.p[k]);
        }
        buf_add_byte(out, '>');
    }
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes)
{
    struct buf *out = user;
    buf_printf(out, "<%s", name);
    for (size_t i = 0; attributes[i]; i += 2) {
        buf_printf(out, " %s=", attributes[i]);
        for (const char *p = attributes[i + 1]; *p; p++)
            buf_add_byte(out, is_ascii_space(*p) ? ' ' : *p);
    }
    buf_add_byte(out, '>');
}

static void XMLCALL on_end(void *user, const char *name)
{
    buf_printf(user, "</%s>", name);
}

static void XMLCALL on_text(void *user, const char *text, int n)
{
    add_text(user, (struct str){text, (size_t)n});
}

static bool events_of_expat(struct str document, struct buf *out)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, out);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    bool ok = XML_Parse(parser, document.p, (int)document.n, 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return ok;
}

// C1 controls, which we read as windows-1252.
static bool has_c1(struct str s)
{
    for (size_t i = 0; i + 1 < s.n; i++)
        if ((unsigned char)s.p[i] == 0xC2 && (unsigned char)s.p[i + 1] < 0xA0)
            return true;
    return false;
}

// true: expat took the document; then both must have seen the same.
static bool compare(struct arena *a, struct str document, const char *name)
{
    struct buf ours = {0}, theirs = {0};
    bool utf8 = utf8_is_valid(document) && !str_has(document, S("\0"));
    bool well_formed = utf8 && events_of_expat(document, &theirs) && !has_c1(buf_str(&theirs));
    if (well_formed) {
        events_of_scanner(a, document, &ours);
        check_str(buf_str(&ours), buf_str(&theirs), name, __FILE__, __LINE__);
    }
    buf_release(&ours);
    buf_release(&theirs);
    return well_formed;
}

TEST(xml_sees_what_expat_sees)
{
    static const char *const documents[] = {
        "<?xml version='1.0'?><a b='1' c=\"2>\">x<d/>y<!-- <no> --><![CDATA[<z>&]]>]</a>",
        "<!DOCTYPE a [<!ENTITY e 'v&#38;#38;w'><!ENTITY f '&e;!'>]><a b='&e;'>&f;&f;</a>",
        "<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;\r\nline\rline</a>",
        "<?pi <a> ?><a\n b = 'x' ><b ></b ></a >",
        "<ن و='ز'>نص</ن>",
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(documents); i++)
        CHECK(compare(&a, str_from_cstr(documents[i]), documents[i]));
    arena_release(&a);
}

TEST(xml_sees_what_expat_sees_in_the_suites)
{
    const char *folder = test_shared_data();
    if (!folder)
        SKIP("../shared/data is absent");
    struct arena a = {0};
    struct err e = {0};
    struct str list, line;
    size_t compared = 0;
    struct str path = arena_printf(&a, "%s/suites/feedparser.jsonl", folder);
    if (!CHECK(file_read(&a, path.p, LIMIT_DECODED, &list, &e) == 0))
        return;
    while (str_next_line(&list, &line)) {
        json_t *row = json_line(line, &e);
        struct str document;
        path = arena_printf(&a, "%s/suites/files/feedparser/tests/%.*s", folder,
                            STR_ARGS(json_get_str(row, "file")));
        if (file_read(&a, path.p, LIMIT_DECODED, &document, &e) == 0)
            compared += compare(&a, document, path.p);
        json_decref(row);
    }
    CHECK(compared > 900);
    arena_release(&a);
}

// --- what is not well-formed --------------------------------------------------------------------

static void check_events(const char *document, const char *want, unsigned faults)
{
    struct arena a = {0};
    struct buf out = {0};
    struct xml *x = arena_new(&a, struct xml, 1);
    events_of_scanner(&a, str_from_cstr(document), &out);
    check_str(buf_str(&out), str_from_cstr(want), document, __FILE__, __LINE__);
    xml_init(x, &a, str_from_cstr(document));
    for (enum xml_kind kind; (kind = xml_next(x)) != XML_DONE;)
        if (kind == XML_TEXT)
            xml_text(x);
    check_int((int64_t)x->faults, (int64_t)faults, document, __FILE__, __LINE__);
    buf_release(&out);
    arena_release(&a);
}

TEST(xml_mends_what_is_broken)
{
    check_events("<a><b>x</a>", "<a><b>x</b></a>", XML_FAULT_TAGS);
    check_events("<a></b>x</a>", "<a>x</a>", XML_FAULT_TAGS);
    check_events("<a><b>x", "<a><b>x</b></a>", XML_FAULT_TAGS);
    check_events("<a>1 < 2 & 3 &x; &amp</a>", "<a>1 < 2 & 3 &x; &amp</a>",
                 XML_FAULT_MARKUP | XML_FAULT_REFERENCES);
    check_events("<a><<b>&&&&amp;&& <<<</b><<</a>", "<a><<b>&&&&&& <<<</b><<</a>",
                 XML_FAULT_MARKUP | XML_FAULT_REFERENCES);
    check_events("<a>&nbsp;&eacute;</a>", "<a>\u00a0é</a>", 0);
    check_events("<a b=1 c d='2' d='3'/>", "<a b=1 c= d=2></a>", XML_FAULT_ATTRIBUTES);
    check_events("<a b='x>y</a>", "<a b=x>y</a>", XML_FAULT_ATTRIBUTES);
    check_events("<a><![CDATA[x</a>", "<a>x</a>", XML_FAULT_MARKUP);
    check_events("<a><!-- x</a>", "<a></a>", XML_FAULT_MARKUP | XML_FAULT_TAGS);
    check_events("<a>x<b</a>", "<a>x<b></b></a>", XML_FAULT_MARKUP | XML_FAULT_TAGS);
    check_events("", "", XML_FAULT_MARKUP);
    check_events("<a>&#150;</a>", "<a>–</a>", 0);
}

TEST(xml_never_opens_an_external_entity)
{
    check_events("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>"
                 "<!ENTITY % p SYSTEM 'http://127.0.0.1/'>%p;]><a>&e;</a>",
                 "<a>&e;</a>", XML_FAULT_REFERENCES);
    check_events("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<a></a>", 0);
}

// The bytes that a document expands to.
static size_t expansion(struct arena *a, struct str document, unsigned *faults)
{
    struct xml *x = arena_new(a, struct xml, 1);
    size_t n = 0;
    xml_init(x, a, document);
    for (enum xml_kind kind; (kind = xml_next(x)) != XML_DONE;)
        if (kind == XML_TEXT)
            n += xml_text(x).n;
    *faults = x->faults;
    return n;
}

TEST(xml_billion_laughs_are_cut)
{
    struct arena a = {0};
    struct buf b = {0};
    unsigned faults;
    buf_add(&b, S("<!DOCTYPE a [<!ENTITY l0 'ha'>"));
    for (int i = 1; i < 20; i++) {
        buf_printf(&b, "<!ENTITY l%d '", i);
        for (int k = 0; k < 10; k++)
            buf_printf(&b, "&l%d;", i - 1);
        buf_add(&b, S("'>"));
    }
    buf_add(&b, S("]><a>&l19;&l6;&l5;</a>"));
    CHECK(expansion(&a, buf_str(&b), &faults) < (size_t)4 * XML_ENTITY_TOTAL);
    CHECK(faults & XML_FAULT_LIMITS);
    buf_release(&b);
    arena_release(&a);
}

TEST(xml_quadratic_blow_up_is_cut)
{
    struct arena a = {0};
    struct buf b = {0};
    unsigned faults;
    buf_add(&b, S("<!DOCTYPE a [<!ENTITY x '"));
    for (int i = 0; i < 65536; i++)
        buf_add_byte(&b, 'x');
    buf_add(&b, S("'>]><a>"));
    for (int i = 0; i < 10000; i++)
        buf_add(&b, S("&x;"));
    buf_add(&b, S("</a>"));
    CHECK(expansion(&a, buf_str(&b), &faults) <= b.n + XML_ENTITY_TOTAL);
    CHECK(faults & XML_FAULT_LIMITS);
    buf_release(&b);
    arena_release(&a);
}

TEST(xml_recursive_entities_end)
{
    struct arena a = {0};
    unsigned faults;
    CHECK(expansion(&a, S("<!DOCTYPE a [<!ENTITY x '&y;&y;'><!ENTITY y '&x;&x;'>]><a>&x;</a>"),
                    &faults) < 65536);
    CHECK(faults & XML_FAULT_LIMITS);
    arena_release(&a);
}
