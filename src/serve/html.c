// html: see html.h.
#include "serve/html.h"

#include "base/escape.h"

void html_text(struct html *h, struct str s)
{
    escape_html(h->out, s);
}

void html_bdi(struct html *h, struct str s)
{
    html_raw(h, "<bdi>");
    html_text(h, s);
    html_raw(h, "</bdi>");
}

void html_attr(struct html *h, const char *name, struct str value)
{
    buf_add_byte(h->out, ' ');
    buf_add(h->out, str_from_cstr(name));
    html_raw(h, "=\"");
    html_text(h, value);
    html_raw(h, "\"");
}

void html_href(struct html *h, struct str url)
{
    bool web = str_starts_nocase(url, S("http://")) || str_starts_nocase(url, S("https://"));
    html_attr(h, "href", web ? url : S("#"));
}

void html_number(struct html *h, int64_t n)
{
    buf_printf(h->out, "%lld", (long long)n);
}

void html_url_part(struct html *h, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = is_ascii_alpha(s.p[i]) || is_ascii_digit(s.p[i]) || c == '-' || c == '.' ||
                     c == '_' || c == '~';
        if (plain)
            buf_add_byte(h->out, s.p[i]);
        else
            buf_printf(h->out, "%%%02X", c);
    }
}
