// pages: dump mode for now
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "page/page_html.h"
#include "page/prescan.h"
#include "text/charset.h"

int main(int argc, char **argv)
{
    struct arena a = {0}, scratch = {0};
    struct buf out = {0};
    for (int i = 1; i < argc; i++) {
        struct str bytes;
        struct err e;
        if (file_read(&scratch, argv[i], LIMIT_DECODED, &bytes, &e))
            continue;
        struct decoded d = charset_decode(&scratch, bytes, S(""), prescan_charset(bytes));
        struct page_html p = page_html_read(&a, &scratch, d.text, S(""));
        struct json j = {.out = &out};
        json_begin_object(&j);
        json_put_str(&j, "file", str_from_cstr(argv[i]));
        json_put_str(&j, "title", p.title);
        json_put_str(&j, "published", p.published.value);
        json_put_str(&j, "from", p.published.from);
        json_put_str(&j, "modified", p.modified.value);
        json_put_str(&j, "site", p.site);
        json_put_str(&j, "author", p.authors.n ? p.authors.v[0] : (struct str){0});
        size_t from = p.blocks.n && p.blocks.v[0].kind == BLOCK_TITLE ? p.blocks.v[0].at.end : 0;
        json_put_str(&j, "body", str_drop(p.text, from));
        json_end_object(&j);
        buf_add_byte(&out, '\n');
        fwrite(out.p, 1, out.n, stdout);
        buf_reset(&out);
        arena_reset(&a);
        arena_reset(&scratch);
    }
    return 0;
}
