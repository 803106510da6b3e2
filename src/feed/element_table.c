// element_table: which elements of which vocabularies feeds use, and what each means.
//
// Names are the usual prefix and the local name, in lower case; "" is the core vocabulary, which
// all formats share, as the same names mean the same in all of them (RSS, Atom, RDF, CDF, their
// many drafts).  Sorted by name, looked up by halving.  Sources: the specifications; the list of
// namespaces seen in feeds that feedparser has collected.
#include <string.h>

#include "feed/fields.h"

// Columns: name, at the start tag, at the end tag, how text is taken, the field whose depth counts,
// kind of text where the feed gives no media type.
// clang-format off
static const struct element elements[] = {
    {S_INIT("abstract"), feed_start_description, feed_end_description, MODE_CONTENT, FIELD_SUMMARY, FEED_TEXT_PLAIN},
    {S_INIT("admin:generatoragent"), feed_start_generator_agent, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("author"), feed_start_author, feed_end_author, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("body"), NULL, feed_end_content, MODE_CONTENT, FIELD_NONE, FEED_TEXT_XHTML},
    {S_INIT("category"), feed_start_category, feed_end_category, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("cc:license"), feed_start_license, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("channel"), feed_start_channel, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("comments"), NULL, feed_end_comments, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("content"), feed_start_content, feed_end_content, MODE_CONTENT, FIELD_NONE, FEED_TEXT_PLAIN},
    {S_INIT("content:encoded"), feed_start_content, feed_end_content, MODE_CONTENT, FIELD_NONE, FEED_TEXT_HTML},
    {S_INIT("contributor"), feed_start_contributor, feed_end_contributor, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("copyright"), NULL, feed_end_rights, MODE_CONTENT, FIELD_NONE, FEED_TEXT_PLAIN},
    {S_INIT("created"), NULL, feed_end_time, MODE_LEAF, FIELD_CREATED, FEED_TEXT_NONE},
    {S_INIT("creativecommons:license"), NULL, feed_end_license, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("day"), NULL, feed_end_day, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("dc:author"), feed_start_author, feed_end_author, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("dc:contributor"), feed_start_contributor, feed_end_contributor, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("dc:creator"), feed_start_author, feed_end_author, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("dc:date"), NULL, feed_end_time, MODE_LEAF, FIELD_UPDATED, FEED_TEXT_NONE},
    {S_INIT("dc:description"), feed_start_description, feed_end_description, MODE_CONTENT, FIELD_SUMMARY, FEED_TEXT_HTML},
    {S_INIT("dc:language"), NULL, feed_end_language, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("dc:publisher"), feed_start_publisher, feed_end_publisher, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("dc:rights"), NULL, feed_end_rights, MODE_CONTENT, FIELD_NONE, FEED_TEXT_PLAIN},
    {S_INIT("dc:subject"), feed_start_category, feed_end_category, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("dc:title"), NULL, feed_end_title, MODE_CONTENT, FIELD_TITLE, FEED_TEXT_PLAIN},
    {S_INIT("dcterms:created"), NULL, feed_end_time, MODE_LEAF, FIELD_CREATED, FEED_TEXT_NONE},
    {S_INIT("dcterms:issued"), NULL, feed_end_time, MODE_LEAF, FIELD_PUBLISHED, FEED_TEXT_NONE},
    {S_INIT("dcterms:modified"), NULL, feed_end_time, MODE_LEAF, FIELD_UPDATED, FEED_TEXT_NONE},
    {S_INIT("dcterms:valid"), NULL, feed_end_valid, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("description"), feed_start_description, feed_end_description, MODE_CONTENT, FIELD_SUMMARY, FEED_TEXT_HTML},
    {S_INIT("docs"), NULL, feed_end_address, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("email"), NULL, feed_end_email, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("enclosure"), feed_start_enclosure, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("entry"), feed_start_item, feed_end_item, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("expirationdate"), NULL, feed_end_time, MODE_LEAF, FIELD_EXPIRED, FEED_TEXT_NONE},
    {S_INIT("feed"), feed_start_feed, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("feedburner:browserfriendly"), NULL, feed_end_info, MODE_CONTENT, FIELD_NONE, FEED_TEXT_PLAIN},
    {S_INIT("fullitem"), feed_start_content, feed_end_content, MODE_CONTENT, FIELD_NONE, FEED_TEXT_HTML},
    {S_INIT("generator"), feed_start_generator, feed_end_generator, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("georss:box"), feed_start_georss, feed_end_georss, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("georss:line"), feed_start_georss, feed_end_georss, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("georss:point"), feed_start_georss, feed_end_georss, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("georss:polygon"), feed_start_georss, feed_end_georss, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("gml:linestring"), feed_start_place, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("gml:point"), feed_start_place, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("gml:polygon"), feed_start_place, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("gml:pos"), NULL, feed_end_positions, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("gml:poslist"), NULL, feed_end_positions, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("guid"), feed_start_guid, feed_end_id, MODE_MARKUP, FIELD_ID, FEED_TEXT_NONE},
    {S_INIT("homepage"), NULL, feed_end_url, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("hour"), NULL, feed_end_hour, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("icon"), NULL, feed_end_icon, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("id"), feed_start_guid, feed_end_id, MODE_MARKUP, FIELD_ID, FEED_TEXT_NONE},
    {S_INIT("image"), feed_start_image, feed_end_image, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("info"), NULL, feed_end_info, MODE_CONTENT, FIELD_NONE, FEED_TEXT_PLAIN},
    {S_INIT("issued"), NULL, feed_end_time, MODE_LEAF, FIELD_PUBLISHED, FEED_TEXT_NONE},
    {S_INIT("item"), feed_start_item, feed_end_item, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:author"), feed_start_author, feed_end_author, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:category"), feed_start_itunes_category, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:email"), NULL, feed_end_email, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:image"), feed_start_image_href, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:keywords"), NULL, feed_end_itunes_keywords, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:link"), feed_start_image_href, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:name"), NULL, feed_end_name, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:new-feed-url"), NULL, feed_end_new_feed_url, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:owner"), feed_start_publisher, feed_end_publisher, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("itunes:subtitle"), NULL, feed_end_subtitle, MODE_CONTENT, FIELD_SUBTITLE, FEED_TEXT_PLAIN},
    {S_INIT("itunes:summary"), feed_start_summary, feed_end_description, MODE_CONTENT, FIELD_SUMMARY, FEED_TEXT_PLAIN},
    {S_INIT("keywords"), feed_start_category, feed_end_category, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("language"), NULL, feed_end_language, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("lastbuilddate"), NULL, feed_end_time, MODE_LEAF, FIELD_UPDATED, FEED_TEXT_NONE},
    {S_INIT("link"), feed_start_link, feed_end_link, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("logo"), NULL, feed_end_logo, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("managingeditor"), feed_start_author, feed_end_author, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("media:category"), feed_start_category, feed_end_category, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("media:content"), feed_start_media_content, NULL, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("media:description"), NULL, feed_end_media_description, MODE_CONTENT, FIELD_NONE, FEED_TEXT_HTML},
    {S_INIT("media:keywords"), NULL, feed_end_keywords, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("media:thumbnail"), feed_start_image_href, NULL, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("media:title"), NULL, feed_end_title, MODE_CONTENT, FIELD_TITLE, FEED_TEXT_PLAIN},
    {S_INIT("modified"), NULL, feed_end_time, MODE_LEAF, FIELD_UPDATED, FEED_TEXT_NONE},
    {S_INIT("name"), NULL, feed_end_name, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("newlocation"), NULL, feed_end_new_feed_url, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("psc:chapters"), feed_start_chapters, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("pubdate"), NULL, feed_end_time, MODE_LEAF, FIELD_PUBLISHED, FEED_TEXT_NONE},
    {S_INIT("published"), NULL, feed_end_time, MODE_LEAF, FIELD_PUBLISHED, FEED_TEXT_NONE},
    {S_INIT("rights"), NULL, feed_end_rights, MODE_CONTENT, FIELD_NONE, FEED_TEXT_PLAIN},
    {S_INIT("rss"), feed_start_rss, feed_end_nothing, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("source"), feed_start_source, feed_end_source, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("subtitle"), NULL, feed_end_subtitle, MODE_CONTENT, FIELD_SUBTITLE, FEED_TEXT_PLAIN},
    {S_INIT("summary"), feed_start_summary, feed_end_description, MODE_CONTENT, FIELD_SUMMARY, FEED_TEXT_PLAIN},
    {S_INIT("sy:updatefrequency"), NULL, feed_end_update_frequency, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("sy:updateperiod"), NULL, feed_end_update_period, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("tagline"), NULL, feed_end_subtitle, MODE_CONTENT, FIELD_SUBTITLE, FEED_TEXT_PLAIN},
    {S_INIT("tags"), NULL, feed_end_keywords, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("textinput"), feed_start_text_input, feed_end_text_input, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("title"), NULL, feed_end_title, MODE_CONTENT, FIELD_TITLE, FEED_TEXT_PLAIN},
    {S_INIT("ttl"), NULL, feed_end_ttl, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("updated"), NULL, feed_end_time, MODE_LEAF, FIELD_UPDATED, FEED_TEXT_NONE},
    {S_INIT("uri"), NULL, feed_end_url, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("url"), NULL, feed_end_url, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("webmaster"), feed_start_publisher, feed_end_publisher, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("wfw:comment"), NULL, feed_end_address, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("wfw:commentrss"), NULL, feed_end_address, MODE_LEAF, FIELD_NONE, FEED_TEXT_NONE},
    {S_INIT("xhtml:body"), NULL, feed_end_content, MODE_CONTENT, FIELD_NONE, FEED_TEXT_XHTML},
};

static const struct {
    struct str uri, prefix; // uri in lower case
} vocabularies[] = {
    {S_INIT("http://backend.userland.com/creativecommonsrssmodule"), S_INIT("creativecommons")},
    {S_INIT("http://backend.userland.com/rss2"), S_INIT("")},
    {S_INIT("http://blogs.law.harvard.edu/tech/rss"), S_INIT("")},
    {S_INIT("http://channel.netscape.com/rdf/simple/0.9/"), S_INIT("")},
    {S_INIT("http://creativecommons.org/ns#license"), S_INIT("cc")},
    {S_INIT("http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html"), S_INIT("creativecommons")},
    {S_INIT("http://example.com/dtds/podcast-1.0.dtd"), S_INIT("itunes")},
    {S_INIT("http://example.com/necho"), S_INIT("")},
    {S_INIT("http://example.com/newformat#"), S_INIT("")},
    {S_INIT("http://madskills.com/public/xml/rss/module/trackback/"), S_INIT("trackback")},
    {S_INIT("http://my.netscape.com/rdf/simple/0.9/"), S_INIT("")},
    {S_INIT("http://podlove.org/simple-chapters"), S_INIT("psc")},
    {S_INIT("http://prismstandard.org/namespaces/1.2/basic/"), S_INIT("prism")},
    {S_INIT("http://purl.org/atom/ns#"), S_INIT("")},
    {S_INIT("http://purl.org/dc/elements/1.0/"), S_INIT("dc")},
    {S_INIT("http://purl.org/dc/elements/1.1/"), S_INIT("dc")},
    {S_INIT("http://purl.org/dc/terms/"), S_INIT("dcterms")},
    {S_INIT("http://purl.org/echo/"), S_INIT("")},
    {S_INIT("http://purl.org/net/rss1.1#"), S_INIT("")},
    {S_INIT("http://purl.org/pie/"), S_INIT("")},
    {S_INIT("http://purl.org/rss/1.0/"), S_INIT("")},
    {S_INIT("http://purl.org/rss/1.0/modules/content/"), S_INIT("content")},
    {S_INIT("http://purl.org/rss/1.0/modules/rss091#"), S_INIT("")},
    {S_INIT("http://purl.org/rss/1.0/modules/slash/"), S_INIT("slash")},
    {S_INIT("http://purl.org/rss/1.0/modules/syndication/"), S_INIT("sy")},
    {S_INIT("http://purl.org/rss/1.0/modules/threading/"), S_INIT("thr")},
    {S_INIT("http://purl.org/syndication/thread/1.0"), S_INIT("thr")},
    {S_INIT("http://rssnamespace.org/feedburner/ext/1.0"), S_INIT("feedburner")},
    {S_INIT("http://search.yahoo.com/mrss"), S_INIT("media")},
    {S_INIT("http://search.yahoo.com/mrss/"), S_INIT("media")},
    {S_INIT("http://web.resource.org/cc/"), S_INIT("cc")},
    {S_INIT("http://webns.net/mvcb/"), S_INIT("admin")},
    {S_INIT("http://wellformedweb.org/commentapi/"), S_INIT("wfw")},
    {S_INIT("http://www.georss.org/georss"), S_INIT("georss")},
    {S_INIT("http://www.georss.org/georss/10"), S_INIT("georss")},
    {S_INIT("http://www.itunes.com/dtds/podcast-1.0.dtd"), S_INIT("itunes")},
    {S_INIT("http://www.opengis.net/gml"), S_INIT("gml")},
    {S_INIT("http://www.w3.org/1998/math/mathml"), S_INIT("math")},
    {S_INIT("http://www.w3.org/1999/02/22-rdf-syntax-ns#"), S_INIT("rdf")},
    {S_INIT("http://www.w3.org/1999/xhtml"), S_INIT("xhtml")},
    {S_INIT("http://www.w3.org/1999/xlink"), S_INIT("xlink")},
    {S_INIT("http://www.w3.org/2000/svg"), S_INIT("svg")},
    {S_INIT("http://www.w3.org/2003/01/geo/wgs84_pos#"), S_INIT("geo")},
    {S_INIT("http://www.w3.org/2005/atom"), S_INIT("")},
    {S_INIT("http://www.w3.org/xml/1998/namespace"), S_INIT("xml")},
    {S_INIT("uri/of/echo/namespace#"), S_INIT("")},
};
// clang-format on

enum { NAME_MAX_BYTES = 40, URI_MAX_BYTES = 80 };

// Writes prefix ":" local in lower case; the length, 0 if it is too long to be in a table.
static size_t lower_name(char out[NAME_MAX_BYTES], struct str prefix, struct str local)
{
    size_t n = 0;
    if (prefix.n + local.n + 1 > NAME_MAX_BYTES)
        return 0;
    for (size_t i = 0; i < prefix.n; i++)
        out[n++] = ascii_lower(prefix.p[i]);
    if (prefix.n)
        out[n++] = ':';
    for (size_t i = 0; i < local.n; i++)
        out[n++] = ascii_lower(local.p[i]);
    return n;
}

const struct element *feed_element_find(struct str prefix, struct str local)
{
    char bytes[NAME_MAX_BYTES];
    struct str name = {bytes, lower_name(bytes, prefix, local)};
    size_t low = 0, high = COUNT_OF(elements);
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = str_cmp(elements[mid].name, name);
        if (order == 0)
            return &elements[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

struct str feed_namespace_prefix(struct str uri)
{
    uri = str_trim(uri);
    if (uri.n > URI_MAX_BYTES)
        return (struct str){0};
    for (size_t i = 0; i < COUNT_OF(vocabularies); i++)
        if (vocabularies[i].uri.n == uri.n && str_eq_nocase(vocabularies[i].uri, uri))
            return vocabularies[i].prefix;
    if (str_starts_nocase(uri, S("http://backend.userland.com/rss")))
        return S("");
    return (struct str){0};
}

enum feed_format feed_namespace_format(struct str uri, bool is_default)
{
    if (is_default && (str_eq_nocase(uri, S("http://my.netscape.com/rdf/simple/0.9/")) ||
                       str_eq_nocase(uri, S("http://channel.netscape.com/rdf/simple/0.9/"))))
        return FEED_RSS_090;
    if (str_eq_nocase(uri, S("http://purl.org/rss/1.0/")))
        return FEED_RSS_10;
    if (str_eq_nocase(uri, S("http://www.w3.org/2005/Atom")))
        return FEED_ATOM_10;
    return FEED_UNKNOWN;
}
