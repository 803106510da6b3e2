// Any bytes as an archive: no crash, blocks inside their promise, payloads bounded.
#include <assert.h>

#include "base/limits.h"
#include "warc/warc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct warc_reader *r = warc_open((struct str){(const char *)data, size});
    struct warc_record record;
    while (warc_next(r, &a, &record)) {
        assert(record.block.n <= record.length);
        assert(warc_payload(&a, &record).bytes.n <= LIMIT_DECODED + LIMIT_WARC_RECORD);
        arena_reset(&a);
    }
    size_t count;
    warc_faults(r, &count);
    assert(count <= size + 1);
    warc_close(r);
    arena_release(&a);
    return 0;
}
