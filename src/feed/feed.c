// feed: see feed.h.  Tells JSON from XML, decodes, and hands over to the reader of the form.
#include "feed/feed.h"

#include "feed/clean.h"
#include "feed/json_feed.h"
#include "feed/reader.h"
#include "text/charset.h"

struct str feed_format_name(enum feed_format format)
{
    static const struct str names[] = {
#define X(name, text) S_INIT(text),
        FEED_FORMATS(X)
#undef X
    };
    return names[format];
}

static bool is_json(struct str text)
{
    text = str_trim(str_take(text, 4096));
    return text.n && text.p[0] == '{';
}

// Was the document in the encoding that it, or the server, said?
static unsigned charset_faults(const struct decoded *d, struct str bytes, struct str content_type)
{
    struct str start = str_take(bytes, 256);
    bool unknown_name = str_starts(start, S("<?xml")) && !charset_of_xml_declaration(bytes).n &&
                        str_has(str_take(start, str_find_byte(start, '>')), S("encoding="));
    bool guessed = str_eq(d->from, S("recovered")) ||
                   (str_eq(d->from, S("guess")) && !str_starts(d->charset, S("utf-")));
    bool no_xml = str_starts_nocase(str_trim(content_type), S("text/plain"));
    unsigned faults = d->replaced ? XML_FAULT_CHARACTERS : 0;
    return unknown_name || guessed || no_xml ? faults | XML_FAULT_CHARSET : faults;
}

struct feed feed_parse(struct arena *a, struct str bytes, const struct feed_hints *hints)
{
    static const struct feed_hints no_hints;
    struct feed feed = {0};
    hints = hints ? hints : &no_hints;
    struct decoded d =
        charset_decode(a, bytes, hints->content_type, charset_of_xml_declaration(bytes));
    bool dropped, has_cr;
    struct str text = feed_clean(a, d.text, &dropped, &has_cr);
    if (is_json(text))
        feed_read_json(a, text, hints, &feed);
    else
        feed_read_xml(a, text, has_cr, hints, &feed);
    if (dropped)
        feed.faults |= XML_FAULT_CHARACTERS;
    feed.charset = d.charset;
    feed.faults |= charset_faults(&d, bytes, hints->content_type);
    feed.well_formed = feed.faults == 0 && feed.format != FEED_UNKNOWN;
    return feed;
}

bool feed_sniff(struct str bytes)
{
    static const struct str roots[] = {
        S_INIT("<rss"), S_INIT("<feed"),    S_INIT("<rdf:RDF"),
        S_INIT("<RDF"), S_INIT("<channel"), S_INIT("https://jsonfeed.org/version/"),
    };
    struct str start = str_take(bytes, 4096);
    for (size_t i = 0; i < COUNT_OF(roots); i++)
        if (str_has(start, roots[i]))
            return true;
    return false;
}
