// charset: any bytes under any label become valid UTF-8 of bounded size.  The first byte chooses
// the label, the last label is none.
#include <assert.h>

#include "base/utf8.h"
#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const headers[] = {
        "a/b; charset=utf-8",     "a/b; charset=windows-1256", "a/b; charset=gbk",
        "a/b; charset=shift_jis", "a/b; charset=iso-2022-jp",  "a/b; charset=euc-kr",
        "a/b; charset=utf-16be",  "a/b; charset=latin1",       "",
    };
    if (size == 0)
        return 0;
    struct arena a = {0};
    struct str header = str_from_cstr(headers[data[0] % COUNT_OF(headers)]);
    struct str bytes = {(const char *)data + 1, size - 1};
    struct decoded d = charset_decode(&a, bytes, header, charset_of_xml_declaration(bytes));
    assert(utf8_is_valid(d.text));
    assert(d.text.n <= 3 * bytes.n + 3);
    assert(d.charset.n > 0 && d.from.n > 0);
    arena_release(&a);
    return 0;
}
