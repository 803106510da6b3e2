// decode: any body under any list of codings ends, within its limits.
#include <assert.h>

#include "net/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct decode_limits limits = {1 << 20, 100};
    struct str input = {(const char *)data, size}, codings, body;
    struct buf out = {0};
    str_cut(input, '\n', &codings, &body);
    enum decode_result result = decode_body(codings, body, &limits, &out);
    assert(result != DECODE_OK || out.n <= limits.bytes);
    buf_release(&out);
    return 0;
}
