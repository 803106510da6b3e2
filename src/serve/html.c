// html: see html.h.
#include "serve/html.h"

#include "base/utf8.h"

void html_text(struct html *h, struct str s)
{
    uint32_t c;
    while (utf8_next(&s, &c)) {
        switch (c) {
        case '&': html_raw(h, "&amp;"); break;
        case '<': html_raw(h, "&lt;"); break;
        case '>': html_raw(h, "&gt;"); break;
        case '"': html_raw(h, "&quot;"); break;
        case '\'': html_raw(h, "&#39;"); break;
        default: {
            // Bidi overrides and controls could reorder what stands around the text (threats.md
            // P13).
            bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
            bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            if (!control && !bidi)
                buf_add_point(h->out, c);
        }
        }
    }
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
