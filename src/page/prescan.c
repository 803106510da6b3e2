// prescan: see prescan.h.  The meta elements are found with the tokenizer itself instead of the
// byte patterns of the standard, so that comments and scripts hide nothing and show nothing.
#include "page/prescan.h"

#include "page/html_tokenizer.h"
#include "text/charset.h"

enum { PRESCAN = 4096 }; // bytes searched for a meta element; the standard says at least 1,024

static struct str attribute(const struct html_tokenizer *t, struct str name)
{
    for (size_t i = 0; i < t->attribute_count; i++)
        if (str_eq_nocase(t->attributes[i].name, name))
            return t->attributes[i].value;
    return (struct str){0};
}

// HTML standard, 13.2.3.2: what the meta elements at the start say; also an XML declaration.
struct str prescan_charset(struct str bytes)
{
    struct html_tokenizer t;
    struct html_token token;
    struct str start = str_take(bytes, PRESCAN), name = charset_of_xml_declaration(bytes);
    html_tokenizer_init(&t, start);
    while (!name.n && html_tokenizer_next(&t, &token)) {
        if (token.kind != HTML_TOKEN_START || token.tag != TAG_META)
            continue;
        name = charset_name(attribute(&t, S("charset")));
        if (!name.n && str_eq_nocase(attribute(&t, S("http-equiv")), S("content-type")))
            name = charset_of_content_type(attribute(&t, S("content")));
    }
    // A page whose meta elements could be read is not UTF-16, whatever they say.
    return str_starts(name, S("utf-16")) ? S("utf-8") : name;
}
