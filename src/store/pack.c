// pack: the forms in which words and texts are written to the store.
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "store/store_int.h"
#include "text/token.h"

// Longer terms are cut: nobody types them, and a hostile page must not fill the index with them.
enum { TERM_MAX = 96 };

// Without what would end a term or change its kind; NFKC makes blanks of some ligatures.
static void add_term(struct buf *out, struct str term)
{
    term = utf8_take_bytes(term, TERM_MAX);
    for (size_t i = 0; i < term.n; i++)
        if (term.p[i] != ' ' && term.p[i] != '\n' && term.p[i] != '=')
            buf_add_byte(out, term.p[i]);
}

void terms_add(struct buf *out, struct str stem, struct str norm)
{
    if (stem.p) {
        add_term(out, stem);
        buf_add_byte(out, '\n');
    }
    if (norm.p) {
        buf_add_byte(out, '=');
        add_term(out, norm);
        buf_add_byte(out, '\n');
    }
}

static size_t terms_pack(struct buf *out, const struct tokens *tokens)
{
    size_t words = 0;
    for (size_t i = 0; i < tokens->n; i++) {
        const struct token *t = &tokens->v[i];
        if (t->kind == TOKEN_MARK || t->norm.n == 0 || t->stem.n == 0)
            continue;
        terms_add(out, t->stem, t->norm);
        words++;
    }
    return words;
}

struct terms terms_of(struct arena *a, struct token_cache *cache, struct str title, struct str text)
{
    struct terms out = {0};
    struct buf b = {0};
    struct tokens head = tokens_of(a, cache, title), body = tokens_of(a, cache, text);
    out.words = terms_pack(&b, &head);
    out.title = arena_str(a, buf_str(&b));
    buf_reset(&b);
    out.words += terms_pack(&b, &body);
    out.body = arena_str(a, buf_str(&b));
    buf_release(&b);
    // Copies keep the body and change the title, so the title is not part of the signature.
    signature_of(&out.signature, shingles_of(a, word_hashes_of(a, &body)));
    return out;
}

// A packed text starts with a byte that says how: '0' as it is, 'z' zstd.
struct str text_pack(struct arena *a, struct str text)
{
    size_t cap = ZSTD_compressBound(text.n);
    char *p = arena_alloc_raw(a, cap + text.n + 1);
    size_t n = ZSTD_compress(p + 1, cap, text.p, text.n, 3);
    if (!ZSTD_isError(n) && n < text.n) {
        p[0] = 'z';
        return (struct str){p, n + 1};
    }
    p[0] = '0';
    if (text.n)
        memcpy(p + 1, text.p, text.n);
    return (struct str){p, text.n + 1};
}

struct str text_unpack(struct arena *a, struct str packed)
{
    if (packed.n == 0)
        return (struct str){0};
    struct str bytes = str_drop(packed, 1);
    if (packed.p[0] != 'z')
        return arena_str(a, bytes);
    unsigned long long size = ZSTD_getFrameContentSize(bytes.p, bytes.n);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
        size > LIMIT_NDJSON_LINE)
        return (struct str){0};
    char *p = arena_alloc_raw(a, (size_t)size + 1);
    size_t n = ZSTD_decompress(p, (size_t)size, bytes.p, bytes.n);
    p[ZSTD_isError(n) ? 0 : n] = 0;
    return ZSTD_isError(n) ? (struct str){0} : (struct str){p, n};
}
