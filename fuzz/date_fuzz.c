// Dates and numbers of any text: in order, not overlapping, inside the text, with a value.
#include <stdlib.h>

#include "base/utf8.h"
#include "text/dates.h"
#include "text/numbers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct date_context c = {0};
    if (size > 0) {
        c.has_anchor = data[0] & 1;
        c.anchor = (int64_t)data[0] * 7776000;
        c.east = (data[0] % 25 - 12) * 3600;
    }
    struct str text = utf8_repair(&a, (struct str){(const char *)data, size});
    struct doc d = doc_of_text(&a, NULL, text);
    struct date_mention *m;
    struct number_mention *n;
    size_t count, end = 0;
    dates_read(&a, &d, &c, &m, &count);
    for (size_t i = 0; i < count; i++) {
        if (m[i].at.start < end || m[i].at.end <= m[i].at.start || m[i].value.n == 0)
            abort();
        end = m[i].at.end;
    }
    if (end > text.n)
        abort();
    numbers_read(&a, &d, &n, &count);
    for (size_t i = 0; i < count; i++)
        if (n[i].at.end > text.n || n[i].at.end <= n[i].at.start || n[i].value < 0)
            abort();
    struct visible_date v;
    date_parse_visible(text, &v);
    arena_release(&a);
    return 0;
}
